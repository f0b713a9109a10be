"""A package against itself, without the archive: its list of hashes, and what its records say of the papers.

The bag's hashes show that nothing was altered since it was packed. The rest shows that what was packed hangs together:
a quote stands on its page, undoing the repairs gives the raw text, a certificate names the record it certifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bagit

from models.errors import UsageError
from models.text import Repair, undo
from output.package.bags import quiet_bagit
from output.verify.problems import Problem

Record = dict[str, Any]
_REPAIR = ("start", "end", "raw", "repaired", "rule", "applied")


def is_bag(place: Path) -> bool:
    """Whether a folder is a bag, of whomever."""
    return (place / "bagit.txt").is_file()


def check_bag(place: Path) -> Iterator[Problem]:
    """Everything that is wrong with a package. Errors: UsageError where it is no bag, or a broken one."""
    yield from _check_hashes(place)
    records = sorted((place / "data" / "records").glob("*.json"))
    for path in records:
        yield from _check_record(place / "data", path)
    yield from _check_complete(place / "data", {path.stem for path in records})


def _check_hashes(place: Path) -> Iterator[Problem]:
    """What the bag's own list says: a file that is gone, one too many, one that has another hash."""
    quiet_bagit()
    try:
        bag = bagit.Bag(str(place))
        bag.validate()
    except bagit.BagValidationError as error:
        details = error.details or [error, *_check_files(bag)]
        yield from (Problem(getattr(detail, "path", "package"), str(detail)) for detail in details)
    except (bagit.BagError, UnicodeDecodeError) as error:
        raise UsageError(f"{place} is no bag that can be read ({error}); take it from where it came") from error


def _check_files(bag: bagit.Bag) -> Iterator[Exception]:
    """Each file by its own hash: bagit stops where their number or size is not what it should be, and names none."""
    missing, extra = bag.compare_manifests_with_fs()
    yield from (bagit.FileMissing(name) for name in sorted(missing))
    yield from (bagit.UnexpectedFile(name) for name in sorted(extra))
    for name, hashes in sorted(bag.payload_entries().items()):
        path = Path(bag.path, name)
        if path.is_file():
            with path.open("rb") as file:
                seen = hashlib.file_digest(file, "sha256").hexdigest()
            if hashes.get("sha256", seen) != seen:
                yield bagit.ChecksumMismatch(name, "sha256", hashes["sha256"], seen)


def _check_record(data: Path, path: Path) -> Iterator[Problem]:
    """One record: its name, its original, its pages and quotes, and its certificate."""
    text = path.read_bytes()
    try:
        record = json.loads(text)
        found = [*_check_identity(data, path.stem, record), *_check_pages(record), *_check_quotes(record)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield Problem("record", f"records/{path.name} is no record of a paper ({type(error).__name__}: {error})")
        return
    certificate = data / "certificates" / f"{path.stem}.html"
    if certificate.is_file() and hashlib.sha256(text).hexdigest() not in certificate.read_text("utf-8", "replace"):
        found.append(("certificate", "does not name the hash of the record beside it"))
    for where, said in found:
        yield Problem(where, said, path.stem, record.get("filename"))


Found = Iterator[tuple[str, str]]


def _check_identity(data: Path, name: str, record: Record) -> Found:
    if record["sha256"] != name:
        yield "record", f"is of {record['sha256']}, not of the paper that its file is named after"
    for original in sorted((data / "originals").glob(f"{name}*")):
        with original.open("rb") as file:
            seen = hashlib.file_digest(file, "sha256").hexdigest()
        if seen != name:
            yield "original", f"originals/{original.name} is another file: its sha256 is {seen}"


def _check_pages(record: Record) -> Found:
    for page in record["pages"]:
        repairs = [
            Repair(**{name: repair[name] for name in _REPAIR})
            for repair in record["repairs"]
            if repair["page"] == page["number"]
        ]
        if undo(page["text"], repairs) != page["raw_text"]:
            yield f"pages/{page['number']}.text", "undoing its repairs does not give its raw text"


def _check_quotes(record: Record) -> Found:
    texts = {page["number"]: page["text"] for page in record["pages"]}
    for agreement in record["agreements"]:
        for where, evidence in _evidence(agreement):
            said = texts.get(evidence["page"], "")[evidence["start"] : evidence["end"]]
            if said != evidence["verbatim"]:
                yield where, f"quotes {evidence['verbatim']!r}; page {evidence['page']} says {said!r} there"


def _evidence(agreement: Record) -> Iterator[tuple[str, Record]]:
    """Every quote of an agreement with the name of the value that rests on it."""
    for field, found in agreement["evidence"].items():
        yield from ((field, evidence) for evidence in found)
    for field, rows in agreement.items():
        if isinstance(rows, list):
            for number, row in enumerate(rows):
                yield from ((f"{field}[{number}]", evidence) for evidence in row["evidence"])


def _check_complete(data: Path, records: set[str]) -> Iterator[Problem]:
    """Each record has its certificate, each original and certificate its record."""
    for folder, pattern in (("certificates", "*.html"), ("originals", "*")):
        there = {path.name.partition(".")[0] for path in (data / folder).glob(pattern)}
        for extra in sorted(there - records):
            yield Problem(folder, f"{folder}/{extra} has no record", extra)
        if folder == "certificates":
            for missing in sorted(records - there):
                yield Problem(folder, "the paper has no certificate", missing)
