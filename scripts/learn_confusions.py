"""Learns what English OCR makes of Danish print: `corpus/danish/confusions.tsv`.

Words are drawn by frequency (those with æ, ø, å more often), typeset in several fonts and sizes, degraded like old
copies, read by `tesseract -l eng`, aligned letter by letter and counted. No text of any agreement takes part.
`make confusions` runs it; the same fonts and tesseract give the same table.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.danish.lexicon import frequencies

HERE = Path(__file__).resolve().parent.parent
# Faces the table learns from. The floors in tests/normalizers are measured on others.
FACES = (
    "opentype/urw-base35/NimbusRoman-Regular.otf",
    "opentype/urw-base35/NimbusSans-Regular.otf",
    "opentype/urw-base35/C059-Roman.otf",
    "opentype/urw-base35/URWGothic-Book.otf",
    "truetype/liberation/LiberationSerif-Regular.ttf",
    "truetype/liberation/LiberationSans-Regular.ttf",
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/dejavu/DejaVuSerif.ttf",
    "opentype/urw-base35/NimbusRoman-Italic.otf",
    "opentype/urw-base35/NimbusSans-Italic.otf",
)
FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Degrading:
    """How a page ages: `dpi` of the scan, `blur` in pixels, `noise` in grey levels, `skew` degrees, JPEG `quality`."""

    dpi: int
    blur: float
    noise: float
    skew: float
    quality: int


AGEING = (
    Degrading(300, 0.6, 12, 0.2, 60),
    Degrading(200, 0.5, 12, -0.2, 60),
    Degrading(150, 0.3, 8, 0.1, 50),
    Degrading(300, 1.6, 25, 0.3, 35),
    Degrading(200, 1.0, 20, -0.3, 30),
)


def typeset(lines: Sequence[str], face: Path, points: float, ageing: Degrading, seed: int) -> Image.Image:
    """Lines of print on an A4 page, degraded."""
    scale = ageing.dpi / 72
    page = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(face), round(points * scale))
    for number, line in enumerate(lines):
        draw.text((60 * scale, (60 + number * points * 1.35) * scale), line, font=font, fill=25)
    page = page.rotate(ageing.skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(ageing.blur))
    if ageing.noise:
        page = _speckled(page, ageing.noise, seed)
    packed = io.BytesIO()
    page.save(packed, "JPEG", quality=ageing.quality)
    return Image.open(packed)


def _speckled(page: Image.Image, noise: float, seed: int) -> Image.Image:
    rng = random.Random(seed)
    tile = Image.frombytes("L", (256, 256), bytes(min(255, max(0, round(rng.gauss(128, noise)))) for _ in range(65536)))
    grain = Image.new("L", page.size, 128)
    for x in range(0, page.width, 256):
        for y in range(0, page.height, 256):
            grain.paste(tile.rotate(rng.choice((0, 90, 180, 270))), (x, y))
    darker = Image.eval(grain, lambda value: max(0, 128 - value) * 2)
    from PIL import ImageChops

    return ImageChops.subtract(page, darker)


def read_english(page: Image.Image, dpi: int, languages: str = "eng") -> list[str]:
    """The lines that tesseract reads, empty ones left out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        page.save(path)
        done = subprocess.run(
            ["tesseract", str(path), "-", "-l", languages, "--dpi", str(dpi), "--psm", "6"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    return [line for line in done.stdout.splitlines() if line.strip()]


def draw_words(count: int, rng: random.Random) -> list[str]:
    """Words by the square root of their frequency; every second one has a letter that English lacks."""
    words = [(word, math.sqrt(10 ** (-cb / 100))) for word, cb in frequencies().items() if len(word) > 1]
    danish = [pair for pair in words if set(pair[0]) & set("æøå")]
    drawn: list[str] = []
    for pool in (words, danish):
        drawn += rng.choices([w for w, _ in pool], [p for _, p in pool], k=count // 2)
    rng.shuffle(drawn)
    return [_cased(word, rng.random()) for word in drawn]


def _cased(word: str, chance: float) -> str:
    return word.upper() if chance < 0.05 else word.capitalize() if chance < 0.2 else word


def set_lines(words: Sequence[str], width: int) -> list[str]:
    """Words in lines of at most `width` letters."""
    lines, line = [], ""
    for word in words:
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def aligned(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """Printed and read pieces of a word: single equal letters, or runs that differ."""
    table: list[list[float]] = [list(range(len(read) + 1))]
    for i, a in enumerate(printed, 1):
        row: list[float] = [i]
        for j, b in enumerate(read, 1):
            row.append(min(table[-1][j] + 1, row[-1] + 1, table[-1][j - 1] + (a != b) * 1.01))
        table.append(row)
    i, j, steps = len(printed), len(read), []
    while i or j:
        if i and j and table[i][j] == table[i - 1][j - 1] + (printed[i - 1] != read[j - 1]) * 1.01:
            i, j = i - 1, j - 1
            steps.append((printed[i], read[j]))
        elif i and table[i][j] == table[i - 1][j] + 1:
            i -= 1
            steps.append((printed[i], ""))
        else:
            j -= 1
            steps.append(("", read[j]))
    yield from _grouped(steps[::-1])


def _grouped(steps: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    left = right = ""
    for a, b in steps:
        if a == b:
            if left or right:
                yield left, right
            left = right = ""
            yield a, b
        else:
            left, right = left + a, right + b
    if left or right:
        yield left, right


def count_page(lines: Sequence[str], read: Sequence[str]) -> Counter[tuple[str, str]]:
    """Pieces counted over the lines that have as many words read as printed, where the word is still itself."""
    counts: Counter[tuple[str, str]] = Counter()
    if len(lines) != len(read):
        return counts
    for printed, got in zip(lines, read, strict=True):
        pairs = list(zip(printed.split(), got.split(), strict=False))
        if len(printed.split()) != len(got.split()):
            continue
        for word, seen in pairs:
            pieces = list(aligned(word, seen))
            if sum(len(a) for a, b in pieces if a != b) <= max(2, len(word) // 2):
                counts.update(pieces)
    return counts


def one_page(job: tuple[int, Path, Degrading, str]) -> Counter[tuple[str, str]]:
    """Typeset, degrade, read and count one page."""
    number, face, ageing, languages = job
    lines = set_lines(draw_words(420, random.Random(number)), 52)[:44]
    page = typeset(lines, face, 9.5 + number % 4, ageing, number)
    return count_page(lines, read_english(page, ageing.dpi, languages))


def write_table(counts: Counter[tuple[str, str]], path: Path, least: int) -> None:
    """`printed, read, count` by tabs, most frequent first; equal letters and pieces of up to two and three letters."""
    rows = [
        (a, b, n) for (a, b), n in counts.items() if a == b or (n >= least and 1 <= len(a) <= 2 and 1 <= len(b) <= 3)
    ]
    rows.sort(key=lambda row: (row[0] != row[1], row[0], -row[2], row[1]))
    path.write_text("".join(f"{a}\t{b}\t{n}\n" for a, b, n in rows), encoding="utf-8")


def main() -> None:
    """Read the arguments and build the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=2, help="pages for each face and each way of ageing")
    parser.add_argument("--languages", default="eng")
    parser.add_argument("--least", type=int, default=2, help="drop pieces seen less often")
    parser.add_argument("--out", type=Path, default=HERE / "corpus" / "danish" / "confusions.tsv")
    options = parser.parse_args()
    faces = [FONTS / face for face in FACES if (FONTS / face).exists()]
    jobs = [(face, ageing) for _ in range(options.rounds) for face in faces for ageing in AGEING]
    total: Counter[tuple[str, str]] = Counter()
    with ThreadPoolExecutor(2) as pool:
        for counts in pool.map(one_page, [(n, *job, options.languages) for n, job in enumerate(jobs)]):
            total.update(counts)
    write_table(total, options.out, options.least)
    print(f"{len(jobs)} pages, {sum(total.values())} pieces")


if __name__ == "__main__":
    main()
