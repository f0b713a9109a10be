"""Stretches of text around words that a rule cannot do without, so that slow patterns need not read it all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.rules.once import once_each


def find_windows(
    needed: re.Pattern[str], text: str, start: int = 0, end: int | None = None, *, before: int, after: int
) -> Iterator[tuple[int, int]]:
    """Spans from `before` characters before to `after` behind each match of `needed`, cut at words, merged."""
    return iter(_windows(needed, text, start, len(text) if end is None else end, before, after))


@once_each
def _windows(
    needed: re.Pattern[str], text: str, start: int, end: int, before: int, after: int
) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    low = high = -1
    for match in needed.finditer(text, start, end):
        left, right = max(start, match.start() - before), min(end, match.end() + after)
        while left > start and not text[left - 1].isspace():
            left -= 1
        while right < end and not text[right].isspace():
            right += 1
        if low >= 0 and left > high:
            found.append((low, high))
            low = left
        low, high = (left if low < 0 else low), right
    if low >= 0:
        found.append((low, high))
    return tuple(found)
