"""What the archive's tables are called, and what marks a file as an archive of ours."""

from __future__ import annotations

from functools import cache

from models.records import Agreement, Record

# "AFTA": SQLite writes it into the file's header, and `file` shows it.
APPLICATION_ID = 0x41465441

# The lists of an agreement, in the order of the record; each is a table of values.
VALUE_TABLES = (
    "areas", "parties", "focus_areas", "goals", "measures", "budgets", "meetings", "signatories", "decisions",
    "policies", "definitions", "related", "findings",
)  # fmt: skip

# Fields of an agreement that are one value, with their columns in `agreements`; each is decided about as a row is.
SINGLE_FIELDS = {
    "title": {"title": "title"},
    "kind": {"kind": "kind"},
    "partnership": {"partnership": "partnership"},
    "concerns": {name: f"concerns_{name}" for name in ("partnership", "start_year", "end_year")},
    "period": {name: f"period_{name}" for name in ("start", "end", "start_basis")},
}
# Fields of a row that are no columns of its table, or are columns of every table.
_EVERY_ROW = frozenset(("evidence", "row_key", "review"))


@cache
def row_record(table: str) -> type[Record]:
    """The record that a row of a table of values is."""
    listed = Agreement.model_fields[table].annotation
    record: type[Record] = listed.__args__[0]  # type: ignore[union-attr]
    return record


@cache
def value_columns(table: str) -> tuple[str, ...]:
    """The columns of a table of values, beside those that every one has, in the order of the record."""
    return tuple(name for name in row_record(table).model_fields if name not in _EVERY_ROW)
