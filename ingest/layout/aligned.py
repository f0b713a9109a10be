"""Tables without rules: rows whose words keep to the same columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

from ingest.layout.rows import Segment, box_of
from ingest.layout.table_heads import Below, Fitted, fit_head
from ingest.layout.table_labels import group_labels
from ingest.layout.table_lines import TableLine, is_figure, is_year, merge_lines, text_of
from ingest.layout.table_runs import Row, find_run, rows_of
from ingest.layout.table_verdict import is_signed, is_table
from models.geometry import Box, Table, Word, enclose

COLUMN_GAP = 0.7  # ems: the least white between two columns of a table
_CLOSER = 0.75  # of the rows' pitch: heads set to the middle of two rows stand so close to the upper ones


def find_aligned(segments: Sequence[Segment], words: Sequence[Word], em: float, rules: Sequence[Box]) -> list[Table]:
    """Tables told by alignment alone; `rules` are level lines that may part their rows. Words of tables already found
    must not be among the segments."""
    rows = rows_of(segments)
    tables: list[Table] = []
    at = free = 0
    while at < len(rows):
        run = find_run(rows, at, words, em)
        table = _table(rows[:at], free, run, words, em, rules) if len(run) >= 3 else None
        if table is None:
            at += 1
        else:
            tables.append(table)
            at = free = at + len(run)
    return tables


def _table(
    before: Sequence[Row], free: int, run: Sequence[Row], words: Sequence[Word], em: float, rules: Sequence[Box]
) -> Table | None:
    """A run as a table, with the heads that stand above it: rows `before` it, of which those from `free` on may be."""
    rows = [*before, *run]
    start = len(before) + _first_of_figures(run, words)
    top, lines = _with_heads(rows, free, start, words, em, rules)
    if top > len(before):  # what the run holds above its figures are no heads
        top, lines = _with_heads(rows, free, len(before), words, em, rules)
    box = enclose(line.box for line in lines)
    merged = merge_lines(lines, rules, words, em)
    signed = is_signed(rows[:top], lines[0].cells, words, box, em, rules)
    if not any(is_table([line.cells for line in found], words, signed) for found in (lines, merged)):
        return None
    labelled = group_labels(merged, words, rules)
    spans = {(at, column): (1, across) for at, line in enumerate(merged) for column, across in line.joint.items()}
    spans |= {(at, 0): (down, 1) for at, down in labelled.down.items()}
    return Table(tuple(line.cells for line in labelled.lines), box, False, spans)


def _with_heads(
    rows: Sequence[Row], free: int, start: int, words: Sequence[Word], em: float, rules: Sequence[Box]
) -> tuple[int, list[TableLine]]:
    """The rows from `start` on as lines of a table with as many heads as fit above them, and where these begin."""
    strips, top = _strips(rows[start:]), start
    steps = [below.box.middle - above.box.middle for above, below in itertools.pairwise(rows[start:])]
    pitch = median(steps) if steps else em
    body = [_line(row, words, strips) for row in rows[start:]]
    heads: list[TableLine] = []
    while top > free:
        below = Below([*heads, *body], strips)
        fitted, count = _fit_rows(rows[free:top], below, words, em, rules, pitch)
        if fitted is None:
            break
        strips, top = fitted.strips, top - count
        body = [_line(row, words, strips) for row in rows[start:]]
        heads.insert(0, fitted.line)
    return top, [*heads, *body]


def _fit_rows(
    rows: Sequence[Row], below: Below, words: Sequence[Word], em: float, rules: Sequence[Box], pitch: float
) -> tuple[Fitted | None, int]:
    """The last row as heads of what is below it, or the last two where they share a row; and how many that took."""
    last = rows[-1]
    if last.heading:
        return Fitted(_line(last, words, below.strips), list(below.strips)), 1
    if len(rows) > 1 and _share_a_row(rows[-2], last, pitch):
        both = fit_head([*rows[-2].segments, *last.segments], below, words, rules, em)
        if both is not None and both.line.joint:
            return both, 2
    return fit_head(last.segments, below, words, rules, em), 1


def _share_a_row(above: Row, below: Row, pitch: float) -> bool:
    """Whether two lines of heads may be one row, some of its cells set to the middle of two: they stand closer than
    rows do, and no print of one is under print of the other."""
    if below.box.middle - above.box.middle > _CLOSER * pitch:
        return False
    return not any(a.box.x0 < b.box.x1 and b.box.x0 < a.box.x1 for a in above.segments for b in below.segments)


def _first_of_figures(rows: Sequence[Row], words: Sequence[Word]) -> int:
    """The first row with a figure that is no year beside its label: what stands above it may be heads. 0 for none."""
    for at, row in enumerate(rows):
        texts = [text_of(segment.words, words) for segment in row.segments[1:]]
        if any(is_figure(text) and not is_year(text) for text in texts):
            return at
    return 0


def _strips(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The strips that no segment of the rows enters, what stands alone and heads rows or crosses columns left out."""
    columns = _stretches((s.box.x0, s.box.x1) for row in rows if len(row.segments) > 1 for s in row.segments)
    alone = [(row.box.x0, row.box.x1) for row in rows if len(row.segments) == 1 and not row.heading]
    within = [(x0, x1) for x0, x1 in alone if sum(left < x1 and x0 < right for left, right in columns) < 2]
    filled = _stretches([*columns, *within])
    return [(left[1], right[0]) for left, right in itertools.pairwise(filled)]


def _stretches(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """What the spans cover together, from the left."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if found and x0 <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _line(row: Row, words: Sequence[Word], strips: Sequence[tuple[float, float]]) -> TableLine:
    """A row of print in its columns; what heads the rows below it, and is no label, stands over them all."""
    cuts = [(left + right) / 2 for left, right in strips]
    only = row.segments[0]
    if row.heading and only.box.x1 > strips[0][0]:
        return TableLine((only.words, *[()] * len(cuts)), row.box, {0: len(cuts) + 1})
    cells: list[list[int]] = [[] for _ in range(len(cuts) + 1)]
    for segment in row.segments:
        for at in segment.words:
            box = box_of(words[at])
            cells[sum(cut < (box.x0 + box.x1) / 2 for cut in cuts)].append(at)
    return TableLine(tuple(map(tuple, cells)), row.box)
