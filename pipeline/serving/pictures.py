"""Pictures of pages, drawn in a process of its own: a hostile file can end that process, and takes nothing with it.

One picture is drawn at a time: pdfium may be called by one thread only, and forty pictures at once would take the
memory of the machine. The process begins with the first picture, and again after one that ended it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import OrderedDict
from pathlib import Path
from select import select
from threading import Lock

from pipeline.batches.processes import end_session

WIDTHS = (600, 1200, 2000)  # pixels; no other is drawn, so that a browser's memory of them is of use
_PATIENCE = 20.0  # seconds for one picture
_KEPT = 24  # pictures kept, of some 300 kB each

Asked = tuple[Path, int, int, int]


class Pictures:
    """Draws pages; use it from any thread, close it at the end."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._alone = Lock()
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._kept: OrderedDict[Asked, bytes] = OrderedDict()

    def draw(self, path: Path, page: int, turn: int, pixels: int) -> bytes | None:
        """The page of a file as JPEG, turned so many degrees in all, so wide; None where it cannot be drawn."""
        asked = (path, page, turn, pixels)
        with self._alone:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
            picture = self._ask(asked)
            if not picture:
                return None
            self._kept[asked] = picture
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return picture

    def close(self) -> None:
        """End the process."""
        with self._alone:
            self._end()

    def _ask(self, asked: Asked) -> bytes:
        """The picture, or nothing. A process that fell after other pictures may have fallen for them: one more try."""
        for _ in range(2):
            process, is_fresh = self._ready()
            try:
                return self._answer(process, asked)
            except TimeoutError:
                self._end()
                return b""
            except OSError:
                self._end()
                if is_fresh:
                    return b""
        return b""

    def _answer(self, process: subprocess.Popen[bytes], asked: Asked) -> bytes:
        path, page, turn, pixels = asked
        line = json.dumps({"path": str(path), "page": page, "turn": turn, "pixels": pixels})
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        return _answer(process.stdout.fileno(), time.monotonic() + self._patience)

    def _ready(self) -> tuple[subprocess.Popen[bytes], bool]:
        """The process, and whether it was started for this picture."""
        if self._process is not None and self._process.poll() is not None:
            self._end()
        is_fresh = self._process is None
        if self._process is None:
            paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - "" is where we are
            begin = f"from pipeline.serving.picture_child import main; main({os.getpid()})"
            self._process = subprocess.Popen(
                [sys.executable, "-c", f"import sys; sys.path[:] = {paths!r}; {begin}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process, is_fresh

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            end_session(process.pid)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _answer(pipe: int, until: float) -> bytes:
    """A line with a number, and so many bytes. Errors: TimeoutError where they are late, OSError where none come."""
    held = bytearray()
    while b"\n" not in held:
        held += _more(pipe, until)
    head, _, rest = bytes(held).partition(b"\n")
    body = bytearray(rest)
    while len(body) < int(head):
        body += _more(pipe, until)
    return bytes(body)


def _more(pipe: int, until: float) -> bytes:
    ready, _, _ = select([pipe], [], [], max(0.0, until - time.monotonic()))
    if not ready:
        raise TimeoutError("no picture in time")
    found = os.read(pipe, 1 << 16)
    if not found:
        raise BrokenPipeError("the process fell")
    return found
