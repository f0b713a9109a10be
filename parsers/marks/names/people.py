"""Names of people and the titles they bear, read where somebody signs or stands for an organisation.

Both are told by their form alone, and so are asked for only where people are named: a capitalised word or two look like
a name anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.danish_names import is_given_name
from parsers.marks.mark import Mark
from parsers.marks.names.words import NO_NAMES
from parsers.rules.wording import compile_danish, shown

_CAPITAL, _SMALL = r"[A-ZÆØÅÄÖÜÁÀÉÈÍÓÚÇÑŞŠŽČĆĐŁİŚ]", r"[^\W\d_A-ZÆØÅ]"
_FIRST = rf"{_CAPITAL}{_SMALL}+(?:[-'’]{_CAPITAL}{_SMALL}+)?"
_LONGEST_NAME = 40  # letters
_MOST_WORDS = 10  # between the first and the last: names that a dump ran together are parted where they are dealt out
_WORD = rf"(?:[A-ZÆØÅ][a-zæøå]{{0,3}}\.|{_FIRST}|von|af|de|van|der|den|ter|el|al|bin|da|di|la|le)"
_NAME = shown(
    re.compile(
        rf"(?<![\w-])(?:{_FIRST}|(?:[A-ZÆØÅ]\.){{1,3}})(?:[ ]{_WORD}){{0,{_MOST_WORDS}}}[ ](?:Mc|Mac|De"
        rf"|O['’])?{_FIRST}(?![\w-])(?![ ]\d)"
    ),
    examples=(
        "H.C. Bang",
        "Mehmet Yıldız",
        "Søren van der Berg",
        "Hanne Holm Skovgaard (formand)",
        "Bo P. Lund",
        "Bo Chr. Lund",
        "Anne-Mette Riis",
    ),
    rejects=("NORDBY KOMMUNE", "Dato", "Vester Allé 12"),
)
_NO_PERSON = shown(
    re.compile(
        r"\b(?:\w*partnerskab\w*|\w*aftale\w*|kommune\w*|politi\w*|bolig\w*|\w*forening(?:en)?|\w+råd(?:et)?|\w*skolen?|\w*klub(?:ben)?|\w*union(?:en)?|\w*selskab|\w*forvaltning\w*|modtaget"
        r"|kopi|rådhus\w*|bilag|side|journal\w*|sag\w*|underskrift\w*|dato|navn|titel|stempel|original|udkast|afdeling"
        r"|center|centret|sekretariat\w*|beboer\w*|tryghed\w*|\w*udvalg\w*|byråd\w*|parterne|hilsen)\b",
        re.IGNORECASE,
    ),
    examples=("Ydre Havn Partnerskab", "Modtaget Rådhuset"),
    rejects=("Hanne Holm",),
)
_CAPITALS = shown(
    re.compile(r"(?![^\n]*UNDERSKRI)[A-ZÆØÅ][A-ZÆØÅ'-]+(?:[ ][A-ZÆØÅ]\.)?(?:[ ][A-ZÆØÅ'-]{2,}){1,3}"),
    examples=("LIS KROG", "BO P. WINTHER"),
    rejects=("Lis Krog", "FJORDBO"),
)
_TITLE_WORD = (
    r"(?:(?:[A-ZÆØÅ]{2,5}-)?\w*(?:direktør|chef|formand|forkvinde|forperson|borgmester|mester|inspektør|kommissær|leder"
    r"|sekretær|konsulent|koordinator|rådmand|rådkvinde|præsident|assistent|forstander|rektor|ansvarlig|talsmand"
    r"|talsperson|fører|gartner|rådgiver|medarbejder|betjent|officer|arkitekt|planlægger|forvalter|ingeniør|jurist"
    r"|kasserer|advokat|prokurist|partner|fuldmægtig|manager|specialist|provst|præst|dekan|projektleder)"
    r"|direktionsmedlem|bestyrelsesmedlem|byrådsmedlem|kommunalbestyrelsesmedlem|CEO|COO|CFO)"
)
_BEFORE_TITLE = (
    r"(?:[a-zæøå]+- og|adm\.|konst\.|fg\.|stedfortrædende|vice|daglig|lokal|første"
    r"|[a-zæøå]{3,}(?:isk|ende|eret|social|faglig|unal|erende|valgt))"
)
_TITLE = shown(
    compile_danish(
        rf"(?<![\w-])(?P<title>(?:(?i:{_BEFORE_TITLE})[ ])?(?i:{_TITLE_WORD})(?: i [A-ZÆØÅ]{{2,5}}\b)?"
        r"(?:[ ](?:for|af)[ ](?:[^,|_()\n:;]{3,60}?)(?=$|[ ](?:Dato|den)\b|[,|_(\n:;]|[ ]{2}))?)(?=$|[\s,|_():;/])",
        re.MULTILINE,
    ),
    examples=(
        "Direktør Dato",
        "Chef for Kultur Vest Dato",
        "Borgmester Hanne Holm",
        "Vicepolitidirektør",
        "Teknisk chef   Dato",
        "Økonomi- og planchef",
        "leder af lokalpolitiet",
    ),
    rejects=("Hanne Holm", "styregruppen"),
)


def find_titles(text: str, start: int, end: int) -> Iterator[Mark]:
    """The titles of `text[start:end]`, with what they are of: "Chef for Kultur Vest"."""
    for match in _TITLE.finditer(text, start, end):
        low, high = match.span("title")
        first, _, rest = match["title"].partition(" ")
        if first[0].isupper() and rest[:1].isupper() and _is_named_before(text, start, low):
            low = high - len(rest)  # "Gitte Skovsende Direktør"
        yield Mark("title", " ".join(text[low:high].split()), low, high, "title")


def _is_named_before(text: str, start: int, at: int) -> bool:
    """Whether a given name stands before a place."""
    before = text[max(start, at - _LONGEST_NAME) : at].split()[-1:]
    return bool(before) and is_given_name(before[0])


def find_names(text: str, start: int, end: int) -> Iterator[Mark]:
    """What looks like names of people in `text[start:end]`."""
    for match in _NAME.finditer(text, start, end):
        first = match.group().split()[0]
        if first.casefold() not in NO_NAMES and not _NO_PERSON.search(match.group()):
            yield Mark("person", " ".join(match.group().split()), *match.span(), "person")


def read_capitals(piece: str) -> str | None:
    """The name that a piece all in capitals is: "LIS KROG" -> "Lis Krog"."""
    return piece.title() if _CAPITALS.fullmatch(piece) else None
