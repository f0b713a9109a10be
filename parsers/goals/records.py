"""The goals of a paper as records: stated in units, or only in a table's rows; completed by what tables say of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from models.records import Evidence, Goal, Indicator, Kind, Offence, TimeOfDay, Unit
from parsers.goals.completed import from_tables, with_general_years, with_row, with_told
from parsers.goals.general_years import GeneralYears
from parsers.goals.reading import read_unit
from parsers.goals.rows import read_rows
from parsers.goals.statement import Statement
from parsers.goals.times import times_of
from parsers.goals.units import find_units
from parsers.levels.areas import Gazetteer
from parsers.levels.cells import TableLevels
from parsers.levels.level import ACTIVITIES, OWN, Level, Subject
from parsers.levels.source_names import Source, source_beside, source_of, sources_of_table
from parsers.levels.sources import Measured, Told, deal
from parsers.marks.mark import Span
from parsers.marks.numbers import Number
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper
from parsers.structure.scopes import Scope, scope_of

_NEXT = 2  # characters between a sentence and the next one of its paragraph
_NEXT_ITEM = 40  # characters between a goal and the next one of its list


@dataclass(frozen=True, slots=True)
class ReadGoals:
    """The goals of a paper as stated: in sentences (`stated`) and in rows of tables alone (`rows`)."""

    stated: tuple[Statement, ...] = ()
    rows: tuple[Statement, ...] = ()

    @property
    def spans(self) -> list[Span]:
        """Where goals are stated in sentences, which tell no figures besides."""
        return [statement.core for statement in self.stated]

    def levels(self, paper: Paper) -> Iterator[Level]:
        """What goals start from and ask for in words; figures of rows that are not are those of their table."""
        for statement in (*self.stated, *(row for row in self.rows if row.asked)):
            if statement.indicator != ACTIVITIES:
                yield from _levels(paper, statement)

    def rates(self) -> frozenset[Offence]:
        """The totals of crime that goals count per 1000 inhabitants only."""
        counted = {(g.indicator, o) for g in (*self.stated, *self.rows) for o in g.offences if o.startswith("total_")}
        rated = {o for indicator, o in counted if indicator == "reported_offences_per_1000"}
        return frozenset(rated - {o for indicator, o in counted if indicator == "reported_offences"})

    def sources(self) -> dict[tuple[str, str | None], Source]:
        """By what the goals about an indicator and an offence (None: all of it) are measured; what only the sentence
        before one names is of that year's figures."""
        told = [(g, g.source) for g in (*self.stated, *self.rows) if g.source and not g.is_about(g.source.span[0])]
        return {(goal.indicator, offence): source for goal, source in told for offence in (goal.offences or (None,))}

    def starts(self) -> frozenset[tuple[Indicator, Offence, int]]:
        """The years that goals about offences start from: (indicator, offence, year)."""
        everything = (*self.stated, *self.rows)
        return frozenset((g.indicator, o, g.baseline_year) for g in everything for o in g.offences if g.baseline_year)


def read_statements(
    paper: Paper, gazetteer: Gazetteer, tables: Sequence[TableLevels], general: GeneralYears
) -> ReadGoals:
    """The goals of a paper, completed from its tables and by the `general` years, said for all of them."""
    stated = _once(list(_read_units(paper, gazetteer)))
    rows, again = read_rows(paper, gazetteer, tables, stated)
    claimed = frozenset(code for statement in stated for code in statement.offences)
    told = [with_row(from_tables(statement, claimed, tables), stated, again) for statement in stated]
    done = [with_general_years(statement, general) for statement in told]
    return ReadGoals(tuple(done), tuple(with_general_years(row, general) for row in rows))


def _read_units(paper: Paper, gazetteer: Gazetteer) -> Iterator[Statement]:
    """The goals of all units; one of a list may say "andelen" of what the one before it names."""
    before: Statement | None = None
    for unit in find_units(paper):
        near = before is not None and 0 <= unit.span[0] - before.span[1] < _NEXT_ITEM
        for statement in read_unit(paper, gazetteer, unit, before if near else None):
            yield statement
            before = statement


def _of_its_own(paper: Paper, goal: Statement) -> Source | None:
    """What the sentence of a goal, or that which tells where it starts, says it is measured by ("80 %, når vi spørger i
    Rudby Borgerpanel"), else what its table does."""
    told = [source_of(paper, span) for span in (goal.core, goal.about) if span]
    table = paper.table_at(goal.core[0])
    told += sources_of_table(paper, table) if table else []
    return next((source for source in told if source and source.can_measure(goal.indicator)), None)


def measured_by(paper: Paper, read: ReadGoals, told: Sequence[Told], rows: Sequence[tuple[Span, Source]]) -> ReadGoals:
    """The goals with what they are measured by, as rows of tables (`sources_of_rows`) and sentences tell."""
    goals = sorted((*read.stated, *read.rows), key=lambda one: one.span)
    asked = [Measured(one.span, one.indicator, one.direction == "monitor", one.number) for one in goals]
    dealt = deal(told, asked)
    sources = {
        id(goal): source_beside(rows, goal.core[0]) or dealt.get(at) or _of_its_own(paper, goal)
        for at, goal in enumerate(goals)
    }
    return ReadGoals(
        tuple(replace(goal, source=sources[id(goal)]) for goal in read.stated),
        tuple(replace(goal, source=sources[id(goal)]) for goal in read.rows),
    )


def make_goals(paper: Paper, read: ReadGoals, kind: Kind, trace: Trace) -> list[Goal]:
    """The goals as records, in the order of the paper; what an addendum calls new is agreed, not proposed."""
    scopes = paper.scopes if kind != "addendum" else []
    goals = []
    for statement in sorted([*read.stated, *read.rows], key=lambda one: one.span):
        trace.note("goals", statement.rule, statement.core, statement.indicator)
        goals.append(_record(paper, statement, scope_of(statement.span[0], scopes)))
    return goals


def told_by(read: ReadGoals, told: Sequence[Level]) -> ReadGoals:
    """The goals with the years of what they start from, where running text tells the same figures."""
    return replace(read, stated=tuple(with_told(statement, told) for statement in read.stated))


def _once(found: Sequence[Statement]) -> list[Statement]:
    """Each statement once, without what only explains another."""
    kept: dict[tuple[Span, tuple[Offence, ...]], Statement] = {}
    behind = _Behind()
    listed = {one.indicator[:9] for one in found if one.rule != "goal-sentence"}
    for one, following in zip_longest(found, found[1:]):
        said = following is not None and _says_exactly(one, following)
        preamble = _is_general(one) and (said or one.indicator[:9] in listed)
        told = one.rule == "goal-sentence" and behind.covers(one.core[0])
        if (one.core, one.offences) not in kept and not told and not preamble:
            kept[one.core, one.offences] = one
            behind.add(one.core[1], one.span[1])
    return list(kept.values())


class _Behind:
    """What stands between the core of a goal and its end, of many goals: `ends` are the furthest up to each start."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """One goal more."""
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, max(end, self.ends[at - 1] if at else end))
        for later in range(at + 1, len(self.ends)):
            if self.ends[later] >= end:
                break
            self.ends[later] = end

    def covers(self, place: int) -> bool:
        """Whether a place stands there of any of them."""
        at = bisect_right(self.starts, place) - 1
        return at >= 0 and place < self.ends[at]


def _says_exactly(one: Statement, following: Statement) -> bool:
    """Whether the next sentence says of one kind of what a general one did: "Kriminaliteten skal ned. Antallet af
    indbrud skal falde til 30"."""
    near = 0 <= following.span[0] - one.span[1] <= _NEXT
    return near and one.indicator[:9] == following.indicator[:9] and bool(following.offences)


def _is_general(one: Statement) -> bool:
    """Whether a sentence says in general what listed goals may say exactly: "Kriminaliteten skal ned, og det sker
    ved:"."""
    bare = not (one.levels or one.deadline or one.baseline_year or one.offences)
    return one.rule == "goal-sentence" and bare


def _record(paper: Paper, statement: Statement, scope: Scope | None) -> Goal:
    pieces = statement.pieces or (statement.core,)
    value, unit = _target(paper, statement)
    return Goal(
        number=statement.number,
        text=" ".join(paper.words(piece) for piece in pieces),
        indicator=statement.indicator,
        direction=statement.direction,
        target_value=value,
        unit=unit,
        deadline=statement.deadline,
        baseline_year=statement.baseline_year,
        offences=sorted(statement.offences),
        reference_area=statement.reference,
        times_of_day=times_of(paper, statement),
        data_source=statement.source.bare() if statement.source else None,
        status=scope.status if scope else "agreed",
        applies_to=list(scope.applies_to) if scope else [],
        evidence=_evidence(paper, statement, pieces, scope),
    )


def _evidence(paper: Paper, statement: Statement, pieces: Sequence[Span], scope: Scope | None) -> list[Evidence]:
    places = [(statement.rule, piece) for piece in pieces]
    places += [("goal-source", statement.source.span)] if statement.source else []
    places += [("goal-scope", scope.span)] if scope else []
    return [quote for rule, span in places for quote in paper.body.evidence(*span, rule)]


def _target(paper: Paper, statement: Statement) -> tuple[Number | str | None, Unit | None]:
    """What a goal asks for, and what that is counted in: how many activities, else the last target that is told."""
    if statement.threshold is not None:
        return statement.threshold, _unit_of_threshold(paper, statement)
    targets = [level for level in statement.levels if level.role == "target" and level.value is not None]
    return (targets[-1].value, targets[-1].unit) if targets else (None, None)


def _unit_of_threshold(paper: Paper, statement: Statement) -> Unit:
    return "percent" if paper.marks.has("share", statement.core) else "count"


def _levels(paper: Paper, statement: Statement) -> Iterator[Level]:
    """What a goal starts from and asks for, as figures: of each of its offences where it names one figure for them."""
    times = times_of(paper, statement)
    time: TimeOfDay = times[0] if len(times) == 1 else "all"
    # "I Engen følte 63 % sig trygge. Andelen skal op på 70 %": both are figures of Engen.
    parts = {level.area for level in statement.levels} - {OWN}
    part = parts.pop() if len(parts) == 1 else None
    for level in statement.levels:
        year = level.year or (statement.deadline if level.role == "target" else statement.baseline_year)
        placed = replace(level, year=year, time_of_day=time, area=part or level.area)
        for offence in _offences_of(level, statement):
            subject = Subject(statement.indicator, offence, statement.core)
            yield replace(placed, subject=subject).told("goal", statement.core)


def _offences_of(level: Level, statement: Statement) -> Sequence[Offence | None]:
    """Which offences a figure of a goal is of: its own, all of the goal for a change, none where several share one."""
    own = level.subject.offence
    if own in statement.offences and level.subject.span != statement.core and level.subject.span[1] > level.span[0]:
        return (own,)
    if len(statement.offences) > 1 and level.value is not None:
        return ()
    return statement.offences or (None,)
