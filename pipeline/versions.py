"""Which versions did the work."""

from __future__ import annotations

from functools import cache
from importlib import metadata

LIBRARIES = ("pypdfium2", "pdfplumber", "pyhanko", "signxml", "spacy", "rapidfuzz", "pydantic", "sqlite-utils")


@cache
def own_version() -> str:
    """The version of aftalearkiv that is installed, or "unknown" where it runs from a bare checkout."""
    return _version("aftalearkiv")


@cache
def own_versions() -> dict[str, str]:
    """Ours and the libraries', for the record of a run."""
    return {"aftalearkiv": own_version(), **{name: _version(name) for name in LIBRARIES}}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"
