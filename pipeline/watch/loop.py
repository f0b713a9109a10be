"""The watch: look, wait until files are whole, read them, put them away, tell; for ever, or once.

The archive is the only memory. What was stored and not yet moved when we were killed is known when it is seen again,
and is only moved.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Event

from models.errors import ArchiveError, UsageError
from output.store.archive import open_archive
from pipeline.batches.outcomes import Outcome, Summary
from pipeline.batches.stopping import gently
from pipeline.ingesting import Options, ingest_files
from pipeline.progress import one_line, watch_progress
from pipeline.terminal import harmless
from pipeline.watch.ends import Ends
from pipeline.watch.lock import only_watcher
from pipeline.watch.ready import Look, Waiting, look_at

_LONGEST_PAUSE = 300.0  # seconds between two tries where the archive or a disk is not well
# What is wrong with the moment, not with the file: it stays where it is and is tried again.
_PASSING = frozenset(("changed", "unreadable"))


@dataclass(frozen=True, slots=True)
class Post:
    """A drop folder, where its files end; seconds between looks, and for which a file must stay the same."""

    folder: Path
    ends: Ends
    every: float = 5.0
    settle: float = 10.0
    once: bool = False


@dataclass(slots=True)
class _Tally:
    """What one watch has done: whether anything failed, whether its last try at the archive or a move did."""

    failed: bool = False
    unwell: bool = False


def watch_folder(post: Post, db: Path, options: Options, as_json: bool) -> int:
    """Watch until told to end; the exit code: 1 where a file failed in a watch of one look, else 0."""
    if not post.folder.is_dir():
        raise UsageError(f"{post.folder} is no folder; make it, or name another")
    waiting = Waiting(post.folder, (post.ends.done, post.ends.failed), post.settle)
    tally, say = _Tally(), _teller(as_json)
    try:
        with gently() as told, only_watcher(post.folder):  # who holds the lock is heard to end
            _watch(post, waiting, _round(post, waiting, db, options, say, told, tally), told, tally)
    except OSError as problem:
        raise UsageError(f"{post.folder} may not be written ({problem.strerror}); change its permissions") from problem
    return int(post.once and (tally.failed or tally.unwell))


def _watch(post: Post, waiting: Waiting, read: Callable[[dict[Path, Look]], None], told: Event, tally: _Tally) -> None:
    begun, pause = time.monotonic(), post.every
    while not told.is_set():
        tally.unwell = False
        ready = waiting.scan(time.monotonic())
        if ready:
            read(ready)
        pause = min(_LONGEST_PAUSE, 2 * pause) if tally.unwell else post.every
        waited = time.monotonic() - begun > post.settle + post.every
        if post.once and (not waiting.still or waited):
            return
        told.wait(min(pause, post.settle or pause) if post.once else pause)


def _round(
    post: Post,
    waiting: Waiting,
    db: Path,
    options: Options,
    say: Callable[[Outcome | str, Path | None], None],
    told: Event,
    tally: _Tally,
) -> Callable[[dict[Path, Look]], None]:
    def put_away(path: Path, look: Look, outcome: Outcome) -> None:
        if outcome.error in _PASSING or look_at(path) != look:
            waiting.forget(path)  # it is being written to, or gone, or not to be opened yet
            return
        tally.failed |= outcome.result == "failed"
        try:
            say(outcome, post.ends.put(path, outcome, date.today()))
        except OSError as problem:
            tally.unwell = True
            say(f"{harmless(path.name)} was read and could not be moved ({problem.strerror}); tried again later", None)

    def read(ready: dict[Path, Look]) -> None:
        summary = Summary(total=len(ready))
        try:
            with open_archive(db, create=True) as archive, watch_progress(sys.stderr) as listener:
                listener.begin(len(ready))
                ingest_files(
                    list(ready),
                    archive,
                    options,
                    listener,
                    summary,
                    each=lambda path, outcome: put_away(path, ready[path], outcome),
                    told=told,
                )
        except ArchiveError as problem:
            tally.unwell = True
            say(f"{problem}; tried again later", None)
        if summary.stop is not None and summary.stop.code == "archive":
            tally.unwell = True
            say(f"{summary.stop.message}; tried again later", None)

    return read


def _teller(as_json: bool) -> Callable[[Outcome | str, Path | None], None]:
    """Who says what became of each file: a line with the time, or JSON on a line of its own."""

    def tell(what: Outcome | str, place: Path | None) -> None:
        if as_json:
            told = {"problem": what} if isinstance(what, str) else {**asdict(what), "moved_to": str(place)}
            print(json.dumps(told, ensure_ascii=True), flush=True)
            return
        line = what if isinstance(what, str) else f"{one_line(what)} → {harmless(str(place))}"
        print(f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}", flush=True)

    return tell
