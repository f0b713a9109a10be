"""How a PDF's own space lies on its pages."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from models.geometry import Box


@dataclass(frozen=True, slots=True)
class Affine:
    """From PDF user space to page points (top left, rotated): x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle on the page, two decimals."""
        x0, y0 = self.a * left + self.c * bottom + self.e, self.b * left + self.d * bottom + self.f
        x1, y1 = self.a * right + self.c * top + self.e, self.b * right + self.d * top + self.f
        (x0, x1), (y0, y1) = (x0, x1) if x0 <= x1 else (x1, x0), (y0, y1) if y0 <= y1 else (y1, y0)
        return Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def page_affine(page: pdfium.PdfPage) -> Affine:
    """How user space lies on the turned and cropped page."""
    width, height = page.get_size()
    scale = 1000.0
    x, y = ctypes.c_int(), ctypes.c_int()
    points = []
    for px, py in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        raw.FPDF_PageToDevice(page, 0, 0, int(width * scale), int(height * scale), 0, px, py, x, y)
        points.append((x.value / scale, y.value / scale))
    (e, f), (ax, ay), (cx, cy) = points
    return Affine((ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f)
