"""`export`: the archive's records as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.records import DocumentRecord
from output.export.csv_tables import write_csv
from output.export.json_records import write_json
from output.export.redaction import redact
from output.store.archive import Archive
from output.store.loading import load_documents


def export_json(archive: Archive, folder: Path, *, words: bool, names: bool) -> list[Path]:
    """`documents.json`."""
    return [write_json(_records(archive, words, names), folder, words=words)]


def export_csv(archive: Archive, folder: Path, *, words: bool, names: bool, excel: bool) -> list[Path]:
    """One file per table."""
    return write_csv(_records(archive, words, names), folder, words=words, excel=excel)


def _records(archive: Archive, words: bool, names: bool) -> Iterator[DocumentRecord]:
    for document in load_documents(archive.db, words=words):
        yield document if names else redact(document)
