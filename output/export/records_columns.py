"""The columns of every table in exports, taken from the record models, so that a new field cannot be forgotten."""

from __future__ import annotations

from models.records import Agreement as _Agreement
from models.records import Attachment, Concerns, Evidence, PageRecord, Period, Record, RepairRecord, Signature
from output.schema.tables import VALUE_TABLES

_KEY = ("document", "filename")


def _fields(record: type[Record], *without: str) -> tuple[str, ...]:
    return tuple(name for name in record.model_fields if name not in without)


def _value_table(name: str) -> tuple[str, ...]:
    """A value table's own columns, from the type of the agreement's list."""
    listed = _Agreement.model_fields[name].annotation
    record: type[Record] = listed.__args__[0]  # type: ignore[union-attr]
    return (*_KEY, "position", *_fields(record, "evidence"))


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
    **{name: _value_table(name) for name in VALUE_TABLES},
    "evidence": (*_KEY, "field", "position", "ordinal", *_fields(Evidence)),
}
