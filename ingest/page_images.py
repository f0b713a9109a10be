"""A PDF page as pixels: the scan that lies in the file, or the page rendered by pdfium."""

from __future__ import annotations

import ctypes
import io
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from ingest.raster import Grey
from models import errors

_TAIL = 4096  # bytes at the end of a JPEG among which its end mark stands; some writers pad
_UNSEEN = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT)  # what a page of one scan and its layer holds


def render_page(page: pdfium.PdfPage, dpi: float) -> Grey:
    """The page as it is seen, in grey, annotations and form fields included."""
    bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=True)
    try:
        pixels = bitmap.to_numpy()
        return np.array(pixels if pixels.ndim == 2 else pixels[:, :, 0])
    finally:
        bitmap.close()


def holds_damaged(page: pdfium.PdfPage) -> bool:
    """Whether an image of the page cannot be decoded: what it shows is lost, and the page looks blank."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        bitmap = raw.FPDFImageObj_GetBitmap(item)
        if not bitmap:
            return True
        raw.FPDFBitmap_Destroy(bitmap)
    return False


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
    size = raw.FPDFImageObj_GetImageDataRaw(images[0], None, 0)
    buffer = (ctypes.c_ubyte * size)()
    raw.FPDFImageObj_GetImageDataRaw(images[0], buffer, size)
    return _decode_jpeg(bytes(buffer))


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
