"""The one way in: bytes, kind, pages, `Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.files import check_size, judge_kind, read_bytes, readable_name
from ingest.ocr.cache import OcrCache
from ingest.page.signing_evidence import mark_evidence
from ingest.page.taken_back import leave_taken_back
from ingest.pool import WORKERS
from models import errors
from models.document import REMOVED, Document, Page

if TYPE_CHECKING:
    from ingest.signatures.reading import Signing
    from ingest.signatures.trust_roots import TrustRoots

Progress = Callable[[int, int], None]
_FAILURES = (errors.Corrupt, errors.TooLarge, errors.OcrFailed)  # of a page, the one to be told first


@dataclass(frozen=True, slots=True)
class Way:
    """How to read: `cache` of earlier OCR, `pool` of threads for scanned pages, `progress` called with (pages done,
    pages in all), `passwords` to try on a PDF that asks for one, `roots` that signatures are trusted by."""

    cache: OcrCache | None = None
    pool: Executor | None = None
    progress: Progress | None = None
    passwords: Sequence[str] = ()
    roots: TrustRoots | None = None


def read_document(path: Path, way: Way) -> Document:
    """See `ingest.read_document`."""
    name = readable_name(path)
    return read_data(name, read_bytes(path), way)


def read_data(name: str, data: bytes, way: Way) -> Document:
    """The same of bytes that came another way than from a file here; `name` tells their kind."""
    check_size(name, data)
    media_type = judge_kind(name, data)
    with nullcontext(way.pool) if way.pool else ThreadPoolExecutor(WORKERS) as readers:
        pages, engines = _pages(name, media_type, data, replace(way, pool=readers))
    pages = leave_taken_back(pages)
    failed = [page for page in pages if any(page.facts.get(kind.code) for kind in _FAILURES)]
    error = next(kind for kind in _FAILURES if not failed or failed[0].facts.get(kind.code))
    if failed and len(failed) == len(pages) and not any(page.text.words for page in pages):
        raise error(f"{name}: {failed[0].reason}")
    signing = _signing(media_type, data, way)
    return Document(
        sha256=hashlib.sha256(data).hexdigest(),
        filename=name,
        media_type=media_type,
        bytes=len(data),
        status="partial" if failed else "ok",
        pages=_told_of_removed(pages, signing.removed) if signing else pages,
        error=error.code if failed else None,
        message=f"{name}: page {failed[0].number}: {failed[0].reason}" if failed else None,
        engines=engines,
        signatures=signing.signatures if signing else (),
        attachments=signing.attachments if signing else (),
    )


def _signing(media_type: str, data: bytes, way: Way) -> Signing | None:
    if media_type != "application/pdf":
        return None
    from ingest.signatures import read_signing

    return read_signing(data, way.roots, way.passwords)


def _told_of_removed(pages: tuple[Page, ...], removed: int) -> tuple[Page, ...]:
    """The pages, the first with the number of signatures that were taken out of the file."""
    if not removed:
        return pages
    return (replace(pages[0], facts={**pages[0].facts, REMOVED: float(removed)}), *pages[1:])


def _pages(name: str, media_type: str, data: bytes, way: Way) -> tuple[tuple[Page, ...], dict[str, str]]:
    tell = way.progress or (lambda done, total: None)
    assert way.pool is not None
    if media_type == "application/pdf":
        from ingest.pdf.pages import read_pages

        return read_pages(name, data, way.cache, way.pool, tell, way.passwords)
    if media_type.startswith("image/"):
        from ingest import images

        pages, engines = images.read_pages(name, data, way.cache, way.pool, tell)
        return mark_evidence(pages, has_key=False), engines
    from ingest import plain_text

    pages = plain_text.read_pages(name, data)
    tell(len(pages), len(pages))
    return mark_evidence(pages, has_key=False), {}
