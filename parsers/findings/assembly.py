"""What a careful reader would point out: sums that do not add up, counts that differ, figures left for later.

Every finding quotes both sides of what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.records import Agreement, Evidence, Finding, Measure, Severity
from parsers.findings.counts import find_count_mismatches
from parsers.findings.digital_signatures import find_signature_faults
from parsers.findings.missing_parts import find_missing_sections, find_missing_signatures
from parsers.findings.no_agreement import find_no_agreement
from parsers.findings.period_gaps import find_period_gaps
from parsers.findings.personal_numbers import find_personal_numbers
from parsers.findings.shown_pages import find_page_faults
from parsers.findings.sums import find_budget_mismatches
from parsers.older.numbers import Number
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.tables import find_grids

_LOW_QUALITY = 0.6


def read_findings(agreement: Agreement, body: Body, sections: Sections) -> list[Finding]:
    """The findings of one document, by code and then by place; one for each thing to be pointed out."""
    found: list[Finding] = []
    found += _pending(agreement)
    found += _yearless(agreement)
    found += _targets(agreement)
    found += _signs(agreement, body)
    found += find_budget_mismatches(agreement, body)
    found += find_count_mismatches(agreement, body, sections)
    found += find_missing_sections(agreement, body, sections)
    found += find_missing_signatures(agreement, body)
    found += find_period_gaps(agreement, body)
    found += find_signature_faults(agreement, body)
    found += _suspects(body)
    found += _poor_pages(body)
    found += find_page_faults(body)
    found += find_personal_numbers(body)
    found += find_no_agreement(agreement, body)
    found += _unparsed(agreement, body)
    return sorted(found, key=lambda f: (f.code, f.evidence[0].page, f.evidence[0].start, f.message))


def make_finding(code: str, severity: Severity, message: str, evidence: Iterable[Evidence]) -> Finding:
    """A finding; its evidence takes the finding's code as its rule."""
    quotes = [e.model_copy(update={"rule": code}) for e in evidence]
    return Finding(code=code, severity=severity, message=message, evidence=quotes)


def danish(value: Number | str | None) -> str:
    """A number as Danish prints it: 1200000 is "1.200.000", 41.2 is "41,2"."""
    if value is None or isinstance(value, str):
        return value or "?"
    whole = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return whole.replace(",", "_").replace(".", ",").replace("_", ".")


def _name(row: Measure) -> str:
    return row.offence or row.indicator


def _pending(agreement: Agreement) -> Iterator[Finding]:
    rows = [row for row in agreement.measures if row.status == "pending" and row.role == "baseline"]
    if rows:
        names = ", ".join(dict.fromkeys(_name(row) for row in rows))
        years = ", ".join(sorted({str(row.year) for row in rows if row.year}))
        evidence = [e for row in rows for e in row.evidence]
        yield make_finding("pending-baseline", "info", f"left for later: {names} ({years})", _distinct(evidence))


def _yearless(agreement: Agreement) -> Iterator[Finding]:
    rows = [r for r in agreement.measures if r.role == "baseline" and r.year is None and r.value is not None]
    if rows:
        names = ", ".join(dict.fromkeys(_name(row) for row in rows))
        evidence = [e for row in rows for e in row.evidence]
        yield make_finding("baseline-year-missing", "warning", f"no year is printed for: {names}", _distinct(evidence))


def _targets(agreement: Agreement) -> Iterator[Finding]:
    """A target that is not its baseline changed by its percentage, rounding allowed."""
    for row in agreement.measures:
        if row.role == "baseline" or row.change_percent is None or not isinstance(row.value, int | float):
            continue
        base = next((b for b in agreement.measures if _is_base(b, row)), None)
        if base is None or not isinstance(base.value, int | float):
            continue
        expected = base.value * (1 + row.change_percent / 100)
        if abs(expected - row.value) < max(1.0 if row.unit == "count" else 0.1, abs(base.value) * 0.006):
            continue
        message = (
            f"{danish(base.value)} {danish(row.change_percent)} % ≠ {danish(row.value)}"
            f" ({_name(row)} {row.year}; {danish(round(expected, 1))})"
        )
        yield make_finding("target-arithmetic", "warning", message, [*base.evidence[:1], *row.evidence[:1]])


def _is_base(base: Measure, row: Measure) -> bool:
    same = ("indicator", "offence", "area", "time_of_day", "unit")
    return base.role == "baseline" and all(getattr(base, name) == getattr(row, name) for name in same)


def _signs(agreement: Agreement, body: Body) -> Iterator[Finding]:
    """Signs and brackets that the print lacks and the arithmetic demands, put back by the repair or read so here."""
    for row in agreement.measures:
        change = row.change_percent
        cell = bool(row.evidence) and row.evidence[0].rule == "table-cell"
        if change is None or row.role != "target" or not cell or "%" not in row.evidence[0].verbatim:
            continue
        printed = row.evidence[0].verbatim
        minus = change >= 0 or any(sign in printed for sign in "-–−")
        if not minus or ("(" in printed) != (")" in printed):
            message = f"'{' '.join(printed.split())}' read as {danish(row.value)} ({danish(change)} %)"
            yield make_finding("sign-restored", "info", message, row.evidence[:1])
    for page in body.document.pages:
        for repair in page.text.repairs:
            if repair.applied and repair.rule == "sign-restored":
                yield from _on_page(
                    body,
                    page.number,
                    repair.start,
                    repair.end,
                    "sign-restored",
                    f"'{repair.raw}' read as '{repair.repaired}'",
                )


def _suspects(body: Body) -> Iterator[Finding]:
    for page in body.document.pages:
        for repair in page.text.repairs:
            if not repair.applied and repair.rule == "transcription-suspect":
                message = f"'{repair.raw}' is a word no Danish printer set; '{repair.repaired}'?"
                yield from _on_page(body, page.number, repair.start, repair.end, "transcription-suspect", message)


def _on_page(body: Body, number: int, start: int, end: int, code: str, message: str) -> Iterator[Finding]:
    """A finding about a place of a page's own text, whether or not the body holds it."""
    text = body.by_number[number].text
    while end <= start or not text.text[start:end].strip():
        start, end = max(0, start - 1), min(len(text.text), end + 1)
        if (start, end) == (0, len(text.text)):
            return
    yield make_finding(code, "info", message, [body.quote(number, start, end, code, 0.8)])


def _poor_pages(body: Body) -> Iterator[Finding]:
    for page in body.document.pages:
        if page.quality < _LOW_QUALITY and page.text.text.strip():
            at = len(page.text.text) - len(page.text.text.lstrip())
            line = page.text.text[at:].split("\n", 1)[0].rstrip()
            message = f"page {page.number} was read with quality {danish(round(page.quality, 2))}"
            yield from _on_page(body, page.number, at, at + len(line), "low-quality-page", message)


def _unparsed(agreement: Agreement, body: Body) -> Iterator[Finding]:
    """A table with figures and a head about crime that gave no row."""
    quotes = [row.evidence[0] for row in agreement.measures if row.evidence]
    measured = [(at, at + 1) for quote in quotes if (at := body.find_offset(quote.page, quote.start)) is not None]
    for grid in find_grids(body):
        words = " ".join(cell.text for row in grid.rows for cell in row)
        cells = [cell.text for row in grid.rows[1:] for cell in row[1:]]
        figures = sum(cell.replace(",", "").replace(".", "").isdigit() for cell in cells)
        about = any(word in words.casefold() for word in ("gerningstype", "anmeld", "kriminalitet"))
        if about and figures >= 3 and not any(low < grid.end and grid.start < high for low, high in measured):
            evidence = body.evidence(*next(cell.spans[0] for row in grid.rows for cell in row if cell.spans), "table")
            yield make_finding("unparsed-table", "warning", "a table with figures gave no rows", evidence)


def _distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    seen: dict[tuple[int, int, int], Evidence] = {}
    for quote in evidence:
        seen.setdefault((quote.page, quote.start, quote.end), quote)
    return list(seen.values())
