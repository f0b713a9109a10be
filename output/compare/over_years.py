"""Agreements over the years, as rows: what `aftalearkiv compare` shows and writes.

Each table is a view of the same name in the database: `SELECT * FROM compare_goals` gives a researcher the same rows.
Every row names its paper, its sha256, and where it rests on one quote the page. Money is nominal whole kroner.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import UsageError

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """A view, its title for people, and the columns its rows are put in order by."""

    name: str
    title: str
    order: str


VIEWS = (
    View("compare_papers", "Papers", "partnership, start_year, end_year, kind, sha256"),
    View("compare_changes", "What changed", "partnership, year, family, aspect, sha256"),
    View(
        "compare_goals",
        "Goals by year",
        "partnership, year, kind, status, number IS NULL, number, indicator, offences, sha256",
    ),
    View(
        "compare_series",
        "Baselines, targets and observations",
        "partnership, family, indicator, offence, area <> 'partnership_area', area, time_of_day, year, role, paper,"
        " sha256, value",
    ),
    View(
        "compare_budgets", "Budgets by year (nominal kroner)", "partnership, year, purpose, basis, amount_dkk, sha256"
    ),
    View("compare_parties", "Parties", "partnership, year, change = 'left', organisation, sha256"),
    View("compare_focus_areas", "Focus areas", "partnership, year, number IS NULL, number, title, sha256"),
)
TABLES = tuple(view.name.removeprefix("compare_") for view in VIEWS)


def list_partnerships(db: Database) -> list[str]:
    """The partnerships of which the archive has a paper, or a goal in a paper about several."""
    views = " UNION ".join(f"SELECT partnership FROM {name}" for name in ("compare_papers", "compare_goals"))
    return [row["partnership"] for row in db.query(f"{views} ORDER BY partnership")]


def compare(db: Database, partnerships: Sequence[str] = (), tables: Sequence[str] = ()) -> dict[str, list[Row]]:
    """The rows of each table (all of them, or those named), for all partnerships or those named.

    Errors: UsageError for a table or partnership that there is not.
    """
    _refuse_unknown("partnership", partnerships, list_partnerships(db))
    _refuse_unknown("table", tables, TABLES)
    chosen = [view for view in VIEWS if not tables or view.name.removeprefix("compare_") in tables]
    return {view.name: _read(db, view, partnerships) for view in chosen}


def _refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            there = ", ".join(known) or "none"
            raise UsageError(f"there is no {what} {name} to compare; there is: {there}")


def _read(db: Database, view: View, partnerships: Sequence[str]) -> list[Row]:
    marks = ", ".join("?" * len(partnerships))
    where = f" WHERE partnership IN ({marks})" if partnerships else ""
    return list(db.query(f"SELECT * FROM {view.name}{where} ORDER BY {view.order}", list(partnerships)))


def as_json(tables: Mapping[str, Sequence[Row]]) -> str:
    """The tables as one JSON object, a list of rows under each view's name."""
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """One table as CSV with a header; what is not known is an empty cell."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def csv_files(db: Database, tables: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """A CSV file for each table, by file name; the header is there even without rows."""
    return {f"{name}.csv": as_csv(rows, view_columns(db, name)) for name, rows in tables.items()}


def view_columns(db: Database, name: str) -> list[str]:
    """The names of a view's columns, in order."""
    return [row["name"] for row in db.query("SELECT name FROM pragma_table_info(?)", [name])]


def as_markdown(tables: Mapping[str, Sequence[Row]]) -> str:
    """The tables as Markdown, a heading over each; a table without rows says so."""
    titles = {view.name: view.title for view in VIEWS}
    parts = [f"## {titles[name]}\n\n{_markdown_table(rows)}" for name, rows in tables.items()]
    return "\n".join(parts)


def _markdown_table(rows: Sequence[Row]) -> str:
    if not rows:
        return "Nothing in the archive.\n"
    shown = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    lines = [shown, ["---"] * len(shown), *([_cell(row[name]) for name in shown] for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
