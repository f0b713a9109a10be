"""What stands beside a word, for words that damage makes alike: `for` and `før`, `far` and `får`, `ege` and `øge`."""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path

import corpus.danish
from normalizers.skeleton import skeleton

# So many imagined occurrences of the background stand behind every count; and no neighbour says more than this.
IMAGINED = 4.0
MOST = 2.0
OTHER = "*"

Side = dict[str, float]


@cache
def _table() -> tuple[Side, dict[str, tuple[float, Side, Side]]]:
    """The background shares of the neighbours, and each word's total and neighbours left and right."""
    path = Path(corpus.danish.__file__).parent / "contexts.tsv"
    first, *rows = path.read_text(encoding="utf-8").splitlines()
    background = {shape: count / 1e5 for shape, count in _counts(first.split("\t")[1]).items()}
    background[OTHER] = max(0.05, 1 - sum(background.values()))
    words: dict[str, tuple[float, Side, Side]] = {}
    for row in rows:
        word, total, left, right = row.split("\t")
        words[word] = (float(total), _counts(left), _counts(right))
    for row in (path.parent / "contexts_own.tsv").read_text(encoding="utf-8").splitlines():
        word, total, left, right = row.split("\t")
        words[word] = (float(total), _shaped(_counts(left)), _shaped(_counts(right)))
    return background, words


def _shaped(side: Side) -> Side:
    found: Side = {}
    for word, count in side.items():
        found[skeleton(word)] = found.get(skeleton(word), 0.0) + count
    return found


def _counts(text: str) -> Side:
    return {shape: float(count) for shape, _, count in (item.rpartition(":") for item in text.split(" ") if item)}


def is_listed(word: str) -> bool:
    """Whether the table knows a word."""
    return word in _table()[1]


def speaks_for(word: str, left: str, right: str) -> float:
    """Nats by which the neighbours speak for a word, 0 where nothing is known of it."""
    background, words = _table()
    entry = words.get(word)
    if entry is None:
        return 0.0
    total, *sides = entry
    said = 0.0
    for side, neighbour in zip(sides, (left, right), strict=True):
        shape = skeleton(neighbour.lower())
        shape = shape if shape in background else OTHER
        expected = background[shape]
        count = total - sum(side.values()) if shape == OTHER else side.get(shape, 0.0)
        said += max(-MOST, min(MOST, log((count + IMAGINED * expected) / ((total + IMAGINED) * expected))))
    return said
