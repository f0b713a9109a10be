"""What an ingest shows while it runs: a progress bar on a terminal, a line per file elsewhere; then a table."""

from __future__ import annotations

import json
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from pipeline.ingesting import Outcome, Summary

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.table import Table

WORDS = {
    "stored": "read",
    "known": "known",
    "named": "known, new name",
    "failed": "FAILED",
    "not_found": "NOT FOUND",
}
_STYLES = {"stored": "green", "known": "dim", "named": "cyan", "failed": "bold red", "not_found": "bold red"}


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
        """The line."""
        self._done += 1
        print(f"[{self._done}/{self._total}] {one_line(outcome)}", file=self._stream, flush=True)


class Bar:
    """A bar over the files, the file and page that is being read, and a line for each that failed."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress: Progress = Progress(
            SpinnerColumn(),
            MofNCompleteColumn(),
            BarColumn(bar_width=30),
            TimeElapsedColumn(),
            TextColumn("{task.fields[now]}", markup=False),
            console=Console(file=stream),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, now="")

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        """This many files are to come."""
        self._progress.update(self._task, total=total)

    def page(self, name: str, done: int, total: int) -> None:
        """The page that is being read."""
        self._progress.update(self._task, now=f"{name}, page {done} of {total}" if total > 1 else name)

    def end(self, outcome: Outcome) -> None:
        """One file further; what failed is said at once, above the bar."""
        if outcome.result in ("failed", "not_found"):
            self._progress.console.print(one_line(outcome), style="red", markup=False, highlight=False, soft_wrap=True)
        self._progress.advance(self._task)


def watch(stream: TextIO) -> Lines | Bar:
    """The listener that suits the stream."""
    return Bar(stream) if stream.isatty() else Lines(stream)


def one_line(outcome: Outcome) -> str:
    """An outcome as a sentence; an error's message names its file itself."""
    if outcome.result in ("failed", "not_found"):
        code = f" ({outcome.error})" if outcome.error else ""
        return f"{WORDS[outcome.result]}{code}: {outcome.message}"
    name = outcome.path.rsplit("/", 1)[-1]
    if outcome.result != "stored":
        return f"{name}: {WORDS[outcome.result]}"
    pages = "1 page" if outcome.pages == 1 else f"{outcome.pages} pages"
    partly = f". In part ({outcome.error}): {outcome.message}" if outcome.error else ""
    return f"{name}: {pages}, {outcome.repairs} repairs, {outcome.values} values{partly}"


def summary_json(summary: Summary) -> str:
    """The outcomes for a program, without the seconds, which no two runs share."""
    rows = [{name: value for name, value in asdict(o).items() if name != "seconds"} for o in summary.outcomes]
    return json.dumps({"outcomes": rows, "exit_code": summary.exit_code}, ensure_ascii=False, indent=1)


def summary_text(summary: Summary) -> str:
    """The last line: how it went."""
    parts = [
        (summary.count("stored"), "read"),
        (summary.count("known", "named"), "known already"),
        (summary.count("failed"), "failed"),
        (summary.count("not_found"), "not found"),
    ]
    return ", ".join(f"{count} {word}" for count, word in parts if count) or "nothing to do"


def print_summary(summary: Summary) -> None:
    """The table on standard output; without colours where that is no terminal."""
    from pipeline.screens import WIDE, console

    screen = console()
    if summary.outcomes:
        screen.print(_table(summary, screen.width >= WIDE))
    screen.print(summary_text(summary), highlight=False)


def _table(summary: Summary, wide: bool) -> Table:
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
    for o in summary.outcomes:
        read = o.result == "stored"
        figures = [str(getattr(o, name)) if read else "" for name in counts]
        name = o.path.rsplit("/", 1)[-1] or "–"
        seconds = f"{o.seconds:.1f}" if read else ""
        table.add_row(
            (o.sha256 or "")[:8],
            Text(name),
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
