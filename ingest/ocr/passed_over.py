"""Figures that tesseract passed over: ink on the rows of print that no word covers, read again apart.

It takes a column of lone figures at the right of a page for no text at all, one time in ten on typeset scans.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.image import raster
from ingest.image.raster import Grey
from ingest.layout.rows import box_of, chain_rows, em_of
from ingest.layout.table_lines import is_figure
from ingest.ocr.apart import find_lead, read_apart
from ingest.ocr.engine import Engine
from ingest.ocr.quality import mean_confidence
from models.geometry import Box, Word, enclose

_APART = 0.8  # ems between what was passed over and the next word: nearer, it is a part of that
_TOGETHER = 0.45  # ems: gaps within one piece
_WIDEST = 8.0  # ems
_HIGH = (0.4, 1.0)  # ems: the height of figures
_MOST = 80  # pieces on a page: more are grain, a map, a picture
_FIGURE, _WORD = 0.5, 0.85  # the engine's confidence in a figure, and in anything else, that is taken


def add_passed_over(wiped: Grey, dpi: float, words: Sequence[Word], engine: Engine) -> list[Word]:
    """The words, and those of pieces of print beside them that were passed over. `wiped` is the page without its rules
    at `dpi`, words are in points."""
    pieces = _pieces(wiped, dpi, words)
    if not 0 < len(pieces) <= _MOST:
        return list(words)
    found = read_apart(wiped, dpi, pieces, find_lead(words), engine)
    return [*words, *(word for again in found if _is_print(again) for word in again)]


def _is_print(found: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in found)
    sure = mean_confidence(found) or 0.0
    return sure >= _FIGURE if is_figure(text) else sure >= _WORD and sum(map(str.isalnum, text)) > 1


def _pieces(page: Grey, dpi: float, words: Sequence[Word]) -> list[Box]:
    """Where on the rows of words there is ink of the height of figures under no word, in points."""
    boxes = [box_of(word) for word in words]
    em, paper = em_of(boxes, tight=True), raster.paper_of(page)
    found: list[Box] = []
    for row in chain_rows(boxes, range(len(boxes))):
        line = enclose(boxes[at] for at in row)
        if line.height < 2 * em and any(len(words[at].text) > 2 for at in row):
            beside = [box for box in boxes if box.top < line.bottom and line.top < box.bottom]
            found += _beside(page, dpi, line, beside, em, paper)
    return found


def _beside(page: Grey, dpi: float, line: Box, words: Sequence[Box], em: float, paper: int) -> list[Box]:
    """The pieces of ink on a line that stand apart from its words."""
    scale = dpi / 72
    top, bottom = max(0, int((line.top - 0.5 * em) * scale)), int((line.bottom + 0.5 * em) * scale)
    ink = page[top:bottom] < paper - 80
    for box in words:
        ink[:, max(0, int((box.x0 - 0.25 * em) * scale)) : int((box.x1 + 0.25 * em) * scale) + 1] = False
    columns = np.nonzero(ink.any(axis=0))[0]
    if not len(columns):
        return []
    parts = np.split(columns, np.nonzero(np.diff(columns) > _TOGETHER * em * scale)[0] + 1)
    pieces = []
    for part in parts:
        left, right = int(part[0]), int(part[-1]) + 1
        rows = np.nonzero(ink[:, left:right].any(axis=1))[0]
        box = Box(left / scale, (top + int(rows[0])) / scale, right / scale, (top + int(rows[-1]) + 1) / scale)
        if _may_be_figure(box, line, em) and not any(_is_near(box, word, em) for word in words):
            pieces.append(Box(max(0.0, box.x0 - 1), max(0.0, box.top - 1), box.x1 + 1, box.bottom + 1))
    return pieces


def _may_be_figure(box: Box, line: Box, em: float) -> bool:
    placed = line.top - 0.2 * em < box.top and box.bottom < line.bottom + 0.3 * em
    return placed and _HIGH[0] * em < box.height < _HIGH[1] * em and box.width < _WIDEST * em


def _is_near(box: Box, word: Box, em: float) -> bool:
    return word.x0 - _APART * em < box.x1 and box.x0 < word.x1 + _APART * em
