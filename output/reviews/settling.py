"""What the decisions that stand make of a document's rows as they are now: the three-way settling. Pure.

A decision was made about a row as it was read then. After another reading, in order:

1. a row says the same (its key is there): the decision **holds**;
2. a correction, and a row says now what the person made of it: the machine **agrees**;
3. a row stands at the same place and says something else: of a correction, the machine changed other columns
   (**merged**: the person's columns stay, the others are new) or the very columns that the person changed
   (**conflict**: the person's word stays, and is asked about); of a row accepted or rejected, look **again**;
4. nothing: the decision is **open**. An added row simply stays; a rejected row that is gone is what the person wanted.

A decision about another witness of the same agreement counts where the key is the same; where it is not, and the row
was found right or put right there, it is open here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from output.reviews.journal import Review
from output.reviews.places import Quote, same_place
from output.schema.decided import FIRST_ADDED, WHOLE_FIELD
from output.schema.row_keys import row_digest
from output.schema.tables import SINGLE_FIELDS

_HELD = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class MachineRow:
    """A row as it was read: its place in its list, its key, its columns, its quotes."""

    position: int
    key: str
    values: Mapping[str, Any]
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class State:
    """What a decision is now. `patch` are the columns that the person's word replaces (of an added row all)."""

    field: str
    position: int
    review: Review
    state: str
    carried: bool
    patch: Mapping[str, Any] | None = None
    row_key: str | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A decision without a row, and why."""

    review: Review
    why: str


Rows = Mapping[str, Sequence[MachineRow]]


def settle_reviews(rows: Rows, reviews: Sequence[Review], sha256: str) -> tuple[list[State], list[Open]]:
    """The states and the open decisions of the document with this hash, from all that stand for it and for the other
    witnesses of its agreement. A document's own decisions go before those of other witnesses, later before earlier."""
    states: dict[tuple[str, int], State] = {}
    opened: list[Open] = []
    ordered = sorted(reviews, key=lambda review: (review.sha256 != sha256, -review.id))
    # Rows that say what a decision was about are spoken for before others are looked for by their place.
    held = {
        (review.field, row.position)
        for review in ordered
        for row in rows.get(review.field, ())
        if row.key == review.key and review.action in _HELD
    }
    for review in ordered:
        found = _settle(review, rows.get(review.field, ()), review.sha256 != sha256, held)
        if isinstance(found, Open):
            opened.append(found)
        elif found is not None:
            states.setdefault((found.field, found.position), found)
    return list(states.values()), sorted(opened, key=lambda one: one.review.id)


def _settle(
    review: Review, rows: Sequence[MachineRow], carried: bool, held: set[tuple[str, int]]
) -> State | Open | None:
    if review.action == "complete":
        return None if carried else State(review.field, WHOLE_FIELD, review, "complete", carried)
    if review.action == "add":
        return _added(review, rows, carried)
    row = next((row for row in rows if row.key == review.key), None)
    if row is not None:
        return State(review.field, row.position, review, _HELD[review.action], carried, review.patch)
    agreed = _agreeing(review, rows)
    if agreed is not None:
        return State(review.field, agreed.position, review, "agreed", carried)
    if not carried:
        moved = _at_same_place(review, rows, held)
        if moved is not None:
            return _read_otherwise(review, moved)
    if review.action == "reject":
        return None
    return Open(review, "other-witness" if carried else "orphan")


def _added(review: Review, rows: Sequence[MachineRow], carried: bool) -> State:
    """An added row, unless the machine reads it now."""
    key = row_digest(review.field, review.patch or {})
    row = next((row for row in rows if row.key == key), None)
    if row is not None:
        return State(review.field, row.position, review, "agreed", carried)
    return State(review.field, FIRST_ADDED + review.id, review, "added", carried, review.patch, key)


def _agreeing(review: Review, rows: Sequence[MachineRow]) -> MachineRow | None:
    """The row that says what a correction made of the row it was about."""
    if review.action != "correct":
        return None
    wanted = {**(review.before or {}), **(review.patch or {})}
    return next((row for row in rows if all(row.values.get(name) == value for name, value in wanted.items())), None)


def _at_same_place(review: Review, rows: Sequence[MachineRow], held: set[tuple[str, int]]) -> MachineRow | None:
    """The row at the place of the decision that no decision is about by its key; a field of one value is its place."""
    if review.field in SINGLE_FIELDS:
        return rows[0] if rows else MachineRow(0, "", {}, ())
    place = review.place or {}
    free = [row for row in rows if (review.field, row.position) not in held]
    near = [row for row in free if any(same_place(place, quote) for quote in row.quotes[:1])]
    before = review.before or {}
    return max(near, key=lambda row: sum(row.values.get(n) == v for n, v in before.items()), default=None)


def _read_otherwise(review: Review, row: MachineRow) -> State:
    """What a decision is about a row that is read otherwise now."""
    if review.action != "correct":
        return State(review.field, row.position, review, "again", False)
    before, patch = review.before or {}, review.patch or {}
    disputed = [name for name in patch if row.values.get(name) not in (before.get(name), patch[name])]
    return State(review.field, row.position, review, "conflict" if disputed else "merged", False, patch)
