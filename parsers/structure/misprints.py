"""Words that were misread so badly that they cannot be what they seem to be."""

from __future__ import annotations

import re

from parsers.rules.wording import shown

MISREAD = shown(
    re.compile(r"[A-Za-zÆØÅæøå]\d[a-zæøå]"), examples=("M4ltal",), rejects=("Blok 4", "Q4 2015", "Mål 2015")
)


def is_garbled(words: str) -> bool:
    """Whether words were misread beyond recognition: they are full of signs that no head has."""
    return sum(not char.isalnum() and char not in " .,-/()%:" for char in words) >= 2
