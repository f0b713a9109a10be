"""Marks of notes: digits set smaller and higher than the print they stand at, given as ¹²³ on their word."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as raw

from ingest.layout.rows import box_of
from ingest.pdf.affine import Affine
from models.geometry import Box, Word

_TAIL = re.compile(r"\d+(?=\W*$)")
_FRONT = re.compile(r"^\d{1,2}(?=[^\W\d])")
_MARK = re.compile(r"[¹²³⁴-⁹⁰]{1,3}[.,;:)]*")
_ENDS_RAISED = re.compile(r"[¹²³⁴-⁹⁰]$")
_PARTED = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰.,;:)")  # how a mark, or a stop after one, begins
_STOP = re.compile(r"[.,;:)]+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLER = 0.86  # times the height of the print beside it: a mark is set in two thirds, by a browser in five sixths
_HIGHER = (0.08, 0.9)  # times that height: how far above its line a mark stands
_CLOSE = 0.25  # times that height: the most white between a mark and its word


def raise_digits(textpage: Any, affine: Affine, printed: str, start: int) -> str:
    """A word with the digits of marks raised; `start` is pdfium's index of its first character.

    Worked example: in "1.467.000²." each of the digits at the end is measured against the sign before it, and the last
    one is smaller and stands higher. A mark before a word, or alone, is measured against the print after it too.
    """
    tail, front = _TAIL.search(printed), _FRONT.search(printed)
    if tail and (at := _first_raised(textpage, affine, start, tail.span())) is not None:
        return printed[:at] + printed[at : tail.end()].translate(_SUPERSCRIPT) + printed[tail.end() :]
    if tail and tail.end() - tail.start() <= 2 and not tail.start():  # a word of its own, a space on both sides
        ends = start + tail.end() + 1, start - 2
        if any(_stands_above(textpage, affine, start, other) for other in ends):
            return printed.translate(_SUPERSCRIPT)
    if front and _stands_above(textpage, affine, start, start + front.end()):
        return front[0].translate(_SUPERSCRIPT) + printed[front.end() :]
    return printed


def _first_raised(textpage: Any, affine: Affine, start: int, tail: tuple[int, int]) -> int | None:
    """The first of the digits at a word's end that stands above the sign before it."""
    return next(
        (at for at in range(max(1, tail[0]), tail[1]) if _stands_above(textpage, affine, start + at, start + at - 1)),
        None,
    )


def _stands_above(textpage: Any, affine: Affine, at: int, other: int) -> bool:
    """Whether a character is smaller than another one of its line and stands higher."""
    if other < 0:
        return False
    near, far = _place(textpage, at), _place(textpage, other)
    if not affine.b and near.bottom == far.bottom and near.top == far.top:  # most print: of one size, on one line
        return False
    own, beside = (affine.box(place.left, place.bottom, place.right, place.top) for place in (near, far))
    if not 0 < own.height < _SMALLER * beside.height:
        return False
    rise = _baseline(textpage, affine, other) - _baseline(textpage, affine, at)
    return _HIGHER[0] * beside.height < rise < _HIGHER[1] * beside.height


def _place(textpage: Any, at: int) -> Any:
    """A character's rectangle in the file's own space, as high as its font is set."""
    place = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, at, place)
    return place


def _baseline(textpage: Any, affine: Affine, at: int) -> float:
    """The line on which a character stands, in points from the top of the page."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, at, x, y)
    return affine.box(x.value, y.value, x.value, y.value).top


def join_marks(words: Sequence[Word]) -> list[Word]:
    """The words, marks that a little white parts from the word before them put on it, and a stop after a mark too."""
    joined: list[Word] = []
    for word in words:
        if word.text[0] not in _PARTED:
            joined.append(word)
            continue
        last = joined[-1] if joined else None
        parted = _MARK.fullmatch(word.text) or (last and _STOP.fullmatch(word.text) and _ENDS_RAISED.search(last.text))
        if last and parted and _stands_at(box_of(word), box_of(last)):
            joined[-1] = replace(last, text=last.text + word.text, box=box_of(last).union(box_of(word)))
        else:
            joined.append(word)
    return joined


def _stands_at(mark: Box, word: Box) -> bool:
    beside = -0.1 * word.height < mark.x0 - word.x1 < _CLOSE * word.height
    return beside and word.top - 0.3 * word.height < mark.middle < word.bottom + 0.1 * word.height
