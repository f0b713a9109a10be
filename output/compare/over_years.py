"""Agreements over the years, as rows: what `aftalearkiv compare` shows and writes.

Each table is a view of the same name in the database: `SELECT * FROM compare_goals` gives a researcher the same rows.
Every row names its paper, its sha256, and where it rests on one quote the page. Money is nominal whole kroner.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from models.errors import UsageError
from output.codebook.columns import Column, ExportTable, Row
from output.codebook.views import view_columns
from output.compare.naming import find_partnership
from output.compare.workspace import comparison_tables
from output.views.view import FAMILIES, FAMILY_ROWS

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

_ROWS_A_PIECE = 500


@dataclass(frozen=True, slots=True)
class Table:
    """A view that is shown, its title for people, the columns its rows are put in order by; `years` are the columns of
    its rows' first and last year, and `offences` a condition on one offence, where it has any."""

    name: str
    title: str
    order: str
    years: tuple[str, str] = ("year", "year")
    offences: str | None = None

    @property
    def short(self) -> str:
        """What it is called on the command line."""
        return self.name.removeprefix("compare_")


_FAMILY = "family IN (SELECT family FROM families WHERE definition = :offence)"
TABLES = (
    Table("compare_papers", "Papers", "partnership, start_year, end_year, kind, sha256", ("start_year", "end_year")),
    Table("compare_changes", "What changed", "partnership, year, family, aspect, sha256", offences=_FAMILY),
    Table(
        "compare_goals",
        "Goals by year",
        "partnership, year, kind, status, number IS NULL, number, indicator, offences, sha256",
        offences="instr(' + ' || offences || ' + ', ' + ' || :offence || ' + ') > 0",
    ),
    # A series stands after those that it breaks with: families in their order, in each the older definition first.
    Table(
        "compare_series",
        "Baselines, targets and observations",
        "partnership, family, since, definition, area <> 'partnership_area', area, time_of_day, year, role, paper,"
        " sha256, value",
        offences=_FAMILY,
    ),
    Table(
        "compare_budgets", "Budgets by year (nominal kroner)", "partnership, year, purpose, basis, amount_dkk, sha256"
    ),
    Table("compare_budget_totals", "What a year costs (nominal kroner)", "partnership, year"),
    Table("compare_parties", "Parties", "partnership, year, change = 'left', organisation, sha256"),
    Table("compare_areas", "Areas", "partnership, year, change = 'left', name, sha256"),
    Table("compare_focus_areas", "Focus areas", "partnership, year, number IS NULL, number, title, sha256"),
)
TABLE_NAMES = tuple(table.short for table in TABLES)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a comparison is asked for: partnerships as people write them (all of them where none is named), tables by
    their short names, years from and to, one offence or indicator."""

    partnerships: Sequence[str] = ()
    tables: Sequence[str] = ()
    first: int | None = None
    last: int | None = None
    offence: str | None = None


class Rows:
    """The rows of one table, asked of the archive each time somebody goes through them: none is held in memory."""

    def __init__(self, db: Database, query: str, values: Mapping[str, object]) -> None:
        self._db, self._query, self._values = db, query, values
        self._cursors: list[sqlite3.Cursor] = []

    def __iter__(self) -> Iterator[Row]:
        cursor = self._db.execute(self._query, dict(self._values))
        self._cursors.append(cursor)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))

    def close(self) -> None:
        """End what somebody began to go through and left: a table that is being read cannot be dropped."""
        for cursor in self._cursors:
            cursor.close()


@contextmanager
def comparing(db: Database, asked: Asked) -> Iterator[dict[str, Rows]]:
    """The rows of each table asked for, to be gone through in the block.

    Errors: UsageError for a table, an offence or a partnership there is not.
    """
    named = list(dict.fromkeys(find_partnership(db, name) for name in asked.partnerships))
    _refuse_unknown("table", asked.tables, TABLE_NAMES)
    _refuse_unknown("offence", [asked.offence] if asked.offence else [], [d for f in FAMILIES.values() for d in f])
    chosen = [table for table in TABLES if not asked.tables or table.short in asked.tables]
    if asked.offence:
        chosen = [table for table in chosen if table.offences]
    with comparison_tables(db, named):
        found = {table.name: _rows(db, table, named, asked) for table in chosen}
        try:
            yield found
        finally:
            for rows in found.values():
                rows.close()


def compare(db: Database, asked: Asked) -> dict[str, list[Row]]:
    """The rows of each table asked for, in memory. Errors: as for `comparing`."""
    with comparing(db, asked) as found:
        return {name: list(rows) for name, rows in found.items()}


def _refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            there = ", ".join(known) or "none"
            raise UsageError(f"there is no {what} {name} to compare; there is: {there}")


def _rows(db: Database, table: Table, partnerships: Sequence[str], asked: Asked) -> Rows:
    conditions = ["partnership IS NOT NULL"]
    values: dict[str, object] = {"first": asked.first, "last": asked.last}
    if partnerships:
        names = {f"name{number}": name for number, name in enumerate(partnerships)}
        conditions.append(f"partnership IN ({', '.join(f':{name}' for name in names)})")
        values.update(names)
    first, last = table.years
    if asked.first is not None:
        conditions.append(f"coalesce({last}, {first}) >= :first")
    if asked.last is not None:
        conditions.append(f"{first} <= :last")
    if asked.offence and table.offences:
        conditions.append(table.offences)
        values["offence"] = asked.offence
    families = f"WITH families (family, definition) AS (VALUES {FAMILY_ROWS})"
    where = " AND ".join(conditions)
    return Rows(db, f"{families} SELECT * FROM {table.name} WHERE {where} ORDER BY {table.order}", values)


def json_pieces(tables: Mapping[str, Iterable[Row]]) -> Iterator[str]:
    """The tables as one JSON object, a list of rows under each view's name and a row a line; in pieces, so that a
    comparison of any size fits in memory."""
    yield "{"
    for number, (name, rows) in enumerate(tables.items()):
        yield f"{',' if number else ''}\n {json.dumps(name)}: ["
        between, lines = "\n  ", map(to_json, rows)
        while piece := b",\n  ".join(islice(lines, _ROWS_A_PIECE)):
            yield between + piece.decode()
            between = ",\n  "
        yield "]"
    yield "\n}\n"


def flat_tables(db: Database, names: Iterable[str]) -> list[ExportTable]:
    """The tables' columns with their types, for files of tables; a figure that may be a word has two."""
    return [ExportTable(name, tuple(_columns(db, name))) for name in names]


def _columns(db: Database, name: str) -> Iterator[Column]:
    for column in view_columns(db, name):
        yield column
        if column.type == "number" and column.name in _FIGURES:
            yield replace(column, name=f"{column.name}_text", type="string")


# Figures that may be words: "højt", "middel".
_FIGURES = ("value", "target_value", "met_value")


def flat_rows(found: Mapping[str, Iterable[Row]], tables: Iterable[ExportTable]) -> Iterator[tuple[str, Row]]:
    """Every row with the name of its table, a word among numbers in the column for words."""
    for table in tables:
        for row in found[table.name]:
            yield table.name, {column.name: _flat(column, row) for column in table.columns}


def _flat(column: Column, row: Row) -> Any:
    value = row[column.name] if column.name in row else row[column.name.removesuffix("_text")]
    if column.name not in row:
        return value if isinstance(value, str) else None
    if column.type == "number" and isinstance(value, str):
        return None
    return bool(value) if column.type == "boolean" and value is not None else value


def as_markdown(tables: Mapping[str, Iterable[Row]]) -> str:
    """The tables as Markdown, a heading over each; a table without rows says so."""
    titles = {table.name: table.title for table in TABLES}
    parts = [f"## {titles[name]}\n\n{_markdown_table(list(rows))}" for name, rows in tables.items()]
    return "\n".join(parts)


def _markdown_table(rows: Sequence[Row]) -> str:
    if not rows:
        return "Nothing in the archive.\n"
    shown = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    lines = [shown, ["---"] * len(shown), *([_cell(row[name]) for name in shown] for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
