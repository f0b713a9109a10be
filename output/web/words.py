"""The words of the pages, in Danish and English, read from `words.toml` once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from corpus.labels import LANGUAGES, Language
from corpus.wording import number_text

Words = Mapping[str, tuple[str, ...]]


@cache
def load_words() -> Mapping[str, Words]:
    """For each section of the file its names with their words: Danish, English; of nouns one and several of each."""
    raw = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    return {section: {name: tuple(said) for name, said in words.items()} for section, words in raw.items()}


def word(name: str, language: Language, **values: object) -> str:
    """A word or a sentence of the pages, with its values put in. Errors: KeyError for a name there is not."""
    return load_words()["words"][name][LANGUAGES.index(language)].format(**values)


def counted(number: int, noun: str, language: Language) -> str:
    """ "1 aftale", "1.200 aftaler": a number with the form of its noun that fits. Errors: KeyError as `word`."""
    forms = load_words()["nouns"][noun]
    at = 2 * LANGUAGES.index(language) + (number != 1)
    return f"{number_text(number, language)} {forms[at]}"


def column_name(name: str, language: Language) -> str:
    """What a column of the records is called; one that a later version added by its own name, in words."""
    said = load_words()["columns"].get(name)
    return said[LANGUAGES.index(language)] if said else name.replace("_", " ")
