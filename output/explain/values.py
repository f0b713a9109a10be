"""Where a value comes from: the rule, the text, the page; what else was there, and why it lost. Pure.

The record is explained by parsing the stored document again with a trace: what was read and repaired is all in the
archive, parsing takes milliseconds, and a table of every candidate that ever lost would be larger than the records. The
price is that a newer program explains with newer rules; where it reads the field otherwise than was stored, `as_stored`
is false and the view says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.document import Document, Page
from models.errors import UsageError
from models.records import Agreement, Evidence
from output.schema.tables import VALUE_TABLES, value_columns

SINGLE = ("title", "kind", "partnership", "period", "concerns")
FIELDS = SINGLE + VALUE_TABLES
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate of the trace, with its place on the page; `page` is None where it quotes nothing."""

    field: str
    rule: str
    value: Any
    outcome: str
    page: int | None = None
    start: int = 0
    end: int = 0
    verbatim: str = ""


@dataclass(frozen=True, slots=True)
class RepairNote:
    """A repair inside a quote: what was read and what it became."""

    raw: str
    repaired: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Quote:
    """An evidence of a value, and the repairs that it rests on."""

    rule: str
    page: int
    verbatim: str
    confidence: float
    repairs: tuple[RepairNote, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the field as the record has it, with its quotes."""

    value: Any
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A field of a document: its values, the candidates that lost, and, where it is empty, why."""

    filename: str
    sha256: str
    field: str
    values: tuple[Value, ...]
    lost: tuple[Told, ...]
    absent: str | None
    as_stored: bool
    position: int | None = None

    @property
    def named(self) -> str:
        """What is explained: `goals`, or `goals[2]`."""
        return self.field if self.position is None else f"{self.field}[{self.position}]"


def read_place(place: str) -> tuple[str, int | None]:
    """The field that is meant, and its row's position from 0 where one is named: `measures[3]`.

    Errors: UsageError for a field that no record has, and for a row of what is one value.
    """
    match = re.fullmatch(r"(?P<field>\w+)(?:\[(?P<at>\d+)\])?", place)
    if match is None:
        raise UsageError(f"{place} names no field; write measures, or measures[3] for one of them")
    field, at = match["field"], match["at"]
    check_field(field)
    if at is not None and field in SINGLE:
        raise UsageError(f"{field} is one value; write it without [{at}]")
    return field, None if at is None else int(at)


def check_field(name: str) -> None:
    """UsageError for a field that no record has."""
    if name not in FIELDS:
        raise UsageError(f"there is no field {name}; there is: {', '.join(FIELDS)}")


def explain(
    document: Document, parsed: Agreement, stored: Agreement | None, told: Iterable[Told], place: str
) -> Explanation:
    """One field of a document, or one row of it: `parsed` with the trace `told` says how, `stored` is what the archive
    holds. Errors: UsageError as `read_place`, and where there is no such row."""
    field, position = read_place(place)
    pages = {page.number: page for page in document.pages}
    values = tuple(
        Value(value, tuple(_quote(evidence, pages[evidence.page]) for evidence in evidences))
        for value, evidences in field_rows(parsed, field)
    )
    if position is not None and position >= len(values):
        raise UsageError(f"{document.filename} has {len(values)} {field}; the first is {field}[0]")
    mine = [candidate for candidate in told if candidate.field == field]
    return Explanation(
        document.filename,
        document.sha256,
        field,
        values if position is None else values[position : position + 1],
        tuple(candidate for candidate in mine if candidate.outcome != KEPT),
        parsed.absent.get(field),
        stored is not None and _plain_rows(parsed, field) == _plain_rows(stored, field),
        position,
    )


def field_rows(agreement: Agreement, field: str) -> list[tuple[Any, Sequence[Evidence]]]:
    """The values of a field with their evidence; a single value is a list of one, or of none."""
    found = getattr(agreement, field)
    if field in SINGLE:
        if found is None:
            return []
        value = found.model_dump() if field in ("period", "concerns") else found
        return [(value, agreement.evidence.get(field, []))]
    return [(row.model_dump(include=set(value_columns(field))), row.evidence) for row in found]


def _plain_rows(agreement: Agreement, field: str) -> list[tuple[Any, list[Any]]]:
    """Values and evidences to compare; findings about other witnesses are the archive's own, no parser gives them."""
    rows = [(value, [evidence.model_dump() for evidence in found]) for value, found in field_rows(agreement, field)]
    return [row for row in rows if not (field == "findings" and row[0]["code"] == "witness-conflict")]


def _quote(evidence: Evidence, page: Page) -> Quote:
    notes = (
        RepairNote(repair.raw, repair.repaired, repair.rule, repair.confidence)
        for repair in page.text.repairs
        if repair.applied and repair.start < evidence.end and evidence.start < repair.end
    )
    return Quote(evidence.rule, evidence.page, evidence.verbatim, evidence.confidence, tuple(notes))


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation in plain JSON values."""
    return {
        "filename": explanation.filename,
        "sha256": explanation.sha256,
        "field": explanation.named,
        "as_stored": explanation.as_stored,
        "absent": explanation.absent,
        "values": [
            {"value": value.value, "evidence": [_quote_json(quote) for quote in value.quotes]}
            for value in explanation.values
        ],
        "lost": [
            {"rule": c.rule, "page": c.page, "verbatim": c.verbatim, "value": plain(c.value), "why": c.outcome}
            for c in explanation.lost
        ],
    }


def _quote_json(quote: Quote) -> dict[str, Any]:
    repairs = [
        {"raw": r.raw, "repaired": r.repaired, "rule": r.rule, "confidence": r.confidence} for r in quote.repairs
    ]
    return {
        "rule": quote.rule,
        "page": quote.page,
        "verbatim": quote.verbatim,
        "confidence": quote.confidence,
        "repairs": repairs,
    }


def plain(value: Any) -> Any:
    """What a rule read, in JSON values; what JSON has no form for, as text."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value)
