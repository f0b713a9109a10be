"""Whether what was read is what was said: the scored columns of every field, and the values added to the contract.

Rows are compared by the field table of evaluation; the values of `VALUES` only in rows that are both said and read,
and only where the models have them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models import records
from output.measure.gold_rows import FIELDS, READING_FINDINGS, read_rows, text
from tests.variations.paper import Rows

SINGLE = ("title", "kind", "partnership", "period")
# field, column: asked of rows that gold gives it for.
VALUES = (
    ("budgets", "adds"),
    ("budgets", "payer"),
    ("goals", "reference_area"),
    ("goals", "times_of_day"),
    ("goals", "data_source"),
    ("measures", "data_source"),
    ("signatories", "date"),
    ("areas", "change"),
)
MODELS = {"budgets": "Budget", "goals": "Goal", "measures": "Measure", "signatories": "Signatory", "areas": "Area"}


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` is "missed" or "wrong"; `row` says which."""

    field: str
    what: str
    row: str

    def __str__(self) -> str:
        return f"{self.field} {self.what.upper()}: {self.row}"


def as_record(rows: Rows) -> dict[str, Any]:
    """Gold rows as a record: the fields that hold one thing are that thing."""
    return {name: next(iter(values)) if name in SINGLE else [*values] for name, values in rows.items() if values}


def differences(gold: Mapping[str, Any], got: Mapping[str, Any], printed: bool) -> list[Difference]:
    """What is missed or wrong of the scored fields; on a scan or dump, findings about the reading are not asked."""
    found: list[Difference] = []
    for name, field in FIELDS.items():
        wanted = [row.values for row in read_rows(name, gold)]
        left = [row.values for row in read_rows(name, got)]
        for want in wanted:
            hit = next((row for row in left if field.same(want, row)), None)
            if hit is None:
                found.append(Difference(name, "missed", _say(want)))
            else:
                left.remove(hit)
        if name == "findings":
            spare = {*gold.get("spare_findings", ()), *(() if printed else READING_FINDINGS)}
            left = [row for row in left if row[0] not in spare]
        found += [Difference(name, "wrong", _say(row)) for row in left]
    return found


def _say(row: Sequence[Any]) -> str:
    return ", ".join("–" if value is None else str(value) for value in row)


def held() -> frozenset[str]:
    """The values of `VALUES` that the models have, as "goals.data_source"."""
    return frozenset(
        f"{field}.{column}" for field, column in VALUES if column in getattr(records, MODELS[field]).model_fields
    )


def values_asked(gold: Mapping[str, Any], got: Mapping[str, Any]) -> list[tuple[str, bool, str]]:
    """(value, right, what differs) of every value that gold gives for a row that was read by its scored columns."""
    asked = []
    for field, column in VALUES:
        if f"{field}.{column}" not in held():
            continue
        pairs = _paired(field, gold, got)
        for want, have in pairs:
            if isinstance(want, Mapping) and column in want:
                right = _agree(column, want[column], have.get(column))
                asked.append((f"{field}.{column}", right, f"{want[column]!r}, got {have.get(column)!r}"))
    return asked


def _paired(field: str, gold: Mapping[str, Any], got: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    left = [*zip(read_rows(field, got), got.get(field) or (), strict=True)]
    pairs = []
    for want, row in zip(read_rows(field, gold), gold.get(field) or (), strict=True):
        hit = next((pair for pair in left if FIELDS[field].same(want.values, pair[0].values)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((row, hit[1]))
    return pairs


def _agree(column: str, want: Any, have: Any) -> bool:
    if column == "times_of_day":
        return set(want or ()) == set(have or ())
    if column in ("data_source", "reference_area"):
        return _same_words(want, have)
    return bool(want == have)


def _same_words(want: str | None, have: str | None) -> bool:
    """Nearly the same words, or three and more of which one says all that the other says; every year is said."""
    if not want or not have:
        return not want and not have
    ours, theirs = set(text(want).split()), set(text(have).split())
    if not {word for word in ours if word.isdigit()} <= theirs:
        return False
    nearly = len(ours & theirs) >= 0.8 * len(ours | theirs)
    return nearly or (min(len(ours), len(theirs)) >= 3 and (ours <= theirs or theirs <= ours))
