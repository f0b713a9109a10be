"""The years of a goal: the one it starts from and the one it is due, told apart by the word before or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

Meaning = Literal["baseline", "deadline"]

_LEVEL_BEHIND = shown(
    re.compile(
        r"[-\s]*(?:niveau|tal\b|tallet|tallene)|\s?\)?\s*(?:som|er|udgør|bruges\s+som)\s+(?:baseline|udgangspunkt|basisår|referenceår)"
    ),
    examples=("-niveau", " niveauet", " som basisår"),
    rejects=(" skal",),
)
_WAS = shown(
    re.compile(r"\s*,?\s*(?:var|er|lå|udgjorde|svarede|viste|viser|følte|oplevede)\b"),
    examples=(" var 31 %", " svarede"),
    rejects=(" skal",),
)
_FROM = shown(re.compile(r"\bfra\s+(?:år\s+)?$", re.IGNORECASE), examples=("falde fra ",), rejects=("frem til ",))
# "de 48 anmeldelser fra 2022": when what is counted was counted.
_COUNTED_FROM = shown(
    re.compile(r"\b\d[\d.,]*\s(?:[a-zæøå]+\s)?fra\s$"),
    examples=("de 48 anmeldelser fra ", "de 12 fra "),
    rejects=("falde fra ", "ned fra 48 til 36 inden udgangen fra "),
)
_COUNT = 40  # characters before a year that a count takes
_TO = shown(re.compile(r"\s+(?:frem\s+)?(?:til|mod)\b"), examples=(" til 2027",), rejects=(" skal",))


def meaning_of(paper: Paper, year: Mark, floor: int) -> Meaning | None:
    """What a year is to a goal; None where no word tells. `floor`: where the words that may tell begin."""
    if _LEVEL_BEHIND.match(paper.text, year.end, year.end + 40) or _is_of_survey(paper, year):
        return "baseline"
    if _TO.match(paper.text, year.end, year.end + 20) and _FROM.search(
        paper.text[max(floor, year.start - 12) : year.start]
    ):
        return "baseline"
    if _COUNTED_FROM.search(paper.text, max(floor, year.start - _COUNT), year.start):
        return "baseline"
    if paper.marks.covering("city", year.start) or _is_of_city(paper, year):
        return None
    for cue in reversed(paper.marks.of("year_of", (max(floor, year.start - 70), year.start + 1))):
        if not paper.text[cue.end : year.start].strip(" (:\n"):
            told: Meaning = cue.value
            return told
    return None


def _is_of_city(paper: Paper, year: Mark) -> bool:
    """Whether a year says when the level of the city is to be met: "nærme sig byens niveau i 2027"."""
    city = paper.marks.last("city", (max(0, year.start - 40), year.start))
    return city is not None and paper.text[city.end : year.start].strip() in ("i", "", "i år")


def _is_of_survey(paper: Paper, year: Mark) -> bool:
    """Whether a year is that of a survey that has been: "som i Tryghedsmåling 2014 var 31 %"."""
    survey = paper.marks.covering("survey", year.start)
    return survey is not None and bool(_WAS.match(paper.text, survey.end, survey.end + 30))


def years_told(paper: Paper, span: Span) -> Iterator[tuple[int, Meaning | None, Span]]:
    """All years of a stretch with their meanings; a span of years is due at its end, and starts at its first "from"."""
    for mark in paper.marks.any_of(("year", "years", "date"), span):
        since = _FROM.search(paper.text[max(span[0], mark.start - 12) : mark.start]) is not None
        if mark.kind == "years":
            first, last = mark.value
            if since:
                yield first, "baseline", mark.span
            yield last, "deadline", mark.span
            continue
        meaning = meaning_of(paper, mark, span[0])
        if meaning is not None or not since:  # else it is since when a goal holds
            yield mark.value if mark.kind == "year" else int(mark.value[:4]), meaning, mark.span


def years_by_meaning(paper: Paper, spans: Sequence[Span]) -> dict[Meaning | None, list[int]]:
    """The years of several stretches, in order, by what they mean."""
    found: dict[Meaning | None, list[int]] = {"baseline": [], "deadline": [], None: []}
    for span in spans:
        for year, meaning, _ in years_told(paper, span):
            found[meaning].append(year)
    return found
