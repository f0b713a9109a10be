"""Names that a PDF's own bytes hold, also in the streams that newer files pack their objects into."""

from __future__ import annotations

import re
import zlib

_PACKED = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_STREAMS, _MOST_BYTES = 400, 4_000_000  # of a file; of one stream: no real one is larger


def holds_name(data: bytes, name: bytes) -> bool:
    """Whether the file has a name such as `/OCProperties`. A file that is encrypted hides what is packed."""
    if name in data:
        return True
    view = memoryview(data)
    for count, match in enumerate(_PACKED.finditer(data)):
        if count >= _MOST_STREAMS:
            break
        try:
            if name in zlib.decompressobj().decompress(view[match.end() :], _MOST_BYTES):
                return True
        except zlib.error:
            continue
    return False
