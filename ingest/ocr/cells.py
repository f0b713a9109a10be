"""A table on a scan, read again cell by cell.

Tesseract sets "59 (-10 %)" and its neighbour together, or loses a cell of two figures. Cut out and stacked one below
the other, with white around each, the cells of a table are lines of print, and one more run reads them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.image import raster
from ingest.image.raster import Grey
from ingest.layout.aligned import COLUMN_GAP, find_aligned
from ingest.layout.grids import find_grids, holds
from ingest.layout.rows import box_of, chain_rows, cut_segments, em_of
from ingest.ocr.engine import Engine, to_words
from ingest.ocr.quality import mean_confidence
from models.geometry import Box, Table, Word, enclose

_DPI = 200.0  # 42 cells at 120 and 200 dpi were read without a fault at this size; at 400 two were not
_BLOCK = 6  # tesseract's page segmentation mode for a single block of lines


@dataclass(frozen=True, slots=True)
class Strip:
    """A cell on the stack: its box on the page, its first words, and where it begins on the stack, in pixels."""

    box: Box
    words: tuple[int, ...]
    top: int
    bottom: int
    left: int


def read_cells(wiped: Grey, dpi: float, words: Sequence[Word], rules: Sequence[Box], engine: Engine) -> list[Word]:
    """The words, those in tables of figures replaced by what their cells say when read one by one.

    `wiped` is the page without its rules at `dpi`; words and rules are in points.
    """
    cells = _cells(wiped, dpi, words, rules)
    if not cells:
        return list(words)
    stack, strips = _stack(wiped, dpi, cells)
    found = _unstack(engine, stack, strips)
    dropped: set[int] = set()
    added: list[Word] = []
    for strip, again in zip(strips, found, strict=True):
        if _is_better([words[at] for at in strip.words], again):
            dropped.update(strip.words)
            added += again
    return [word for at, word in enumerate(words) if at not in dropped] + added


def _cells(page: Grey, dpi: float, words: Sequence[Word], rules: Sequence[Box]) -> list[tuple[Box, tuple[int, ...]]]:
    """Every cell of a table of figures that has ink in it: its box, and the words read there so far."""
    cells: list[tuple[Box, tuple[int, ...]]] = []
    ruled: set[int] = set()
    paper = raster.paper_of(page)
    for grid in find_grids(rules):
        inside = [(cell, tuple(at for at, word in enumerate(words) if holds(cell, box_of(word)))) for cell in grid]
        ruled.update(at for _, held in inside for at in held)
        if len(grid) >= 4 and _has_figures([words[at].text for _, held in inside for at in held]):
            cells += [(_inset(cell), held) for cell, held in inside if raster.has_ink(page, _inset(cell), dpi, paper)]
    free = [at for at in range(len(words)) if at not in ruled]
    for table in _aligned(words, free, rules):
        held = [cell for row in table.rows for cell in row if cell]
        if _has_figures([words[at].text for cell in held for at in cell]):
            cells += [(_room([box_of(words[at]) for at in cell]), cell) for cell in held]
    return cells


def _aligned(words: Sequence[Word], free: Sequence[int], rules: Sequence[Box]) -> list[Table]:
    boxes = [box_of(word) for word in words]
    em = em_of(boxes, tight=True)
    segments = cut_segments(words, chain_rows(boxes, free), COLUMN_GAP * em)
    return find_aligned(segments, words, em, [rule for rule in rules if rule.width > rule.height])


def _has_figures(texts: Sequence[str]) -> bool:
    """Whether there are figures enough for a table of figures; a year in a heading is none."""
    return sum(any(char.isdigit() for char in text) for text in texts) >= 3


def _inset(cell: Box) -> Box:
    """A cell without the rules around it."""
    return Box(cell.x0 + 1, cell.top + 1, max(cell.x0 + 2, cell.x1 - 1), max(cell.top + 2, cell.bottom - 1))


def _room(boxes: Sequence[Box]) -> Box:
    """The words of a cell without rules, with a little white around them."""
    box, em = enclose(boxes), em_of(boxes, tight=True)
    return Box(max(0, box.x0 - 0.2 * em), max(0, box.top - 0.25 * em), box.x1 + 0.2 * em, box.bottom + 0.25 * em)


def _stack(page: Grey, dpi: float, cells: Sequence[tuple[Box, tuple[int, ...]]]) -> tuple[Grey, list[Strip]]:
    scale, pad = dpi / 72, round(_DPI / 10)
    cuts: list[Grey] = []
    for box, _ in cells:
        cut = page[
            max(0, int(box.top * scale)) : int(box.bottom * scale), max(0, int(box.x0 * scale)) : int(box.x1 * scale)
        ]
        cuts.append(raster.resize(cut, _DPI / dpi))
    width = max(cut.shape[1] for cut in cuts) + 2 * pad
    height = sum(cut.shape[0] + pad for cut in cuts) + pad
    stack = np.full((height, width), raster.paper_of(page), np.uint8)
    strips, top = [], pad
    for (box, words), cut in zip(cells, cuts, strict=True):
        stack[top : top + cut.shape[0], pad : pad + cut.shape[1]] = cut
        strips.append(Strip(box, words, top, top + cut.shape[0], pad))
        top += cut.shape[0] + pad
    return stack, strips


def _unstack(engine: Engine, stack: Grey, strips: Sequence[Strip]) -> list[list[Word]]:
    """For each strip the words read on it, put back where they stand on the page."""
    scale = 72 / _DPI
    found: list[list[Word]] = [[] for _ in strips]
    for word in to_words(engine.read(stack, _DPI, mode=_BLOCK), _DPI):
        box = box_of(word)
        middle = box.middle / scale
        for at, strip in enumerate(strips):
            if strip.top - 4 <= middle <= strip.bottom + 4:
                right, down = strip.box.x0 - strip.left * scale, strip.box.top - strip.top * scale
                moved = Box(
                    round(box.x0 + right, 2),
                    round(box.top + down, 2),
                    round(box.x1 + right, 2),
                    round(box.bottom + down, 2),
                )
                found[at].append(replace(word, box=moved))
                break
    return found


def _is_better(before: Sequence[Word], again: Sequence[Word]) -> bool:
    """Whether the second reading may stand: it has words, and is not much less sure of them."""
    if not again:
        return False
    old, new = mean_confidence(before) or 0.0, mean_confidence(again) or 0.0
    return new > old - 0.15
