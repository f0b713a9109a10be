"""`ingest`: files become documents, documents become agreements, and each goes into the archive on its own.

Papers are read side by side (`pipeline.batches`) and stored in the order of the files by this one process: the same
files give the same archive, however many are read at a time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import ingest
from ingest.files import MEDIA_TYPES, hash_file, readable_name
from ingest.folders import Missed
from ingest.ocr.cache import OcrCache
from ingest.signatures.trust_roots import TrustRoots
from models.errors import ArchiveError, Changed, DocumentError, UsageError
from output.store.archive import Archive, Known
from output.store.originals import damage_of, find_original, keep_original, originals_folder
from output.store.rows import Removal
from pipeline.batches.cluster import ClusterLost
from pipeline.batches.guard import Limits
from pipeline.batches.outcomes import Listener, Outcome, Stop, Summary
from pipeline.batches.paper import Paper, Settings, Task, describe_fault, failed_paper
from pipeline.batches.slots import Readers, Slots
from pipeline.batches.stopping import Stopped, stoppable
from pipeline.versions import rules_digest

# What a paper read in part may have lacked for want of something that is here now.
_LACKED = frozenset(("ocr_failed", "tool_missing"))


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. `workers` is the number of papers read at a time, or of the pages of one, over all files."""

    force: bool = False
    originals: bool = True
    workers: int = 2
    cache: OcrCache | None = None
    passwords: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    quiet_known: bool = False
    roots: TrustRoots | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """A path on its way: what it is, what the archive knows of it, and the paper to come or why there is none."""

    path: Path
    task: Task | None = None
    problem: DocumentError | None = None
    known: Known | None = None
    reading: Future[Paper] | None = None
    removal: Removal | None = None

    @property
    def shown(self) -> str:
        """The path as text; of a kept copy, which is called by its hash, the document's name."""
        if self.task is not None and _is_kept_copy(self.path, self.task.sha256):
            return self.task.name
        return str(self.path.parent / readable_name(self.path)).encode("utf-8", "replace").decode()


def ingest_paths(
    paths: Iterable[str | Path], archive: Archive, options: Options, listener: Listener, readers: Readers | None = None
) -> Summary:
    """Everything that these files, folders and globs name, into the archive. An error of the archive, Ctrl-C and
    SIGTERM end it; the summary then says so."""
    missed: list[Missed] = []
    files = ingest.find_files(paths, missed, archive=archive.path)
    summary = Summary(quiet_known=options.quiet_known, total=len(files) + len(missed))
    listener.begin(summary.total)
    for one in missed:
        _note(summary, listener, _missed(one))
    ingest_files(files, archive, options, listener, summary, readers)
    return summary


def ingest_files(
    files: Sequence[Path],
    archive: Archive,
    options: Options,
    listener: Listener,
    summary: Summary,
    readers: Readers | None = None,
    *,
    each: Callable[[Path, Outcome], None] = lambda path, outcome: None,
    told: Event | None = None,
) -> None:
    """These files into the archive, their outcomes into the summary. `each` hears of a file when it is stored; `told`
    is set from elsewhere when no more files are to be stored, where signals are heard there."""
    own = readers or Slots(options.workers, options.limits, listener.page)
    batch = _Batch(archive, options, own, alone=len(files) == 1)
    try:
        with nullcontext() if told else stoppable():
            for job in batch.begun(files):
                outcome = batch.finish(job)
                _note(summary, listener, outcome)
                each(job.path, outcome)
                if told is not None and told.is_set():
                    break
    except (ArchiveError, ClusterLost) as problem:
        summary.stop = Stop(problem.code, str(problem), 1)
    except KeyboardInterrupt as stopped:
        code = stopped.exit_code if isinstance(stopped, Stopped) else 130
        summary.stop = Stop("interrupted", "interrupted; every file that was done is in the archive", code)
    finally:
        own.close()


def _note(summary: Summary, listener: Listener, outcome: Outcome) -> None:
    summary.outcomes.append(outcome)
    listener.end(outcome)


def _missed(one: Missed) -> Outcome:
    path = os.fsencode(one.path).decode("utf-8", "replace")
    if isinstance(one.problem, UsageError):
        return Outcome(path, "not_found", message=str(one.problem))
    return Outcome(path, "failed", error=one.problem.code, message=str(one.problem))


class _Batch:
    """One call's papers on their way into the archive."""

    def __init__(self, archive: Archive, options: Options, readers: Readers, alone: bool) -> None:
        self._archive, self._options, self._readers = archive, options, readers
        workers = options.workers if alone else 1
        self._settings = Settings(workers, options.cache, options.passwords, options.roots)
        self._begun: dict[str, str] = {}

    def begun(self, files: Iterable[Path]) -> Iterator[_Job]:
        """Jobs in the order of the files, those that come after a job already on their way when it is handed out."""
        waiting: deque[_Job] = deque()
        for path in files:
            waiting.append(self._begin(path))
            if len(waiting) > self._readers.window:
                yield waiting.popleft()
        yield from waiting

    def _begin(self, path: Path) -> _Job:
        try:
            sha256, size = hash_file(path)
        except DocumentError as problem:
            return _Job(path, problem=problem)
        damaged = _damaged_copy(path, sha256, self._archive)
        if damaged:
            return _Job(path, problem=damaged)
        known = self._archive.find(sha256)
        name = known.filenames[0] if known and _is_kept_copy(path, sha256) else readable_name(path)
        task = Task(os.fspath(path.absolute()), name, sha256, size, self._settings)
        removal = None if self._options.force else self._archive.removed(sha256)
        if removal is not None:
            return _Job(path, task, removal=removal)
        if sha256 in self._begun or not _is_wanted(known, self._options):
            return _Job(path, task, known=known)
        self._begun[sha256] = _kind(path)
        return _Job(path, task, known=known, reading=self._readers.submit(task))

    def finish(self, job: _Job) -> Outcome:
        """The job's paper into the archive, when it is read."""
        if job.task is None:
            assert job.problem is not None
            return Outcome(job.shown, "failed", None, job.problem.code, str(job.problem))
        if job.removal is not None:
            return Outcome(job.shown, "removed", job.task.sha256, message=_describe_removal(job.removal))
        if job.reading is not None:
            return self._store(job, job.task, job.reading.result())
        known = self._archive.find(job.task.sha256)
        if known is None or (known.status == "failed" and self._begun[job.task.sha256] != _kind(job.path)):
            # The same bytes were stored nowhere, or failed under a name of another kind: under this they may be read.
            return self._store(job, job.task, self._readers.submit(job.task).result())
        if known.status == "failed":
            self._archive.add_name(job.task.sha256, job.task.name)
            message = f"{job.task.name} has the same bytes as a file before it, which failed."
            return Outcome(job.shown, "failed", job.task.sha256, known.error, message)
        named = self._archive.add_name(job.task.sha256, job.task.name)
        return Outcome(job.shown, "named" if named else "known", job.task.sha256)

    def _store(self, job: _Job, task: Task, paper: Paper) -> Outcome:
        try:
            self._keep(job.path, task, paper)
        except DocumentError as problem:
            return Outcome(job.shown, "failed", task.sha256, problem.code, str(problem))
        except ArchiveError:
            raise
        except Exception as fault:  # what cannot be stored must not cost the rest of the batch
            paper = failed_paper(task, "store", "internal", describe_fault(task.name, fault))
            self._archive.put(paper.prepared, task.name, paper.run)
        return _describe(job, paper)

    def _keep(self, path: Path, task: Task, paper: Paper) -> None:
        if paper.prepared.file["sha256"] != task.sha256:
            raise Changed(f"{task.name} changed while it was read. Ingest it again when nothing writes to it.")
        if self._options.originals:
            keep_original(path, task.sha256, self._archive.path)
        kept_copy = _is_kept_copy(path, task.sha256)
        versions = {**paper.run.versions, "rules": rules_digest()}
        run = replace(paper.run, versions=versions, path=None if kept_copy else _as_text(task.path))
        self._archive.put(paper.prepared, task.name, run)


def _is_kept_copy(path: Path, sha256: str) -> bool:
    """Whether a file is the archive's own copy of an original."""
    return path.stem == sha256


def _damaged_copy(path: Path, sha256: str, archive: Archive) -> DocumentError | None:
    """What is wrong with a kept copy whose bytes are no longer those it is called by; it is no new document."""
    kept = path.parent.parent == originals_folder(archive.path) and len(path.stem) == len(sha256)
    if not kept or path.stem == sha256:
        return None
    return Changed(damage_of(path, path.stem) or f"{path} changed while it was read")


def _as_text(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()


def _describe_removal(removal: Removal) -> str:
    return (
        f"{removal.removed_by} took it out of the archive on {removal.at[:10]} ({removal.reason}); "
        "with --force it is read again"
    )


def kept_originals(archive: Archive) -> tuple[list[Path], list[str]]:
    """The archive's copies of all its originals, in the order of its documents, and the names of those without one."""
    found, without = [], []
    for row in list(archive.db.query("SELECT sha256, filename FROM documents ORDER BY filename, sha256")):
        copy = find_original(archive.path, row["sha256"])
        found.append(copy) if copy else without.append(row["filename"])
    return [path for path in found if path], without


def _kind(path: Path) -> str:
    return MEDIA_TYPES.get(path.suffix.lower(), path.suffix.lower())


def _is_wanted(known: Known | None, options: Options) -> bool:
    """Whether a paper is to be read: it is new, or failed before, or lacked what may be here now."""
    if known is None or options.force or known.status == "failed":
        return True
    return known.status == "partial" and known.error in _LACKED


def _describe(job: _Job, paper: Paper) -> Outcome:
    run, told, known = paper.run, paper.told, job.known
    failed = run.status == "failed"
    return Outcome(
        job.shown,
        "failed" if failed else "stored",
        paper.prepared.file["sha256"],
        run.error,
        run.message,
        kind=told.kind,
        title=told.title,
        pages=told.pages,
        repairs=told.repairs,
        flags=told.flags,
        values=told.values,
        findings=told.findings,
        seconds=run.seconds,
        again=failed and known is not None and (known.status, known.error) == ("failed", run.error),
    )
