"""Names that are common in Denmark: what tells a person's name from letters that a scan made of pen strokes."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def load_given_names() -> frozenset[str]:
    """Given names in small letters; see `given_names.txt` for the source."""
    return frozenset(_words("given_names.txt"))


@cache
def _surnames() -> tuple[frozenset[str], tuple[str, ...]]:
    """Surnames, and the endings of others; see `surnames.txt` for the source."""
    words = _words("surnames.txt")
    return frozenset(w for w in words if w[0] != "-"), tuple(w[1:] for w in words if w[0] == "-")


def _words(file: str) -> list[str]:
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def is_given_name(word: str) -> bool:
    """Whether a word is one, or a double one whose parts both are ("Anne-Mette")."""
    return all(part in load_given_names() for part in word.casefold().split("-"))


def is_listed_surname(word: str) -> bool:
    """Whether a word is a surname that is known, or a patronymic; one that only ends like one may name a place."""
    folded = word.casefold()
    return folded in _surnames()[0] or folded.endswith("sen")


def is_surname(word: str) -> bool:
    """Whether a word is one that is known, or ends like one ("Bundgaard")."""
    names, endings = _surnames()
    folded = word.casefold().rpartition("-")[2]
    return folded in names or (len(folded) > 4 and folded.endswith(endings))
