"""A document's own words as proof: a reading near a long word that the document has elsewhere, or a term.

Here any letter may have been misread, doubled or lost; so only long words count, and the match must be close.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from normalizers.channel import DANISH, Channel
from normalizers.skeleton import skeleton

SHORTEST = 6
ODD_LETTER, LOST_LETTER, PUT_IN, LOOKALIKE = 8.0, 7.0, 6.0, 4.0
_ALIKE = "il ij ag gq aq nu ce bh ft rt vy rn lt do oe co sg"
_ALIKE_PAIRS = frozenset((both[at], both[1 - at]) for both in _ALIKE.split() for at in (0, 1))
BEST_FEW = 5
NEAREST, NEAR_PER_LETTER = 6.0, 0.4


class Proofs:
    """Long words found by the pieces of three letters that they share with a reading."""

    def __init__(self, words: Iterable[str]) -> None:
        self._index: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= SHORTEST:
                for piece in _pieces(word):
                    self._index[piece].append(word)

    def near(self, read: str, channel: Channel) -> list[tuple[float, str]]:
        """(cost, word) of the words close to a reading, cheapest first."""
        if len(read) < SHORTEST:
            return []
        hits: Counter[str] = Counter()
        for piece in _pieces(read):
            hits.update(self._index.get(piece, ()))
        few = sorted(hits.items(), key=lambda item: (-item[1] / len(item[0]), item[0]))[:BEST_FEW]
        found = [(noisy_cost(word, read, channel), word) for word, _ in few if abs(len(word) - len(read)) <= 3]
        return sorted(pair for pair in found if pair[0] <= NEAREST + NEAR_PER_LETTER * len(read))


def parted(word: str, read: str, at: int, channel: Channel) -> int:
    """Where a place in a reading falls in the word that it stands for, any letter being doubtful."""
    places = range(max(1, at - 3), min(len(word), at + 4))
    return min(
        places,
        key=lambda cut: noisy_cost(word[:cut], read[:at], channel) + noisy_cost(word[cut:], read[at:], channel),
        default=at,
    )


def _pieces(word: str) -> set[str]:
    shape = f"^{skeleton(word)}$"
    return {shape[at : at + 3] for at in range(len(shape) - 2)}


def noisy_cost(word: str, read: str, channel: Channel) -> float:
    """Nats for `read` out of `word` where any letter may also be changed, lost or put in.

    Only look-alikes are believed where no Danish letter is missing: anything else may be the author's own slip.
    """
    damaged = any(word.count(letter) > read.count(letter) for letter in DANISH)
    rows: list[dict[int, float]] = [{} for _ in range(len(word) + 1)]
    rows[0][0] = 0.0
    for i in range(len(word) + 1):
        row = rows[i]
        for j in range(len(read) + 1):
            cost = row.get(j)
            if cost is None or cost > 30:
                continue
            if j < len(read):
                alike = i > 0 and read[j] in "il" and word[i - 1] in "il"
                row[j + 1] = min(row.get(j + 1, 99.0), cost + (LOOKALIKE if alike else PUT_IN if damaged else 99.0))
            if i < len(word):
                for width, got, price in channel.steps(word, i, read, j):
                    _lower(rows[i + width], j + len(got), cost + price)
                _lower(rows[i + 1], j, cost + (LOST_LETTER if damaged else 99.0))
                if j < len(read):
                    odd = LOOKALIKE if (word[i], read[j]) in _ALIKE_PAIRS else ODD_LETTER if damaged else 99.0
                    _lower(rows[i + 1], j + 1, cost + odd)
    return rows[len(word)].get(len(read), 99.0)


def _lower(row: dict[int, float], at: int, cost: float) -> None:
    if cost < row.get(at, 99.0):
        row[at] = cost
