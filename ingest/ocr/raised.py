"""Raised marks of notes on scans: told by their shape, read one by one, given as ¹²³ on their word.

Tesseract takes a raised digit for a quotation mark, a question mark or, worst of all, for one more digit of a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from ingest.image.raster import Grey
from ingest.layout.rows import box_of
from ingest.ocr.apart import find_lead, read_glyphs
from ingest.ocr.engine import Engine
from models.geometry import Box, Word

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WORD = re.compile(r"(?<=[^\W\d_]{2})([.,]?)([\"”“'’!?*°\-\d]{1,2})([.,:;)]?)$")
_NUMBER = re.compile(r"(?<=\d)([.,]?)([\d\"”“'’!?*°])([.,:;)]?)$")
_TAKEN_FOR = {"!": "1", **{digit: digit for digit in "0123456789"}}  # what a glyph of this shape is read as, and is
_UNREAD = re.compile(r"(?<=[^\W\d_][.,;])[?!*°]$")  # what no sentence ends with: a raised digit too small to read
_RAISED_ONE = re.compile(r"[¹²³⁴-⁹]")
_HANGING = re.compile(r"[gjpqyQJ,;()\[\]/|§\d]")  # what may reach below the line, old-style figures among it
_HIGH = (0.45, 0.74)  # of a capital's height: how high a raised digit is
_HIGHEST = 0.88  # of that height: one that begins above its neighbours, as word processors' "x²" at five sixths does
_ABOVE_TOP = 0.08  # of that height: how far above them that begins, at least
_RISE = 0.2  # of that height: how far above the line it ends, at least
_BELOW_TOP = 0.3  # of that height: how far below the top of its neighbours it may begin
_LEGIBLE = 9  # pixels: a smaller digit is not read


@dataclass(frozen=True, slots=True)
class _Mark:
    """A raised glyph at the end of the word `at`, of which the engine read the first `kept` characters beside it."""

    at: int
    glyph: Grey
    kept: int


def raise_marks(words: list[Word], rows: Sequence[Sequence[int]], page: Grey, dpi: float, engine: Engine) -> None:
    """Put the marks at the end of words and figures in the place of what was read for them. `page` is at `dpi`."""
    marks = [
        mark
        for row in rows
        if (line := _line_of(words, row)) is not None
        for at in row
        if (mark := _mark_of(words, at, line, page, dpi / 72)) is not None
    ]
    if not marks:
        return
    read = read_glyphs(page, dpi, [mark.glyph for mark in marks], find_lead(words), engine)
    for mark, digit in zip(marks, read, strict=True):
        words[mark.at] = replace(words[mark.at], text=_with_mark(words[mark.at].text, digit, mark.kept))


def _line_of(words: Sequence[Word], row: Sequence[int]) -> float | None:
    """The line that a row's letters stand on, in points from the top: None where all of them may hang below it."""
    standing = [
        box_of(words[at]).bottom for at in row if len(words[at].text) > 1 and not _HANGING.search(words[at].text)
    ]
    return median(standing) if standing else None


def _mark_of(words: Sequence[Word], at: int, line: float, page: Grey, scale: float) -> _Mark | None:
    text = words[at].text
    found = _NUMBER.search(text) or _WORD.search(text)
    if not found:
        return None
    parts = _glyphs(page, box_of(words[at]), scale)
    if found[3] and len(parts) > 1:
        parts.pop()
    if len(parts) < 2:
        return None
    if not is_raised(parts[-1], parts[:-1], line):
        return None
    own = parts[-1]
    glyph = page[int(own.top * scale) : round(own.bottom * scale), int(own.x0 * scale) : round(own.x1 * scale)]
    return _Mark(at, glyph, _kept(text, found, len(parts)))


def is_raised(own: Box, others: Sequence[Box], line: float) -> bool:
    """Whether a glyph is small, ends above the line, and begins about where its neighbours do or above them."""
    top = min(part.top for part in others)
    capital = line - top
    # A cell may stand higher than the others of its row: its own glyphs stand on a line, too.
    rise = min(line, median(part.bottom for part in others)) - own.bottom
    highest = _HIGHEST if own.top < top - _ABOVE_TOP * capital else _HIGH[1]
    small = _HIGH[0] * capital < own.height < highest * capital
    return small and rise >= _RISE * capital and own.top - top <= _BELOW_TOP * capital


def _kept(text: str, found: re.Match[str], glyphs: int) -> int:
    """How many characters are the word's own: of a figure as many as it has glyphs beside the mark, where the engine
    read two signs for the mark ("20277\"") or none at all."""
    surplus = found.end(2) - (glyphs - 1)
    two = surplus == 2 and not found[2].isdigit()
    return glyphs - 1 if _NUMBER.search(text) and (two or surplus == 0) else found.end(1)


def _glyphs(page: Grey, box: Box, scale: float) -> list[Box]:
    """The glyphs of a word that white columns part, left to right, in points."""
    top, left = max(0, int(box.top * scale)), max(0, int(box.x0 * scale))
    ink = page[top : int(box.bottom * scale) + 1, left : int(box.x1 * scale) + 1] < 140
    columns = np.nonzero(ink.any(axis=0))[0]
    if not len(columns):
        return []
    found = []
    for part in np.split(columns, np.nonzero(np.diff(columns) > 1)[0] + 1):
        rows = np.nonzero(ink[:, part[0] : part[-1] + 1].any(axis=1))[0]
        edges = (left + int(part[0]), top + int(rows[0]), left + int(part[-1]) + 1, top + int(rows[-1]) + 1)
        found.append(Box(*(edge / scale for edge in edges)))
    return found


def _with_mark(text: str, digit: str, kept: int) -> str:
    """The word with its mark raised: the digit read apart, else what the engine took for one, else an asterisk."""
    found = _NUMBER.search(text) or _WORD.search(text)
    assert found is not None
    taken = text[kept : found.end(2)]
    mark = digit or (_TAKEN_FOR.get(taken[-1], "*") if taken else "")
    return text[:kept] + mark.translate(SUPERSCRIPT) + found[3]


def raise_by_notes(words: list[Word], rows: Sequence[Sequence[int]]) -> None:
    """Footnote marks that could not be read, told by the page's footnotes: those of its numbers that stand nowhere
    else, in their order, where there are as many of them as of marks and all begin below the marks."""
    begins = {at for row in rows for at in row[:1]}
    notes = {words[at].text: at for at in begins if _RAISED_ONE.fullmatch(words[at].text)}
    used = {sign for at, word in enumerate(words) if at not in begins for sign in _RAISED_ONE.findall(word.text)}
    missing = sorted(set(notes) - used, key="¹²³⁴⁵⁶⁷⁸⁹".index)
    unread = [at for row in rows for at in row if _UNREAD.search(words[at].text)]
    if not missing or len(missing) != len(unread):
        return
    top = min(box_of(words[notes[sign]]).top for sign in missing)
    if all(box_of(words[at]).bottom <= top for at in unread):
        for at, sign in zip(unread, missing, strict=True):
            words[at] = replace(words[at], text=_UNREAD.sub(sign, words[at].text))
