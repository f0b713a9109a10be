"""Danish dates as printed: "31. december 2016", "den 1/3 2016", "15.02.2016", "marts 2020", a bare year."""

from __future__ import annotations

import calendar
import datetime
import re

from corpus.calendar import MONTHS
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?:19|20)\d\d"
DAY_DATE = rf"(?:\d{{1,2}}\.?\s*(?:{_MONTH})\.?\s+{YEAR}|\d{{1,2}}[./-]\s?\d{{1,2}}(?:[./-]|\s+|\s*-\s*){YEAR})"
MONTH_DATE = rf"(?:{_MONTH})\.?\s+{YEAR}"
# A day whose year is named with a later date ("fra 1. januar til 31. december 2018").
DAY_ONLY = rf"\d{{1,2}}\.?\s*(?:{_MONTH})"
ANY_DATE = rf"(?:{DAY_DATE}|{MONTH_DATE}|{DAY_ONLY}|{YEAR})"

_WORDED = re.compile(rf"(?:(\d{{1,2}})\.?\s*)?({_MONTH})\.?(?:\s+({YEAR}))?$", re.IGNORECASE)
_NUMERIC = re.compile(rf"(\d{{1,2}})[./-]\s?(\d{{1,2}})(?:[./-]|\s+|\s*-\s*)({YEAR})$")


def read_date(text: str, year: int | None = None, last: bool = False) -> str | None:
    """The date a print says, ISO 8601; None where there is no such day.

    `year` serves where the print has none. A month or a year alone is its first day, or its last where `last` is true.
    """
    text = text.strip()
    if re.fullmatch(YEAR, text):
        return f"{text}-12-31" if last else f"{text}-01-01"
    numeric = _NUMERIC.match(text)
    if numeric:
        return _day(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    worded = _WORDED.match(text)
    if not worded or not (worded[3] or year):
        return None
    named_year, month = int(worded[3] or year or 0), MONTHS[worded[2].casefold()]
    if worded[1]:
        return _day(named_year, month, int(worded[1]))
    return _day(named_year, month, calendar.monthrange(named_year, month)[1] if last else 1)


def add_years(start: str, years: int, months: int = 0) -> str:
    """The day before the anniversary: ("2015-06-01", 3) -> "2018-05-31"."""
    first = datetime.date.fromisoformat(start)
    month = first.month - 1 + months
    year = first.year + years + month // 12
    day = min(first.day, calendar.monthrange(year, month % 12 + 1)[1])
    return (datetime.date(year, month % 12 + 1, day) - datetime.timedelta(days=1)).isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


RULES = (
    Rule(
        "date-of-a-day",
        "dates",
        compile_danish(rf"(?<![\d.]){DAY_DATE}(?!\d)"),
        lambda match: read_date(match.group()),
        examples=(
            ("underskrevet 31. december 2016", "2016-12-31"),
            ("den 1/3 2016", "2016-03-01"),
            ("15.02.2016", "2016-02-15"),
            ("1.\nmaj 2019", "2019-05-01"),
        ),
        rejects=("31. april 2016", "12 maj", "i 2016"),
    ),
)
