"""A pen's strokes lifted off letters: long straight runs go, letters stay."""

from __future__ import annotations

import numpy as np

from ingest.image.pens import find_strokes, lift_pen
from ingest.image.raster import Grey, Mask

PAPER, PRINT, PEN = 245, 20, 70
LONG = 40  # pixels: no letter is as high


def _stems() -> Grey:
    """Twelve upright stems of 24 pixels on a row, as of letters."""
    page = np.full((100, 200), PAPER, np.uint8)
    for left in range(20, 180, 14):
        page[40:64, left : left + 4] = PRINT
    return page


def _stroke(shape: tuple[int, int]) -> Mask:
    """A stroke four pixels wide from the upper left to the lower right corner."""
    rows, columns = np.indices(shape)
    stroke: Mask = np.asarray(np.abs(rows * shape[1] - columns * shape[0]) < 2 * shape[1])
    return stroke


def test_lifts_a_stroke_and_leaves_what_it_crosses() -> None:
    stems = _stems()
    crossed = np.where(_stroke(stems.shape) & (stems > PEN), np.uint8(PEN), stems)
    lifted = lift_pen(crossed, PAPER, LONG)
    left = lifted < 100
    assert (left & (stems < 100)).sum() > 0.95 * (stems < 100).sum()
    assert (left & (stems >= 100)).sum() < 0.2 * (_stroke(stems.shape) & (stems >= 100)).sum()


def test_bridges_stems_that_a_stroke_of_the_same_black_runs_through() -> None:
    stems = _stems()
    crossed = np.where(_stroke(stems.shape), np.uint8(PRINT), stems)
    left = lift_pen(crossed, PAPER, LONG) < 100
    assert (left & (stems < 100)).sum() > 0.9 * (stems < 100).sum()
    assert (left & (stems >= 100)).sum() < 0.2 * (_stroke(stems.shape) & (stems >= 100)).sum()


def test_leaves_print_and_small_pictures_as_they_are() -> None:
    stems = _stems()
    assert lift_pen(stems, PAPER, LONG) is stems
    assert not find_strokes(np.ones((8, 8), bool), LONG).any()
