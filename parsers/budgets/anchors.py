"""An amount, and the stretches of the paper that may say more of it, by how they stand to it.

own     its own words: its stretch of a sentence, its cell      label    what its row or its line is called
before  the amounts before it in its sentence                   head     what its column is headed by
after   the last words of a row of amounts                      row      the other cells of its row
next    the sentence behind                                     group    the row that heads its rows
lead    the line that leads up to its list                      paid     those of them under a head about money
                                                                around   caption, corner, lead, notes of its table
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.codes import Basis, Purpose
from parsers.marks.mark import Span

Years = tuple[int | None, int | None]
UNKNOWN: Years = (None, None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """`kroner` at `span`; `unit` is its sentence or its row, `floor` where the words for it alone begin."""

    kroner: int
    span: Span
    rule: str
    unit: Span
    floor: int
    places: Mapping[str, Sequence[Span]]
    in_table: bool = False

    @property
    def own(self) -> Span:
        """Its own words."""
        return self.places["own"][0]


@dataclass(slots=True)
class Row:
    """An amount with what its slots were filled with; `reach`: from where each was."""

    anchor: Anchor
    basis: Basis = "unstated"
    purpose: Purpose = "whole"
    fte: float | None = None
    payers: tuple[str | None, ...] = (None,)
    years: Years = UNKNOWN
    relation: str | None = None
    sums: bool = False
    reach: dict[str, str] = field(default_factory=dict)

    @property
    def count_years(self) -> int:
        """How many years it is for; 1 where that is not known."""
        first, last = self.years
        return last - first + 1 if first and last else 1

    @property
    def yearly(self) -> float:
        """Kroner a year: a total is spread evenly."""
        return self.anchor.kroner / (self.count_years if self.basis == "total" else 1)

    def within(self, other: Row) -> bool:
        """Whether its years lie within those of another, as far as they are known."""
        (first, last), (low, high) = self.years, other.years
        return (first or low or 0) >= (low or 0) and (last or high or 0) <= (high or last or 0)

    def complete(self, other: Row) -> None:
        """Take from another row what this one lacks."""
        self.fte = self.fte or other.fte
        self.years = self.years if self.years != UNKNOWN else other.years
        self.payers = self.payers if self.payers != (None,) else other.payers

    def filled(self, slot: str, value: Any, reach: str) -> None:
        """Put a value in a slot and note where it came from."""
        setattr(self, slot, value)
        self.reach[slot] = reach
