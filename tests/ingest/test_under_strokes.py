"""Names under the strokes of a pen, on typeset pages that are scanned and read: told where the pen is paler than print
or runs on straight, and doubted where it is neither."""

from __future__ import annotations

import random

import numpy as np

from ingest.ocr.engine import Engine
from ingest.ocr.scans import Scan, read_scan
from ingest.ocr.tesseract import find_engine
from ingest.ocr.under_strokes import read_under_strokes
from models.geometry import Box, Word
from scripts.make_samples import SCAN_DPI, Sheet, scan
from tests.ingest.conftest import needs_tesseract

PEOPLE = ("Malthe Ravnholt", "Regina Friis", "Torben Raskmark", "Ingrid Fuglsbjerg")
PLACES = ("Vester", "Øster", "Sønder", "Nørre")
BLOCKS = [[name, "Direktør", f"{place} Kommune"] for name, place in zip(PEOPLE, PLACES, strict=True)]


def _signed(grey: int, wide: float, seed: str, straight: bool = False) -> Scan:
    """A page of signatures, read: the strokes of a pen of this grey and width (mm) over every name."""
    chance = random.Random(seed)
    sheet = Sheet("LiberationSans")
    sheet.say("Underskrifter", 13, "B")
    top = sheet.get_y() + 8
    sheet.draw_signatures(BLOCKS)
    sheet.set_draw_color(grey)
    sheet.set_line_width(wide)
    for column, row in ((0, 0), (0, 1), (1, 0), (1, 1)):
        x, y = sheet.l_margin + 85 * column, top + 38 * row
        points = [
            (x + 4 + 5 * at, y + (chance.uniform(3, 6) if at % 2 else chance.uniform(-8, -4))) for at in range(10)
        ]
        for at in range(0, 9, 3):
            sheet.bezier(points[at : at + 4]) if not straight else sheet.line(*points[at], *points[at + 3])
    (image,) = scan(bytes(sheet.output()), seed)
    engine = find_engine()
    assert engine is not None
    found = read_scan(np.asarray(image), SCAN_DPI, Engine(engine))
    assert found is not None
    return found


def _sure(found: Scan) -> set[str]:
    return {word.text for word in found.words if (word.confidence or 0) >= 0.5}


@needs_tesseract
def test_reads_names_under_a_pen_paler_than_print() -> None:
    found = _signed(90, 0.5, "lighter")
    assert found.under_strokes >= 3
    assert {"Malthe", "Ravnholt", "Regina", "Torben", "Raskmark", "Ingrid"} <= _sure(found)


@needs_tesseract
def test_reads_names_under_straight_strokes_as_dark_as_print() -> None:
    assert {"Malthe", "Regina", "Torben", "Ingrid"} <= _sure(_signed(0, 0.3, "straight", straight=True))


@needs_tesseract
def test_is_sure_of_no_word_that_a_pen_as_dark_as_print_has_changed() -> None:
    printed = {word for block in BLOCKS for line in block for word in line.split()}
    long = {word for word in _sure(_signed(0, 0.7, "black")) if len(word) > 4}
    assert long <= {"Underskrifter", *printed}


def test_asks_no_engine_where_nobody_signs_or_nothing_is_doubted() -> None:
    page = np.full((400, 400), 255, np.uint8)
    doubted, sure = Word("Frdab", Box(60, 100, 90, 110), 0.2), Word("Underskrift", Box(60, 80, 120, 90), 0.96)
    for words in ([doubted], [sure]):
        assert read_under_strokes(page, 144, words, [], None) == words  # type: ignore[arg-type]
