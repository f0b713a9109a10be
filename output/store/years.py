"""The years of a paper and the printed name of its partnership, for lists and comparison. Pure.

A paper's first year is the year its period starts; where it runs from the day of signing, the year of the signatures;
else the first year of its budget, of its decisions, of its targets. A status report's is the year of its last figure, a
reporting basis's the year from which it says that reports are made on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.slugs import make_slug
from models.records import Agreement

_BROKEN_WORD = re.compile(r"(?<=[a-zæøå])-\s*\n\s*(?=[a-zæøå])")
_SENTENCE_END = re.compile(r"(?<=[\w)])[.:]\s+(?=[A-ZÆØÅ])|\n\s*\n")
_ABOUT_REPORTING = re.compile(r"(?i)afrapport|opfølg|måles|følges|målsætning|\bmål(?:ene|et)?\b|\bskema|\btabel")
# "Forslag til nye mål fra 2025", "Fra og med 2026 …", "fra den 1. januar 2026"; not "stiger fra 2024 til 2026".
_FROM_YEAR = re.compile(
    r"(?:(?P<before>\w+)\W+)?\b[Ff]ra(?: og med)?(?: (?:den |d\. ?)?1\. januar)? (?P<year>20\d\d)\b(?! til 20\d\d)"
)
# What is from a year because it was made then: "Tryghedsmåling fra 2024", "aftalen fra 2019".
_MADE_THEN = re.compile(
    r"(?i)(?:tal|tallene|data|niveau\w*|måling(?:en|er|erne)?|(?:aftale|baseline|notat|opgør|plan|rapport|statisti|"
    r"strategi|undersøg)\w*)$"
)
_WORD = re.compile(r"[^\W_]+(?:[-./'’&][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Years:
    """`start_basis` says what the first year rests on: `period`, `signature`, `budget`, …"""

    start_year: int | None
    start_basis: str | None
    end_year: int | None


def find_years(agreement: Agreement, text: str = "") -> Years:
    """The first and last year of a paper, and what the first rests on; `text` is what the paper says, all of it."""
    period = agreement.period
    end = _year(period.end) if period else None
    for basis, years in _first_years(agreement, text):
        if years is not None:
            return Years(years, basis, end)
    return Years(end, None if end is None else "period end", end)


def _first_years(agreement: Agreement, text: str) -> Iterator[tuple[str, int | None]]:
    """What a first year can rest on, the best first."""
    measures, period = agreement.measures, agreement.period
    if agreement.kind == "status_report":
        yield "observation", _last(row.year for row in measures if row.role != "target")
    yield "period", _year(period.start) if period else None
    yield "signature", _first(_year(row.date) for row in agreement.signatories)
    yield "budget", _first(row.start_year for row in agreement.budgets)
    decided = _last(_year(row.date) for row in agreement.decisions)
    if agreement.kind == "reporting_basis":
        yield "reporting", find_reporting_year(text, decided or 0)
    yield "decision", decided
    yield "target", _first(row.year for row in measures if row.role == "target")
    yield "concerns", agreement.concerns.start_year if agreement.concerns else None


def find_reporting_year(text: str, decided: int) -> int | None:
    """The first year from which a paper says that reports are made on its basis, in or after the year it was decided.

    "Fra 2025 vil der for alle tre blive afrapporteret på tryghed", in a paper of 2024 that also says what changes from
    2026 on in one of the three, gives 2025.
    """
    sentences = _SENTENCE_END.split(_BROKEN_WORD.sub("", text))
    places = [
        place
        for sentence in sentences
        if _ABOUT_REPORTING.search(sentence)
        for place in _FROM_YEAR.finditer(" ".join(sentence.split()))
    ]
    found = [int(place["year"]) for place in places if not _MADE_THEN.search(place["before"] or "")]
    return _first(year for year in found if year >= decided)


def _first(years: Iterable[int | None]) -> int | None:
    return min((year for year in years if year is not None), default=None)


def _last(years: Iterable[int | None]) -> int | None:
    return max((year for year in years if year is not None), default=None)


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def find_partnerships(agreement: Agreement) -> list[str]:
    """The partnerships whose comparison needs this paper: its own or the one it is about, and those of its goals."""
    own = agreement.partnership or (agreement.concerns.partnership if agreement.concerns else None)
    named = {slug for goal in agreement.goals for slug in goal.applies_to}
    return sorted(named | ({own} if own else set()))


def find_printed_name(agreement: Agreement) -> str | None:
    """The partnership's name as the paper prints it: the words whose slug is the partnership.

    "tingbjerg-husum" cannot tell "Tingbjerg-Husum" from "Tingbjerg Husum"; what is quoted for it, the title and the
    names of areas can. None where none of them gives the slug.
    """
    if agreement.partnership is None:
        return None
    quoted = [quote.verbatim for quote in agreement.evidence.get("partnership", ())]
    for text in (*quoted, agreement.title or "", *(area.name for area in agreement.areas)):
        words = list(_WORD.finditer(text))
        for first in range(len(words)):
            for last in range(first, min(len(words), first + 6)):
                name = " ".join(text[words[first].start() : words[last].end()].split()).rstrip(".")
                if make_slug(name) == agreement.partnership:
                    return name
    return None
