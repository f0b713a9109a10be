"""Stretches of text around words that a rule cannot do without, so that slow patterns need not read it all."""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_windows(
    needed: re.Pattern[str], text: str, start: int = 0, end: int | None = None, *, before: int, after: int
) -> Iterator[tuple[int, int]]:
    """Spans from `before` characters before to `after` behind each match of `needed`, cut at words, merged."""
    end = len(text) if end is None else end
    low = high = -1
    for match in needed.finditer(text, start, end):
        left, right = max(start, match.start() - before), min(end, match.end() + after)
        while left > start and not text[left - 1].isspace():
            left -= 1
        while right < end and not text[right].isspace():
            right += 1
        if low >= 0 and left > high:
            yield low, high
            low = left
        low, high = (left if low < 0 else low), right
    if low >= 0:
        yield low, high
