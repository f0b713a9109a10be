"""Rows of a grid as they are meant: cells broken over lines joined again, the lines of a head laid over each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from parsers.figures.column_heads import COLUMN, read_column
from parsers.structure.tables import Cell, Grid

Row = tuple[Cell, ...]

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(
    r"\(?(?:i\s|år\s)?(?:19|20)\d\d(?:\s?(?:[-–/]|til|og)\s?(?:19|20)?\d\d)?\)?(?:\s?\(\w+\))?$",
    re.IGNORECASE,
)
# What a line of a head may say besides years and roles: in what the figures are counted.
_UNIT = re.compile(
    r"\(?(?:i\s|i\salt\s)?(?:antal\b.*|anmeld\w*|pct\.?|procent|%|tal|sager|indbyggere|(?:pr\.?|per)\s.*|indb\.?|andel)\)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[a-zæøå(]|\d+[.,]?\d*\s[a-zæøå]|[-–−+]")
_TAIL = re.compile(r"\s*\n([a-zæøå(][^\n.:]{1,40})(?:\n\s*\n|\Z)")
_MOST_LINES = 3


def joined_rows(text: str, grid: Grid) -> tuple[Row, ...]:
    """The rows with lines that go on the row above put to it; a blank line between keeps two rows apart."""
    done: list[Row] = []
    for row in (*grid.rows[:-1], _with_tail(text, grid)):
        if done and not _blank_between(text, done[-1], row) and _continues(done[-1], row):
            done[-1] = tuple(laid_over(above, below) for above, below in zip(done[-1], row, strict=True))
        else:
            done.append(row)
    return tuple(done)


def _with_tail(text: str, grid: Grid) -> Row:
    """The last row with the end of its longest cell, where a short line in mid-sentence stands behind a drawn table."""
    row = grid.rows[-1]
    tail = _TAIL.match(text, grid.end) if grid.setting == "drawn" else None
    longest = max(range(len(row)), key=lambda at: len(row[at].text))
    if tail is None or len(row[longest].text) < 20 or row[longest].text[-1] in ".:;":
        return row
    return tuple(
        laid_over(cell, Cell(tail[1], (tail.span(1),))) if at == longest else cell for at, cell in enumerate(row)
    )


def laid_over(above: Cell, below: Cell) -> Cell:
    """Two pieces of one cell as one."""
    if not above.text or not below.text:
        return above if above.text else below
    return Cell(f"{above.text} {below.text}", (*above.spans, *below.spans))


def head_lines(rows: Sequence[Row], named: Callable[[Row], bool]) -> int:
    """How many of the first rows are the head; 0 where none of them is. `named`: a row is about something measured."""
    first = next((at for at, row in enumerate(rows[:4]) if any(_is_head(cell) for cell in row[1:])), None)
    if first is None or named(rows[first]):
        return 0
    last = first + 1
    while last < min(len(rows) - 1, first + _MOST_LINES) and not named(rows[last]) and _goes_on_head(rows[last]):
        last += 1
    return last


def merged_head(rows: Sequence[Row]) -> Row:
    """The lines of a head as one row; a role that spans several columns is given to each of them."""
    done = list(rows[0])
    for row in rows[1:]:
        above = _spread(done, row)
        done = [laid_over(upper, lower) for upper, lower in zip(above, row, strict=True)]
    return tuple(done)


def _spread(above: Sequence[Cell], below: Row) -> list[Cell]:
    """A line of a head with its gaps filled: "Mål" in the middle above three years stands above all three."""
    spread = list(above)
    for at, (upper, lower) in enumerate(zip(above, below, strict=True)):
        if at == 0 or upper.text or not _YEARS.match(lower.text):
            continue
        left = next((a for a in range(at - 1, 0, -1) if above[a].text), None)
        right = next((a for a in range(at + 1, len(above)) if above[a].text), None)
        spread[at] = _spanning(above, left, right)
    return spread


def _spanning(above: Sequence[Cell], left: int | None, right: int | None) -> Cell:
    """The role that stands above a year without one: not a baseline's, which is of one year only."""
    for at in (left, right):
        match = COLUMN.match(above[at].text) if at is not None else None
        if at is not None and match and read_column(match).role == "target" and not _YEAR.search(above[at].text):
            return above[at]
    return Cell("")


def _is_head(cell: Cell) -> bool:
    match = COLUMN.search(cell.text) if 0 < len(cell.text) <= 60 else None
    return match is not None and match.start() <= 25


def _goes_on_head(row: Row) -> bool:
    filled = [cell for cell in row[1:] if cell.text]
    fitting = [cell for cell in filled if _YEARS.match(cell.text) or _UNIT.match(cell.text) or _is_head(cell)]
    figures = any(re.match(r"\d", cell.text) and not _YEARS.match(cell.text) for cell in filled)
    return bool(filled) and len(fitting) == len(filled) and not figures


def _blank_between(text: str, above: Row, below: Row) -> bool:
    ends = [high for cell in above for _, high in cell.spans]
    starts = [low for cell in below for low, _ in cell.spans]
    return bool(ends and starts) and bool(re.search(r"\n[ \t]*\n", text[max(ends) : min(starts)]))


def _continues(above: Row, below: Row) -> bool:
    """Whether a line goes on the row above it: it has no label of its own, or one that begins in mid-sentence."""
    at = next((place for place, cell in enumerate(below) if cell.text), None)
    if at is None or any(_is_head(cell) for cell in below):
        return False
    bare = not any(cell.text for cell in above[1:]) and bool(above[0].text)
    if at > 0:
        figures = any(re.match(r"\d", cell.text) and not _GOES_ON.match(cell.text) for cell in below)
        return bare or (bool(above[0].text) and not figures)
    return bool(_GOES_ON.match(below[0].text)) and (bare or not any(cell.text for cell in below[1:]))
