"""What of a record is scored, and when two rows are the same: the field table that evaluation works from.

A row is a tuple of its scored columns, brought to one form: text without case and punctuation, numbers to three
decimals, lists in order. Strict: all columns agree (titles, focus areas and policies: text alike to nine tenths).
Soft: the columns in `key` agree, so the row was found though a detail of it is wrong; text alike to three quarters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Values = tuple[Any, ...]

STRICT_LIKENESS = 0.9
SOFT_LIKENESS = 0.75

# Findings that depend on how the paper was read; gold made for print cannot know them of a scan.
READING_FINDINGS = frozenset({"sign-restored", "transcription-suspect", "low-quality-page", "unparsed-table"})
# The finding codes of the record contract that one document alone can show.
SCORED_FINDINGS = READING_FINDINGS | {
    "budget-sum-mismatch",
    "pending-baseline",
    "count-mismatch",
    "target-arithmetic",
    "baseline-year-missing",
    "section-missing",
    "party-signature-mismatch",
    "period-gap",
}


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One row that the program gave: its scored columns, its confidence (None without evidence) and its rules.

    `stated` is each rule's own confidence in it, the lowest where it gave several quotes.
    """

    values: Values
    confidence: float | None = None
    stated: tuple[tuple[str, float], ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that its evidence names, in order of their names."""
        return tuple(rule for rule, _ in self.stated)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """`key` and `likened` are places in `columns`; `likened` is the column compared by likeness, if any."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[int, ...]
    likened: int | None = None

    def read(self, row: Any) -> Values:
        """A row's scored columns; a bare string stands for a row's only text column."""
        if not isinstance(row, Mapping):
            return (self.columns[0].read(row),)
        return tuple(column.read(row.get(column.name)) for column in self.columns)

    def same(self, x: Values, y: Values) -> bool:
        """Strictly the same row."""
        if x == y:
            return True
        at = self.likened
        return at is not None and x[:at] == y[:at] and _likeness(x[at], y[at]) >= STRICT_LIKENESS

    def alike(self, x: Values, y: Values) -> bool:
        """The same row but for details."""
        if all(x[at] == y[at] for at in self.key):
            return True
        return self.likened is not None and _likeness(x[self.likened], y[self.likened]) >= SOFT_LIKENESS


def _likeness(x: Any, y: Any) -> float:
    return difflib.SequenceMatcher(None, x or "", y or "").ratio()


def plain(value: Any) -> Any:
    """The value as it is."""
    return value


def text(value: str | None) -> str:
    """Small letters, one space for every run of anything but letters and digits."""
    return re.sub(r"[^\w]+", " ", (value or "").casefold()).strip()


def _text_or_none(value: str | None) -> str | None:
    return text(value) or None


def _number(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else round(float(value), 3)


def whole(value: Any) -> Any:
    """A year or count as an integer; what is none stays as it is."""
    try:
        return None if value in (None, "") else int(value)
    except ValueError:
        return value


def _several(value: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(sorted(value or ()))


def _place(value: str | None) -> str:
    return text(value).replace(" ", "_")


def _default(value: str) -> Callable[[Any], Any]:
    return lambda given: given or value


def _field(name: str, columns: Mapping[str, Callable[[Any], Any]], key: str, likened: str | None = None) -> Field:
    names = list(columns)
    return Field(
        name,
        tuple(Column(column, read) for column, read in columns.items()),
        tuple(names.index(column) for column in key.split()),
        None if likened is None else names.index(likened),
    )


_TABLE = (
    _field("title", {"title": text}, "title", "title"),
    _field("kind", {"kind": plain}, "kind"),
    _field("partnership", {"partnership": plain}, "partnership"),
    _field("areas", {"name": text}, "name"),
    _field("period", {"start": plain, "end": plain, "start_basis": plain}, "end"),
    _field("parties", {"organisation": plain, "administrator": plain}, "organisation"),
    _field("focus_areas", {"number": whole, "title": text}, "title", "title"),
    _field(
        "goals",
        {
            "number": plain,
            "indicator": plain,
            "direction": plain,
            "offences": _several,
            "baseline_year": whole,
            "deadline": whole,
            "target_value": _number,
            "status": _default("agreed"),
            "applies_to": _several,
        },
        "indicator direction",
    ),
    _field(
        "measures",
        {
            "role": plain,
            "indicator": plain,
            "offence": plain,
            "area": _place,
            "time_of_day": _default("all"),
            "year": whole,
            "value": _number,
            "unit": plain,
            "change_percent": _number,
            "status": _default("stated"),
        },
        "indicator offence year value",
    ),
    _field(
        "budgets",
        {
            "amount_dkk": _number,
            "basis": plain,
            "purpose": plain,
            "fte": _number,
            "start_year": whole,
            "end_year": whole,
        },
        "amount_dkk",
    ),
    _field("meetings", {"body": plain, "min_per_year": whole, "max_per_year": whole}, "body"),
    _field(
        "signatories",
        {"organisation": plain, "unit": plain, "name": _text_or_none, "title": _text_or_none, "chair": bool},
        "organisation name",
    ),
    _field("decisions", {"body": text, "date": plain}, "date"),
    _field("policies", {"title": text}, "title", "title"),
    _field("findings", {"code": plain}, "code"),
)
FIELDS: Mapping[str, Field] = {entry.name: entry for entry in _TABLE}
_SINGLE = frozenset({"title", "kind", "partnership"})


def read_rows(name: str, agreement: Mapping[str, Any]) -> list[ScoredRow]:
    """The scored rows of one field of an agreement, given as it stands in a gold file or in the JSON export."""
    field = FIELDS[name]
    found = agreement.get(name)
    if not found:
        return []
    own = (agreement.get("evidence") or {}).get(name)
    if name in _SINGLE:
        return [_row((field.columns[0].read(found),), own)]
    if name == "period":
        return [_row(field.read(found), own)] if found.get("start") or found.get("end") else []
    if name == "findings":
        return _findings(found)
    return [_row(field.read(row), row.get("evidence") if isinstance(row, Mapping) else None) for row in found]


def _row(values: Values, evidence: Sequence[Mapping[str, Any]] | None) -> ScoredRow:
    """A row's confidence is the lowest of its evidences': a value is as sure as the weakest thing it rests on."""
    stated: dict[str, float] = {}
    for quote in evidence or ():
        rule, confidence = quote["rule"], quote["confidence"]
        stated[rule] = min(confidence, stated.get(rule, confidence))
    return ScoredRow(values, min(stated.values(), default=None), tuple(sorted(stated.items())))


def _findings(found: Sequence[Any]) -> list[ScoredRow]:
    """One row for each scored code, with the confidence of its surest finding."""
    by_code: dict[str, list[ScoredRow]] = {}
    for row in found:
        code = row["code"] if isinstance(row, Mapping) else row
        if code in SCORED_FINDINGS:
            evidence = row.get("evidence") if isinstance(row, Mapping) else None
            by_code.setdefault(code, []).append(_row((code,), evidence))
    return [max(rows, key=lambda row: row.confidence or 0.0) for _, rows in sorted(by_code.items())]
