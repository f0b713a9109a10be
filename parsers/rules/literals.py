"""What every match of a regular expression must hold: some one of a few literals, read off the parsed expression."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# Letters that are told in small letters by `str.lower`; others are left out.
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzæøåäöüé")
# More literals, or shorter ones, are not worth looking for.
_MOST = 40
_CHOICES = 4
_LEAST = 2

_Strings = frozenset[str]
# What a piece of an expression matches if that is one of a few strings, and literals of which each match holds one.
_Known = tuple[_Strings | None, _Strings | None]
_EMPTY: _Strings = frozenset({""})


def find_literals(pattern: str, flags: int) -> tuple[str, ...]:
    """Literals in small letters, one of which every match holds; empty where there are none worth looking for."""
    exact, needed = _sequence(parser.parse(pattern, flags))
    best = _better(needed, exact)
    return tuple(sorted(best, key=lambda one: (len(one), one))) if best else ()


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Known:
    """The strings of a sequence, its pieces put together as long as they are few."""
    whole: _Strings | None = _EMPTY
    run, best = _EMPTY, None
    for code, value in items:
        exact, needed = _item(code, value)
        best = _better(best, needed)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(a + b for a, b in product(run, exact))
            continue
        best = _better(best, run)
        whole, run = None, exact if exact is not None else _EMPTY
    return (run if whole is not None else None), _better(best, run)


def _item(code: Any, value: Any) -> _Known:
    if code is codes.LITERAL:
        low = chr(value).lower()
        return (frozenset({low}), None) if low in _LETTERS or not low.isalpha() else (None, None)
    if code is codes.IN:
        choices = [_item(*member)[0] for member in value] if len(value) <= _CHOICES else [None]
        return (None if None in choices else frozenset().union(*(c for c in choices if c))), None
    if code is codes.BRANCH:
        return _either([_sequence(choice) for choice in value[1]])
    if code is codes.SUBPATTERN:
        return _sequence(value[3])
    if code is codes.ATOMIC_GROUP:
        return None, _sequence(value)[1]
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _repeat(value)
    return (_EMPTY, None) if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT) else (None, None)


def _repeat(value: tuple[int, int, Any]) -> _Known:
    least, most, items = value
    exact, needed = _sequence(items)
    if least == 0:
        return (exact | _EMPTY if exact is not None and most == 1 else None), None
    return (exact if most == 1 else None), _better(needed, exact)


def _either(choices: list[_Known]) -> _Known:
    """What a choice matches, and holds where each of its alternatives holds something."""
    exacts = [exact for exact, _ in choices if exact is not None]
    held = [best for exact, needed in choices if (best := _better(needed, exact))]
    exact = frozenset().union(*exacts) if len(exacts) == len(choices) else None
    needed = frozenset().union(*held) if len(held) == len(choices) else None
    return exact, _better(needed, None)


def _better(first: _Strings | None, second: _Strings | None) -> _Strings | None:
    """The set of which the shortest literal is the longer, and the smaller one of two alike."""
    choices = [_shortest(one) for one in (first, second) if one]
    worthy = [one for one in choices if len(one) <= _MOST and min(map(_weight, one)) >= _LEAST]
    return max(worthy, key=lambda one: (min(map(_weight, one)), -len(one)), default=None)


def _shortest(found: _Strings) -> _Strings:
    """The strings without those that hold another."""
    return frozenset(one for one in found if not any(other in one for other in found if other != one))


def _weight(literal: str) -> int:
    """How rare a literal is: signs count for more than letters, blanks for nothing."""
    return sum(0 if sign.isspace() else 1 if sign.isalnum() else 3 for sign in literal)
