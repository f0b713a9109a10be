"""A file becomes a `Document`. The only folder with PDF and OCR libraries, subprocesses and reading of users' files.

It keeps its own OCR cache and writes nothing else. Importing it costs nothing: libraries load when a file needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ingest.folders import Missed
    from ingest.ocr.cache import OcrCache
    from ingest.probe import ToolReport
    from ingest.signatures.trust_roots import TrustRoots
    from models.document import Document

Progress = Callable[[int, int], None]

__all__ = [
    "engine_versions",
    "find_files",
    "open_cache",
    "probe_tools",
    "read_data",
    "read_document",
    "read_trust_roots",
]


def find_files(
    paths: Iterable[str | Path], missed: list[Missed] | None = None, *, archive: Path | None = None
) -> list[Path]:
    """The files that files, folders and globs name, each once, in order of their names within each path.

    Folders are searched to the bottom for files of every kind: those we do not read are then refused by name, not
    passed over in silence; hidden files and those of the `archive` are left out. What names nothing, may not be read,
    or leads out of its folder is appended to `missed`; without that list it raises its error.
    """
    from ingest.folders import find_files

    return find_files(paths, archive, missed)


def read_document(
    path: str | Path,
    *,
    cache: OcrCache | None = None,
    pool: Executor | None = None,
    progress: Progress | None = None,
    passwords: Sequence[str] = (),
    roots: TrustRoots | None = None,
) -> Document:
    """One file as a `Document`, its page texts raw.

    `cache` is the OCR cache to use (None: no cache; `open_cache()` gives the usual one), `pool` reads the scanned
    pages, as many at a time as it has threads (None: two), `progress` is called with (pages done, pages in all),
    `passwords` are tried on a PDF that asks for one, `roots` are the authorities that signatures are trusted by
    (`read_trust_roots`; None: nothing is said of trust).
    Errors: `models.errors.DocumentError` for this file, `MissingTool` where a page needs OCR and tesseract is missing.
    """
    from ingest.reader import Way, read_document

    return read_document(Path(path), Way(cache, pool, progress, tuple(passwords), roots))


def read_data(
    name: str,
    data: bytes,
    *,
    cache: OcrCache | None = None,
    pool: Executor | None = None,
    progress: Progress | None = None,
    passwords: Sequence[str] = (),
    roots: TrustRoots | None = None,
) -> Document:
    """The same of a file's bytes, wherever they came from."""
    from ingest.reader import Way, read_data

    return read_data(name, data, Way(cache, pool, progress, tuple(passwords), roots))


def read_trust_roots(path: str | Path) -> TrustRoots:
    """The certificates of authorities in a file or folder, PEM or DER. Errors: `UsageError` where there are none."""
    from ingest.signatures.trust_roots import read_trust_roots

    return read_trust_roots(Path(path))


def open_cache(folder: str | Path | None = None) -> OcrCache:
    """The OCR cache in `folder`, by default where `ingest.ocr.cache.usual_folder` says."""
    from ingest.ocr.cache import OcrCache, usual_folder

    return OcrCache(Path(folder) if folder is not None else usual_folder())


def probe_tools() -> Sequence[ToolReport]:
    """What the reading of files needs, whether it is here, and how to get what is not."""
    from ingest.probe import probe_tools

    return probe_tools()


def engine_versions() -> dict[str, str]:
    """The engines that read files on this machine: their versions, and a hash of each language's data."""
    from ingest.probe import engine_versions

    return engine_versions()
