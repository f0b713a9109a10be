r"""Expressions that carry their own proof: what they must be found in, and what they must leave alone.

    _UNDER = shown(compile_danish(r"\bunder (?=\d)"), examples=("under 40",), rejects=("under broen",))

One test runs every expression that is `shown` on its examples and rejects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SPACE = re.compile(r"(?<!\[)(?<!\\) (?!\])")
_QUANTIFIED = re.compile(r"(?<!\[)(?<!\\) [?*+{]")


@dataclass(frozen=True, slots=True)
class Proof:
    """An expression with the texts it is found in and those it is not."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


PROOFS: list[Proof] = []


def compile_danish(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    r"""An expression in which a space stands for any white space, line feeds too; write `[ ]` for a blank alone.

    ValueError where a space is quantified: `" ?"` would read as the lazy `\s+?`; write `\s?` or `(?: …)?`.
    """
    if _QUANTIFIED.search(pattern):
        raise ValueError(f"a space that stands for white space cannot be quantified: {pattern!r}")
    return re.compile(_SPACE.sub(r"\\s+", pattern), flags)


def shown(pattern: re.Pattern[str], examples: Sequence[str], rejects: Sequence[str] = ()) -> re.Pattern[str]:
    """The expression, put on record with its proof."""
    PROOFS.append(Proof(pattern, tuple(examples), tuple(rejects)))
    return pattern
