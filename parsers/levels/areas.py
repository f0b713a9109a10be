"""Which area a figure is about: the partnership's own, a named one, the whole city.

The paper's own names, the districts it says the partnership lies in, and its former area are its own. "X Kommune" is
the municipality; the whole city, however said, goes by the city's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.levels.level import OWN
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.misprints import MISREAD
from parsers.structure.paper import Paper

_MUNICIPALITY = shown(
    re.compile(
        r"\b((?:(?:Høje|Ny|Nørre|Sønder|Øster|Vester|Store|Lille)[ ])?[A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ][\wæøå]+)?)"
        r"\s+[Kk]ommunes?\b"
    ),
    examples=("Rudby Kommune", "Høje-Taastrup Kommune"),
    rejects=("en kommune",),
)
_PARTNERSHIP = shown(
    compile_danish(
        r"^(?:trygheds)?partnerskab(?:et|sområdet)?(?: i| for| -)? | (?:trygheds)?partnerskab(?:et|sområdet)?$"
    ),
    examples=("Tryghedspartnerskabet Skovly", "Skovly Partnerskab"),
    rejects=("Skovly",),
)
_NAME = shown(
    re.compile(
        r"(?!(?:Om|På|For|Pr|Hele|Året|Nyt?|Nye|Seneste|Tidligere|Hidtidige?|Nuværende|Aktuelt?|Ønsket|M\wl)\b)"
        r"[A-ZÆØÅ][\wé.-]+(?:(?:[ /]| og | & )[A-ZÆØÅ0-9][\wé.-]*)*(?: kommune)?"
    ),
    examples=("Skovly", "Nørre Vang", "Skovly og Engparken", "Rudby kommune"),
    rejects=("%", "skal falde", "Om", "Hele", "Nyt", "M4l"),
)
_OWN_WORDS = frozenset(
    ("området", "partnerskabsområdet", "partnerskabet", "tryghedspartnerskabet", "boligområdet", "hele området")
)
_CITY_WORDS = frozenset(("byen", "kommunen", "kommune"))
_LIES_BEHIND = 60  # characters between a place and what says that the partnership lies there
_LIES_IN = shown(
    compile_danish(
        r"(?P<name>(?-i:[A-ZÆØÅ])[\w-]+(?: (?-i:[A-ZÆØÅ])[\w-]+)?)"
        r" (?:ligger|er beliggende|er en del af|hører (?:til|under)) (?:i )?$"
    ),
    examples=("Skovvænget ligger i ",),
    rejects=("Skovvænget er i ",),
)
_WHOLE = shown(
    compile_danish(r"^(?:hele|i hele|for hele) | (?:som helhed|generelt|i alt)$"),
    examples=("Hele Nordby",),
    rejects=("Nordby",),
)


class Gazetteer:
    """The names of areas in one paper. `own`: the names of the partnership, as printed; `parts`: those
    of the areas it is made of."""

    def __init__(self, paper: Paper, own: frozenset[str], parts: frozenset[str] = frozenset()) -> None:
        self.parts = frozenset(name.casefold() for name in parts) if len(parts) > 1 else frozenset()
        self.paper = paper
        self.own = frozenset(name.casefold() for name in own) | frozenset(self._homes(own))

    @cached_property
    def city(self) -> str | None:
        """The city of the first municipality named: "Nordby" of "Nordby Kommune"; None where none is."""
        match = _MUNICIPALITY.search(self.paper.text)
        if match is None:
            return None
        name = match[1]
        bare = name[:-1] if name.endswith("s") else name
        known = name.casefold() == "københavns" or re.search(rf"\b{re.escape(bare)}\b(?!s)", self.paper.text)
        return bare if known else name

    def is_city(self, area: str) -> bool:
        """Whether an area is a municipality, or the city."""
        return area.casefold().endswith("kommune") or area == self.city

    def is_part(self, area: str) -> bool:
        """Whether an area is one of several that the partnership's is made of."""
        return area.casefold() in self.parts

    def headed(self, place: int) -> str | None:
        """The area, not the whole, whose name alone stands as the heading over a place."""
        named = self.knows(self.paper.sections.heading_over(place))
        return named if named and named != OWN and not self.is_city(named) else None

    def resolve(self, mark: Mark) -> str:
        """The area that a mark of a place names."""
        if mark.kind == "own_area":
            return OWN
        if mark.kind == "country":
            return self.paper.words(mark.span)
        if mark.kind == "city":
            return self.city or self.paper.words(mark.span)
        return OWN if str(mark.value).casefold() in self.own else str(mark.value)

    def find(self, span: Span) -> list[tuple[str, Span]]:
        """The areas that a stretch names, in order, places inside others left out."""
        marks = self.paper.marks.any_of(("place", "city", "country", "own_area"), span)
        kept: list[Mark] = []
        marks = [mark for mark in marks if not self._is_part_of_a_name(mark)]
        for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
        return [(self.resolve(mark), mark.span) for mark in kept]

    def _is_part_of_a_name(self, mark: Mark) -> bool:
        """Whether a place is only named in what somebody or something is called: "Midt- og Vestjyllands Politi"."""
        marks = self.paper.marks
        if marks.covering("survey", mark.start) or marks.starting_at("offence", mark.end - len(str(mark.value))):
            return True
        named = marks.covering("organisation", mark.start)
        return named is not None and named.value.kind != "municipality"

    def knows(self, words: str) -> str | None:
        """The area that bare words name where they are the partnership's, the city's or one named in the paper."""
        name = _PARTNERSHIP.sub("", _WHOLE.sub("", words)).strip(" *:.")
        folded = name.casefold()
        if not folded or folded in _OWN_WORDS or folded in self.own:
            return OWN
        if folded in _CITY_WORDS:
            return self.city or words.strip(" *:.")
        if self.city and folded == self.city.casefold():
            return self.city
        return self.named.get(folded)

    def municipality(self, words: str) -> str | None:
        """Bare words as the name of a municipality: "Rudby Kommune"; None where they are none."""
        name = words.strip(" *:.")
        return name if _MUNICIPALITY.fullmatch(name) else None

    def name(self, words: str) -> str | None:
        """Bare words as the name of an area; None where they are no name."""
        name = _WHOLE.sub("", words).strip(" *:.")
        return name if _NAME.fullmatch(name) and not MISREAD.search(name) else None

    @cached_property
    def named(self) -> dict[str, str]:
        """The places that the paper's prose names, by their names in small letters."""
        return {
            str(mark.value).casefold(): str(mark.value)
            for mark in self.paper.marks.of("place", (0, self.paper.end))
            if not self._is_part_of_a_name(mark)
        }

    def _is_one_clause(self, start: int, end: int) -> bool:
        """Whether neither a stop nor a figure stands between two places."""
        return not re.search(r"[.;\d]", self.paper.text[start:end])

    def _homes(self, own: frozenset[str]) -> Iterator[str]:
        """The districts that the paper says the partnership, or its place, lies in, wherever it says so."""
        whole = (0, self.paper.end)
        for named in self.paper.marks.of("place", whole) if own else ():
            led = _LIES_IN.search(self.paper.text[max(0, named.start - _LIES_BEHIND - 30) : named.start])
            if led and led["name"].split()[-1].casefold() in {name.split()[-1].casefold() for name in own}:
                yield str(named.value).casefold()
        for lies in self.paper.marks.of("lies", whole):
            yield from (str(place.value).casefold() for place in self._around(lies))

    def _around(self, lies: Mark) -> Iterator[Mark]:
        """The places before and behind what says that the partnership lies there."""
        before = self.paper.marks.last("place", (max(0, lies.start - _LIES_BEHIND - 30), lies.start))
        if before and self._is_one_clause(before.end, lies.start):
            yield before
        behind = self.paper.marks.first("place", (lies.end, lies.end + 40))
        if behind and self.paper.text[lies.end : behind.start].strip() in ("i", "til", "i bydelen", "under"):
            yield behind
