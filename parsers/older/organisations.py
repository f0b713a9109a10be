"""Organisations in running text: those of the register, and others by the form of their name.

Short names (SAB, KAB, 3B) are matched exactly, never by likeness: one letter makes another organisation. Long names of
the register forgive a damaged letter. An organisation outside the register gets the slug of its name as printed,
without the word for what it is before a proper name ("Boligforeningen Fjordglimt" -> "fjordglimt").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from corpus.organisations import (
    find_administrators,
    find_long_names,
    find_short_names,
)
from corpus.slugs import make_slug
from parsers.older.municipalities import mend_municipality
from parsers.older.organisation_forms import FORM, UNIT, UNIT_OPENING, UNITS_GO_ON
from parsers.older.police_districts import find_district
from parsers.rules.once import once_each
from parsers.rules.rule import Rule

Kind = Literal["municipality", "administration", "police", "ssp", "housing_organisation", "other"]

_ADMINISTERED = re.compile(
    r"\s?(?:/ ?|,? ?\(?(?:administreret af|adm\. af|v/|c/o|ved) ?|\()(?P<name>[A-ZÆØÅ]{2,5})\b\)?(?! *(?:Kommune"
    r"|Politi))"
)
_BEFORE_SLASH = re.compile(
    r"(?P<name>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)\s?(?:/|\(|,? \(?(?:adm\.|administreret) (?:af|hos)|v/|c/o)\s?$"
)
_ADMINISTERS = re.compile(
    r"\s?(?:/ ?(?P<two>[A-ZÆØÅ][\w-]+ (?:[Aa]lmennyttige|[Aa]lmene)(?! \w*(?i:bolig))\b)?|på vegne af |for )"
    r"(?(two)|(?P<name>(?:[\w-]+ ){0,3}?[\w-]+))(?=[\s,.;)]|$)"
)
_BLANKS = "\n\t\r\f\v\u00a0"
_PLAIN = re.compile(r"[A-ZÆØÅ0-9][\w.&'-]*(?: (?:[A-ZÆØÅ0-9&][\w.&'-]*|af|for|og|i|på|de|den)){0,5}$")
_NO_NAME = re.compile(
    r"(?:I?[Mm]ellem|Vi|Aftale\w*|Partnerskab\w*|Kommunen|Parterne|Part|Parter|Partnere|Deltagere|Organisation"
    r"|Repræsentant|\w*[Pp]oliti(?:et|station\w*|enhed\w*|afdeling\w*)(?: [\w-]+)?)$"
)

# What may stand before a name in small letters.
_LED = re.compile(
    r"^(?:(?:og|samt|ved|fra|den|det|de|lokale|almene|almennyttige|selvejende|både|med|sammen|til|dels|i|for|er|mellem"
    r"|imellem|følgende|parter|herunder|på|vegne|af|part|som|nye?|partnere?|skolen|ungdomsskolen|[a-zæøå]*(?:foreningen"
    r"|foreningerne|selskabet|selskaberne|organisationen|organisationerne|virksomheden|kontoret|klubben)) )+"
)
# Numbers and addresses: "1.1", "Kongevej 57", "6270 Nordby".
_NO_LETTERS = re.compile(r"^[\d.\W]+$|[a-zæøå] \d+\w?$|^\d{4} ")


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation where it stands. Of an administration `organisation` is only the part after the slash until a
    municipality is known; see `place_under`.
    """

    organisation: str
    name: str
    kind: Kind
    start: int
    end: int
    administrator: str | None = None
    part_of: str | None = None


@once_each
def flatten(text: str) -> str:
    """The text with every white space a blank, character for character: for patterns that run over line ends."""
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return text


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """All organisations in `text[start:end]`, in order, none inside another; pairs X/KAB are one mention."""
    return list(_mentions(text, start, len(text) if end is None else end))


# Several fields ask for the mentions of the same lines.
@once_each
def _mentions(text: str, start: int, end: int) -> tuple[Mention, ...]:
    found: list[Mention] = []
    at = start
    form = FORM.search(text, start, end)
    while True:
        if form and form.start() < at:
            form = FORM.search(text, at, end)
        mention = _next_mention(text, at, end, form)
        if mention is None:
            return tuple(found)
        found.append(mention)
        at = mention.end


def read_name(name: str, housing: bool = False) -> Mention | None:
    """What a name alone stands for, whatever its form; None where it is no name at all."""
    mentions = find_mentions(name)
    if mentions and len(name.strip()) - (mentions[0].end - mentions[0].start) < 4:
        return mentions[0]
    bare = name.strip(' .,;:*_\n"”“«»')
    bare = _LED.sub("", bare)
    if not _PLAIN.match(bare) or _NO_NAME.match(bare) or len(bare) < 2 or _NO_LETTERS.search(bare):
        return None
    at = name.find(bare)
    return Mention(make_slug(bare), bare, "housing_organisation" if housing else "other", at, at + len(bare))


def place_under(mention: Mention, municipality: str | None) -> Mention | None:
    """An administration with its municipality before its id; others unchanged. None where no municipality is known."""
    if mention.kind != "administration" or "/" in mention.organisation:
        return mention
    if municipality is None:
        return None
    return replace(mention, organisation=f"{municipality}/{mention.organisation}", part_of=municipality)


def find_units(text: str, start: int, end: int, opened: bool = False) -> list[Mention]:
    """The units named right after a municipality: "…, Børn og Unge", "… (Børn og Unge samt Sociale Forhold)".

    `opened`: a unit stands before `start` already.
    """
    opening = UNITS_GO_ON.match(text, start, end) if opened else UNIT_OPENING.match(text, start, end)
    if not opening:
        return []
    stop = text.find(")", opening.end(), end) if "(" in opening.group() else end
    found = []
    at = opening.end()
    while match := UNIT.match(text, at, stop if stop > 0 else end):
        found.append(read_unit(text, match.start("name"), match.end("name")))
        following = UNITS_GO_ON.match(text, match.end())
        if not following:
            break
        at = following.end()
    return found


def read_unit(text: str, start: int, end: int) -> Mention:
    """A unit of a municipality, by whatever name it is printed under."""
    name = re.sub(r"\bBorn(?=\b|e)", "Børn", " ".join(text[start:end].split()))
    return Mention(make_slug(name), name, "administration", start, end)


@cache
def _short_pattern() -> re.Pattern[str]:
    names = sorted(find_short_names(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _next_mention(text: str, start: int, end: int, form: re.Match[str] | None) -> Mention | None:
    """The next mention from `start` on; `form` is the next one that its form tells."""
    short = _short_pattern().search(text, start, form.start() if form else end)
    if short:
        known = find_short_names()[short.group()]
        mention = Mention(known.id, known.name, cast(Kind, known.kind), short.start(), short.end())
        before = (
            _BEFORE_SLASH.search(text, max(start, short.start() - 40), short.start()) if known.administrator else None
        )
        if before:
            name = before["name"]
            return Mention(make_slug(name), name, "housing_organisation", before.start(), short.end(), known.id)
    elif form:
        mention = _read_police(form, text, start) if form.lastgroup == "police" else _read_form(form)
    else:
        return None
    return find_administrator(mention, text, end)


def _read_police(form: re.Match[str], text: str, floor: int) -> Mention:
    """The police district whose name ends here, damaged or not; its first words may stand before what the form saw."""
    words = [match.start() for match in re.compile(r"\S+").finditer(text, max(floor, form.start() - 32), form.end())]
    near = []
    for start in words[-6:-1]:
        known = find_district(" ".join(text[start : form.end()].split()))
        if known:
            near.append((known[0], start, known[1]))
    if not near:
        return _read_form(form)
    _, start, district = min(near, key=lambda one: one[0])
    return Mention(district.id, district.name, "police", start, form.end())


def _read_form(form: re.Match[str]) -> Mention:
    kind = form.lastgroup if form.lastgroup not in ("estate", "form") else "housing"
    start, end = form.span()
    if form["housing"]:
        return _read_housing(form)
    name = " ".join(form.group().split()).strip(".")
    if kind == "administration":
        name = re.sub(r"forvaltn\w*$", "forvaltningen", name)
    known = _alike(name, _KINDS[str(kind)])
    if known:
        return Mention(known[0].split("/")[-1], known[1], _KINDS[str(kind)], start, end)
    if kind == "municipality":
        proper, _, word = name.rpartition(" ")
        name = f"{mend_municipality(proper)} {word}"
    elif kind == "ssp":
        name = f"{name[:4]}{mend_municipality(name[4:])}"
    return Mention(make_slug(name), name, _KINDS[str(kind)], start, end)


_KINDS: dict[str, Kind] = {
    "municipality": "municipality",
    "police": "police",
    "ssp": "ssp",
    "administration": "administration",
    "named": "housing_organisation",
    "housing": "housing_organisation",
}


def _read_housing(form: re.Match[str]) -> Mention:
    """A short name of the register after the word for what it is, else the name as printed."""
    estate = form["estate"]
    first = estate.split()[0]
    known = find_short_names().get(first) or find_short_names().get(first.upper())
    if known:
        end = form.start("estate") + len(first)
        return Mention(known.id, known.name, cast(Kind, known.kind), form.start(), end)
    like = _alike(estate, "housing_organisation")
    if like:
        return Mention(like[0], like[1], "housing_organisation", *form.span())
    proper = form["form"].casefold().startswith(("bolig", "almenbolig"))
    slug = make_slug(estate if proper else form.group())
    return Mention(slug, " ".join(form.group().split()), "housing_organisation", *form.span())


@cache
def _alike(name: str, kind: Kind) -> tuple[str, str] | None:
    """Id and name of the register's organisation of this kind with this long name; one letter in ten may be damaged."""
    folded = name.casefold()
    names = find_long_names()
    if folded in names and names[folded].kind == kind:
        return names[folded].id, names[folded].name
    if len(folded) < 12 or any(sign.isdigit() for sign in folded):
        return None
    from rapidfuzz.distance import Levenshtein

    for other, organisation in names.items():
        allowed = max(len(other) // 10, 1)
        if organisation.kind == kind and Levenshtein.distance(folded, other, score_cutoff=allowed) <= allowed:
            return organisation.id, organisation.name
    return None


def find_administrator(mention: Mention, text: str, end: int) -> Mention:
    """The mention with its administrator where one stands beside it, or what an administrator stands for."""
    administrators = find_administrators()
    if mention.organisation in administrators:
        match = _ADMINISTERS.match(text, mention.end, end)
        if match:
            return _administered(mention, match, text)
        return mention
    match = _ADMINISTERED.match(text, mention.end, end)
    if match and match["name"].casefold() in administrators and mention.kind == "housing_organisation":
        return replace(mention, administrator=match["name"].casefold(), end=match.end())
    return mention


def _administered(mention: Mention, match: re.Match[str], text: str) -> Mention:
    if match["two"]:
        name = match["two"]
        return Mention(make_slug(name), name, "housing_organisation", mention.start, match.end(), mention.organisation)
    inner = find_mentions(text, match.start("name"), len(text))
    if inner and inner[0].start == match.start("name"):
        return replace(inner[0], start=mention.start, administrator=mention.organisation)
    name = match["name"].split()[0] if "/" in match.group() else match["name"]
    if not name[0].isupper():
        return mention
    end = match.start("name") + len(name)
    return Mention(make_slug(name), name, "housing_organisation", mention.start, end, mention.organisation)


def find_pairs(text: str) -> Iterator[tuple[str, str, Mention]]:
    """Every housing organisation that the text names together with its administrator, and where."""
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(a.upper() for a in find_administrators()))})\b")
    done = -1
    for match in pattern.finditer(text):
        if match.start() < done:
            continue
        start = max(0, match.start() - 60)
        for mention in find_mentions(text, start, min(len(text), match.end() + 60)):
            if mention.administrator and mention.start <= match.start() < mention.end:
                yield mention.organisation, mention.administrator, mention
                done = mention.end


def _ids(match: re.Match[str]) -> list[str]:
    return [mention.organisation for mention in find_mentions(match.group())]


RULES = (
    Rule(
        "organisation-form",
        "parties",
        re.compile(r"[^\n]+"),
        lambda match: _ids(match) or None,
        examples=(
            ("Nordby Kommune og Midtøens Politi", ["nordby-kommune", "midtoeens-politi"]),
            ("Midt- og Vestøens Politi", ["midt-og-vestoeens-politi"]),
            ("2. Sydøens og Lille-Nordøens Politi", ["sydoeens-og-lille-nordoeens-politi"]),
            ("NORDBY VESTEGNS POLITI", ["nordby-vestegns-politi"]),
            ("Boligforeningen Fjordglimt", ["fjordglimt"]),
            ("Strandvejens Boligselskab", ["strandvejens-boligselskab"]),
            ("SSP Nordby", ["ssp-nordby"]),
            ("SAB/KAB, KAB/AAB og HAB (DAB)", ["sab", "aab", "hab"]),
            ("Kobenhavns Kommune", ["koebenhavns-kommune"]),
            ("boligselskabet fsb", ["fsb"]),
            ("NORDBY KOMMUNE", ["nordby-kommune"]),
            ("DAB på vegne af Toftegårdens Boligforening", ["toftegaardens-boligforening"]),
        ),
        rejects=("kommunen og politiet", "Rigspolitiet", "en boligforening i byen", "SSP samarbejdet"),
    ),
    Rule(
        "organisation-administrator",
        "parties",
        re.compile(r"[^\n]+"),
        lambda match: (
            [(m.organisation, m.administrator) for m in find_mentions(match.group()) if m.administrator] or None
        ),
        examples=(
            ("SAB/KAB", [("sab", "kab")]),
            ("KAB/SAB", [("sab", "kab")]),
            ("HAB (DAB)", [("hab", "dab")]),
            ("Boligselskabet Lunden/KAB", [("lunden", "kab")]),
            ("KAB/Lunden", [("lunden", "kab")]),
        ),
        rejects=("3B og SAB", "AAB/SAB"),
    ),
)
