"""In what order a person should look at values: not by confidence alone, which has as many steps as there are rules.

Where witnesses differ comes first, then what a careful reader pointed out, then words that the engine or the repair was
unsure of; among equals the least sure value first. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CONFLICT = "witness-conflict"
_WEIGHTS = {"disagreeing": 3.0, "finding": 2.0, "doubtful": 1.0, "confidence": 0.0}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where something stands: a page, and offsets in its text."""

    page: int
    start: int
    end: int

    def meets(self, other: Stand) -> bool:
        """Whether they share a letter."""
        return self.page == other.page and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Quoted:
    """A value by its field and position, with its first quote."""

    field: str
    position: int
    stand: Stand
    confidence: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A value's place in the list: why it is there, its priority (more is sooner), and a number drawn for it."""

    field: str
    position: int
    reason: str
    priority: float
    draw: int


def rank_values(
    sha256: str, values: Iterable[Quoted], noted: Sequence[tuple[str, Stand]], doubts: Sequence[Stand]
) -> Iterator[Ranked]:
    """The values of a paper with their ranks. `noted` are the codes of findings that are more than information, and
    where they stand; `doubts` words read or repaired with little confidence. The same paper draws the same numbers."""
    for value in values:
        reason = _reason(value, noted, doubts)
        drawn = f"{sha256} {value.field} {value.stand.page} {value.stand.start} {value.position}"
        draw = int.from_bytes(hashlib.sha256(drawn.encode()).digest()[:4], "big")
        yield Ranked(value.field, value.position, reason, _WEIGHTS[reason] + 1.0 - value.confidence, draw)


def _reason(value: Quoted, noted: Sequence[tuple[str, Stand]], doubts: Sequence[Stand]) -> str:
    codes = {code for code, stand in noted if stand.meets(value.stand)}
    if CONFLICT in codes:
        return "disagreeing"
    if codes:
        return "finding"
    return "doubtful" if any(stand.meets(value.stand) for stand in doubts) else "confidence"
