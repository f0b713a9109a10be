"""What became of the paths of a batch, and who is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal, Protocol

Ending = Literal["stored", "known", "named", "removed", "failed", "not_found"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one path. `values` counts the rows of the agreement, `flags` the repairs that were not made;
    `again` tells of a failure that the archive knew of with the same code."""

    path: str
    result: Ending
    sha256: str | None = None
    error: str | None = None
    message: str | None = None
    kind: str | None = None
    title: str | None = None
    pages: int = 0
    repairs: int = 0
    flags: int = 0
    values: int = 0
    findings: int = 0
    seconds: float = 0.0
    again: bool = False

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePath(self.path).name or self.path


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a batch ended before its end: a stable code (`interrupted`, `archive`), a sentence, an exit code."""

    code: str
    message: str
    exit_code: int


@dataclass(slots=True)
class Summary:
    """All outcomes of one call, in order; `total` counts the paths that were asked for. `stop` where it ended early."""

    outcomes: list[Outcome] = field(default_factory=list)
    total: int = 0
    stop: Stop | None = None
    quiet_known: bool = False

    def count(self, *results: Ending) -> int:
        """How many paths ended so."""
        return sum(outcome.result in results for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where something failed or was not there, what it was stopped by where it was."""
        if self.stop is not None:
            return self.stop.exit_code
        bad = [outcome for outcome in self.outcomes if outcome.result in ("failed", "not_found")]
        return int(any(not (self.quiet_known and outcome.again) for outcome in bad))


class Listener(Protocol):
    """Who watches: the terminal's progress bar, or lines of text. Called from several threads."""

    def begin(self, total: int) -> None:
        """This many files are to come."""

    def page(self, name: str, done: int, total: int) -> None:
        """A page of a file is read."""

    def end(self, outcome: Outcome) -> None:
        """A path is done with."""


class Nobody:
    """Nobody watches."""

    def begin(self, total: int) -> None:
        """Nothing."""

    def page(self, name: str, done: int, total: int) -> None:
        """Nothing."""

    def end(self, outcome: Outcome) -> None:
        """Nothing."""
