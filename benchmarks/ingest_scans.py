"""Scanned pages, side by side in one run: bare tesseract (the limit), OCRmyPDF where it is installed, and us.

    .venv/bin/python benchmarks/ingest_scans.py SCAN.pdf… [--gold TEXT…] [--ocrmypdf PATH] [--rounds 3]

Bare tesseract gets page images that lie ready at 300 dpi as PGM, two processes at a time, its own threads off.
OCRmyPDF runs with `-l dan -j2 --output-type pdf --optimize 0`. We go from the file to records in a new database,
without a cache. Each round runs the three one after the other, so that a busy machine slows all of them.
GOLD: a text file for each scan, pages parted by form feeds; words right as `score` counts them.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Texts = list[list[str]]  # of each scan, its pages


def words_of(text: str) -> list[str]:
    """Words to compare: divided ones joined, lone marks and page numbers left out."""
    text = text.replace("\u2010", "-").replace("\u00ad", "-")
    text = re.sub(r"(\w)-\s*\n\s*(?=[a-zæøå])(?!og\b|eller\b)", r"\1", text)
    text = re.sub(r"(\w-)\s*\n\s*(?=[A-ZÆØÅ])", r"\1", text)
    return [word for word in text.split() if re.search(r"\w", word) and not re.fullmatch(r"\d{1,2}", word)]


def score(pages: Sequence[str], gold: Sequence[str]) -> tuple[int, int]:
    """Words of the gold found, and words of the gold."""
    right = total = 0
    for page, known in zip(pages, gold, strict=True):
        want, have = words_of(known), words_of(page)
        total += len(want)
        right += sum(block.size for block in SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks())
    return right, total


def print_images(scans: Sequence[Path], folder: Path) -> list[list[Path]]:
    """The pages of each scan as PGM files at 300 dpi."""
    import pypdfium2

    found = []
    for number, scan in enumerate(scans):
        document = pypdfium2.PdfDocument(scan)
        files = []
        for index in range(len(document)):
            file = folder / f"{number}-{index}.pgm"
            document[index].render(scale=300 / 72, grayscale=True).to_pil().convert("L").save(file)
            files.append(file)
        found.append(files)
    return found


def run_bare(images: Sequence[Sequence[Path]]) -> Texts:
    """`tesseract -l dan` on every image, two at a time."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(image: Path) -> str:
        command = ["tesseract", str(image), "stdout", "-l", "dan", "--dpi", "300"]
        return subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode()

    with ThreadPoolExecutor(2) as pool:
        flat = iter(list(pool.map(read, [image for scan in images for image in scan])))
    return [[next(flat) for _ in scan] for scan in images]


def run_ocrmypdf(program: str, scans: Sequence[Path], folder: Path) -> Texts:
    """OCRmyPDF on every scan; its text by a sidecar file."""
    texts = []
    for number, scan in enumerate(scans):
        side = folder / f"{number}.txt"
        command = [program, "-l", "dan", "-j2", "--output-type", "pdf", "--optimize", "0", "--redo-ocr", "-q"]
        subprocess.run([*command, "--sidecar", str(side), str(scan), str(folder / "out.pdf")], check=True)
        texts.append(side.read_text().rstrip("\f").split("\f"))
    return texts


def run_ours(scans: Sequence[Path], folder: Path) -> Texts:
    """`aftalearkiv ingest` into a new database; the pages' texts are then read from it."""
    import sqlite3

    database = folder / "ours.db"
    database.unlink(missing_ok=True)
    program = [sys.executable, str(Path(__file__).resolve().parent.parent / "aftalearkiv.py")]
    command = [
        *program,
        "ingest",
        *map(str, scans),
        "--db",
        str(database),
        "--no-cache",
        "--no-originals",
        "--workers",
        "2",
    ]
    subprocess.run(command, check=True, capture_output=True)
    texts = []
    with sqlite3.connect(database) as rows:
        for scan in scans:
            document = "select id from documents where filename = ?"
            pages = rows.execute(f"select text from pages where document = ({document}) order by number", (scan.name,))
            texts.append([text for (text,) in pages])
    return texts


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scans", nargs="+", type=Path)
    parser.add_argument("--gold", nargs="*", type=Path, default=[])
    parser.add_argument("--ocrmypdf", default=shutil.which("ocrmypdf"))
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        images = print_images(chosen.scans, folder)
        rivals: dict[str, Callable[[], Texts]] = {"bare tesseract": lambda: run_bare(images)}
        if chosen.ocrmypdf:
            rivals["OCRmyPDF"] = lambda: run_ocrmypdf(chosen.ocrmypdf, chosen.scans, folder)
        rivals["aftalearkiv"] = lambda: run_ours(chosen.scans, folder)
        compare(rivals, sum(map(len, images)), [file.read_text().split("\f") for file in chosen.gold], chosen.rounds)


def compare(rivals: dict[str, Callable[[], Texts]], pages: int, gold: Texts, rounds: int) -> None:
    """Run all rivals in turn, `rounds` times, and print the median time of each, against the first."""
    seconds: dict[str, list[float]] = {name: [] for name in rivals}
    texts: dict[str, Texts] = {}
    for _ in range(rounds):
        for name, run in rivals.items():
            start = time.perf_counter()
            texts[name] = run()
            seconds[name].append(time.perf_counter() - start)
    limit = median(seconds[next(iter(rivals))])
    print(f"{pages} pages, median of {rounds} rounds")
    for name, taken in seconds.items():
        scores = [score(mine, known) for mine, known in zip(texts[name], gold, strict=False) if len(mine) == len(known)]
        right = f"{sum(r for r, _ in scores) / max(1, sum(t for _, t in scores)):.4f}" if scores else "-"
        print(f"{name:15} {median(taken) / pages:6.2f} s/page  {median(taken) / limit:5.2f} x  words right {right}")


if __name__ == "__main__":
    main()
