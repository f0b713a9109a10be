"""A paper read in a process of its own, which may hang, crash or eat memory: it is ended, with all it started.

`Guard.read` gives a paper or raises `TimedOut`, `OutOfMemory` or `Crashed`. The process is kept for the next paper
where nothing happened. Modelled on `ingest.ocr.standing`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from models.errors import Crashed, DocumentError, OutOfMemory, TimedOut
from pipeline.batches import frames, processes
from pipeline.batches.paper import Paper, Task, memory_advice

# One thread starts all of them: Linux ends a process with the thread that started it.
_NURSERY = ThreadPoolExecutor(1)
_LOOK = 0.5  # seconds between two looks at what the processes have used
_MOST_PAPERS = 200  # of one process: what leaks in a library stays small
_NEAR = 0.4  # share of the memory allowed from which on a crash is for want of it
# What the reading of papers depends on beside its task: a process started under other values is not used again.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "AFTALEARKIV_DEBUG", "TMPDIR", "HOME")


@dataclass(frozen=True, slots=True)
class Limits:
    """For one paper: seconds of the processor, more for each page; how many times as many by the clock; bytes of
    memory of each process."""

    seconds: float = 300.0
    page_seconds: float = 20.0
    clock: float = 4.0
    memory: int = 2 << 30


@dataclass(slots=True)
class _Clock:
    """The time that one paper has taken."""

    leader: int
    limits: Limits
    pages: int = 0
    begun: float = field(default_factory=time.monotonic)
    looked: float = field(default_factory=time.monotonic)
    before: float | None = None

    @property
    def allowed(self) -> float:
        return self.limits.seconds + self.limits.page_seconds * self.pages

    def is_over(self) -> bool:
        """Whether its time is up; it looks twice a second, and the processes' time is counted from the first look."""
        now = time.monotonic()
        if now - self.looked < _LOOK:
            return False
        self.looked = now
        used = processes.seconds_used(self.leader)
        self.before = used if self.before is None else self.before
        return used - self.before > self.allowed or now - self.begun > self.limits.clock * self.allowed


class _Process:
    """One process that reads, and what it says."""

    def __init__(self, memory: int) -> None:
        paths = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100 - "" is where we are
        code = (
            f"import sys; sys.path[:] = {paths!r}; from pipeline.batches.child import main;"
            f" main({memory}, {os.getpid()})"
        )
        pipe, quiet = subprocess.PIPE, None if os.environ.get("AFTALEARKIV_DEBUG") else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=quiet, start_new_session=True
        )
        self.inherited = _most_memory()
        self.environment = _environment()
        self.papers = 0
        self.said: SimpleQueue[Any] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        try:
            while (frame := frames.receive_data(self.process.stdout)) is not None:
                self.said.put(frame)
        except Exception:  # what makes no sense is no answer
            pass
        self.said.put(None)

    def is_fit(self) -> bool:
        """Whether it may be given another paper."""
        fresh = self.papers < _MOST_PAPERS and self.environment == _environment()
        return fresh and self.process.poll() is None

    def end(self) -> tuple[int, int]:
        """End it and all it started; its exit code and the most memory that it held, in bytes (0 where not told).

        Linux begins a child's count with what its parent held when it started it: what does not go above that is not
        told apart from it, and is not the child's.
        """
        processes.end_session(self.process.pid)
        most = 0
        if hasattr(os, "wait4") and self.process.returncode is None:
            with suppress(ChildProcessError):
                _, status, used = os.wait4(self.process.pid, 0)
                self.process.returncode = os.waitstatus_to_exitcode(status)
                most = _bytes(used.ru_maxrss)
        code = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return code, most if most > self.inherited else 0


def _most_memory() -> int:
    """The most memory that this process has held, in bytes; 0 where not told."""
    if sys.platform == "win32":
        return 0
    import resource

    return _bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _bytes(maxrss: int) -> int:
    return maxrss * (1 if sys.platform == "darwin" else 1024)


def _environment() -> tuple[str | None, ...]:
    return tuple(os.environ.get(name) for name in _ENVIRONMENT)


class Guard:
    """A place for one paper at a time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: _Process | None = None

    def read(self, task: Task, tell: Callable[[int, int], None]) -> Paper:
        """The paper. Errors: TimedOut, OutOfMemory, Crashed; each has the stage it happened in as `stage`."""
        process = self._ready()
        stage = "read"
        clock = _Clock(process.process.pid, self.limits)
        try:
            self._ask(process, task)
            while True:
                try:
                    said = process.said.get(timeout=_LOOK)
                except Empty:
                    said = ()
                if isinstance(said, Paper):
                    process.papers += 1
                    if said.run.error == OutOfMemory.code:
                        self.close()
                    return said
                if said is None:
                    raise self._fallen(task, stage)
                if isinstance(said, frames.Stage):
                    stage = said.name
                elif isinstance(said, frames.Pages):
                    clock.pages = said.total
                    tell(said.done, said.total)
                if clock.is_over():
                    raise _at(stage, TimedOut(_late(task.name, clock.allowed)))
        except BaseException:
            self.close()
            raise

    def stop(self) -> None:
        """End the process, from another thread: `read` then raises."""
        process = self._process
        if process is not None:
            processes.end_session(process.process.pid)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _ready(self) -> _Process:
        if self._process is not None and not self._process.is_fit():
            self.close()
        if self._process is None:
            self._process = _NURSERY.submit(_Process, self.limits.memory).result()
        return self._process

    def _ask(self, process: _Process, task: Task) -> None:
        assert process.process.stdin is not None
        with suppress(BrokenPipeError):  # its end is told where it is listened to
            frames.send(process.process.stdin, task)

    def _fallen(self, task: Task, stage: str) -> DocumentError:
        """Why the process is gone."""
        assert self._process is not None
        process, self._process = self._process, None
        code, most = process.end()
        if self.limits.memory and most > _NEAR * self.limits.memory:
            return _at(stage, OutOfMemory(memory_advice(task.name)))
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        said = f"{task.name}: it brought down the program that read it ({how}). Print it to a new PDF, and ingest that."
        return _at(stage, Crashed(said))


def _at(stage: str, error: DocumentError) -> DocumentError:
    error.stage = stage
    return error


def _late(name: str, seconds: float) -> str:
    return f"{name}: it was not read within {seconds:.0f} s. Split it or print it to a new PDF, or give --timeout more."
