"""Danish numbers: digits with points and commas, number words, ordinals, fractions, shares, durations.

Number words and ordinals are generated from the two dozen stems they are made of. Digits are never matched loosely.
"""

from __future__ import annotations

import re
from itertools import product

from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish

Number = int | float

_UNITS = [
    "nul",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
    "tretten",
    "fjorten",
    "femten",
    "seksten",
    "sytten",
    "atten",
    "nitten",
]
_TENS = ["tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"]
_SCALES = {"hundrede": 100, "hundred": 100, "tusinde": 1000, "tusind": 1000}
_ORDINAL_STEMS = [
    "første",
    "anden",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "syvende",
    "ottende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
    "trettende",
    "fjortende",
    "femtende",
    "sekstende",
    "syttende",
    "attende",
    "nittende",
]
_TEN_ORDINALS = ["tyvende", "tredivte", "fyrretyvende", "halvtredsindstyvende", "tresindstyvende"]


def _make_words() -> dict[str, Number]:
    words: dict[str, Number] = {word: value for value, word in enumerate(_UNITS)}
    words.update({"et": 1, "én": 1, "ét": 1, "een": 1, "eet": 1, "halvanden": 1.5, "halvandet": 1.5})
    for place, ten in enumerate(_TENS):
        words[ten] = 20 + 10 * place
    for (one, unit), (place, ten) in product(list(enumerate(_UNITS))[1:10], list(enumerate(_TENS))):
        words[f"{unit}og{ten}"] = 20 + 10 * place + one
    return words


def _make_ordinals() -> dict[str, int]:
    ordinals = {word: value for value, word in enumerate(_ORDINAL_STEMS, 1)}
    ordinals["andet"] = 2
    for place, ten in enumerate(_TEN_ORDINALS):
        ordinals[ten] = 20 + 10 * place
        for one, unit in list(enumerate(_UNITS))[1:10]:
            ordinals[f"{unit}og{ten}"] = 20 + 10 * place + one
    return ordinals


WORDS: dict[str, Number] = _make_words()
ORDINALS: dict[str, int] = _make_ordinals()

_SMALL = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
DIGITS = r"(?:\d{1,3}(?:[.\u00a0\u202f]\d{3})+|\d{1,3}(?:[ ]\d{3})+(?!\d)|\d+)(?:,\d+)?"
NUMBER_WORDS = rf"(?:(?:(?:{_SMALL})\s+)?(?:{_SCALE})(?:\s+(?:og\s+)?(?:{_SMALL}|{_SCALE})\b)*|(?:{_SMALL}))"
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MIXED = re.compile(r"(?:(\d+)\s?)?([½¼¾]|1/2)")


def read_digits(text: str) -> Number | None:
    """A number as printed in digits: "1.200.000" is 1200000, "41,2" is 41.2, "2½" is 2.5; None where it is none."""
    text = text.strip()
    mixed = _MIXED.fullmatch(text)
    if mixed:
        return int(mixed[1] or 0) + _HALVES.get(mixed[2], 0.5)
    if not re.fullmatch(DIGITS, text):
        return None
    whole, _, decimals = text.partition(",")
    whole = re.sub(r"\D", "", whole)
    return float(f"{whole}.{decimals}") if decimals else int(whole)


def read_words(text: str) -> Number | None:
    """Number words as a number: "to hundrede og halvtreds tusind" is 250000; None where a word is no number."""
    total: Number = 0
    current: Number | None = None
    for word in re.findall(r"\w+", text.casefold()):
        if word == "og":
            continue
        if word in _SCALES:
            value = (1 if current is None else current) * _SCALES[word]
            total, current = (total + value, None) if _SCALES[word] == 1000 else (total, value)
        elif word in WORDS:
            current = WORDS[word] if current is None else current + WORDS[word]
        else:
            return None
    return None if current is None and not total else total + (current or 0)


def read_number(text: str) -> Number | None:
    """A number in digits or words."""
    value = read_digits(text)
    return read_words(text) if value is None and text.strip() else value


def tidy(value: Number) -> Number:
    """A whole number as int, others rounded to what was printed at most (4 decimals)."""
    value = round(value, 4)
    return int(value) if value == int(value) else value


def _read_percent(match: re.Match[str]) -> Number | None:
    value = read_number(match["number"])
    return None if value is None or value > 1000 else tidy(value)


def _read_of_ten(match: re.Match[str]) -> Number | None:
    part, whole = read_number(match["part"]), read_number(match["whole"])
    if part is None or whole not in (3, 4, 5, 10, 20, 100) or part > whole:
        return None
    return tidy(part * 100 / whole)


_FRACTIONS: dict[str, Number] = {
    "halvdelen": 50,
    "tre fjerdedele": 75,
    "en fjerdedel": 25,
    "to tredjedele": 67,
    "en tredjedel": 33,
}


def _read_fraction(match: re.Match[str]) -> Number | None:
    return _FRACTIONS.get(" ".join(match.group().casefold().split()))


_EVERY: dict[str, Number] = {"anden": 50, "fjerde": 25, "femte": 20, "tiende": 10}


def _read_every(match: re.Match[str]) -> Number | None:
    return _EVERY.get((match["ordinal"] or match["alone"]).casefold())


def _read_years(match: re.Match[str]) -> int | None:
    value = read_number(match["number"])
    return None if value is None or value != int(value) or not 0 < value < 31 else int(value)


_ANY = rf"(?P<number>{DIGITS}|{NUMBER_WORDS})"

PERCENTAGES: tuple[Rule, ...] = (
    Rule(
        "percent",
        "measures",
        compile_danish(rf"(?<![\w.,]){_ANY}\s*(?:%|pct\b\.?|procent\b)(?![.\s-]{{0,2}}point)"),
        _read_percent,
        examples=(
            ("Her er 78 % trygge", 78),
            ("78,5 pct. svarer ja", 78.5),
            ("syvogtres procent", 67),
            ("et fald til 4\nprocent", 4),
        ),
        rejects=("5 procentpoint", "2 pct.-point", "3 %-point højere"),
    ),
    Rule(
        "of-ten",
        "measures",
        compile_danish(
            rf"\b(?P<part>{DIGITS}|{NUMBER_WORDS})\s(?:ud\s)?af\s(?:de\s)?(?P<whole>ti|10"
            rf"|fem|5|fire|4|tre|3|tyve|20|hundrede|100)\b"
        ),
        _read_of_ten,
        examples=(("otte ud af ti beboere", 80), ("4 ud af 5", 80), ("tre ud af fire", 75)),
        rejects=("otte af de nye lygter", "12 ud af 10"),
        confidence=0.8,
    ),
    Rule(
        "fraction",
        "measures",
        compile_danish(r"\b(?:halvdelen|tre fjerdedele|en fjerdedel|to tredjedele|en tredjedel)\b"),
        _read_fraction,
        examples=(("Halvdelen af beboerne", 50), ("tre fjerdedele af lejerne", 75)),
        rejects=("i anden halvdel",),
        confidence=0.6,
    ),
    Rule(
        "every-nth",
        "measures",
        compile_danish(
            r"\bhver (?P<ordinal>anden|fjerde|femte|tiende) (?:beboer|borger"
            r"|voksen|lejer|københavner|indbygger)\b|\bhver (?P<alone>anden|fjerde|femte|tiende)(?=\s?[.;])"
        ),
        _read_every,
        examples=(("Hver fjerde beboer", 25),),
        rejects=("hver anden måned", "hver tredje borger"),
        confidence=0.6,
    ),
)

DURATIONS: tuple[Rule, ...] = (
    Rule(
        "years",
        "period",
        compile_danish(rf"\b{_ANY}(?:-| )?år(?:ig|ige|ene|s)?\b(?!lig)"),
        _read_years,
        examples=(("over en fireårig periode", 4), ("i tre år", 3), ("en 4-årig aftale", 4)),
        rejects=("hvert år", "i 2024 år efter"),
    ),
)

RULES: tuple[Rule, ...] = PERCENTAGES + DURATIONS
