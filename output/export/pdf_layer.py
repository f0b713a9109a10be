"""Invisible words on a PDF page, each at the place of the print it stands for, through pdfium's raw calls.

The words are set in Helvetica with render mode 3 (neither filled nor stroked), stretched to their boxes, so that one
can search, select and copy them. What Helvetica's encoding lacks is written in its plain form ("⁴" as "4"), or as "?".
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.geometry import Box

FONT = b"Helvetica"
_INVISIBLE = 3
_SIZE = 100.0  # the size words are measured at, in points
# What pdfium calls the loose box of a character, as a share of the size: above and below the line, in Arial's figures.
_ASCENT, _DESCENT = 0.905, 0.212
_MOST_FORMS = 8  # forms inside forms


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and its box. `loose`: the box is the font's height, as in a text layer, and not that of the ink."""

    text: str
    box: Box
    loose: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """From page points (top left, turned upright) back to user space: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page in user space."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def upright_frame(page: pdfium.PdfPage) -> Frame:
    """How the page as it is shown lies in user space, its rotation and crop box taken in."""
    width, height = page.get_size()
    x, y = ctypes.c_double(), ctypes.c_double()
    fine = 1000
    found = []
    for px, py in ((0.0, 0.0), (width, 0.0), (0.0, height)):
        size = (round(width * fine), round(height * fine))
        raw.FPDF_DeviceToPage(page, 0, 0, *size, 0, round(px * fine), round(py * fine), x, y)
        found.append((x.value, y.value))
    (e, f), (ax, ay), (cx, cy) = found
    return Frame((ax - e) / width, (ay - f) / width, (cx - e) / height, (cy - f) / height, e, f)


def add_words(document: pdfium.PdfDocument, page: pdfium.PdfPage, words: Iterable[Placed]) -> int:
    """Put words on a page, invisible; how many there were. The page's content must be generated afterwards."""
    frame = upright_frame(page)
    font = raw.FPDFText_LoadStandardFont(document, FONT)
    count = 0
    try:
        for word in words:
            text = encodable(word.text)
            if text.strip() and word.box.width > 0 and word.box.height > 0:
                _add_word(document, page, font, frame, text, word)
                count += 1
    finally:
        raw.FPDFFont_Close(font)
    return count


def encodable(text: str) -> str:
    """The text in the characters that Helvetica's encoding (WinAnsi) has."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    for form in (char, unicodedata.normalize("NFKC", char), unicodedata.normalize("NFKD", char)[:1]):
        try:
            form.encode("cp1252")
        except UnicodeEncodeError:
            continue
        return form
    return "?"


def _add_word(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, font: Any, frame: Frame, text: str, word: Placed
) -> None:
    item = raw.FPDFPageObj_CreateTextObj(document, font, _SIZE)
    _set_text(item, text)
    raw.FPDFTextObj_SetTextRenderMode(item, _INVISIBLE)
    left, bottom, right, top = bounds(item)
    # A space of its own, for where the print leaves so little that a reader would join two words.
    _set_text(item, text + " ")
    wide = word.box.width / (right - left) if right > left else 1.0
    tall, base = _vertical(word, bottom, top)
    x, y = frame.point(word.box.x0 - left * wide, base)
    turn = raw.FS_MATRIX(frame.a * wide, frame.b * wide, -frame.c * tall, -frame.d * tall, x, y)
    raw.FPDFPageObj_SetMatrix(item, turn)
    raw.FPDFPage_InsertObject(page, item)


def _set_text(item: Any, text: str) -> None:
    codes = text.encode("utf-16-le") + b"\0\0"
    raw.FPDFText_SetText(item, (ctypes.c_ushort * (len(codes) // 2)).from_buffer_copy(codes))


def _vertical(word: Placed, bottom: float, top: float) -> tuple[float, float]:
    """The scale upwards, and the base line in page points: the font's box fills a loose box, the ink a tight one."""
    if word.loose or not any(char.isalnum() for char in word.text) or top <= bottom:
        tall = word.box.height / (_SIZE * (_ASCENT + _DESCENT))
        return tall, word.box.bottom - tall * _SIZE * _DESCENT
    tall = word.box.height / (top - bottom)
    return tall, word.box.bottom + tall * bottom


def bounds(item: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a page object in user space."""
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def text_objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, Any]]:
    """The text objects of a page with the form they stand in (None: the page itself)."""
    for at in range(raw.FPDFPage_CountObjects(page)):
        yield from _texts_in(raw.FPDFPage_GetObject(page, at), None, 0)


def _texts_in(item: Any, form: Any, depth: int) -> Iterator[tuple[Any, Any]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield item, form
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_FORMS:
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _texts_in(raw.FPDFFormObj_GetObject(item, at), item, depth + 1)


def remove_text(page: pdfium.PdfPage) -> bool:
    """Take every text object off a page; False where some stand in a form, which pdfium cannot write again."""
    found = list(text_objects(page))
    if any(form is not None for _, form in found):
        return False
    for item, _ in found:
        raw.FPDFPage_RemoveObject(page, item)
        raw.FPDFPageObj_Destroy(item)
    return True
