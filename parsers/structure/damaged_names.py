"""Names of municipalities, police districts and units, and titles, put right where a scan damaged them.

    Kge Kommune, Nstved Kommune      a Danish letter lost
    Syd- og S@nderjyllands Politi    misread
    Born og Unge, Direktgr           read without it
    ænterchef                        two letters that touch read as a Danish one

Only exact patterns of damage count for municipalities and units, never likeness: a Danish letter read as its look-alike
or lost, two letters that look alike taken for each other, and in long names any one letter lost. A name that two could
leave so damaged is left as it is. Of the twelve police districts one letter in nine may be damaged, where a word of
the name is none: "Østsjællands Politi" is no damaged "Østjyllands Politi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from corpus.danish.lexicon import frequencies
from corpus.danish_names import load_given_names
from corpus.organisations import find_districts, load_municipalities
from parsers.marks.names.words import FIELDS, TITLE_ENDINGS
from parsers.rules.wording import shown
from parsers.structure.body import Body

Change = tuple[int, int, str]

_NOUN = shown(
    re.compile(r"(?i:kommune|politi)(?!et|\w*r)|\bSSP[ ](?P<ssp>[\w@-]+)"),
    examples=("Kge Kommune", "S@nderjyllands Politi", "SSP Nstved"),
    rejects=("i byen", "det politiet"),
)
_BEFORE = shown(re.compile(r"[\w@¢|-]+(?=[ \n]+$)"), examples=("i Kge ",), rejects=("Kge",))
_FIELD = shown(
    re.compile(r"\b[A-ZÆØÅ@][\w@¢]{2,}"), examples=("Born og Unge", "Borne- og", "Teknik og Miljo"), rejects=("en ny",)
)
_TITLES = ("direktør", "inspektør", "kommissær", "sekretær", "forretningsfører", "ingeniør")
_ENDS_LIKE_A_TITLE = shown(re.compile(r"\b\w{7,}r\b", re.IGNORECASE), examples=("Direktgr",), rejects=("chef",))
_COMPOUND_TITLE = shown(
    re.compile(rf"\b(?P<first>\w*æ\w*)(?P<title>{'|'.join(TITLE_ENDINGS)})\b", re.IGNORECASE),
    examples=("ænterchef", "Sekretæriatsleder"),
    rejects=("centerchef", "læge"),
)
_WORD = shown(re.compile(r"\S+"), examples=("Rudby",), rejects=(" ",))
_GIVEN = shown(
    re.compile(r"\b(?P<name>[A-ZÆØÅ@][\w@¢]{2,})(?=[ ](?:[A-ZÆØÅ]\.|[A-ZÆØÅ][a-zæøå]))"),
    examples=("Soren Holm",),
    rejects=("Soren er",),
)
_JOINED = shown(
    re.compile(r"-|,?\s(?:og|&)\s", re.IGNORECASE), examples=(" og ", "-", ", og "), rejects=(" skal", ", at")
)
# What an English program reads for a Danish letter; "" where it is lost.
_DANISH = {"æ": ("æ", "e", "ae", "ee", "z", ""), "ø": ("ø", "o", "g", "e", "@", "¢", ""), "å": ("å", "a", "é", "d", "")}
_TOUCHING = ("ce", "ae", "oe")  # what a Danish program reads an æ for, where its two letters touch
_ALIKE = (("rn", "m"), ("m", "rn"), ("g", "q"), ("e", "c"), ("c", "e"), ("u", "n"), ("n", "u"), ("i", "l"), ("l", "i"))
_LONG = 6  # letters: in a shorter name a lost one may make another name
_SIGNS = {ord("@"): "ø", ord("¢"): "ø", ord("0"): "ø", ord("|"): "l", ord("1"): "l"}
_REACH = 40
_QUARTERS = ("nord", "syd", "øst", "vest", "midt")


def mend_names(body: Body) -> Body:
    """The body with damaged names put right; the same body where there are none."""
    changes = [*find_damaged_names(body.text)]
    if changes:  # a name of a person may be spelt so by its bearer, where nothing else is damaged
        changes += find_damaged_given_names(body.text)
    return body.respelt(sorted(changes)) if changes else body


def find_damaged_names(text: str) -> Iterator[Change]:
    """Where a name stands damaged, and what it should be."""
    yield from _damaged_places(text)
    yield from _damaged_titles(text)
    for match in _FIELD.finditer(text):
        field = _fields().get(match.group().casefold())
        if field and (_JOINED.match(text, match.end()) or text.endswith((" og ", " & "), 0, match.start())):
            yield from _changed(match.group(), match.start(), field)


def _damaged_places(text: str) -> Iterator[Change]:
    """Municipalities and police districts."""
    for noun in _NOUN.finditer(text):
        name = _BEFORE.search(text, max(0, noun.start() - _REACH), noun.start())
        if noun["ssp"]:
            yield from _changed(noun["ssp"], noun.start("ssp"), mend_town(noun["ssp"]))
        elif name and noun.group().casefold() == "kommune":
            yield from _changed(name.group(), name.start(), mend_town(name.group()))
        elif name:
            yield from _police(text, name.end(), noun.end())


def _damaged_titles(text: str) -> Iterator[Change]:
    for match in _ENDS_LIKE_A_TITLE.finditer(text):
        folded = match.group().casefold()
        form = next((folded[-size:] for size in _title_sizes() if folded[-size:] in _misread_titles()), None)
        if form:
            yield from _changed(match.group()[-len(form) :], match.end() - len(form), _misread_titles()[form])
    for match in _COMPOUND_TITLE.finditer(text):
        yield from _changed(match["first"], match.start(), _mend_first_part(match["first"].casefold()))


def find_damaged_given_names(text: str) -> Iterator[Change]:
    """Given names before another name that lost their Danish letters: "Soren Holm"."""
    for match in _GIVEN.finditer(text):
        yield from _changed(match["name"], match.start(), _given_names().get(match["name"].casefold(), match["name"]))


def _changed(printed: str, start: int, right: str) -> Iterator[Change]:
    if right.casefold() != printed.casefold():
        yield start, start + len(printed), _like(printed, right)


def _like(printed: str, right: str) -> str:
    """The right name in the capitals of the printed one."""
    if printed.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if printed[0].isupper() or printed[0] in "@¢" else right


def _police(text: str, name_end: int, end: int) -> Iterator[Change]:
    """The district whose name ends here, where it is near to a known one and not that itself."""
    starts = [word.start() for word in _WORD.finditer(text, max(0, name_end - _REACH), end)]
    near = []
    for start in starts[-6:-1]:
        known = _find_district(" ".join(text[start:end].split()))
        if known:
            near.append((known[0], start, known[1]))
    if near:
        _, start, district = min(near)
        printed, right = text[start:name_end], district.rpartition(" ")[0]
        named, meant = _words(printed), _words(right)
        if " ".join(printed.split()).casefold() != right.casefold() and (named == meant or not _are_whole(named)):
            yield start, name_end, _like(printed, right)


def _words(name: str) -> list[str]:
    """The words of a name in small letters, those joined by a hyphen too."""
    return name.casefold().replace("-", " ").split()


def _are_whole(words: list[str]) -> bool:
    """Whether each word is Danish as it stands, if need be behind a quarter of the sky: "Østsjællands"."""
    stems = [next((word.removeprefix(one) for one in _QUARTERS if word.startswith(one)), word) for word in words]
    return all(
        word in frequencies() or not stem or stem in frequencies() for word, stem in zip(words, stems, strict=True)
    )


@cache
def _find_district(name: str) -> tuple[int, str] | None:
    """By how many letters a printed name differs from a police district's, and that; None where two are as near."""
    from rapidfuzz.distance import Levenshtein

    folded = re.sub(r"- ?(?=[a-zæøå@])", "-", name.casefold().translate(_SIGNS)).replace("-og ", "- og ")
    near = sorted((Levenshtein.distance(folded, one.name.casefold()), one.name) for one in find_districts())
    if near[0][0] > len(folded) // 9 or (near[0][0] and near[1][0] == near[0][0]):
        return None
    return near[0]


def mend_town(name: str) -> str:
    """The name of the municipality that a damaged one, without "Kommune", stands for; else the name as it is."""
    folded = name.casefold()
    if folded in _whole():
        return name
    return _misread().get(folded) or (_lost().get(folded, name) if folded not in frequencies() else name)


@cache
def _whole() -> frozenset[str]:
    return frozenset(name.casefold() for name in load_municipalities())


@cache
def _misread() -> dict[str, str]:
    towns = load_municipalities()
    return _only_once(((form, name) for name in towns for form in _letters_misread(name.casefold())), _whole())


@cache
def _lost() -> dict[str, str]:
    towns = load_municipalities()
    return _only_once(((form, name) for name in towns for form in _letters_lost(name.casefold())), _whole())


@cache
def _misread_titles() -> dict[str, str]:
    """Damaged titles, each with the title; ø may have become an a in them, too."""
    pairs = [(form, title) for title in _TITLES for form in _letters_misread(title) if form != title]
    pairs += [(title.replace("ø", "a"), title) for title in _TITLES if "ø" in title]
    return _only_once(iter(pairs), frozenset(_TITLES))


def _mend_first_part(first: str) -> str:
    """What a title's first part, in small letters, is meant for: "ænter" is none, "center" is; else as it is."""
    meant = [first.replace("æ", letters, 1) for letters in _TOUCHING]
    known = [form for form in meant if _is_word(form)]
    return known[0] if len(known) == 1 and not _is_word(first) else first


def _is_word(form: str) -> bool:
    """Whether a word stands alone in Danish, if need be without the s that joins it to the next."""
    return any(one in frequencies() for one in (form, form.removesuffix("s")) if len(one) > 2)


@cache
def _title_sizes() -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in _misread_titles()}))


@cache
def _given_names() -> dict[str, str]:
    pairs = ((form, name) for name in sorted(load_given_names()) for form in _letters_misread(name) if form != name)
    return _only_once(pairs, load_given_names())


@cache
def _fields() -> dict[str, str]:
    """Damaged names of fields with Danish letters, each with the field."""
    pairs = ((form, field) for field in sorted(FIELDS) for form in _letters_misread(field) if form != field)
    return _only_once(pairs, FIELDS)


def _letters_misread(name: str) -> Iterator[str]:
    """The name with each of its Danish letters as it is or misread, none of them lost."""
    for letters in product(*(_DANISH.get(letter, (letter,)) for letter in name)):
        if all(letters):
            yield "".join(letters)


def _letters_lost(name: str) -> Iterator[str]:
    for at, letter in enumerate(name):
        if letter in _DANISH or (len(name) >= _LONG and at > 0):
            yield name[:at] + name[at + 1 :]
        for right, wrong in _ALIKE:
            if len(name) >= _LONG and name.startswith(right, at):
                yield name[:at] + wrong + name[at + len(right) :]


def _only_once(forms: Iterator[tuple[str, str]], whole: frozenset[str]) -> dict[str, str]:
    """Each damaged form with its name; those of two, and those that are names themselves, left out."""
    found: dict[str, set[str]] = {}
    for form, name in forms:
        found.setdefault(form, set()).add(name)
    sure = {form: min(names) for form, names in found.items() if len(names) == 1 and len(form) > 2}
    return {form: name for form, name in sure.items() if form not in whole}
