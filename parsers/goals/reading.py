"""One stretch of text as a goal: what is measured, which way, from where, to where, by when.

Andelen af trygge beboere skal stige til 80 % i 2027. I 2023 var den 71 %.
subject                   direction  target, deadline  start: told in what explains it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.records import Direction, Indicator
from parsers.goals.clauses import find_cores, find_segments
from parsers.goals.directions import compared, of_feeling, read_direction, wished
from parsers.goals.explanations import explained
from parsers.goals.named_levels import name_levels
from parsers.goals.statement import Statement, goes_on, united, with_levels, with_years
from parsers.goals.subject import name_offences, name_reference, name_subject, read_threshold
from parsers.goals.units import Unit, listed_offences
from parsers.goals.years import years_told
from parsers.levels.areas import Gazetteer
from parsers.levels.level import CRIME, Level, Subject
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.lines import BLANK_LINE
from parsers.structure.paper import Paper

_SAME_YEARS = shown(
    compile_danish(r"samme (?:periode|tidsrum|år)\b"), examples=("i samme periode",), rejects=("samme niveau",)
)
_LONGEST = 700  # characters of a sentence that states a goal


def read_unit(paper: Paper, gazetteer: Gazetteer, unit: Unit, before: Statement | None = None) -> list[Statement]:
    """The goals of a unit; those of its children where they carry the content, the offences of bare items joined."""
    held = [statement for child in unit.children for statement in read_unit(paper, gazetteer, child)]
    listed = listed_offences(paper, unit.items)
    if held and not listed:
        return held
    found = _read(paper, gazetteer, unit, before)
    if listed and found:
        codes = tuple(dict.fromkeys((*found[0].offences, *listed)))
        return [replace(found[0], offences=codes, span=(found[0].span[0], unit.items[-1][1])), *found[1:]]
    return found or held


def _read(paper: Paper, gazetteer: Gazetteer, unit: Unit, before: Statement | None) -> list[Statement]:
    found: list[Statement] = []
    for core in find_cores(paper, unit):
        if core[1] - core[0] > _LONGEST or (found and core[0] < found[-1].span[1]):
            continue
        first = len(found)
        for segment in find_segments(paper, core):
            statement = _statement(paper, gazetteer, unit, segment, found[0] if found else before, core)
            if statement is None:
                continue
            behind = paper.sentences_over((segment[1], unit.rest)) if segment[1] < unit.rest else []
            around = [*_before(paper, unit), *((max(a, segment[1]), min(b, unit.rest)) for a, b in behind)]
            statement = explained(paper, gazetteer, statement, around)
            if found and goes_on(found[-1], statement):
                found[-1] = united(found[-1], statement)
            else:
                found.append(statement)
        found[first:] = _sharing_years(paper, found[first:])
    return found


def _sharing_years(paper: Paper, statements: Sequence[Statement]) -> list[Statement]:
    """The goals of one sentence, those without years with those of the others: "…, og utrygheden skal ned på 10 %"."""
    base = next((one.baseline_year for one in statements if one.baseline_year), None)
    due = next((one.deadline for one in statements if one.deadline), None)
    done = []
    for one in statements:
        if one.direction in ("increase", "decrease", "at_least"):
            same = _SAME_YEARS.search(paper.text, *one.core) is not None
            start = one.baseline_year or (base if same else None)
            one = replace(one, baseline_year=start, deadline=one.deadline or due)
        done.append(one)
    return done


def _before(paper: Paper, unit: Unit) -> list[Span]:
    """The sentence before a goal that may tell what it starts from: it announces it, or is the one before it."""
    if unit.lead is not None or unit.rule != "goal-sentence":
        return [unit.lead] if unit.lead is not None else []
    before = paper.sentences_in((max(0, unit.span[0] - _LONGEST), unit.span[0]))[-1:]
    return [s for s in before if not BLANK_LINE.search(paper.text[s[1] : unit.span[0]]) and not _asks(paper, s)]


def _asks(paper: Paper, span: Span) -> bool:
    return paper.marks.has("asks", span)


def _statement(
    paper: Paper, gazetteer: Gazetteer, unit: Unit, core: Span, before: Statement | None, whole: Span
) -> Statement | None:
    lead = unit.lead
    subject = name_subject(paper, core) or (name_subject(paper, lead) if lead else None)
    listed = listed_offences(paper, unit.items)
    if subject is None and listed:
        subject = Subject(CRIME[0], listed[0], unit.items[0])
    if subject is None and before is not None and paper.marks.has("refers", core):
        subject = Subject(before.indicator, before.offences[0] if before.offences else None, before.core)
    if subject is None:
        return None
    indicator = subject.indicator
    levels = list(name_levels(paper, gazetteer, core, subject))
    direction = _direction(paper, core, lead, indicator, levels, unit)
    if direction is None or not _is_goal(paper, unit, core, indicator, direction, levels, whole):
        return None
    offences = name_offences(paper, core) or (name_offences(paper, lead) if lead else ()) or listed
    if not offences and before is not None and subject.span == before.core:
        offences = before.offences
    crime = indicator in CRIME
    statement = Statement(
        unit.number, (core[0], core[1]), core, indicator, direction, offences if crime else (), rule=unit.rule
    )
    if lead is not None and lead[0] <= subject.span[0] < lead[1]:
        statement = replace(statement, about=lead)
    if indicator == "activities_with_partners":
        return with_years(replace(statement, threshold=read_threshold(paper, core)), paper, core, lead)
    statement = replace(with_levels(statement, levels), reference=name_reference(paper, gazetteer, core))
    return with_years(statement, paper, core, lead)


def _direction(
    paper: Paper, core: Span, lead: Span | None, indicator: Indicator, levels: Sequence[Level], unit: Unit
) -> Direction | None:
    told = read_direction(paper, core, indicator)
    if told is None and lead is not None:
        told = read_direction(paper, lead, indicator)
    way = told[0] if told else compared(levels)
    if way is None and (paper.marks.has("asks", core) or (unit.inside and core[0] == unit.span[0])):
        way = wished(indicator, levels)
    return of_feeling(way, indicator, levels) if way else None


def _is_goal(
    paper: Paper, unit: Unit, core: Span, indicator: Indicator, way: Direction, levels: Sequence[Level], whole: Span
) -> bool:
    """Whether a sentence, or a clause of the `whole` of it, asks for something, and for what can be measured."""
    marks = paper.marks
    asks = _asks(paper, whole) or (unit.lead is not None and _asks(paper, unit.lead))
    asks = asks or (unit.inside and _is_due(paper, whole))
    if _is_barred(paper, core, whole, indicator, way, levels, asks):
        return False
    if way == "monitor":
        return (marks.has("offence", core) or bool(unit.items)) and (unit.inside or asks or marks.has("measured", core))
    if unit.inside and (asks or unit.rule != "goal-sentence"):
        return True
    if unit.inside and any(level.role == "target" and not level.weak for level in levels):
        return not marks.has("looks_back", core)
    lasting = marks.has("year", core) or way in ("maintain", "approach")
    return asks and (_has_target(levels) or (marks.has("measured", core) and lasting))


def _has_target(levels: Sequence[Level]) -> bool:
    return any(level.role == "target" for level in levels)


def _is_due(paper: Paper, whole: Span) -> bool:
    """Whether a sentence says by when, other than by a stretch of years."""
    due = (at for _, meaning, (at, _) in years_told(paper, whole) if meaning == "deadline")
    return any(not paper.marks.covering("years", at) for at in due)


def _is_barred(
    paper: Paper, core: Span, whole: Span, indicator: Indicator, way: Direction, levels: Sequence[Level], asks: bool
) -> bool:
    """Whether what a clause says besides bars it from being a goal."""
    marks = paper.marks
    free = indicator == "activities_with_partners"
    return (
        _looks_back_first(paper, core)
        or (not free and indicator != "need_for_safety_measures" and _is_about_goals(paper, core, way))
        or (marks.has("looks_back", core) and not asks)
        or (not free and not _has_target(levels) and marks.has("vague", (whole[0], core[1])))
        or (way == "at_least" and not levels and read_threshold(paper, core) is None)
    )


def _is_about_goals(paper: Paper, core: Span, way: Direction) -> bool:
    """Whether a clause is about goals and those who work for them; who is to watch may be named: "følges af
    styregruppen"."""
    about = paper.marks.first("about_goals", core)
    watched = paper.marks.first("direction", core, "monitor") if way == "monitor" else None
    return about is not None and not (watched and watched.start < about.start)


def _looks_back_first(paper: Paper, core: Span) -> bool:
    """Whether a sentence tells what has been, and only then that something is to be done: "er steget til 19 %, og det
    skal der gøres noget ved"."""
    back, asked = paper.marks.first("looks_back", core), paper.marks.first("asks", core)
    ways = paper.marks.of("direction", core)
    if back is None or asked is None or back.start > asked.start or not ways:
        return False
    return all(mark.start < asked.start for mark in (*ways, *paper.marks.of("share", core)))
