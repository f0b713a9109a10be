"""From what a person says of a value to a decision of the journal: what it is about, checked against the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from models.errors import UsageError
from models.records import AgreementRecord
from output.reviews.journal import Review, sealed
from output.reviews.places import Change, Quote, raw_span
from output.reviews.settling import MachineRow
from output.schema.row_keys import KEY_COLUMNS, split_key
from output.schema.tables import SINGLE_FIELDS, row_record, value_columns
from output.store.reviews import load_machine_rows
from output.store.stored_document import load_stored_document

if TYPE_CHECKING:
    from sqlite_utils import Database

_DATES = frozenset(("date", "start", "end"))


class Refused(UsageError):
    """A decision that does not fit, for a reason that a page says in its own words: `reason` is one of `no_reason`,
    `unchanged`, `unfit`, `no_day`, `no_words`, `words_often`, and `column` the column that it is about, if any."""

    def __init__(self, message: str, reason: str, column: str = "") -> None:
        super().__init__(message)
        self.reason, self.column = reason, column


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, when (ISO 8601, UTC), with what program, from which list, and why."""

    at: str
    program: str
    reviewer: str | None = None
    account: str | None = None
    reason: str | None = None
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """Words of a page that a person picked as the place of a value: offsets in the page's text."""

    page: int
    start: int
    end: int


def decide_on_row(
    db: Database,
    document: Mapping[str, Any],
    field: str,
    key: str | int,
    action: str,
    decider: Decider,
    patch: Mapping[str, Any] | None = None,
    picked: Picked | None = None,
) -> Review:
    """The decision to accept, correct or reject a row, named by its key or its position in its list.

    Errors: UsageError where the row is not there (it may have been read anew since it was looked at), where the patch
    does not fit the record or changes nothing, and where a reason is missing.
    """
    row = _find_row(db, document["id"], field, key, action)
    if action in ("correct", "reject") and not decider.reason:
        raise Refused(f"to {action} a value needs a reason; give --reason", "no_reason")
    if action == "reject" and field == "kind":
        raise UsageError("every paper is of some kind; correct it to `other`")
    changed = _checked_patch(field, row.values, patch or {}) if action == "correct" else None
    place = _picked_place(db, document, picked) if picked else _own_place(row)
    digest, nth = split_key(row.key)
    return _review(
        db, document, decider, field=field, action=action, row_key=digest, nth=nth, before=dict(row.values),
        patch=changed, place=place,
    )  # fmt: skip


def decide_to_add(
    db: Database,
    document: Mapping[str, Any],
    field: str,
    values: Mapping[str, Any],
    decider: Decider,
    picked: Picked | None = None,
) -> Review:
    """The decision to add a row that was not read. Errors: UsageError where it does not fit the record."""
    if field in SINGLE_FIELDS:
        raise UsageError(f"{field} is one value; correct it")
    given = _validated(field, values)
    place = _picked_place(db, document, picked) if picked else None
    return _review(db, document, decider, field=field, action="add", patch=given, place=place)


def decide_complete(db: Database, document: Mapping[str, Any], field: str, decider: Decider) -> Review:
    """The decision that everything of a field has been looked at: nothing is missing from it."""
    if field not in KEY_COLUMNS:
        raise UsageError(f"there is no field {field}; there is: {', '.join(KEY_COLUMNS)}")
    return _review(db, document, decider, field=field, action="complete")


def decide_to_undo(review: Review, decider: Decider) -> Review:
    """The decision to take another back."""
    return sealed(
        Review(
            review.sha256, review.field, "undo", decider.at, decider.program, witness=review.witness,
            row_key=review.row_key, nth=review.nth, reason=decider.reason, reviewer=decider.reviewer,
            account=decider.account, undoes=review.uid,
        )
    )  # fmt: skip


def _review(db: Database, document: Mapping[str, Any], decider: Decider, **said: Any) -> Review:
    found = db.execute("SELECT witness_read FROM agreements WHERE document = ?", [document["id"]]).fetchone()
    if found is None:
        raise UsageError(f"{document['filename']} could not be read, so there is nothing to decide about")
    return sealed(
        Review(
            sha256=document["sha256"], at=decider.at, program=decider.program, witness=found[0], queue=decider.queue,
            reason=decider.reason, reviewer=decider.reviewer, account=decider.account, **said,
        )
    )  # fmt: skip


def _find_row(db: Database, document: int, field: str, key: str | int, action: str) -> MachineRow:
    if field not in KEY_COLUMNS:
        raise UsageError(f"there is no field {field}; there is: {', '.join(KEY_COLUMNS)}")
    rows = load_machine_rows(db, document).get(field, [])
    if field in SINGLE_FIELDS:
        empty = MachineRow(0, "0" * 16, dict.fromkeys(SINGLE_FIELDS[field]), ())
        if not rows and action != "correct":
            raise UsageError(f"nothing was read for {field}; correct it")
        return rows[0] if rows else empty
    for row in rows:
        if key in (row.position, row.key):
            return row
    named = f"{field}[{key}]" if isinstance(key, int) else f"{field} {key}"
    raise UsageError(f"there is no {named} in this document now; see `aftalearkiv show`, it may have been read anew")


def _checked_patch(field: str, before: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that a correction really changes, in the record's own types."""
    fitted = _validated(field, {**before, **patch})
    changed = {name: fitted[name] for name in patch if fitted[name] != before.get(name)}
    if not changed:
        raise Refused("the correction says what the row says already; accept it", "unchanged")
    return changed


def _validated(field: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row's columns in the record's own types. Errors: UsageError that names the column."""
    known = list(SINGLE_FIELDS.get(field) or value_columns(field))
    unknown = [name for name in values if name not in known]
    if unknown:
        raise UsageError(f"{field} has no column {unknown[0]}; it has: {', '.join(known)}")
    for name in _DATES & set(known):
        _refuse_false_date(field, name, values.get(name))
    try:
        return {name: _plain(value) for name, value in _as_record(field, values).items() if name in known}
    except ValidationError as error:
        first = error.errors()[0]
        column = next((str(part) for part in first["loc"] if part in known), field)
        raise Refused(f"{field}.{column}: {first['msg']}", "unfit", column) from error


def _as_record(field: str, values: Mapping[str, Any]) -> dict[str, Any]:
    if field not in SINGLE_FIELDS:
        return row_record(field).model_validate({**values, "evidence": []}).model_dump()
    given = dict(values) if field in ("concerns", "period") else values[field]
    base: dict[str, Any] = {"title": None, "kind": "other", "partnership": None}
    found = AgreementRecord.model_validate({**base, field: given}).model_dump()[field]
    return found if isinstance(found, dict) else {field: found}


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _refuse_false_date(field: str, name: str, value: Any) -> None:
    try:
        if value is not None:
            date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Refused(f"{field}.{name}: {value} is no day; write it as 2018-02-01", "no_day", name) from error


def read_settings(field: str, settings: Iterable[str]) -> dict[str, Any]:
    """Columns from `name=value` on the command line: a value is JSON where the record takes that, else text.

    `target_value=77` is a number, `number=1` of a goal is text, `payer=null` is nothing, `offences=["theft"]` a list.
    """
    found: dict[str, Any] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals:
            raise UsageError(f"{setting} sets nothing; write COLUMN=VALUE")
        found[name.strip()] = _first_that_fits(field, name.strip(), text)
    return found


def _first_that_fits(field: str, name: str, text: str) -> Any:
    readings: list[Any] = [text]
    try:
        readings.insert(0, json.loads(text))
    except ValueError:
        return text
    for reading in readings:
        if _fits(field, name, reading):
            return reading
    return readings[0]


def _fits(field: str, name: str, value: Any) -> bool:
    """Whether a column takes a value, whatever the others say."""
    try:
        _as_record(field, {name: value})
    except ValidationError as error:
        return not any(name in problem["loc"] for problem in error.errors())
    except KeyError:
        return False
    return True


def _own_place(row: MachineRow) -> dict[str, Any] | None:
    return _place_of(row.quotes[0]) if row.quotes else None


def _picked_place(db: Database, document: Mapping[str, Any], picked: Picked) -> dict[str, Any]:
    """The place of picked words. Errors: UsageError where there are none."""
    pages = {page.number: page for page in load_stored_document(db, dict(document)).pages}
    page = pages.get(picked.page)
    verbatim = page.text.text[picked.start : picked.end] if page else ""
    if page is None or not verbatim.strip():
        raise UsageError(f"there are no such words on page {picked.page} of {document['filename']}")
    repairs = [Change(r.start, r.end, len(r.raw)) for r in page.text.repairs if r.applied]
    boxes = [
        {"x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
        for box in page.text.boxes(picked.start, picked.end)
    ]
    span = raw_span(picked.start, picked.end, repairs)
    quote = Quote(picked.page, picked.start, picked.end, verbatim, *span, boxes or None)
    return {**_place_of(quote), "picked": True}


def _place_of(quote: Quote) -> dict[str, Any]:
    said = {"page": quote.page, "verbatim": quote.verbatim, "start": quote.raw_start, "end": quote.raw_end}
    return {**said, "boxes": quote.boxes} if quote.boxes is not None else said


def find_quote(db: Database, document: Mapping[str, Any], page: int, words: str) -> Picked:
    """Where words stand on a page, whatever white space is between them. Errors: UsageError where they do not, or more
    than once."""
    row = next(
        iter(db.query("SELECT text FROM pages WHERE document = ? AND number = ?", [document["id"], page])), {"text": ""}
    )
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = list(re.finditer(pattern, row["text"])) if pattern else []
    if len(found) != 1:
        said = "does not hold" if not found else f"holds {len(found)} times"
        message = f"page {page} of {document['filename']} {said} {words!r}; quote what stands there once"
        raise Refused(message, "words_often" if found else "no_words")
    return Picked(page, found[0].start(), found[0].end())
