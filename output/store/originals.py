"""Copies of the originals beside the archive, by their hash: `archive.db.files/ab/abcd….pdf`."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from models.errors import ArchiveError, Changed, Unreadable

_CHUNK = 1 << 20


def originals_folder(archive: Path) -> Path:
    """The folder of an archive's originals."""
    return archive.with_name(archive.name + ".files")


def find_original(archive: Path, sha256: str) -> Path | None:
    """The copy of these bytes, where one was kept."""
    folder = originals_folder(archive) / sha256[:2]
    return next(iter(sorted(folder.glob(sha256 + "*"))), None)


def hash_copy(copy: Path) -> str | None:
    """The sha256 of a copy as it is now; None where it cannot be read."""
    try:
        with copy.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def damage_of(copy: Path, sha256: str) -> str | None:
    """What is wrong with a copy, in one sentence that names what it should be; None where it is whole."""
    now = hash_copy(copy)
    if now == sha256:
        return None
    if now is None:
        return f"the kept copy {copy} cannot be read; see its permissions and its disk"
    return f"the kept copy {copy} is damaged: its sha256 is {now}, not {sha256}; ingest the original again with --force"


def keep_original(path: Path, sha256: str, archive: Path) -> Path:
    """Copy a file beside the archive, whole or not at all; a copy that is there and whole is left alone.

    Errors: Unreadable where the file is gone, Changed where it is no longer the bytes that were read, ArchiveError
    where the folder cannot be written.
    """
    there = find_original(archive, sha256)
    if there is not None and hash_copy(there) == sha256:
        return there
    folder = originals_folder(archive) / sha256[:2]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", dir=folder)
    except OSError as error:
        raise ArchiveError(
            f"the copies of originals cannot be written to {folder} ({error.strerror}); make the folder writable, "
            "or use --no-originals"
        ) from error
    partial = Path(name)
    try:
        _copy(path, handle, sha256)
        partial.chmod(0o644)
        return partial.replace(folder / (sha256 + _suffix(path)))
    finally:
        partial.unlink(missing_ok=True)


def drop_original(archive: Path, sha256: str) -> None:
    """Delete the copies of these bytes. Errors: ArchiveError that names the copy that is left."""
    for copy in sorted((originals_folder(archive) / sha256[:2]).glob(sha256 + "*")):
        try:
            copy.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"the document is out of the archive, but the copy {copy} could not be deleted ({error.strerror}); "
                "delete it by hand"
            ) from error


def _copy(path: Path, handle: int, sha256: str) -> None:
    with open(handle, "wb") as target:
        seen = _pour(path, target)
        try:
            target.flush()
            os.fsync(target.fileno())
        except OSError as error:
            raise _unwritten(error) from error
    if seen != sha256:
        raise Changed(f"{path.name} changed while it was read; ingest it again when nothing writes to it")


def _pour(path: Path, target: BinaryIO) -> str:
    """Every byte of a file into another; their sha256. What goes wrong with the one is the file's fault, with the other
    the archive's."""
    seen = hashlib.sha256()
    try:
        with path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                seen.update(chunk)
                try:
                    target.write(chunk)
                except OSError as error:
                    raise _unwritten(error) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise Unreadable(f"{path.name} was read, and then could not be copied ({why}); ingest it again") from error
    return seen.hexdigest()


def _unwritten(error: OSError) -> ArchiveError:
    return ArchiveError(
        f"the copies of originals cannot be written ({error.strerror}); make room on the disk, or use --no-originals"
    )


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""
