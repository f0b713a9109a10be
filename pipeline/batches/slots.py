"""Papers read side by side, each by a guard of its own; what fails is tried once more with the machine to itself."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Condition, Lock
from typing import Protocol

from models.errors import Crashed, DocumentError, TimedOut
from pipeline.batches.guard import Guard, Limits
from pipeline.batches.paper import Paper, Task, failed_paper

Tell = Callable[[str, int, int], None]
_WAITING = 32  # papers a process: those done wait in memory, half a megabyte each, for a slow one before them


class Readers(Protocol):
    """Who reads papers: the processes of this machine, or those of many."""

    window: int  # papers that may be begun before the first of them is stored

    def submit(self, task: Task) -> Future[Paper]:
        """The paper to come; it never raises what is the paper's own fault."""

    def close(self) -> None:
        """End everything at once."""


class _Turnstile:
    """Many go in together, or one alone."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside = 0
        self._next = Lock()
        self._waiting = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._waiting += 1
        try:
            with self._next:
                with self._changed:
                    self._changed.wait_for(lambda: not self._inside)
                yield
        finally:
            with self._changed:
                self._waiting -= 1
                self._changed.notify_all()


class _Kept:
    """Guards that wait for a next batch of this program, their processes ready."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._guards: list[Guard] = []

    def take(self, limits: Limits) -> Guard:
        with self._lock:
            for guard in self._guards:
                if guard.limits == limits:
                    self._guards.remove(guard)
                    return guard
        return Guard(limits)

    def give(self, guard: Guard) -> None:
        with self._lock:
            self._guards.append(guard)

    def close(self) -> None:
        with self._lock:
            while self._guards:
                self._guards.pop().close()


_KEPT = _Kept()
atexit.register(_KEPT.close)


def read_guarded(task: Task, limits: Limits) -> Paper:
    """One paper by a guard that is kept for the next; what fell is tried once more. For a machine among many, where
    nobody can be alone."""
    guard = _KEPT.take(limits)
    try:
        try:
            return guard.read(task, _tell_nobody)
        except (TimedOut, Crashed):
            return guard.read(task, _tell_nobody)
    except DocumentError as problem:
        return failed_paper(task, problem.stage or "read", problem.code, str(problem))
    finally:
        _KEPT.give(guard)


def _tell_nobody(done: int, total: int) -> None:
    return None


class Slots:
    """The processes of this machine: `count` papers at a time. `tell` hears (name, pages read, pages in all)."""

    def __init__(self, count: int, limits: Limits, tell: Tell) -> None:
        self.window = _WAITING * count
        self._limits, self._tell = limits, tell
        self._threads = ThreadPoolExecutor(count)
        self._turn = _Turnstile()
        self._lock = Lock()
        self._busy: set[Guard] = set()
        self._closed = False

    def submit(self, task: Task) -> Future[Paper]:
        """See `Readers`."""
        return self._threads.submit(self._read, task)

    def close(self) -> None:
        """See `Readers`."""
        with self._lock:
            self._closed = True
            busy = list(self._busy)
        self._threads.shutdown(wait=False, cancel_futures=True)
        for guard in busy:
            guard.stop()

    def _read(self, task: Task) -> Paper:
        try:
            try:
                with self._turn.together():
                    return self._guarded(task)
            except (TimedOut, Crashed):  # a busy machine changes no outcome: once more, with nobody beside it
                with self._turn.alone():
                    return self._guarded(task)
        except DocumentError as problem:
            return failed_paper(task, problem.stage or "read", problem.code, str(problem))

    def _guarded(self, task: Task) -> Paper:
        with self._guard() as guard:
            return guard.read(task, lambda done, total: self._tell(task.name, done, total))

    @contextmanager
    def _guard(self) -> Iterator[Guard]:
        guard = _KEPT.take(self._limits)
        with self._lock:
            if self._closed:
                _KEPT.give(guard)
                raise RuntimeError("no more papers are read")
            self._busy.add(guard)
        try:
            yield guard
        finally:
            with self._lock:
                self._busy.discard(guard)
            _KEPT.give(guard)
