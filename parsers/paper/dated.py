"""The days and years that a stretch of text names, and which of them begins something or ends it.

    Aftalen træder i kraft den 1. maj 2024 og ophører uden yderligere varsel den 30. april 2027.
                    ^ from  ^ 2024-05-01      ^ until                          ^ 2027-04-30

Each takes the nearest cue before it; where two are only joined by a dash or "til" they are the ends of one period.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parsers.marks.dates import make_day
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

Bound = Literal["from", "until", "both", "off", "moved"]

_KINDS = ("date", "day", "month", "stretch", "years", "year")
_JOINT = shown(
    re.compile(
        r"\s*(?:[-–—/]|,?\s*(?:og\s+)?(?:frem\s+)?til(?:\s+og\s+med)?|t\.o\.m\.)\s*"
        r"(?:den|d\.|ultimo|primo|udgangen\s+af)?\s*",
        re.IGNORECASE,
    ),
    examples=(" - ", " til og med den "),
    rejects=(", ",),
)
_LISTED = shown(re.compile(r",?\s*(?:og|samt|,)\s*", re.IGNORECASE), examples=(", ", " og "), rejects=("-", " til "))
# What two days joined by a dash or "til" are, where a cue before the first says that it is no beginning.
_ENDS: dict[Bound | None, tuple[Bound, Bound]] = {"off": ("off", "off"), "moved": ("off", "until")}
# A verb this far before a day says nothing of it any more.
_REACH = 110


@dataclass(frozen=True, slots=True)
class Day:
    """`text[start:end]` names the days from `first` to `last`, ISO 8601; `bound` says which end of a period it is."""

    first: str
    last: str
    start: int
    end: int
    bound: Bound | None = None
    precise: bool = True  # a day or a month, not only a year
    listed: bool = False  # several years, named one by one


def read_days(paper: Paper, span: Span) -> list[Day]:
    """The days and years of a stretch in order, each with the end of a period that it is said to be."""
    bound: list[Day] = []
    days = _days(paper.marks.any_of(_KINDS, span))
    for day in _merged(paper, [*days, *_years_end(paper, span, days)]):
        before = bound[-1] if bound else None
        if before and not _spans(before) and _JOINT.fullmatch(paper.text, before.end, day.start):
            first, last = _ENDS.get(before.bound, ("from", "until"))
            bound[-1] = replace(before, bound=first)
            bound.append(replace(day, bound=last))
        else:
            said = _bound_by_cue(paper, day, before.end if before else span[0])
            bound.append(replace(day, bound=said) if said else day)
    return [replace(day, bound="from") if day.bound == "moved" else day for day in bound]


def _bound_by_cue(paper: Paper, day: Day, floor: int) -> Bound | None:
    """What the last cue before a day makes of it; the cue may run into the day ("fra den 1")."""
    cues = (mark for mark in reversed(paper.marks.of("bound", (floor, day.end))) if mark.start < day.start)
    cue = paper.marks.starting_at("years_end", day.start) or next(cues, None)
    if cue is not None and cue.kind == "years_end":
        return "until"
    said: Bound | None = cue.value if cue is not None and day.start - cue.end <= _REACH else None
    return "both" if _spans(day) and said not in ("off", "moved") else said


def _spans(day: Day) -> bool:
    """Whether it is a stretch of several years."""
    return day.first[:4] != day.last[:4]


def _days(marks: Sequence[Mark]) -> list[Day]:
    """The marks as days; one without a year takes that of the next that has one."""
    found: list[Day] = []
    year: int | None = None
    for mark in reversed(marks):
        ends = _ends(mark, year)
        if ends:
            found.append(Day(*ends, mark.start, mark.end, precise=mark.kind not in ("year", "years")))
            year = int(ends[1][:4])
    return found[::-1]


def _years_end(paper: Paper, span: Span, days: Sequence[Day]) -> list[Day]:
    """ "til samme års udgang": the end of the year of the day before, where no year follows."""
    mark = paper.marks.last("years_end", span)
    if mark is None or not days or days[-1].end > mark.start:
        return []
    year = days[-1].last[:4]
    return [Day(f"{year}-12-31", f"{year}-12-31", *mark.span)]


def _ends(mark: Mark, year: int | None) -> tuple[str, str] | None:
    value = mark.value
    if mark.kind == "stretch":
        return value[0], value[1]
    if mark.kind == "years":
        return f"{value[0]}-01-01", f"{value[1]}-12-31"
    if mark.kind == "year":
        return f"{value}-01-01", f"{value}-12-31"
    if mark.kind == "month":
        last = calendar.monthrange(*value)[1]
        return f"{value[0]}-{value[1]:02}-01", f"{value[0]}-{value[1]:02}-{last}"
    iso = value if mark.kind == "date" else make_day(year, *value) if year else None
    return (iso, iso) if iso else None


def _merged(paper: Paper, days: list[Day]) -> list[Day]:
    """Years that are listed one after the other ("2020, 2021 og 2022") as one."""
    found: list[Day] = []
    for day in days:
        before = found[-1] if found else None
        if before and _follows(before, day) and _LISTED.fullmatch(paper.text, before.end, day.start):
            found[-1] = replace(before, last=day.last, end=day.end, listed=True)
        else:
            found.append(day)
    return found


def _follows(before: Day, day: Day) -> bool:
    """Whether a bare year is the next after another, or after the last of those listed."""
    bare = not before.precise and not day.precise and not _spans(day) and (before.listed or not _spans(before))
    return bare and int(day.first[:4]) == int(before.last[:4]) + 1
