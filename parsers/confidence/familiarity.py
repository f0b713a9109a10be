"""What tells a familiar place from a strange one: the features by which a row's confidence is learned and said.

Each feature is a number that can be had without knowing what is right; `corpus/confidence.json` holds what each of them
weighs, learned by `scripts/learn_confidence.py` from papers that no rule had been tuned on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.danish.lexicon import frequencies
from models.document import Page
from models.records import Agreement, Evidence, Record
from parsers.marks.mark import Span
from parsers.structure.paper import Paper

LISTED = (
    "areas", "parties", "focus_areas", "goals", "measures", "budgets", "meetings", "signatories", "decisions",
    "policies", "definitions", "related",
)  # fmt: skip
SINGLE = ("title", "kind", "partnership", "period")

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# Centibels: words commoner than one in a thousand hold sentences together and say nothing of their own.
_COMMON = 300
# What makes two rows speak of the same thing, and what they say of it: where they differ, one of them is wrong.
_SAME: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "measures": (("indicator", "offence", "area", "time_of_day", "year", "unit", "data_source"), ("value",)),
    "meetings": (("body",), ("min_per_year", "max_per_year")),
    "budgets": (("basis", "purpose", "payer", "start_year", "end_year"), ("amount_dkk",)),
    "goals": (("indicator", "offences", "times_of_day"), ("direction", "target_value")),
    "signatories": (("organisation", "unit", "title"), ("name",)),
}
# Columns that are usually filled: what a row lacks of them says how far its reading came.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "goals": ("number", "target_value", "unit", "deadline", "baseline_year", "data_source"),
    "measures": ("year", "value", "data_source"),
    "budgets": ("start_year", "end_year"),
    "meetings": ("min_per_year", "max_per_year"),
    "signatories": ("name", "title"),
    "focus_areas": ("number",),
}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A row (None for a field of one value) with its field and the print it rests on, the value's own place first."""

    field: str
    row: Record | None
    quotes: Sequence[Evidence]

    @property
    def rule(self) -> str:
        """The rule that read the value."""
        return self.quotes[0].rule


def sightings(agreement: Agreement) -> Iterator[Sighting]:
    """All that a paper was found to say, with its evidence."""
    for name in SINGLE:
        if agreement.evidence.get(name):
            yield Sighting(name, None, agreement.evidence[name])
    for name in LISTED:
        for row in getattr(agreement, name):
            yield Sighting(name, row, row.evidence)


class Familiarity:
    """The features of a paper's rows. What only depends on the paper is worked out once."""

    def __init__(self, paper: Paper, agreement: Agreement) -> None:
        self.paper = paper
        self.seen = list(sightings(agreement))
        self._several = Counter(one.field for one in self.seen)
        self._masks = _masks(paper)
        self._shares: dict[Span, tuple[float, float]] = {}

    def features(self, one: Sighting) -> dict[str, float]:
        """What is known of one row's place, by name.

        Lengths and counts are logarithms (of 1 + n), so that the second place matters more than the twentieth.
        """
        first = one.quotes[0]
        pages = [self.paper.body.by_number[quote.page] for quote in one.quotes]
        places = [self.paper.body.find_offset(quote.page, quote.start) for quote in one.quotes]
        explained, strange = self._shares_of(self._clause(places[0]))
        return {
            # Another row says otherwise of the same; the share of the field's rows that are so.
            "contradicted": float(len(self._values.get(_key(one), ())) > 1),
            "contradictions": self._contradictions[one.field],
            "missing": _missing(one),
            # How the paper came, and how well its worst page was read.
            "plain": float(any(page.source == "plain_text" for page in pages)),
            "page_quality": min(page.quality for page in pages),
            "engine": _engine(pages[0], first),
            # How many places the values are from, and how far the farthest is from the first, in letters.
            "places": math.log1p(len(one.quotes)),
            "reach": math.log1p(_reach(places)),
            "quoted": math.log1p(first.end - first.start),
            "rows": math.log1p(self._several[one.field]),
            # Shares of the letters of the sentence or line around the value.
            "explained": explained,
            "strange": strange,
            "figures_left": self._left[first.page],
        }

    def _shares_of(self, clause: Span) -> tuple[float, float]:
        """How many of a clause's letters are explained, and strange; counted once for all rows of a long one."""
        if clause not in self._shares:
            letters, explained, strange = (mask.count(1, *clause) for mask in self._masks)
            self._shares[clause] = explained / max(1, letters), strange / max(1, letters)
        return self._shares[clause]

    def _clause(self, at: int | None) -> Span:
        """The sentence around a place, the line where it lies in none; the whole text where the place is unknown."""
        text = self.paper.text
        if at is None:
            return 0, len(text)
        end = text.find("\n", at)
        line = text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)
        return self.paper.sentence_at(at) or line

    @cached_property
    def _values(self) -> dict[Hashable, set[Hashable]]:
        """What is said of each thing that rows speak of."""
        found: dict[Hashable, set[Hashable]] = {}
        for one in self.seen:
            if one.field in _SAME:
                said = tuple(str(getattr(one.row, name)) for name in _SAME[one.field][1])
                found.setdefault(_key(one), set()).add(said)
        return found

    @cached_property
    def _contradictions(self) -> dict[str, float]:
        """For each field the share of its rows that another row contradicts."""
        against = Counter(one.field for one in self.seen if len(self._values.get(_key(one), ())) > 1)
        return {field: against[field] / count for field, count in self._several.items()}

    @cached_property
    def _left(self) -> dict[int, float]:
        """For each page the share of its figures that no row quotes."""
        quoted: dict[int, list[Span]] = {}
        for one in self.seen:
            for quote in one.quotes:
                quoted.setdefault(quote.page, []).append((quote.start, quote.end))
        return {number: _share_left(self.paper.body.by_number[number], spans) for number, spans in quoted.items()}


def _masks(paper: Paper) -> tuple[bytearray, bytearray, bytearray]:
    """For each sign of the text, 1 or 0: is it a letter, is it explained by a mark or common, is its word strange."""
    text, known = paper.text, frequencies()
    letters, common, strange, marked = (bytearray(len(text)) for _ in range(4))
    for mark in paper.marks:
        marked[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    for match in _WORD.finditer(text):
        low, high = match.span()
        ones = b"\1" * (high - low)
        letters[low:high] = ones
        rarity = known.get(match.group().casefold())
        if rarity is None:
            strange[low:high] = ones
        common[low:high] = ones if rarity is not None and rarity <= _COMMON else marked[low:high]
    return letters, common, strange


def _reach(places: Sequence[int | None]) -> int:
    known = [at for at in places if at is not None]
    return max((abs(at - known[0]) for at in known), default=0)


def _missing(one: Sighting) -> float:
    names = _COLUMNS.get(one.field, ())
    return sum(getattr(one.row, name) is None for name in names) / len(names) if names else 0.0


def _share_left(page: Page, quoted: Sequence[Span]) -> float:
    held = bytearray(len(page.text.text))
    for low, high in quoted:
        held[low:high] = b"\1" * (high - low)
    figures = [match.start() for match in _FIGURE.finditer(page.text.text)]
    return sum(not held[at] for at in figures) / max(1, len(figures))


def _engine(page: Page, quote: Evidence) -> float:
    """The engine's least confidence in the words quoted; 1 where no engine took part."""
    words = page.text.words
    sure = [words[at].confidence for at in page.text.words_in(quote.start, quote.end) if at < len(words)]
    return min((one for one in sure if one is not None), default=1.0)


def _key(one: Sighting) -> Hashable:
    names = _SAME.get(one.field)
    return (one.field, *(str(getattr(one.row, name)) for name in names[0])) if names else id(one)
