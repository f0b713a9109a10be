"""Images in a PDF that cannot be decoded, or only in part, or whose inks are written the other way round."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

import ingest
from ingest.pdf import page_images
from models import errors

from .conftest import needs_tesseract, new_pdf, prose_page, rendered, scan_pdf
from .test_worn_files import one_page, stream

JUNK = np.random.default_rng(3).integers(0, 256, 40000, dtype=np.uint8).tobytes()
GREY, BILEVEL = b"/ColorSpace/DeviceGray/BitsPerComponent 8", b"/ColorSpace/DeviceGray/BitsPerComponent 1"
INKS = b"/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode"


def page_of(data: bytes, entries: bytes, share: float = 1.0) -> bytes:
    """A page of one image, which is so much of the page wide and high."""
    size = b"/Type/XObject/Subtype/Image/Width 827/Height 1170"
    drawn = f"q {595 * share:.0f} 0 0 {842 * share:.0f} 0 0 cm /I Do Q"
    return one_page(stream(data, size + entries), content=drawn.encode())


def white() -> bytes:
    return b"\xff" * 827 * 1170


def jpeg_of(image: Image.Image) -> bytes:
    sink = io.BytesIO()
    image.save(sink, "JPEG")
    return sink.getvalue()


def headed(rest: bytes) -> bytes:
    """The head of a JPEG of a white page, and then `rest`."""
    return jpeg_of(Image.new("L", (827, 1170), 255))[:700] + rest + b"\xff\xd9"


@needs_tesseract
@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (JUNK, BILEVEL + b"/Filter/JBIG2Decode"),
        (JUNK, GREY + b"/Filter/JPXDecode"),
        (JUNK, GREY + b"/Filter/FlateDecode"),
        (zlib.compress(white())[:40], GREY + b"/Filter/FlateDecode"),
        (white()[:5000], GREY),
        (headed(JUNK), GREY + b"/Filter/DCTDecode"),
        (headed(b""), GREY + b"/Filter/DCTDecode"),
        (JUNK, GREY + b"/Filter/NoSuchDecode"),
    ],
    ids=["jbig2", "jpx", "flate", "flate cut", "pixels cut", "jpeg", "jpeg without pixels", "unknown"],
)
def test_takes_no_image_that_cannot_be_decoded_for_a_blank_page(
    write: Callable[[str, bytes], Path], data: bytes, entries: bytes
) -> None:
    with pytest.raises(errors.DocumentError, match=r"[Ss]can (it|the page) again"):
        ingest.read_document(write("a.pdf", page_of(data, entries)))


@needs_tesseract
def test_takes_a_page_of_a_small_damaged_image_for_a_blank_one_and_says_so(
    write: Callable[[str, bytes], Path],
) -> None:
    page = ingest.read_document(write("a.pdf", page_of(JUNK, GREY + b"/Filter/JPXDecode", share=0.3))).pages[0]
    assert (page.verdict, page.text.text) == ("blank", "")
    assert page.reason.endswith("a small image on it is damaged")
    with pytest.raises(errors.DocumentError, match=r"[Ss]can (it|the page) again"):
        ingest.read_document(write("b.pdf", page_of(JUNK, GREY + b"/Filter/JPXDecode", share=0.6)))


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (zlib.compress(white()), GREY + b"/Filter/FlateDecode"),
        (white()[: 104 * 1170], BILEVEL),
        (white()[: 414 * 1170], b"/ColorSpace/DeviceGray/BitsPerComponent 4"),
        (white()[: 207 * 1170], b"/ColorSpace[/Indexed/DeviceGray 3<0055aaff>]/BitsPerComponent 2"),
        (jpeg_of(Image.new("RGB", (827, 1170), "white")), b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"),
    ],
    ids=["flate", "one bit", "four bits", "palette", "jpeg"],
)
def test_takes_white_paper_for_what_it_is(data: bytes, entries: bytes) -> None:
    with pypdfium2.PdfDocument(page_of(data, entries)) as document:
        page = document[0]
        assert not page_images.is_short(page)
        assert not page_images.holds_damaged(page, page_images.render_page(page, 60))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("decode", [b"", b"/Decode[1 0 1 0 1 0 1 0]"])
def test_sees_print_in_four_inks_whichever_way_they_are_written(turned: bool, decode: bytes) -> None:
    pdf = new_pdf()
    prose_page(pdf)
    inks = np.asarray(rendered(bytes(pdf.output()), 100).convert("CMYK"))
    data = jpeg_of(Image.fromarray(255 - inks if turned else inks, "CMYK"))
    with pypdfium2.PdfDocument(page_of(data, INKS + decode)) as document:
        page = document[0]
        shown = page_images.render_page(page, 100)
        grey = shown if shown.mean() > 200 else page_images.read_inks(page)
    assert grey is not None and grey.mean() > 200 and grey.min() < 60


def test_finds_no_inks_in_a_page_that_has_none() -> None:
    with pypdfium2.PdfDocument(scan_pdf([Image.new("L", (600, 850), 6)])) as document:
        assert page_images.read_inks(document[0]) is None
