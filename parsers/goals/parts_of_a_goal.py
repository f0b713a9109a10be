"""What a stretch of text says as a goal: what is measured, which way, from which level and year to which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.older.directions_and_deadlines import BASELINE_YEARS, DEADLINES, MOVES, first_year, read_direction
from parsers.older.levels import Level, find_categories, find_levels
from parsers.older.numbers import PERCENTAGES, Number
from parsers.older.offences_and_feelings import NEED, PER_1000, SAFE, UNSAFE, find_offences
from parsers.rules.once import once_each
from parsers.rules.rule import compile_danish
from parsers.structure.sentences import Span, find_sentences

_PARTNERS = r"(?:\w*partner(?:e|ne|s)?|part(?:er|erne|ernes)|medarrangører|aktører|organisationer)"
_ACTIVITIES = compile_danish(
    rf"\b(?:aktivitet|indsats(?!område)|tiltag|projekt|arrangement)\w*\b(?:[^.]"
    rf"|\.(?=\s?[a-zæøå\d,])){{0,200}}\b{_PARTNERS}\b"
    rf"|\b{_PARTNERS}\b[^.]{{0,80}}\baktivitet\w*"
)
_CRIME = compile_danish(
    r"\b\w*anmeld\w+|\bkriminalitet(?:en|sniveauet|stallet)?\b(?! og tryghed)|\bgerningstype\w*|\bgerningskode\w*"
    r"|\blovovertrædelse\w*"
)
_FEELING_SUBJECT = compile_danish(
    r"\bandel(?:en)?\b[^.]{0,80}\bu?try[gk]\w*|\bu?tryghed(?:en|sniveauet|sfølelsen|sgraden|sprocenten)?\b"
    r"|\b(?:føle|oplev)\w*(?: sig)?[^.]{0,40}\bu?try[gk]\w*|\bu?tryg(?:ge|t)\b"
)
_MODAL = compile_danish(
    r"\b(?:skal|må|bør|vil|målet er|målsætning(?:en)? er|mål er|(?:som|et) mål|mål,? at|målet at|ønsker|sigter"
    r"|tilstræbe\w*|ambition(?:en)? er|ambition\w*|monitorering|monitoreres)\b"
)
_VAGUE = compile_danish(
    r"\b(?:skal|vil|kan)(?: \w+){0,3}? (?:bidrage|styrke|understøtte|arbejde|medvirke|sikre|skabe|fokusere"
    r"|have|være med til)\b"
    r"|\bindsats(?:er)? for at\b|\boverordnede målsætninger at\b"
)
_NO_GOAL = compile_danish(r"\bgør\w* status\b|\bstyregruppen\b|\bformål\w*\b|^\W*(?:Hvis|Såfremt|Stiger|Falder|Når)\b")
_LOOKS_BACK = compile_danish(
    r"^\W*(?:fra 20\d\d til 20\d\d |i 20\d\d )?(?:\w+ ){0,5}?(?:faldt|steg) (?:fra|med|\w+et|\w+en)\b"
    r"|\b(?:er|har)(?: der)? (?:sket|været) e[tn] \w+ i\b"
)
_OVERALL = compile_danish(r"\b(?:overordnede?|fælles) (?:mål|målsætning\w*|formål) er(?:,)? at\b")
_DEFINES = compile_danish(
    r"^\W*(?:Betegnelsen|Begrebet|Definition|Ved \w+ forstås|Med \w+ menes|Der måles|Måles|Data|Kilde"
    r"|Opgørelsen|Der monitoreres)"
)
_SOURCE = compile_danish(
    r"\b(?:måles (?:ud fra|på|ved hjælp af|via)|kilde:?"
    r"|monitoreres ud fra(?: data fra)?) (?P<source>[^.;]{4,90}?)(?=,|\.|;|$)"
)
_SHARED = compile_danish(r"%|pct|procent|\bud af\b|\bhalvdelen\b|\bfjerdedele\b|\bhver anden\b")
_LEADING_ON = compile_danish(r"\b(?:andelen|antallet|tallet|den|det|de|dette|denne|niveauet|målet|måltallet|heraf)\b")
_TELLS_YEARS = compile_danish(
    r"(?:(?:i|for|senest|ultimo|inden|ved udgangen af|frem mod|fra) (?:år )?20\d\d\b|(?:der|det|tallet|antallet|andelen"
    r"|niveauet|den andel|det tal) (?:blev|var|er|lå|skal|må|udgjorde|bør)\b)"
)
_HAS_MOVED = compile_danish(
    r"\b(?:er|har|blev) (?:\w+ ){0,2}?(?:steget|faldet|vokset|øget|reduceret|aftaget|nedbragt|mindsket)\b"
)
_AIMED = compile_danish(r"\b(?:slut)?mål(?:et|tallet|sætningen|niveauet)? (?:for|er) ")
_DATED_LEVEL = compile_danish(
    r"\b(?:fast)?holdes?(?: \w+){0,3} på [\d,.]+\s?(?:%|pct\.?|procent)? \((?:i )?(?P<year>20\d\d)\)"
)
_REACH = 700
_MEASURED = ("activities_with_partners", "need_for_safety_measures")


@dataclass(frozen=True, slots=True)
class Statement:
    """A goal as stated at `body.text[start:end]`; `core` is what says which way.

    `pieces` are the places of a goal that stands in several, as in a wrapped cell; empty where `core` is all.
    """

    number: str | None
    start: int
    end: int
    core: Span
    indicator: str
    direction: str
    offences: tuple[str, ...]
    levels: tuple[Level, ...]
    deadline: int | None
    baseline_year: int | None
    threshold: Number | None
    data_source: str | None
    rule: str
    confidence: float
    pieces: tuple[Span, ...] = ()


def read_statement(
    text: str,
    span: Span,
    number: str | None,
    lenient: bool,
    rule: str,
    context: int | None = None,
    lead: str = "",
) -> Statement | None:
    """A stretch of text as a goal, or None. `lenient`: a list item among goals need not say "skal".

    What explains the goal may stand behind it, up to `context`; `lead` are the words that announce it: they give
    what it does not say itself.
    """
    core = _core(text, span) or (span if lenient else None)
    if core is None:
        return None
    words = text[slice(*core)]
    indicator = read_indicator(words) or (read_indicator(lead) if lead else None)
    if indicator is None:
        return None
    direction = _direction(text, span, core, indicator, context, lead, lenient and rule == "goal-item")
    if direction is None or not _is_goal(words + lead, indicator, direction[0], lenient):
        return None
    core = _extended(text, span, core)
    words = text[slice(*core)]
    way = direction[0]
    offences = _offences(words) if indicator.startswith("reported") else ()
    levels = _levels(text, span, core, indicator, way, context, len(offences) > 1)
    asked = any(level.role == "target" for level in levels)
    if way == "at_least" and indicator != "activities_with_partners" and not levels:
        return None
    if indicator not in _MEASURED and not asked and (_VAGUE.search(words) or _OVERALL.search(words)):
        return None
    way = _from_lower(way, indicator, levels)
    own = tuple(level.year for level in levels if level.year and level.role == "baseline")
    stretch = text[span[0] : max(span[1], core[1])]
    base = next(iter(own), None) or first_year(BASELINE_YEARS, stretch) or first_year(BASELINE_YEARS, lead)
    if way == "maintain" and base is None and (kept := _DATED_LEVEL.search(words)):
        base = int(kept["year"])
    avoid = tuple(year for year in (*own, base) if year)
    dues = [level.year for level in levels if level.role == "target" and level.year and level.year not in avoid]
    source = _SOURCE.search(text, span[0], context or span[1])
    return Statement(
        number,
        span[0],
        max([span[1], core[1], *(span[0] + level.end for level in levels)]),
        core,
        indicator,
        way,
        offences,
        levels,
        max(dues, default=None) or first_year(DEADLINES, words, avoid) or first_year(DEADLINES, lead, avoid),
        base,
        _threshold(words) if indicator == "activities_with_partners" else None,
        " ".join(source["source"].split()) if source else None,
        rule,
        0.93 if rule == "goal-item" else 0.75,
    )


def _direction(
    text: str, span: Span, core: Span, indicator: str, context: int | None, lead: str, lenient: bool
) -> tuple[str, int, int] | None:
    """Which way a goal goes: by its words, by comparing its levels, by what announces it."""
    words = text[slice(*core)]
    direction = _least(words) if indicator == "activities_with_partners" else None
    direction = direction or read_direction(words) or _compared(words, indicator) or read_direction(lead)
    aimed = _AIMED.search(words)
    if direction is None and ((indicator.startswith("feels") and (lenient or _MODAL.search(words + lead))) or aimed):
        whole = text[core[0] : _told_until(text, span[1], context, indicator)]
        direction = _compared(whole, indicator, len(words))
        direction = direction or (_wished(words, indicator) if indicator.startswith("feels") else None)
    if direction is None and indicator == "need_for_safety_measures" and len(list(find_categories(words))) > 1:
        direction = ("decrease", 0, 0)
    return direction


def _is_goal(words: str, indicator: str, way: str, lenient: bool) -> bool:
    if _NO_GOAL.search(words) and indicator not in _MEASURED:
        return False
    if _LOOKS_BACK.search(words) and not _MODAL.search(words):
        return False
    if not lenient and _HAS_MOVED.search(words) and not first_year(DEADLINES, words):
        return False
    if not lenient and way == "monitor":
        return next(find_offences(words), None) is not None
    return lenient or bool(_MODAL.search(words) or _AIMED.search(words))


def _levels(
    text: str, span: Span, core: Span, indicator: str, way: str, context: int | None, several: bool
) -> tuple[Level, ...]:
    """The levels a goal names: in words what leads up to it counts too; a start may be told behind it."""
    until = _told_until(text, max(span[1], core[1]), context, indicator)
    if indicator == "need_for_safety_measures":
        low = max(0, span[0] - _REACH)
        found = [_shifted(level, low - span[0]) for level in find_categories(text[low:until])]
        return tuple(found)
    if indicator == "activities_with_partners" or way == "monitor":
        return ()
    stretch = text[span[0] : until]
    return tuple(find_levels(stretch, (core[0] - span[0], core[1] - span[0]), way, indicator, several))


def _told_until(text: str, end: int, context: int | None, indicator: str) -> int:
    """How far what explains a goal goes on behind it: to the end of its paragraph, or to the next goal in it."""
    if context is None or context <= end:
        return end
    blank = re.compile(r"\n[ \t]*\n").search(text, end, context)
    until = blank.start() if blank else context
    for low, high in find_sentences(text, end, until):
        words = text[low:high]
        said = read_indicator(words)
        asks = said and _MODAL.search(words) and (read_direction(words) or said != indicator)
        if asks and not goes_on_about(words, indicator):
            return low
    return until


def goes_on_about(words: str, indicator: str) -> bool:
    """Whether a sentence tells figures of what the one before it named: "I 2023 blev der anmeldt 38, i 2027 må ..."."""
    if not _TELLS_YEARS.match(words) or not re.search(r"\d", words):
        return False
    return read_indicator(words) in (None, indicator) and next(find_offences(words), None) is None


def _least(words: str) -> tuple[str, int, int] | None:
    """A share of activities that is to be reached at least, whatever else goes up in the sentence."""
    rule = MOVES[-1]
    found = next((("at_least", match.start(), match.end()) for match, _ in rule.find(words)), None)
    share = next((m for rule in PERCENTAGES for m, _ in rule.find(words)), None)
    return found or (("at_least", share.start(), share.end()) if share else None)


def _wished(words: str, indicator: str) -> tuple[str, int, int] | None:
    """The way where only a share is named: so many at least shall feel safe, at most so many unsafe."""
    levels = find_levels(words, (0, len(words)), "increase", indicator)
    if not any(level.role == "target" and level.value is not None for level in levels):
        return None
    return ("at_least" if indicator == "feels_safe" else "decrease"), 0, 0


# A level beside another is no goal: "34 % mod 18 % i hele byen".
_WAY_STATED = compile_danish(
    r"\w*mål(?!ing)\w*|\b(?:baseline|udgangspunkt\w*|skal|vil|nå|ned på|op på)\b|\bfra\b[^.]{1,80}\btil\b"
)


def _compared(words: str, indicator: str, core: int | None = None) -> tuple[str, int, int] | None:
    """The way from a stated baseline to a stated target: "Baseline 2018: 33 %. Mål 2022: 25 %"."""
    if not _WAY_STATED.search(words):
        return None
    levels = find_levels(words, (0, core or len(words)), "increase", indicator)
    start = next((x.value for x in levels if x.role == "baseline" and not isinstance(x.value, str)), None)
    goal = next((x.value for x in levels if x.role == "target" and not isinstance(x.value, str)), None)
    if start is None or goal is None:
        return None
    return ("maintain" if goal == start else "increase" if goal > start else "decrease"), 0, 0


@once_each
def _core(text: str, span: Span) -> Span | None:
    """The first sentence of a stretch that says which way; pieces after a colon go with what announces them.

    A heading ("Flere trygge naboer") gives way to the sentence below it that asks for something.
    """
    merged: list[Span] = []
    for low, high in find_sentences(text, *span):
        if merged and text[merged[-1][1] - 1] == ":":
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    said = [
        (low, high)
        for low, high in merged
        if high - low < _REACH
        and not _DEFINES.search(text[low : low + 60])
        and read_indicator(text[low:high])
        and read_direction(text[low:high])
    ]
    if not said:
        said = [(low, high) for low, high in merged if NEED.search(text, low, high) and _MODAL.search(text, low, high)]
    if not said:
        said = [(low, high) for low, high in merged if high - low < _REACH and _is_wish(text[low:high])]
    for low, high in said[1:2]:
        first = text[slice(*said[0])]
        if not _MODAL.search(first) and not re.search(r"\d", first) and _MODAL.search(text, low, high):
            return low, high
    return said[0] if said else None


def _is_wish(words: str) -> bool:
    """Whether a sentence sets a share as its aim without saying which way: "Målet er, at 80 % er trygge"."""
    aims = re.search(r"\b(?:mål|målet|målsætning\w*|ambition\w*|skal)\b", words, re.IGNORECASE)
    indicator = read_indicator(words) if aims and (re.search(r"\d", words) or _SHARED.search(words)) else None
    if indicator is None or _NO_GOAL.search(words):
        return False
    return indicator.startswith("feels") or (indicator.startswith("reported") and bool(_AIMED.search(words)))


def _extended(text: str, span: Span, core: Span) -> Span:
    """A core with the sentences behind it that go on about the same: "Andelen skal stige til ..."."""
    end = core[1]
    for low, high in find_sentences(text, core[1], span[1]):
        words = text[low:high]
        if not (_MODAL.search(words) and read_direction(words) and _LEADING_ON.match(words)):
            break
        if not re.search(r"\d", words) or next(find_offences(words), None) or _VAGUE.search(words):
            break
        end = high
    return core[0], end


@once_each
def read_indicator(words: str) -> str | None:
    """What a goal is measured by; the first thing named counts."""
    if _ACTIVITIES.search(words) and _SHARED.search(words):
        return "activities_with_partners"
    if NEED.search(words):
        return "need_for_safety_measures"
    feeling, crime = _FEELING_SUBJECT.search(words), _CRIME.search(words)
    offence = next(find_offences(words), None)
    starts = [crime.start()] if crime else []
    starts += [offence.start] if offence else []
    if feeling and (not starts or feeling.start() < min(starts)):
        words_of = feeling.group()
        unsafe = UNSAFE.search(words_of) or re.search(r"\butryk", words_of, re.IGNORECASE)
        safe = SAFE.search(words_of) or re.search(r"\btryk", words_of, re.IGNORECASE)
        return "feels_unsafe" if unsafe else "feels_safe" if safe else None
    if starts:
        return "reported_offences_per_1000" if PER_1000.search(words) else "reported_offences"
    return None


def _offences(words: str) -> tuple[str, ...]:
    found = list(dict.fromkeys(mention.code for mention in find_offences(words)))
    totals = [code for code in found if code.startswith("total_")]
    if "burglary_residential" in found and len(re.findall(r"(?i)indbrud", words)) > 1 and "burglary" in found:
        found.remove("burglary")
    return tuple(totals or found)


def _from_lower(way: str, indicator: str, levels: tuple[Level, ...]) -> str:
    """A share to be reached at least is an increase where a lower start is told."""
    if way != "at_least" or not indicator.startswith("feels"):
        return way
    starts = [x.value for x in levels if x.role == "baseline" and isinstance(x.value, int | float)]
    goals = [x.value for x in levels if x.role == "target" and isinstance(x.value, int | float)]
    return "increase" if starts and goals and starts[0] < goals[-1] else way


def _threshold(words: str) -> Number | None:
    return next((value for rule in PERCENTAGES for _, value in rule.find(words)), None)


def _shifted(level: Level, by: int) -> Level:
    return replace(level, start=level.start + by, end=level.end + by)
