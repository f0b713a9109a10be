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


def settle(paper: Paper, reading: Reading, rows: Sequence[Sequence[Level]]) -> Iterator[tuple[Level, ...]]:
    """The rows of a table with every level's role, year and change told."""
    told = [level for row in rows for level in row if level.rule != "table-change"]
    firsts = frozenset(_firsts(rows))
    based = any(level.role == "baseline" for level in told)
    reading = replace(reading, report=reading.report and not based, based=based)
    roles = _roles(reading, told, firsts)
    all_levels = [roles[id(level)] for level in told]
    for row in rows:
        settled = [roles[id(level)] for level in row if level.rule != "table-change"]
        changes = [level for level in row if level.rule == "table-change" and level.change is not None]
        yield tuple(_proved(_moved(settled, changes), all_levels))


def _firsts(rows: Sequence[Sequence[Level]]) -> Iterator[int]:
    """What a report starts from: the first figure of each row, or the first row where the years go down the side."""
    years = [{level.year for level in row} for row in rows if row]
    if len(years) > 1 and all(len(one) == 1 for one in years) and len(set.union(*years)) == len(years):
        yield from (id(level) for level in next(row for row in rows if row))
        return
    yield from (id(row[0]) for row in rows if row)


def _roles(reading: Reading, told: Sequence[Level], firsts: frozenset[int]) -> dict[int, Level]:
    """Each level with its role, by the others of its series in the order they are printed; `firsts` of them are the
    first of their row."""
    series: dict[object, list[Level]] = {}
    for level in told:
        series.setdefault(level.series, []).append(level)
    found: dict[int, Level] = {}
    for levels in series.values():
        for level, role in zip(levels, _sequence(reading, levels, firsts), strict=True):
            settled = replace(level, role=role)
            found[id(level)] = _dated(reading, settled, levels)
    return found


def _sequence(reading: Reading, levels: Sequence[Level], firsts: frozenset[int]) -> list[Role]:
    roles: list[Role | None] = [level.role for level in levels]
    plain = [at for at, role in enumerate(roles) if role is None]
    if "baseline" in roles:
        for at in plain:
            later = (levels[at].year or 0) - (reading.made or 9999)
            if later > 0 or (later == 0 and levels[at].change is not None):
                roles[at] = "target"
    if "baseline" not in roles and plain:
        targets = [at for at, role in enumerate(roles) if role == "target"]
        asked = _asked(reading, levels, plain)
        if targets and len(plain) == 1 and not reading.based and _starts_before(levels, plain[0], targets[0]):
            roles[plain[0]] = "baseline"
        elif asked and len(asked) < len(plain):
            for at in asked:
                roles[at] = "target"
            before = [at for at in plain if at not in asked]
            if len(before) == 1:
                roles[before[0]] = "baseline"
        elif reading.report and len(levels) > 1 and id(levels[plain[0]]) in firsts:
            roles[plain[0]] = "baseline"
    return [role or "observation" for role in roles]


def _starts_before(levels: Sequence[Level], plain: int, target: int) -> bool:
    """Whether a figure stands before a target, or is of an earlier year."""
    years = levels[plain].year, levels[target].year
    return plain < target or bool(years[0] and years[1] and years[0] < years[1])


def _asked(reading: Reading, levels: Sequence[Level], plain: Sequence[int]) -> list[int]:
    """Which figures of an agreement are of years to come: those after its first year, or of it where one is before."""
    made = reading.made or 9999
    before = [at for at in plain if (levels[at].year or 9999) < made]
    return [at for at in plain if (levels[at].year or 0) >= made + (len(before) != 1)]


def _dated(reading: Reading, level: Level, levels: Sequence[Level]) -> Level:
    """A baseline without a year takes the one that the paper says its baseline is of."""
    if level.role != "baseline" or level.year or reading.baseline_year is None:
        return level
    year, span = reading.baseline_year
    if any((other.year or 9999) < year for other in levels if other is not level and other.role != "baseline"):
        return level
    return replace(level, year=year, slots=(*level.slots, Slot("baseline-year", span, 4)))


def _moved(levels: Sequence[Level], changes: Sequence[Level]) -> list[Level]:
    """The levels of a row with the changes of its columns of changes: each at the figure that it follows from."""
    done = list(levels)
    for change in changes:
        open_ones = [at for at, level in enumerate(done) if level.change is None and _figure(level) is not None]
        later = [at for at in open_ones if at and done[at].role != "baseline"]
        before = [at for at in reversed(later) if done[at].span < change.span]
        behind = [at for at in later if at not in before]
        proven = [at for at in (*before, *behind) if _base(done, at, change.change or 0) is not None]
        at = next(iter((*proven, *before, *behind)), None)
        if at is not None:
            done[at] = replace(done[at], change=change.change, slots=(*done[at].slots, Slot("change", change.span)))
    return done


def _proved(levels: Sequence[Level], all_levels: Sequence[Level]) -> Iterator[Level]:
    """The levels with their changes signed as the arithmetic demands."""
    for at, level in enumerate(levels):
        value = _figure(level)
        if level.change is None or value is None:
            yield level
            continue
        base = next((_figure(o) for o in chain(levels[:at], all_levels) if _starts(o, level)), None)
        agreed = next((sign for sign in (1, -1) if base and follows(base, value, sign * level.change)), None)
        yield replace(level, change=tidy((agreed or 1) * level.change))


def _starts(level: Level, later: Level) -> bool:
    same = level.series == later.series and level is not later and _figure(level) is not None
    return same and (level.role == "baseline" or (level.year or 9999) < (later.year or 0))


def _base(levels: Sequence[Level], at: int, change: Number) -> Level | None:
    value = _figure(levels[at])
    for other in levels[:at]:
        base = _figure(other)
        if base and value is not None and any(follows(base, value, sign * change) for sign in (1, -1)):
            return other
    return None


def follows(base: Number, value: Number, change: Number) -> bool:
    """Whether a figure is another one changed by so many per cent, as it is printed."""
    return abs(base * (1 + change / 100) - value) < max(1, abs(base) * _ROUNDED)


def _figure(level: Level) -> Number | None:
    return level.value if isinstance(level.value, int | float) else None
