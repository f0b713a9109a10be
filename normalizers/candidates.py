"""The words that a damaged reading may stand for.

A reading's skeleton finds whole words at once; letters that are usually themselves (`g`, `d`, `i`, …) are tried as
vowels one or two at a time; compounds are put together from parts found the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from corpus.danish.lexicon import BEGINS, ENDS, FREE, GENITIVE, frequencies
from corpus.danish.terms import terms
from normalizers.channel import Channel
from normalizers.skeleton import skeleton
from normalizers.words import (
    COMPOUND,
    SHORT_PARTS,
    SHORTEST_PART,
    part_cost,
    plain_cost,
    shaped,
    term_shapes,
)

_Front = tuple[float, float, str]  # the cost of parts, that of reading them so, the parts with "|" behind each
_MOST_FRONTS = 2
# Letters that may hide a Danish one, tried as a vowel.
HIDING = "gdicqs6y"
MOST_SHIFTS = 2
LONGEST = 45
KEPT_PARTS = 4
DEAREST = 22.0
SHORTEST_TAIL = 6
UNKNOWN_HEAD, UNKNOWN_LETTER = 9.0, 2.0
# Centibels of a part of three letters that is too rare to be believed.
RAREST_CRUMB = 580


@cache
def shapes(read: str) -> tuple[str, ...]:
    """Skeletons that a reading may have come from, its own first."""
    found = [skeleton(read)]
    places = [at for at, char in enumerate(read) if char in HIDING]
    most = MOST_SHIFTS if len(places) <= 6 else 1
    for count in range(1, most + 1):
        for chosen in combinations(places, count):
            letters = list(read)
            for at in chosen:
                letters[at] = "e"
            found.append(skeleton("".join(letters)))
    return tuple(dict.fromkeys(found))


@cache
def whole_words(read: str) -> tuple[tuple[str, float], ...]:
    """Words of the lexicon and the terms with a shape of this reading, and their costs."""
    found: dict[str, float] = {}
    for shape in shapes(read):
        for word, flags in shaped(shape):
            if flags & FREE and len(word) > 1:
                found[word] = plain_cost(word, flags)
        for word in term_shapes().get(shape, ()):
            found[word] = plain_cost(word, 0)
    if read.endswith("s"):
        for shape in shapes(read[:-1]):
            for word, flags in shaped(shape):
                if flags & GENITIVE:
                    found.setdefault(word + "s", plain_cost(word + "s", flags))
    return tuple(found.items())


@cache
def _parts(read: str, wanted: int) -> tuple[tuple[str, float], ...]:
    """Parts of compounds for a piece of a reading; only one hidden letter at most."""
    found: dict[str, float] = {}
    for shape in _part_shapes(read):
        for word, flags in shaped(shape):
            if flags & wanted and (len(word) >= SHORTEST_PART or word in SHORT_PARTS) and not _is_crumb(word):
                found[word] = part_cost(word)
    if wanted == ENDS and read.endswith("s"):
        for shape in _part_shapes(read[:-1]):
            for word, flags in shaped(shape):
                if flags & GENITIVE and flags & ENDS:
                    found.setdefault(word + "s", part_cost(word))
    return tuple(found.items())


def _is_crumb(part: str) -> bool:
    """Whether a part is so short and rare that it explains anything ("ømt")."""
    return len(part) <= SHORTEST_PART and part not in terms() and frequencies().get(part, RAREST_CRUMB) >= RAREST_CRUMB


@cache
def _part_shapes(read: str) -> tuple[str, ...]:
    found = [skeleton(read)]
    for at, char in enumerate(read):
        if char in HIDING:
            found.append(skeleton(read[:at] + "e" + read[at + 1 :]))
    return tuple(dict.fromkeys(found))


def compounds(read: str, channel: Channel) -> dict[str, float]:
    """Compounds of two or three parts for a reading, each with the cost of its parts."""
    found: dict[str, float] = {}
    heads: dict[int, list[_Front]] = {0: [(0.0, 0.0, "")]}
    for start in range(len(read) - 1):
        fronts = heads.get(start, ())
        for word, cost in _ended(read, start, fronts, channel) if start else ():
            found[word] = min(cost, found.get(word, cost))
        if fronts and min(front[2].count("|") for front in fronts) < _MOST_FRONTS:
            _go_on(read, start, heads, channel)
    return found


def _ended(read: str, start: int, fronts: Sequence[_Front], channel: Channel) -> Iterator[tuple[str, float]]:
    """The words that fronts up to a place and a last part make."""
    for cost, _, front in fronts:
        for part, (price, _) in _near(read[start:], ENDS, channel):
            yield front.replace("|", "") + part, cost + price


def _go_on(read: str, start: int, heads: dict[int, list[_Front]], channel: Channel) -> None:
    """Put the cheapest fronts up to a place with one part more to `heads`, and keep the cheapest of each place."""
    for end in range(start + 2, len(read) - 1):
        for part, (price, seen) in _near(read[start:end], BEGINS, channel):
            for cost, way, front in heads[start][:2]:
                heads.setdefault(end, []).append((cost + price + COMPOUND, way + seen, front + part + "|"))
    for ways in heads.values():
        ways.sort(key=lambda way: way[0] + way[1])
        del ways[KEPT_PARTS:]


def known_tails(read: str, channel: Channel) -> list[tuple[str, float]]:
    """Words of an unknown beginning and a long known end ("Muninovervågning"), each with its cost."""
    found = []
    for at in range(3, len(read) - SHORTEST_TAIL + 1):
        for part, (price, _) in _near(read[at:], ENDS, channel)[:1]:
            if len(part) >= SHORTEST_TAIL and part != read[at:]:
                found.append((read[:at] + part, UNKNOWN_HEAD + UNKNOWN_LETTER * at + price))
    return sorted(found, key=lambda pair: pair[1])[:2]


def _near(read: str, wanted: int, channel: Channel) -> list[tuple[str, tuple[float, float]]]:
    """The few cheapest parts for a piece: (part, (its cost, its channel cost))."""
    found = []
    for part, price in _parts(read, wanted):
        way = channel.cost(part, read)
        if way < DEAREST:
            found.append((part, (price, way)))
    found.sort(key=lambda item: item[1][0] + item[1][1])
    return found[:KEPT_PARTS]
