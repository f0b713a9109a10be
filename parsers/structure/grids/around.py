"""What stands around a table and speaks of it: its caption, the sentence that leads up to it, its notes.

Tabel 1. Andel trygge beboere        a caption: above or below, by its word; or a short line right above
| ... |
* Tallet er foreløbigt.              notes: lines right below that begin with a mark
Kilde: Politiets anmeldelsesregister
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from parsers.rules.wording import shown
from parsers.structure.grids.grid import Grid, Span, trim
from parsers.structure.lines import BLANK_LINE

_NAMED = shown(
    re.compile(r"[ \t*_>#]*(?:Tabel|Figur|Skema|Oversigt|Diagram)\b[ ]?\d*[A-Za-z]?[.:)–-]?", re.IGNORECASE),
    examples=("Tabel 1. Andel trygge", "Figur 2:"),
    rejects=("Se på",),
)
_NOTE = shown(
    re.compile(
        r"[ \t]*(?P<mark>\*+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\(?\d{1,2}\)(?=\s)"
        r"|(?:Note|Noter|Anm(?:ærkning)?|Kilder?|Datakilder?|Enhed)\b\.?(?=\s?\d?[:.]?\s))",
        re.IGNORECASE,
    ),
    examples=("* Foreløbige tal", "Kilde: Politiet", "¹ Hele året", "1) Hele året"),
    rejects=("Kildevej",),
)
_LONGEST_CAPTION = 140
_LONGEST_NOTE = 400
_FILLED = 60  # characters from which on a caption may fill its line and go on in the next
_FAR = 3  # lines between a table and what speaks of it


@dataclass(frozen=True, slots=True)
class Note:
    """A note below a table: `mark` is what refers to it in a cell ("*", "¹"), or the word it begins with."""

    mark: str
    span: Span


@dataclass(frozen=True, slots=True)
class Around:
    """The places of what speaks of a table: captions first the one above; `lead` ends with a colon right above it."""

    captions: tuple[Span, ...] = ()
    lead: Span | None = None
    notes: tuple[Note, ...] = ()


def read_around(text: str, grid: Grid, floor: int, ceiling: int) -> Around:
    """What speaks of a table, no farther than `floor` and `ceiling`: the ends of the tables beside it."""
    above = list(_lines_above(text, grid.start, floor))
    below = list(_lines_below(text, grid.end, ceiling))
    captions = [_whole(text, span, above) for span in above if _NAMED.match(text, *span)][:1]
    captions = captions or [span for span in below[:1] if _NAMED.match(text, *span)]  # else the next table's
    lead = next((span for span in above[:1] if text[slice(*span)].endswith(":")), None)
    return Around(tuple(captions or _bare_captions(text, above)), lead, tuple(_notes(text, below)))


def _whole(text: str, caption: Span, above: list[Span]) -> Span:
    """A caption with the lines that it runs on over, where it fills its own: to the end of its paragraph."""
    if caption[1] - caption[0] < _FILLED:
        return caption
    ends = [end for start, end in above if start >= caption[0] and not BLANK_LINE.search(text, caption[1], start)]
    return caption[0], max(ends)


def _bare_captions(text: str, above: list[Span]) -> list[Span]:
    """The short line right above; with the one above that where it is no more than a year or a unit of what that says:
    "Baseline", below it "2018"."""
    short = list(takewhile(lambda span: _is_caption(text, span), above[:2]))
    return short if short and len(text[slice(*short[0])].split()) == 1 else short[:1]


def _lines_above(text: str, at: int, floor: int) -> Iterator[Span]:
    """The printed lines before a place, the nearest first."""
    at = text.rfind("\n", floor, at) if "\n" in text[floor:at] else floor
    count = 0
    while at > floor and count < _FAR:
        low = max(floor, text.rfind("\n", floor, at) + 1)
        span = trim(text, (low, at))
        if re.search(r"\w", text[slice(*span)]):
            yield span
            count += 1
        at = low - 1


def _lines_below(text: str, at: int, ceiling: int) -> Iterator[Span]:
    stop = text.find("\n", at, ceiling)
    count = 0
    while 0 <= stop < ceiling and count < 2 * _FAR:
        low = stop + 1
        stop = text.find("\n", low, ceiling)
        span = trim(text, (low, stop if stop >= 0 else ceiling))
        if span[0] < span[1]:
            yield span
            count += 1


def _is_caption(text: str, span: Span) -> bool:
    line = text[slice(*span)]
    return len(line) <= _LONGEST_CAPTION and line[-1] not in ".;,:" and line[0] not in "-•*·–"


def _notes(text: str, below: list[Span]) -> Iterator[Note]:
    for span in below:
        match = _NOTE.match(text, *span)
        if match is None or span[1] - span[0] > _LONGEST_NOTE:
            if not _NAMED.match(text, *span):
                return
            continue
        yield Note(match["mark"], span)
