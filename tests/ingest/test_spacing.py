"""Blanks before percent signs."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from ingest.ocr.spacing import part_percents
from models.geometry import Box, Word


def printed(*letters: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A line of print 40 pixels high: letters from one column to another."""
    page = np.full((60, 200), 250, np.uint8)
    for start, end in letters:
        page[10:50, start:end] = 20
    return page


@pytest.mark.parametrize(
    ("letters", "text", "parts"),
    [
        (((10, 30), (34, 54), (70, 100)), "15%", ["15", "%"]),
        (((10, 30), (34, 54), (58, 88)), "15%", ["15%"]),
        (((10, 14), (18, 30), (34, 54), (70, 100), (104, 108)), "(15%)", ["(15", "%)"]),
        (((10, 30), (46, 66), (70, 100)), "15%", ["15%"]),
        (((10, 30), (34, 54), (70, 100)), "15x", ["15x"]),
    ],
    ids=["a blank", "none", "in brackets", "white elsewhere", "no percent sign"],
)
def test_parts_a_figure_from_its_percent_sign_where_white_is(
    letters: tuple[tuple[int, int], ...], text: str, parts: list[str]
) -> None:
    box = Box(letters[0][0] * 0.36, 3.6, letters[-1][1] * 0.36, 18.0)
    found = part_percents(printed(*letters), 200.0, [Word(text, box, 0.9)])
    assert [word.text for word in found] == parts
    assert all(a.box and b.box and a.box.x1 < b.box.x0 for a, b in itertools.pairwise(found))
