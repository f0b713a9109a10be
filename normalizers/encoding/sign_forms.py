"""Signs that nobody sees, and other forms of figures and hyphens than those that papers are written with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from models.text import Edit

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\u00ad(?![ \t]*\n)")
_HIDDEN_IN = re.compile(f"\\S*?(?:{_INVISIBLE.pattern})\\S*")
# Figures of full width and of mathematics, never raised ones, which are marks of notes.
_FIGURES = re.compile("[\uff10-\uff19\U0001d7ce-\U0001d7ff]+")
# What programs of OCR put for a hyphen that only divides a word.
_OPTIONAL = re.compile(r"(?<=[^\W\d_])¬(?P<end>[ \t]*\n)?(?=[ \t]*[^\W\d_])")
_HYPHENS = re.compile("(?<=\\w)[\u2010\u2011](?=\\w)")


def invisible_edits(text: str) -> Iterator[Edit]:
    """Words without the signs inside them that are not seen."""
    for match in _HIDDEN_IN.finditer(text) if _INVISIBLE.search(text) else ():
        yield Edit(match.start(), match.end(), _INVISIBLE.sub("", match[0]), "invisible-sign", confidence=0.99)


def sign_form_edits(text: str) -> Iterator[Edit]:
    """Figures of other forms as plain ones, and hyphens that do not break as hyphens."""
    if text.isascii():
        return
    for match in _OPTIONAL.finditer(text):
        new = "\u00ad" if match["end"] else ""
        yield Edit(match.start(), match.start() + 1, new, "sign-form", confidence=0.99)
    for match in _FIGURES.finditer(text):
        plain = "".join(str(unicodedata.decimal(char)) for char in match[0])
        yield Edit(match.start(), match.end(), plain, "sign-form", confidence=0.99)
    for match in _HYPHENS.finditer(text):
        yield Edit(match.start(), match.end(), "-", "sign-form", confidence=0.99)
