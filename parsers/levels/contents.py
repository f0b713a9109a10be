"""What a cell holds by itself: a figure, a change behind it, a year of its own, or that it is left for later.

45 (-25 %)   a figure and its change        afventer   left for later
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.levels.figures import counts_other
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import Number
from parsers.structure.paper import Paper

SIGNS = "+-–−±"
_LONGEST_WORDS = 40  # characters of a cell that tells a level of need


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell tells; None where it does not. `pending`: that its figure comes later."""

    value: Number | str | None = None
    change: Number | None = None
    year: int | None = None
    pending: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there is anything to make a level of."""
        return self.pending or self.value is not None or self.change is not None


def read_content(paper: Paper, span: Span) -> Content:
    """The content of a cell; from one figure to another ("40 → 30") is a goal and none."""
    marks = paper.marks
    if "→" in paper.text[slice(*span)]:
        return Content()
    pending = marks.has("pending", span)
    year = None if pending else next(iter(marks.values("year", span)), None)
    number, share = _number(paper, span), marks.first("share", span)
    figure = number or share
    if figure is None:
        value = _without_figure(paper, span)
        return Content(value, None, year, pending and value is None)
    return Content(figure.value, _change_behind(paper, span, number, share), year)


def _change_behind(paper: Paper, span: Span, number: Mark | None, share: Mark | None) -> Number | None:
    """The change that stands behind a figure: "45 (25 %)", "45 (-25 %)"."""
    counted = number is not None and share is not None and share.start > number.start
    mark = share if counted else paper.marks.first("change", span)
    return mark.value if mark else None


def _number(paper: Paper, span: Span) -> Mark | None:
    """The first number of a cell that counts what the table is about; no neighbour tells of one alone."""
    numbers = paper.marks.of("number", span)
    return next((mark for mark in numbers if _is_alone(paper, mark, span) or not counts_other(paper, mark)), None)


def _is_alone(paper: Paper, number: Mark, span: Span) -> bool:
    """Whether a number in digits, with its sign, is all that a cell holds."""
    digits = paper.text[slice(*number.span)]
    return digits[0].isdigit() and paper.text[slice(*span)].strip(f"{SIGNS} ") == digits


def _without_figure(paper: Paper, span: Span) -> Number | str | None:
    """What a cell without a figure of its own tells: a change, digits of several cells read as one, a level of need."""
    words = paper.text[slice(*span)]
    change, level = paper.marks.first("change", span), paper.marks.first("level", span)
    if change is not None:
        told: Number = change.value
        return told
    if words.isdigit() and paper.marks.covering("number", span[0]):
        return int(words)
    return str(level.value) if level and len(words) < _LONGEST_WORDS else None
