"""The parts of a document in one form, and seals: a digest of each, made when it was stored.

A part is `file`, `signatures`, `attachments`, `pages/3` (the page with its words and repairs), `agreement` (its single
values with their quotes), or a list of it (`goals`: its rows with their quotes). Left out is what the store settles
anew (names, witnesses, years, findings about other witnesses) and the database's own numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from output.schema.row_keys import digest_of
from output.schema.tables import VALUE_TABLES
from output.store.rows import FILE_COLUMNS, WORD_COLUMNS, Row

if TYPE_CHECKING:
    from sqlite_utils import Database

_AGREEMENT = (
    "title", "kind", "partnership", "concerns_partnership", "concerns_start_year", "concerns_end_year",
    "period_start", "period_end", "period_start_basis", "absent",
)  # fmt: skip
# Numbers of the database, and where the evidence is: its rows are told with the row they belong to.
_OURS = frozenset(("id", "document", "evidence", "danish", "field", "position"))
_SETTLED = "witness-conflict"
# The order of a table's parts where it is not that of `position`.
_ORDER = {
    "documents": "id",
    "pages": "number",
    "repairs": "page, position",
    "agreements": "document",
    "evidence": "field, position, ordinal",
}


class Tables(Protocol):
    """A document's rows, wherever they are."""

    def rows(self, table: str) -> list[Row]:
        """Its rows of a table, in the order of their parts."""

    def words(self, page: int) -> Sequence[Sequence[Any]]:
        """The words of the page with this key, as `rows.WORD_COLUMNS`."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A document as the archive holds it."""

    db: Database
    document: int

    def rows(self, table: str) -> list[Row]:
        key = "id" if table == "documents" else "document"
        order = _ORDER.get(table, "position")
        return list(self.db.query(f"SELECT * FROM {table} WHERE {key} = ? ORDER BY {order}", [self.document]))

    def words(self, page: int) -> Sequence[Sequence[Any]]:
        columns = ", ".join(f'"{name}"' for name in WORD_COLUMNS)
        found = self.db.execute(f"SELECT {columns} FROM words WHERE page = ? ORDER BY position", [page])
        return list(found.fetchall())


def seal(db: Database, document: int) -> None:
    """Write the digests of what a document's tables hold now, in place of earlier ones."""
    db.execute("DELETE FROM digests WHERE document = ?", [document])
    rows = [(document, part, sha256) for part, sha256 in current_digests(db, document).items()]
    db.conn.executemany("INSERT INTO digests (document, part, sha256) VALUES (?, ?, ?)", rows)


def stored_digests(db: Database, document: int) -> dict[str, str]:
    """The digests that were written when the document was stored."""
    found = db.query("SELECT part, sha256 FROM digests WHERE document = ?", [document])
    return {row["part"]: row["sha256"] for row in found}


def current_digests(db: Database, document: int) -> dict[str, str]:
    """The digests of what the tables hold now."""
    return digests_of(_Stored(db, document))


def load_parts(db: Database, document: int) -> Iterator[tuple[str, Any]]:
    """The parts of a stored document."""
    return tell_parts(_Stored(db, document))


def digests_of(held: Tables) -> dict[str, str]:
    """The digest of each part of a document."""
    return {part: digest_of(found) for part, found in tell_parts(held)}


def tell_parts(held: Tables) -> Iterator[tuple[str, Any]]:
    """The parts of a document that hold anything, in order. A list's row is `{"row": …, "quotes": […]}`."""
    (file,) = held.rows("documents")
    yield "file", {name: file[name] for name in FILE_COLUMNS}
    for table in ("signatures", "attachments"):
        found = [_told(row) for row in held.rows(table)]
        if found:
            yield table, found
    yield from _page_parts(held)
    yield from _agreement_parts(held)


def _page_parts(held: Tables) -> Iterator[tuple[str, Any]]:
    repairs = _grouped(held.rows("repairs"), "page")
    for page in held.rows("pages"):
        told = [_told(repair) for repair in repairs[page["number"]]]
        words = [list(word) for word in held.words(page["id"])]
        yield f"pages/{page['number']}", {**_told(page), "words": words, "repairs": told}


def _agreement_parts(held: Tables) -> Iterator[tuple[str, Any]]:
    quotes: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in held.rows("evidence"):
        quotes[row["field"], row["position"]].append(_told(row))
    for row in held.rows("agreements"):
        single = {field: found for (field, _), found in sorted(quotes.items()) if field not in VALUE_TABLES}
        yield "agreement", {**{name: row[name] for name in _AGREEMENT}, "quotes": single}
    for table in VALUE_TABLES:
        rows = [row for row in held.rows(table) if row.get("code") != _SETTLED]
        if rows:
            yield table, [{"row": _told(row), "quotes": quotes[table, row["position"]]} for row in rows]


def _told(row: Row) -> Row:
    """A row without the database's own numbers, and without what it does not say: a new column moves no digest."""
    return {name: value for name, value in row.items() if name not in _OURS and value is not None}


def _grouped(rows: Sequence[Row], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found
