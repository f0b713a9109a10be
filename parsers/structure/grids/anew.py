"""Tables of plain text set anew: where a cell runs over lines, with print of its neighbours between them, the table is
set with tabs, so that each cell is one stretch of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.structure.body import Body
from parsers.structure.grids.grid import Cell, Grid, Span, make_grid

_WIDTH = 100  # of a column, in places of our own


@dataclass(slots=True)
class Piece:
    """What stands in one column of one line: `span` in the text, from column `left` to `right` of its line."""

    span: Span
    left: int
    right: int

    def meets(self, low: int, high: int) -> bool:
        """Whether it shares columns of characters with a stretch."""
        return low < self.right and self.left < high


@dataclass(slots=True)
class Row:
    """A row of the table: for each column the pieces of its cell, line by line."""

    cells: dict[int, list[Piece]] = field(default_factory=dict)


def in_columns(cells: Sequence[Sequence[Span]]) -> Row:
    """A row of a text without places: what stands in each column, in the places that the column would have."""
    row = Row()
    for column, spans in enumerate(cells):
        pieces = [Piece(span, column * _WIDTH, (column + 1) * _WIDTH - 1) for span in spans if span[0] < span[1]]
        if pieces:
            row.cells[column] = pieces
    return row


def set_anew(body: Body, tables: Sequence[Sequence[Row]]) -> tuple[Body, list[Grid]]:
    """The body with those tables set with tabs whose cells run over lines, and a grid for each; `tables` in order."""
    return _Setter(body).set_all(tables) if tables else (body, [])


def extent(rows: Sequence[Row]) -> Span:
    """From the first to the last printed character of a table."""
    spans = [piece.span for row in rows for pieces in row.cells.values() for piece in pieces]
    return min(low for low, _ in spans), max(high for _, high in spans)


class _Setter:
    """Copies a body piece by piece and notes where each cell comes to stand."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.pieces: list[Span | str] = []
        self.length = 0

    def set_all(self, tables: Sequence[Sequence[Row]]) -> tuple[Body, list[Grid]]:
        """The body anew, and a grid for each table."""
        grids: list[Grid] = []
        at = 0
        for rows in tables:
            low, high = extent(rows)
            low = self.body.text.rfind("\n", 0, low) + 1
            self._copy((at, low))
            wrapped = any(len(held) > 1 for row in rows for held in row.cells.values())
            cells = list(self._set(rows) if wrapped else self._kept(rows, (low, high)))
            grid = make_grid(cells, len(rows), max(max(row.cells) for row in rows) + 1, "lined")
            if grid is not None:
                grids.append(grid)
            at = high
        self._copy((at, len(self.body.text)))
        return self.body.rearranged(self.pieces), grids

    def _copy(self, span: Span) -> None:
        self.pieces.append(span)
        self.length += span[1] - span[0]

    def _say(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _kept(self, rows: Sequence[Row], span: Span) -> Iterator[Cell]:
        """A table left as it is printed."""
        shift = self.length - span[0]
        self._copy(span)
        for number, row in enumerate(rows):
            for column, held in row.cells.items():
                yield _cell((held[0].span[0] + shift, held[0].span[1] + shift), number, column, held)

    def _set(self, rows: Sequence[Row]) -> Iterator[Cell]:
        """A table set with tabs."""
        for number, row in enumerate(rows):
            if number:
                self._say("\n")
            for column in range(max(row.cells) + 1):
                if column:
                    self._say("\t")
                held = row.cells.get(column)
                if held:
                    start = self.length
                    for place, piece in enumerate(held):
                        if place:
                            self._say(" ")
                        self._copy(piece.span)
                    yield _cell((start, self.length), number, column, held)


def _cell(span: Span, row: int, column: int, held: Sequence[Piece]) -> Cell:
    left, right = min(piece.left for piece in held), max(piece.right for piece in held)
    return Cell(*span, row, column, 1, 1, left + 0.5, right + 0.5)  # never 0, which says that nothing is known
