"""The language that the terminal speaks. Set once by the command; what prints tables asks for words and numbers here.

Pages and files that are made for others take their language as an argument; only screens, which one person looks at
now, ask here. In English codes stay recognisable (`reported offences per 1000`), in Danish they are their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from corpus.labels import Language, label
from corpus.wording import number_text
from corpus.words import say_break, say_code

_LANGUAGE: ContextVar[Language] = ContextVar("language", default="en")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """The language of the screens in this block."""
    before = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(before)


def spoken() -> Language:
    """The language of the screens."""
    return _LANGUAGE.get()


def heading(text: str) -> str:
    """A heading or a word of a screen, written in English, in the language spoken."""
    return label(text, spoken(), "Screen")


def named(code: str | None) -> str:
    """A code, or several joined by plus: its words in English, its name in Danish."""
    if spoken() == "en":
        return (code or "").replace("_", " ")
    return say_code(code, "da")


def known(code: str, *among: str) -> str:
    """A code of one of these vocabularies: in English as it is, to be looked up, its name in Danish."""
    return code if spoken() == "en" else label(code, spoken(), *among)


def broken(said: str | None) -> str:
    """What a break is in."""
    return "" if not said else named(said) if spoken() == "en" else say_break(said, "da")


def amount(value: Any) -> str:
    """A number as the language prints it; a word as it is, nothing for None."""
    return value or "" if value is None or isinstance(value, str) else number_text(value, spoken())
