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
def _table() -> tuple[Side, dict[str, str]]:
    """The background shares of the neighbours, and each word's row, not yet taken apart."""
    path = Path(corpus.danish.__file__).parent / "contexts.tsv"
    first, *rows = path.read_text(encoding="utf-8").splitlines()
    background = {shape: count / 1e5 for shape, count in _counts(first.split("\t")[1]).items()}
    background[OTHER] = max(0.05, 1 - sum(background.values()))
    own = (path.parent / "contexts_own.tsv").read_text(encoding="utf-8").splitlines()
    return background, {row[: row.index("\t")]: row for row in [*rows, *own]}


@cache
def _entry(word: str) -> tuple[float, Side, Side] | None:
    """A word's total and its neighbours left and right."""
    row = _table()[1].get(word)
    if row is None:
        return None
    _, total, left, right = row.split("\t")
    return float(total), _shaped(_counts(left)), _shaped(_counts(right))


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
    background, entry = _table()[0], _entry(word)
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
