"""Sentences that may state a goal, parted where a new clause states one of its own."""

from __future__ import annotations

import re

from parsers.goals.units import Unit
from parsers.levels.figures import find_figures
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_TITLE = shown(
    re.compile(r"(?P<title>[A-ZÆØÅ][^\n.:;]{8,70}?)[ \t]*\n\s*(?=[A-ZÆØÅ][a-zæøå]+ )"),
    examples=("Flere skal være trygge\nAndelen af",),
    rejects=("Antallet skal falde. Det",),
)
_INFINITIVE = shown(re.compile(r",?\s*(?:og\s+)?at\s"), examples=(", at fastholde", "og at øge"), rejects=(", mens",))
_DECIMAL = shown(re.compile(r"\d,\d"), examples=("4,2",), rejects=("4, 2",))
_RELATIVE = shown(
    re.compile(r"(?i)[,;]?\s*(?:hvor|heraf|deraf|så(?:ledes|dan)?\b)"), examples=(", hvor den", ", så"), rejects=("og",)
)


def find_cores(paper: Paper, unit: Unit) -> list[Span]:
    """The sentences of a unit that may state a goal, pieces after a colon put to what announces them."""
    low, high = unit.span
    merged: list[Span] = []
    for start, end in paper.told_over(unit.span):
        # A sentence may go on behind what its list takes for the end of an item: before a name with a capital.
        piece = (max(low, start), min(max(high, unit.rest), end))
        if merged and paper.text[merged[-1][1] - 1] == ":":
            merged[-1] = (merged[-1][0], piece[1])
        else:
            merged += _without_title(paper, piece)
    return merged


def _without_title(paper: Paper, span: Span) -> list[Span]:
    """A sentence that a title was read into, as two: "Flere skal være trygge" on a line of its own, then the goal."""
    match = _TITLE.match(paper.text, *span)
    if match is None or not _is_whole(paper, match.span("title")):
        return [span]
    return [match.span("title"), (match.end(), span[1])]


def find_segments(paper: Paper, core: Span) -> list[Span]:
    """A sentence parted where a new clause states a goal of its own: what, and which way or how much."""
    cuts = [core[0]]
    for mark in paper.marks.of("break", core):
        left, right = (cuts[-1], mark.start), (mark.start, core[1])
        if _may_part(paper, mark, core) and _is_whole(paper, left) and _is_whole(paper, right):
            cuts.append(mark.start)
    return list(zip(cuts, [*cuts[1:], core[1]], strict=True))


def _may_part(paper: Paper, mark: Mark, core: Span) -> bool:
    if any(paper.marks.covering(kind, mark.start) for kind in ("time_of_day", "offence", "place")):
        return False
    if _RELATIVE.match(paper.text, mark.start) or _DECIMAL.match(paper.text, mark.start - 1):
        return False
    return mark.value == "strong" or paper.text[mark.start] in ",;" or paper.text[mark.start : mark.end].lower() == "og"


def _is_whole(paper: Paper, span: Span) -> bool:
    """Whether a piece could be a goal by itself: it names what is measured, a way, and a figure or a word that asks."""
    named = find_subjects(paper, span) or paper.marks.has("crime", span)
    figures = bool(find_figures(paper, span))
    asks = paper.marks.has("asks", span)
    if not named or not (paper.marks.has("direction", span) or (asks and figures)):
        return False
    return asks or figures or bool(_INFINITIVE.match(paper.text, *span))
