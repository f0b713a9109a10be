"""Every rule of every table proves itself on its own examples and rejects."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

import parsers
from parsers.rules import Rule


def _all_rules() -> list[tuple[str, Rule]]:
    names = sorted(module.name for module in pkgutil.walk_packages([str(Path(parsers.__file__).parent)]))
    modules = [importlib.import_module(f"parsers.{name}") for name in names]
    return [(module.__name__, rule) for module in modules for rule in getattr(module, "RULES", ())]


RULES = _all_rules()


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
