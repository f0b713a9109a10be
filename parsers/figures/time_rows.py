"""Tables whose rows are times of day: "Hele døgnet", "Aften og nat", under a caption that says what people feel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.figures.column_heads import COLUMN
from parsers.figures.table_entries import Subject
from parsers.older.offences_and_feelings import ALL_DAY, DAY, EVENING, read_feeling
from parsers.structure.tables import Cell, Grid

_FILLING = re.compile(
    r"\b(?:aften\w*|nat\w*|i|om|og|eller|hele|døgnet|kl|dag|dagen|året|samlet|alle|tidspunkter)\b|[\W\d_]+",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"(?P<head>.+?)(?:\s*[,;:/(–]\s*|\s-\s|\s(?=(?:om|i)\s))(?P<tail>[^,;:()–]+)\)?$", re.IGNORECASE | re.DOTALL
)
_WHOLE = re.compile(r"(?:hele\s+)?døgnet|hele\s+dagen|alle\s+tidspunkter|samlet|dag\s+og\s+nat", re.IGNORECASE)


def read_time_label(label: str) -> str | None:
    """The time of day a label names and nothing else; None where it says more, or no time."""
    rest = label
    for pattern in (ALL_DAY, EVENING, DAY, _FILLING):
        rest = pattern.sub("", rest)
    if rest or not label:
        return None
    if _WHOLE.match(label) or ALL_DAY.search(label):
        return "all"
    if EVENING.search(label):
        return "evening_night"
    return "day" if re.search(r"\bdag", label, re.IGNORECASE) else None


def time_subjects(caption: str, rows: Sequence[tuple[Cell, ...]]) -> list[Subject | None]:
    """Rows that are times of day, of what the caption says people feel; rows of another kind are None."""
    feeling = read_feeling(caption)
    times = [read_time_label(row[0].text) if row[0].spans else None for row in rows]
    return [
        Subject(None, feeling, time, False, row[0].spans) if feeling and time else None
        for row, time in zip(rows, times, strict=True)
    ]


def split_time(label: str) -> tuple[str, str | None]:
    """A label without the time of day it begins or ends with, and that time: "Nordby, aften og nat"."""
    match = _PARTED.match(label)
    if match is None:
        return label, None
    for name, time in ((match["head"], match["tail"]), (match["tail"], match["head"])):
        told = read_time_label(time.strip())
        if told and read_time_label(name) is None:
            return name.strip(), told
    return label, None


def with_one_label(grid: Grid) -> Grid:
    """A grid with areas and times of day in two columns, the area printed once for several rows, as one label a row."""
    head, *rows = grid.rows
    timed = [read_time_label(row[1].text) for row in rows if len(row) > 2 and row[1].text]
    if len(timed) < 2 or None in timed or any(read_time_label(row[0].text) for row in rows if row[0].text):
        return grid
    joined: list[tuple[Cell, ...]] = []
    area = Cell("")
    for row in rows:
        area = row[0] if row[0].text else area
        text = ", ".join(cell.text for cell in (area, row[1]) if cell.text)
        joined.append((Cell(text, (*area.spans, *row[1].spans)), *row[2:]))
    return replace(grid, rows=((head[0], *head[2:]), *joined))


def with_times_across(grid: Grid) -> Grid:
    """A grid with times of day down its side and names of areas across its head, turned so that rows are areas."""
    head, *rows = grid.rows
    timed = [read_time_label(row[0].text) for row in rows]
    named = all(re.match(r"[A-ZÆØÅ][^\d%]+$", cell.text) and read_feeling(cell.text) is None for cell in head[1:])
    if len(timed) < 2 or None in timed or not named or any(COLUMN.match(cell.text) for cell in head[1:]):
        return grid
    turned = tuple(zip(*grid.rows, strict=True))
    return replace(grid, rows=((Cell(""), *turned[0][1:]), *turned[1:]))
