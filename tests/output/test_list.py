"""What `list` says of an archive: its order, and values as people decided them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.document import Document
from models.records import Agreement
from output.store.archive import Archive
from output.store.deciding import Decider, decide_on_row
from output.store.lookup import find_document, list_documents
from output.store.rows import Run

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]


def test_lists_by_partnership_and_years_and_last_what_is_of_none(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    later = {"start": "2022-01-01", "end": "2025-12-31", "start_basis": "stated"}
    archive.store(
        paper("failed.pdf", status="failed", error="truncated"), None, replace(run, status="failed", error="truncated")
    )
    archive.store(paper("note.txt"), agreement(kind="other", partnership=None, period=None), run)
    archive.store(paper("soebakken.txt"), agreement(partnership="soebakken"), run)
    archive.store(paper("later.txt"), agreement(period=later), run)
    archive.store(paper("first.txt"), agreement(), run)
    names = [row["filename"] for row in list_documents(archive.db)]
    assert names == ["first.txt", "later.txt", "soebakken.txt", "failed.pdf", "note.txt"]


def test_lists_a_witness_where_the_preferred_one_stands_whatever_years_it_reads(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    misread = {"start": "1018-01-01", "end": "2021-12-31", "start_basis": "stated"}
    archive.store(paper("copy.txt", "Aftale"), agreement(period=misread), run)
    digital = paper("paper.pdf")
    pages = tuple(replace(page, source="text_layer", verdict="author_text") for page in digital.pages)
    archive.store(replace(digital, pages=pages), agreement(), run)
    earlier = {"start": "2014-01-01", "end": "2017-12-31", "start_basis": "stated"}
    archive.store(paper("earlier.txt"), agreement(period=earlier), run)
    listed = [(row["filename"], row["preferred"]) for row in list_documents(archive.db)]
    assert listed == [("earlier.txt", 1), ("paper.pdf", 1), ("copy.txt", 0)]


def test_lists_what_people_decided_and_counts_findings(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    finding = {"code": "section-missing", "severity": "warning", "message": "no section 4", "details": {"missing": "4"}}
    archive.store(paper("a.txt"), agreement(), run)
    archive.store(paper("b.txt"), agreement(partnership="soebakken", findings=[finding]), run)
    decider = Decider("2026-03-01T10:00:00+00:00", "aftalearkiv 1", "Rigmor Sandvad", "rsa", reason="seen on paper")
    document = find_document(archive.db, "a.txt")
    patch = {"partnership": "vestbakken"}
    archive.record([decide_on_row(archive.db, document, "partnership", 0, "correct", decider, patch=patch)])
    listed = [(row["partnership"], row["filename"], row["findings"]) for row in list_documents(archive.db)]
    assert listed == [("soebakken", "b.txt", 1), ("vestbakken", "a.txt", 0)]
