"""A paper for the eye: one page with its picture's boxes, its text with repairs, and the values of the whole paper."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.failures import failure_in
from corpus.labels import Language, label
from models.geometry import Box
from models.records import AgreementRecord, Evidence
from output.schema.row_keys import key_text
from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES, value_columns
from output.store.loading import load_agreement, load_file_rows
from output.store.lookup import find_by_hash, last_run, other_witnesses
from output.store.search import find_words, wanted_terms
from output.web.places import Note, Piece, Span, cut_text, join_boxes, meet
from output.web.signed import SignedPaper, tell_signatures
from output.web.told import Told, tell

if TYPE_CHECKING:
    from sqlite_utils import Database

_HIGH, _MIDDLE = 0.95, 0.85  # confidences from which on a value is called sure, or fairly sure
_GLYPHS = {"high": "▰▰▰", "middle": "▰▰▱", "low": "▰▱▱"}
# What a careful reader wants to see first.
_ORDER = ("findings", *SINGLE_FIELDS, *(table for table in VALUE_TABLES if table != "findings"))


@dataclass(frozen=True, slots=True)
class Quote:
    """An evidence of a value, its word boxes joined to runs (points of the page)."""

    page: int
    start: int
    end: int
    verbatim: str
    rule: str
    confidence: float
    runs: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the paper: the field and key that name it in addresses, what it says, where it stands, what a person
    decided about it. `severity` is that of a finding."""

    field: str
    key: str
    told: Told
    quotes: tuple[Quote, ...]
    row_key: str
    values: Mapping[str, Any]
    state: str | None = None
    severity: str | None = None

    @property
    def page(self) -> int | None:
        """The page of its first quote."""
        return self.quotes[0].page if self.quotes else None

    @property
    def confidence(self) -> float | None:
        """How sure its first quote is."""
        return self.quotes[0].confidence if self.quotes else None

    @property
    def level(self) -> str:
        """Its confidence as one of three words."""
        sure = self.confidence or 0.0
        return "high" if sure >= _HIGH else "middle" if sure >= _MIDDLE else "low"

    @property
    def glyphs(self) -> str:
        """Its confidence as a bar of three."""
        return _GLYPHS[self.level]


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one field; where there are none, why."""

    field: str
    name: str
    values: tuple[Value, ...]
    absent: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: rows of cells of words."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Everything that the page of a paper shows. `page` is the row of `pages`, None of a paper that was not read."""

    document: Mapping[str, Any]
    agreement: AgreementRecord | None
    pages: Sequence[Mapping[str, Any]]
    page: Mapping[str, Any] | None
    groups: Sequence[Group]
    chosen: Value | None
    paragraphs: Sequence[Sequence[Piece]]
    hits: Sequence[Box]
    repairs: int
    flags: int
    tables: Sequence[Table]
    readings: Sequence[Mapping[str, Any]]
    witnesses: Sequence[Mapping[str, Any]]
    signed: SignedPaper | None
    attachments: Sequence[Mapping[str, Any]]
    run: Mapping[str, Any] | None
    failure: tuple[str, str] | None

    @property
    def on_paper(self) -> bool:
        """Whether the page has a picture: a page of a text file has none."""
        return self.page is not None and self.page["source"] != "plain_text"

    def beside(self, value: Value) -> list[Value]:
        """What stands where a value does: of a finding the values that it is about, of a value its findings."""
        if value.field == "findings":
            return [one for one in self._values if one.field != "findings" and meet(one.quotes[:1], value.quotes)]
        return [one for one in self._values if one.field == "findings" and meet(value.quotes[:1], one.quotes)]

    @property
    def _values(self) -> list[Value]:
        return [value for group in self.groups for value in group.values]

    @property
    def values_here(self) -> list[Value]:
        """The values that this page is quoted for, in order."""
        number = self.page["number"] if self.page else 0
        return [v for v in self._values if any(q.page == number for q in v.quotes)]


def find_by_digits(db: Database, digits: str) -> dict[str, Any] | None:
    """The document whose sha256 begins with these digits, None where none or several do."""
    found = find_by_hash(db, digits)
    return found[0] if len(found) == 1 else None


def load_paper(
    db: Database, document: Mapping[str, Any], number: int, language: Language, value: str = "", words: str = ""
) -> PaperPage:
    """A page of a paper; `value` names what is chosen, `words` are what was searched for."""
    key = document["id"]
    agreement = load_agreement(db, key, reviewed=True, keyed=True)
    pages = list(db.query("SELECT number, source FROM pages WHERE document = ? ORDER BY number", [key]))
    groups = list(_groups(db, key, agreement, language)) if agreement else []
    chosen = next((one for group in groups for one in group.values if one.key == value), None)
    page = next(iter(db.query("SELECT * FROM pages WHERE document = ? AND number = ?", [key, number])), None)
    notes = list(_notes(db, key, number))
    spans = list(_spans(groups, number))
    found = find_hits(page["text"], words) if page else []
    return PaperPage(
        document=document,
        agreement=agreement,
        pages=pages,
        page=page,
        groups=groups,
        chosen=chosen,
        paragraphs=cut_text(page["text"], spans, notes, found) if page else [],
        hits=_hit_boxes(db, page["id"], found) if page and found else [],
        repairs=sum(note.applied for note in notes),
        flags=sum(not note.applied for note in notes),
        tables=_tables(db, page) if page else [],
        readings=json.loads(page["readings"]) if page else [],
        witnesses=other_witnesses(db, key),
        signed=tell_signatures(load_file_rows(db, "signatures", key), language),
        attachments=load_file_rows(db, "attachments", key),
        run=last_run(db, key),
        failure=_failure(document, language),
    )


def _failure(document: Mapping[str, Any], language: Language) -> tuple[str, str] | None:
    """What happened to a paper that was not read, or in part only, and what to do about it."""
    if not document["error"]:
        return None
    said = failure_in(document["error"], language)
    return said.happened, said.advice


def find_hits(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text."""
    return list(find_words(text, wanted_terms(words))) if words.strip() else []


def _groups(db: Database, key: int, agreement: AgreementRecord, language: Language) -> Iterator[Group]:
    rejected = list(_rejected(db, key, language))
    for name in _ORDER:
        found = _single(agreement, name, language) if name in SINGLE_FIELDS else _listed(agreement, name, language)
        values = (*found, *(value for value in rejected if value.field == name))
        absent = agreement.absent.get(name)
        if values or (absent and name != "findings"):
            said = label(absent, language, "Absence") if absent and not values else None
            yield Group(name, label(name, language, "Field"), values, said)


def _single(agreement: AgreementRecord, name: str, language: Language) -> Iterator[Value]:
    found = getattr(agreement, name)
    if found is None:
        return
    values = found.model_dump() if name in ("period", "concerns") else {name: found}
    if name == "partnership" and agreement.partnership_name:
        told = Told(agreement.partnership_name)
    else:
        told = tell(name, values, language)
    quotes = tuple(map(_quote, agreement.evidence.get(name, [])))
    yield Value(name, name, told, quotes, agreement.row_keys.get(name, ""), values, agreement.reviews.get(name))


def _listed(agreement: AgreementRecord, name: str, language: Language) -> Iterator[Value]:
    for row in getattr(agreement, name):
        values = row.model_dump(include=set(value_columns(name)))
        quotes = tuple(map(_quote, row.evidence))
        told = tell(name, values, language)
        yield Value(
            name, f"{name}.{row.row_key}", told, quotes, row.row_key, values, row.review, values.get("severity")
        )


def load_seen(db: Database, sha256: str) -> dict[tuple[str, str], int]:
    """The number of the last decision about each value of a paper, by field and key of the row."""
    rows = db.query(
        "SELECT field, row_key, nth, max(id) AS last FROM reviews WHERE sha256 = ? AND row_key IS NOT NULL"
        " GROUP BY field, row_key, nth",
        [sha256],
    )
    return {(row["field"], key_text(row["row_key"], row["nth"])): row["last"] for row in rows}


def _rejected(db: Database, key: int, language: Language) -> Iterator[Value]:
    """What a person rejected: it is in no list any more, and can be taken back."""
    rows = db.query(
        "SELECT s.field, r.row_key, r.nth, r.before, r.place FROM review_state s JOIN reviews r ON r.id = s.review"
        " WHERE s.document = ? AND s.state = 'rejected' ORDER BY s.field, s.position",
        [key],
    )
    for row in list(rows):
        values, name = json.loads(row["before"]), row["field"]
        row_key = key_text(row["row_key"], row["nth"])
        own = name if name in SINGLE_FIELDS else f"{name}.{row_key}"
        yield Value(name, own, tell(name, values, language), (), row_key, values, "rejected", values.get("severity"))


def _quote(evidence: Evidence) -> Quote:
    boxes = [Box(box.x0, box.top, box.x1, box.bottom) for box in evidence.boxes or ()]
    return Quote(
        evidence.page, evidence.start, evidence.end, evidence.verbatim, evidence.rule, evidence.confidence,
        tuple(join_boxes(boxes)),
    )  # fmt: skip


def _spans(groups: Sequence[Group], number: int) -> Iterator[Span]:
    for group in groups:
        for value in group.values:
            yield from (Span(q.start, q.end, value.key) for q in value.quotes if q.page == number)


def _notes(db: Database, key: int, number: int) -> Iterator[Note]:
    rows = db.query(
        'SELECT "start", "end", raw, repaired, applied FROM repairs WHERE document = ? AND page = ? ORDER BY position',
        [key, number],
    )
    for row in rows:
        said = row["raw"] if row["applied"] else row["repaired"]
        yield Note(row["start"], row["end"], said, bool(row["applied"]))


def _hit_boxes(db: Database, page: int, found: Sequence[tuple[int, int]]) -> list[Box]:
    rows = db.query(
        'SELECT "start", "end", x0, top, x1, bottom FROM words'
        ' WHERE page = ? AND x0 IS NOT NULL AND "start" IS NOT NULL ORDER BY position',
        [page],
    )
    return [
        Box(row["x0"], row["top"], row["x1"], row["bottom"])
        for row in rows
        if any(row["start"] < end and start < row["end"] for start, end in found)
    ]


def _tables(db: Database, page: Mapping[str, Any]) -> list[Table]:
    """The tables of a page with the words of its text, as they are after repair."""
    found = json.loads(page["tables"])
    if not found:
        return []
    rows = db.query('SELECT position, "start", "end", text FROM words WHERE page = ?', [page["id"]])
    words = {
        row["position"]: row["text"] if row["start"] is None else page["text"][row["start"] : row["end"]]
        for row in rows
    }
    return [
        Table(tuple(tuple(" ".join(words.get(at, "") for at in cell) for cell in row) for row in table["rows"]))
        for table in found
    ]
