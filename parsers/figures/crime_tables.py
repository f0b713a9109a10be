"""Tables of figures about crime and safety: each cell as an entry with its row's subject and its column's role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.figures.area_tables import area_subject, measured_by, read_area_grid
from parsers.figures.column_heads import COLUMN, Column, completed, is_damaged, read_change, read_column
from parsers.figures.labelled_lines import read_blocks, read_labelled
from parsers.figures.row_subjects import read_label, with_row
from parsers.figures.running_tables import read_runs
from parsers.figures.table_captions import (
    aimed_heads,
    caption_of,
    is_about_money,
    names_money,
    settled,
    with_head_above,
)
from parsers.figures.table_entries import PENDING, VALUE, CrimeTable, Entry, Subject, make_entry
from parsers.figures.table_rows import Row, head_lines, joined_rows, merged_head
from parsers.figures.time_rows import time_subjects, with_one_label, with_times_across
from parsers.older.directions_and_deadlines import read_direction
from parsers.older.levels import find_levels
from parsers.older.numbers import Number, read_digits, tidy
from parsers.older.offences_and_feelings import NEED, PER_1000, read_joint, read_level
from parsers.rules.once import once
from parsers.structure.body import Body
from parsers.structure.tables import Cell, Grid, Span, find_grids

_WORDED_CHANGE = re.compile(
    r"(?:skal\s+)?(?P<way>fald|reduktion|reducer|nedgang|stigning|stige)\w*\s+(?:på|med)\s+(?P<number>\d+(?:,\d+)?)\s*(?:%|pct)"
    r"|(?P<first>\d+(?:,\d+)?)\s*(?:%|pct\.?|procent)\s+(?P<after>færre|lavere|fald|reduktion|flere|stigning)",
    re.IGNORECASE,
)
_SIGNED_CHANGE = re.compile(r"\(?[-–−+]\s?\d{1,3}(?:,\d+)?\s?(?:%|pct\.?|procent)\)?", re.IGNORECASE)
_SHARE = re.compile(r"\(?[-–−+]?\s?\d{1,3}(?:,\d+)?\s?(?:%|pct\.?|procent)\)?", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_RANGE = re.compile(r"\b20\d\d\s?[-–/]\s?(?:20)?\d\d\b")
_PERCENT = re.compile(r"(?:%|pct\b|procent\b)(?![.\s-]{0,2}point)", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:i\salt\s)?(?:antal|anmeldelser|anmeldte|niveau|andel|tal|pct\.?|procent|%|andel i %)\b", re.IGNORECASE
)
_WANTED = re.compile(r"\b(?:vil vi|skal vi|ønske\w*|forvente\w*|ambition\w*)\b", re.IGNORECASE)
_DATED = re.compile(r"(?:(?:inden|senest|ultimo|udgangen af|i|i løbet af|primo|medio)\s)*(20\d\d)", re.IGNORECASE)


@once
def read_crime_tables(body: Body) -> list[CrimeTable]:
    """All tables of figures, in order: of a grid's reading and the running reading the one that tells more."""
    start, end = 0, body.notes_start
    grids = [table for grid in find_grids(body, start, end) if (table := read_grid(body.text, grid))]
    runs = [*read_runs(body.text, start, end), *read_labelled(body.text, start, end)]
    runs += read_blocks(body.text, start, end)
    kept: list[CrimeTable] = []
    for table in sorted([*grids, *runs], key=lambda t: (-_told(t), t not in grids, t.start)):
        if not any(other.start < table.end and table.start < other.end for other in kept):
            kept.append(_without_undated(settled(body.text, table)))
    return sorted(kept, key=lambda table: table.start)


def _without_undated(table: CrimeTable) -> CrimeTable:
    """The table without the cells left for later whose column has no year, neither of its own nor from around it."""
    told = tuple(e for e in table.entries if e.column.year or e.value is not None or e.change is not None)
    return table if len(told) == len(table.entries) else replace(table, entries=told)


def _told(table: CrimeTable) -> int:
    """How much a reading tells: a figure with its year counts twice."""
    return sum(2 if entry.column.year else 1 for entry in table.entries)


def read_grid(text: str, grid: Grid) -> CrimeTable | None:
    """A grid as a table of figures, or None where its head or its rows say something else."""
    grid = with_head_above(text, with_one_label(grid))
    areas = read_area_grid(text, with_times_across(grid))
    if areas:
        return areas
    caption = _caption(text, grid)
    grid = _turned(grid)
    lines = joined_rows(text, grid)
    depth = head_lines(lines, lambda row: any(read_label(cell.text, cell.spans) for cell in row[:3]))
    if not depth or is_about_money(text, grid.start):
        return None
    if any(names_money(cell.text) for row in lines[:depth] for cell in row):
        return None
    head = merged_head(lines[:depth])
    rows = [row for row in lines[depth:] if any(cell.text for cell in row)]
    columns = [_head(text, cell) for cell in head]
    label = _label_column(rows, columns)
    subjects = [with_row(read_label(row[label].text, row[label].spans), row, label) for row in rows]
    if not any(subjects):
        label, subjects = 0, time_subjects(caption, rows)
        subjects = subjects if any(subjects) else _areas(caption, rows)
    elif PER_1000.search(caption.rsplit("\n", 1)[-1]):
        subjects = [subject and replace(subject, per_1000=subject.offence is not None) for subject in subjects]
    if not any(subjects):
        return None
    heads = [
        column or Column("unknown" if is_damaged(cell.text) else "text", None, *_span(cell))
        for column, cell in zip(columns, head, strict=True)
    ]
    return _grid_table(text, grid, rows, label, subjects, _dated_by(caption, head, heads))


def _caption(text: str, grid: Grid) -> str:
    """What stands right above a grid: its caption, or the last words of the paragraph before it."""
    return text[max(0, grid.start - 200) : grid.start].rstrip()


def _dated_by(caption: str, head: Row, heads: list[Column]) -> list[Column]:
    """The columns, where none has a role the one plain column of figures taking role and year from the caption."""
    plain = [at for at, cell in enumerate(head) if at and _PLAIN.match(cell.text)]
    match = next(iter(COLUMN.finditer(caption.rsplit("\n", 1)[-1])), None)
    years = set(_YEAR.findall(caption.rsplit("\n", 1)[-1]))
    if len(plain) != 1 or len(years) != 1 or any(column.role not in ("text", "change") for column in heads):
        return heads
    role = read_column(match).role if match else "observation"
    (at,) = plain
    role = role if role in ("baseline", "target") else "observation"
    return [replace(c, role=role, year=int(next(iter(years)))) if place == at else c for place, c in enumerate(heads)]


def _turned(grid: Grid) -> Grid:
    """A grid with a row per year or role and a column per offence, turned so that rows are offences."""
    head, *rows = grid.rows
    named = sum(read_joint(cell.text) is not None or bool(NEED.search(cell.text)) for cell in head[1:])
    dated = sum(COLUMN.match(row[0].text) is not None for row in rows)
    areas = len(head) > 2 and all(re.match(r"[A-ZÆØÅ][^\d%]+$", cell.text) for cell in head[1:])
    areas = areas and dated == len(rows) and not any(COLUMN.search(cell.text) for cell in head)
    if dated < max(1, len(rows) - 1) or not (named or areas):
        return grid
    return replace(grid, rows=tuple(zip(*grid.rows, strict=True)))


def _head(text: str, cell: Cell) -> Column | None:
    if not cell.text or len(cell.text) > 60:
        return None
    match = COLUMN.search(cell.text)
    if match is None or match.start() > 25:
        return None
    column = read_column(match)
    years = set(_YEAR.findall(_RANGE.sub("", cell.text)))
    if column.year is None and column.role != "change" and len(years) == 1:
        role = "observation" if column.role == "text" else column.role
        column = replace(column, role=role, year=int(years.pop()))
    change = read_change(cell.text[match.end("target_year") :]) if column.role == "target" and column.year else None
    dated = [span for span in cell.spans if column.year and str(column.year) in text[slice(*span)]]
    start, end = (dated or cell.spans)[0]
    if column.role == "observation" and _WANTED.search(cell.text):
        column = replace(column, role="target")
    return replace(
        column,
        start=start,
        end=end,
        change=change,
        percent=column.role == "change" and bool(_PERCENT.search(cell.text)),
        per_1000=bool(PER_1000.search(cell.text)),
        also=tuple(span for span in cell.spans if span != (start, end)),
    )


def _span(cell: Cell) -> Span:
    return (cell.spans[0][0], cell.spans[-1][1]) if cell.spans else (0, 0)


def _label_column(rows: Sequence[tuple[Cell, ...]], columns: Sequence[Column | None]) -> int:
    def named(at: int) -> int:
        return sum(read_label(row[at].text, row[at].spans) is not None for row in rows)

    return max(range(min(3, len(columns))), key=lambda at: (named(at), -at))


def _areas(caption: str, rows: Sequence[tuple[Cell, ...]]) -> list[Subject | None]:
    """Rows that are areas, under a caption that says what is measured."""
    what = measured_by(caption.rstrip().rsplit("\n\n", 1)[-1]) or measured_by(caption)
    return [area_subject(row, what) if what else None for row in rows]


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
    heads = _changes_by_cells(heads, rows, subjects)
    heads[label] = replace(heads[label], role="text", year=None)
    figured = [any(re.search(r"\d", row[at].text) for row in rows) for at in width]
    heads = [replace(h, role="text") if h.role == "unknown" and not figured[at] else h for at, h in enumerate(heads)]
    shown = [at for at in width if heads[at].role != "text"]
    for at, column in zip(shown, completed([heads[at] for at in shown], [relative[at] for at in shown]), strict=True):
        heads[at] = _asked_of_all(column, at, heads, rows)
    heads = aimed_heads(caption_of(text, grid.start), heads)
    entries: list[Entry] = []
    for subject, row in zip(subjects, rows, strict=True):
        if subject:
            entries += _grid_row(text, subject, row, heads, figured)
    return CrimeTable(tuple(entries), tuple(heads), tuple(s for s in subjects if s), grid.start, grid.end)


def _asked_of_all(column: Column, at: int, heads: Sequence[Column], rows: Sequence[Row]) -> Column:
    """A column of a later year in which every row changes by the same percentage: that is asked for, not observed."""
    based = any(head.role == "baseline" and head.year for head in heads[:at])
    changes = {m["change"] for row in rows if (m := VALUE.match(row[at].text)) and m["change"]}
    told = sum(bool((m := VALUE.match(row[at].text)) and m["change"]) for row in rows)
    alike = column.role == "observation" and based and len(changes) == 1 and told > 1
    return replace(column, role="target") if alike else column


def _changes_by_cells(heads: list[Column], rows: Sequence[Row], subjects: Sequence[Subject | None]) -> list[Column]:
    """The columns with those that hold shares in rows of counts taken for changes, whatever their head says."""
    done = list(heads)
    counted = [row for row, subject in zip(rows, subjects, strict=True) if subject and subject.offence]
    for at, column in enumerate(heads):
        filled = [row[at].text for row in counted if row[at].text]
        if column.role in ("observation", "text") and filled and all(_SHARE.fullmatch(text) for text in filled):
            done[at] = replace(column, role="change", year=None)
    return done


def _grid_row(
    text: str, subject: Subject, row: tuple[Cell, ...], heads: Sequence[Column], figured: Sequence[bool]
) -> Iterator[Entry]:
    deadline = _deadline(row, heads)
    if subject.indicator != "activities_with_partners":
        yield from _in_label(text, subject, deadline)
    for at, (cell, column) in enumerate(zip(row, heads, strict=True)):
        if column.role in ("text", "unknown"):
            continue
        if column.role == "target" and column.year is None:
            column = replace(column, year=deadline)
        if subject.indicator == "activities_with_partners" and column.role != "observation":
            continue
        if subject.indicator == "need_for_safety_measures":
            level = read_level(cell.text.strip(" .").removesuffix(" behov"))
            if level:
                yield Entry(subject, column, level, False, False, None, False, cell.spans)
            continue
        match = VALUE.search(cell.text)
        later = PENDING.search(cell.text)
        start = column.role == "baseline"
        if (later and (column.year or start)) or (match is None and start and column.year and not figured[at]):
            yield Entry(subject, column, None, False, False, None, False, cell.spans)
        elif subject.offence and (change := _only_change(cell.text, column)) is not None:
            yield Entry(subject, column, None, False, False, change, False, cell.spans)
        elif match and _is_value(subject, cell.text, match):
            yield make_entry(subject, column, match, cell.spans)


def _only_change(text: str, column: Column) -> Number | None:
    """A goal cell that asks for a change only: "-20 %", "fald på 20 %", "20 % færre"."""
    worded = _WORDED_CHANGE.match(text)
    signed = _SIGNED_CHANGE.fullmatch(text.strip()) if column.role == "target" else None
    if signed:
        return read_change(text)
    if worded is None:
        return None
    amount = read_digits(worded["number"] or worded["first"]) or 0
    way = worded["way"] or worded["after"]
    return tidy(amount if way[0] in "sS" or way.casefold() == "flere" else -amount)


def _is_value(subject: Subject, text: str, match: re.Match[str]) -> bool:
    """Whether a cell's number is its figure: no year after words, no share above a hundred."""
    value = read_digits(match["number"]) or 0
    dated = re.search(r"[a-zæøå]", text[: match.start()]) and 1990 <= value <= 2100
    return not dated and not (subject.indicator and value > 100)


def _deadline(row: Row, heads: Sequence[Column]) -> int | None:
    """The one year that a row has in a column of its own beside the figures: by when its goal is to be reached."""
    rest = [cell.text for cell, column in zip(row, heads, strict=True) if column.role == "text"]
    years = {match[1] for text in rest if (match := _DATED.fullmatch(text))}
    return int(years.pop()) if len(years) == 1 else None


def _in_label(text: str, subject: Subject, deadline: int | None) -> Iterator[Entry]:
    """The level that a goal in a row's label asks for: "Antallet af indbrud skal falde til 35"."""
    label = " ".join(text[low:high] for low, high in subject.spans)
    way = read_direction(label) if len(label) > 30 else None
    measured = subject.indicator or ("reported_offences_per_1000" if subject.per_1000 else "reported_offences")
    for level in find_levels(label, (0, len(label)), way[0], measured) if way else ():
        if level.role == "target" and (level.value is not None or level.change is not None):
            column = Column("target", level.year or deadline, 0, 0)
            value = None if isinstance(level.value, str) else level.value
            yield Entry(subject, column, value, False, False, level.change, False, subject.spans)
            return
