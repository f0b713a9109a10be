"""Tesseract with a memory: what it read on an image is kept, and given as words with boxes in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.image import raster
from ingest.image.raster import Grey
from ingest.ocr import tesseract
from ingest.ocr.cache import OcrCache, key_of
from models.geometry import Box, Word


@dataclass(frozen=True, slots=True)
class Engine:
    """Tesseract with the cache of what it has read."""

    program: tesseract.Engine
    cache: OcrCache | None = None

    def read(self, grey: Grey, dpi: float, language: str = "dan", mode: int = 3) -> list[tesseract.Seen]:
        """The words on an image. Errors: `OcrFailed`."""
        image = raster.encode_pgm(grey)
        parts = image, self.program.version, language, str(round(dpi)), str(mode), "tsv1"
        table = self._kept(parts, lambda: tesseract.read_page(self.program, image, language, round(dpi), mode))
        return tesseract.parse_tsv(table)

    def turn(self, grey: Grey) -> int:
        """How far the image must be turned clockwise to stand upright: 0, 90, 180 or 270."""
        image = raster.encode_pgm(grey)

        def look() -> str:
            degrees, sure = tesseract.read_orientation(self.program, image)
            return str(degrees if sure >= 1.0 else 0)

        program = self.program.program or self.program.version  # it is the program that looks
        return int(self._kept((image, program, "osd1"), look))

    def _kept(self, parts: Sequence[bytes | str], read: Callable[[], str]) -> str:
        """What the cache keeps under a key of these parts, read where it keeps nothing."""
        if self.cache is None:
            return read()
        key = key_of(*parts)
        found = self.cache.get(key)
        if found is None:
            found = read()
            self.cache.put(key, found)
        return found


def to_words(seen: Sequence[tesseract.Seen], dpi: float) -> list[Word]:
    """Words in points, marks that are only dust left out."""
    scale = 72 / dpi
    words = [
        Word(s.text, _box(s.left * scale, s.top * scale, s.width * scale, s.height * scale), round(s.confidence, 4))
        for s in seen
        if s.width and s.height
    ]
    return [word for word in words if not _is_dust(word)]


def _is_dust(word: Word) -> bool:
    """A mark without letters or digits that the engine doubts, or that is smaller than any full stop."""
    if word.box is None or any(char.isalnum() for char in word.text):
        return False
    return (word.confidence or 0) < 0.1 or max(word.box.width, word.box.height) < 0.8


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(round(left, 2), round(top, 2), round(left + width, 2), round(top + height, 2))
