"""The numbers that a page's verdict rests on, taken from its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ingest.ocr import lexicon
from models.geometry import Box, Word
from models.text import PageText

if TYPE_CHECKING:
    from ingest.image.raster import Grey
    from ingest.page.drawn import Drawn

_OCR_PRODUCERS = (
    "ocr",
    "abbyy",
    "finereader",
    "tesseract",
    "omnipage",
    "readiris",
    "paper capture",
    "scan",
    "glyphless",
)
FIT_DPI = 60.0
_EDGES = ".,;:!?()[]\"'»«”“*"
_DANISH = "æøåÆØÅ"
# Characters that stand for glyphs which their font gives no meaning: control, private use, U+FFFD.
_UNMAPPED = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")


def judge_text(text: PageText) -> dict[str, float]:
    """Counts: `letters`, `words`, `lost` (characters without any meaning). Shares 0..1: `danish_share` (æøå of
    letters), `unmapped_share` (of printed characters)."""
    printed = "".join(text.text.split())
    letters = sum(map(str.isalpha, printed))
    return {
        "words": float(len(text.words)),
        "letters": float(letters),
        "lost": float(printed.count("\ufffd")),
        "danish_share": _share(sum(map(printed.count, _DANISH)), letters),
        "unmapped_share": _share(len(_UNMAPPED.findall(printed)), len(printed)),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def judge_drawn(drawn: Drawn, width: float, height: float, producer: str) -> dict[str, float]:
    """What the page draws: `image_coverage`, `invisible_share` (of text objects), `glyphless` and `ocr_producer` (0 or
    1), `ink` (1 where anything at all is drawn)."""
    return {
        "image_coverage": _cover(drawn.images, width, height),
        "invisible_share": _share(drawn.invisible, drawn.texts),
        "glyphless": float(drawn.glyphless > 0),
        "ocr_producer": float(any(name in producer.lower() for name in _OCR_PRODUCERS)),
        "ink": float(bool(drawn.images or drawn.paths or drawn.texts)),
    }


def judge_words(words: Iterable[str]) -> dict[str, float]:
    """`known_share`: of the words of three letters or more, those in the lexicon; 0 where there are none."""
    asked = [word for text in words if len(word := text.strip(_EDGES)) > 2 and word.isalpha()]
    known = lexicon.known_words()
    if not asked or known is None:
        return {"known_share": 0.0}
    return {"known_share": _share(sum(known(word) for word in asked), len(asked))}


def _cover(boxes: Iterable[Box], width: float, height: float) -> float:
    """The share of the page under the boxes, on a grid of 50 by 50 points of it."""
    seen: set[tuple[int, int]] = set()
    for box in boxes:
        columns = range(max(0, round(box.x0 / width * 50)), min(50, round(box.x1 / width * 50)))
        rows = range(max(0, round(box.top / height * 50)), min(50, round(box.bottom / height * 50)))
        seen.update((row, column) for row in rows for column in columns)
    return len(seen) / 2500


def judge_layer(words: Sequence[Word]) -> dict[str, float]:
    """`judge_text` and `judge_words` for a layer's words."""
    text = " ".join(word.text for word in words)
    return {**judge_text(PageText(text, tuple(words))), **judge_words(word.text for word in words)}


def judge_fit(words: Iterable[Word], grey: Grey) -> dict[str, float]:
    """`ink_covered`: the share of the ink on a page image of `FIT_DPI`, margins left out, that lies under the words."""
    import numpy as np

    from ingest.image.raster import paper_of

    scale, (height, width) = FIT_DPI / 72, grey.shape
    ink = grey < paper_of(grey) - 50
    margin = max(1, height // 30), max(1, width // 30)
    ink[: margin[0]] = ink[-margin[0] :] = False
    ink[:, : margin[1]] = ink[:, -margin[1] :] = False
    under = np.zeros_like(ink)
    for box in (word.box for word in words if word.box):
        top, left = max(0, int((box.top - 1) * scale)), max(0, int((box.x0 - 2) * scale))
        under[top : int((box.bottom + 1) * scale) + 1, left : int((box.x1 + 2) * scale) + 1] = True
    return {"ink_covered": _share(int((ink & under).sum()), int(ink.sum())) if ink.any() else 1.0}
