"""Regular expressions that are tried only where they can begin.

`re` tries a pattern that begins with a choice of words, a boundary or letters of either case at every character of a
text. What every match must begin with can be read off the parsed expression, and a small expression made of it finds
those places many times faster. The matches are those of `re`, and in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]  # as `sre_constants`, without its warning
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# A prefix is a tuple of classes ("[kK]") and of boundaries that a match must begin with; True: more of it is known.
_Prefixes = dict[tuple[str, ...], bool]

_LONGEST = 5
_MOST = 400
# Looking for beginnings pays once a pattern has been asked to read this many characters, and in this long a stretch.
_EARNED = 6000
_SHORT = 12
# Letters whose other case is the only other sign that `re.IGNORECASE` takes for them, but for these.
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöüéèóáí"
_ALSO = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f", "å": "\u212b"}
_CATEGORIES = {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w"}
_WIDEST_RANGE = 64
# Where a match may begin with any of these, it may begin nearly everywhere.
_TOO_WIDE = (r"\s", r"\w")
_WIDE = r"[\w]"
_ANYTHING: _Prefixes = {(): False}
_NOTHING: _Prefixes = {(): True}


class Pattern:
    """A compiled expression with the methods of `re.Pattern`."""

    __slots__ = ("_asked", "_beginnings", "exact", "fullmatch", "groupindex", "match", "pattern", "split", "sub")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.exact = re.compile(pattern, flags)
        self.pattern = pattern
        self.groupindex = self.exact.groupindex
        self.match, self.fullmatch = self.exact.match, self.exact.fullmatch
        self.split, self.sub = self.exact.split, self.exact.sub
        self._asked = 0
        self._beginnings: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        end = len(text) if end is None else end
        if self._beginnings is None or end - start < _SHORT:
            self._count(end - start)
            return self.exact.search(text, start, end)
        match = self.match
        for place in self._beginnings.finditer(text, start, end):
            found = match(text, place.start(), end)
            if found:
                return found
        return None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in `text[start:end]`, none overlapping another, in order."""
        end = len(text) if end is None else end
        if self._beginnings is None or end - start < _SHORT:
            self._count(end - start)
            return self.exact.finditer(text, start, end)
        return self._from_beginnings(self._beginnings, text, start, end)

    def findall(self, text: str) -> list[Any]:
        """As of `re`: the matches, or their group or groups where there are any."""
        if self.exact.groups > 1:
            return [match.groups("") for match in self.finditer(text)]
        return [match[self.exact.groups] or "" for match in self.finditer(text)]

    def _from_beginnings(self, places: re.Pattern[str], text: str, at: int, end: int) -> Iterator[re.Match[str]]:
        match = self.match
        for place in places.finditer(text, at, end):
            begin = place.start()
            if begin >= at:
                found = match(text, begin, end)
                if found:
                    yield found
                    at = found.end()

    def _count(self, length: int) -> None:
        if self._asked < _EARNED <= self._asked + length:
            self._beginnings = find_beginnings(self.pattern, self.exact.flags)
        self._asked += length


def find_beginnings(pattern: str, flags: int) -> re.Pattern[str] | None:
    """An expression that matches one character wherever `pattern` may begin to match; None where that is anywhere."""
    parsed = parser.parse(pattern, flags)
    prefixes = _sequence(parsed, parsed.state.flags)
    firsts = {next((sign for sign in prefix if sign[0] == "["), _WIDE) for prefix in prefixes}
    signs = "".join(sorted(first[1:-1] for first in firsts))
    if len(prefixes) > _MOST or any(wide in signs for wide in _TOO_WIDE):
        return None
    return re.compile(f"[{signs}](?<=(?={_join(prefixes)}).)", re.DOTALL)


def _sequence(items: Iterable[tuple[Any, Any]], flags: int) -> _Prefixes:
    """What a sequence may begin with."""
    found = _NOTHING
    for code, value in items:
        if not any(found.values()) or len(found) > _MOST:
            break
        following = _item(code, value, flags)
        longer = {prefix: False for prefix, more in found.items() if not more}
        for prefix in (prefix for prefix, more in found.items() if more):
            for signs, more in following.items():
                whole = prefix + signs
                longer[whole] = longer.get(whole, True) and more and len(whole) < _LONGEST
        found = longer
    return found


def _item(code: Any, value: Any, flags: int) -> _Prefixes:
    """What one item of a parsed expression may begin with."""
    if code is codes.LITERAL:
        return _class([(code, value)], flags)
    if code is codes.IN:
        return _class(value, flags)
    if code is codes.BRANCH:
        return _either([_sequence(choice, flags) for choice in value[1]])
    if code is codes.SUBPATTERN:
        _, added, removed, items = value
        return _sequence(items, (flags | added) & ~removed)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, items = value
        once = {prefix: more and most == 1 for prefix, more in _sequence(items, flags).items()}
        return once if least else _either([_NOTHING, once])
    if code is codes.AT:
        return {(r"\b",): True} if value is codes.AT_BOUNDARY else _NOTHING
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return _NOTHING
    return _ANYTHING


def _either(choices: list[_Prefixes]) -> _Prefixes:
    found: _Prefixes = {}
    for choice in choices:
        for prefix, more in choice.items():
            found[prefix] = found.get(prefix, True) and more
    return found


def _class(members: list[tuple[Any, Any]], flags: int) -> _Prefixes:
    """A class of characters as a sign of its own, both cases of a letter in it where case does not matter."""
    signs: list[str] = []
    for code, value in members:
        if code is codes.CATEGORY and value in _CATEGORIES:
            signs.append(_CATEGORIES[value])
        elif code is codes.LITERAL:
            signs.append(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < _WIDEST_RANGE:
            signs += map(chr, range(value[0], value[1] + 1))
        else:
            return _ANYTHING
    if flags & re.IGNORECASE:
        if any(sign.isalpha() and sign.lower() not in _LETTERS for sign in signs):
            return _ANYTHING
        signs = [case for sign in signs for case in (_cases(sign) if sign.isalpha() else [sign])]
    written = (re.escape(sign) if len(sign) == 1 else sign for sign in dict.fromkeys(signs))
    return {(f"[{''.join(written)}]",): True}


def _cases(letter: str) -> str:
    low = letter.lower()
    return low + low.upper() + _ALSO.get(low, "")


def _join(prefixes: Iterable[tuple[str, ...]]) -> str:
    """The prefixes as one expression, what they begin with alike only once."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for prefix in prefixes:
        if not prefix:
            return ""
        by_first.setdefault(prefix[0], set()).add(prefix[1:])
    choices = [first + _join(rest) for first, rest in sorted(by_first.items())]
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
