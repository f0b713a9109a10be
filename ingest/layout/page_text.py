"""Words with boxes become a page's text: rows, tables, columns, lines, paragraphs, in the order of reading.

One path for digital and scanned pages; only the measure of a word's height differs (`tight`: OCR boxes fit the ink).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.aligned import COLUMN_GAP, find_aligned
from ingest.layout.columns import find_values, order
from ingest.layout.furniture import find_foot, find_footnotes, find_page_number
from ingest.layout.grids import find_ruled
from ingest.layout.rows import Segment, box_of, chain_rows, cut_segments, em_of
from ingest.layout.spaced import join_spaced
from models.geometry import Box, Table, Word, enclose
from models.text import PageText, laid_text

_DIVIDED = re.compile(r"[^\W\d_][-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Layout:
    """A page laid out. All indices are into `text.words`, which stand in the order of reading."""

    text: PageText
    tables: tuple[Table, ...] = ()
    furniture: frozenset[int] = frozenset()
    footnotes: frozenset[int] = frozenset()


def lay_out(words: Sequence[Word], rules: Sequence[Box], height: float, tight: bool) -> Layout:
    """The page's text in the order of reading; every word must have a box. `height` is the page's, in points."""
    if not words:
        return Layout(PageText(""))
    words = join_spaced(words)
    boxes = [box_of(word) for word in words]
    em = em_of(boxes, tight)
    ruled = find_ruled(rules, words, em)
    in_table = {at for table in ruled for row in table.rows for cell in row for at in cell}
    rows = chain_rows(boxes, [at for at in range(len(words)) if at not in in_table])
    segments = cut_segments(boxes, rows, em)
    level = [rule for rule in rules if rule.width > rule.height]
    aligned = find_aligned(cut_segments(boxes, rows, COLUMN_GAP * em), words, em, level)
    in_table |= {at for table in aligned for row in table.rows for cell in row for at in cell}
    segments = [s for s in segments if not in_table & set(s.words)]
    tables = [*ruled, *aligned]
    number = find_page_number(segments, words, height)
    foot = find_foot([s for s in segments if not number & set(s.words)], em, height)
    segments = [s for s in segments if not (foot | number) & set(s.words)]
    lines, groups, values = _lines(segments, tables, words, em, level)
    for last in (foot, number):
        if last:
            lines.append(sorted(last, key=lambda at: boxes[at].x0))
            groups.append(len(lines))
    notes = find_footnotes(lines, words, em, height, tight)
    gaps = _gaps(lines, groups, boxes, em)
    starts = _cell_starts(tables, boxes) | dict.fromkeys(values, 1)
    return _numbered(words, lines, gaps, starts, tables, number, notes)


def _lines(
    segments: Sequence[Segment], tables: Sequence[Table], words: Sequence[Word], em: float, rules: Sequence[Box]
) -> tuple[list[list[int]], list[int], set[int]]:
    """Lines in the order of reading; for each the number of its group: a column, or, below 0, a table; values of keys.

    A table takes part in the ordering as one segment the size of its box.
    """
    boxes = [box_of(word) for word in words]
    places = {-(number + 1): table for number, table in enumerate(tables) if table.box}
    blocks = [Segment((key,), table.box, _row_of(segments, table.box)) for key, table in places.items() if table.box]
    lines: list[list[int]] = []
    groups: list[int] = []
    values: set[int] = set()
    for group in order([*segments, *blocks], em, rules):
        start = len(groups)
        last_row = None
        values |= find_values(group, words, em)
        for segment in group:
            table = places.get(segment.words[0])
            if table is not None:
                rows = _table_lines(table, words, boxes)
                lines += rows
                groups += [segment.words[0]] * len(rows)
                last_row = None
            elif segment.row == last_row:
                lines[-1].extend(segment.words)
            else:
                lines.append(list(segment.words))
                groups.append(start)
                last_row = segment.row
    return lines, groups, values


def _row_of(segments: Sequence[Segment], box: Box) -> int:
    """The row number that puts a table after the last row above its middle."""
    above = [s.row for s in segments if s.box.middle < box.middle]
    return max(above, default=-1)


def _table_lines(table: Table, words: Sequence[Word], boxes: Sequence[Box]) -> list[list[int]]:
    """A row of the table is one line, cell after cell; it breaks only in a word divided at the end of a cell's line."""
    lines: list[list[int]] = []
    for row in table.rows:
        lines.append([])
        for cell in row:
            for number, printed in enumerate(_read_cell(cell, boxes)):
                if number and _DIVIDED.search(words[lines[-1][-1]].text):
                    lines.append([])
                lines[-1] += printed
    return [line for line in lines if line]


def _read_cell(cell: Sequence[int], boxes: Sequence[Box]) -> list[list[int]]:
    return chain_rows(boxes, cell) if len(cell) > 1 else [list(cell)] if cell else []


def _cell_starts(tables: Sequence[Table], boxes: Sequence[Box]) -> dict[int, int]:
    """For the first word of each filled cell, how many cells on from the one filled before it in its row it stands."""
    starts: dict[int, int] = {}
    for table in tables:
        for row in table.rows:
            before = 0
            for place, cell in enumerate(row):
                if cell:
                    starts[_read_cell(cell, boxes)[0][0]] = place - before
                    before = place
    return starts


def _gaps(lines: Sequence[Sequence[int]], groups: Sequence[int], boxes: Sequence[Box], em: float) -> set[int]:
    """The lines after which the white is clearly larger than the page's line pitch asks for, or the group ends."""
    extents = [enclose(boxes[at] for at in line) for line in lines]
    steps = [b.middle - a.middle for a, b in itertools.pairwise(extents)]
    usual = sorted(step for step in steps if 0.8 * em < step < 2.2 * em)
    pitch = usual[len(usual) // 3] if usual else 1.4 * em
    gaps: set[int] = set()
    for at, step in enumerate(steps):
        if groups[at] != groups[at + 1] or (groups[at] >= 0 and not 0 < step <= 1.3 * pitch):
            gaps.add(at)
    return gaps


def _numbered(
    words: Sequence[Word],
    lines: Sequence[Sequence[int]],
    gaps: set[int],
    starts: dict[int, int],
    tables: Sequence[Table],
    furniture: frozenset[int],
    notes: frozenset[int],
) -> Layout:
    """Everything renumbered so that the words stand in the order of reading."""
    read = [at for line in lines for at in line]
    new = {old: number for number, old in enumerate(read)}
    ordered = [words[at] for at in read]
    renumbered = [
        replace(t, rows=tuple(tuple(tuple(sorted(new[at] for at in cell)) for cell in row) for row in t.rows))
        for t in tables
    ]
    cells = {new[at]: steps for at, steps in starts.items()}
    text = laid_text(ordered, [[new[at] for at in line] for line in lines], gaps, cells)
    renumbered.sort(key=lambda t: min((at for row in t.rows for cell in row for at in cell), default=0))
    marks = frozenset(new[at] for at in furniture), frozenset(new[at] for at in notes)
    return Layout(text, tuple(renumbered), *marks)
