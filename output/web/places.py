"""Where values stand on a page, for the eye: word boxes joined to runs, and the text cut at every border of a quote.

A value has a box for every word; drawn one by one they are a row of tiles. Quotes of different values overlap, so the
text is cut wherever one begins or ends, and each piece knows all that cover it. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from models.geometry import Box

_OVERLAP = 0.3  # of the lower of two boxes: what they share in height on one line
_GAP = 2.2  # heights of a line: a wider gap is another column
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
# A word that goes on in the next line: "for-\nmål". Its hyphen is shown only where lines end as on paper.
_DIVIDED = re.compile("(?<=[a-zæøå])[-\u2010\u00ad]\n(?=[a-zæøå])")


def join_boxes(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of words in reading order, those that stand beside each other on one line as one."""
    joined: list[Box] = []
    for box in boxes:
        if joined and _goes_on(joined[-1], box):
            joined[-1] = joined[-1].union(box)
        else:
            joined.append(box)
    return joined


class Quoted(Protocol):
    """Print that something quotes: a page, and characters of its text."""

    @property
    def page(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def meet(some: Iterable[Quoted], others: Sequence[Quoted]) -> bool:
    """Whether one of some quotes shares print with one of others."""
    return any(q.page == o.page and q.start < o.end and o.start < q.end for q in some for o in others)


def _goes_on(before: Box, box: Box) -> bool:
    low = min(before.height, box.height)
    shared = min(before.bottom, box.bottom) - max(before.top, box.top)
    return shared >= _OVERLAP * low and -low <= box.x0 - before.x1 < _GAP * max(before.height, box.height)


@dataclass(frozen=True, slots=True)
class Span:
    """A quote of a page's text: offsets, and the key of the value that it is of."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Note:
    """A repair or, where it was not `applied`, a proposal: offsets in the text, what was read or what is proposed."""

    start: int
    end: int
    said: str
    applied: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that no border cuts: the values that it is quoted for, the repair that it is part of, whether it is
    the division of a word at the end of a line, whether it was searched for."""

    text: str
    keys: tuple[str, ...] = ()
    note: Note | None = None
    divided: bool = False
    hit: bool = False


def cut_text(
    text: str, spans: Sequence[Span], notes: Sequence[Note] = (), hits: Sequence[tuple[int, int]] = ()
) -> list[list[Piece]]:
    """The text as paragraphs of pieces, in order and without loss: the texts of all pieces together are the text. The
    space between two paragraphs is a paragraph of one piece of white space."""
    breaks = [match.span() for match in _PARAGRAPH.finditer(text)]
    divided = {match.span() for match in _DIVIDED.finditer(text)}
    cut = _Cut(text, spans, notes, hits, divided)
    paragraphs, at = [], 0
    for start, end in [*breaks, (len(text), len(text))]:
        if start > at:
            paragraphs.append(list(cut.pieces(at, start)))
        if end > start:
            paragraphs.append([Piece(text[start:end])])
        at = end
    return paragraphs


class _Cut:
    """The borders of a text, and what stands open between two of them."""

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        notes: Sequence[Note],
        hits: Sequence[tuple[int, int]],
        divided: set[tuple[int, int]],
    ) -> None:
        self.text = text
        self.covers: dict[int, list[str]] = defaultdict(list)
        marks = [*((n.start, n.end) for n in notes), *hits, *divided]
        self.borders = sorted(
            {0, len(text), *(at for s in spans for at in (s.start, s.end)), *(a for m in marks for a in m)}
        )
        self.spans = sorted(spans, key=lambda span: span.start)
        self.notes = [note for note in notes if note.end > note.start]
        self.hits, self.divided = hits, divided

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces between two offsets."""
        borders = [start, *(at for at in self.borders if start < at < end), end]
        spans = [span for span in self.spans if span.start < end and start < span.end]
        notes = [note for note in self.notes if note.start < end and start < note.end]
        for low, high in pairwise(borders):
            keys = dict.fromkeys(span.key for span in spans if span.start <= low and high <= span.end)
            note = next((note for note in notes if note.start <= low and high <= note.end), None)
            yield Piece(self.text[low:high], tuple(keys), note, (low, high) in self.divided, self._is_hit(low, high))

    def _is_hit(self, low: int, high: int) -> bool:
        return any(first <= low and high <= last for first, last in self.hits)
