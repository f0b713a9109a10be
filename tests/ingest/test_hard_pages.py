"""Pages that are pale, negative, shone through, or turned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

import ingest
from ingest.image import levels
from ingest.image.raster import Grey
from ingest.ocr import scans, tesseract
from ingest.ocr.engine import Engine
from models.geometry import Word

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


@pytest.mark.parametrize(
    ("text", "confidence", "grain"),
    [
        ("K2 w« [KR", 0.2, True),
        ("tryghed i gården", 0.8, False),
        ("Exdnl HELSE SAR", 0.1, True),
        ("12 4,5 7", 0.9, True),
    ],
)
def test_tells_grain_from_words(text: str, confidence: float, grain: bool) -> None:
    words = [Word(word, None, confidence) for word in text.split() * 20]
    assert scans.is_grain(words) is grain
    assert not scans.is_grain(words[:9])


def test_reads_grain_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read(engine: Engine, grey: Grey, dpi: float, language: str = "dan", mode: int = 3) -> list[tesseract.Seen]:
        asked.append(mode)
        return [tesseract.Seen("[K", at * 9, 40, 8, 12, 0.2, (1, 1, 1)) for at in range(60)]

    monkeypatch.setattr(Engine, "read", read)
    monkeypatch.setattr(Engine, "turn", lambda engine, grey: 0)
    grain = np.where(np.random.default_rng(5).random((850, 600)) < 0.2, 0, 255).astype(np.uint8)
    engine = Engine(tesseract.Engine("none", "5", frozenset({"dan"})))
    assert scans.read_scan(grain, 100, engine) is not None
    assert asked == [3]
