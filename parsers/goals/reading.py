"""One stretch of text as a goal: what is measured, which way, from where, to where, by when.

Andelen af trygge beboere skal stige til 80 % i 2027. I 2023 var den 71 %.
subject                   direction  target, deadline  start: told in what explains it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from models.records import Direction, Indicator, Offence
from parsers.goals.clauses import find_cores, find_segments
from parsers.goals.directions import compared, of_feeling, read_direction, wished
from parsers.goals.explanations import explained
from parsers.goals.named_levels import name_levels
from parsers.goals.statement import Statement, goes_on, united, with_levels, with_years
from parsers.goals.subject import name_offences, name_reference, name_subject, read_threshold, total_before
from parsers.goals.units import Unit, listed_offences
from parsers.goals.years import years_told
from parsers.levels.areas import Gazetteer
from parsers.levels.level import ACTIVITIES, CRIME, NEED, Level, Subject
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Span
from parsers.marks.subjects import JOINT_LABELS
from parsers.rules.wording import compile_danish, shown
from parsers.structure.lines import BLANK_LINE
from parsers.structure.paper import Paper

_SAME_YEARS = shown(
    compile_danish(r"samme (?:periode|tidsrum|år)\b"), examples=("i samme periode",), rejects=("samme niveau",)
)
_COLON = shown(
    re.compile(r":\s+(?=[A-ZÆØÅ])"), examples=("bliver værre: Antallet",), rejects=("kl. 22:30", ": indbrud")
)
_LEVEL_IS = shown(
    compile_danish(
        r"niveau\w*(?:\s(?:fra|i|af) \d{4})?,?\s*"
        r"(?:\(|(?:(?:der|som|hvilket)\s)?(?:er|var|lå på|udgør|udgjorde)|dvs\.|det vil sige|altså|nemlig)\s*$"
    ),
    examples=("2023-niveauet, der er ", "niveauet fra 2022 (", "2023-niveau, dvs. "),
    rejects=("niveauet skal op på ",),
)
_LONGEST = 700  # characters of a sentence that states a goal
_EXPLAINS = 1200  # characters behind a goal in which sentences may explain it


def read_unit(paper: Paper, gazetteer: Gazetteer, unit: Unit, before: Statement | None = None) -> list[Statement]:
    """The goals of a unit; those of its children where they carry the content, the offences of bare items joined."""
    held = [statement for child in unit.children for statement in read_unit(paper, gazetteer, child)]
    listed = listed_offences(paper, unit.items)
    if held and not listed:
        return held
    found = _read(paper, gazetteer, unit, before)
    if len(found) > 1 and "." in (unit.number or ""):  # a clause, "4.2", that states several: its number is no goal's
        found = [replace(one, number=None) for one in found]
    if listed and found:
        codes = tuple(dict.fromkeys((*found[0].offences, *listed)))
        return [replace(found[0], offences=codes, span=(found[0].span[0], unit.items[-1][1])), *found[1:]]
    return found or held


def _read(paper: Paper, gazetteer: Gazetteer, unit: Unit, before: Statement | None) -> list[Statement]:
    found: list[Statement] = []
    told: Span | None = None  # the sentence before, where that states no goal
    for core in find_cores(paper, unit):
        if core[1] - core[0] > _LONGEST or (found and core[0] < found[-1].span[1]):
            continue
        first = len(found)
        if told is not None and not found and _asks_of_it(paper, told, core) and not _leads(paper, unit):
            unit = replace(unit, lead=told)
        told = core
        for segment in find_segments(paper, core):
            clause = _Clause(paper, gazetteer, unit, segment, core, found[0] if found else before)
            statement = clause.statement()
            if statement is not None:
                statement = _in_same_years(paper, statement, found[-1] if found else before)
                found = _with(found, explained(paper, gazetteer, statement, _around(paper, unit, segment)))
        found[first:] = _sharing_years(paper, found[first:])
    return found


def _leads(paper: Paper, unit: Unit) -> bool:
    """Whether what announces a unit names what is measured."""
    return unit.lead is not None and bool(find_subjects(paper, unit.lead))


def _asks_of_it(paper: Paper, told: Span, core: Span) -> bool:
    """Whether a sentence asks for another figure than the one before has told: "… er 65 %. Andelen skal være 74 %", "…
    var 46. I 2026 må der højst være 35"."""
    figures = all(paper.marks.has_any(("share", "number"), span) for span in (told, core))
    return figures and _asks(paper, core) and (paper.marks.has("refers", core) or not find_subjects(paper, core))


def _with(found: list[Statement], statement: Statement) -> list[Statement]:
    """The goals of a unit with one more, or with the last one told to its end."""
    if found and goes_on(found[-1], statement):
        return [*found[:-1], united(found[-1], statement)]
    return [*found, statement]


def _around(paper: Paper, unit: Unit, segment: Span) -> list[Span]:
    """The sentences that may tell more of a goal: the one before it, and those behind it up to the unit's rest."""
    rest = min(unit.rest, segment[1] + _EXPLAINS)
    behind = paper.told_over((segment[1], rest)) if segment[1] < rest else []
    return [*_before(paper, unit), *((max(low, segment[1]), min(high, unit.rest)) for low, high in behind)]


def _in_same_years(paper: Paper, statement: Statement, before: Statement | None) -> Statement:
    """A goal with the years of the one before it, where it says that they are the same: "i samme tidsrum"."""
    if before is None or not _SAME_YEARS.search(paper.text, *statement.core):
        return statement
    return replace(statement, baseline_year=before.baseline_year, deadline=before.deadline)


def _sharing_years(paper: Paper, statements: Sequence[Statement]) -> list[Statement]:
    """The goals of one sentence, those without years with those of the others: "…, og utrygheden skal ned på 10 %"."""
    base = next((one.baseline_year for one in statements if one.baseline_year), None)
    due = next((one.deadline for one in statements if one.deadline), None)
    shared = ("increase", "decrease", "at_least")
    return [_sharing(paper, one, base, due) if one.direction in shared else one for one in statements]


def _sharing(paper: Paper, one: Statement, base: int | None, due: int | None) -> Statement:
    start = one.baseline_year or (base if _SAME_YEARS.search(paper.text, *one.core) else None)
    return replace(one, baseline_year=start, deadline=one.deadline or due)


def _before(paper: Paper, unit: Unit) -> list[Span]:
    """The sentences before a goal that may tell what it starts from: that which announces it, or the two before it, the
    nearest first."""
    if unit.lead is not None or unit.rule != "goal-sentence":
        return [unit.lead] if unit.lead is not None else []
    before = paper.sentences_in((max(0, unit.span[0] - _LONGEST), unit.span[0]))[-2:]
    near = [s for s in before if not BLANK_LINE.search(paper.text[s[1] : unit.span[0]])]
    return list(takewhile(lambda sentence: not _asks(paper, sentence), reversed(near)))


def _asks(paper: Paper, span: Span) -> bool:
    return paper.marks.has("asks", span)


class _Clause:
    """A clause that may state a goal: `core` of the sentence `whole`. `before`: a goal that it may go on from."""

    def __init__(
        self, paper: Paper, gazetteer: Gazetteer, unit: Unit, core: Span, whole: Span, before: Statement | None
    ) -> None:
        self.paper, self.marks, self.gazetteer, self.unit = paper, paper.marks, gazetteer, unit
        self.core, self.whole, self.before = core, whole, before
        self.spans = (core, unit.lead) if unit.lead else (core,)  # its own words, then those that announce it
        self.listed = listed_offences(paper, unit.items)

    def statement(self) -> Statement | None:
        """The goal it states; None where it states none."""
        subject = self._subject()
        if subject is None:
            return None
        indicator = subject.indicator
        levels = list(name_levels(self.paper, self.gazetteer, self.core, subject))
        way = self._direction(indicator, levels)
        if way is None or not self._is_goal(indicator, way, levels):
            return None
        about = next((span for span in self.spans[1:] if span[0] <= subject.span[0] < span[1]), None)
        stated = Statement(
            self.unit.number,
            self.core,
            self.core,
            indicator,
            way,
            self._offences(subject, levels),
            rule=self.unit.rule,
            about=about,
        )
        if indicator == ACTIVITIES:
            stated = replace(stated, threshold=read_threshold(self.paper, self.core))
        else:
            reference = name_reference(self.paper, self.gazetteer, self.core)
            kept = [level.span for level in levels if _says_level(self.paper, self.core, level)]
            stated = replace(with_levels(stated, levels, kept), reference=reference)
        return with_years(stated, self.paper, self.spans)

    def _subject(self) -> Subject | None:
        """What it is measured by: as it or what announces it says, else what its items are, else what it refers to."""
        named = next((found for span in self.spans if (found := name_subject(self.paper, span))), None)
        if named is not None:
            plain = self.unit.rule == "goal-sentence" and not named.offence and not self.listed
            return (total_before(self.paper, named) if plain else None) or named
        if self.listed:
            return Subject(CRIME[0], self.listed[0], self.unit.items[0])
        if self.before is None or not self.marks.has("refers", self.core):
            return None
        return Subject(self.before.indicator, next(iter(self.before.offences), None), self.before.core)

    def _offences(self, subject: Subject, levels: Sequence[Level]) -> tuple[Offence, ...]:
        """The offences it is about; two as one where it counts no more than both together: "vold og trusler … 16"."""
        named = self._named_offences(subject)
        joint = JOINT_LABELS.get(frozenset(named)) if any(level.value is not None for level in levels) else None
        return (joint,) if joint and all(level.subject == subject for level in levels) else named

    def _named_offences(self, subject: Subject) -> tuple[Offence, ...]:
        named = next((found for span in self.spans if (found := name_offences(self.paper, span))), self.listed)
        if not named and self.before is not None and subject.span == self.before.core:
            named = self.before.offences
        if not named and subject.offence and subject.span[1] <= self.core[0]:
            named = (subject.offence,)
        return named if subject.indicator in CRIME else ()

    def _direction(self, indicator: Indicator, levels: Sequence[Level]) -> Direction | None:
        told = next((found for span in self.spans if (found := read_direction(self.paper, span, indicator))), None)
        way = told[0] if told else compared(levels)
        first = self.unit.inside and self.core[0] == self.unit.span[0]
        asks = _asks(self.paper, self.core)
        # "29 % følte sig utrygge i 2022" as an item of goals only leads up to what its next sentence asks for
        if way is None and (asks or (first and not self.marks.has("points_to", self.core, "baseline"))):
            way = wished(indicator, levels)
        return of_feeling(way, indicator, levels) if way else None

    def _is_goal(self, indicator: Indicator, way: Direction, levels: Sequence[Level]) -> bool:
        """Whether it asks for something, and for what can be measured."""
        asks = self._asks()
        if self._is_barred(indicator, way, levels, asks=asks):
            return False
        if way == "monitor":
            return self._is_watched(asks=asks)
        if self.unit.inside:
            return asks or self.unit.rule != "goal-sentence" or _has_target(levels, sure=True)
        return asks and (_has_target(levels) or self._is_lasting(way))

    def _is_watched(self, *, asks: bool) -> bool:
        """Whether what is to be watched is an offence, and its figures, or it is asked for."""
        named = any(self.marks.has("offence", span) for span in self.spans) or bool(self.unit.items)
        return named and (self.unit.inside or asks or self.marks.has("measured", self.core))

    def _is_lasting(self, way: Direction) -> bool:
        """Whether it asks for something of figures by a year, or for good."""
        lasting = way in ("maintain", "approach") or self.marks.has("year", self.core)
        return lasting and self.marks.has("measured", self.core)

    def _asks(self) -> bool:
        """Whether its sentence, or what announces it, asks for something; among goals it is enough to say by when."""
        asked = any(_asks(self.paper, span) for span in (self.whole, *self.spans[1:]))
        return asked or (self.unit.inside and _is_due(self.paper, self.whole))

    def _is_barred(self, indicator: Indicator, way: Direction, levels: Sequence[Level], *, asks: bool) -> bool:
        """Whether what it says besides bars it from being a goal."""
        core, free = self.core, indicator == ACTIVITIES
        vague = not free and not _has_target(levels) and self.marks.has("vague", (self.whole[0], core[1]))
        return (
            (vague and not _is_due_against(self.paper, core))
            or (not asks and _is_found(self.paper, core))
            or _looks_back_first(self.paper, core)
            or (self.marks.has("looks_back", core) and not asks)
            or (not free and indicator != NEED and _is_about_goals(self.paper, core, way))
        )


def _says_level(paper: Paper, core: Span, level: Level) -> bool:
    """Whether a figure says what the level of a year is: "2023-niveauet, der er 33", "niveauet fra 2022 (52)"."""
    return _LEVEL_IS.search(paper.text[core[0] : level.span[0]]) is not None


def _has_target(levels: Sequence[Level], *, sure: bool = False) -> bool:
    """Whether a target is among levels; `sure`: one that a word points to."""
    return any(level.role == "target" and not (sure and level.weak) for level in levels)


def _is_due(paper: Paper, whole: Span) -> bool:
    """Whether a sentence says by when, other than by a stretch of years."""
    due = (at for _, meaning, (at, _) in years_told(paper, whole) if meaning == "deadline")
    return any(not paper.marks.covering("years", at) for at in due)


def _is_due_against(paper: Paper, core: Span) -> bool:
    """Whether a clause holds a year to come against one that has been, which can be measured however vague its verb is:
    "arbejde for, at antallet i 2024 er lavere end i 2020"."""
    meanings = [meaning for _, meaning, _ in years_told(paper, core)]
    return len(meanings) > 1 and "baseline" in meanings and paper.marks.has("measured", core)


def _is_found(paper: Paper, core: Span) -> bool:
    """Whether a clause tells no more than what a survey has found: "I Rudby Tryghedsmåling 2023 er 65 % trygge"."""
    meanings = {meaning for _, meaning, _ in years_told(paper, core)}
    return meanings == {"baseline"} and paper.marks.has("survey", core) and paper.marks.has("share", core)


def _is_about_goals(paper: Paper, core: Span, way: Direction) -> bool:
    """Whether a clause is about goals and those who work for them; who is to watch may be named: "følges af
    styregruppen"."""
    about = paper.marks.first("about_goals", _behind_colon(paper, core))
    watched = paper.marks.first("direction", core, "monitor") if way == "monitor" else None
    return about is not None and not (watched and watched.start < about.start)


def _behind_colon(paper: Paper, core: Span) -> Span:
    """The words of a clause behind a colon, where they ask by themselves: "Vi er tilfredse, hvis det lykkes: Antallet
    skal …"."""
    behind = [(match.end(), core[1]) for match in _COLON.finditer(paper.text, *core)]
    asking = (span for span in behind if _asks(paper, span) and paper.marks.has("direction", span))
    return next(asking, core)


def _looks_back_first(paper: Paper, core: Span) -> bool:
    """Whether a sentence tells what has been, and only then that something is to be done: "er steget til 19 %, og det
    skal der gøres noget ved"."""
    back, asked = paper.marks.first("looks_back", core), paper.marks.first("asks", core)
    ways = paper.marks.of("direction", core)
    if back is None or asked is None or back.start > asked.start or not ways:
        return False
    return all(mark.end <= asked.start for mark in (*ways, *paper.marks.of("share", core)))
