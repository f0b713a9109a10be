"""The process that draws pages of originals, one after the other, for `pipeline.serving.pictures`.

A request is a line of JSON (path, page, turn, pixels), the answer a line with the number of bytes and so many bytes of
JPEG; 0 where the page cannot be drawn. A hostile file may end this process, and no more than this process.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from pipeline.batches.child import confine

_MEMORY = 1 << 30


def main(asks: int) -> None:
    """Serve until standard input ends; `asks` is the process that asks."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    confine(_MEMORY, asks)
    _serve(sys.stdin.buffer, answers)


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    while line := requests.readline():
        picture = _draw(json.loads(line))
        answers.write(b"%d\n" % len(picture) + picture)
        answers.flush()


def _draw(asked: dict[str, int | str]) -> bytes:
    from ingest.pictures import draw_page

    path = Path(str(asked["path"]))
    try:
        return draw_page(path.name, path.read_bytes(), int(asked["page"]), int(asked["turn"]), int(asked["pixels"]))
    except Exception:  # of a file that no one vouches for: the page says that there is no picture
        return b""


if __name__ == "__main__":
    main(int(sys.argv[1]))
