"""Numbers that goals take from the headings above them, and sentences that only say in general what goals follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parsers.goals.parts_of_a_goal import Statement
from parsers.structure.sentences import Span

_HEAD = re.compile(
    r"(?m)^[ \t*_]*(?P<number>[A-H]|\d{1,2})[.)]?[ \t]+(?:[–-][ \t]+)?(?P<words>[A-ZÆØÅ][^\n.:;\d]{2,60})[.:]?[*_ \t]*$"
)
# A sentence that tells more than the general wish: how much, of what share, since when.
_TELLS = re.compile(r"(?i)\d|\b(?:andel|antal|tallet|niveau|pct|procent|halver|hvert\s+år|årligt|fasthold|nærme)\w*")


def with_headed_numbers(text: str, zones: Sequence[Span], found: Sequence[Statement]) -> list[Statement]:
    """Goals without a number of their own under counted headings ("A. Trygheden", then a paragraph) with theirs."""
    heads = [head for zone in zones for head in _counted(_HEAD.finditer(text, *zone))]
    done: list[Statement] = []
    for one in found:
        above = [head for head in heads if head.end() < one.core[1]]
        held = bool(above) and any(low <= above[-1].start() and one.start < high for low, high in zones)
        if one.number is None and held and not _runs_past(text, above[-1].end(), one):
            one = replace(one, number=above[-1]["number"])
        done.append(one)
    return done


def _counted(heads: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The headings that count from 1 or A on, one after the other; a lone one counts nothing."""
    kept: list[re.Match[str]] = []
    for head in heads:
        follows = chr(ord(kept[-1]["number"][-1]) + 1) if kept else None
        if (head["number"] in ("1", "A") and not kept) or head["number"] == follows:
            kept.append(head)
    return kept if len(kept) > 1 else []


def _runs_past(text: str, at: int, one: Statement) -> bool:
    """Whether more stands between a heading and a goal than a paragraph that leads up to it."""
    return len(re.findall(r"\n[ \t]*\n(?=[ \t]*\S)", text[at : one.core[0]])) > 1


def without_general(text: str, zones: Sequence[Span], found: Sequence[Statement]) -> list[Statement]:
    """The goals without sentences that only say in general what the goals behind them say in figures."""
    return [one for one in found if not _is_general(text, one) or not _is_said(one, zones, found)]


def _is_general(text: str, one: Statement) -> bool:
    bare = one.number is None and one.rule == "goal-sentence" and not (one.levels or one.offences or one.threshold)
    plain = bare and one.direction in ("increase", "decrease") and one.indicator in _FAMILY
    return plain and not _TELLS.search(text, *one.core)


def _is_said(one: Statement, zones: Sequence[Span], found: Sequence[Statement]) -> bool:
    zone = next((zone for zone in zones if zone[0] <= one.start < zone[1]), (0, 0))
    more = [other for other in found if other is not one and one.start < other.start < zone[1]]
    family = _FAMILY[one.indicator]
    return any(other.indicator.startswith(family) and (other.number or other.levels) for other in more)


_FAMILY = {"feels_safe": "feels", "feels_unsafe": "feels", "reported_offences": "reported"}
