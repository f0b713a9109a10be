"""Which pages look otherwise than when they were signed: both states of the file drawn by pdfium and compared.

A comparison of objects calls many harmless changes suspicious, and stops at some that are not; what a reader sees
decides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2

from ingest.image.raster import Grey
from ingest.limits import MAX_PAGES
from ingest.pdf.pdfium import ALONE, open_document
from models import errors

_DPI = 40.0  # a digit of the text is 4 by 6 pixels of clearly another grey
_SAME = 16  # of 255: below it lies what two drawings of the same page differ by


def changed_pages(signed: bytes, whole: bytes, passwords: Sequence[str] = ()) -> tuple[int, ...]:
    """The pages of `whole` (1-based) that do not look as in `signed`, comments and form fields aside.

    Pages that were added look otherwise. Where pages were taken from the end, the last that is left is named. Empty
    where one of the two cannot be drawn.
    """
    with ALONE:
        try:
            before, after = (open_document("", data, passwords) for data in (signed, whole))
        except errors.DocumentError:
            return ()
        try:
            return _compare(before, after)
        finally:
            before.close()
            after.close()


def _compare(before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument) -> tuple[int, ...]:
    shared = min(len(before), len(after))
    changed = [at for at in range(min(shared, MAX_PAGES)) if _differ(before, after, at)]
    changed += range(shared, min(len(after), MAX_PAGES))
    if len(after) < len(before) and not changed:
        changed = [len(after) - 1]
    return tuple(at + 1 for at in changed)


def _differ(before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument, at: int) -> bool:
    try:
        then, now = _draw(before, at), _draw(after, at)
    except (pypdfium2.PdfiumError, errors.Corrupt):
        return False
    return then.shape != now.shape or bool((np.abs(then.astype(np.int16) - now) > _SAME).any())


def _draw(document: pypdfium2.PdfDocument, at: int) -> Grey:
    page = document[at]
    try:
        bitmap = page.render(scale=_DPI / 72, grayscale=True, may_draw_forms=False, draw_annots=False)
        drawn: Grey = bitmap.to_numpy().copy().reshape(bitmap.height, -1)[:, : bitmap.width]
        bitmap.close()
        return drawn
    finally:
        page.close()
