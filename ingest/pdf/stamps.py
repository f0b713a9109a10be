"""What the signature fields of a PDF draw on its pages: "Digitally signed by …" is no word of the paper."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.affine import page_affine
from ingest.pdf.pdfium import load_page, open_document
from ingest.pdf.words import read_words
from models.geometry import Box, Word


def is_signature(note: Any) -> bool:
    """Whether an annotation is a signature field, or one of the places where one shows."""
    if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_WIDGET:
        return False
    kind = _field_type(note)
    if kind or not raw.FPDFAnnot_HasKey(note, b"Parent"):
        return kind == "Sig"
    parent = raw.FPDFAnnot_GetLinkedAnnot(note, b"Parent")
    if not parent:
        return False
    try:
        return _field_type(parent) == "Sig"
    finally:
        raw.FPDFPage_CloseAnnot(parent)


def _field_type(note: Any) -> str:
    buffer = (ctypes.c_ushort * 16)()
    size = raw.FPDFAnnot_GetStringValue(note, b"FT", buffer, ctypes.sizeof(buffer))
    return bytes(buffer)[: max(0, min(size, ctypes.sizeof(buffer)) - 2)].decode("utf-16-le", "replace")


def hide(note: Any) -> bool:
    """Let the page be read, and drawn, without this annotation; whether it would have shown."""
    shows = raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2 and _area(note) > 0
    flags = raw.FPDFAnnot_GetFlags(note)
    raw.FPDFAnnot_SetFlags(note, flags | raw.FPDF_ANNOT_FLAG_HIDDEN)
    return bool(shows and not flags & (raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW))


def _rectangle(note: Any) -> Any:
    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, place)
    return place


def _area(note: Any) -> float:
    place = _rectangle(note)
    return float(abs(place.right - place.left) * abs(place.top - place.bottom))


def flatten(page: pdfium.PdfPage) -> bool:
    """Draw what is written in fields, boxes and stamps into the page, in memory; whether that was done.

    pdfium takes a page for Letter that has its size from the tree of pages above it: it is given its own before.
    """
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPage_GetMediaBox(page, *sides):
        width, height = page.get_size()
        corners = [_corner(page, width, height, *at) for at in ((0, 0), (1, 1))]
        (x0, y0), (x1, y1) = corners
        raw.FPDFPage_SetMediaBox(page, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return bool(raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _corner(page: pdfium.PdfPage, width: float, height: float, right: int, low: int) -> tuple[float, float]:
    """A corner of the page as it is seen, in the file's own space."""
    x, y = ctypes.c_double(), ctypes.c_double()
    fine = 100  # pixels a point
    wide, high = int(width * fine), int(height * fine)
    raw.FPDF_DeviceToPage(page, 0, 0, wide, high, 0, wide * right, high * low, x, y)
    return round(x.value, 2), round(y.value, 2)


class Stamps:
    """The file a second time, opened where a page has a signature that shows: there the paper is what is left out.

    To be used under pdfium's lock.
    """

    def __init__(self, name: str, data: bytes, passwords: Sequence[str] = ()) -> None:
        self._name = name
        self._data = data
        self._passwords = passwords
        self._document: pdfium.PdfDocument | None = None

    def read(self, index: int, rotation: int) -> tuple[Word, ...]:
        """The words that the signatures of a page draw, on the page turned by `rotation`."""
        if self._document is None:
            self._document = open_document(self._name, self._data, self._passwords)
        page = load_page(self._document, index, self._name)
        try:
            page.set_rotation(rotation)
            printed = Counter(map(_key, read_words(page, page_affine(page))))
            places = list(_leave_signatures(page))
            flat = flatten(page)
        finally:
            page.close()
        return self._drawn(index, rotation, printed, places) if flat else ()

    def _drawn(
        self, index: int, rotation: int, printed: Counter[tuple[str, int, int]], places: Sequence[Any]
    ) -> tuple[Word, ...]:
        assert self._document is not None
        page = load_page(self._document, index, self._name)
        try:
            page.set_rotation(rotation)
            affine = page_affine(page)
            boxes = [affine.box(at.left, at.bottom, at.right, at.top) for at in places]
            words = read_words(page, affine)
        finally:
            page.close()
        found = []
        for word in words:
            if printed[_key(word)] > 0:
                printed[_key(word)] -= 1
            elif any(_holds(box, word.box) for box in boxes):
                found.append(word)
        return tuple(found)

    def close(self) -> None:
        """Let go of the second copy."""
        if self._document is not None:
            self._document.close()


def _leave_signatures(page: pdfium.PdfPage) -> Iterator[Any]:
    """Hide every annotation but the signatures; the rectangles of these."""
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        if not note:
            continue
        if is_signature(note):
            yield _rectangle(note)
        else:
            hide(note)
        raw.FPDFPage_CloseAnnot(note)


def _key(word: Word) -> tuple[str, int, int]:
    """A word and its place, coarsely: the same word drawn once more is another."""
    return (word.text, round(word.box.x0), round(word.box.top)) if word.box else (word.text, 0, 0)


def _holds(outer: Box, inner: Box | None) -> bool:
    """Whether the middle of a word lies in a rectangle."""
    if inner is None:
        return False
    return outer.x0 <= (inner.x0 + inner.x1) / 2 <= outer.x1 and outer.top <= inner.middle <= outer.bottom
