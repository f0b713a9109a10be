"""Which way a goal goes: by the first word that says so, by comparing its levels where none does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Direction, Indicator, Role
from parsers.levels.level import ACTIVITIES, Level
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import Number
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_FOLLOWED = shown(
    re.compile(r"\b(?:følges|overvåges)\s*\.?\s*$", re.IGNORECASE), examples=("trusler følges",), rejects=("følges af",)
)
# Which words say the way, those before the others.
_RANKS = (("maintain", "increase", "decrease", "monitor"), ("approach",), ("at_least", "at_most"))


def read_direction(paper: Paper, span: Span, indicator: Indicator) -> tuple[Direction, Span] | None:
    """What a stretch asks for; None where no word says which way.

    "skal årligt stige og nærme sig" is an increase, "skal nærme sig" alone an approach; a share of activities is one
    to be reached at least, whatever else goes up in the sentence.
    """
    if indicator == ACTIVITIES:
        least = paper.marks.first("direction", span, "at_least") or paper.marks.first("share", span)
        return ("at_least", least.span) if least else None
    asked = paper.marks.first("asks", span)
    for kinds in _RANKS:
        mark = _first([m for m in paper.marks.of("direction", span) if m.value in kinds], asked)
        if mark is not None:
            return _plain(mark.value), mark.span
    followed = _FOLLOWED.search(paper.text, *span)
    return ("monitor", followed.span()) if followed else None


def _first(found: Sequence[Mark], asked: Mark | None) -> Mark | None:
    """The first direction behind the word that asks; before it only where none follows ("Flere skal være trygge")."""
    behind = [m for m in found if asked and m.start > asked.start]
    return next(iter(behind or found), None)


def _plain(value: str) -> Direction:
    names: dict[str, Direction] = {
        "maintain": "maintain", "increase": "increase", "decrease": "decrease", "monitor": "monitor",
        "approach": "approach", "at_least": "at_least", "at_most": "decrease",
    }  # fmt: skip
    return names[value]


def compared(levels: Sequence[Level]) -> Direction | None:
    """The way from a stated start to a stated target."""
    starts, goals = _figures(levels, "baseline"), _figures(levels, "target")
    if not starts or not goals:
        return None
    start, goal = starts[0], goals[-1]
    return "maintain" if goal == start else "increase" if goal > start else "decrease"


def _figures(levels: Sequence[Level], role: Role) -> list[Number]:
    return [level.value for level in levels if level.role == role and isinstance(level.value, int | float)]


def of_feeling(way: Direction, indicator: Indicator, levels: Sequence[Level]) -> Direction:
    """The way of a goal; where a feeling is to be had by so many at least, the way from its start, if that is told."""
    least = way == "at_least" and indicator.startswith("feels")
    return compared(levels) or way if least else way


def wished(indicator: Indicator, levels: Sequence[Level]) -> Direction | None:
    """The way where only a figure is named: so many at least shall feel safe, at most so many unsafe or reported."""
    if not any(level.role == "target" and level.value is not None for level in levels):
        return None
    return "at_least" if indicator in ("feels_safe", ACTIVITIES) else "decrease"
