"""Work that several parsers need of the same document is done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")
_REMEMBERED: list[Callable[[], None]] = []
# More than any document asks; what is called outside of a parse does not grow without end.
_MOST = 10_000


def once(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A pure function that remembers its last value, and gives it again for the very same objects."""
    held: list[tuple[tuple[Any, ...], Any]] = []

    @wraps(function)
    def remembered(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        asked = (*args, *kwargs.values())
        if held and len(held[0][0]) == len(asked) and all(a is b for a, b in zip(held[0][0], asked, strict=True)):
            value: _R = held[0][1]
            return value
        value = function(*args, **kwargs)
        held[:] = [(asked, value)]
        return value

    return remembered


def once_each(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """A pure function of hashable values that remembers what it gave for each of them, until the parse is over."""
    remembered = lru_cache(maxsize=_MOST)(function)
    _REMEMBERED.append(remembered.cache_clear)
    return cast(Callable[_P, _R], remembered)


def forget() -> None:
    """Drop what was remembered for one document."""
    for drop in _REMEMBERED:
        drop()
