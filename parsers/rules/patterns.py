"""Regular expressions that are tried only where they can match.

`re` tries a pattern that begins with a choice of words, a boundary or letters of either case at every character of a
text. What every match must begin with, and literals of which it must hold one, can be read off the parsed expression:
texts that hold none of the literals are passed over, and a small expression made of the beginnings finds the places to
try many times faster. The matches are those of `re`, and in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from parsers.rules.once import once_each

if TYPE_CHECKING:
    from parsers.rules.beginnings import Beginnings

# Looking for beginnings pays once a pattern has been asked to read this many characters, and in this long a stretch.
_EARNED = 6000
_SHORT = 12


class Pattern:
    """A compiled expression with the methods of `re.Pattern`."""

    __slots__ = (
        "_asked", "_beginnings", "_gated", "_literals", "exact", "fullmatch", "groupindex", "match", "pattern",
        "split", "sub",
    )  # fmt: skip

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.bind(re.compile(pattern, flags))
        self._asked = 0
        self._beginnings: Beginnings | None = None
        self._literals: tuple[str, ...] = ()
        self._gated = True

    def bind(self, exact: re.Pattern[str]) -> None:
        """Match by this compiled expression from now on, or by one that stands for it and counts."""
        self.exact = exact
        self.groupindex = exact.groupindex
        self.match, self.fullmatch = exact.match, exact.fullmatch
        self.split, self.sub = exact.split, exact.sub

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        end = len(text) if end is None else end
        if self._gated and self._passes_over(text, start, end):
            return None
        if self._beginnings is None or end - start < _SHORT:
            return self.exact.search(text, start, end)
        if self._beginnings.places.search(text, start, end) is None:
            return None
        return next(self._from(self._beginnings, text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in `text[start:end]`, none overlapping another, in order."""
        end = len(text) if end is None else end
        if self._gated and self._passes_over(text, start, end):
            return iter(())
        if self._beginnings is None or end - start < _SHORT:
            return self.exact.finditer(text, start, end)
        return self._from(self._beginnings, text, start, end)

    def findall(self, text: str) -> list[Any]:
        """As of `re`: the matches, or their group or groups where there are any."""
        if self.exact.groups > 1:
            return [match.groups("") for match in self.finditer(text)]
        return [match[self.exact.groups] or "" for match in self.finditer(text)]

    def _from(self, beginnings: Beginnings, text: str, at: int, end: int) -> Iterator[re.Match[str]]:
        """The matches from `at`, which is moved behind each place that was tried."""
        match = self.match
        for place in beginnings.places.finditer(text, at, end):
            last = place.start()
            if last < at:
                continue
            first = _run_before(text, last, at) if beginnings.runs else last
            at = last + 1
            for begin in range(first, at):
                found = match(text, begin, end)
                if found:
                    yield found
                    at = found.end()
                    break

    def _passes_over(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch holds none of the literals, in whichever case; what is asked first is counted only."""
        if self._asked < _EARNED:
            self._count(end - start)
            return False
        low = _lowered(text, start, end)
        for literal in self._literals:
            if literal in low:
                return False
        # Signs whose other case `str.lower` does not give: long s, dotless i, the dot of a capital I with one.
        return "\u017f" not in low and "\u0131" not in low and "\u0307" not in low

    def _count(self, length: int) -> None:
        self._asked += length
        if self._asked < _EARNED:
            return
        try:
            from parsers.rules.beginnings import find_beginnings
            from parsers.rules.literals import find_literals
        except ImportError:  # a Python that keeps the parser of its expressions elsewhere: all is tried everywhere
            self._gated = False
            return
        self._beginnings = find_beginnings(self.pattern, self.exact.flags)
        self._literals = find_literals(self.pattern, self.exact.flags)
        self._gated = bool(self._literals)


@once_each
def _lowered(text: str, start: int, end: int) -> str:
    return text[start:end].lower()


def _run_before(text: str, end: int, start: int) -> int:
    """Where the run of letters that ends at `end` begins; `start` at the earliest."""
    at = end
    while at > start and (text[at - 1].isalnum() or text[at - 1] in "-_"):
        at -= 1
    return at
