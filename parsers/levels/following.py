"""What a sentence takes over from the ones before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import TimeOfDay
from parsers.levels.level import CRIME, OWN, Level, Subject
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Span
from parsers.structure.paper import Paper

PARAGRAPH = 600  # characters before a sentence that are its paragraph, however long that is
FAR = 160  # characters between the end of a sentence and one that goes on from it


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before were about; `times`: of the figures told since the topic began."""

    subject: Subject | None
    area: str = OWN
    times: tuple[TimeOfDay, ...] = ("all",)
    year: int | None = None
    year_span: Span | None = None
    end: int = 0


def goes_on(paper: Paper, sentence: Span, context: Context) -> bool:
    """Whether a sentence goes on about what the ones before named."""
    if sentence[0] - context.end > FAR or paper.marks.has("other_topic", sentence):
        return False
    marks, head = paper.marks, (sentence[0], min(sentence[1], sentence[0] + 60))
    if any(marks.has(kind, sentence) for kind in ("refers", "compares", "year_before")):
        return True
    if marks.has("time_of_day", head) or _opens_with_role(paper, sentence):
        return True
    elsewhere = any(marks.has(kind, head) for kind in ("city", "country"))
    return elsewhere and not find_subjects(paper, sentence)


def _opens_with_role(paper: Paper, sentence: Span) -> bool:
    return any(paper.marks.starting_at(kind, sentence[0]) for kind in ("role", "points_to"))


def dated_behind(paper: Paper, told: Sequence[Level], behind: Span) -> list[Level]:
    """Levels without a year with the one of a sentence behind that says where they are from."""
    survey = paper.marks.first("survey", behind)
    year = survey if survey and survey.value else paper.marks.first("year", behind)
    if year is None:
        return list(told)
    return [replace(x, year=year.value).told("year", year.span, 2) if x.year is None else x for x in told]


def next_context(paper: Paper, sentence: Span, context: Context | None, read: Sequence[Level]) -> Context | None:
    """What the next sentence may go on from."""
    if not read:
        return _of_topic(paper, sentence, context)
    first = read[0]
    year = next((slot.span for slot in first.slots if slot.name == "year"), None)
    times = tuple(level.time_of_day for level in read)
    subject = context.subject if context else None
    if context is None or subject is None or subject.indicator != first.subject.indicator:
        return Context(first.subject, first.area, times, first.year, year, sentence[1])
    if not goes_on(paper, sentence, context):
        return Context(first.subject, first.area, times, first.year, year, sentence[1])
    times = (*context.times, *times) if first.area == context.area else context.times
    dated = first.year or context.year
    return replace(context, times=times, end=sentence[1], year=dated, year_span=year or context.year_span)


def _of_topic(paper: Paper, sentence: Span, context: Context | None) -> Context | None:
    """A sentence without a figure may open a topic, tell the survey, or end what went before."""
    marks = paper.marks
    if marks.has("other_topic", sentence):
        return None
    subjects = find_subjects(paper, sentence)
    survey = marks.first("survey", sentence)
    time = marks.last("time_of_day", sentence)
    dated = survey is not None and bool(survey.value)
    if subjects and (survey or time or context is None or context.subject is None):
        year, span = (context.year, context.year_span) if context else (None, None)
        if survey is not None and dated:
            year, span = survey.value, survey.span
        return Context(subjects[0], OWN, (time.value if time else "all",), year, span, sentence[1])
    if survey is not None and dated:
        if context is None or context.subject is None or context.subject.indicator in CRIME:
            context = Context(None)
        return replace(context, year=survey.value, year_span=survey.span, end=sentence[1])
    return replace(context, end=sentence[1]) if context and sentence[0] - context.end <= FAR else context


def after_goal(paper: Paper, sentence: Span) -> Context | None:
    """What a goal is about: the sentence behind it may compare its level with others."""
    subjects = [s for s in find_subjects(paper, sentence) if s.indicator != "activities_with_partners"]
    if not subjects:
        return Context(None, end=sentence[1])
    survey = paper.marks.first("survey", sentence)
    time = paper.marks.last("time_of_day", sentence)
    years = paper.marks.of("year", sentence) if paper.marks.has("looks_back", sentence) else ()
    told = survey if survey and survey.value else years[0] if len(years) == 1 else None
    year, span = (told.value, told.span) if told else (None, None)
    return Context(subjects[0], OWN, (time.value if time else "all",), year, span, sentence[1])
