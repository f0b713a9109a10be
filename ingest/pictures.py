"""A page of a kept original as a picture for the eye: JPEG, as wide as asked for, turned as its boxes are."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from ingest.images import read_grey
from ingest.limits import RENDER_PIXELS
from ingest.pdf.pdfium import ALONE, load_page, open_pdf
from models import errors

# JPEG takes a tenth of the time of PNG for a scan, and a fifth of its bytes.
_QUALITY = 82


def draw_page(name: str, data: bytes, number: int, turn: int, pixels: int) -> bytes:
    """Page `number` of a PDF or an image file as a JPEG, `pixels` wide. `turn` is the page's whole turn, in degrees
    clockwise, as the archive has it. Errors: DocumentError where the file or its page cannot be read.
    """
    picture = _of_pdf(name, data, number, turn, pixels) if data[:1024].find(b"%PDF-") >= 0 else None
    if picture is None:
        grey, _ = read_grey(name, data, number - 1)
        picture = Image.fromarray(np.rot90(grey, -turn // 90))
        picture = picture.resize((pixels, max(1, round(pixels * picture.height / picture.width))))
    out = io.BytesIO()
    picture.convert("RGB" if picture.mode not in ("L", "RGB") else picture.mode).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _of_pdf(name: str, data: bytes, number: int, turn: int, pixels: int) -> Image.Image:
    with open_pdf(name, data) as document, ALONE:
        if not 1 <= number <= len(document):
            raise errors.Corrupt(f"{name}: there is no page {number}.")
        page = load_page(document, number - 1, name)
        more = (turn - page.get_rotation()) % 360
        width, height = page.get_size()
        if more in (90, 270):
            width, height = height, width
        scale = min(pixels / width, (RENDER_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, rotation=more, may_draw_forms=True)
        picture: Image.Image = bitmap.to_pil().copy()
        bitmap.close()
        page.close()
        return picture
