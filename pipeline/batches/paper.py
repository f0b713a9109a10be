"""One paper from its bytes to its record: the work that a guarded process does. Pure but for the cache of OCR."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import ingest
from ingest.files import MEDIA_TYPES
from ingest.ocr.cache import OcrCache
from ingest.signatures.trust_roots import TrustRoots
from models.document import Document
from models.errors import AftalearkivError, DocumentError, MissingTool, OutOfMemory
from models.records import Agreement
from output.schema.tables import VALUE_TABLES
from output.store.prepared import Prepared, prepare
from output.store.rows import Run
from pipeline.versions import own_versions

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How papers are read: `workers` pages of one paper at a time, the cache of OCR, passwords for PDFs, and the roots
    that signatures are trusted by."""

    workers: int = 1
    cache: OcrCache | None = None
    passwords: tuple[str, ...] = ()
    roots: TrustRoots | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A paper to be read: where its file is, or its bytes; its name as text, the hash and number of its bytes."""

    path: str
    name: str
    sha256: str
    size: int
    settings: Settings = Settings()
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the summary of a batch tells of a paper: its pages, the repairs made and those not made (flags), and of its
    record the kind, the title, the number of rows and of findings."""

    pages: int = 0
    repairs: int = 0
    flags: int = 0
    kind: str | None = None
    title: str | None = None
    values: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper became: its document and record ready to be stored, what is told of it, and how it went."""

    prepared: Prepared
    told: Told
    run: Run


def read_paper(task: Task, tell: Tell, stage: Callable[[str], None]) -> Paper:
    """Read, repair and parse. An error in any of them becomes a failed document that says where and why.

    `tell` hears (pages read, pages in all), `stage` the name of what begins (`read`, `repair`,
    `parse`, and `store` for what the tables will hold).
    """
    from normalizers import repair_document
    from parsers import parse

    started_at, begun, at = _now(), time.monotonic(), "read"

    def begin(name: str) -> None:
        nonlocal at
        at = name
        stage(name)

    try:
        begin("read")
        document = _read(task, tell)
        begin("repair")
        document = repair_document(document)
        begin("parse")
        agreement = parse(document)
        begin("store")
        prepared = prepare(document, agreement)
    except AftalearkivError as error:
        if not isinstance(error, DocumentError | MissingTool):
            raise
        return failed_paper(task, at, error.code, _naming(task.name, str(error)), started_at)
    except MemoryError:
        return failed_paper(task, at, OutOfMemory.code, memory_advice(task.name), started_at)
    except Exception as error:  # one document's bug must not cost the rest of the batch: it is a row, and says so
        return failed_paper(task, at, "internal", describe_fault(task.name, error), started_at)
    seconds = time.monotonic() - begun
    versions = {**own_versions(), **document.engines, **_trusted(task.settings.roots)}
    run = Run(started_at, seconds, document.status, None, document.error, document.message, versions)
    return Paper(prepared, _tell(document, agreement), run)


def _tell(document: Document, agreement: Agreement) -> Told:
    made = [repair.applied for page in document.pages for repair in page.text.repairs]
    values = sum(len(getattr(agreement, table)) for table in VALUE_TABLES if table != "findings")
    counts = len(document.pages), sum(made), len(made) - sum(made)
    return Told(*counts, agreement.kind, agreement.title, values, len(agreement.findings))


def _read(task: Task, tell: Tell) -> Document:
    settings = task.settings
    with ThreadPoolExecutor(max(1, settings.workers)) as pool:
        if task.data is not None:
            return ingest.read_data(
                task.name,
                task.data,
                cache=settings.cache,
                pool=pool,
                progress=tell,
                passwords=settings.passwords,
                roots=settings.roots,
            )
        return ingest.read_document(
            Path(task.path),
            cache=settings.cache,
            pool=pool,
            progress=tell,
            passwords=settings.passwords,
            roots=settings.roots,
        )


def _trusted(roots: TrustRoots | None) -> dict[str, str]:
    """Which roots signatures were trusted by, for the record of a run."""
    return {"trust_roots": roots.sha256} if roots else {}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _naming(name: str, message: str) -> str:
    return message if name in message else f"{name}: {message}"


def memory_advice(name: str) -> str:
    """What to do with a paper that needs too much memory."""
    return f"{name}: it needs more memory than one paper is given. Save it smaller (300 dpi), or give --memory more."


def describe_fault(name: str, error: Exception) -> str:
    """An error of ours as a message; the traceback for those who look for it, with AFTALEARKIV_DEBUG."""
    if os.environ.get("AFTALEARKIV_DEBUG"):
        traceback.print_exc()
    said = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
    return f"{name}: {said}. This is a fault of aftalearkiv; please report it."


def failed_paper(task: Task, stage: str, code: str, message: str, started_at: str | None = None) -> Paper:
    """The row of a paper that could not be read."""
    media_type = MEDIA_TYPES.get(Path(task.name).suffix.lower(), "application/octet-stream")
    document = Document(task.sha256, task.name, media_type, task.size, "failed", (), code, message)
    run = Run(started_at or _now(), 0.0, "failed", stage, code, message, own_versions())
    return Paper(prepare(document, None), Told(), run)
