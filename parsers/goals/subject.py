"""What a goal is measured by: what is named, which offences, how many activities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Offence
from parsers.levels.areas import Gazetteer
from parsers.levels.following import PARAGRAPH
from parsers.levels.level import ACTIVITIES, CRIME, NEED, OWN, Subject
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import Number
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_CITY_LEVEL = shown(
    re.compile(r"(?P<city>[A-ZÆØÅa-zæøå]{4,}?)(?:aner|ianer|er)?-?(?:niveau|gennemsnit)"),
    examples=("Nordbyniveau", "nordbyerniveau"),
    rejects=("niveau",),
)
_CRIME = shown(re.compile(r"kriminalitet", re.IGNORECASE), examples=("Kriminaliteten",), rejects=("anmeldelser",))
_NEAR_LEVEL = 70  # characters in which the area stands behind what says that a level is to be come near
_NARROWER: dict[Offence, Offence] = {"burglary": "burglary_residential", "theft": "theft_from_citizens"}


def name_reference(paper: Paper, gazetteer: Gazetteer, core: Span) -> str | None:
    """The area whose level a goal is to come near: "nærme sig niveauet for Nordby", "nordbyerniveau"."""
    near = paper.marks.first("direction", core, "approach")
    if near is None:
        return None
    behind = (near.start, min(core[1], near.end + _NEAR_LEVEL))
    named = [area for area, _ in gazetteer.find(behind) if area != OWN]
    if named:
        return named[0]
    levels = (match["city"].casefold() for match in _CITY_LEVEL.finditer(paper.text, *behind))
    city = gazetteer.city
    return city if city and any(level[:4] == city.casefold()[:4] for level in levels) else None


def name_subject(paper: Paper, span: Span) -> Subject | None:
    """What a goal is measured by: activities of several partners, else the first thing named."""
    found = find_subjects(paper, span)
    first = {subject.indicator: subject for subject in reversed(found)}
    shared = first.get(ACTIVITIES)
    if shared and read_threshold(paper, span) is not None:
        return shared
    named = next((subject for subject in found if subject.indicator != ACTIVITIES), None)
    return first.get(NEED) or named or _of_crime(paper, span)


def _of_crime(paper: Paper, span: Span) -> Subject | None:
    """Crime of any kind: "Kriminaliteten"."""
    mark = paper.marks.first("crime", span)
    return Subject(CRIME[paper.marks.has("per_1000", span)], None, mark.span) if mark else None


def total_before(paper: Paper, crime: Subject) -> Subject | None:
    """The total that "kriminaliteten" stands for, where the last thing told before it in its paragraph is one."""
    at = crime.span[0]
    told = (paper.paragraph_start(at, at - PARAGRAPH), at)
    general = _CRIME.match(paper.text, at) is not None
    total = paper.marks.last("offence", told) if general else None
    if total is None or not total.value.startswith("total_"):
        return None
    return Subject(CRIME[paper.marks.has("per_1000", told)], total.value, total.span)


def read_threshold(paper: Paper, core: Span) -> Number | None:
    """How many activities: a share of them, or a number right before their name."""
    share = paper.marks.last("share", core)
    if share is not None:
        return _number(share)
    for activity in paper.marks.of("activity", core):
        number = paper.marks.last("number", (core[0], activity.start))
        if number and not paper.text[number.end : activity.start].strip():
            return _number(number)
    return None


def _number(mark: Mark) -> Number:
    value: Number = mark.value
    return value


def name_offences(paper: Paper, span: Span) -> tuple[Offence, ...]:
    found: list[Offence] = list(dict.fromkeys(mark.value for mark in paper.marks.of("offence", span)))
    totals = tuple(code for code in found if code.startswith("total_"))
    return totals or tuple(code for code in found if not _is_said_again(code, found))


def _is_said_again(code: Offence, found: Sequence[Offence]) -> bool:
    """Whether a general name stands for the exact one before it: "indbrud i privat beboelse …, hvor 24 indbrud"."""
    narrow = _NARROWER.get(code)
    return narrow in found and found.index(narrow) < found.index(code)
