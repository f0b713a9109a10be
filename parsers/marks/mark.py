"""A mark: what a stretch of a paper names, found once and asked for by every field.

"senest i 2027" holds the marks `deadline` (the cue), `year` (2027); "fire af ti" the mark `share` (40). Marks of one
kind never overlap; marks of different kinds may ("tryghedsmålingen 2023" is a `survey` and holds a `year`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The stretches in order, those that share something as one."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low < found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def meets(span: Span, apart: Sequence[Span]) -> bool:
    """Whether a stretch shares something with one of those that are in order and share nothing: with the last of them
    that begins before its end."""
    at = bisect_left(apart, (span[1],)) - 1
    return at >= 0 and span[0] < apart[at][1]


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` names a `value` of a `kind`; `rule` found it."""

    kind: str
    value: Any
    start: int
    end: int
    rule: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class _Kind:
    marks: tuple[Mark, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a text, by kind and in order. Asking costs a bisection, however long the text is."""

    by_kind: dict[str, _Kind] = field(default_factory=dict)

    def of(self, kind: str, span: Span) -> Sequence[Mark]:
        """The marks of a kind that stand whole within a stretch, in order."""
        marks, low, high = self._within(kind, span)
        return marks[low:high]

    def _within(self, kind: str, span: Span) -> tuple[Sequence[Mark], int, int]:
        """All marks of a kind, and from which to before which of them stand whole within a stretch."""
        held = self.by_kind.get(kind)
        if held is None:
            return (), 0, 0
        low = bisect_left(held.starts, span[0])
        if low == len(held.starts) or held.starts[low] >= span[1]:  # most that is asked for is not there
            return (), 0, 0
        high = bisect_left(held.starts, span[1], low)
        while high > low and held.marks[high - 1].end > span[1]:
            high -= 1
        return held.marks, low, high

    def any_of(self, kinds: Iterable[str], span: Span) -> list[Mark]:
        """The marks of several kinds within a stretch, in order of their places."""
        return sorted((mark for kind in kinds for mark in self.of(kind, span)), key=lambda mark: mark.span)

    def has(self, kind: str, span: Span, *values: object) -> bool:
        """Whether a stretch holds a mark of the kind (with one of these values, where any are given)."""
        return self.first(kind, span, *values) is not None

    def has_any(self, kinds: Iterable[str], span: Span) -> bool:
        """Whether a stretch holds a mark of one of several kinds."""
        return any(self.has(kind, span) for kind in kinds)

    def first(self, kind: str, span: Span, *values: object) -> Mark | None:
        """The first mark of the kind in a stretch (with one of these values, where any are given)."""
        marks, low, high = self._within(kind, span)
        if values:
            return next((marks[at] for at in range(low, high) if marks[at].value in values), None)
        return marks[low] if low < high else None

    def last(self, kind: str, span: Span, *values: object) -> Mark | None:
        """The last one."""
        marks, low, high = self._within(kind, span)
        if values:
            return next((marks[at] for at in range(high - 1, low - 1, -1) if marks[at].value in values), None)
        return marks[high - 1] if low < high else None

    def starting_at(self, kind: str, at: int) -> Mark | None:
        """The mark of the kind that begins exactly at a place."""
        held = self.by_kind.get(kind)
        number = bisect_left(held.starts, at) if held else 0
        return held.marks[number] if held and number < len(held.starts) and held.starts[number] == at else None

    def any_starting_at(self, kinds: Iterable[str], at: int) -> Mark | None:
        """The mark of the first of several kinds that has one beginning exactly at a place."""
        return next((mark for kind in kinds if (mark := self.starting_at(kind, at))), None)

    def covering(self, kind: str, at: int) -> Mark | None:
        """The mark of the kind that a place lies in."""
        held = self.by_kind.get(kind)
        number = bisect_left(held.starts, at + 1) - 1 if held else -1
        return held.marks[number] if held and number >= 0 and at < held.marks[number].end else None

    def values(self, kind: str, span: Span) -> tuple[Any, ...]:
        """What the marks of a kind in a stretch name, each value once, in order."""
        return tuple(dict.fromkeys(mark.value for mark in self.of(kind, span)))

    def __iter__(self) -> Iterator[Mark]:
        for held in self.by_kind.values():
            yield from held.marks


def make_marks(found: Iterable[Mark]) -> Marks:
    """Marks put in order. Of two of a kind that overlap the longer stays, of two as long the one given first."""
    kinds: dict[str, list[Mark]] = {}
    for mark in found:
        kinds.setdefault(mark.kind, []).append(mark)
    return Marks({kind: _held(marks) for kind, marks in kinds.items()})


def _held(marks: list[Mark]) -> _Kind:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end - mark.start > kept[-1].end - kept[-1].start:
            kept[-1] = mark
    return _Kind(tuple(kept), tuple(mark.start for mark in kept))
