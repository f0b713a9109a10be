"""The years an amount is for: named with it, named once for a whole section, or said to be those of the agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.records import Period
from parsers.older.dates import DAY_ONLY
from parsers.rules.patterns import Pattern
from parsers.rules.rule import Rule, compile_danish
from parsers.structure.sentences import Span

Years = tuple[int | None, int | None]

_DAY = rf"(?:den )?(?:{DAY_ONLY} |\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?)?"
_UNTIL = (
    r"(?:og )?(?:frem |ind )?(?:til(?: og med)?|t\.?\s?o\.?\s?m\.?)"
    r"(?: den)?(?: (?:udgangen|slutningen|udløbet) af| ultimo| ud)?(?: året)?"
)
_FIRST = r"(?<![\d,])(?P<first>20\d\d)"
# What is named before these years is not the money: a strategy, an earlier agreement.
_TITLED = re.compile(
    r"(?i)\b(?:\w*(?:strategi|politik|program|måling|undersøgelse)\w*|(?:\w*[^\Wt])?plan(?:en)?"
    r"|(?:partnerskabs|tryghedspartnerskabs|samarbejds)aftale\w*)(?:\s+for)?\s*$"
)


def _read_range(match: re.Match[str]) -> Years | None:
    first, last = int(match["early"] or match["first"]), match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if end < first or end - first > 12 or _TITLED.search(match.string, max(0, match.start() - 60), match.start()):
        return None
    return first, end


def _read_listed(match: re.Match[str]) -> Years | None:
    years = [int(year) for year in re.findall(r"20\d\d", match.group())]
    return (years[0], years[-1]) if years == sorted(set(years)) and years[-1] - years[0] < 12 else None


def _read_single(match: re.Match[str]) -> Years:
    return int(match["first"]), int(match["first"])


def _read_from(match: re.Match[str]) -> Years:
    return int(match["first"]), None


def _read_to(match: re.Match[str]) -> Years:
    return None, int(match["last"])


RANGES: tuple[Rule, ...] = (
    Rule(
        "budget-years-listed",
        "budgets",
        compile_danish(r"(?<![\d.,-])20\d\d(?:\s*[,/]\s*20\d\d)+(?:,? (?:og|samt) 20\d\d)?\b"),
        _read_listed,
        examples=(("i 2024, 2025 og 2026", (2024, 2026)), ("2024/2025/2026", (2024, 2026))),
        rejects=("i 2024 og 1.200 kr.", "2027, 2025"),
    ),
    Rule(
        "budget-years-range",
        "budgets",
        compile_danish(
            r"(?:(?P<early>20\d\d) (?:og|samt) (?:i )?(?:overslagsår\w*|budgetoverslagsår\w*|årene) )?"
            rf"{_FIRST}\s*(?:(?:[-–—/]|\bog\b|\b{_UNTIL})\s*{_DAY}(?P<last>20\d\d)"
            r"|[-–—/]\s*(?P<short>\d\d)(?![\d.,]))\b"
        ),
        lambda match: _read_range(match) if match["last"] else _read_short(match),
        examples=(
            ("i perioden 2011-2014", (2011, 2014)),
            ("i årene 2024 til 2027", (2024, 2027)),
            ("2024 og 2025", (2024, 2025)),
            ("fra den 1. juni 2016 til den 31. maj 2019", (2016, 2019)),
            ("fra 2024 og frem til udgangen af 2026", (2024, 2026)),
            ("1.1.2024 - 31.12.2027", (2024, 2027)),
            ("2024 t.o.m. 2026", (2024, 2026)),
            ("i 2024-27", (2024, 2027)),
            ("i budget 2024 og overslagsårene 2025-2027", (2024, 2027)),
        ),
        rejects=("Tryghedsstrategi 2022-2025", "i 2024 til 40", "2027-2024"),
    ),
)
SINGLES: tuple[Rule, ...] = (
    Rule(
        "budget-year",
        "budgets",
        compile_danish(
            r"\b(?:i|for|budget(?:tet)?|året|budgetåret|kalenderåret) (?:året )?(?P<first>20\d\d)\b"
            rf"(?!\s*(?:[-–—/,]|og\b|{_UNTIL})\s*{_DAY}20\d\d|\s*[-–—/]\s*\d\d\b)"
        ),
        _read_single,
        examples=(("i 2024 afsættes", (2024, 2024)), ("for året 2025", (2025, 2025))),
        rejects=("den 3. maj 2024", "i 2024-2027", "i 2024 til 2026"),
    ),
    Rule(
        "budget-year-label",
        "budgets",
        Pattern(r"(?:^|\n)[ \t•*–-]*(?:År )?(?P<first>20\d\d)\s*[:–-]\s(?!\d{4})", re.MULTILINE),
        _read_single,
        examples=(("2024: 500.000 kr.", (2024, 2024)), ("- 2025: 500.000 kr.", (2025, 2025))),
        rejects=("den 2. maj 2024: ", "2024-2027: 500.000 kr."),
    ),
)
OPEN: tuple[Rule, ...] = (
    Rule(
        "budget-years-from",
        "budgets",
        compile_danish(r"\bfra(?: og med)? (?:året |budgetåret )?(?P<first>20\d\d)\b"),
        _read_from,
        examples=(("fra og med 2025", (2025, None)),),
        rejects=("fra den 1. maj 2025",),
    ),
    Rule(
        "budget-years-to",
        "budgets",
        compile_danish(rf"\b{_UNTIL} (?:året )?{_DAY}(?P<last>20\d\d)\b"),
        _read_to,
        examples=(("frem til udgangen af 2027", (None, 2027)), ("til og med 2026", (None, 2026))),
        rejects=("siden 2026",),
    ),
)
RULES: tuple[Rule, ...] = RANGES + SINGLES + OPEN

_AGREEMENT = compile_danish(
    r"\b(?:aftale|partnerskabs|projekt|samarbejds)perioden\b"
    r"|\b(?:aftalens|partnerskabets|samarbejdets) (?:samlede )?(?:løbetid|periode|levetid|varighed|gyldighed)\b"
    r"|\b(?:så længe|mens) (?:aftalen|partnerskabet|partnerskabsaftalen|samarbejdet) (?:løber|gælder|varer|består|er)\b"
    r"|\b(?:de|alle) (?:to|tre|fire|fem|seks|\d) år,? (?:som |hvor )?(?:aftalen|partnerskabet|samarbejdet|den) "
    r"(?:løber|gælder|varer|dækker|består|er)\b"
    r"|\b(?:i|under|gennem) (?:hele )?(?:aftalen|partnerskabet)s? løbetid\b"
)
_PERIOD = compile_danish(
    r"\b(?:hele|samme|samlede|nævnte|ovennævnte|pågældende) (?:\w*periode\w*|år\b)"
    r"|\b(?:de samme|alle|samtlige|de nævnte|begge|de (?:to|tre|fire|fem)) år(?:ene)?\b"
    r"|\b(?:i|for|over|om året i|hen over) perioden\b"
)


def _read_short(match: re.Match[str]) -> Years | None:
    first = int(match["first"])
    end = first // 100 * 100 + int(match["short"])
    if not first < end <= first + 12 or _TITLED.search(match.string, max(0, match.start() - 60), match.start()):
        return None
    return first, end


def find_ranges(text: str, start: int, end: int) -> list[tuple[int, Years]]:
    """The spans of years that a stretch names, each with its place, in order."""
    found: list[tuple[int, int, Years]] = []
    for rule in RANGES:
        for match, years in rule.find(text, start, end):
            if all(match.end() <= low or high <= match.start() for low, high, _ in found):
                found.append((match.start(), match.end(), years))
    return sorted((low, years) for low, _, years in found)


def find_single(text: str, start: int, end: int) -> list[int]:
    """The single years that a stretch names as the year of its money, in order."""
    return sorted({years[0] for rule in SINGLES for _, years in rule.find(text, start, end)})


def find_years(text: str, span: Span, period: Period | None, named: Sequence[tuple[int, Years]]) -> Years | None:
    """First and last year that the words of `span` say; `named` are the spans of years of the whole section.

    None where the words say nothing of years.
    """
    ranges = find_ranges(text, *span)
    if ranges:
        return ranges[0][1]
    around = nearest(named, span[0])
    opened = next((years for rule in OPEN for _, years in rule.find(text, *span)), None)
    if opened:
        return _completed(opened, period, around)
    single = find_single(text, *span)
    if single:
        return single[0], single[-1]
    if _AGREEMENT.search(text, *span) or _PERIOD.search(text, *span):
        return around or (of_period(period) if period else None)
    return None


def says_years(text: str, start: int, end: int) -> Years | None:
    """The years that a sentence without an amount says of all amounts of its section."""
    ranges = find_ranges(text, start, end)
    if ranges:
        return ranges[0][1]
    single = find_single(text, start, end) if re.search(r"(?i)\bgælder\b", text[start:end]) else []
    last = next((years[1] for rule in OPEN for _, years in rule.find(text, start, end) if years[1]), None)
    if single and last and single[0] < last:
        return single[0], last
    return (single[0], single[0]) if len(single) == 1 else None


def runs_with(text: str, start: int, end: int) -> bool:
    """Whether a stretch says that its money is for as long as the agreement runs."""
    return bool(_AGREEMENT.search(text, start, end))


def nearest(named: Sequence[tuple[int, Years]], at: int) -> Years | None:
    """The last years named before a place, else the first ones named after it."""
    before = [years for place, years in named if place <= at]
    return before[-1] if before else (named[0][1] if named else None)


def of_period(period: Period) -> Years:
    """The years an agreement runs."""
    return _year(period.start), _year(period.end)


def _completed(years: Years, period: Period | None, around: Years | None) -> Years:
    """An open span of years, closed by the section's years or by the agreement's own where it shares the other end."""
    first, last = years
    whole = around or (of_period(period) if period else (None, None))
    if last is None:
        return first, whole[1]
    return (whole[0] if whole[1] == last else None), last


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None
