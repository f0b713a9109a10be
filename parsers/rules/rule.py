"""What a rule is: a line in a table that carries its own proof.

A rule names itself, says what it matches, reads a value out of the match, and brings examples with the value each must
give and rejects that it must leave alone. One parametrised test runs every rule of every table in `RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """`read` takes the match and gives the value, or None where this match is not one after all.

    `field` is the record field the rule serves ("budgets", "period", …). Order in a table is priority.
    `confidence` is the prior, 0..1; `parsers.confidence` says in the end how likely a row is right.
    """

    name: str
    field: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Any]
    examples: tuple[tuple[str, Any], ...] = ()
    rejects: tuple[str, ...] = ()
    confidence: float = 0.9

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[re.Match[str], Any]]:
        """Every match with a value, in order."""
        for match in self.pattern.finditer(text, start, len(text) if end is None else end):
            value = self.read(match)
            if value is not None:
                yield match, value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a rule proposed, and what became of it: `kept`, or why it lost."""

    field: str
    rule: str
    start: int
    end: int
    value: Any
    outcome: str


@dataclass(slots=True)
class Trace:
    """All candidates of one parse, in order; `explain` reads it."""

    candidates: list[Candidate] = field(default_factory=list)

    def note(self, field_name: str, rule: str, span: tuple[int, int], value: Any, outcome: str = "kept") -> None:
        """Add one candidate."""
        self.candidates.append(Candidate(field_name, rule, *span, value, outcome))
