"""Handwriting on the lines to sign on, lifted before the page is read: its loops spoil the names printed below them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.image.raster import Grey, Mask, paper_of
from ingest.layout.rows import box_of
from models.geometry import Box, Word

_LOOKED_AT = 100.0  # dpi at which strokes are followed
_REACH = 34.0  # points above and below a line in which its signature is looked for
_LEAST = 100.0  # points: the shortest line to sign on
_DOUBTED = 0.7  # confidence below which a word above a signed line is taken for a scribble
_ACROSS = 3.0  # points on both sides of the line that a stroke must reach
_WIDE, _HIGH = 24.0, 16.0  # points: no letter of print is wider or higher, one of a pen's runs on is


def lift_strokes(wiped: Grey, dpi: float, rules: Sequence[Box]) -> tuple[Grey, list[Box]]:
    """The page without the strokes of a pen that cross a line to sign on, and those lines; itself where none does.

    `wiped` is the page without its rules at `dpi`, `rules` are in points. A stroke is ink that hangs together and is
    larger than a letter; lines that meet upright ones are a table's.
    """
    upright = [rule for rule in rules if rule.width <= rule.height]
    lines = [rule for rule in rules if rule.width >= _LEAST and not any(_meets(rule, other) for other in upright)]
    lifted, signed = wiped, []
    for line in lines:
        top, left = max(0, int((line.middle - _REACH) * dpi / 72)), max(0, int(line.x0 * dpi / 72))
        inside = np.s_[top : int((line.middle + _REACH) * dpi / 72), left : int(line.x1 * dpi / 72)]
        part = lifted[inside]
        shift = top * 72 / dpi
        strokes = _strokes(part, dpi, (line.top - shift, line.bottom - shift), paper_of(wiped))
        if strokes is not None:
            lifted = lifted.copy() if lifted is wiped else lifted
            signed.append(line)
            lifted[inside] = np.where(strokes, paper_of(wiped), part)
    return lifted, signed


def without_scribbles(words: Sequence[Word], signed: Sequence[Box]) -> list[Word]:
    """The words without the doubtful ones right above lines that are signed: what is left of a pen's strokes."""
    return [
        word
        for word in words
        if (word.confidence or 0) >= _DOUBTED or not any(_stands_on(box_of(word), line) for line in signed)
    ]


def _stands_on(box: Box, line: Box) -> bool:
    across = line.x0 - 2 <= (box.x0 + box.x1) / 2 <= line.x1 + 2
    return across and line.middle - _REACH < box.middle < line.middle + _ACROSS


def _meets(line: Box, upright: Box, reach: float = 4.0) -> bool:
    across = line.x0 - reach <= (upright.x0 + upright.x1) / 2 <= line.x1 + reach
    return across and upright.top - reach <= line.middle <= upright.bottom + reach and upright.height > _REACH


def _strokes(part: Grey, dpi: float, gap: tuple[float, float], paper: int) -> Mask | None:
    """The pixels of strokes across the `gap` that a wiped line has left (points from the top of `part`), if any."""
    line = sum(gap) / 2
    step = max(1, round(dpi / _LOOKED_AT))
    high, wide = part.shape[0] // step * step, part.shape[1] // step * step
    if not high or not wide:
        return None
    dark = (part[:high, :wide] < paper - 50).reshape(high // step, step, wide // step, step)
    ink: Mask = np.asarray(dark.any(axis=(1, 3)))
    point = dpi / step / 72
    _bridge(ink, int(gap[0] * point) - 1, int(gap[1] * point) + 2)
    found: Mask = np.zeros(ink.shape, bool)
    waiting = set(zip(*(at.tolist() for at in np.nonzero(ink)), strict=True))
    for start in sorted(at for at in waiting if abs(at[0] / point - line) < _ACROSS):
        held = _hold_together(waiting, start)
        rows, columns = [row / point for row, _ in held], [column / point for _, column in held]
        crosses = min(rows, default=line) < line - _ACROSS and max(rows, default=line) > line + _ACROSS
        if crosses and (max(columns) - min(columns) > _WIDE or max(rows) - min(rows) > _HIGH):
            found[tuple(zip(*held, strict=True))] = True
    if not found.any():
        return None
    grown: Mask = found.copy()
    grown[1:] |= found[:-1]
    grown[:-1] |= found[1:]
    grown[:, 1:] |= found[:, :-1]
    grown[:, :-1] |= found[:, 1:]
    full: Mask = np.zeros(part.shape, bool)
    full[:high, :wide] = (grown & ~(ink & ~found)).repeat(step, 0).repeat(step, 1)
    return full


def _bridge(ink: Mask, top: int, bottom: int) -> None:
    """Ink in the rows `top` to `bottom` where there is some right above and, within a pixel or two, right below."""
    above = ink[max(0, top - 2) : top + 1].any(axis=0)
    below: Mask = np.asarray(ink[bottom : bottom + 3].any(axis=0))
    near = below.copy()
    for by in (1, 2):
        near[by:] |= below[:-by]
        near[:-by] |= below[by:]
    ink[max(0, top - 1) : bottom + 1, above & near] = True


def _hold_together(waiting: set[tuple[int, int]], start: tuple[int, int]) -> list[tuple[int, int]]:
    """The waiting pixels that hang together with `start`, taken out of `waiting`."""
    if start not in waiting:
        return []
    waiting.remove(start)
    edge, held = [start], [start]
    while edge:
        row, column = edge.pop()
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                beside = row + down, column + right
                if beside in waiting:
                    waiting.remove(beside)
                    edge.append(beside)
                    held.append(beside)
    return held
