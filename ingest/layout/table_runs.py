"""Runs of rows that keep to the same columns: what may be a table without rules."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.rows import Segment
from ingest.layout.table_lines import CONTINUES, HALF_LINE, is_figure, text_of
from models.geometry import Box, Word, enclose

_NO_HEAD = re.compile(r"^(?:tabel|figur|skema|kilde|note|anm)\b|[.;,]$", re.IGNORECASE)  # of rows of a table
_EVEN, _SAME = 1.4, 1.12  # times the least step: rows of one table stand so evenly; all but alike


@dataclass(frozen=True, slots=True)
class Row:
    """One row of print: its segments, left to right, its box, and whether it stands alone and heads rows below it."""

    segments: tuple[Segment, ...]
    box: Box
    heading: bool = False


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """The rows of print that the segments make up, from the top."""
    by_row: dict[int, list[Segment]] = {}
    for segment in segments:
        by_row.setdefault(segment.row, []).append(segment)
    return [
        Row(tuple(sorted(found, key=lambda s: s.box.x0)), enclose(s.box for s in found))
        for _, found in sorted(by_row.items())
    ]


def find_run(rows: Sequence[Row], start: int, words: Sequence[Word], em: float) -> list[Row]:
    """The rows from `start` that keep to common columns: each of two segments or more, or, alone, what is more of a
    cell or heads the rows below it."""
    if len(rows[start].segments) < 2:
        return []
    spans = [(s.box.x0, s.box.x1) for s in rows[start].segments]
    end, heading = start + 1, set[int]()
    while end < len(rows) and rows[end].box.top - rows[end - 1].box.bottom < 2.2 * em:
        grown = _grow(spans, rows[end])
        if len(rows[end].segments) == 1 and _heads_rows(rows, (start, end), spans, words, em):
            heading.add(end)
            grown = spans
        elif len(rows[end].segments) == 1 and not _wraps(rows, end, em) and not _is_high(rows, end, em):
            break
        if grown is None:
            break
        spans = grown
        end += 1
    while end > start and len(rows[end - 1].segments) < 2 and not _is_last_label(rows[end - 1], spans, words):
        end -= 1  # what stands alone below the first column may be a note
    run = [replace(rows[at], heading=at in heading) for at in range(start, end)]
    if len(run) > 3 and _has_own_column(run[0], run[1:]):
        return []  # a head over several columns, between the heads below it
    return run


def _has_own_column(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row has print under which none stands in the rows below."""
    spans = [(s.box.x0, s.box.x1) for other in below for s in other.segments]
    return any(not any(x0 < s.box.x1 and s.box.x0 < x1 for x0, x1 in spans) for s in row.segments)


def _is_last_label(row: Row, spans: Sequence[tuple[float, float]], words: Sequence[Word]) -> bool:
    """Whether a line alone at the end is more of a cell: it stands beside the first column, or goes on with a label."""
    if row.box.x0 >= spans[0][1]:
        return True
    goes_on = CONTINUES.match(text_of(row.segments[0].words, words))
    return bool(goes_on) and len(spans) > 1 and row.box.x1 < spans[1][0]


def _heads_rows(
    rows: Sequence[Row], run: tuple[int, int], spans: Sequence[tuple[float, float]], words: Sequence[Word], em: float
) -> bool:
    """Whether a line alone, at the left edge or about the middle of the table, heads rows of figures below it.

    It stands as evenly as the rows do: a caption between two tables has more white above it, a cell that wraps less.
    """
    start, at = run
    if at + 1 >= len(rows) or _grow(spans, rows[at + 1]) is None or not _has_figures(rows[at + 1], words):
        return False
    box, text = rows[at].box, text_of(rows[at].segments[0].words, words)
    steps = [below.box.middle - above.box.middle for above, below in itertools.pairwise(rows[start : at + 2])]
    left, width = spans[0][0], spans[-1][1] - spans[0][0]
    middle = left + 0.3 * width < (box.x0 + box.x1) / 2 < left + 0.7 * width
    placed = abs(box.x0 - left) < em or (middle and max(steps[-2:]) < _SAME * min(steps))
    even = max(steps[-2:]) < _EVEN * min(steps) and rows[at + 1].segments[0].box.x0 < spans[0][1]
    named = not _NO_HEAD.search(text) and not CONTINUES.match(text) and not is_figure(text)
    return even and placed and named and box.x1 <= spans[-1][1] + em


def _has_figures(row: Row, words: Sequence[Word]) -> bool:
    return len(row.segments) > 1 and any(is_figure(text_of(s.words, words)) for s in row.segments[1:])


def _wraps(rows: Sequence[Row], at: int, em: float) -> bool:
    return rows[at].box.top - rows[at - 1].box.bottom < 0.7 * em


def _is_high(rows: Sequence[Row], at: int, em: float) -> bool:
    """Whether a row is the first line of a cell whose neighbours, set to its middle, stand half a line below it."""
    return at + 1 < len(rows) and rows[at + 1].box.middle - rows[at].box.middle < HALF_LINE * em


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
