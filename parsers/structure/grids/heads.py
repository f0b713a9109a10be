"""Which rows of a grid are its head, which columns its labels, and what each value therefore stands under and beside.

    Gerningstype | Baseline |    Måltal       head: 2 rows; "Måltal" stands over both years
                 | 2023     | 2024 | 2025
    Skovly                                    a row of one cell: the group of the rows below it
    Indbrud      | 40       | 36   | 32       label: 1 column

Nothing here knows what a word means: figures, years and bare words are told apart, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from parsers.marks.mark import Marks
from parsers.structure.grids.grid import Cell, Grid

# Marks that make a cell one of figures; a year makes it one only beside these.
_FIGURES = ("number", "share", "change", "points", "money", "broken_money", "pending")
_BARE = ("number", "money", "broken_money")
# What the second line of a head may say.
_HEAD_MARKS = ("year", "years", "role", "time_of_day", "per_1000", "unit_word")
_DASHED = re.compile(r"[-–—.*/\s]+|n/?a\.?|ej opgjort|ukendt|ingen", re.IGNORECASE)
_MOST_HEADS = 4
_MOST_WORDS = 7  # of a cell of figures: "9,5 sager pr. 1.000 borgere i 2015"


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of figures or words with all that it stands under and beside, outermost first."""

    cell: Cell
    heads: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    groups: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A grid whose first `heads` rows are its head and whose first `labels` columns are its labels."""

    grid: Grid
    heads: int
    labels: int
    groups: tuple[int, ...] = ()  # rows of one cell that head the rows below them

    def head_of(self, column: int) -> tuple[Cell, ...]:
        """The cells a column stands under, from the top, each once."""
        above = (self._above(row, column) for row in range(self.heads))
        return tuple(dict.fromkeys(cell for cell in above if cell is not None and not cell.is_empty))

    def is_over(self, head: Cell, column: int) -> bool:
        """Whether a head is sure to stand over a column: it is printed right over it, spans it, or stands in the middle
        over all that it is nearest to."""
        if head.column <= column < head.column + head.columns or not head.right:
            return True
        below = [
            self.grid.at[self.heads - 1][c] for c in range(self.labels, self.grid.width) if head in self.head_of(c)
        ]
        placed = [cell for cell in below if cell.right]
        own = self.grid.at[self.heads - 1][column]
        if not placed or (head.left < own.right and own.left < head.right):
            return True
        middle = (min(cell.left for cell in placed) + max(cell.right for cell in placed)) / 2
        near = min(abs((head.left + head.right) / 2 - (cell.left + cell.right) / 2) for cell in placed)
        return abs((head.left + head.right) / 2 - middle) <= near

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold values."""
        return tuple(row for row in range(self.heads, self.grid.height) if row not in self.groups)

    def labels_of(self, row: int) -> tuple[Cell, ...]:
        """What a row stands beside, from the left; what a label over several rows says holds for each of them."""
        found = []
        for column in range(self.labels):
            cell = self.grid.at[row][column]
            if cell.is_empty and column + 1 < self.labels:
                cell = self._label_above(row, column) or cell
            if not cell.is_empty:
                found.append(cell)
        return tuple(dict.fromkeys(found))

    def values_of(self, row: int) -> Iterator[Value]:
        """The cells of a row behind its labels, empty ones too."""
        labels = self.labels_of(row)
        above = [group for group in self.groups if group < row]
        groups = tuple(cell for cell in self.grid.at[above[-1]] if not cell.is_empty)[:1] if above else ()
        for column in range(self.labels, self.grid.width):
            cell = self.grid.at[row][column]
            if cell.row == row and cell.column == column:
                yield Value(cell, self.head_of(column), labels, groups)

    def _label_above(self, row: int, column: int) -> Cell | None:
        """The label that a place left empty below it stands for: "Skovly" beside the first of its two rows."""
        for upper in range(row - 1, self.heads - 1, -1):
            if upper in self.groups:
                return None
            cell = self.grid.at[upper][column]
            if not cell.is_empty:
                return cell
        return None

    def _above(self, row: int, column: int) -> Cell | None:
        """The cell of a line of the head that a column stands under, be it printed in the middle over several."""
        cell = self.grid.at[row][column]
        if not cell.is_empty or column < self.labels or row + 1 >= self.heads:
            return cell
        if all(self.grid.at[below][column].is_empty for below in range(row + 1, self.heads)):
            return None
        return self._nearest(row, column)

    def _nearest(self, row: int, column: int) -> Cell | None:
        line = [cell for cell in dict.fromkeys(self.grid.at[row]) if not cell.is_empty and cell.column >= self.labels]
        below = next(c for r in range(row + 1, self.heads) if not (c := self.grid.at[r][column]).is_empty)
        if below.right and all(cell.right for cell in line):
            middle = (below.left + below.right) / 2
            ranked = sorted(line, key=lambda cell: (max(cell.left - middle, middle - cell.right), -cell.left))
            return ranked[0] if ranked else None
        before = [cell for cell in line if cell.column < column]
        return before[-1] if before else None


def read_sheet(grid: Grid, marks: Marks, text: str) -> Sheet:
    """The grid with its head, labels and groups told apart."""
    kinds = [[_kind_of(cell, marks, text) for cell in row] for row in grid.at]
    if marks.has("role", grid.at[0][0].span) or marks.has("year", grid.at[0][0].span):
        grid, kinds = _turned(grid, kinds)
    heads = _count_heads(grid, kinds, marks, text)
    labels = _count_labels(grid, kinds[heads:], heads, text)
    keyed = grid.setting == "keyed"
    groups = tuple(row for row in range(grid.height) if _is_group(grid.at[row], ["words"] if keyed else kinds[row]))
    return Sheet(grid, heads, labels, groups)


def _turned(grid: Grid, kinds: list[list[str]]) -> tuple[Grid, list[list[str]]]:
    """A grid whose labels stand behind its figures with the column of labels put first."""
    columns = list(zip(*kinds[1:], strict=True))
    words = [at for at, column in enumerate(columns) if set(column) == {"words"}]
    if not columns or set(columns[0]) != {"figure"} or not words:
        return grid, kinds
    order = [words[-1], *(at for at in range(grid.width) if at != words[-1])]
    rows = [tuple(replace(row[old], column=new) for new, old in enumerate(order)) for row in grid.at]
    return Grid(tuple(rows), grid.start, grid.end, grid.setting), [[row[at] for at in order] for row in kinds]


def _kind_of(cell: Cell, marks: Marks, text: str) -> str:
    """`empty`, `figure`, `year`, `dash` or `words`."""
    if cell.is_empty:
        return "empty"
    if _DASHED.fullmatch(text, cell.start, cell.end):
        return "dash"
    if len(text[cell.start : cell.end].split()) > _MOST_WORDS:
        return "words"  # a sentence may hold figures
    dated = marks.has("year", cell.span) or marks.has("years", cell.span)
    # A head may name the change it asks for: "Mål 2022 (-10 %)"; a cell its year: "Mål 2022: 78 %".
    share = marks.first("share", cell.span)
    asked = dated and marks.has("role", cell.span) and (share is None or "(" in text[cell.start : share.start])
    kinds = _BARE if asked else _FIGURES
    if any(not marks.covering("per_1000", mark.start) for kind in kinds for mark in marks.of(kind, cell.span)):
        return "figure"
    return "year" if dated else "words"


def _count_heads(grid: Grid, kinds: Sequence[Sequence[str]], marks: Marks, text: str) -> int:
    """How many of the first rows are the head; 0 where figures or keys begin at once."""
    first = 1 if _is_group(grid.at[0], kinds[0]) and grid.height > 2 else 0  # a title in the table's first row
    if _holds_figures(kinds[first]) or _holds_keys(grid, text):
        return 0
    last = first + 1
    # What is printed over several columns is said more of below it, be it all that this page has of the table.
    spans = any(cell.columns > 1 for cell in grid.at[first])
    # A head over several rows has the others of its columns beside it: "Område" beside "2020", below "Skovly", "I alt".
    beside = grid.at[first][0].row + grid.at[first][0].rows
    while last < min(beside, grid.height) and not {"figure", "dash"} & set(kinds[last][1:]):
        last += 1
    most = min(grid.height - (not spans), first + _MOST_HEADS)
    while last < most and _goes_on_head(grid.at[last], kinds[last], marks):
        last += 1
    return last


def _holds_figures(kinds: Sequence[str]) -> bool:
    """Whether a row has more figures than years behind its first cell."""
    return kinds[1:].count("figure") > kinds[1:].count("year")


def _holds_keys(grid: Grid, text: str) -> bool:
    """Whether most cells of the first column end like keys: "Parter:", "Løbetid:"."""
    column = [cell for cell in grid.column(0) if not cell.is_empty]
    return sum(text[cell.end - 1] == ":" for cell in column) * 2 > len(column)


def _goes_on_head(cells: Sequence[Cell], kinds: Sequence[str], marks: Marks) -> bool:
    """Whether a row says more of the columns above it: years, roles and units, and nothing of its own."""
    said = [cell for cell, kind in zip(cells[1:], kinds[1:], strict=True) if kind != "empty"]
    if not said or "figure" in kinds or kinds[0] not in ("empty", "words") or _names_subject(cells, marks):
        return False
    return all(any(marks.has(kind, cell.span) for kind in _HEAD_MARKS) for cell in said)


def _names_subject(cells: Sequence[Cell], marks: Marks) -> bool:
    first = next((cell for cell in cells[:2] if not cell.is_empty), None)
    return first is not None and any(marks.has(kind, first.span) for kind in ("offence", "feeling", "need"))


def _count_labels(grid: Grid, kinds: Sequence[Sequence[str]], heads: int, text: str) -> int:
    """The columns before the first of figures, at least one; a first column of numbers or years is one of labels, and
    so is one that numbers the rows: "Nr." 1, 2, 3."""
    for column in range(1, grid.width):
        below = [row[column] for row in kinds if row[column] not in ("empty", "dash")]
        if not below or sum(kind == "figure" for kind in below) * 2 < len(below):
            continue
        if column + 1 == grid.width or not _numbers_rows(grid, heads, column, text):
            return column
    return 1


def _numbers_rows(grid: Grid, heads: int, column: int, text: str) -> bool:
    """Whether a column counts its rows, each one more than the row before."""
    printed = [text[slice(*row[column].span)].rstrip(".") for row in grid.at[heads:] if not row[column].is_empty]
    numbers = [int(words) for words in printed if words.isdigit()]
    return len(numbers) == len(printed) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_group(cells: Sequence[Cell], kinds: Sequence[str]) -> bool:
    """Whether a row is one cell of words, with nothing beside it."""
    printed = [cell for cell in dict.fromkeys(cells) if not cell.is_empty]
    return len(printed) == 1 and printed[0].column == 0 and kinds[0] in ("words", "year") and len(cells) > 1
