"""What a careful reader would point out about figures of safety and crime: left for later, yearless, not following."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.records import Agreement, Evidence, Finding, Measure, Row
from parsers.findings.stated import find_places, quote_place, state_finding
from parsers.marks.mark import Span
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper

# Below so many figures a table that gave no row is more likely none of figures.
_FEWEST = 3
_SERIES = ("indicator", "offence", "area", "time_of_day", "unit")


def find_figure_faults(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Figures left for later, baselines without a year, targets that do not follow, signs put back, tables not read."""
    yield from _pending(agreement)
    yield from _yearless(agreement)
    yield from _targets(agreement)
    yield from _unsigned(agreement)
    yield from _repaired_signs(paper)
    yield from _unparsed(agreement, paper)


def _name(row: Measure) -> str:
    return row.offence or row.indicator


def _pending(agreement: Agreement) -> Iterator[Finding]:
    rows = [row for row in agreement.measures if row.status == "pending" and row.role == "baseline"]
    if rows:
        years = sorted({row.year for row in rows if row.year})
        yield state_finding("pending-baseline", "info", {"series": _series(rows), "years": years}, _quotes(rows))


def _yearless(agreement: Agreement) -> Iterator[Finding]:
    rows = [r for r in agreement.measures if r.role == "baseline" and r.year is None and r.value is not None]
    if rows:
        yield state_finding("baseline-year-missing", "warning", {"series": _series(rows)}, _quotes(rows))


def _targets(agreement: Agreement) -> Iterator[Finding]:
    """A target that is not its baseline changed by its percentage, rounding allowed."""
    for base, row in _with_baselines(agreement.measures):
        start, value, change = base.value, row.value, row.change_percent
        if change is None or not isinstance(start, int | float) or not isinstance(value, int | float):
            continue
        expected = start * (1 + change / 100)
        if abs(expected - value) < max(1.0 if row.unit == "count" else 0.1, abs(start) * 0.006):
            continue
        details = {
            "baseline": start,
            "change_percent": change,
            "target": value,
            "series": [_name(row)],
            "year": row.year,
            "expected": round(expected, 1),
        }
        yield state_finding("target-arithmetic", "warning", details, [*base.evidence[:1], *row.evidence[:1]])


def _with_baselines(measures: Sequence[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """The first baseline of its series, and each other figure of it."""
    bases = {_what(row): row for row in reversed(measures) if row.role == "baseline"}
    for row in measures:
        if row.role != "baseline" and _what(row) in bases:
            yield bases[_what(row)], row


def _what(row: Measure) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _SERIES)


def _unsigned(agreement: Agreement) -> Iterator[Finding]:
    """Changes whose signs and brackets the print lacks and the arithmetic demands."""
    for row in agreement.measures:
        if (
            row.role == "target"
            and row.change_percent is not None
            and _lacks_a_sign(row.evidence[0], row.change_percent)
        ):
            raw = " ".join(row.evidence[0].verbatim.split())
            details = {"raw": raw, "value": row.value, "change_percent": row.change_percent}
            yield state_finding("sign-restored", "info", details, row.evidence[:1])


def _lacks_a_sign(quote: Evidence, change: float) -> bool:
    """Whether a cell "40 10 %" or "40 (-10 %" was read as one that says less than it must."""
    printed = quote.verbatim
    if quote.rule != "table-cell" or "%" not in printed:
        return False
    bare = change < 0 and not any(sign in printed for sign in "-–−")
    return bare or ("(" in printed) != (")" in printed)


def _repaired_signs(paper: Paper) -> Iterator[Finding]:
    """Signs that the repair has put back."""
    for page in paper.document.pages:
        for repair in page.text.repairs:
            quote = quote_place(paper.body, page.number, repair.start, repair.end)
            if quote and repair.applied and repair.rule == "sign-restored":
                details = {"raw": repair.raw, "read": repair.repaired}
                yield state_finding("sign-restored", "info", details, [quote])


def _unparsed(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Tables about crime or safety that hold figures and gave no row of any kind."""
    read = find_places(paper.body, _quotes([*agreement.measures, *agreement.goals, *agreement.budgets]))
    for table in paper.tables:
        start, end = table.span
        if not any(start <= at < end for at in read) and _has_figures(paper, table):
            head = next(cell for row in table.grid.at for cell in row if not cell.is_empty)
            yield state_finding("unparsed-table", "warning", {}, paper.body.evidence(*head.span, "unparsed-table"))


def _has_figures(paper: Paper, table: Table) -> bool:
    """Whether a table names crime or safety in a label or a head and has figures that are no years, money or dates."""
    marks = paper.marks
    named = [*table.corner(), *(cell for labels, _ in table.rows() for cell in labels)]
    values = [value.cell.span for _, found in table.rows() for value in found]
    figures = [span for span in values if _is_figure(paper, span)]
    return len(figures) >= _FEWEST and any(marks.has_any(("offence", "feeling"), cell.span) for cell in named)


def _is_figure(paper: Paper, span: Span) -> bool:
    return paper.marks.has("number", span) and not paper.marks.has_any(("money", "date"), span)


def _series(rows: Iterable[Measure]) -> list[str]:
    return list(dict.fromkeys(_name(row) for row in rows))


def _quotes(rows: Iterable[Row]) -> list[Evidence]:
    """The evidence of rows, each place once."""
    quotes = [quote for row in rows for quote in row.evidence]
    return list({(quote.page, quote.start, quote.end): quote for quote in quotes}.values())
