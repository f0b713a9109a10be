"""The records as one JSON file. No clock, no keys of the database: the same documents give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.records import DocumentRecord
from output.export.whole import whole_files


def write_json(documents: Iterable[DocumentRecord], folder: Path, *, words: bool = False) -> Path:
    """Write `folder/documents.json`, a list of documents; the file that was there stays until the new one is whole."""
    with whole_files(folder) as files:
        with files.partial("documents.json").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json_lines(documents, words=words))
        return files.finish()[0]


def json_lines(documents: Iterable[DocumentRecord], *, words: bool = False) -> Iterator[str]:
    """The JSON text in pieces, one document at a time, so that an archive of any size fits in memory."""
    yield "["
    for number, document in enumerate(documents):
        yield ",\n" if number else "\n"
        yield json.dumps(document_json(document, words=words), ensure_ascii=False, indent=1)
    yield "\n]\n"


def document_json(document: DocumentRecord, *, words: bool = False) -> dict[str, object]:
    """One document as JSON values; a page has `words` only where they are asked for."""
    return document.model_dump(mode="json", exclude=None if words else {"pages": {"__all__": {"words"}}})
