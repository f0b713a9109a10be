"""Shares of full-time posts."""

from __future__ import annotations

import re

from parsers.older.numbers import DIGITS, NUMBER_WORDS, read_number
from parsers.rules.rule import Rule, compile_danish

# The letters of the word that a scan loses.
_POST = r"[åa]rsv(?:(?:æ|ae|ee|e|z)rk|\.)"
FTE = compile_danish(
    rf"\b(?P<half>(?:et |en )?halv(?:t|e)?)\s?(?:{_POST}|(?:projekt)?stilling|tid\b)"
    rf"|\b(?P<part>(?:et |en )?(?:kvart|trekvart|tre kvart|helt|hel)) (?:{_POST}|fuldtidsstilling|stilling\b)"
    rf"|(?P<number>1/2|(?:(?<!\d)\d+\s?)?[½¼¾]|(?<![/,.\d]){DIGITS}|{NUMBER_WORDS})"
    rf"\s?(?P<unit>{_POST}\w*|fuldtidsstilling\w*|fuldtidsårsværk|fuldtidsmedarbejder\w*|halvtidsstilling\w*)"
)

_PARTS = {"kvart": 0.25, "trekvart": 0.75, "helt": 1.0, "hel": 1.0}


def _read(match: re.Match[str]) -> float | None:
    if match["half"]:
        return 0.5
    if match["part"]:
        words = match["part"].casefold().split()
        return 0.75 if "tre" in words else _PARTS[words[-1]]
    value = read_number(match["number"])
    if value is None or value > 50:
        return None
    return float(value) / 2 if match["unit"].startswith("halvtid") else float(value)


RULES: tuple[Rule, ...] = (
    Rule(
        "full-time-share",
        "budgets",
        FTE,
        _read,
        examples=(
            ("svarende til et halvt årsværk", 0.5),
            ("(0,5 årsværk)", 0.5),
            ("to årsværk i bydelen", 2.0),
            ("en halvtidsstilling", 0.5),
            ("½ årsværk", 0.5),
            ("en leder på halv tid", 0.5),
            ("1½ årsværk", 1.5),
            ("1/2 årsværk", 0.5),
            ("et kvart årsværk", 0.25),
            ("en koordinator på et helt årsværk", 1.0),
            ("trekvart årsværk i sekretariatet", 0.75),
        ),
        rejects=("i årsværk", "flere årsværk"),
    ),
)


def read_full_time(text: str, start: int = 0, end: int | None = None) -> float | None:
    """The first share of full-time posts that a stretch names."""
    return next((value for _, value in RULES[0].find(text, start, end)), None)
