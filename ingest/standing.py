"""Tesseract kept ready between pages: `ingest.reading_process` started, asked, and ended."""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

_PROGRAM = Path(__file__).with_name("reading_process.py")
_START = 10.0  # seconds in which it says its version
_PIECE = 1 << 16


class Ended(Exception):
    """The process is gone, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One process with tesseract's library in it."""

    process: subprocess.Popen[bytes]

    def ask(self, image: bytes, language: str, dpi: int, mode: int, seconds: float) -> str:
        """The TSV of a PGM image. Errors: `Ended`, after which the process is good for nothing; TimeoutError too."""
        end = time.monotonic() + seconds
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(b"%s %d %d %d\n" % (language.encode(), dpi, mode, len(image)))
            self.process.stdin.write(image)
            self.process.stdin.flush()
        except OSError as problem:
            raise Ended(str(problem)) from problem
        head, _, rest = self.receive(end).partition(b"\n")
        answer = bytearray(rest)
        while len(answer) < int(head):
            answer += self.receive(end)
        return answer.decode("utf-8", "replace")

    def receive(self, end: float) -> bytes:
        """What it says next, until the time `end`. Errors: `Ended`, TimeoutError."""
        assert self.process.stdout is not None
        handle = self.process.stdout.fileno()
        if not select.select([handle], [], [], max(0.0, end - time.monotonic()))[0]:
            raise TimeoutError
        piece = os.read(handle, _PIECE)
        if not piece:
            raise Ended("no answer")
        return piece

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


@dataclass(slots=True)
class Stable:
    """The processes of this program: those that wait for work, and whether any can be had of a version."""

    idle: list[Standing]
    lock: Lock
    version: str | None = None  # of the library; None: not asked yet, "": there is none

    def take(self, version: str) -> Standing | None:
        """A process that waits, or a new one; None where the library is another than the program of that version."""
        with self.lock:
            if self.idle:
                return self.idle.pop() if self.version == version else None
            if self.version not in (None, version):
                return None
        started, said = _start()
        with self.lock:
            self.version = said
        if started and said != version:
            started.stop()
            return None
        return started

    def give(self, standing: Standing) -> None:
        """Back to those that wait."""
        with self.lock:
            self.idle.append(standing)

    def close(self) -> None:
        """End those that wait."""
        with self.lock:
            for standing in self.idle:
                standing.stop()
            self.idle.clear()


STABLE = Stable([], Lock())
atexit.register(STABLE.close)


def _start() -> tuple[Standing | None, str]:
    """A new process and the version of its library; None and "" where there is none to be had."""
    if sys.platform == "win32" or not sys.executable or not _PROGRAM.exists():
        return None, ""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    pipe = subprocess.PIPE
    command = [sys.executable, "-I", "-S", str(_PROGRAM)]
    try:
        standing = Standing(
            subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)
        )
    except OSError:
        return None, ""
    with suppress(Ended, TimeoutError):
        return standing, standing.receive(time.monotonic() + _START).decode("ascii", "replace").strip()
    standing.stop()
    return None, ""


def read_standing(version: str, image: bytes, language: str, dpi: int, mode: int, seconds: float) -> str | None:
    """The TSV of a PGM image, or None where no process can be had that reads it: the program may then tell why.

    Errors: TimeoutError.
    """
    standing = STABLE.take(version)
    if standing is None:
        return None
    try:
        table = standing.ask(image, language, dpi, mode, seconds)
    except Ended:
        standing.stop()
        return None
    except BaseException:
        standing.stop()
        raise
    STABLE.give(standing)
    return table
