"""What the parsers hold, found by walking the package: every module, every table of rules, every named pattern."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import parsers
from parsers.rules.rule import Rule


def walk_modules() -> list[ModuleType]:
    """Every module of the package, however deep, imported, by name."""
    found = pkgutil.walk_packages(parsers.__path__, "parsers.")
    return [importlib.import_module(name) for name in sorted(module.name for module in found)]


def list_rules() -> list[tuple[ModuleType, Rule]]:
    """The rules of every table that is called `RULES`, with their modules, in the tables' order."""
    return [(module, rule) for module in walk_modules() for rule in getattr(module, "RULES", ())]


def own_values(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The module's names and values that its own lines set: what it imports is left out."""
    source = inspect.getsource(module)
    for name, value in vars(module).items():
        if re.search(rf"^{re.escape(name)}\b.*=", source, re.MULTILINE):
            yield name, value


def name_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that stand beside the rules under a module's name, as `parsers.paper.kind.RULES[2]`.

    Each is named where it is defined; a rule's own pattern goes by the rule and is not here.
    """
    seen = {id(rule.pattern) for _, rule in list_rules()}
    named: dict[str, re.Pattern[str]] = {}
    for module in walk_modules():
        for name, value in own_values(module):
            for place, pattern in patterns_in(value):
                if id(pattern) not in seen:
                    named[f"{module.__name__}.{name}{place}"] = pattern
    return named


def patterns_in(value: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns of a value and where they stand in it: itself, a rule's, the members of tuples, lists and dicts."""
    if isinstance(value, re.Pattern):
        yield "", value
    elif isinstance(value, Rule):
        yield "", value.pattern
    elif isinstance(value, tuple | list | dict):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for key, member in members:
            yield from ((f"[{key!r}]{place}", pattern) for place, pattern in patterns_in(member))
