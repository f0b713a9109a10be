"""Tables whose rows are areas: a column per year, per offence, per feeling or per time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.figures.column_heads import Column
from parsers.figures.table_entries import TOTAL, VALUE, CrimeTable, Entry, Subject, make_entry
from parsers.figures.time_rows import read_time_label, split_time
from parsers.older.offences_and_feelings import NEED, PER_1000, find_offences, read_feeling, read_joint, read_time
from parsers.structure.tables import Cell, Grid

_YEAR = re.compile(r"\b20\d\d\b")
_NAME = re.compile(r"[A-ZÆØÅ][^\d%|]{1,60}$")
_SOURCE = re.compile(r"\s*(?:Kilde|Note|Anm|Tallene|Data)\b[^\n]{0,200}")
_BASE = re.compile(r"\b(?:baseline|udgangspunkt|nulpunktsmåling)\b", re.IGNORECASE)
_AREA_HEAD = re.compile(
    r"(?i)^(?:område|bydel|kvarter|afdeling|boligområde|bebyggelse|sted|by|distrikt|lokalområde)\w*$"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured: an offence or a feeling, at what time of day, per 1000 inhabitants or not."""

    offence: str | None
    indicator: str | None
    time_of_day: str | None
    per_1000: bool


def measured_by(caption: str) -> Measured | None:
    """What a caption says its figures measure; None where it names nothing, or several offences."""
    if NEED.search(caption):
        return Measured(None, "need_for_safety_measures", None, False)
    feeling = read_feeling(caption)
    if feeling:
        return Measured(None, feeling, read_time(caption), False)
    codes = {mention.code for mention in find_offences(caption)}
    return Measured(codes.pop(), None, None, bool(PER_1000.search(caption))) if len(codes) == 1 else None


def area_subject(row: Sequence[Cell], what: Measured) -> Subject | None:
    """The first cell of a row as an area, measured as said."""
    label = row[0].text
    if not _NAME.match(label) or TOTAL.match(label) or not row[0].spans:
        return None
    label, time = split_time(label) if what.indicator else (label, None)
    name = re.sub(r"(?i),?\s*\(?(?:i\salt|samlet|total)\)?$", "", label)
    return Subject(what.offence, what.indicator, time or what.time_of_day, what.per_1000, row[0].spans, name)


def read_area_grid(text: str, grid: Grid) -> CrimeTable | None:
    """A grid with areas down its side and what is measured across its head, or None where it is another."""
    caption = text[max(0, grid.start - 300) : grid.start]
    caption = caption.rstrip().rsplit("\n\n", 1)[-1]
    head, *rows = grid.rows
    measured = [_across(cell.text, caption) for cell in head]
    shown = [at for at, what in enumerate(measured) if what and at]
    names = [row for row in rows if _NAME.match(row[0].text) and read_joint(row[0].text) is None]
    if not shown or not names or len(names) < len(rows) or not (_AREA_HEAD.match(head[0].text) or not head[0].text):
        return None
    source = _SOURCE.match(text, grid.end)
    years = [int(year) for year in _YEAR.findall(caption) or _YEAR.findall(source[0] if source else "")]
    base = bool(_BASE.search(caption.rsplit("\n", 1)[-1]))
    columns = [_column(cell, what, years, base) for cell, what in zip(head, measured, strict=True)]
    entries: list[Entry] = []
    subjects: list[Subject] = []
    for row in names:
        for at in shown:
            what = measured[at]
            subject = area_subject(row, what) if what else None
            match = VALUE.match(row[at].text)
            if subject and match:
                subjects.append(subject)
                entries.append(make_entry(subject, columns[at], match, row[at].spans))
    return CrimeTable(tuple(entries), tuple(columns), tuple(subjects), grid.start, grid.end) if entries else None


def _across(head: str, caption: str) -> Measured | None:
    """What a column measures: its own head, which may leave the feeling to the caption and name the time only."""
    offence = read_joint(head) if head else None
    if offence:
        return Measured(offence, None, None, bool(PER_1000.search(head) or PER_1000.search(caption)))
    feeling, time = read_feeling(head), read_time(head) or read_time_label(head)
    if feeling or (time and read_feeling(caption)):
        return Measured(None, feeling or read_feeling(caption), time, False)
    return None


def _column(cell: Cell, what: Measured | None, years: list[int], base: bool) -> Column:
    start, end = (cell.spans[0][0], cell.spans[-1][1]) if cell.spans else (0, 0)
    own = _YEAR.search(cell.text)
    year = int(own.group()) if own else years[-1] if len(set(years)) == 1 else None
    return Column("text" if not what else "baseline" if base else "observation", year, start, end)
