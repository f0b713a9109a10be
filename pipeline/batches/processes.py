"""The processes of a session, as Linux tells of them: how much time they took, and their end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def _session(leader: int) -> Iterator[tuple[int, list[str]]]:
    """The processes of the session that this process leads: the number of each, and what `stat` says after its name."""
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError, IndexError):
            told = (folder / "stat").read_text("ascii", "replace").rsplit(")", 1)[1].split()
            if told[3] == str(leader):
                yield int(folder.name), told


def seconds_used(leader: int) -> float:
    """Seconds of the processor that the session's processes, and those that ended below them, have taken."""
    return sum(sum(map(int, told[11:15])) for _, told in _session(leader)) / _TICKS


def end_session(leader: int) -> None:
    """Kill a process that leads a session, and all others in it."""
    if sys.platform == "win32":
        with suppress(OSError):
            os.kill(leader, signal.SIGTERM)
        return
    with suppress(OSError):
        os.killpg(leader, signal.SIGKILL)
    for number, told in _session(leader):
        if told[0] != "Z":
            with suppress(OSError):
                os.kill(number, signal.SIGKILL)
