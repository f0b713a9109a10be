"""What matched while papers were parsed: of the patterns of rules, and of those that stand beside them.

A parse counts nothing. While `count_matches` is open, every expression that a module of the parsers holds under a name
is replaced by one that counts and else does as before. Not seen are expressions that a function makes for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import ModuleType
from typing import Any, cast

from parsers.registry import holds_pattern, own_values, walk_modules
from parsers.rules.rule import Rule


class Counting:
    """A compiled expression that counts its matches, each as it is asked for."""

    def __init__(self, exact: re.Pattern[str]) -> None:
        self._exact = exact
        self.matches = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._exact, name)

    def search(self, *stretch: Any) -> re.Match[str] | None:
        """As of `re`, as all that follow."""
        return self._count_one(self._exact.search(*stretch))

    def match(self, *stretch: Any) -> re.Match[str] | None:
        return self._count_one(self._exact.match(*stretch))

    def fullmatch(self, *stretch: Any) -> re.Match[str] | None:
        return self._count_one(self._exact.fullmatch(*stretch))

    def _count_one(self, found: re.Match[str] | None) -> re.Match[str] | None:
        self.matches += found is not None
        return found

    def finditer(self, *stretch: Any) -> Iterator[re.Match[str]]:
        for found in self._exact.finditer(*stretch):
            self.matches += 1
            yield found

    def findall(self, *stretch: Any) -> list[Any]:
        found = self._exact.findall(*stretch)
        self.matches += len(found)
        return found

    def split(self, *asked: Any, **how: Any) -> list[Any]:
        pieces = self._exact.split(*asked, **how)
        self.matches += (len(pieces) - 1) // (1 + self._exact.groups)
        return pieces

    def sub(self, *asked: Any, **how: Any) -> str:
        return self.subn(*asked, **how)[0]

    def subn(self, *asked: Any, **how: Any) -> tuple[str, int]:
        text, times = self._exact.subn(*asked, **how)
        self.matches += times
        return text, times


@contextmanager
def count_matches() -> Iterator[dict[tuple[str, str], int]]:
    """Count until it is left, and give how often each pattern matched; the figures are there from then on.

    Patterns of rules go by field and name, others by an empty field and where they stand.
    """
    matches: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str], Counting] = {}
    with ExitStack() as undone:
        for module, name, value, counting in _swaps(found):
            setattr(module, name, counting)
            undone.callback(setattr, module, name, value)
        yield matches
    matches |= {key: found[key].matches for key in sorted(found)}


def _swaps(found: dict[tuple[str, str], Counting]) -> list[tuple[ModuleType, str, Any, Any]]:
    """Where expressions stand: module, name, the value, and the same value with counting ones.

    The counting ones are added to `found`; modules that import a value get the one of its own module.
    """
    modules = walk_modules()
    swaps, counted = [], {}
    for module in modules:
        for name, value in own_values(module):
            if holds_pattern(value):
                counting = counted[name, id(value)] = _counting(value, f"{module.__name__}.{name}", found)
                swaps.append((module, name, value, counting))
    own = {(module.__name__, name) for module, name, _, _ in swaps}
    for module in modules:
        for name, value in vars(module).items():
            if (name, id(value)) in counted and (module.__name__, name) not in own:
                swaps.append((module, name, value, counted[name, id(value)]))
    return swaps


def _counting(value: Any, name: str, found: dict[tuple[str, str], Counting]) -> Any:
    if isinstance(value, re.Pattern):
        return found.setdefault(("", name), Counting(value))
    if isinstance(value, Rule):
        return replace(
            value, pattern=cast("re.Pattern[str]", found.setdefault((value.field, value.name), Counting(value.pattern)))
        )
    if isinstance(value, dict):
        return {key: _counting(member, f"{name}[{key!r}]", found) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_counting(member, f"{name}[{at}]", found) for at, member in enumerate(value))
    return value
