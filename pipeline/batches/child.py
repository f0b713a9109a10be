"""The process that reads papers, one after the other, for `pipeline.batches.guard`.

Tasks stand on its standard input, what it has to say on its standard output (`frames`). It ends with who asks: Linux
sees to that even where a library never comes back.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from pipeline.batches import frames

_PR_SET_PDEATHSIG = 1


def main(memory: int, asks: int) -> None:
    """Serve until standard input ends. `memory` is the most bytes of it and of each process it starts, 0 for no limit;
    `asks` is the process that asks."""
    answers = os.fdopen(os.dup(1), "wb")
    tasks = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # what libraries print is no answer
    confine(memory, asks)
    with suppress(BrokenPipeError):  # nobody is there to be answered
        _serve(tasks, answers)
    os._exit(0)


def _serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    from pipeline.batches.paper import read_paper

    while (task := frames.receive(tasks)) is not None:
        paper = read_paper(
            task,
            lambda done, total: frames.send(answers, frames.Pages(done, total)),
            lambda name: frames.send(answers, frames.Stage(name)),
        )
        frames.send(answers, paper)


def confine(memory: int, asks: int) -> None:
    """Hold this process to so many bytes of memory (0: no limit), and let it end with the process that asks."""
    _limit(memory)
    _end_with(asks)


def _limit(memory: int) -> None:
    """No more than so much memory, and no pictures of it on the disk when it crashes."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory and sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with(asks: int) -> None:
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != asks:  # it was gone before we could ask for it
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
