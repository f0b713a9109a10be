"""Texts of one thing said thousands of times: what parsing costs grows as they do, and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import parsers
from ingest import read_document
from models.document import Document
from normalizers import repair_document

PIECES = {
    "figures without a stop": lambda at: "Indbrud 40 36 32\n",
    "years in one word": lambda at: "2013-",
    "figures in brackets": lambda at: "Indbrud " if at == 0 else "(40) (36) ",
    "goals without a label": lambda at: f"Mål {at + 95}: Antallet af indbrud skal falde fra 80 til 60 i 2017.\n",
    "pages of a letter": lambda at: "a\f",
    "branches": lambda at: f"AAB By{chr(97 + at % 26)}{chr(97 + at // 26 % 26)} og ",
}


def written(piece: Callable[[int], str], size: int, folder: Path) -> Document:
    text = "".join(piece(at) for at in range(size // len(piece(1))))
    file = folder / f"{size}.txt"
    file.write_text(text, "utf-8")
    return repair_document(read_document(file))


def seconds(document: Document) -> float:
    costs = []
    for _ in range(2):
        begun = time.process_time()
        parsers.parse(document)
        costs.append(time.process_time() - begun)
    return min(costs)


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_takes_no_more_than_linear_time(piece: Callable[[int], str], tmp_path: Path) -> None:
    """Eight times the text takes well below the sixty-four times of anything quadratic.

    Shorter texts stay below the reaches of a few thousand letters that bound the cost: there it still grows faster.
    """
    short, long = written(piece, 4_000, tmp_path), written(piece, 32_000, tmp_path)
    parsers.parse(short)
    assert seconds(long) < 24 * max(0.01, seconds(short))
