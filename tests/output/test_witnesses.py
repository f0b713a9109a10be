"""The same agreement in several files."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.document import Document, Page
from models.records import Agreement, AgreementRecord
from output.store.archive import Archive, open_archive
from output.store.loading import load_documents
from output.store.rows import Run
from output.store.settling import settle_everything
from output.store.witnesses import Witness, choose, differences, judge_source, witness_name

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]


@pytest.mark.parametrize(
    ("pages", "source", "quality"),
    [
        ([("plain_text", "plain_text", 0.9, 100)], "dump", 0.9),
        ([("text_layer", "author_text", 1.0, 100)], "digital", 1.0),
        ([("text_layer", "machine_layer", 0.7, 100)], "scan", 0.7),
        ([("ocr", "image_only", 0.8, 100)], "scan", 0.8),
        ([("text_layer", "author_text", 1.0, 900), ("ocr", "image_only", 0.5, 100)], "digital", 0.95),
        ([("ocr", "blank", 0.0, 0)], "digital", 0.0),
        ([], "digital", 0.0),
    ],
)
def test_judges_a_witness_by_most_of_its_text(pages: Any, source: str, quality: float) -> None:
    assert judge_source(pages) == (source, quality)


def witness(agreement: Agreement, name: str, source: str = "digital", quality: float = 0.9) -> Witness:
    return Witness(1, name * 64, f"{name}.pdf", source, quality, agreement)


def test_prefers_digital_before_scan_before_dump_then_quality(agreement: MakeAgreement) -> None:
    paper = agreement()
    group = [
        witness(paper, "a", "dump", 1.0),
        witness(paper, "b", "scan", 0.7),
        witness(paper, "c", "digital", 0.5),
        witness(paper, "d", "digital", 0.6),
        witness(paper, "e", "digital", 0.6),
    ]
    for order in itertools.permutations(group):
        best = choose(order)
        assert best is not None and best.filename == "d.pdf"


def test_finds_no_difference_where_there_is_none(full_agreement: Agreement) -> None:
    assert differences(witness(full_agreement, "a"), witness(full_agreement, "b")) == []


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ({"title": "Aftale om Engbakken"}, {"title": "Aftale for Engbakken"}, ["title: here 'Aftale om Engbakken'"]),
        ({"title": "Aftale om Engbakken"}, {"title": "AFTALE OM ENGBAKKEN."}, []),
        (
            {"budgets": [{"amount_dkk": 1200, "basis": "annual", "purpose": "whole"}]},
            {"budgets": [{"amount_dkk": 1800, "basis": "annual", "purpose": "whole"}]},
            ["budgets: here 'whole annual 1200', in b.pdf 'whole annual 1800'"],
        ),
        ({"areas": [{"name": "Søen"}]}, {"areas": []}, ["areas: 1 here that b.pdf does not give"]),
        ({"areas": []}, {"areas": [{"name": "Søen"}]}, []),
        (
            {"meetings": [{"body": "steering_group", "min_per_year": 2, "max_per_year": None}]},
            {"meetings": [{"body": "steering_group", "min_per_year": 4, "max_per_year": None}]},
            ["meetings: here 'steering_group 2', in b.pdf 'steering_group 4'"],
        ),
        (
            {"period": {"start": "2018-01-01", "end": "2021-12-31", "start_basis": "stated"}},
            {"period": {"start": "2018-02-01", "end": "2021-12-31", "start_basis": "stated"}},
            ["period: here '2018-01-01', in b.pdf '2018-02-01'"],
        ),
    ],
)
def test_says_where_witnesses_differ(agreement: MakeAgreement, here: Any, there: Any, said: list[str]) -> None:
    found = differences(witness(agreement(**here), "a"), witness(agreement(**there), "b"))
    assert [finding.message[: len(text)] for finding, text in zip(found, said, strict=True)] == said
    assert all(finding.evidence and finding.code == "witness-conflict" for finding in found)


def as_digital(document: Document) -> Document:
    def digital(page: Page) -> Page:
        return replace(page, source="text_layer", verdict="author_text")

    return replace(document, pages=tuple(digital(page) for page in document.pages))


def only(archive: Archive, filename: str) -> AgreementRecord:
    (found,) = [document for document in load_documents(archive.db) if document.filename == filename]
    return found.agreements[0]


def test_gives_the_preference_over_when_a_better_witness_comes(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    archive.store(paper("a.txt"), agreement(areas=[{"name": "Søen"}]), run)
    assert only(archive, "a.txt").preferred
    archive.store(as_digital(paper("b.pdf")), agreement(), run)
    assert not only(archive, "a.txt").preferred
    assert only(archive, "b.pdf").preferred
    assert [finding.code for finding in only(archive, "a.txt").findings] == ["witness-conflict"]


def test_takes_the_findings_back_when_the_difference_is_gone(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    own = [{"code": "section-missing", "severity": "warning", "message": "4"}]
    archive.store(paper("a.txt"), agreement(title="Et", findings=own), run)
    archive.store(paper("b.txt"), agreement(title="To"), run)
    assert [f.code for f in only(archive, "a.txt").findings] == ["section-missing", "witness-conflict"]
    archive.store(paper("b.txt"), agreement(title="Et"), run)
    assert [f.code for f in only(archive, "a.txt").findings] == ["section-missing"]
    assert archive.db.execute("SELECT count(*) FROM evidence WHERE field = 'findings'").fetchone() == (1,)


def test_settles_the_group_that_a_document_leaves(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    archive.store(as_digital(paper("a.pdf")), agreement(), run)
    archive.store(paper("b.txt"), agreement(title="Andet"), run)
    archive.store(as_digital(paper("a.pdf")), agreement(partnership="soebakken"), run)
    assert only(archive, "b.txt").preferred
    assert only(archive, "b.txt").findings == []


def test_says_the_same_of_a_copy_that_comes_as_of_all_of_them_anew(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    archive.store(as_digital(paper("best.pdf")), agreement(), run)
    for number in (3, 1, 4, 2, 5, 1):  # the last is read again, and reads otherwise then
        area = [{"name": f"Søen {number}"}] if number % 2 else []
        title = f"Udgave {number} {len(area)}"
        archive.store(paper(f"{number}.txt"), agreement(title=title, areas=area), run)
    archive.store(paper("3.txt"), agreement(), run)
    found = [document.model_dump_json() for document in load_documents(archive.db)]
    assert sum(finding.code == "witness-conflict" for finding in only(archive, "best.pdf").findings) == 4
    with archive.db.conn:
        settle_everything(archive.db)
    assert [document.model_dump_json() for document in load_documents(archive.db)] == found


def test_loads_two_witnesses_for_each_copy_that_comes_not_all_of_them(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.store(as_digital(paper("best.pdf")), agreement(), run)
    for number in range(8):
        archive.store(paper(f"{number}.txt"), agreement(title=f"Udgave {number}"), run)
    monkeypatch.setattr("output.store.settling.load_witnesses", lambda db, name: 1 / 0)
    archive.store(paper("9.txt"), agreement(title="Udgave 9"), run)
    assert len(only(archive, "best.pdf").findings) == 9


def test_never_takes_papers_without_partnership_or_end_for_the_same(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    for name, changes in {"a": {"partnership": None}, "b": {"partnership": None}, "c": {"period": None}}.items():
        archive.store(paper(name), agreement(**changes), run)
    archive.store(paper("d"), agreement(period=None), run)
    assert all(document.agreements[0].preferred for document in load_documents(archive.db))


def test_knows_a_paper_about_agreements_by_title_and_what_it_is_about(agreement: MakeAgreement) -> None:
    def name(**changes: Any) -> str | None:
        facts = {"kind": "status_report", "title": "Status for Engbakken", "period": None, **changes}
        return witness_name(agreement(**facts))

    def figures(year: int) -> list[dict[str, Any]]:
        row = {"role": "observation", "indicator": "feels_safe", "area": "partnership_area", "unit": "percent"}
        return [{**row, "year": year, "value": 70}]

    assert name() == name(title="STATUS FOR ENGBAKKEN")
    others = [name(title="Status for Søbakken"), name(partnership=None), name(measures=figures(2019)),
              name(measures=figures(2020)), name(decisions=[{"body": "Byrådet", "date": "2019-05-01"}]),
              name(concerns={"partnership": "engbakken", "start_year": 2018, "end_year": 2021})]  # fmt: skip
    assert len({name(), *others}) == 7
    assert name(kind="other") is None
    assert name(kind="partnership_agreement") is None
    assert name(title=None) is None


def test_is_the_same_archive_whatever_order_the_files_came_in(
    tmp_path: Path, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    area = [{"name": "Søen"}]
    files = [
        (paper("a.txt"), agreement(title="Et", areas=area)),
        (as_digital(paper("b.pdf")), agreement(title="To")),
        (paper("c.txt"), agreement(title="Tre", areas=area)),
        (paper("d.txt"), agreement(partnership="soebakken")),
    ]
    exports = set()
    for number, order in enumerate(itertools.permutations(files)):
        with open_archive(tmp_path / f"{number}.db", create=True) as archive:
            for document, found in order:
                archive.store(document, found, run)
            exports.add("".join(document.model_dump_json() for document in load_documents(archive.db)))
    assert len(exports) == 1
