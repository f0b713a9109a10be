"""What a person should look at: the list, and one value of it large, with what was decided about it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.labels import Language
from models.geometry import Box, enclose
from output.reviews.settling import MachineRow
from output.schema.row_keys import key_text, split_key
from output.schema.tables import SINGLE_FIELDS
from output.store.loading import load_rows
from output.store.narrowing import Papers
from output.store.queue import count_lists, list_queue
from output.store.reviews import list_reviews, load_machine_rows, read_reviews
from output.web.forms import Input, inputs_of
from output.web.paper import find_by_digits
from output.web.places import join_boxes, meet
from output.web.told import Told, tell

if TYPE_CHECKING:
    from sqlite_utils import Database

LISTED = 30
# What lists are called in addresses.
NAMES = {
    "usikre": "unsure", "uenige": "disagreeing", "bemaerkninger": "findings", "stikproeve": "sample",
    "konflikter": "conflicts",
}  # fmt: skip
_AROUND = (24.0, 70.0)  # points of paper around a value: above and below at least, and of a line


@dataclass(frozen=True, slots=True)
class AskedReview:
    """Which list, narrowed to a place and a field; the number in it of what is shown, from 0; or a value by its paper
    and key."""

    name: str = "usikre"
    place: str = ""
    field: str = ""
    number: int = 0
    paper: str = ""
    value: str = ""

    @property
    def queue(self) -> str:
        """The list by its code."""
        return NAMES.get(self.name, "unsure")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in the list: its paper, its key in addresses, what it says."""

    number: int
    sha256: str
    filename: str
    field: str
    key: str
    told: Told
    reason: str
    page: int | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands about a value: `before` is what the machine read then."""

    uid: str
    state: str
    action: str
    reviewer: str | None
    at: str
    reason: str | None
    told_before: Told | None
    told_person: Told | None


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was made just now, and its value: by its paper and its key in addresses."""

    uid: str
    sha256: str
    filename: str
    key: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """A value to decide about. `seen` is the number of the last decision about it: who decides says which was seen.
    `view` is the part of the page around it, `runs` its boxes there."""

    document: Mapping[str, Any]
    field: str
    key: str
    row_key: str
    told: Told
    values: Mapping[str, Any]
    inputs: Sequence[Input]
    quotes: Sequence[Any]
    page: Mapping[str, Any] | None
    view: Box | None
    runs: Sequence[Box]
    rule: str | None
    confidence: float | None
    findings: Sequence[Told]
    beside: Sequence[tuple[str, Told]]
    alike: int
    seen: int
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that the page of the review shows; `left` is how many values the list holds, `lost` are decisions that
    found no row."""

    asked: AskedReview
    entries: Sequence[Entry]
    item: Item | None
    left: int
    lists: Mapping[str, int]
    lost: Sequence[Mapping[str, Any]]


def load_review(db: Database, asked: AskedReview, language: Language) -> ReviewPage:
    """The list, and the value that is asked for or that stands at its number."""
    papers = Papers(partnership=asked.place or None)
    field = asked.field or None
    queue = asked.queue
    counted = {**count_lists(db, papers, field), "conflicts": _count_conflicts(db)}
    lists = {name: counted[code] for name, code in NAMES.items()}
    rows = _conflicts(db) if queue == "conflicts" else list_queue(db, queue, papers, field, asked.number + LISTED)
    entries = [
        entry for at, row in enumerate(rows[asked.number :], asked.number) if (entry := _entry(db, at, row, language))
    ]
    named = (asked.paper, asked.value) if asked.value else (entries[0].sha256, entries[0].key) if entries else None
    item = load_item(db, *named, language) if named else None
    lost = [row for row in list_reviews(db, only_open=True) if row["now"] not in ("conflict", "again")]
    return ReviewPage(asked, entries, item, lists.get(asked.name, 0), lists, lost if queue == "conflicts" else [])


def _count_conflicts(db: Database) -> int:
    return len(_conflicts(db)) + int(db.execute("SELECT count(*) FROM review_open").fetchone()[0])


def _conflicts(db: Database) -> list[dict[str, Any]]:
    return list(
        db.query(
            "SELECT document, field, position, state AS reason FROM review_state WHERE state IN ('conflict', 'again')"
            " ORDER BY review, document"
        )
    )


def _entry(db: Database, number: int, row: Mapping[str, Any], language: Language) -> Entry | None:
    field, position = row["field"], row["position"]
    values = _row(db, row["document"], field, position)
    if values is None:
        return None
    sha256, filename = db.execute("SELECT sha256, filename FROM documents WHERE id = ?", [row["document"]]).fetchone()
    found = db.execute(
        "SELECT page, confidence FROM evidence WHERE document = ? AND field = ? AND position = ? AND ordinal = 0",
        [row["document"], field, position],
    ).fetchone()
    page, confidence = found or (None, None)
    key = field if field in SINGLE_FIELDS else f"{field}.{values['row_key']}"
    return Entry(number, sha256, filename, field, key, tell(field, values, language), row["reason"], page, confidence)


def _row(db: Database, document: int, field: str, position: int) -> dict[str, Any] | None:
    if field in SINGLE_FIELDS:
        columns = ", ".join(f"{column} AS {name}" for name, column in SINGLE_FIELDS[field].items())
        return next(iter(db.query(f"SELECT {columns} FROM agreements WHERE document = ?", [document])), None)
    rows = (row for row in load_rows(db, field, document) if row["position"] == position)
    found = next(rows, None)
    key = db.execute(
        f"SELECT row_key FROM {field} WHERE document = ? AND position = ?", [document, position]
    ).fetchone()
    return {**found, "row_key": key[0]} if found else None


def load_done(db: Database, uid: str) -> Done | None:
    """A decision that was made just now; None where there is none of this name."""
    found = next(iter(read_reviews(db, "uid = ?", [uid])), None)
    if found is None:
        return None
    (filename,) = db.execute("SELECT filename FROM documents WHERE sha256 = ?", [found.sha256]).fetchone() or ("",)
    key = f"{found.field}.{key_text(found.row_key, found.nth)}" if found.row_key else found.field
    page = found.place.get("page") if found.place else None
    return Done(uid, found.sha256, filename, found.field if found.field in SINGLE_FIELDS else key, page)


def load_item(db: Database, digits: str, value: str, language: Language) -> Item | None:
    """A value by its paper and its key in addresses, as it was read; None where it is not there."""
    document = find_by_digits(db, digits)
    field, _, key = value.partition(".")
    if document is None or (field not in SINGLE_FIELDS and not key):
        return None
    rows = load_machine_rows(db, document["id"])
    row = next((one for one in rows.get(field, ()) if field in SINGLE_FIELDS or one.key == key), None)
    return _item(db, document, field, value, row, rows, language) if row else None


def _item(
    db: Database,
    document: Mapping[str, Any],
    field: str,
    value: str,
    row: MachineRow,
    rows: Mapping[str, Sequence[MachineRow]],
    language: Language,
) -> Item:
    quote = row.quotes[0] if row.quotes else None
    sure = db.execute(
        "SELECT rule, confidence FROM evidence WHERE document = ? AND field = ? AND position = ? AND ordinal = 0",
        [document["id"], field, row.position],
    ).fetchone()
    page = _page(db, document["id"], quote.page) if quote else None
    view, runs = _look(page, quote)
    decided, patch = _decided(db, document["id"], field, row, language)
    shown = {**row.values, **patch}
    return Item(
        document=document,
        field=field,
        key=value,
        row_key=row.key,
        told=tell(field, row.values, language),
        values=row.values,
        inputs=inputs_of(field, shown, language),
        quotes=row.quotes,
        page=page,
        view=view,
        runs=runs,
        rule=sure[0] if sure else None,
        confidence=sure[1] if sure else None,
        findings=[tell("findings", one.values, language) for one in _findings_at(row, rows) if field != "findings"],
        beside=_values_at(row, rows, language) if field == "findings" else [],
        alike=len(alike(db, document["id"], field, row, rows)),
        seen=last_seen(db, document["sha256"], field, row.key),
        decided=decided,
    )


def _findings_at(row: MachineRow, rows: Mapping[str, Sequence[MachineRow]]) -> list[MachineRow]:
    """The findings that quote what the value quotes."""
    own = row.quotes[:1]
    return [one for one in rows.get("findings", ()) if meet(one.quotes, own)]


def _values_at(row: MachineRow, rows: Mapping[str, Sequence[MachineRow]], language: Language) -> list[tuple[str, Told]]:
    """The values that a finding is about, by their keys in addresses: those whose first quote it quotes."""
    return [
        (field if field in SINGLE_FIELDS else f"{field}.{one.key}", tell(field, one.values, language))
        for field, found in rows.items()
        for one in found
        if field != "findings" and meet(one.quotes[:1], row.quotes)
    ]


def alike(
    db: Database, document: int, field: str, row: MachineRow, rows: Mapping[str, Sequence[MachineRow]]
) -> list[MachineRow]:
    """The undecided values of the same field on the same page: those of one table can be found right together."""
    if field in SINGLE_FIELDS or not row.quotes:
        return []
    decided = {
        found[0]
        for found in db.execute(
            "SELECT position FROM review_state WHERE document = ? AND field = ?", [document, field]
        ).fetchall()
    }
    page = row.quotes[0].page
    return [one for one in rows[field] if one.position not in decided and one.quotes and one.quotes[0].page == page]


def last_seen(db: Database, sha256: str, field: str, key: str) -> int:
    """The number of the last decision about a row, 0 where there is none."""
    digest, nth = split_key(key)
    found = db.execute(
        "SELECT max(id) FROM reviews WHERE sha256 = ? AND field = ? AND row_key = ? AND nth = ?",
        [sha256, field, digest, nth],
    ).fetchone()
    return int(found[0] or 0)


def _page(db: Database, document: int, number: int) -> dict[str, Any] | None:
    columns = "number, width, height, source"
    return next(
        iter(db.query(f"SELECT {columns} FROM pages WHERE document = ? AND number = ?", [document, number])), None
    )


def _look(page: Mapping[str, Any] | None, quote: Any) -> tuple[Box | None, list[Box]]:
    """The part of the page to show: as wide as the page, some lines above and below the value."""
    if page is None or quote is None or not quote.boxes:
        return None, []
    runs = join_boxes(Box(**box) for box in quote.boxes)
    around = enclose(runs)
    above, least = _AROUND
    top = max(0.0, around.top - above - max(0.0, least - around.height) / 2)
    bottom = min(page["height"], around.bottom + above + max(0.0, least - around.height) / 2)
    return Box(0.0, round(top, 1), page["width"], round(bottom, 1)), runs


def _decided(
    db: Database, document: int, field: str, row: MachineRow, language: Language
) -> tuple[Decided | None, dict[str, Any]]:
    """What was decided about a row, and the columns that the person's word replaces."""
    found = next(
        iter(
            db.query(
                "SELECT r.uid, s.state, r.action, r.reviewer, r.at, r.reason, r.before, r.patch FROM review_state s"
                " JOIN reviews r ON r.id = s.review WHERE s.document = ? AND s.field = ? AND s.position = ?",
                [document, field, row.position],
            )
        ),
        None,
    )
    if found is None:
        return None, {}
    before, patch = (json.loads(found[name] or "{}") for name in ("before", "patch"))
    person = tell(field, {**row.values, **before, **patch}, language) if patch else None
    told = tell(field, before, language) if before else None
    keys = ("uid", "state", "action", "reviewer", "at", "reason")
    return Decided(**{name: found[name] for name in keys}, told_before=told, told_person=person), patch
