"""The parties that an addendum sets: those it says are its own, and those that join."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.older.organisations import find_mentions, flatten
from parsers.parties.enumerations import Found, are_names, read_after, read_enumeration
from parsers.parties.lists import read_parties_above
from parsers.parties.statements import ARE, BETWEEN, FIRST, FOLLOWING, MAKES_IT, PARTY, find_sentence_start
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body
from parsers.structure.sections import Sections

_PARTNER = r"(?:nye? |ligeværdige? |selvstændige? )?(?:part|parter|deltagere?|partnere?)"
_THE_AGREEMENT = r"(?:aftalen|partnerskab\w*|tryghedspartnerskab\w*|samarbejdet|kredsen)"

RULES = (
    Rule(
        "parties-join",
        "parties",
        compile_danish(
            r"(?:indtræder|optages|tilføjes|tiltræder|bliver|deltager|træder|kommer|går)(?P<who>[^.]{3,160}?)"
            rf"(?:(?: (?:ind|med)(?: i \w+)?)? som {_PARTNER}"
            rf"|(?<=bliver)(?P<then>[^.]{{3,160}}?) {_PARTNER} i)\b"
        ),
        lambda match: " ".join(match["who"].split()),
        examples=(("indtræder Boligselskabet Tangen som part i aftalen", "Boligselskabet Tangen"),),
        rejects=("bliver til en part af byen",),
        confidence=0.9,
    ),
    Rule(
        "parties-joining",
        "parties",
        compile_danish(
            r"(?:(?<=[.:\n])|^)\s*(?:(?:Også|Desuden|Herefter|Endvidere|Fremover) )?"
            r"(?P<who>(?-i:[A-ZÆØÅ\d])[^.\n:;]*(?:\n[^.\n:;]+)?) (?:indtræder|optages|tilføjes|tiltræder|bliver|kommer"
            r"|er(?= (?:fra|pr|herefter|fremover|nu)\b)|indgår|deltager|slutter sig|træder)"
            rf"(?:(?:[^.]|\d\.){{0,60}}? (?:som|nu) {_PARTNER}| {_PARTNER} i"
            rf"|[^.]{{0,40}}? (?:(?:med i|ind i|til|i)|{_PARTNER} i) {_THE_AGREEMENT})\b"
        ),
        lambda match: " ".join(match["who"].split()),
        examples=(
            ("Tangen/KAB indtræder som part i aftalen", "Tangen/KAB"),
            ("Tangen og SSP Nordby optages fra 2019 som nye parter", "Tangen og SSP Nordby"),
        ),
        rejects=("Aftalen bliver til i foråret", "Byrådet tiltræder tillægget i maj"),
        confidence=0.88,
    ),
    Rule(
        "parties-widened",
        "parties",
        compile_danish(
            r"\b(?:parter|part\w*kreds\w*|deltager\w*|partnerkreds\w*|samarbejdspartnere) (?:\w+ ){0,3}?(?:udvides"
            r"|suppleres|forøges|er udvidet|bliver udvidet) (?:\w+ ){0,3}?med(?P<who> [^.]{3,160})"
        ),
        lambda match: " ".join(match["who"].split()),
        examples=(("Kredsen af parter udvides med Domea", "Domea"),),
        rejects=("Aftalen udvides med to år",),
        confidence=0.88,
    ),
    Rule(
        "parties-new",
        "parties",
        compile_danish(
            r"\bnye? (?:part|parter|deltagere?|partnere?)[^.:;]{0,60}? (?:optages|indtræder|tilføjes|tiltræder"
            r"|er)(?: følgende)?:?(?=\s)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Som nye parter i aftalen optages: Nordby Kirke", "nye parter i aftalen optages:"),),
        rejects=("nye parter kan søge",),
        confidence=0.9,
    ),
)
_OWN_PARTIES = compile_danish(
    rf"\b{PARTY}(?:ne)? (?:(?:i|bag|til) (?:dette|nærværende|denne) (?:tillæg\w*|allonge\w*|aftale) er"
    r"|er (?:herefter|fremover|nu)|(?:i aftalen )?er herefter)(?: følgende)?:?(?=\s)"
    r"|\b(?:tillæg(?:get|saftalen)?|allongen|ændringsaftalen)(?: er)? (?:hermed )?(?:indgået|indgås|aftalt)"
    r" (?:mellem|af):?(?=\s)"
)
# A clause of the agreement given anew, and how it may name the parties.
_REWORDED = compile_danish(
    r"\b(?:affattes|affattet|ordlyd\w*|erstattes|formuleres|formuleret|ændres(?: således)?(?: til)?|lyder)\b"
    r"[^.:\n]{0,60}(?:\n[^.:\n]{1,60})?:\s*[\"”“»]?"
)
_HEADED = compile_danish(rf"\b(?:{PARTY}(?:ne)?|part\w*kreds\w*|deltagerkreds\w*)\b[^.\n]{{0,60}}$")
_NAMED = compile_danish(
    rf"\b{PARTY}(?:ne)?(?: (?:i|bag|til) [^.:\n]{{3,40}})?(?: er| står| omfatter)?(?: herefter| følgende)?:?(?=\s)"
)
_AGREE_TO_CHANGE = compile_danish(
    r" (?:er (?:hermed |herved )?(?:enige|blevet enige) om"
    r"|har (?:(?:sammen|i fællesskab|i dag|dags dato|den [\d./ a-zæøå-]{3,24}) )?(?:aftalt|besluttet|vedtaget"
    r"|indgået)|aftaler|vedtager|indgår)"
    r"(?: hermed| herved)? (?:at (?:ændre|forlænge|udvide|supplere|justere)"
    r"|(?:\w+ ){0,3}(?:ændring\w*|tillæg\w*|allonge\w*|forlængelse\w*|justering\w*|tilføjelse\w*))\b"
)
_JOIN, _JOINING, _WIDENED, _NEW = RULES


def read_restated(body: Body, sections: Sections) -> Iterator[Found]:
    """The parties of an addendum where it says itself who its own are."""
    match = next(_OWN_PARTIES.finditer(body.text), None)
    found = list(read_after(body, match.end(), sections, ARE.name)) if match else []
    found = found or _reworded(body, sections)
    found = found or list(read_parties_above(body)) or list(_between_first(body, sections))
    found = found or list(_agreeing(body, sections))
    if are_names(found):
        yield from found


def _reworded(body: Body, sections: Sections) -> list[Found]:
    """The parties that a clause given anew names: it says so itself, or what is given anew is the clause about them."""
    text = body.text
    for match in _REWORDED.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        near = text[match.end() : match.end() + 160]
        begins = [m.end() for rule in (ARE, FOLLOWING, BETWEEN) for m, _ in rule.find(near)]
        begins += [m.end() for m in (_NAMED.match(near), _NAMED.search(near)) if m]
        starts = [match.end() + at for at in sorted(set(begins), reverse=True)]
        headed = _HEADED.search(text[line : match.start()])
        for start in [*starts, *([match.end()] if headed else [])]:
            found = _first_few(read_after(body, start, sections, ARE.name), text, start)
            if are_names(found) and not find_mentions(flatten(text[match.end() : start])):
                return found
    return []


def _first_few(found: Iterator[Found], text: str, start: int) -> list[Found]:
    """What stands before the quotation ends."""
    stop = re.compile(r"[\"”«](?=[\s.,;]|$)").search(text, start + 5)
    return [one for one in found if stop is None or one.mention.start < stop.start()]


def _agreeing(body: Body, sections: Sections) -> Iterator[Found]:
    """The parties that open an addendum by agreeing to change what they agreed on before."""
    match = _AGREE_TO_CHANGE.search(body.text, 0, min(len(body.text), 3000))
    if match:
        start = find_sentence_start(body.text, match.start(), sections)
        yield from read_enumeration(body.text, start, match.start(), MAKES_IT.name)


def _between_first(body: Body, sections: Sections) -> Iterator[Found]:
    """The parties that stand between the title of an addendum and the words by which they make it."""
    for match, _ in FIRST.find(body.text, 0, min(len(body.text), 3000)):
        following = flatten(body.text)[match.end() : match.end() + 700]
        if re.search(r"(?i)\b(?:indgå\w*|aftalt)\b[^.;]{0,60}\b(?:tillæg|allonge|ændring|følgende)", following):
            yield from read_after(body, match.end(), sections, FIRST.name)
            return


def read_joining(body: Body, sections: Sections) -> Iterator[Found]:
    """Those that an addendum says come in, whether they stand before the verb or after it."""
    for match, _ in _NEW.find(body.text):
        yield from read_after(body, match.end(), sections, _NEW.name)
    for rule in (_JOIN, _JOINING, _WIDENED):
        for match, _ in rule.find(body.text):
            start, end = match.span("who")
            gone = re.compile(r"(?i)(?:udtræder|udgår|i stedet for|afløser)[^,]*,?").search(body.text, start, end)
            found = list(read_enumeration(body.text, gone.end() if gone else start, end, rule.name))
            if rule is not _JOINING or (found and found[0].mention.kind != "other"):
                yield from found
