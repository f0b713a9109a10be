"""Figures that tesseract passed over: ink on the rows of print that no word covers, read again apart.

It takes a column of lone figures at the right of a page for no text at all, one time in ten on typeset scans. The
numbers of a list that stands over a table it takes for a line that runs down the page, "FRR" for 1., 2., 3. and 4.,
on most typeset scans of such a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

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
_NARROW = 2.0  # ems: what the engine made of the numbers of a list is no wider
_NO_WORD = 0.7  # its confidence in that: words of print are read with 0.9
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]")  # of a list: "1.", "b)"


def add_passed_over(wiped: Grey, dpi: float, words: Sequence[Word], engine: Engine) -> list[Word]:
    """The words, and those of pieces of print beside them that were passed over. `wiped` is the page without its rules
    at `dpi`, words are in points. A scrap that is no word gives way to the number of a list that is read there."""
    em = em_of([box_of(word) for word in words], tight=True)
    scraps = [word for word in words if _is_scrap(word, em)]
    sound = [word for word in words if not _is_scrap(word, em)]
    columns = [_column(box_of(word), em) for word in scraps]
    pieces = _pieces(wiped, dpi, sound, columns)
    if not 0 < len(pieces) <= _MOST:
        return list(words)
    found = read_apart(wiped, dpi, pieces, find_lead(sound), engine)
    added = [
        word
        for piece, again in zip(pieces, found, strict=True)
        if (_is_number(again) if _stands_in(columns, piece) else _is_print(again))
        for word in again
    ]
    kept = [word for word in scraps if not any(_stands_in([box_of(word)], box_of(new)) for new in added)]
    return [*sound, *kept, *added]


def _is_scrap(word: Word, em: float) -> bool:
    return box_of(word).width < _NARROW * em and (word.confidence or 0.0) < _NO_WORD


def _column(scrap: Box, em: float) -> Box:
    """Where the numbers may stand that were read as a scrap: its own box may end before the last of them."""
    return Box(scrap.x0, scrap.top, scrap.x1, scrap.bottom + 2 * em)


def _stands_in(columns: Sequence[Box], piece: Box) -> bool:
    return any(
        column.x0 <= piece.x0 + 2 and piece.x0 <= column.x1 and column.top <= piece.middle <= column.bottom
        for column in columns
    )


def _is_number(found: Sequence[Word]) -> bool:
    return bool(_NUMBER.fullmatch(" ".join(word.text for word in found))) and (mean_confidence(found) or 0.0) >= _FIGURE


def _is_print(found: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in found)
    sure = mean_confidence(found) or 0.0
    return sure >= _FIGURE if is_figure(text) else sure >= _WORD and sum(map(str.isalnum, text)) > 1


def _pieces(page: Grey, dpi: float, words: Sequence[Word], columns: Sequence[Box]) -> list[Box]:
    """Where on the rows of words there is ink of the height of figures under no word, in points: apart from the words,
    or in one of `columns`."""
    boxes = [box_of(word) for word in words]
    em, paper = em_of(boxes, tight=True), raster.paper_of(page)
    found: list[Box] = []
    for row in chain_rows(boxes, range(len(boxes))):
        line = enclose(boxes[at] for at in row)
        if line.height >= 2 * em or not any(len(words[at].text) > 2 for at in row):
            continue
        beside = [box for box in boxes if box.top < line.bottom and line.top < box.bottom]
        for box in _ink_beside(page, dpi, line, beside, em, paper):
            if (_stands_in(columns, box) or not _is_near(box, beside, em)) and _may_be_figure(box, line, em):
                found.append(Box(max(0.0, box.x0 - 1), max(0.0, box.top - 1), box.x1 + 1, box.bottom + 1))
    return found


def _ink_beside(page: Grey, dpi: float, line: Box, words: Sequence[Box], em: float, paper: int) -> Iterator[Box]:
    """The pieces of ink on a line that are under none of its words."""
    scale = dpi / 72
    top, bottom = max(0, int((line.top - 0.5 * em) * scale)), int((line.bottom + 0.5 * em) * scale)
    ink = page[top:bottom] < paper - 80
    for box in words:
        ink[:, max(0, int((box.x0 - 0.25 * em) * scale)) : int((box.x1 + 0.25 * em) * scale) + 1] = False
    columns = np.nonzero(ink.any(axis=0))[0]
    if not len(columns):
        return
    for part in _runs(columns, _TOGETHER * em * scale):
        left, right = int(part[0]), int(part[-1]) + 1
        # The rows looked at reach into the next line: what stands there is not of this one.
        rows = [
            run
            for run in _runs(np.nonzero(ink[:, left:right].any(axis=1))[0], 1)
            if line.top <= (top + (run[0] + run[-1]) / 2) / scale <= line.bottom
        ]
        if rows:
            above, below = top + int(rows[0][0]), top + int(rows[-1][-1]) + 1
            yield Box(left / scale, above / scale, right / scale, below / scale)


def _runs(sorted_places: NDArray[np.intp], gap: float) -> list[NDArray[np.intp]]:
    """Places in runs that stand no further apart than `gap`."""
    return np.split(sorted_places, np.nonzero(np.diff(sorted_places) > gap)[0] + 1)


def _may_be_figure(box: Box, line: Box, em: float) -> bool:
    placed = line.top - 0.2 * em < box.top and box.bottom < line.bottom + 0.3 * em
    return placed and _HIGH[0] * em < box.height < _HIGH[1] * em and box.width < _WIDEST * em


def _is_near(piece: Box, words: Sequence[Box], em: float) -> bool:
    return any(word.x0 - _APART * em < piece.x1 and piece.x0 < word.x1 + _APART * em for word in words)
