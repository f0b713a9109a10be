"""`ingest.image.bands`: light print on dark bands is read; tints, photographs and rules are left as they are."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ingest.image.bands import turn_bands
from ingest.image.raster import Grey
from ingest.ocr import scans, tesseract
from ingest.ocr.engine import Engine

from .conftest import needs_tesseract

DPI = 200


def drawn(ground: int, ink: int, turn: float = 0.0) -> Grey:
    """A page with a head of two cells on a ground, and a line of dark print under it."""
    page = Image.new("L", (1200, 700), 245)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(34)
    pen.rectangle((100, 100, 1100, 180), fill=ground)
    pen.text((130, 118), "Gerningstype", font=font, fill=ink)
    pen.text((800, 118), "Tal 2019", font=font, fill=ink)
    pen.text((130, 230), "Indbrud i kvarteret", font=font, fill=20)
    return np.asarray(page.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=245))


def test_turns_a_dark_head_and_nothing_else() -> None:
    page = drawn(ground=70, ink=250)
    turned = turn_bands(page, DPI)
    assert np.median(turned[105:175, 105:1095]) > 230
    assert turned[105:175, 105:1095].min() < 40
    assert (turned[190:] == page[190:]).all()


def test_leaves_dark_print_on_a_tint_and_a_block_without_print() -> None:
    for page in (drawn(ground=150, ink=20), drawn(ground=70, ink=70)):
        assert turn_bands(page, DPI) is page


def test_leaves_a_photograph() -> None:
    page = drawn(ground=70, ink=250).copy()
    page[100:180, 100:1100] = np.random.default_rng(3).integers(0, 200, (80, 1000))
    assert turn_bands(page, DPI) is page


@needs_tesseract
def test_reads_the_print_of_a_band_that_lies_askew() -> None:
    scan = scans.read_scan(drawn(70, 250, 1.0), DPI, Engine(tesseract.need_engine("dan")))
    assert scan is not None
    words = [word.text for word in scan.words]
    assert {"Gerningstype", "Tal", "2019", "Indbrud"} <= set(words)
