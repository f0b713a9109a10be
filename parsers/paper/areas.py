"""What the partnership area consists of: the names in the sentence that says so, else the place of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Area, Evidence, Kind
from parsers.older.place_names import mend_name
from parsers.paper.area_names import AreaText, read_lines_of_names, read_names
from parsers.rules.patterns import Pattern
from parsers.rules.rule import Rule, Trace, compile_danish
from parsers.rules.windows import find_windows
from parsers.structure.body import Body
from parsers.structure.lines import OPENERS

_WHOSE = r"(?:partnerskabets|aftalens|samarbejdets|tryghedspartnerskabets)"
_AREA = (
    rf"(?:(?:partnerskabs|trygheds|indsats|aftale)?området?s?|(?:{_WHOSE}|det) (?:geografiske )?(?:område|omfang)"
    r"(?: for (?:aftalen|partnerskabet|samarbejdet|indsatsen))?"
    r"|det område, \w+ \w+,?"
    rf"|geografien|afgrænsningen|boligområdet|(?:{_WHOSE} )?geografi(?:ske afgrænsning)?)"
)
_CONSISTS = (
    r"(?:udgøres(?: \w+){0,3} af|udgør|består(?: \w+){0,3} af|omfatter|dækker(?: over)?|er defineret som"
    r"|defineres som|afgrænses til|er afgrænset til|favner|rummer|inkluderer)"
)
_LINK = (
    r"(?:,|der|som|så|det|den|dækket|fremover|herefter|nu|hermed|således|i|denne|aftalen?|og|også|udvides|ændres"
    r"|indskrænkes|udvidet|ændret|med (?-i:[A-ZÆØÅ])[\w-]+(?: (?-i:[A-ZÆØÅ])[\w-]+)?)"
)
_GAP = rf"(?:,|(?:,? {_LINK})){{0,8}}(?:,? \w+ \w+,)?"
_NAMES = r"(?-i:[A-ZÆØÅ][\w-]+(?: (?:[A-ZÆØÅ][\w-]+|\d{1,2}))*)"
_LIST = rf"{_NAMES}(?:, {_NAMES})*,? (?:og|samt) {_NAMES}"
_FIRST_OF_ALL = r"(?: (?:i første omgang|først og fremmest|primært|især|i dag))?"
# What may stand before a verb without making a wish or a question of it.
_SURELY = r"(?:(?!(?:skal|kan|bør|kunne|måske|ikke)\b)\w+ ){0,3}?"
_SAID_OF = r"(?:kun|alene|hidtil|også|nu|fremover|herefter|at omfatte|at dække|både)"
_OWN_AREA = r"(?:partnerskabs|aftale|indsats|samarbejds)området"
# Words that may stand between what the area is called and the names it consists of; no others may.
_BETWEEN = (
    r"(?:,|:|\(|der|som|så|er|sammensat|af|strækker|sig|over|det vil sige|dvs\.|altså|menes|forstås|her|i|denne|aftale"
    r"|herefter|fremover|nu|både|hele|de|den|to|tre|fire|fem|seks|syv|\d|almene|følgende"
    r"|\w*(?:områder|afdelinger|bebyggelser|kvarterer|boligforeninger)(?:ne)?|udgøres|består|omfatter|dækker)"
)


def _tail(match: re.Match[str]) -> str:
    return " ".join(match.group().split())


RULES = (
    Rule(
        "area-consists-of",
        "areas",
        compile_danish(rf"\b{_AREA}(?:{_GAP}| ligger(?: \w+){{1,6}} og) {_CONSISTS}{_FIRST_OF_ALL}(?=[ :\n])"),
        _tail,
        examples=(
            ("Partnerskabsområdet udgøres af Lunden og Engen", "Partnerskabsområdet udgøres af"),
            ("området, der er defineret som afdelingen Lunden", "området, der er defineret som"),
            ("Området udvides, så det fremover omfatter Lunden", "Området udvides, så det fremover omfatter"),
            ("Partnerskabsområdet omfatter:\n- Lunden\n", "Partnerskabsområdet omfatter"),
        ),
        rejects=("Området er præget af",),
        confidence=0.93,
    ),
    Rule(
        "area-widened",
        "areas",
        compile_danish(
            rf"\b(?:{_AREA}|(?:trygheds|partnerskabs)?aftalen|(?:trygheds)?partnerskabet) {_SURELY}"
            rf"(?:udvides|udvidet) fra (?:{_SAID_OF} ){{0,2}}(?P<names>{_NAMES}(?:(?:,| og| samt) {_NAMES})*)"
            rf"(?: alene| kun)?,? til (?:{_SAID_OF} ){{0,4}}"
            r"(?P<more>(?-i:[A-ZÆØÅ])|(?:[a-zæøå]+ ){1,3}(?-i:[A-ZÆØÅ]))"
        ),
        lambda match: " ".join(match["names"].split()),
        examples=(("Området udvides fra Lunden til også at omfatte Engen", "Lunden"),),
        rejects=("Aftalen udvides fra 2 til 3 år", "Området udvides fra Lunden mod syd"),
        confidence=0.9,
    ),
    Rule(
        "area-added",
        "areas",
        compile_danish(
            rf"\b(?:(?:{_OWN_AREA}|{_WHOSE} (?:geografiske )?område|området) (?:{_SURELY}(?:udvides|udvidet|suppleres)"
            rf"|får tilføjet)|(?:udvides|suppleres) (?:{_OWN_AREA}|området))"
            r"(?: (?:også|desuden|herefter|fremover|nu|samtidig|hermed|derfor|fra [^,.;]{3,30}?))*"
            r"(?: (?:med|til også at omfatte))?"
            r"(?= (?:(?:også|kvarteret|bebyggelsen|afdelingen|boligområdet|boligafdelingen|bydelen) )?(?-i:[A-ZÆØÅ]))"
        ),
        _tail,
        examples=(
            ("udvides partnerskabsområdet med Lunden, hvor", "udvides partnerskabsområdet med"),
            ("Området udvides herefter med bebyggelsen Lunden", "Området udvides herefter med"),
        ),
        rejects=("Aftalen udvides med Lunden", "Området udvides med to veje"),
        confidence=0.88,
    ),
    Rule(
        "area-turned-round",
        "areas",
        compile_danish(
            rf"\b(?:består (?:nu |herefter )?(?:{_OWN_AREA}|{_WHOSE} område)(?: \w+)? af"
            rf"|(?:omfatter|dækker) (?:nu |herefter )?(?:{_OWN_AREA}|aftalen|partnerskabet)"
            rf"|udgøres (?:nu |herefter )?{_OWN_AREA}(?: \w+)? af"
            rf"|til {_OWN_AREA} hører(?: også| desuden)?"
            rf"|(?:ved|med) {_OWN_AREA}(?: \w+)? (?:forstås|menes)(?: i denne aftale)?"
            r"|(?:taler|skriver|siger)(?: \w+){0,3} (?:\w*området|kvarteret|bydelen|geografien),? (?:så )?"
            r"(?:mener|menes|tænker|forstår|forstås)(?: vi| parterne| der)?(?: på)?"
            r"|(?:består|udgøres) det (?:nu |herefter |fremover )?af"
            r"|(?:område|kvarter|bydel), bestående af|område bestående af)(?= |:)"
        ),
        _tail,
        examples=(
            ("Fra maj består partnerskabsområdet af Lunden og Engen", "består partnerskabsområdet af"),
            ("Ved partnerskabsområdet forstås i denne aftale Lunden", "Ved partnerskabsområdet forstås i denne aftale"),
            ("Til partnerskabsområdet hører Lunden", "Til partnerskabsområdet hører"),
            ("Når vi taler om området, mener vi Lunden", "taler om området, mener vi"),
        ),
        rejects=("Dertil består arbejdet af", "taler om området og Lunden"),
        confidence=0.9,
    ),
    Rule(
        "area-is",
        "areas",
        compile_danish(
            rf"\b(?:{_OWN_AREA}|(?:{_WHOSE}|det) (?:geografiske )?område) er"
            r"(?= (?:(?:hele|de|to|tre|fire|fem|almene|\w*(?:områder|afdelinger|bebyggelser)(?:ne)?) )*"
            rf"{_NAMES})"
        ),
        _tail,
        examples=(("Det geografiske område er de to boligområder Lunden og Engen", "Det geografiske område er"),),
        rejects=("Partnerskabsområdet er stort", "Området er Danmarks mindste"),
        confidence=0.88,
    ),
    Rule(
        "area-said-with",
        "areas",
        compile_danish(
            rf"\b(?:{_OWN_AREA}|{_WHOSE} (?:geografiske )?(?:område|geografi)|det (?:geografiske|fælles|samlede) område"
            r"|området for (?:partnerskabet|aftalen|samarbejdet))(?=[\s,:(])"
            rf"(?:\s*{_BETWEEN}(?!(?-i:[a-zæøå]))){{1,10}}"
            rf"\s*(?P<names>{_LIST})"
        ),
        lambda match: " ".join(match["names"].split()),
        examples=(
            ("i partnerskabsområdet, det vil sige Lunden og Engen", "Lunden og Engen"),
            ("Partnerskabsområdet (Lunden, Engen og Kæret) ses på kortet", "Lunden, Engen og Kæret"),
            ("Det fælles område strækker sig over Lunden og Engen", "Lunden og Engen"),
            ("ved partnerskabsområdet: Lunden og Engen", "Lunden og Engen"),
        ),
        rejects=(
            "I partnerskabsområdet steg tallet i Lunden og Engen",
            "Partnerskabsområdet ligger ved Lunden og Engen",
        ),
        confidence=0.88,
    ),
    Rule(
        "area-made-of",
        "areas",
        compile_danish(
            rf"(?:(?:[.:]|\n\n)\s*(?!(?:{OPENERS})\b)|\b(?:for|i|på|af|over|dækker|omfatter) )"
            rf"(?P<names>{_LIST}),? (?:(?:som|der) )?"
            r"(?:(?:tilsammen|sammen|i fællesskab|herefter|i det følgende) )?"
            rf"(?:(?:udgør|danner|betegnes|kaldes|benævnes|(?:parterne|vi) kalder)(?: tilsammen| sammen)?"
            rf" (?:hele )?{_OWN_AREA}"
            r"|er partnerskabets område)\b"
        ),
        lambda match: " ".join(match["names"].split()),
        examples=(
            ("gælder i Engen og Lunden, der tilsammen udgør partnerskabsområdet", "Engen og Lunden"),
            ("Baggrund.\nEngen og Lunden udgør tilsammen partnerskabsområdet", "Engen og Lunden"),
        ),
        rejects=("det område, som partnerskabet har valgt",),
        confidence=0.9,
    ),
    Rule(
        "area-labelled",
        "areas",
        Pattern(
            r"(?im)^[ \t|*#-]*(?:(?:geografisk|partnerskabets|aftalens|områdets) )?(?:geografiske )?"
            r"(?:område(?:r|t)?|partnerskabsområde(?:t)?|afgrænsning|geografi)"
            r"(?:(?=[ ]?:[ \t]*\n)|[ ]?(?::|\||[ ]{2,}|\t)[ \t]*(?=(?:[a-zæøå]+ ){0,3}(?-i:[A-ZÆØÅ])))"
        ),
        _tail,
        examples=(("Område:  Lunden, Engen og Kæret\nPeriode: 2019", "Område:"),),
        rejects=("Område 2: Lys", "Området Lunden"),
        confidence=0.88,
    ),
    Rule(
        "area-headed",
        "areas",
        compile_danish(
            r"(?:^|\n)[ \t#*]*(?:(?:\d{1,2}|§ ?\d{1,2}|[A-H])[.)]? )?"
            r"(?:partnerskabets |aftalens |det )?(?:geografiske? )?"
            rf"(?:partnerskabsområde|område|afgrænsning)t?:?[ \t*]*\n\s*(?P<names>{_LIST})(?=\.?[ ]*(?:\n|$))"
        ),
        lambda match: " ".join(match["names"].split()),
        examples=(("3. Partnerskabsområde\n\nLunden, Engen og Kæret.\n", "Lunden, Engen og Kæret"),),
        rejects=("Partnerskabsområde\n\nLunden og Engen ligger ved havet.\n",),
        confidence=0.85,
    ),
    Rule(
        "area-headed-list",
        "areas",
        compile_danish(
            r"(?:^|\n)[ \t#*]*(?:(?:\d{1,2}|§ ?\d{1,2}|[A-H])[.)]? )?"
            r"(?:(?:partnerskabets |aftalens |det )?(?:geografiske? )?"
            r"(?:(?:områdets )?(?:partnerskabsområde|område|afgrænsning|dækningsområde)t?|afgrænsning af området)"
            r"|hvor gælder (?:aftalen|partnerskabet)\??|(?:aftalens|partnerskabets) geografi)"
            r"[ \t*]*(?=\n\s*(?:[•*·▪–-]|1[.)]) )"
        ),
        _tail,
        examples=(("Hvor gælder aftalen?\n\n- Lunden\n- Engen\n", "Hvor gælder aftalen?"),),
        rejects=("Partnerskabsområde\n\nLunden og Engen ligger ved havet.\n",),
        confidence=0.85,
    ),
    Rule(
        "area-pronoun",
        "areas",
        compile_danish(
            rf"\b{_OWN_AREA}[^.]{{0,120}}\. (?:det|området)"
            r" (?:består af|udgøres af|omfatter|dækker(?: over)?|rummer)(?= |:)"
        ),
        _tail,
        examples=(
            (
                "Partnerskabsområdet er vist på kortet. Det omfatter Lunden og Engen",
                "Partnerskabsområdet er vist på kortet. Det omfatter",
            ),
        ),
        rejects=("Partnerskabet har en plan. Det omfatter Lunden",),
        confidence=0.88,
    ),
    Rule(
        "area-of-the-agreement",
        "areas",
        compile_danish(
            r"\b(?:(?:trygheds|samarbejds|partnerskabs)?aftalen|(?:trygheds|sikkerheds)?partnerskabet|samarbejdet)"
            r" (?:omfatter|dækker(?: over)?|favner|rummer|gælder(?: først og fremmest| primært)? (?:for|i))"
            rf"{_FIRST_OF_ALL}(?= )"
            rf"|\b(?:trygheds)?indsatsen (?:omfatter|dækker)(?= (?:hele )?{_NAMES}(?:, | og | samt ))"
        ),
        _tail,
        examples=(
            ("Aftalen omfatter hele bydelen Birkely", "Aftalen omfatter"),
            ("Indsatsen dækker Lunden, Engen og en del af Kæret", "Indsatsen dækker"),
        ),
        rejects=("Aftalen gælder fra", "Indsatsen omfatter lys og stier"),
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
            r"\b(?:trygheds)?partnerskab(?:et|saftale)? for"
            r"(?= (?-i:[A-ZÆØÅ])(?:[^.\n]|\n(?!\s*\n)){2,90}? (?:og|samt) (?-i:[A-ZÆØÅ]))"
        ),
        _tail,
        examples=(("et partnerskab for Lunden, Engen og Kæret med det formål", "partnerskab for"),),
        rejects=("partnerskab for Lunden med",),
        confidence=0.85,
    ),
)
# What a rule of this name reads is an enumeration of parties as often, where it names one.
_NO_PARTIES = frozenset({"area-of-the-agreement", "area-turned-round", "area-partnership-for-several"})
# A whole that is told with its parts: "Kvarteret Engen, der består af Lunden og Kæret".
_MADE_OF = re.compile(
    rf"\s*{_NAMES},? (?:(?:der|som) )?(?:(?:består|udgøres)(?: \w+){{0,3}}? af|omfatter|dækker)(?: over)? (?=[A-ZÆØÅ])"
)
_STANDS = re.compile(r"(?i)\b(?:i dag|hidtil|hidtidige|nuværende|oprindelig\w*|tidligere|før)\b")


# Words without which a rule finds nothing, and how far before and behind them it reads.
_CONSISTING = (
    r"(?i)\b(?:udgør|består|bestående|omfatter|dækker|define|afgræns|favner|rummer|inkluder|hører|forst[åo]|mene[rs]"
    r"|tænker)"
)
_NEEDED = {
    "area-added": (re.compile(r"(?i)\b(?:udvide[st]|suppleres|tilføjet)\b"), 120, 80),
    "area-consists-of": (re.compile(_CONSISTING), 160, 40),
    "area-turned-round": (re.compile(_CONSISTING), 60, 80),
    "area-pronoun": (re.compile(_CONSISTING), 180, 40),
    "area-of-the-agreement": (
        re.compile(r"(?i)\b(?:omfatter|dækker|favner|rummer|gælder\s+(?:for|i|først|primært))\b"), 60, 40,
    ),
    "area-is": (re.compile(r"(?i)område(?:t)?\s+er\s"), 40, 120),
    "area-said-with": (re.compile(r"(?i)område(?:t)?\b|geografi\b"), 30, 260),
    "area-made-of": (
        re.compile(r"(?i)\b(?:udgør|danner|betegnes|kaldes|kalder|benævnes)\b|er\s+partnerskabets\s+område"), 260, 80,
    ),
    "area-labelled": (re.compile(r"(?i)område|afgrænsning|geografi"), 60, 60),
    "area-headed-list": (re.compile(r"(?i)(?:område|afgrænsning|geografi|aftalen|partnerskab)\w*\??[ \t*]*\n"), 60, 10),
    "area-widened": (re.compile(r"(?i)\budvide[st]\s+fra\s"), 80, 200),
    "area-headed": (re.compile(r"(?i)(?:område|afgrænsning)t?:?[ \t*]*\n"), 60, 260),
}  # fmt: skip


def _find(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    """The rule's matches, looked for only around words it cannot do without."""
    if rule.name not in _NEEDED:
        yield from (match for match, _ in rule.find(text))
        return
    needed, before, after = _NEEDED[rule.name]
    for start, end in find_windows(needed, text, before=before, after=after):
        yield from (match for match, _ in rule.find(text, start, end))


def read_areas(body: Body, kind: Kind, place: str | None, place_evidence: list[Evidence], trace: Trace) -> list[Area]:
    """The areas, in order. A paper of kind other or reporting basis, and an addendum that sets none, has none."""
    if kind in ("other", "reporting_basis"):
        return []
    source = AreaText.of(body.text)
    for rule in RULES:
        for match in _find(rule, body.text):
            names = _names(source, rule, match, kind)
            listed = [name for name, _, _ in names]
            trace.note("areas", rule.name, match.span(), listed, "kept" if names else "no names")
            if names:
                return [
                    Area(name=mend_name(name, body), evidence=body.evidence(start, end, rule.name, rule.confidence))
                    for name, start, end in names
                ]
    if place is None or kind == "addendum":
        return []
    trace.note("areas", "area-of-the-name", (0, 0), place)
    evidence = [e.model_copy(update={"rule": "area-of-the-name", "confidence": 0.88}) for e in place_evidence]
    return [Area(name=place, evidence=evidence)] if evidence else []


def _names(source: AreaText, rule: Rule, match: re.Match[str], kind: Kind) -> list[tuple[str, int, int]]:
    """The names that follow a rule's words; none where they tell what an addendum changes, or name parties."""
    if kind == "addendum" and _STANDS.search(source.flat, max(0, match.start() - 20), match.end() + 20):
        return []
    at = match.start("names") if "names" in rule.pattern.groupindex else match.end()
    if source.text[:at].rstrip().endswith("("):
        source = AreaText.of(source.text, brackets=True)
    within = _MADE_OF.match(source.flat, at)
    at = within.end() if within else at
    borders = match.group().endswith(" af") and "afgræns" in match.group()
    if rule.name == "area-headed-list":
        return read_lines_of_names(source, at)
    names = read_names(source, at, borders=borders, parties=rule.name in _NO_PARTIES)
    if rule.name == "area-widened":
        names += [name for name in read_names(source, match.start("more")) if name[0] not in {one[0] for one in names}]
    return [] if rule.name == "area-partnership-for-several" and len(names) < 2 else names
