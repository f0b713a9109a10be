"""Dates and years: the one lexer for them.

date      "31. december 2016", "8/4-2025", "08.04.25", "2025-04-08"     ISO 8601
day       "1. januar", its year said elsewhere                          (month, day)
month     "marts 2020"                                                  (year, month)
stretch   "3. kvartal 2024", "første halvår 2025"                       (first day, last day), ISO 8601
years     "2019-2022", "2024-27", "2013 til 2016"                       (first, last)
year      2027                                                          int
number_of "§ 115", "sag nr. 2023-0145", "tlf. 12 34 56 78", "kl. 19"    the print: digits that count nothing
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from corpus.calendar import MONTHS
from parsers.marks.mark import Mark
from parsers.marks.numbers import ORDINALS
from parsers.marks.phrases import Words
from parsers.rules.wording import shown

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_Y = r"(?:19|20)\d\d"
_NTH = "første|andet|anden|tredje|fjerde"
_THINGS = "cvr|tlf|telefon|mobil|ean|sag|sagsnr|sagsnummer|j\\.?\\s?nr|jnr|journalnr|dok|doknr|id|bilag|kl|matr"
# The words that a date or the number of a thing may begin with.
_OPENINGS = frozenset((*MONTHS, *_NTH.split("|"), *_THINGS.split("|"), "j", "§", "stk"))
_LEXER = shown(
    re.compile(
        r"(?P<number_of>(?:§§?\s?\d+[a-z]?(?:,?\s*stk\.\s?\d+)?|\bstk\.\s?\d+"
        rf"|\b(?:{_THINGS})\b\.?(?:[-\s]?(?:nr|nummer)\b\.?)?\s?[:.]?\s?(?=\+?\d)\+?[\d./-]+(?:[ ]\d{{2}}(?!\d))*"
        # "Hærværk 47 52 44 41" is a row of four years, no number to call.
        r"|(?<![\d.,])(?<![a-zæøå][ ])\d{2}[ ]\d{2}[ ]\d{2}[ ]\d{2}(?![\d]|[ ]\d{2}\b)"
        r"|(?<!\d)(?!(?:19|20)\d\d-(?:19|20)\d\d(?!\d))\d{4}-\d{4,}(?:-\d+)?"
        r"|(?<![\d-])\d{6}-\d{4}(?!\d)|(?<![\d.,])\d{8,}(?![\d]|[.,]\d)))"
        rf"|(?<![\d.,/-])(?P<iso>{_Y}-\d\d-\d\d)(?!\d)"
        rf"|(?<![\d.,/])(?P<nd>\d{{1,2}})(?:\s?/\s?|[.]\s?|-)(?P<nm>\d{{1,2}})"
        rf"(?:\s?[-/]\s?|[.]\s?|(?<=\d)[ ](?={_Y}))(?P<ny>{_Y}|\d\d)(?!\d|[.,]\d|\s?%|\s?pct)"
        rf"|(?<!\d)(?P<wd>\d{{1,2}})(?:[.,]\s*|\s+)(?P<wm>{_MONTH})\b\.?,?(?:\s*(?:i\s+)?(?P<wy>{_Y})(?!\d|-\d))?"
        rf"|\b(?P<mm>{_MONTH})\b\.?\s+(?:måned\s+)?(?P<my>{_Y})(?!\d)"
        rf"|(?:\b(?P<qn>{_NTH})|(?<![\d.,])(?P<qd>[1-4])\.?)\s*(?P<part>kvartal|kvt|kv|halvår|halvdel(?:en)?\s+af)\b\.?"
        rf"(?:\s+(?:af\s+|i\s+|år\s+)?(?P<qy>{_Y}))(?!\d)"
        rf"|(?<![\d.,/-])(?P<first>{_Y})(?:\s?[-–—/]\s?(?P<last>{_Y}|(?<=\d[-–—/])\d\d)(?![\d]|[.,/-]\d|\s?%)"
        r"|\s+(?:til(?:\s+og\s+med)?|og\s+(?:frem\s+)?til(?:\s+og\s+med)?|frem\s+til|t\.o\.m\.)\s+"
        rf"(?:(?:udgangen|udløbet|slutningen)\s+af\s+)?(?:år\s+)?(?P<until>{_Y})(?!\d|-niveau|\s?%))"
        rf"|(?<![\d.,])(?P<year>{_Y})(?!\d|[.,]\d|[.,]-|[ ]?(?:%|pct|procent|kr\b|kroner"
        r"|anmeldelser\b|sager\b|indbygger|beboer|borgere|mennesker|boliger|lejemål|personer))",
        re.IGNORECASE,
    ),
    examples=("31. december 2016", "8/4-2025", "08.04.25", "3. kvartal 2024", "2024-27", "§ 115", "marts 2020", "2027"),
    rejects=("2.024 sager", "1 af 5", "2024 anmeldelser"),
)


_NUMBERING = shown(
    re.compile(r"\d{1,2}(?:\.\d{1,2}){0,9}[.)](?=\*{0,2}\s+[*\"”»]{0,2}[A-ZÆØÅ@])|\d\.\d{1,2}(?=\s+[A-ZÆØÅ@])"),
    examples=("2. Udviklingen", "2.1 Mål", "3) Flere"),
    rejects=("2. kvartal", "40 Indbrud"),
)


LEFT_OPEN = ("til", "fra", "på", "og", "var", "er")  # words at the end of a line that a number below them goes on from
ENDS_OPEN = tuple(f" {word}" for word in LEFT_OPEN)
_OPEN = 12  # letters of such a word, and of what parts the lines


def find_dates(words: Words) -> Iterator[Mark]:
    """All of them, in order, none overlapping another."""
    end = 0
    for form, start in zip(words.forms, words.starts, strict=True):
        if start < end or not (form.isdigit() or form in _OPENINGS):
            continue
        match = _LEXER.match(words.text, start)
        mark = _read(match) if match else None
        if mark is None or mark.kind == "year":
            mark = _read_numbering(words.text, start) or mark
        if mark is not None:
            end = mark.end
            yield mark


def is_left_open(text: str, start: int) -> bool:
    """Whether a place begins a line that goes on from the one before: "… være nedbragt til / 60. I 2024 var der 80"."""
    before = text[max(0, start - _OPEN) : start].rstrip(" ")
    return before.endswith("\n") and before.rstrip().casefold().endswith(ENDS_OPEN)


def _read_numbering(text: str, start: int) -> Mark | None:
    """The number that an item of a list or a cell begins with: "2. Udviklingen"."""
    match = _NUMBERING.match(text, start)
    before = text[max(0, start - 12) : start].rstrip(" *_>#(")
    opens = (not before or before[-1] in "\n\t|.:;!?•") and not is_left_open(text, start)
    return Mark("number_of", match.group(), *match.span(), "number-of-an-item") if match and opens else None


def _read(match: re.Match[str]) -> Mark | None:
    if match["year"]:
        return Mark("year", int(match["year"]), *match.span(), "year")
    if match["first"]:
        return _read_years(match)
    if match["nd"]:
        return _day(match, match["ny"], match["nm"], match["nd"], "date-in-digits")
    if match["iso"]:
        return _day(match, match["iso"][:4], match["iso"][5:7], match["iso"][8:], "date-iso")
    if match["wd"]:
        return _read_worded(match)
    if match["mm"]:
        return Mark("month", (int(match["my"]), MONTHS[match["mm"].casefold()]), *match.span(), "month-of-a-year")
    if match["part"]:
        return _read_part(match)
    return Mark("number_of", match["number_of"], *match.span(), "number-of-a-thing")


def _day(match: re.Match[str], year: str, month: str, day: str, rule: str) -> Mark | None:
    iso = make_day(full_year(year), int(month), int(day))
    return Mark("date", iso, *match.span(), rule) if iso else None


def _read_worded(match: re.Match[str]) -> Mark | None:
    month, day = MONTHS[match["wm"].casefold()], int(match["wd"])
    if match["wy"]:
        return _day(match, match["wy"], str(month), match["wd"], "date-in-words")
    if not 0 < day < 32:
        return None
    return Mark("day", (month, day), match.start(), match.end("wm"), "day-of-a-month")


def _read_years(match: re.Match[str]) -> Mark:
    first = int(match["first"])
    last = match["last"] or match["until"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if end <= first or end - first > 30:  # "2024-08" is no stretch of years
        return Mark("year", first, match.start(), match.end("first"), "year")
    return Mark("years", (first, end), *match.span(), "stretch-of-years")


def _read_part(match: re.Match[str]) -> Mark | None:
    number = int(match["qd"]) if match["qd"] else ORDINALS.get(match["qn"].casefold(), 0)
    months = 3 if match["part"].casefold().startswith("kv") else 6
    year, last = int(match["qy"]), number * months
    if not 0 < last <= 12:
        return None
    first = make_day(year, last - months + 1, 1)
    return Mark(
        "stretch", (first, make_day(year, last, calendar.monthrange(year, last)[1])), *match.span(), "part-of-a-year"
    )


def full_year(year: str) -> int:
    """Two digits are a year of 2000-2099."""
    return int(year) if len(year) == 4 else 2000 + int(year)


def make_day(year: int, month: int, day: int) -> str | None:
    """ISO 8601; None where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def add_years(start: str, years: int, months: int = 0) -> str:
    """The day before the anniversary: ("2015-06-01", 3) -> "2018-05-31"."""
    first = datetime.date.fromisoformat(start)
    month = first.month - 1 + months
    year = first.year + years + month // 12
    day = min(first.day, calendar.monthrange(year, month % 12 + 1)[1])
    return (datetime.date(year, month % 12 + 1, day) - datetime.timedelta(days=1)).isoformat()
