"""What the partnership area consists of: the names in the sentence that says so, else the place of its name."""

from __future__ import annotations

import re

from models.records import Area, Evidence, Kind
from parsers.body import Body
from parsers.lines import OPENERS
from parsers.organisations import FORM, flatten
from parsers.rules import Rule, Trace, compile_danish
from parsers.sentences import sentence_at

_AREA = (
    r"(?:(?:partnerskabs|trygheds|indsats|aftale)?området?s?|partnerskabets (?:geografiske )?område"
    r"|det område, \w+ \w+,?"
    r"|geografien|afgrænsningen|boligområdet|partnerskabets geografi)"
)
_CONSISTS = (
    r"(?:udgøres(?: \w+)? af|udgør|består(?: \w+)? af|omfatter|dækker(?: over)?|er defineret som"
    r"|defineres som|afgrænses til|er afgrænset til|favner|rummer|inkluderer)"
)


_NAMES = r"(?-i:[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)*)"


def _tail(match: re.Match[str]) -> str:
    return " ".join(match.group().split())


RULES = (
    Rule(
        "area-consists-of",
        "areas",
        compile_danish(
            rf"\b{_AREA}(?:,? der| dækket| i aftalen| fremover| herefter| nu| \w+ \w+,"
            rf"| (?:udvides|ændres|indskrænkes|udvidet|ændret)(?:,| og))? {_CONSISTS}(?= )"
        ),
        _tail,
        examples=(
            ("Partnerskabsområdet udgøres af Lunden og Engen", "Partnerskabsområdet udgøres af"),
            ("området, der er defineret som afdelingen Lunden", "området, der er defineret som"),
        ),
        rejects=("Området er præget af",),
        confidence=0.93,
    ),
    Rule(
        "area-made-of",
        "areas",
        compile_danish(
            rf"(?:[.:] (?!(?:{OPENERS})\b)|\b(?:for|i|på|af|over|dækker|omfatter) )"
            rf"(?P<names>{_NAMES}(?:, {_NAMES})* (?:og|samt) {_NAMES}),? (?:(?:som|der) )?"
            r"(?:(?:tilsammen|sammen|i fællesskab) )?"
            r"(?:(?:udgør|danner) (?:hele )?(?:partnerskabs|aftale|indsats)området|er partnerskabets område)\b"
        ),
        lambda match: " ".join(match["names"].split()),
        examples=(("gælder i Engen og Lunden, der tilsammen udgør partnerskabsområdet", "Engen og Lunden"),),
        rejects=("det område, som partnerskabet har valgt",),
        confidence=0.9,
    ),
    Rule(
        "area-of-the-agreement",
        "areas",
        compile_danish(
            r"\b(?:aftalen|partnerskabet|partnerskabsaftalen|samarbejdet) (?:omfatter|dækker(?: over)?"
            r"|gælder for)(?= )"
        ),
        _tail,
        examples=(("Aftalen omfatter hele bydelen Birkely", "Aftalen omfatter"),),
        rejects=("Aftalen gælder fra",),
        confidence=0.88,
    ),
    Rule(
        "area-of-a-place",
        "areas",
        compile_danish(
            r"(?-i:\b[A-ZÆØÅ][a-zæøå]+)(?:,? (?:der|som) (?:omfatter|består af|udgøres af|dækker)(?= (?-i:[A-ZÆØÅ]))"
            r"| (?:afgrænses|afgrænset|defineres)(?: \w+){0,3} (?:som|til|af)(?= ))"
        ),
        _tail,
        examples=(("i Lyngen, der omfatter Lyngen og Kæret", "Lyngen, der omfatter"),),
        rejects=("aftalen, der omfatter alle",),
        confidence=0.85,
    ),
    Rule(
        "area-partnership-for-several",
        "areas",
        compile_danish(
            r"\b(?:trygheds)?partnerskab(?:et|saftale)? for(?= (?-i:[A-ZÆØÅ])[^.]{2,90}? (?:og|samt) (?-i:[A-ZÆØÅ]))"
        ),
        _tail,
        examples=(("et partnerskab for Lunden, Engen og Kæret med det formål", "partnerskab for"),),
        rejects=("partnerskab for Lunden med",),
        confidence=0.85,
    ),
)
# Where the list of names ends: a relative clause, a purpose, the end of the sentence.
_STOP = re.compile(
    r"[.;:!?](?=\s|$)|,? (?:som|hvor|med|jf\.?|i|på|fra|til|ved|er|har|skal|vil|der (?:er|har|ligger|grænser"
    r"|udgør)|og som) |\(|\)"
)
# Streets between which an area lies are its borders, not its parts.
_BORDERS = re.compile(r"\s*(?:hele )?(?:området|kvarteret|arealet)?\s*(?:mellem|afgrænset af|imellem)\b", re.IGNORECASE)
_CALLED = re.compile(r"\bden del af [\wæøå-]+,? (?:der|som) (?:hedder|kaldes|udgøres af) ", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÆØÅ][\wæøå'’-]*(?: (?:[A-ZÆØÅ][\wæøå-]*|\d+[A-Z]?(?:-\d+)?))*")
_NOT_AREAS = re.compile(r"(?:Partnerskab|Tryghed|Område|Kommune|Politi|Aftale|Bolig|Parterne)", re.IGNORECASE)


def read_areas(body: Body, kind: Kind, place: str | None, place_evidence: list[Evidence], trace: Trace) -> list[Area]:
    """The areas, in order. A paper of kind other or reporting basis, and an addendum that sets none, has none."""
    if kind in ("other", "reporting_basis"):
        return []
    flat = flatten(body.text)
    for rule in RULES if kind != "status_report" else ():
        for match, _ in rule.find(body.text):
            at = match.start("names") if "names" in rule.pattern.groupindex else match.end()
            names = _names(flat, at, rule.name)
            trace.note(
                "areas", rule.name, match.span(), [name for name, _, _ in names], "kept" if names else "no names"
            )
            if names:
                return [
                    Area(name=name, evidence=body.evidence(start, end, rule.name, rule.confidence))
                    for name, start, end in names
                ]
    if place is None or kind == "addendum":
        return []
    trace.note("areas", "area-of-the-name", (0, 0), place)
    evidence = [e.model_copy(update={"rule": "area-of-the-name", "confidence": 0.88}) for e in place_evidence]
    return [Area(name=place, evidence=evidence)] if evidence else []


def _names(text: str, start: int, rule: str) -> list[tuple[str, int, int]]:
    """The names that an enumeration consists of, with their places; organisations and common nouns left out."""
    limit = max(sentence_at(text, start)[1], start)
    if _BORDERS.match(text, start):
        start = text.find("herunder", start, limit)
        if start < 0:
            return []
    called = [(match.start(), match.end()) for match in _CALLED.finditer(text, start, limit)]
    stop = next((m.start() for m in _STOP.finditer(text, start, limit) if not _inside(m.start(), called)), limit)
    found: list[tuple[str, int, int]] = []
    at = start
    for piece in re.split(r"(, | og | samt |/)", text[start:stop]):
        begin = at
        at += len(piece)
        while begin < at and _inside(begin + len(text[begin:at]) - len(text[begin:at].lstrip()), called):
            begin += 1
        match = _NAME.search(text, begin, at)
        if match is None or FORM.search(text, begin, at) or _NOT_AREAS.search(match.group()):
            continue
        if text[match.end() : at].strip(" ,") or _is_housing(text[begin : match.start()]):
            continue
        found.append((match.group(), match.start(), match.end()))
    return found


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _is_housing(before: str) -> bool:
    return bool(re.search(r"(?i)\b(?:boligafdelinger i|afdelinger i|ejet af)", before))
