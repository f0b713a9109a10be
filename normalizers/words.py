"""Which words there are and what they cost: lexicon, compounds, frequencies, the terms of these agreements.

Costs are nats, -ln P(word). A compound pays for its parts. What no list knows pays by its length.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import inf, log

from corpus.danish.lexicon import BEGINS, CAPITAL, ENDS, FREE, GENITIVE, NAME, frequencies, lexicon
from corpus.danish.terms import terms
from normalizers.skeleton import bucket, byte_skeleton, skeleton

NAT = log(10) / 100
# A form that hunspell has and the frequency list (cut at one in a million) has not.
RARE = 680 * NAT
RARE_PER_LETTER = 0.15
TERM = 420 * NAT
COMPOUND = 4.0
S_ENDING = 3.0
LOOSE = 2.0
IMPERATIVE = 1.5
# Small words are common by themselves, not as parts of others.
COMMONEST_PART = 400
CAPITAL_ONLY = 5.0
# The frequency list has no capitals: of a word that is a name too, and not common, most of it is the name's.
NAME_TOO, COMMON = 3.0, 400
SHORTEST_PART = 3
# Letters of the longest run that is a word: Danish has none of more than 60, and what is tried on one grows with the
# square of its length.
LONGEST_WORD = 80
# Two letters begin or end a compound only in these.
SHORT_PARTS = frozenset(("by", "år", "ud", "op", "på", "af", "ny", "øl", "is", "bo", "ø"))


def unknown_cost(length: int, capital: bool) -> float:
    """What a word of no list costs as it stands."""
    return 8 + 1.7 * length if capital else 9 + 2.3 * length


@cache
def shaped(shape: str) -> tuple[tuple[str, int], ...]:
    """The forms of a skeleton with their bits."""
    book = lexicon()
    wanted = shape.encode("latin-1", "replace")
    found = book.entries(bucket(shape, book.mask))
    return tuple((word.decode("latin-1"), bits[0]) for word, bits in found if byte_skeleton(word) == wanted)


@cache
def term_shapes() -> dict[str, tuple[str, ...]]:
    """Skeleton to the terms that have it."""
    return by_shape(terms())


def by_shape(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their skeletons, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        found[skeleton(word)] = (*found.get(skeleton(word), ()), word)
    return found


@cache
def bits(word: str) -> int:
    """The bits of a form in lower case, 0 where it is none."""
    for form, flags in shaped(skeleton(word)):
        if form == word:
            return flags
    return 0


def is_free(word: str) -> bool:
    """Whether a form stands alone, a regular genitive included."""
    return bool(bits(word) & FREE or (word.endswith("s") and bits(word[:-1]) & GENITIVE) or word in terms())


@cache
def plain_cost(word: str, flags: int) -> float:
    """The cost of one form of the lexicon or the terms, lower case."""
    listed = frequencies().get(word)
    if word in terms():
        return min(TERM, listed * NAT if listed is not None else TERM)
    cost = listed * NAT if listed is not None else RARE + RARE_PER_LETTER * len(word)
    stem = frequencies().get(word[:-1]) if listed is None and word.endswith("s") else None
    if stem is not None:  # a genitive or a passive that the frequency list was too short for
        cost = min(cost, stem * NAT + S_ENDING)
    if flags & NAME and listed is not None and listed > COMMON:
        return cost + NAME_TOO
    return cost + CAPITAL_ONLY if flags & CAPITAL else cost


@cache
def part_cost(part: str) -> float:
    """The cost of a part of a compound: of the word it comes from, without its link."""
    stems = [part, part[:-1]] if part[-1] in "se" else [part]
    listed = [frequencies()[stem] for stem in stems if stem in frequencies()]
    return max(min(listed, default=640), COMMONEST_PART) * NAT + RARE_PER_LETTER


@cache
def known_cost(word: str) -> float | None:
    """The cost of a word in lower case, compounds too; None where nothing knows it."""
    if len(word) > LONGEST_WORD:
        return None
    if is_free(word):
        flags = bits(word) or bits(word[:-1])
        return plain_cost(word, flags)
    return compound_cost(word)


@cache
def compound_cost(word: str, depth: int = 3) -> float | None:
    """The cost of a word as two to four parts, by hunspell's own marks; None where it is no compound."""
    best: float | None = None
    for at in range(2, len(word) - 1):
        front, back = word[:at], word[at:]
        if not _may_be_part(front) or not bits(front) & BEGINS:
            continue
        rest: float | None = None
        if _may_be_part(back) and ends(back):
            rest = part_cost(back)
        elif depth > 1:
            rest = compound_cost(back, depth - 1)
        if rest is not None:
            cost = COMPOUND + part_cost(front) + rest
            best = cost if best is None else min(best, cost)
    return best


# Endings that make a new word of a known one ("foraer" of "fora"): never in a list, and right all the same.
_ENDINGS = ("er", "en", "et", "erne", "ernes", "ens", "ets", "s", "e", "ene")


@cache
def derived_cost(word: str) -> float:
    """The cost of an unknown word as a known one and an ending; infinite where it is none."""
    costs = [
        cost + 4.0
        for ending in _ENDINGS
        if word.endswith(ending)
        and len(word) - len(ending) > 3
        and (cost := known_cost(word[: -len(ending)])) is not None
    ]
    return min(costs, default=inf)


@cache
def imperative_cost(word: str) -> float:
    """The cost of an imperative that no list is long enough for: "monter" of "montere"; infinite for others."""
    if word in frequencies() or not is_free(word):
        return inf
    verb = min(frequencies().get(word + "e", 999), frequencies().get(word + "er", 999))
    return verb * NAT + IMPERATIVE if verb < 999 else inf


@cache
def loose_cost(word: str) -> float:
    """The cost of two common words put together without the link that the lexicon asks for; infinite for others."""
    best = inf
    for at in range(3, len(word) - 3):
        front, back = frequencies().get(word[:at]), frequencies().get(word[at:])
        if front is not None and back is not None:
            best = min(best, (max(front, COMMONEST_PART) + back) * NAT + COMPOUND + LOOSE)
    return best


def ends(part: str) -> bool:
    """Whether a form may end a compound."""
    if bits(part) & ENDS:
        return True
    return part.endswith("s") and bits(part[:-1]) & (ENDS | GENITIVE) == ENDS | GENITIVE


def _may_be_part(part: str) -> bool:
    return len(part) >= SHORTEST_PART or part in SHORT_PARTS
