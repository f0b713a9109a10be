"""Counts that differ: of focus areas in two places, or between an announced number and the list that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.records import Agreement, Evidence, Finding, FocusArea, Goal, Party
from parsers.findings.stated import state_finding
from parsers.older.numbers import NUMBER_WORDS, read_number
from parsers.older.offences_and_feelings import find_offences
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body
from parsers.structure.lists import Item, find_lists
from parsers.structure.paper import Paper
from parsers.structure.sections import Sections

_NOUNS = {
    "focus": r"indsatsområder(?:ne)?|fokusområder(?:ne)?|indsatsspor(?:ene)?|indsatstemaer(?:ne)?|temaer(?:ne)?",
    "goals": r"målsætninger(?:ne)?|resultatmål(?:ene)?|succeskriterier(?:ne)?|delmål(?:ene)?|mål(?:ene)?",
    "parties": r"parter(?:ne)?|aftaleparter(?:ne)?",
    "offences": r"gerningstyper(?:ne)?|gerningskoder(?:ne)?|kriminalitetstyper(?:ne)?",
    "administrations": r"forvaltninger(?:ne)?",
}
_NUMBER = rf"(?P<number>{NUMBER_WORDS}|\d{{1,2}})"
_ADJECTIVES = (
    r"(?:(?:overordnede|udvalgte|følgende|konkrete|fælles|prioriterede|særlige|store|centrale|forskellige) ){0,2}"
)


def _count(match: re.Match[str]) -> int | None:
    value = read_number(match["number"])
    return int(value) if value is not None and value == int(value) and 1 < value < 30 else None


RULES: tuple[Rule, ...] = tuple(
    Rule(
        f"count-of-{subject}",
        "findings",
        compile_danish(
            rf"(?<!\d)(?<!\d\.)(?P<all>\b(?:de|alle|disse|aftalens|\w+ets|\w+ens"
            rf"|\w+ernes) )?\b{_NUMBER} {_ADJECTIVES}(?P<noun>{nouns})\b"
        ),
        _count,
        examples=((f"aftalens fire {nouns.split('(')[0]}", 4), (f"de tre {nouns.split('(')[0]}", 3)),
        rejects=(f"flere {nouns.split('(')[0]}",),
    )
    for subject, nouns in _NOUNS.items()
)


_NOUN_WORDS = {subject: compile_danish(rf"\b(?:{nouns})\b") for subject, nouns in _NOUNS.items()}


_BRACKETS = re.compile(r"\s*\((?P<items>[^()]{5,200})\)")
# A list that goes on in the sentence, up to its full stop.
_RUN_ON = re.compile(r"\s*:\s+(?P<items>[^.:;]{8,300})\.(?=\s|$)")
_OFFENCES_ARE = re.compile(r"(?:,[^.:\n]{3,40},)?\s+er\s+(?P<items>[^.:;]{8,200})\.(?=\s|$)")
_OURS = compile_danish(r"^(?:de|alle|disse|(?:aftale|partnerskab|samarbejd|part)\w*) ?$".replace(" ?$", r"\s?$"))
# "Aftalen har tre mål": what is counted is all of it.
_HAS = compile_danish(
    r"\b(?:(?:partnerskabs)?aftalen|partnerskabet|samarbejdet|vi|parterne|indsatsen"
    r"|aftalen i (?:kort form|korte træk|overblik))\b"
    r"(?: (?:har|omfatter|indeholder|rummer|arbejder med|bygger på|opstiller|sætter|består af|samles om|er enige om)|:)"
    r"(?: (?:\w+ ){0,4}(?:og|samt))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things said at `start`; `definite`: all of them are meant; `announces`: a list follows."""

    number: int
    start: int
    end: int
    definite: bool
    announces: bool


def find_count_mismatches(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Differences between counts of the same things, and between counts and lists."""
    body, sections = paper.body, paper.sections
    for rule in RULES:
        subject = rule.name.removeprefix("count-of-")
        counts = _find(body, rule, _NOUN_WORDS[subject])
        if subject == "focus":
            yield from _differing(body, counts)
            yield from _against_rows(agreement, body, counts)
        elif subject == "administrations":
            yield from _against_administrations(agreement, body, counts)
        yield from _in_brackets(body, counts, subject)
        yield from _against_group(agreement, body, counts, subject)
        yield from _against_lists(body, sections, counts, subject)


def _find(body: Body, rule: Rule, nouns: re.Pattern[str]) -> list[Count]:
    """The counts before a noun: the noun is looked for first, because number words are dear to search for."""
    found: dict[int, Count] = {}
    for noun in nouns.finditer(body.text, 0, body.notes_start):
        low = max(0, noun.start() - 80)
        low = body.text.find(" ", low) if low else 0
        for match, value in rule.find(body.text, max(0, low), noun.end()):
            if match.end() == noun.end() and not (match["all"] and not _OURS.match(match["all"])):
                found.setdefault(match.start("number"), _read(body, match, value))
    return list(found.values())


def _read(body: Body, match: re.Match[str], value: int) -> Count:
    after = body.text[match.end() : match.end() + 40]
    announces = bool(re.match(r"[^.\n]{0,25}:\s", after + " "))
    whole = bool(match["all"]) or announces or bool(_HAS.search(body.text[max(0, match.start() - 90) : match.start()]))
    return Count(value, match.start("number"), match.end("noun"), whole, announces)


def _differing(body: Body, counts: list[Count]) -> Iterator[Finding]:
    meant = [count for count in counts if count.definite]
    if len({count.number for count in meant}) > 1:
        first = meant[0]
        other = next(count for count in meant if count.number != first.number)
        details = {"said": _said(body, first), "later": _said(body, other)}
        yield _finding(details, [*_quote(body, first), *_quote(body, other)])


def _against_rows(agreement: Agreement, body: Body, counts: list[Count]) -> Iterator[Finding]:
    rows = agreement.focus_areas
    announced = next((count for count in counts if count.announces), None)
    if announced and rows and len(rows) > announced.number:
        details = {"said": _said(body, announced), "listed": len(rows)}
        yield _finding(details, [*_quote(body, announced), *(row.evidence[0] for row in rows)])


def _against_administrations(agreement: Agreement, body: Body, counts: list[Count]) -> Iterator[Finding]:
    rows = [party for party in agreement.parties if party.kind == "administration"]
    if counts and rows and len(rows) != counts[0].number:
        details = {"said": _said(body, counts[0]), "listed": len(rows)}
        yield _finding(details, [*_quote(body, counts[0]), *(row.evidence[0] for row in rows)])


def _against_group(agreement: Agreement, body: Body, counts: list[Count], subject: str) -> Iterator[Finding]:
    """A count of all goals, focus areas or parties against the one list that holds all that were read of them."""
    rows: list[Goal] | list[FocusArea] | list[Party] = []
    if subject == "goals":
        rows = agreement.goals
    elif subject == "focus":
        rows = agreement.focus_areas
    elif subject == "parties":
        rows = [party for party in agreement.parties if party.kind != "administration"]
    places = [at for row in rows for q in row.evidence[:1] if (at := body.find_offset(q.page, q.start)) is not None]
    meant = [count for count in counts if count.definite and not count.announces and _is_bare(body, count)]
    if len(places) < 2 or not meant or len({count.number for count in counts if count.definite}) > 1:
        return
    for group in find_lists(body.text[: body.notes_start]):
        top = group.top()
        held = all(top[0].marker_start <= at < top[-1].end for at in places) if top else False
        if not held or not all(any(item.marker_start <= at < item.end for at in places) for item in top):
            continue
        whole = len(top) == len(places) or subject == "goals"
        numbered = all(item.number for item in top)
        if whole and (numbered or subject != "goals") and meant[0].number not in (len(top), len(rows)):
            details = {"said": _said(body, meant[0]), "listed": len(top)}
            quotes = [q for item in top for q in body.evidence(item.marker_start, item.end, "count-mismatch", 0.7)]
            yield _finding(details, [*_quote(body, meant[0]), *quotes])
        return


def _is_bare(body: Body, count: Count) -> bool:
    """Whether nothing stands between the number and what it counts: "tre overordnede mål" are not all the goals."""
    words = body.text[count.start : count.end].split()
    return len(words) == 2 and not words[1].casefold().startswith(("delmål", "succes"))


def _in_brackets(body: Body, counts: list[Count], subject: str) -> Iterator[Finding]:
    """ "tre gerningstyper (indbrud, tyveri og vold)", "tre parter: A, B og C": what is named there is counted."""
    for count in counts:
        match = _BRACKETS.match(body.text, count.end, count.end + 260) or _RUN_ON.match(
            body.text, count.end, count.end + 360
        )
        if match is None and subject == "offences":
            match = _OFFENCES_ARE.match(body.text, count.end, count.end + 260)
            named = re.split(r",|\bog\b|\bsamt\b", match["items"]) if match else []
            match = match if all(next(find_offences(name), None) for name in named) else None
        items = _items(match["items"]) if match else None
        if match and items and count.number not in items:
            details = {"said": _said(body, count), "named": items[0]}
            yield _finding(details, body.evidence(count.start, match.end(), "count-mismatch", 0.8))


def _items(words: str) -> range | None:
    """How many things a running list can be: "a, b og c" is three, "a og b, c og d" two to four; None for no list."""
    if re.search(
        r"\d|\b(?:herunder|blandt andet|bl\.\s?a\.|m\.?m|mv|m\.v|f\.eks|fx|hvor|der|som|at|med|for)\b|[()/–]", words
    ):
        return None
    commas, ands = words.count(","), len(re.findall(r"\b(?:og|samt)\b", words))
    if not ands or (commas and not re.search(r"\b(?:og|samt)\b[^,]*$", words)):
        return None
    sure = ands == 1 and not re.search(r"\w-\s+og\b", words)
    return range(commas + (2 if sure else 1), commas + ands + 2)


def _against_lists(body: Body, sections: Sections, counts: list[Count], subject: str) -> Iterator[Finding]:
    """A count with a colon and the numbered list right behind it; a heading is no item of it."""
    if subject in ("administrations", "offences"):
        return
    heads = {section.start for section in sections}
    for count in (count for count in counts if count.announces):
        for group in find_lists(body.text, count.end, min(body.notes_start, count.end + 4000))[:1]:
            top = [item for item in group.top() if item.marker_start not in heads]
            near = group.start - count.end < 60 and _is_whole(body, top, subject)
            longer = subject == "focus" and len(top) > count.number and len(top[-1].text) < 120
            if near and len(top) > 1 and (len(top) < count.number or longer):
                details = {"said": _said(body, count), "listed": len(top)}
                quotes = [q for item in top for q in body.evidence(item.marker_start, item.end, "count-mismatch", 0.7)]
                yield _finding(details, [*_quote(body, count), *quotes])


def _is_whole(body: Body, top: list[Item], subject: str) -> bool:
    """Whether a list can be counted: it has numbers, or short bullets with a line each and an end set apart."""
    if all(item.number for item in top):
        return True
    lines = all("\n" not in body.text[item.start : item.end] and len(item.text) < 100 for item in top)
    after = body.text[top[-1].end : top[-1].end + 3]
    return (
        subject == "focus"
        and lines
        and not any(item.number for item in top)
        and bool(re.match(r"[ ]*(?:\n[ ]*\n|$)", after))
    )


def _said(body: Body, count: Count) -> str:
    return " ".join(body.text[count.start : count.end].split())


def _quote(body: Body, count: Count) -> list[Evidence]:
    return body.evidence(count.start, count.end, "count-mismatch", 0.85)


def _finding(details: Mapping[str, object], evidence: list[Evidence]) -> Finding:
    return state_finding("count-mismatch", "warning", details, evidence)
