"""Tesseract kept ready between pages: `ingest.ocr.reading_process` started, asked, and ended.

A process stands in a group of its own, so that Ctrl-C is for us to answer, and ends itself when we are gone.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

_PROGRAM = Path(__file__).with_name("reading_process.py")
_START = 10.0  # seconds in which it says its version
_BY_THE_CLOCK = 4.0  # times as long by the clock as of the processor: a busy machine is no fault of the page


class Ended(Exception):
    """The process is gone, or said what makes no sense."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A PGM image at `dpi` to be read in a language, and tesseract's page segmentation mode."""

    image: bytes
    language: str
    dpi: int
    mode: int


@dataclass(slots=True)
class Standing:
    """One process with tesseract's library in it, of that version, and how many pages it has read."""

    process: subprocess.Popen[bytes]
    version: str = ""
    pages: int = 0

    def ask(self, asked: Asked, seconds: float) -> str:
        """The TSV of a page. Errors: `Ended` and TimeoutError, after which the process is good for nothing."""
        sink, source = self.process.stdin, self.process.stdout
        assert sink is not None and source is not None
        head = f"{asked.language} {asked.dpi} {asked.mode} {len(asked.image)}\n"
        with self.given(seconds):
            sink.write(head.encode())
            sink.write(asked.image)
            sink.flush()
            size = int(source.readline())
            table = source.read(size)
            if len(table) < size:
                raise Ended("no whole answer")
        self.pages += 1
        return table.decode("utf-8", "replace")

    @contextmanager
    def given(self, seconds: float) -> Iterator[None]:
        """Talk with it for so many seconds of its processor time, four times as many by the clock; then it is killed,
        which ends any writing and reading. Errors: as `ask`."""
        late, done = Event(), Event()
        begun, before = time.monotonic(), _seconds_used(self.process.pid)

        def watch() -> None:
            while not done.wait(min(0.5, seconds)):
                used = _seconds_used(self.process.pid) - before
                if used > seconds or time.monotonic() - begun > _BY_THE_CLOCK * seconds:
                    late.set()
                    self.process.kill()
                    return

        Thread(target=watch, daemon=True).start()
        try:
            yield
        except (OSError, ValueError, Ended) as problem:
            if late.is_set():
                raise TimeoutError from problem
            raise Ended(str(problem)) from problem
        finally:
            done.set()

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


def _seconds_used(pid: int) -> float:
    """Seconds of the processor that a process has taken; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Stable:
    """The processes that wait for work, and whether there is any use in starting more."""

    idle: list[Standing] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    useless: bool = False  # no library, one of another version, or one that cannot read

    def take(self, version: str, folder: str, library: str | None = None) -> Standing | None:
        """A process that waits, or a new one; None where the library is not of that version."""
        with self.lock:
            if self.useless:
                return None
            if self.idle:
                return self.idle.pop()
        started = _start(folder, library)
        if started and started.version == version:
            return started
        if started:
            started.stop()
        self.useless = True
        return None

    def give(self, standing: Standing) -> None:
        """Back to those that wait. (It does not grow: 56 MB after 30 pages, and after 300.)"""
        with self.lock:
            self.idle.append(standing)

    def close(self) -> None:
        """End those that wait."""
        with self.lock:
            while self.idle:
                self.idle.pop().stop()

    def forget(self) -> None:
        """Leave the processes to whom they belong: a copy of this program must not ask them too."""
        self.idle, self.lock = [], Lock()


STABLE = Stable()
atexit.register(STABLE.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=STABLE.forget)


def _start(folder: str, library: str | None = None) -> Standing | None:
    """A new process; None where there is none to be had."""
    if sys.platform == "win32" or not sys.executable or not _PROGRAM.exists():
        return None
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-I", "-S", str(_PROGRAM), folder, *([library] if library else [])]
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=silent, env=environment, process_group=0)
    except OSError:
        return None
    standing = Standing(process)
    try:
        with standing.given(_START):
            assert process.stdout is not None
            standing.version = process.stdout.readline().decode("ascii").strip()
    except (Ended, TimeoutError):
        standing.stop()
        return None
    return standing


def can_stand(version: str, folder: str, library: str) -> bool:
    """Whether a library can be loaded, and is of that version; its process is kept for the first page."""
    started = _start(folder, library)
    if started is None:
        return False
    if started.version != version:
        started.stop()
        return False
    STABLE.give(started)
    return True


def read_standing(version: str, folder: str, asked: Asked, seconds: float, library: str | None = None) -> str | None:
    """The TSV of a page, or None where no process can be had that reads it: the program may then tell why.

    `version` is the library's, `folder` that of the languages' data, `library` its file where it is not the system's.
    Errors: TimeoutError.
    """
    standing = STABLE.take(version, folder, library)
    if standing is None:
        return None
    try:
        table = standing.ask(asked, seconds)
    except Ended:
        standing.stop()
        STABLE.useless |= not standing.pages
        return None
    except BaseException:
        standing.stop()
        raise
    STABLE.give(standing)
    return table
