"""The goals that a sentence names by their numbers or their order.

Mål 1 og 2 måles i ...         the goals numbered 1 and 2
Målsætning 2-4 opgøres ...     those numbered 2, 3 and 4
Målene under 2 følges ...      2.1, 2.2 and all others of that part
De to første mål måles ...     the first two, whatever they are numbered
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?(?![\d%])"
_LISTED = shown(
    compile_danish(
        r"\b(?:del|hoved)?mål(?:ene|et|sætning(?:en|er|erne)?)?(?: nr\.?| nummer| under| i| punkt| afsnit)* "
        rf"(?P<list>{_NUMBER}(?:(?:, og |, | og | samt | til (?:og med )?|\s?[-–]\s?){_NUMBER})*)"
    ),
    examples=("Mål 1 og 2 måles", "Målsætning 2-4 opgøres", "Målene under 2 følges", "Delmål 1.1, 1.2 og 1.3"),
    rejects=("Målene i 2026", "målt på 3 skoler"),
)
_RANGE = shown(
    compile_danish(rf"(?P<low>{_NUMBER})(?: til (?:og med )?|\s?[-–]\s?)(?P<high>{_NUMBER})"),
    examples=("2-4", "1.1 til 1.3"),
    rejects=("2 og 4",),
)
_COUNTS = {None: 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_ORDERED = shown(
    compile_danish(
        r"\bdet? (?:(?P<count>to|tre|fire|fem|seks) )?(?P<end>første|sidste)"
        r"(?= (?:del|hoved)?mål(?:sætning(?:er)?)?\b| (?:måles|opgøres|vurderes|følges|hentes|aflæses)\b)"
    ),
    examples=("De to første mål måles", "det sidste opgøres"),
    rejects=("det sidste år",),
)


@dataclass(frozen=True, slots=True)
class NamedGoals:
    """`numbers` as printed, and how many of the `first` and of the `last` goals are named."""

    numbers: tuple[str, ...] = ()
    first: int = 0
    last: int = 0

    def among(self, numbers: Sequence[str | None]) -> list[int]:
        """Which of the goals with these numbers are named, by their place; goals without any are numbered in order."""
        printed = [str(at) for at in range(1, len(numbers) + 1)] if not any(numbers) else numbers
        return [at for at, number in enumerate(printed) if self._holds(number) or self._is_ordered(at, len(printed))]

    def _holds(self, number: str | None) -> bool:
        return number is not None and any(number == own or number.startswith(f"{own}.") for own in self.numbers)

    def _is_ordered(self, at: int, count: int) -> bool:
        return at < self.first or at >= count - self.last


def goals_named(text: str, span: Span) -> NamedGoals | None:
    """The goals that a stretch names; None where it names none."""
    listed = [number for match in _LISTED.finditer(text, *span) for number in _numbers(match["list"])]
    # The verb behind the last word of order may stand behind the stretch.
    ordered = [match for match in _ORDERED.finditer(text, span[0]) if match.end() <= span[1]] if not listed else []
    ends = {match["end"].casefold(): _COUNTS[match["count"] and match["count"].casefold()] for match in ordered}
    if not listed and not ends:
        return None
    return NamedGoals(tuple(listed), ends.get("første", 0), ends.get("sidste", 0))


def numbers_alone(words: str) -> NamedGoals | None:
    """The goals whose numbers some words are, and nothing else: "1 og 2"."""
    listed = _LISTED.fullmatch(f"mål {words}")
    return NamedGoals(tuple(_numbers(listed["list"]))) if listed else None


def _numbers(listed: str) -> Iterator[str]:
    """The numbers of a list, those between the ends of a range too: "1, 3-5" is 1, 3, 4, 5."""
    for match in _RANGE.finditer(listed):
        part, _, low = match["low"].rpartition(".")
        high = match["high"].rpartition(".")[2]
        yield from (f"{part}.{number}" if part else str(number) for number in range(int(low), int(high) + 1))
    yield from re.findall(_NUMBER, _RANGE.sub("", listed))
