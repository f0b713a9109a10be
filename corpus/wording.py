"""Numbers, dates and counts as Danish and English print them: the one place that knows points from commas."""

from __future__ import annotations

from datetime import date

from corpus.labels import Language

_MONTHS = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}  # fmt: skip
_ENGLISH_TO_DANISH = str.maketrans(",.", ".,")


def number_text(value: float, language: Language) -> str:
    """1200000.5 is "1.200.000,5" in Danish and "1,200,000.5" in English; at most ten digits that count."""
    english = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return english.translate(_ENGLISH_TO_DANISH) if language == "da" else english


def date_text(iso: str, language: Language) -> str:
    """2018-02-01 is "1. februar 2018" in Danish and "1 February 2018" in English; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    point = "." if language == "da" else ""
    return f"{day.day}{point} {_MONTHS[language][day.month - 1]} {day.year}"
