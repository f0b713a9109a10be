"""The names of places in an enumeration, told by their capitals and by what stands between them.

    de tre afdelinger Lunden (afd. 12), Engen og – som noget nyt – Kæret samt den del af Mosen, der omfatter Toften
                      ^ Lunden          ^ Engen    ^ new            ^ Kæret                              ^ Toften

Words before a name say what kind of place it is. What is not joined by a comma, "og" or "samt" ends the enumeration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.calendar import MONTHS
from parsers.marks.mark import Span
from parsers.rules.wording import shown
from parsers.structure.lines import printed_end, read_lines
from parsers.structure.paper import Paper

_TOKEN = shown(
    re.compile(
        r"(?:Gl|St|Ll|Nr|Vr|Dr|Sct|Skt|Sdr|Ndr|Kgs|Chr)\.(?=[ ]?[A-ZÆØÅ])|\w[\w'’]*(?:-\w+)*|\n[ \t]*\n|[^\w\s]"
    ),
    examples=("Gl.", "Lunden-Engen", ","), rejects=(" ",),
)  # fmt: skip
_MARKER = shown(
    re.compile(r"(?:[•·▪●*=+–—-]|(?P<number>\d{1,2})[.)]|[a-h][.)]|[oe](?=\s))\s+"),
    examples=("• Lunden", "1. Lunden", "a) Lunden"),
    rejects=("Lunden",),
)  # fmt: skip
_JOINS = frozenset(
    (
        ",",
        "og",
        "samt",
        "/",
        "·",
        "|",
        "•",
        "+",
        "&",
        "–",
        "—",
        "-",
        "men",
        "eller",
        "desuden",
        "derudover",
        "sekundært",
    )
)
_PREPOSITIONS = frozenset(
    ("i", "på", "ved", "mellem", "fra", "til", "med", "om", "over", "under", "hos", "inden", "omkring", "langs", "bag")
)
# No preposition of these says where a place lies.
_ADVERBIALS = (
    "i første omgang", "i dag", "i alt", "fra start", "fra starten", "fra begyndelsen", "i denne aftale",
    "i hovedsagen", "i særlig grad", "i praksis", "i aftaleperioden", "i perioden", "til at begynde med",
)  # fmt: skip
# "alle boliger i Lunden og Engen" are Lunden and Engen.
_LIVED_IN = ("bolig", "afdeling", "bebyggelse", "beboer", "borger", "ejendom", "kvarter", "områder")
_PART = frozenset(("del", "dele", "delen"))
# What a part of a place is called or consists of: "den del af Mosen, der omfatter Toften".
_INNER = frozenset(("omfatter", "hedder", "kaldes", "udgøres", "består", "dækker"))
# What follows is no more of the enumeration.
_CLAUSES = frozenset(
    ("hvor", "hvis", "mens", "idet", "fordi", "når", "at", "så", "altså", "jf", "jævnfør", "inklusive")
)
_SHORT = 5  # letters of a name in capitals that is a short name of an organisation
_NEW = ("som", "noget", "nyt")
_ENDS = ".;!?"
# "gælder i Lunden, på Engen og i Kæret": where each lies is said as that of the first is.
_SITED = frozenset(("i", "på"))
_NEW_HERE = (_NEW, ("fra", "i", "år"), ("som", "ny"))
_OPENERS = frozenset(("der", "som"))
_NO_NAMES = shown(
    re.compile(
        r"^(?:(?:partnerskab|tryghed|kommune|politi|aftale|bolig(?!by)|styregruppe|beboer|tabel)\w*|områder?(?:ne|t)?|parterne"
        r"|bilag|kort|det|de|den|her|aften|hele|siden|kilder?|periode|nr|tidspunkt"
        r"|afd(?:eling)?(?: \d{1,3}(?:-\d{1,3})?)?)$",
        re.IGNORECASE,
    ),
    examples=("Partnerskabet", "Område", "Bilag"), rejects=("Kildevangen", "Lunden"),
)  # fmt: skip
# "Ringvej 3", "Mosevej 12-40", "Engen 2"
_HOUSES = shown(re.compile(r"^(?:\d{1,2}|\d{1,3}-\d{1,3})$"), examples=("12", "12-40"), rejects=("2020", "2020-2023"))
# A note's raised figure that a reader glued to the name: "Kæret1".
_GLUED = shown(re.compile(r"(?<=[a-zæøå])\d$"), examples=("Kæret1",), rejects=("Engen 2",))
# "området mellem Ringvejen og banen, herunder bebyggelserne Lunden og Engen"
_AMONG = shown(
    re.compile(r"(?i)\b(?:herunder|nemlig|deriblandt|det\s+vil\s+sige|dvs\.)(?=\s)"),
    examples=("herunder Engen",),
    rejects=("her",),
)
_LONGEST = 600
_MOST_LEAD = 8  # words before a name


@dataclass(frozen=True, slots=True)
class PlaceName:
    """`text[start:end]` names a place; `is_new`: the paper says that it is new in the enumeration."""

    name: str
    start: int
    end: int
    is_new: bool = False


@dataclass(slots=True)
class _Reading:
    """How far an enumeration is read."""

    names: list[PlaceName] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    name: list[re.Match[str]] = field(default_factory=list)
    is_new: bool = False
    inner: bool = False  # what follows is told of a part of the last name
    organisations: int = 0
    sited: bool = False  # whether "i" or "på" leads up to the first name
    resume: int = 0  # where the enumeration goes on behind the municipality that a place lies in


def read_place_list(paper: Paper, span: Span) -> list[PlaceName]:
    """The names of the enumeration that begins a stretch; organisations and common nouns are left out.

    Empty where organisations are named as well as places: then it is a list of parties.
    """
    piece = paper.text[slice(*span)]
    span = span[0] + len(piece) - len(piece.lstrip()), min(span[1], span[0] + _LONGEST)
    within = (match.end() for match in _AMONG.finditer(paper.text, *span))
    return next(filter(None, (_read_from(paper, (start, span[1])) for start in (span[0], *within))), [])


def _read_from(paper: Paper, span: Span) -> list[PlaceName]:
    end = printed_end(paper.text, span[0])
    before = paper.text[max(0, end - 4) : end].split()
    reading = _Reading(sited=bool(before) and before[-1].casefold() in _SITED)
    for token in _tokens(paper.text, span):
        if not _take(paper, reading, token):
            break
    _close(paper, reading)
    return reading.names if not reading.organisations else []


def _tokens(text: str, span: Span) -> Iterator[re.Match[str]]:
    """The words and signs of a stretch without what stands in brackets."""
    depth = 0
    for token in _TOKEN.finditer(text, *span):
        sign = token.group()
        depth += (sign == "(") - (sign == ")")
        if sign not in "()" and depth <= 0:
            yield token
        if depth < 0:
            return


def _take(paper: Paper, reading: _Reading, token: re.Match[str]) -> bool:
    """Read one word or sign; False where the enumeration ends with it."""
    word = token.group()
    _pass_home(paper, reading, token)
    if token.start() < reading.resume:
        return True
    if word[0].isupper() or (reading.name and _HOUSES.match(word)):
        return _take_name(paper, reading, token)
    if word.casefold() in _JOINS:
        return _close(paper, reading)
    if _is_whose(reading, word.casefold()):
        reading.name = []
    if reading.name or word.strip() in _ENDS:
        return False
    return _take_lead(reading, word.casefold())


def _is_whose(reading: _Reading, low: str) -> bool:
    """Whether a name tells whose a place is: "Fjordbos afdeling Lunden"."""
    return bool(reading.name) and low.startswith(_LIVED_IN) and reading.name[-1].group().endswith("s")


def _pass_home(paper: Paper, reading: _Reading, token: re.Match[str]) -> None:
    """The municipality that a place lies in is passed over: "Lunden i Nordby Kommune"."""
    if reading.name and token.group().casefold() == "i":
        home = paper.marks.starting_at("organisation", token.end() + 1)
        reading.resume = home.end if home and home.value.kind == "municipality" else reading.resume


def _take_name(paper: Paper, reading: _Reading, token: re.Match[str]) -> bool:
    """A word of a name; one that stands apart from those before it begins another."""
    apart = bool(reading.name) and reading.name[-1].end() + 1 < token.start()
    going = _close(paper, reading) if apart else True
    reading.name.append(token)
    return going


def _take_lead(reading: _Reading, low: str) -> bool:
    """A word in small letters before a name; False where it ends the enumeration."""
    if low in _OPENERS and reading.names and not reading.lead:
        reading.inner = True
        return True
    if reading.inner:
        return _take_inner(reading, low)
    if low in _CLAUSES:
        return False
    reading.lead.append(low)
    if any(tuple(reading.lead[-len(said) :]) == said for said in _NEW_HERE):
        reading.is_new, reading.lead = True, []
    return len(reading.lead) <= _MOST_LEAD


def _take_inner(reading: _Reading, low: str) -> bool:
    """The first word that is told of the last name: what it consists of takes its place."""
    if low in _INNER:
        reading.names.pop()
    reading.inner = False
    reading.lead = list(_NEW[:2]) if low == _NEW[1] else []
    return low in _INNER or low == _NEW[1]


def _close(paper: Paper, reading: _Reading) -> bool:
    """End the name that was being read and put it with the others if it is one; False where it ends all of them."""
    lead, name = reading.lead, reading.name
    reading.lead, reading.name = [], []
    if not name:
        reading.lead = lead if _PART.intersection(lead[-1:]) else []
        return True
    start, end = name[0].start(), name[-1].end()
    end -= bool(_GLUED.search(paper.text, start, end))
    text = " ".join(paper.text[start:end].split())
    sited = reading.sited and len(lead) == 1 and lead[0] in _SITED
    if not sited and _is_led_by_preposition(lead, bool(reading.names)):
        return False
    if _is_organisation(paper, start, end, text):
        reading.organisations += 1
    elif not _NO_NAMES.match(text) and text.casefold() not in MONTHS:
        reading.names.append(PlaceName(text, start, end, reading.is_new))
    reading.is_new = False
    return True


def _is_led_by_preposition(lead: list[str], among: bool) -> bool:
    """Whether the words before a name make it the place of something else: "butikkerne på Torvet"."""
    said = " ".join(lead)
    for adverbial in _ADVERBIALS:
        said = said.replace(adverbial, "")
    if not _PREPOSITIONS & set(said.split()):
        return False
    return among or not any(word.startswith(_LIVED_IN) for word in lead)


def _is_organisation(paper: Paper, start: int, end: int, name: str) -> bool:
    """Whether a name is one of an organisation or a unit that its form tells, "Nordby Kommune", or its short name."""
    covering = (paper.marks.covering(kind, at) for kind in ("organisation", "unit") for at in (start, end - 1))
    told = any(mark is not None and mark.rule in ("form", "unit") for mark in covering)
    return told or (name.isupper() and 1 < len(name) <= _SHORT)


def read_lines_of_places(paper: Paper, at: int) -> list[PlaceName]:
    """Names on lines of their own, two or more, all with a bullet, all numbered in order, or all bare."""
    found: list[PlaceName] = []
    bare: set[bool] = set()
    stop = next((part.start for part in paper.sections if part.start >= at), len(paper.text))
    for line in read_lines(paper.text, at, min(stop, at + 3 * _LONGEST)):
        marker = _MARKER.match(line.text)
        names = read_place_list(paper, (line.start + (marker.end() if marker else 0), line.end))
        bare.add(marker is None)
        if len(names) != 1 or len(bare) > 1 or len(line.text.split()) > _MOST_LEAD or _jumps(marker, len(found) + 1):
            break
        found += names
    return found if len(found) > 1 else []


def _jumps(marker: re.Match[str] | None, number: int) -> bool:
    """Whether a line has another number than the one it should have."""
    return marker is not None and bool(marker["number"]) and int(marker["number"]) != number
