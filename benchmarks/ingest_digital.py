"""Born-digital pages, side by side in one run: pypdfium2's text (the limit), pdfplumber's words and tables, and us.

    .venv/bin/python benchmarks/ingest_digital.py FILE.pdf… [--times 5]

Ours goes from the file to words, lines and tables (`ingest.read_document`); start-up and parsing are left out for all.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def read_pdfium(files: Sequence[Path]) -> int:
    """Plain text by pypdfium2; the number of pages."""
    import pypdfium2

    pages = 0
    for file in files:
        document = pypdfium2.PdfDocument(file)
        for page in document:
            page.get_textpage().get_text_range()
            pages += 1
    return pages


def read_pdfplumber(files: Sequence[Path]) -> int:
    """Words and tables by pdfplumber; the number of pages."""
    import pdfplumber

    pages = 0
    for file in files:
        with pdfplumber.open(file) as document:
            for page in document.pages:
                page.extract_words()
                page.extract_tables()
                pages += 1
    return pages


def read_ours(files: Sequence[Path]) -> int:
    """Words, lines and tables by `ingest`; the number of pages."""
    import ingest

    return sum(len(ingest.read_document(file).pages) for file in files)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args()
    rivals: dict[str, Callable[[Sequence[Path]], int]] = {
        "pypdfium2 text": read_pdfium,
        "pdfplumber": read_pdfplumber,
        "aftalearkiv": read_ours,
    }
    taken: dict[str, list[float]] = {name: [] for name in rivals}
    pages = 0
    for run in rivals.values():
        pages = run(chosen.files)  # once without the clock, for what is loaded late
    for _ in range(chosen.times):
        for name, run in rivals.items():
            start = time.perf_counter()
            run(chosen.files)
            taken[name].append(time.perf_counter() - start)
    slowest = median(taken["pdfplumber"])
    print(f"{pages} pages, median of {chosen.times}")
    for name, seconds in taken.items():
        each = median(seconds)
        print(f"{name:15} {each / pages * 1000:7.1f} ms/page  pdfplumber takes {slowest / each:5.1f} times as long")


if __name__ == "__main__":
    main()
