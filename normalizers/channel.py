"""What a printed piece of a word is read as, and at what cost: the noisy channel.

Costs are nats, -ln P(read | printed). The prior is the table of `corpus.misreadings`; a document's own repairs move it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from corpus.misreadings import shares

DANISH = "æøå"
# What one document's counts are weighed against: so many imagined letters of the prior.
PRIOR_WEIGHT = 8.0
# Readings that the table never saw: any vowel-like sign for a Danish letter, and nothing at all for the rest.
UNSEEN_VOWEL = 7.5
# One letter read as two of its own readings (`å` as `éa`): so much dearer than the cheaper of them.
TWICE = 6.0
# Share of the prior that no document takes away.
FLOOR = 0.15
_VOWEL_LIKE = frozenset("aeoiéèêëáàâäöóòôõ@¢£zxgd&40qsuycœð#6")

Pieces = tuple[tuple[str, str], ...]


class Channel:
    """Costs of readings, adapted by `learn`."""

    def __init__(self) -> None:
        self._costs: dict[str, tuple[tuple[str, float], ...]] = {}
        self._direct: dict[tuple[str, str], float] = {}
        self._set(shares())

    def _set(self, table: Mapping[str, Mapping[str, float]]) -> None:
        self._costs = {
            printed: tuple((read, -math.log(max(share, 1e-6))) for read, share in reads.items() if read != printed)
            for printed, reads in table.items()
        }
        self._direct = {(p, r): cost for p, reads in self._costs.items() for r, cost in reads}
        self._known: dict[tuple[str, str], float] = {}

    def learn(self, seen: dict[tuple[str, str], float]) -> None:
        """Move the costs of the Danish letters towards the counts of (printed, read) pieces seen in a document."""
        table = {printed: dict(reads) for printed, reads in shares().items()}
        for letter in DANISH:
            mine = {read: n for (printed, read), n in seen.items() if printed == letter}
            total = sum(mine.values())
            old = table.get(letter, {})
            table[letter] = {
                read: FLOOR * old.get(read, 0.0)
                + (1 - FLOOR) * (PRIOR_WEIGHT * old.get(read, 0.0) + mine.get(read, 0.0)) / (PRIOR_WEIGHT + total)
                for read in {*old, *mine}
            }
        self._set(table)

    def cost(self, word: str, read: str) -> float:
        """Nats for `word` printed and `read` read, both lower case; infinite where the table knows no way."""
        if word == read:
            return 0.0
        left, right, middle = _middle(word, read)
        direct = self._direct.get((word[left:right], read[left:middle]))
        if direct is not None:
            return direct
        key = (word[left:right], read[left:middle])
        if "æ" not in key[0] and "ø" not in key[0] and "å" not in key[0]:
            return math.inf  # without a Danish letter between them, one piece explains it or nothing does
        if key not in self._known:
            self._known[key] = self._align(*key)[0]
        return self._known[key]

    def pieces(self, word: str, read: str) -> Pieces:
        """The pairs of printed and read pieces by which `word` became `read`, the equal letters too."""
        left, right, middle = _middle(word, read)
        inner = self._align(word[left:right], read[left:middle])[1]
        return (*zip(word[:left], read[:left], strict=True), *inner, *zip(word[right:], read[middle:], strict=True))

    def _align(self, word: str, read: str) -> tuple[float, Pieces]:
        """The cheapest way and its pieces."""
        ways: dict[int, tuple[float, Pieces]] = {0: (0.0, ())}
        columns: list[dict[int, tuple[float, Pieces]]] = [ways] + [{} for _ in word]
        for i in range(len(word)):
            for j, (cost, done) in columns[i].items():
                for width, got, price in self.steps(word, i, read, j):
                    target = columns[i + width]
                    new = cost + price
                    if new < target.get(j + len(got), (math.inf, ()))[0]:
                        target[j + len(got)] = (new, (*done, (word[i : i + width], got)))
        return columns[len(word)].get(len(read), (math.inf, ()))

    def steps(self, word: str, i: int, read: str, j: int) -> Iterable[tuple[int, str, float]]:
        """What `word[i:]` may give at `read[j:]`: letters of the word used, piece read, cost."""
        letter = word[i]
        if read[j : j + 1] == letter:
            yield 1, letter, 0.0
        for got, price in self._costs.get(letter, ()):
            if read.startswith(got, j):
                yield 1, got, price
        if letter in DANISH and read[j : j + 1] in _VOWEL_LIKE and (letter, read[j : j + 1]) not in self._direct:
            yield 1, read[j], UNSEEN_VOWEL
        if letter in DANISH and (letter, two := read[j : j + 2]) not in self._direct and len(two) == 2:
            singles = [self._direct.get((letter, char), UNSEEN_VOWEL if char in _VOWEL_LIKE else 99.0) for char in two]
            if max(singles) < 99 and min(singles) < UNSEEN_VOWEL:
                yield 1, two, min(singles) + TWICE
        for got, price in self._costs.get(word[i : i + 2], ()) if i + 1 < len(word) else ():
            if read.startswith(got, j):
                yield 2, got, price


def _middle(word: str, read: str) -> tuple[int, int, int]:
    """Where the two first differ, and where their common endings begin in each."""
    left, shorter = 0, min(len(word), len(read))
    while left < shorter and word[left] == read[left]:
        left += 1
    right, middle = len(word), len(read)
    while right > left and middle > left and word[right - 1] == read[middle - 1]:
        right -= 1
        middle -= 1
    if right == left or middle == left:  # a letter lost or doubled: take one letter more on the left
        left = max(0, left - 1)
    return left, right, middle
