"""Repair, flag or leave: every reading's candidates against the reading itself.

Keeping the word always competes. The margins are nats: over keeping, and over the runner-up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.danish.lexicon import BEGINS, CAPITAL
from corpus.danish.terms import names, terms
from normalizers.candidates import LONGEST, compounds, whole_words
from normalizers.channel import DANISH, Channel
from normalizers.skeleton import skeleton
from normalizers.words import bits, known_cost, shaped, unknown_cost

# Margins over keeping, and over the runner-up, in nats.
KEEP_KNOWN = 3.0
KEEP_UNKNOWN = 2.0
NEXT = 1.0
FLAG = 0.5
# Dearest way from print to reading that is believed.
DEAREST = 20.0
SPLIT = 7.0
# A first name or surname that the lexicon writes with a capital.
NAME = 10.0
_FUNCTION_WORDS = """
i af at en et er og de den det der du for fra han hun har ind man med men om op os over på samt sin som til ud ved vi så
ikke både
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a reading. `new` equals the reading where it is left; `applied` false makes a flag."""

    new: str
    rule: str
    margin_keep: float
    margin_next: float
    applied: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate: the word in lower case, its cost as a word, the cost of the way, and whether it is a compound."""

    word: str
    cost: float
    way: float
    compound: bool = False

    @property
    def total(self) -> float:
        """Nats."""
        return self.cost + self.way


class Judge:
    """The judgement of one document: its channel, and its readings with their counts."""

    def __init__(self, readings: Iterable[str] = ()) -> None:
        self.channel = Channel()
        self.counts = Counter(readings)
        self._seen: dict[tuple[str, bool], Verdict] = {}
        for _ in range(2):
            self._adapt()

    def _adapt(self) -> None:
        """One round of expectation and maximisation: believe the clear repairs, count their pieces."""
        pieces: dict[tuple[str, str], float] = defaultdict(float)
        for read, count in self.counts.items():
            low = folded(read)
            options = self.options(low)
            if not options or len(low) < 4:
                continue
            best = options[0]
            keep = self.keep_cost(low, read[:1].isupper())
            runner = options[1].total if len(options) > 1 else 1e9
            if keep - best.total > 4 and runner - best.total > 2:
                for printed, got in self.channel.pieces(best.word, low):
                    if printed in DANISH:
                        pieces[printed, got] += count
        self.channel.learn(pieces)

    def options(self, low: str, dangling: bool = False) -> list[Option]:
        """Candidates for a reading in lower case, cheapest first; the reading itself is not among them."""
        if not 2 <= len(low) <= LONGEST:
            return []
        found = [
            Option(word, cost, way)
            for word, cost in whole_words(low)
            if word != low and (way := self.channel.cost(word, low)) < DEAREST
        ]
        if dangling:
            found += self._beginnings(low)
        if (
            len(low) > 5
            and not any(option.way < 8 and option.cost < 14 for option in found)
            and known_cost(low) is None
        ):
            known = {option.word for option in found}
            for word, cost in compounds(low, self.channel).items():
                way = self.channel.cost(word, low)
                if word != low and way < DEAREST and word not in known:
                    found.append(Option(word, cost, way, True))
        found.sort(key=lambda option: (option.total, option.word))
        return found

    def _beginnings(self, low: str) -> list[Option]:
        return [
            Option(word, 14.0, way)
            for word, flags in shaped(skeleton(low))
            if flags & BEGINS and word != low and (way := self.channel.cost(word, low)) < DEAREST
        ]

    def keep_cost(self, low: str, capital: bool, dangling: bool = False) -> float:
        """What it costs to believe the reading."""
        known = known_cost(low)
        if known is None and dangling and bits(low) & BEGINS:
            known = 14.0
        if capital and bits(low) & CAPITAL:
            known = min(known or NAME, NAME)
        return known if known is not None else unknown_cost(len(low), capital)

    def is_known(self, read: str) -> bool:
        """Whether a reading is a word as it stands."""
        return known_cost(folded(read)) is not None

    def cut(self, read: str, word: str, at: int) -> int:
        """Where a place in a reading falls in the word that it stands for."""
        passed = letters = 0
        for printed, got in self.channel.pieces(word.lower(), folded(read)):
            if passed >= at:
                break
            passed, letters = passed + len(got), letters + len(printed)
        return letters

    def verdict(self, read: str, dangling: bool = False) -> Verdict:
        """What becomes of a reading."""
        key = (read, dangling)
        if key not in self._seen:
            self._seen[key] = self._judge(read, dangling)
        return self._seen[key]

    def _judge(self, read: str, dangling: bool) -> Verdict:
        left = Verdict(read, "", 0.0, 0.0, False)
        if _closed(read):
            return left
        low = folded(read)
        capital = read[:1].isupper()
        options = self.options(low, dangling)
        keep = self.keep_cost(low, capital, dangling)
        known = keep < unknown_cost(len(low), capital)
        if not options:
            return self._split(read, low, keep) if not known else left
        best = options[0]
        times = self.counts[read] if capital and best.compound else 1
        margin = keep - best.cost - best.way * max(1, times)
        second = options[1].total - best.total if len(options) > 1 else margin
        if not known and margin < KEEP_UNKNOWN:
            split = self._split(read, low, keep)
            if split.applied:
                return split
        new = cased(best.word, read)
        if new == read:
            return left
        rule = "danish-compound" if best.compound else "danish-letters"
        needed = KEEP_KNOWN if known else KEEP_UNKNOWN
        if margin >= needed and second >= NEXT:
            return Verdict(new, rule, margin, second, True)
        if margin >= FLAG:
            return Verdict(new, rule, margin, second, False)
        return left

    def _split(self, read: str, low: str, keep: float) -> Verdict:
        """Two words run together, one of them a function word."""
        ways: list[tuple[float, str]] = []
        for at in range(1, len(low)):
            front, back = low[:at], low[at:]
            if front in FUNCTION_WORDS or back in FUNCTION_WORDS:
                one, two = self._cheapest(front), self._cheapest(back)
                if one and two and max(len(front), len(back)) >= 4:
                    ways.append((one.total + two.total + SPLIT, f"{one.word} {two.word}"))
        ways.sort()
        if not ways or keep - ways[0][0] < KEEP_UNKNOWN:
            return Verdict(read, "", 0.0, 0.0, False)
        second = ways[1][0] - ways[0][0] if len(ways) > 1 else keep - ways[0][0]
        return Verdict(cased(ways[0][1], read), "words-apart", keep - ways[0][0], second, second >= NEXT)

    def _cheapest(self, low: str) -> Option | None:
        if low in FUNCTION_WORDS:
            return Option(low, known_cost(low) or 6.0, 0.0)
        known = known_cost(low)
        kept = [Option(low, known, 0.0)] if known is not None and len(low) > 2 else []
        found = kept + (self.options(low)[:1] if len(low) > 2 else [])
        return min(found, key=lambda option: option.total, default=None)


def _closed(read: str) -> bool:
    """Readings never touched: short words in capitals (HAB), unless a sign that no word holds is in them."""
    letters = [char for char in read if char.isalpha()]
    return len(read) <= 4 and len(read) > 1 and all(char.isupper() for char in letters) and "@" not in read


def folded(read: str) -> str:
    """Lower case, a capital I inside small letters taken for the l that it is."""
    if len(read) > 2 and "I" in read[1:] and not read.isupper():
        read = read[0] + "".join(
            "l" if char == "I" and (read[at].islower() or read[at + 2 : at + 3].islower()) else char
            for at, char in enumerate(read[1:])
        )
    return read.lower()


def cased(word: str, read: str) -> str:
    """A word with the capitals of its reading."""
    letters = [char for char in read if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if capitals >= 2 and capitals >= len(letters) - 1 - (len(letters) > 8):
        return word.upper()
    if read[:1].isupper() or (read[:1] in "@" and (word in names() or word not in terms())):
        return word[:1].upper() + word[1:]
    return word
