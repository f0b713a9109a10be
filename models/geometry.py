"""Where things stand on the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page.

    Unit: PDF points (1/72 inch). Origin: the page's top left corner after rotation, y growing downwards.
    `x0 <= x1`, `top <= bottom`.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical centre, in points from the top."""
        return (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )


def enclose(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them; ValueError where there is none."""
    found = list(boxes)
    if not found:
        raise ValueError("no boxes to enclose")
    x0, top, x1, bottom = found[0].x0, found[0].top, found[0].x1, found[0].bottom
    for box in found[1:]:  # a box made for each step would be most of the cost of a page's layout
        x0 = box.x0 if box.x0 < x0 else x0
        top = box.top if box.top < top else top
        x1 = box.x1 if box.x1 > x1 else x1
        bottom = box.bottom if box.bottom > bottom else bottom
    return Box(x0, top, x1, bottom)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, as one engine read it.

    `text` is the engine's own reading, never altered. `box` is None in plain text. `confidence` is the OCR engine's,
    0..1, and None where no OCR took part.
    """

    text: str
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Indices into a page's words, in reading order, that stand on one line of print."""

    words: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page: `rows[r][c]` holds the indices of the page's words in that cell, empty for an empty cell.

    Every row has the same number of cells. `ruled` tells a table drawn with lines from one found by alignment.
    `spans`: for a cell that covers several, by its (row, column), over how many (rows, columns) it reaches from there;
    its words stand in its first cell, the others that it covers are empty. A cell that is not named covers itself.
    """

    rows: tuple[tuple[tuple[int, ...], ...], ...]
    box: Box | None
    ruled: bool
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
