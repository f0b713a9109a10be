"""What an ingest shows while it runs: a progress bar on a terminal, a line per file elsewhere; then a table."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from pipeline.batches.outcomes import Nobody, Outcome, Summary
from pipeline.terminal import counted, harmless

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.table import Table

WORDS = {
    "stored": "read",
    "known": "known",
    "named": "known, new name",
    "removed": "removed before",
    "failed": "FAILED",
    "not_found": "NOT FOUND",
}
_STYLES = {
    "stored": "green",
    "known": "dim",
    "named": "cyan",
    "removed": "yellow",
    "failed": "bold red",
    "not_found": "bold red",
}


_MANY = 50  # files from which on the table at the end shows only what is not well


class Lines:
    """One line per file, as it is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = 0
        self._done = 0

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        return None

    def begin(self, total: int) -> None:
        """This many files are to come."""
        self._total = total

    def page(self, name: str, done: int, total: int) -> None:
        """Pages are not worth a line."""

    def end(self, outcome: Outcome) -> None:
        """The line. Nobody to read it is no reason to end a batch."""
        self._done += 1
        with suppress(OSError):
            print(f"[{self._done}/{self._total}] {one_line(outcome)}", file=self._stream, flush=True)


class Silent(Nobody):
    """Nothing is shown."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        return None


class Bar:
    """A bar over the files: how many are done, how many pages are read, the time left, and which files are being read
    and how far; a line for each that failed."""

    def __init__(self, stream: TextIO, failures: bool = True) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress: Progress = Progress(
            SpinnerColumn(),
            MofNCompleteColumn(),
            BarColumn(bar_width=20),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}", markup=False),
            TextColumn("{task.fields[now]}", markup=False),
            console=Console(file=stream),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, now="", left="")
        self._failures = failures
        self._lock = Lock()
        self._begun = time.monotonic()
        self._total = self._done = self._pages = 0
        self._reading: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        """This many files are to come."""
        self._total, self._begun = total, time.monotonic()
        self._progress.update(self._task, total=total)

    def page(self, name: str, done: int, total: int) -> None:
        """A page further."""
        with self._lock:
            self._pages += done - self._reading.get(name, (0, 0))[0]
            self._reading[name] = (done, total)
        self._show()

    def end(self, outcome: Outcome) -> None:
        """One file further; what failed is said at once, above the bar."""
        with self._lock:
            self._done += 1
            self._reading.pop(outcome.name, None)
        if self._failures and outcome.result in ("failed", "not_found"):
            self._progress.console.print(one_line(outcome), style="red", markup=False, highlight=False, soft_wrap=True)
        self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        with self._lock:
            unread = {name: read for name, read in self._reading.items() if read[0] < read[1]}
            gone, left = time.monotonic() - self._begun, self._total - self._done
            time_left = f", {_span(gone * left / self._done)} left" if self._done and left else ""
        now = ", ".join(f"{harmless(name)} {done}/{total}" for name, (done, total) in unread.items())
        self._progress.update(self._task, left=counted(self._pages, "page") + time_left, now=now)


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min" if minutes else "under 1 min"


def watch(stream: TextIO) -> Lines | Bar:
    """The listener that suits the stream."""
    return Bar(stream) if stream.isatty() else Lines(stream)


def watch_progress(stream: TextIO) -> Bar | Silent:
    """The listener of a watch, which says itself what becomes of each file: a bar on a terminal, nothing elsewhere."""
    return Bar(stream, failures=False) if stream.isatty() else Silent()


def one_line(outcome: Outcome) -> str:
    """An outcome as a sentence; an error's message names its file itself."""
    if outcome.result in ("failed", "not_found"):
        code = f" ({outcome.error})" if outcome.error else ""
        return harmless(f"{WORDS[outcome.result]}{code}: {outcome.message}")
    if outcome.result != "stored":
        why = f". {outcome.message}" if outcome.message else ""
        return harmless(f"{outcome.name}: {WORDS[outcome.result]}{why}")
    partly = f". In part ({outcome.error}): {outcome.message}" if outcome.error else ""
    counts = ", ".join(counted(getattr(outcome, f"{noun}s"), noun) for noun in ("page", "repair", "value"))
    return harmless(f"{outcome.name}: {counts}{partly}")


def summary_json(summary: Summary) -> str:
    """The outcomes for a program, without the seconds, which no two runs share."""
    rows = [{name: value for name, value in asdict(o).items() if name != "seconds"} for o in summary.outcomes]
    stop = {"code": summary.stop.code, "message": summary.stop.message} if summary.stop else None
    whole = {"outcomes": rows, "total": summary.total, "stop": stop, "exit_code": summary.exit_code}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def summary_text(summary: Summary) -> str:
    """The last line: how it went."""
    parts = [
        (summary.count("stored"), "read"),
        (sum(o.result == "stored" and o.error is not None for o in summary.outcomes), "of them in part"),
        (summary.count("known", "named"), "known already"),
        (summary.count("removed"), "removed before"),
        (summary.count("failed"), "failed"),
        (sum(o.again for o in summary.outcomes), "of them as before"),
        (summary.count("not_found"), "not found"),
        (summary.total - len(summary.outcomes) if summary.stop else 0, "not reached"),
    ]
    return ", ".join(f"{count} {word}" for count, word in parts if count) or "nothing to do"


def print_summary(summary: Summary) -> None:
    """The table on standard output; without colours where that is no terminal."""
    from pipeline.screens import WIDE
    from pipeline.terminal import console

    screen = console()
    shown = _worth_showing(summary)
    if shown:
        screen.print(_table(shown, screen.width >= WIDE))
    screen.print(summary_text(summary), highlight=False)


def _worth_showing(summary: Summary) -> list[Outcome]:
    """All outcomes of a small batch, what is not well of a large one."""
    told = [o for o in summary.outcomes if not (summary.quiet_known and o.again)]
    if len(told) <= _MANY:
        return told
    return [o for o in told if o.error is not None or o.result == "not_found"]


def _table(outcomes: Sequence[Outcome], wide: bool) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    counts = ("pages", "repairs", "flags", "values", "findings") if wide else ("pages", "repairs", "values")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("file", overflow="fold", min_width=12)
    table.add_column("result", overflow="fold")
    for name in (*counts, "sec."):
        table.add_column(name, justify="right", no_wrap=True)
    for o in outcomes:
        read = o.result == "stored"
        figures = [str(getattr(o, name)) if read else "" for name in counts]
        seconds = f"{o.seconds:.1f}" if read else ""
        table.add_row(
            (o.sha256 or "")[:8],
            Text(harmless(o.name)),
            Text(_result(o), style="yellow" if read and o.error else _STYLES[o.result]),
            *figures,
            seconds,
        )
    return table


def _result(outcome: Outcome) -> str:
    if outcome.result == "stored":
        partly = f", in part: {outcome.error}" if outcome.error else ""
        return (outcome.kind or "read").replace("_", " ") + partly
    return WORDS[outcome.result] + (f": {outcome.error}" if outcome.error else "")
