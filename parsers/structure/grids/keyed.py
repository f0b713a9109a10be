"""Figures set as keys with values, one to a line, as a table of two columns.

    Indbrud                          a line of its own: the group of the keys below it
    Baseline (2019): 60 anmeldelser
    Mål (2023): 45 anmeldelser       key | value

Only what holds figures about safety or crime is read so; what else stands behind a colon is running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.marks.mark import Marks, Span
from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.grid import Cell, Grid, make_grid
from parsers.structure.lines import PrintLine, read_lines

_KEY = shown(
    re.compile(r"(?P<key>[-•·*–+\s]*(?:[A-ZÆØÅ][^:\n]{1,70}|(?:19|20)\d\d):)[ \t]+(?P<value>[^\n]{1,60})"),
    examples=("Baseline (2019): 60 anmeldelser", "• Indbrud: 40"),
    rejects=("Indbrud falder.",),
)
_OPENS_VALUE = shown(
    re.compile(
        r"(?:(?:højst|højest|mindst|minimum|ca\.|under|over|maks\.|op til|ned til|fald til)\s)?[-–+]?\d", re.IGNORECASE
    ),
    examples=("60 anmeldelser", "højst 40"),
    rejects=("Politiet",),
)
_SUBJECTS = ("offence", "feeling", "need")
_FIGURES = ("number", "share", "level")
_MOST_WORDS = 7  # of a value: "60 anmeldelser i 2019"
_GROUP_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a run: a key with its value, or a group (`value` None)."""

    key: Span
    value: Span | None


def read_keyed(body: Body, marks: Marks, start: int, end: int) -> Iterator[Grid]:
    """The runs of keys with figures in `body.text[start:end]`."""
    for run in _runs(body.text, marks, list(read_lines(body.text, start, end))):
        rows = _trimmed(run)
        cells = [cell for number, row in enumerate(rows) for cell in _cells(row, number)]
        grid = make_grid(cells, len(rows), 2, "keyed") if _are_figures(rows, marks) else None
        if grid is not None:
            yield grid


def _are_figures(rows: Sequence[_Row], marks: Marks) -> bool:
    """Whether a run has two values at least and names what is measured."""
    return sum(row.value is not None for row in rows) > 1 and any(marks.has_any(_SUBJECTS, row.key) for row in rows)


def _cells(row: _Row, number: int) -> Iterator[Cell]:
    yield Cell(*row.key, number, 0)
    if row.value:
        yield Cell(*row.value, number, 1)


def _runs(text: str, marks: Marks, lines: Sequence[PrintLine]) -> Iterator[list[_Row]]:
    run: list[_Row] = []
    for number, line in enumerate(lines):
        row = _row(text, marks, line)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if row is None and following is not None and _heads(text, marks, line, following):
            row = _Row((line.start, line.end), None)
        if row is not None:
            run.append(row)
            continue
        yield run
        run = []
    yield run


def _trimmed(rows: Sequence[_Row]) -> list[_Row]:
    """A run with lines of groups that follow each other as one cell, and none at its end."""
    found: list[_Row] = []
    for row in rows:
        if row.value is None and found and found[-1].value is None:
            found[-1] = _Row((found[-1].key[0], row.key[1]), None)
        else:
            found.append(row)
    while found and found[-1].value is None:
        found.pop()
    return found


def _row(text: str, marks: Marks, line: PrintLine) -> _Row | None:
    match = _KEY.fullmatch(text, line.start, line.end)
    if match is None or not _is_value(marks, text, match.span("value")):
        return None
    low = match.start("key") + len(match["key"]) - len(match["key"].lstrip("-•·*–+ \t"))
    return _Row((low, match.end("key")), match.span("value"))


def _is_value(marks: Marks, text: str, span: Span) -> bool:
    """Whether what stands behind a colon is one figure, a year, or what says that one comes later."""
    words = text[slice(*span)]
    outside = (span[0], span[0] + len(words.partition("(")[0]))
    figures = len(marks.any_of(_FIGURES, outside))
    if len(words.split()) > _MOST_WORDS or figures > 1 or "→" in words:
        return False
    if marks.has("pending", span) or marks.starting_at("year", span[0]):
        return True
    return bool(_OPENS_VALUE.match(text, *span)) and figures > 0


def _heads(text: str, marks: Marks, line: PrintLine, following: PrintLine) -> bool:
    """Whether a line is the group of a key right below it, or goes on the group's name ("Indikator: Andel trygge")."""
    if following.gap or len(line.text.split()) > _GROUP_WORDS or line.text[-1] in ".;,":
        return False
    below = _row(text, marks, following)
    if below is None:
        return (
            not line.text.endswith(":") and ":" in following.text and _names(marks, line) and _names(marks, following)
        )
    return _names(marks, line) and not marks.has_any(_SUBJECTS, below.key)


def _names(marks: Marks, line: PrintLine) -> bool:
    return marks.has_any(_SUBJECTS, (line.start, line.end))
