"""Pages made for the tests: set in type with fpdf2's own fonts, printed to images with pdfium."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

PROSE = (
    "Skovby Kommune og boligforeningen Lærken har i år aftalt, at gården bag biblioteket skal lyses op om aftenen.",
    "Naboerne mødes hver måned på skolen, hvor de drøfter støj, cykler og den nye legeplads ved åen.",
    "Håndværkerne begynder arbejdet i september, når børnene er tilbage fra ferie, og slutter før påske.",
)


def new_pdf() -> FPDF:
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=11)
    return pdf


def type_lines(pdf: FPDF, lines: list[tuple[float, float, str]], size: float = 11) -> None:
    """Lines at (x, baseline from the top, text)."""
    pdf.set_font("Helvetica", size=size)
    for x, y, text in lines:
        pdf.text(x, y, text)


def prose_page(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.set_xy(70, 80)
    for paragraph in PROSE:
        pdf.set_x(70)
        pdf.multi_cell(450, 15, paragraph, align="L")
        pdf.ln(9)


def rendered(data: bytes, dpi: int, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return image


def scan_pdf(images: list[Image.Image]) -> bytes:
    """Page images as a PDF of A4 pages."""
    pdf = FPDF(format="A4", unit="pt")
    for image in images:
        pdf.add_page()
        sink = io.BytesIO()
        image.save(sink, "JPEG", quality=80)
        sink.seek(0)
        pdf.image(sink, 0, 0, pdf.w, pdf.h)
    return bytes(pdf.output())


def dusty(image: Image.Image) -> Image.Image:
    """Grain and single dark pixels, the same ones every time."""
    rng = np.random.default_rng(11)
    pixels = np.asarray(image).astype(np.float32) + rng.normal(0, 6, (image.height, image.width))
    pixels[rng.random(pixels.shape) < 0.0002] = 0
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write_file(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write_file


needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
