"""Lengths of time: "fire år", "treårig", "18 måneder", "to år og seks måneder", "halvandet år".

span       how many months                                              int
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.marks.mark import Mark
from parsers.marks.numbers import WORDS
from parsers.marks.phrases import Words

_YEARS = ("år", "års", "årig", "årigt", "årige", "kalenderår", "helår")
_MONTHS = ("måned", "måneder", "måneders", "månedlig", "mdr", "mdrs")
_UNITS = dict.fromkeys(_YEARS, 12) | dict.fromkeys(_MONTHS, 1)
_JOINED = ("årig", "årigt", "årige", "års")
_LONGEST = 30 * 12
# "to år gamle", "for to år siden" is no length of anything.
_AFTER = frozenset((word,) for word in ("gamle", "gammel", "gammelt", "siden", "tilbage", "tidligere", "senere"))


def find_spans(words: Words) -> Iterator[Mark]:
    """Every length of time in years or months, in order."""
    done = 0
    for at, form in enumerate(words.forms):
        if at < done or not (form in WORDS or form.isdecimal() or form.endswith(_JOINED)):
            continue
        found = _read(words.forms, at)
        if found and words.forms[found[1] : found[1] + 1] not in _AFTER:
            done = found[1]
            yield Mark("span", found[0], words.starts[at], words.ends[done - 1], "length-of-time")


def _read(forms: Sequence[str], at: int) -> tuple[int, int] | None:
    """How many months a length that begins at a word has, and where it ends."""
    first = _one(forms, at)
    if first is None:
        return None
    months, end = first
    if forms[end : end + 1] == ("og",):
        more = _one(forms, end + 1)
        if more and more[0] < 12 <= months:
            months, end = months + more[0], more[1]
    return (months, end) if 0 < months <= _LONGEST else None


def _one(forms: Sequence[str], at: int) -> tuple[int, int] | None:
    """One number with its unit: "tre år", "3-årig", "treårig", "et halvt år", "to et halvt år"."""
    form = _form(forms, at)
    for ending in _JOINED:
        if form.removesuffix(ending) in WORDS and form.endswith(ending):
            return round(WORDS[form.removesuffix(ending)] * 12), at + 1
    value = int(form) if form.isdecimal() and len(form) < 3 else WORDS.get(form)
    if value is None:
        return None
    at += 1
    if forms[at : at + 2] in (("et", "halvt"), ("en", "halv")):
        value, at = value + 0.5, at + 2
    elif _form(forms, at) in ("halvt", "halv"):
        value, at = value / 2, at + 1
    at += _form(forms, at) == "-"
    unit = _UNITS.get(_form(forms, at))
    return (round(value * unit), at + 1) if unit else None


def _form(forms: Sequence[str], at: int) -> str:
    """The word at a place; none behind the last."""
    return forms[at] if at < len(forms) else ""
