"""Half a million Danish forms on disk, found by what a damaged reading keeps of them.

`forms.bin`: the magic, the number of buckets (u32), an offset for each bucket and the end (u32), then words in Latin-1,
each followed by a byte of bits. A word's bucket is the hash of its skeleton. The file is mapped, never loaded.
"""

from __future__ import annotations

import mmap
import re
from array import array
from functools import cache
from pathlib import Path
from struct import unpack_from

MAGIC = b"DKFORM02"
# A form may stand alone, begin a compound, end one; its regular genitive is one too; it is only written
# with a capital; it is a name as well.
FREE, BEGINS, ENDS, GENITIVE, CAPITAL, NAME = 1, 2, 4, 8, 16, 32
_HERE = Path(__file__).parent
_ENTRY = re.compile(rb"([^\x00-\x3f]+)([\x01-\x3f])")


class Lexicon:
    """The mapped file. `entries(place)` gives the words of a bucket with their bits, both in bytes."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._data[:8] != MAGIC:
            raise ValueError(f"{path.name} is not a list of forms: build it with scripts/build_lexicon.py")
        buckets = unpack_from("<I", self._data, 8)[0]
        self.mask: int = buckets - 1
        self._offsets = array("I", self._data[12 : 12 + 4 * (buckets + 1)])
        self._start = 12 + 4 * (buckets + 1)

    def entries(self, place: int) -> list[tuple[bytes, bytes]]:
        """Words in a bucket, in Latin-1, each with its byte of bits; words of other skeletons may be among them."""
        start, end = self._offsets[place], self._offsets[place + 1]
        return _ENTRY.findall(self._data[self._start + start : self._start + end]) if start < end else []


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process."""
    return Lexicon(_HERE / "forms.bin")


@cache
def frequencies() -> dict[str, int]:
    """Word in lower case to centibels below certainty: 200 is one word in a hundred, 600 one in a million."""
    return _levels("frequencies.txt")


@cache
def english() -> dict[str, int]:
    """The commoner English words, with their centibels in English."""
    return _levels("english.txt")


def _levels(name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        level, *words = line.split(" ")
        found.update(dict.fromkeys(words, int(level)))
    return found
