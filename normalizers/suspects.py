"""Words that no Danish printer set here: flagged for the reader, never changed.

Letters dropped by another engine leave valid words ("Trykundersøgelse"). They show by the company they keep: the
document is full of the right word's family, or has the same word whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import corpus.danish
from corpus.danish.terms import names, terms
from models.text import Edit
from normalizers.casing import cased
from normalizers.tokens import Token
from normalizers.words import is_free, known_cost

RULE = "transcription-suspect"
# So often must the family of the right word stand in a document before its slips are believed.
FAMILY = 4
SHORTEST, MOST_DROPPED = 9, 3
# What follows or precedes a real pressure, print or expression, and no safety.
_REAL_AFTER = frozenset(("på", "af", "fra", "mod", "ned", "ind", "op", "og"))
_REAL_BEFORE = frozenset(
    ("et", "trykket", "under", "højt", "øget", "stort", "økonomisk", "fysisk", "politisk", "komme")
)


@cache
def _slips() -> dict[str, tuple[str, str, str]]:
    path = Path(corpus.danish.__file__).parent / "slips.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {slip: (family, word, head) for slip, family, word, head in rows}


def may_be_suspect(word: str) -> bool:
    """Whether a word in lower case is worth a look: a slip's beginning, or a long word that nothing knows."""
    return word.startswith(_beginnings()) or (len(word) >= SHORTEST and known_cost(word) is None)


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(_slips())


class Families:
    """What a document has: members of the families that slips belong to, and its long words that stand twice."""

    def __init__(self, counts: Counter[str]) -> None:
        self.sizes = {family: _members(family, counts) for family, _, _ in _slips().values()}
        heads = tuple(head for _, _, head in _slips().values())
        self.compounds = [word for word in counts if word.startswith(heads)]
        self.whole = by_beginning(word for word in counts if len(word) > SHORTEST and counts[word] > 1)


def suspect_edits(words: Sequence[Token], document: Families) -> Iterator[Edit]:
    """Flags on the words of a paragraph."""
    for at, token in enumerate(words):
        low = token.read.lower()
        meant = _slip(words, at, low, document) or _whole(low, document.whole)
        if meant:
            new = cased(meant, token.read, False)
            yield Edit(token.start, token.end, new, RULE, confidence=0.7, applied=False)


def _members(family: str, counts: Counter[str]) -> int:
    return sum(count for word, count in counts.items() if word.removeprefix("u").startswith(family))


def _slip(words: Sequence[Token], at: int, low: str, document: Families) -> str | None:
    for slip, (family, word, head) in _slips().items():
        if document.sizes[family] < FAMILY or not low.startswith(slip):
            continue
        if low == slip:
            before = words[at - 1].read.lower() if at else ""
            after = words[at + 1].read.lower() if at + 1 < len(words) else ""
            real = before in _REAL_BEFORE or (after in _REAL_AFTER and after != "og")
            return None if real else word
        tail = low[len(slip) :]
        if (len(tail) > 4 or slip.endswith("hed")) and (_is_term(head + tail) or _stands_whole(head, tail, document)):
            return head + tail
    return None


def _stands_whole(head: str, tail: str, document: Families) -> bool:
    """Whether the document has the right compound itself, whatever its ending."""
    long = (word for word in document.compounds if len(word) > len(head) + 3)
    return any((head + tail).startswith(word) or word.startswith(head + tail) for word in long)


def _is_term(word: str) -> bool:
    """Whether a word is a term, or a term in the definite or the plural."""
    stems = [word.removesuffix(ending) for ending in ("", "en", "et", "er", "erne", "ens", "ets", "n", "s")]
    return any(stem in terms() for stem in stems)


def _whole(low: str, whole: dict[str, list[str]]) -> str | None:
    """The term, or word of the document, that an unknown word is when a few letters are put into it."""
    if len(low) < SHORTEST or known_cost(low) is not None or low in names():
        return None
    for word in _long_terms().get(low[:3], ()):
        if _dropped(low, word, 1):
            return word
    return next((word for word in whole.get(low[:3], ()) if _dropped(low, word, 2) and is_free(word)), None)


@cache
def _long_terms() -> dict[str, list[str]]:
    return by_beginning(term for term in terms() if len(term) > SHORTEST)


def by_beginning(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their first three letters, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        found[word[:3]].append(word)
    return found


def _dropped(low: str, word: str, least: int) -> bool:
    """Whether `low` is `word` less a few letters inside, `least` or more, all in one place."""
    gap = len(word) - len(low)
    if not least <= gap <= MOST_DROPPED:
        return False
    same = 0
    while same < len(low) and low[same] == word[same]:
        same += 1
    return same > 2 and any(low[at:] == word[at + gap :] for at in range(min(same, len(low) - 3), 2, -1))
