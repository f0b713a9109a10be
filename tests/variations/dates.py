"""Dates, numbers and lists as Danish offices write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
# The months that are shortened; the others are short enough.
SHORT = {1: "jan.", 2: "feb.", 8: "aug.", 9: "sept.", 10: "okt.", 11: "nov.", 12: "dec."}


def worded(day: date) -> str:
    """ "1. januar 2024"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    return f"{day.day}. {SHORT.get(day.month, MONTHS[day.month - 1])} {day.year}"


def capital_month(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1].capitalize()} {day.year}"


# The name of a form -> the date in it. What leads up to a date ("den", "d.") is part of its form.
DATE_FORMS: dict[str, Callable[[date], str]] = {
    "den 1. januar 2024": lambda day: f"den {worded(day)}",
    "1. januar 2024": worded,
    "d. 1. januar 2024": lambda day: f"d. {worded(day)}",
    "den 1. Januar 2024": lambda day: f"den {capital_month(day)}",
    "den 1. jan. 2024": lambda day: f"den {short_month(day)}",
    "1/1-2024": lambda day: f"{day.day}/{day.month}-{day.year}",
    "d. 1/1-2024": lambda day: f"d. {day.day}/{day.month}-{day.year}",
    "den 1/1 2024": lambda day: f"den {day.day}/{day.month} {day.year}",
    "1/1-24": lambda day: f"{day.day}/{day.month}-{day:%y}",
    "den 01.01.24": lambda day: f"den {day:%d.%m.%y}",
    "01.01.2024": lambda day: f"{day:%d.%m.%Y}",
    "den 1.1.2024": lambda day: f"den {day.day}.{day.month}.{day.year}",
    "01-01-2024": lambda day: f"{day:%d-%m-%Y}",
    "2024-01-01": lambda day: day.isoformat(),
}


def listed(words: Sequence[str], last: str = "og") -> str:
    """ "a, b og c"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else words[0]


def grouped(value: int, mark: str = ".") -> str:
    """Thousands in groups: 1467000 -> "1.467.000"."""
    return f"{value:,}".replace(",", mark)


def decimal(value: float) -> str:
    """With a comma, and no more decimals than it has: 77.4 -> "77,4"."""
    return f"{value:.10g}".replace(".", ",")
