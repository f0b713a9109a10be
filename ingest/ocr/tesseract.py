"""Tesseract as a program: where it is, what it knows, and one run over one page image.

pytesseract finds its version; a page goes to a process of tesseract's library that is kept ready
(`ingest.ocr.standing`), or where there is none to the program itself, because pytesseract writes every page to disk as
PNG, a tenth of its OCR, and leaves tesseract's own threads on.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from ingest.ocr.standing import Asked, read_standing
from models import errors

LANGUAGES = ("dan", "eng", "osd")
TIMEOUT = 180.0


@dataclass(frozen=True, slots=True)
class Engine:
    """The tesseract at `path`, its version ("5.3.0"), its languages, and the folder of their data where it says it."""

    path: str
    version: str
    languages: frozenset[str]
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A word that tesseract saw: text, its rectangle in pixels, confidence 0..1, and the line it stands on."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float
    line: tuple[int, int, int]


@cache
def find_engine() -> Engine | None:
    """The installed tesseract, or None."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    import pytesseract

    pytesseract.pytesseract.tesseract_cmd = path
    try:
        version = str(pytesseract.get_tesseract_version())
        told = subprocess.run([path, "--list-langs"], capture_output=True, timeout=TIMEOUT, check=False)
    except (pytesseract.TesseractNotFoundError, OSError, subprocess.TimeoutExpired, SystemExit):
        return None
    head, *languages = os.fsdecode(told.stdout or told.stderr).splitlines() or [""]
    folder = re.search(r'"(.+)"', head)
    return Engine(path, version, frozenset(languages), folder[1] if folder else None)


def need_engine(*languages: str) -> Engine:
    """The installed tesseract with these languages. Errors: `MissingTool`."""
    engine = find_engine()
    if engine is None:
        raise errors.MissingTool(
            "tesseract is not installed, and a page of this file is a scan. "
            "Install it: apt-get install tesseract-ocr tesseract-ocr-dan"
        )
    for language in languages:
        if language not in engine.languages:
            raise errors.MissingTool(
                f"tesseract has no data for '{language}'. Install it: apt-get install tesseract-ocr-{language}"
            )
    return engine


def run(engine: Engine, image: bytes, options: tuple[str, ...], timeout: float = TIMEOUT) -> str:
    """Tesseract's output for a PNM image on standard input. Errors: `OcrFailed`.

    Its own threads are off: one process per core is 5 to 7 times faster. Options stand before config names.
    """
    command = [engine.path, "stdin", "stdout", *options]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=timeout, check=False, env=environment)
    except subprocess.TimeoutExpired as problem:
        raise _gave_up(timeout) from problem
    except OSError as problem:
        raise errors.OcrFailed(f"tesseract could not be started ({problem}). Try aftalearkiv doctor.") from problem
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise errors.OcrFailed(f"tesseract failed ({said[-1] if said else 'no message'}). Try aftalearkiv doctor.")
    return done.stdout.decode("utf-8", "replace")


def _gave_up(seconds: float) -> errors.OcrFailed:
    return errors.OcrFailed(
        f"tesseract gave up after {seconds:.0f} s on one page. Check that the scan is a page of text."
    )


def read_page(engine: Engine, image: bytes, language: str, dpi: int, mode: int = 3) -> str:
    """A page image as tesseract's TSV; `mode` is its page segmentation mode, `dpi` the image's resolution.

    Errors: `OcrFailed`.
    """
    if engine.folder:
        try:
            table = read_standing(engine.version, engine.folder, Asked(image, language, dpi, mode), TIMEOUT)
        except TimeoutError as problem:
            raise _gave_up(TIMEOUT) from problem
        if table is not None:
            return table
    return run(engine, image, ("-l", language, "--dpi", str(dpi), "--psm", str(mode), "tsv"))


def read_orientation(engine: Engine, image: bytes) -> tuple[int, float]:
    """By how many degrees clockwise the image must be turned to stand upright, and tesseract's confidence in it."""
    try:
        answer = run(engine, image, ("-l", "osd", "--psm", "0"))
    except errors.OcrFailed:
        return 0, 0.0
    turn = re.search(r"^Rotate: (\d+)", answer, re.MULTILINE)
    sure = re.search(r"^Orientation confidence: ([\d.]+)", answer, re.MULTILINE)
    return (int(turn[1]), float(sure[1])) if turn and sure else (0, 0.0)


def parse_tsv(table: str) -> list[Seen]:
    """The words of a TSV, in tesseract's order; empty ones are left out."""
    words = []
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(cell) for cell in cells[6:10])
            line = (int(cells[2]), int(cells[3]), int(cells[4]))
            words.append(Seen(cells[11].strip(), left, top, width, height, max(0.0, float(cells[10]) / 100), line))
    return words
