"""Every figure about safety and crime, one row each: from tables, from the levels of goals, from surveys and counts."""

from __future__ import annotations

from collections.abc import Iterator, Set

from models.records import Evidence, Goal, Kind, Measure, Period
from parsers.figures.activity_shares import find_activity_shares
from parsers.figures.area_of_figure import OWN, read_gazetteer
from parsers.figures.counts import find_counts
from parsers.figures.crime_tables import read_crime_tables
from parsers.figures.surveys import find_shares
from parsers.figures.table_captions import asked_later
from parsers.figures.table_measures import read_table
from parsers.goals.parts_of_a_goal import Statement
from parsers.goals.where_stated import find_statements
from parsers.older.offences_and_feelings import read_time
from parsers.rules.confidence import weigh
from parsers.rules.rule import Rule, Trace
from parsers.structure.body import Body
from parsers.structure.sections import Sections

RULES: tuple[Rule, ...] = ()
_PERCENT = ("feels_safe", "feels_unsafe")


def read_measures(
    body: Body,
    sections: Sections,
    goals: list[Goal],
    trace: Trace,
    period: Period | None = None,
    kind: Kind = "partnership_agreement",
    names: Set[str] = frozenset(),
) -> list[Measure]:
    """The figures: those of tables first, then those of goals, then those of running text; each once.

    `period` of an agreement: what a table says of its later years cannot have been observed when it was made. `names`:
    those of the partnership's place.
    """
    gazetteer = read_gazetteer(body, kind, names)
    agreed = gazetteer.kind == "partnership_agreement" and period and period.start
    made = int(period.start[:4]) if agreed and period and period.start else None
    tables = [asked_later(table, made) for table in read_crime_tables(body)]
    taken = [(table.start, table.end) for table in tables]
    statements = find_statements(body, sections)
    report = gazetteer.kind == "status_report"
    rows = [row for table in tables for row in read_table(body, table, goals, report, gazetteer, trace)]
    if made:
        rows = [_asked_later(row, made) for row in rows]
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
    rows += find_activity_shares(body, sections, taken, trace)
    rows += find_counts(body, sections, taken, gazetteer, trace)
    known = {(row.indicator, row.offence, row.year) for row in rows if row.role == "baseline"}
    starts = {_printed_at(row) for row in rows if row.role == "baseline"}
    rows = [row for row in rows if row.role != "observation" or _of_cell(row) or _printed_at(row) not in starts]
    cells = {(row.role, _printed_at(row)) for row in rows if row.year and _of_cell(row)}
    rows = [row for row in rows if row.year or _of_cell(row) or (row.role, _printed_at(row)) not in cells]
    return _once([_as_start(row, goals, known) for row in rows])


def _printed_at(row: Measure) -> tuple[int, int]:
    """Where the figure stands: page and offset."""
    return row.evidence[0].page, row.evidence[0].start


def _asked_later(row: Measure, made: int) -> Measure:
    """A figure of a year after the one the agreement was made in is what is asked for."""
    later = row.role == "observation" and row.year is not None and row.year > made and row.value is not None
    return row.model_copy(update={"role": "target"}) if later else row


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


def _of_goal(body: Body, statement: Statement, trace: Trace) -> Iterator[Measure]:
    time = read_time(body.text[slice(*statement.core)]) or "all"
    for level in statement.levels:
        span = (statement.start + level.start, statement.start + level.end)
        year = level.year or (statement.deadline if level.role == "target" else statement.baseline_year)
        trace.note("measures", level.rule, span, level.value)
        joint = len(statement.offences) > 1 and level.value is not None and not level.offence
        for offence in () if joint else (level.offence,) if level.offence else statement.offences or (None,):
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
