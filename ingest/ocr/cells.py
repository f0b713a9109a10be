"""A table on a scan, read again cell by cell.

Tesseract sets "59 (-10 %)" and its neighbour together, or loses a cell of two figures. Cut out and stacked one below
the other, with white around each, the cells of a table are lines of print, and one more run reads them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.image import raster
from ingest.image.raster import Grey
from ingest.layout.aligned import COLUMN_GAP, find_aligned
from ingest.layout.grids import find_grids, holds
from ingest.layout.rows import box_of, chain_rows, cut_segments, em_of
from ingest.layout.table_lines import is_figure
from ingest.ocr.apart import DASHES, find_lead, read_apart
from ingest.ocr.engine import Engine
from ingest.ocr.quality import mean_confidence
from models.geometry import Box, Table, Word, enclose


def read_cells(wiped: Grey, dpi: float, words: Sequence[Word], rules: Sequence[Box], engine: Engine) -> list[Word]:
    """The words, those in tables of figures replaced by what their cells say when read one by one.

    `wiped` is the page without its rules at `dpi`; words and rules are in points.
    """
    cells = _cells(wiped, dpi, words, rules)
    if not cells:
        return list(words)
    found = read_apart(wiped, dpi, [box for box, _ in cells], find_lead(words), engine)
    dropped: set[int] = set()
    added: list[Word] = []
    for (_, held), again in zip(cells, found, strict=True):
        if _is_better([words[at] for at in held], again):
            dropped.update(held)
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
    segments = cut_segments(boxes, chain_rows(boxes, free), COLUMN_GAP * em)
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


def _is_better(before: Sequence[Word], again: Sequence[Word]) -> bool:
    """Whether the second reading may stand: it has words, is not much less sure of them, and no figure becomes a word
    that is none."""
    if not again:
        return False
    was, now = (" ".join(word.text for word in found) for found in (before, again))
    if is_figure(was) != is_figure(now):
        return is_figure(now) or now in DASHES
    old, new = mean_confidence(before) or 0.0, mean_confidence(again) or 0.0
    return new > old - 0.15
