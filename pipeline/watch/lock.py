"""One watcher a folder: a file that is locked for as long as it runs, and free when it is gone, however it went."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from models.errors import AftalearkivError

NAME = ".aftalearkiv-watch.lock"


class Watched(AftalearkivError):
    """Another process watches the folder."""

    code = "watched"


@contextmanager
def only_watcher(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. Errors: Watched, OSError where the folder may not be written."""
    place = folder / NAME
    with place.open("a+b") as file:
        if not _lock(file):
            file.seek(0)
            who = file.read(20).decode("ascii", "replace").strip()
            raise Watched(f"{folder} is watched already, by process {who}; end that one first")
        file.truncate(0)
        file.write(b"%d\n" % os.getpid())
        file.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        try:
            file.seek(100)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
