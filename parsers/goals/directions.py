"""Which way a goal goes: by the first word that says so, by comparing its levels where none does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Direction, Indicator
from parsers.levels.level import Level
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_FOLLOWED = shown(
    re.compile(r"\b(?:følges|overvåges)\s*\.?\s*$", re.IGNORECASE), examples=("trusler følges",), rejects=("følges af",)
)
_FIRST = ("maintain", "increase", "decrease", "monitor")


def read_direction(paper: Paper, span: Span, indicator: Indicator) -> tuple[Direction, Span] | None:
    """What a stretch asks for; None where no word says which way.

    "skal årligt stige og nærme sig" is an increase, "skal nærme sig" alone an approach; a share of activities is one
    to be reached at least, whatever else goes up in the sentence.
    """
    found = list(paper.marks.of("direction", span))
    if indicator == "activities_with_partners":
        least = next((m for m in found if m.value == "at_least"), None)
        share = paper.marks.first("share", span)
        mark = least or share
        return ("at_least", mark.span) if mark else None
    asked = paper.marks.first("asks", span)
    first = [m for m in found if m.value in _FIRST]
    mark = _first(first, asked)
    if mark is None:
        mark = next((m for m in found if m.value == "approach"), None) or next(iter(found), None)
    if mark is None:
        followed = _FOLLOWED.search(paper.text, *span)
        return ("monitor", followed.span()) if followed else None
    return _plain(mark.value), mark.span


def _first(found: Sequence[Mark], asked: Mark | None) -> Mark | None:
    """The first direction behind the word that asks; before it only where none follows ("Flere skal være trygge")."""
    if not found:
        return None
    kept = next((m for m in found if m.value == "maintain"), None)
    behind = [m for m in found if asked and m.start > asked.start]
    first = (behind or found)[0]
    return kept if kept is not None and first.value == "monitor" else first


def _plain(value: str) -> Direction:
    names: dict[str, Direction] = {
        "maintain": "maintain", "increase": "increase", "decrease": "decrease", "monitor": "monitor",
        "approach": "approach", "at_least": "at_least", "at_most": "decrease",
    }  # fmt: skip
    return names[value]


def compared(levels: Sequence[Level]) -> Direction | None:
    """The way from a stated start to a stated target."""
    start = next((x.value for x in levels if x.role == "baseline" and isinstance(x.value, int | float)), None)
    goal = next((x.value for x in reversed(levels) if x.role == "target" and isinstance(x.value, int | float)), None)
    if start is None or goal is None:
        return None
    return "maintain" if goal == start else "increase" if goal > start else "decrease"


def of_feeling(way: Direction, indicator: Indicator, levels: Sequence[Level]) -> Direction:
    """The way of a goal; where a feeling is to be had by so many at least, the way from its start, if that is told."""
    least = way == "at_least" and indicator.startswith("feels")
    return compared(levels) or way if least else way


def wished(indicator: Indicator, levels: Sequence[Level]) -> Direction | None:
    """The way where only a figure is named: so many at least shall feel safe, at most so many unsafe or reported."""
    if not any(level.role == "target" and level.value is not None for level in levels):
        return None
    return "at_least" if indicator in ("feels_safe", "activities_with_partners") else "decrease"
