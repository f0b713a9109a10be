"""`package`: papers with all that is known of them, to hand over; checked without the archive by `verify`."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.labels import Language
from models.errors import ArchiveError, UsageError
from models.records import DocumentRecord
from output.codebook.columns import Row
from output.codebook.pages import codebook_csv
from output.export.datapackage import pour_datapackage
from output.export.json_records import document_json
from output.export.tables import document_rows, export_tables, review_row
from output.export.whole import whole_files
from output.package.bags import new_bag
from output.package.certificate import Certified, certificate_page
from output.package.events import (
    Event,
    decision_events,
    document_events,
    events_json,
    load_runs,
    removal_events,
)
from output.store.archive import Archive, open_archive
from output.store.loading import load_document
from output.store.lookup import find_document
from output.store.originals import damage_of, find_original
from output.store.reviews import read_reviews
from pipeline.codebook import export_codebook
from pipeline.keeping.people import program

FORMATS = ("bag",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is packed: papers by their ids (all where none is named), with the database or not; the language of the
    certificates."""

    identities: Sequence[str] = ()
    with_db: bool = False
    language: Language = "da"


def run_package(place: Path, format_name: str, wanted: Wanted, db: Path) -> None:
    """Write the package and say what is in it."""
    if format_name not in FORMATS:
        raise UsageError(f"there is no format {format_name}; --format takes {', '.join(FORMATS)}")
    with open_archive(db) as archive:
        rows = _chosen(archive, wanted.identities)
        originals = _originals(archive, rows)
        with new_bag(place, _facts(archive, rows)) as folder:
            _fill(archive, rows, originals, folder, wanted)
    without = len(rows) - len(originals)
    for row in rows:
        if row["sha256"] not in originals:
            print(f"aftalearkiv: {row['filename']} is packed without its original, no copy is kept", file=sys.stderr)
    print(f"{place}: {len(rows)} papers, {len(rows) - without} originals; `aftalearkiv verify {place}` checks it")


def _chosen(archive: Archive, identities: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of the documents to pack, each once. Errors: UsageError where there is none."""
    found = [find_document(archive.db, identity) for identity in identities]
    if not identities:
        found = list(archive.db.query("SELECT * FROM documents"))
    if not found:
        raise UsageError("the archive is empty, there is nothing to pack; fill it with `aftalearkiv ingest`")
    once = {row["sha256"]: row for row in found}
    return sorted(once.values(), key=lambda row: (row["filename"], row["sha256"]))


def _originals(archive: Archive, rows: Sequence[Row]) -> dict[str, Path]:
    """The kept copies by their hash. Errors: ArchiveError that names every one that is damaged."""
    found = {row["sha256"]: find_original(archive.path, row["sha256"]) for row in rows}
    kept = {sha256: copy for sha256, copy in found.items() if copy is not None}
    damaged = [damage for sha256, copy in kept.items() if (damage := damage_of(copy, sha256))]
    if damaged:
        raise ArchiveError(f"nothing is packed: {'; '.join(damaged)}")
    return kept


def _facts(archive: Archive, rows: Sequence[Row]) -> dict[str, str]:
    """Lines of bag-info.txt. The date is that of the newest thing in the package, so that packing twice gives the same
    bytes."""
    keys = [row["id"] for row in rows]
    marks = ", ".join("?" * len(keys)) if len(keys) < 900 else "SELECT id FROM documents"
    (newest,) = archive.db.execute(
        f"SELECT max(started_at) FROM runs WHERE document IN ({marks})", keys if len(keys) < 900 else []
    ).fetchone()
    return {
        "Bagging-Date": (newest or "")[:10],
        "Bag-Software-Agent": program(),
        "External-Description": "Danish safety-partnership agreements: originals, records with evidence, tables, "
        "events in PREMIS words, a reading certificate for each paper",
    }


def _fill(archive: Archive, rows: Sequence[Row], originals: dict[str, Path], folder: Path, wanted: Wanted) -> None:
    packing = _Packing(archive, originals, folder, wanted.language)
    with whole_files(folder) as files:
        tables = [table for name, table in export_tables().items() if name != "words"]
        codebook = {"codebook.csv": codebook_csv(export_codebook([table.name for table in tables]))}
        pour_datapackage(packing.pack(rows), tables, files, "aftalearkiv", codebook, "tables/")
        files.finish()
    events, people = packing.events, packing.people
    if not wanted.identities:
        gone = list(removal_events(archive.db))
        events, people = [*events, *gone], {*people, *(event.agent for event in gone)}
    _write(folder / "events.json", events_json(events, people))
    if wanted.with_db:
        archive.db.execute("VACUUM INTO ?", [str(folder / "archive.db")])


class _Packing:
    """Writes each paper's files as its rows go into the tables, so that one paper is in memory at a time."""

    def __init__(self, archive: Archive, originals: dict[str, Path], folder: Path, language: Language) -> None:
        self._archive, self._originals, self._folder, self._language = archive, originals, folder, language
        self.events: list[Event] = []
        self.people: set[str] = set()
        for name in ("records", "certificates", *(("originals",) if originals else ())):
            (folder / name).mkdir()

    def pack(self, rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
        """The rows of all tables, papers first, then decisions."""
        for row in rows:
            document = load_document(self._archive.db, dict(row))
            self._write_paper(document, row["id"])
            yield from document_rows(document)
        wanted = [row["sha256"] for row in rows]
        decided = list(decision_events(self._archive.db, wanted))
        self.events += decided
        self.people |= {event.agent for event in decided}
        known = frozenset(wanted)
        for review in read_reviews(self._archive.db):
            if review.sha256 in known:
                yield "reviews", review_row(review)

    def _write_paper(self, document: DocumentRecord, key: int) -> None:
        name = document.sha256
        record = json.dumps(document_json(document), ensure_ascii=False, indent=1) + "\n"
        _write(self._folder / "records" / f"{name}.json", record)
        original = self._originals.get(name)
        if original is not None:
            shutil.copyfile(original, self._folder / "originals" / original.name)
        runs = load_runs(self._archive.db, key)
        (decisions,) = self._archive.db.execute(
            "SELECT count(*) FROM review_state WHERE document = ?", [key]
        ).fetchone()
        hashed = hashlib.sha256(record.encode()).hexdigest()
        known = Certified(runs[-1] if runs else None, hashed, original is not None, decisions)
        _write(self._folder / "certificates" / f"{name}.html", certificate_page(document, known, self._language))
        self.events += document_events(document, runs, original is not None)


def _write(place: Path, text: str) -> None:
    place.write_text(text, encoding="utf-8", newline="\n")
