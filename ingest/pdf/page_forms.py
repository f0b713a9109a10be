"""A PDF page made plain before it is read: filled-in fields and notes part of its content, its print upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdf.affine import Affine
from ingest.pdf.pdfium import load_page
from ingest.pdf.stamps import flatten, hide, is_signature
from ingest.pdf.words import open_text
from models.geometry import Word

_WRITTEN = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP)  # print that is no page content
Place = tuple[float, float, float, float]

_SAMPLES = 60  # characters asked for their angle
_MOST = 0.6  # of them that must lie the same way


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a field or text box that the file does not draw, and where: left, bottom, right, top."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands beside a page's content: `typed` is to be read with it, `comments` are no part of the paper.

    `stamped`: signatures show on it, and were left out. `struck`: where a reviewer struck print through.
    """

    typed: tuple[Typed, ...] = ()
    comments: int = 0
    stamped: bool = False
    struck: tuple[Place, ...] = ()


def load_flat(document: pdfium.PdfDocument, index: int, name: str) -> tuple[pdfium.PdfPage, Notes]:
    """One page, what stands in form fields, text boxes and stamps drawn into it, in memory; signatures left out.

    Errors: `Corrupt`.
    """
    page = load_page(document, index, name)
    written, stamped, typed, comments = False, False, [], 0
    struck: list[Place] = []
    for note in _notes(page):
        if is_signature(note):
            stamped |= hide(note)
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        written |= kind in _WRITTEN
        if kind in _WRITTEN and not raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
            typed += _typed(note, b"V" if kind == raw.FPDF_ANNOT_WIDGET else b"Contents")
        comments += kind == raw.FPDF_ANNOT_TEXT
        struck += _struck(note) if kind == raw.FPDF_ANNOT_STRIKEOUT else []
    notes = Notes(tuple(typed), comments, stamped, tuple(struck))
    if not written or not flatten(page):
        return page, notes
    page.close()
    return load_page(document, index, name), notes


def _notes(page: pdfium.PdfPage) -> Iterator[Any]:
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        if note:
            yield note
            raw.FPDFPage_CloseAnnot(note)


def _struck(note: Any) -> list[Place]:
    """The stretches of print that an annotation strikes through: left, bottom, right, top."""
    quad = raw.FS_QUADPOINTSF()
    found = []
    for at in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        if raw.FPDFAnnot_GetAttachmentPoints(note, at, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _typed(note: Any, key: bytes) -> list[Typed]:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    place = raw.FS_RECTF()
    if size <= 2 or not raw.FPDFAnnot_GetRect(note, place):
        return []
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
    text = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return [Typed(text, (place.left, place.bottom, place.right, place.top))] if text.strip() else []


def set_typed(typed: Typed, affine: Affine) -> list[Word]:
    """The words of a field or text box, line by line from its top, in letters as wide as its width lets them be."""
    left, bottom, right, top = typed.place
    lines = typed.text.splitlines()
    pitch = min(14.0, abs(top - bottom) / len(lines))
    letter = min(0.5 * pitch, abs(right - left) / max(map(len, lines)))
    words = []
    for number, line in enumerate(lines):
        base, at = max(top, bottom) - number * pitch, min(left, right)
        for piece in line.split(" "):
            if piece.strip():
                words.append(Word(piece.strip(), affine.box(at, base - pitch, at + letter * len(piece), base)))
            at += letter * (len(piece) + 1)
    return words


@contextmanager
def open_upright(page: pdfium.PdfPage) -> Iterator[Any]:
    """The page's text as pdfium holds it, the page turned, in memory, so that most of its text runs from left to right;
    the text of a turned page is another."""
    with open_text(page) as textpage:
        turn = _turn(textpage)
        if turn in (None, page.get_rotation()):
            yield textpage
            return
    page.set_rotation(turn)
    with open_text(page) as textpage:
        yield textpage


def _turn(textpage: Any) -> int | None:
    """The turn of the page by which most of its text runs from left to right; None where there is none."""
    count = raw.FPDFText_CountChars(textpage)
    step = max(1, count // _SAMPLES)
    angles = [_quarter(raw.FPDFText_GetCharAngle(textpage, at)) for at in range(0, count, step)]
    found = Counter(angle for angle in angles if angle is not None).most_common(1)
    return found[0][0] if count >= _SAMPLES and found and found[0][1] >= _MOST * len(angles) else None


def _quarter(angle: float) -> int | None:
    """A letter's angle (radians clockwise, -1 where there is none) as the turn in degrees that sets it upright."""
    return None if angle < 0 else -round(math.degrees(angle) / 90) % 4 * 90
