"""The parts of a stored document in one form, and seals: a digest of each, made when it was stored.

A part is `file`, `signatures`, `attachments`, `pages/3` (the page with its words and repairs), `agreement` (its single
values with their quotes), or a list of it (`goals`: its rows with their quotes). Left out is what the store settles
anew (names, witnesses, years, findings about other witnesses) and the database's own numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from output.schema.row_keys import digest_of
from output.schema.tables import VALUE_TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]
_FILE = ("sha256", "media_type", "bytes", "page_count", "status", "error")
_AGREEMENT = (
    "title", "kind", "partnership", "concerns_partnership", "concerns_start_year", "concerns_end_year",
    "period_start", "period_end", "period_start_basis", "absent",
)  # fmt: skip
# Numbers of the database, and where the evidence is: its rows are told with the row they belong to.
_OURS = frozenset(("id", "document", "evidence", "danish", "field", "position"))
_SETTLED = "witness-conflict"


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
    return {part: digest_of(found) for part, found in load_parts(db, document)}


def load_parts(db: Database, document: int) -> Iterator[tuple[str, Any]]:
    """The parts of a document that hold anything, in order. A list's row is `{"row": …, "quotes": […]}`."""
    (file,) = _rows(db, "documents", document, "id", key="id")
    yield "file", {name: file[name] for name in _FILE}
    for table in ("signatures", "attachments"):
        found = [_told(row) for row in _rows(db, table, document, "position")]
        if found:
            yield table, found
    yield from _page_parts(db, document)
    yield from _agreement_parts(db, document)


def _page_parts(db: Database, document: int) -> Iterator[tuple[str, Any]]:
    repairs = _grouped(_rows(db, "repairs", document, "page, position"), "page")
    for page in _rows(db, "pages", document, "number"):
        words = _rows(db, "words", page["id"], "position", key="page")
        yield (
            f"pages/{page['number']}",
            {
                **_told(page),
                "words": [[value for name, value in word.items() if name != "page"] for word in words],
                "repairs": [_told(repair) for repair in repairs[page["number"]]],
            },
        )


def _agreement_parts(db: Database, document: int) -> Iterator[tuple[str, Any]]:
    quotes: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in _rows(db, "evidence", document, "field, position, ordinal"):
        quotes[row["field"], row["position"]].append(_told(row))
    for row in _rows(db, "agreements", document, "document"):
        single = {field: found for (field, _), found in sorted(quotes.items()) if field not in VALUE_TABLES}
        yield "agreement", {**{name: row[name] for name in _AGREEMENT}, "quotes": single}
    for table in VALUE_TABLES:
        rows = [row for row in _rows(db, table, document, "position") if row.get("code") != _SETTLED]
        if rows:
            yield table, [{"row": _told(row), "quotes": quotes[table, row["position"]]} for row in rows]


def _rows(db: Database, table: str, value: int, order: str, key: str = "document") -> list[Row]:
    return list(db.query(f"SELECT * FROM {table} WHERE {key} = ? ORDER BY {order}", [value]))


def _told(row: Row) -> Row:
    """A row without the database's own numbers, and without what it does not say: a new column moves no digest."""
    return {name: value for name, value in row.items() if name not in _OURS and value is not None}


def _grouped(rows: Sequence[Row], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found
