"""Tables of figures about crime and safety: each cell as an entry with its row's subject and its column's role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.area_tables import area_subject, measured_by, read_area_grid
from parsers.body import Body
from parsers.headings import COLUMN, Column, completed, is_damaged, read_change, read_column
from parsers.numbers import read_digits, tidy
from parsers.once import once
from parsers.running_tables import read_runs
from parsers.table_entries import PENDING, TOTAL, VALUE, CrimeTable, Entry, Subject, make_entry
from parsers.tables import Cell, Grid, Span, find_grids
from parsers.terms import PER_1000, read_feeling, read_joint, read_time
from parsers.time_rows import time_subjects

_WORDED_CHANGE = re.compile(
    r"(?P<way>fald|reduktion|nedgang|stigning)\w*\s+(?:på|med)\s+(?P<number>\d+(?:,\d+)?)\s*(?:%|pct)", re.IGNORECASE
)


@once
def read_crime_tables(body: Body) -> list[CrimeTable]:
    """All tables of figures, in order: of a grid's reading and the running reading the one that tells more."""
    start, end = 0, body.notes_start
    grids = [table for grid in find_grids(body, start, end) if (table := read_grid(body.text, grid))]
    runs = list(read_runs(body.text, start, end))
    kept: list[CrimeTable] = []
    for table in sorted([*grids, *runs], key=lambda t: (-len(t.entries), t not in grids, t.start)):
        if not any(other.start < table.end and table.start < other.end for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: table.start)


def read_grid(text: str, grid: Grid) -> CrimeTable | None:
    """A grid as a table of figures, or None where its head or its rows say something else."""
    areas = read_area_grid(text, grid)
    if areas:
        return areas
    grid = _turned(grid)
    for at, row in enumerate(grid.rows[:4]):
        columns = [_head(text, cell) for cell in row]
        if sum(column is not None for column in columns[1:]) == 0:
            continue
        rows = [other for other in grid.rows[at + 1 :] if any(cell.text for cell in other)]
        label = _label_column(rows, columns)
        subjects = [_numbered(_subject(row[label].text, row[label].spans), row[:label]) for row in rows]
        if not any(subjects):
            caption = text[max(0, grid.start - 200) : grid.start]
            label, subjects = 0, time_subjects(caption, rows)
            subjects = subjects if any(subjects) else _areas(caption, rows)
        if not any(subjects):
            continue
        heads = [
            column or Column("unknown" if is_damaged(cell.text) else "text", None, *_span(cell))
            for column, cell in zip(columns, row, strict=True)
        ]
        return _grid_table(text, grid, rows, label, subjects, heads)
    return None


def _turned(grid: Grid) -> Grid:
    """A grid with a row per year and a column per offence, turned so that rows are offences."""
    head, *rows = grid.rows
    named = sum(read_joint(cell.text) is not None for cell in head[1:])
    years = sum(re.match(r"(?:19|20)\d\d\b", row[0].text) is not None for row in rows)
    if not named or years < max(1, len(rows) - 1):
        return grid
    return replace(grid, rows=tuple(zip(*grid.rows, strict=True)))


def _head(text: str, cell: Cell) -> Column | None:
    if not cell.text or len(cell.text) > 60:
        return None
    match = COLUMN.search(cell.text)
    if match is None or match.start() > 25:
        return None
    start, end = _span(cell)
    column = read_column(match)
    change = read_change(cell.text[match.end("target_year") :]) if column.role == "target" and column.year else None
    return replace(column, start=start, end=end, change=change)


def _span(cell: Cell) -> Span:
    return (cell.spans[0][0], cell.spans[-1][1]) if cell.spans else (0, 0)


def _label_column(rows: Sequence[tuple[Cell, ...]], columns: Sequence[Column | None]) -> int:
    def named(at: int) -> int:
        return sum(_subject(row[at].text, row[at].spans) is not None for row in rows)

    return max(range(min(3, len(columns))), key=lambda at: (named(at), -at))


def _numbered(subject: Subject | None, before: tuple[Cell, ...]) -> Subject | None:
    number = next((cell.text.rstrip(".") for cell in before if re.fullmatch(r"\d{1,2}(?:\.\d)?\.?", cell.text)), None)
    return replace(subject, number=number) if subject and number else subject


def _areas(caption: str, rows: Sequence[tuple[Cell, ...]]) -> list[Subject | None]:
    """Rows that are areas, under a caption that says what is measured."""
    what = measured_by(caption.rstrip().rsplit("\n\n", 1)[-1]) or measured_by(caption)
    return [area_subject(row, what) if what else None for row in rows]


def _subject(label: str, spans: tuple[Span, ...]) -> Subject | None:
    if not label or TOTAL.match(label) or not spans:
        return None
    offence = read_joint(label)
    indicator = None if offence else read_feeling(label)
    if offence is None and indicator is None:
        return None
    return Subject(offence, indicator, read_time(label), bool(PER_1000.search(label)), spans)


def _grid_table(
    text: str,
    grid: Grid,
    rows: Sequence[tuple[Cell, ...]],
    label: int,
    subjects: Sequence[Subject | None],
    heads: list[Column],
) -> CrimeTable:
    width = range(len(heads))
    relative = [any((m := VALUE.match(row[at].text)) and m["change"] for row in rows) for at in width]
    heads[label] = replace(heads[label], role="text", year=None)
    figured = [any(re.search(r"\d", row[at].text) for row in rows) for at in width]
    heads = [replace(h, role="text") if h.role == "unknown" and not figured[at] else h for at, h in enumerate(heads)]
    shown = [at for at in width if heads[at].role != "text"]
    for at, column in zip(shown, completed([heads[at] for at in shown], [relative[at] for at in shown]), strict=True):
        heads[at] = column
    entries: list[Entry] = []
    for subject, row in zip(subjects, rows, strict=True):
        if subject:
            entries += _grid_row(text, subject, row, heads, figured)
    return CrimeTable(tuple(entries), tuple(heads), tuple(s for s in subjects if s), grid.start, grid.end)


def _grid_row(
    text: str, subject: Subject, row: tuple[Cell, ...], heads: Sequence[Column], figured: Sequence[bool]
) -> Iterator[Entry]:
    for at, (cell, column) in enumerate(zip(row, heads, strict=True)):
        if column.role in ("text", "unknown"):
            continue
        match = VALUE.search(cell.text)
        later = PENDING.search(cell.text)
        if (later and column.year) or (match is None and column.role == "baseline" and column.year and not figured[at]):
            yield Entry(subject, column, None, False, False, None, False, cell.spans)
        elif (worded := _WORDED_CHANGE.match(cell.text)) and not subject.indicator:
            amount = read_digits(worded["number"]) or 0
            change = tidy(amount if worded["way"][0] in "sS" else -amount)
            yield Entry(subject, column, None, False, False, change, False, cell.spans)
        elif match:
            yield make_entry(subject, column, match, cell.spans)
