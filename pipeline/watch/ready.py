"""Which files of a drop folder are whole: unchanged since we first saw them, and ended as their kind ends.

Nothing tells when a copy is finished: copies keep old times, shares give no notice, and some programs reserve a file's
whole size before they fill it. So a file waits until it has looked the same for a while under our own eyes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.files import looks_whole

# Names that programs give to what they are still writing.
_UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp")
_PATIENCE = 600.0  # seconds for which a file without its end may yet get it


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looked like."""

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class _Seen:
    look: Look
    since: float


class Waiting:
    """The files of a folder, and since when each looks as it does. `beside` are folders in it that are not its own."""

    def __init__(self, folder: Path, beside: tuple[Path, ...], settle: float) -> None:
        self._folder, self._settle = folder, settle
        self._beside = {os.path.realpath(path) for path in beside}
        self._seen: dict[Path, _Seen] = {}
        self.still = 0  # files that were seen and are not ready

    def scan(self, now: float) -> dict[Path, Look]:
        """The files that are ready at this time (seconds, of any steady clock), each as it looks."""
        seen: dict[Path, _Seen] = {}
        ready: dict[Path, Look] = {}
        for path, look in self._looks():
            before = self._seen.get(path)
            seen[path] = before if before is not None and before.look == look else _Seen(look, now)
            if now - seen[path].since >= self._settle and (_is_old(look) or looks_whole(path)):
                ready[path] = look
        self._seen = seen
        self.still = len(seen) - len(ready)
        return ready

    def forget(self, path: Path) -> None:
        """Begin anew with a file: it is to be read again, later."""
        self._seen.pop(path, None)

    def _looks(self) -> Iterator[tuple[Path, Look]]:
        for root, folders, names in os.walk(self._folder):
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and os.path.realpath(Path(root) / name) not in self._beside
            )
            for name in sorted(names):
                if not is_unfinished(name) and (look := look_at(Path(root) / name)):
                    yield Path(root) / name, look


def _is_old(look: Look) -> bool:
    """Whether nothing was done to a file here for so long that its end will not come. Copies keep the time they were
    written at, but not the one they were put here at."""
    return time.time() - look.changed / 1e9 >= _PATIENCE


def is_unfinished(name: str) -> bool:
    """Whether a name says that a program is not done with the file, or keeps it for itself."""
    return name.startswith((".", "~")) or name.lower().endswith(_UNFINISHED) or name.lower() in _SYSTEM


_SYSTEM = frozenset(("thumbs.db", "desktop.ini", "ehthumbs.db"))


def look_at(path: Path) -> Look | None:
    """What a file looks like; None where it is gone."""
    try:
        told = path.lstat()
    except OSError:
        return None
    return Look(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
