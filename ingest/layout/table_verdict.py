"""Whether rows in columns are a table at all: figures under each other are, signatures beside each other are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.table_lines import SNAP, Cells, text_of
from ingest.layout.table_runs import Row
from models.geometry import Box, Word

_DAY = re.compile(r"\d\.? ?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|@", re.IGNORECASE)
_SIGNING = re.compile(r"underskr|underteg|på vegne af|tiltr[åæ]d|signatur", re.IGNORECASE)
_HEAD = re.compile(r"\b(?:navn|titel|stilling|part|organisation|dato|underskrift|myndighed|funktion)\w*", re.IGNORECASE)
_BULLETS = frozenset("-–—•▪●■◦‣□►·* ")
_SHORT = 20  # characters: a cell of figures is no longer ("139 (-10 %)", "41,2 pr. 1.000")


def is_table(lines: Sequence[Cells], words: Sequence[Word], signed: bool) -> bool:
    """Figures under each other, or at least three columns that most rows fill; a page of signatures is neither."""
    columns = len(lines[0])
    cells = [text_of(cell, words) for line in lines[1:] for cell in line[1:] if cell]
    figures = [cell for cell in cells if _is_figure(cell)]
    full = sum(all(line) for line in lines)
    if columns >= 2 and len(lines) >= 3 and len(figures) >= 0.5 * max(1, len(cells)) and len(figures) >= 2:
        return True
    if signed or any(_says_one_thing([text_of(cell, words) for cell in line]) for line in lines):
        return False
    listed = sum(_is_bullets([text_of(line[column], words) for line in lines]) for column in range(columns))
    return columns - listed >= 3 and len(lines) >= 3 and full >= 0.7 * len(lines)


def _is_bullets(cells: Sequence[str]) -> bool:
    """Whether a column holds hardly more than the signs before the items of a list, which stands beside text."""
    filled = [cell for cell in cells if cell]
    return sum(set(cell) <= _BULLETS for cell in filled) > 0.5 * len(filled)


def _is_figure(cell: str) -> bool:
    """Whether a cell is a figure and little else, not a day or a number of a case."""
    if len(cell) > _SHORT or _DAY.search(cell):
        return False
    return bool(re.match(r"\D{0,4}\d", cell)) or sum(char.isdigit() for char in cell) > 0.4 * len(cell)


def is_signed(
    above: Sequence[Row],
    head: Cells,
    words: Sequence[Word],
    box: Box,
    em: float,
    rules: Sequence[Box],
) -> bool:
    """Whether signatures stand here: lines to sign on side by side, or a word above that says so and no head below."""
    near = [rule for rule in rules if box.top - 3 * em < rule.middle < box.bottom + 2 * em]
    if any(abs(a.middle - b.middle) < SNAP and b.x0 - a.x1 > 0.5 * em for a in near for b in near):
        return True
    heads = " ".join(text_of(cell, words) for cell in head)
    told = " ".join(words[at].text for row in above[-8:] for s in row.segments for at in s.words)
    return bool(_SIGNING.search(told)) and len(_HEAD.findall(heads)) < 2


def _says_one_thing(cells: Sequence[str]) -> bool:
    """Whether a row says the same in every column, or is a row of lines to sign on: signatures, not a table."""
    return all(cells) and (len(set(cells)) == 1 or all(set(cell) <= set("._-…– ") for cell in cells))
