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
from operator import itemgetter

from parsers.marks.mark import Marks
from parsers.structure.grids.grid import Cell, Grid

# Marks that make a cell one of figures; a year makes it one only beside these.
_FIGURES = ("number", "share", "change", "points", "money", "broken_money", "pending")
_NO_FIGURES = ("per_1000", "part_of_year")  # "pr. 1.000", "1. kvartal"
_BARE = ("number", "money", "broken_money")
_SUBJECTS = ("offence", "feeling", "need")
# What the second line of a head may say.
_HEAD_MARKS = ("year", "years", "part_of_year", "role", "time_of_day", "per_1000", "unit_word")
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
        """Whether a head that a column stands under is sure to: it spans it, or stands in the middle over all that it
        is nearest to."""
        if head.column <= column < head.column + head.columns or not head.right:
            return True
        last = self.grid.at[self.heads - 1]
        below = [last[c] for c in range(self.labels, self.grid.width) if head in self.head_of(c)]
        middle = (min(cell.left for cell in below) + max(cell.right for cell in below)) / 2
        return abs(head.middle - middle) <= min(abs(head.middle - cell.middle) for cell in below)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold values."""
        return tuple(row for row in range(self.heads, self.grid.height) if row not in self.groups)

    def labels_of(self, row: int) -> tuple[Cell, ...]:
        """What a row stands beside, from the left; what a label over several rows says holds for each of them, until a
        row begins anew: "I alt" stands beside nothing of the row above it."""
        found = []
        begun = False
        for column in range(self.labels):
            cell = self.grid.at[row][column]
            begun = begun or (not cell.is_empty and cell.row == row)
            if cell.is_empty and column + 1 < self.labels and not begun:
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
        below = next((c for r in range(row + 1, self.heads) if not (c := self.grid.at[r][column]).is_empty), None)
        return self._nearest(row, column, below) if below else None

    def _nearest(self, row: int, column: int, below: Cell) -> Cell | None:
        """The cell of a line of the head that one below it is printed under; else the last before its column."""
        line = [cell for cell in dict.fromkeys(self.grid.at[row]) if not cell.is_empty and cell.column >= self.labels]
        if below.right:
            return min(line, key=lambda cell: (below.is_off(cell), -cell.left), default=None)
        return next((cell for cell in reversed(line) if cell.column < column), None)


def read_sheet(grid: Grid, marks: Marks, text: str) -> Sheet:
    """The grid with its head, labels and groups told apart."""
    grid = _laid_down(grid) if _is_one_row(grid, marks) else grid
    kinds = [[_kind_of(cell, marks, text) for cell in row] for row in grid.at]
    if marks.has_any(("role", "year"), grid.at[0][0].span):
        grid, kinds = _turned(grid, kinds)
    heads = _count_heads(grid, kinds, marks, text)
    labels = _count_labels(grid, kinds[heads:], heads, text)
    keyed = grid.setting == "keyed"
    groups = tuple(row for row in range(grid.height) if _is_group(grid.at[row], ["words"] if keyed else kinds[row]))
    return Sheet(grid, heads, labels, groups)


def _is_one_row(grid: Grid, marks: Marks) -> bool:
    """Whether keys stand above each other that would head columns, with what is measured beside one of them.

    Indikator    | Antal anmeldelser om indbrud
    Udgangspunkt | 58 (2021)
    Mål          | Højst 40
    """
    if grid.width != 2 or grid.setting == "keyed":
        return False
    keys, told = [row[0] for row in grid.at], [row[1] for row in grid.at]
    roles = {role for key in keys for role in marks.values("role", key.span)}
    if len(roles) < 2 or any(marks.has_any(_SUBJECTS, key.span) for key in keys):
        return False
    return sum(marks.has_any((*_SUBJECTS, "activity"), cell.span) for cell in told) == 1


def _laid_down(grid: Grid) -> Grid:
    """A grid of keys and their values as one row under its head."""
    rows = [tuple(replace(row[side], row=side, column=at) for at, row in enumerate(grid.at)) for side in (0, 1)]
    return Grid(tuple(rows), grid.start, grid.end, grid.setting)


def _turned(grid: Grid, kinds: list[list[str]]) -> tuple[Grid, list[list[str]]]:
    """A grid whose labels stand behind its figures with the column of labels put first."""
    words = [at for at, column in enumerate(zip(*kinds[1:], strict=True)) if set(column) == {"words"}]
    if not words or {row[0] for row in kinds[1:]} != {"figure"}:
        return grid, kinds
    order = sorted(range(grid.width), key=words[-1].__ne__)
    rows = [tuple(replace(row[old], column=new) for new, old in enumerate(order)) for row in grid.at]
    kinds = [list(itemgetter(*order)(row)) for row in kinds]
    return Grid(tuple(rows), grid.start, grid.end, grid.setting), kinds


def _kind_of(cell: Cell, marks: Marks, text: str) -> str:
    """`empty`, `figure`, `year`, `dash` or `words`."""
    if cell.is_empty:
        return "empty"
    if _DASHED.fullmatch(text, cell.start, cell.end):
        return "dash"
    if len(text[cell.start : cell.end].split()) > _MOST_WORDS:
        return "words"  # a sentence may hold figures
    dated = marks.has_any(("year", "years", "part_of_year"), cell.span)
    if _holds_figure(cell, marks, dated):
        return "figure"
    return "year" if dated else "words"


def _holds_figure(cell: Cell, marks: Marks, dated: bool) -> bool:
    """Whether a cell gives a figure; a head may name the change it asks for, "Mål 2022 (-10 %)", a cell of figures its
    year, "Mål 2022: 78 %"."""
    asked = dated and marks.has("role", cell.span) and not marks.has("share", cell.span)
    figures = marks.any_of(_BARE if asked else _FIGURES, cell.span)
    return any(not any(marks.covering(kind, mark.start) for kind in _NO_FIGURES) for mark in figures)


def _count_heads(grid: Grid, kinds: Sequence[Sequence[str]], marks: Marks, text: str) -> int:
    """How many of the first rows are the head; 0 where figures or keys begin at once."""
    first = 1 if _is_group(grid.at[0], kinds[0]) and grid.height > 2 else 0  # a title in the table's first row
    if _holds_figures(kinds[first]) or _holds_keys(grid, text) or _says(grid.at[first], marks, text):
        return 0
    # What is printed over several columns is said more of below it, be it all that this page has of the table.
    spans = any(cell.columns > 1 for cell in grid.at[first])
    # A head over several rows has the others of its columns beside it: "Område" beside "2020", below "Skovly", "I alt".
    beside = grid.at[first][0].row + grid.at[first][0].rows
    last = max(first + 1, min(beside, grid.height))
    most = min(grid.height - (not spans), first + _MOST_HEADS)
    while last < most and _goes_on_head(grid.at[last], kinds[last], marks, text):
        last += 1
    return last


def _holds_figures(kinds: Sequence[str]) -> bool:
    """Whether a row has more figures than years behind its first cell."""
    return kinds[1:].count("figure") > kinds[1:].count("year")


def _says(cells: Sequence[Cell], marks: Marks, text: str) -> bool:
    """Whether a row says something in words behind its first cell, or in a sentence that its first cell begins: "Mål |
    Andelen af trygge skal op på 74 %", "Anmeldt tyveri | skal ned fra 60 i 2023 til 50"."""
    told = ((text[slice(*cell.span)], cell.span) for cell in cells[1:] if not cell.is_empty)
    long = [(words, span) for words, span in told if len(words.split()) > _MOST_WORDS]
    return any(words.endswith(".") or words[0].islower() or marks.has("share", span) for words, span in long)


def _holds_keys(grid: Grid, text: str) -> bool:
    """Whether most cells of the first column end like keys: "Parter:", "Løbetid:"."""
    column = [cell for cell in grid.column(0) if not cell.is_empty]
    return sum(text[cell.end - 1] == ":" for cell in column) * 2 > len(column)


def _goes_on_head(cells: Sequence[Cell], kinds: Sequence[str], marks: Marks, text: str) -> bool:
    """Whether a row says more of the columns above it: years, roles and units, and nothing of its own."""
    said = [cell for cell, kind in zip(cells[1:], kinds[1:], strict=True) if kind != "empty"]
    if not said or "figure" in kinds or kinds[0] not in ("empty", "words") or _names_subject(cells, marks):
        return False
    return not _says(cells, marks, text) and all(marks.has_any(_HEAD_MARKS, cell.span) for cell in said)


def _names_subject(cells: Sequence[Cell], marks: Marks) -> bool:
    first = next((cell for cell in cells[:2] if not cell.is_empty), None)
    return first is not None and marks.has_any(_SUBJECTS, first.span)


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
