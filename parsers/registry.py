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


def own_values(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The module's names and values that its own lines set: what it imports is left out."""
    source = inspect.getsource(module)
    for name, value in vars(module).items():
        if re.search(rf"^{re.escape(name)}\b.*=", source, re.MULTILINE):
            yield name, value


def holds_pattern(value: Any) -> bool:
    """Whether a value is an expression or a rule, or a tuple, list or dict that holds one."""
    if isinstance(value, tuple | list | dict):
        return any(map(holds_pattern, value.values() if isinstance(value, dict) else value))
    return isinstance(value, re.Pattern | Rule)
