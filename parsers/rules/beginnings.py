"""What every match of a regular expression must begin with, read off the parsed expression.

`re` keeps its parser to itself: where a Python has another, importing this raises ImportError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]  # as `sre_constants`, without its warning
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# A prefix is a tuple of classes ("[kK]") and places (r"\b") that a match must begin with; True: more of it is known.
# The first may be a run of letters of any length ("+[\w]", or "*[\w]" where it may be empty).
_Prefixes = dict[tuple[str, ...], bool]

# Prefixes are cut shorter where they would be too many.
_LENGTHS = (5, 3, 1)
_MOST = 400
# Letters whose other case is the only other sign that `re.IGNORECASE` takes for them, but for these.
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöüéèóáí"
_ALSO = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f", "å": "\u212b"}
_CATEGORIES = {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w"}
_WIDEST_RANGE = 64
_PLACES = {codes.AT_BOUNDARY: r"\b", codes.AT_BEGINNING: r"\A", codes.AT_BEGINNING_STRING: r"\A"}
_ANYTHING: _Prefixes = {(): False}
_NOTHING: _Prefixes = {(): True}


@dataclass(frozen=True, slots=True)
class Beginnings:
    """`places` matches one character wherever a match may begin, or, where `runs`, behind a run that begins it."""

    places: re.Pattern[str]
    runs: bool


def find_beginnings(pattern: str, flags: int) -> Beginnings | None:
    """Where `pattern` may begin to match; None where that is nearly everywhere."""
    parsed = parser.parse(pattern, flags)
    for longest in _LENGTHS:
        prefixes = _sequence(parsed, parsed.state.flags, longest)
        if len(prefixes) <= _MOST:
            break
    bare = {prefix[1:] if prefix and prefix[0][0] in "+*" else prefix for prefix in prefixes}
    firsts = {next((sign for sign in prefix if sign[0] == "["), r"[\w]") for prefix in bare}
    signs = "".join(sorted(first[1:-1] for first in firsts))
    if len(prefixes) > _MOST or r"\w" in signs or r"\s" in signs:
        return None
    return Beginnings(re.compile(f"[{signs}](?<=(?={_join(bare)}).)", re.DOTALL), bare != prefixes.keys())


def _sequence(items: Iterable[tuple[Any, Any]], flags: int, longest: int) -> _Prefixes:
    """What a sequence may begin with."""
    found = _NOTHING
    for code, value in items:
        if not any(found.values()) or len(found) > _MOST:
            break
        following = _item(code, value, flags, longest)
        longer = {prefix: False for prefix, more in found.items() if not more}
        for prefix in (prefix for prefix, more in found.items() if more):
            for signs, more in following.items():
                whole, known = _put_after(prefix, signs)
                longer[whole] = longer.get(whole, True) and known and more and len(whole) < longest
        found = longer
    return found


def _put_after(prefix: tuple[str, ...], signs: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Two prefixes in a row, and whether all of the second is in it: a run can only be at the beginning."""
    if not signs or signs[0][0] not in "+*":
        return prefix + signs, True
    if all(sign[0] not in "[+*" for sign in prefix):
        return signs, True
    return (*prefix, signs[0][1:]) if signs[0][0] == "+" and prefix[-1][0] not in "+*" else prefix, False


def _item(code: Any, value: Any, flags: int, longest: int) -> _Prefixes:
    """What one item of a parsed expression may begin with."""
    if code is codes.LITERAL:
        return _class([(code, value)], flags)
    if code is codes.IN:
        return _class(value, flags)
    if code is codes.BRANCH:
        return _either([_sequence(choice, flags, longest) for choice in value[1]])
    if code is codes.SUBPATTERN:
        _, added, removed, items = value
        return _sequence(items, (flags | added) & ~removed, longest)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _repeat(value, flags, longest)
    if code is codes.AT:
        multiline = value is codes.AT_BEGINNING and flags & re.MULTILINE
        return {(r"(?m:^)" if multiline else _PLACES[value],): True} if value in _PLACES else _NOTHING
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return _NOTHING
    return _ANYTHING


def _repeat(value: tuple[int, int, Any], flags: int, longest: int) -> _Prefixes:
    least, most, items = value
    once = {prefix: more and most == 1 for prefix, more in _sequence(items, flags, longest).items()}
    if (
        most > 1
        and once.keys() != _ANYTHING.keys()
        and len(items) == 1
        and items[0][0] is codes.IN
        and _is_run(items[0][1])
    ):
        return {(f"{'+' if least else '*'}{sign}",): True for prefix in once for sign in prefix}
    return once if least else _either([_NOTHING, once])


def _is_run(members: list[tuple[Any, Any]]) -> bool:
    """Whether a class holds all letters, and nothing that `_run_before` would not go back over."""
    categories = {value for code, value in members if code is codes.CATEGORY}
    others = [chr(sign) for code, value in members if code is codes.LITERAL for sign in (value,)]
    others += [chr(sign) for code, value in members if code is codes.RANGE for sign in value]
    letters = codes.CATEGORY_WORD in categories and codes.CATEGORY_SPACE not in categories
    return letters and all(sign.isalnum() or sign in "-_" for sign in others)


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
