"""When an agreement runs: which of the days and years that a paper prints are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Evidence, Kind, Period
from parsers.older.dates import YEAR
from parsers.paper.period_rules import BEGINS, SAID, TITLE_YEARS, Value
from parsers.rules.rule import Rule, Trace
from parsers.rules.windows import find_windows
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.sentences import sentence_at

_YEAR = re.compile(YEAR)
# Years alone in the title name the agreement; what the text says of its run goes before them.
_BARE_YEARS = re.compile(rf"{YEAR}\s*(?:-|–|—|til(?: og med)?)\s*{YEAR}")
# Sentences that say how long the agreement runs.
_SUBJECT = re.compile(
    r"(?i)(?:aftale\w*|partnerskab\w*|tillæg\w*|allonge\w*|samarbejde\w*|den|perioden|parterne)(?:[^.]|(?<=\d)\.){0,90}?\b(?:gælder"
    r"|gældende|løber|træder i kraft|ikraft\w*|varer|virker|virkning|udløber|ophører|slutter|begynder|starter"
    r"|fortsætter|videreføres"
    r"|indgå(?:s|et) for|aftalt for|strækker sig|dækker|rækker|forlænge[st]\w*|forpligter sig|arbejder sammen"
    r"|er \w+årig"
    r"|løbetid|varighed|gyldig\w*)|\b(?:aftale|partnerskabs)?perioden er\b"
    r"|\bforlænge[rs]? (?:aftalen|\w*partnerskab\w*|samarbejdet|perioden)"
)
_LABEL = re.compile(
    r"(?i)^[ \t|*-]*(?:ny |aftalens )?(?:\w*periode\w*|løbetid\w*|gyldig(?:hed)?\w*|varighed|gældende|gælder"
    r"|ikraft\w+|udløb\w*|(?:start|slut)(?:dato)?)(?: (?:fra|til))?[ ]?(?::|\||[ ]{2,}|\t)[ \t]*$"
)
_SIGNING = re.compile(
    r"(?i)(?:kraft|gælder|gældende|gyldig|virkning|løber|begynder)\b[^.]{0,40}\b(?:underskr[ei]\w+|skrevet under"
    r"|skriver under|undertegn\w+)"
)
# The opening sentence: who makes which partnership, and for which years.
_MADE = re.compile(r"(?i)\bindgår\b[^.]{0,60}\b(?:aftale|partnerskab|samarbejde)\b")
_EARLIER = re.compile(
    r"(?i)\b(?:første|tidligere|forrige|hidtidige|oprindelige|seneste|gamle)\b[^.]{0,40}(?:periode|aftale"
    r"|partnerskab)"
)
_OF_ANOTHER = re.compile(
    r"(?i)(?:(?:strategi|politik|plan|planen|program|handleplan|undersøgelse)\s+"
    r"|\b(?:afløser|erstatter|efterfølger|viderefører|bygger (?:videre )?på|afløsning af|afløses af)\b"
    r"(?:(?!\bog\b|\bgælder\b|\bløber\b)[^.,;]){0,70})$"
)
_MONEY = re.compile(r"(?i)\b(?:kr\.|kroner|mio\.|afsat|bevilget|baseline|anmeldelser|strategi)")
# What an addendum sets, and what it finds: the run of the agreement it changes.
_SETS = re.compile(
    r"(?i)\b(?:forlæng\w+|tillæg\w*|allonge\w*|herefter|herved|hermed|fremover|i stedet|ny(?:e|t)?\b|nu\b|således"
    r"|ændres|ændring\w*|flyttes|udskydes|rykkes|erstattes|ordlyd|affattes|fortsætter|udløber derfor|yderligere)"
)
_REWORDED = re.compile(r"(?i)\b(?:ordlyd|affattes|erstattes|ændres|formuleres|lyder)\b")
_FINDS = re.compile(
    r"(?i)\b(?:nuværende|hidtil\w*|oprindelig\w*|gældende (?:aftale|periode)|eksisterende|løb (?:fra|til)|gjaldt"
    r"|uændret|ændres (?:\w+ )?ikke|(?:er|blev) indgået for)\b"
)
_NAMES_AGREEMENT = re.compile(r"(?i)aftale\w*(?: (?:om|for|vedrørende)|\s+\()[^.;:]{0,60}$|aftale\w*\s+\(?$")
# The first of two days is the one that no longer holds; a day may also be when something was signed.
_MOVED = re.compile(r"(?i)\b(?:flyttes|ændres|udskydes|rykkes|forlænges) fra(?: den)?\s+$")
_DATED = re.compile(r"(?i)\b(?:af|dateret|underskrevet|vedtaget|godkendt|tiltrådt|indgået)(?: den| i)?\s+$")
_LASTING = re.compile(r"(?i)(?:for|i|over|på|er|har|en)\s")
_RUNS = re.compile(r"(?i)\b(?:gælder|løber|gældende|periode\w*|forlænge\w*|træder|virkning)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate: how well it fits, lower first, and what it says."""

    order: tuple[bool, int, int, int, int]
    rule: Rule
    match: re.Match[str]
    value: Value


def read_period(
    body: Body, sections: Sections, kind: Kind, title: tuple[int, int] | None, trace: Trace
) -> tuple[Period | None, list[Evidence]]:
    """The period and its evidence; None in papers that set none, and where nothing says it."""
    if kind not in ("partnership_agreement", "addendum"):
        return None, []
    places = [(section.body_start, section.end) for section in sections.about("validity")]
    found = list(_candidates(body, kind, title, places, trace))
    best = min(found, key=lambda one: one.order, default=None)
    if best is None and title is not None and kind == "partnership_agreement":
        for match, value in TITLE_YEARS.find(body.text, *title):
            best = _Found((True, 0, 0, 9, match.start()), TITLE_YEARS, match, value)
    if best is None:
        return None, []
    trace.note("period", best.rule.name, best.match.span(), best.value)
    start, end, basis = best.value
    evidence = body.evidence(*best.match.span(), best.rule.name, best.rule.confidence)
    if basis is None and _from_signing(body.text, best.match):
        basis = "signature"
    elif basis is None:
        begins = _beginning(body, kind, best.match, end or "", places)
        if begins:
            trace.note("period", BEGINS.name, begins[0].span(), begins[1])
            start, basis = begins[1], "stated"
            evidence = [*body.evidence(*begins[0].span(), BEGINS.name, BEGINS.confidence), *evidence]
    return Period(start=start, end=end, start_basis=basis), evidence


def _candidates(
    body: Body, kind: Kind, title: tuple[int, int] | None, places: list[tuple[int, int]], trace: Trace
) -> Iterator[_Found]:
    for rank, rule in enumerate(SAID):
        if rule.name in ("period-end-moved", "period-addendum-runs-on") and kind != "addendum":
            continue
        for match, value in _find_near_years(rule, body):
            in_title = title is not None and title[0] <= match.start() < title[1]
            said = 0 if in_title and _BARE_YEARS.fullmatch(match.group()) else _says_so(body.text, match, places)
            if said and kind == "addendum":
                said = _sets(body.text, match, said, places)
                value = (None, value[1], None) if _MOVED.search(body.text[: match.start()][-60:]) else value
            trace.note(
                "period", rule.name, match.span(), value, "candidate" if said else "not about the agreement's run"
            )
            if said:
                latest = -int((value[1] or "0")[:4]) if kind == "addendum" else 0
                open_start = value[0] is None and value[2] is None
                yield _Found((open_start, -said, latest, rank, match.start()), rule, match, value)


def _sets(text: str, match: re.Match[str], said: int, places: list[tuple[int, int]]) -> int:
    """How surely an addendum sets this period: 0 where it tells what was agreed before."""
    start, end = sentence_at(text, match.start())
    before = text[max(0, start - 90) : match.start()]
    own = text[start : match.start()]
    named = _NAMES_AGREEMENT.search(own) if _BARE_YEARS.fullmatch(match.group()) else None
    if named and not _RUNS.search(named.group()):
        return 0
    if _FINDS.search(text, start, end):
        return 0
    if _SETS.search(own) or _SETS.search(match.group()):
        return said + 2
    return said + 1 if _REWORDED.search(before) else int(any(first <= match.start() < last for first, last in places))


def _beginning(
    body: Body, kind: Kind, match: re.Match[str], end: str, places: list[tuple[int, int]]
) -> tuple[re.Match[str], str] | None:
    """The first day, said near the last one: in the same section about the run, or a few lines away."""
    low, high = max(0, match.start() - 350), min(body.notes_start, match.end() + 350)
    for first, last in places:
        if first <= match.start() < last:
            # "Ikrafttræden: 1. maj 2020" may be what heads the section.
            headed = body.text.rfind("\n", 0, len(body.text[:first].rstrip())) + 1
            low, high = max(headed, low), min(last, high)
    for begins, value in BEGINS.find(body.text, low, high):
        day = value[0]
        sentence = slice(*sentence_at(body.text, begins.start()))
        own = kind != "addendum" or re.search(r"(?i)tillæg|allonge|ændring|forlængelse", body.text[sentence])
        if day < end and own and (_says_so(body.text, begins, places)):
            return begins, day
    return None


def _find_near_years(rule: Rule, body: Body) -> Iterator[tuple[re.Match[str], Value]]:
    """The rule's matches, looked for only around printed years: no period is without one."""
    for start, end in find_windows(_YEAR, body.text, 0, body.notes_start, before=110, after=90):
        yield from rule.find(body.text, start, end)


def _from_signing(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence, or the one beside it, has the agreement run from the day of signing."""
    start, end = sentence_at(text, match.start())
    return bool(_SIGNING.search(text, max(0, start - 160), min(len(text), end + 160)))


def _says_so(text: str, match: re.Match[str], places: list[tuple[int, int]]) -> int:
    """2 where the sentence says how long the agreement runs, 1 where only its section does, else 0."""
    start, end = sentence_at(text, match.start())
    sentence = text[start:end]
    dated = not _LASTING.match(match.group()) and _DATED.search(text, max(start, match.start() - 30), match.start())
    if dated:
        return 0
    if _OF_ANOTHER.search(text, max(start, match.start() - 100), match.start()):
        return 0
    day = match.start("start" if "start" in match.re.groupindex else "end")
    if _LABEL.match(text[text.rfind("\n", 0, day) + 1 : day]):
        return 2
    inside = any(first <= match.start() < last for first, last in places)
    if _EARLIER.search(text, start, match.start()) or _MONEY.search(sentence):
        return int(inside)
    made = match.start() < 1500 and _MADE.search(sentence)
    return 2 if _SUBJECT.search(sentence) else int(inside or bool(made))
