"""A document made ready elsewhere, maybe by a process that was taken over: it comes in whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.document import Document
from models.records import Agreement
from output.store.archive import Archive
from output.store.prepared import Lines, Prepared, prepare
from output.store.rows import Run
from output.store.seals import current_digests, stored_digests

Make = Callable[..., Document]


@pytest.fixture
def prepared(paper: Make, full_agreement: Agreement) -> Prepared:
    return prepare(paper("a.txt", "Aftale", "side to"), full_agreement)


def test_is_sealed_as_the_tables_tell_it(archive: Archive, prepared: Prepared, paper: Make, run: Run) -> None:
    archive.store(paper("earlier.txt", "en", "to", "tre"), None, run)
    archive.put(prepared, "a.txt", run)
    assert stored_digests(archive.db, 2) == current_digests(archive.db, 2) == prepared.digests


def _with(prepared: Prepared, table: str, columns: tuple[str, ...], *values: object) -> Prepared:
    lines = Lines(
        (*prepared.tables[table].columns, *columns), [(*row, *values) for row in prepared.tables[table].values]
    )
    return replace(prepared, tables={**prepared.tables, table: lines})


@pytest.mark.parametrize("column", ["document", 'number") SELECT 1 --', "Number"])
def test_takes_no_column_that_it_does_not_write(archive: Archive, prepared: Prepared, run: Run, column: str) -> None:
    with pytest.raises(ValueError, match="has no such columns"):
        archive.put(_with(prepared, "agreements", (column,), 1), "a.txt", run)
    assert archive.find(prepared.file["sha256"]) is None


@pytest.mark.parametrize("away", [-1, 1000])
def test_takes_no_evidence_of_another_document(archive: Archive, prepared: Prepared, run: Run, away: int) -> None:
    areas = prepared.tables["areas"]
    at = areas.columns.index("evidence")
    moved = Lines(areas.columns, [(*row[:at], away, *row[at + 1 :]) for row in areas.values])
    with pytest.raises(ValueError, match="evidence of another document"):
        archive.put(replace(prepared, tables={**prepared.tables, "areas": moved}), "a.txt", run)
    assert archive.find(prepared.file["sha256"]) is None


def test_writes_no_table_but_those_of_a_document(archive: Archive, prepared: Prepared, run: Run) -> None:
    removals = Lines(("sha256",), [("0" * 64,)])
    archive.put(replace(prepared, tables={**prepared.tables, "removals": removals}), "a.txt", run)
    assert archive.db.execute("SELECT count(*) FROM removals").fetchone() == (0,)
