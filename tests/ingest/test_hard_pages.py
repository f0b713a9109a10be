"""Pages that are pale, negative, shone through, or turned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

import ingest
from ingest import levels
from ingest.raster import Grey

from .conftest import new_pdf, prose_page, rendered


def printed() -> Grey:
    pdf = new_pdf()
    prose_page(pdf)
    return np.array(rendered(bytes(pdf.output()), 100))


def test_turns_a_negative_but_no_black_page() -> None:
    page = printed()
    black = np.zeros_like(page)
    assert np.array_equal(levels.turn_positive(255 - page), page)
    assert np.array_equal(levels.turn_positive(page), page)
    assert np.array_equal(levels.turn_positive(black), black)


def test_deepens_pale_print_but_no_grain() -> None:
    page = printed()
    pale = (200 + page / 255 * 50).astype(np.uint8)
    grain = np.clip(np.random.default_rng(5).normal(240, 7, page.shape), 0, 255).astype(np.uint8)
    assert levels.deepen(pale).min() < 20
    assert np.array_equal(levels.deepen(page), page)
    assert np.array_equal(levels.deepen(grain), grain)


def test_whitens_what_shines_through() -> None:
    page = printed()
    page[:40] = 160
    whitened = levels.whiten(page)
    assert whitened[:40].min() == 255 and whitened.min() == 0


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_reads_typed_text_that_a_page_shows_turned(
    write: Callable[[str, bytes], Path], tmp_path: Path, turn: int
) -> None:
    pdf = new_pdf()
    prose_page(pdf)
    upright = write("upright.pdf", bytes(pdf.output()))
    with pypdfium2.PdfDocument(upright) as document:
        document[0].set_rotation(turn)
        document.save(str(tmp_path / "turned.pdf"))
    want, have = (ingest.read_document(path).pages[0] for path in (upright, tmp_path / "turned.pdf"))
    assert have.text.text == want.text.text
    assert have.rotation == 0
