"""Codes, breaks and figures as people say them, in Danish and English."""

from __future__ import annotations

import re
from typing import Any

from corpus.labels import Language, label
from corpus.wording import number_text

_VOCABULARIES = (
    "Offence", "Indicator", "Direction", "Unit", "Role", "Kind", "Basis", "Purpose", "TimeOfDay", "GoalStatus",
    "MeasureStatus", "MeetingBody", "PageSource", "Verdict", "DocumentStatus", "Field", "Severity", "Absence",
    "AreaChange", "OrganisationKind", "ReviewState", "ReviewAction", "FindingCode",
)  # fmt: skip
_PER = {"da": " pr. 1.000", "en": " per 1,000"}


def say(name: str, language: Language) -> str:
    """A word or heading of ours, the name of a family, of a change or of what a break is in."""
    return label(name, language, "Page", "Family", "Change", "Aspect", "Role")


def say_code(code: str | None, language: Language) -> str:
    """A code, or several joined by plus, or one with " per 1000", by its name for people."""
    if not code:
        return ""
    if " + " in code:
        return " + ".join(say_code(part, language) for part in code.split(" + "))
    base = code.removesuffix(" per 1000")
    per = _PER[language] if base != code else ""
    return label(base, language, *_VOCABULARIES) + per if base.islower() and " " not in base else code


def say_break(said: str, language: Language) -> str:
    """ "definition: theft → theft_robbery" as people say it."""
    parts = []
    for part in said.split("; "):
        kind, colon, what = part.partition(": ")
        sides = re.split(r" → ", what) if colon else [part]
        named = [say_code(side, language) if kind == "definition" else side for side in sides]
        parts.append(f"{say(kind, language)}: {' → '.join(named)}" if colon else part)
    return "; ".join(parts)


def say_amount(value: Any, unit: str | None, language: Language) -> str:
    """A figure with its unit; a word as it is."""
    if value is None or isinstance(value, str):
        return value or ""
    plain = int(value) if isinstance(value, float) and value.is_integer() else value
    return number_text(plain, language) + {"percent": " %"}.get(unit or "", "")


def say_area(area: str, language: Language) -> str:
    """An area as printed, or the partnership's own."""
    return say("the partnership", language) if area == "partnership_area" else area
