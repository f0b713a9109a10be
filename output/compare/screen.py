"""The comparison in the terminal: one block per partnership, years that say the same laid together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from corpus.labels import label
from corpus.speech import amount, broken, heading, named, spoken
from corpus.words import say

Row = dict[str, Any]
_CHANGE_STYLES = {"joined": "green", "left": "red", "added": "green", "dropped": "red", "changed": "yellow"}


def view_comparison(tables: Mapping[str, Sequence[Row]]) -> RenderableType:
    """All tables, partnership by partnership, in the language spoken; tables without rows are left out."""
    names = sorted({row["partnership"] for rows in tables.values() for row in rows})
    if not names:
        return Text(heading("Nothing to compare: the archive holds no paper of a partnership."))
    return Group(*(part for name in names for part in _block(name, tables)))


def _block(partnership: str, tables: Mapping[str, Sequence[Row]]) -> Iterator[RenderableType]:
    yield Rule(partnership, align="left", style="bold")
    sources = Sources()
    for name, draw in _DRAWN.items():
        rows = [row for row in tables.get(name, ()) if row["partnership"] == partnership]
        if rows:
            yield draw(rows, sources)
    yield Text(
        heading("Sources") + ": " + "  ".join(f"[{number}] {name}" for name, number in sources.numbers.items()),
        style="dim",
    )


class Sources:
    """The papers that a block quotes, numbered as they come, so that a narrow column can name one."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def cite(self, row: Row) -> str:
        """Number and page of the paper that a row quotes."""
        number = self.numbers.setdefault(row["paper"], len(self.numbers) + 1)
        page = row.get("page")
        return f"[{number}]" if page is None else f"[{number}] {page}"


def _table(title: str, *columns: str, right: Sequence[str] = ()) -> Table:
    titled = heading(title)
    table = Table(title=titled, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(
            heading(column) if column else "", justify="right" if column in right else "left", overflow="fold"
        )
    return table


def _papers(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("Papers", "", "Years", "Kind", "Title")
    for row in rows:
        gap = row["years_between"]
        note = f" ({gap} {heading('years after the one before')})" if gap and gap > 0 else ""
        if row["named_between"]:
            note += f" ({heading('named, not held')}: {row['named_between'].replace('-', '–')})"
        years = _years(row["start_year"], row["end_year"])
        table.add_row(sources.cite(row), years, named(row["kind"]) + note, row["title"])
    return table


def _changes(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("What changed", "Year", "About", "", "Before", "After")
    for row in rows:
        change = Text(say(row["change"], spoken()), style=_CHANGE_STYLES[row["change"]])
        about = say(row["family"], spoken())
        if row["aspect"] not in ("definition", "areas"):
            about += f": {say(row['aspect'], spoken())}"
        sides = [row[side] or "" for side in ("before", "after")]
        if row["aspect"] not in ("areas", "target"):
            sides = [named(side) for side in sides]
        table.add_row(_show(row["year"]), about, change, *sides)
    return table


def _goals(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("Goals", "Years", "No.", "Indicator", "Offences", "Direction", "Target", "By", "Changed", "Page")
    for first, last, row in _laid_together(rows, lambda r: (r["sha256"], r["number"], r["text"], r["indicator"])):
        indicator = named(row["indicator"]) + ("" if row["status"] == "agreed" else f" ({named(row['status'])})")
        target = amount(row["target_value"]) + {"percent": " %"}.get(row["unit"], "")
        table.add_row(
            _years(first, last),
            _show(row["number"]),
            indicator,
            named(row["offences"]),
            named(row["direction"]),
            target,
            _show(row["deadline"]),
            Text(_changed(row["changed"]), style="yellow"),
            sources.cite(row),
        )
    return table


def _series(rows: Sequence[Row], sources: Sources) -> Table:
    columns = ("Series", "Area", "Year", "Role", "Value", "Change", "Break", "Page")
    table = _table("Baselines, targets and observations", *columns, right=("Value", "Change"))
    before = None
    for row in rows:
        series = _series_name(row)
        if before is not None and series != before:
            table.add_section()
        change = "" if row["change_percent"] is None else f"{row['change_percent']:+g} %"
        table.add_row(
            series if series != before else "",
            row["area"].replace("partnership_area", heading("the partnership")) + _time(row["time_of_day"]),
            _show(row["year"]),
            named(row["role"]),
            _value(row),
            change,
            Text(broken(row["break"]), style="yellow"),
            sources.cite(row),
        )
        before = series
    return table


def _series_name(row: Row) -> str:
    return named(row["definition"])


def _time(time_of_day: str) -> str:
    return "" if time_of_day == "all" else f", {label(time_of_day, spoken(), 'TimeOfDay')}"


def _value(row: Row) -> Text:
    if row["status"] == "pending":
        if row["met_value"] is None:
            return Text(named("pending"), style="dim")
        return Text(f"{named('pending')} → {amount(row['met_value'])} ({row['met_by']})", style="green")
    return Text(amount(row["value"]) + {"percent": " %"}.get(row["unit"], ""))


def _budgets(rows: Sequence[Row], sources: Sources) -> Table:
    columns = ("Years", "Purpose", "Basis", "Printed", "In a year", "FTE", "Payer", "Page")
    table = _table("Budgets (nominal kroner)", *columns, right=("Printed", "In a year", "FTE"))
    key = lambda r: (r["sha256"], r["purpose"], r["basis"], r["amount_dkk"], r["payer"])  # noqa: E731
    for first, last, row in _laid_together(rows, key):
        share = "" if row["dkk_in_year"] is None else ("≈ " if row["spread"] else "") + amount(row["dkk_in_year"])
        printed, fte = amount(row["amount_dkk"]), amount(row["fte"])
        page = sources.cite(row)
        words = (named(row["purpose"]), named(row["basis"]))
        table.add_row(_years(first, last), *words, printed, share, fte, _show(row["payer"]), page)
    return table


def _totals(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("What a year costs (nominal kroner)", "Years", "Kroner", "", "Page", right=("Kroner",))
    for first, last, row in _laid_together(rows, lambda r: (r["sha256"], r["dkk"], r["assumed"])):
        note = say("assumed", spoken()) if row["assumed"] and row["dkk"] is not None else ""
        table.add_row(_years(first, last), amount(row["dkk"]) or heading("not stated"), note, sources.cite(row))
    return table


def _areas(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("Areas", "Years", "", "Area", "Page")
    for row in rows:
        change = Text(say(row["change"], spoken()), style=_CHANGE_STYLES.get(row["change"], ""))
        cited = "" if row["page"] is None else sources.cite(row)
        table.add_row(_years(row["year"], row["end_year"]), change, row["name"], cited)
    return table


def _parties(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("Parties", "Years", "", "Organisation", "As printed", "Administrator", "Page")
    for row in rows:
        change = Text(say(row["change"], spoken()), style=_CHANGE_STYLES.get(row["change"], ""))
        years = _years(row["year"], row["end_year"])
        cited = "" if row["page"] is None else sources.cite(row)
        table.add_row(years, change, row["organisation"], row["name"], _show(row["administrator"]), cited)
    return table


def _focus_areas(rows: Sequence[Row], sources: Sources) -> Table:
    table = _table("Focus areas", "Years", "No.", "Title", "Page")
    for row in rows:
        table.add_row(_years(row["year"], row["end_year"]), _show(row["number"]), row["title"], sources.cite(row))
    return table


_DRAWN: dict[str, Callable[[Sequence[Row], Sources], Table]] = {
    "compare_papers": _papers,
    "compare_changes": _changes,
    "compare_goals": _goals,
    "compare_series": _series,
    "compare_budgets": _budgets,
    "compare_budget_totals": _totals,
    "compare_parties": _parties,
    "compare_areas": _areas,
    "compare_focus_areas": _focus_areas,
}


def _laid_together(rows: Sequence[Row], key: Callable[[Row], Hashable]) -> list[tuple[Any, Any, Row]]:
    """Rows that differ in their year alone, as (first year, last year, first row), in the order they begin."""
    ordered = sorted(enumerate(rows), key=lambda entry: (repr(key(entry[1])), entry[0]))
    found = []
    for _, group in groupby(ordered, key=lambda entry: repr(key(entry[1]))):
        entries = list(group)
        found.append((entries[0][0], entries[0][1]["year"], entries[-1][1]["year"], entries[0][1]))
    return [(first, last, row) for _, first, last, row in sorted(found, key=lambda entry: entry[0])]


def _years(first: int | None, last: int | None) -> str:
    if first is None or last is None or first == last:
        return _show(first if first is not None else last)
    return f"{first}–{last}"


def _changed(notes: str | None) -> str:
    """What is new in a goal, note by note: "theft_robbery → theft", "added threats"."""
    said = []
    for note in (notes or "").split("; ") if notes else ():
        added = note.startswith("added ")
        sides = [named(side) for side in note.removeprefix("added ").split(" → ")]
        said.append(f"{say('added', spoken())} {sides[0]}" if added else " → ".join(sides))
    return "; ".join(said)


def _show(value: Any) -> str:
    return "" if value is None else str(value)
