"""`output.store.migrations`: archives of earlier versions, with one that an earlier version wrote."""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.document import Document
from models.errors import ArchiveError
from output.store import migrations
from output.store.archive import open_archive
from output.store.loading import load_documents
from output.store.rows import Run

Make = Callable[..., Document]
ARCHIVES = Path(__file__).parent / "archives"
TABLES = (
    *("documents", "pages", "words", "repairs", "signatures", "agreements", "evidence", "runs", "areas", "parties"),
    *("focus_areas", "goals", "measures", "budgets", "meetings", "signatories", "decisions", "policies", "findings"),
)


def unpacked(name: str, folder: Path) -> Path:
    """The archive that the program of this commit wrote."""
    path = folder / f"{name}.db"
    path.write_bytes(lzma.decompress((ARCHIVES / f"{name}.db.xz").read_bytes()))
    return path


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The archive that the program of d5fd5ac wrote."""
    return unpacked("d5fd5ac", tmp_path)


def table_rows(path: Path, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as db:
        found = db.execute(f"SELECT {columns} FROM {table}").fetchall()
    return sorted(found, key=repr)


def columns_of(path: Path, table: str) -> str:
    with sqlite3.connect(path) as db:
        return ", ".join(f'"{row[0]}"' for row in db.execute("SELECT name FROM pragma_table_info(?)", [table]))


@pytest.mark.parametrize("name", ["d5fd5ac", "76824a1"])
def test_keeps_every_row_that_an_earlier_version_wrote(tmp_path: Path, name: str) -> None:
    earlier = unpacked(name, tmp_path)
    columns = {table: columns_of(earlier, table) for table in TABLES}
    before = {table: table_rows(earlier, table, columns[table]) for table in TABLES}
    open_archive(earlier).db.close()
    after = {table: table_rows(earlier, table, columns[table]) for table in TABLES}
    assert after == before
    assert len(before["evidence"]) > 50 and len(before["goals"]) > 3


def test_gives_what_an_earlier_version_did_not_know_its_default(earlier: Path) -> None:
    with open_archive(earlier) as archive:
        documents = list(load_documents(archive.db))
        agreements = [agreement for document in documents for agreement in document.agreements]
        assert {row.adds for agreement in agreements for row in agreement.budgets} == {True}
        assert {row.reference_area for agreement in agreements for row in agreement.goals} == {None}
        assert not any(agreement.definitions or agreement.related for agreement in agreements)
        assert not any(document.signatures or document.attachments for document in documents)
        assert archive.db.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("name", ["d5fd5ac", "76824a1"])
def test_is_the_same_schema_however_it_came_about(tmp_path: Path, name: str) -> None:
    def schema(path: Path) -> list[tuple[Any, ...]]:
        open_archive(path, create=True).db.close()
        return table_rows(path, "sqlite_master WHERE substr(name, 1, 7) <> '_sqlite'", "type, name, sql")

    assert schema(unpacked(name, tmp_path)) == schema(tmp_path / "new.db")


def test_refuses_an_earlier_archive_whose_rows_point_to_nothing(earlier: Path) -> None:
    with sqlite3.connect(earlier) as db:
        db.execute("DELETE FROM evidence WHERE id = (SELECT min(evidence) FROM goals)")
    with pytest.raises(ArchiveError, match="point to what is not there, in goals"):
        open_archive(earlier)
    with sqlite3.connect(earlier) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_brings_an_archive_of_an_earlier_version_forward(
    tmp_path: Path, paper: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        archive.store(paper("a.txt"), None, run)

    def m9999_add_shelf(db: Any) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN shelf TEXT")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, m9999_add_shelf))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", len(migrations.STEPS))
    with open_archive(tmp_path / "a.db") as archive:
        assert "shelf" in archive.db.table("documents").columns_dict
        assert [document.filename for document in load_documents(archive.db)] == ["a.txt"]
        assert migrations.schema_version(archive.db) == len(migrations.STEPS)


def test_stays_as_it_was_when_a_step_forward_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_archive(tmp_path / "a.db", create=True).db.close()

    def m9999_fails(db: Any) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN shelf TEXT")
        raise ValueError("no")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, m9999_fails))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", len(migrations.STEPS))
    with pytest.raises(ValueError, match="no"):
        open_archive(tmp_path / "a.db")
    monkeypatch.undo()
    with open_archive(tmp_path / "a.db") as archive:
        assert "shelf" not in archive.db.table("documents").columns_dict


def test_renews_views_that_are_not_as_this_version_has_them(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        archive.db.execute("DROP VIEW compare_papers")
        archive.db.execute("CREATE VIEW compare_papers AS SELECT 1 AS old")
    with open_archive(tmp_path / "a.db") as archive:
        assert archive.db.execute("SELECT count(*) FROM compare_papers").fetchone() == (0,)
        assert archive.db["compare_papers"].columns[0].name != "old"
