"""Files whose pages are not what matters: a form that another program must open, a folder of other files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw

from ingest.pdf.file_names import holds_name
from models.document import FORM, PORTFOLIO, Page

_DYNAMIC = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
_FEW, _COVER = 800, 300  # letters on all pages: a request to wait; the cover of a folder, alone
_COLLECTION = b"/Collection"  # what makes a PDF a folder
# What a form says where its program is not at hand, also when such a page was printed.
_WAIT = re.compile(
    r"Please wait\W{1,3}\s*If this message is not eventually replaced"
    r"|Vent venligst\W{1,3}\s*Hvis denne (?:meddelelse|besked)",
    re.IGNORECASE,
)


def mark_container(document: pypdfium2.PdfDocument, data: bytes, pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, the first with the fact that the file is only an envelope. To be called under pdfium's lock."""
    if not pages:
        return ()
    letters = sum(sum(map(str.isalpha, page.text.text)) for page in pages)
    attached = raw.FPDFDoc_GetAttachmentCount(document) > 0
    asks = " ".join(pages[0].text.text.split())
    found = {
        FORM: letters <= _FEW and (raw.FPDF_GetFormType(document) in _DYNAMIC or bool(_WAIT.search(asks))),
        PORTFOLIO: attached and (holds_name(data, _COLLECTION) or (len(pages) == 1 and 0 < letters < _COVER)),
    }
    told = {fact: 1.0 for fact, holds in found.items() if holds}
    return (replace(pages[0], facts={**pages[0].facts, **told}), *pages[1:]) if told else tuple(pages)
