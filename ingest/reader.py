"""The one way in: bytes, kind, pages, `Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

from ingest.files import judge_kind, read_bytes
from ingest.ocr.cache import OcrCache
from ingest.pool import WORKERS
from models import errors
from models.document import Document, Page

Progress = Callable[[int, int], None]
_FAILED, _DAMAGED = "ocr_failed", "damaged"  # as in `ingest.page.outcomes`, which a text file does not load


def read_document(path: Path, cache: OcrCache | None, pool: Executor | None, progress: Progress | None) -> Document:
    """See `ingest.read_document`."""
    data = read_bytes(path)
    media_type = judge_kind(path, data)
    tell = progress or (lambda done, total: None)
    with nullcontext(pool) if pool else ThreadPoolExecutor(WORKERS) as readers:
        pages, engines = _pages(path.name, media_type, data, cache, readers, tell)
    failed = [page for page in pages if page.facts.get(_FAILED) or page.facts.get(_DAMAGED)]
    error = errors.Corrupt if failed and failed[0].facts.get(_DAMAGED) else errors.OcrFailed
    if failed and len(failed) == len(pages) and not any(page.text.words for page in pages):
        raise error(f"{path.name}: {failed[0].reason}")
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        filename=path.name,
        media_type=media_type,
        bytes=len(data),
        status="partial" if failed else "ok",
        pages=pages,
        error=error.code if failed else None,
        message=f"{path.name}: page {failed[0].number}: {failed[0].reason}" if failed else None,
        engines=engines,
    )


def _pages(
    name: str, media_type: str, data: bytes, cache: OcrCache | None, pool: Executor, progress: Progress
) -> tuple[tuple[Page, ...], dict[str, str]]:
    if media_type == "application/pdf":
        from ingest.pdf.pages import read_pages

        return read_pages(name, data, cache, pool, progress)
    if media_type.startswith("image/"):
        from ingest import images

        return images.read_pages(name, data, cache, pool, progress)
    from ingest import plain_text

    pages = plain_text.read_pages(name, data)
    progress(len(pages), len(pages))
    return pages, {}
