"""Where on a page names may stand under the strokes of a pen: around doubted words, lines that are signed, and strokes.

Lines are read with what stands around them, not cut out: on a page of four names without strokes on it (they were
lifted), one word of eight was read in lines cut out, and five with the lines above and below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ingest.image import levels, raster
from ingest.image.pens import find_strokes
from ingest.image.raster import Grey, Mask
from ingest.layout.rows import box_of, em_of
from models.geometry import Box, Word, enclose

DOUBTED = 0.5  # a word that is less sure may give way, to none but one that is as sure
_PRINT = 0.25  # the depth at which lines of print are looked for
_SIGNED = re.compile(r"(?:underskr|undertegn|navn\b|dato\b)", re.IGNORECASE)  # words above and in what is signed
_ABOVE = 8.0  # ems: how far above the first of those words a pen's stroke is one of signing
_STROKE = 1.1  # ems that a stroke runs straight on, which no letter does
_LOOKED_AT = 0.5  # of the page's size: strokes are looked for in a quarter of its pixels
_AROUND = (1.5, 2.0)  # ems beside, and above and below, what is asked
_MOST = 0.4  # of the page: where more is asked, it is poor all over, or holds a map
_GAP = 1.3  # ems of white within a line
_REACH = 1.1  # ems above and below its middle that a line may take up
_NAME = (5.0, 1.5)  # ems, wide and high: where a name stands below a line that is signed
_TALL = 1.5  # ems: what is higher is no line of print


def tops_of_signing(words: Sequence[Word], signed: Sequence[Box]) -> list[float]:
    """Where it is told that a paper is signed, by a word or by a rule that a pen crosses: their tops, in points."""
    return [box_of(word).top for word in words if _SIGNED.match(word.text)] + [line.top for line in signed]


def find_places(page: Grey, dpi: float, words: Sequence[Word], signed: Sequence[Box]) -> list[Box]:
    """The places, none over another; none on a page that is not signed, or is poor all over."""
    told = min(tops_of_signing(words, signed), default=None)
    if told is None:
        return []
    em = em_of([box_of(word) for word in words], tight=True)
    sure = [box_of(word) for word in words if (word.confidence or 0.0) >= DOUBTED]
    strokes = _strokes(page, dpi, told - _ABOVE * em, em) if sure else []
    asked = [box for box in strokes if _meet(box, enclose(sure))]  # a scanner's dark edge lies beside all print
    asked += _lines(page, dpi, words, signed, told, em)
    places: list[Box] = []
    for box in asked:
        x0, top = max(0.0, box.x0 - _AROUND[0] * em), max(0.0, box.top - _AROUND[1] * em)
        places = _put_to(places, Box(x0, top, box.x1 + _AROUND[0] * em, box.bottom + _AROUND[1] * em))
    whole = page.shape[0] * page.shape[1] * (72 / dpi) ** 2
    return places if sum(place.width * place.height for place in places) < _MOST * whole else []


def _put_to(places: Sequence[Box], new: Box) -> list[Box]:
    """The places with a new one, which takes in all that it meets, and what it meets then."""
    met = [place for place in places if _meet(place, new)]
    if not met:
        return [*places, new]
    for place in met:
        new = new.union(place)
    return _put_to([place for place in places if place not in met], new)


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x1, other.x1) > max(one.x0, other.x0)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)


def _strokes(page: Grey, dpi: float, top: float, em: float) -> list[Box]:
    """Where below `top` a pen's strokes run, in squares of an em."""
    small, scale = raster.resize(page, _LOOKED_AT), dpi * _LOOKED_AT / 72
    first, side = max(0, int(top * scale)), max(1, round(em * scale))
    ink = raster.ink_of(small[first:], raster.paper_of(page))
    rows, columns = np.nonzero(find_strokes(ink, round(_STROKE * em * scale)))
    squares = {(row // side, column // side) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)}
    at = ((first + row * side, column * side) for row, column in sorted(squares))
    return [Box(x / scale, y / scale, (x + side) / scale, (y + side) / scale) for y, x in at]


def _lines(page: Grey, dpi: float, words: Sequence[Word], signed: Sequence[Box], told: float, em: float) -> list[Box]:
    """Where the lines of print stand that hold doubted words, or come next below a line that is signed: below the first
    place, `told`, that tells of signing."""
    asked = [box_of(word) for word in words if (word.confidence or 0.0) < DOUBTED and box_of(word).bottom > told]
    asked += [Box(line.x0, line.bottom, line.x0 + _NAME[0] * em, line.bottom + _NAME[1] * em) for line in signed]
    dark = levels.keep_darkest(page, _PRINT)
    ink = raster.ink_of(dark, raster.paper_of(dark))
    found: list[Box] = []
    for box in sorted(asked, key=lambda box: (box.height > _TALL * em, box.top, box.x0)):
        line = _whole_line(ink, dpi / 72, box, em)
        if not any(_are_one_line(line, other) for other in found):
            found.append(line)
    return found


def _are_one_line(one: Box, other: Box) -> bool:
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(one.height, other.height)
    return level and min(one.x1, other.x1) > max(one.x0, other.x0)


def _whole_line(ink: Mask, scale: float, box: Box, em: float) -> Box:
    """The line of print that a box lies on: as far as ink goes on at both sides with no wide gap in it."""
    high = min(box.height / 2, _REACH * em)
    top, bottom = box.middle - high, box.middle + high
    columns: Mask = np.asarray(ink[max(0, int(top * scale)) : int(bottom * scale)].any(axis=0))
    gap = int(_GAP * em * scale)
    left = _end(columns[: int(box.x0 * scale)][::-1], gap)
    right = _end(columns[int(box.x1 * scale) :], gap)
    return Box(max(0.0, box.x0 - left / scale - 2), max(0.0, top - 2.5), box.x1 + right / scale + 2, bottom + 2.5)


def _end(columns: Mask, gap: int) -> int:
    """How far ink goes on from the beginning, with no gap wider than that."""
    at = 0
    for place in np.flatnonzero(columns).tolist():
        if place - at > gap:
            break
        at = place + 1
    return at
