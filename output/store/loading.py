"""The archive's rows as records again: what was stored comes out as it went in, whatever the order it came in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from models.document import REMOVED
from models.records import AgreementRecord, Attachment, DocumentRecord, Record, Signature
from output.schema.row_keys import row_digest
from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES, value_columns
from output.store.lookup import find_document
from output.store.rows import JSON_COLUMNS
from output.store.witnesses import Witness, judge_signing, judge_source
from output.views.current import current_name

if TYPE_CHECKING:
    from sqlite_utils import Database

_DOCUMENT = ("sha256", "filename", "media_type", "bytes", "page_count", "status", "error")
_PAGE = (
    "number", "width", "height", "rotation", "source", "verdict", "reason", "quality", "ocr_confidence", "raw_text",
    "text", "body_start",
)  # fmt: skip
_REPAIR = (
    "page", "start", "end", "raw", "repaired", "rule", "margin_keep", "margin_next", "confidence", "applied",
)  # fmt: skip
_KEYS = ("document", "position", "evidence", "row_key")


def load_documents(
    db: Database, *, words: bool = False, reviewed: bool = True, keys: list[int] | None = None
) -> Iterator[DocumentRecord]:
    """All documents, or those with these keys, in the order of their names and then their hashes.

    `reviewed`: with the decisions of people; else as they were read.
    """
    for row in db.query("SELECT * FROM documents ORDER BY filename, sha256"):
        if keys is None or row["id"] in keys:
            yield load_document(db, row, words=words, reviewed=reviewed)


def load_document(db: Database, row: dict[str, Any], *, words: bool = False, reviewed: bool = True) -> DocumentRecord:
    """The record of one row of `documents`, every value with its key."""
    key = row["id"]
    agreement = load_agreement(db, key, reviewed=reviewed, keyed=True)
    return DocumentRecord.model_validate(
        {
            **{name: row[name] for name in _DOCUMENT},
            "filenames": json.loads(row["filenames"]),
            "pages": _load_pages(db, key, words),
            "repairs": [_pick(found, _REPAIR) for found in _rows(db, "repairs", key, "page, position")],
            **{table: load_file_rows(db, table, key) for table in ("signatures", "attachments")},
            "agreements": [agreement] if agreement else [],
        }
    )


def load_agreement(
    db: Database, key: int, *, reviewed: bool = False, keyed: bool = False, quoted: bool = True
) -> AgreementRecord | None:
    """The agreement that a document gave: as it was read, or with the decisions of people; with the keys of its rows
    where they are asked for. Without `quoted` only its single values have their quotes."""
    source = "current_agreements" if reviewed else "agreements"
    row = next(iter(db.query(f"SELECT * FROM {source} WHERE document = ?", [key])), None)
    if row is None:
        return None
    decided = _load_decided(db, key) if reviewed else {}
    evidence = _load_evidence(db, key, quoted)
    evidence.update({place: state.evidence for place, state in decided.items() if state.evidence is not None})
    found: dict[str, Any] = {
        **_single_values(row),
        "absent": json.loads(row["absent"]),
        "preferred": bool(row["preferred"]),
        "evidence": {field: rows for (field, _), rows in evidence.items() if field in SINGLE_FIELDS},
    }
    for table in VALUE_TABLES:
        found[table] = [
            {**_row(table, value, keyed), "evidence": evidence.get((table, value["position"]), [])}
            for value in _rows(db, current_name(table) if reviewed else table, key, "position")
        ]
    if keyed:
        found |= {name: row[name] for name in ("partnership_name", "start_year", "start_basis", "end_year")}
        found["row_keys"] = _single_keys(found)
        found["reviews"] = {field: state.state for (field, _), state in decided.items() if field in SINGLE_FIELDS}
    return AgreementRecord.model_validate(found)


def _single_values(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("title", "kind", "partnership")},
        "concerns": _unless_empty(row, "concerns_", ("partnership", "start_year", "end_year")),
        "period": _unless_empty(row, "period_", ("start", "end", "start_basis")),
    }


def _row(table: str, row: dict[str, Any], keyed: bool) -> dict[str, Any]:
    """A row's columns, with its key and what was decided about it where that is asked for."""
    found = {name: _decoded(name, row[name]) for name in value_columns(table)}
    return {**found, "row_key": row["row_key"], "review": row.get("review")} if keyed else found


def _single_keys(found: dict[str, Any]) -> dict[str, str]:
    """The keys of the fields of one value, of those that have one."""
    given = {field: found[field] for field in SINGLE_FIELDS if found[field] is not None}
    return {
        field: row_digest(field, value if isinstance(value, dict) else {field: value}) for field, value in given.items()
    }


@dataclass(frozen=True, slots=True)
class _Decided:
    state: str
    evidence: list[dict[str, Any]] | None


def _load_decided(db: Database, key: int) -> dict[tuple[str, int], _Decided]:
    """What was decided about a document's values, by field and position."""
    rows = db.query("SELECT field, position, state, evidence FROM review_state WHERE document = ?", [key])
    return {
        (row["field"], row["position"]): _Decided(
            row["state"], None if row["evidence"] is None else json.loads(row["evidence"])
        )
        for row in rows
    }


def load_rows(db: Database, table: str, key: int) -> list[dict[str, Any]]:
    """The rows of a table of values with their position, as their records take them."""
    return [{**_values(row), "position": row["position"]} for row in _rows(db, table, key, "position")]


def load_file_rows(db: Database, table: str, key: int) -> list[dict[str, Any]]:
    """The rows of `signatures` or `attachments` of a document, as their records take them."""
    return [_values(found) for found in _rows(db, table, key, "position")]


def load_witnesses(db: Database, name: str) -> list[Witness]:
    """The witnesses of one agreement as they were read, with what decides which of them is preferred."""
    found = db.query("SELECT document FROM agreements WHERE witness = ?", [name])
    witnesses = [load_witness(db, row["document"]) for row in list(found)]
    return sorted(witnesses, key=lambda witness: witness.sha256)


def load_witness(db: Database, document: int, agreement: AgreementRecord | None = None) -> Witness:
    """A document that gave an agreement, as a witness of it; `agreement` where that is at hand."""
    agreement = agreement or load_agreement(db, document)
    assert agreement is not None  # the caller found it
    (file,) = db.query("SELECT sha256, filename FROM documents WHERE id = ?", [document])
    pages = db.query(
        "SELECT source, verdict, quality, length(text) AS length FROM pages WHERE document = ? ORDER BY number",
        [document],
    )
    facts = [(page["source"], page["verdict"], page["quality"], page["length"]) for page in pages]
    source, quality = judge_source(facts)
    return Witness(document, file["sha256"], file["filename"], source, quality, agreement, _load_signing(db, document))


def _load_signing(db: Database, key: int) -> str:
    signatures = [Signature.model_validate(found) for found in load_file_rows(db, "signatures", key)]
    removed = f"SELECT 1 FROM pages WHERE document = ? AND json_extract(facts, '$.{REMOVED}') > 0"
    return judge_signing(signatures, db.execute(removed, [key]).fetchone() is not None)


def _load_pages(db: Database, key: int, words: bool) -> list[dict[str, Any]]:
    return [
        {
            **_pick(page, _PAGE),
            "readings": json.loads(page["readings"]),
            "words": _load_words(db, page["id"]) if words else None,
        }
        for page in _rows(db, "pages", key, "number")
    ]


def _load_words(db: Database, page: int) -> list[dict[str, Any]]:
    return [
        {
            "text": word["text"],
            "box": None if word["x0"] is None else _pick(word, ("x0", "top", "x1", "bottom")),
            "confidence": word["confidence"],
        }
        for word in db.query("SELECT * FROM words WHERE page = ? ORDER BY position", [page])
    ]


def _load_evidence(db: Database, key: int, of_rows: bool) -> dict[tuple[str, int], list[dict[str, Any]]]:
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    source = "evidence" if of_rows else f"(SELECT * FROM evidence WHERE field IN {tuple(SINGLE_FIELDS)})"
    for row in _rows(db, source, key, "field, position, ordinal"):
        names = ("page", "start", "end", "verbatim", "rule", "confidence")
        boxes = None if row["boxes"] is None else json.loads(row["boxes"])
        found[row["field"], row["position"]].append({**_pick(row, names), "boxes": boxes})
    return found


def _rows(db: Database, table: str, key: int, order: str) -> list[dict[str, Any]]:
    return list(db.query(f"SELECT * FROM {table} WHERE document = ? ORDER BY {order}", [key]))


def _pick(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _decoded(name, value) for name, value in row.items() if name not in _KEYS}


def _decoded(name: str, value: Any) -> Any:
    return json.loads(value) if name in JSON_COLUMNS and value is not None else value


def _unless_empty(row: dict[str, Any], prefix: str, names: tuple[str, ...]) -> dict[str, Any] | None:
    found = {name: row[prefix + name] for name in names}
    return found if any(value is not None for value in found.values()) else None


class SignedDocument(Record):
    """A document's signatures, without the rest of its record."""

    sha256: str = Field(description="SHA-256 of the file, in hex")
    filename: str = Field(description="name that the file has in the archive")
    signatures: list[Signature] = Field(description="its digital signatures, as they stand in the file")
    attachments: list[Attachment] = Field(description="files inside it")


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
