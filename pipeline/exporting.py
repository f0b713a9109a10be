"""`export`: the archive's records as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.records import DocumentRecord
from output.export.csv_tables import write_csv
from output.export.json_records import write_json
from output.export.redaction import redact
from output.store.archive import Archive
from output.store.loading import load_documents


@dataclass(frozen=True, slots=True)
class Choice:
    """What an export holds: every word with its box or not, names of people or not, the values as people decided or as
    they were read; `excel` is for a Danish Excel."""

    words: bool = False
    names: bool = True
    as_read: bool = False
    excel: bool = False


def export_json(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """`documents.json`."""
    return [write_json(_records(archive, choice), folder, words=choice.words)]


def export_csv(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """One file per table."""
    return write_csv(_records(archive, choice), folder, words=choice.words, excel=choice.excel)


def _records(archive: Archive, choice: Choice) -> Iterator[DocumentRecord]:
    for document in load_documents(archive.db, words=choice.words, reviewed=not choice.as_read):
        yield document if choice.names else redact(document)
