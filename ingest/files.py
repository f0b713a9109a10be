"""Users' files: opened, hashed, read, and judged by their bytes and their names."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from ingest.limits import MAX_BYTES, MAX_TEXT_BYTES
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
_CHUNK = 1 << 20
_PERMISSIONS = "Check its permissions."
_HELPS = {
    errno.ELOOP: "The link leads back to itself: name the file itself.",
    errno.ENXIO: "It is no file but a way to talk to a program.",
    errno.EIO: "See that its drive is connected and well.",
    errno.EMFILE: "Too many files are open: end other programs and try again.",
}
# Kinds that we do not read, and what to do with them where it is not to print them as PDF.
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
    ".zip": "a zip archive",
    ".7z": "a 7z archive",
    ".rar": "a RAR archive",
    ".gz": "a gzip archive",
    ".tar": "a tar archive",
    ".htm": "a web page",
    ".html": "a web page",
    ".mht": "a web page",
    ".xml": "an XML file",
    ".json": "a JSON file",
    ".csv": "a table of figures",
    ".heic": "a photograph of a telephone",
    ".heif": "a photograph of a telephone",
    ".webp": "an image for web pages",
    ".gif": "an image for web pages",
    ".bmp": "an uncompressed image",
    ".jp2": "a JPEG 2000 image",
    ".db": "a database",
}
_ADVICE = {
    "archive": "unpack it, and ingest what is in it",
    "image": "save it as JPEG or PNG, and ingest that",
    "photograph": "save it as JPEG or PNG, and ingest that",
    "database": "name another folder, or move it out of this one",
    "file": "ingest the paper that it belongs to",
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


def readable_name(path: Path) -> str:
    """A file's name as text: one that is not UTF-8 comes from an older Windows or Latin-1 system."""
    raw = os.fsencode(path.name)
    for codec in ("utf-8", "cp1252"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def open_file(path: Path) -> BinaryIO:
    """A regular file opened for reading, and nothing else: a pipe would be waited for, a device has no end.

    Errors: `Unreadable`.
    """
    name = readable_name(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        mode = os.fstat(handle).st_mode
    except FileNotFoundError as problem:
        raise errors.Unreadable(f"{name}: no such file at {path.parent}. Check the path.") from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise errors.Unreadable(
            f"{name}: cannot be read ({reason}). {_HELPS.get(problem.errno or 0, _PERMISSIONS)}"
        ) from problem
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise errors.Unreadable(f"{name}: this is a folder. Name the files in it.")
    raise errors.Unreadable(f"{name}: a pipe or a device, not a file. Save what it gives to a file, and ingest that.")


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Errors: `Unreadable`, `EmptyFile`, `TooLarge`."""
    name = readable_name(path)
    is_text = MEDIA_TYPES.get(path.suffix.lower(), "").startswith("text/")
    limit = MAX_TEXT_BYTES if is_text else MAX_BYTES
    with open_file(path) as file:
        try:
            data = file.read(limit + 1)
        except OSError as problem:
            raise _broke_off(name, problem) from problem
    return check_size(name, data, limit, "of text" if is_text else "")


def check_size(name: str, data: bytes, limit: int = MAX_BYTES, what: str = "") -> bytes:
    """The same bytes. Errors: `EmptyFile`, `TooLarge`."""
    if len(data) > limit:
        raise errors.TooLarge(
            f"{name}: more than {limit / 1e6:.0f} MB{what and ' ' + what}. Split it into smaller files."
        )
    if not data:
        raise errors.EmptyFile(f"{name}: the file is empty (0 bytes). Fetch it again from its source.")
    return data


# What stands at the end of a whole file, by the ending of its name: in its last bytes, for some writers pad.
_ENDS = {".pdf": b"%%EOF", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".png": b"IEND"}
_TAIL = 4096


def looks_whole(path: Path) -> bool:
    """Whether a file can be opened and ends as its kind ends; one that ends in zeros is reserved and not yet full."""
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - _TAIL))
            tail = file.read(_TAIL)
    except (OSError, errors.Unreadable):
        return False
    end = _ENDS.get(path.suffix.lower())
    return end in tail if end else bool(tail.strip(b"\0")) or not tail


def hash_file(path: Path) -> tuple[str, int]:
    """The sha256 of a file's bytes and their number. Errors: `Unreadable`, `TooLarge`, where a file that grows ends."""
    seen, size = hashlib.sha256(), 0
    with open_file(path) as file:
        try:
            while chunk := file.read(_CHUNK):
                seen.update(chunk)
                size += len(chunk)
                if size > MAX_BYTES:
                    raise errors.TooLarge(
                        f"{readable_name(path)}: more than {MAX_BYTES / 1e6:.0f} MB. Split it into smaller files."
                    )
        except OSError as problem:
            raise _broke_off(readable_name(path), problem) from problem
    return seen.hexdigest(), size


def _broke_off(name: str, problem: OSError) -> errors.Unreadable:
    reason = problem.strerror or str(problem)
    return errors.Unreadable(f"{name}: reading it broke off ({reason}). See that its drive is connected and well.")


def judge_kind(name: str, data: bytes) -> str:
    """The media type, where name and bytes agree. Errors: `Unsupported`, `WrongContent`.

    A `.txt` or `.md` is text here; whether its bytes are text is for `ingest.plain_text` to say.
    """
    suffix = Path(name).suffix.lower()
    named = MEDIA_TYPES.get(suffix)
    found = sniff(data)
    if named is None:
        raise errors.Unsupported(_refusal(name, suffix, found))
    if named.startswith("text/"):
        if found in MEDIA_TYPES.values():
            raise errors.WrongContent(_mismatch(name, found, named))
        return named
    if found != named:
        raise errors.WrongContent(_mismatch(name, found, named))
    return named


def sniff(data: bytes) -> str | None:
    """The media type that the first bytes tell, or None. A PDF's header may stand up to 1024 bytes in."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "application/pdf" if b"%PDF-" in data[:1024] else None


def _refusal(name: str, suffix: str, found: str | None) -> str:
    what = REFUSED.get(suffix) or _KNOWN_AS.get(found or "", "a kind of file")
    if found in MEDIA_TYPES.values():
        return (
            f"{name}: {what} by its name, that the archive does not read: rename it after what it is, and ingest that."
        )
    known = suffix in REFUSED
    advice = next((way for word, way in _ADVICE.items() if known and word in what.split()), None)
    return f"{name}: {what} that the archive does not read: {advice or 'save or print it as PDF, and ingest that'}."


def _mismatch(name: str, found: str | None, named: str) -> str:
    known = _KNOWN_AS.get(found or "", "something else")
    expected = _KNOWN_AS.get(named, "text")
    if found in MEDIA_TYPES.values():
        suffix = next(suffix for suffix, kind in MEDIA_TYPES.items() if kind == found)
        return f"{name}: called {expected}, but holds {known}. Rename it to end in {suffix}."
    return f"{name}: called {expected}, but holds {known}. Open it in its own program and save it as PDF."
