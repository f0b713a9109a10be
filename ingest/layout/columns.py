"""The order of reading: what stands in columns is read column by column, everything else from the top."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.rows import Segment
from models.geometry import Box, Word, enclose

_KEY = 4  # words of the longest key ("Løbetid og opsigelse", "Kommunal ramme pr. år")
_INSET = 2.0  # ems by which a list or the text of a box may be set in from its column's edge


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
    """Where segments begin, a little left of each: what is set in (a list, the text of a box) begins with the rest."""
    starts = sorted(s.box.x0 for s in segments)
    edges: list[float] = []
    for at, start in enumerate(starts):
        if edges and start - edges[-1] < 0.3 * em:
            continue
        if sum(other - start < _INSET * em for other in starts[at : at + 3]) == 3:
            edges.append(start - 0.05)
    return edges


def _strips(segments: Sequence[Segment], x: float, em: float) -> list[Gutter]:
    """The stretches between segments that cross `x`, each with its count of lines that begin there."""
    beginning = [s.box.middle for s in segments if 0 <= s.box.x0 - x < _INSET * em + 0.1]
    if len(beginning) < 3:
        return []
    crossing = sorted((s.box.top, s.box.bottom) for s in segments if s.box.x0 < x - 0.1 and s.box.x1 > x - em)
    bounds = [-1.0, *(y for span in crossing for y in span), 1e9]
    strips = []
    for top, bottom in zip(bounds[::2], bounds[1::2], strict=True):
        starts = sum(top <= middle <= bottom for middle in beginning)
        if starts >= 3:
            strips.append(Gutter(x, top, bottom, starts))
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
    wide = min(one.width, other.width) >= 6 * em and not _is_keyed(left, right, em) and _stand_beside(left, right, em)
    wordy = sum(len(s.words) > 1 or s.box.width > 5 * em for s in right) >= 0.4 * len(right)
    return wide and wordy and overlap >= 0.4 * min(one.height, other.height)


def _stand_beside(left: Sequence[Segment], right: Sequence[Segment], em: float) -> bool:
    """Whether print stands beside print at all: names below lines to sign on, set in, may alternate with the rest."""
    heights = [s.box.middle for s in left if s.words]
    return any(abs(s.box.middle - y) < 0.8 * em for s in right if s.words for y in heights)


def _is_keyed(left: Sequence[Segment], right: Sequence[Segment], em: float) -> bool:
    """Whether the left side is short keys, each beside its value: a box of facts, which is read row by row."""
    keys, values = ([s for s in side if s.words] for side in (left, right))
    rows = {s.row for s in values}
    keys = [s for s in keys if min(rows) <= s.row <= max(rows)]  # what heads or follows the box is no key
    shared = sum(s.row in rows for s in keys)
    if not keys or shared < 0.9 * len(keys) or sum(len(s.words) > 3 for s in keys) > 0.2 * len(keys):
        return False
    width, other = (sum(s.box.width for s in side) / len(side) for side in (keys, values))
    return width < 0.6 * other and (len(keys) <= 0.9 * len(rows) or _stand_apart(keys, em))


def _stand_apart(keys: Sequence[Segment], em: float) -> bool:
    """Whether three keys or more stand evenly, farther apart than lines of print: rows of a box, no running text."""
    steps = [below.box.middle - above.box.middle for above, below in itertools.pairwise(keys)]
    return len(steps) >= 2 and min(steps) > 1.75 * em and max(steps) < 1.5 * min(steps)


def find_values(group: Sequence[Segment], words: Sequence[Word], em: float) -> set[int]:
    """The first words of what stands beside keys: at least three short keys with values that begin at one place.

    The further lines of a value begin at that place too. Where all say the same (a place for the day, beside each
    name to sign), they are no values.
    """
    rows: dict[int, list[Segment]] = {}
    for segment in group:
        rows.setdefault(segment.row, []).append(segment)
    pairs = [row for row in rows.values() if len(row) == 2 and _may_be_key(row[0], words)]
    for _, value in pairs:
        held = [row for row in pairs if abs(row[1].box.x0 - value.box.x0) < 0.5 * em]
        widths = {round(row[1].box.width) for row in held}
        if len(held) < 3 or len(widths) < 2:
            continue
        keys, x = {row[0].row for row in held}, value.box.x0
        first, last = min(keys), max(keys)
        more = [row[0] for at, row in rows.items() if len(row) == 1 and first < at <= last + 3]
        begins = [row[1].words[0] for row in held] + [s.words[0] for s in more if abs(s.box.x0 - x) < 0.5 * em]
        return {at for at in begins if at >= 0}  # a table beside a key is no word
    return set()


def _may_be_key(segment: Segment, words: Sequence[Word]) -> bool:
    """A few words, not a mere number of a list."""
    text = "".join(words[at].text for at in segment.words if at >= 0)
    return len(segment.words) <= _KEY and sum(char.isalpha() for char in text) > 2
