r"""Words and phrases that name something, as data: what a phrase is written like, and how a text is searched for all.

A `Term` is a row of a table: the phrases that name one value, with sentences that show it and sentences that must not.
A phrase is written as the words it is made of, whatever their capitals and whatever white space parts them:

    senest            the word itself
    nedbring*         a word that begins so               (nedbringes, nedbringelse)
    *indbrud          a word that ends so                 (villaindbrud)
    skal|må|bør       one of several
    [år]              a word that may be missing
    ~3                up to three words of any kind, none of them over the end of a clause
    #                 digits

so that "må|skal ~1 ikke stige|øges" is met by "må derfor ikke stige". Signs are words of their own ("pr . 1 . 000").
`unless_before` and `unless_after` are phrases that forbid it where they stand right before or right behind.

All tables are searched in one walk over the words of a text: what a word can begin is looked up once for each form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from parsers.marks.mark import Mark
from parsers.rules.wording import shown

_TOKEN = shown(
    re.compile(r"[^\W\d_]+|\d+|[^\w \n\r\f\u00a0\u2009\u202f]|_"), examples=("år", "2024", "\t"), rejects=(" ",)
)
_STOPS = frozenset('.,;:!?()"”»')
# Letters of the shortest and of the longest beginning or ending that a phrase may name.
_SHORTEST, _LONGEST = 2, 40


@lru_cache(20_000, typed=True)
def _name(kind: str, value: object) -> str:
    return f"{kind}-{value}".replace("_", "-").casefold()


@dataclass(frozen=True, slots=True)
class Term:
    """`phrases` name `value`, a `kind` of mark. Examples must hold it, rejects must not."""

    kind: str
    value: Any
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    rejects: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    capital: bool = False  # the first word must have a capital

    @property
    def name(self) -> str:
        """What `explain` calls it."""
        return _name(self.kind, self.value)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: what each is in small letters, and where it stands."""

    text: str
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a phrase: words it may be, a gap of up to `gap` words where that is above 0."""

    exact: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    digits: bool = False
    optional: bool = False
    gap: int = 0

    @property
    def is_open(self) -> bool:
        """Whether other words than the `exact` ones may stand here."""
        return bool(self.begins or self.ends or self.digits or self.gap)

    def fits(self, form: str) -> bool:
        return (
            form in self.exact
            or (bool(self.begins) and form.startswith(self.begins))
            or (bool(self.ends) and form.endswith(self.ends))
            or (self.digits and form.isdigit())
        )


Phrase = tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A phrase of a term, ready to be met, with the number and the name of its term."""

    term: Term
    number: int
    rule: str
    places: Phrase
    before: tuple[Phrase, ...]
    after: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """The phrases that one word may begin, in order and numbered: by what their second word must be, and the rest.

    Of the many phrases of a usual word only those are tried whose second word stands there.
    """

    by_second: Mapping[str, Sequence[tuple[int, _Known]]]
    free: Sequence[tuple[int, _Known]]
    unheld: Sequence[_Known] = ()
    asked: dict[str, Sequence[_Known]] = field(default_factory=dict)

    def followed_by(self, form: str) -> Sequence[_Known]:
        """Those whose second word may be this one, in order."""
        held = self.by_second.get(form)
        if held is None:
            return self.unheld
        known = self.asked.get(form)
        if known is None:
            known = [known for _, known in sorted([*held, *self.free], key=itemgetter(0))]
            self.asked[form] = known
        return known


_NONE_OPENED = _Opened({}, ())


def _opened(found: Iterable[_Known]) -> _Opened:
    by_second: dict[str, list[tuple[int, _Known]]] = {}
    free: list[tuple[int, _Known]] = []
    for numbered in enumerate(found):
        seconds = _seconds(numbered[1].places)
        if seconds is None:
            free.append(numbered)
            continue
        for form in seconds:
            by_second.setdefault(form, []).append(numbered)
    return _Opened(by_second, tuple(free), tuple(known for _, known in free)) if by_second or free else _NONE_OPENED


def _seconds(places: Phrase) -> Iterable[str] | None:
    """The words one of which must stand second for a phrase; None where others may, or none need stand there.

    Of "senest [den] 31" they are "den" and "31".
    """
    found: set[str] = set()
    for place in places[1:]:
        if place.is_open:
            return None
        found |= place.exact
        if not place.optional:
            return found
    return None


@dataclass(slots=True)
class Vocabulary:
    """All phrases of some tables by what they begin with; what a word may begin is remembered for each form."""

    exact: dict[str, list[_Known]] = field(default_factory=dict)
    begins: dict[str, list[_Known]] = field(default_factory=dict)
    ends: dict[str, list[_Known]] = field(default_factory=dict)
    digits: list[_Known] = field(default_factory=list)
    met: dict[str, _Opened] = field(default_factory=dict)

    def opened_by(self, form: str) -> _Opened:
        """The phrases that a word may begin."""
        known = self.met.get(form)
        if known is None:
            known = _opened(self._look_up(form))
            if len(self.met) < 50_000:
                self.met[form] = known
        return known

    def _look_up(self, form: str) -> Iterator[_Known]:
        yield from self.exact.get(form, ())
        if form.isdigit():
            yield from self.digits
        for cut in range(_SHORTEST, min(len(form), _LONGEST) + 1):
            yield from self.begins.get(form[:cut], ())
            yield from self.ends.get(form[-cut:], ())


def read_words(text: str) -> Words:
    """The words, numbers and signs of a text."""
    found = list(_TOKEN.finditer(text))
    forms = tuple([match.group().casefold() for match in found])
    return Words(text, forms, tuple([match.start() for match in found]), tuple([match.end() for match in found]))


def make_vocabulary(tables: Iterable[Sequence[Term]]) -> Vocabulary:
    """The tables ready to be searched for."""
    vocabulary = Vocabulary()
    for number, term in enumerate(term for table in tables for term in table):
        before, after = (_read_all(side) for side in (term.unless_before, term.unless_after))
        for places in _read_all(term.phrases):
            _file(vocabulary, _Known(term, number, term.name, places, before, after))
    return vocabulary


def find_terms(words: Words, vocabulary: Vocabulary) -> Iterator[Mark]:
    """Every phrase of the vocabulary that the words hold; of one term the longest from each place."""
    for at, (form, following) in enumerate(zip(words.forms, [*words.forms, ""][1:], strict=True)):
        opened = vocabulary.opened_by(form)
        known = opened.followed_by(following) if opened is not _NONE_OPENED else ()
        if known and not _is_cut_off(words, at):
            yield from _met_at(words, at, known)


def _met_at(words: Words, at: int, known: Sequence[_Known]) -> Iterator[Mark]:
    longest: dict[int, tuple[int, _Known]] = {}
    for phrase in known:
        end = at + 1 if len(phrase.places) == 1 else _match(words, at, phrase.places, 1)
        if end is None or (phrase.number in longest and end <= longest[phrase.number][0]) or _is_parted(words, at, end):
            continue
        if not _is_forbidden(words, at, end, phrase):
            longest[phrase.number] = end, phrase
    for end, phrase in longest.values():
        term = phrase.term
        yield Mark(term.kind, term.value, words.starts[at], words.ends[end - 1], phrase.rule)


def _is_parted(words: Words, at: int, end: int) -> bool:
    """Whether a paragraph begins with a capital within a phrase: "Hvad vi vil" over "Parterne har …" says no "vil
    parterne"."""
    text, start, stop = words.text, words.starts[at], words.starts[end - 1]
    gap = text.find("\n\n", start, stop)
    return gap >= 0 and text[gap : stop + 1].lstrip()[:1].isupper()


def _is_forbidden(words: Words, at: int, end: int, phrase: _Known) -> bool:
    if phrase.term.capital and not words.text[words.starts[at]].isupper():
        return True
    if phrase.after and any(_match(words, end, places) is not None for places in phrase.after):
        return True
    return bool(phrase.before) and any(_ends_before(words, at, places) for places in phrase.before)


def _ends_before(words: Words, at: int, places: Phrase) -> bool:
    """Whether a phrase stands right before a place."""
    return any(_match(words, at - size, places) == at for size in range(1, min(at, len(places) + 4) + 1))


def _is_cut_off(words: Words, at: int) -> bool:
    """Whether a word is the first half of a compound whose second half comes later: "indbruds- og tyverisager"."""
    after = at + 1
    if after + 1 >= len(words.forms) or words.forms[after] != "-" or words.starts[after] != words.ends[at]:
        return False
    return words.forms[after + 1] in ("og", "eller", "samt", ",", "/") and words.forms[at] not in _TIMES


_TIMES = frozenset(("dag", "aften", "nat"))


def _match(words: Words, at: int, places: Phrase, known: int = 0) -> int | None:
    """Where a phrase that begins at a word ends, the longest way; None where it does not stand there.

    Of the first `known` places it is known that their words stand there.
    """
    forms = words.forms
    at += known
    for number in range(known, len(places)):
        place = places[number]
        if place.gap:
            return _over_gap(words, at, place.gap, places[number + 1 :])
        if at < len(forms) and place.fits(forms[at]):
            at += 1
        elif not place.optional:
            return None
    return at


def _over_gap(words: Words, at: int, gap: int, rest: Phrase) -> int | None:
    for skipped in range(gap + 1):
        end = _match(words, at + skipped, rest)
        if end is not None:
            return end
        if at + skipped >= len(words.forms) or words.forms[at + skipped] in _STOPS or _opens_line(words, at + skipped):
            return None
    return None


def _opens_line(words: Words, at: int) -> bool:
    """Whether a word with a capital begins a line, which may be another cell's or another item's."""
    text, start = words.text, words.starts[at]
    return text[start].isupper() and at > 0 and "\n" in text[words.ends[at - 1] : start]


def _file(vocabulary: Vocabulary, known: _Known) -> None:
    first = known.places[0]
    for kept, keys in (
        (vocabulary.exact, first.exact),
        (vocabulary.begins, first.begins),
        (vocabulary.ends, first.ends),
    ):
        for key in keys:
            kept.setdefault(key, []).append(known)
    if first.digits:
        vocabulary.digits.append(known)


def _read_all(phrases: Sequence[str]) -> tuple[Phrase, ...]:
    return tuple(_read(phrase) for phrase in phrases)


@cache
def _read(phrase: str) -> Phrase:
    """A phrase as written, place by place; ValueError where it begins with a gap or a word that may be missing."""
    places = tuple(_read_place(word) for word in phrase.split())
    if not places or places[0].gap or places[0].optional:
        raise ValueError(f"a phrase must begin with a word: {phrase!r}")
    return places


def _read_place(word: str) -> _Place:
    """What may stand at one place; ValueError for a choice that is open at both ends, which no word would meet."""
    if word.startswith("~"):
        return _Place(gap=int(word[1:]))
    optional = word.startswith("[") and word.endswith("]") and len(word) > 2
    choices = [choice.casefold() for choice in (word[1:-1] if optional else word).split("|")]
    if any(len(choice) > 1 and choice[0] == choice[-1] == "*" for choice in choices):
        raise ValueError(f"a word may be open at one end only: {word!r}")
    return _Place(
        exact=frozenset(filter(_is_exact, choices)),
        begins=tuple(c[:-1] for c in choices if c[1:].endswith("*")),
        ends=tuple(c[1:] for c in choices if c[:-1].startswith("*")),
        digits="#" in choices,
        optional=optional,
    )


def _is_exact(choice: str) -> bool:
    """Whether a choice is a whole word or a sign: "#" is any digits, "*" any letters."""
    return choice != "#" and (len(choice) == 1 or "*" not in (choice[0], choice[-1]))
