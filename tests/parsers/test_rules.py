"""Every rule of every table proves itself on its own examples and rejects."""

from __future__ import annotations

from pathlib import Path

import pytest

import parsers
from parsers.registry import holds_pattern, own_values, walk_modules
from parsers.rules.rule import Rule

# The rules of every table that is called so, in the tables' order.
RULES = [(module.__name__, rule) for module in walk_modules() for rule in getattr(module, "RULES", ())]


def test_sees_every_module_table_and_pattern() -> None:
    """A walk that misses a folder would stay green: every file is seen, and no fewer rules and patterns than these."""
    files = {path for path in Path(parsers.__file__).parent.rglob("*.py") if path != Path(parsers.__file__)}
    assert {Path(str(module.__file__)) for module in walk_modules()} == files
    assert len(files) > 60
    assert RULES
    tables = [name for module in walk_modules() for name, value in own_values(module) if holds_pattern(value)]
    assert len(tables) > 100


def _label(case: tuple[str, Rule]) -> str:
    return f"{case[0].removeprefix('parsers.')}:{case[1].name}"


@pytest.mark.parametrize("case", RULES, ids=_label)
def test_finds_its_examples(case: tuple[str, Rule]) -> None:
    rule = case[1]
    assert rule.examples, "a rule without an example proves nothing"
    for text, expected in rule.examples:
        values = [value for _, value in rule.find(text)]
        assert values[:1] == [expected], text


@pytest.mark.parametrize("case", RULES, ids=_label)
def test_leaves_its_rejects_alone(case: tuple[str, Rule]) -> None:
    rule = case[1]
    for text in rule.rejects:
        assert not list(rule.find(text)), text


def test_names_every_rule_once() -> None:
    names = [rule.name for _, rule in RULES]
    assert len(names) == len(set(names))
