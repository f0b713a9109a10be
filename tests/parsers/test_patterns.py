"""A pattern that is tried only where it can begin finds what `re` finds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from parsers.registry import patterns_in, walk_modules
from parsers.rules.beginnings import find_beginnings
from parsers.rules.literals import find_literals
from parsers.rules.patterns import Pattern
from parsers.rules.rule import compile_danish

PAPER = min((Path(__file__).parent / "papers").glob("*.txt"))


def _patterns(module: ModuleType) -> list[Pattern]:
    found = (pattern for value in vars(module).values() for _, pattern in patterns_in(value))
    return list(dict.fromkeys(pattern for pattern in found if isinstance(pattern, Pattern)))


MODULES = {module.__name__: module for module in walk_modules()}


def _texts(module: ModuleType) -> list[str]:
    """A paper, the examples of a module's rules, in capitals too, and with letters whose cases are more than two."""
    examples = "\n".join(text for rule in getattr(module, "RULES", ()) for text, _ in rule.examples)
    odd = str.maketrans("sikå", "\u017f\u0131\u212a\u212b")
    return [PAPER.read_text(encoding="utf-8"), examples, examples.upper(), examples.translate(odd)]


def test_sees_every_pattern() -> None:
    """Change this figure only with what you moved, added or deleted; see `test_rules`."""
    assert len({pattern for module in MODULES.values() for pattern in _patterns(module)}) == 106


@pytest.mark.parametrize("name", MODULES)
def test_finds_what_re_finds(name: str) -> None:
    module = MODULES[name]
    for pattern in _patterns(module):
        eager = Pattern(pattern.pattern, pattern.exact.flags)
        list(eager.finditer("- " * 5_000))
        for text in _texts(module):
            spans = [match.span() for match in pattern.exact.finditer(text)]
            assert [match.span() for match in eager.finditer(text)] == spans, pattern.pattern
            first = eager.search(text, 5)
            assert (first and first.span()) == next((m.span() for m in pattern.exact.finditer(text, 5)), None)


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        (r"\b(?:fald|stig)\w*", "Tallet faldt. STIGER det, er det en bestigning.", [7, 14]),
        (r"(?:de )?hele perioden", "den hele; hele  perioden; de  hele", [10, 26]),
        (r"(?<![\d.])\d+ år", "4 år, fem år", [0]),
        (r"(?-i:[A-ZÆØÅ])\w+vej", "ved Ågade og elmevej", [4]),
        (r"(?m:^)(?:fra|til)", "fra nu\ntil da, fra dem", [0, 7]),
        (r"^til", "til da\ntil nu", [0]),
        (r"\b\w*(?:plan|aften)\w*", "en lokalplan og planen for aftnerne", [8, 16]),
    ],
)
def test_looks_only_where_it_can_begin(pattern: str, text: str, places: list[int]) -> None:
    compiled = compile_danish(pattern)
    beginnings = find_beginnings(compiled.pattern, compiled.exact.flags)
    assert beginnings is not None
    assert [match.start() for match in beginnings.places.finditer(text)] == places


@pytest.mark.parametrize(
    "pattern", [r"\w+\s+plan", r"[\wÿ]+plan", r"[^.]{3}tal", r"(?:tal)?", r"(?=tal)", r"\s*tal", r"(t)?(?(1)al|x)"]
)
def test_tries_everywhere_what_may_begin_anywhere(pattern: str) -> None:
    assert find_beginnings(pattern, re.IGNORECASE) is None


@pytest.mark.parametrize("pattern", [r"\d+", r"(?P<a>\d)\d*", r"(\d)(x)?"])
def test_lists_groups_as_re_does(pattern: str) -> None:
    assert Pattern(pattern).findall("12 og 3x") == re.findall(pattern, "12 og 3x")


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\b(?:fald|stig)\w*", ("fald", "stig")),
        (r"u?tryg(?:t|ge)? i (?:aften|nat)timerne", ("nattimerne", "aftentimerne")),
        (r"kriminalitet(?:en|sniveauet)?(?! og tryghed)", ("kriminalitet",)),
        (r"[FG]ælles (?=mål)|%", ("%", "fælles", "gælles")),
        (r"(?:plan)?\w+", ()),
        (r"plan|\d+", ()),
    ],
)
def test_names_literals_that_every_match_holds(pattern: str, literals: tuple[str, ...]) -> None:
    assert find_literals(compile_danish(pattern).pattern, re.IGNORECASE) == literals


def test_finds_the_same_where_re_has_no_such_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "parsers.rules.beginnings", None)
    pattern = compile_danish(r"\b(?:fald|stig)\w*")
    text = "Tallet faldt, men det stiger. " * 500
    assert len(pattern.findall(text)) == len(pattern.findall(text)) == 1000


def test_reads_no_expression_before_it_is_asked() -> None:
    asked = "[f'parsers.rules.{name}' in sys.modules for name in ('patterns', 'beginnings', 'literals')]"
    code = f"import sys, parsers.agreement; print(*{asked})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False"]
