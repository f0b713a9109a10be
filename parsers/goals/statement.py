"""A goal as stated, and what its own words give it: levels, years, and the sentence that says more of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import Direction, Indicator, Offence
from parsers.goals.years import years_told
from parsers.levels.level import Level
from parsers.levels.sources import Source
from parsers.marks.mark import Span
from parsers.marks.numbers import Number, tidy
from parsers.structure.paper import Paper


@dataclass(frozen=True, slots=True)
class Statement:
    """A goal as stated at `core`; `span` is the whole of it. `levels` are what it starts from and asks for."""

    number: str | None
    span: Span
    core: Span
    indicator: Indicator
    direction: Direction
    offences: tuple[Offence, ...]
    levels: tuple[Level, ...] = ()
    deadline: int | None = None
    baseline_year: int | None = None
    threshold: Number | None = None
    rule: str = "goal-sentence"
    pieces: tuple[Span, ...] = ()
    asked: bool = False  # a row that says in words what is asked
    about: Span | None = None  # the sentence before, where that names what is measured
    source: Source | None = None  # by what it is measured
    reference: str | None = None  # the area whose level it is to come near


def with_levels(statement: Statement, levels: Sequence[Level]) -> Statement:
    """The statement with its levels; a change goes with the figure it leads to and is signed as the goal goes."""
    if statement.direction == "monitor":
        return statement
    changes = [level for level in levels if level.value is None]
    figures = [level for level in levels if level.value is not None]
    sign = -1 if statement.direction == "decrease" else 1
    for change in changes[:1]:
        moved = tidy(sign * abs(change.change or 0))
        target = next(
            (at for at, level in enumerate(figures) if level.role == "target" and level.unit == "count"), None
        )
        if target is not None:
            figures[target] = replace(figures[target], change=moved)
        elif not any(level.role == "target" for level in figures) and statement.direction in ("increase", "decrease"):
            figures.append(replace(change, change=moved, rule="goal-by-percent"))
    return replace(statement, levels=tuple(figures))


def with_years(statement: Statement, paper: Paper, core: Span, lead: Span | None) -> Statement:
    told = list(years_told(paper, core)) + (list(years_told(paper, lead)) if lead else [])
    own = {level.role: level.year for level in statement.levels if level.year}
    starts = [year for year, meaning, _ in told if meaning == "baseline"]
    base = own.get("baseline") or (starts[0] if starts else None)
    dues = [year for year, meaning, _ in told if meaning == "deadline" and year != base]
    plain = [year for year, meaning, _ in told if meaning is None and year != base]
    target = own.get("target")
    if statement.direction == "maintain" and base is None and target and target not in dues:
        base, target = target, None  # what is to be kept has been reached
    due = target or next(iter([*dues, *(year for year in plain if year != base)]), None)
    if statement.direction == "monitor":
        due = None
    return replace(statement, deadline=due, baseline_year=base)


def goes_on(first: Statement, second: Statement) -> bool:
    """Whether a sentence of a numbered goal says more of the same: a title, then all; or which way, then how far."""
    if first.rule == "goal-sentence" or first.indicator != second.indicator or first.core[1] > second.core[0]:
        return False
    told = any(level.role == "target" for level in first.levels) and any(x.role == "target" for x in second.levels)
    same = not first.offences or not second.offences or first.offences == second.offences
    return same and not told and "monitor" not in (first.direction, second.direction)


def united(first: Statement, second: Statement) -> Statement:
    """A goal told in two sentences; where the first names neither level nor year it is the title of the second."""
    roles = {level.role for level in first.levels}
    return replace(
        first,
        span=(first.span[0], max(first.span[1], second.span[1])),
        core=(first.core[0], second.core[1]),
        direction=second.direction if second.direction in ("maintain", "approach") else first.direction,
        offences=first.offences or second.offences,
        levels=(*first.levels, *(level for level in second.levels if level.role not in roles)),
        deadline=first.deadline or second.deadline,
        baseline_year=first.baseline_year or second.baseline_year,
        threshold=second.threshold if first.threshold is None else first.threshold,
    )
