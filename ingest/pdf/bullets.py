"""Bullets that a page draws instead of printing: small filled dots before a line, read as the sign they are."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.layout.rows import box_of
from models.geometry import Box, Word

SMALLEST, LARGEST = 1.5, 7.5  # points: less is a stop or a stitch of a dotted line, more an ornament
_REACH = 24.0  # points from a bullet to its text


def find_bullets(dots: Sequence[Box], words: Sequence[Word]) -> list[Word]:
    """A "•" for each dot with a word close to its right and none to its left, on one height with the word's letters.

    Fewer than two of them are no list, close beside each other they are a dotted line.
    """
    boxes = [box_of(word) for word in words]
    found = [dot for dot in dict.fromkeys(dots) if _leads(dot, boxes)]
    lone = [dot for dot in found if not any(_beside(dot, other) for other in dots if other != dot)]
    return [Word("•", dot) for dot in lone] if len(lone) > 1 else []


def _beside(dot: Box, other: Box) -> bool:
    return abs(other.middle - dot.middle) < 3 and abs(other.x0 - dot.x0) < _REACH


def _leads(dot: Box, boxes: Sequence[Box]) -> bool:
    beside = [box for box in boxes if box.top < dot.middle < box.bottom]
    after = [box for box in beside if -0.5 <= box.x0 - dot.x1 < _REACH]
    return bool(after) and not any(dot.x0 - _REACH < box.x1 and box.x0 < dot.x1 for box in beside)
