"""Organisations that the form of their name tells: a name beside a word for what is named.

    Nordby Kommune, Midt- og Vestøens Politi, Fyns Almene Boligselskab     the word stands behind the name
    SSP Nordby, Boligforeningen Nordby Bakke                              before it
    Nordby, Sydby og Østerby kommuner                                     several names share it

Everywhere a word is its place in `NameWords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.danish_names import is_given_name
from models.codes import OrganisationKind
from parsers.marks.names.tokens import NameWords
from parsers.marks.names.words import (
    BEFORE_NAMES,
    BEFORE_TOWNS,
    FIRST_HALVES,
    KINDS_BEHIND,
    NO_NAMES,
    PLURAL_BEFORE,
    PLURAL_BEHIND,
    TITLE_ENDINGS,
)
from parsers.rules.wording import shown

# (kind, first word, last word, the noun's place or None where the noun is none of them, the noun as it is meant)
Form = tuple[OrganisationKind, int, int, str]

_ADJECTIVE = shown(
    re.compile(r"(?:almen|almennyttig|selvejende|forenede|samvirkende)\w*", re.IGNORECASE),
    examples=("almene", "Almennyttige"),
    rejects=("Lunden",),
)
_BETWEEN = shown(re.compile(r",\s|,?\s(?:og|samt)\s|\s"), examples=(", ", " og "), rejects=("/",))
_ABBREVIATED = shown(re.compile(r"[A-ZÆØÅ]{2,5}"), examples=("BFU",), rejects=("Bo",))
_NUMERALS = frozenset("IVX")
_MOST_WORDS = 3
_SIDES = {
    **dict.fromkeys(KINDS_BEHIND, "behind"),
    **dict.fromkeys(BEFORE_NAMES, "before"),
    **dict.fromkeys(PLURAL_BEHIND, "both"),
}
_NO_PART = NO_NAMES | set(_SIDES)


def find_forms(words: NameWords, short: frozenset[str]) -> Iterator[Form]:
    """Kind, first and last word, and the name, of every organisation told by its form. `short`: names of the register
    that may stand behind a noun in small letters ("boligselskabet fsb")."""
    for at, form in enumerate(words.forms):
        side = _SIDES.get(form)
        if side is None:
            yield from _by_itself(words, at)
        elif side == "behind":
            yield from _behind(words, at, KINDS_BEHIND[form])
        elif side == "before":
            yield from _before(words, at, BEFORE_NAMES[form], short)
        else:
            yield from _sharing(words, at, -1, "Kommune")
            yield from _sharing(words, at, 1, "Kommune") if form in PLURAL_BEFORE else ()


def _by_itself(words: NameWords, at: int) -> Iterator[Form]:
    """ "SSP-Nordby", and "Bo Nordby" in a paper of Nordby Kommune."""
    form = words.forms[at]
    if form.startswith("ssp-") and words.words[at][4:5].isupper():
        yield "ssp", at, at, f"SSP {words.words[at][4:]}"
    elif form in BEFORE_TOWNS and _stands_before_town(words, at):
        yield "housing_organisation", at, at + 1, words.said(at, at + 1)


def _stands_before_town(words: NameWords, at: int) -> bool:
    town = may_name(words, at + 1) and words.form(at + 1) in words.municipal
    named = words.form(at + 2) in KINDS_BEHIND  # "Bo Nordby Kommune"
    return town and not named and words.is_capital(at) and words.gap(at) in (" ", "\u00a0")


def may_name(words: NameWords, at: int) -> bool:
    """Whether a word can be part of a name: a capital, and no word for a kind of organisation, a title or an opener."""
    form = words.form(at)
    return words.is_capital(at) and form not in _NO_PART and not form.endswith(TITLE_ENDINGS)


def _behind(words: NameWords, at: int, kind: OrganisationKind) -> Iterator[Form]:
    housing = kind == "housing_organisation"
    if housing and not words.words[at][0].isupper():
        return
    first = _first_word(words, at, kind)
    if first < at:
        yield kind, first, at, words.said(first, at)


def _first_word(words: NameWords, at: int, kind: OrganisationKind) -> int:
    """Where the name before a noun begins; at the noun itself where there is none."""
    low, named = at, 0
    most = _MOST_WORDS if kind == "housing_organisation" else 1
    while low > 0 and named < most and words.joins(low - 1, named > 0):
        if most > 1 and _ADJECTIVE.fullmatch(words.words[low - 1]):
            low -= 1
        elif named and low > 1 and words.form(low - 2) == "ssp":  # "SSP Nordby Lundens Boligforening", lines of a cell
            break
        elif may_name(words, low - 1) and words.form(low - 1) not in words.forms[low:at]:
            low, named = _with_first_half(words, low - 1, kind), named + 1
        else:
            break
    return low if named else at


def _with_first_half(words: NameWords, low: int, kind: OrganisationKind) -> int:
    """ "Høje" before "Taastrup", "Københavns" before "Vestegns", "Midt- og" before "Vestjyllands", "Midtjyske" before
    "Egnes"."""
    if low == 0 or not words.joins(low - 1, True):
        return low
    regional = words.form(low) in ("vestegns", "omegns") or words.form(low - 1).endswith("ske")
    if words.is_capital(low - 1) and ((kind == "police" and regional) or words.form(low - 1) in FIRST_HALVES):
        return low - 1
    return low - 2 if kind != "municipality" and _is_paired(words, low) else low


def _is_paired(words: NameWords, at: int) -> bool:
    """Whether "og" and the first half of a name stand before a word."""
    return at > 1 and words.form(at - 1) == "og" and words.joins(at - 2, True) and _is_half(words, at - 2, at)


def _is_half(words: NameWords, at: int, other: int) -> bool:
    """Whether "og" joins two words of one name: "Midt- og …", "Sydøens og …", "Lunden og Omegns …"."""
    word = words.words[at]
    if not word[0].isupper():
        return False
    if word.endswith("-") or words.form(other) == "omegns":
        return True
    free = at == 0 or words.gap(at - 1) != " " or not words.is_capital(at - 1)
    return free and len(word) > 4 and word[-1] in "sS" and may_name(words, at)


def _before(words: NameWords, at: int, kind: OrganisationKind, short: frozenset[str]) -> Iterator[Form]:
    last, most = at, _MOST_WORDS if kind == "housing_organisation" else 1
    while last + 1 < len(words.words) and last - at < most and _follows(words, last, last > at, short):
        last += 1
        most += most == 1 and words.form(last) in FIRST_HALVES
        if words.words[last] in short:
            break
    if last > at:
        yield kind, at, last, words.said(at, last)


def _follows(words: NameWords, at: int, named: bool, short: frozenset[str]) -> bool:
    """Whether the name behind a noun goes on with the next word."""
    initial = named and len(words.words[at]) < 4 and words.gap(at) == ". "  # "Sct. Jørgen"
    near = words.close(at) and not (named and "\n" in words.gap(at))
    if not initial and not near:
        return False
    if named:
        other = _is_next_of_list(words, at) or _is_of_another(words, at + 1) or _is_person(words, at + 1)
        return may_name(words, at + 1) and not other
    return words.words[at + 1] in short or may_name(words, at + 1)


def _is_person(words: NameWords, at: int) -> bool:
    """Whether a word is a given name with another name behind it: "Boligforeningen Egebo Anne Holm"."""
    return is_given_name(words.words[at]) and words.gap(at) == " " and may_name(words, at + 1)


def _is_of_another(words: NameWords, at: int) -> bool:
    """Whether the noun behind a word says that it names another: "Boligforeningen Egebo Nordby Kommune"."""
    return words.gap(at) == " " and words.form(at + 1).removesuffix("s") in ("kommune", "politi")


def _is_next_of_list(words: NameWords, at: int) -> bool:
    """Whether an abbreviation behind a word is the next in a list that lost its lines; "Rugkær II" is one name."""
    following = words.words[at + 1]
    numeral = set(following) <= _NUMERALS
    return not numeral and _ABBREVIATED.fullmatch(following) is not None and not words.words[at].isupper()


def _sharing(words: NameWords, noun: int, step: int, meant: str) -> Iterator[Form]:
    """The towns of "Nordby, Sydby og Østerby kommuner", none of a single one."""
    places = list(_towns(words, noun, step))
    for place in places if len(places) > 1 else ():
        first = _with_first_half(words, place, "municipality")
        last = noun if step < 0 and place == noun - 1 else place
        yield "municipality", first, last, f"{words.said(first, place)} {meant}"


def _towns(words: NameWords, noun: int, step: int) -> Iterator[int]:
    at = noun
    while True:
        place = at + step * (2 if words.form(at + step) in ("og", "samt") else 1)
        if not 0 <= place < len(words.words) or not may_name(words, place):
            return
        low, high = min(at, place), max(at, place)
        between = words.text[words.ends[low] : words.starts[high]]
        if not _BETWEEN.fullmatch(between) or (at != noun and between.isspace()):
            return
        yield place
        at = place
