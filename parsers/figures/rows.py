"""Every figure about safety and crime, one row each: from tables, from the levels of goals, from sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.records import Indicator, Measure, Offence
from parsers.levels.cells import TableLevels
from parsers.levels.level import OWN, Level
from parsers.levels.source_names import Source
from parsers.levels.sources import Sources
from parsers.marks.mark import Span
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper

Start = tuple[Indicator, Offence, int]  # the year that a goal about an offence starts from


@dataclass(frozen=True, slots=True)
class Goals:
    """What the goals of a paper tell of figures: the levels they start from and ask for, and the starting years."""

    levels: tuple[Level, ...] = ()
    starts: frozenset[Start] = frozenset()


def read_measures(
    paper: Paper, tables: Sequence[TableLevels], goals: Goals, prose: Iterable[Level], sources: Sources, trace: Trace
) -> list[Measure]:
    """The figures: those of tables first, then those of goals, then those of running text; each once."""
    cells = [level for table in tables for level in table.levels]
    taken = {level.span for level in goals.levels}
    told = [level for level in prose if level.span not in taken]
    rows = _once([*cells, *goals.levels, *_with_starts(told, [*cells, *goals.levels], goals.starts)])
    for level in rows:
        trace.note("measures", level.rule, level.span, level.value)
    return [_row(paper, level, sources.of(level)) for level in rows]


def _with_starts(told: Sequence[Level], known: Sequence[Level], starts: Iterable[Start]) -> Iterator[Level]:
    """The counts that prose tells, as baselines where goals about the same start from them and no baseline is known."""
    bases = {_start(level) for level in known if level.role == "baseline"}
    missing = frozenset[object](starts) - bases
    for level in told:
        plain = level.role is None and level.area == OWN and level.subject.offence is not None
        yield replace(level, role="baseline") if plain and _start(level) in missing else level


def _start(level: Level) -> tuple[Indicator, Offence | None, int | None]:
    return level.subject.indicator, level.subject.offence, level.year


@dataclass(frozen=True, slots=True)
class _Known:
    """What levels tell, so that it need not be told again: the places and the figures of baselines, and which changes
    have a figure."""

    places: frozenset[Span]
    bases: frozenset[object]
    changes: frozenset[object]

    def tells(self, level: Level) -> bool:
        """Whether a level says nothing new: a baseline as a mere figure, or a change without the figure it leads to."""
        if level.value is None and level.change is not None:
            return (_key(level), level.change) in self.changes
        again = level.span in self.places or (*level.series, level.year, level.value) in self.bases
        return again and level.role in (None, "observation")


def _known(levels: Sequence[Level]) -> _Known:
    bases = [level for level in levels if level.role == "baseline"]
    return _Known(
        frozenset(level.span for level in bases),
        frozenset((*level.series, level.year, level.value) for level in bases),
        frozenset((_key(level), level.change) for level in levels if level.value is not None),
    )


def _once(levels: Sequence[Level]) -> list[Level]:
    """The same figure in the same role is one row; one that a table or a goal tells is told by them. How many
    activities a goal asks for is no figure."""
    known = _known(levels)
    kept: dict[object, Level] = {}
    for level in levels:
        threshold = level.subject.indicator == "activities_with_partners" and level.role == "target"
        if not threshold and not known.tells(level):
            kept.setdefault((_key(level), level.value), level)
    return list(kept.values())


def _key(level: Level) -> tuple[object, ...]:
    return level.role or "observation", *level.series, level.year


def _row(paper: Paper, level: Level, source: Source | None) -> Measure:
    quotes = [quote for rule, span in level.places() for quote in paper.body.evidence(*span, rule)]
    if source:
        quotes += paper.body.evidence(*source.span, "level-source")
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
