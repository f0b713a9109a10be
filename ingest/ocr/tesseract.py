"""Tesseract: where it is, what it knows, and one run over one page image.

pytesseract finds the program's version; a page goes to a process of tesseract's library that is kept ready
(`ingest.ocr.standing`), or where there is none to the program itself, because pytesseract writes every page to disk as
PNG, a tenth of its OCR, and leaves tesseract's own threads on. The library is the newer one that tesserocr's wheel
carries (5.5.4 takes 27 % less processor time than Debian's 5.3.0 and reads the same words), else the system's. The
program turns pages upright, and its data are read by both.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ingest.ocr.standing import Asked, can_stand, read_standing
from models import errors

LANGUAGES = ("dan", "eng", "osd")
# Seconds of the processor for one reading of a page: print takes 10 at most, noise without end.
TIMEOUT = 45.0


@dataclass(frozen=True, slots=True)
class Engine:
    """The tesseract that reads: its `version` ("5.5.4"), its languages, and the folder of their data where it says it.

    `path` is the installed program; `library` the file of the library that reads in its place, and then `program` is
    the program's own version.
    """

    path: str
    version: str
    languages: frozenset[str]
    folder: str | None = None
    library: str | None = None
    program: str | None = None

    @property
    def versions(self) -> dict[str, str]:
        """What reads pages, and what else turns them upright, for the record."""
        return {"tesseract": self.version, **({"tesseract program": self.program} if self.program else {})}


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
    """The tesseract that reads, or None where none is installed."""
    installed = find_program()
    return newer(installed) if installed is not None else None


def newer(installed: Engine) -> Engine:
    """The library of tesserocr's wheel with the program's data, where it can be loaded; else the program as it is."""
    found = carried_library()
    if found is None or installed.folder is None:
        return installed
    place, version = found
    engine = replace(installed, version=version, library=place, program=installed.version)
    return engine if can_stand(version, engine.folder or "", place) else installed


def carried_library() -> tuple[str, str] | None:
    """The file of the library in tesserocr's wheel, and its version, which is in its name; it is not loaded here."""
    wheel = find_spec("tesserocr")
    if wheel is None or wheel.origin is None:
        return None
    beside = Path(wheel.origin).parents[1] / "tesserocr.libs"
    for place in sorted(beside.glob("libtesseract-*.so.*")):
        version = re.search(r"\.so\.(\d+(?:\.\d+)+)$", place.name)
        if version:
            return str(place), version[1]
    return None


@cache
def find_program() -> Engine | None:
    """The installed program, or None."""
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


def run(engine: Engine, image: bytes, options: tuple[str, ...], timeout: float = 4 * TIMEOUT) -> str:
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
    asked = Asked(image, language, dpi, mode)
    for _ in range(2 if engine.library else 1):
        table = _ask_library(engine, asked)
        if table is not None:
            return table
    if engine.library:  # the program is another version: what it reads would stand under this one's name
        raise errors.OcrFailed("tesseract's library came down on the page. Scan it again, or try aftalearkiv doctor.")
    return run(engine, image, ("-l", language, "--dpi", str(dpi), "--psm", str(mode), "tsv"))


def _ask_library(engine: Engine, asked: Asked) -> str | None:
    """The library's answer; None where there is none to be had. Errors: `OcrFailed` where it takes too long."""
    if not engine.folder:
        return None
    try:
        return read_standing(engine.version, engine.folder, asked, TIMEOUT, engine.library)
    except TimeoutError as problem:
        raise _gave_up(TIMEOUT) from problem


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
