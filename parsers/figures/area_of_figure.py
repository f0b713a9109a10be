"""Which area a figure is about: the partnership's own, a named one, the whole city."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from models.records import Kind
from parsers.rules.rule import compile_danish
from parsers.structure.body import Body

OWN = "partnership_area"
_SURVEY = r"(?:\w*(?:undersøgels|[Mm]åling|[Ii]ndeks|[Pp]anel|[Aa]nalyse|[Bb]arometer|[Ss]trategi|profil)\w*)"
_NOT = (
    r"(?!(?:Københavns\s)?(?:Kommune|Politi|Justits|Rigs|Januar|Februar|Marts"
    rf"|April|Maj|Juni|Juli|August|Tabel|Figur|Tryghed|Partnerskab|{_SURVEY}))"
)
_WORD = r"[A-ZÆØÅ][\wæøåÆØÅ]*(?:-[A-ZÆØÅ]\w+)*"
_NAME = (
    rf"{_NOT}{_WORD}(?:\s(?:Vest|Øst|Nord|Syd|Midt|By|Park|Bakke|Strand|Torv|Vænge|Gård|Kvarter|Kommune)\b"
    rf"|[ ]{_NOT}(?![A-ZÆØÅ]\w+s[ ](?:\w*undersøg|\w*måling))[A-ZÆØÅ][a-zæøå]{{3,}}\b(?!\s(?:Politi|Kommune)))?"
    rf"(?:/{_WORD})?(?:\s+og\s+(?:i\s+)?{_NOT}{_WORD}(?:\s(?:Vest|Øst|Nord|Syd|By)\b)?)*"
)
_NAMED = re.compile(
    r"\b(?:[IiPp](?:å)?|[Ff]or|[Ff]ra|[Ee]nd|[Ee]fter|[Oo]mkring|[Mm]od|[Hh]ele|[Rr]esten\s+af|[Uu]nder|[Oo]ver)\s+"
    r"(?:(?:hele|området|bydelen|kvarteret|boligområdet|afdelingen|afdelingerne|bebyggelsen|distriktet|områderne"
    rf"|byen|lokalområdet|nabo(?:området|bydelen|kvarteret|afdelingen|bebyggelsen|byen))\s+){{0,2}}(?P<name>{_NAME})"
    r"(?!\s+(?:Kommunes|Politi|Politis|[Tt]ryghedsunder|undersøgelse))"
    r"(?P<own>\s+(?:[Tt]ryghedsp|[Pp])artnerskab)?"
    r"(?P<lies>,?\s*(?:der|hvor|som)\s+(?:tryghedspartnerskabet|partnerskabet|partnerskabsområdet)\s+"
    r"(?:ligger|er\s+(?:placeret|beliggende)|hører\s+til|er\s+en\s+del\s+af))?"
    r"(?P<part>,?\s*som\s+(?:tryghedspartnerskabet|partnerskabet|partnerskabsområdet"
    r"|området)\s+(?:ligger\s+i|er\s+en\s+del\s+af"
    r"|hører\s+under))?"
    rf"(?:,?\s*(?:som|hvor)\s+(?P<within>{_WORD}(?:\s(?:Vest|Øst|Nord"
    rf"|Syd)\b)?)\s+(?:ligger|er\s+en\s+del\s+af|hører\s+til)(?:\s+i)?)?"
)
_LIES = re.compile(
    r"(?:partnerskabet|partnerskabsområdet|som\s+området)\s+"
    r"(?:ligger|er\s+(?:placeret|beliggende|en\s+del\s+af)|hører\s+(?:til|under))"
)
_LOW_NAME = compile_danish(
    r"\b(?:distrikt|område|kvarter|zone) \d+,? (?:hvor|som) (?:partnerskabet|partnerskabsområdet|tryghedspartnerskabet)"
)
_OWN_WORDS = compile_danish(
    r"\b(?:partnerskabsområde(?:t|ts)?|partnerskabet|tryghedspartnerskabet"
    r"|aftaleområdet|i området|boligområdet|bydelen|kvarteret"
    r"|lokalområdet|områdets beboere|områdets borgere|beboerne i området)\b"
)
_CITY = compile_danish(
    r"\b(?:hele byen|byen som helhed|byen generelt|hele kommunen|kommunen som helhed"
    r"|byens (?:gennemsnit|niveau|snit|tal)|bygennemsnittet"
    r"|gennemsnittet (?:i|for) (?:byen|kommunen)|i byen|byens borgere"
    r"|kommunens (?:gennemsnit|niveau|snit|tal)|for byen|kommunegennemsnittet)\b"
)
_COUNTRY = compile_danish(r"\b(?:hele landet|på landsplan|landsgennemsnittet|i Danmark)\b")
_ASIDE = re.compile(
    r"\([^()\d%]{3,80}\)"
    r"|,?\s*(?:hvor|som|der)\s+(?:det|den|de)\s+(?:oprindelige|nuværende|hidtidige|tidligere|nye"
    r"|udvidede)[^,]{0,60}(?:ligger|hører|er\s+placeret)"
    r"|,\s*som\s+[^,]{0,60}\bud?vides\b[^,]{0,20}"
)


_BRACKETED = re.compile(
    rf"(?:^|[\s,])(?P<name>{_WORD}(?:\s(?:Vest|Øst|Nord|Syd|By|Kommune|kommune)\b)?)\s*\(\s*(?:ca\.?\s*)?$"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of the partnership itself, its city (None where the paper names no municipality), the paper's kind."""

    own: frozenset[str]
    city: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """An area said at `start` to `end` of the text looked at."""

    name: str
    start: int
    end: int


def read_gazetteer(body: Body, kind: Kind, printed: Set[str]) -> Gazetteer:
    """Own names, of a paper that is not of kind `other`, and the city, as its first municipality gives it."""
    names = {name.casefold() for name in printed} if kind != "other" else set()
    names |= _homes(body.text) | {home for name in names for home in _named_homes(body.text, name)}
    return Gazetteer(frozenset(names), _city(body.text), kind)


def _homes(text: str) -> set[str]:
    """The districts of which a paper says that the partnership lies in them."""
    found: set[str] = set()
    for lies in _LIES.finditer(text):
        for match in _NAMED.finditer(text, max(0, lies.start() - 90), lies.end()):
            if (match["lies"] or match["part"]) and " og " not in match["name"]:
                found.add(" ".join(match["name"].split()).casefold())
    return found


def _named_homes(text: str, name: str) -> Iterator[str]:
    """The districts of which a paper says that the partnership's place lies in them: "Elmehaven ligger i bydelen X"."""
    lies = r"\s+(?:ligger|er\s+beliggende|er\s+en\s+del\s+af|hører\s+(?:til|under))\s+(?:i\s+)?"
    lies = rf"\b{re.escape(name)}{lies}"
    for match in re.finditer(rf"(?i:{lies}(?:bydelen|distriktet|kvarteret|lokalområdet|sognet)\s+)({_WORD})", text):
        yield match[1].casefold()


def _city(text: str) -> str | None:
    match = re.search(rf"\b({_WORD})\s+Kommune", text)
    if match is None:
        return None
    name = match[1]
    bare = name[:-1] if name.endswith("s") else name
    return bare if name in ("Københavns",) or re.search(rf"\b{bare}\b", text) else name


def read_bracketed(head: str, gazetteer: Gazetteer) -> str | None:
    """The name right before the bracket a figure stands in: "i Bakken og hele Lund (" gives Lund."""
    match = _BRACKETED.search(head)
    if match is None:
        return None
    name = " ".join(match["name"].split())
    if name.casefold().endswith(" kommune"):
        return gazetteer.city or name[: -len(" kommune")]
    return OWN if name.casefold() in gazetteer.own else name


def read_area(label: str, gazetteer: Gazetteer) -> str:
    """The area that a table's label names."""
    name = " ".join(label.split())
    name = (
        re.sub(r"(?i)^(?:trygheds)?partnerskab(?:et)?\s+(?:i\s+|for\s+)?|\s+(?:trygheds)?partnerskab(?:et)?$", "", name)
        or OWN
    )
    if name.casefold() in gazetteer.own:
        return OWN
    found = find_places(name, gazetteer) or find_places(f"i {name}", gazetteer)
    return found[0].name if found and found[0].end - found[0].start >= len(name) - 2 else name


def find_places(text: str, gazetteer: Gazetteer) -> list[Place]:
    """The areas a stretch of text names, in order; what is said in passing about the partnership is left out."""
    masked = _ASIDE.sub(lambda m: " " * len(m.group()), text)
    found = [Place(OWN, *m.span()) for pattern in (_LOW_NAME, _OWN_WORDS) for m in pattern.finditer(masked)]
    city = gazetteer.city
    found += [Place(city or " ".join(m.group().split()), *m.span()) for m in _CITY.finditer(masked)]
    found += [Place(" ".join(m.group().split()), *m.span()) for m in _COUNTRY.finditer(masked)]
    for match in _NAMED.finditer(masked):
        found.append(Place(_resolve(match, gazetteer), *match.span()))
    return _outermost(found)


def _resolve(match: re.Match[str], gazetteer: Gazetteer) -> str:
    name = " ".join(match["name"].split())
    within = match["within"]
    if within and (within.casefold() in gazetteer.own):
        return OWN
    if match["lies"] or match["part"] or match["own"] or name.casefold() in gazetteer.own:
        return OWN
    longer = re.fullmatch(r"(\S+) (?!Vest|Øst|Nord|Syd|Kommune|og)\S+", name)
    if longer and longer[1].casefold() in gazetteer.own:
        return OWN
    if re.match(r"(?i)resten\s", match.group()):
        return f"resten af {name}"
    if name.endswith(" Kommune"):
        return gazetteer.city or name.removesuffix(" Kommune")
    return name


def _outermost(places: list[Place]) -> list[Place]:
    """Without places inside others ("i bydelen X, hvor partnerskabet ligger" is one), in order."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (p.start - p.end, p.start)):
        if not any(other.start < place.end and place.start < other.end for other in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: place.start)
