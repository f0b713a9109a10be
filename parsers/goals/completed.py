"""What a goal does not say itself, from where the paper says it: tables about the same, years for all goals, figures
told in running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.records import Offence
from parsers.goals.general_years import GeneralYears
from parsers.goals.statement import Statement
from parsers.levels.cells import TableLevels
from parsers.levels.level import Level


def from_tables(statement: Statement, claims: Mapping[Offence, int], tables: Sequence[TableLevels]) -> Statement:
    """A goal with the offences, the start and the end that the tables about it give; `claims`: how many goals, this one
    too, are about each offence."""
    if not _has_years(statement):
        return statement
    claimed = {code for code, goals in claims.items() if goals > (code in statement.offences)}
    offences: list[Offence] = list(statement.offences)
    base, due = statement.baseline_year, statement.deadline
    for table in tables:
        rows = [level for level in table.levels if _is_about(statement, level, claimed)]
        if not rows or not any(level.role in ("baseline", "target") for level in table.levels):
            continue
        if not statement.offences:
            offences += [x.subject.offence for x in rows if x.subject.offence]
        base = base or next((level.year for level in rows if level.role == "baseline" and level.year), None)
        due = due or max((level.year or 0 for level in rows if level.role == "target"), default=0) or None
    return replace(statement, offences=tuple(dict.fromkeys(offences)), baseline_year=base, deadline=due)


def with_general_years(statement: Statement, general: GeneralYears) -> Statement:
    """A goal without years of its own with those said for all."""
    if not _has_years(statement):
        return statement
    base = statement.baseline_year or (general.baseline[0] if general.baseline else None)
    due = statement.deadline or (general.deadline[0] if general.deadline else None)
    return replace(statement, baseline_year=base, deadline=due)


def with_told(statement: Statement, told: Sequence[Level]) -> Statement:
    """A goal whose start has no year with that of the same figure told elsewhere: "Behovet var markant i 2012"."""
    levels = tuple(_dated(level, told) for level in statement.levels)
    base = next((level.year for level in levels if level.role == "baseline" and level.year), None)
    return replace(statement, levels=levels, baseline_year=statement.baseline_year or base)


def _dated(level: Level, told: Sequence[Level]) -> Level:
    if level.role != "baseline" or level.year or level.value is None:
        return level
    subject = level.subject
    for other in told:
        same = (other.subject.indicator, other.subject.offence) == (subject.indicator, subject.offence)
        if same and other.value == level.value and other.area == level.area and other.year:
            return replace(level, year=other.year).told("year", other.span, 3)
    return level


def _has_years(statement: Statement) -> bool:
    return statement.direction != "monitor" and statement.indicator != "activities_with_partners"


def _is_about(statement: Statement, level: Level, claimed: set[Offence]) -> bool:
    if level.subject.offence is None:
        return statement.indicator == level.subject.indicator
    if not statement.indicator.startswith("reported"):
        return False
    return level.subject.offence in statement.offences if statement.offences else level.subject.offence not in claimed
