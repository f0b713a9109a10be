"""`verify`: the archive against itself, against its originals read anew, and a package against its own list."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from output.package.checking import check_bag, is_bag
from output.store.archive import Archive, open_archive
from output.store.lookup import find_document, last_run
from output.store.originals import damage_of, find_original
from output.store.seals import load_parts
from output.verify.anew import differences
from output.verify.problems import Problem
from output.verify.stored import check_database, check_decided, check_document, check_journals
from pipeline.batches.guard import Limits
from pipeline.batches.paper import Paper, Settings, Task
from pipeline.batches.slots import Slots
from pipeline.terminal import counted, harmless, print_json
from pipeline.versions import rules_digest

if TYPE_CHECKING:
    from ingest.signatures.trust_roots import TrustRoots

Row = Mapping[str, Any]
_SEED = b"aftalearkiv verify"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be verified: documents by their ids (all where none is named), so many of them, quickly or in full;
    whether what another version reads otherwise is allowed; passwords and trusted roots, as for reading."""

    identities: Sequence[str] = ()
    quick: bool = False
    sample: int | None = None
    workers: int = 1
    allow_versions: bool = False
    passwords: Sequence[str] = ()
    roots: TrustRoots | None = None


def run_verify(asked: Asked, db: Path, as_json: bool) -> int:
    """Verify an archive, or a package, and report; 0 where all is well, 1 where something is not."""
    if len(asked.identities) == 1 and is_bag(Path(asked.identities[0])):
        return _verify_package(Path(asked.identities[0]), as_json)
    with open_archive(db) as archive:
        documents = _chosen(archive, asked)
        problems = list(verify_archive(archive, documents, asked))
        alone = sum(find_original(archive.path, document["sha256"]) is None for document in documents)
    bad = [problem for problem in problems if not (problem.by_version and asked.allow_versions)]
    how = "checked against itself" if asked.quick else "checked, and read again from the originals"
    _tell(problems, len(documents), how, as_json, ok=not bad, without_original=alone)
    return 1 if bad else 0


def _verify_package(place: Path, as_json: bool) -> int:
    """A package by itself: no archive is opened."""
    problems = list(check_bag(place))
    papers = len(list((place / "data" / "records").glob("*.json")))
    _tell(problems, papers, "of a package checked against its list and its records", as_json, ok=not problems)
    return 1 if problems else 0


def _chosen(archive: Archive, asked: Asked) -> list[dict[str, Any]]:
    """The documents to verify; of a sample the same ones each time, by a hash of their hash."""
    if asked.identities:
        found = [find_document(archive.db, identity) for identity in asked.identities]
    else:
        found = list(archive.db.query("SELECT * FROM documents ORDER BY filename, sha256"))
    if asked.sample is None:
        return found
    drawn = sorted(found, key=lambda row: hashlib.sha256(_SEED + row["sha256"].encode()).digest())[: asked.sample]
    return sorted(drawn, key=lambda row: (row["filename"], row["sha256"]))


def verify_archive(archive: Archive, documents: Sequence[dict[str, Any]], asked: Asked) -> Iterator[Problem]:
    """Everything that is wrong, the archive as a whole first."""
    yield from check_database(archive.db)
    yield from check_journals(archive.db)
    yield from check_decided(archive.db)
    for document in documents:
        yield from check_document(archive.db, archive.path, document)
    if not asked.quick:
        yield from _read_anew(archive, documents, asked)


def _read_anew(archive: Archive, documents: Sequence[dict[str, Any]], asked: Asked) -> Iterator[Problem]:
    """Every original read again, without the cache of OCR, each in a guarded process, and compared.

    What has no whole copy is passed over here: that was told by the quick checks, where it is a fault at all.
    """
    readers = Slots(asked.workers, Limits(), lambda name, done, total: None)
    alone = asked.workers if len(documents) == 1 else 1
    settings = Settings(alone, None, tuple(asked.passwords), asked.roots)
    waiting: deque[tuple[dict[str, Any], Future[Paper]]] = deque()
    try:
        with open_archive(":memory:", create=True) as fresh:
            for document in documents:
                copy = find_original(archive.path, document["sha256"])
                if copy is not None and damage_of(copy, document["sha256"]) is None:
                    task = Task(
                        str(copy.absolute()), document["filename"], document["sha256"], document["bytes"], settings
                    )
                    waiting.append((document, readers.submit(task)))
                if len(waiting) > readers.window:
                    yield from _compare(archive, fresh, *waiting.popleft())
            while waiting:
                yield from _compare(archive, fresh, *waiting.popleft())
    finally:
        readers.close()


def _compare(archive: Archive, fresh: Archive, document: dict[str, Any], reading: Future[Paper]) -> Iterator[Problem]:
    """Where a document's stored parts differ from those of its original read anew."""
    paper = reading.result()
    was = _versions(last_run(archive.db, document["id"]))
    now = {**paper.run.versions, "rules": rules_digest()}
    changed = _changed_versions(was, now)
    for where, said in differences(dict(load_parts(archive.db, document["id"])), _parts_of(paper, fresh)):
        by = f"; made by {changed[0]}, now {changed[1]}" if changed else ""
        yield Problem(where, said + by, document["sha256"], document["filename"], by_version=bool(changed))


def _parts_of(paper: Paper, fresh: Archive) -> dict[str, Any]:
    """What an empty archive holds of the paper; it is empty again then."""
    fresh.put(paper.prepared, "paper", paper.run)
    (row,) = fresh.db.query("SELECT id FROM documents")
    found = dict(load_parts(fresh.db, row["id"]))
    fresh.db.execute("DELETE FROM documents")
    fresh.db.commit()
    return found


def _versions(run: Row | None) -> dict[str, str]:
    found: dict[str, str] = json.loads(run["versions"]) if run else {}
    return found


def _changed_versions(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, str] | None:
    """The first version that differs, as it was and as it is: rules before programs, for they decide most."""
    names = sorted(was.keys() | now.keys(), key=lambda name: (name != "rules", name != "aftalearkiv", name))
    for name in names:
        if was.get(name) != now.get(name):
            return f"{name} {was.get(name, 'unknown')}", f"{name} {now.get(name, 'none')}"
    return None


def _tell(
    problems: Sequence[Problem], documents: int, how: str, as_json: bool, *, ok: bool, without_original: int = 0
) -> None:
    if as_json:
        found = [asdict(problem) for problem in problems]
        print_json({"documents": documents, "without_original": without_original, "problems": found, "ok": ok})
        return
    for problem in problems:
        name = f"{(problem.document or '')[:8]} {problem.filename or ''}".strip()
        print(harmless(f"{name + ': ' if name else ''}{problem.where}: {problem.said}"))
    state = counted(len(problems), "problem") if problems else "all is well"
    print(f"{counted(documents, 'document')} {how}: {state}")
    if without_original:
        print(f"no original is kept of {without_original} of them: against that nothing was checked")
