"""What a careful reader would point out about figures of safety and crime: left for later, yearless, not following."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.records import Agreement, Evidence, Finding, Measure
from parsers.findings.stated import quote_place, state_finding
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
    yield from _signs(agreement, paper)
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
    for row in agreement.measures:
        base = next((b for b in agreement.measures if _is_base(b, row)), None) if row.role != "baseline" else None
        if base is None or row.change_percent is None:
            continue
        if not isinstance(base.value, int | float) or not isinstance(row.value, int | float):
            continue
        expected = base.value * (1 + row.change_percent / 100)
        if abs(expected - row.value) < max(1.0 if row.unit == "count" else 0.1, abs(base.value) * 0.006):
            continue
        details = {
            "baseline": base.value,
            "change_percent": row.change_percent,
            "target": row.value,
            "series": [_name(row)],
            "year": row.year,
            "expected": round(expected, 1),
        }
        yield state_finding("target-arithmetic", "warning", details, [*base.evidence[:1], *row.evidence[:1]])


def _is_base(base: Measure, row: Measure) -> bool:
    return base.role == "baseline" and all(getattr(base, name) == getattr(row, name) for name in _SERIES)


def _signs(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Signs and brackets that the print lacks and the arithmetic demands, put back by the repair or read so here."""
    for row in agreement.measures:
        printed = row.evidence[0].verbatim if row.evidence else ""
        if row.role == "target" and row.change_percent is not None and _lacks_a_sign(printed, row):
            details = {"raw": " ".join(printed.split()), "value": row.value, "change_percent": row.change_percent}
            yield state_finding("sign-restored", "info", details, row.evidence[:1])
    for page in paper.document.pages:
        for repair in page.text.repairs:
            quote = quote_place(paper.body, page.number, repair.start, repair.end)
            if quote and repair.applied and repair.rule == "sign-restored":
                details = {"raw": repair.raw, "read": repair.repaired}
                yield state_finding("sign-restored", "info", details, [quote])


def _lacks_a_sign(printed: str, row: Measure) -> bool:
    """Whether a cell "40 10 %" or "40 (-10 %" was read as one that says less than it must."""
    if row.evidence[0].rule != "table-cell" or "%" not in printed or row.change_percent is None:
        return False
    minus = row.change_percent >= 0 or any(sign in printed for sign in "-–−")
    return not minus or ("(" in printed) != (")" in printed)


def _unparsed(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Tables about crime or safety that hold figures and gave no row of any kind."""
    rows = [*agreement.measures, *agreement.goals, *agreement.budgets]
    quotes = [(quote.page, quote.start) for row in rows for quote in row.evidence]
    read = sorted(at for page, start in quotes if (at := paper.body.find_offset(page, start)) is not None)
    for table in paper.tables:
        start, end = table.span
        if any(start <= at < end for at in read) or not _has_figures(paper, table):
            continue
        head = next(cell for row in table.grid.at for cell in row if not cell.is_empty)
        yield state_finding("unparsed-table", "warning", {}, paper.body.evidence(*head.span, "unparsed-table"))


def _has_figures(paper: Paper, table: Table) -> bool:
    """Whether a table names crime or safety in a label or a head and has figures that are no years, money or dates."""
    marks = paper.marks
    named = [*table.corner(), *(cell for labels, _ in table.rows() for cell in labels)]
    subjects = any(marks.any_of(("offence", "feeling"), cell.span) for cell in named)
    values = [value.cell.span for _, found in table.rows() for value in found]
    figures = [span for span in values if marks.has("number", span) and not marks.any_of(("money", "date"), span)]
    return subjects and len(figures) >= _FEWEST


def _series(rows: Iterable[Measure]) -> list[str]:
    return list(dict.fromkeys(_name(row) for row in rows))


def _quotes(rows: Iterable[Measure]) -> list[Evidence]:
    """The evidence of rows, each place once."""
    quotes = [quote for row in rows for quote in row.evidence]
    return list({(quote.page, quote.start, quote.end): quote for quote in quotes}.values())
