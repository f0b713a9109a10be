"""Light print on dark bands (heads of tables, covers, boxes) turned into dark print on light paper.

Tesseract leaves such bands unread, and the years of a table stand in its head. A band is an upright block of one dark
grey with lighter print on it; photographs, shadows of a lid and dark print on a tint are left as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.image.raster import Grey, Mask, paper_of

_CELL = 1 / 12  # inches: the grid that the page is looked at in; strokes of print are thinner, bands are not
_DARKER = 60  # greys below the paper from which a band is dark
_FILLED = 0.55  # of a cell's pixels, or of a row's across the band
_LEAST = (2, 8)  # cells, high and wide: below this a dark block is a logo, a bullet or a thick rule
_SOLID = 0.75  # of the cells in its rectangle that are dark: a band is upright
_PRINT = (0.004, 0.4)  # the share of a band's pixels that are lighter print
_MOTTLED = 0.06  # the share of pixels darker than the band: more is a picture or dark print


@dataclass(frozen=True, slots=True)
class _Cells:
    """Rows and columns of the grid, ends left out."""

    top: int
    left: int
    bottom: int
    right: int


def turn_bands(grey: Grey, dpi: float) -> Grey:
    """The page with the print of its dark bands dark, their ground light as the paper; itself where it has none."""
    size = max(4, round(dpi * _CELL))
    limit = paper_of(grey) - _DARKER
    dark = _dark_cells(grey, size, limit)
    turned = grey
    for cells in _blocks(dark):
        high, wide = cells.bottom - cells.top, cells.right - cells.left
        solid = dark[cells.top : cells.bottom, cells.left : cells.right].mean() >= _SOLID
        if high < _LEAST[0] or wide < _LEAST[1] or not solid:
            continue
        top, left = max(0, cells.top - 1) * size, max(0, cells.left - 1) * size
        inside = np.s_[top : (cells.bottom + 1) * size, left : (cells.right + 1) * size]
        part, paper = grey[inside], paper_of(grey)
        mask = _mask(part, size, limit)
        changed = _turned(part, mask, paper)
        if changed is not None:
            turned = turned.copy() if turned is grey else turned
            frame = _edge(mask, size // 4) & (mask | (part < limit))  # what is left of the ground there
            turned[inside] = np.where(frame, paper, np.where(mask, changed, part))
    return turned


def _dark_cells(grey: Grey, size: int, limit: int) -> Mask:
    rows, columns = grey.shape[0] // size, grey.shape[1] // size
    step = max(1, size // 6)
    cells = grey[: rows * size, : columns * size].reshape(rows, size, columns, size)[:, ::step, :, ::step]
    return np.asarray((cells < limit).mean(axis=(1, 3)) >= _FILLED)


def _blocks(dark: Mask) -> list[_Cells]:
    """The rectangles around cells that touch one another, from top to bottom."""
    waiting = set(zip(*(at.tolist() for at in np.nonzero(dark)), strict=True))
    found = []
    for start in sorted(waiting):
        if start not in waiting:
            continue
        waiting.remove(start)
        edge, seen = [start], [start]
        while edge:
            row, column = edge.pop()
            for beside in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if beside in waiting:
                    waiting.remove(beside)
                    edge.append(beside)
                    seen.append(beside)
        rows, columns = [row for row, _ in seen], [column for _, column in seen]
        found.append(_Cells(min(rows), min(columns), max(rows) + 1, max(columns) + 1))
    return found


def _mask(part: Grey, size: int, limit: int) -> Mask:
    """Which pixels lie in the band: between its upper and lower edge, strip by strip, because a scan lies askew."""
    dark = part < limit
    inside = np.zeros_like(dark)
    for at in range(0, dark.shape[1], size):
        rows = np.flatnonzero(dark[:, at : at + size].mean(axis=1) >= _FILLED)
        if len(rows):
            inside[rows[0] : rows[-1] + 1, at : at + size] = True
    inside[:, (dark & inside).sum(axis=0) < _FILLED * inside.sum(axis=0)] = False
    return inside


def _edge(mask: Mask, reach: int) -> Mask:
    """The pixels within `reach` of the mask's edge, on both sides of it."""
    grown, kept = mask.copy(), mask.copy()
    for step in range(1, reach + 1):
        for axis, by in ((0, step), (0, -step), (1, step), (1, -step)):
            moved = np.roll(mask, by, axis)
            grown |= moved
            kept &= moved
    return np.asarray(grown & ~kept)


def _turned(part: Grey, mask: Mask, paper: int) -> Grey | None:
    """The band's pixels turned, its ground as light as the paper; None where it holds no light print, or pictures."""
    pixels = part[mask]
    if not pixels.size:
        return None
    ground = int(np.median(pixels))
    half = max(20.0, (paper - ground) / 3)
    if not _PRINT[0] < (pixels > ground + half).mean() < _PRINT[1] or (pixels < ground - half).mean() > _MOTTLED:
        return None
    bright = float(np.percentile(pixels, 99.5))
    steps = paper - (np.arange(256, dtype=np.float32) - ground) * (paper / max(1.0, bright - ground))
    table: Grey = np.clip(steps, 0, paper).astype(np.uint8)
    return table[part]
