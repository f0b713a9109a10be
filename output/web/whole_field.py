"""All that is known of one field of a paper, to say what is missing from it: a row that was not read, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.labels import Language
from models.records import AgreementRecord
from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES, value_columns
from output.store.loading import load_agreement
from output.web.forms import Input, empty_values, inputs_of
from output.web.paper import find_by_digits
from output.web.told import Told, tell

if TYPE_CHECKING:
    from sqlite_utils import Database

# Of these a person may say that a row is missing; findings are the machine's own remarks.
FIELDS = (*SINGLE_FIELDS, *(name for name in VALUE_TABLES if name != "findings"))
_COMPLETE = (
    "SELECT uid, reviewer, at FROM reviews r WHERE sha256 = ? AND field = ? AND action = 'complete'"
    " AND NOT EXISTS (SELECT 1 FROM reviews u WHERE u.undoes = r.uid) ORDER BY id DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A value that the field holds: its key in addresses, what it says, what a person decided about it."""

    key: str
    told: Told
    state: str | None


@dataclass(frozen=True, slots=True)
class WholeField:
    """A field of a paper. `inputs` is an empty row to fill in, none of a field that is one value; `complete` the
    decision that nothing is missing, with who and when."""

    document: Mapping[str, Any]
    field: str
    rows: Sequence[Row]
    inputs: Sequence[Input]
    pages: Sequence[int]
    complete: Mapping[str, Any] | None


def load_whole_field(db: Database, digits: str, field: str, language: Language) -> WholeField | None:
    """The field of the paper whose sha256 begins so; None where there is no such paper or field."""
    document = find_by_digits(db, digits)
    agreement = load_agreement(db, document["id"], reviewed=True, keyed=True) if document else None
    if document is None or agreement is None or field not in FIELDS:
        return None
    rows = [] if field in SINGLE_FIELDS else list(_rows(agreement, field, language))
    pages = db.execute("SELECT number FROM pages WHERE document = ? ORDER BY number", [document["id"]]).fetchall()
    return WholeField(
        document=document,
        field=field,
        rows=rows,
        inputs=[] if field in SINGLE_FIELDS else inputs_of(field, empty_values(field), language),
        pages=[number for (number,) in pages],
        complete=next(iter(db.query(_COMPLETE, [document["sha256"], field])), None),
    )


def _rows(agreement: AgreementRecord, field: str, language: Language) -> Iterator[Row]:
    for row in getattr(agreement, field):
        told = tell(field, row.model_dump(include=set(value_columns(field))), language)
        yield Row(f"{field}.{row.row_key}", told, row.review)
