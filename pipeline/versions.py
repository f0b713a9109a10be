"""Which versions did the work."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

LIBRARIES = ("pypdfium2", "pdfplumber", "pyhanko", "signxml", "spacy", "rapidfuzz", "pydantic", "sqlite-utils")


@cache
def own_version() -> str:
    """The version of aftalearkiv that is installed, or "unknown" where it runs from a bare checkout."""
    return _version("aftalearkiv")


@cache
def own_versions() -> dict[str, str]:
    """Ours and the libraries', for the record of a run."""
    return {"aftalearkiv": own_version(), **{name: _version(name) for name in LIBRARIES}}


# What decides what is read: the stages before the archive, and their data.
READING = ("models", "corpus", "ingest", "normalizers", "parsers")
_NOT_READING = frozenset(("samples", "licences", "__pycache__"))


@cache
def rules_digest() -> str:
    """A digest of the rules and data that papers are read by, 12 hex digits: two programs with the same one read the
    same, whatever their version is called."""
    root = Path(__file__).resolve().parents[1]
    seen = hashlib.sha256()
    for stage in READING:
        for path in sorted((root / stage).rglob("*")):
            inner = path.relative_to(root)
            if path.is_file() and not _NOT_READING & set(inner.parts):
                seen.update(f"{inner.as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:12]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"
