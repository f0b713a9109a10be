"""What the record contract gained later, against gold that holds it: scored beside the fields, never among them.

A value of a row (`adds`, `reference_area`, `times_of_day`, `data_source`) is asked only where the row itself was read
right: equal is right, another value wrong, none where gold has one missed. Rows (`areas.change`, `definitions`,
`related`) are asked of a document whose gold has the list. `telling` counts the values that are not the usual ones.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from output.measure.gold_rows import FIELDS, read_rows, text, whole

Agreement = Mapping[str, Any]
_TERM_LIKENESS = 0.85
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value or row of a later field: `right`, `wrong` or `missed`, and what it is."""

    name: str
    result: str
    what: str
    telling: bool


@dataclass(frozen=True, slots=True)
class LaterValue:
    """A column that a table gained: when gold's row agrees with the value given, and when gold's value is telling."""

    table: str
    column: str
    name: str
    agrees: Callable[[Mapping[str, Any], Any], bool]
    telling: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class LaterRows:
    """A list that the contract gained: its rows, whether gold asks for it, and when two rows are the same."""

    name: str
    rows: Callable[[Agreement], list[Any]]
    asked: Callable[[Agreement], bool]
    spare: Callable[[Mapping[str, Any]], list[Any]]
    same: Callable[[Any, Any], bool]


def same_source(wanted: str | None, given: str | None) -> bool:
    """Nearly the same words, or three and more of which one says all that the other says; with gold's year, if any."""
    if not wanted or not given:
        return not wanted and not given
    ours, theirs = set(text(wanted).split()), set(text(given).split())
    if not {word for word in ours if _YEAR.fullmatch(word)} <= theirs:
        return False
    near = len(ours & theirs) >= 0.8 * len(ours | theirs)
    return near or (min(len(ours), len(theirs)) >= 3 and (ours <= theirs or theirs <= ours))


def _same_source_in_any_words(row: Mapping[str, Any], given: Any) -> bool:
    return any(same_source(one, given) for one in [row["data_source"], *row.get("data_source_alternatives", ())])


_SOURCE = ("data_source", "sources", _same_source_in_any_words, bool)
VALUES = (
    LaterValue("budgets", "adds", "budgets.adds", lambda row, v: row["adds"] is v, lambda v: v is False),
    LaterValue(
        "goals", "reference_area", "goals.reference_area", lambda r, v: text(r["reference_area"]) == text(v), bool
    ),
    LaterValue(
        "goals",
        "times_of_day",
        "goals.times_of_day",
        lambda row, v: set(row["times_of_day"] or ()) == set(v or ()),
        lambda v: bool(v) and set(v) != {"all"},
    ),
    LaterValue("goals", *_SOURCE),
    LaterValue("measures", *_SOURCE),
)


def _changes(areas: Sequence[Any] | None) -> list[Any]:
    rows = (row for row in areas or () if isinstance(row, Mapping) and row.get("change"))
    return sorted({(text(row.get("name")), row["change"]) for row in rows})


def _asks_changes(gold: Agreement) -> bool:
    return "related" in gold or any(isinstance(row, Mapping) and "change" in row for row in gold.get("areas") or ())


def _same_term(wanted: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    ours, theirs = (
        [text(term) for term in [row.get("term"), *row.get("term_alternatives", ())]] for row in (wanted, given)
    )
    alike = any(difflib.SequenceMatcher(None, a, b).ratio() >= _TERM_LIKENESS for a in ours for b in theirs)
    return alike and wanted.get("offence") == given.get("offence")


def _related(rows: Sequence[Mapping[str, Any]] | None) -> list[Any]:
    return [(row.get("partnership"), whole(row.get("start_year")), whole(row.get("end_year"))) for row in rows or ()]


ROWS = (
    LaterRows(
        "areas.change",
        lambda a: _changes(a.get("areas")),
        _asks_changes,
        lambda spare: _changes(spare.get("areas.change")),
        lambda x, y: bool(x == y),
    ),
    LaterRows(
        "definitions",
        lambda a: list(a.get("definitions") or ()),
        lambda gold: "definitions" in gold,
        lambda spare: list(spare.get("definitions") or ()),
        _same_term,
    ),
    LaterRows(
        "related",
        lambda a: _related(a.get("related")),
        lambda gold: "related" in gold,
        lambda spare: _related(spare.get("related")),
        lambda x, y: bool(x == y),
    ),
)
NAMES = tuple(dict.fromkeys(entry.name for entry in (*VALUES, *ROWS)))


def match_later_fields(gold: Agreement, given: Agreement) -> Iterator[Outcome]:
    """Every value and row of the later fields that gold asks for or that is given beside them."""
    for value in VALUES:
        yield from _match_value(value, gold, given)
    for rows in ROWS:
        if rows.asked(gold):
            yield from _match_rows(rows, gold, given)


def _match_value(value: LaterValue, gold: Agreement, given: Agreement) -> Iterator[Outcome]:
    field = FIELDS[value.table]
    left = list(zip(read_rows(value.table, given), given.get(value.table) or (), strict=True))
    for wanted, row in zip(read_rows(value.table, gold), gold.get(value.table) or (), strict=True):
        at = next((at for at, (other, _) in enumerate(left) if field.same(wanted.values, other.values)), None)
        if at is None:
            continue
        found = left.pop(at)[1]
        if value.column in row:
            result = _judge(value, row, found)
            what = f"{value.table}.{value.column}: {row[value.column]!r}, got {found.get(value.column)!r}"
            yield Outcome(value.name, result, what, value.telling(row[value.column]))


def _judge(value: LaterValue, wanted: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    says_nothing = found.get(value.column) in (None, [], "")
    if value.column not in found or (says_nothing and wanted[value.column] not in (None, [], "")):
        return "missed"
    return "right" if value.agrees(wanted, found[value.column]) else "wrong"


def _match_rows(entry: LaterRows, gold: Agreement, given: Agreement) -> Iterator[Outcome]:
    left: list[Hashable | Mapping[str, Any]] = entry.rows(given)
    spare = entry.spare(gold.get("optional") or {})
    for wanted in entry.rows(gold):
        at = next((at for at, row in enumerate(left) if entry.same(wanted, row)), None)
        if at is not None:
            left.pop(at)
        yield Outcome(entry.name, "missed" if at is None else "right", str(wanted), True)
    for row in left:
        if not any(entry.same(other, row) for other in spare):
            yield Outcome(entry.name, "wrong", str(row), False)
