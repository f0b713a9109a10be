"""What machines that know no Danish letters read where Danish print stands: one measured table for all who mend or
compare words.

The table is `danish/confusions.tsv`: how often each printed piece of a word was read as what.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import corpus.danish

# Rarer readings of a letter are no ground to take one word for another.
_LIKELY = 0.002
# What writers and other programs put for the Danish letters; nothing that a machine read.
_WRITTEN = {"æ": ("ae", "ä", "2e"), "ø": ("oe", "ö", "0", "6"), "å": ("aa",)}


@cache
def shares() -> Mapping[str, Mapping[str, float]]:
    """Printed piece to read piece to probability, all in lower case; a piece has one or two letters."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    path = Path(corpus.danish.__file__).parent / "confusions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        printed, read, count = line.split("\t")
        counts[printed.lower()][read.lower()] += int(count)
    singles = {printed: sum(reads.values()) for printed, reads in counts.items() if len(printed) == 1}
    found: dict[str, dict[str, float]] = {}
    for printed, reads in counts.items():
        total = singles.get(printed) or min(singles.get(char, 1.0) for char in printed)
        found[printed] = {read: count / total for read, count in reads.items()}
    return found


def is_reading_of(printed: str, seen: str) -> bool:
    """Whether a machine may have read the printed word as the one that is seen: "Sølund" as "Sglund".

    A capital is read as a capital, or as a sign that has none. A word is a reading of itself.
    """
    return _readings(printed).fullmatch(seen) is not None


@lru_cache(maxsize=4096)
def _readings(printed: str) -> re.Pattern[str]:
    return re.compile("".join(map(_letter, printed)))


@cache
def _letter(char: str) -> str:
    """A pattern of what a letter is read as, longest first."""
    low = char.lower()
    likely = [read for read, share in shares().get(low, {}).items() if share >= _LIKELY]
    ways = {low, *likely, *_WRITTEN.get(low, ())}
    if char != low:
        ways = {cased for way in ways for cased in (way.upper(), way.capitalize())}
    return f"(?:{'|'.join(map(re.escape, sorted(ways, key=lambda way: (-len(way), way))))})"
