"""Strategies, policies and plans of others that a paper names: by a proper name or a title in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.slugs import make_slug
from models.records import Policy
from parsers.rules.rule import Rule, Trace
from parsers.rules.windows import find_windows
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body

_HEAD = r"(?:strategi|politik|plan|program|handlingsplan|handleplan|masterplan|vision|køreplan|dagsorden)"
_HEADS = re.compile(
    rf"[A-ZÆØÅ][\wæøå-]*(?:(?:\s+og)?\s+[\wæøå-]*)?{_HEAD}|[A-ZÆØÅ][\wæøå]*politik|[A-ZÆØÅ](?:trategi|olitik|lan|ision)\b"
    r"|\b(?:strategi|politik|vision|plan)(?:en|ken)?\s+[A-ZÆØÅ]"
    rf"|[\"”“»„‘]"
)
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?"
_CAP = r"(?-i:[A-ZÆØÅ][\wæøå-]*)"
_OWNER = (
    r"(?:kommunes?|kommunens|byens|politis?|politiets|byråds?|byrådets|udvalgets|regionens?|statens|regeringens?"
    r"|ministeriets?|styrelsens?|fondens?|lands\w+s)"
)
_TAIL = rf"(?: (?:for|om|mod) (?:{_CAP}|det|de|den)(?: (?:{_CAP}|og|de|udsatte|i))*(?<!\sog)(?<!\si)(?<!\sde))?"
_LOWER_TAIL = rf" (?:for|om|mod|til)(?: [a-zæøå]+){{1,5}}(?= {_YEARS})"
# The partnership's own plan, and kinds of papers that are not policies.
_OWN = re.compile(
    r"(?i)tryghedsplan|partnerskabsplan|aktivitetsplan|undersøgelse|tryghedsindeks|aftale|\blov\b|bekendtgørelse"
    r"|lokalplan\w* nr"
)

# A municipality's unit whose field happens to be politics or planning.
_UNIT = re.compile(r"(?i)\b(?:staben|afdelingen|forvaltningen|sekretariatet|(?:fag)?center(?:et)?) for\b")

# Words of somebody's speech: what is quoted is no title.
_SPOKEN = re.compile(r"(?i)\b(?:er|har|vil|kan|jeg|vi|vores|glade?r?)\b")


def _quoted(match: re.Match[str]) -> str | None:
    title = " ".join(match["title"].split()).strip(" .,")
    if _OWN.search(title) or not title[:1].isupper():
        return None
    year = match["year"]
    return f"{title} {year}" if year and year not in title else title


def _named(match: re.Match[str]) -> str | None:
    if re.search(r"\S(?: {3,}|\t)\S", match["title"]):  # two cells of a table
        return None
    title = " ".join(match["title"].split()).strip(" .,")
    title, owners = re.subn(rf"^.*\b{_OWNER} (?=\S)", "", title, flags=re.IGNORECASE)
    title = re.sub(
        r"^(?:Desuden|Endelig|Herunder|Samt|Det|Den|De|I|Jf|Se|Også|Med|Som|Både|Ifølge"
        r"|Efter) ",
        "",
        title,
    )
    if _OWN.search(title) or _UNIT.search(title) or not title[:1].isupper():
        return None
    alone = " " not in title and not re.search(r"\d", title)
    return None if alone and not (match["owner"] or owners) else title


def _is_told(match: re.Match[str]) -> bool:
    """Whether the word before says what the name stands for: "helhedsplanen Lundeplanen"."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    return bool(re.search(r"(?i)(?:plan|strategi|program|projekt)(?:en|et)?,?\s+$", before))


def _is_announced(match: re.Match[str]) -> bool:
    """Whether the words before say what is quoted: 'strategien "…"', "handlingsplanen for Engen »…«"."""
    before = match.string[max(0, match.start() - 50) : match.start()]
    after = match.string[match.end() : match.end() + 60]
    return bool(
        re.search(rf"(?i){_HEAD}(?:en|erne|er|ken|ket|met|men|mer)?(?:\s+for\s+\w+)?\s+$", before)
        or re.match(rf",?\s(?:[\wæøåÆØÅ]+\s+){{0,2}}[\wæøåÆØÅ]+s\s+[\wæøå-]*{_HEAD}\b", after)
    )


def _is_own(text: str, title: str) -> bool:
    """Whether a plan is one the partnership makes itself: "Partnerskabet udarbejder hvert år en gadeplan"."""
    words = re.sub(r"[\W\d]+$", "", title.split(" for ")[0]).split()
    head = words[-1] if words else ""
    if not re.search(r"(?i)plan$", head):
        return False
    return bool(
        re.search(
            rf"(?i)\b(?:partnerskabets?|styregruppens?|arbejdsgruppens?|parternes?|vores|parterne)\s+(?:[a-zæøå]+\s+){{0,4}}?"
            rf"(?<![\w-]){re.escape(head)}(?:en)?\b",
            text,
        )
    )


def _with_year(match: re.Match[str]) -> str | None:
    title = " ".join((match["name"] or match["alone"]).split())
    return None if _OWN.search(title) else title


_OPEN = "[\"”“»„'‘]"
_CLOSE = "[\"”“»«„’']"
RULES = (
    Rule(
        "policy-in-quotes",
        "policies",
        re.compile(
            rf"{_OPEN}(?P<title>[^\"”“»«„’\n]{{4,90}}(?:\n[^\"”“»«„’\n]{{3,60}})?){_CLOSE}(?:\s(?P<year>{_YEARS}))?"
        ),
        lambda match: _quoted(match) if _is_announced(match) else None,
        examples=(
            ('bygger på strategien "Byen for alle"', "Byen for alle"),
            ("handlingsplanen »Et lyst kvarter« 2018-2020", "Et lyst kvarter 2018-2020"),
            ("følger »By i balance«, Nordby Kommunes bystrategi", "By i balance"),
        ),
        rejects=('borgmesteren siger: "Vi er glade for planen"',),
        confidence=0.93,
    ),
    Rule(
        "policy-in-quotes-with-years",
        "policies",
        compile_danish(
            r"\b(?:forlængelse af|bygger (?:videre )?på|udmønter|udmøntning af|udspringer af|følger af|led i"
            r"|støtter op om|understøtter|bidrager til|tråd med|hviler på|rammen af|inden for|forankret i|jf\.)"
            rf"(?: (?:kommunens|byens|byrådets|(?-i:[A-ZÆØÅ])\w+ kommunes))? {_OPEN}"
            rf"(?P<title>(?-i:[A-ZÆØÅ])[^\"”“»«„’.:;!?]{{4,70}}? {_YEARS}){_CLOSE}"
        ),
        lambda match: None if _OWN.search(match["title"]) else " ".join(match["title"].split()),
        examples=(('ligger i forlængelse af "En lys by 2022-2026".', "En lys by 2022-2026"),),
        rejects=('ligger i forlængelse af "Partnerskabsaftale 2022-2026".', 'siger "En lys by 2022"'),
        confidence=0.88,
    ),
    Rule(
        "policy-titled-in-quotes",
        "policies",
        compile_danish(
            rf"{_OPEN}(?P<title>(?=(?-i:[A-ZÆØÅ]))[^\"”“»«„’\n]*?{_HEAD}[^\"”“»«„’]{{0,80}}?){_CLOSE}"
            rf"(?: (?P<year>{_YEARS}))?"
        ),
        lambda match: None if _SPOKEN.search(match["title"]) else _quoted(match),
        examples=(
            ('et led i "Politik for grønne byrum"', "Politik for grønne byrum"),
            ('støtter "Udviklingsplanen for Engen"', "Udviklingsplanen for Engen"),
        ),
        rejects=('"Det er en god plan," siger hun', '"tryghedsplanen"'),
        confidence=0.93,
    ),
    Rule(
        "policy-by-name",
        "policies",
        compile_danish(
            rf"(?P<owner>\b{_OWNER} )?(?P<title>(?:(?:{_CAP} (?:for |og )?){{0,4}}?(?<!\w)"
            rf"(?:{_CAP}{_HEAD}|(?-i:[A-ZÆØÅ][\wæøå]*-) og (?-i:[a-zæøå]+){_HEAD}|(?-i:Strategi|Politik|Plan|Program))"
            rf"|(?:{_CAP} (?:for |og )?){{0,3}}{_CAP} (?:strategi|politik|plan|program|handlingsplan)\b)"
            rf"(?:{_LOWER_TAIL}|{_TAIL})(?: {_YEARS})?)(?=[\s.,;:)¹²³⁴⁵]|$)"
        ),
        _named,
        examples=(
            ("Nordby Kommunes Boligpolitik 2016", "Boligpolitik 2016"),
            ("kommunens Børne- og ungestrategi 2024", "Børne- og ungestrategi 2024"),
            ("jf. forslag til Kommuneplan 2024", "Kommuneplan 2024"),
            ("kommunens Tryg Hverdag strategi 2020-2023", "Tryg Hverdag strategi 2020-2023"),
            ("en Handleplan mod ensomhed 2013-2016", "Handleplan mod ensomhed 2013-2016"),
            ("visionen i Nordby Kommunes Politik for Levende Bydele om, at", "Politik for Levende Bydele"),
        ),
        rejects=(
            "en plan for området",
            "Tryghedsplan for Engen 2018",
            "der udarbejdes en strategi",
            "Planen er dynamisk",
        ),
        confidence=0.85,
    ),
    Rule(
        "policy-named-with-its-year",
        "policies",
        compile_danish(
            rf"\b(?:(?-i:(?:strategi|politik|vision|handleplan|handlingsplan|plan)(?:en|ken)?)"
            rf" (?P<name>{_CAP}(?: (?:{_CAP}|for|og|i))*"
            rf" {_YEARS})|(?P<alone>(?-i:Vision|Agenda"
            r"|(?:[A-ZÆØÅ][\wæøå]*- og )?[A-ZÆØÅ][\wæøå]+(?:politikken|strategien))"
            rf" {_YEARS}))(?=[\s.,;:)]|$)"
        ),
        _with_year,
        examples=(
            ("kommunens strategi Lys By 2024", "Lys By 2024"),
            ("et led i Vision 2030 for byen", "Vision 2030"),
        ),
        rejects=("en plan for 2024", "planen Engen"),
        confidence=0.8,
    ),
    Rule(
        "policy-plan-of-a-place",
        "policies",
        re.compile(r"\b(?P<title>[A-ZÆØÅ][\wæøå]+(?:planen|strategien|programmet))\b"),
        lambda match: None if _OWN.search(match["title"]) or not _is_told(match) else match["title"],
        examples=(("den boligsociale helhedsplan Lundeplanen", "Lundeplanen"),),
        rejects=("Tryghedsplanen", "i planen", "området ved Lundeplanen"),
        confidence=0.6,
    ),
)


@dataclass(frozen=True, slots=True)
class _Found:
    title: str
    start: int
    end: int
    rule: Rule


def read_policies(body: Body, title: tuple[int, int], trace: Trace) -> list[Policy]:
    """One row for each policy, under its fullest name. What the paper's own title says is not one."""
    found: list[_Found] = []
    for rule in RULES:
        for match, value in _find_near_heads(rule, body.text):
            span = next(match.span(name) for name in ("title", "name", "alone") if match.groupdict().get(name))
            if span[0] < title[1] and span[1] > title[0]:
                trace.note("policies", rule.name, span, value, "in the paper's own title")
            elif _is_own(body.text, value):
                trace.note("policies", rule.name, span, value, "a plan the partnership makes")
            elif any(span[0] < other.end and other.start < span[1] for other in found):
                trace.note("policies", rule.name, span, value, "read by another rule")
            else:
                end = match.end("year") if "year" in match.groupdict() and match["year"] else span[1]
                found.append(_Found(value, _start_of(body.text, value, span), end, rule))
    return _fullest(body, sorted(found, key=lambda one: one.start), trace)


def _find_near_heads(rule: Rule, text: str) -> Iterator[tuple[re.Match[str], str]]:
    for start, end in find_windows(_HEADS, text, before=130, after=130):
        yield from rule.find(text, start, end)


def _start_of(text: str, value: str, span: tuple[int, int]) -> int:
    """Where the title itself begins, its owner left out."""
    at = text.find(value.split()[0], *span)
    return at if at >= 0 else span[0]


def _fullest(body: Body, found: list[_Found], trace: Trace) -> list[Policy]:
    groups: dict[str, list[_Found]] = {}
    for one in found:
        bare = re.sub(r"-?\b(?:19|20)\d\d\b.*$", "", make_slug(one.title)).strip("-")
        key = next((k for k in groups if k.startswith(bare) or bare.startswith(k)), bare)
        groups.setdefault(key, []).append(one)
    policies: list[Policy] = []
    for group in groups.values():
        best = max(group, key=lambda one: (bool(re.search(r"\d{4}", one.title)), len(one.title), -one.start))
        for one in group:
            outcome = "kept" if one is best else f"same as {best.title}"
            trace.note("policies", one.rule.name, (one.start, one.end), one.title, outcome)
        evidence = body.evidence(best.start, best.end, best.rule.name, best.rule.confidence)
        policies.append(Policy(title=best.title, evidence=evidence))
    return policies
