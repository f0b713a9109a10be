"""What a line of a signature page says: titles, names, organisations, units, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.organisations import find_administrators
from models.records import Party
from parsers.older.dates import DAY_DATE, read_date
from parsers.older.organisation_forms import LISTED_UNIT, UNIT
from parsers.older.organisations import Mention, find_mentions, read_name, read_unit
from parsers.rules.once import once_each
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish
from parsers.structure.lines import PrintLine

_O = "[øoge@]"  # what scans leave of ø
_TITLE_WORD = (
    rf"(?:(?:[A-ZÆØÅ]{{2,5}}-)?\w*(?:direkt{_O}r|chef|formand|forkvinde|borgmester|mester|inspekt{_O}r"
    r"|kommiss(?:æ|ae|z|a)r|leder|sekret(?:æ|ae|z|a)r|konsulent|koordinator"
    rf"|rådmand|præsident|assistent|forstander|rektor|ansvarlig|talsmand|f{_O}rer|gartner|rådgiver|medarbejder"
    rf"|betjent|officer|arkitekt|planlægger|forvalter|ingeni{_O}r|jurist|kasserer|advokat|prokurist|partner|fuldmægtig)"
    r"|direktionsmedlem|bestyrelsesmedlem|byrådsmedlem)"
)
_BEFORE_TITLE = (
    r"(?:[a-zæøå]+- og|adm\.|konst\.|stedfortrædende|vice|daglig|lokal"
    r"|[a-zæøå]{3,}(?:isk|ende|eret|social|faglig|unal))"
)
_PERSON = r"[A-ZÆØÅ][a-zæøåéüö]+(?:-[A-ZÆØÅ][a-zæøå]+)?"
_PART = rf"(?:[A-ZÆØÅ][a-zæøå]{{0,3}}\.|{_PERSON}|von|af|de|van)"
_NAME = rf"(?:{_PERSON}|(?:[A-ZÆØÅ]\.){{1,3}})(?: {_PART}){{0,3}} {_PERSON}"


def _mended_title(title: str) -> str:
    """The title with the letters that scans take from its ending."""
    title = re.sub(r"(?i)(?:(?<=direkt)|(?<=spekt)|(?<=ingeni))[oge@](?=r\b)|(?<=ngsf)[oge@](?=rer\b)", "ø", title)
    return re.sub(r"(?i)(?<=kommiss)(?:ae|z|a)(?=r\b)|(?<=sekret)(?:ae|z|a)(?=r\b)", "æ", title)


# "Direktør i Nordby Kommune" on a line of its own.
_OF_TITLE = re.compile(rf"(?i)^(?:{_BEFORE_TITLE} )?{_TITLE_WORD} (?:i|hos) $")

RULES = (
    Rule(
        "signatory-title",
        "signatories",
        re.compile(
            rf"\b(?P<title>(?:(?i:{_BEFORE_TITLE}) )?(?i:{_TITLE_WORD})"
            r"(?: i [A-ZÆØÅ]{2,5}\b)?(?: (?:for|af) [^,|_()\n]{3,60}?(?=$| Dato|,|\||_|\())?)(?=$|[\s,|_():;])"
        ),
        lambda match: _mended_title(match["title"].strip()),
        examples=(
            ("Direktør Dato", "Direktør"),
            ("Chef for Kultur Vest Dato", "Chef for Kultur Vest"),
            ("Borgmester Hanne Holm", "Borgmester"),
            ("Vicepolitidirektør", "Vicepolitidirektør"),
            ("Teknisk chef   Dato", "Teknisk chef"),
            ("Økonomi- og planchef", "Økonomi- og planchef"),
            ("Politiinspektgr Dato", "Politiinspektør"),
        ),
        rejects=("Hanne Holm", "styregruppen"),
    ),
    Rule(
        "signatory-name",
        "signatories",
        re.compile(rf"(?<![\w-])(?P<name>{_NAME})(?![\w-])"),
        # A number behind it makes it a street.
        lambda match: None if re.match(r" \d", match.string[match.end() : match.end() + 2]) else match["name"],
        examples=(
            ("H.C. Bang", "H.C. Bang"),
            ("Hanne Holm Skovgaard (formand)", "Hanne Holm Skovgaard"),
            ("Bo P. Lund", "Bo P. Lund"),
            ("Bo Chr. Lund", "Bo Chr. Lund"),
        ),
        rejects=("NORDBY KOMMUNE", "Dato", "Vester Allé 12"),
    ),
    Rule(
        "signatory-date",
        "signatories",
        compile_danish(
            rf"(?:\bdato:?(?: [A-ZÆØÅ][a-zæøå]+,)?|^|\|)(?:\s*\b(?:den"
            rf"|d\.))?[\s_]*(?<![\d.])(?P<date>{DAY_DATE})(?=$|[\s|,])",
            re.I | re.M,
        ),
        lambda match: read_date(match["date"]),
        examples=(("Dato: 3. januar 2011", "2011-01-03"), ("15.02.2016", "2016-02-15")),
        rejects=("Dato", "i 2016"),
    ),
)


TITLES, NAMES, _DATES = RULES


_FORM_BEFORE = re.compile(r"(?i)^\w*(?:forening|selskab|organisation|kontor)(?:en|et) ")
# Words that a form prints before what is to be filled in.
_LABEL = re.compile(
    r"(?i)(?<!\w)(?:navn(?: og titel| med blokbogstaver)?|underskrift|titel|stilling(?:sbetegnelse)?|funktion"
    r"|organisation|part|sted|dato|på vegne af)\b[ \t]*(?::|(?=[_.\t |]|$))"
)
_TITLE_LABEL = re.compile(r"(?i)(?<!\w)(?:titel|stilling(?:sbetegnelse)?|funktion)[ \t]*:[ \t]*")
_FREE_TITLE = re.compile(
    r",[ \t]*(?P<title>[a-zæøå-]{4,}(?: (?:i|for|og|ved|på) [\wæøåÆØÅ -]{2,40}| [a-zæøå]{4,}){0,1})[ \t]*$"
)


_CAPITALS = re.compile(
    r"(?!.*UNDERSKRI)(?:[A-ZÆØÅ][A-ZÆØÅ&'.-]{3,}(?: [A-ZÆØÅ&'.-]+){0,3}"
    r"|(?=[B-DF-HJ-NP-TV-XZ]{0,2}[AEIOUYÆØÅ])[A-ZÆØÅ]{2,3}(?: [A-ZÆØÅ'-]{3,}){1,3})"
)


@dataclass(slots=True)
class Event:
    kind: str
    value: object
    start: int
    end: int
    line: int


def find_known(parties: Sequence[Party]) -> list[Mention]:
    """Parties by their printed names, longest first, where those are names of more than a short word."""
    known = [
        Mention(p.organisation, name, p.kind, 0, 0)
        for p in parties
        if p.kind in ("other", "housing_organisation", "administration")
        for name in dict.fromkeys((p.name, _FORM_BEFORE.sub("", p.name)))
    ]
    return sorted((mention for mention in known if len(mention.name) > 4), key=lambda m: -len(m.name))


def read_events(text: str, line: PrintLine, number: int, known: list[Mention]) -> Iterator[Event]:
    """What a line of a signature page says, in order."""
    found: list[Event] = []
    taken: list[tuple[int, int]] = []

    def take(kind: str, value: object, start: int, end: int) -> None:
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append((start, end))
            found.append(Event(kind, value, start, end, number))

    for party in known:
        if party.kind == "administration":
            for start, end in _damaged(party.name, line):
                take("unit", replace(party, start=start, end=end), start, end)
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(party.name)}(?!\w)", line.text, re.IGNORECASE):
            start, end = line.start + match.start(), line.start + match.end()
            take("organisation", replace(party, start=start, end=end), start, end)
    for mention in find_mentions(text, line.start, line.end):
        before = text[line.start : mention.start]
        own = _OF_TITLE.search(before) and mention.organisation not in find_administrators()
        if re.search(r"\b(?:i|hos) $", before) and not own:
            continue
        take("unit" if mention.kind == "administration" else "organisation", mention, mention.start, mention.end)
    for kind, value, start, end in _dates_and_titles(text, line.start, line.end):
        take(kind, value, start, end)
    municipal = [e for e in found if e.kind == "organisation" and getattr(e.value, "kind", "") == "municipality"]
    units = list(UNIT.finditer(text, line.start, line.end))
    fill = " ".join(match.group() for match in units) == line.text
    for match in units:
        beside = municipal and match.start() - municipal[-1].end <= 4
        if beside or fill:
            take("unit", read_unit(text, *match.span("name")), *match.span("name"))
    for cell in re.finditer(r"[^\s|](?:[^\t\n|]*?[^\s|])?(?= {2,}|[ ]*[\t|]|[ ]*$)", line.text):
        if LISTED_UNIT.fullmatch(cell.group()):
            span = (line.start + cell.start(), line.start + cell.end())
            take("unit", read_unit(text, *span), *span)
    for match in LISTED_UNIT.finditer(text, line.start, line.end) if municipal else ():
        take("unit", read_unit(text, *match.span("name")), *match.span("name"))
    for start, end in _gaps(line, taken):
        for name in _names(text, start, end):
            take("name", *name)
    if not any(event.kind == "organisation" for event in found) and re.match(r"(?i)for ", line.text):
        printed = re.split(r"[:_,|\t]|  ", line.text[4:])[0].strip()
        other = read_name(printed)
        if other:
            found = [event for event in found if event.start >= line.start + 4 + len(printed)]
            found.append(Event("organisation", other, line.start + 4, line.start + 4 + len(printed), number))
    if not found:
        found += _capitals(line, number)
    if not any(event.kind == "title" for event in found):
        found += _untold_title(line, found, number)
    for chair in re.finditer(r"(?i)\(formand\)", line.text):
        at = line.start + chair.start()
        found = [event for event in found if event.start != at + 1]
        found.append(Event("chair", True, at, at, number))
    yield from sorted(found, key=lambda e: e.start)


# The signatures are read before the parties and again when those are known.
@once_each
def _dates_and_titles(text: str, start: int, end: int) -> tuple[tuple[str, str, int, int], ...]:
    return tuple(
        (kind, value, *match.span(kind))
        for kind, rule in (("date", _DATES), ("title", TITLES))
        for match, value in rule.find(text, start, end)
    )


@once_each
def _names(text: str, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
    return tuple((value, *match.span("name")) for match, value in NAMES.find(text, start, end))


def _capitals(line: PrintLine, number: int) -> Iterator[Event]:
    """A line in capitals that nothing else tells: a unit, a person of several words, an organisation of one."""
    bare = line.text.strip(" .:_")
    if not _CAPITALS.fullmatch(bare) or _LABEL.search(bare):
        return
    at = line.start + line.text.find(bare)
    unit = UNIT.fullmatch(" ".join(word.capitalize() if len(word) > 2 else word.lower() for word in bare.split()))
    words = bare.split()
    if not unit and len(words) > 1:
        yield Event("name", " ".join(word.title() for word in words), at, at + len(bare), number)
        return
    name = None if unit else read_name(bare)
    if unit:
        yield Event(
            "unit",
            replace(read_unit(unit.string, 0, len(bare)), start=at, end=at + len(bare)),
            at,
            at + len(bare),
            number,
        )
    elif name:
        yield Event("organisation", replace(name, start=at, end=at + len(bare)), at, at + len(bare), number)


def _damaged(unit: str, line: PrintLine) -> Iterator[tuple[int, int]]:
    """Where a cell of the line is the name of this unit, in capitals or with a letter in six damaged."""
    from rapidfuzz.distance import Levenshtein

    allowed = len(unit) // 6
    for told, start, end in _cells(line.text):
        if abs(len(told) - len(unit)) <= allowed and (
            Levenshtein.distance(told, unit.casefold(), score_cutoff=allowed) <= allowed
        ):
            yield line.start + start, line.start + end


@once_each
def _cells(line: str) -> tuple[tuple[str, int, int], ...]:
    """What stands in a line between commas, bars and wide blanks, in small letters, and where."""
    cells = re.finditer(r"[^\s,|](?:[^,|\t]*?[^\s,|])?(?=$|[,|\t]|  )", line)
    return tuple((cell.group().casefold(), *cell.span()) for cell in cells)


def _untold_title(line: PrintLine, found: list[Event], number: int) -> Iterator[Event]:
    """A title no word of the table tells: what is filled in behind its label, or follows a name and a comma."""
    label = _TITLE_LABEL.search(line.text)
    if label:
        end = _LABEL.search(line.text, label.end())
        value = re.split(r"[_|\t]|  ", line.text[label.end() : end.start() if end else len(line.text)])[0].strip(" .,")
        at = line.start + label.end()
        if len(value) > 2 and not any(e.start < at + len(value) and at < e.end for e in found):
            yield Event("title", value, at, at + len(value), number)
        return
    free = _FREE_TITLE.search(line.text)
    if free and any(e.kind == "name" and e.end == line.start + free.start() for e in found):
        yield Event("title", free["title"], line.start + free.start("title"), line.start + free.end("title"), number)


def _gaps(line: PrintLine, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a line, cut at wide spaces, commas, bars and rules."""
    at = line.start
    labels = [(line.start + m.start(), line.start + m.end()) for m in _LABEL.finditer(line.text)]
    for start, end in [*sorted([*taken, *labels]), (line.end, line.end)]:
        if at < start:
            for match in re.finditer(r"(?:(?! {2}|[|,_\t]).)+", line.text[at - line.start : start - line.start]):
                yield at + match.start(), at + match.end()
        at = max(at, end)
