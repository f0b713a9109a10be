"""`export --format pdf|alto`: the pages themselves, with our text on them. What is plain text has no pages to give."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from models.document import Document
from models.errors import ArchiveError, UsageError
from output.store.archive import Archive
from output.store.stored_document import load_stored_document

_NO_SIGNATURE = "the copy carries no signature; the archive keeps the signed original as it came"


def export_alto(archive: Archive, folder: Path) -> list[Path]:
    """One ALTO file for each page of paper."""
    from output.export.alto import write_alto

    return [place for document in _on_paper(archive) for place in write_alto(document, folder)]


def export_pdf(archive: Archive, folder: Path) -> list[Path]:
    """One searchable PDF for each document of which the archive keeps the original.

    Errors: UsageError where it keeps none of them; ArchiveError, when all others are written, where one is damaged.
    """
    from output.export.searchable_pdf import is_signed, write_searchable_pdf
    from output.store.originals import damage_of, find_original

    written: list[Path] = []
    without, damaged = [], []
    for document in _on_paper(archive):
        original = find_original(archive.path, document.sha256)
        damage = damage_of(original, document.sha256) if original else None
        if original is None:
            without.append(document.filename)
        elif damage:
            damaged.append(f"{document.filename} left out, {damage}")
        else:
            written.append(write_searchable_pdf(document, original, folder))
            if is_signed(document):
                print(f"aftalearkiv: {document.filename}: {_NO_SIGNATURE}", file=sys.stderr)
    advice = "ingest the files again without --no-originals"
    if without and not written and not damaged:
        raise UsageError(f"the archive keeps no originals, and a searchable copy is made of the original; {advice}")
    for name in without:
        print(f"aftalearkiv: {name} left out, the archive does not keep its original; {advice}", file=sys.stderr)
    if damaged:
        for place in written:
            print(place)
        raise ArchiveError("; ".join(damaged))
    return written


def _on_paper(archive: Archive) -> Iterator[Document]:
    """The documents that have a page of paper."""
    rows = archive.db.query("SELECT * FROM documents WHERE status <> 'failed' ORDER BY filename, sha256")
    for row in list(rows):
        document = load_stored_document(archive.db, row)
        if any(page.source != "plain_text" for page in document.pages):
            yield document
