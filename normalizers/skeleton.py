"""The shape that a Danish word keeps when an English reader spoils it.

`æ`, `ø`, `å` and everything they are commonly read as fall together, runs of them too: `område`, `omrade` and
`omrdde` (its first `d` taken for an `å`) have one skeleton, so one look-up finds every word a reading may stand for.
"""

from __future__ import annotations

import re
from zlib import crc32

# What damaged vowels look like: all of these become `e`. Signs that no Danish word holds are here too.
_VOWELS = "aæøåéèêëáàâäöóòôõ@¢£zxœðɛ&4€"
_TABLE = {ord(char): "e" for char in _VOWELS + _VOWELS.upper()} | {ord("|"): "l", ord("!"): "l", ord("1"): "l"}
# `o` too, but not `i`, `g`, `d`: too common as themselves, they are tried one by one.
_TABLE |= {ord("o"): "e", ord("O"): "e"}
_RUNS = re.compile("e{2,}")
# The same for the bytes of Latin-1, where it is many times as fast.
_BYTES = bytes(ord(_TABLE.get(code, chr(code))) for code in range(256))
_BYTE_RUNS = re.compile(b"e{2,}")


def skeleton(word: str) -> str:
    """The skeleton of a word in lower case."""
    try:
        return byte_skeleton(word.encode("latin-1")).decode("latin-1")
    except UnicodeEncodeError:
        shape = word.translate(_TABLE)
        return _RUNS.sub("e", shape) if "ee" in shape else shape


def byte_skeleton(word: bytes) -> bytes:
    """The skeleton of a word in lower case, both in Latin-1."""
    shape = word.translate(_BYTES)
    return _BYTE_RUNS.sub(b"e", shape) if b"ee" in shape else shape


def bucket(shape: str, mask: int) -> int:
    """The place of a skeleton in a table of `mask` + 1 buckets."""
    return crc32(shape.encode("utf-8")) & mask
