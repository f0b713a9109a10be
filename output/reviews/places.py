"""Where a decided value stands on paper, in a form that a new reading does not move: offsets in the page's raw text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """An applied repair of a page: where its text is, and how long the raw text was that it stands for."""

    start: int
    end: int
    raw_length: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of a page, in its text and in its raw text (offsets after the page's repairs are undone)."""

    page: int
    start: int
    end: int
    verbatim: str
    raw_start: int
    raw_end: int
    boxes: Sequence[Any] | None = None


def raw_span(start: int, end: int, changes: Sequence[Change]) -> tuple[int, int]:
    """The span of the raw text that a span of the repaired text stands for; what cuts a repair takes it whole.

    With "mal" read for "mål af" (raw 3 letters, text 6 at 4..10), the text span 7..12 is the raw span 4..9.
    """
    low, high = start, end
    for change in changes:
        shift = change.raw_length - (change.end - change.start)
        if change.end <= start:
            low += shift
        elif change.start < start:
            low -= start - change.start
        if change.start < end or change.end <= end:
            high += shift + max(0, change.end - end)
    return low, max(low, high)


def same_place(place: Mapping[str, Any], quote: Quote) -> bool:
    """Whether a quote stands where a decision was made: on the same page, over more than half of the shorter span; or
    it says the same words there."""
    if place.get("page") != quote.page:
        return False
    start, end = place.get("start", 0), place.get("end", 0)
    shared = min(end, quote.raw_end) - max(start, quote.raw_start)
    shorter = min(end - start, quote.raw_end - quote.raw_start)
    return shared * 2 > shorter or place.get("verbatim") == quote.verbatim


def find_words(place: Mapping[str, Any], text: str, near: int) -> tuple[int, int] | None:
    """Where a decision's words stand in a page's text now: the nearest to `near`; None where they stand nowhere."""
    words = place.get("verbatim") or ""
    starts = [at for at in range(len(text)) if words and text.startswith(words, at)] if words in text else []
    start = min(starts, key=lambda at: abs(at - near), default=None)
    return None if start is None else (start, start + len(words))
