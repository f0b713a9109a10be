"""A partnership's comparison as one page of HTML that stands alone: charts, their tables, goals, money, parties.

Everything that came from a paper is escaped; there is no script, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from corpus.labels import Language, label
from corpus.words import say, say_amount, say_area, say_break, say_code
from output.charts.drawing import draw_chart, draw_timeline, number_sign
from output.charts.series import Chart, make_charts

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
_STYLE = """
body { font: 15px/1.45 sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: .4rem 0 1.2rem; font-size: 13px; }
th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top; }
td.n { text-align: right; white-space: nowrap; } h2 { margin-top: 2.2rem; } h3 { margin: 1.4rem 0 .2rem; }
.breaks { margin: 0; color: #6b2c00; } svg { max-width: 100%; height: auto; }
@media print { body { margin: 0; max-width: none; } section, svg, tr { break-inside: avoid; } }
"""


def partnership_page(name: str, tables: Tables, language: Language) -> str:
    """The page of one partnership, from its rows of each table."""
    years = span_of_years(tables)
    body: list[str] = [
        f"<h1>{escape(name)}</h1>",
        draw_timeline([dict(row) for row in tables.get("compare_papers", ())], years, language),
        *_charts(tables.get("compare_series", ()), years, language),
        *_sections(tables, language),
    ]
    return _document(name, body, language)


def index_page(names: Mapping[str, str], language: Language) -> str:
    """A page that leads to those of the partnerships, by their files."""
    links = "".join(f'<li><a href="{escape(file)}">{escape(name)}</a></li>' for name, file in names.items())
    return _document(
        say("partnerships", language), [f"<h1>{say('partnerships', language)}</h1><ul>{links}</ul>"], language
    )


def _document(title: str, body: Iterable[str], language: Language) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    inner = "\n".join(body)
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{inner}\n</body></html>\n'


def span_of_years(tables: Tables) -> tuple[int, int]:
    """The first and last year that any paper or figure is of."""
    years = [row["year"] for row in tables.get("compare_series", ()) if row["year"]]
    for row in tables.get("compare_papers", ()):
        years += [year for year in (row["start_year"], row["end_year"]) if year]
    return (min(years), max(years)) if years else (0, 0)


def _charts(rows: Sequence[Row], years: tuple[int, int], language: Language) -> Iterator[str]:
    charts = make_charts(rows)
    if charts:
        yield f"<h2>{say('development', language)}</h2>"
    for chart in charts:
        yield f"<section><h3>{escape(chart_title(chart, language))}</h3>"
        if chart.breaks:
            said = "; ".join(f"{number_sign(n)} {say_break(one, language)}" for n, one in enumerate(chart.breaks, 1))
            yield f'<p class="breaks">{say("break", language)} {escape(said)}</p>'
        if chart.drawn > 1:
            yield draw_chart(chart, years, language, title=chart_title(chart, language))
        yield _figures(chart, language) + "</section>"


def chart_title(chart: Chart, language: Language) -> str:
    """What a chart shows: "tyveri, antal", "tryghed, procent, aften og nat"."""
    parts = [say(chart.family, language), say_code(chart.unit, language)]
    return ", ".join(parts if chart.time_of_day == "all" else [*parts, say_code(chart.time_of_day, language)])


def _figures(chart: Chart, language: Language) -> str:
    """The table under a chart: the same figures for those who read, and those that cannot be drawn."""
    rows = [
        (
            say_code(row["definition"], language),
            say_area(row["area"], language),
            str(row["year"] or say("no years", language)),
            say(row["role"], language),
            _value(row, language),
            say_break(row["break"], language) if row["break"] else "",
            _cited(row, language),
        )
        for row in chart.rows
    ]
    return _table(rows, _HEADS["series"], language, numbers=(4,))


def _value(row: Row, language: Language) -> str:
    if row["status"] != "pending":
        return say_amount(row["value"], row["unit"], language)
    pending = say("pending", language)
    if row["met_value"] is None:
        return pending
    return f"{pending} → {say_amount(row['met_value'], row['unit'], language)} ({row['met_by']})"


def _sections(tables: Tables, language: Language) -> Iterator[str]:
    """The tables of the page below the charts; what has no rows is left out."""
    for name, make in _SECTIONS:
        found = [make(row, language) for row in _laid_together(tables.get(f"compare_{name}", ()))]
        if found:
            numbers = (1,) if name.startswith("budget") else ()
            yield f"<h2>{say(name, language)}</h2>{_table(found, _HEADS[name], language, numbers)}"


def _laid_together(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows that differ in their year alone as one, with `last_year`."""
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        key = tuple((name, value) for name, value in row.items() if name != "year")
        if key in found:
            found[key]["last_year"] = row.get("year")
        else:
            found[key] = {**row, "last_year": row.get("year")}
    yield from found.values()


def _years(row: Row) -> str:
    first = row.get("start_year", row.get("year"))
    last = row.get("end_year") or row.get("last_year") or first
    return str(first or "?") if first == last else f"{first or '?'}–{last}"


def _cited(row: Row, language: Language) -> str:
    return f"{row['paper']}, {say('page', language)} {row['page']}" if row.get("page") else str(row["paper"])


def _change(row: Row, language: Language) -> tuple[str, ...]:
    aspect, family = row["aspect"], say(row["family"], language)
    about = family if aspect in ("definition", "areas") else f"{family}: {say(aspect, language)}"
    sides = [row[side] or "" for side in ("before", "after")]
    if aspect not in ("areas", "target"):
        sides = [say_code(side, language) for side in sides]
    return str(row["year"]), about, say(row["change"], language), *sides


def _goal(row: Row, language: Language) -> tuple[str, ...]:
    about, direction = say_code(row["indicator"], language), say_code(row["direction"], language)
    if row["offences"]:
        about += f" ({say_code(row['offences'], language)})"
    target = say_amount(row["target_value"], row["unit"], language)
    status = "" if row["status"] == "agreed" else say_code(row["status"], language)
    return _years(row), row["number"] or "", about, direction, target, status, _cited(row, language)


def _budget(row: Row, language: Language) -> tuple[str, ...]:
    amount = say_amount(row["amount_dkk"], None, language)
    spread = say("spread", language) if row["spread"] else ""
    purpose, basis = say_code(row["purpose"], language), say_code(row["basis"], language)
    return _years(row), amount, basis, purpose, row["payer"] or "", spread, _cited(row, language)


def _total(row: Row, language: Language) -> tuple[str, ...]:
    note = say("assumed", language) if row["assumed"] and row["dkk"] is not None else ""
    return _years(row), say_amount(row["dkk"], None, language), note, _cited(row, language)


def _moved(row: Row, language: Language) -> tuple[str, ...]:
    return _years(row), say(row["change"], language), row["name"], _cited(row, language)


_SECTIONS = (
    ("papers", lambda row, language: (_years(row), say_code(row["kind"], language), row["title"] or "", row["paper"])),
    ("changes", _change),
    ("goals", _goal),
    ("budget_totals", _total),
    ("budgets", _budget),
    ("parties", _moved),
    ("areas", _moved),
    ("focus_areas", lambda row, language: (_years(row), str(row["number"] or ""), row["title"], _cited(row, language))),
)


# The heads of the tables, by their English.
_HEADS = {
    "series": ("Series", "Area", "Year", "Role", "Value", "Break", "Source"),
    "papers": ("Years", "Kind", "Title", "Source"),
    "changes": ("Year", "About", "Change", "Before", "After"),
    "goals": ("Years", "No.", "Indicator", "Direction", "Target", "Status", "Source"),
    "budget_totals": ("Years", "Kroner", "Note", "Source"),
    "budgets": ("Years", "Kroner", "Basis", "Purpose", "Payer", "Note", "Source"),
    "parties": ("Years", "Change", "Organisation", "Source"),
    "areas": ("Years", "Change", "Area", "Source"),
    "focus_areas": ("Years", "No.", "Title", "Source"),
}


def _table(rows: Sequence[Sequence[str]], heads: Sequence[str], language: Language, numbers: Sequence[int]) -> str:
    head = "".join(f'<th scope="col">{escape(label(text, language, "Screen"))}</th>' for text in heads)
    lines = [f"<tr>{head}</tr>"]
    for row in rows:
        cells = (f"<td{' class=n' if at in numbers else ''}>{escape(cell)}</td>" for at, cell in enumerate(row))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"
