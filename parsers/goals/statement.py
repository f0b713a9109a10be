"""A goal as stated, and what its own words give it: levels, years, and the sentence that says more of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import Direction, Indicator, Offence, Role
from parsers.goals.years import years_by_meaning
from parsers.levels.level import ACTIVITIES, CRIME, Level, signed, years_of
from parsers.levels.source_names import Source
from parsers.marks.mark import Span
from parsers.marks.numbers import Number
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

    @property
    def is_dated(self) -> bool:
        """Whether it goes from a start to an end: what is only watched does not, nor what is to be done so often."""
        return self.direction != "monitor" and self.indicator != ACTIVITIES

    def is_alike(self, other: Statement) -> bool:
        """Whether it asks the same of the same thing."""
        mine, its = ((one.indicator, one.direction, set(one.offences)) for one in (self, other))
        return mine == its

    def is_about(self, place: int) -> bool:
        """Whether a place lies in the sentence before it that names what is measured."""
        return self.about is not None and self.about[0] <= place < self.about[1]

    @property
    def roles(self) -> set[Role | None]:
        """What its levels are."""
        return {level.role for level in self.levels}


def with_levels(statement: Statement, levels: Sequence[Level], kept_from: Sequence[Span] = ()) -> Statement:
    """The statement with its levels; a change goes with the figure it leads to and is signed as the goal goes.

    `kept_from`: figures that say what a level is, "på 2023-niveau, dvs. 57": what keeps it starts there.
    """
    if statement.direction == "monitor":
        return statement
    if statement.direction == "maintain":
        levels = [replace(level, role="baseline") if level.span in kept_from else level for level in levels]
    figures = [level for level in levels if level.value is not None]
    changes = [level for level in levels if level.value is None]
    for change in changes[:1]:
        moved = replace(change, change=signed(change.change or 0, statement.direction), rule="goal-by-percent")
        figures = _with_change(figures, moved)
    return replace(statement, levels=tuple(figures))


def _with_change(figures: list[Level], change: Level) -> list[Level]:
    """Figures with the change that leads to their target; where none is named it is told by the change alone."""
    target = next((at for at, level in enumerate(figures) if level.role == "target"), None)
    if target is None:
        return [*figures, change]
    if figures[target].subject.indicator in CRIME:  # a change of shares in points is not entered
        figures[target] = replace(figures[target], change=change.change)
    return figures


def with_years(statement: Statement, paper: Paper, spans: Sequence[Span]) -> Statement:
    """The statement with the years of its levels, else those that its words, and those that announce it, tell."""
    told = years_by_meaning(paper, spans)
    bases = [*years_of(statement.levels, "baseline")[-1:], *told["baseline"]]
    targets = years_of(statement.levels, "target")[-1:]
    if statement.direction == "maintain" and not bases:
        bases = [year for year in targets if year not in told["deadline"]]  # what is to be kept has been reached
    base = next(iter(bases), None)
    due = next((year for year in (*targets, *told["deadline"], *told[None]) if year != base), None)
    return replace(statement, deadline=None if statement.direction == "monitor" else due, baseline_year=base)


def goes_on(first: Statement, second: Statement) -> bool:
    """Whether a sentence of a numbered goal says more of the same: a title, then all; or which way, then how far."""
    if first.rule == "goal-sentence" or first.indicator != second.indicator:
        return False
    told = "target" in first.roles & second.roles
    same = not first.offences or not second.offences or first.offences == second.offences
    return same and not told and "monitor" not in (first.direction, second.direction)


def united(first: Statement, second: Statement) -> Statement:
    """A goal told in two sentences; where the first names neither level nor year it is the title of the second."""
    return replace(
        first,
        span=(first.span[0], max(first.span[1], second.span[1])),
        core=(first.core[0], second.core[1]),
        direction=second.direction if second.direction in ("maintain", "approach") else first.direction,
        offences=first.offences or second.offences,
        levels=(*first.levels, *(level for level in second.levels if level.role not in first.roles)),
        deadline=first.deadline or second.deadline,
        baseline_year=first.baseline_year or second.baseline_year,
        threshold=second.threshold if first.threshold is None else first.threshold,
    )
