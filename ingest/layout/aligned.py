"""Tables without rules: rows whose words keep to the same columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.layout.rows import Segment, box_of
from models.geometry import Box, Table, Word, enclose

COLUMN_GAP = 0.7  # ems: the least white between two columns of a table
_HALF_LINE = 0.9  # ems: rows closer than this are lines of cells set to their middles, not lines of one cell
_SNAP = 3.0  # points within which two rules stand at one height
_DAY = re.compile(r"\d\.? ?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|@", re.IGNORECASE)
_SIGNING = re.compile(r"underskr|underteg|på vegne af|tiltr[åæ]d|signatur", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:navn|titel|stilling|part|organisation|dato|underskrift|myndighed|funktion)\w*", re.IGNORECASE)
_SHORT = 20  # characters: a cell of figures is no longer ("139 (-10 %)", "41,2 pr. 1.000")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of print: its segments, left to right, and its box."""

    segments: tuple[Segment, ...]
    box: Box


def find_aligned(segments: Sequence[Segment], words: Sequence[Word], em: float, rules: Sequence[Box]) -> list[Table]:
    """Tables told by alignment alone; `rules` are level lines that may part their rows. Words of tables already found
    must not be among the segments."""
    rows = _rows(segments)
    tables: list[Table] = []
    at = free = 0
    while at < len(rows):
        run = _run(rows, at, em)
        table = _table(rows, (free, at, at + run), words, em, rules) if run >= 3 else None
        if table is None:
            at += 1
        else:
            tables.append(table)
            at = free = at + run
    return tables


def _rows(segments: Sequence[Segment]) -> list[Row]:
    by_row: dict[int, list[Segment]] = {}
    for segment in segments:
        by_row.setdefault(segment.row, []).append(segment)
    return [
        Row(tuple(sorted(found, key=lambda s: s.box.x0)), enclose(s.box for s in found))
        for _, found in sorted(by_row.items())
    ]


def _run(rows: Sequence[Row], start: int, em: float) -> int:
    """How many rows from `start` keep to common columns: each of two segments or more, or a wrapped cell between."""
    if len(rows[start].segments) < 2:
        return 0
    spans = [(s.box.x0, s.box.x1) for s in rows[start].segments]
    end = start + 1
    while end < len(rows) and rows[end].box.top - rows[end - 1].box.bottom < 2.2 * em:
        grown = _grow(spans, rows[end])
        lone = len(rows[end].segments) == 1
        if grown is None or (lone and not _wraps(rows, end, em) and not _is_high(rows, end, em)):
            break
        spans = grown
        end += 1
    while end > start and len(rows[end - 1].segments) < 2 and rows[end - 1].box.x0 < spans[0][1]:
        end -= 1  # what stands alone below the first column may be a note
    return end - start


def _wraps(rows: Sequence[Row], at: int, em: float) -> bool:
    return rows[at].box.top - rows[at - 1].box.bottom < 0.7 * em


def _is_high(rows: Sequence[Row], at: int, em: float) -> bool:
    """Whether a row is the first line of a cell whose neighbours, set to its middle, stand half a line below it."""
    return at + 1 < len(rows) and rows[at + 1].box.middle - rows[at].box.middle < _HALF_LINE * em


def _grow(spans: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]] | None:
    """The columns widened by a row, or None where a segment of it bridges two of them, or two stand in one."""
    grown = list(spans)
    seen: set[int] = set()
    for segment in row.segments:
        x0, x1 = segment.box.x0, segment.box.x1
        met = [at for at, (left, right) in enumerate(grown) if left < x1 and x0 < right]
        if len(met) > 1 or seen & set(met):
            return None
        seen.update(met)
        if met:
            left, right = grown[met[0]]
            grown[met[0]] = (min(left, x0), max(right, x1))
        else:
            grown.append((x0, x1))
    grown.sort()
    return None if any(b[0] < a[1] for a, b in itertools.pairwise(grown)) else grown


def _table(
    rows: Sequence[Row], extent: tuple[int, int, int], words: Sequence[Word], em: float, rules: Sequence[Box]
) -> Table | None:
    """The rows of a run as a table, its head included. `extent`: first row free for a head, run's start and end."""
    free, start, end = extent
    strips = _strips(rows[start:end])
    while start > free and (narrowed := _fit_header(rows[start - 1], rows[start], words, strips, em)):
        strips = narrowed
        start -= 1
    cuts = [(left + right) / 2 for left, right in strips]
    lines = [_cells(row, words, cuts) for row in rows[start:end]]
    extent_box = enclose(row.box for row in rows[start:end])
    merged = _merge(lines, [row.box for row in rows[start:end]], rules, em)
    signed = _is_signed(rows[:start], lines, words, extent_box, em, rules)
    if not _is_table(lines, words, signed) and not _is_table(merged, words, signed):
        return None
    return Table(tuple(merged), extent_box, False)


def _strips(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The strips that no segment of the rows enters."""
    spans = sorted((s.box.x0, s.box.x1) for row in rows for s in row.segments)
    strips: list[tuple[float, float]] = []
    reach = spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 > reach:
            strips.append((reach, x0))
        reach = max(reach, x1)
    return strips


def _fit_header(
    row: Row, below: Row, words: Sequence[Word], strips: Sequence[tuple[float, float]], em: float
) -> list[tuple[float, float]]:
    """The strips as far as the row above leaves them free, or none where it is no head of these columns.

    A head may reach over its column's figures, but leaves more than a word space between one column and the next.
    """
    if below.box.top - row.box.bottom > 1.5 * em:
        return []
    boxes = sorted((box_of(words[at]) for s in row.segments for at in s.words), key=lambda box: box.x0)
    edges = [(-1e6, boxes[0].x0), *((a.x1, b.x0) for a, b in itertools.pairwise(boxes)), (boxes[-1].x1, 1e6)]
    white = [(left, right) for left, right in edges if right - left > 0.45 * em]
    fitted = []
    for left, right in strips:
        free = max(
            ((min(right, r) - max(left, x), max(left, x), min(right, r)) for x, r in white), default=(0.0, 0.0, 0.0)
        )
        if free[0] <= 0:
            return []
        fitted.append((free[1], free[2]))
    inside = [box for box in boxes if any(box.x0 > left for left, _ in fitted)]
    return fitted if inside else []


def _cells(row: Row, words: Sequence[Word], cuts: Sequence[float]) -> list[tuple[int, ...]]:
    cells: list[list[int]] = [[] for _ in range(len(cuts) + 1)]
    for segment in row.segments:
        for at in segment.words:
            box = box_of(words[at])
            cells[sum(cut < (box.x0 + box.x1) / 2 for cut in cuts)].append(at)
    return [tuple(cell) for cell in cells]


def _is_table(lines: Sequence[Sequence[tuple[int, ...]]], words: Sequence[Word], signed: bool) -> bool:
    """Figures under each other, or at least three columns that most rows fill; a page of signatures is neither."""
    columns = len(lines[0])
    cells = [" ".join(words[at].text for at in cell) for line in lines[1:] for cell in line[1:] if cell]
    figures = [cell for cell in cells if _is_figure(cell)]
    full = sum(all(line) for line in lines)
    if columns >= 2 and len(lines) >= 3 and len(figures) >= 0.5 * max(1, len(cells)) and len(figures) >= 2:
        return True
    if signed or any(_says_one_thing([" ".join(words[at].text for at in cell) for cell in line]) for line in lines):
        return False
    return columns >= 3 and len(lines) >= 3 and full >= 0.7 * len(lines)


def _is_figure(cell: str) -> bool:
    """Whether a cell is a figure and little else, not a day or a number of a case."""
    if len(cell) > _SHORT or _DAY.search(cell):
        return False
    return bool(re.match(r"\D{0,4}\d", cell)) or sum(char.isdigit() for char in cell) > 0.4 * len(cell)


def _is_signed(
    above: Sequence[Row],
    lines: Sequence[Sequence[tuple[int, ...]]],
    words: Sequence[Word],
    box: Box,
    em: float,
    rules: Sequence[Box],
) -> bool:
    """Whether signatures stand here: lines to sign on side by side, or a word above that says so and no head below."""
    near = [rule for rule in rules if box.top - 3 * em < rule.middle < box.bottom + 2 * em]
    if any(abs(a.middle - b.middle) < _SNAP and b.x0 - a.x1 > 0.5 * em for a in near for b in near):
        return True
    head = " ".join(words[at].text for cell in lines[0] for at in cell)
    told = " ".join(words[at].text for row in above[-8:] for s in row.segments for at in s.words)
    return bool(_SIGNING.search(told)) and len(_HEAD.findall(head)) < 2


def _says_one_thing(cells: Sequence[str]) -> bool:
    """Whether a row says the same in every column, or is a row of lines to sign on: signatures, not a table."""
    return all(cells) and (len(set(cells)) == 1 or all(set(cell) <= set("._-…– ") for cell in cells))


def _merge(
    lines: Sequence[list[tuple[int, ...]]], boxes: Sequence[Box], rules: Sequence[Box], em: float
) -> list[tuple[tuple[int, ...], ...]]:
    """Rows of print as rows of the table: a cell that wraps stands closer to its first line than rows stand apart."""
    steps = [below.middle - above.middle for above, below in itertools.pairwise(boxes)]
    pitch = min(step if step > _HALF_LINE * em else max(2 * step, 1.1 * em) for step in steps)
    close = 1.25 * pitch
    apart = [step for step in steps if step > close]
    wraps = bool(apart) and median(apart) > 1.35 * pitch
    parted = [rule for rule in rules if boxes[0].middle < rule.middle < boxes[-1].middle and _crosses(rule, boxes)]
    merged: list[list[tuple[int, ...]]] = []
    for number, line in enumerate(lines):
        ruled = number and any(boxes[number - 1].middle < rule.middle < boxes[number].middle for rule in rules)
        tail = number and not ruled and (not line[0] or wraps) and steps[number - 1] <= close
        if tail or (number and not ruled and len(parted) > 1):
            merged[-1] = [old + new for old, new in zip(merged[-1], line, strict=True)]
        else:
            merged.append(list(line))
    return [tuple(row) for row in merged]


def _crosses(rule: Box, boxes: Sequence[Box]) -> bool:
    """Whether a level rule parts the rows: it runs below most of their width."""
    box = enclose(boxes)
    return min(rule.x1, box.x1) - max(rule.x0, box.x0) > 0.8 * box.width
