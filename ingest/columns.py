"""The order of reading: what stands in columns is read column by column, everything else from the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.rows import Segment
from models.geometry import Box, enclose


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip that ends at `x`, between `top` and `bottom`, and how many lines begin at its right edge."""

    x: float
    top: float
    bottom: float
    starts: int


def order(segments: Sequence[Segment], em: float, rules: Sequence[Box] = (), depth: int = 0) -> list[list[Segment]]:
    """Segments as groups to be read one after the other; within a group, row by row.

    A segment whose first word is below 0 is a table, and comes after the last row above its middle. `rules` are drawn
    level lines: the lines to sign on show where a column ends where its text does not.
    """
    drawn = [Segment((), rule, -1) for rule in rules if rule.width > 4 * em]
    gutter = find_gutter(segments, drawn, em) if depth < 3 else None
    if gutter is None:
        return [sorted(segments, key=lambda s: (s.row, s.words[0] < 0, s.box.x0))] if segments else []
    above = [s for s in segments if s.box.middle < gutter.top]
    below = [s for s in segments if s.box.middle > gutter.bottom]
    beside = [s for s in segments if gutter.top <= s.box.middle <= gutter.bottom]
    left = [s for s in beside if s.box.x0 < gutter.x - 0.1]
    right = [s for s in beside if s.box.x0 >= gutter.x - 0.1]
    parts = (above, left, right, below)
    return [group for part in parts for group in order(part, em, rules, depth + 1)]


def find_gutter(segments: Sequence[Segment], drawn: Sequence[Segment], em: float) -> Gutter | None:
    """The strip that most lines begin at and none cross, with text enough on both sides; None where there is none.

    `drawn` are level rules: they begin and cross like lines of print.
    """
    best: Gutter | None = None
    everything = [*segments, *drawn]
    for x in _edges(everything, em):
        for found in _strips(everything, x, em):
            if _is_gutter(everything, found, em) and (best is None or found.starts > best.starts):
                best = found
    return best


def _edges(segments: Sequence[Segment], em: float) -> list[float]:
    """Where at least three segments begin, a little left of the leftmost of them."""
    starts = sorted(s.box.x0 for s in segments)
    edges: list[float] = []
    at = 0
    while at < len(starts):
        end = at
        while end + 1 < len(starts) and starts[end + 1] - starts[at] < 0.6 * em:
            end += 1
        if end - at >= 2:
            edges.append(starts[at] - 0.05)
        at = end + 1
    return edges


def _strips(segments: Sequence[Segment], x: float, em: float) -> list[Gutter]:
    """The stretches between segments that cross `x`, each with its count of lines that begin there."""
    crossing = sorted((s.box.top, s.box.bottom) for s in segments if s.box.x0 < x - 0.1 and s.box.x1 > x - em)
    bounds = [-1.0, *(y for span in crossing for y in span), 1e9]
    strips = []
    for top, bottom in zip(bounds[::2], bounds[1::2], strict=True):
        inside = [s for s in segments if top <= s.box.middle <= bottom]
        starts = [s for s in inside if 0 <= s.box.x0 - x < 0.6 * em + 0.1]
        if len(starts) >= 3:
            strips.append(Gutter(x, top, bottom, len(starts)))
    return strips


def _is_gutter(segments: Sequence[Segment], gutter: Gutter, em: float) -> bool:
    """Whether there is text enough on both sides, beside each other, in columns wide enough to be read alone."""
    inside = [s for s in segments if gutter.top <= s.box.middle <= gutter.bottom]
    left = [s for s in inside if s.box.x0 < gutter.x - 0.1]
    right = [s for s in inside if s.box.x0 >= gutter.x - 0.1]
    if min(len(left), len(right)) < 3 or min(sum(bool(s.words) for s in side) for side in (left, right)) < 2:
        return False
    one, other = enclose(s.box for s in left), enclose(s.box for s in right)
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    wide = min(one.width, other.width) >= 6 * em
    wordy = sum(len(s.words) > 1 or s.box.width > 5 * em for s in right) >= 0.4 * len(right)
    return wide and wordy and overlap >= 0.4 * min(one.height, other.height)
