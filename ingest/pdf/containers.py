"""Files whose pages are not what matters: a form that another program must open, a folder of other files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw

from models.document import FORM, PORTFOLIO, Page

_DYNAMIC = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
_FEW, _COVER = 800, 300  # letters on all pages: a request to wait; the cover of a folder, alone


def mark_container(document: pypdfium2.PdfDocument, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, the first with the fact that the file is only an envelope. To be called under pdfium's lock."""
    letters = sum(sum(map(str.isalpha, page.text.text)) for page in pages)
    if not pages or letters > _FEW:
        return tuple(pages)
    found = {
        FORM: raw.FPDF_GetFormType(document) in _DYNAMIC,
        PORTFOLIO: raw.FPDFDoc_GetAttachmentCount(document) > 0 and len(pages) == 1 and 0 < letters < _COVER,
    }
    told = {fact: 1.0 for fact, holds in found.items() if holds}
    return (replace(pages[0], facts={**pages[0].facts, **told}), *pages[1:]) if told else tuple(pages)
