"""Where a paper states its goals: list items and sentences that name a measurable thing and which way it shall go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.body import Body
from parsers.crime_tables import read_crime_tables
from parsers.goal_levels import (
    Level,
    find_categories,
    find_count_targets,
    find_counted,
    find_levels,
    find_starts,
    find_told,
)
from parsers.goal_terms import BASELINE_YEARS, DEADLINES, MOVES, first_year, read_direction
from parsers.lists import Item, ItemList, find_lists
from parsers.numbers import PERCENTAGES, Number
from parsers.once import once
from parsers.rules import compile_danish
from parsers.sections import Sections
from parsers.sentences import Span, find_sentences
from parsers.terms import NEED, PER_1000, SAFE, UNSAFE, find_offences

_ACTIVITIES = compile_danish(
    r"\baktivitet\w*\b(?:[^.]|\.(?=\s?[a-zæøå\d,])){0,200}\b(?:samarbejdspartner\w*|partnere|parter|aktører)\b"
    r"|\b(?:samarbejdspartner\w*|partnere|aktører)\b[^.]{0,80}\baktivitet\w*"
)
_CRIME = compile_danish(
    r"\banmeld\w+|\bkriminalitet(?:en|sniveauet)?\b(?! og tryghed)|\bgerningstype\w*|\bgerningskode\w*"
)
_FEELING_SUBJECT = compile_danish(
    r"\bandel(?:en)?\b[^.]{0,80}\bu?try[gk]\w*|\bu?tryghed(?:en)?\b|\bføle\w* sig[^.]{0,40}\bu?try[gk]\w*"
    r"|\bu?tryg(?:ge|t)\b"
)
_MODAL = compile_danish(
    r"\b(?:skal|må|bør|vil|målet er|målsætning(?:en)? er|mål er|mål,? at|målet at|ønsker"
    r"|ambition(?:en)? er|monitorering|monitoreres)\b"
)
_VAGUE = compile_danish(
    r"\b(?:skal|vil|kan)(?: \w+){0,3}? (?:bidrage|styrke|understøtte|arbejde|medvirke|sikre|skabe|fokusere"
    r"|have|være med til)\b"
    r"|\bindsats(?:er)? for at\b|\bformål\w*\b|\boverordnede målsætninger at\b"
    r"|\bgør\w* status\b|\bstyregruppen\b"
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
_THAT_LEVEL = compile_danish(r"(?:den|denne|det|dette) (?:andel|tal|niveau|procent(?:del)?)\b")
_SHARED = compile_danish(r"%|pct|procent|\bud af\b|\bhalvdelen\b|\bfjerdedele\b")
_REACH = 700
# A goal under a name of its own: "Mål 2. ...", or in a sentence: "Som mål 2 er aftalt, at ...".
_NAMED = r"(?:del|resultat|effekt)?mål(?:sætning)?(?: nr\.?)? (?P<number>\d{1,2}(?:\.\d)?)(?![\d%])(?! (?:pct|procent))"
_LABELLED = re.compile(rf"(?mi)^[ \t]*{_NAMED}[.:)]?(?=\s)[ \t]*[-–:]?\s*".replace(". ", ".\\s"))
_PARAGRAPH = re.compile(r"(?m)^[ \t]*Stk\.\s?\d{1,2}[.:]?\s+(?P<number>(?!))?")
_IN_SENTENCE = compile_danish(rf"\b{_NAMED}(?= (?:er|om|handler|går|lyder|vedrører|siger)\b|,|:)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A goal as stated at `body.text[start:end]`; `core` is the sentence that says which way."""

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


@once
def find_statements(body: Body, sections: Sections) -> list[Statement]:
    """The goals a paper states, in order, its tables left out."""
    taken = [(table.start, table.end) for table in read_crime_tables(body)]
    text = body.text[: body.notes_start]
    zones = [(part.body_start, part.end) for part in sections.about("goals")]
    lists = find_lists(text)
    labels = [match for match in _LABELLED.finditer(text) if not _touches(match.span(), taken)]
    for zone in zones:
        labels += [match for match in _PARAGRAPH.finditer(text, *zone) if not _touches(match.span(), taken)]
    labels.sort(key=lambda match: match.start())
    borders = [item.marker_start for group in lists for item in group.items]
    borders += [low for low, _ in taken] + [part.start for part in sections] + [label.start() for label in labels]
    borders = sorted({*borders, len(text)})
    heads = {part.start for part in sections}
    found = list(_of_labels(text, labels, borders))
    spans = [(statement.start, statement.end) for statement in found]
    for group in lists:
        read = _of_list(text, group, zones, taken, borders, heads)
        found += [statement for statement in read if not _touches((statement.start, statement.end), spans)]
    spans += [(item.marker_start, item.end) for group in lists for item in group.items]
    for zone in zones or [(0, len(text))]:
        before: Span | None = None
        for sentence in find_sentences(text, *zone):
            if not _touches(sentence, [*spans, *taken]):
                told = _of_pair(text, before, sentence) if before else None
                found += [told] if told else _of_sentence(text, sentence, bool(zones))
            before = sentence
    return sorted(found, key=lambda statement: statement.start)


def _touches(span: Span, others: list[Span]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in others)


def _of_list(
    text: str, group: ItemList, zones: list[Span], taken: list[Span], borders: list[int], heads: set[int]
) -> Iterator[Statement]:
    parent: Item | None = None
    below = 0
    held: list[Statement] = []
    for item in group.items:
        stop = next(border for border in borders if border > item.start)
        if item.level == 0:
            yield from held
            parent, below, held = (None if item.marker_start in heads else item), 0, []
            if parent is None:
                continue
        else:
            below += 1
        number = item.number if item.level == 0 or parent is None else _nested(parent, item, below)
        inside = any(low <= item.start < high for low, high in zones)
        if _touches((item.start, item.start + 1), taken):
            continue
        aims = not inside and bool(re.match(r"at\s", item.text))
        statement = _of_item(text, item, stop, number, inside or aims)
        if statement is None or (aims and not any(level.role == "target" for level in statement.levels)):
            continue
        if item.level == 0:
            held = [statement]
        else:
            held = []
            yield statement
    yield from held


def _of_labels(text: str, labels: list[re.Match[str]], borders: list[int]) -> Iterator[Statement]:
    """Goals that stand under a name with a number, each as far as its paragraph goes."""
    for label in labels:
        stop = next((border for border in borders if border > label.end()), len(text))
        blank = re.compile(r"\n[ \t]*\n").search(text, label.end(), stop)
        end = label.end() + len(text[label.end() : blank.start() if blank else stop].rstrip())
        statement = read_statement(text, (label.end(), end), label["number"], True, "goal-item", min(stop, end + 500))
        if end <= label.end() or statement is None:
            continue
        yield statement
        for sentence in find_sentences(text, statement.core[1], end):
            further = read_statement(text, sentence, label["number"], False, "goal-sentence")
            if further and (further.indicator, further.offences) != (statement.indicator, statement.offences):
                yield further


def _of_item(text: str, item: Item, stop: int, number: str | None, inside: bool) -> Statement | None:
    """The statement of an item; an item cut short at a line end is read to the end of its sentence."""
    end = min(item.end, stop)
    full = re.compile(r"[.!?](?=\s|$)").search(text, end, stop)
    longer = full.end() if full and full.end() - end < 400 else end
    cut = text[end - 1] not in ".:!?" and bool(re.match(r"\s*[a-zæøå\d%(]", text[end:stop]))
    first = longer if cut else end
    for until in dict.fromkeys((first, longer)):
        statement = read_statement(text, (item.start, until), number, inside, "goal-item", min(stop, until + 500))
        if statement is not None:
            return statement
    return None


def _nested(parent: Item, item: Item, place: int) -> str | None:
    if item.number and "." in item.number:
        return item.number
    return f"{parent.number}.{place}" if parent.number else None


def _of_sentence(text: str, sentence: Span, inside: bool) -> Iterator[Statement]:
    named = _IN_SENTENCE.search(text, *sentence)
    statement = read_statement(text, sentence, named["number"] if named else None, bool(named), "goal-sentence")
    if statement is None and inside:
        plain = read_statement(text, sentence, None, True, "goal-sentence")
        statement = plain if plain and any(level.role == "target" for level in plain.levels) else None
    if statement is not None and (inside or named or statement.levels):
        yield statement


def _of_pair(text: str, before: Span, sentence: Span) -> Statement | None:
    """A goal told over two sentences: the level of a year, then "Den andel skal vokse til ..." with what is asked."""
    if not _THAT_LEVEL.match(text, *sentence) or not _MODAL.search(text, *sentence):
        return None
    words = text[slice(*before)]
    level = find_told(words)
    way = read_direction(text[slice(*sentence)])
    indicator = read_indicator(words)
    if level is None or way is None or read_direction(words) or indicator not in ("feels_safe", "feels_unsafe"):
        return None
    asked = [_shifted(x, sentence[0] - before[0]) for x in find_levels(text[slice(*sentence)], way[0])]
    targets = [x for x in asked if x.role == "target"]
    if len(targets) != 1 or targets[0].unit != level.unit:
        return None
    return Statement(
        None,
        before[0],
        sentence[1],
        (before[0], sentence[1]),
        indicator,
        way[0],
        (),
        (level, targets[0]),
        targets[0].year or first_year(DEADLINES, text[slice(*sentence)]),
        level.year,
        None,
        None,
        "goal-sentence",
        0.75,
    )


def read_statement(
    text: str, span: Span, number: str | None, lenient: bool, rule: str, context: int | None = None
) -> Statement | None:
    """A stretch of text as a goal, or None. `lenient`: a list item among goals need not say "skal".

    What explains the goal may stand behind it, up to `context`.
    """
    core = _core(text, span) or (span if lenient else None)
    if core is None:
        return None
    words = text[slice(*core)]
    indicator = read_indicator(words)
    direction = _least(words) if indicator == "activities_with_partners" else None
    direction = direction or read_direction(words) or _compared(words)
    if indicator is None or direction is None:
        return None
    measured = indicator in ("activities_with_partners", "need_for_safety_measures")
    if (_VAGUE.search(words) or _OVERALL.search(words)) and not measured:
        return None
    if not lenient and not _MODAL.search(words) and direction[0] != "monitor":
        return None
    way = direction[0]
    levels = _levels(text, span, core, indicator, way, context)
    if way == "at_least" and indicator != "activities_with_partners" and not levels:
        return None
    own = tuple(level.year for level in levels if level.year and level.role == "baseline")
    base = next(iter(own), None) or first_year(BASELINE_YEARS, text[span[0] : span[1]])
    avoid = tuple(year for year in (*own, base) if year)
    due = next((level.year for level in levels if level.role == "target" and level.year), None)
    source = _SOURCE.search(text, span[0], context or span[1])
    return Statement(
        number,
        span[0],
        max([span[1], *(span[0] + level.end for level in levels)]),
        core,
        indicator,
        way,
        _offences(words) if indicator.startswith("reported") else (),
        levels,
        due or first_year(DEADLINES, words, avoid),
        base,
        _threshold(words) if indicator == "activities_with_partners" else None,
        " ".join(source["source"].split()) if source else None,
        rule,
        0.93 if rule == "goal-item" else 0.75,
    )


def _levels(text: str, span: Span, core: Span, indicator: str, way: str, context: int | None) -> tuple[Level, ...]:
    """The levels a goal names: in words what leads up to it counts too; a start may be told behind it."""
    if indicator == "need_for_safety_measures":
        low = max(0, span[0] - _REACH)
        found = [_shifted(level, low - span[0]) for level in find_categories(text[low : context or span[1]])]
        if found:
            return tuple(found)
    if indicator == "activities_with_partners":
        return ()
    words = text[slice(*core)]
    found = [_shifted(level, core[0] - span[0]) for level in find_levels(words, way)]
    found = found or find_levels(text[slice(*span)], way)
    if not found and indicator.startswith("reported"):
        counted = find_counted(words)
        asked = find_count_targets(words)
        found = [_shifted(level, core[0] - span[0]) for level in ([counted] if counted else []) + list(asked)]
    if not any(level.role == "baseline" for level in found):
        told = find_starts(text[core[1] : _told_until(text, span[1], context)])
        found = [*(_shifted(level, core[1] - span[0]) for level in told), *found]
    return tuple(_as_read(level, indicator) for level in found)


def _told_until(text: str, end: int, context: int | None) -> int:
    """How far what explains a goal goes on behind it: to the end of its paragraph."""
    if context is None or context <= end:
        return end
    blank = re.compile(r"\n[ \t]*\n").search(text, end, context)
    return blank.start() if blank else context


def _least(words: str) -> tuple[str, int, int] | None:
    """A share of activities that is to be reached at least, whatever else goes up in the sentence."""
    rule = MOVES[-1]
    return next((("at_least", match.start(), match.end()) for match, _ in rule.find(words)), None)


def _compared(words: str) -> tuple[str, int, int] | None:
    """The way from a stated baseline to a stated target: "Baseline 2018: 33 %. Mål 2022: 25 %"."""
    levels = list(find_levels(words, "increase"))
    start = next((x.value for x in levels if x.role == "baseline" and not isinstance(x.value, str)), None)
    goal = next((x.value for x in levels if x.role == "target" and not isinstance(x.value, str)), None)
    if start is None or goal is None or start == goal:
        return None
    return ("increase" if goal > start else "decrease"), 0, 0


def _core(text: str, span: Span) -> Span | None:
    """The first sentence of a stretch that says which way; pieces after a colon go with what announces them."""
    merged: list[Span] = []
    for low, high in find_sentences(text, *span):
        if merged and text[merged[-1][1] - 1] == ":":
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    for low, high in merged:
        if _DEFINES.search(text[low : low + 60]):
            continue
        if high - low < _REACH and read_direction(text[low:high]) and read_indicator(text[low:high]):
            return low, high
    return None


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
    return tuple(totals or found)


def _threshold(words: str) -> Number | None:
    return next((value for rule in PERCENTAGES for _, value in rule.find(words)), None)


def _shifted(level: Level, by: int) -> Level:
    return Level(
        level.role, level.value, level.unit, level.year, level.change, level.start + by, level.end + by, level.rule
    )


def _as_read(level: Level, indicator: str) -> Level:
    """A level of crime per inhabitants keeps that unit; a percent change of a feeling is in percent."""
    unit = level.unit
    if unit == "count" and indicator == "reported_offences_per_1000":
        unit = "per_1000_inhabitants"
    if unit == "count" and indicator.startswith("feels"):
        unit = "percent"
    return Level(level.role, level.value, unit, level.year, level.change, level.start, level.end, level.rule)
