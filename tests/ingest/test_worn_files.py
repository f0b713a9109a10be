"""Files that a viewer opens and that hide or have lost something: nothing of it goes silently."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter, ImageOps

import ingest
from ingest.page import outcomes
from ingest.pdf.affine import page_affine
from ingest.pdf.drawings import read_drawn
from models import errors

from .conftest import needs_tesseract, new_pdf, prose_page, rendered, scan_pdf

Write = Callable[[str, bytes], Path]
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
LINE = b"BT /F 12 Tf 60 760 Td (Nordby Kommune holder et aabent hus) Tj ET"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """The objects, numbered from 1, as a file; the first is its catalog."""
    body, places = b"%PDF-1.5\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def one_page(
    *more: bytes, content: bytes = LINE, page: bytes = b"", catalog: bytes = CATALOG, pages: bytes = b"/Count 1"
) -> bytes:
    """A file of one page; `more` are its objects from 6 on, `page` further entries of the page."""
    parts = b"/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>/XObject<</I 6 0 R>>>>/Contents 5 0 R" + page
    tree = b"<</Type/Pages/Kids[3 0 R]%s>>" % pages
    return pdf_of([catalog, tree, b"<</Type/Page/Parent 2 0 R%s>>" % parts, FONT, stream(content), *more])


def image_page(data: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 800/Height 1100/ColorSpace/DeviceGray/BitsPerComponent 8"
    return one_page(stream(data, entries + b"/Filter/DCTDecode"), content=b"q 595 0 0 842 0 0 cm /I Do Q")


def nested_forms(count: int, content: bytes) -> bytes:
    """A page whose form holds a form, and so on; each draws the content."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</I %d 0 R>>>>"
    forms = [stream(content + b" /I Do", entries % (7 + number)) for number in range(count)]
    return one_page(*forms, stream(b""), content=b"/I Do")


@pytest.mark.parametrize(("forms", "drawn"), [(1, 1), (3, 3), (7, 4)])
def test_looks_into_forms_inside_forms_and_not_without_end(forms: int, drawn: int) -> None:
    with pypdfium2.PdfDocument(nested_forms(forms, b"50 50 m 300 50 l S")) as document:
        page = document[0]
        assert read_drawn(page, page_affine(page)).paths == drawn


def test_keeps_the_pages_of_a_file_that_has_lost_others(write: Write) -> None:
    document = ingest.read_document(write("a.pdf", one_page(pages=b"/Count 3")))
    assert (document.status, document.error, len(document.pages)) == ("partial", "corrupt", 3)
    assert document.pages[0].text.text.startswith("Nordby")
    assert [page.quality for page in document.pages] == [1.0, 0.0, 0.0]
    assert document.message and "page 2" in document.message and "print it" in document.message


def test_refuses_a_file_that_has_lost_all_its_pages(write: Write) -> None:
    loop = pdf_of([CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])
    with pytest.raises(errors.Corrupt, match="print it to a new one"):
        ingest.read_document(write("a.pdf", loop))


@pytest.mark.parametrize(
    "note",
    [
        b"<</Type/Annot/Subtype/FreeText/Rect[60 600 400 640]/DA(/F 11 Tf 0 g)/Contents(Fornyet i maj)>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(felt)/V(Fornyet i maj)/Rect[60 600 400 640]>>",
    ],
    ids=["text box", "field"],
)
def test_reads_what_was_typed_and_is_not_drawn(write: Write, note: bytes) -> None:
    page = ingest.read_document(write("a.pdf", one_page(note, page=b"/Annots[6 0 R]"))).pages[0]
    assert page.text.text.split()[-3:] == ["Fornyet", "i", "maj"]
    box = page.text.words[-1].box
    assert box and 60 < box.x0 < box.x1 < 400 and 842 - 640 <= box.top < box.bottom <= 842 - 600


def test_says_what_it_leaves_unread(write: Write) -> None:
    comment = b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(Husk det)>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(bilag.txt) 7 0 R]>>>>>>"
    file = b"<</Type/Filespec/F(bilag.txt)/EF<</F 8 0 R>>>>"
    data = one_page(comment, file, stream(b"bilag"), page=b"/Annots[6 0 R]", catalog=catalog)
    page = ingest.read_document(write("a.pdf", data)).pages[0]
    assert "Husk" not in page.text.text
    assert "1 comments beside the print not read; 1 files attached to the PDF not read" in page.reason


@needs_tesseract
def test_does_not_take_a_damaged_image_for_a_blank_page(write: Write) -> None:
    with pytest.raises(errors.Corrupt, match=r"damaged\. Scan the page again"):
        ingest.read_document(write("a.pdf", image_page(b"\xff\xd8\xff\xe0nothing")))


@needs_tesseract
def test_does_not_take_a_black_page_for_a_blank_one(write: Write) -> None:
    blank, black = Image.new("L", (600, 850), 250), Image.new("L", (600, 850), 6)
    document = ingest.read_document(write("a.pdf", scan_pdf([blank, black])))
    assert [page.verdict for page in document.pages] == ["blank", "image_only"]
    assert document.status == "partial" and document.message and "page 2: " in document.message
    sink = io.BytesIO()
    black.save(sink, "PNG")
    with pytest.raises(errors.OcrFailed, match=r"black all over\. Scan it again"):
        ingest.read_document(write("a.png", sink.getvalue()))


@needs_tesseract
def test_says_where_an_image_breaks_off(write: Write) -> None:
    sink = io.BytesIO()
    printed(150).save(sink, "JPEG")
    document = ingest.read_document(write("a.pdf", image_page(sink.getvalue()[: len(sink.getvalue()) * 2 // 3])))
    assert (document.status, document.error) == ("partial", "corrupt")
    assert "boligforeningen Lærken" in document.pages[0].text.text
    assert document.message and "its image breaks off" in document.message


LAYER = {"unmapped_share": 0.0, "known_share": 0.8, "letters": 2000.0}
OWN = {"ocr_known_share": 0.5, "ocr_letters": 2100.0}


@pytest.mark.parametrize(
    ("layer", "own", "confidence", "better"),
    [
        ({}, {}, 0.4, True),
        ({}, {}, 0.9, False),
        ({}, {"ocr_known_share": 0.75}, 0.4, False),
        ({"known_share": 0.3}, {"ocr_known_share": 0.1}, 0.4, False),
        ({"letters": 60.0}, {}, 0.4, False),
        ({"unmapped_share": 0.2}, {}, 0.4, False),
        ({"ink_covered": 0.2}, {}, 0.4, False),
    ],
)
def test_prefers_a_layer_that_makes_sense_to_a_scan_too_poor_to_read(
    layer: dict[str, float], own: dict[str, float], confidence: float, better: bool
) -> None:
    assert outcomes.is_layer_better({**LAYER, **layer}, {**OWN, **own}, confidence) is better


def printed(dpi: int, page: int = 0) -> Image.Image:
    pdf = new_pdf()
    prose_page(pdf)
    pdf.add_page()
    for row in range(10, 80):
        pdf.text(60, row * 10, "Aldeles andre ord om ganske andre ting, som ingen skal se her " * 2)
    return rendered(bytes(pdf.output()), dpi, page)


@needs_tesseract
def test_gives_a_fax_its_height_back(write: Write) -> None:
    fine = printed(204)
    sink = io.BytesIO()
    fine.resize((fine.width, fine.height * 98 // 204)).save(sink, "TIFF", dpi=(204, 98))
    page = ingest.read_document(write("a.tif", sink.getvalue())).pages[0]
    assert abs(page.width - 595) < 2 and abs(page.height - 842) < 8
    assert "boligforeningen Lærken" in page.text.text


@needs_tesseract
def test_reads_this_side_and_not_what_shines_through(write: Write) -> None:
    back = np.asarray(ImageOps.mirror(printed(150, 1)).filter(ImageFilter.GaussianBlur(1))).astype(np.float32)
    seen = np.minimum(np.asarray(printed(150)), 250 - (255 - back) * 0.3).clip(0, 255).astype(np.uint8)
    text = ingest.read_document(write("a.pdf", scan_pdf([Image.fromarray(seen)]))).pages[0].text.text
    assert "boligforeningen Lærken" in text and "cykler og den nye legeplads" in text.replace("\n", " ")
    assert len(text.split()) < 70
