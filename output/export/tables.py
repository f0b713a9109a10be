"""The records as flat tables, for spreadsheets and statistics: what CSV, xlsx, Parquet and the data package write.

Each row of values begins with whether comparison uses its paper, its partnership, its page and its key, and ends with
its file and its hash. A figure that may be a word has two columns; codes of a list stand as `theft + robbery`; other
lists are JSON. A measure names the goal that it belongs to. Nothing of the database's own numbering is in it, so the
same documents give the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from models.records import (
    AgreementRecord,
    Attachment,
    Concerns,
    DocumentRecord,
    Evidence,
    PageRecord,
    Period,
    RepairRecord,
    Signature,
)
from output.codebook.columns import Column, ExportTable, Row, record_columns
from output.export.goal_links import link_goals
from output.reviews.journal import Review
from output.schema.tables import VALUE_TABLES, row_record

_OWN = ("evidence", "row_key", "review")


_PAPER = (
    Column("preferred", "boolean", True, description="whether comparison uses this witness of the agreement"),
    Column("partnership", "string", description="slug of the place of the series that the paper belongs to"),
)
_ROW = (
    *_PAPER,
    Column("page", "integer", description="page of the row's first quote"),
    Column("row_key", "string", True, description="what the row says, as a key that survives re-reading"),
    Column("review", "string", False, "ReviewState", description="what a person decided about it"),
)
_FILENAME = Column("filename", "string", True, description="name of the file")
_SHA256 = Column("sha256", "string", True, description="sha256 of the file: the document's identity")
_FILE = (_FILENAME, _SHA256)
_POSITION = Column("position", "integer", True, description="place in the document's list, from 0")
_GOAL_KEY = Column("goal_key", "string", description="row_key of the goal that the figure belongs to")
_YEARS = (
    Column("start_year", "integer", description="first year of the paper"),
    Column("start_basis", "string", description="what the first year rests on"),
    Column("end_year", "integer", description="last year of the paper"),
)


def _value_table(name: str) -> ExportTable:
    own = _renamed(name, record_columns(name, row_record(name), without=_OWN))
    more = (_GOAL_KEY,) if name == "measures" else ()
    return ExportTable(name, (*_ROW, *own, *more, *_FILE), ("sha256", "row_key"), "documents")


# Fields whose name is that of a column that every row of the kind has.
_RENAMED = {
    ("related", "partnership"): "related_partnership",
    ("attachments", "sha256"): "attachment_sha256",
}


def _renamed(table: str, columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(replace(column, name=_RENAMED.get((table, column.name), column.name)) for column in columns)


def _own_values(table: str, record: Any) -> Row:
    """A record's fields by the names of their columns."""
    return {_RENAMED.get((table, name), name): value for name, value in record}


def _agreements() -> ExportTable:
    single = record_columns("agreements", AgreementRecord, without=_NOT_SINGLE)
    columns = (
        *(*_PAPER, *single, *_YEARS),
        *_prefixed("period_", record_columns("agreements", Period)),
        *_prefixed("concerns_", record_columns("agreements", Concerns)),
        *_FILE,
    )
    return ExportTable("agreements", columns, ("sha256",), "documents")


# What of an agreement stands in tables of its own, or before the other columns, or spread over several.
_NOT_SINGLE = frozenset(
    (
        *(*VALUE_TABLES, "evidence", "concerns", "period", "preferred", "partnership", "row_keys"),
        *("start_year", "start_basis", "end_year"),
    )
)


def _prefixed(prefix: str, columns: Iterable[Column]) -> Iterator[Column]:
    for column in columns:
        yield replace(column, name=prefix + column.name, required=False)


@cache
def export_tables() -> Mapping[str, ExportTable]:
    """All tables by name, in the order in which they are written."""
    documents = record_columns(
        "documents", DocumentRecord,
        without=("sha256", "pages", "repairs", "signatures", "attachments", "agreements"),
    )  # fmt: skip
    words = (
        Column("page", "integer", True, description="page number, from 1"),
        _POSITION,
        Column("text", "string", True, description="the word, before repair"),
        *(Column(name, "number", description=said) for name, said in _BOX.items()),
        Column("confidence", "number", description="the engine's own confidence, 0..1"),
    )
    evidence = (
        Column("field", "string", True, "Field", description="the list or the single value that it is evidence of"),
        Column("row_key", "string", True, description="key of the row that it is evidence of"),
        Column("ordinal", "integer", True, description="place among the row's quotes, from 0"),
        *record_columns("evidence", Evidence),
    )
    tables = (
        ExportTable("documents", (*documents, _SHA256), ("sha256",)),
        _agreements(),
        *(_value_table(name) for name in VALUE_TABLES),
        ExportTable("evidence", (*_PAPER, *evidence, *_FILE), ("sha256", "field", "row_key", "ordinal"), "documents"),
        ExportTable(
            "pages",
            (*record_columns("pages", PageRecord, without=("words",)), *_FILE),
            ("sha256", "number"),
            "documents",
        ),
        ExportTable("words", (*words, *_FILE), ("sha256", "page", "position"), "documents"),
        ExportTable(
            "repairs",
            (_POSITION, *record_columns("repairs", RepairRecord), *_FILE),
            ("sha256", "position"),
            "documents",
        ),
        *(
            ExportTable(
                name,
                (_POSITION, *_renamed(name, record_columns(name, record)), *_FILE),
                ("sha256", "position"),
                "documents",
            )
            for name, record in (("signatures", Signature), ("attachments", Attachment))
        ),
        ExportTable("reviews", (*_REVIEW, _SHA256), ("uid",)),
    )
    return {table.name: table for table in tables}


_BOX = {"x0": "left edge", "top": "upper edge", "x1": "right edge", "bottom": "lower edge"}
_REVIEW = (
    Column("uid", "string", True, description="identity of the decision"),
    Column("field", "string", True, "Field", description="the list or the single value that is decided about"),
    Column("row_key", "string", description="key of the row as it was read then"),
    Column("action", "string", True, "ReviewAction", description="what was decided"),
    Column("before", "string", json=True, description="what the row said then"),
    Column("patch", "string", json=True, description="the columns that the person changed, or of an added row all"),
    Column("place", "string", json=True, description="where it stands: page, words, offsets in the raw text, boxes"),
    Column("queue", "string", False, "ReviewQueue", description="the list that the decision was made from"),
    Column("reason", "string", description="why"),
    Column("reviewer", "string", description="who decided"),
    Column("account", "string", description="account of the computer"),
    Column("at", "string", True, description="when, ISO 8601 in UTC"),
    Column("program", "string", True, description="with what program and version"),
    Column("undoes", "string", description="uid of the decision that is taken back"),
    Column("witness", "string", description="the agreement that the document was a witness of"),
)


def document_rows(document: DocumentRecord, *, only_preferred: bool = False) -> Iterator[tuple[str, Row]]:
    """Every row of a document with the name of its table, in order; with `only_preferred` no values of a witness that
    comparison does not use."""
    key = {"filename": document.filename, "sha256": document.sha256}
    yield "documents", _flat("documents", dict(document))
    for page in document.pages:
        yield "pages", _flat("pages", {**dict(page), **key})
        for position, word in enumerate(page.words or ()):
            box = dict(word.box) if word.box else {}
            place = {"page": page.number, "position": position, "text": word.text, "confidence": word.confidence}
            yield "words", _flat("words", {**place, **box, **key})
    for name in ("repairs", "signatures", "attachments"):
        for position, record in enumerate(getattr(document, name)):
            yield name, _flat(name, {"position": position, **_own_values(name, record), **key})
    for agreement in document.agreements:
        if agreement.preferred or not only_preferred:
            yield from _agreement_rows(key, agreement)


def _agreement_rows(key: Row, agreement: AgreementRecord) -> Iterator[tuple[str, Row]]:
    about = agreement.concerns
    partnership = agreement.partnership or (about.partnership if about else None)
    paper = {"partnership": partnership, "preferred": agreement.preferred, **key}
    yield (
        "agreements",
        _flat(
            "agreements",
            {
                **dict(agreement),
                **{f"concerns_{name}": value for name, value in (about or ())},
                **{f"period_{name}": value for name, value in (agreement.period or ())},
                **paper,
            },
        ),
    )
    for field in sorted(agreement.evidence.keys() & agreement.row_keys.keys()):
        yield from _evidence_rows(paper, field, agreement.row_keys[field], agreement.evidence[field])
    goals = link_goals(agreement)
    for table in VALUE_TABLES:
        for position, record in enumerate(getattr(agreement, table)):
            page = record.evidence[0].page if record.evidence else None
            linked = {"goal_key": goals.get(position)} if table == "measures" else {}
            yield table, _flat(table, {**_own_values(table, record), **paper, "page": page, **linked})
            yield from _evidence_rows(paper, table, record.row_key or "", record.evidence)


def _evidence_rows(paper: Row, field: str, row_key: str, found: Sequence[Evidence]) -> Iterator[tuple[str, Row]]:
    for ordinal, evidence in enumerate(found):
        place = {"field": field, "row_key": row_key, "ordinal": ordinal}
        yield "evidence", _flat("evidence", {**dict(evidence), **place, **paper})


def review_row(review: Review, *, names: bool = True) -> Row:
    """The row of a decision; without `names` neither who made it nor anything in which a name may stand."""
    said = {name: getattr(review, name) for name in review.__dataclass_fields__}
    if not names:
        said |= dict.fromkeys(("before", "patch", "place", "reason", "reviewer", "account"))
    return _flat("reviews", {**said, "row_key": review.key if review.row_key else None})


def _flat(table: str, values: Mapping[str, Any]) -> Row:
    """The row's cells: a word among numbers in the column for words, lists and objects as text."""
    return {column.name: _cell(column, values) for column in export_tables()[table].columns}


def _cell(column: Column, values: Mapping[str, Any]) -> Any:
    base = column.name.removesuffix("_text")
    if column.name not in values and base in values:
        return values[base] if isinstance(values[base], str) else None
    value = values.get(column.name)
    if value is None or (column.type == "number" and isinstance(value, str)):
        return None
    if column.several:
        return " + ".join(sorted(value))
    if column.json:
        return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=isinstance(value, dict))
    return value


def _plain(value: Any) -> Any:
    """Records inside lists as JSON values."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
