"""A PDF page as pixels: the scan that lies in the file, or the page rendered by pdfium."""

from __future__ import annotations

import ctypes
import io
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from ingest.image.levels import is_dark
from ingest.image.raster import Grey
from models import errors

_TAIL = 4096  # bytes at the end of a JPEG among which its end mark stands; some writers pad
_UNSEEN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)  # what a page of one scan and its layer holds

_CODECS = {b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode"}  # of pictures; others give plain pixels

_DEPTHS = (1, 2, 3, 4, 6, 8, 12)  # bits of a pixel in the file; pdfium tells of those in memory, which may be more


def render_page(page: pdfium.PdfPage, dpi: float) -> Grey:
    """The page as it is seen, in grey, annotations and form fields included. Errors: `Corrupt` where it has no size."""
    if not all(page.get_size()):
        raise errors.Corrupt("the page has no size. Open the PDF in a viewer and print it to a new one.")
    bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=True)
    try:
        pixels = bitmap.to_numpy()
        return np.array(pixels if pixels.ndim == 2 else pixels[:, :, 0])
    finally:
        bitmap.close()


def holds_damaged(page: pdfium.PdfPage, grey: Grey) -> bool:
    """Whether an image of a page on which nothing is seen cannot be decoded: what it shows is lost.

    `grey` is the page as rendered: what cannot be decoded is left white, and its bytes are more than white takes.
    """
    flat = bool(grey.min() == grey.max())
    for item in _images(page):
        bitmap = raw.FPDFImageObj_GetBitmap(item)
        if not bitmap:
            return True
        raw.FPDFBitmap_Destroy(bitmap)
        if not _is_understood(item, flat):
            return True
    return False


def is_short(page: pdfium.PdfPage) -> bool:
    """Whether an image of the page has fewer pixels in its data than it says: the rest is shown black or white."""
    for item in _images(page):
        if _filters(item) & _CODECS:
            continue
        told = raw.FPDF_IMAGEOBJ_METADATA()
        raw.FPDFImageObj_GetImageMetadata(item, page, told)
        size = raw.FPDFImageObj_GetImageDataDecoded(item, None, 0)
        sizes = {told.height * ((told.width * bits + 7) // 8) for bits in _DEPTHS}
        if size < told.height * told.width * told.bits_per_pixel // 8 and not sizes & {size, size - 1, size - 2}:
            return True
    return False


def read_inks(page: pdfium.PdfPage) -> Grey | None:
    """The pixels of a page of one JPEG in four inks that shows black all over, where its print is seen when the inks
    are taken the other way round: programs do not agree on which way they are written. None for anything else."""
    images = _images(page)
    if len(images) != 1 or _filters(images[0]) != {b"DCTDecode"}:
        return None
    try:
        image = Image.open(io.BytesIO(_data(images[0])))
        if image.mode != "CMYK":
            return None
        inks = np.asarray(image)
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return None
    for way in (inks, 255 - inks):
        grey = np.asarray(Image.fromarray(way, "CMYK").convert("L"))
        if not is_dark(grey):
            return grey
    return None


def _images(page: pdfium.PdfPage) -> list[Any]:
    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _filters(item: Any) -> set[bytes]:
    """The names of an image's filters."""
    names = set()
    for at in range(raw.FPDFImageObj_GetImageFilterCount(item)):
        name = ctypes.create_string_buffer(64)
        raw.FPDFImageObj_GetImageFilter(item, at, name, 64)
        names.add(name.value)
    return names


def _data(item: Any) -> bytes:
    """An image's bytes as they are in the file."""
    size = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    buffer = (ctypes.c_ubyte * size)()
    raw.FPDFImageObj_GetImageDataRaw(item, buffer, size)
    return bytes(buffer)


def _is_understood(item: Any, flat: bool) -> bool:
    """Whether an image's bytes can be those of empty paper (`flat`: not a grain on it). A JPEG takes a bit at least for
    64 pixels; a row of white takes a fax four bytes at most, and JBIG2 next to nothing."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
    size, filters = int(raw.FPDFImageObj_GetImageDataRaw(item, None, 0)), _filters(item)
    if filters == {b"DCTDecode"}:
        return size > wide.value * high.value / 512 and _decodes(_data(item))
    if b"JBIG2Decode" in filters:
        return not flat or size <= max(1000, high.value)
    return b"CCITTFaxDecode" not in filters or not flat or size <= max(1000, 6 * high.value)


def _decodes(data: bytes) -> bool:
    try:
        Image.open(io.BytesIO(data)).load()
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def extract_scan(page: pdfium.PdfPage) -> Grey | None:
    """The pixels of the JPEG that is the whole page, as they are in the file; None where the page is anything else.

    Decoding it takes a fifth of the time of rendering the page, and resamples nothing. Errors: `Truncated` where the
    JPEG breaks off.
    """
    if (
        page.get_rotation()
        or raw.FPDFPage_GetAnnotCount(page)
        or any(abs(a - b) > 0.5 for a, b in zip(page.get_mediabox(), page.get_cropbox(), strict=True))
    ):
        return None
    items = [raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page))]
    images = [item for item in items if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE]
    others = [item for item in items if raw.FPDFPageObj_GetType(item) not in _UNSEEN]
    if len(images) != 1 or others or not _is_upright(images[0], page):
        return None
    if raw.FPDFImageObj_GetImageFilterCount(images[0]) != 1 or raw.FPDFPageObj_HasTransparency(images[0]):
        return None
    return _decode_jpeg(_data(images[0]))


def _decode_jpeg(data: bytes) -> Grey | None:
    if not data.startswith(b"\xff\xd8"):
        return None
    if b"\xff\xd9" not in data[-_TAIL:]:
        raise errors.Truncated("the image breaks off before its end")
    try:
        image = Image.open(io.BytesIO(data))
        return np.asarray(image.convert("L")) if image.mode in ("L", "RGB") else None
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return None


def _is_upright(item: Any, page: pdfium.PdfPage) -> bool:
    """Whether an image fills the page and is neither turned nor mirrored."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return False
    width, height = page.get_size()
    left, bottom = page.get_mediabox()[:2]
    fills = abs(matrix.a - width) < 1 and abs(matrix.d - height) < 1
    return bool(fills and abs(matrix.e - left) < 1 and abs(matrix.f - bottom) < 1 and not (matrix.b or matrix.c))
