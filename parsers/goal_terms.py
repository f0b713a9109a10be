"""What a sentence about a goal says: which way, to which level, by when, from which year. Rules as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parsers.numbers import DIGITS, NUMBER_WORDS, PERCENTAGES, Number, read_number, tidy
from parsers.rules import Rule, compile_danish
from parsers.terms import read_level

_PCT = r"(?:%|pct\b\.?|procent\b)(?![.\s-]{0,2}point)"
_N = rf"(?:{DIGITS}|{NUMBER_WORDS})"
_ABOUT = r"(?:(?:mindst|minimum|højst|maksimalt|maks\.?|under|over|ca\.?|omkring|cirka|det|niveauet) ){0,2}"
_IN = r"(?: ?[,(]? ?(?:i|år|ultimo|primo|\() ?(?P<{0}>20\d\d)\)?)?".replace(" ?", r"\s?")


def _constant(value: str) -> Callable[[re.Match[str]], str]:
    return lambda match: value


def _direction(name: str, words: str, examples: tuple[str, ...], rejects: tuple[str, ...] = ()) -> Rule:
    return Rule(
        f"direction-{name.replace('_', '-')}",
        "goals",
        compile_danish(words),
        _constant(name),
        tuple((text, name) for text in examples),
        rejects,
    )


# Order is priority where a sentence says several.
DIRECTIONS: tuple[Rule, ...] = (
    _direction(
        "maintain",
        r"\bfasthold\w*|\bbevar(?:es|e)\b|\bmå ikke (?:stige|overstige|vokse|øges|blive)|\bikke (?:overstige|stige)\b"
        r"|\bholdes? (?:på|sig på)|\buændret\b|\bpå niveau med\b|\bpå samme niveau\b|\bstabilisere\w*|\bvedligehold\w*",
        ("Tallet skal som minimum fastholdes", "kriminaliteten må ikke stige", "skal holdes på niveau med 2019"),
        ("skal falde",),
    ),
    _direction(
        "monitor",
        r"\bmonitore?r\w*|\bmoniter\w*|\bovervåge\w*|\bfølges (?:årligt|løbende)|\b(?:årligt|løbende) følges\b",
        ("Årlig monitorering af hærværk", "Udviklingen i chikane monitoreres"),
        ("følges op af kommunen",),
    ),
)
MOVES: tuple[Rule, ...] = (
    _direction(
        "increase",
        r"\bstige(?:r|t)?\b|\bstigning\w*|\b(?:for)?øges?\b|\b(?:for)?øget\b"
        r"|\bvokse\w*|\bflere\b(?! samarbejds| end to)"
        r"|\bhøjere\b|\bløftes?\b|\bforbedres?\b|\bhæves?\b|\bstørre andel\b|\bskal op\b|\bbringes op\b",
        ("skal årligt stige", "der skal ske en stigning i trygheden", "skal øges år for år"),
        ("skal falde", "stigende"),
    ),
    _direction(
        "decrease",
        r"\bfalde(?:r|t)?\b|\b(?:et )?fald\b|\bnedbring\w*|\bnedbragt\w*|\bnedsætte\w*|\breducer\w*"
        r"|\bmindske[st]?\b|\bsænke[st]?\b"
        r"|\bfærre\b|\blavere\b|\bbegrænse[st]?\b|\bhalvere\w*|\bformindske\w*"
        r"|\bnedgang\b|\bskal ned\b|\bbringes ned\b",
        ("skal nedbringes", "være faldet til", "færre indbrud", "et fald i hærværk"),
        ("skal øges",),
    ),
    _direction("approach", r"\bnærme sig\b|\bnærmer sig\b", ("skal nærme sig byens niveau",), ("i nærheden",)),
    _direction(
        "decrease_to",
        r"\b(?:må højst|højst være|højst udgøre|være under|komme under|maksimalt)\b",
        ("må højst være 15 %",),
        ("mindst 15 %",),
    ),
    _direction(
        "at_least",
        r"\b(?:mindst|minimum|som minimum)\b",
        ("Mindst 60 % af aktiviteterne",),
        ("højst 60 %",),
    ),
)


def read_direction(text: str) -> tuple[str, int, int] | None:
    """The direction a statement asks for, and where it says so; None where it asks for none."""
    for rule in DIRECTIONS:
        for match, value in rule.find(text):
            return str(value), match.start(), match.end()
    moves = [(m.start(), str(v), m.end()) for rule in MOVES[:2] for m, v in rule.find(text)]
    if moves:
        start, value, end = min(moves)
        return value, start, end
    for rule in MOVES[2:]:
        for match, value in rule.find(text):
            return str(value).removesuffix("_to"), match.start(), match.end()
    return None


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


_FROM_TO = compile_danish(
    rf"\bfra {_ABOUT}(?P<low>{_N})\s?(?P<low_pct>{_PCT})?{_IN.format('low_year')}\s?(?:anmeldelser|sager)?"
    rf"{_IN.format('low_year2')},? til {_ABOUT}(?P<high>{_N})\s?(?P<high_pct>{_PCT})?\s?(?:anmeldelser|sager)?"
    rf"{_IN.format('high_year')}"
)
_TO = compile_danish(
    rf"\b(?:til|på|være|udgøre|mindst|minimum|under|højst|over|maksimalt) {_ABOUT}(?P<high>{_N})\s?{_PCT}"
    rf"{_IN.format('high_year')}"
)
_BY = compile_danish(
    rf"\b(?:med|(?:fald|stigning|reduktion|nedgang)(?: i [\w/]+){{0,2}} på) {_ABOUT}(?P<change>{_N})\s?{_PCT}"
)
_TO_COUNT = compile_danish(
    rf"\b(?:til|på|under|højst) {_ABOUT}(?P<high>{DIGITS})(?!\s?(?:%|pct|procent|-))(?: anmeldelser| sager)?"
    rf"(?=[,.;]| i| inden| om året| årligt|$)(?:,? (?:i|inden|senest(?: i)?) (?P<high_year>20\d\d))?"
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
_LEVELS = compile_danish(r"\bfra (?:et |en )?(?P<low>\w+)(?: behov)? til (?:et |en )?(?P<high>\w+)")
_LEVEL_NOW = compile_danish(
    r"\b\w*(?:indeks|undersøgelse|måling)\w* (?:for|fra|i) (?P<year>20\d\d)\b[^.]{0,120}?"
    r"\b(?:et|en) (?P<low>\w+) behov"
)


def find_levels(text: str, direction: str) -> Iterator[Level]:
    """The levels a statement names, each figure once."""
    taken: list[tuple[int, int]] = []
    for match in _FROM_TO.finditer(text):
        unit = "percent" if match["high_pct"] or match["low_pct"] else "count"
        low, high = _number(match["low"]), _number(match["high"])
        if low is None or high is None or (unit == "count" and (1990 < low < 2100 or 1990 < high < 2100)):
            continue
        taken.append(match.span())
        year = match["low_year"] or match["low_year2"]
        yield Level("baseline", low, unit, _year(year), None, match.start(), match.end("low"), "goal-from-to")
        yield Level(
            "target",
            high,
            unit,
            _year(match["high_year"]),
            None,
            match.start("high"),
            match.end("high"),
            "goal-from-to",
        )
    for match in _BASE.finditer(text):
        if not _within(match.span("low"), taken):
            taken.append(match.span())
            yield Level(
                "baseline",
                _number(match["low"]),
                "percent",
                _year(match["low_year"]),
                None,
                *match.span(),
                "goal-baseline",
            )
    for match in _BY.finditer(text):
        amount = _number(match["change"])
        if amount is not None and not _within(match.span("change"), taken) and direction in ("increase", "decrease"):
            taken.append(match.span())
            signed = -amount if direction == "decrease" else amount
            yield Level("target", None, "count", None, signed, *match.span(), "goal-by-percent")
    for match in _STATED.finditer(text):
        value = _number(match["low"])
        if value is not None and not _within(match.span("low"), taken):
            taken.append(match.span("low"))
            unit = "percent" if match["low_pct"] else "count"
            yield Level("baseline", value, unit, _year(match["low_year"]), None, *match.span(), "goal-baseline-stated")
    for match in _GOAL_STATED.finditer(text):
        value = _number(match["high"])
        if value is not None and not _within(match.span("high"), taken):
            taken.append(match.span("high"))
            unit = "percent" if match["high_pct"] else "count"
            yield Level("target", value, unit, _year(match["high_year"]), None, *match.span(), "goal-target-stated")
            return
    for match in _TO.finditer(text):
        value = _number(match["high"])
        if value is not None and not _within(match.span("high"), taken):
            yield Level("target", value, "percent", _year(match["high_year"]), None, *match.span(), "goal-to")
            return
    for rule in PERCENTAGES[1:]:
        for match, value in rule.find(text):
            yield Level("target", value, "percent", None, None, *match.span(), "goal-share")
            return


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


def _within(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(low <= span[0] < high for low, high in taken)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _read_year(match: re.Match[str]) -> int:
    return int(match["year"])


_Y = r"(?P<year>20\d\d)"
BASELINE_YEARS: tuple[Rule, ...] = (
    Rule(
        "baseline-year",
        "goals",
        compile_danish(
            rf"\b{_Y}-? ?niveau\w*|\bniveauet (?:fra|i|for) {_Y.replace('year', 'y2')}".replace("-? ?", r"[-\s]*")
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(("fastholdes på 2019-niveau", 2019), ("på niveauet fra 2017", 2017)),
        rejects=("niveau med byen i 2024",),
    ),
    Rule(
        "baseline-compared",
        "goals",
        compile_danish(
            rf"\b(?:i forhold til|ift\.?|sammenlignet med|set i forhold til|målt mod|end|siden|på niveau med|målt fra)"
            rf" (?:niveauet |antallet |tallet |resultatet |baseline |målingen )?(?:i |fra |for |år )?{_Y}"
        ),
        _read_year,
        examples=(
            ("i forhold til 2020", 2020),
            ("færre indbrud end i 2015", 2015),
            ("sammenlignet med niveauet i 2018", 2018),
        ),
        rejects=("inden udgangen af 2024",),
    ),
    Rule(
        "baseline-named",
        "goals",
        compile_danish(
            rf"\b(?:baseline|udgangspunkt\w*|basisår\w*|referenceår\w*)(?: er| i| for|:)?(?: fra)? \(?{_Y}"
            rf"|\bmed {_Y.replace('year', 'y2')} som (?:baseline|udgangspunkt|basisår|referenceår)"
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(("baseline for 2021 er 40", 2021), ("med 2019 som basisår", 2019)),
        rejects=("mål for 2025",),
    ),
)
DEADLINES: tuple[Rule, ...] = (
    Rule(
        "deadline",
        "goals",
        compile_danish(
            rf"\b(?:inden|senest|med|ved|til) (?:med )?(?:udgangen|udløbet|slutningen) af (?:år )?{_Y}"
            rf"|\b(?:inden|senest(?: i)?|ultimo|frem (?:mod|til)|i slutningen af) {_Y.replace('year', 'y2')}"
        ),
        lambda m: int(m["year"] or m["y2"]),
        examples=(("med udgangen af 2016", 2016), ("senest i 2025", 2025), ("ultimo 2024", 2024)),
        rejects=("end i 2015",),
    ),
    Rule(
        "deadline-in",
        "goals",
        compile_danish(rf"(?<!end\s)(?<!til\s)(?<!fra\s)(?<!niveauet\s)(?<!med\s)\bi (?:år )?{_Y}\b(?!-|\s?niveau)"),
        _read_year,
        examples=(("nærme sig byens niveau i 2028", 2028),),
        rejects=("færre end i 2015", "fra 2015"),
        confidence=0.85,
    ),
)
RULES: tuple[Rule, ...] = DIRECTIONS + MOVES + BASELINE_YEARS + DEADLINES


def first_year(rules: tuple[Rule, ...], text: str, avoid: tuple[int, ...] = ()) -> int | None:
    """The first year that one of the rules reads, in the rules' order."""
    for rule in rules:
        for _, value in rule.find(text):
            if value not in avoid:
                return int(value)
    return None
