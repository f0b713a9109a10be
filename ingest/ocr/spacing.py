"""Blanks before percent signs, told by the white on the page: tesseract sets "15 %" in one as often as in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ingest.image.raster import Grey
from ingest.layout.rows import box_of
from models.geometry import Box, Word

_SET_TOGETHER = re.compile(r"(.*\d)(%\W*)")
_INK = 140  # greys: darker is print
_WIDE = 0.2  # of the word's height: white between two letters is narrower, between two words wider
_OFF = 0.2  # of the word's width by which the white may lie off the place that its letters tell


def part_percents(page: Grey, dpi: float, words: Sequence[Word]) -> list[Word]:
    """The words, a figure and its percent sign in two where white stands between them. Boxes are in points of the page,
    an image at `dpi`."""
    return [part for word in words for part in _parts(page, dpi / 72, word)]


def _parts(page: Grey, scale: float, word: Word) -> Iterator[Word]:
    together = _SET_TOGETHER.fullmatch(word.text)
    gap = _gap(page, scale, box_of(word), len(together[1]) / len(word.text)) if together else None
    if together is None or gap is None:
        yield word
        return
    box, (left, right) = box_of(word), gap
    yield replace(word, text=together[1], box=Box(box.x0, box.top, left, box.bottom))
    yield replace(word, text=together[2], box=Box(right, box.top, box.x1, box.bottom))


def _gap(page: Grey, scale: float, box: Box, share: float) -> tuple[float, float] | None:
    """Where the widest white of a word begins and ends, in points, if it is a blank's and about that share across."""
    left = max(0, int(box.x0 * scale))
    cut = page[max(0, int(box.top * scale)) : int(box.bottom * scale) + 1, left : int(box.x1 * scale) + 1]
    inked = np.flatnonzero((cut < _INK).any(axis=0))
    if len(inked) < 2:
        return None
    at = int(np.diff(inked).argmax())
    start, end = int(inked[at]) + 1, int(inked[at + 1])
    middle = ((start + end) / 2 - inked[0]) / (inked[-1] - inked[0])
    if end - start < _WIDE * cut.shape[0] or abs(middle - share) > _OFF:
        return None
    return round((left + start) / scale, 2), round((left + end) / scale, 2)
