"""Pages as pictures, drawn where the tests run: widths, turns, pages there are not."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.pictures import draw_page
from models.errors import DocumentError

SAMPLE = Path(__file__).parents[2] / "corpus" / "samples" / "oesterhavn-2016.pdf"


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("turn", [0, 90])
def test_draws_a_page_as_wide_as_asked_for(turn: int) -> None:
    picture = _opened(draw_page("a.pdf", SAMPLE.read_bytes(), 1, turn, 600))
    assert picture.format == "JPEG" and picture.width == 600
    assert (picture.height > 600) == (turn == 0)
    assert np.asarray(picture.convert("L")).min() < 100


def test_draws_an_image_file_turned(tmp_path: Path) -> None:
    page = Image.new("L", (100, 200), 255)
    page.paste(0, (0, 0, 100, 20))
    out = io.BytesIO()
    page.save(out, "PNG")
    grey = np.asarray(_opened(draw_page("a.png", out.getvalue(), 1, 180, 50)).convert("L"))
    assert grey.shape == (100, 50)
    assert grey[95].mean() < 60 < grey[10].mean()


@pytest.mark.parametrize(("data", "number"), [(None, 0), (None, 99), (b"%PDF-1.4 nothing", 1), (b"no image", 1)])
def test_says_that_there_is_no_such_page(data: bytes | None, number: int) -> None:
    with pytest.raises(DocumentError):
        draw_page("a.pdf", SAMPLE.read_bytes() if data is None else data, number, 0, 600)
