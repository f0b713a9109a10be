"""A comparison without the names of people, for what leaves the archive: its rows quote texts and name files.

A row is hidden as its paper is (`output.export.redaction`): what the paper's signatories, signers and contact persons
are called is masked in every text of the row, a file's name by what is known of that file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from output.codebook.columns import Row
from output.export.redaction import OURS, Find, finder_of, hide
from output.store.loading import load_document

if TYPE_CHECKING:
    from sqlite_utils import Database

# Columns that name the file of another paper than the row's own.
_FILES = frozenset(("follows", "paper_before", "met_by"))
_KEPT = OURS | {"sha256", "met_sha256", "row_key"}
# Rows of a paper stand near each other: so many papers' names are kept at hand.
_AT_HAND = 256


class Hidden:
    """The rows of a table with what belongs to people masked, each time somebody goes through them."""

    def __init__(self, rows: Iterable[Row], names: KnownNames) -> None:
        self._rows, self._names = rows, names

    def __iter__(self) -> Iterator[Row]:
        return map(self._names.hide_row, self._rows)


class KnownNames:
    """What is to be hidden of the archive's papers; with `personal` numbers, addresses and contact persons, too."""

    def __init__(self, db: Database, *, personal: bool) -> None:
        self._db, self._personal = db, personal
        self._of_paper = lru_cache(_AT_HAND)(self._find_in_paper)
        self._file = lru_cache(_AT_HAND)(self._hide_file)

    def hide_row(self, row: Row) -> Row:
        """A row of a view that compares, its texts masked."""
        find = self._of_paper(row["sha256"])
        return {
            name: value
            if name in _KEPT or not isinstance(value, str)
            else self._file(value)
            if name in _FILES
            else hide(value, find)
            for name, value in row.items()
        }

    def _find_in_paper(self, sha256: str) -> Find:
        (row,) = self._db.query("SELECT * FROM documents WHERE sha256 = ?", [sha256])
        return finder_of(load_document(self._db, row), personal=self._personal)

    def _hide_file(self, filename: str) -> str:
        for row in list(self._db.query("SELECT sha256 FROM documents WHERE filename = ?", [filename])):
            filename = hide(filename, self._of_paper(row["sha256"]))
        return filename


def hidden_tables(db: Database, tables: Mapping[str, Iterable[Row]], *, personal: bool) -> dict[str, Iterable[Row]]:
    """The tables of a comparison as they may leave the archive."""
    names = KnownNames(db, personal=personal)
    return {name: Hidden(rows, names) for name, rows in tables.items()}
