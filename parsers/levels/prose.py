"""Levels told in sentences: what a figure is about, where, when, filled from its own words outwards.

73 % af beboerne i området er trygge. Det viser Rudby Kommunes Tryghedsmåling 2023. I Rudby er det 88 %.
   subject, area: its own words       year: the sentence behind                     subject, year: those before
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from models.records import Role, TimeOfDay
from parsers.levels.areas import Gazetteer
from parsers.levels.figures import Figure, find_figures
from parsers.levels.following import (
    FAR,
    PARAGRAPH,
    SHOWS,
    Context,
    after_goal,
    base_told,
    dated_behind,
    goes_on,
    next_context,
    told_again,
    year_of_survey,
)
from parsers.levels.level import CRIME, OWN, Level, Subject, Year, signed, unit_of
from parsers.levels.subjects import find_measured, find_subjects
from parsers.marks.mark import Mark, Span, meets, merged
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_T = TypeVar("_T")
_FORWARD = shown(
    compile_danish(
        r"^\s*,?\s*(?:af|blandt|er|føler|svarer|oplever|angiver|der|som|siger|beboere|borgere|trygge|utrygge)\b"
    ),
    examples=(" af beboerne", " føler sig trygge"),
    rejects=(" i 2019",),
)
_COMPARED_YEAR = shown(
    compile_danish(
        r"(?:\b(?:end|siden|i forhold til|ift\.|sammenlignet med)(?: (?:i|niveauet|året|år|tallet|fra))*"
        r"|niveau\w*(?: (?:i|fra))?)\s?$"
    ),
    examples=("færre end i ", "siden ", "på niveauet fra "),
    rejects=("var i ",),
)
_FROM_START = shown(compile_danish(r"\bfra (?:(?:et niveau på|ca\.) )?$"), examples=("steget fra ",), rejects=("mod ",))
_HERE = shown(re.compile(r"\W*(?:Her|Der|Dér)\s"), examples=("Her er det 58 %",), rejects=("Herefter",))
_WHERE = shown(
    compile_danish(r"(?P<year>(?:19|20)\d\d), (?:hvor|da)\b[^.;\d]{0,60}$"),
    examples=("flere end i 2016, hvor der var ",),
    rejects=("flere end i 2016 er ",),
)
_WHEN = shown(
    compile_danish(r", (?:hvor|da)\b[^.;\d]{0,60}"),
    examples=(", da tallet var ", ", hvor der var "),
    rejects=(" var der ",),
)
_PRESENT = shown(
    compile_danish(
        r"\b(?:er|føler|svarer|oplever|angiver|ligger|udgør|gælder|siger|mener)\b(?! (?:steget|faldet|gået))"
    ),
    examples=("Om natten føler 46 % sig trygge",),
    rejects=("Om natten var det 40 %", "er steget"),
)
_PAST = shown(
    compile_danish(r"\b(?:var|følte|svarede|oplevede|angav|lå|udgjorde|blev|gjaldt|mente)\b"),
    examples=("var andelen 60 %",),
    rejects=("er andelen 60 %",),
)
_NEAR = 80  # characters that the longest of these words take before a figure
_RULES = {"share": "share-in-prose", "number": "count-in-prose", "level": "need-in-prose"}


def read_prose(
    paper: Paper, gazetteer: Gazetteer, taken: Sequence[Span], besides: Sequence[Span] = (), *, report: bool = False
) -> list[Level]:
    """The levels of all sentences outside the stretches `taken`, in order, and of those `besides` in cells of forms; in
    a `report` what something has risen or fallen from is its baseline."""
    levels: list[Level] = []
    context: Context | None = None
    undated = 0  # from where on levels may take the year that a sentence behind tells
    covered = merged(taken)
    for sentence in sorted({*paper.sentences, *besides}):
        if meets(sentence, covered) or paper.marks.has("index", sentence):
            context = after_goal(paper, sentence, context)
            continue
        if SHOWS.match(paper.text[slice(*sentence)]):
            levels[undated:] = dated_behind(paper, levels[undated:], sentence)
        read = told_again(paper, sentence, levels) or _Sentence(paper, gazetteer, sentence, context, report).levels()
        if not read and context is not None and sentence[0] - context.end >= FAR:
            undated = len(levels)
        context = next_context(paper, sentence, context, read)
        levels += read
    return levels


class _Sentence:
    """One sentence, read figure by figure; `usual` is what those before were about, where it goes on from them."""

    def __init__(self, paper: Paper, gazetteer: Gazetteer, span: Span, context: Context | None, report: bool) -> None:
        self.paper, self.marks, self.gazetteer, self.span = paper, paper.marks, gazetteer, span
        self.context, self.report = context, report
        self.usual = context if context and goes_on(paper, span, context) else None
        self.figures = find_figures(paper, span)
        self.standing = [figure for figure in self.figures if not figure.moves]
        self.last_aside = next((figure for figure in reversed(self.figures) if figure.aside), None)
        self.last: Level | None = None

    def levels(self) -> list[Level]:
        """The levels it tells, with the changes that it says they are."""
        told: list[Level] = []
        for place, figure in enumerate(self.standing):
            level = self._level(figure, place)
            if level is not None:
                told.append(level)
                self.last = self.last if figure.aside else level
        return self._changed(self._spread(self._based(told)))

    def _based(self, told: list[Level]) -> list[Level]:
        """The partnership's figures of the year that is said to be where the goals start from, as baselines."""
        year = base_told(self.paper, self.span, told) or (self.usual.base if self.usual else None)
        return [
            replace(x, role="baseline") if year and x.role is None and (x.year, x.area) == (year, OWN) else x
            for x in told
        ]

    def _level(self, figure: Figure, place: int) -> Level | None:
        subject = self._subject(figure)
        if subject is None:
            return None
        unit = unit_of(subject.indicator, figure.value)
        level = Level(subject, figure.value, unit, figure.mark.span, _RULES[figure.kind], self._role(figure))
        level = self._with_area(level, figure)
        level = self._with_time(level, figure, place, len(self.standing))
        return self._with_year(level, figure)

    def _subject(self, figure: Figure) -> Subject | None:
        """What a figure measures: by its own words, else by what it goes on from."""
        if self.marks.has("neither", figure.own):
            return None
        named = [(subject, subject.span) for subject in find_subjects(self.paper, figure.own) if _fits(figure, subject)]
        if named and not self._is_of_the_next(figure, named):
            ranked = self._ranked(figure, named, forward=figure.kind == "number" or self._is_forward(figure))
            return self._rated(ranked[0][0], figure.own)
        return None if self.marks.has("other_topic", figure.own) else self._inherited(figure)

    def _inherited(self, figure: Figure) -> Subject | None:
        """What stands last before a figure, else what the figure or the sentences before are about, else what stands
        first behind it."""
        before = find_measured(self.paper, (self.span[0], figure.mark.start), figure.kind, last=True)
        if before is not None:
            return self._rated(before, figure.own)
        for told in (self.last, self.usual):
            if told is not None and told.subject is not None and _fits(figure, told.subject):
                return told.subject
        return find_measured(self.paper, (figure.mark.end, self.span[1]), figure.kind, last=False)

    def _is_of_the_next(self, figure: Figure, fitting: Sequence[tuple[Subject, Span]]) -> bool:
        """Whether what is named behind a figure is what the next clause is about: "fra 25 til 27, og antallet af …"."""
        if self.last is None or figure.kind != "number":
            return False
        return all("," in self.paper.text[figure.mark.end : start] for _, (start, _) in fitting)

    def _ranked(self, figure: Figure, found: Sequence[tuple[_T, Span]], *, forward: bool) -> list[tuple[_T, Span]]:
        """What is named around a figure, the nearest first: what stands before it, or where the sentence goes that way
        ("73 % … er …") what stands behind it."""
        before = [one for one in reversed(found) if one[1][0] < figure.mark.start]
        behind = [one for one in found if one[1][0] >= figure.mark.start]
        return [*behind, *before] if forward else [*before, *behind]

    def _is_forward(self, figure: Figure) -> bool:
        return bool(_FORWARD.match(self.paper.text[slice(*figure.after)]))

    def _rated(self, subject: Subject, own: Span) -> Subject:
        """A count per 1000 inhabitants where the figure's own words say so, or those of the figure it goes on from."""
        if subject.indicator not in CRIME:
            return subject
        last = self.last.subject if self.last else None
        goes_on = last is not None and last.offence == subject.offence and last.indicator == CRIME[1]
        return replace(subject, indicator=CRIME[1] if goes_on or self.marks.has("per_1000", own) else CRIME[0])

    def _with_area(self, level: Level, figure: Figure) -> Level:
        own = self._ranked(figure, self.gazetteer.find(figure.own), forward=self._is_forward(figure))
        for area, span in (own or self.gazetteer.find(figure.lead)[-1:])[:1]:
            return replace(level, area=area).told("area", span)
        if self.last is not None:
            return replace(level, area=self.last.area)
        head = self.gazetteer.find((self.span[0], figure.mark.start)) or self._areas_before()
        if head:
            return replace(level, area=head[-1][0]).told("area", head[-1][1], 1)
        if self.usual and self._is_of_the_same(level, self.usual):
            return replace(level, area=self.usual.area)
        return replace(level, area=self.gazetteer.headed(self.span[0]) or level.area)

    def _is_of_the_same(self, level: Level, usual: Context) -> bool:
        """Whether a sentence gives no more than another time of day or year of what was told of the whole city, or was
        counted elsewhere: "Om aftenen er det 75 %", "Året før var tallet 52"."""
        plain = not find_subjects(self.paper, self.span) and len(self.standing) == 1
        other = self.marks.has_any(("time_of_day", "year"), self.span)
        return plain and other and (level.subject.indicator in CRIME or self.gazetteer.is_city(usual.area))

    def _areas_before(self) -> list[tuple[str, Span]]:
        """The areas of the sentence before, where this one says "Her"."""
        return self.gazetteer.find(self._sentence_before())

    def _sentence_before(self) -> Span:
        """The sentence before, where this one says "Her"; else nothing."""
        here = _HERE.match(self.paper.text, *self.span)
        before = self.paper.sentences_in((max(0, self.span[0] - PARAGRAPH), self.span[0])) if here else ()
        return before[-1] if before else (self.span[0], self.span[0])

    def _with_time(self, level: Level, figure: Figure, place: int, count: int) -> Level:
        if not level.subject.indicator.startswith("feels"):
            return level
        marks = self.marks
        own = marks.last("time_of_day", figure.before) or marks.first("time_of_day", figure.after)
        if own is None and self.last is None:
            own = marks.last("time_of_day", (self.span[0], figure.mark.start))
        if own is not None:
            return replace(level, time_of_day=own.value).told("time", own.span)
        usual = self._usual_time(place, count)
        time = usual or (self.last.time_of_day if self.last else None)
        return replace(level, time_of_day=time) if time else level

    def _usual_time(self, place: int, count: int) -> TimeOfDay | None:
        """The time of day that the sentences before give a figure: one after the other where they told as many."""
        if self.usual is None or self.marks.has("time_of_day", self.span):
            return None
        here = self.marks.last("time_of_day", self._sentence_before())
        if here is not None:
            time: TimeOfDay = here.value
            return time
        times = self.usual.times_for(count)
        return times[place] if len(times) == count else times[-1] if count == 1 else None

    def _with_year(self, level: Level, figure: Figure) -> Level:
        """The year that stands nearest: among a figure's own words, else that of the figure before, else one around."""
        own = self._own_year(figure) or self._year_before(level, figure)
        if own is not None:
            return replace(level, year=own[0]).told("year", own[1])
        if self.last is not None:
            slots = (slot for slot in self.last.slots if slot.name == "year")
            return replace(level, year=self.last.year, slots=(*level.slots, *slots))
        return self._with_year_around(level, figure)

    def _with_year_around(self, level: Level, figure: Figure) -> Level:
        """The year at the head of the sentence, of the sentences before, behind all figures, of a survey before."""
        usual = self._same_topic(level)
        told = (
            (self._year_of((self.span[0], figure.mark.start), last_one=True), 1),
            (self._year_before_it(usual), 2),
            (self._year_of((self._end_of_figures(figure), self.span[1]), last_one=False), 1),
            (self._survey_before(level), 2),
        )
        year, reach = next((one for one in told if one[0]), (None, 0))
        return replace(level, year=year[0]).told("year", year[1], reach) if year else level

    def _year_before_it(self, usual: Context | None) -> Year | None:
        """The year of the sentences before: in the present tense the latest one told, whatever was compared with it."""
        words = self.paper.text[slice(*self.span)]
        latest = usual is not None and _PRESENT.search(words) and not _PAST.search(words)
        return usual.latest if usual and latest else usual.year if usual else None

    def _year_before(self, level: Level, figure: Figure) -> Year | None:
        """The year before the one that was told of: "året før"."""
        earlier, usual = self._year_before_mark(figure), self._same_topic(level)
        told = self.last.dated if self.last else usual.year if usual else None
        return (told[0] - 1, earlier.span) if earlier and told else None

    def _year_before_mark(self, figure: Figure) -> Mark | None:
        """What says so among a figure's own words, or right before the clause that it stands in: "flere end året før,
        da tallet var 8"."""
        earlier = self.marks.last("year_before", (self.span[0], figure.mark.start))
        joined = earlier and _WHEN.fullmatch(self.paper.text, earlier.end, figure.mark.start)
        return earlier if joined else self.marks.first("year_before", figure.own)

    def _survey_before(self, level: Level) -> Year | None:
        """The survey that the paragraph named before: what is told behind it of feelings is from its year."""
        start = self.paper.paragraph_start(self.span[0], self.span[0] - PARAGRAPH)
        feels = level.subject.indicator.startswith("feels")
        return year_of_survey(self.marks.last("survey", (start, self.span[0]))) if feels else None

    def _end_of_figures(self, figure: Figure) -> int:
        """Where a figure's sentence goes on behind those in brackets, whose years are their own."""
        last = self.last_aside
        return max(figure.mark.end, last.own[1] if last and last.mark.start > figure.mark.end else 0)

    def _same_topic(self, level: Level) -> Context | None:
        """The sentences before, where they are near and were about the same, or told no more than the survey."""
        context = self.context
        if context is None or self.span[0] - context.end > FAR:
            return None
        same = context.subject is None or context.subject.indicator[:6] == level.subject.indicator[:6]
        return context if same else None

    def _year_of(self, span: Span, *, last_one: bool) -> Year | None:
        """The year of a survey named in a stretch, else a year in it; the last or the first one."""
        survey = self.marks.last("survey", span) if last_one else self.marks.first("survey", span)
        if survey and survey.value:
            return survey.value, survey.span
        for year in reversed(self._years(span)) if last_one else self._years(span):
            return year.value, year.span
        stretch = self.marks.last("years", span)
        return (stretch.value[1], stretch.span) if stretch else None

    def _own_year(self, figure: Figure) -> Year | None:
        """A year among a figure's own words that is not one it is compared with; right behind it, before it, behind."""
        after, before = self._years(figure.after), self._years(figure.before)
        near = [y for y in after if not re.search(r"[,;]", self.paper.text[figure.mark.end : y.start])]
        for year in (*near[:1], *before[-1:], *after[:1]):
            if not self.marks.covering("survey", year.start):
                return year.value, year.span
        return year_of_survey(self.marks.last("survey", figure.own)) or self._year_where(figure)

    def _year_where(self, figure: Figure) -> Year | None:
        """The year that a clause about a figure is joined to: "flere end i 2016, hvor der var 24"."""
        where = _WHERE.search(self.paper.text, max(self.span[0], figure.mark.start - _NEAR), figure.mark.start)
        return (int(where["year"]), where.span("year")) if where else None

    def _years(self, span: Span) -> list[Mark]:
        text = self.paper.text
        return [
            mark
            for mark in self.marks.of("year", span)
            if not _COMPARED_YEAR.search(text[max(span[0], mark.start - 40) : mark.start])
        ]

    def _role(self, figure: Figure) -> Role | None:
        """What a word before a figure says it is, unless one behind tells what was found; in a report what something
        has risen or fallen from is where it starts."""
        role = self.marks.last("role", figure.before)
        if role and role.value in ("baseline", "target"):
            found = figure.pointer == "baseline" and role.value == "target"
            return None if found else role.value
        start = self.report and figure.kind != "level" and self._is_start(figure)
        return "baseline" if start else None

    def _is_start(self, figure: Figure) -> bool:
        """Whether it is what something has risen or fallen from, or was so when the partnership began."""
        began = self.marks.has("at_start", figure.before) and self.marks.has("looks_back", figure.before)
        return began or self._is_from(figure.before[0], figure.mark.start)

    def _is_from(self, start: int, end: int) -> bool:
        return _FROM_START.search(self.paper.text[max(start, end - _NEAR) : end]) is not None

    def _spread(self, told: list[Level]) -> list[Level]:
        """Two levels without years of their own over a stretch of years: "fra 10 til 12 fra 2019 til 2020"."""
        stretch = self.marks.first("years", self.span)
        alike = len(told) == 2 and told[0].series == told[1].series
        if stretch is None or not alike or any(level.has_own_year for level in told):
            return self._since(told)
        return [replace(x, year=y).told("year", stretch.span) for x, y in zip(told, stretch.value, strict=True)]

    def _since(self, told: list[Level]) -> list[Level]:
        """What something has fallen from, in the year since when: "Siden 2018 er tyverier faldet fra 100 til 88"."""
        dated = {year.span for year in self._years(self.span)}
        compared = [year for year in self.marks.of("year", self.span) if year.span not in dated]
        for at, (level, later) in enumerate(pairwise(told)) if compared else ():
            alike = level.series == later.series and not level.has_own_year
            if alike and self._is_from(self.span[0], level.span[0]):
                told[at] = replace(level, year=compared[0].value).told("year", compared[0].span)
        return told

    def _changed(self, told: list[Level]) -> list[Level]:
        """Counts with the change in percent that the sentence says they are, signed as it says."""
        moved = next((figure for figure in self.figures if figure.moves and figure.kind == "share"), None)
        counts = [at for at, level in enumerate(told) if level.subject.indicator in CRIME]
        way = self.marks.first("direction", self.span, "decrease", "increase")
        if moved is not None and way is not None and counts:
            latest = max(counts, key=lambda at: (told[at].year or 0, at))
            change = signed(moved.mark.value, way.value)
            told[latest] = replace(told[latest], change=change).told("change", moved.mark.span)
        return told


def _fits(figure: Figure, subject: Subject) -> bool:
    if figure.kind == "level":
        return subject.indicator == "need_for_safety_measures"
    crime = subject.indicator in CRIME
    return crime if figure.kind == "number" else not crime and subject.indicator != "need_for_safety_measures"
