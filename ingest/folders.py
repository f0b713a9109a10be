"""Which files paths name: files, folders to their bottom, globs. What cannot be followed is told, never passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path

from models import errors

# What systems and programs leave in folders for themselves.
_SYSTEM = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini"))
# What SQLite puts beside a database.
_BESIDE = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Missed:
    """A path that gave no file to read, and why."""

    path: Path
    problem: errors.AftalearkivError


@dataclass(slots=True)
class _Search:
    """One search: what it may not find (an archive's own files), and what it could not follow."""

    own: frozenset[str]
    missed: list[Missed] = field(default_factory=list)


def find_files(paths: Iterable[str | Path], archive: Path | None, missed: list[Missed] | None) -> list[Path]:
    """See `ingest.find_files`."""
    own = frozenset(os.path.realpath(f"{archive}{end}") for end in _BESIDE) if archive else frozenset()
    search = _Search(own, [] if missed is None else missed)
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_expand(str(path), search)))
        if missed is None and search.missed:
            raise search.missed[0].problem
    return list(found)


def _expand(path: str, search: _Search) -> list[Path]:
    plain = Path(path).expanduser()
    if plain.is_dir():
        return _in_folder(plain, search)
    if os.path.lexists(plain):
        return [plain]
    advice = f"{path}: no such file or folder. Check the path, and that its drive is connected."
    if has_magic(path):
        matches = [Path(match) for match in sorted(glob(str(plain), recursive=True))]  # noqa: PTH207 - absolute patterns
        files = [file for match in matches for file in (_walk(match, search) if match.is_dir() else [match])]
        if files:
            return files
        advice = f"{path}: no file matches. Check the pattern, or name a folder instead."
    search.missed.append(Missed(plain, errors.UsageError(advice)))
    return []


def _in_folder(folder: Path, search: _Search) -> list[Path]:
    before = len(search.missed)
    files = list(_walk(folder, search))
    if not files and len(search.missed) == before:
        advice = f"{folder}: no documents in this folder. Put PDF, TIFF, PNG, JPEG, TXT or MD files there."
        search.missed.append(Missed(folder, errors.UsageError(advice)))
    return files


def _walk(folder: Path, search: _Search) -> Iterator[Path]:
    """Files below a folder; hidden ones, an archive and its copies (`archive.db.files`) are left out.

    A link is followed to a file that lies in the folder too; one that leads out of it is refused, for what is read is
    copied into the archive.
    """
    inside = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - with its closing slash

    def tell(problem: OSError) -> None:
        reason = problem.strerror or str(problem)
        advice = f"{problem.filename}: the folder cannot be read ({reason}). Change its permissions, or leave it out."
        search.missed.append(Missed(Path(problem.filename), errors.Unreadable(advice)))

    for root, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(".db.files"))
        linked = [name for name in folders if (Path(root) / name).is_symlink()]
        for name in linked:
            if not _leads_into(Path(root) / name, inside):
                search.missed.append(_leads_out(Path(root) / name))
        for name in sorted(names):
            path = Path(root) / name
            if name.startswith((".", "~$")) or name.lower() in _SYSTEM or os.path.realpath(path) in search.own:
                continue
            if path.is_symlink() and path.exists() and not _leads_into(path, inside):
                search.missed.append(_leads_out(path))
            else:
                yield path


def _leads_into(path: Path, inside: str) -> bool:
    return os.path.join(os.path.realpath(path), "").startswith(inside)  # noqa: PTH118 - with its closing slash


def _leads_out(path: Path) -> Missed:
    advice = f"{path.name}: a link that leads out of the folder. Name what it leads to, if that is to be read."
    return Missed(path, errors.LinkedOut(advice))
