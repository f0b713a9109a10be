"""Repair, flag or leave: every reading's candidates against the reading itself.

Keeping the word always competes. The margins are nats: over keeping, and over the runner-up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf, log

from corpus.danish.lexicon import BEGINS, CAPITAL, NAME, english, frequencies
from corpus.danish.terms import terms
from normalizers.candidates import LONGEST, compounds, known_tails, whole_words
from normalizers.casing import SIGNS, folded
from normalizers.channel import DANISH, Channel
from normalizers.context import is_listed, speaks_for
from normalizers.places import name_cost, names_of_places
from normalizers.proof import SHORTEST, Proofs, parted
from normalizers.skeleton import skeleton
from normalizers.tokens import Token
from normalizers.words import (
    NAT,
    bits,
    by_shape,
    derived_cost,
    imperative_cost,
    is_free,
    known_cost,
    loose_cost,
    shaped,
    unknown_cost,
)

# Margins over keeping, and over the runner-up, in nats.
KEEP_KNOWN = 3.0
KEEP_UNKNOWN = 2.0
# An unknown word with a capital may be a foreign name ("Mailing List").
KEEP_CAPITAL = 3.0
NEXT = 1.0
FLAG = 0.5
# Dearest way from print to reading that is believed.
DEAREST = 20.0
I_FOR_L = 3.0
SPLIT, SPLIT_AGAIN = 6.0, 4.0
# A first name or surname that the lexicon writes with a capital; a known word set with one.
NAME_COST = 10.0
NAME_MARGIN, ENGLISH_MARGIN, COMPOUND_MARGIN, COMMON_MARGIN, PLACE_MARGIN = 8.0, 4.0, 5.0, 4.5, 3.5
PLACE = "place-name"  # the rule of a name that is made of what names of places are made of
# A sign or `ae` inside a word speaks against its being printed so.
ODD_SIGN, ODD_PAIR = 5.0, 4.0
BEGINNING = 14.0
# Over this share of English words a document quotes English, and an English word needs the margin of a name.
MUCH_ENGLISH = 0.008
# So many different readings teach a document's channel enough.
MOST_TYPES = 2500
# A lead that no adaptation turns round.
SETTLED = 12.0
# A candidate under this cost is common enough to be meant all the same.
COMMON = 8.5
# A candidate over this cost is rare, and must win by more.
RARE_WORD, RARE_MARGIN = 9.5, 4.5
# Centibels of a word that is right nearly always, whatever stands beside it ("for").
VERY_COMMON = 260
# A candidate this near the best one is worth asking the neighbours about.
ASKED = 9.0
PROOF_NEXT = 3.0
# Words that run together with the next one, and with the one before.
FORE = frozenset(("det", "den", "som", "og", "at", "i"))
AFT = frozenset(("i", "og", "at", "på"))
SPLIT_MARGIN = 2.0
LEFT = ""
# Letters together that no Danish word has: `ae`, and a capital I before two consonants (an l).
_ODD = re.compile("ae|^I[bcdfghjklmpqrtvxz][bcdfghjklmnpqrstvxz]")
_VOWELS = frozenset("aeiouyæøåé")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a reading: `word` in lower case, or nothing where it is left; `applied` false makes a flag."""

    word: str
    rule: str
    margin_keep: float
    margin_next: float
    applied: bool


LEAVE = Verdict("", LEFT, 0.0, 0.0, False)


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate in lower case: its cost as a word, the cost of the way, whether it is a compound, the reading, or the
    name of a place."""

    word: str
    cost: float
    way: float
    compound: bool = False
    kept: bool = False
    place: bool = False

    @property
    def total(self) -> float:
        """Nats."""
        return self.cost + self.way


class Judge:
    """The judgement of one document: its channel, the words it has, its readings with their counts."""

    def __init__(self, words: Iterable[Token] = (), before: Judge | None = None) -> None:
        """`before` has judged some of the words with the prior alone: its findings are used."""
        self.channel = Channel()
        self.counts = Counter((token.read, token.dangling) for token in words)
        self._certain: Counter[str] = Counter()
        self._proven: dict[str, tuple[str, ...]] = {}
        self._english = self._english_share()
        self._found: dict[tuple[str, bool], tuple[Option, ...]] = {} if before is None else dict(before._found)
        self._compounds: dict[str, dict[str, float]] = {}
        self._seen: dict[tuple[str, bool], Verdict] = {}
        self._proofs: Proofs | None = None
        for _ in range(2 if self.counts else 0):
            self._adapt()

    def _english_share(self) -> float:
        """The share of English words that are not Danish ones among the document's words, never quite nothing."""
        foreign = sum(
            count
            for (read, _), count in self.counts.items()
            if len(read) > 2 and (low := read.lower()) in english() and known_cost(low) is None and not self._mends(low)
        )
        return (foreign + 0.5) / (self.counts.total() + 250)

    def _mends(self, low: str) -> bool:
        return any(self.channel.cost(word, low) < 4 and cost < 11 for word, cost in whole_words(low))

    def _adapt(self) -> None:
        """One round of expectation and maximisation: believe the clear repairs, count their pieces and their words."""
        pieces: dict[tuple[str, str], float] = defaultdict(float)
        certain: Counter[str] = Counter()
        for (read, dangling), count in self.counts.most_common(MOST_TYPES):
            low = folded(read)
            ranked = self.ranked(read, dangling)
            best, keep = ranked[0], next(option for option in ranked if option.kept)
            sure = 10 if best.compound else 4
            clear = len(ranked) < 2 or ranked[1].total - best.total > sure
            if clear and ((best.kept and known_cost(low) is not None) or keep.total - best.total > sure):
                certain[best.word] += count
                if len(low) > 3 and not best.kept:
                    for printed, got in self.channel.pieces(best.word, low):
                        if printed in DANISH:
                            pieces[printed, got] += count
        agreed = self._agreed()
        self._certain = certain + agreed
        self._proven = by_shape(agreed)
        self._found = {key: ranked for key, ranked in self._found.items() if self._is_settled(key[0], ranked)}
        self.channel.learn(pieces)

    def _is_settled(self, read: str, ranked: Sequence[Option]) -> bool:
        """Whether no adaptation turns a ranking round."""
        if self._proven and skeleton(folded(read)) in self._proven:
            return False
        return len(ranked) == 1 or ranked[1].total - ranked[0].total > SETTLED

    def _agreed(self) -> Counter[str]:
        """Compounds that several unlike readings with a capital have in common: together they prove a name, as
        "HJORTSHAVN" and "Hjortshavn" do not, which are one reading."""
        readings: dict[str, Counter[str]] = defaultdict(Counter)
        for (read, dangling), count in self.counts.items():
            if read[:1].isupper() and known_cost(folded(read)) is None:
                best = next((option for option in self.ranked(read, dangling) if not option.kept), None)
                if best is not None and best.compound:
                    readings[best.word][folded(read)] += count
        return Counter({word: counts.total() for word, counts in readings.items() if len(counts) > 1})

    def ranked(self, read: str, dangling: bool = False) -> tuple[Option, ...]:
        """The candidates for a reading and the reading itself, cheapest first."""
        key = (read, dangling)
        if key not in self._found:
            low = folded(read)
            kept = Option(low, self._keep_cost(read, low, dangling), 0.0, False, True)
            found = [kept] if _closed(read) else [kept, *self._options(read, low, dangling)]
            found.sort(key=lambda option: (option.total, option.word))
            self._found[key] = tuple(option for at, option in enumerate(found) if at < 6 or option.kept)
        return self._found[key]

    def _options(self, read: str, low: str, dangling: bool) -> list[Option]:
        if not 2 <= len(low) <= LONGEST:
            return []
        found = [option for option in self._near(low, dangling) if option.word != low]
        if read[0] == "I" and len(low) > 3 and read[1].islower() and known_cost(low) is None:
            found += [replace(option, way=option.way + I_FOR_L) for option in self._near("l" + low[1:], dangling)]
        return found if dangling or not read[0].isupper() else self._with_places(found, low)

    def _with_places(self, found: list[Option], low: str) -> list[Option]:
        """The candidates and the names of places that a reading may stand for, each at its lower cost."""
        places = names_of_places(low, self.channel, DEAREST)
        known = {option.word for option in found}
        cheaper = [
            replace(option, cost=cost, place=True) if (cost := places.get(option.word, inf)) < option.cost else option
            for option in found
        ]
        return cheaper + [
            Option(word, self._word_cost(word, cost), self.channel.cost(word, low), True, place=True)
            for word, cost in places.items()
            if word not in known
        ]

    def _near(self, low: str, dangling: bool) -> list[Option]:
        found = {
            word: Option(word, self._word_cost(word, cost), way)
            for word, cost in whole_words(low)
            if (way := self.channel.cost(word, low)) < DEAREST
        }
        if dangling:
            for word, flags in shaped(skeleton(low)):
                if flags & BEGINS and word not in found and (way := self.channel.cost(word, low)) < DEAREST:
                    found[word] = Option(word, BEGINNING, way)
        for word in self._proven.get(skeleton(low), ()):
            if word not in found and (way := self.channel.cost(word, low)) < DEAREST:
                found[word] = Option(word, self._word_cost(word, BEGINNING), way, True)
        self._add_compounds(found, low)
        if not found and len(low) > 7 and known_cost(low) is None:
            for word, cost in known_tails(low, self.channel):
                found[word] = Option(word, cost, self.channel.cost(word, low), True)
        return list(found.values())

    def _add_compounds(self, found: dict[str, Option], low: str) -> None:
        """Add the compounds that a longer unknown reading may stand for, where no cheap candidate is found."""
        cheap = any(option.way < 8 and option.cost < 14 for option in found.values())
        if len(low) <= 5 or cheap or known_cost(low) is not None:
            return
        if low not in self._compounds:
            self._compounds[low] = compounds(low, self.channel)
        for word, cost in self._compounds[low].items():
            way = self.channel.cost(word, low)
            if way < DEAREST and word not in found:
                found[word] = Option(word, self._word_cost(word, cost), way, True)

    def _word_cost(self, word: str, cost: float) -> float:
        """A word's cost, less where the document itself has it for certain."""
        times = self._certain.get(word, 0)
        return min(cost, -log(0.3 * times / (self._certain.total() + 50))) if times else cost

    def _keep_cost(self, read: str, low: str, dangling: bool) -> float:
        """What it costs to believe the reading."""
        known = known_cost(low)
        capital = read[:1].isupper()
        if known is None and dangling and bits(low) & BEGINS:
            known = BEGINNING
        if capital and bits(low) & CAPITAL and not read[1:2].isupper():
            known = min(known or NAME_COST, NAME_COST)
        place = name_cost(low) if capital else inf
        if place < inf:
            known = min(known or inf, place)
        foreign = english().get(low)
        if foreign is not None:
            quoted = foreign * NAT - log(self._english)
            known = quoted if known is None else min(known, quoted)
        if known is not None:
            known = min(known, imperative_cost(low))
            return known if foreign is not None or is_free(low) else min(known, derived_cost(low))
        odd = ODD_SIGN * sum(char in SIGNS for char in low)
        loose = min(derived_cost(low), loose_cost(low))
        return odd + min(unknown_cost(len(low), capital) + ODD_PAIR * bool(_ODD.search(read)), loose)

    def is_known(self, read: str) -> bool:
        """Whether a reading is a word as it stands."""
        return known_cost(folded(read)) is not None

    def cut(self, read: str, word: str, at: int) -> int:
        """Where a place in a reading falls in the word that it stands for."""
        passed = letters = 0
        pieces = self.channel.pieces(word, folded(read))
        if len("".join(printed for printed, _ in pieces)) != len(word):
            return parted(word, folded(read), at, self.channel)
        for printed, got in pieces:
            if passed >= at:
                break
            passed, letters = passed + len(got), letters + len(printed)
        return letters

    def verdict(self, token: Token, left: str = ".", right: str = ".") -> Verdict:
        """What becomes of a word between its neighbours."""
        key = (token.read, token.dangling)
        ranked = self.ranked(*key)
        near = [option for option in ranked if option.total - ranked[0].total < ASKED]
        if len(near) > 1 and sum(is_listed(option.word) for option in near) > 1:
            asked = [replace(o, cost=o.cost - speaks_for(o.word, left, right)) for o in ranked]
            return self._judge(token, sorted(asked, key=lambda option: (option.total, option.word)))
        if key not in self._seen:
            self._seen[key] = self._judge(token, ranked)
        return self._seen[key]

    def _judge(self, token: Token, ranked: Sequence[Option]) -> Verdict:
        read, low = token.read, folded(token.read)
        keep = next((option for option in ranked if option.kept), None)
        if keep is None:
            keep = Option(low, self._keep_cost(read, low, token.dangling), 0.0, False, True)
        known = known_cost(low) is not None or low in english()
        others = [option for option in ranked if not option.kept]
        best = others[0] if others else None
        doubtful = best is None or self._margin(best, keep, read) < KEEP_UNKNOWN or known_cost(best.word) is None
        if best is None or (doubtful and not known):
            rescued = LEAVE if known or _closed(read) else self._rescued(token, low, keep.total)
            if rescued.applied or best is None:
                return rescued
        margin = self._margin(best, keep, read)
        second = others[1].total - best.total if len(others) > 1 else margin
        needed = KEEP_CAPITAL if read[:1].isupper() and best.word not in terms() else KEEP_UNKNOWN
        needed = self._needed(read, low, best.cost) if known or bits(low) & CAPITAL else needed
        needed = max(needed, PLACE_MARGIN if best.place else COMPOUND_MARGIN if best.compound else 0.0)
        rule = PLACE if best.place else "danish-compound" if best.compound else "danish-letters"
        if margin >= needed and second >= NEXT:
            return Verdict(best.word, rule, margin, second, True)
        return Verdict(best.word, rule, margin, second, False) if margin >= FLAG else LEAVE

    def _margin(self, best: Option, keep: Option, read: str) -> float:
        """Over keeping. A name pays for its word once and for each time that it would be misread alike."""
        times = self.counts[read, False] if best.compound and read[:1].isupper() else 1
        return keep.total - best.cost - best.way * max(1, times)

    def _needed(self, read: str, low: str, cost: float) -> float:
        """The margin over keeping a known word: more where it is a name, set as one."""
        if low in english() and self._english > MUCH_ENGLISH and cost > COMMON:
            return NAME_MARGIN if len(low) <= 4 else ENGLISH_MARGIN
        name = read[:1].isupper() and not read[1:2].isupper() and bits(low) & (CAPITAL | NAME)
        if name:
            return NAME_MARGIN
        if cost > RARE_WORD and not (read[:1].islower() and bits(low) & NAME):
            return RARE_MARGIN
        return COMMON_MARGIN if frequencies().get(low, 999) < VERY_COMMON else KEEP_KNOWN

    def _rescued(self, token: Token, low: str, keep: float) -> Verdict:
        """What the channel alone cannot mend: a word of the document with any letter wrong, or words run together."""
        if self._proofs is None:
            clear = [word for word in self._certain if len(word) >= SHORTEST]
            self._proofs = Proofs([*clear, *(term for term in terms() if len(term) > 7)])
        near = self._proofs.near(low, self.channel)
        near = [p for p in near if not (token.dangling and p[1].startswith(low)) and sorted(p[1]) != sorted(low)]
        ways = sorted((cost + self._word_cost(word, known_cost(word) or 12.0), word) for cost, word in near if cost > 0)
        split = self._split(low, keep)
        if ways and ways[0][1] not in split.word.split():
            margin = keep - ways[0][0]
            second = ways[1][0] - ways[0][0] if len(ways) > 1 else margin
            if margin >= KEEP_UNKNOWN and margin > split.margin_keep:
                return Verdict(ways[0][1], "document-proof", margin, second, second >= PROOF_NEXT)
        return split

    def _split(self, low: str, keep: float) -> Verdict:
        """Two or three words run together, all but one of them function words."""
        ways = sorted(self._splits(low, 2))
        if not ways or keep - ways[0][0] < SPLIT_MARGIN:
            return LEAVE
        second = ways[1][0] - ways[0][0] if len(ways) > 1 else keep - ways[0][0]
        return Verdict(ways[0][1], "words-apart", keep - ways[0][0], second, second >= NEXT)

    def _splits(self, low: str, most: int) -> Iterable[tuple[float, str]]:
        for at in range(1, len(low)):
            front, back = low[:at], low[at:]
            if max(len(front), len(back)) < 5 or not (front in FORE or back in AFT):
                continue
            one, two = self._cheapest(front), self._cheapest(back)
            if one and two:
                yield one.total + two.total + SPLIT, f"{one.word} {two.word}"
            if one and most > 1 and front in FORE:
                for cost, rest in self._splits(back, most - 1):
                    yield one.total + cost + SPLIT_AGAIN, f"{one.word} {rest}"

    def _cheapest(self, low: str) -> Option | None:
        known = known_cost(low)
        if low in FORE:
            return Option(low, known or 6.0, 0.0)
        if len(low) < 3:
            return None
        return min(
            (option for option in self.ranked(low) if not option.kept or known is not None),
            key=lambda option: option.total,
            default=None,
        )


def _closed(read: str) -> bool:
    """Readings never touched: short words in capitals (HAB), unless a sign that no word holds is in them."""
    letters = [char for char in read if char.isalpha()]
    if len(letters) == len(read) <= 3 and not _VOWELS & set(read.lower()):
        return True  # "md", "pc": no vowel, no word
    return 1 < len(read) <= 4 and all(char.isupper() for char in letters) and "@" not in read
