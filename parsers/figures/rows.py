"""Every figure about safety and crime, one row each: from tables, from the levels of goals, from sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.records import Measure
from parsers.levels.cells import TableLevels
from parsers.levels.level import OWN, Level
from parsers.levels.sources import Source, Sources
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper

# What a rule's word is worth before its record is known.
_PRIORS = {"table-cell": 0.93, "share-in-prose": 0.88, "count-in-prose": 0.85, "need-in-prose": 0.85}
_USUAL = 0.85


@dataclass(frozen=True, slots=True)
class Goals:
    """What the goals of a paper tell of figures: the levels they start from and ask for, and the years they start from
    (indicator, offence, year)."""

    levels: tuple[Level, ...] = ()
    starts: frozenset[tuple[str, str | None, int]] = frozenset()


def read_measures(
    paper: Paper, tables: Sequence[TableLevels], goals: Goals, prose: Iterable[Level], sources: Sources, trace: Trace
) -> list[Measure]:
    """The figures: those of tables first, then those of goals, then those of running text; each once."""
    cells = [level for table in tables for level in table.levels if _may_count(level)]
    told = [level for level in prose if _may_count(level)]
    known = {(*_what(level), level.year) for level in (*cells, *goals.levels) if level.role == "baseline"}
    starts = {start for start in goals.starts if start not in known}
    told = [replace(level, role="baseline") if _is_start(level, starts) else level for level in told]
    taken = {level.span for level in goals.levels}
    levels = [*cells, *goals.levels, *(level for level in told if level.span not in taken)]
    rows = _once(levels)
    for level in rows:
        trace.note("measures", level.rule, level.span, level.value)
    return [_row(paper, level, sources.of(level)) for level in rows]


def _may_count(level: Level) -> bool:
    if level.subject.indicator == "activities_with_partners" and level.role == "target":
        return False  # a threshold is a goal's
    return not (level.unit == "percent" and isinstance(level.value, int | float) and level.value > 100)


def _what(level: Level) -> tuple[str, str | None]:
    return level.subject.indicator, level.subject.offence


def _is_start(level: Level, starts: set[tuple[str, str | None, int]]) -> bool:
    """Whether a count told in prose is the level that a goal about the same starts from."""
    plain = level.role is None and level.area == OWN and level.subject.offence is not None
    return plain and level.year is not None and (*_what(level), level.year) in starts


def _once(levels: Sequence[Level]) -> list[Level]:
    """The same figure in the same role is one row; one that a table or a goal tells is told by them."""
    kept: dict[object, Level] = {}
    starts = {level.span for level in levels if level.role == "baseline"}
    bases = {(*level.series, level.year, level.value) for level in levels if level.role == "baseline"}
    figured_ones = {(_key(level), level.change) for level in levels if level.value is not None and level.change}
    for level in levels:
        if level.value is None and level.change is not None and (_key(level), level.change) in figured_ones:
            continue
        told_again = level.span in starts or (*level.series, level.year, level.value) in bases
        if level.role in (None, "observation") and told_again:
            continue
        key = (_key(level), level.value)
        if key not in kept or (kept[key].change is None and level.change is not None):
            kept[key] = level
    return list(kept.values())


def _key(level: Level) -> tuple[object, ...]:
    return level.role or "observation", *level.series, level.year


def _row(paper: Paper, level: Level, source: Source | None) -> Measure:
    sure = _PRIORS.get(level.rule, _USUAL)
    quotes = [quote for rule, span in level.places() for quote in paper.body.evidence(*span, rule, sure)]
    if source:
        quotes += paper.body.evidence(*source.span, "level-source", sure)
    pending = level.value is None and level.change is None
    return Measure(
        role=level.role or "observation",
        indicator=level.subject.indicator,
        offence=level.subject.offence,
        area=level.area,
        time_of_day=level.time_of_day,
        year=level.year,
        value=level.value,
        unit=level.unit,
        change_percent=level.change,
        status="pending" if pending else "stated",
        data_source=source.name if source else None,
        evidence=quotes,
    )
