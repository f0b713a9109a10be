"""Counts of reported crime in running text: how many, of what, in which year, where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.records import Measure
from parsers.figures.area_of_figure import OWN, Gazetteer, find_places
from parsers.older.numbers import Number, read_digits, tidy
from parsers.older.offences_and_feelings import PER_1000, find_offences
from parsers.rules.confidence import weigh
from parsers.rules.rule import Rule, Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.sentences import Span, find_prose, outside, share_out

_N = (
    r"(?<![\d.,/§-])(?P<number>(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)"
    r"(?![\d/]|[.,]\d|\.\s+[a-zæøå]|\s*(?:%|pct|procent|kr\b|mio))"
)


def _read(match: re.Match[str]) -> Number | None:
    value = read_digits(match["number"])
    year = value in range(1990, 2100) and "." not in match["number"]
    per = re.search(r"\b(?:pr|per)\b\.?\s*$", match.string[: match.start("number")][-6:], re.IGNORECASE)
    return None if value is None or year or per else tidy(value)


def _rule(
    name: str, pattern: str, examples: tuple[tuple[str, Number], ...], rejects: tuple[str, ...], confidence: float
) -> Rule:
    return Rule(name, "measures", compile_danish(pattern), _read, examples, rejects, confidence)


# Order is priority: what stands right behind a figure tells more than what stands before it.
RULES: tuple[Rule, ...] = (
    _rule(
        "count-reported",
        rf"{_N}(?= (?:\w+ )?(?:anmeldte|anmeldelser|tilfælde|sager|forhold)\b)",
        (("Der var 45 anmeldte indbrud", 45), ("31,5 anmeldelser pr. 1.000 indbyggere", 31.5)),
        ("i 2019 anmeldte borgerne", "12 % anmeldte"),
        0.85,
    ),
    _rule(
        "count-dated",
        rf"{_N}(?=,? \(?(?:i |fra )?(?:år )?20\d\d\b(?!-niveau))",
        (("faldt fra 120 i 2019", 120), ("til 96 (2021)", 96)),
        ("fra 2019 til 2021", "den 14. marts 2020", "45 % i 2019"),
        0.85,
    ),
    _rule(
        "count-behind-year",
        rf"\b20\d\d ?: ?{_N}".replace(" ?", r"\s?"),
        (("48 i 2020 (2019: 52)", 52),),
        ("kl. 20: 15", "2019: 52 %"),
        0.8,
    ),
    _rule(
        "count-was-reported",
        rf"\b(?:anmeldt|registreret|anmeldte politiet|indgivet|modtog(?: politiet)?) (?:i alt |kun |hele |ca\. )?{_N}"
        r"(?= [a-zæøå]|\s?[.,;])",
        (("blev der anmeldt 45 indbrud", 45),),
        ("blev anmeldt 2019 gange",),
        0.85,
    ),
    _rule(
        "count-was",
        rf"\b(?:var|er|lå|ligger|udgør|udgjorde|blev|til|fra|mod|niveau|niveauet|gennemsnit|gennemsnittet)"
        r"(?: der| de| tallet| det| antallet| på| i alt| oppe på| nede på"
        rf"| kun){{0,2}} {_N}(?= ?(?:[.,;)]|$|i hele|i [A-ZÆØÅ]|mod|om året|til \d|og \d|indbrud|om|for))".replace(
            "= ?", r"=\s?"
        ),
        (("Antallet af anmeldte indbrud var 61.", 61), ("året før var der 40.", 40), ("mod 31 i hele byen", 31)),
        ("Antallet af anmeldte indbrud er faldet", "til 31. december"),
        0.8,
    ),
)
_BEFORE_OFFENCE = _rule(
    "count-before-offence",
    rf"{_N} (?:anmeldte |anmeldelser (?:af|om|for) |tilfælde af |sager om |om |for |af )?(?=[a-zæøå])",
    (("anmeldt 31 tilfælde af hærværk", 31), ("12 indbrud", 12)),
    ("12 % indbrud", "i 2019 anmeldte"),
    0.8,
)
RULES += (_BEFORE_OFFENCE,)
_YEAR = re.compile(r"\b20\d\d\b(?!\s?[-–/]\s?\d|-niveau)")
_AFTER = compile_danish(r"[^,.;\d]{0,60}?(?<!\bend\si\s)\b(?P<year>20\d\d)\b(?!\s?[-–/]\s?\d|-niveau)")
_YEAR_BEFORE = compile_danish(r"\båret (?:før|forinden|inden)\b|\bi det foregående år\b")
_AIM = compile_danish(r"\bmål(?:et|tallet|sætningen)?\b[^.;]{0,40}?\b(?:var|er|lød|højst|maks\w*)\b[^.;]{0,60}?$")
_BASE = compile_danish(r"\b(?:baseline|udgangspunkt\w*)\b")
_REPORTED = compile_danish(
    r"\banmeld\w+|\bmål(?:et|tallet)\b|\bregistrere\w+|\bkriminalitet\w*|\bindgivet\b"
    r"|\bfra \d+ i 20\d\d til \d+ i 20|\bantal(?:let)? af\b"
)
_GOES_ON = compile_danish(
    r"\b(?:tal(?:let)?|niveau(?:et)?|resultatet|antal(?:let)?|der var|var der|anmeldt|anmeldelser|blev der|var det)\b"
)
_RANGE = compile_danish(r"\bfra (20\d\d) til (20\d\d)\b")
_RELATIVE = re.compile(r"(?P<number>\d{1,3}(?:,\d+)?)\s?(?:%|pct\b|procent\b)(?![.\s-]{0,2}point)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Count:
    """One figure of a sentence: where it stands, what it counts, and which rule read it."""

    span: Span
    value: Number
    rule: Rule
    offence: str
    year: int | None
    area: str
    per: bool
    base: bool
    change: Number | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What the last sentence with counts was about."""

    last: _Count | None = None
    at: int = -1


def find_counts(
    body: Body, sections: Sections, taken: list[Span], gazetteer: Gazetteer, trace: Trace
) -> Iterator[Measure]:
    """Counts in sentences that speak of reports to the police, each figure of one offence."""
    text = body.text
    context = _Context()
    for whole in find_prose(text, sections, body.notes_start):
        sentence = outside(text, whole, taken)
        if sentence is None:
            context = _of_goal(text, whole) or context
            continue
        near = context.last if sentence[0] - context.at < 120 else None
        if not _REPORTED.search(text, *sentence) and not (near and _GOES_ON.search(text, *sentence)):
            continue
        found = _with_changes(text, sentence, list(_sentence(text, sentence, near, gazetteer)))
        if found:
            context = _Context(found[-1], sentence[1])
        for count in found:
            trace.note("measures", count.rule.name, count.span, count.value)
            yield _measure(body, sentence, count)


def _of_goal(text: str, sentence: Span) -> _Context | None:
    """What a goal is about: the sentence behind it may tell what came of it, in the goal's year where that is past."""
    codes = {mention.code for mention in find_offences(text, *sentence)}
    if len(codes) != 1 or sentence[1] - sentence[0] > 300:
        return None
    years = {int(match.group()) for match in _YEAR.finditer(text, *sentence)}
    past = re.search(r"\bvar\b", text[slice(*sentence)]) and len(years) == 1
    per = bool(PER_1000.search(text, *sentence))
    count = _Count((0, 0), 0, _BEFORE_OFFENCE, codes.pop(), years.pop() if past else None, OWN, per, False)
    return _Context(count, sentence[1])


def _measure(body: Body, sentence: Span, count: _Count) -> Measure:
    return Measure(
        role="target" if count.asked else "baseline" if count.base else "observation",
        indicator="reported_offences_per_1000" if count.per else "reported_offences",
        offence=count.offence,  # type: ignore[arg-type]
        area=count.area,
        year=count.year,
        value=count.value,
        unit="per_1000_inhabitants" if count.per else "count",
        change_percent=count.change,
        evidence=[
            *body.evidence(*count.span, count.rule.name, weigh(body, count.rule, *count.span)),
            *body.evidence(*sentence, "count-sentence", count.rule.confidence),
        ],
    )


def _figures(text: str, sentence: Span) -> list[tuple[Span, Number, Rule]]:
    """The figures that some rule takes for a count, in order, each once."""
    found: dict[int, tuple[Span, Number, Rule]] = {}
    for rule in RULES:
        for match, value in rule.find(text, *sentence):
            span = match.span("number")
            direct = rule is not _BEFORE_OFFENCE or _offence_at(text, match.end(), sentence[1]) is not None
            if direct:
                found.setdefault(span[0], (span, value, rule))
    return [found[at] for at in sorted(found)]


def _offence_at(text: str, at: int, end: int) -> str | None:
    mention = next(find_offences(text, at, min(end, at + 60)), None)
    return mention.code if mention and mention.start == at else None


def _sentence(text: str, sentence: Span, near: _Count | None, gazetteer: Gazetteer) -> Iterator[_Count]:
    figures = _figures(text, sentence)
    if not figures:
        return
    spans = share_out(
        text, sentence, [span for span, _, _ in figures], weak=r"\bog\b|,|\((?=\s*20\d\d)|\btil\b|\bmod\b"
    )
    years = {int(match.group()) for match in _YEAR.finditer(text, *sentence)}
    last = near
    head = find_places(text[sentence[0] : figures[0][0][0]], gazetteer)
    ranged = _RANGE.search(text, *sentence) if len(figures) == 2 else None
    for (span, value, rule), own in zip(figures, spans, strict=True):
        offence = _offence(text, span, own, sentence, last)
        if offence is None:
            continue
        places = find_places(text[slice(*own)], gazetteer)
        inside = last is not None and last is not near
        area = places[0].name if places else last.area if last and inside else head[-1].name if head else None
        per = bool(PER_1000.search(text, span[1], own[1]) or PER_1000.search(text, own[0], span[0]))
        per = per or bool(last and last.per and last.offence == offence)
        last = _Count(
            span,
            value,
            rule,
            offence,
            int(ranged[2 if inside else 1]) if ranged else _year(text, span, own, years, last, inside),
            area or (near.area if near and last is near and not places else OWN),
            per,
            bool(_BASE.search(text, *own)),
            asked=bool(_AIM.search(text[own[0] : span[0]])),
        )
        yield last


def _offence(text: str, span: Span, own: Span, sentence: Span, last: _Count | None) -> str | None:
    """What a figure counts: the offence right behind it, the only one of its clause, or the one told before."""
    match = _BEFORE_OFFENCE.pattern.match(text, span[0], own[1])
    direct = _offence_at(text, match.end(), own[1]) if match else None
    if direct:
        return direct
    codes = {mention.code for mention in find_offences(text, *own)}
    if len(codes) == 1:
        return codes.pop()
    if codes:
        return None
    before = list(dict.fromkeys(mention.code for mention in find_offences(text, sentence[0], span[0])))
    return before[-1] if before else last.offence if last else None


def _year(text: str, span: Span, own: Span, years: set[int], last: _Count | None, inside: bool) -> int | None:
    after = _AFTER.match(text, span[1], own[1])
    just = re.search(r"\b(20\d\d)\s?:\s?$", text[own[0] : span[0]])
    if just:
        return int(just[1])
    if after:
        return int(after["year"])
    before = [int(match.group()) for match in _YEAR.finditer(text, own[0], span[0])]
    if before:
        return before[-1]
    if _YEAR_BEFORE.search(text, *own) and last and last.year:
        return last.year - 1
    if inside and last and last.year in years and len(years) > 1:
        return last.year
    later = [int(match.group()) for match in _YEAR.finditer(text, span[1], own[1])]
    if later or len(years) == 1:
        return later[0] if later else next(iter(years))
    return last.year if last else None


def _with_changes(text: str, sentence: Span, counts: list[_Count]) -> list[_Count]:
    """The counts of a sentence; a percentage that leads by arithmetic from one to the other goes with the later."""
    shares = [read_digits(match["number"]) or 0 for match in _RELATIVE.finditer(text, *sentence)]
    done: list[_Count] = []
    for count in counts:
        change = None
        for other in counts if count.year else ():
            fits = other.year is not None and other.year < (count.year or 0) and _series(other) == _series(count)
            for share in shares if fits and other.value else ():
                moved = (count.value / other.value - 1) * 100
                if abs(abs(moved) - share) < 1 and share:
                    change = tidy(share if moved > 0 else -share)
        done.append(replace(count, change=change))
    return done


def _series(count: _Count) -> tuple[str, str, bool]:
    return count.offence, count.area, count.per
