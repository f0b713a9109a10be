"""Image files as documents: TIFF of one or many pages, PNG, JPEG."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from concurrent.futures import Executor
from threading import Lock

import numpy as np
import PIL
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.image import levels
from ingest.image.raster import Grey
from ingest.layout.furniture import mark_repeated
from ingest.limits import MAX_PAGES, MAX_PIXELS
from ingest.ocr import scans, tesseract
from ingest.ocr.cache import OcrCache
from ingest.ocr.engine import Engine
from ingest.page import facts, outcomes
from ingest.page.outcomes import Sheet
from ingest.page.verdict import Choice
from ingest.pool import read_side_by_side
from models import errors
from models.document import Page

_A4_INCHES = 8.27
_LIKELY_DPI = (60.0, 1300.0)  # what scanners write; a camera's 1 or 72 is checked against the page's size
Image.MAX_IMAGE_PIXELS = None  # our own limit says what to do


def read_pages(
    name: str, data: bytes, cache: OcrCache | None, pool: Executor, progress: Callable[[int, int], None]
) -> tuple[tuple[Page, ...], dict[str, str]]:
    """The pages of an image file. Errors: `Corrupt`, `Truncated`, `TooLarge`, `NoPages`, `OcrFailed`, `MissingTool`."""
    total = _count(name, data)
    engine = Engine(tesseract.need_engine("dan"), cache)
    lock = Lock()
    read: list[Page] = []
    for page in read_side_by_side(pool, lambda index: _page(name, data, index, engine, lock), range(total)):
        read.append(page)
        progress(len(read), total)
    return mark_repeated(read), {"pillow": PIL.__version__, **engine.program.versions}


def _count(name: str, data: bytes) -> int:
    try:
        with Image.open(io.BytesIO(data)) as image:
            total = int(getattr(image, "n_frames", 1))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise _mapped(name, problem) from problem
    if not total:
        raise errors.NoPages(f"{name}: the image holds no page. Scan it again.")
    if total > MAX_PAGES:
        raise errors.TooLarge(f"{name}: {total} pages, more than {MAX_PAGES}. Split it into smaller files.")
    return total


def _mapped(name: str, problem: Exception) -> errors.DocumentError:
    if "truncated" in str(problem).lower() or "unexpected end" in str(problem).lower():
        return errors.Truncated(f"{name}: the image breaks off before its end. Fetch it again from its source.")
    return errors.Corrupt(f"{name}: the image cannot be read ({problem}). Scan it again, or fetch it from its source.")


def _page(name: str, data: bytes, index: int, engine: Engine, lock: Lock) -> Page:
    with lock:
        grey, dpi = read_grey(name, data, index)
    width, height = grey.shape[1] * 72 / dpi, grey.shape[0] * 72 / dpi
    sheet = Sheet(
        number=index + 1,
        width=round(width, 2),
        height=round(height, 2),
        rotation=0,
        words=(),
        rules=(),
        dpi=dpi,
        facts={**facts.judge_layer(()), "image_coverage": 1.0},
        choice=Choice("ocr", "image_only", f"a page image of {dpi:.0f} dpi"),
    )
    try:
        scan = scans.read_scan(grey, dpi, engine)
    except errors.OcrFailed as problem:
        return outcomes.failed_page(sheet, problem)
    if scan is None:
        black = levels.is_black(grey)
        return outcomes.black_page(sheet) if black else outcomes.blank_page(sheet, levels.is_dark(grey))
    return outcomes.scanned_page(sheet, scan, f"tesseract {engine.program.version} dan")


def read_grey(name: str, data: bytes, index: int) -> tuple[Grey, float]:
    """One page's pixels and resolution. A photograph's orientation tag is obeyed."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("ignore")
            image.seek(index)
            if image.width * image.height > MAX_PIXELS:
                raise errors.TooLarge(
                    f"{name}: page {index + 1} has more than {MAX_PIXELS // 10**6} million pixels. "
                    "Scan it again at 300 dpi."
                )
            image.load()
            upright = ImageOps.exif_transpose(image)
            grey = _squared(np.asarray(_flat(upright).convert("L")), image)
            return grey, _dpi(image, grey)
    except (OSError, SyntaxError, ValueError, EOFError) as problem:
        raise _mapped(name, problem) from problem


def _flat(image: Image.Image) -> Image.Image:
    """The image on white paper, where it is see-through; 16-bit grey brought down to 8."""
    if image.mode in ("I;16", "I;16B", "I"):
        deep = np.asarray(image).astype(np.float32)
        return Image.fromarray((deep * (255.0 / max(1.0, float(deep.max())))).astype(np.uint8))
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    layer = image.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    paper.alpha_composite(layer)
    return paper


def _squared(grey: Grey, image: Image.Image) -> Grey:
    """The page with as many pixels an inch down as across: a plain fax has 204 across and 98 down."""
    across, down = (float(said) for said in image.info.get("dpi", (1, 1))[:2])
    likely = all(_LIKELY_DPI[0] <= dpi <= _LIKELY_DPI[1] for dpi in (across, down))
    if not likely or abs(across / down - 1) < 0.05 or not 0.25 < across / down < 4:
        return grey
    height, width = grey.shape
    size = (width, round(height * across / down)) if across > down else (round(width * down / across), height)
    return np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BICUBIC))


def _dpi(image: Image.Image, grey: Grey) -> float:
    """What the file says where that gives a page of likely size, else as if the image were an A4 page wide."""
    said = image.info.get("dpi", (0, 0))
    dpi = float(max(said[:2])) if said else 0.0
    across = float(min(grey.shape)) / dpi if dpi else 0.0
    if _LIKELY_DPI[0] <= dpi <= _LIKELY_DPI[1] and 2 <= across <= 2.5 * _A4_INCHES:
        return dpi
    return max(60.0, float(min(grey.shape)) / _A4_INCHES)
