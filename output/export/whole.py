"""Files that are there whole or not at all: written beside their place, renamed when all of them are done.

What was there stays until then, also where the disk fills up in the middle; nothing half is left behind.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import Unwritable

# What the system says, and what the user can do.
_ADVICE = {
    errno.ENOSPC: "the disk is full; make room, or write to another disk",
    errno.EDQUOT: "the quota of the disk is used up; make room, or write to another disk",
    errno.EFBIG: "the file is larger than this disk takes; write to another disk",
    errno.EACCES: "it may not be written; change its permissions, or write to another folder",
    errno.EPERM: "it may not be written; change its permissions, or write to another folder",
    errno.EROFS: "its disk may only be read; write to another folder",
    errno.ENOTDIR: "it is no folder; write to another one",
    errno.EEXIST: "it is no folder; write to another one",
    errno.ENOTEMPTY: "something is there already; write to another place",
    errno.EISDIR: "a folder is in the way; move it, or write to another folder",
    errno.ENAMETOOLONG: "a name is too long for this disk; write to another folder",
    errno.EIO: "the disk does not answer; see that it is well",
}


class WholeFiles:
    """Files of a folder that come into being together."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[Path, Path] = {}

    def partial(self, name: str) -> Path:
        """Where to write the file of this name until all are done."""
        place = self.folder / name
        partial = place.with_name(f"{place.name}.part")
        place.parent.mkdir(parents=True, exist_ok=True)
        self._places[partial] = place
        return partial

    def finish(self) -> list[Path]:
        """Rename all to their places; the places, in the order in which they were asked for."""
        return [partial.replace(place) for partial, place in self._places.items()]

    def drop(self) -> None:
        """Take away what is not done."""
        for partial in self._places:
            partial.unlink(missing_ok=True)


@contextmanager
def whole_files(folder: Path) -> Iterator[WholeFiles]:
    """Files written in the block; renamed by `finish`, and gone where it was not reached.

    Errors: Unwritable where the folder or its disk does not take them.
    """
    files = WholeFiles(folder)
    try:
        with _advised(folder):
            folder.mkdir(parents=True, exist_ok=True)
            yield files
    finally:
        files.drop()


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """A new folder beside `place`, filled in the block and renamed to it then; gone where the block was not done.

    Errors: Unwritable where the disk does not take it, or something came to `place` meanwhile.
    """
    with _advised(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent))
        try:
            yield partial
            partial.chmod(0o755)
            partial.rename(place)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _advised(place: Path) -> Iterator[None]:
    """What the disk says as a sentence that ends with what to do."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0)
        if advice is None:
            raise
        raise Unwritable(f"{place} could not be written: {advice}") from error


def write_whole_text(place: Path, text: str) -> Path:
    """One text file, UTF-8 with line feeds. Errors: Unwritable."""
    with whole_files(place.parent) as files:
        files.partial(place.name).write_text(text, encoding="utf-8", newline="\n")
        return files.finish()[0]


def write_whole_bytes(place: Path, data: bytes) -> Path:
    """One file. Errors: Unwritable."""
    with whole_files(place.parent) as files:
        files.partial(place.name).write_bytes(data)
        return files.finish()[0]
