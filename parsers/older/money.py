"""Danish money in running text and in tables, as whole kroner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.older.numbers import DIGITS, NUMBER_WORDS, Number, read_digits, read_words
from parsers.rules.rule import Rule, compile_danish

_DIGITS = rf"(?:\d+\s?(?:½|1/2)|½|{DIGITS})"
_KR = r"(?:kr\b\.?|kroner\b|DKK\b|danske\skroner\b)"
_MILLION = r"(?:mio\b\.?|mill\b\.?|millioner\b|million\b)"
_THOUSAND = r"(?:t\.\s?|t|tusinde?\s+|1\.?000\s)"

# Looked for first: most sentences hold no money, and number words are dear to search for.
_MAY_HOLD = re.compile(r"kr\b|kroner|DKK|mio|mill|\d\.\d{3}", re.IGNORECASE)

SCALES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(?:mia\b\.?|milliard(?:er)?)", re.IGNORECASE), 10**9),
    (re.compile(rf"\b{_MILLION}", re.IGNORECASE), 10**6),
    (re.compile(r"\bt\.?\s?kr|\btusinde?\b|\b1\.?000\s?kr", re.IGNORECASE), 10**3),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Kroner that stand at `text[start:end]`, and the rule that read them."""

    kroner: int
    start: int
    end: int
    rule: Rule


def read_scale(text: str) -> int:
    """What a figure in a column headed by `text` is to be multiplied by: 1000 under "t.kr.", else 1."""
    return next((factor for pattern, factor in SCALES if pattern.search(text)), 1)


def _kroner(value: Number | None, factor: int = 1) -> int | None:
    return None if value is None or value * factor < 100 else round(value * factor)


def _read_plain(match: re.Match[str]) -> int | None:
    return _kroner(read_digits(match["number"]))


def _read_millions(match: re.Match[str]) -> int | None:
    return _kroner(read_digits(match["number"]), 10**6)


def _read_thousands(match: re.Match[str]) -> int | None:
    return _kroner(read_digits(match["number"]), 10**3)


def _read_word_millions(match: re.Match[str]) -> int | None:
    phrase = " ".join(match["number"].casefold().split())
    if phrase.endswith("kvart"):
        return 250000 if phrase.startswith("en") else 750000
    extra = 0.5 if re.search(r"\ben\s+halv$", phrase) else 0
    words = re.sub(r"\s*(?:og\s+)?\ben\s+halv$", "", phrase)
    value = read_words(words) if words.strip() else 0
    rest = read_words(match["rest"]) if match["rest"] else 0
    return None if value is None or rest is None else _kroner(value + extra + rest / 10**6, 10**6)


def _read_words(match: re.Match[str]) -> int | None:
    return _kroner(read_words(match["number"]))


def _read_joined_words(match: re.Match[str]) -> int | None:
    """Number words written in one: "tohundrede" is "to hundrede"."""
    return _kroner(read_words(re.sub(r"(?i)(hundrede?|tusinde?)(og)?", r" \1 \2 ", match["number"])))


MONEY: tuple[Rule, ...] = (
    Rule(
        "money-millions",
        "budgets",
        compile_danish(rf"(?:\b(?:kr\b\.?|DKK)\s*)?(?<![\d.,])(?P<number>{_DIGITS})\s*{_MILLION}(?:\s*{_KR})?"),
        _read_millions,
        examples=(
            ("0,34 mio. kr.", 340000),
            ("2 millioner kroner", 2000000),
            ("2½ mio. kr.", 2500000),
            ("kr. 1,2 mio.", 1200000),
        ),
        rejects=("300.000 kr.", "mio. kr."),
        confidence=0.95,
    ),
    Rule(
        "money-words-millions",
        "budgets",
        compile_danish(
            rf"\b(?P<number>(?:{NUMBER_WORDS}(?: og en halv)?|en halv|en kvart|trekvart|tre kvart))"
            rf" {_MILLION}(?: (?:og )?(?P<rest>{NUMBER_WORDS})(?= (?:kr\b|kroner\b)))?(?:\s*{_KR})?"
        ),
        _read_word_millions,
        examples=(
            ("halvanden million kroner", 1500000),
            ("en halv million kr.", 500000),
            ("en kvart million kroner", 250000),
            ("trekvart million kr. til lokaler", 750000),
            ("to og en halv million", 2500000),
            ("tre millioner", 3000000),
            ("en million to hundrede tusinde kroner", 1200000),
        ),
        rejects=("flere millioner",),
        confidence=0.9,
    ),
    Rule(
        "money-thousands",
        "budgets",
        compile_danish(rf"(?<![\d.,])(?P<number>{_DIGITS})\s*{_THOUSAND}(?:kr\b\.?|kroner\b)"),
        _read_thousands,
        examples=(("250 t.kr.", 250000), ("417 tkr.", 417000), ("80 tusinde kroner", 80000), ("1.200 t.kr.", 1200000)),
        rejects=("250 kr.", "t.kr."),
        confidence=0.95,
    ),
    Rule(
        "money-words",
        "budgets",
        compile_danish(rf"\b(?P<number>{NUMBER_WORDS}) (?:kr\b\.?|kroner\b)"),
        _read_words,
        examples=(("tre hundrede tusind kroner", 300000), ("femoghalvfjerds tusinde kr.", 75000)),
        rejects=("mange kroner", "to beboere"),
        confidence=0.9,
    ),
    Rule(
        "money-joined-words",
        "budgets",
        compile_danish(
            r"(?<!\w)(?P<number>[a-zæøå]*(?:hundred|tusind)e?[a-zæøå]*"
            r"(?: (?:og )?[a-zæøå]*(?:hundred|tusind)e?[a-zæøå]*| og [a-zæøå]+){0,2}) (?:kr\b\.?|kroner\b)"
        ),
        _read_joined_words,
        examples=(("femhundrede tusinde kroner", 500000), ("tohundredeoghalvtredstusinde kr.", 250000)),
        rejects=("flerehundrede tusinde kroner",),
        confidence=0.9,
    ),
    Rule(
        "money-kroner-first",
        "budgets",
        compile_danish(
            rf"(?<!\d)(?<!\d\s)\b(?:kr\b\.?|DKK)\s*(?P<number>{DIGITS})(?:,-)?"
            r"(?!\s*(?:mio|mill|t\.?\s?kr|[\d.]))"
        ),
        _read_plain,
        examples=(("kr. 500.000,-", 500000), ("DKK 75000", 75000), ("kr. 12.500,00", 12500)),
        rejects=("i 2024 kr. 1,2 mio.",),
        confidence=0.95,
    ),
    Rule(
        "money-kroner",
        "budgets",
        compile_danish(rf"(?<![\d.,])(?P<number>{DIGITS}),?-?\s*{_KR}"),
        _read_plain,
        examples=(
            ("300.000 kr.", 300000),
            ("1 200 000 kroner", 1200000),
            ("12.500,50 kr", 12500),
            ("750.000,- kr.", 750000),
        ),
        rejects=("300.000 beboere", "kr. 40"),
        confidence=0.97,
    ),
    Rule(
        "money-bare",
        "budgets",
        compile_danish(
            r"(?<![\d.,/])(?P<number>\d{1,3}(?:\.\d{3})+)(?:,-)?(?!\d|[,.]\d"
            r"|\s?(?:%|pct|kr|indbyg|borger|beboer|bolig))"
        ),
        _read_plain,
        examples=(("1.200.000 årligt", 1200000), ("(4.800.000 i alt)", 4800000)),
        rejects=("per 1.000 indbyggere", "12.06.2024", "300.000 kr."),
        confidence=0.85,
    ),
)


_DECLARES = compile_danish(
    r"\b(?:beløb(?:et|ene)?|tal(?:lene)?|angivet|anført|opgjort|økonomi|budget\w*|finansiering|ramme|bevilling\w*)\b"
    r"[^.\n]{0,30}?\bi (?:hele )?(?:tusinde?r?\b|1\.?000 kr\b|t\.?\s?kr\b|1\.?000-kr)"
)
_IN_THOUSANDS = Rule(
    "money-in-thousands",
    "budgets",
    compile_danish(
        r"(?<![\d.,/§-])(?!(?:19|20)\d\d\b)(?P<number>\d{1,3}(?:\.\d{3})+|\d{2,4})(?!\d|[,.]\d|\s?[-–]\s?\d|\s?kr)"
        r"(?=\s*(?:[,;)]|\.(?!\s+[a-zæøå])|$|årlig|om året|hvert år|pr\.|per |til |i |og |fra |for |samt ))"
    ),
    _read_thousands,
    examples=(("600 årligt til aktiviteter", 600000), ("med 1.200 om året", 1200000)),
    rejects=("i 2024 til drift", "12 møder", "den 12. marts"),
    confidence=0.75,
)

RULES: tuple[Rule, ...] = (*MONEY, _IN_THOUSANDS)


def declares_thousands(text: str, start: int, end: int) -> bool:
    """Whether a stretch says that its amounts are in thousands: "Beløb i 1.000 kr."."""
    return bool(_DECLARES.search(text, start, end))


def find_thousands(text: str, start: int, end: int) -> list[Amount]:
    """The bare figures of a sentence whose section says that amounts are in thousands; none where money is named."""
    if any(rule.pattern.search(text, start, end) for rule in MONEY[:-1]):
        return []
    return [Amount(kr, *match.span("number"), _IN_THOUSANDS) for match, kr in _IN_THOUSANDS.find(text, start, end)]


def find_money(text: str, start: int = 0, end: int | None = None, bare: bool = False) -> Iterator[Amount]:
    """Every amount of `text[start:end]` in order; with `bare`, grouped figures without a word for money count too."""
    if not _MAY_HOLD.search(text, start, len(text) if end is None else end):
        return
    rules = MONEY if bare else MONEY[:-1]
    found = [
        Amount(kroner, match.start(), match.end(), rule)
        for rule in rules
        for match, kroner in rule.find(text, start, end)
    ]
    taken = start - 1
    order = {rule.name: place for place, rule in enumerate(rules)}
    for amount in sorted(found, key=lambda a: (a.start, order[a.rule.name], -a.end)):
        if amount.start >= taken:
            taken = amount.end
            yield amount
