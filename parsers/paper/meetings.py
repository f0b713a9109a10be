"""How often the steering group and the working group meet."""

from __future__ import annotations

import re

from models.records import Kind, Meeting, MeetingBody
from parsers.rules.patterns import Pattern
from parsers.rules.rule import Rule, Trace, compile_danish
from parsers.rules.windows import find_windows
from parsers.structure.body import Body
from parsers.structure.sentences import sentence_at

_WORDS = {"en": 1, "én": 1, "een": 1, "et": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7}
_WORDS |= {"otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12}
_N = rf"(?:\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_SPAN: dict[str, int] = {"år": 1, "halvår": 2, "halve år": 2, "kvartal": 4, "måned": 12, "uge": 52}
_OFTEN = {"halvårligt": 2, "kvartalsvis": 4, "kvartalsvist": 4, "månedligt": 12, "ugentligt": 52}
_PER = (
    r"(?:om [åa]ret|[åa]rligt|årlig|pr\.? [åa]r|per år|hvert [åa]r|i året|i løbet af året|pr\.? kalenderår|på et år|/år"
    r"|(?P<often>halvårligt|kvartalsvist?|månedligt|ugentligt)"
    r"|(?:om|i|pr\.?|per|hvert|hver)\s+(?P<span>halvår|halve år|kvartal|måned|uge)(?:et|en)?)"
)
_YEARLY = r"(?:om [åa]ret|[åa]rligt|årlig|pr\.? år|per år|hvert år|i året)"
_STEADY: dict[str, int] = {
    r"hver anden måned|hver 2\. måned": 6,
    r"hver tredje måned|hver 3\. måned": 4,
    r"hver fjerde måned|hver 4\. måned": 3,
    r"hver(?: anden| 2\.) uge|hver 14\. dag": 26,
    r"hver(?: tredje| 3\.) uge": 17,
    r"kvartalsvise?t?|hvert kvartal": 4,
    r"månedligt?e?|hver måned": 12,
    r"halvårligt?e?|hvert halve år|hvert halvår": 2,
    r"ugentligt?e?|hver uge": 52,
}
_LEAST = r"(?:mindst|minimum|som minimum|min\.|ikke under|ikke mindre end|ikke sjældnere end|ikke færre end)"
_MOST = r"(?:højst|maksimalt|maksimum|maks\.?|op til|ikke over|ikke mere end|ikke oftere end)"

Bounds = tuple[int | None, int | None]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.casefold()]


def _bounds(low: int, high: int, limit: str | None) -> Bounds:
    if limit and re.fullmatch(_LEAST, " ".join(limit.casefold().split())):
        return low, None
    if limit:
        return None, high
    return low, high


def _counted(match: re.Match[str]) -> Bounds:
    times = _OFTEN.get((match["often"] or "").casefold()) or _SPAN[" ".join((match["span"] or "år").casefold().split())]
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    return _bounds(low * times, high * times, match["limit"])


def _steady(match: re.Match[str]) -> Bounds:
    word = " ".join(match["word"].casefold().split())
    value = next(number for pattern, number in _STEADY.items() if re.fullmatch(pattern, word))
    return _bounds(value, value, match["limit"])


# Order is priority; where two match at the same place the first counts.
RULES = (
    Rule(
        "meetings-least-and-most",
        "meetings",
        compile_danish(
            rf"{_LEAST} (?P<low>{_N})(?: gange?| møder?)?(?: {_PER})?,? (?:og|men) {_MOST} (?P<high>{_N})"
            rf" (?:gange|møder) {_YEARLY}"
        ),
        lambda match: (_number(match["low"]), _number(match["high"])),
        examples=(
            ("mødes mindst to og højst fire gange om året", (2, 4)),
            ("ikke sjældnere end to gange om året og højst fire gange om året", (2, 4)),
        ),
        rejects=("mindst to gange om året",),
        confidence=0.95,
    ),
    Rule(
        "meetings-counted",
        "meetings",
        compile_danish(
            rf"(?:(?P<limit>{_LEAST}|{_MOST}) )?(?:ca\. |cirka |omkring )?(?<![\w.])(?:mellem )?(?P<low>{_N})"
            rf"(?:\s*(?:-|–|—|til|eller|og|/)\s*(?P<high>{_N}))? (?:ordinære |årlige |faste )?"
            rf"(?:gange?|m[øo]der?|styregruppemøder|arbejdsgruppemøder) (?:hver )?{_PER}"
        ),
        _counted,
        examples=(
            ("mødes 6-8 gange årligt", (6, 8)),
            ("mindst én gang årligt", (1, None)),
            ("fire til seks gange om året", (4, 6)),
            ("en gang i kvartalet", (4, 4)),
            ("højst fire møder om året", (None, 4)),
            ("to gange om måneden", (24, 24)),
            ("to gange halvårligt", (4, 4)),
            ("ca. 10 gange om året", (10, 10)),
        ),
        rejects=("gange om året", "en gang imellem"),
        confidence=0.96,
    ),
    Rule(
        "meetings-yearly-count",
        "meetings",
        compile_danish(
            rf"(?:(?P<limit>{_LEAST}|{_MOST}) )?(?<![\w.])(?P<low>{_N})(?:\s*(?:-|–|til|eller)\s*(?P<high>{_N}))?"
            r"(?P<span>)? [åa]rlige (?:ordinære |faste )?(?:m[øo]der|styregruppemøder|arbejdsgruppemøder)"
        ),
        lambda match: _bounds(
            _number(match["low"]), _number(match["high"]) if match["high"] else _number(match["low"]), match["limit"]
        ),
        examples=(("holder mindst to årlige møder", (2, None)),),
        rejects=("årlige møder",),
        confidence=0.95,
    ),
    Rule(
        "meetings-steady",
        "meetings",
        compile_danish(rf"(?:(?P<limit>{_LEAST}|{_MOST}) )?\b(?P<word>{'|'.join(_STEADY)})\b"),
        _steady,
        examples=(
            ("mødes kvartalsvis", (4, 4)),
            ("mødes mindst hver anden måned", (6, None)),
            ("afholder møder månedligt", (12, 12)),
            ("mødes halvårligt", (2, 2)),
        ),
        rejects=("efter behov",),
        confidence=0.93,
    ),
    Rule(
        "meetings-number-of",
        "meetings",
        compile_danish(
            rf"\b(?:antal(?:let)?(?: af)?(?: \w+)? møder|mødefrekvens\w*)[^.\d]{{0,60}}? (?:er|på|udgør|til) "
            rf"(?:(?P<limit>{_LEAST}|{_MOST}) )?(?P<low>{_N})(?:\s*(?:-|–|til|eller)\s*(?P<high>{_N}))? {_PER}"
        ),
        _counted,
        examples=(("Antallet af møder i styregruppen er tre pr. år", (3, 3)),),
        rejects=("antallet af møder er steget",),
        confidence=0.85,
    ),
    Rule(
        "meetings-yearly",
        "meetings",
        compile_danish(rf"(?:mødes|samles|holder møde)(?P<limit> {_LEAST})? (?:årligt|hvert år|en gang årligt)"),
        lambda match: (1, None) if match["limit"] else (1, 1),
        examples=(("Styregruppen mødes årligt", (1, 1)),),
        rejects=("godkender planen årligt",),
        confidence=0.85,
    ),
)
_BODIES: dict[MeetingBody, re.Pattern[str]] = {
    "steering_group": re.compile(r"(?i)\bstyregruppe\w*|\bstyregruppa\w*"),
    "working_group": re.compile(r"(?i)\barbejdsgruppe\w*|\bprojektgruppe\w*|\bkoordinationsgruppe\w*"),
}
_MEETS = re.compile(
    r"(?i)\b(?:m[øo]des|ses|sees|kommer sammen|mødet|m[øo]der|møde|samles|samle|træder sammen|indkaldes"
    r"|holdes|afholdes|afholder|mødefrekvens\w*|møder|\w+gruppemøder(?:ne)?)\b"
)
_NEAR = Pattern(rf"{_MEETS.pattern}|(?i:gruppe)")
# A line of a table or a key before its value: "Styregruppe: 2 gange årligt".
_KEYED = re.compile(r"(?i)[ \t|*•·–-]*(?:\w+ )?(?P<head>\w*gruppe\w*)[ \t]*(?:[:|\t(]|[ ]{2,})[^.\d]{0,60}$")
_BOTH = re.compile(
    r"(?i)\bstyregruppe\w*\s+(?:og|samt|såvel som)\s+(?:\w+\s+)?arbejdsgruppe\w*\s+(?:\w+\s+){0,3}$"
    r"|\barbejdsgruppe\w*\s+(?:og|samt)\s+(?:\w+\s+)?styregruppe\w*\s+(?:\w+\s+){0,3}$|\bbegge grupper\b[^.]{0,30}$"
)
_NAMED_WITH_CLAUSE = re.compile(
    r"(?i)\b(?P<head>\w*gruppe\w*),\s(?:som|der)\s[^,.;]{3,90},\s(?=(?:skal\s|kan\s|vil\s)?(?:mødes|samles|ses|holder|afholder)\b)"
)


def read_meetings(body: Body, kind: Kind, trace: Trace) -> list[Meeting]:
    """One row for each body: the first statement in which it meets so and so often."""
    if kind not in ("partnership_agreement", "addendum", "status_report"):
        return []
    taken: dict[MeetingBody, Meeting] = {}
    windows = list(find_windows(_NEAR, body.text, before=160, after=160))
    found = [
        (match.start(), rank, rule, match, value)
        for rank, rule in enumerate(RULES)
        for start, end in windows
        for match, value in rule.find(body.text, start, end)
    ]
    done = -1
    for at, _, rule, match, value in sorted(found, key=lambda one: one[:2]):
        if at < done:
            continue
        done = match.end()
        groups = _who_meet(body.text, match)
        if not groups:
            trace.note("meetings", rule.name, match.span(), value, "no body meets here")
        for group in groups:
            if group in taken:
                trace.note("meetings", rule.name, match.span(), value, "said before")
                continue
            trace.note("meetings", rule.name, match.span(), (group, *value))
            taken[group] = _meeting(body, group, rule, match, value)
    return [taken[group] for group in _BODIES if group in taken]


def _meeting(body: Body, group: MeetingBody, rule: Rule, match: re.Match[str], value: Bounds) -> Meeting:
    start = sentence_at(body.text, match.start())[0]
    begin = max(start, _last(_BODIES[group], body.text, start, match.start()) or match.start())
    evidence = body.evidence(begin, match.end(), rule.name, rule.confidence)
    return Meeting(body=group, min_per_year=value[0], max_per_year=value[1], evidence=evidence)


def _who_meet(text: str, match: re.Match[str]) -> list[MeetingBody]:
    """The bodies whose meetings a match tells; both where the sentence says so."""
    if _BOTH.search(text[max(0, match.start() - 120) : match.start()]):
        return list(_BODIES)
    inside = _nearest(text, *match.span())
    begin = max(text.rfind("\n", 0, match.start()), text.rfind(". ", 0, match.start())) + 1
    keyed = _KEYED.match(text[begin : match.start()])
    if keyed and inside is None:
        inside = next((group for group, pattern in _BODIES.items() if pattern.fullmatch(keyed["head"])), None)
    group = inside or _who_meets(text, match)
    return [group] if group else []


def _who_meets(text: str, match: re.Match[str]) -> MeetingBody | None:
    """The body whose meetings the sentence is about; "den" stands for the body of the sentence before."""
    start, end = sentence_at(text, match.start())
    if not _MEETS.search(text, start, end):
        return None
    if not _MEETS.search(text, max(start, match.start() - 90), min(end, match.end() + 40)):
        return None
    described = _NAMED_WITH_CLAUSE.search(text, start, match.start())
    nearest = _nearest(text, *described.span("head")) if described else _nearest(text, start, match.start())
    if nearest:
        return nearest
    if re.match(r"(?i)(?:den|gruppen|her|der|møderne|de) ", text[start : start + 10]):
        return _nearest(text, sentence_at(text, max(0, start - 2))[0], start)
    return _nearest(text, match.end(), end)


def _nearest(text: str, start: int, end: int) -> MeetingBody | None:
    places = [(_last(pattern, text, start, end), group) for group, pattern in _BODIES.items()]
    known = [(at, group) for at, group in places if at is not None]
    return max(known)[1] if known else None


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    places = [match.start() for match in pattern.finditer(text, start, end)]
    return places[-1] if places else None
