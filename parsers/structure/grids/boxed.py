"""Boxes of a dump that tell one goal by keys without colons, one to a line, as tables of two columns.

    Mål Andelen af beboere, der føler sig trygge, skal stige      key, and its value, which may go on in the next line
    til 84 %.
    Udgangspunkt 76 % i 2023
    Frist Udgangen af 2027
    Kilde Nordby Kommunes Tryghedsmåling

Only three such lines or more in a row, each with a key of its own, and the goal first, are a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.structure.body import Body
from parsers.structure.grids.anew import Row, in_columns
from parsers.structure.grids.dumped_lines import Line, bare, printed_lines
from parsers.structure.grids.grid import Span

_GOALS = ("Mål", "Delmål", "Målsætning", "Indikator", "Resultatmål", "Effektmål")
_KEYS = (
    "Udgangspunkt", "Baseline", "Startniveau", "Startværdi", "Måltal", "Målværdi", "Frist", "Deadline", "Senest",
    "Kilde", "Datakilde", "Måles", "Målemetode", "Opgøres", "Ansvarlig", "Ansvarlige", "Tovholder", "Status",
)  # fmt: skip
_FEWEST = 3
_MOST_LINES = 3  # of a value

_Entry = tuple[str, Span, list[Span]]  # key, where it stands, the pieces of its value


def boxed_rows(body: Body) -> Iterator[list[Row]]:
    """The boxes of a body without places, row by row."""
    if body.has_places:
        return
    box: list[_Entry] = []
    for line in printed_lines(body.text, body.notes_start):
        entry = _entry(body.text, line)
        if entry and (entry[0] in _GOALS) != bool(box) and all(entry[0] != key for key, *_ in box):
            box.append(entry)
        elif box and entry is None and not line.parted and len(box[-1][2]) < _MOST_LINES:
            box[-1][2].append(bare(body.text, (line.start, line.end)))
        else:
            yield from _told(box)
            box = [entry] if entry and entry[0] in _GOALS else []
    yield from _told(box)


def _entry(text: str, line: Line) -> _Entry | None:
    """A line that begins with a key and goes on with a capital or a figure."""
    key, _, value = line.text.strip().partition(" ")
    if key not in (*_GOALS, *_KEYS) or not (value[:1].isupper() or value[:1].isdigit()) or "\t" in line.text:
        return None
    start = line.start + line.text.index(key)
    end = start + len(key)
    return key, (start, end), [bare(text, (end, line.end))]


def _told(box: Sequence[_Entry]) -> Iterator[list[Row]]:
    """A box as rows; the last value is one line, as nothing tells where it ends."""
    if len(box) >= _FEWEST:
        rows = [in_columns([[place], pieces]) for _, place, pieces in box[:-1]]
        yield [*rows, in_columns([[box[-1][1]], box[-1][2][:1]])]
