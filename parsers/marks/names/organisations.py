"""Organisations and the units of municipalities: the one lexer for them.

organisation   "Nordby Kommune", "SAB/KAB", "Nordby, Sydby og Østerby kommuner"         Named
unit           "Børne- og Ungdomsforvaltningen", "Teknik og Miljø", "Center for Unge"   Named, kind "administration"

Names of the register stand under their ids: short ones (SAB, KAB, 3B) as they are, never by likeness, for one letter
makes another organisation; long ones though a letter in ten is damaged. Others are told by their form and get the slug
of the name as printed, without "Boligforeningen" before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.organisations import Organisation, find_administrators, find_long_names, find_short_names
from corpus.slugs import make_slug
from models.codes import OrganisationKind
from parsers.marks.mark import Mark, make_marks
from parsers.marks.names.named_by_form import find_forms, may_name
from parsers.marks.names.tokens import NameWords
from parsers.marks.names.units import find_units
from parsers.marks.names.words import BEHIND_NAMES, DROPPED, NO_NAMES
from parsers.rules.wording import compile_danish, shown

_ADMINISTERED = shown(
    compile_danish(
        r"\s?(?:/\s?|,?\s?\(?(?:administreret|adm\.) (?:af|hos) |,?\s?\(?(?:v/|c/o)\s?|\()(?P<who>KAB|DAB)\b\)?"
        r"(?! (?:Kommune|Politi))",
        0,
    ),
    examples=("/KAB", " (DAB)", ", administreret af KAB", " v/ KAB"),
    rejects=(" og KAB", "/SAB"),
)
_ADMINISTERS = shown(
    compile_danish(r"\s?/\s?| på vegne af | for ", 0), examples=("/", " på vegne af "), rejects=(" og ", ", ")
)
_FREE = shown(
    compile_danish(r"[A-ZÆØÅ][\w-]+(?: [Aa]lmen\w*(?! \w*[Bb]olig))?", 0), examples=("Havbo",), rejects=("havbo",)
)
_FREE_BEFORE = shown(
    re.compile(r"(?:[A-ZÆØÅ][\w-]+[ ])?[A-ZÆØÅ][\w-]+(?=(?:\s?[/(]|,?\s\(?(?:administreret|adm\.)\s(?:af|hos))\s?$)"),
    examples=("og Rugbo/", "og Rugbo, administreret af "),
    rejects=("og Rugbo",),
)
_ENDS_A_NAME = frozenset(("", ",", ".", ";", ")", "|", "\n", "/", "\t", "*"))
_LONG = 12  # letters of a name that may be damaged
_REACH = 40


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a paper names it. Of a unit `id` is only its own part, until its municipality is known."""

    id: str
    name: str
    kind: OrganisationKind
    administrator: str | None = None


def find_organisations(text: str) -> Iterator[Mark]:
    """All organisations and units of a text; where two overlap the longer is meant."""
    words = NameWords(text)
    marks = make_marks([*_short_names(words), *_told_by_form(words)])
    yield from _with_administrators(text, marks.of("organisation", (0, len(text))))
    for name, start, end in find_units(words):
        whole = marks.covering("organisation", start)
        if whole is None or whole.end <= end:  # "Boligkontoret" of "Boligkontoret Nordby" is no unit
            yield Mark("unit", Named(make_slug(name), name, "administration"), start, end, "unit")


def _short_names(words: NameWords) -> Iterator[Mark]:
    """Names of the register, letter for letter, and branches under such names."""
    short = find_short_names()
    for at, word in enumerate(words.words):
        genitive = word not in short and len(word) > 5 and word[-1] == "s"
        known = short.get(word.removesuffix("s") if genitive else word)
        if known is None:
            continue
        if not genitive and _is_branch(words, at):
            name = words.said(at, at + 1)
            value = Named(make_slug(name), name, "housing_organisation")
            yield Mark("organisation", value, words.starts[at], words.ends[at + 1], "branch")
        else:
            yield Mark("organisation", _entry(known), words.starts[at], words.ends[at] - genitive, "register")


def _is_branch(words: NameWords, at: int) -> bool:
    """Whether a place behind a short name makes it another one: "AAB Vejle" in a paper of Vejle Kommune, "Lejerbo
    Strandby," anywhere."""
    after = at + 1
    if words.gap(at) != " " or not may_name(words, after) or words.form(at + 2) in BEHIND_NAMES:
        return False
    place = words.words[after]
    if place.casefold() in words.municipal:
        return True
    alike = words.words[at].isupper() == place.isupper()
    return alike and place.isalpha() and len(words.words[at]) > 4 and words.gap(after)[:1] in _ENDS_A_NAME


def _told_by_form(words: NameWords) -> Iterator[Mark]:
    short = find_short_names()
    for kind, first, last, name in find_forms(words, frozenset(short)):
        value, last = _identify(words, kind, first, last, name)
        end = words.ends[last] - (words.form(last).removesuffix("s") in BEHIND_NAMES and words.words[last][-1] in "sS")
        yield Mark("organisation", value, words.starts[first], end, "form")


def _identify(words: NameWords, kind: OrganisationKind, first: int, last: int, name: str) -> tuple[Named, int]:
    """What a name told by its form stands for, and its last word."""
    if kind != "housing_organisation":
        name = name.removesuffix("s") if words.form(last) not in BEHIND_NAMES and kind != "ssp" else name
        return known_by_name(name, kind) or Named(make_slug(name), name, kind), last
    noun = words.form(first)
    own = words.said(first + 1, last) if noun in DROPPED else name
    short = find_short_names().get(own.split()[0]) or find_short_names().get(own.split()[0].upper())
    if short and noun in DROPPED:
        return _entry(short), first + 1
    return known_by_name(own, kind) or Named(make_slug(own), name, kind), last


def _with_administrators(text: str, found: Sequence[Mark]) -> Iterator[Mark]:
    """The organisations with those who administer them, and such as only their administrator tells."""
    starts = {mark.start: mark for mark in found}
    for mark in found:
        if mark.value.id in find_administrators():
            yield _administered_by(text, mark, starts) or _before_administrator(text, mark, found) or mark
            continue
        match = _ADMINISTERED.match(text, mark.end) if mark.value.kind == "housing_organisation" else None
        if match:
            value = replace(mark.value, administrator=match["who"].casefold())
            yield Mark("organisation", value, mark.start, match.end(), "administrator")
        else:
            yield mark


def _administered_by(text: str, mark: Mark, starts: dict[int, Mark]) -> Mark | None:
    """ "KAB/Havbo", "DAB på vegne af Toftens Boligforening"."""
    link = _ADMINISTERS.match(text, mark.end)
    known = starts.get(link.end()) if link else None
    if known:
        value = replace(known.value, administrator=mark.value.id)
        return Mark("organisation", value, mark.start, known.end, "administrator")
    free = _FREE.match(text, link.end()) if link else None
    return _free(free.group(), mark.start, free.end(), mark) if free else None


def _before_administrator(text: str, mark: Mark, found: Sequence[Mark]) -> Mark | None:
    """ "Bomidt/KAB", "Nordby Bo (DAB)": a word or two that belong to no other name."""
    whole = _FREE_BEFORE.search(text, max(0, mark.start - _REACH), mark.start)
    if whole is None:
        return None
    second = whole.end() - len(whole.group().split()[-1])
    for start in dict.fromkeys((whole.start(), second)):
        name = text[start : whole.end()]
        taken = any(one.end > start and one.start < mark.start for one in found)
        if not taken and name.split()[0].casefold() not in NO_NAMES:
            return _free(name, start, mark.end + (text[mark.end : mark.end + 1] == ")"), mark)
    return None


def _free(name: str, start: int, end: int, administrator: Mark) -> Mark:
    name = " ".join(name.split())
    value = Named(make_slug(name), name, "housing_organisation", administrator.value.id)
    return Mark("organisation", value, start, end, "administrator")


@cache
def known_by_name(name: str, kind: OrganisationKind) -> Named | None:
    """The register's organisation of this kind with this long name; one letter in ten may be damaged."""
    folded, names = name.casefold(), find_long_names()
    entry = names.get(folded)
    if entry is None and len(folded) >= _LONG and not any(sign.isdigit() for sign in folded):
        near = (names[other] for other in names if names[other].kind == kind and _is_like(folded, other))
        entry = next(near, None)
    return _entry(entry) if entry and entry.kind == kind else None


def _is_like(name: str, other: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    allowed = max(len(other) // 10, 1)
    return Levenshtein.distance(name, other, score_cutoff=allowed) <= allowed


def _entry(organisation: Organisation) -> Named:
    return Named(organisation.id.split("/")[-1], organisation.name, organisation.kind)
