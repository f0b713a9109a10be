"""Pieces of a page read apart: cut out and stacked one below the other, each a line of print, all in one run.

A figure of one digit or two is no line that tesseract knows how to measure: of 369 on typeset scans it misread 110. Set
behind a word of the same page ("Indbrud 7") all 369 were read right, and so it is done here; the word is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.image import raster
from ingest.image.raster import Grey
from ingest.layout.rows import box_of
from ingest.ocr.engine import Engine, to_words
from models.geometry import Box, Word

DASHES = "-–"  # what stands in a cell without a figure, told by its shape
_DPI = 200.0  # 42 cells at 120 and 200 dpi were read without a fault at this size; at 400 two were not
_BLOCK = 6  # tesseract's page segmentation mode for a single block of lines
_PAD = 20  # pixels of white around each piece
_GAP = 16  # pixels between the leading word and the piece: from 40 on every tenth was misread
_LINE = 1.6  # times the leading word's height: what is higher is no single line
_SHORT = 3.0  # times that height: what is wider is read better without
_FLAT = 0.5  # times that height: what is lower is a dash, and stands at half height
_THIN = 0.45  # times that height, a pixel of white around it included: the most that a dash is high
_SURE = 0.9  # the engine's confidence in a word that may lead
_HANGING = frozenset("gjpqyQJçþ,;")  # letters that reach below the line: a leading word stands on it


@dataclass(frozen=True, slots=True)
class _Strip:
    """A piece on the stack: where on the page it was cut (points), the rows it takes up there, and where it begins."""

    box: Box
    rows: tuple[int, int]
    top: int
    left: int


def find_lead(words: Sequence[Word]) -> Box | None:
    """Where a word stands that may lead short pieces: letters on the line, of usual height, that the engine is sure
    of; None where there is none."""
    usual = sorted(box_of(word).height for word in words if len(word.text) > 3)
    fit = [word for word in words if _may_lead(word, usual[len(usual) // 2])] if usual else []
    best = max(fit, key=lambda word: word.confidence or 0.0, default=None)
    return box_of(best) if best else None


def _may_lead(word: Word, usual: float) -> bool:
    plain = word.text.isalpha() and 5 <= len(word.text) <= 12 and not set(word.text) & _HANGING
    return plain and (word.confidence or 0.0) >= _SURE and 0.9 * usual <= box_of(word).height <= 1.2 * usual


def read_apart(page: Grey, dpi: float, boxes: Sequence[Box], lead: Box | None, engine: Engine) -> list[list[Word]]:
    """What stands in each box of a page image at `dpi`, boxes and words in points. Errors: `OcrFailed`."""
    paper = raster.paper_of(page)
    word = _trimmed(_cut(page, dpi, lead), paper) if lead else None
    rows: list[Grey] = []
    strips: list[_Strip] = []
    top = _PAD
    for box in boxes:
        row, strip = _row(_cut(page, dpi, box), box, word[0] if word else None, paper)
        rows.append(row)
        strips.append(replace(strip, rows=(top, top + row.shape[0]), top=top + strip.top, left=_PAD + strip.left))
        top += row.shape[0] + _PAD
    stack = np.full((top, max(row.shape[1] for row in rows) + 2 * _PAD), paper, np.uint8)
    for row, strip in zip(rows, strips, strict=True):
        stack[strip.rows[0] : strip.rows[1], _PAD : _PAD + row.shape[1]] = row
    found = _unstack(to_words(engine.read(stack, _DPI, mode=_BLOCK), _DPI), strips)
    return [dash or read for dash, read in zip(_dashes(page, dpi, boxes, word, paper), found, strict=True)]


def _dashes(
    page: Grey, dpi: float, boxes: Sequence[Box], word: tuple[Grey, int, int] | None, paper: int
) -> list[list[Word]]:
    """For each box the dash that stands in it alone, which no run reads: a level bar far lower than a letter."""
    if word is None:
        return [[] for _ in boxes]
    line, scale = word[0].shape[0], 72 / _DPI
    found: list[list[Word]] = []
    for box in boxes:
        inked = _trimmed(_cut(page, dpi, box), paper)
        ink, left, top = inked if inked else (page[:0], 0, 0)
        high, wide = ink.shape
        is_dash = 0 < high < _THIN * line and 1.5 * high < wide < 1.5 * line and float((ink < paper - 80).mean()) > 0.3
        x, y = box.x0 + left * scale, box.top + top * scale
        dash = Box(*(round(side, 2) for side in (x, y, x + wide * scale, y + high * scale)))
        found.append([Word(DASHES[wide > 0.6 * line], dash, _SURE)] if is_dash else [])
    return found


def read_glyphs(page: Grey, dpi: float, glyphs: Sequence[Grey], lead: Box | None, engine: Engine) -> list[str]:
    """For each small glyph the one digit it is, blown up to stand behind the leading word; "" where it is no digit.
    Errors: `OcrFailed`."""
    paper = raster.paper_of(page)
    word = _trimmed(_cut(page, dpi, lead), paper) if lead else None
    if word is None:
        return ["" for _ in glyphs]
    line, rows = word[0].shape[0], []
    for glyph in glyphs:
        large = raster.resize(glyph, line / max(1, glyph.shape[0]))[:line]
        row = np.full((line, word[0].shape[1] + _GAP + large.shape[1]), paper, np.uint8)
        row[:, : word[0].shape[1]] = word[0]
        row[line - large.shape[0] :, word[0].shape[1] + _GAP :] = large
        rows.append(row)
    stack = np.full(
        (sum(row.shape[0] + _PAD for row in rows) + _PAD, max(row.shape[1] for row in rows) + 2 * _PAD), paper, np.uint8
    )
    strips = []
    for at, row in enumerate(rows):
        top = _PAD + at * (line + _PAD)
        stack[top : top + line, _PAD : _PAD + row.shape[1]] = row
        strips.append(_Strip(Box(0, 0, 0, 0), (top, top + line), top, _PAD + word[0].shape[1] + _GAP))
    found = _unstack(to_words(engine.read(stack, _DPI, mode=_BLOCK), _DPI), strips)
    texts = ["".join(word.text for word in read).strip(".,:") for read in found]
    return [text if len(text) == 1 and text.isdigit() else "" for text in texts]


def _cut(page: Grey, dpi: float, box: Box) -> Grey:
    scale = dpi / 72
    rows = slice(max(0, int(box.top * scale)), int(box.bottom * scale))
    return raster.resize(page[rows, max(0, int(box.x0 * scale)) : int(box.x1 * scale)], _DPI / dpi)


def _trimmed(cut: Grey, paper: int) -> tuple[Grey, int, int] | None:
    """What of a piece has ink, a pixel of white around it, and how far in it begins: pixels right and down."""
    rows, columns = np.nonzero(cut < paper - 80)
    if not len(rows):
        return None
    top, left = max(0, int(rows.min()) - 1), max(0, int(columns.min()) - 1)
    return cut[top : int(rows.max()) + 2, left : int(columns.max()) + 2], left, top


def _row(cut: Grey, box: Box, lead: Grey | None, paper: int) -> tuple[Grey, _Strip]:
    """A piece as a row of the stack, behind the leading word where it is a short line; its strip as in that row."""
    whole = cut, _Strip(box, (0, 0), 0, 0)
    inked = _trimmed(cut, paper) if lead is not None else None
    if lead is None or inked is None:
        return whole
    ink, right, down = inked
    line = lead.shape[0]
    if ink.shape[0] > _LINE * line or ink.shape[1] > _SHORT * line:
        return whole
    height = max(line, ink.shape[0])
    raised = line // 2 - ink.shape[0] // 2 if ink.shape[0] < _FLAT * line else 0
    row = np.full((height, lead.shape[1] + _GAP + ink.shape[1]), paper, np.uint8)
    row[height - line :, : lead.shape[1]] = lead
    top, left = height - ink.shape[0] - raised, lead.shape[1] + _GAP
    row[top : top + ink.shape[0], left:] = ink
    scale = 72 / _DPI
    return row, _Strip(replace(box, x0=box.x0 + right * scale, top=box.top + down * scale), (0, 0), top, left)


def _unstack(words: Sequence[Word], strips: Sequence[_Strip]) -> list[list[Word]]:
    """For each strip the words read on it, put back where they stand on the page; leading words are left out."""
    scale = 72 / _DPI
    found: list[list[Word]] = [[] for _ in strips]
    for word in words:
        box = box_of(word)
        middle = box.middle / scale
        for at, strip in enumerate(strips):
            if strip.rows[0] - 4 <= middle <= strip.rows[1] + 4:
                if (box.x0 + box.x1) / 2 / scale > strip.left - _GAP // 2:
                    found[at].append(replace(word, box=_moved(box, strip)))
                break
    return found


def _moved(box: Box, strip: _Strip) -> Box:
    right, down = strip.box.x0 - strip.left * 72 / _DPI, strip.box.top - strip.top * 72 / _DPI
    sides = (box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)
    return Box(*(round(side, 2) for side in sides))
