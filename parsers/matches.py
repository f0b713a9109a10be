"""What matched while papers were parsed: of the patterns of rules, and of those that stand beside them.

A parse counts nothing. While `count_matches` is open, every expression that a module of the parsers holds under a name
is replaced by one that counts and else does as before. Not seen are expressions that a function makes for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any, cast

from parsers.registry import list_rules, name_patterns, own_values, patterns_in, walk_modules
from parsers.rules.patterns import Pattern


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
    with ExitStack() as undone:
        watched = [((rule.field, rule.name), _watch(rule.pattern, undone)) for _, rule in list_rules()]
        named = {name: _watch(one, undone) for name, one in name_patterns().items() if isinstance(one, Pattern)}
        for module, name, value, counting in _plain(named):
            setattr(module, name, counting)
            undone.callback(setattr, module, name, value)
        yield matches
    for key, counting in watched + [(("", name), named[name]) for name in sorted(named)]:
        matches[key] = matches.get(key, 0) + counting.matches


def _watch(pattern: Pattern, undone: ExitStack) -> Counting:
    """Count what a pattern of ours matches, until the stack is left."""
    exact, counting = pattern.exact, Counting(pattern.exact)
    pattern.bind(cast("re.Pattern[str]", counting))
    undone.callback(pattern.bind, exact)
    return counting


def _plain(found: dict[str, Counting]) -> list[tuple[ModuleType, str, Any, Any]]:
    """Where expressions of `re` itself stand: module, name, the value, and the same value with counting ones.

    The counting ones are added to `found` by name; modules that import a value get the one of its own module.
    """
    modules = walk_modules()
    swaps, counted = [], {}
    for module in modules:
        for name, value in own_values(module):
            if any(isinstance(pattern, re.Pattern) for _, pattern in patterns_in(value)):
                counting = counted[name, id(value)] = _counting(value, f"{module.__name__}.{name}", found)
                swaps.append((module, name, value, counting))
    own = {(module.__name__, name) for module, name, _, _ in swaps}
    for module in modules:
        for name, value in vars(module).items():
            if (name, id(value)) in counted and (module.__name__, name) not in own:
                swaps.append((module, name, value, counted[name, id(value)]))
    return swaps


def _counting(value: Any, name: str, found: dict[str, Counting]) -> Any:
    if isinstance(value, re.Pattern):
        return found.setdefault(name, Counting(value))
    if isinstance(value, dict):
        return {key: _counting(member, f"{name}[{key!r}]", found) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_counting(member, f"{name}[{at}]", found) for at, member in enumerate(value))
    return value
