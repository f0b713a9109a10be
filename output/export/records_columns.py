"""The columns of every table in exports, taken from the record models, so that a new field cannot be forgotten."""

from __future__ import annotations

from models.records import Attachment, Concerns, Evidence, PageRecord, Period, Record, RepairRecord, Signature
from output.schema.tables import VALUE_TABLES, value_columns

_KEY = ("document", "filename")


def _fields(record: type[Record], *without: str) -> tuple[str, ...]:
    return tuple(name for name in record.model_fields if name not in without)


COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("sha256", "filename", "filenames", "media_type", "bytes", "page_count", "status", "error"),
    "pages": (*_KEY, *_fields(PageRecord, "words")),
    "words": (*_KEY, "page", "position", "text", "x0", "top", "x1", "bottom", "confidence"),
    "repairs": (*_KEY, "position", *_fields(RepairRecord)),
    "signatures": (*_KEY, "position", *_fields(Signature)),
    "attachments": (*_KEY, "position", *_fields(Attachment)),
    "agreements": (
        *(*_KEY, "title", "kind", "partnership"),
        *(f"concerns_{name}" for name in _fields(Concerns)),
        *(f"period_{name}" for name in _fields(Period)),
        *("preferred", "absent"),
    ),
    **{name: (*_KEY, "position", *value_columns(name)) for name in VALUE_TABLES},
    "evidence": (*_KEY, "field", "position", "ordinal", *_fields(Evidence)),
}
