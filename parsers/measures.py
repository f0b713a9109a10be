"""Every figure about safety and crime, one row each: from tables, from the levels of goals, from surveys and counts."""

from __future__ import annotations

from collections.abc import Iterator, Set

from models.records import Evidence, Goal, Measure
from parsers.body import Body
from parsers.confidence import figured, weigh
from parsers.counts import find_counts
from parsers.crime_tables import read_crime_tables
from parsers.goal_statements import Statement, find_statements
from parsers.numbers import Number
from parsers.places import OWN, Gazetteer, find_places, read_area, read_gazetteer
from parsers.rules import Rule, Trace
from parsers.sections import Sections
from parsers.surveys import find_shares
from parsers.table_entries import RULES as TABLE_RULES
from parsers.table_entries import CrimeTable, Entry, Subject
from parsers.terms import read_time

RULES: tuple[Rule, ...] = ()
_PERCENT = ("feels_safe", "feels_unsafe")


def read_measures(body: Body, sections: Sections, goals: list[Goal], trace: Trace) -> list[Measure]:
    """The figures: those of tables first, then those of goals, then those of running text; each once."""
    tables = read_crime_tables(body)
    taken = [(table.start, table.end) for table in tables]
    statements = find_statements(body, sections)
    gazetteer = read_gazetteer(body, sections)
    report = gazetteer.kind == "status_report"
    rows = [row for table in tables for row in _of_table(body, table, goals, report, gazetteer, trace)]
    for statement in statements:
        rows += _of_goal(body, statement, trace)
    taken += [statement.core for statement in statements]
    levels = [(s.start + level.start, s.start + level.end) for s in statements for level in s.levels]
    for share in find_shares(body, sections, taken, gazetteer, trace):
        if any(low <= share.figure[0] < high for low, high in levels):
            continue
        rows.append(
            Measure(
                role=share.role,  # type: ignore[arg-type]
                indicator=share.indicator,  # type: ignore[arg-type]
                area=share.area,
                time_of_day=share.time_of_day,  # type: ignore[arg-type]
                year=share.year,
                value=share.value,
                unit="percent",
                evidence=_quotes(body, "survey-share", 0.88, share.figure, share.sentence, share.year_span),
            )
        )
    rows += find_counts(body, sections, taken, gazetteer, trace)
    known = {(row.indicator, row.offence, row.year) for row in rows if row.role == "baseline"}
    return _once([_as_start(row, goals, known) for row in rows])


def _of_cell(row: Measure) -> bool:
    return any(quote.rule.startswith("table") for quote in row.evidence)


def _as_start(row: Measure, goals: list[Goal], known: Set[tuple[str, str | None, int | None]]) -> Measure:
    """A count told in prose is the baseline of a goal about the same offence that starts from its year.

    `known`: indicator, offence and year of the baselines that are stated as such; they need no other.
    """
    told = row.role == "observation" and row.area == OWN and not _of_cell(row)
    starts = told and row.offence is not None and row.year is not None
    if (
        starts
        and (row.indicator, row.offence, row.year) not in known
        and any(
            goal.indicator == row.indicator and row.offence in goal.offences and goal.baseline_year == row.year
            for goal in goals
        )
    ):
        return row.model_copy(update={"role": "baseline"})
    return row


def _quotes(body: Body, rule: str, prior: float, *spans: tuple[int, int] | None) -> list[Evidence]:
    found: list[Evidence] = []
    for place, span in enumerate(span for span in spans if span):
        confidence = weigh(body, prior, *span) if place == 0 else prior
        found += body.evidence(*span, rule if place == 0 else f"{rule}-context", confidence)
    return found


def _of_table(
    body: Body, table: CrimeTable, goals: list[Goal], report: bool, gazetteer: Gazetteer, trace: Trace
) -> Iterator[Measure]:
    first = next((c for c in table.columns if c.role in ("baseline", "observation")), None)
    for subject in table.subjects:
        entries = [entry for entry in table.entries if entry.subject == subject]
        base = next((e.value for e in entries if e.column.role == "baseline" or (report and e.column == first)), None)
        change = next((e for e in entries if e.column.role == "change" and e.percent), None)
        proof = _proof(entries, base)
        shown = [e for e in entries if e.column.role not in ("change", "text", "unknown")]
        for entry in shown:
            last = entry is shown[-1] and change is not None and len(shown) > 1
            moved = change if last else None
            row = _table_row(body, entry, base, moved, goals, report and entry.column == first, proof)
            area = read_area(subject.area, gazetteer) if subject.area else _labelled(body, subject, gazetteer)
            yield row.model_copy(update={"area": area})
        trace.note("measures", "table-row", subject.spans[0], [entry.value for entry in shown])


def _labelled(body: Body, subject: Subject, gazetteer: Gazetteer) -> str:
    """The area that a row's label names besides its indicator: "Andel trygge i hele byen"."""
    words = " ".join(body.text[low:high] for low, high in subject.spans)
    places = find_places(words, gazetteer) if subject.indicator else []
    return places[0].name if places else OWN


def _table_row(
    body: Body,
    entry: Entry,
    base: Number | None,
    moved: Entry | None,
    goals: list[Goal],
    first: bool,
    proof: bool | None,
) -> Measure:
    role = "baseline" if first and entry.column.role == "observation" else entry.column.role
    indicator, unit = _kind_of(entry, goals)
    change = entry.change if role == "target" or moved is None else None
    change, agrees = _signed(entry.value, base, change)
    if moved is not None:
        change = moved.value
    confidence = weigh(body, TABLE_RULES[0], *entry.spans[0]) if entry.spans else 0.85
    confidence = figured(
        confidence, proof if agrees is None else agrees, [entry.column.guessed, entry.column.year is None]
    )
    return Measure(
        role=role,  # type: ignore[arg-type]
        indicator=indicator,  # type: ignore[arg-type]
        offence=entry.subject.offence,  # type: ignore[arg-type]
        area=OWN,
        time_of_day=entry.subject.time_of_day or "all",  # type: ignore[arg-type]
        year=entry.column.year,
        value=entry.value,
        unit=unit,  # type: ignore[arg-type]
        change_percent=change,
        status="stated" if entry.value is not None or change is not None else "pending",
        evidence=_table_evidence(body, entry, moved, confidence),
    )


def _table_evidence(body: Body, entry: Entry, moved: Entry | None, confidence: float) -> list[Evidence]:
    found = [e for span in entry.spans for e in body.evidence(*span, "table-cell", confidence)]
    found += [e for span in entry.subject.spans for e in body.evidence(*span, "table-label", confidence)]
    if entry.column.start < entry.column.end:
        rule = "table-heading-guessed" if entry.column.guessed else "table-heading"
        found += body.evidence(entry.column.start, entry.column.end, rule, confidence)
    if moved is not None:
        found += [e for span in moved.spans for e in body.evidence(*span, "table-change", confidence)]
    return found


def _kind_of(entry: Entry, goals: list[Goal]) -> tuple[str, str]:
    """Indicator and unit of a cell: its own words, else what the goal about the same offence is measured by."""
    subject = entry.subject
    if subject.indicator:
        return subject.indicator, "percent"
    per = subject.per_1000 or entry.per_1000
    if not per and (subject.offence or "").startswith("total_"):
        per = any(goal.indicator == "reported_offences_per_1000" and subject.offence in goal.offences for goal in goals)
    return ("reported_offences_per_1000", "per_1000_inhabitants") if per else ("reported_offences", "count")


def _signed(value: Number | None, base: Number | None, change: Number | None) -> tuple[Number | None, bool | None]:
    """A change with the sign the arithmetic demands, and whether baseline, change and value agree."""
    if change is None or not value or not base:
        return change, None
    for candidate in (change, -change):
        if abs(base * (1 + candidate / 100) - value) < max(1, abs(base) * 0.006):
            return candidate, True
    return change, False


def _proof(entries: list[Entry], base: Number | None) -> bool | None:
    """Whether a row's figures and its changes in percent agree; None where it has no change to check."""
    last = next((e for e in reversed(entries) if e.column.role in ("observation", "target") and e.value), None)
    moved = next((e for e in entries if e.column.role == "change" and e.percent), None)
    checks = [_signed(e.value, base, e.change)[1] for e in entries if e.column.role == "target"]
    checks += [_signed(last.value, base, moved.value)[1]] if last and moved else []
    told = [check for check in checks if check is not None]
    return all(told) if told else None


def _of_goal(body: Body, statement: Statement, trace: Trace) -> Iterator[Measure]:
    time = read_time(body.text[slice(*statement.core)]) or "all"
    for level in statement.levels:
        span = (statement.start + level.start, statement.start + level.end)
        year = level.year or (statement.deadline if level.role == "target" else statement.baseline_year)
        trace.note("measures", level.rule, span, level.value)
        for offence in statement.offences or (None,):
            yield Measure(
                role=level.role,  # type: ignore[arg-type]
                indicator=statement.indicator,  # type: ignore[arg-type]
                offence=offence,  # type: ignore[arg-type]
                area=OWN,
                time_of_day=time,  # type: ignore[arg-type]
                year=year,
                value=level.value,
                unit=level.unit,  # type: ignore[arg-type]
                change_percent=level.change,
                evidence=_quotes(body, level.rule, 0.85, span, statement.core),
            )


def _once(rows: list[Measure]) -> list[Measure]:
    """The same figure in the same role is one row; a change said in words is the row whose figure it led to."""
    figured = {(*_series(row), row.change_percent) for row in rows if row.value is not None and row.change_percent}
    rows = [row for row in rows if row.value is not None or (*_series(row), row.change_percent) not in figured]
    kept: dict[tuple[object, ...], Measure] = {}
    for row in rows:
        key = (*_series(row), row.value, row.unit)
        if key not in kept or (kept[key].change_percent is None and row.change_percent is not None):
            kept[key] = row
    return list(kept.values())


def _series(row: Measure) -> tuple[object, ...]:
    """What a figure is about, whatever it is."""
    return row.role, row.indicator, row.offence, row.area, row.time_of_day, row.year
