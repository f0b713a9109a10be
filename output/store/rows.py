"""Documents as rows: pure functions from what was read to what the tables hold. `output.store.archive` writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from models.document import Document, LeftOut, Page
from models.geometry import Box, Table
from models.records import Agreement, BoxRecord, Evidence
from models.records import Row as RowRecord
from models.text import NO_WORD
from output.schema.row_keys import digest_of, row_keys
from output.schema.tables import VALUE_TABLES, value_columns

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# Columns that hold a list or an object, as JSON.
JSON_COLUMNS = frozenset(("offences", "times_of_day", "applies_to", "details", "changed_pages"))
FILE_COLUMNS = ("sha256", "media_type", "bytes", "page_count", "status", "error")
WORD_COLUMNS = ("position", "text", "start", "end", "part", "x0", "top", "x1", "bottom", "confidence")
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NOWHERE = (None, None)  # where a word stands that is not in the text


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of one document: when (ISO 8601, UTC), how long (seconds), with what, and how it ended.

    `stage` (`read`, `repair`, `parse`, `store`), `error` and `message` say where and why it failed. `path` is the file
    that was read, as an absolute path.
    """

    started_at: str
    seconds: float
    status: str
    stage: str | None = None
    error: str | None = None
    message: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """Who took a document out (the name given and the account of the computer), when (ISO 8601, UTC), why, by what."""

    removed_by: str
    account: str
    at: str
    reason: str
    program: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The first free keys, taken inside the transaction that uses them."""

    document: int
    page: int
    evidence: int


def build_rows(document: Document, agreement: Agreement | None) -> Rows:
    """Everything of one document but its own row, its words and its run, by table. Keys count from 0."""
    rows: Rows = {"pages": [], "repairs": [], **file_rows(document)}
    for place, page in enumerate(document.pages):
        rows["pages"].append(page_row(page, place))
        rows["repairs"] += repair_rows(page)
    return rows if agreement is None else rows | agreement_rows(agreement)


def file_row(document: Document) -> Row:
    """The row of `documents` but for its key and its names."""
    return {
        "sha256": document.sha256,
        "media_type": document.media_type,
        "bytes": document.bytes,
        "page_count": len(document.pages),
        "status": document.status,
        "error": document.error,
    }


def document_row(file: Row, filenames: Sequence[str], key: int) -> Row:
    """The row of `documents`. The first of the names is *the* file name."""
    own = {name: file[name] for name in FILE_COLUMNS}
    return {"id": key, "filename": filenames[0], "filenames": to_json(list(filenames)), **own}


def join_names(sha256: str, known: Sequence[str], *more: str) -> list[str]:
    """All names of the same bytes: the one given first, then the others in order of their letters.

    The name of a kept copy (its sha256) is no name, unless nobody ever gave another.
    """
    given = [name for name in dict.fromkeys((*known, *more)) if not name.startswith(sha256)]
    return [given[0], *sorted(given[1:])] if given else [next(iter((*known, *more)))]


def file_rows(document: Document) -> Rows:
    """The rows of `signatures` and `attachments`, in the file's order."""
    return {
        table: [
            {"position": at, **{name: _column(name, value) for name, value in record}}
            for at, record in enumerate(records)
        ]
        for table, records in (("signatures", document.signatures), ("attachments", document.attachments))
    }


def run_row(run: Run, document: int) -> Row:
    """The row of `runs`; SQLite gives it its key."""
    return {
        "document": document,
        "started_at": run.started_at,
        "seconds": round(run.seconds, 3),
        "status": run.status,
        "stage": run.stage,
        "error": run.error,
        "message": run.message,
        "versions": to_json(dict(sorted(run.versions.items()))),
        "path": run.path,
    }


def removal_row(removal: Removal, sha256: str, filename: str, size: int, original: bool) -> Row:
    """The row of `removals`, with the digest of what it says; SQLite gives it its key."""
    said = {"sha256": sha256, "filename": filename, "bytes": size, **asdict(removal), "original": int(original)}
    return {**said, "digest": digest_of(said)}


def page_row(page: Page, key: int) -> Row:
    """The row of `pages`."""
    readings = [{"source": r.source, "engine": r.engine, "text": r.text.text} for r in page.readings]
    return {
        "id": key,
        "number": page.number,
        "width": float(page.width),
        "height": float(page.height),
        "rotation": page.rotation,
        "source": page.source,
        "verdict": page.verdict,
        "reason": page.reason,
        "quality": float(page.quality),
        "ocr_confidence": page.ocr_confidence,
        "raw_text": page.text.raw,
        "text": page.text.text,
        "body_start": page.body_start,
        "readings": to_json(readings),
        "facts": to_json(dict(sorted(page.facts.items()))),
        "tables": to_json([_table(table) for table in page.tables]),
        "left_out": to_json([_left_out(left) for left in page.left_out]) if page.left_out else None,
    }


def page_words(page: Page) -> list[tuple[Any, ...]]:
    """The rows of `words`, as `WORD_COLUMNS`: what the engine read, where it stands on paper, and in the page's text.

    `start` and `end` are None for a word that a repair took out of the text.
    """
    spans = word_spans(page)
    out = {**dict.fromkeys(page.footnotes, "footnote"), **dict.fromkeys(page.furniture, "furniture")}
    return [
        (at, word.text, *spans.get(at, _NOWHERE), out.get(at, "body"), *_sides(word.box), word.confidence)
        for at, word in enumerate(page.text.words)
    ]


def word_spans(page: Page) -> dict[int, tuple[int, int]]:
    """For each word that is in the page's text, its first character's offset and the offset after its last."""
    spans: dict[int, tuple[int, int]] = {}
    for at, owner in enumerate(page.text.owners):
        if owner != NO_WORD:
            spans[owner] = (spans[owner][0] if owner in spans else at, at + 1)
    return spans


def repair_rows(page: Page) -> list[Row]:
    """The rows of `repairs`, flags among them, in the page's order."""
    return [
        {
            "page": page.number,
            "position": at,
            "start": repair.start,
            "end": repair.end,
            "raw": repair.raw,
            "repaired": repair.repaired,
            "rule": repair.rule,
            "margin_keep": repair.margin_keep,
            "margin_next": repair.margin_next,
            "confidence": repair.confidence,
            "applied": int(repair.applied),
        }
        for at, repair in enumerate(page.text.repairs)
    ]


def agreement_rows(agreement: Agreement) -> Rows:
    """The rows of `agreements`, of every value table, and of `evidence` with keys from 0."""
    rows: Rows = {"agreements": [_agreement_row(agreement)], "evidence": []}
    for name in sorted(agreement.evidence):
        _add_evidence(rows, agreement.evidence[name], (0, name, 0), 0)
    for table in VALUE_TABLES:
        more = value_rows(table, getattr(agreement, table), (0, 0), len(rows["evidence"]))
        rows[table] = more[table]
        rows["evidence"] += more["evidence"]
    return rows


def value_rows(table: str, records: Sequence[RowRecord], place: tuple[int, int], first_evidence: int) -> Rows:
    """The rows of a list of records with their keys, and their evidence. `place` is the document and the first
    position; keys count from the first record on, so equal rows must come in one call."""
    document, position = place
    rows: Rows = {table: [], "evidence": []}
    keys = row_keys(table, (dict(record) for record in records))
    for at, (record, key) in enumerate(zip(records, keys, strict=True), position):
        first = first_evidence + len(rows["evidence"])
        _add_evidence(rows, record.evidence, (document, table, at), first_evidence)
        place_columns = {"document": document, "position": at, "evidence": first, "row_key": key}
        columns = {name: _column(name, getattr(record, name)) for name in value_columns(table)}
        rows[table].append({**place_columns, **columns})
    return rows


def _agreement_row(agreement: Agreement) -> Row:
    concerns, period = agreement.concerns, agreement.period
    return {
        "title": agreement.title,
        "kind": agreement.kind,
        "partnership": agreement.partnership,
        "concerns_partnership": concerns.partnership if concerns else None,
        "concerns_start_year": concerns.start_year if concerns else None,
        "concerns_end_year": concerns.end_year if concerns else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_start_basis": period.start_basis if period else None,
        "absent": to_json(dict(sorted(agreement.absent.items()))),
        "witness": None,
        "preferred": 1,
    }


def _add_evidence(rows: Rows, found: Sequence[Evidence], place: tuple[int, str, int], first: int) -> None:
    document, name, position = place
    for ordinal, evidence in enumerate(found):
        boxes = None if evidence.boxes is None else to_json([_box_columns(box) for box in evidence.boxes])
        rows["evidence"].append(
            {
                "id": first + len(rows["evidence"]),
                "document": document,
                "field": name,
                "position": position,
                "ordinal": ordinal,
                "page": evidence.page,
                "start": evidence.start,
                "end": evidence.end,
                "verbatim": evidence.verbatim,
                "boxes": boxes,
                "rule": evidence.rule,
                "confidence": evidence.confidence,
            }
        )


def _column(name: str, value: Any) -> Any:
    if name in JSON_COLUMNS:
        return to_json(value)
    return int(value) if isinstance(value, bool) else value


def _box_columns(box: Box | BoxRecord | None) -> Row:
    if box is None:
        return {"x0": None, "top": None, "x1": None, "bottom": None}
    return {"x0": float(box.x0), "top": float(box.top), "x1": float(box.x1), "bottom": float(box.bottom)}


def _sides(box: Box | None) -> tuple[float | None, ...]:
    return (float(box.x0), float(box.top), float(box.x1), float(box.bottom)) if box else (None,) * 4


def _left_out(left: LeftOut) -> Row:
    return {"text": left.text, "how": left.how, "box": _box_columns(left.box) if left.box else None}


def _table(table: Table) -> Row:
    box = _box_columns(table.box) if table.box else None
    rows = [[list(cell) for cell in row] for row in table.rows]
    spans = [[*place, *reach] for place, reach in sorted(table.spans.items())]
    return {"rows": rows, "box": box, "ruled": table.ruled, "spans": spans}


def to_json(value: Any) -> str:
    """Compact JSON, Danish letters as they are."""
    return _ENCODE(value)
