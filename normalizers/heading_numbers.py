"""Numbers of headings that a reader spoilt: "4, Økonomi" between "3. Mål" and "5. Møder" is "4. Økonomi"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.text import Edit, PageText

_STOPS = ".,;:"
_LINE = re.compile(
    rf"^[ \t]*(?P<number>[1-9]\d?|[lI|SBG])(?P<stop>[{_STOPS}])(?=[ \t]+[A-ZÆØÅ][^\n]{{2,80}}$)", re.MULTILINE
)
# Letters that figures are read as.
_FIGURES = {"l": 1, "I": 1, "|": 1, "S": 5, "G": 6, "B": 8}


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with a number before it: its page and place, what is printed, which number it is meant to be."""

    page: int
    start: int
    printed: str
    number: int

    @property
    def sound(self) -> bool:
        return self.printed == f"{self.number}."


def heading_number_edits(pages: Sequence[PageText]) -> list[list[Edit]]:
    """For each page the edits that put numbers right which the headings before and after them prove."""
    lines = [line for page, text in enumerate(pages) for line in _lines(page, text.text)]
    found: list[list[Edit]] = [[] for _ in pages]
    for at, line in enumerate(lines):
        if not line.sound and _is_proven(lines, at):
            end = line.start + len(line.printed)
            found[line.page].append(Edit(line.start, end, f"{line.number}.", "heading-number", confidence=0.97))
    return found


def _lines(page: int, text: str) -> Iterator[_Numbered]:
    for match in _LINE.finditer(text):
        number, stop = match.group("number", "stop")
        if number.isdigit() or stop == ".":
            meant = int(number) if number.isdigit() else _FIGURES[number]
            yield _Numbered(page, match.start("number"), number + stop, meant)


def _is_proven(lines: Sequence[_Numbered], at: int) -> bool:
    """Whether the number before this one stands above, the one after it below, and its own nowhere between.

    The last number of a paper has none below; there only a figure is believed, and above the first stands none.
    """
    number = lines[at].number
    above = [line.number for line in lines[:at] if line.sound]
    below = [line.number for line in lines[at + 1 :] if line.sound]
    if number > 1 and number - 1 not in above:
        return False
    if number + 1 not in below and (below or number == 1 or not lines[at].printed[0].isdigit()):
        return False
    since = above[len(above) - above[::-1].index(number - 1) :] if number > 1 else above
    until = below[: below.index(number + 1)] if number + 1 in below else below
    return number not in (*since, *until)
