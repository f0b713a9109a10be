"""What a sentence takes over from the ones before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.records import TimeOfDay
from parsers.levels.figures import find_figures
from parsers.levels.level import CRIME, OWN, Level, Subject, Year
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_ANDELE = shown(
    compile_danish(
        r"\b(?:var|er|lå|udgjorde) (?:(?:de|disse) (?:to|tre|samme|tilsvarende) )?(?:andele|andelene|tal|tallene)\b"
    ),
    examples=("var de to andele", "var tallene"),
    rejects=("var andelen",),
)
_IS_BASE = shown(
    compile_danish(r" (?:for [^,.;]{1,40} )?(?:er|var|udgør|udgøres)\b"),
    examples=(" er målingen i 2018", " for målene er 2018"),
    rejects=(" 2018 40 36",),
)
# A sentence that tells by what the figures before it were measured.
SHOWS = shown(
    compile_danish(
        r"^\W*(?:det|dette|tallene|tallet|resultatet|andelen|kilden|målingen|undersøgelsen|opgørelsen)"
        r" (?:viser|fremgår|er opgjort|stammer|er fra|er for|kommer)\b|^\W*kilde"
    ),
    examples=("Det viser Rudby Tryghedsmåling 2023", "Tallene stammer fra", "Målingen er fra 2019"),
    rejects=("Det er godt",),
)
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
    base: int | None = None  # the year whose figures were said to be where the goals start from

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
    if sentence[0] - context.end > FAR or paper.marks.has_any(("other_topic", "money"), sentence):
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
    times = tuple(level.time_of_day for level in read)
    new = Context(first.subject, first.area, times, first.dated, sentence[1], base=base_told(paper, sentence, read))
    if context is None or not context.is_about(first.subject) or not goes_on(paper, sentence, context):
        return new
    times = (*context.times, *new.times) if new.area == context.area else context.times
    asked = paper.marks.has("asks", sentence)  # the year of what is aimed at is not that of what is
    year = context.year if asked else new.year or context.year
    past = (context.year, *context.past) if context.year else context.past
    return replace(context, times=times, end=new.end, year=year, past=past, base=new.base or context.base)


def base_told(paper: Paper, sentence: Span, read: Sequence[Level]) -> int | None:
    """The year of a sentence that tells of where the goals start from: "Udgangspunktet er 2018, hvor 62 % …"."""
    role = paper.marks.starting_at("role", sentence[0])
    said = role is not None and role.value == "baseline" and _IS_BASE.match(paper.text, role.end, sentence[1])
    return read[0].year if read and said else None


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


def after_goal(paper: Paper, sentence: Span, context: Context | None) -> Context:
    """What a goal is about, be it what those before it were: the sentence behind it may compare its level with
    others."""
    named = find_subjects(paper, sentence)
    subjects = [s for s in named if s.indicator != "activities_with_partners"]
    if not subjects:
        on = context is not None and not named and goes_on(paper, sentence, context)
        return replace(context, end=sentence[1]) if on and context else Context(None, end=sentence[1])
    years = paper.marks.of("year", sentence) if paper.marks.has("looks_back", sentence) else ()
    told = (years[0].value, years[0].span) if len(years) == 1 else None
    year = year_of_survey(paper.marks.first("survey", sentence)) or told
    return Context(subjects[0], OWN, _times(paper, sentence), year, sentence[1])


def told_again(paper: Paper, sentence: Span, levels: Sequence[Level]) -> list[Level]:
    """Earlier figures of what the sentences before told several of: "I 2021 var de to andele 66 % og 50 %"."""
    year, figures = paper.marks.first("year", sentence), find_figures(paper, sentence)
    if year is None or len(figures) < 2 or not _ANDELE.search(paper.text, *sentence):
        return []
    start = paper.paragraph_start(sentence[0], sentence[0] - PARAGRAPH)
    near = [level for level in levels if level.span[0] >= start]
    area = OWN if not near or paper.marks.has("own_area", sentence) else near[-1].area
    before = [level for level in near if level.area == area][-len(figures) :]
    if len({level.series for level in before}) < len(figures):
        return []
    return [
        replace(level, value=f.value, span=f.mark.span, year=year.value, role=None, change=None, slots=()).told(
            "year", year.span
        )
        for level, f in zip(before, figures, strict=True)
    ]
