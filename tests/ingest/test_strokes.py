"""Signatures on scans: a pen's strokes across a line to sign on are lifted, print and tables are not."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.image.strokes import lift_strokes, without_scribbles
from ingest.image.touched import doubt_touched
from models.geometry import Box, Word

DPI = 144.0  # two pixels to a point
LINE = Box(50, 100, 250, 101)


def page(strokes: list[tuple[int, int, int, int]]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """White paper with black blocks (left, top, right, bottom, points), the line itself wiped."""
    grey = np.full((400, 600), 255, np.uint8)
    for left, top, right, bottom in strokes:
        grey[top * 2 : bottom * 2, left * 2 : right * 2] = 0
    grey[198:204] = 255
    return grey


def test_lifts_a_stroke_across_the_line_and_leaves_the_name_below() -> None:
    name = (60, 110, 66, 118)
    lifted, signed = lift_strokes(page([(100, 80, 102, 108), (100, 90, 140, 92), name]), DPI, [LINE])
    assert signed == [LINE]
    assert np.array_equal(lifted, page([name]))


@pytest.mark.parametrize(
    ("stroke", "rules"),
    [
        ((100, 94, 103, 105), [LINE]),
        ((100, 70, 160, 96), [LINE]),
        ((100, 80, 102, 125), [LINE, Box(50, 60, 51, 140)]),
        ((100, 80, 102, 125), [Box(90, 100, 150, 101)]),
    ],
    ids=["letter reaching below", "print above", "rule of a table", "short line"],
)
def test_leaves_what_no_pen_has_drawn(stroke: tuple[int, int, int, int], rules: list[Box]) -> None:
    grey = page([stroke])
    lifted, signed = lift_strokes(grey, DPI, rules)
    assert lifted is grey
    assert signed == []


def test_drops_only_doubtful_words_on_signed_lines() -> None:
    scribble = Word("ÅNRK", Box(100, 80, 140, 98), 0.3)
    words = [scribble, Word("Dato:", Box(52, 85, 80, 97), 0.96), Word("Ejnar", Box(60, 108, 90, 118), 0.4)]
    assert without_scribbles(words, [LINE]) == words[1:]
    assert without_scribbles(words, []) == words


NAME = Word("Ravn", Box(60, 108, 90, 118), 0.96)


@pytest.mark.parametrize(
    ("stroke", "sure"),
    [
        ((70, 90, 73, 114), 0.432),
        ((40, 112, 64, 114), 0.432),
        ((62, 110, 88, 117), 0.96),
        ((60, 90, 90, 104), 0.96),
        ((94, 108, 120, 118), 0.96),
        ((40, 119, 140, 120), 0.96),
        ((40, 106, 140, 107), 0.96),
    ],
    ids=[
        "from above",
        "from the side",
        "the word's own print",
        "print above",
        "the next word",
        "a line under it",
        "a line over it",
    ],
)
def test_is_less_sure_of_a_word_that_other_ink_runs_into(stroke: tuple[int, int, int, int], sure: float) -> None:
    assert doubt_touched(page([stroke]), DPI, [NAME]) == [Word(NAME.text, NAME.box, sure)]


@pytest.mark.parametrize(("text", "confidence"), [("i", 0.9), ("Ravn", None)])
def test_leaves_a_word_of_one_letter_and_one_that_no_engine_read(text: str, confidence: float | None) -> None:
    word = Word(text, NAME.box, confidence)
    assert doubt_touched(page([(70, 90, 73, 114)]), DPI, [word]) == [word]
