"""Names of places put together from what such names are made of: "Rodkzelkevej" is "rødkælk", "e" and "vej".

The lexicon has few of them, and a reading without Danish letters is often a word of its own ("garden", "sonder"). So
both are weighed alike: what the reading costs as a name, and what each name costs that it may stand for.
"""

from __future__ import annotations

from functools import cache
from math import inf

from corpus.danish.lexicon import BEGINS, CAPITAL, NAME, frequencies
from corpus.danish.place_parts import first_parts, last_parts
from normalizers.candidates import shapes, whole_words
from normalizers.channel import DANISH, Channel
from normalizers.words import NAT, bits, by_shape, unknown_cost

SHORTEST, LONGEST = 6, 30
LAST, FIRST, JOINT = 3.0, 3.0, 1.0  # nats of a last part, of a listed first part, of a first part made of two
# A first part from the lexicon: its own cost less what a name may well be called, within these; an uncommon one.
_CLOSER, _LEAST, _MOST, _UNCOMMON = 3.0, 5.0, 9.0, 10.5
_MORE = 0.5  # nats of each Danish letter after the first: a name has one as a rule
_SMALL = 300  # centibels: words as common as "her" begin no name
_SHORTEST_FIRST = 2
_KEPT = 4
_LINKS = ("", "s", "e")


@cache
def name_cost(word: str) -> float:
    """The cost of a word in lower case as the name of a place; infinite where it does not end like one."""
    ends = (word[at:] in last_parts() for at in range(_SHORTEST_FIRST, len(word) - 1))
    return min(
        (LAST + _first_cost(word[:at]) for at, is_end in enumerate(ends, _SHORTEST_FIRST) if is_end), default=inf
    )


@cache
def _first_cost(part: str) -> float:
    bare = [part.removesuffix(link) for link in _LINKS if part.endswith(link)]
    if any(one in first_parts() for one in bare):
        return FIRST
    may_begin = [one for one in bare if bits(one) & (BEGINS | NAME | CAPITAL) and frequencies().get(one, 999) > _SMALL]
    listed = [frequencies()[one] * NAT - _CLOSER for one in may_begin if one in frequencies()]
    known = min(_MOST, max(_LEAST, min(listed))) if listed else _UNCOMMON if may_begin else inf
    return min(known, name_cost(part) + JOINT, unknown_cost(len(part), capital=True))


def names_of_places(read: str, channel: Channel, dearest: float) -> dict[str, float]:
    """The names that a reading in lower case may stand for, each with its cost; `dearest` is what a way may cost."""
    if not SHORTEST <= len(read) <= LONGEST:
        return {}
    found = {}
    for at in range(_SHORTEST_FIRST, len(read) - 1):
        for last in _near(read[at:], _last_shapes(), channel):
            for first in (read[:at], *_firsts(read[:at], channel)):
                if not _spelt_alike(first + last, read) and channel.cost(first + last, read) < dearest:
                    found[first + last] = name_cost(first + last) + _MORE * max(0, _danish_letters(first + last) - 1)
    return found


def _spelt_alike(name: str, read: str) -> bool:
    """Whether a name is the reading but for the spelling of å, which is its bearer's: "Thygaard"."""
    return name.replace("å", "aa") == read.replace("å", "aa")


def _danish_letters(word: str) -> int:
    return sum(char in DANISH for char in word)


def _firsts(read: str, channel: Channel) -> list[str]:
    """First parts that a piece may stand for: listed ones, words of the lexicon, two parts put together."""
    found = []
    for link in _LINKS:
        if read.endswith(link) and len(read) - len(link) >= _SHORTEST_FIRST:
            bare = read.removesuffix(link)
            near = [
                *_near(bare, _first_shapes(), channel),
                *_cheap([word for word, _ in whole_words(bare)], bare, channel),
            ]
            found += [word + link for word in near]
    if len(read) >= SHORTEST:
        found += list(names_of_places(read, channel, inf))
    return found


def _near(read: str, known: dict[str, tuple[str, ...]], channel: Channel) -> list[str]:
    return _cheap([word for shape in shapes(read) for word in known.get(shape, ())], read, channel)


def _cheap(words: list[str], read: str, channel: Channel) -> list[str]:
    """The few words that a piece stands for at the least cost."""
    priced = sorted({(channel.cost(word, read), word) for word in words})
    return [word for cost, word in priced[:_KEPT] if cost < inf]


@cache
def _last_shapes() -> dict[str, tuple[str, ...]]:
    return by_shape(sorted(last_parts()))


@cache
def _first_shapes() -> dict[str, tuple[str, ...]]:
    return by_shape(sorted(first_parts()))
