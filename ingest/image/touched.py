"""Words that other ink runs into: a pen's strokes, a stamp. An engine is as sure of what it made of them as of print.

Of 250 words that ink ran into, on 40 typeset signature pages with strokes and stamps, one in five was read right, and
most of the others were said with more than 0.8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ingest.image.raster import Grey, Mask, paper_of
from ingest.layout.rows import box_of
from models.geometry import Box, Word

_OFF = 0.2  # of a word's height: how far from its box ink is looked for
_DARKER = 70  # greys below the paper
_LEAST = 0.014  # inches of ink around a word
_LINED = 0.6  # of a row's width that is ink: a line under the word, or one over it
LEAVES = 0.45  # of a word's confidence
_SMALLEST, _LARGEST = 5.0, 40.0  # points: heights of words that are asked


def doubt_touched(grey: Grey, dpi: float, words: Sequence[Word], least: float | None = None) -> list[Word]:
    """The words, those that other ink runs into less sure; `grey` is the page without its rules. `least` are the pixels
    of ink around a word that are not taken for its own, or for the scan's."""
    ink: Mask = np.asarray(grey < paper_of(grey) - _DARKER)
    least = max(2.0, _LEAST * dpi) if least is None else least
    doubted = []
    for word in words:
        box = box_of(word)
        asked = (
            _SMALLEST < box.height < _LARGEST and word.confidence is not None and sum(map(str.isalnum, word.text)) > 1
        )
        touched = asked and _ink_around(ink, box, dpi) > least
        doubted.append(replace(word, confidence=round((word.confidence or 0) * LEAVES, 4)) if touched else word)
    return doubted


def _ink_around(ink: Mask, box: Box, dpi: float) -> int:
    """How many pixels of ink lie on a frame around a word."""
    off, point = _OFF * box.height, dpi / 72
    rows = slice(max(0, int((box.top - off) * point)), int((box.bottom + off) * point) + 1)
    columns = slice(max(0, int((box.x0 - off) * point)), int((box.x1 + off) * point) + 1)
    part = ink[rows, columns]
    if not part.size:
        return 0
    part = part & ~_is_underline(part, round(off * point))[:, None]
    return sum(int(edge.sum()) for edge in (part[0], part[-1], part[:, 0], part[:, -1]))


def _is_underline(part: Mask, off: int) -> Mask:
    """The rows over and under a word that a line runs along, and the blurred ones beside them."""
    lined: Mask = np.asarray(part.mean(axis=1) >= _LINED)
    lined[2 * off : len(lined) - 2 * off] = False
    for by in (1, 2):
        lined[by:] |= lined[:-by].copy()
        lined[:-by] |= lined[by:].copy()
    return lined
