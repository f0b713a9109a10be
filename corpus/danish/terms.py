"""Terms and names of safety-partnership agreements and of Danish public life: `terms.txt`, one to a line.

A line in lower case is a word; a line with a capital is a name, and is written so. Regular genitives are understood.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def names() -> dict[str, str]:
    """Lower case to the form with capitals, for every term that has one."""
    return {line.lower(): line for line in _lines() if line != line.lower()}


@cache
def terms() -> frozenset[str]:
    """All terms in lower case, with their genitives."""
    found = {line.lower() for line in _lines()}
    return frozenset(found | {word + "s" for word in found if not word.endswith("s")})


def _lines() -> list[str]:
    path = Path(__file__).parent / "terms.txt"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
