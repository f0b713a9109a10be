"""Figures about safety in running text: which share, of whom, where, when. One figure, one observation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers.figures.area_of_figure import OWN, Gazetteer, Place, find_places, read_bracketed
from parsers.figures.later_years import year_told_behind
from parsers.older.numbers import PERCENTAGES, Number
from parsers.older.offences_and_feelings import SAFE, UNSAFE, read_feeling, read_time
from parsers.rules.patterns import Pattern
from parsers.rules.rule import Rule, Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.sentences import Span, find_prose, outside, share_out

_SURVEY_YEAR = compile_danish(
    r"\b\w*(?:undersøgelse|m[åa]ling|indeks|panel|analyse|survey|barometer|profil)\w*"
    r"(?:,? (?:fra|for|i|om|af|om tryghed))?\s?[(/]?\s?(?P<year>20\d\d)\b"
)
_YEAR_AFTER = re.compile(r"\s*[,(]?\s*(?:i|år)?\s*\(?(?P<year>20\d\d)\)?(?![-–/]\d)")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:[Ii]|[Åå]r|[Uu]dgangspunkt\w*|[Bb]aseline|[Mm]ål|[Mm]åltal)\s+\(?|\(\s*(?=20\d\d\s*:))(?P<year>20\d\d)\b"
)
_YEAR_BEHIND = compile_danish(
    r"(?<!\bend\s)(?<!\bsom\s)\b(?:i|fra|for) (?:år )?(?P<year>20\d\d)\b(?!\s?[-–/]\s?\d| til 20)"
)
_CLOSING = re.compile(r"\((?:[^()\d]{0,30}\s)?(?P<year>20\d\d)\)\W*$")
_UNTIL = compile_danish(r"\btil (?:og med )?(?P<year>20\d\d)\b")
_COMPARES = compile_danish(
    r"\btil sammenligning\b|\bsammenlignet\b|\bhøjere end\b|\blavere end\b|\bend i\b"
    r"|\bgennemsnittet\b|\bmod\b|\btilsvarende\b"
    r"|\bhalter\b|\bsom i\b|\bdobbelt så\b|\bresten af\b|\bligeledes\b|\bsamme (?:tal|andel)\b"
)
_SUBJECT_AFTER = compile_danish(
    r"^\s*,?\s*(?:af|blandt|er|føler|svarer|oplever|angiver|der|som|siger|beboere|borgere)\b"
)
_GOES_ON = compile_danish(
    r"^(?:om|i) (?:aften|nat|dag|mørke)[\w -]{0,40}? (?:er|var|gælder|føler|lå|ligger)\b"
    r"|^(?:for|i) (?:hele )?[A-ZÆØÅ][\w-]+[\w ]{0,30}? (?:er|var|lå|ligger) (?:det|tallet|tallene|andelen|andelene)\b"
    r"|^(?:om|i) (?:aften|nat|dag|mørke)[\w -]{0,40}? \d+(?:,\d+)?\s?(?:pct\.|procent|%) (?:\w+ ){0,3}?det samme\b"
)
_AIM = compile_danish(
    r"\bmål(?:et|tallet) (?:er|var) (?:på |mindst |at nå )?$"
    r"|\b(?:mål|måltal|målet)(?: (?:for|i))? \(?20\d\d\)?\s?(?:er|på|:|=)"
)
_SHARED_UNIT = re.compile(r"(?<![\d.,])\d{1,3}(?=\s+(?:og|mod)\s+\d{1,3}\s*(?:%|pct|procent)(?![.\s-]{0,2}point))")
_REFERS = compile_danish(
    r"\b(?:var|er|lå|ligger|udgør|udgjorde) (?:den|det|tallet|tallene|andelen|niveauet)\b|\bmål 20\d\d:"
)
# "to ud af tre (67 %)": the same share once more, in figures.
_IN_FIGURES = re.compile(r"[^().,;\d]{0,40}\(\s*(?:ca\.\s*|svarende til\s*)?\d{1,3}(?:,\d+)?\s*(?:%|pct|procent)")
_CHANGE = compile_danish(r"\b(?:med|på) (?:\w+ ){0,2}?$")
_MOVES = compile_danish(r"\b(?:fald|faldet|faldt|steg|steget|stigning|øget|reduceret|forbedret|vokset)\b")
_OTHER_TOPIC = compile_danish(
    r"\baktivitet\w*|\bsvarprocent\w*|\bbeskæftigelse\w*|\bledig\w*|\buddannelse\w*|\bskolefravær\w*|\bindkomst\w*"
    r"|\budsættelse\w*|\bstatistisk usikkerhed|\bbeboerdemokrati\w*|\w*tilfreds\w*|\b(?:under|over) \d+ år\b"
    r"|\betnisk\w*|\benlig\w*|\bindvandre\w*|\bkender\b|\bkendskab\w*"
)
_NEW_TOPIC = compile_danish(r"\b(?:flere|færre|andel\w*|føler|undersøgelse\w*|m[åa]ling\w*|viser|fremgår)\b")
_BASE = compile_danish(r"\b(?:baseline|udgangspunkt(?:et)?|nulpunkt(?:småling(?:en)?)?)\b")
_SHARE_WORD = re.compile(r"\bandel|\btal(?:let|lene)\b|\bprocent", re.IGNORECASE)
# Looked for first: most sentences hold no share, and number words are dear to search for.
_MAY_HOLD = Pattern(
    r"%|pct|procent|halvdelen|fjerdedel|\bhver\s+(?:anden|fjerde|femte|tiende)|\baf\s+(?:de\s+)?(?:ti"
    r"|fem|fire|tre|tyve|hundrede|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A share read from a sentence: `figure` is where it stands, `sentence` what surrounds it."""

    indicator: str
    area: str
    time_of_day: str
    year: int | None
    value: Number
    role: str
    figure: Span
    sentence: Span
    rule: Rule
    year_span: Span | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the sentence before was about; a comparison goes on from it."""

    indicator: str | None = None
    area: str = OWN
    times: tuple[str, ...] = ("all",)
    year: int | None = None
    year_span: Span | None = None
    at: int = -1


def find_shares(body: Body, sections: Sections, taken: list[Span], gazetteer: Gazetteer, trace: Trace) -> list[Finding]:
    """All shares of people who feel safe or unsafe, outside the stretches `taken` by tables and goals."""
    text = body.text
    context = _Context()
    found: list[Finding] = []
    for whole in find_prose(text, sections, body.notes_start):
        sentence = outside(text, whole, taken)
        if sentence is None:
            context = _of_goal(text, whole) or context
            continue
        read = list(_sentence(text, sentence, context, gazetteer, trace))
        read = _dated_behind(text, read)
        context = _next_context(text, sentence, context, read)
        found += read
    return found


def _dated_behind(text: str, read: list[Finding]) -> list[Finding]:
    """Figures without a year in their sentence with the one that a sentence behind tells for them."""
    told = year_told_behind(text, read[-1].sentence[1]) if any(one.year is None for one in read) else None
    if told is None:
        return read
    return [one if one.year else replace(one, year=told[0], year_span=told[1]) for one in read]


def _of_goal(text: str, sentence: Span) -> _Context | None:
    """What a goal is about: the sentence behind it may compare its level with others."""
    words = text[slice(*sentence)]
    feeling = read_feeling(words)
    if feeling is None or len(words) > 500:
        return None
    survey = _SURVEY_YEAR.search(text, *sentence)
    year, span = (int(survey["year"]), survey.span("year")) if survey else (None, None)
    return _Context(feeling, OWN, (read_time(words) or "all",), year, span, sentence[1])


def _figures(text: str, sentence: Span) -> list[tuple[Span, Number, Rule]]:
    if not _MAY_HOLD.search(text, *sentence):
        return []
    found = [((m.start(), m.end()), value, rule) for rule in PERCENTAGES for m, value in rule.find(text, *sentence)]
    found += [
        ((m.start(), m.end()), int(m.group()), PERCENTAGES[0])
        for m in _SHARED_UNIT.finditer(text, *sentence)
        if int(m.group()) <= 100
    ]
    worded = {rule.name for rule in PERCENTAGES[1:]}
    found = [f for f in found if f[2].name not in worded or not _IN_FIGURES.match(text, f[0][1], sentence[1])]
    kept: list[tuple[Span, Number, Rule]] = []
    for figure in sorted(found, key=lambda f: (f[0][0], -f[0][1])):
        if not kept or figure[0][0] >= kept[-1][0][1]:
            kept.append(figure)
    return kept


def _sentence(text: str, sentence: Span, context: _Context, gazetteer: Gazetteer, trace: Trace) -> Iterator[Finding]:
    figures = _figures(text, sentence)
    words = text[slice(*sentence)]
    if not figures:
        return
    feeling = read_feeling(words)
    goes_on = (
        context.indicator is not None
        and sentence[0] - context.at < 120
        and bool(_REFERS.search(words) or _COMPARES.search(words) or _SHARE_WORD.search(words) or _GOES_ON.match(words))
    )
    if (feeling is None and not goes_on) or (_OTHER_TOPIC.search(words) and feeling is None):
        return
    compares = bool(_COMPARES.search(words)) or (feeling is None and goes_on)
    spans = share_out(
        text,
        sentence,
        [span for span, _, _ in figures],
        weak=(
            r"\bog\b|,|\((?=\s*20\d\d)"
            r"|\btil\b|\bmod\b"
        ),
    )
    surveys = list(_SURVEY_YEAR.finditer(text, *sentence))
    timed = read_time(words) is not None
    last: Finding | None = None
    for place, ((span, value, rule), own) in enumerate(zip(figures, spans, strict=True)):
        reason = _refusal(text, span, own, value)
        trace.note("measures", rule.name, span, value, reason or "kept")
        if reason:
            continue
        survey = next((s for s in surveys if own[0] <= s.start() < own[1]), None)
        survey = survey or next((s for s in reversed(surveys) if s.start() < span[0]), None)
        survey = survey or next((s for s in surveys if s.start() > figures[-1][0][0]), None)
        alike = compares and not timed and len(context.times) == len(figures)
        usual = context.times[place] if alike else context.times[0] if compares else "all"
        last = _read(text, sentence, span, own, value, rule, context, last, survey, usual, alike, gazetteer)
        yield last


def _refusal(text: str, span: Span, own: Span, value: Number) -> str | None:
    before = text[own[0] : span[0]]
    if value > 100:
        return "no share"
    if _CHANGE.search(before[-25:]) and before.rstrip().endswith("med") and _MOVES.search(text, own[0] - 60, own[1]):
        return "a change, no level"
    if _OTHER_TOPIC.search(text, *own) and not (UNSAFE.search(text, *own) or SAFE.search(text, *own)):
        return "about something else"
    return None


def _read(
    text: str,
    sentence: Span,
    span: Span,
    own: Span,
    value: Number,
    rule: Rule,
    context: _Context,
    last: Finding | None,
    survey: re.Match[str] | None,
    usual: str,
    alike: bool,
    gazetteer: Gazetteer,
) -> Finding:
    head, tail = text[own[0] : span[0]], text[span[1] : own[1]]
    forward = bool(_SUBJECT_AFTER.match(tail))
    year, year_span = _year(text, span, own, survey, last, context, sentence[1])
    first, second = (tail, head) if forward else (head, tail)
    indicator = read_feeling(first) or read_feeling(second) or (last.indicator if last else None)
    indicator = indicator or read_feeling(text[sentence[0] : span[0]]) or read_feeling(text[slice(*sentence)])
    time = read_time(text[own[0] : own[1]])
    if time is None:
        time = last.time_of_day if last and not alike else usual
    area = _area(head, tail, forward, gazetteer) or (last.area if last else None)
    role = "baseline" if _BASE.search(text, *own) else "target" if _AIM.search(text, own[0], span[0]) else "observation"
    return Finding(
        indicator or context.indicator or "feels_safe",
        area or context.area,
        time,
        year,
        value,
        role,
        span,
        sentence,
        rule,
        year_span,
    )


def _area(head: str, tail: str, forward: bool, gazetteer: Gazetteer) -> str | None:
    bracketed = read_bracketed(head, gazetteer)
    if bracketed:
        return bracketed
    before, after = find_places(head, gazetteer), find_places(_near(tail), gazetteer)
    ahead, behind = (_named(after, False), _named(before, True))
    return (ahead or behind) if forward else (behind or ahead)


def _named(places: list[Place], last: bool) -> str | None:
    return (places[-1] if last else places[0]).name if places else None


def _near(tail: str) -> str:
    """What follows a figure as far as its own clause goes."""
    stop = re.search(r",\s*(?:hvilket|hvor(?!\s+\w*partnerskab)|mens|og|men)\b|;", tail)
    return tail[: stop.start()] if stop else tail


def _year(
    text: str,
    span: Span,
    own: Span,
    survey: re.Match[str] | None,
    last: Finding | None,
    context: _Context,
    sentence_end: int,
) -> tuple[int | None, Span | None]:
    after = _YEAR_AFTER.match(text, span[1], own[1])
    if after and (after.group().strip()[0] in "(iå" or survey is None):
        return int(after["year"]), after.span("year")
    named = {survey.start("year")} if survey else set()
    before = [m for m in _YEAR_BEFORE.finditer(text, own[0], span[0]) if m.start("year") not in named]
    if before:
        return int(before[-1]["year"]), before[-1].span("year")
    if survey and (last is None or last.year is None or survey.start() > last.figure[0]):
        return int(survey["year"]), survey.span("year")
    behind = list(_YEAR_BEHIND.finditer(_near(text[span[1] : own[1]])))
    if behind:
        at = behind[0].span("year")
        return int(behind[0]["year"]), (span[1] + at[0], span[1] + at[1])
    if last:
        return last.year, last.year_span
    closing = _CLOSING.search(text, own[0], sentence_end)
    if closing:
        return int(closing["year"]), closing.span("year")
    until = list(_UNTIL.finditer(text, own[0], span[0]))
    if until:
        return int(until[-1]["year"]), until[-1].span("year")
    return context.year, context.year_span


def _next_context(text: str, sentence: Span, context: _Context, read: list[Finding]) -> _Context:
    words = text[slice(*sentence)]
    survey = _SURVEY_YEAR.search(text, *sentence)
    feeling = None if read else read_feeling(words)
    if feeling and _NEW_TOPIC.search(words):
        context = _Context(
            feeling, context.area, (read_time(words) or "all",), context.year, context.year_span, sentence[1]
        )
    if survey and not read:
        context = replace(context, year=int(survey["year"]), year_span=survey.span("year"))
    if not read:
        return context
    first = read[0]
    if _COMPARES.search(words) and context.indicator is not None:
        return replace(context, at=sentence[1])
    if _GOES_ON.match(words) and context.indicator is not None and read_feeling(words) is None:
        same = first.area == context.area
        times = tuple(f.time_of_day for f in read)
        return replace(context, at=sentence[1], times=(*context.times, *times) if same else context.times)
    return _Context(
        first.indicator, first.area, tuple(f.time_of_day for f in read), first.year, first.year_span, sentence[1]
    )
