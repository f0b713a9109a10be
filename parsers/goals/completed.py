"""What a goal does not say itself, from where the paper says it: tables about the same, years for all goals, figures
told in running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.records import Offence
from parsers.goals.general_years import GeneralYears
from parsers.goals.statement import Statement
from parsers.levels.cells import TableLevels
from parsers.levels.level import CRIME, OWN, Level, years_of
from parsers.levels.series import follows
from parsers.marks.subjects import JOINT_LABELS


def from_tables(statement: Statement, claimed: frozenset[Offence], tables: Sequence[TableLevels]) -> Statement:
    """A goal with the offences, the start and the end that the tables about it give.

    `claimed`: the offences that some goal names.
    """
    if not statement.is_dated:
        return statement
    statement = replace(statement, offences=_joint(statement.offences, tables))
    asking = [table for table in tables if table.asks]
    rows = [level for table in asking for level in table.levels if _is_about(statement, level, claimed)]
    offences = dict.fromkeys(level.subject.offence for level in rows if level.subject.offence)
    return replace(
        statement,
        levels=(*_in_figures(statement.levels, rows), *_own_target(statement, asking, rows)),
        offences=statement.offences or tuple(offences),
        baseline_year=statement.baseline_year or next(iter(years_of(rows, "baseline")[-1:]), None),
        deadline=statement.deadline or max(years_of(rows, "target"), default=None),
    )


def _in_figures(told: Sequence[Level], rows: Sequence[Level]) -> list[Level]:
    """What a goal tells, a mere change as the figure that it leads to where the table has that and what it starts from:
    "falde med 10 %", and 150 and 135 in the table."""
    starts, ends = ([one for one in rows if one.role == role and one.value] for role in ("baseline", "target"))
    if len(starts) != 1 or len(ends) != 1:
        return list(told)
    return [ends[0] if _leads_to(level, starts[0], ends[0]) else level for level in told]


def _leads_to(level: Level, start: Level, end: Level) -> bool:
    """Whether a level is but the change from one figure to another."""
    if level.role != "target" or level.value is not None or level.change is None:
        return False
    if not isinstance(start.value, int | float) or not isinstance(end.value, int | float):
        return False
    return follows(start.value, end.value, level.change)


def _own_target(statement: Statement, tables: Sequence[TableLevels], about: Sequence[Level]) -> list[Level]:
    """The target that a table of this one goal asks for; one of many rows tells figures, not goals, be its last row
    alone on the next page."""
    own = [level for table in tables if len(table.rows) == 1 for level in table.levels]
    targets = [level for level in about if level.role == "target"]
    return targets if len(targets) == 1 and targets[0] in own and "target" not in statement.roles else []


def with_row(statement: Statement, stated: Sequence[Statement], again: Sequence[Statement]) -> Statement:
    """A goal with what the one row of a table that states it once more tells besides: "Frist: 2025". `stated`: all
    goals of sentences; where two of them are alike, the row may be either's."""
    rows = [row for row in again if row.is_alike(statement)]
    if len(rows) != 1 or not statement.is_dated or sum(one.is_alike(statement) for one in stated) != 1:
        return statement
    return replace(
        statement,
        baseline_year=statement.baseline_year or rows[0].baseline_year,
        deadline=statement.deadline or rows[0].deadline,
    )


def _joint(offences: tuple[Offence, ...], tables: Sequence[TableLevels]) -> tuple[Offence, ...]:
    """The offences of a goal, two of them as one where the tables count no more than both together: "Vold og
    trusler"."""
    counted = {level.subject.offence for table in tables for level in table.levels}
    for parts, whole in JOINT_LABELS.items():
        if parts <= set(offences) and whole in counted and not parts & counted:
            return tuple(dict.fromkeys(whole if code in parts else code for code in offences))
    return offences


def with_general_years(statement: Statement, general: GeneralYears) -> Statement:
    """A goal without years of its own with those said for all."""
    if not statement.is_dated:
        return statement
    base = statement.baseline_year or (general.baseline[0] if general.baseline else None)
    due = statement.deadline or (general.deadline[0] if general.deadline else None)
    return replace(statement, baseline_year=base, deadline=due)


def with_told(statement: Statement, told: Sequence[Level]) -> Statement:
    """A goal whose start has no year with that of the same figure told elsewhere: "Behovet var markant i 2012"; one
    without a start with the year of what is told as such: "Udgangspunktet er 2018, hvor 62 % …"."""
    levels = tuple(_dated(level, told) for level in statement.levels)
    starts = [level for level in told if statement.is_dated and level.area == OWN and _measures(statement, level)]
    base = statement.baseline_year or next(iter(years_of((*levels, *starts), "baseline")), None)
    return replace(statement, levels=levels, baseline_year=base)


def _measures(statement: Statement, level: Level) -> bool:
    """Whether a level is of what a goal is about: its one feeling, or one of its offences."""
    offence = level.subject.offence
    of_it = offence in statement.offences if offence else not statement.offences
    return of_it and level.subject.indicator == statement.indicator


def _dated(level: Level, told: Sequence[Level]) -> Level:
    if level.role != "baseline" or level.year:
        return level
    what = (level.subject.indicator, level.subject.offence, level.area, level.value)
    for other in told:
        if other.year and (other.subject.indicator, other.subject.offence, other.area, other.value) == what:
            return replace(level, year=other.year).told("year", other.span, 3)
    return level


def _is_about(statement: Statement, level: Level, claimed: frozenset[Offence]) -> bool:
    """Whether a figure of a table is one of those a goal is about: of its offences, or of any that no goal names."""
    offence = level.subject.offence
    if offence is None:
        return statement.indicator == level.subject.indicator
    about = offence in statement.offences if statement.offences else offence not in claimed
    return about and statement.indicator in CRIME
