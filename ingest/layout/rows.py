"""Rows of print out of boxes: the first step of the layout, the same for digital and scanned pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from models.geometry import Box, Word, enclose

# Of a typeset em: the height of pdfium's loose boxes, and of the tight boxes of words that OCR gives.
LOOSE, TIGHT = 1.15, 0.75


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one row with no wide gap between them, left to right. `row` numbers the page's rows from the top."""

    words: tuple[int, ...]
    box: Box
    row: int


def em_of(boxes: Sequence[Box], tight: bool) -> float:
    """The page's em in points, from its words' boxes; 10 where there are none."""
    heights = [box.height for box in boxes if box.height > 2]
    return median(heights) / (TIGHT if tight else LOOSE) if heights else 10.0


def chain_rows(boxes: Sequence[Box], indices: Sequence[int]) -> list[list[int]]:
    """Indices row by row from the top, each row left to right.

    From left to right, each word joins the row whose last word it overlaps most in height, so that a page set askew
    by half a degree, or two columns off each other's lines, still give their own rows.
    """
    rows: list[list[int]] = []
    buckets: dict[int, list[int]] = {}
    size = max(1.0, median(boxes[at].height for at in indices)) if indices else 1.0
    for at in sorted(indices, key=lambda at: (boxes[at].x0, boxes[at].top)):
        box, middle = boxes[at], boxes[at].middle
        key = int(middle // size)
        near = [row for bucket in (key - 1, key, key + 1) for row in buckets.get(bucket, ())]
        fitting = [row for row in near if _meet(boxes[rows[row][-1]], box)]
        if fitting:
            row = min(fitting, key=lambda row: (abs(boxes[rows[row][-1]].middle - middle), row))
            buckets[int(boxes[rows[row][-1]].middle // size)].remove(row)
            rows[row].append(at)
        else:
            row = len(rows)
            rows.append([at])
        buckets.setdefault(key, []).append(row)
    return sorted(rows, key=lambda row: (sum(boxes[at].middle for at in row) / len(row), boxes[row[0]].x0))


def _meet(one: Box, other: Box) -> bool:
    if other.x0 <= one.x0 - 1:
        return False
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def cut_segments(boxes: Sequence[Box], rows: Sequence[Sequence[int]], gap: float) -> list[Segment]:
    """Each row of words cut where two of their boxes stand more than `gap` points apart."""
    segments: list[Segment] = []
    for number, row in enumerate(rows):
        run: list[int] = []
        reach = 0.0  # where the run's words end
        for at in row:
            box = boxes[at]
            if run and box.x0 - reach > gap:
                segments.append(_segment(boxes, run, number))
                run = []
            reach = max(reach, box.x1) if run else box.x1
            run.append(at)
        if run:
            segments.append(_segment(boxes, run, number))
    return segments


def _segment(boxes: Sequence[Box], run: Sequence[int], row: int) -> Segment:
    return Segment(tuple(run), enclose([boxes[at] for at in run]), row)


def box_of(word: Word) -> Box:
    """A word's box; only words of pages with boxes come here."""
    if word.box is None:
        raise ValueError(f"word without a box: {word.text}")
    return word.box
