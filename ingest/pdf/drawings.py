"""What a page draws besides its words, through pdfium's raw calls: a few for each object."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.page.drawn import Colour, Drawn, Fill
from ingest.pdf.affine import Affine
from ingest.pdf.bullets import LARGEST, SMALLEST
from models.geometry import Box

PALE = 220  # of 255, each colour: paler print may be invisible on white
_INVISIBLE = 3
_LARGE = 60.0  # square points: a smaller shape covers no word
_SOLID = 200  # of 255: what is less solid lets the print below be seen
_MANY = 4000  # segments: a path of more is a map or a drawing
_MOST_FORMS = 4  # forms inside forms
_THIN = 2.5  # points: a filled rectangle thinner than this is a rule


def read_drawn(page: pdfium.PdfPage, affine: Affine) -> Drawn:
    """Rules, images and the kinds of text objects, forms inside forms included."""
    found = Drawn()
    for at in range(raw.FPDFPage_CountObjects(page)):
        _look(raw.FPDFPage_GetObject(page, at), affine, found, 0)
    return found


def _look(item: Any, affine: Affine, found: Drawn, depth: int) -> None:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        _look_at_text(item, found)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        found.rules.extend(_path_rules(item, affine))
        box = _bounds(item, affine)
        if SMALLEST < box.width < LARGEST and 0.8 < box.height / box.width < 1.25:
            found.dots.append(box)
        elif box.width * box.height > _LARGE and (colour := _filled(item)) is not None:
            _note_fill(box, colour, found)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
        box = _bounds(item, affine)
        turned = (wide.value > high.value) != (box.width > box.height)
        found.largest = max(found.largest, wide.value * high.value)
        found.images.append(box)
        found.pixels.append(high.value if turned else wide.value)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_FORMS:
        inner = _nested(item, affine)
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            _look(raw.FPDFFormObj_GetObject(item, at), inner, found, depth + 1)


def _note_fill(box: Box, colour: Colour, found: Drawn) -> None:
    if found.texts:
        found.fills.append(Fill(box, found.texts))
    if min(colour) < PALE:
        found.grounds.append((box, colour))


def _filled(item: Any) -> Colour | None:
    """The colour of a path that covers what lies below it; None of others."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return (red.value, green.value, blue.value) if mode.value and alpha.value > _SOLID else None


def _nested(item: Any, outer: Affine) -> Affine:
    """A form's own space on the page."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return outer
    m = matrix
    return Affine(
        outer.a * m.a + outer.c * m.b,
        outer.b * m.a + outer.d * m.b,
        outer.a * m.c + outer.c * m.d,
        outer.b * m.c + outer.d * m.d,
        outer.a * m.e + outer.c * m.f + outer.e,
        outer.b * m.e + outer.d * m.f + outer.f,
    )


def _look_at_text(item: Any, found: Drawn) -> None:
    found.texts += 1
    found.invisible += raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
    if found.texts <= 3:  # a page's OCR layer has one font; asking its name for every word is wasted time
        font = raw.FPDFTextObj_GetFont(item)
        name = ctypes.create_string_buffer(64)
        raw.FPDFFont_GetBaseFontName(font, name, 64)
        found.glyphless += b"glyphless" in name.value.lower()


def _path_rules(item: Any, affine: Affine) -> list[Box]:
    """The rules one path draws: a grid may be a single path of many strokes."""
    count = raw.FPDFPath_CountSegments(item)
    if not 5 < count <= _MANY:
        return _edges(_bounds(item, affine))
    own = _nested(item, affine)
    x, y = ctypes.c_float(), ctypes.c_float()
    rules: list[Box] = []
    start = at = (0.0, 0.0)
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        to = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = to
        elif kind == raw.FPDF_SEGMENT_LINETO:
            rules.append(own.box(*at, *to))
        if raw.FPDFPathSegment_GetClose(segment):
            rules.append(own.box(*to, *start))
        at = to
    return [rule for rule in rules if min(rule.width, rule.height) <= _THIN and max(rule.width, rule.height) > 8]


def _bounds(item: Any, affine: Affine) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    return affine.box(*(side.value for side in sides))


def _edges(box: Box) -> list[Box]:
    """The rules that a path's bounds draw: the path itself where it is thin, else the four sides of its rectangle."""
    if min(box.width, box.height) <= _THIN:
        return [box] if max(box.width, box.height) > 4 else []
    if box.width < 8 or box.height < 8:
        return []
    return [
        Box(box.x0, box.top, box.x1, box.top),
        Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom),
        Box(box.x1, box.top, box.x1, box.bottom),
    ]


def text_places(page: pdfium.PdfPage) -> dict[int, int]:
    """For each text object of the page, by its address, how many were drawn before it."""
    places: dict[int, int] = {}
    waiting = [raw.FPDFPage_GetObject(page, at) for at in reversed(range(raw.FPDFPage_CountObjects(page)))]
    while waiting:
        item = waiting.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            places[address_of(item)] = len(places)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            waiting += [
                raw.FPDFFormObj_GetObject(item, at) for at in reversed(range(raw.FPDFFormObj_CountObjects(item)))
            ]
    return places


def address_of(item: Any) -> int:
    """Where pdfium keeps an object: the same object has one address."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0
