"""Municipalities by their names, through the damage that scans do to a letter of them.

Only exact patterns of damage count, never likeness: a Danish letter read as its look-alike or lost, two letters that
look alike taken for each other, and in long names any one letter lost. A name that two municipalities could leave so
damaged is left as it is, and so is one with a digit in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from corpus.danish.lexicon import frequencies
from corpus.organisations import load_municipalities

# What an English program reads for a Danish letter; "" where it is lost.
_DANISH = {"æ": ("æ", "e", "ae", "ee", "z", ""), "ø": ("ø", "o", "g", "e", "@", "¢", ""), "å": ("å", "a", "é", "d", "")}
_ALIKE = (("rn", "m"), ("m", "rn"), ("g", "q"), ("e", "c"), ("c", "e"), ("u", "n"), ("n", "u"), ("i", "l"), ("l", "i"))
# In a shorter name a lost letter may make another name.
_LONG = 6


def mend_municipality(name: str) -> str:
    """The name of the municipality that a damaged one, without "Kommune", stands for; else the name as it is."""
    folded = name.casefold()
    if folded in _whole():
        return name
    known = _misread().get(folded) or (_lost().get(folded) if folded not in frequencies() else None)
    return known or name


@cache
def _whole() -> frozenset[str]:
    return frozenset(name.casefold() for name in load_municipalities())


@cache
def _misread() -> dict[str, str]:
    return _only_once((form, name) for name in load_municipalities() for form in _letters_misread(name.casefold()))


@cache
def _lost() -> dict[str, str]:
    return _only_once((form, name) for name in load_municipalities() for form in _letters_lost(name.casefold()))


def _letters_misread(name: str) -> Iterator[str]:
    """The name with each of its Danish letters as it is or misread, none of them lost."""
    for letters in product(*(_DANISH.get(letter, (letter,)) for letter in name)):
        if all(letters):
            yield "".join(letters)


def _letters_lost(name: str) -> Iterator[str]:
    for at, letter in enumerate(name):
        if letter in _DANISH or (len(name) >= _LONG and at > 0):
            yield name[:at] + name[at + 1 :]
        for right, wrong in _ALIKE:
            if len(name) >= _LONG and name.startswith(right, at):
                yield name[:at] + wrong + name[at + len(right) :]


def _only_once(forms: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Each damaged form with its municipality; those of two, and those that are names themselves, left out."""
    found: dict[str, set[str]] = {}
    for form, name in forms:
        found.setdefault(form, set()).add(name)
    sure = {form: min(names) for form, names in found.items() if len(names) == 1 and len(form) > 2}
    return {form: name for form, name in sure.items() if form not in _whole()}
