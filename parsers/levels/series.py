"""The levels of one series in a table: which of them is the baseline, what is asked, and which change belongs to which.

2019 | 2021 | Ændring          in a report the first is the baseline, the change is that of 2021
2022 | Mål 2025 (-10 %)        one year before targets is what they start from
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from models.codes import Role
from parsers.levels.areas import Gazetteer
from parsers.levels.level import Level, Slot
from parsers.marks.mark import Span
from parsers.marks.numbers import Number, tidy
from parsers.structure.paper import Paper

_NEVER = 9999
# A figure follows from another by a change where it is within half a unit, or what rounding to whole per cent leaves.
_ROUNDED = 0.006


@dataclass(frozen=True, slots=True)
class Reading:
    """How tables are to be read in one paper. `report`: its first columns are what the others are compared with;
    `made`: the first year of an agreement; `baseline_year` and where the paper says that it is the baseline's."""

    gazetteer: Gazetteer
    report: bool = False
    made: int | None = None
    baseline_year: tuple[int, Span] | None = None
    based: bool = False  # the table at hand has baselines of its own
    firsts: frozenset[int] = frozenset()  # the levels of it that a report starts from

    @property
    def first_year(self) -> int:
        """The first year of an agreement; for a paper that is none, one that nothing comes after."""
        return self.made or _NEVER


def settle(paper: Paper, reading: Reading, rows: Sequence[Sequence[Level]]) -> Iterator[tuple[Level, ...]]:
    """The rows of a table with every level's role, year and change told."""
    parted = [_parted(row) for row in rows]
    told = [level for figures, _ in parted for level in figures]
    based = any(level.role == "baseline" for level in told)
    reading = replace(reading, report=reading.report and not based, based=based, firsts=_firsts(rows))
    settled = _settled(reading, told)
    everything = list(settled.values())
    for figures, changes in parted:
        if not figures:  # a table of changes alone
            yield tuple(replace(change, role="observation") for change in changes if change.year)
            continue
        yield tuple(_proved(_moved([settled[id(level)] for level in figures], changes), everything))


def _parted(row: Sequence[Level]) -> tuple[list[Level], list[Level]]:
    """The figures of a row, and what its columns of changes say."""
    figures = [level for level in row if level.rule != "table-change"]
    return figures, [level for level in row if level.rule == "table-change"]


def _firsts(rows: Sequence[Sequence[Level]]) -> frozenset[int]:
    """What a report starts from: the first figure of each row, or the first row where the years go down the side."""
    filled = [row for row in rows if row]
    years = [{level.year for level in row} for row in filled]
    down = sum(map(len, years)) == len(set().union(*years)) == len(filled) > 1
    return frozenset(id(level) for level in (filled[0] if down else [row[0] for row in filled]))


def _settled(reading: Reading, told: Sequence[Level]) -> dict[int, Level]:
    """Each level with its role and year, by the others of its series in the order they are printed."""
    series: dict[object, list[Level]] = {}
    for level in told:
        series.setdefault(level.series, []).append(level)
    found: dict[int, Level] = {}
    for levels in series.values():
        for level, role in zip(levels, _roles(reading, levels), strict=True):
            found[id(level)] = _dated(reading, replace(level, role=role), levels)
    return found


def _roles(reading: Reading, levels: Sequence[Level]) -> list[Role]:
    """The roles of a series: as told, else by the first rule that gives any, else observations."""
    plain = [at for at, level in enumerate(levels) if level.role is None]
    rules = (_after_baseline,) if any(level.role == "baseline" for level in levels) else _RULES
    given = next((roles for rule in rules if plain and (roles := rule(reading, levels, plain))), {})
    return [level.role or given.get(at, "observation") for at, level in enumerate(levels)]


def _after_baseline(reading: Reading, levels: Sequence[Level], plain: Sequence[int]) -> dict[int, Role]:
    """Where a baseline is told, figures of years to come are asked, those of the first year where a change is told."""
    later = {at: (levels[at].year or 0) - reading.first_year for at in plain}
    return {at: "target" for at in plain if later[at] > 0 or (later[at] == 0 and levels[at].change is not None)}


def _before_targets(reading: Reading, levels: Sequence[Level], plain: Sequence[int]) -> dict[int, Role]:
    """One figure before targets is what they start from, unless other series of the table have baselines."""
    target = next((at for at, level in enumerate(levels) if level.role == "target"), None)
    if target is None or len(plain) > 1 or reading.based:
        return {}
    return {plain[0]: "baseline"} if _starts_before(levels, plain[0], target) else {}


def _to_come(reading: Reading, levels: Sequence[Level], plain: Sequence[int]) -> dict[int, Role]:
    """Figures of years to come are asked; the only one before them is what they start from."""
    asked = _asked(reading, levels, plain)
    before = [at for at in plain if at not in asked]
    roles: dict[int, Role] = dict.fromkeys(asked, "target") if before else {}
    return {before[0]: "baseline", **roles} if roles and len(before) == 1 else roles


def _first_of_report(reading: Reading, levels: Sequence[Level], plain: Sequence[int]) -> dict[int, Role]:
    """In a report the first of several is what the others are compared with."""
    starts = reading.report and len(levels) > 1 and id(levels[plain[0]]) in reading.firsts
    return {plain[0]: "baseline"} if starts else {}


# How a series without a baseline gets one, in order.
_RULES = (_before_targets, _to_come, _first_of_report)


def _starts_before(levels: Sequence[Level], plain: int, target: int) -> bool:
    """Whether a figure stands before a target, or is of an earlier year."""
    years = levels[plain].year, levels[target].year
    return plain < target or bool(years[0] and years[1] and years[0] < years[1])


def _asked(reading: Reading, levels: Sequence[Level], plain: Sequence[int]) -> list[int]:
    """Which figures of an agreement are of years to come: those after its first year, or of it where one is before."""
    before = [at for at in plain if (levels[at].year or _NEVER) < reading.first_year]
    return [at for at in plain if (levels[at].year or 0) >= reading.first_year + (len(before) != 1)]


def _dated(reading: Reading, level: Level, levels: Sequence[Level]) -> Level:
    """A baseline without a year takes the one that the paper says its baseline is of."""
    if level.role != "baseline" or level.year or reading.baseline_year is None:
        return level
    year, span = reading.baseline_year
    if any((other.year or _NEVER) < year for other in levels if other is not level and other.role != "baseline"):
        return level
    return replace(level, year=year, slots=(*level.slots, Slot("baseline-year", span, 4)))


def _moved(levels: Sequence[Level], changes: Sequence[Level]) -> list[Level]:
    """The levels of a row with the changes of its columns of changes: each at the figure that it follows from."""
    done = list(levels)
    for change in changes:
        near = _near(done, change)
        proven = [at for at in near if _has_base(done, at, change.change or 0)]
        for at in (proven or near)[:1]:
            done[at] = replace(done[at], change=change.change, slots=(*done[at].slots, Slot("change", change.span)))
    return done


def _near(levels: Sequence[Level], change: Level) -> list[int]:
    """The figures of a row that a change may lead to: those before it first, the nearest first."""
    later = [at for at, level in enumerate(levels) if at and level.change is None and level.role != "baseline"]
    apart = {at: levels[at].span[0] - change.span[0] for at in later}
    return sorted(later, key=lambda at: (apart[at] > 0, abs(apart[at])))


def _proved(levels: Sequence[Level], all_levels: Sequence[Level]) -> Iterator[Level]:
    """The levels with their changes signed as the arithmetic demands."""
    for at, level in enumerate(levels):
        value = _figure(level)
        if level.change is None or value is None:
            yield level
            continue
        base = next((_figure(other) for other in chain(levels[:at], all_levels) if _starts(other, level)), None)
        sign = next((sign for sign in (1, -1) if base and follows(base, value, sign * level.change)), 1)
        yield replace(level, change=tidy(sign * level.change))


def _starts(level: Level, later: Level) -> bool:
    """Whether a level is one that another of its series may start from."""
    earlier = level.role == "baseline" or (level.year or _NEVER) < (later.year or 0)
    return earlier and level.series == later.series and level is not later


def _has_base(levels: Sequence[Level], at: int, change: Number) -> bool:
    """Whether a figure is one before it in its row changed by so many per cent, up or down."""
    value = _figure(levels[at])
    bases = [base for other in levels[:at] if (base := _figure(other))]
    return value is not None and any(follows(base, value, sign * change) for base in bases for sign in (1, -1))


def follows(base: Number, value: Number, change: Number) -> bool:
    """Whether a figure is another one changed by so many per cent, as it is printed."""
    return abs(base * (1 + change / 100) - value) < max(1, abs(base) * _ROUNDED)


def _figure(level: Level) -> Number | None:
    return level.value if isinstance(level.value, int | float) else None
