"""Nothing altered unseen, identities that stay: guards, names, removals, mended failures, content keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.document import Document
from models.errors import UsageError
from models.records import Agreement
from output.schema.row_keys import KEY_COLUMNS, row_digest, row_keys, split_key
from output.schema.tables import VALUE_TABLES
from output.store.archive import Archive
from output.store.loading import load_documents, load_rows
from output.store.originals import find_original, keep_original
from output.store.rows import Removal, Run

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]
REMOVAL = Removal("Rigmor Sandvad", "rsa", "2026-02-03T04:05:06+00:00", "sent in by mistake", "aftalearkiv 9")
GUARDED = (*VALUE_TABLES, "evidence", "words", "repairs", "digests", "pages")


@pytest.mark.parametrize("table", GUARDED)
def test_refuses_that_a_stored_row_is_altered(
    archive: Archive, scan: Make, paper: Make, full_agreement: Agreement, run: Run, table: str
) -> None:
    archive.store(paper("a.txt"), full_agreement, run)
    archive.store(scan("b.pdf"), None, run)
    column = {"words": "page", "pages": "number"}.get(table, "document")
    with pytest.raises(sqlite3.IntegrityError, match="replaced, never updated"):
        archive.db.execute(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE agreements SET title = 'En anden'",
        "UPDATE agreements SET period_end = '2030-12-31'",
        "UPDATE documents SET sha256 = sha256",
        "UPDATE removals SET reason = 'another'",
        "DELETE FROM removals",
    ],
)
def test_refuses_that_what_was_read_or_removed_is_altered(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run, change: str
) -> None:
    archive.store(paper("a.txt"), agreement(), run)
    archive.store(paper("b.txt"), agreement(partnership="soebakken"), run)
    archive.remove(paper("b.txt").sha256, REMOVAL)
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        archive.db.execute(change)


def test_keeps_the_name_given_first_as_the_main_one(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    document = paper("m.txt")
    archive.store(document, agreement(), run)
    archive.add_name(document.sha256, "a.txt")
    archive.store(replace(document, filename="b.txt"), agreement(), run)
    (found,) = load_documents(archive.db)
    assert found.filenames == ["m.txt", "a.txt", "b.txt"]


def test_takes_no_hash_for_a_name_once_there_is_one(archive: Archive, paper: Make, run: Run) -> None:
    document = paper("m.txt")
    kept = f"{document.sha256}.txt"
    archive.store(replace(document, filename=kept), None, run)
    assert [found.filename for found in load_documents(archive.db)] == [kept]
    assert archive.add_name(document.sha256, "aftale.txt")
    assert not archive.add_name(document.sha256, kept)
    archive.store(replace(document, filename=kept), None, run)
    assert [found.filenames for found in load_documents(archive.db)] == [["aftale.txt"]]


def test_removes_a_document_with_its_words_and_original_and_says_who_and_why(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run, tmp_path: Path
) -> None:
    text = "Aftale om den hemmelige Kobberengmose"
    document = paper("a.txt", text)
    source = tmp_path / "a.txt"
    source.write_text("the bytes")
    archive.store(document, agreement(areas=[{"name": "Kobberengmose"}]), run)
    archive.store(paper("b.txt"), agreement(partnership="soebakken"), run)
    (tmp_path / "archive.db.files" / document.sha256[:2]).mkdir(parents=True)
    copy = tmp_path / "archive.db.files" / document.sha256[:2] / f"{document.sha256}.txt"
    copy.write_text("the bytes")
    assert archive.remove(document.sha256, REMOVAL)
    assert not copy.exists()
    assert [found.filename for found in load_documents(archive.db)] == ["b.txt"]
    assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert archive.removed(document.sha256) == REMOVAL
    archive.db.close()
    assert b"obberengmos" not in (tmp_path / "archive.db").read_bytes().lower()


def test_says_so_when_there_is_nothing_to_remove(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no document"):
        archive.remove("0" * 64, REMOVAL)


def test_forgets_no_removal_but_knows_what_came_back(archive: Archive, paper: Make, run: Run) -> None:
    document = paper("a.txt")
    archive.store(document, None, run)
    archive.remove(document.sha256, REMOVAL)
    archive.store(document, None, run)
    assert archive.removed(document.sha256) is None
    archive.remove(document.sha256, replace(REMOVAL, reason="again"))
    removed = archive.removed(document.sha256)
    assert removed is not None and removed.reason == "again"
    assert archive.db.execute("SELECT count(*) FROM removals").fetchone() == (2,)


@pytest.mark.parametrize("by_hand", [False, True], ids=["by the archive", "by hand"])
def test_prefers_the_next_best_witness_at_once(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run, by_hand: bool
) -> None:
    good, better = paper("a.txt"), paper("b.txt")
    pages = tuple(replace(page, source="text_layer", verdict="author_text") for page in better.pages)
    better = replace(better, pages=pages)
    other = replace(paper("c.txt"), pages=tuple(replace(page, quality=0.1) for page in paper("c.txt").pages))
    for document in (better, other, good):
        archive.store(document, agreement(), run)
    if by_hand:
        archive.db.execute("DELETE FROM documents WHERE sha256 = ?", [better.sha256])
    else:
        archive.remove(better.sha256, REMOVAL)
    found = {one.filename: one.agreements[0].preferred for one in load_documents(archive.db)}
    assert found == {"a.txt": True, "c.txt": False}


def fail(document: Document) -> Document:
    return replace(document, sha256="ff" * 32, status="failed", pages=(), error="truncated", message="cut off")


def test_drops_a_failure_whose_file_came_back_good(archive: Archive, paper: Make, run: Run, tmp_path: Path) -> None:
    there = replace(run, path="/papers/a.txt")
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"")
    archive.store(fail(paper("a.txt")), None, replace(there, status="failed", error="truncated"))
    archive.store(paper("a.txt"), None, there)
    assert [found.status for found in load_documents(archive.db)] == ["ok"]


def test_keeps_the_failure_of_another_file_of_the_same_name(archive: Archive, paper: Make, run: Run) -> None:
    archive.store(fail(paper("a.txt")), None, replace(run, status="failed", path="/other/a.txt"))
    archive.store(paper("a.txt"), None, replace(run, path="/papers/a.txt"))
    assert sorted(found.status for found in load_documents(archive.db)) == ["failed", "ok"]


def test_deletes_the_copy_of_a_failure_that_is_gone(archive: Archive, paper: Make, run: Run, tmp_path: Path) -> None:
    import hashlib

    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"broken")
    sha256 = hashlib.sha256(b"broken").hexdigest()
    keep_original(broken, sha256, archive.path)
    archive.store(replace(fail(paper("a.txt")), sha256=sha256), None, replace(run, status="failed"))
    assert find_original(archive.path, sha256)
    archive.store(paper("a.txt"), None, run)
    assert find_original(archive.path, sha256) is None


def test_gives_a_row_the_same_key_however_it_was_numbered(
    archive: Archive, paper: Make, full_agreement: Agreement, run: Run
) -> None:
    def keys() -> dict[str, list[str]]:
        return {
            table: [row["row_key"] for row in archive.db.query(f"SELECT row_key FROM {table} ORDER BY position")]
            for table in VALUE_TABLES
        }

    archive.store(paper("a.txt"), full_agreement, run)
    before = keys()
    archive.store(paper("0.txt"), full_agreement.model_copy(update={"partnership": "soebakken"}), run)
    archive.store(paper("a.txt"), full_agreement, run)
    after = {
        table: [
            row["row_key"]
            for row in archive.db.query(f"SELECT row_key FROM {table} WHERE document = 1 ORDER BY position")
        ]
        for table in VALUE_TABLES
    }
    assert after == before
    assert before["goals"] == row_keys("goals", load_rows(archive.db, "goals", 1))


def test_leaves_out_of_the_key_what_a_field_gained_later() -> None:
    row = {"amount_dkk": 500_000, "basis": "annual", "purpose": "whole", "fte": 1.0, "payer": None}
    assert row_digest("budgets", row) == row_digest("budgets", {**row, "adds": False, "currency": "DKK", "fte": 1})
    assert row_digest("budgets", row) != row_digest("budgets", {**row, "purpose": "activities"})
    assert len(row_digest("budgets", row)) == 16


def test_tells_rows_that_say_the_same_apart_by_their_order() -> None:
    rows: list[dict[str, Any]] = [{"name": "Søen"}, {"name": "Engen"}, {"name": "Søen"}]
    first, other, second = row_keys("areas", rows)
    assert (split_key(first), split_key(second)) == ((first, 0), (first, 1))
    assert other != first


def test_has_a_key_for_every_field_of_an_agreement() -> None:
    assert set(VALUE_TABLES) < set(KEY_COLUMNS)
    # Keys made by this version are looked for by the next: the columns that make them are never changed.
    assert row_digest("areas", {"name": "Engbakken"}) == "6207bcd5ac18c01a"


def test_writes_the_years_and_the_printed_name_of_a_paper(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    period = {"start": None, "end": "2021-12-31", "start_basis": "signature"}
    signed = [{"name": None, "title": None, "organisation": "nordby-kommune", "date": "2017-11-02"}]
    given = agreement(
        title="Aftale om Engbakken-Søen", partnership="engbakken-soeen", period=period, signatories=signed
    )
    archive.store(paper("a.txt"), given, run)
    row = next(iter(archive.db.query("SELECT * FROM agreements")))
    assert (row["start_year"], row["start_basis"], row["end_year"]) == (2017, "signature", 2021)
    assert row["partnership_name"] == "Engbakken-Søen"


def test_knows_which_papers_a_partnership_needs(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    goal = {"number": "1", "text": "ro", "indicator": "feels_safe", "direction": "increase"}
    concerns = {"partnership": "engbakken", "start_year": 2018, "end_year": 2021}
    basis = agreement(kind="reporting_basis", partnership=None, goals=[{**goal, "applies_to": ["engbakken", "soeen"]}])
    archive.store(paper("a.txt"), agreement(), run)
    archive.store(paper("b.txt"), basis, run)
    archive.store(paper("c.txt"), agreement(kind="status_report", partnership=None, concerns=concerns), run)
    rows = archive.db.query(
        "SELECT p.partnership, d.filename FROM partnership_papers p JOIN documents d ON d.id = document"
    )
    assert sorted((row["partnership"], row["filename"]) for row in rows) == [
        ("engbakken", "a.txt"),
        ("engbakken", "b.txt"),
        ("engbakken", "c.txt"),
        ("soeen", "b.txt"),
    ]
