"""A table laid out: every place of it has a cell, covered ones are empty, and lines in cells are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tests.variations.paper import Cell, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its column; `words` where the column holds words, not figures. `covered`: a cell above reaches here."""

    column: int
    lines: tuple[str, ...]
    across: int = 1
    down: int = 1
    words: bool = False
    covered: bool = False

    def width(self) -> int:
        return max(map(len, self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[Placed, ...], ...]
    heads: int
    columns: int

    def widths(self) -> list[int]:
        """Letters in each column; a cell over several columns stretches its last one where it must."""
        widths = [0] * self.columns
        for cell in (cell for row in self.rows for cell in row if cell.across == 1):
            widths[cell.column] = max(widths[cell.column], cell.width())
        for cell in (cell for row in self.rows for cell in row if cell.across > 1):
            short = cell.width() - sum(widths[cell.column : cell.column + cell.across])
            widths[cell.column + cell.across - 1] += max(0, short)
        return widths


def lay_out(table: Table) -> Grid:
    """The grid of a table; lines in a cell are parted by "|"."""
    body = [*_rows(table.body)]
    head = [*_rows(table.head)]
    columns = max(cell.column + cell.across for row in (*head, *body) for cell in row)
    words = {at for at in range(columns) if all(_is_words(cell) for row in body for cell in row if cell.column == at)}
    marked = tuple(tuple(replace(cell, words=cell.column in words) for cell in row) for row in (*head, *body))
    return Grid(marked, len(head), columns)


def _is_words(cell: Placed) -> bool:
    text = "".join(cell.lines)
    return (not any(letter.isdigit() for letter in text[:3]) and text not in ("–", "-", "")) or cell.covered


def _rows(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Placed, ...]]:
    reaching: dict[int, int] = {}
    for row in rows:
        placed: list[Placed] = []
        at = 0
        for cell in row:
            at = _cover(placed, reaching, at)
            placed.append(Placed(at, tuple(cell.text.split("|")), cell.across, cell.down))
            if cell.down > 1:
                reaching[at] = cell.down
            at += cell.across
        _cover(placed, reaching, at)
        yield tuple(placed)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}


def _cover(placed: list[Placed], reaching: dict[int, int], at: int) -> int:
    """Puts empty cells where a cell of an earlier row reaches down; returns the next free column."""
    while at in reaching and not any(cell.column == at for cell in placed):
        placed.append(Placed(at, ("",), covered=True))
        at += 1
    return at


def with_breaks(table: Table) -> Iterator[Table | None]:
    """The table in its parts; None is the page's end between them."""
    at = table.breaks_before
    if at is None:
        yield table
        return
    yield replace(table, body=table.body[:at], breaks_before=None)
    yield None
    yield replace(table, head=table.head if table.head_again else (), body=table.body[at:], breaks_before=None)
