"""The partnership a paper belongs to, by the place of its name.

Every name of a place in the title is a candidate; what stands around it says how surely it is the partnership's:

    Aftale om Tryghedspartnerskab Lindevang          the partnership before it
    Lindevang Partnerskab                            or behind it
    Partnerskabsaftale om ro og tryghed i Lindevang  a paper about it
    Et trygt Lindevang                               what it is to become
    Hvad er der sket i Lindevang?                    a place, no more

Where the title names none, it is the place that the text joins to a partnership most often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.slugs import make_slug
from models.records import Evidence, Kind
from parsers.marks.mark import Span
from parsers.paper.place_names import PLACE_NAME, as_said, mend_name
from parsers.paper.title import Title
from parsers.rules.rule import Trace
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_NAME = shown(
    compile_danish(rf"(?<![\w-]){PLACE_NAME}"), examples=("Store Lund", "Lunden-Engen"), rejects=("aftale om",)
)
# How surely a name of the title is the partnership's, by what stands around it, surest first.
_AROUND = {
    "partnership-place-before": 0.95,
    "partnership-place-after": 0.93,
    "partnership-for-place": 0.93,
    "partnership-safe-place": 0.85,
    "partnership-place-first": 0.7,
    "partnership-in-place": 0.6,
}
_JOINS_TEXT = ("partnership-place-before", "partnership-place-after", "partnership-for-place")
_JOINED = shown(
    re.compile(rf"(?:,|\s+og|\s+samt)\s+(?:i\s+)?(?P<other>{PLACE_NAME})"),
    examples=(" og Løvvangen",),
    rejects=(" og mere ro",),
)
# Papers that belong to a partnership only where they are about one alone.
_OF_SEVERAL = frozenset(("other", "reporting_basis"))
_WORD = shown(re.compile(r"\S+"), examples=("Rudby",), rejects=(" ",))
_BLANKS = shown(re.compile(r"\s+"), examples=(" ",), rejects=("-",))
_ENDS_NAME = shown(re.compile(r"\s?[:?!]|\s[-–|]\s"), examples=(": lys", " – lys"), rejects=(" lys", "-lys"))
_DIVIDES = shown(re.compile(r"\s?([-/])\s?"), examples=("Lunden - Engen",), rejects=("Lunden Engen",))
_NO_LETTER = shown(re.compile(r"\W"), examples=(" ",), rejects=("a",))
_GENITIVES = ("ens", "ets")
_RIVAL = 3  # a place named a third as often as the first is its rival
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place and how it is said."""

    name: str
    span: Span
    rule: str

    @property
    def confidence(self) -> float:
        """How sure it is to be the partnership's."""
        return _AROUND.get(self.rule, 0.7)


def read_place(paper: Paper, title: Title, kind: Kind, trace: Trace) -> tuple[str | None, list[Evidence]]:
    """The place of the partnership, its damaged letters mended; None in a paper of another kind about several."""
    place, why = _read(paper, title, kind)
    if place is None:
        trace.note("partnership", "partnership-none", title.span, None, why)
        return None, []
    trace.note("partnership", place.rule, place.span, place.name, why)
    name = as_said(mend_name(place.name, paper.body), paper.body, place.span[0])
    name = _definite(name.title() if name.isupper() else name, paper.text)
    return name, paper.body.evidence(*place.span, place.rule, place.confidence)


def _read(paper: Paper, title: Title, kind: Kind) -> tuple[Place | None, str]:
    groups = paper.marks.first("groups", title.span)
    several = groups is not None and len(list(_names(paper, (groups.end, title.end), True))) > 1
    if several and kind != "partnership_agreement":
        return None, "several partnerships"
    place = _in_title(paper, title)
    if place:
        among = kind in _OF_SEVERAL and _is_one_of_several(paper, place, groups is not None)
        return (None, "several places") if among else (_of_both(paper, place), "kept")
    if groups and kind in _OF_SEVERAL:
        return None, "several partnerships"
    used = _most_used(paper, title)
    return (used, "the place of the title that the text speaks of most") if used else _most_joined(paper, kind)


def _in_title(paper: Paper, title: Title) -> Place | None:
    """The surest name of the title; one in capitals only where the text has it in small letters too, or it is alone."""
    spans = [title.span, *title.beside] if title.text else []
    said = [place for span in spans for place in _sorted(find_places(paper, span, heading=True))]
    sure = (place for place in said if not place.name.isupper() or place.name.title() in paper.text)
    return next(sure, next(iter(said), None))


def _of_both(paper: Paper, place: Place) -> Place:
    """The partnership of two places as one: "for Skovlunden og Engen" is Skovlunden-Engen."""
    joined = _JOINED.match(paper.text, place.span[1]) if place.rule in _JOINS_TEXT else None
    if joined is None or _is_organisation(paper, joined.start("other")):
        return place
    name = f"{place.name}-{_nominative(joined['other'], paper.text)}"
    return replace(place, name=name, span=(place.span[0], joined.end()))


def _is_one_of_several(paper: Paper, place: Place, groups: bool) -> bool:
    """Whether others are named with a place, or it is only where several partnerships are."""
    return bool(_JOINED.match(paper.text, place.span[1])) or (groups and place.rule == "partnership-in-place")


def _sorted(places: Iterator[Place]) -> list[Place]:
    """The surest first, of two as sure the first."""
    order = list(_AROUND)
    return sorted(places, key=lambda place: (order.index(place.rule), place.span))


def find_places(paper: Paper, span: Span, heading: bool = False) -> Iterator[Place]:
    """The names of places in a stretch that something around tells for that of a partnership."""
    for name, at in _names(paper, span, heading):
        shortest = 4 if name.isupper() else 3
        if _is_organisation(paper, at[0]) or max(map(len, _NO_LETTER.split(name))) < shortest:
            continue
        rule = _rule(paper, span, at)
        if rule:
            yield Place(_nominative(name, paper.text), at, rule)


def _is_organisation(paper: Paper, start: int) -> bool:
    """Whether what the form of its name makes an organisation begins here."""
    mark = paper.marks.starting_at("organisation", start) or paper.marks.starting_at("unit", start)
    return mark is not None and mark.rule in ("form", "unit")


def _names(paper: Paper, span: Span, heading: bool) -> Iterator[tuple[str, Span]]:
    """The names of a stretch. One may be broken over two lines; in running text it ends with its paragraph."""
    words = list(_WORD.finditer(paper.text, *span))
    at = [place for word in words for place in range(word.start(), word.end() + 1)]
    ends = [" " if heading or paper.text.count("\n", word.end(), word.end() + 3) < 2 else "\n" for word in words]
    for match in _NAME.finditer("".join(word.group() + end for word, end in zip(words, ends, strict=True))):
        name = _DIVIDES.sub(r"\1", match.group())
        yield name, (at[match.start()], at[match.end() - 1] + 1)


def _rule(paper: Paper, span: Span, name: Span) -> str | None:
    """What stands around a name; None where nothing tells."""
    marks, text = paper.marks, paper.text
    behind = _BLANKS.match(text, name[1])
    if behind and marks.starting_at("group", behind.end()):
        return "partnership-place-before"
    before = marks.last("before_place", (span[0], name[0]))
    if before is not None and not text[before.end : name[0]].strip(" \n-–:|"):
        return f"partnership-{before.value}" if before.value != "about" else _about(paper, (span[0], before.start))
    # "Nyhed: nye lamper ved søen" begins with what the paper is called.
    first = name[0] == span[0] and not marks.starting_at("paper", name[0])
    return "partnership-place-first" if first and _ENDS_NAME.match(text, name[1]) else None


def _about(paper: Paper, before: Span) -> str:
    """What a place that something is about is: the partnership's, if a paper or a partnership is what is about it."""
    return "partnership-for-place" if paper.marks.has_any(("paper", "group"), before) else "partnership-in-place"


def _nominative(place: str, text: str) -> str:
    """The place without its genitive: "Ulvedalens" where the text also says "Ulvedalen"."""
    bare = place[:-1]
    genitive = place.endswith("s") and (re.search(rf"\b{re.escape(bare)}\b", text) or place.endswith(_GENITIVES))
    return bare if genitive else place


def _definite(name: str, text: str) -> str:
    """The place as the text calls it where its title does without the article: "Et trygt Stenkvarter" is about
    "Stenkvarteret"."""
    counts = Counter(re.findall(rf"\b{re.escape(name)}(et|en|)s?\b", text))
    article = max(("et", "en"), key=lambda ending: counts[ending])
    return name + article if counts[article] > counts[""] + 1 else name


def _most_used(paper: Paper, title: Title) -> Place | None:
    """The name of the title that the text says most, three times or more; twice will do for the only one."""
    counts: dict[Place, int] = {}
    for name, at in _names(paper, title.span, True):
        word = re.escape(name)
        if not _is_organisation(paper, at[0]) and not re.search(rf"\b{word} (?:Kommune|Politi)\b", paper.text):
            counts[Place(name, at, "partnership-in-title")] = len(re.findall(rf"\b{word}s?\b", paper.text))
    best = max(counts, key=lambda place: counts[place], default=None)
    return best if best and counts[best] >= min(_FEWEST, 1 + len(counts)) else None


def _most_joined(paper: Paper, kind: Kind) -> tuple[Place | None, str]:
    """The place that the text joins to a partnership most often."""
    sentences = (span for span in paper.sentences if paper.marks.has_any(("group", "agreement"), span))
    found: dict[str, list[Place]] = {}
    for place in (place for span in sentences for place in find_places(paper, span)):
        if place.rule in _JOINS_TEXT:
            found.setdefault(make_slug(place.name), []).append(place)
    if not found:
        return None, "no place is joined to a partnership"
    first, *others = sorted(found.values(), key=len, reverse=True)
    if kind != "partnership_agreement" and others and len(others[0]) * _RIVAL >= len(first):
        return None, "several partnerships"
    return first[0], "named most often"
