"""What a table is made of before anyone says what it means: cells at their rows and columns.

Every reader (drawn tables of a page, tabs, bars, columns of blanks, rows run together) gives the same `Grid`. A cell is
one stretch of the body's text, so that marks and evidence are found in it as anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Literal

Span = tuple[int, int]
Setting = Literal["drawn", "tab", "bar", "lined", "running", "keyed"]


@dataclass(frozen=True, slots=True)
class Cell:
    """`text[start:end]` of the body, empty where they are one; it covers `rows` x `columns` from (`row`, `column`).

    It is printed from `left` to `right`: points on a page, characters in a line of text, both 0 where neither is known.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    left: float = 0.0
    right: float = 0.0

    @property
    def span(self) -> Span:
        """Where it stands in the body's text."""
        return self.start, self.end

    @property
    def middle(self) -> float:
        """Halfway between its left and its right."""
        return (self.left + self.right) / 2

    def is_off(self, other: Cell) -> float:
        """How far its middle is printed from another cell; below 0 where it is under that."""
        return max(other.left - self.middle, self.middle - other.right)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed in it."""
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Grid:
    """`at[r][c]` is the cell that covers row r and column c: the same one wherever it spans several."""

    at: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    setting: Setting

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.at)

    @property
    def width(self) -> int:
        """Columns; every row has as many."""
        return len(self.at[0])

    @property
    def cells(self) -> list[Cell]:
        """All cells, each once, row by row."""
        return list(dict.fromkeys(cell for row in self.at for cell in row))

    def column(self, number: int) -> list[Cell]:
        """The cells of a column, each once."""
        return list(dict.fromkeys(row[number] for row in self.at))


def make_grid(cells: Iterable[Cell], height: int, width: int, setting: Setting) -> Grid | None:
    """The cells as a grid, places that none covers filled with empty ones; None where nothing is printed in it."""
    found = list(cells)
    printed = [cell.span for cell in found if not cell.is_empty]
    if not printed:
        return None
    start, end = min(printed)[0], max(map(itemgetter(1), printed))
    rows = [[Cell(start, start, row, column) for column in range(width)] for row in range(height)]
    for cell in found:
        for row in range(cell.row, min(height, cell.row + cell.rows)):
            for column in range(cell.column, min(width, cell.column + cell.columns)):
                rows[row][column] = cell
    return Grid(tuple(map(tuple, rows)), start, end, setting)


def open_targets(asked: Sequence[bool]) -> int:
    """How many columns at the end a row may leave open: all that ask for a level (`asked`), where others stand before
    them; not all that is counted has a target."""
    first = asked.index(True) if True in asked else len(asked)
    return len(asked) - first if first and all(asked[first:]) else 0


def trim(text: str, span: Span) -> Span:
    """A stretch without the white space at its ends."""
    piece = text[slice(*span)]
    if not piece.strip():
        return span[0], span[0]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())


def join_spans(text: str, spans: Sequence[Span]) -> Span | None:
    """The one stretch that holds these and nothing printed besides; None where there is none."""
    if not spans:
        return None
    ordered = sorted(spans)
    for (_, end), (start, _) in pairwise(ordered):
        if text[end:start].strip():
            return None
    return ordered[0][0], max(end for _, end in ordered)
