"""A document made ready for the tables, wherever it was read, so that the one writer has only to write it.

Who reads hostile files may be taken over by one. So nothing here names a row of the database: the writer gives the keys
of the document, its pages and its evidence, and takes only names that can be columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.document import Document
from models.records import Agreement
from output.schema.tables import VALUE_TABLES
from output.store.rows import WORD_COLUMNS, Keys, Row, build_rows, file_row, page_words
from output.store.seals import digests_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEYS = frozenset(("id", "document"))  # what the writer gives
_TABLES = ("pages", "repairs", "signatures", "attachments", "agreements", "evidence", *VALUE_TABLES)
_NUMBERED = {"pages": "page", "evidence": "evidence"}  # tables whose rows have a key of their own, and its name in Keys
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of one table: the columns, and the values of each row in their order."""

    columns: tuple[str, ...]
    values: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document but for its names and its run: its own row, its rows by table, the words of each page, and the
    digests of its parts. A row's `evidence` counts from 0."""

    file: Row
    tables: Mapping[str, Lines]
    words: Sequence[Sequence[tuple[Any, ...]]]
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, as the parts that are sealed are told."""

    found: Mapping[str, list[Row]]
    pages: Sequence[Sequence[tuple[Any, ...]]]

    def rows(self, table: str) -> list[Row]:
        return self.found.get(table, [])

    def words(self, page: int) -> Sequence[tuple[Any, ...]]:
        return self.pages[page]


def prepare(document: Document, agreement: Agreement | None) -> Prepared:
    """Everything of a document that does not depend on the archive it comes into."""
    found, file = build_rows(document, agreement), file_row(document)
    words = [page_words(page) for page in document.pages]
    lines = {table: _lines(rows) for table, rows in found.items() if rows}
    return Prepared(file, lines, words, digests_of(_Read({**found, "documents": [file]}, words)))


def _lines(rows: Sequence[Row]) -> Lines:
    columns = tuple(name for name in rows[0] if name not in _KEYS)
    return Lines(columns, [tuple(row[name] for name in columns) for row in rows])


def insert_prepared(db: Database, prepared: Prepared, keys: Keys) -> None:
    """Write all of a document's tables under these keys. Errors: ValueError for what no document of ours holds."""
    own = {"document": keys.document}
    for table in _TABLES:
        if table in prepared.tables:
            _insert(db, table, own, _placed(table, prepared, keys))
    for place, words in enumerate(prepared.words):
        _insert(db, "words", {"page": keys.page + place}, Lines(WORD_COLUMNS, words))
    digests = Lines(("part", "sha256"), list(prepared.digests.items()))
    _insert(db, "digests", own, digests)


def _placed(table: str, prepared: Prepared, keys: Keys) -> Lines:
    """Rows with keys of this archive: their own, where they have one, and those of their evidence."""
    lines = prepared.tables[table]
    if table in _NUMBERED:
        first = getattr(keys, _NUMBERED[table])
        return Lines(("id", *lines.columns), [(first + at, *row) for at, row in enumerate(lines.values)])
    if table not in VALUE_TABLES:
        return lines
    at, evidence = lines.columns.index("evidence"), prepared.tables.get("evidence")
    own = range(len(evidence.values) + 1 if evidence else 1)
    if any(row[at] not in own for row in lines.values):
        raise ValueError(f"a row of {table} has the evidence of another document")
    return Lines(lines.columns, [(*row[:at], keys.evidence + row[at], *row[at + 1 :]) for row in lines.values])


def _insert(db: Database, table: str, same: Mapping[str, int], lines: Lines) -> None:
    """Rows of one table in one statement, for a page has hundreds of words; `same` are the columns of all."""
    names = (*same, *lines.columns)
    if not all(map(_COLUMN.fullmatch, names)) or len(set(names)) < len(names):
        raise ValueError(f"{table} has no such columns: {lines.columns}")
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join([*map(str, map(int, same.values())), *("?" for _ in lines.columns)])
    db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", lines.values)
