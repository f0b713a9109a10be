"""The lists of a record as tables that fit a terminal: figures of one series on one line, identifiers shortened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from corpus.finding_messages import finding_message
from corpus.labels import label
from corpus.speech import heading, named, spoken
from corpus.words import say

_SEVERITY = {"info": "dim", "warning": "yellow", "error": "red"}
_RIGHT = frozenset(("no.", "kroner", "fte", "a year", "page", "pages", "findings", "quality", "ocr", "sure"))
_WHOLE = frozenset(("id", "period", "severity", "years"))


def plain_table(*columns: str) -> Table:
    """An empty table in the style of all of ours, its heads in the language spoken."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in columns:
        right = name in _RIGHT
        style = "dim" if name in ("id", "page", "sure") else ""
        justify = "right" if right else "left"
        table.add_column(heading(name), justify=justify, no_wrap=right or name in _WHOLE, overflow="fold", style=style)  # type: ignore[arg-type]
    return table


def record_table(field: str, rows: Sequence[Any]) -> Table:
    """The rows of a list of an agreement, with the pages of their evidence and their lowest confidence."""
    columns, draw = RECORD_TABLES[field]
    lines = list(draw(rows))
    used = [at for at in range(len(columns)) if any(cells[at] for _, cells in lines)]
    table = plain_table(*(columns[at] for at in used), "page", "sure")
    for quoted, cells in lines:
        evidence = [quote for row in quoted for quote in row.evidence]
        pages = ", ".join(str(page) for page in sorted({quote.page for quote in evidence}))
        sure = min((quote.confidence for quote in evidence), default=0.0)
        table.add_row(*(_cell(cells[at]) for at in used), pages, f"{sure:.2f}")
    return table


def _cell(value: str | Text) -> Text:
    return value if isinstance(value, Text) else Text(" ".join(value.split()))


Cells = tuple[str | Text, ...]
Drawn = Iterator[tuple[list[Any], Cells]]


def _each(cells: Callable[[Any], Cells]) -> Callable[[Sequence[Any]], Drawn]:
    """One line for each row."""

    def draw(rows: Sequence[Any]) -> Drawn:
        for row in rows:
            yield [row], cells(row)

    return draw


def _goal(row: Any) -> Cells:
    what = f"{spaced(row.indicator)}: {spaced(row.direction)}"
    if row.target_value is not None:
        what += f" {number(row.target_value)}{unit(row.unit)}"
    if row.deadline:
        what += f" {heading('by')} {row.deadline}"
    if row.baseline_year:
        what += f" {heading('from')} {row.baseline_year}"
    if row.reference_area:
        what += f" {heading('to the level of')} {row.reference_area}"
    if row.offences:
        what += f" ({', '.join(map(spaced, row.offences))})"
    extra = [] if row.status == "agreed" else [spaced(row.status)]
    extra += [", ".join(map(spaced, row.times_of_day))] if set(row.times_of_day) - {"all"} else []
    extra += [f"{heading('for')} {', '.join(row.applies_to)}"] if row.applies_to else []
    return row.number or "", "; ".join([what, *extra]), row.text


def _figures(rows: Sequence[Any]) -> Drawn:
    """One line for each series: its figures by role and year."""
    series: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        series.setdefault((row.indicator, row.offence, row.area, row.time_of_day, row.unit), []).append(row)
    for (indicator, offence, area, time_of_day, _), found in series.items():
        where = "" if area == "partnership_area" else area
        when = "" if time_of_day == "all" else spaced(time_of_day)
        what = spaced(offence or indicator) + (" per 1000" if offence and indicator.endswith("1000") else "")
        yield found, (what, " ".join(part for part in (where, when) if part), "; ".join(_by_role(found)))


def _by_role(rows: Sequence[Any]) -> Iterator[str]:
    for role in ("baseline", "target", "observation"):
        figures = [_figure(row) for row in rows if row.role == role]
        if figures:
            yield f"{say(role, spoken())} {', '.join(figures)}"


def _figure(row: Any) -> str:
    said = heading("pending") if row.status == "pending" else number(row.value) + unit(row.unit)
    change = "" if row.change_percent is None else f" ({row.change_percent:+g} %)"
    return f"{row.year or heading('year?')}: {said}{change}"


def _party(row: Any) -> Cells:
    parent, _, own = row.organisation.rpartition("/")
    return f"…/{own}" if parent else own, row.name, row.administrator or ""


def _budget(row: Any) -> Cells:
    fte = "" if row.fte is None else number(row.fte)
    within = "" if row.adds else heading("of another row")
    span = years(row.start_year, row.end_year)
    return number(row.amount_dkk), spaced(row.basis), spaced(row.purpose), fte, row.payer or "", span, within


def _meeting(row: Any) -> Cells:
    low, high = row.min_per_year, row.max_per_year
    often = f"{low}" if low == high else f"{heading('at least')} {low}" if high is None else f"{low or 0}–{high}"
    return spaced(row.body), often


def _signatory(row: Any) -> Cells:
    organisation = row.unit or row.organisation
    chair = heading("yes") if row.chair else ""
    return row.name or "", row.title or "", organisation.rsplit("/", 1)[-1], chair, row.date or ""


def _finding(row: Any) -> Cells:
    severity = Text(label(row.severity, spoken(), "Severity"), style=_SEVERITY[row.severity])
    message = row.message if spoken() == "en" else finding_message(row.code, row.details, spoken(), row.message)
    return severity, row.code, message


RECORD_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Sequence[Any]], Drawn]]] = {
    "areas": (("name", "change"), _each(lambda row: (row.name, spaced(row.change)))),
    "parties": (("organisation", "as printed", "administrator"), _each(_party)),
    "focus_areas": (("no.", "title"), _each(lambda row: ("" if row.number is None else str(row.number), row.title))),
    "goals": (("no.", "goal", "as printed"), _each(_goal)),
    "measures": (("series", "where, when", "figures"), _figures),
    "budgets": (("kroner", "basis", "purpose", "fte", "payer", "years", "part"), _each(_budget)),
    "meetings": (("body", "a year"), _each(_meeting)),
    "signatories": (("name", "title", "for", "chair", "date"), _each(_signatory)),
    "decisions": (("body", "date"), _each(lambda row: (row.body, row.date))),
    "policies": (("title",), _each(lambda row: (row.title,))),
    "definitions": (("term", "offence", "covers"), _each(lambda row: (row.term, spaced(row.offence), row.text))),
    "related": (
        ("partnership", "years"),
        _each(lambda row: (row.partnership or "?", years(row.start_year, row.end_year))),
    ),
    "findings": (("severity", "code", "message"), _each(_finding)),
}


def spaced(name: str | None) -> str:
    """A code as words, in the language spoken."""
    return named(name)


def years(start: Any, end: Any) -> str:
    """A span of years, from years or ISO dates."""
    first, last = str(start or "")[:4], str(end or "")[:4]
    return first if first == last else f"{first}–{last}"


def number(value: Any) -> str:
    """A number as Danes print it: points between thousands, a comma before decimals."""
    if value is None or isinstance(value, str):
        return value or "–"
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def unit(name: str | None) -> str:
    """What stands after a figure of this unit."""
    return {"percent": " %", "per_1000_inhabitants": " per 1000"}.get(name or "", "")
