"""How a PDF's own space lies on its pages."""

from __future__ import annotations

from dataclasses import dataclass

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
        return Box(round(min(x0, x1), 2), round(min(y0, y1), 2), round(max(x0, x1), 2), round(max(y0, y1), 2))
