"""Counts of reported crime in running text: how many, of what, in which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from models.records import Measure
from parsers.body import Body
from parsers.confidence import weigh
from parsers.numbers import Number, read_digits, tidy
from parsers.places import OWN, Gazetteer, find_places
from parsers.rules import Rule, Trace, compile_danish
from parsers.sections import Sections
from parsers.sentences import Span, find_prose
from parsers.terms import PER_1000, find_offences

_N = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_PER = r"(?:pr\b\.?|per\b\.?) 1[.\s]?000 (?:indbygger\w*|borger\w*)"


def _read(match: re.Match[str]) -> Number | None:
    value = read_digits(match["number"])
    return None if value is None or (value in range(1990, 2100) and "." not in match["number"]) else tidy(value)


RULES: tuple[Rule, ...] = (
    Rule(
        "count-from",
        "measures",
        compile_danish(
            rf"\bfra (?P<number>{_N})(?! ?(?:%|pct|procent))(?: anmeldelser"
            rf"| sager)? \(?(?:i )?(?P<year>20\d\d)".replace("(?! ?", r"(?!\s?")
        ),
        _read,
        examples=(("faldt fra 120 i 2019 til 96 i 2021", 120),),
        rejects=("fra 2019 til 2021", "fra 12 % i 2019"),
        confidence=0.85,
    ),
    Rule(
        "count-to",
        "measures",
        compile_danish(
            rf"\btil (?P<number>{_N})(?! ?(?:%|pct|procent))(?: anmeldelser"
            rf"| sager)? \(?(?:i )?(?P<year>20\d\d)".replace("(?! ?", r"(?!\s?")
        ),
        _read,
        examples=(("faldt fra 120 i 2019 til 96 i 2021", 96),),
        rejects=("frem til 2021", "til 31. december 2024"),
        confidence=0.85,
    ),
    Rule(
        "count-reported",
        "measures",
        compile_danish(
            rf"(?<![\d.,])(?P<number>{_N}) (?:anmeldte|anmeldelser|tilfælde af"
            rf"|sager om)(?P<per>(?: \w+){{0,4}} {_PER})?"
        ),
        _read,
        examples=(("Der var 45 anmeldte indbrud", 45), ("31,5 anmeldelser pr. 1.000 indbyggere", 31.5)),
        rejects=("i 2019 anmeldte borgerne",),
        confidence=0.85,
    ),
    Rule(
        "count-was-reported",
        "measures",
        compile_danish(rf"\b(?:anmeldt|registreret|anmeldte politiet) (?:i alt )?(?P<number>{_N})(?! ?%)(?= [a-zæøå])"),
        _read,
        examples=(("blev der anmeldt 45 indbrud", 45),),
        rejects=("blev anmeldt 2019 gange",),
        confidence=0.85,
    ),
    Rule(
        "count-before-offence",
        "measures",
        compile_danish(
            rf"(?<![\d.,])(?P<number>{_N}) (?:anmeldte |anmeldelser (?:af|om|for) "
            rf"|tilfælde af |sager om )?(?=[a-zæøå])"
        ),
        _read,
        examples=(("anmeldt 31 tilfælde af hærværk", 31), ("12 indbrud", 12)),
        rejects=("12 %", "i 2019 anmeldte"),
        confidence=0.8,
    ),
    Rule(
        "count-was",
        "measures",
        compile_danish(
            rf"\bantal(?:let)?\b(?:[^.]|\.(?=\s?[\da-zæøå])){{5,130}}?\b(?:var|er|lå på|udgjorde"
            rf"|ligger på) (?P<number>{_N})(?![\d%]|\s*(?:%|pct|procent))"
        ),
        _read,
        examples=(("Antallet af anmeldte indbrud var 61 i 2018", 61),),
        rejects=("Antallet af anmeldte indbrud er faldet",),
        confidence=0.8,
    ),
)
_BEFORE_OFFENCE = RULES[-2]
_IN_YEAR = compile_danish(r"\b(?:i|for) (?:år )?(?P<year>20\d\d)\b")
_CLAUSE = compile_danish(r",? (?:mens|men|hvorimod|ligesom)\b|;|, og\b")
_BASE = compile_danish(r"\b(?:baseline|udgangspunkt\w*)\b")
_REPORTED = compile_danish(r"\banmeld\w+|\bregistrere\w+")


def find_counts(
    body: Body, sections: Sections, taken: list[Span], gazetteer: Gazetteer, trace: Trace
) -> Iterator[Measure]:
    """Counts in sentences that speak of reports to the police and name exactly one offence."""
    text = body.text
    for sentence in find_prose(text, sections, body.notes_start):
        if any(low < sentence[1] and sentence[0] < high for low, high in taken):
            continue
        if not _REPORTED.search(text, *sentence):
            continue
        direct = list(_direct(body, sentence, gazetteer, trace))
        yield from direct
        for clause in [] if direct else _clauses(text, sentence):
            offences = list(dict.fromkeys(mention.code for mention in find_offences(text, *clause)))
            if len(offences) == 1:
                yield from _clause(body, sentence, clause, offences[0], gazetteer, trace)


def _direct(body: Body, sentence: Span, gazetteer: Gazetteer, trace: Trace) -> Iterator[Measure]:
    """Several counts in one sentence, each right before its offence: "12 indbrud og 31 tilfælde af hærværk"."""
    text = body.text
    found = [
        (match, value, mention)
        for match, value in _BEFORE_OFFENCE.find(text, *sentence)
        for mention in find_offences(text, match.end(), min(sentence[1], match.end() + 60))
        if mention.start == match.end()
    ]
    if len(found) < 2:
        return
    year = _IN_YEAR.search(text, *sentence)
    places = find_places(text[slice(*sentence)], gazetteer)
    for match, value, mention in found:
        span = (match.start("number"), mention.end)
        trace.note("measures", _BEFORE_OFFENCE.name, span, value)
        yield Measure(
            role="observation",
            indicator="reported_offences",
            offence=mention.code,  # type: ignore[arg-type]
            area=places[0].name if places else OWN,
            year=int(year["year"]) if year else None,
            value=value,
            unit="count",
            evidence=[
                *body.evidence(*span, _BEFORE_OFFENCE.name, weigh(body, _BEFORE_OFFENCE, *span)),
                *body.evidence(*sentence, "count-sentence", 0.8),
            ],
        )


def _clauses(text: str, sentence: Span) -> list[Span]:
    """A sentence cut where a new clause begins."""
    cuts = [sentence[0], *(m.start() for m in _CLAUSE.finditer(text, *sentence)), sentence[1]]
    return list(pairwise(cuts))


def _clause(
    body: Body, sentence: Span, clause: Span, offence: str, gazetteer: Gazetteer, trace: Trace
) -> Iterator[Measure]:
    text = body.text
    base = _BASE.search(text, *clause)
    seen: set[int] = set()
    for rule in RULES:
        if rule is _BEFORE_OFFENCE:
            continue
        for match, value in rule.find(text, *clause):
            if match.start("number") in seen:
                continue
            seen.add(match.start("number"))
            span = match.span("number")
            trace.note("measures", rule.name, span, value)
            groups = match.groupdict()
            near = _IN_YEAR.search(text, match.end(), clause[1]) or _IN_YEAR.search(text, *sentence)
            year = groups.get("year") or (near["year"] if near else None)
            per = bool(groups.get("per") or (rule.name == "count-was" and PER_1000.search(text, *clause)))
            places = find_places(text[slice(*sentence)], gazetteer)
            yield Measure(
                role="baseline" if base else "observation",
                indicator="reported_offences_per_1000" if per else "reported_offences",
                offence=offence,  # type: ignore[arg-type]
                area=places[0].name if places else OWN,
                year=int(year) if year else None,
                value=value,
                unit="per_1000_inhabitants" if per else "count",
                evidence=[
                    *body.evidence(*span, rule.name, weigh(body, rule, *span)),
                    *body.evidence(*sentence, "count-sentence", rule.confidence),
                ],
            )
