"""Units of municipalities by the form of their names, wherever they stand.

    Børne- og Ungdomsforvaltningen     a compound, its first halves before it
    Børn, Unge og Familie              fields joined by "og"
    Center for Job og Borgerservice    a centre for one field or several

A field alone ("Kultur") names no unit; whoever knows the place it stands in may take it for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.marks.names.tokens import NameWords
from parsers.marks.names.words import (
    CENTRES,
    CENTRES_FOR,
    FIELDS,
    KINDS_BEHIND,
    NO_NAMES,
    TITLE_ENDINGS,
    UNIT_ENDINGS,
)

_ANY = "forvaltning"  # a compound with it needs no field known to us
_MOST_WORDS = 3
_BEGIN = FIELDS | CENTRES | CENTRES_FOR
_LED = "magistratsafdelingen"  # says what kind of unit it is, and is no part of its name


def find_units(words: NameWords) -> Iterator[tuple[str, int, int]]:
    """Each unit's name, and where it starts and ends in the text; in order, none over another."""
    free = 0
    for at in words.capitals:
        begins = at >= free and _may_begin(words.forms[at]) and not _goes_on(words, at)
        last = _unit_at(words, at) if begins else None
        if last is not None:
            first = _first(words, at)
            yield _name(words, first, last), words.starts[first], words.ends[last]
            free = last + 1


def _first(words: NameWords, at: int) -> int:
    """Where the name of the unit at a word begins: behind "Magistratsafdelingen for"."""
    return _behind_for(words, at) if words.form(at) == _LED else at


def _behind_for(words: NameWords, at: int) -> int:
    """The word behind one, and behind the "for" that may stand there."""
    return at + 2 if words.form(at + 1) == "for" and words.close(at) else at + 1


def _goes_on(words: NameWords, at: int) -> bool:
    """Whether a word goes on with the name of something else: "UCN Uddannelsescenter"."""
    abbreviated = (
        at > 0 and len(words.words[at - 1]) > 1 and words.words[at - 1].isupper() and not words.words[at].isupper()
    )
    return abbreviated and words.gap(at - 1) == " " and words.form(at - 1) not in KINDS_BEHIND


def _may_begin(form: str) -> bool:
    return form in _BEGIN or form[-1] == "-" or form.endswith(UNIT_ENDINGS)


def _name(words: NameWords, first: int, last: int) -> str:
    name = words.said(first, last)
    head, found, ending = name.rpartition(_ANY)
    return f"{head}forvaltningen" if found and len(ending) < _MOST_WORDS + 1 else name


def _unit_at(words: NameWords, at: int) -> int | None:
    """The last word of the unit that begins with this one."""
    form = words.form(at)
    if form in CENTRES or form in CENTRES_FOR:
        return _centre_at(words, at)
    compound = _compound(words, at)
    if compound is not None:
        return compound
    found = _fields(words, at, False)
    return found[0] if found and found[1] else None


def _centre_at(words: NameWords, at: int) -> int | None:
    """The last word of "Center for Børn og Unge", "Jobcenter Nordby"."""
    behind = _behind_for(words, at)
    named = behind > at + 1 or words.form(at) in CENTRES
    found = _fields(words, behind, True) if named and words.close(behind - 1) else None
    return found[0] if found else None


def _compound(words: NameWords, at: int) -> int | None:
    """The last word of "Børne- og Ungdomsforvaltningen", of "Social-, Job- og Fritidsområdet" or of one word alone."""
    last = _last_half(words, at)
    if last is None or words.form(last).endswith(TITLE_ENDINGS):
        return None
    word = words.form(last)
    ending = next((ending for ending in UNIT_ENDINGS if word[1:].endswith(ending)), "")
    if last > at:
        return last if ending or words.form(at).rstrip("-") in FIELDS else None
    return last if ending and (_ANY in ending or _is_field(word.removesuffix(ending))) else None


def _last_half(words: NameWords, at: int) -> int | None:
    """The word that ends a compound whose first halves end with hyphens; None where something else stands between."""
    while words.words[at].endswith("-") and at + 2 < len(words.words):
        if words.form(at + 1) == "og" and words.close(at) and words.close(at + 1):
            return at + 2
        if words.gap(at).strip() != ",":
            return None
        at += 1
    return at


def _is_field(form: str) -> bool:
    return form in FIELDS or form.removesuffix("s") in FIELDS


def _fields(words: NameWords, at: int, free: bool) -> tuple[int, bool] | None:
    """The last word of fields that stand together, and whether "og" joins them: "Børn, Unge og Familie".

    `free`: the first of them may be called anything.
    """
    last = _element(words, at, free)
    if last is None:
        return None
    end, probe = last, last
    while True:
        behind, joined = _next(words, probe)
        more = _element(words, behind, False) if behind else None
        if more is None:
            return end, False
        if joined:
            return more, True
        probe = more


def _next(words: NameWords, at: int) -> tuple[int, bool]:
    """Where the next field stands, and whether it is the last one; 0 where none can."""
    gap = words.gap(at).strip()
    if gap in ("", ",") and words.form(at + 1) == "og":
        return at + 2, True
    if gap == "&":
        return at + 1, True
    return (at + 1, False) if gap == "," else (0, False)


def _element(words: NameWords, at: int, free: bool) -> int | None:
    """The last word of one field: "Unge", "Sociale Forhold"; no word that names an organisation or a title."""
    last = None
    while at < len(words.words) and words.is_capital(at) and (last is None or words.gap(last) in (" ", "\u00a0")):
        form = words.form(at)
        fits = form in FIELDS or (free and form not in NO_NAMES and not words.words[at].endswith("-"))
        if not fits or (words.gap(at) == " " and words.form(at + 1) in KINDS_BEHIND):
            break
        last, at = at, at + 1
    return last
