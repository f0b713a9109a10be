"""The archive's rows as records again: what was stored comes out as it went in, whatever the order it came in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from models.records import AgreementRecord, DocumentRecord
from output.schema.tables import VALUE_TABLES
from output.store.rows import JSON_COLUMNS
from output.store.witnesses import Witness, judge_source

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


def load_documents(db: Database, *, words: bool = False, keys: list[int] | None = None) -> Iterator[DocumentRecord]:
    """All documents, or those with these keys, in the order of their names and then their hashes."""
    for row in db.query("SELECT * FROM documents ORDER BY filename, sha256"):
        if keys is None or row["id"] in keys:
            yield load_document(db, row, words=words)


def load_document(db: Database, row: dict[str, Any], *, words: bool = False) -> DocumentRecord:
    """The record of one row of `documents`."""
    key = row["id"]
    agreement = load_agreement(db, key)
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


def load_rows(db: Database, table: str, key: int) -> list[dict[str, Any]]:
    """The rows of a table of values with their position, as their records take them."""
    return [{**_values(row), "position": row["position"]} for row in _rows(db, table, key, "position")]


def load_file_rows(db: Database, table: str, key: int) -> list[dict[str, Any]]:
    """The rows of `signatures` or `attachments` of a document, as their records take them."""
    return [_values(found) for found in _rows(db, table, key, "position")]


def load_agreement(db: Database, key: int) -> AgreementRecord | None:
    """The agreement that a document gave."""
    row = next(iter(db.query("SELECT * FROM agreements WHERE document = ?", [key])), None)
    if row is None:
        return None
    evidence = _load_evidence(db, key)
    found: dict[str, Any] = {
        "title": row["title"],
        "kind": row["kind"],
        "partnership": row["partnership"],
        "concerns": _unless_empty(row, "concerns_", ("partnership", "start_year", "end_year")),
        "period": _unless_empty(row, "period_", ("start", "end", "start_basis")),
        "absent": json.loads(row["absent"]),
        "preferred": bool(row["preferred"]),
        "evidence": {field: rows for (field, _), rows in evidence.items() if field not in VALUE_TABLES},
    }
    for table in VALUE_TABLES:
        found[table] = [
            {**_values(value), "evidence": evidence[table, value["position"]]}
            for value in _rows(db, table, key, "position")
        ]
    return AgreementRecord.model_validate(found)


def load_witnesses(db: Database, name: str) -> list[Witness]:
    """The witnesses of one agreement, with what decides which of them is preferred."""
    found = db.query(
        "SELECT d.id, d.sha256, d.filename FROM agreements a JOIN documents d ON d.id = a.document"
        " WHERE a.witness = ? ORDER BY d.sha256",
        [name],
    )
    return [_load_witness(db, row) for row in list(found)]


def _load_witness(db: Database, row: dict[str, Any]) -> Witness:
    agreement = load_agreement(db, row["id"])
    assert agreement is not None  # the query joins it
    pages = [
        (page["source"], page["verdict"], page["quality"], page["length"])
        for page in db.query(
            "SELECT source, verdict, quality, length(text) AS length FROM pages WHERE document = ? ORDER BY number",
            [row["id"]],
        )
    ]
    source, quality = judge_source(pages)
    return Witness(row["id"], row["sha256"], row["filename"], source, quality, agreement)


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


def _load_evidence(db: Database, key: int) -> dict[tuple[str, int], list[dict[str, Any]]]:
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(db, "evidence", key, "field, position, ordinal"):
        names = ("page", "start", "end", "verbatim", "rule", "confidence")
        boxes = None if row["boxes"] is None else json.loads(row["boxes"])
        found[row["field"], row["position"]].append({**_pick(row, names), "boxes": boxes})
    return found


def _rows(db: Database, table: str, key: int, order: str) -> list[dict[str, Any]]:
    return list(db.query(f"SELECT * FROM {table} WHERE document = ? ORDER BY {order}", [key]))


def _pick(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.loads(value) if name in JSON_COLUMNS else value for name, value in row.items() if name not in _KEYS
    }


def _unless_empty(row: dict[str, Any], prefix: str, names: tuple[str, ...]) -> dict[str, Any] | None:
    found = {name: row[prefix + name] for name in names}
    return found if any(value is not None for value in found.values()) else None
