"""The levels a goal starts from and asks for, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.numbers import DIGITS, NUMBER_WORDS, PERCENTAGES, Number, read_number, tidy
from parsers.rules import compile_danish
from parsers.sentences import Span
from parsers.terms import read_level

_PCT = r"(?:%|pct\b\.?|procent\b)(?![.\s-]{0,2}point)"
_N = rf"(?:{DIGITS}|{NUMBER_WORDS})"
_ABOUT = r"(?:(?:mindst|minimum|højst|maksimalt|maks\.?|under|over|ca\.?|omkring|cirka|det|niveauet) ){0,2}"
_THAN = r"(?:flere|mere|færre|mindre) end"
_IN = r"(?: ?[,(]? ?(?:i|år|ultimo|primo|\() ?(?P<{0}>20\d\d)\)?)?".replace(" ?", r"\s?")


@dataclass(frozen=True, slots=True)
class Level:
    """A level a goal starts from (`baseline`) or asks for (`target`); offsets in the text read."""

    role: str
    value: Number | str | None
    unit: str
    year: int | None
    change: Number | None
    start: int
    end: int
    rule: str


def _number(text: str) -> Number | None:
    value = read_number(text)
    return None if value is None else tidy(value)


# Cheap tests for what the patterns with number words need anyway.
_RANGE = re.compile(r"\bfra\s.*\stil\s", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(r"%|pct|procent", re.IGNORECASE)
_SHARE = re.compile(r"\saf\s|halvdel|fjerdedel|\bhver\s", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_FROM_TO = compile_danish(
    rf"\bfra {_ABOUT}(?P<low>{_N})\s?(?P<low_pct>{_PCT})?{_IN.format('low_year')}\s?(?:anmeldelser|sager)?"
    rf"{_IN.format('low_year2')},? til {_ABOUT}(?P<high>{_N})\s?(?P<high_pct>{_PCT})?\s?(?:anmeldelser|sager)?"
    rf"{_IN.format('high_year')}"
)
_TO = compile_danish(
    rf"\b(?:til|på|være|udgøre|mindst|minimum|under|højst|over|maksimalt|så|at|{_THAN}) {_ABOUT}(?P<high>{_N})\s?{_PCT}"
    rf"{_IN.format('high_year')}"
)
_BY = compile_danish(
    rf"\b(?:med|(?:fald|stigning|reduktion|nedgang)(?: i [\w/]+){{0,2}} på) {_ABOUT}(?P<change>{_N})\s?{_PCT}"
)
_TO_COUNT = compile_danish(
    rf"\b(?:til|på|under|højst|{_THAN}) {_ABOUT}(?P<high>{DIGITS})(?!\s?(?:%|pct|procent|-))(?: anmeldelser| sager)?"
    rf"(?=[,.;]| i| inden| om året| årligt| [a-zæøå]+ om året|$)(?:,? (?:i|inden|senest(?: i)?) (?P<high_year>20\d\d))?"
)
_GOAL_STATED = compile_danish(
    rf"\b(?:mål|måltal|målet)(?: for| i)?\s*\(?(?P<high_year>20\d\d)\)?\s*(?:er|på|:|=)?\s*(?P<high>{DIGITS})"
    rf"\s?(?:(?P<high_pct>{_PCT})|anmeldelser|sager|$|(?=[.,;]))"
)
_BASE = compile_danish(
    rf"\b(?:baseline|udgangspunkt\w*|startniveau\w*|nuværende niveau)\b[^.%]{{0,60}}?(?P<low>{DIGITS})\s?{_PCT}"
    rf"{_IN.format('low_year')}"
)
_STATED = compile_danish(
    rf"\b(?:baseline|udgangspunkt\w*)(?: i| for)?\s*\(?(?P<low_year>20\d\d)\)?\s*(?:var|er|på|:|=)?\s*"
    rf"(?P<low>{DIGITS})\s?(?:(?P<low_pct>{_PCT})|anmeldelser|sager|(?=[.,;)]))"
)
_BRACKET = compile_danish(
    rf"\((?:i )?(?:(?P<low_year>20\d\d)\s?: ?(?P<low>{_N})\s?(?P<low_pct>{_PCT})?"
    rf"|(?P<low2>{_N})\s?(?P<low_pct2>{_PCT})?(?: anmeldelser| sager)? i (?P<low_year2>20\d\d))\)".replace(
        ": ?", r":\s?"
    )
)
_BESIDE = compile_danish(
    rf"\b(?P<low_year>20\d\d)(?:-niveau\w*)? \((?P<low>{DIGITS})\s?(?P<low_pct>{_PCT})?(?: anmeldelser| sager)?\)"
)
_AGAINST = compile_danish(
    rf"\b(?:mod|op fra|ned fra|sammenlignet med|i forhold til) (?:de )?(?P<low>{_N})\s?(?P<low_pct>{_PCT})?"
    r"(?: anmeldelser| sager)? i (?P<low_year>20\d\d)"
)
_SHARES = {"fjerdedel": 25, "femtedel": 20, "tiendedel": 10, "halvdelen": 50, "det halve": 50}
_BY_SHARE = compile_danish(rf"\bmed (?:en |1 )?(?P<share>{'|'.join(_SHARES)})\b")
_WAS = compile_danish(
    r"(?:\b(?:i|ved udgangen af|ultimo) (?P<low_year>20\d\d)(?: var| lå)(?: \w+){1,3}?"
    r"|(?:\bi|\|) \w*(?:m[åa]ling|undersøgelse|indeks|analyse)\w*,? (?:for |fra |i )?(?P<low_year4>20\d\d)"
    r"(?: var| lå| er| viste)(?: \w+){0,2}?"
    r"|\b(?:udgangspunkt\w*|startniveau\w*|baseline|den|det|niveauet|andelen|tallet|antallet)"
    r"(?: (?:var|er|lå)| udgør| udgjorde)(?: i (?P<low_year2>20\d\d))?)"
    rf"(?: på)? (?P<low>{DIGITS})(?!\d|[.,]\d)\s?(?:(?P<low_pct>{_PCT})|(?=anmeld|sager|[.,;]|i [a-zæøå]))"
    r"(?: anmeldelser| sager)?(?: pr\.? 1\.?000 (?:indbyggere|borgere))?(?: i (?P<low_year3>20\d\d))?"
)
_THE_COUNTED = compile_danish(
    rf"\W*de (?P<low>{DIGITS}) [a-zæøå]{{4,}}\b[^.;\d]{{0,120}}?\bi (?P<low_year>20\d\d),? (?:skal|må|bør)\b"
)
_LEVELS = compile_danish(r"\bfra (?:et |en )?(?P<low>\w+)(?: behov)? til (?:et |en )?(?P<high>\w+)")
_LEVEL_NOW = compile_danish(
    r"\b\w*(?:indeks|undersøgelse|måling)\w* (?:for|fra|i) (?P<year>20\d\d)\b[^.]{0,120}?"
    r"\b(?:et|en) (?P<low>\w+) behov"
)


def find_levels(text: str, direction: str) -> list[Level]:
    """The levels a statement names, each figure once."""
    taken: list[Span] = []
    found = [*_from_to(text, taken), *_starts(text, taken), *_changes(text, direction, taken)]
    found += _stated_starts(text, taken)
    if not any(level.role == "baseline" for level in found):
        found += _asides(text, taken)
    target = next(_targets(text, taken), None)
    return [*found, target] if target else found


def _from_to(text: str, taken: list[Span]) -> Iterator[Level]:
    rule = "goal-from-to"
    for match in _FROM_TO.finditer(text) if _RANGE.search(text) else ():
        unit = "percent" if match["high_pct"] or match["low_pct"] else "count"
        low, high = _number(match["low"]), _number(match["high"])
        if low is None or high is None or (unit == "count" and (1990 < low < 2100 or 1990 < high < 2100)):
            continue
        taken.append(match.span())
        year = match["low_year"] or match["low_year2"]
        yield Level("baseline", low, unit, _year(year), None, match.start(), match.end("low"), rule)
        yield Level("target", high, unit, _year(match["high_year"]), None, *match.span("high"), rule)


def _starts(text: str, taken: list[Span]) -> Iterator[Level]:
    for match in _BASE.finditer(text):
        value = _number(match["low"])
        if value is not None and not _within(match.span("low"), taken):
            taken.append(match.span())
            yield Level("baseline", value, "percent", _year(match["low_year"]), None, *match.span(), "goal-baseline")


def _changes(text: str, direction: str, taken: list[Span]) -> Iterator[Level]:
    for match in _BY.finditer(text) if _PERCENT.search(text) else ():
        amount = _number(match["change"])
        if amount is not None and not _within(match.span("change"), taken) and direction in ("increase", "decrease"):
            taken.append(match.span())
            signed = -amount if direction == "decrease" else amount
            yield Level("target", None, "count", None, signed, *match.span(), "goal-by-percent")

    for match in _BY_SHARE.finditer(text) if direction in ("increase", "decrease") else ():
        taken.append(match.span())
        amount = _SHARES[" ".join(match["share"].casefold().split())]
        signed = -amount if direction == "decrease" else amount
        yield Level("target", None, "count", None, signed, *match.span(), "goal-by-percent")


def _stated_starts(text: str, taken: list[Span]) -> Iterator[Level]:
    for match in _STATED.finditer(text):
        value = _number(match["low"])
        if value is not None and not _within(match.span("low"), taken):
            taken.append(match.span("low"))
            unit = "percent" if match["low_pct"] else "count"
            yield Level("baseline", value, unit, _year(match["low_year"]), None, *match.span(), "goal-baseline-stated")


def _asides(text: str, taken: list[Span]) -> Iterator[Level]:
    """The level now, said in brackets or after "mod": "(2015: 61 pct.)", "mod 61 pct. i 2015"."""
    dated = _YEAR.search(text)
    for match in [m for pattern in (_BRACKET, _BESIDE, _AGAINST) for m in (pattern.finditer(text) if dated else ())][
        :1
    ]:
        groups = match.groupdict()
        value = _number(groups["low"] or groups.get("low2") or "")
        if value is not None and not (isinstance(value, int) and 1990 < value < 2100):
            taken.append(match.span())
            unit = "percent" if groups["low_pct"] or groups.get("low_pct2") else "count"
            year = _year(groups["low_year"] or groups.get("low_year2"))
            yield Level("baseline", value, unit, year, None, *match.span(), "goal-start-aside")


def _targets(text: str, taken: list[Span]) -> Iterator[Level]:
    for rule, pattern in (("goal-target-stated", _GOAL_STATED), ("goal-to", _TO)):
        for match in pattern.finditer(text) if pattern is not _TO or _PERCENT.search(text) else ():
            value = _number(match["high"])
            if value is not None and not _within(match.span("high"), taken):
                unit = "percent" if rule == "goal-to" or match["high_pct"] else "count"
                yield Level("target", value, unit, _year(match["high_year"]), None, *match.span(), rule)
    for share in PERCENTAGES[1:] if _SHARE.search(text) else ():
        for match, value in share.find(text):
            if _within(match.span(), taken):
                continue
            yield Level("target", value, "percent", None, None, *match.span(), "goal-share")


def find_counted(text: str) -> Level | None:
    """The number of reports a goal starts from, told as its subject: "De 40 tyverier i 2016 skal ned på 30"."""
    match = _THE_COUNTED.match(text)
    value = _number(match["low"]) if match else None
    if match is None or value is None:
        return None
    return Level("baseline", value, "count", _year(match["low_year"]), None, *match.span(), "goal-start-told")


def find_starts(text: str) -> Iterator[Level]:
    """The level a goal starts from, where a sentence behind the goal tells it: "I 2015 var den 61 pct."."""
    taken: list[Span] = []
    found = [*_starts(text, taken), *_stated_starts(text, taken)]
    for match in [] if found else _WAS.finditer(text):
        value = _number(match["low"])
        if value is not None:
            unit = "percent" if match["low_pct"] else "count"
            year = match["low_year"] or match["low_year2"] or match["low_year3"] or match["low_year4"]
            found.append(Level("baseline", value, unit, _year(year), None, *match.span(), "goal-start-told"))
    return iter(found[:1])


def find_told(text: str) -> Level | None:
    """The one share that a sentence with one year tells, where the next sentence says what it is to become."""
    years = {match.group() for match in _YEAR.finditer(text)}
    shares = list(PERCENTAGES[0].find(text)) if _PERCENT.search(text) else []
    if len(years) != 1 or len(shares) != 1:
        return None
    match, value = shares[0]
    return Level("baseline", value, "percent", int(years.pop()), None, *match.span(), "goal-start-told")


def find_count_targets(text: str) -> Iterator[Level]:
    """A number of reports a goal asks for: "falder til under 100 i 2022"."""
    for match in _TO_COUNT.finditer(text):
        value = _number(match["high"])
        if value is not None and not (isinstance(value, int) and 1990 < value < 2100):
            yield Level("target", value, "count", _year(match["high_year"]), None, *match.span(), "goal-to-count")
            return


def find_categories(text: str) -> Iterator[Level]:
    """Levels in words: "fra højt til lavt", and what a survey of a year says of the level now."""
    for match in _LEVELS.finditer(text):
        low, high = read_level(match["low"]), read_level(match["high"])
        if low and high:
            now = next((m for m in _LEVEL_NOW.finditer(text) if read_level(m["low"]) == low), None)
            year = _year(now["year"]) if now else None
            yield Level("baseline", low, "category", year, None, *(now or match).span(), "goal-level")
            yield Level("target", high, "category", None, None, *match.span(), "goal-level")
            return


def _within(span: Span, taken: list[Span]) -> bool:
    return any(low <= span[0] < high for low, high in taken)


def _year(text: str | None) -> int | None:
    return int(text) if text else None
