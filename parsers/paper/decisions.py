"""Dated political decisions that a paper rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Decision
from parsers.older.dates import DAY_DATE, read_date
from parsers.rules.rule import Rule, Trace
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body

_COUNCIL = (
    r"(?-i:(?:[A-ZÆØÅ][\w-]+ Kommunes )?"
    r"(?:(?!Kommunes|Godkend|Vedtag|Beslutning|Politisk|Tilslutning|Tiltræd)"
    r"[A-ZÆØÅ][\w-]+s?[ \n](?:og [A-ZÆØÅ][\w-]+s? )?)?"
    r"(?:Økonomiudvalg|Byråd|Kommunalbestyrelse|Borgerrepræsentation|Magistrat|Regionsråd"
    r"|[A-ZÆØÅ][\w-]*(?:- og [A-ZÆØÅ][\w-]*)?udvalg)(?:et|en)?(?=s?\b)"
    r"|Udvalget for [A-ZÆØÅ][\w-]+(?: og [A-ZÆØÅ][\w-]+)?|[Bb]yrådet|[Kk]ommunalbestyrelsen|[Øø]konomiudvalget"
    r"|[Bb]orgerrepræsentationen)"
)


def _read(match: re.Match[str]) -> tuple[str, str] | None:
    date = read_date(match["date"])
    body = re.sub(r"^(?:I|Af|Da|Den|Når|At|Og|Fra|Efter|På|Med) ", "", " ".join(match["body"].split()))
    return (body[0].upper() + body[1:], date) if date else None


RULES = (
    Rule(
        "decision-body-then-date",
        "decisions",
        compile_danish(
            rf"\b(?P<body>{_COUNCIL})s?(?:(?!{_COUNCIL})(?:[^.;:]|:(?=[ ]?\d)|\bd\."
            rf"|\bkl\.)){{0,90}}?(?<![\d.])(?P<date>{DAY_DATE})"
        ),
        _read,
        examples=(
            ("(Økonomiudvalget 10. marts 2021)", ("Økonomiudvalget", "2021-03-10")),
            ("godkendt af Byrådet den 12/1 2022", ("Byrådet", "2022-01-12")),
            ("i Kommunalbestyrelsen d. 20/12-2023", ("Kommunalbestyrelsen", "2023-12-20")),
            ("Kommunalbestyrelsen vedtog planen den 3. maj 2012", ("Kommunalbestyrelsen", "2012-05-03")),
            ("på Økonomiudvalgets møde den 8. april 2019", ("Økonomiudvalget", "2019-04-08")),
            ("Nordby Byråd tiltrådte den 5. juni 2018", ("Nordby Byråd", "2018-06-05")),
            ("Tilslutning\nByrådet sagde ja den 7. maj 2019", ("Byrådet", "2019-05-07")),
            ("af Udvalget for Byudvikling den 5. januar 2022", ("Udvalget for Byudvikling", "2022-01-05")),
        ),
        rejects=("Økonomiudvalget får en status i 2022", "den 3. maj 2012"),
        confidence=0.92,
    ),
    Rule(
        "decision-date-then-body",
        "decisions",
        compile_danish(
            rf"\b(?:den |d\. )?(?<![\d.])(?P<date>{DAY_DATE}),? (?:\w+ ){{0,3}}?"
            rf"(?:besluttede|vedtog|godkendte|tiltrådte|behandlede|blev|er|vedtaget|godkendt|af|i"
            rf"|bevilgede)(?: \w+){{0,4}}? (?P<body>{_COUNCIL})"
        ),
        _read,
        examples=(("Den 2. februar 2016 besluttede Kommunalbestyrelsen", ("Kommunalbestyrelsen", "2016-02-02")),),
        rejects=("Den 2. februar 2016 stemte beboerne",),
        confidence=0.88,
    ),
)


# Two bodies and two days, in the same order: "af Økonomiudvalget og Byrådet henholdsvis den … og den …".
_TWO = compile_danish(
    rf"(?P<one>{_COUNCIL})s?,? (?:og|samt) (?:i |af )?(?P<two>{_COUNCIL})s?\b[^.;:]{{0,60}}?"
    rf"(?<![\d.])(?P<first>{DAY_DATE}),? (?:og|samt|henholdsvis)(?: henholdsvis)?(?: den| d\.)? (?P<second>{DAY_DATE})"
)


def _pairs(text: str) -> Iterator[tuple[tuple[int, int], tuple[str, str], tuple[int, int]]]:
    """Each day, body and place of two decisions told together."""
    for match in _TWO.finditer(text):
        for name, day in (("one", "first"), ("two", "second")):
            date = read_date(match[day])
            body = " ".join(match[name].split())
            if date:
                yield match.span(day), (body[0].upper() + body[1:], date), match.span()


def read_decisions(body: Body, trace: Trace) -> list[Decision]:
    """One row for each body and day."""
    found: dict[tuple[str, str], Decision] = {}
    taken: list[tuple[int, int]] = []
    for day, value, span in _pairs(body.text):
        taken.append(day)
        trace.note("decisions", "decisions-in-pairs", span, value)
        evidence = body.evidence(*span, "decisions-in-pairs", 0.85)
        found.setdefault(value, Decision(body=value[0], date=value[1], evidence=evidence))
    for rule in RULES:
        for match, value in rule.find(body.text):
            span = match.span("date")
            if span in taken:
                trace.note("decisions", rule.name, match.span(), value, "the day belongs to another body")
                continue
            taken.append(span)
            trace.note("decisions", rule.name, match.span(), value)
            evidence = body.evidence(*match.span(), rule.name, rule.confidence)
            found.setdefault(value, Decision(body=value[0], date=value[1], evidence=evidence))
    return sorted(found.values(), key=lambda row: (row.evidence[0].page, row.evidence[0].start))
