"""What a sentence takes over from the ones before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import TimeOfDay
from parsers.levels.level import CRIME, OWN, Level, Subject, Year
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Mark, Span
from parsers.structure.paper import Paper

PARAGRAPH = 600  # characters before a sentence that are its paragraph, however long that is
FAR = 160  # characters between the end of a sentence and one that goes on from it


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before were about; `times`: of the figures told since the topic began."""

    subject: Subject | None
    area: str = OWN
    times: tuple[TimeOfDay, ...] = ("all",)
    year: Year | None = None
    end: int = 0
    past: tuple[Year, ...] = ()  # the years told before that one

    @property
    def latest(self) -> Year | None:
        """The latest of the years told since the topic began."""
        told = (self.year, *self.past) if self.year else self.past
        return max(told, key=lambda year: year[0], default=None)

    def times_for(self, count: int) -> tuple[TimeOfDay, ...]:
        """The times of day for so many figures: one of each, where as many were told."""
        each = tuple(dict.fromkeys(self.times))
        return each if len(each) == count else self.times

    def is_about(self, subject: Subject) -> bool:
        """Whether it was about the same kind of thing."""
        return self.subject is not None and self.subject.indicator == subject.indicator


def goes_on(paper: Paper, sentence: Span, context: Context) -> bool:
    """Whether a sentence goes on about what the ones before named."""
    if sentence[0] - context.end > FAR or paper.marks.has("other_topic", sentence):
        return False
    marks, head = paper.marks, (sentence[0], min(sentence[1], sentence[0] + 60))
    if marks.has_any(("refers", "compares", "year_before"), sentence):
        return True
    if marks.has("time_of_day", head) or _opens_with_role(paper, sentence):
        return True
    elsewhere = marks.has_any(("city", "country"), head)
    return elsewhere and not find_subjects(paper, sentence)


def _opens_with_role(paper: Paper, sentence: Span) -> bool:
    return any(paper.marks.starting_at(kind, sentence[0]) for kind in ("role", "points_to"))


def year_of_survey(survey: Mark | None) -> Year | None:
    """The year that a survey's name tells."""
    return (survey.value, survey.span) if survey and survey.value else None


def dated_behind(paper: Paper, told: Sequence[Level], behind: Span) -> list[Level]:
    """Levels without a year with the one of a sentence behind that says where they are from."""
    year = paper.marks.first("year", behind)
    dated = year_of_survey(paper.marks.first("survey", behind)) or ((year.value, year.span) if year else None)
    if dated is None:
        return list(told)
    return [replace(x, year=dated[0]).told("year", dated[1], 2) if x.year is None else x for x in told]


def next_context(paper: Paper, sentence: Span, context: Context | None, read: Sequence[Level]) -> Context | None:
    """What the next sentence may go on from."""
    if not read:
        return _of_topic(paper, sentence, context)
    first = read[0]
    new = Context(first.subject, first.area, tuple(level.time_of_day for level in read), first.dated, sentence[1])
    if context is None or not context.is_about(first.subject) or not goes_on(paper, sentence, context):
        return new
    times = (*context.times, *new.times) if new.area == context.area else context.times
    asked = paper.marks.has("asks", sentence)  # the year of what is aimed at is not that of what is
    year = context.year if asked else new.year or context.year
    past = (context.year, *context.past) if context.year else context.past
    return replace(context, times=times, end=new.end, year=year, past=past)


def _of_topic(paper: Paper, sentence: Span, context: Context | None) -> Context | None:
    """A sentence without a figure may open a topic, tell the survey, or end what went before."""
    marks, end = paper.marks, sentence[1]
    if marks.has("other_topic", sentence):
        return None
    survey, subjects = marks.first("survey", sentence), find_subjects(paper, sentence)
    year = year_of_survey(survey)
    if subjects and (context is None or survey or marks.has("time_of_day", sentence)):
        before = context.year if context else None
        return Context(subjects[0], OWN, _times(paper, sentence), year or before, end)
    if year:
        return replace(_of_feelings(context), year=year, end=end)
    return replace(context, end=end) if context and sentence[0] - context.end <= FAR else context


def _of_feelings(context: Context | None) -> Context:
    """What was told before a survey is named, where that was not of crime."""
    crime = context is None or context.subject is None or context.subject.indicator in CRIME
    return Context(None) if context is None or crime else context


def _times(paper: Paper, sentence: Span) -> tuple[TimeOfDay, ...]:
    time = paper.marks.last("time_of_day", sentence)
    return (time.value if time else "all",)


def after_goal(paper: Paper, sentence: Span) -> Context:
    """What a goal is about: the sentence behind it may compare its level with others."""
    subjects = [s for s in find_subjects(paper, sentence) if s.indicator != "activities_with_partners"]
    if not subjects:
        return Context(None, end=sentence[1])
    years = paper.marks.of("year", sentence) if paper.marks.has("looks_back", sentence) else ()
    told = (years[0].value, years[0].span) if len(years) == 1 else None
    year = year_of_survey(paper.marks.first("survey", sentence)) or told
    return Context(subjects[0], OWN, _times(paper, sentence), year, sentence[1])
