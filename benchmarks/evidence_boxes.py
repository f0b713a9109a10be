"""Evidence boxes on scanned pages: lines cropped at their boxes and read again by tesseract; how many hold the quote.

    .venv/bin/python benchmarks/evidence_boxes.py ARCHIVE.db FOLDER… [--lines 200] [--misses]

ARCHIVE holds an ingest of PDF files that lie in the FOLDERs. Only pages read by OCR count. A line is the part of a
quote that one row of boxes marks; it is held where the second reading has at least `HELD` of its letters, in order.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt
import pypdfium2

HELD = 0.85
DPI = 300
PAD = 2.0  # points around the crop: tesseract wants a little paper
WORDS = """
SELECT w.text, w.x0, w.top, w.x1, w.bottom
FROM words w JOIN pages p ON p.id = w.page
WHERE p.document = ? AND p.number = ? AND w."start" < ? AND w."end" > ? AND w.x0 IS NOT NULL
ORDER BY w.position
"""
EVIDENCE = """
SELECT d.id, d.filename, p.number, p.rotation, e."start", e."end", e.boxes
FROM evidence e JOIN documents d ON d.id = e.document JOIN pages p ON p.document = d.id AND p.number = e.page
WHERE p.source = 'ocr' AND e.boxes IS NOT NULL AND d.filename LIKE '%.pdf'
ORDER BY d.filename, p.number, e."start", e.id
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a quote: its file, page (from 1), the page's rotation, its rectangle in points, and the words in it."""

    filename: str
    page: int
    rotation: int
    box: tuple[float, float, float, float]
    quote: str


def find_lines(archive: Path) -> list[Line]:
    """Every marked line once, in order of file and place. A quote's words are those whose middle lies in the box."""
    found: dict[Line, None] = {}
    with sqlite3.connect(archive) as rows:
        for document, name, page, rotation, start, end, boxes in rows.execute(EVIDENCE).fetchall():
            words = rows.execute(WORDS, (document, page, end, start)).fetchall()
            for left, top, right, bottom in map(_sides, json.loads(boxes)):
                inside = [
                    text
                    for text, x0, y0, x1, y1 in words
                    if left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom
                ]
                found[Line(name, page, rotation, (left, top, right, bottom), " ".join(inside))] = None
    return list(found)


def _sides(box: Sequence[float] | dict[str, float]) -> tuple[float, float, float, float]:
    sides = [box[key] for key in ("x0", "top", "x1", "bottom")] if isinstance(box, dict) else list(box)
    return sides[0], sides[1], sides[2], sides[3]


def crop(folders: Sequence[Path], lines: Sequence[Line]) -> list[npt.NDArray[np.uint8]]:
    """The lines' pixels; each page is rendered once."""
    kept: dict[tuple[str, int], npt.NDArray[np.uint8]] = {}
    crops = []
    for line in lines:
        key = line.filename, line.page
        if key not in kept:
            kept = {key: render(folders, line)}
        x0, top, x1, bottom = (round(side * DPI / 72) for side in line.box)
        pad = round(PAD * DPI / 72)
        crops.append(kept[key][max(0, top - pad) : bottom + pad, max(0, x0 - pad) : x1 + pad])
    return crops


def render(folders: Sequence[Path], line: Line) -> npt.NDArray[np.uint8]:
    """A page, upright, in grey."""
    path = next(folder / line.filename for folder in folders if (folder / line.filename).exists())
    with pypdfium2.PdfDocument(path) as document:
        page = document[line.page - 1]
        page.set_rotation(line.rotation)
        return np.asarray(page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L"))


def read(pixels: npt.NDArray[np.uint8]) -> str:
    """One line, read on its own."""
    paper = np.full((pixels.shape[0] + 40, pixels.shape[1] + 40), int(np.median(pixels)), np.uint8)
    paper[20:-20, 20:-20] = pixels
    image = b"P5 %d %d 255\n" % paper.shape[::-1] + paper.tobytes()
    command = ["tesseract", "stdin", "stdout", "-l", "dan", "--dpi", str(DPI), "--psm", "7"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, input=image, capture_output=True, check=True, env=environment).stdout.decode()


def holds(read_again: str, quote: str) -> bool:
    """Whether the second reading has the quote's letters and digits."""
    have, want = ("".join(filter(str.isalnum, text.lower())) for text in (read_again, quote))
    same = sum(block.size for block in SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks())
    return same >= HELD * len(want)


def main() -> None:
    """Measure and print one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    lines = find_lines(chosen.archive)
    step = max(1.0, len(lines) / chosen.lines)
    lines = [lines[int(at * step)] for at in range(min(chosen.lines, len(lines)))]
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(read, crop(chosen.folders, lines)))
    held = [bool(line.quote) and holds(text, line.quote) for line, text in zip(lines, again, strict=True)]
    for line, text, right in zip(lines, again, held, strict=True):
        if chosen.misses and not right:
            print(f"{line.filename} page {line.page} {line.box}: {line.quote!r} read again as {text.strip()!r}")
    print(f"{len(lines)} lines on scanned pages, {sum(held) / max(1, len(lines)):.3f} of them hold their quote")


if __name__ == "__main__":
    main()
