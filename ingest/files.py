"""Which files there are, and what kind each of them is, judged by its bytes and its name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from ingest.limits import MAX_BYTES
from models import errors

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
# Kinds that hold agreements in archives and that we do not read: a folder with them should say so.
REFUSED = {
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".odt": "a text document",
    ".rtf": "a rich text document",
    ".msg": "an Outlook mail",
    ".eml": "a mail",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".ppt": "a presentation",
    ".pptx": "a presentation",
}
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_KNOWN_AS = {
    "application/pdf": "a PDF",
    "image/png": "a PNG image",
    "image/jpeg": "a JPEG image",
    "image/tiff": "a TIFF image",
    "application/zip": "a zip archive or an office document",
    "application/x-ole-storage": "an old office document or an Outlook mail",
    "application/gzip": "a gzip archive",
    "application/rtf": "a rich text document",
    "application/x-7z-compressed": "a 7z archive",
}


def find_files(paths: Iterable[str | Path], problems: list[errors.UsageError] | None = None) -> list[Path]:
    """See `ingest.find_files`."""
    found: dict[Path, None] = {}
    for path in paths:
        try:
            found.update(dict.fromkeys(_expand(str(path))))
        except errors.UsageError as problem:
            if problems is None:
                raise
            problems.append(problem)
    return list(found)


def _expand(path: str) -> list[Path]:
    plain = Path(path).expanduser()
    if plain.is_dir():
        return _in_folder(plain)
    if plain.exists():
        return [plain]
    if not has_magic(path):
        raise errors.UsageError(f"{path}: no such file or folder. Check the path, and that its drive is connected.")
    matches = [Path(match) for match in sorted(glob(str(plain), recursive=True))]  # noqa: PTH207 - absolute patterns
    files = [found for match in matches for found in (_walk(match) if match.is_dir() else [match])]
    if not files:
        raise errors.UsageError(f"{path}: no file matches. Check the pattern, or name a folder instead.")
    return files


def _in_folder(folder: Path) -> list[Path]:
    files = list(_walk(folder))
    if not files:
        kinds = ", ".join(sorted(suffix[1:].upper() for suffix in MEDIA_TYPES))
        raise errors.UsageError(f"{folder}: no documents in this folder. Put {kinds} files there, or name another.")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder; hidden ones and an archive's own copies (`archive.db.files`) are left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(".db.files"))
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if not name.startswith((".", "~$")) and (suffix in MEDIA_TYPES or suffix in REFUSED):
                yield Path(root) / name


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Errors: `Unreadable`, `EmptyFile`, `TooLarge`."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise errors.TooLarge(
                f"{path.name}: {size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f} MB. Split it into smaller files."
            )
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise errors.Unreadable(f"{path.name}: no such file at {path}. Check the path.") from problem
    except IsADirectoryError as problem:
        raise errors.Unreadable(f"{path.name}: this is a folder. Name the files in it.") from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise errors.Unreadable(f"{path.name}: cannot be read ({reason}). Check its permissions.") from problem
    if not data:
        raise errors.EmptyFile(f"{path.name}: the file is empty (0 bytes). Fetch it again from its source.")
    return data


def judge_kind(path: Path, data: bytes) -> str:
    """The media type, where name and bytes agree. Errors: `Unsupported`, `WrongContent`.

    A `.txt` or `.md` is text here; whether its bytes are text is for `ingest.plain_text` to say.
    """
    named = MEDIA_TYPES.get(path.suffix.lower())
    found = sniff(data)
    if named is None:
        raise errors.Unsupported(_refusal(path, found))
    if named.startswith("text/"):
        if found in MEDIA_TYPES.values():
            raise errors.WrongContent(_mismatch(path, found, named))
        return named
    if found != named:
        raise errors.WrongContent(_mismatch(path, found, named))
    return named


def sniff(data: bytes) -> str | None:
    """The media type that the first bytes tell, or None. A PDF's header may stand up to 1024 bytes in."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "application/pdf" if b"%PDF-" in data[:1024] else None


def _refusal(path: Path, found: str | None) -> str:
    what = REFUSED.get(path.suffix.lower()) or _KNOWN_AS.get(found or "", "a kind of file")
    advice = "rename it after what it is" if found in MEDIA_TYPES.values() else "save or print it as PDF"
    return f"{path.name}: {what} that the archive does not read: {advice}, and ingest that."


def _mismatch(path: Path, found: str | None, named: str) -> str:
    known = _KNOWN_AS.get(found or "", "something else")
    expected = _KNOWN_AS.get(named, "text")
    if found in MEDIA_TYPES.values():
        suffix = next(suffix for suffix, kind in MEDIA_TYPES.items() if kind == found)
        return f"{path.name}: called {expected}, but holds {known}. Rename it to end in {suffix}."
    return f"{path.name}: called {expected}, but holds {known}. Open it in its own program and save it as PDF."
