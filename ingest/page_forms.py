"""A PDF page made plain before it is read: filled-in fields and notes part of its content, its print upright."""

from __future__ import annotations

import math
from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.pdfium import load_page

_WRITTEN = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP)  # print that is no page content
_SAMPLES = 60  # characters asked for their angle
_MOST = 0.6  # of them that must lie the same way


def load_flat(document: pdfium.PdfDocument, index: int, name: str) -> pdfium.PdfPage:
    """One page, what stands in form fields, text boxes and stamps drawn into it, in memory. Errors: `Corrupt`."""
    page = load_page(document, index, name)
    if not _has_written(page) or raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return load_page(document, index, name)


def _has_written(page: pdfium.PdfPage) -> bool:
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in _WRITTEN:
            return True
    return False


def set_upright(page: pdfium.PdfPage) -> None:
    """Turn the page, in memory, so that most of its text runs from left to right."""
    textpage = raw.FPDFText_LoadPage(page)
    try:
        count = raw.FPDFText_CountChars(textpage)
        step = max(1, count // _SAMPLES)
        angles = [_quarter(raw.FPDFText_GetCharAngle(textpage, at)) for at in range(0, count, step)]
    finally:
        raw.FPDFText_ClosePage(textpage)
    found = Counter(angle for angle in angles if angle is not None).most_common(1)
    if count >= _SAMPLES and found and found[0][1] >= _MOST * len(angles) and found[0][0] != page.get_rotation():
        page.set_rotation(found[0][0])


def _quarter(angle: float) -> int | None:
    """A letter's angle (radians clockwise, -1 where there is none) as the turn in degrees that sets it upright."""
    return None if angle < 0 else -round(math.degrees(angle) / 90) % 4 * 90
