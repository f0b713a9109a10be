"""A file becomes a `Document`. The only folder with PDF and OCR libraries, subprocesses and reading of users' files.

It keeps its own OCR cache and writes nothing else. Importing it costs nothing: libraries load when a file needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ingest.ocr.cache import OcrCache
    from ingest.probe import ToolReport
    from models.document import Document
    from models.errors import UsageError

Progress = Callable[[int, int], None]

__all__ = ["find_files", "open_cache", "probe_tools", "read_document"]


def find_files(paths: Iterable[str | Path], problems: list[UsageError] | None = None) -> list[Path]:
    """The files that files, folders and globs name, each once, in order of their names within each path.

    Folders are searched to the bottom for kinds we read and for office documents and mails (which are then refused by
    name, not passed over in silence). A path that names nothing is appended to `problems`; without that list it raises
    `UsageError`.
    """
    from ingest.files import find_files

    return find_files(paths, problems)


def read_document(
    path: str | Path, *, cache: OcrCache | None = None, pool: Executor | None = None, progress: Progress | None = None
) -> Document:
    """One file as a `Document`, its page texts raw.

    `cache` is the OCR cache to use (None: no cache; `open_cache()` gives the usual one), `pool` reads the scanned
    pages, as many at a time as it has threads (None: two), `progress` is called with (pages done, pages in all).
    Errors: `models.errors.DocumentError` for this file, `MissingTool` where a page needs OCR and tesseract is missing.
    """
    from ingest.reader import read_document

    return read_document(Path(path), cache, pool, progress)


def open_cache(folder: str | Path | None = None) -> OcrCache:
    """The OCR cache in `folder`, by default where `ingest.ocr.cache.usual_folder` says."""
    from ingest.ocr.cache import OcrCache, usual_folder

    return OcrCache(Path(folder) if folder is not None else usual_folder())


def probe_tools() -> Sequence[ToolReport]:
    """What the reading of files needs, whether it is here, and how to get what is not."""
    from ingest.probe import probe_tools

    return probe_tools()
