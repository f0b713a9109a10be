"""The archive: one SQLite file, opened, checked and written here and nowhere else.

One document is one transaction, so a process killed at any moment leaves the archive as it was before that document.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from models.document import Document
from models.errors import ArchiveError, UsageError
from models.records import Agreement
from output.store.rows import Keys, Row, Rows, Run, build_rows, document_row, run_row

if TYPE_CHECKING:
    from sqlite_utils import Database

# Seconds to wait for another process that writes.
_PATIENCE = 30.0
# What SQLite says, by the name of its error, and what the user can do.
SQLITE_ERRORS = {
    "SQLITE_NOTADB": "is not a database; give --db another name",
    "SQLITE_CORRUPT": "is damaged; take it from a backup, or ingest the originals into a new archive",
    "SQLITE_BUSY": "is being written by another program; wait for it to end and try again",
    "SQLITE_LOCKED": "is being written by another program; wait for it to end and try again",
    "SQLITE_READONLY": "may not be written; change its permissions, or give another --db",
    "SQLITE_PERM": "may not be opened; change its permissions, or give another --db",
    "SQLITE_CANTOPEN": "cannot be opened; see that its folder exists and may be written, or give another --db",
    "SQLITE_FULL": "cannot grow, the disk is full; make room and try again",
    "SQLITE_IOERR": "could not be read or written by the system; see that its disk is well, then try again",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A document that is in the archive already."""

    key: int
    sha256: str
    status: str
    filenames: tuple[str, ...]


class Archive:
    """An open archive. `db` is for reading; writing goes through the methods. Use it as a context manager."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()

    def find(self, sha256: str) -> Known | None:
        """What the archive holds of these bytes."""
        with mapped_errors(self.path):
            row = self.db.execute(
                "SELECT id, sha256, status, filenames FROM documents WHERE sha256 = ?", [sha256]
            ).fetchone()
        return Known(row[0], row[1], row[2], tuple(json.loads(row[3]))) if row else None

    def add_name(self, sha256: str, filename: str) -> bool:
        """Note that the same bytes came under this name too; False where that was known."""
        known = self.find(sha256)
        if known is None or filename in known.filenames:
            return False
        names = sorted({*known.filenames, filename})
        with self._transaction():
            self.db.execute(
                "UPDATE documents SET filename = ?, filenames = ? WHERE id = ?",
                [names[0], json.dumps(names, ensure_ascii=False, separators=(",", ":")), known.key],
            )
            self._settle_witnesses({self._witness_of(known.key)})
        return True

    def store(self, document: Document, agreement: Agreement | None, run: Run) -> None:
        """Write a document in one transaction, in place of what the archive held of the same bytes.

        A reading that failed never replaces one that did not: then only the run is written.
        """
        with self._transaction():
            known = self.find(document.sha256)
            if known is not None and document.status == "failed" != known.status:
                self._insert("runs", [run_row(run, known.key)])
                return
            keys = self._free_keys(known)
            before = self._clear(keys.document)
            names = [document.filename, *(known.filenames if known else ())]
            self._put_document(document_row(document, names, keys.document), known is not None)
            for table, rows in build_rows(document, agreement, keys).items():
                self._insert(table, rows)
            self._insert("runs", [run_row(run, keys.document)])
            self._settle_witnesses({before, self._name_witness(keys.document, agreement)})

    def _free_keys(self, known: Known | None) -> Keys:
        free = "SELECT coalesce(max(id), 0) + 1 FROM"
        page, evidence, document = (
            int(self.db.execute(f"{free} {table}").fetchone()[0]) for table in ("pages", "evidence", "documents")
        )
        return Keys(known.key if known else document, page, evidence)

    def _clear(self, document: int) -> str | None:
        """Take out everything of a document but its own row and its runs; the witness it was."""
        witness = self._witness_of(document)
        for table in ("agreements", "signatures", "attachments", "pages"):
            self.db.execute(f"DELETE FROM {table} WHERE document = ?", [document])
        return witness

    def _put_document(self, row: Row, there: bool) -> None:
        if not there:
            self._insert("documents", [row])
            return
        names = [name for name in row if name != "id"]
        changes = ", ".join(f'"{name}" = :{name}' for name in names)
        self.db.execute(f"UPDATE documents SET {changes} WHERE id = :id", row)

    def _insert(self, table: str, rows: list[Row]) -> None:
        """Rows of one table, all with the same columns: one statement, for a page has hundreds of words."""
        if rows:
            columns, values = (", ".join(form.format(name) for name in rows[0]) for form in ('"{}"', ":{}"))
            self.db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)

    def _witness_of(self, document: int) -> str | None:
        row = self.db.execute("SELECT witness FROM agreements WHERE document = ?", [document]).fetchone()
        return str(row[0]) if row and row[0] else None

    def _name_witness(self, document: int, agreement: Agreement | None) -> str | None:
        """Write which agreement a document is a witness of. Until the witnesses are settled none is preferred."""
        from output.store.witnesses import witness_name

        name = witness_name(agreement) if agreement else None
        if name is not None:
            self.db.execute("UPDATE agreements SET witness = ?, preferred = 0 WHERE document = ?", [name, document])
        return name

    def _settle_witnesses(self, names: set[str | None]) -> None:
        """Choose the preferred witness of each agreement anew, and write where its witnesses differ."""
        from output.store.loading import load_witnesses
        from output.store.witnesses import settle

        for name in sorted(found for found in names if found is not None):
            group = load_witnesses(self.db, name)
            settled = settle(group, int(self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM evidence").fetchone()[0]))
            self._write_settled([witness.document for witness in group], settled.preferred, settled.rows)

    def _write_settled(self, documents: list[int], preferred: int | None, rows: Rows) -> None:
        for document in documents:
            self.db.execute("UPDATE agreements SET preferred = 0 WHERE document = ?", [document])
            self.db.execute("DELETE FROM findings WHERE document = ? AND code = 'witness-conflict'", [document])
            self.db.execute(
                "DELETE FROM evidence WHERE document = :document AND field = 'findings' AND position NOT IN"
                " (SELECT position FROM findings WHERE document = :document)",
                {"document": document},
            )
        self.db.execute("UPDATE agreements SET preferred = 1 WHERE document = ?", [preferred])
        for table, found in rows.items():
            self._insert(table, found)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with mapped_errors(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.commit()
            except BaseException:
                self.db.rollback()
                raise


@contextmanager
def mapped_errors(path: Path) -> Iterator[None]:
    """SQLite's errors about the file as `ArchiveError`; errors about the rows are ours and pass."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        advice = next((text for code, text in SQLITE_ERRORS.items() if name.startswith(code)), None)
        if advice is None:
            raise
        raise ArchiveError(f"{path} {advice}") from error


def open_archive(path: str | Path, *, create: bool = False) -> Archive:
    """Open an archive, brought up to this version's schema.

    Errors: UsageError where there is none and `create` is false, ArchiveError for a file that is no archive of ours.
    """
    place = Path(path)
    if not create and not place.exists():
        raise UsageError(f"there is no archive at {place}; make one with `aftalearkiv ingest`, or name it with --db")
    if place.is_dir():
        raise UsageError(f"{place} is a folder; give --db the name of a file")
    from sqlite_utils import Database

    from output.store.migrations import check_ours, migrate

    with mapped_errors(place):
        db = Database(_connect(place))
        try:
            check_ours(db, place)
            migrate(db)
        except BaseException:
            db.close()
            raise
    return Archive(place, db)


def _connect(path: Path) -> sqlite3.Connection:
    connection: Any = sqlite3.connect(path, timeout=_PATIENCE)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection  # type: ignore[no-any-return]
