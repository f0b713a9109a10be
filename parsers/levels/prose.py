"""Levels told in sentences: what a figure is about, where, when, filled from its own words outwards.

73 % af beboerne i området er trygge. Det viser Rudby Kommunes Tryghedsmåling 2023. I Rudby er det 88 %.
   subject, area: its own words       year: the sentence behind                     subject, year: those before
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.records import Role, TimeOfDay
from parsers.levels.areas import Gazetteer
from parsers.levels.figures import Figure, find_figures
from parsers.levels.following import FAR, PARAGRAPH, Context, after_goal, dated_behind, goes_on, next_context
from parsers.levels.level import CRIME, OWN, Level, Subject, unit_of
from parsers.levels.subjects import find_measured, find_subjects
from parsers.marks.mark import Mark, Span, meets, merged
from parsers.marks.numbers import tidy
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

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
_SHOWS = shown(
    compile_danish(
        r"^\W*(?:det|dette|tallene|tallet|resultatet|andelen|kilden|målingen|undersøgelsen|opgørelsen)"
        r" (?:viser|fremgår|er opgjort|stammer|er fra|er for|kommer)\b|^\W*kilde"
    ),
    examples=("Det viser Rudby Tryghedsmåling 2023", "Tallene stammer fra", "Målingen er fra 2019"),
    rejects=("Det er godt",),
)
_FROM_START = shown(compile_danish(r"\bfra (?:(?:et niveau på|ca\.) )?$"), examples=("steget fra ",), rejects=("mod ",))
_ANDELE = shown(
    compile_danish(
        r"\b(?:var|er|lå|udgjorde) (?:(?:de|disse) (?:to|tre|samme|tilsvarende) )?(?:andele|andelene|tal|tallene)\b"
    ),
    examples=("var de to andele", "var tallene"),
    rejects=("var andelen",),
)
_HERE = shown(re.compile(r"\W*(?:Her|Der|Dér)\s"), examples=("Her er det 58 %",), rejects=("Herefter",))
_WHERE = shown(
    re.compile(r"(?P<year>(?:19|20)\d\d), (?:hvor|da)\b[^.;\d]{0,60}$"),
    examples=("siden 2016, hvor ",),
    rejects=("siden 2016 er ",),
)
_NEAR = 80  # characters that the longest of these words take before a figure
_RULES = {"share": "share-in-prose", "number": "count-in-prose", "level": "need-in-prose"}


def read_prose(paper: Paper, gazetteer: Gazetteer, taken: Sequence[Span], *, report: bool = False) -> list[Level]:
    """The levels of all sentences outside the stretches `taken`, in order; in a `report` what something has risen or
    fallen from is its baseline."""
    levels: list[Level] = []
    context: Context | None = None
    undated = 0  # from where on levels may take the year that a sentence behind tells
    covered = merged(taken)
    for sentence in paper.sentences:
        if meets(sentence, covered):
            context = after_goal(paper, sentence) or context
            continue
        if _SHOWS.match(paper.text[slice(*sentence)]):
            levels[undated:] = dated_behind(paper, levels[undated:], sentence)
        read = _told_again(paper, sentence, levels) or _Sentence(paper, gazetteer, sentence, context, report).levels()
        undated = undated if read or context is None or sentence[0] - context.end < FAR else len(levels)
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
        asked = [at for at, figure in enumerate(self.standing) if self.marks.has("role", figure.before, "target")]
        self.last_asked = max(asked, default=-1)  # the last figure that a word before it calls a target
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
        return self._changed(self._spread(told))

    def _level(self, figure: Figure, place: int) -> Level | None:
        subject = self._subject(figure)
        if subject is None:
            return None
        unit = unit_of(subject.indicator, figure.value)
        level = Level(subject, figure.value, unit, figure.mark.span, _RULES[figure.kind])
        level = self._with_area(level, figure)
        level = self._with_time(level, figure, place, len(self.standing))
        level = self._with_year(level, figure)
        return replace(level, role=self._role(figure, place))

    def _subject(self, figure: Figure) -> Subject | None:
        """What a figure measures: by its own words, those before its bracket, the figure before, the sentence."""
        if self.marks.has("neither", figure.own):
            return None
        fitting = [s for s in find_subjects(self.paper, figure.own) if _fits(figure, s)]
        if self._is_of_the_next(figure, fitting):
            fitting = []
        if fitting:
            return self._rated(self._nearest(figure, fitting), figure.own)
        if self.marks.has("other_topic", figure.own):
            return None
        last = self.last.subject if self.last and _fits(figure, self.last.subject) else None
        for span in ((figure.lead[0], figure.own[0]), (self.span[0], figure.mark.start)):
            before = find_measured(self.paper, span, figure.kind, last=True)
            if before and last is not None and before.span < last.span:
                return last
            if before and not self.marks.has("other_topic", (before.span[1], figure.mark.start)):
                return self._rated(before, figure.own)
        if last is not None:
            return last
        if self.usual is not None and self.usual.subject is not None and _fits(figure, self.usual.subject):
            return self.usual.subject
        if self.marks.has("other_topic", self.span):
            return None
        return find_measured(self.paper, (figure.mark.end, self.span[1]), figure.kind, last=False)

    def _is_of_the_next(self, figure: Figure, fitting: Sequence[Subject]) -> bool:
        """Whether what is named behind a figure is what the next clause is about: "fra 25 til 27, og antallet af …"."""
        if self.last is None or figure.kind != "number" or not _fits(figure, self.last.subject):
            return False
        between = [self.paper.text[figure.mark.end : s.span[0]] for s in fitting]
        return bool(between) and all("," in words and len(words) > 12 for words in between)

    def _nearest(self, figure: Figure, subjects: Sequence[Subject]) -> Subject:
        """The subject a figure is told of: before it, or behind where the sentence goes that way ("73 % … er …")."""
        before = [s for s in subjects if s.span[1] <= figure.mark.start]
        behind = [s for s in subjects if s.span[0] >= figure.mark.end]
        forward = figure.kind == "number" or self._is_forward(figure)
        first, second = (behind[:1], before[-1:]) if forward else (before[-1:], behind[:1])
        if figure.kind == "number" and before and behind and behind[0].span[0] - figure.mark.end > 24:
            first, second = second, first
        return (first or second or list(subjects))[0]

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
        found = self.gazetteer.find(figure.own)
        before = [one for one in found if one[1][0] < figure.mark.start]
        behind = [one for one in found if one[1][0] >= figure.mark.end]
        ranked = [*behind, *reversed(before)] if self._is_forward(figure) else [*reversed(before), *behind]
        if not ranked and figure.aside:
            ranked = self.gazetteer.find(figure.lead)[-1:]
        if ranked:
            return replace(level, area=ranked[0][0]).told("area", ranked[0][1])
        if self.last is not None:
            return replace(level, area=self.last.area)
        head = self.gazetteer.find((self.span[0], figure.mark.start)) or self._areas_before()
        return replace(level, area=head[-1][0]).told("area", head[-1][1], 1) if head else level

    def _areas_before(self) -> list[tuple[str, Span]]:
        """The areas of the sentence before, where this one says "Her"."""
        if not _HERE.match(self.paper.text, *self.span):
            return []
        before = self.paper.sentences_in((max(0, self.span[0] - PARAGRAPH), self.span[0]))
        return self.gazetteer.find(before[-1]) if before else []

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
        times = self.usual.times
        return times[place] if len(times) == count else times[-1] if count == 1 else None

    def _with_year(self, level: Level, figure: Figure) -> Level:
        """The year that stands nearest: right behind, before, in a survey's name, at the sentence's head, with the
        figure before, in the sentences before, behind all figures."""
        own = self._own_year(figure)
        if own is not None:
            return replace(level, year=own[0]).told("year", own[1])
        last, usual = self.last, self._same_topic(level)
        earlier = self.marks.first("year_before", figure.own)
        before = last.year if last else usual.year if usual else None
        if earlier and before:
            return replace(level, year=before - 1).told("year", earlier.span)
        if last is not None:
            return replace(level, year=last.year, slots=(*level.slots, *(s for s in last.slots if s.name == "year")))
        head = self._year_of((self.span[0], figure.mark.start), last_one=True)
        if head is not None:
            return replace(level, year=head[0]).told("year", head[1], 1)
        if usual is not None and usual.year:
            level = replace(level, year=usual.year)
            return level.told("year", usual.year_span, 2) if usual.year_span else level
        behind = self._year_of((self._end_of_figures(figure), self.span[1]), last_one=False)
        if behind:
            return replace(level, year=behind[0]).told("year", behind[1], 1)
        survey = self._survey_before() if level.subject.indicator.startswith("feels") else None
        return replace(level, year=survey.value).told("year", survey.span, 2) if survey else level

    def _survey_before(self) -> Mark | None:
        """The survey with its year that the paragraph named before: what is told behind it is from there."""
        start = self.paper.paragraph_start(self.span[0], self.span[0] - PARAGRAPH)
        survey = self.marks.last("survey", (start, self.span[0]))
        return survey if survey and survey.value else None

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

    def _year_of(self, span: Span, *, last_one: bool) -> tuple[int, Span] | None:
        """The year of a survey named in a stretch, else a year in it; the last or the first one."""
        survey = self.marks.last("survey", span) if last_one else self.marks.first("survey", span)
        if survey and survey.value:
            return survey.value, survey.span
        years = self._years(span)
        if years:
            year = years[-1] if last_one else years[0]
            return year.value, year.span
        stretch = self.marks.last("years", span)
        return (stretch.value[1], stretch.span) if stretch else None

    def _own_year(self, figure: Figure) -> tuple[int, Span] | None:
        """A year among a figure's own words that is not one it is compared with."""
        survey = self.marks.last("survey", figure.own)
        after, before = self._years(figure.after), self._years(figure.before)
        near = [y for y in after if not re.search(r"[,;]", self.paper.text[figure.mark.end : y.start])]
        for year in (*near[:1], *before[-1:], *after[:1]):
            if not (survey and survey.start <= year.start < survey.end):
                return year.value, year.span
        if survey and survey.value:
            return survey.value, survey.span
        where = _WHERE.search(self.paper.text, max(self.span[0], figure.mark.start - _NEAR), figure.mark.start)
        if where:
            return int(where["year"]), where.span("year")
        if figure.aside:
            lead = self._years(figure.lead)
            if lead and figure.own[0] - lead[-1].end < 12:
                return lead[-1].value, lead[-1].span
        return None

    def _years(self, span: Span) -> list[Mark]:
        text = self.paper.text
        return [
            mark
            for mark in self.marks.of("year", span)
            if not _COMPARED_YEAR.search(text[max(span[0], mark.start - 40) : mark.start])
        ]

    def _role(self, figure: Figure, place: int) -> Role | None:
        """What a word before a figure says it is, unless one behind tells what was found; before a target the start."""
        role = self.marks.last("role", figure.before) or (
            self.marks.last("role", figure.lead) if figure.aside else None
        )
        if role and role.value in ("baseline", "target"):
            found = figure.pointer == "baseline" and role.value == "target"
            return None if found else role.value
        if not self.report and place < self.last_asked:
            return "baseline"
        near = max(figure.before[0], figure.mark.start - _NEAR)
        start = figure.kind != "level" and _FROM_START.search(self.paper.text[near : figure.mark.start])
        goes_on = place + 1 < len(self.standing) and self.standing[place + 1].pointer == "target"
        return "baseline" if self.report and start and goes_on else None

    def _spread(self, told: list[Level]) -> list[Level]:
        """Two levels without years of their own over a stretch of years: "fra 10 til 12 fra 2019 til 2020"."""
        stretch = self.marks.first("years", self.span)
        undated = stretch is not None and len(told) == 2 and told[0].series == told[1].series
        if stretch is None or not undated or any(s.name == "year" and s.reach == 0 for x in told for s in x.slots):
            return self._since(told)
        return [replace(x, year=y).told("year", stretch.span) for x, y in zip(told, stretch.value, strict=True)]

    def _since(self, told: list[Level]) -> list[Level]:
        """What something has fallen from, in the year since when: "Siden 2018 er tyverier faldet fra 100 til 88"."""
        told_in = {mark.span for mark in self._years(self.span)}
        since = next((m for m in self.marks.of("year", self.span) if m.span not in told_in), None)
        for at, level in enumerate(told[:-1]):
            start = _FROM_START.search(self.paper.text[max(self.span[0], level.span[0] - _NEAR) : level.span[0]])
            own = any(s.name == "year" and s.reach == 0 and s.span[0] < told[at + 1].span[0] for s in level.slots)
            if since and start and not own and level.series == told[at + 1].series:
                told[at] = replace(level, year=since.value).told("year", since.span)
        return told

    def _changed(self, told: list[Level]) -> list[Level]:
        """Counts with the change in percent that the sentence says they are, signed as it says."""
        moved = [f for f in self.figures if f.moves and f.kind == "share"]
        counts = [at for at, level in enumerate(told) if level.subject.indicator in CRIME and level.value is not None]
        if not moved or not counts:
            return told
        latest = max(counts, key=lambda at: (told[at].year or 0, at))
        way = self.marks.first("direction", self.span, "decrease", "increase")
        value = moved[0].value
        if way is not None and isinstance(value, int | float):
            signed = tidy((-1 if way.value == "decrease" else 1) * abs(value))
            told[latest] = replace(told[latest], change=signed).told("change", moved[0].mark.span)
        return told


def _told_again(paper: Paper, sentence: Span, levels: Sequence[Level]) -> list[Level]:
    """Earlier figures of what the sentences before told several of: "I 2021 var de to andele 66 % og 50 %"."""
    if not _ANDELE.search(paper.text, *sentence) or paper.marks.has("offence", sentence):
        return []
    year = paper.marks.first("year", sentence)
    figures = [figure for figure in find_figures(paper, sentence) if not figure.moves]
    if year is None or len(figures) < 2:
        return []
    near = [
        x for x in levels if sentence[0] - x.span[1] < PARAGRAPH and "\n\n" not in paper.text[x.span[1] : sentence[0]]
    ]
    kind = "percent" if figures[0].kind == "share" else "count"
    last = next((x for x in reversed(near) if x.unit == kind), None)
    own = paper.marks.has("own_area", sentence)
    area = OWN if own or last is None else last.area
    before = [x for x in near if x.unit == kind and x.area == area][-len(figures) :]
    if len(before) < len(figures) or len({x.series for x in before}) < len(figures):
        return []
    return [
        replace(x, value=f.value, span=f.mark.span, year=year.value, role=None, change=None, slots=()).told(
            "year", year.span
        )
        for x, f in zip(before, figures, strict=True)
    ]


def _fits(figure: Figure, subject: Subject) -> bool:
    if figure.kind == "level":
        return subject.indicator == "need_for_safety_measures"
    crime = subject.indicator in CRIME
    return crime if figure.kind == "number" else not crime and subject.indicator != "need_for_safety_measures"
