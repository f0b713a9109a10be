"""The documents of an archive that carry digital signatures, with these and what is attached to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from models.records import Attachment, Record, Signature
from output.store.loading import load_file_rows
from output.store.lookup import find_document

if TYPE_CHECKING:
    from sqlite_utils import Database


class SignedDocument(Record):
    """A document's signatures, without the rest of its record."""

    sha256: str
    filename: str
    signatures: list[Signature]
    attachments: list[Attachment]


def signed_documents(db: Database, identity: str | None = None) -> Iterator[SignedDocument]:
    """The document that an ID names, or all that hold signatures, in the order of their names.

    Errors: UsageError for an ID that names none or several.
    """
    for row in [find_document(db, identity)] if identity else list(_signed_rows(db)):
        yield SignedDocument.model_validate(
            {
                "sha256": row["sha256"],
                "filename": row["filename"],
                **{table: load_file_rows(db, table, row["id"]) for table in ("signatures", "attachments")},
            }
        )


def _signed_rows(db: Database) -> Iterator[dict[str, Any]]:
    return db.query("SELECT * FROM documents WHERE id IN (SELECT document FROM signatures) ORDER BY filename, sha256")
