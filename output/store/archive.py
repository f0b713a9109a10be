"""The archive: one SQLite file, opened, checked and written here and nowhere else.

One document is one transaction, so a process killed at any moment leaves the archive as it was before that document.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from models.document import Document
from models.errors import ArchiveError, UsageError
from models.records import Agreement
from output.reviews.journal import Review
from output.store.connecting import as_database
from output.store.originals import drop_original, find_original
from output.store.prepared import Prepared, insert_prepared, prepare
from output.store.reviews import insert_review
from output.store.rows import (
    Keys,
    Removal,
    Row,
    Run,
    document_row,
    join_names,
    removal_row,
    run_row,
    to_json,
)
from output.store.settling import (
    insert_rows,
    next_key,
    settle_comings_and_goings,
    settle_decisions,
    settle_documents,
    witness_of,
)

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
    error: str | None = None


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
                "SELECT id, sha256, status, filenames, error FROM documents WHERE sha256 = ?", [sha256]
            ).fetchone()
        return Known(row[0], row[1], row[2], tuple(json.loads(row[3])), row[4]) if row else None

    def add_name(self, sha256: str, filename: str) -> bool:
        """Note that the same bytes came under this name too; False where that was known, or is only their hash."""
        known = self.find(sha256)
        if known is None:
            return False
        names = join_names(sha256, known.filenames, filename)
        if names == list(known.filenames):
            return False
        with self._transaction():
            self.db.execute(
                "UPDATE documents SET filename = ?, filenames = ? WHERE id = ?", [names[0], to_json(names), known.key]
            )
            settle_documents(self.db, (), [witness_of(self.db, known.key)])
        return True

    def store(self, document: Document, agreement: Agreement | None, run: Run) -> None:
        """Write a document in one transaction (`put`)."""
        self.put(prepare(document, agreement), document.filename, run)

    def put(self, document: Prepared, filename: str, run: Run) -> None:
        """Write a document in one transaction, in place of what the archive held of the same bytes.

        A reading that failed never replaces one that did not: then only the run is written. A failure whose file came
        back good is gone.
        """
        sha256, failed = document.file["sha256"], document.file["status"] == "failed"
        gone = [] if failed else self._find_mended(sha256, filename, run)
        with self._transaction():
            known = self.find(sha256)
            if known is not None and failed and known.status != "failed":
                self._insert("runs", [run_row(run, known.key)])
                return
            keys = self._free_keys(known)
            before = self._clear(keys.document)
            names = join_names(sha256, known.filenames if known else (), filename)
            self._put_document(document_row(document.file, names, keys.document), known is not None)
            insert_prepared(self.db, document, keys)
            self._insert("runs", [run_row(run, keys.document)])
            self.db.conn.executemany("DELETE FROM documents WHERE id = ?", [(mended.key,) for mended in gone])
            settle_documents(self.db, [keys.document], [before])
            settle_comings_and_goings(self.db, sha256)
        for mended in gone:
            drop_original(self.path, mended.sha256)

    def _find_mended(self, sha256: str, filename: str, run: Run) -> list[Known]:
        """The failures that this good file takes the place of: other bytes that were read from the same path, or, of
        archives that noted no path, under the same name alone."""
        with mapped_errors(self.path):
            found = self.db.query(
                "SELECT d.id, d.sha256, d.status, d.filenames FROM documents d WHERE d.status = 'failed'"
                " AND d.filename = :name AND d.sha256 <> :sha256 AND json_array_length(d.filenames) = 1"
                " AND (SELECT coalesce(r.path, :path) FROM runs r WHERE r.document = d.id ORDER BY r.id DESC LIMIT 1)"
                " IS :path",
                {"name": filename, "sha256": sha256, "path": run.path},
            )
            return [Known(row["id"], row["sha256"], row["status"], ()) for row in found]

    def remove(self, sha256: str, removal: Removal) -> bool:
        """Take a document out, its pages, words and values with it, and leave a line that says so; whether a kept copy
        of its original went too. Of its agreement's other witnesses the best is preferred at once.

        Freed space is overwritten and the index of words rebuilt, so that the text is nowhere in the file. Errors:
        UsageError where there is no such document, ArchiveError where the copy of the original cannot be deleted.
        """
        known = self.find(sha256)
        if known is None:
            raise UsageError(f"there is no document {sha256} in the archive")
        original = find_original(self.path, sha256) is not None
        with mapped_errors(self.path):
            self.db.execute("PRAGMA secure_delete = ON")
        with self._transaction():
            left = witness_of(self.db, known.key)
            (size,) = self.db.execute("SELECT bytes FROM documents WHERE id = ?", [known.key]).fetchone()
            self.db.execute("DELETE FROM documents WHERE id = ?", [known.key])
            self.db.execute("INSERT INTO search (search) VALUES ('optimize')")
            settle_documents(self.db, (), [left])
            settle_comings_and_goings(self.db, sha256)
            self._insert("removals", [removal_row(removal, known.sha256, known.filenames[0], size, original)])
        drop_original(self.path, sha256)
        return original

    def record(self, reviews: Sequence[Review]) -> int:
        """Add decisions to the journal, in one transaction, with all that follows from them; how many are new."""
        with self._transaction():
            added = [review for review in reviews if insert_review(self.db, review)]
            settle_decisions(self.db, [review.sha256 for review in added])
        return len(added)

    def removed(self, sha256: str) -> Removal | None:
        """Who took these bytes out last, when and why; None where nobody did, or they came back since."""
        if self.find(sha256) is not None:
            return None
        columns = ", ".join(Removal.__dataclass_fields__)
        found = self.db.execute(f"SELECT {columns} FROM removals WHERE sha256 = ? ORDER BY id DESC", [sha256])
        row = found.fetchone()
        return Removal(*row) if row else None

    def _free_keys(self, known: Known | None) -> Keys:
        page, evidence, document = (next_key(self.db, table) for table in ("pages", "evidence", "documents"))
        return Keys(known.key if known else document, page, evidence)

    def _clear(self, document: int) -> str | None:
        """Take out everything of a document but its own row and its runs; the witness it was."""
        witness = witness_of(self.db, document)
        for table in ("agreements", "signatures", "attachments", "pages", "digests"):
            self.db.execute(f"DELETE FROM {table} WHERE document = ?", [document])
        return witness

    def _put_document(self, row: Row, there: bool) -> None:
        if not there:
            self._insert("documents", [row])
            return
        names = [name for name in row if name not in ("id", "sha256", "bytes")]
        changes = ", ".join(f'"{name}" = :{name}' for name in names)
        self.db.execute(f"UPDATE documents SET {changes} WHERE id = :id", row)

    def _insert(self, table: str, rows: list[Row]) -> None:
        insert_rows(self.db, table, rows)

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
    from output.store.migrations import check_ours, migrate

    with mapped_errors(place):
        db = as_database(_connect(place))
        try:
            check_ours(db, place)
            migrate(db)
        except BaseException:
            db.close()
            raise
    return Archive(place, db)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
