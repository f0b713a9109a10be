"""All tables of a paper, whatever set them: grids found, their heads read, what stands around them put to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.marks.mark import Marks, Span
from parsers.structure.body import Body
from parsers.structure.grids.around import Around, read_around
from parsers.structure.grids.grid import Cell, Grid
from parsers.structure.grids.heads import Sheet, Value, read_sheet
from parsers.structure.grids.keyed import read_keyed
from parsers.structure.grids.marked import read_marked
from parsers.structure.grids.running import read_rest, read_running

_ITEM_WORDS = 4  # an item of a list has more
_MARKER = re.compile(r"(?:Nr\.?|Mål|Delmål)?[ ]?(?:\d{1,2}(?:\.\d)?|[a-h])[.):]?|[•·▪–-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: `sheet` tells head from labels from values, `around` holds caption, lead and notes.

    `upper`: the part of it on the page before, whose head holds for this one where it has none.
    """

    sheet: Sheet
    around: Around
    upper: Table | None = None

    @property
    def grid(self) -> Grid:
        """Its cells."""
        return self.sheet.grid

    @property
    def span(self) -> Span:
        """From its first printed character to its last."""
        return self.grid.start, self.grid.end

    @property
    def captions(self) -> tuple[Span, ...]:
        """Its own caption, else that of the part before."""
        return self.around.captions or (self.upper.captions if self.upper else ())

    def rows(self) -> Iterator[tuple[tuple[Cell, ...], list[Value]]]:
        """Each row of values: its labels, and its cells with what they stand under and beside."""
        for row in self.sheet.rows:
            yield self.sheet.labels_of(row), [self._headed(value) for value in self.sheet.values_of(row)]

    def row_spans(self) -> Iterator[Span]:
        """From the first to the last printed character of each row of the grid."""
        for row in self.grid.at:
            printed = [cell for cell in row if not cell.is_empty]
            if printed:
                yield min(cell.start for cell in printed), max(cell.end for cell in printed)

    def corner(self) -> tuple[Cell, ...]:
        """The heads of the label columns: "Gerningstype", "Andel trygge beboere"."""
        own = (cell for column in range(self.sheet.labels) for cell in self.sheet.head_of(column))
        return tuple(dict.fromkeys(own)) or (self.upper.corner() if self.upper else ())

    def _headed(self, value: Value) -> Value:
        if value.heads or self.upper is None or self.sheet.heads:
            return value
        return Value(value.cell, self.upper.sheet.head_of(value.cell.column), value.labels, value.groups)


def find_tables(body: Body, marks: Marks, known: Sequence[Grid]) -> list[Table]:
    """The tables in order. `known`: those already found, drawn ones and those set anew with tabs."""
    text, end = body.text, body.notes_start
    grids = [*known]
    for low, high in _free(known, end):
        grids += read_marked(text, low, high)
    for low, high in _free(grids, end):
        grids += read_running(body, marks, low, high)
    grids += [rest for grid, ceiling in _ceilings(grids, end) if (rest := read_rest(body, marks, grid, ceiling))]
    for low, high in _free(grids, end):
        grids += read_keyed(body, marks, low, high)
    grids = sorted((grid for grid in grids if not _is_list(text, grid)), key=lambda grid: grid.start)
    return list(_tables(text, marks, grids, end))


def _tables(text: str, marks: Marks, grids: Sequence[Grid], end: int) -> Iterator[Table]:
    before: Table | None = None
    for number, grid in enumerate(grids):
        floor = grids[number - 1].end if number else 0
        ceiling = grids[number + 1].start if number + 1 < len(grids) else end
        sheet = read_sheet(grid, marks, text)
        upper = before if before and _goes_on(text, before, sheet) else None
        before = Table(sheet, read_around(text, grid, floor, ceiling), upper)
        yield before


def _is_list(text: str, grid: Grid) -> bool:
    """Whether a grid is no more than a list: markers in its first column, beside each one cell of many words."""
    if grid.width != 2:
        return False
    items = [(marker, item) for marker, item in grid.at if not marker.is_empty]
    worded = all(len(text[slice(*item.span)].split()) > _ITEM_WORDS for _, item in items)
    return worded and bool(items) and all(_MARKER.fullmatch(text, *marker.span) for marker, _ in items)


def _goes_on(text: str, before: Table, sheet: Sheet) -> bool:
    """Whether a table is the rest of the one before it: as wide, nothing printed between, its head said again or not
    at all."""
    grid, above = sheet.grid, before.grid
    if grid.width != above.width or text[above.end : grid.start].strip():
        return False
    heads = [text[slice(*cell.span)] for cell in grid.at[0]]
    return sheet.heads == 0 or heads == [text[slice(*cell.span)] for cell in above.at[0]]


def _ceilings(grids: Sequence[Grid], end: int) -> Iterable[tuple[Grid, int]]:
    """Each grid and where the next one begins."""
    ordered = sorted(grids, key=lambda grid: grid.start)
    return zip(ordered, [*(grid.start for grid in ordered), end][1:], strict=True)


def _free(grids: Sequence[Grid], end: int) -> Iterator[Span]:
    """The stretches between the grids."""
    at = 0
    for grid in sorted(grids, key=lambda grid: grid.start):
        if grid.start > at:
            yield at, min(grid.start, end)
        at = max(at, grid.end)
    if at < end:
        yield at, end
