"""Printed lines of a text without places, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.rules.wording import shown
from parsers.structure.grids.grid import Span

_FIGURE = shown(
    re.compile(
        r"(?<![^\s|])(?:[-–]?\d[\d.,]*(?:[ ]?(?:%|pct\.?|procent))?(?:[ ]?\([-–+]?[ ]?\d+(?:,\d+)?[ ]?%\))?|[-–]"
        r"|(?:Afventer|Opgøres|Indsættes)(?:[ ]senere)?)(?![^\s|\])])"
    ),
    examples=("49%", "24 (-20%)", "70,0", "71 pct.", "Afventer", "–"),
    rejects=("natten", "2023-niveau"),
)
# The number that a row begins with, or that stands between two of its columns.
NUMBERED = shown(
    re.compile(r"(?<![\d.,])[ |\[]*(?P<number>\d{1,2}(?:\.\d{1,2})?)(?:[ ]?\||\.)?[ |]+(?=[A-ZÆØÅ])"),
    examples=("11 | Andelen af", "2.1 Antal", "| 3. Antal", "Ro på torvet 3 Antallet"),
    rejects=("1) Vold", "2022 2025", "1 ae _", "pr. 1.000 Indbyggere"),
)
_LONGEST = 400  # letters of a line


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, and whether a blank one stands before it."""

    text: str
    start: int
    parted: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Told:
    """What a line says: words, figures one behind the other, words behind them; all as stretches of the text."""

    label: Span
    values: tuple[Span, ...] = ()
    tail: Span | None = None


def printed_lines(text: str, end: int) -> Iterator[Line]:
    """The printed lines of `text[:end]`, each as far as a line can reach."""
    parted = False
    at = 0
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at : min(stop, at + _LONGEST)]
        if line.strip():
            yield Line(line, at, parted)
        parted = not line.strip()
        at = stop + 1


def read_line(text: str, line: Line, start: int = 0) -> Told:
    """What a line says from a place in it on: its last figures, of which one alone must end it; "pr. 1.000" is of the
    words."""
    runs = _runs(line.text, start)
    run = runs[-1] if runs else []
    tail = line.text[run[-1][1] :] if run else ""
    if run and line.text[: run[0][0]].endswith("pr. "):
        run = run[1:]
    ends = not tail.strip(" |]")
    if not run or not (ends or (len(run) > 1 and tail.strip(" |[")[:1].isupper())):
        return Told(bare(text, (line.start + start, line.end)))
    behind = None if ends else bare(text, (line.start + run[-1][1], line.end))
    values = tuple((low + line.start, high + line.start) for low, high in run)
    return Told(bare(text, (line.start + start, values[0][0])), values, behind)


def _runs(line: str, start: int) -> list[list[Span]]:
    """The figures of a line, those together that nothing but blanks and bars parts."""
    runs: list[list[Span]] = []
    for match in _FIGURE.finditer(line, start):
        if runs and not line[runs[-1][-1][1] : match.start()].strip(" |"):
            runs[-1].append(match.span())
        else:
            runs.append([match.span()])
    return runs


def bare(text: str, span: Span) -> Span:
    """A stretch without blanks and bars at its ends."""
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip(" |[\n")), span[0] + len(piece.rstrip(" |]\n"))
