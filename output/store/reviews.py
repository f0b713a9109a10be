"""Decisions in the archive: the journal's rows, a document's rows as settling wants them, and what came of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from output.reviews.journal import Review, columns, review_digest, standing
from output.reviews.places import Change, Quote, find_words, raw_span
from output.reviews.settling import MachineRow, Open, State, settle_reviews
from output.schema.row_keys import row_keys
from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES
from output.store.loading import load_rows
from output.store.rows import to_json

if TYPE_CHECKING:
    from sqlite_utils import Database

_OBJECTS = ("before", "patch", "place")


def insert_review(db: Database, review: Review) -> bool:
    """Add a line to the journal; False where it is there already. Inside a transaction."""
    names = [name for name in columns() if name != "id"]
    said = {name: getattr(review, name) for name in names}
    row = {name: to_json(value) if name in _OBJECTS and value is not None else value for name, value in said.items()}
    marks = ", ".join(f":{name}" for name in (*names, "digest"))
    added = db.execute(
        f"INSERT INTO reviews ({', '.join(names)}, digest) VALUES ({marks}) ON CONFLICT (uid) DO NOTHING",
        {**row, "digest": review_digest(review)},
    )
    return added.rowcount == 1


def read_reviews(db: Database, where: str = "1", values: Sequence[Any] = ()) -> Iterator[Review]:
    """Lines of the journal in their order."""
    for row in db.query(f"SELECT {', '.join(columns())} FROM reviews WHERE {where} ORDER BY id", values):
        yield Review(**{name: json.loads(row[name]) if name in _OBJECTS and row[name] else row[name] for name in row})


def list_reviews(
    db: Database, sha256: str | None = None, *, only_open: bool = False, everything: bool = False
) -> list[dict[str, Any]]:
    """Decisions with what they are now (`now`: their state for their own document, or why they have no row).

    Of all, or of one document; those that stand, or only those that need a look, or with `everything` the whole
    journal. A decision that is no longer in force has no `now`.
    """
    conditions, values = ["1"], []
    if sha256:
        conditions.append("r.sha256 = ?")
        values.append(sha256)
    if only_open:
        conditions.append("(now IN ('conflict', 'again') OR now IN ('orphan', 'other-witness', 'no-document'))")
    elif not everything:
        conditions.append("(now IS NOT NULL OR r.uid IN (SELECT value FROM json_each(?)))")
        values.append(to_json([review.uid for review in standing(read_reviews(db))]))
    return list(
        db.query(
            "SELECT r.uid, r.sha256, d.filename, r.field, r.row_key, r.nth, r.action, r.patch, r.reason, r.reviewer,"
            " r.at, r.undoes, coalesce("
            "(SELECT o.why FROM review_open o WHERE o.review = r.id AND (o.document IS NULL OR o.document = d.id)), "
            "(SELECT o.why FROM review_open o JOIN agreements a USING (document)"
            " WHERE o.review = r.id AND a.preferred = 1), "
            "(SELECT s.state FROM review_state s WHERE s.review = r.id AND s.document = d.id)) AS now"
            " FROM reviews r LEFT JOIN documents d ON d.sha256 = r.sha256"
            f" WHERE {' AND '.join(conditions)} ORDER BY r.id",
            values,
        )
    )


def settle_document_reviews(db: Database, document: int) -> None:
    """Write what the decisions about a document and about its other witnesses make of its rows now."""
    db.execute("DELETE FROM review_state WHERE document = ?", [document])
    db.execute("DELETE FROM review_open WHERE document = ?", [document])
    states, opened = _settled(db, document)
    for state in states:
        _write_state(db, document, state)
    for one in opened:
        _write_open(db, document, one)


def _settled(db: Database, document: int) -> tuple[list[State], list[Open]]:
    (sha256,) = db.execute("SELECT sha256 FROM documents WHERE id = ?", [document]).fetchone()
    reviews = standing(_reviews_about(db, document, sha256))
    return settle_reviews(load_machine_rows(db, document), reviews, sha256) if reviews else ([], [])


def expected_states(db: Database, document: int) -> dict[tuple[str, int], tuple[str, str | None]]:
    """What `review_state` should say of a document: by field and position the state and the patch."""
    states, _ = _settled(db, document)
    return {
        (state.field, state.position): (state.state, to_json(state.patch) if state.patch else None) for state in states
    }


def _reviews_about(db: Database, document: int, sha256: str) -> Iterator[Review]:
    """The decisions about a document's bytes, and about those of its agreement's other witnesses, as they were read or
    as they are with decisions."""
    witnesses = (
        "SELECT d.sha256 FROM agreements a JOIN agreements b"
        " ON b.witness_read = a.witness_read OR b.witness = a.witness"
        " JOIN documents d ON d.id = b.document WHERE a.document = ?"
    )
    named = "SELECT witness_read FROM agreements WHERE document = ?"
    where = f"sha256 = ? OR witness = ({named}) OR sha256 IN ({witnesses})"
    return read_reviews(db, where, [sha256, document, document])


def load_machine_rows(db: Database, document: int) -> dict[str, list[MachineRow]]:
    """The rows of a document as they were read, by field, fields of one value among them."""
    quotes = _load_quotes(db, document)
    found: dict[str, list[MachineRow]] = {}
    for agreement in db.query("SELECT * FROM agreements WHERE document = ?", [document]):
        for field, names in SINGLE_FIELDS.items():
            values = {name: agreement[column] for name, column in names.items()}
            if any(value is not None for value in values.values()):
                found[field] = _machine_rows(field, [{**values, "position": 0}], quotes)
    for table in VALUE_TABLES:
        found[table] = _machine_rows(table, load_rows(db, table, document), quotes)
    return found


def _machine_rows(
    field: str, records: Sequence[Mapping[str, Any]], quotes: Mapping[tuple[str, int], list[Quote]]
) -> list[MachineRow]:
    return [
        MachineRow(
            record["position"],
            key,
            {name: value for name, value in record.items() if name != "position"},
            quotes.get((field, record["position"]), []),
        )
        for record, key in zip(records, row_keys(field, records), strict=True)
    ]


def _load_quotes(db: Database, document: int) -> dict[tuple[str, int], list[Quote]]:
    changes: dict[int, list[Change]] = defaultdict(list)
    for row in db.query(
        'SELECT page, "start", "end", length(raw) AS length FROM repairs WHERE document = ? AND applied = 1'
        " ORDER BY page, position",
        [document],
    ):
        changes[row["page"]].append(Change(row["start"], row["end"], row["length"]))
    found: dict[tuple[str, int], list[Quote]] = defaultdict(list)
    for row in db.query("SELECT * FROM evidence WHERE document = ? ORDER BY field, position, ordinal", [document]):
        span = raw_span(row["start"], row["end"], changes[row["page"]])
        boxes = json.loads(row["boxes"]) if row["boxes"] else None
        quote = Quote(row["page"], row["start"], row["end"], row["verbatim"], *span, boxes)
        found[row["field"], row["position"]].append(quote)
    return found


def _write_state(db: Database, document: int, state: State) -> None:
    evidence = _picked_evidence(db, document, state)
    db.execute(
        "INSERT INTO review_state (document, field, position, review, state, patch, carried, row_key, evidence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(document, state.field, state.position, state.review.id, state.state),
            *(to_json(state.patch) if state.patch else None, int(state.carried), state.row_key),
            None if evidence is None else to_json(evidence),
        ],
    )


def _picked_evidence(db: Database, document: int, state: State) -> list[dict[str, Any]] | None:
    """The quote of an added row, or of words that the person picked for a corrected one, where it stands on the page
    now; nothing where its words are not there. None where the row keeps its own evidence."""
    place = state.review.place or {}
    if state.state != "added" and not (place.get("picked") and state.patch):
        return None
    page = next(
        iter(db.query("SELECT text FROM pages WHERE document = ? AND number = ?", [document, place.get("page")])), None
    )
    span = find_words(place, page["text"], place.get("start", 0)) if page else None
    if span is None:
        return []
    quote = {"page": place["page"], "start": span[0], "end": span[1], "verbatim": place["verbatim"]}
    return [{**quote, "boxes": place.get("boxes"), "rule": "review", "confidence": 1.0}]


def _write_open(db: Database, document: int | None, one: Open) -> None:
    db.execute("INSERT INTO review_open (review, document, why) VALUES (?, ?, ?)", [one.review.id, document, one.why])


def settle_lost_reviews(db: Database, sha256: str) -> None:
    """Write which decisions are about bytes that the archive does not hold, or no longer lacks."""
    db.execute(
        "DELETE FROM review_open WHERE document IS NULL AND review IN (SELECT id FROM reviews WHERE sha256 = ?)",
        [sha256],
    )
    if db.execute("SELECT 1 FROM documents WHERE sha256 = ?", [sha256]).fetchone() is None:
        for review in standing(read_reviews(db, "sha256 = ?", [sha256])):
            _write_open(db, None, Open(review, "no-document"))
