"""Tables drawn with rules: pdfplumber's grid over edges that pdfium or the page image gave.

pdfplumber's own way to the edges is to parse the page again with pdfminer, 60 ms a page; its grid takes 1 ms.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.layout.rows import box_of, chain_rows
from ingest.layout.table_labels import Labelled, group_labels
from ingest.layout.table_lines import Cells, TableLine, holds_rows, merge_lines
from models.geometry import Box, Table, Word, enclose

Spans = dict[tuple[int, int], tuple[int, int]]

_SNAP = 3.0  # points within which two rules are one
_REACH = 4.0  # points by which a rule may miss another and still meet it


def find_ruled(rules: Sequence[Box], words: Sequence[Word], em: float) -> list[Table]:
    """The tables that the rules draw, of at least two rows and two columns and with a word in them."""
    tables = (_table(group, words, em) for group in find_grids(rules))
    return [table for table in tables if table]


def find_grids(rules: Sequence[Box]) -> list[list[Box]]:
    """The cells of each grid that the rules draw, grids from the top of the page."""
    level = [rule for rule in rules if rule.width > rule.height]
    upright = [rule for rule in rules if rule.width <= rule.height]
    if len(level) < 3 or len(upright) < 3:
        return []
    from pdfplumber import table as plumber

    edges = plumber.merge_edges([*map(_level, level), *map(_upright, upright)], _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = plumber.edges_to_intersections(edges, _REACH, _REACH)
    groups = plumber.cells_to_tables(plumber.intersections_to_cells(crossings))
    grids = [[Box(*cell) for cell in group] for group in groups]
    return sorted(grids, key=lambda cells: (min(cell.top for cell in cells), min(cell.x0 for cell in cells)))


def _level(rule: Box) -> dict[str, object]:
    y = rule.middle
    return {"x0": rule.x0, "x1": rule.x1, "top": y, "bottom": y, "width": rule.width, "height": 0.0, "orientation": "h"}


def _upright(rule: Box) -> dict[str, object]:
    x = (rule.x0 + rule.x1) / 2
    edge: dict[str, object] = {"x0": x, "x1": x, "top": rule.top, "bottom": rule.bottom}
    return {**edge, "width": 0.0, "height": rule.height, "orientation": "v"}


def _table(cells: Sequence[Box], words: Sequence[Word], em: float) -> Table | None:
    lefts = _steps([cell.x0 for cell in cells])
    tops = _steps([cell.top for cell in cells])
    if len(lefts) < 2 or len(tops) < 2:
        return None
    box = enclose(cells)
    grid: list[list[list[int]]] = [[[] for _ in lefts] for _ in tops]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    inside = [at for at, word in enumerate(words) if holds(box, box_of(word))]
    for cell in cells:
        held = [at for at in inside if holds(cell, box_of(words[at]))]
        row, column = _step(tops, cell.top), _step(lefts, cell.x0)
        grid[row][column].extend(held)
        reach = _reach(tops[row:], cell.bottom), _reach(lefts[column:], cell.x1)
        if reach != (1, 1):
            spans[row, column] = reach
    if not any(cell for row in grid for cell in row):
        return None
    return _parted([tuple(map(tuple, row)) for row in grid], box, spans, words, em)


def _reach(steps: Sequence[float], end: float) -> int:
    """How many of the steps, the first of them a cell's own, lie before its end."""
    return max(1, sum(step < end - _SNAP for step in steps))


def _parted(rows: Sequence[Cells], box: Box, spans: Spans, words: Sequence[Word], em: float) -> Table:
    """The table, with rows parted that have no level rules between them: cells with figures under each other."""
    boxes = [box_of(word) for word in words]
    parts = [_row_parts(TableLine(row, box), boxes, words, em) for row in rows]
    starts = list(itertools.accumulate((len(part) for part in parts), initial=0))
    moved = {
        (starts[row], column): (starts[row + down] - starts[row] if down > 1 else 1, across)
        for (row, column), (down, across) in spans.items()
    }
    lines: list[TableLine] = []
    for part in parts:
        labelled = group_labels(part, words, ()) if len(part) > 1 else Labelled(part, {})
        moved |= {(len(lines) + at, 0): (down, 1) for at, down in labelled.down.items()}
        lines += labelled.lines
    return Table(tuple(line.cells for line in lines), box, True, moved)


def _row_parts(row: TableLine, boxes: Sequence[Box], words: Sequence[Word], em: float) -> list[TableLine]:
    """A row as the rows of print that it holds: itself where no two of them have figures under each other."""
    held = {at: column for column, cell in enumerate(row.cells) for at in cell}
    lines = []
    for printed in chain_rows(boxes, list(held)):
        cells = tuple(tuple(at for at in printed if held[at] == column) for column in range(len(row.cells)))
        lines.append(TableLine(cells, enclose(boxes[at] for at in printed)))
    return merge_lines(lines, (), words, em) if holds_rows(lines, words) else [row]


def holds(box: Box, word: Box) -> bool:
    """Whether the middle of a word lies in a box."""
    x = (word.x0 + word.x1) / 2
    return box.x0 <= x < box.x1 and box.top <= word.middle < box.bottom


def _steps(values: Sequence[float]) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _SNAP:
            steps.append(value)
    return steps


def _step(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda at: abs(steps[at] - value))
