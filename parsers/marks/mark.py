"""A mark: what a stretch of a paper names, found once and asked for by every field.

"senest i 2027" holds the marks `deadline` (the cue), `year` (2027); "fire af ti" the mark `share` (40). Marks of one
kind never overlap; marks of different kinds may ("tryghedsmålingen 2023" is a `survey` and holds a `year`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

Span = tuple[int, int]
_PLACE = attrgetter("start", "end")


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


class Mark(NamedTuple):
    """`text[start:end]` names a `value` of a `kind`; `rule` found it. A page has two hundred."""

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
    """Marks of one kind: as none overlaps another, their ends are in order as their starts are."""

    marks: tuple[Mark, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a text, by kind and in order. Asking costs a bisection, however long the text is."""

    by_kind: dict[str, _Kind] = field(default_factory=dict)

    def of(self, kind: str, span: Span) -> Sequence[Mark]:
        """The marks of a kind that stand whole within a stretch, in order."""
        held = self.by_kind.get(kind)
        if held is None:
            return ()
        low = bisect_left(held.starts, span[0])
        return held.marks[low : bisect_right(held.ends, span[1], low)]

    def any_of(self, kinds: Iterable[str], span: Span) -> list[Mark]:
        """The marks of several kinds within a stretch, in order of their places."""
        found = [mark for kind in kinds for mark in self.of(kind, span)]
        return sorted(found, key=_PLACE) if len(found) > 1 else found

    def has(self, kind: str, span: Span, *values: object) -> bool:
        """Whether a stretch holds a mark of the kind (with one of these values, where any are given)."""
        return self.first(kind, span, *values) is not None

    def has_any(self, kinds: Iterable[str], span: Span) -> bool:
        """Whether a stretch holds a mark of one of several kinds."""
        return any(self.first(kind, span) is not None for kind in kinds)

    def first(self, kind: str, span: Span, *values: object) -> Mark | None:
        """The first mark of the kind in a stretch (with one of these values, where any are given)."""
        held = self.by_kind.get(kind)
        if held is None:
            return None
        at = bisect_left(held.starts, span[0])
        while at < len(held.ends) and held.ends[at] <= span[1]:
            if not values or held.marks[at].value in values:
                return held.marks[at]
            at += 1
        return None

    def last(self, kind: str, span: Span, *values: object) -> Mark | None:
        """The last one."""
        held = self.by_kind.get(kind)
        if held is None:
            return None
        at = bisect_right(held.ends, span[1]) - 1
        while at >= 0 and held.starts[at] >= span[0]:
            if not values or held.marks[at].value in values:
                return held.marks[at]
            at -= 1
        return None

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
    return _Kind(tuple(kept), tuple([mark.start for mark in kept]), tuple([mark.end for mark in kept]))
