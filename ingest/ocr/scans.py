"""One page image becomes words: cleaned, set upright and straight, read by tesseract, put back where they stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.image import bands, levels, raster
from ingest.image.raster import Grey
from ingest.image.strokes import lift_strokes, without_scribbles
from ingest.image.touched import doubt_touched
from ingest.ocr.cells import read_cells
from ingest.ocr.engine import Engine, to_words
from ingest.ocr.passed_over import add_passed_over
from ingest.ocr.quality import mean_confidence
from ingest.ocr.signed_places import tops_of_signing
from ingest.ocr.spacing import part_percents
from ingest.ocr.symbols import restore
from ingest.ocr.under_strokes import read_under_strokes
from models.geometry import Box, Word

# A scan within is read as it is. A coarser one is read at 300, a finer one at 240: as well as at 300 (0.9946 of the
# words of a sans scan at 300, 225 and 200; 0.998 and 0.997 of a serif scan at 300 and 240), and a tenth faster.
READ_DPI = (180.0, 260.0)
BEST_DPI = 300.0
FINE_DPI = 240.0
_SMALL, _LARGE = 15.0, 70.0  # pixels: heights of words from which on another size is tried
_LARGEST = 330.0  # dpi
_MOST_PIXELS = 20_000_000  # given to tesseract; an A3 page at 300 dpi holds 17 million
_UNSURE = 0.91  # mean confidence that asks whether more than this side's print is seen
_SEVERAL = 40  # marks that would be words, were the page one of print
_SENSE = 0.1  # share of them that are words of some length: below it the page is grain, a plan, a pattern
_POOR = 0.75  # mean confidence that asks whether the page stands upright, or is too small


@dataclass(frozen=True, slots=True)
class Straight:
    """A page image ready to be read: `grey` at `dpi`, turned by `turn` and straightened by `skew` degrees, by moving
    its columns where `sheared`."""

    grey: Grey
    dpi: float
    turn: int
    skew: float
    sheared: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.grey.shape[1] * 72 / self.dpi, self.grey.shape[0] * 72 / self.dpi


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read on a page image, and which of its rules a pen crosses. All in points of the straightened page (see
    `unskew`)."""

    page: Straight
    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    signed: tuple[Box, ...] = ()
    under_strokes: int = 0  # of the words: those read by the darkest ink


def straighten(grey: Grey, dpi: float, turn: int = 0) -> Straight:
    """An image without specks, its shadows evened, turned and set straight, at its own resolution."""
    cleaned = raster.even_light(grey)
    if turn:
        cleaned = np.ascontiguousarray(np.rot90(cleaned, -turn // 90))
    skew = raster.measure_skew(cleaned)
    if abs(skew) < 0.1:
        return Straight(cleaned, dpi, turn, 0.0)
    return Straight(raster.rotate(cleaned, skew), dpi, turn, skew, raster.is_sheared(cleaned, skew))


def read_scan(grey: Grey, dpi: float, engine: Engine) -> Scan | None:
    """The words of a page image, or None where it is blank. Errors: `OcrFailed`."""
    dark = raster.lift_specks(bands.turn_bands(levels.turn_positive(grey), dpi))
    grey = levels.deepen(dark)
    if raster.is_blank(grey):
        return None
    if dpi > _LARGEST:  # what is finer costs memory and time, and nothing reads it better
        grey, dpi = raster.resize(grey, BEST_DPI / dpi), BEST_DPI
    scan = _read_clearly(grey, dpi, engine)
    return None if _is_below(scan, _POOR) and raster.is_blank(dark) else _read_signatures(scan, engine)


def _read_signatures(scan: Scan, engine: Engine) -> Scan:
    """The page with what stands under strokes of a pen on it read by the ink that it was printed with."""
    if not tops_of_signing(scan.words, scan.signed):
        return scan
    bare = raster.wipe(scan.page.grey, scan.rules, scan.page.dpi)
    words = read_under_strokes(bare, scan.page.dpi, scan.words, scan.signed, engine)
    before = {(word.text, word.box) for word in scan.words}
    return replace(scan, words=tuple(words), under_strokes=sum((word.text, word.box) not in before for word in words))


def _read_clearly(grey: Grey, dpi: float, engine: Engine) -> Scan:
    """The page read once, and again where the reading is poor: without what shines through, or turned."""
    page = straighten(grey, dpi, engine.turn(grey) if raster.stands_sideways(grey) else 0)
    scan = _read(page, engine)
    if _is_below(scan, _UNSURE) and raster.has_text(page.grey) and not is_grain(scan.words):
        whitened = _read(replace(page, grey=levels.whiten(page.grey)), engine)
        scan = max(scan, replace(whitened, page=page), key=_score)
    if not _is_below(scan, _POOR) or not raster.has_text(page.grey):
        return scan
    turn = engine.turn(page.grey)
    if turn:
        other = _read(straighten(grey, dpi, (page.turn + turn) % 360), engine)
        return max(scan, other, key=_score)
    return scan


def _read(page: Straight, engine: Engine) -> Scan:
    rules = raster.find_rules(page.grey, page.dpi)
    wiped, signed = lift_strokes(raster.wipe(page.grey, rules, page.dpi), page.dpi, rules)
    dpi = reading_dpi(page.dpi)
    if page.grey.size * (dpi / page.dpi) ** 2 > _MOST_PIXELS:
        dpi = page.dpi  # a plan or a poster: blown up, it would not fit in memory
    words = _read_at(wiped, page.dpi, dpi, engine)
    if is_grain(words):
        return Scan(page, tuple(words), tuple(rules))
    height = _letter_height(words) * dpi / 72
    if words and not _SMALL <= height <= _LARGE:
        better = min(600.0, max(75.0, dpi * 30 / height))
        again = _read_at(wiped, page.dpi, better, engine)
        words = max(words, again, key=lambda found: _weight(found))
    words = without_scribbles(words, signed)
    if words:
        words = add_passed_over(wiped, page.dpi, words, engine)
        words = part_percents(wiped, page.dpi, read_cells(wiped, page.dpi, words, rules, engine))
        words = doubt_touched(wiped, page.dpi, restore(wiped, page.dpi, words, engine))
    return Scan(page, tuple(words), tuple(rules), tuple(signed))


def reading_dpi(has: float) -> float:
    """The resolution at which a scan of `has` dpi is given to tesseract."""
    if has < READ_DPI[0]:
        return BEST_DPI
    return has if has <= READ_DPI[1] else FINE_DPI


def _read_at(grey: Grey, has: float, wants: float, engine: Engine) -> list[Word]:
    resized = raster.resize(grey, wants / has)
    return to_words(engine.read(resized, wants), wants)


def _letter_height(words: Sequence[Word]) -> float:
    heights = sorted(word.box.height for word in words if word.box and len(word.text) > 2)
    return heights[len(heights) // 2] if heights else 10.0


def _is_below(scan: Scan, least: float) -> bool:
    confidence = mean_confidence(scan.words)
    return confidence is None or confidence < least


def is_grain(words: Sequence[Word]) -> bool:
    """Whether a reading is of grain, a pattern, a plan: many signs and scraps, and hardly a word of three letters or
    more that is not doubted. Reading takes it longest of all, and it is not read again unless it is turned."""
    whole = sum(sum(map(str.isalpha, word.text)) >= 3 and (word.confidence or 0) >= 0.3 for word in words)
    return len(words) >= _SEVERAL and whole < _SENSE * len(words)


def _score(scan: Scan) -> float:
    return _weight(scan.words)


def _weight(words: Sequence[Word]) -> float:
    """Letters read, each by its confidence, doubtful ones against: more and surer letters weigh more."""
    return sum(len(word.text) * ((word.confidence or 0) - 0.5) for word in words)


def unskew(box: Box, page: Straight) -> Box:
    """A box of the straightened page where it stands on the page as scanned (turned upright, but askew)."""
    if not page.skew:
        return box
    width, height = page.size
    angle = math.radians(page.skew)
    x, y = (box.x0 + box.x1) / 2 - width / 2, box.middle - height / 2
    if page.sheared:
        cx, cy = x + width / 2, y + x * math.tan(angle) + height / 2
    else:
        cx = x * math.cos(angle) - y * math.sin(angle) + width / 2
        cy = x * math.sin(angle) + y * math.cos(angle) + height / 2
    return Box(
        round(cx - box.width / 2, 2),
        round(cy - box.height / 2, 2),
        round(cx + box.width / 2, 2),
        round(cy + box.height / 2, 2),
    )


def moved(words: Sequence[Word], page: Straight) -> tuple[Word, ...]:
    """The words with their boxes on the page as scanned."""
    return tuple(replace(word, box=unskew(word.box, page)) if word.box else word for word in words)
