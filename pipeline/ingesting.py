"""`ingest`: files become documents, documents become agreements, and each goes into the archive on its own.

The next file is read (PDF, OCR) in a thread while this one is repaired, parsed and stored: tesseract never waits.
"""

from __future__ import annotations

import hashlib
import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Literal, Protocol, TypeVar

import ingest
from ingest.files import MEDIA_TYPES
from ingest.ocr.cache import OcrCache
from models.document import Document
from models.errors import AftalearkivError, DocumentError, MissingTool, Unreadable, UsageError
from models.records import Agreement
from output.store.archive import Archive, Known
from output.store.originals import keep_original
from output.store.rows import Run
from pipeline.versions import own_versions

Ending = Literal["stored", "known", "named", "failed", "not_found"]
Result = TypeVar("Result")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. `workers` is the number of tesseract processes at a time, over all files."""

    force: bool = False
    originals: bool = True
    workers: int = 2
    cache: OcrCache | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one path. `values` counts the rows of the agreement, `flags` the repairs that were not made."""

    path: str
    result: Ending
    sha256: str | None = None
    error: str | None = None
    message: str | None = None
    kind: str | None = None
    title: str | None = None
    pages: int = 0
    repairs: int = 0
    flags: int = 0
    values: int = 0
    findings: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Summary:
    """All outcomes of one call, in order."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, *results: Ending) -> int:
        """How many paths ended so."""
        return sum(outcome.result in results for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where something failed or was not there."""
        return 1 if self.count("failed", "not_found") else 0


class Listener(Protocol):
    """Who watches: the terminal's progress bar, or lines of text."""

    def begin(self, total: int) -> None:
        """This many files are to come."""

    def page(self, name: str, done: int, total: int) -> None:
        """A page of a file is read; called from the reading thread."""

    def end(self, outcome: Outcome) -> None:
        """A path is done with."""


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    sha256: str | None
    problem: DocumentError | None
    reading: Future[tuple[Document, float]] | None


def ingest_paths(paths: Iterable[str | Path], archive: Archive, options: Options, listener: Listener) -> Summary:
    """Everything that these files, folders and globs name, into the archive. Raises only the archive's errors."""
    files, missing = _find(paths)
    summary = Summary(list(missing))
    listener.begin(len(files) + len(missing))
    for outcome in missing:
        listener.end(outcome)
    with _pool(options.workers) as pool:
        for job in _read_ahead(files, archive, options, listener, pool):
            outcome = _finish(job, archive, options)
            summary.outcomes.append(outcome)
            listener.end(outcome)
    return summary


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Threads that read pages. Ended by an error or Ctrl-C it waits for nobody: tesseract may take its time."""
    pool = ThreadPoolExecutor(max(1, workers))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _find(paths: Iterable[str | Path]) -> tuple[list[Path], list[Outcome]]:
    """The files that the paths name, each once, and an outcome for each path that names none."""
    files: dict[Path, None] = {}
    missing = []
    for path in paths:
        problems: list[UsageError] = []
        files.update(dict.fromkeys(ingest.find_files([path], problems)))
        missing += [Outcome(str(path), "not_found", message=str(problem)) for problem in problems]
    return list(files), missing


def _read_ahead(
    files: Sequence[Path], archive: Archive, options: Options, listener: Listener, pool: Executor
) -> Iterator[_Job]:
    """Jobs in the order of the files, the next one's reading begun before this one is handed out."""
    waiting: deque[_Job] = deque()
    begun: set[str] = set()
    for path in files:
        waiting.append(_begin(path, archive, options, listener, pool, begun))
        if len(waiting) > 1:
            yield waiting.popleft()
    yield from waiting


def _begin(path: Path, archive: Archive, options: Options, listener: Listener, pool: Executor, begun: set[str]) -> _Job:
    try:
        sha256 = hash_file(path)
    except DocumentError as problem:
        return _Job(path, None, problem, None)
    if sha256 in begun or not _wanted(archive.find(sha256), options):
        return _Job(path, sha256, None, None)
    begun.add(sha256)

    def read() -> tuple[Document, float]:
        begin = time.monotonic()
        document = ingest.read_document(
            path,
            cache=options.cache,
            pool=pool,
            progress=lambda done, total: listener.page(path.name, done, total),
        )
        return document, time.monotonic() - begin

    return _Job(path, sha256, None, _in_thread(read))


def _wanted(known: Known | None, options: Options) -> bool:
    return known is None or options.force or known.status == "failed"


def _in_thread(work: Callable[[], Result]) -> Future[Result]:
    """Run in a daemon thread: Ctrl-C must not wait for a scan of a hundred pages."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes. Errors: Unreadable."""
    seen = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                seen.update(chunk)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read ({error.strerror}); change its permissions or copy it anew") from error
    return seen.hexdigest()


def _finish(job: _Job, archive: Archive, options: Options) -> Outcome:
    if job.sha256 is None:
        problem = job.problem
        return Outcome(str(job.path), "failed", None, problem.code if problem else None, str(problem))
    if job.reading is None:
        return _known(job, archive)
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    document, agreement, run = _work(job, job.sha256, started_at)
    if options.originals:
        keep_original(job.path, document.sha256, archive.path)
    archive.store(document, agreement, run)
    return _describe(job, document, agreement, run)


def _known(job: _Job, archive: Archive) -> Outcome:
    assert job.sha256 is not None
    named = archive.add_name(job.sha256, job.path.name)
    known = archive.find(job.sha256)
    if known is not None and known.status == "failed":
        message = f"{job.path.name} has the same bytes as a file of this batch that failed"
        return Outcome(str(job.path), "failed", job.sha256, "same_bytes", message)
    return Outcome(str(job.path), "named" if named else "known", job.sha256)


def _work(job: _Job, sha256: str, started_at: str) -> tuple[Document, Agreement | None, Run]:
    """Read, repair and parse; an error in any of them becomes a failed document that says where and why."""
    from normalizers import repair_document
    from parsers import parse

    stage, seconds, begun = "read", 0.0, time.monotonic()
    try:
        assert job.reading is not None
        document, seconds = job.reading.result()
        stage, begun = "repair", time.monotonic()
        document = repair_document(document)
        stage = "parse"
        agreement: Agreement | None = parse(document)
    except (DocumentError, MissingTool) as error:
        return _failed(job, sha256, Run(started_at, 0.0, "failed", stage, error.code, str(error), own_versions()))
    except AftalearkivError:
        raise
    except Exception as error:  # one document's bug must not cost the rest of the batch: it is a row, and says so
        _show_fault()
        message = f"{job.path.name}: {type(error).__name__}: {error}. This is a fault of aftalearkiv; please report it."
        return _failed(job, sha256, Run(started_at, 0.0, "failed", stage, "internal", message, own_versions()))
    versions = {**own_versions(), **document.engines}
    seconds += time.monotonic() - begun
    return (
        document,
        agreement,
        Run(started_at, seconds, document.status, None, document.error, document.message, versions),
    )


def _failed(job: _Job, sha256: str, run: Run) -> tuple[Document, Agreement | None, Run]:
    media_type = MEDIA_TYPES.get(job.path.suffix.lower(), "application/octet-stream")
    size = job.path.stat().st_size if job.path.exists() else 0
    document = Document(sha256, job.path.name, media_type, size, "failed", (), run.error, run.message)
    return document, None, run


def _show_fault() -> None:
    """The traceback, for those who look for the fault: with AFTALEARKIV_DEBUG in the environment."""
    if os.environ.get("AFTALEARKIV_DEBUG"):
        traceback.print_exc()


def _describe(job: _Job, document: Document, agreement: Agreement | None, run: Run) -> Outcome:
    made = [repair.applied for page in document.pages for repair in page.text.repairs]
    outcome = Outcome(
        str(job.path),
        "failed" if document.status == "failed" else "stored",
        document.sha256,
        document.error,
        document.message,
        pages=len(document.pages),
        repairs=sum(made),
        flags=len(made) - sum(made),
        seconds=run.seconds,
    )
    if agreement is None:
        return outcome
    from output.store.schema import VALUE_TABLES

    values = sum(len(getattr(agreement, table)) for table in VALUE_TABLES if table != "findings")
    return replace(outcome, kind=agreement.kind, title=agreement.title, values=values, findings=len(agreement.findings))
