"""The one way in: bytes, kind, pages, `Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.cache import OcrCache
from ingest.files import judge_kind, read_bytes
from models.document import Document, Page

Progress = Callable[[int, int], None]


def read_document(path: Path, cache: OcrCache | None, workers: int, progress: Progress | None) -> Document:
    """See `ingest.read_document`."""
    data = read_bytes(path)
    media_type = judge_kind(path, data)
    tell = progress or (lambda done, total: None)
    pages, engines = _pages(path.name, media_type, data, cache, max(1, workers), tell)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        filename=path.name,
        media_type=media_type,
        bytes=len(data),
        status="ok",
        pages=pages,
        engines=engines,
    )


def _pages(
    name: str, media_type: str, data: bytes, cache: OcrCache | None, workers: int, progress: Progress
) -> tuple[tuple[Page, ...], dict[str, str]]:
    if media_type == "application/pdf":
        from ingest import pdf

        return pdf.read_pages(name, data, cache, workers, progress)
    if media_type.startswith("image/"):
        from ingest import images

        return images.read_pages(name, data, cache, workers, progress)
    from ingest import plain_text

    pages = plain_text.read_pages(name, data)
    progress(len(pages), len(pages))
    return pages, {}
