"""Builds `forms.bin`, `frequencies.txt` and `english.txt` in `corpus/danish` from hunspell-da and wordfreq.

Run where they are installed or unpacked: `python scripts/build_lexicon.py --wordfreq DIR`, DIR being wordfreq's
`data` folder. The same input gives the same bytes. `corpus/README.md` says what is left out.
"""

from __future__ import annotations

import argparse
import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path
from struct import pack

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.danish.lexicon import CAPITAL, GENITIVE, MAGIC, NAME
from normalizers.skeleton import bucket, skeleton
from scripts.hunspell_forms import BEGINS, all_forms

BUCKETS = 1 << 17
# English gets into a Danish word list from the web: so much of a word's English frequency is taken off the Danish one.
ENGLISH_SHARE = 0.06


def lexicon_entries(forms: dict[str, int]) -> dict[str, int]:
    """Words of letters only, in lower case, with bits; regular genitives are folded into their word's bits."""
    low: dict[str, int] = defaultdict(int)
    small: set[str] = set()
    capital: set[str] = set()
    for form, bits in forms.items():
        word = form.removesuffix("-") if bits == BEGINS else form
        if word.isalpha() and _encodable(word):
            low[word.lower()] |= bits
            (small if word[0].islower() else capital).add(word.lower())
    for word in low:
        if word not in small:
            low[word] |= CAPITAL
        elif word in capital:
            low[word] |= NAME
    for word in [w for w in low if w.endswith("s")]:
        stem, bits = word[:-1], low[word]
        if stem in low and not bits & BEGINS and (bits & low[stem] & 7) == bits & 7:
            low[stem] |= GENITIVE
            del low[word]
    return low


def _encodable(word: str) -> bool:
    return all(ord(char) < 256 for char in word)


def write_forms(entries: dict[str, int], path: Path) -> None:
    """The hashed table that `corpus.danish.lexicon` reads: header, offsets, words each followed by its bits."""
    table: list[list[str]] = [[] for _ in range(BUCKETS)]
    for word in sorted(entries):
        table[bucket(skeleton(word), BUCKETS - 1)].append(word)
    blobs = [b"".join(w.encode("latin-1") + bytes([entries[w]]) for w in words) for words in table]
    offsets, at = [0], 0
    for blob in blobs:
        at += len(blob)
        offsets.append(at)
    path.write_bytes(MAGIC + pack("<I", BUCKETS) + pack(f"<{BUCKETS + 1}I", *offsets) + b"".join(blobs))


def read_wordfreq(path: Path) -> dict[str, float]:
    """Word to its share of running text, from a wordfreq `.msgpack.gz`: lists of words, one for each centibel down."""
    packed = _unpack(gzip.decompress(path.read_bytes()))
    return {word: 10 ** (-at / 100) for at, words in enumerate(packed[1:]) for word in words}


def _unpack(data: bytes) -> list[list[str]]:
    """The part of msgpack that wordfreq uses: an array of a map and arrays of strings."""
    items, _ = _unpack_at(data, 0)
    assert isinstance(items, list)
    return items


def _unpack_at(data: bytes, at: int) -> tuple[object, int]:
    kind = data[at]
    if kind <= 0x7F:
        return kind, at + 1
    if 0xA0 <= kind <= 0xBF:
        return _string(data, at + 1, kind & 0x1F)
    if kind in (0xD9, 0xDA):
        width = 1 if kind == 0xD9 else 2
        return _string(data, at + 1 + width, int.from_bytes(data[at + 1 : at + 1 + width], "big"))
    width, size = (0, kind & 0x0F) if kind < 0xC0 else (2, int.from_bytes(data[at + 1 : at + 3], "big"))
    if 0x80 <= kind <= 0x8F:
        size *= 2
    elif not (0x90 <= kind <= 0x9F or kind == 0xDC):
        raise ValueError(f"msgpack type {kind:#x} at byte {at} is none that a word list uses")
    items, at = [], at + 1 + width
    for _ in range(size):
        item, at = _unpack_at(data, at)
        items.append(item)
    return items, at


def _string(data: bytes, start: int, size: int) -> tuple[str, int]:
    return data[start : start + size].decode("utf-8"), start + size


def write_frequencies(danish: dict[str, float], english: dict[str, float], path: Path) -> None:
    """Lines of `centibels word word …`: -100 log10 of the word's share, English taken off, at most 700."""
    rows: dict[int, list[str]] = defaultdict(list)
    for word, share in danish.items():
        if word.isalpha():
            share = max(share - ENGLISH_SHARE * english.get(word, 0.0), share / 1000)
            rows[min(700, round(-100 * math.log10(share)))].append(word)
    path.write_text("".join(f"{cb} {' '.join(sorted(rows[cb]))}\n" for cb in sorted(rows)), encoding="utf-8")


def write_english(english: dict[str, float], path: Path) -> None:
    """The same lines for the words that English uses more than once in 100,000: what a Danish text may quote."""
    rows: dict[int, list[str]] = defaultdict(list)
    for word, share in english.items():
        if word.isascii() and word.isalpha() and len(word) > 1 and share > 1e-5:
            rows[round(-100 * math.log10(share))].append(word)
    path.write_text("".join(f"{cb} {' '.join(sorted(rows[cb]))}\n" for cb in sorted(rows)), encoding="utf-8")


def main() -> None:
    """Read the arguments and build both files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    hunspell = "folder of da_DK.aff and da_DK.dic (Debian package hunspell-da)"
    wordfreq = "the data folder of wordfreq 3.1.1, unpacked; without it only forms.bin is built, the lists stay"
    parser.add_argument("--hunspell", type=Path, default=Path("/usr/share/hunspell"), help=hunspell)
    parser.add_argument("--wordfreq", type=Path, help=wordfreq)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent.parent / "corpus" / "danish")
    options = parser.parse_args()
    entries = lexicon_entries(all_forms(options.hunspell))
    write_forms(entries, options.out / "forms.bin")
    print(f"{len(entries)} forms")
    if options.wordfreq:
        danish, english = (read_wordfreq(options.wordfreq / f"small_{lang}.msgpack.gz") for lang in ("da", "en"))
        write_frequencies(danish, english, options.out / "frequencies.txt")
        write_english(english, options.out / "english.txt")


if __name__ == "__main__":
    main()
