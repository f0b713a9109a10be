"""Tables whose rows are goals in words: a column says what shall be reached, others from where, to what, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.figures.column_heads import COLUMN, read_column
from parsers.figures.table_entries import PENDING, VALUE
from parsers.figures.table_rows import joined_rows
from parsers.goals.parts_of_a_goal import Statement, read_statement
from parsers.older.levels import Level
from parsers.older.numbers import Number, read_digits, tidy
from parsers.older.offences_and_feelings import find_offences
from parsers.rules.once import once
from parsers.structure.body import Body
from parsers.structure.sentences import Span
from parsers.structure.tables import Cell, Grid, find_grids

_DUE = re.compile(
    r"(?i)(?:frist|deadline|senest|inden|nås|opnås|målår|tidspunkt|hvornår|tidsfrist|skal være nået|tidshorisont)\b"
)
_NUMBER = re.compile(
    r"(?i)(?:mål\s*|nr\.?\s*)?(?P<number>[A-ZÆØÅ]?\d{1,2}(?:\.\d{1,2})?)[.:)]?(?=\s|$)(?!\s?(?:%|pct|procent))\s*"
)
_YEAR = re.compile(r"\b20[0-4]\d\b")
_WORDED = re.compile(
    r"(?i)\b(?:skal|mindst|minimum|fasthold|flere|færre|stige|falde|øge|nedbring|reducer|monitor|følges|nærme)\w*"
)


@once
def find_goal_tables(body: Body) -> tuple[list[Statement], list[Span]]:
    """The goals that tables state in words, and where those tables stand."""
    found: list[Statement] = []
    covered: list[Span] = []
    for grid in find_grids(body, 0, body.notes_start):
        read = list(_read_grid(body, grid))
        if read:
            found += read
            covered.append((grid.start, grid.end))
    return found, covered


def _read_grid(body: Body, grid: Grid) -> Iterator[Statement]:
    head, *rows = joined_rows(body.text, grid)
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = len(head)
    if width < 2 or not rows:
        return
    said = [sum(bool(_states(row[at])) for row in rows) for at in range(width)]
    column = max(range(width), key=lambda at: (said[at], -at))
    if _states(head[column]) and any(_has_level(row[column]) for row in (head, *rows)):
        rows, head = [head, *rows], tuple(Cell("", ()) for _ in head)
        said[column] += 1
    if said[column] * 2 <= len(rows) or not _heads_figures(head, column):
        return
    for row in rows:
        statement = _of_row(body, row, head, column)
        if statement:
            yield statement


def _states(cell: Cell) -> bool:
    """Whether a cell says in a sentence of its own what is measured and which way it shall go."""
    if len(cell.text.split()) < 3 or not _WORDED.search(cell.text):
        return False
    return read_statement(cell.text, (0, len(cell.text)), None, True, "goal-row") is not None


def _has_level(cell: Cell) -> bool:
    read = read_statement(cell.text, (0, len(cell.text)), None, True, "goal-row")
    return read is not None and bool(read.levels)


def _heads_figures(head: tuple[Cell, ...], column: int) -> bool:
    """Whether the other columns are of goals at all: years, baselines, targets or deadlines."""
    others = [cell.text for at, cell in enumerate(head) if at != column]
    return any(COLUMN.search(text) or _DUE.match(text) for text in others) or not any(others)


def _of_row(body: Body, row: tuple[Cell, ...], head: tuple[Cell, ...], column: int) -> Statement | None:
    cell = row[column]
    text = cell.text
    own = _NUMBER.match(text)
    number = _row_number(row, head, column) or (own["number"] if own else None)
    start = own.end() if own and own["number"] else 0
    label = " ".join(other.text for other in row[:column] if not re.search(r"\d", other.text))
    read = read_statement(text, (start, len(text)), number, True, "goal-row", None, label)
    if read is None or not cell.spans:
        return None
    if read.indicator.startswith("reported") and not read.offences:
        read = replace(read, offences=tuple(dict.fromkeys(mention.code for mention in find_offences(label))))
    place = (cell.spans[0][0], cell.spans[-1][1])
    levels = [_placed(level, start, cell, place[0]) for level in read.levels]
    due, base = read.deadline, read.baseline_year
    for at, (head_cell, value) in enumerate(zip(head, row, strict=True)):
        if at == column or not value.text:
            continue
        match = COLUMN.search(head_cell.text)
        heading = read_column(match) if match and not _DUE.match(head_cell.text) else None
        year = _YEAR.search(value.text)
        if heading is None and _DUE.match(head_cell.text) and year:
            due = due or int(year.group())
        if heading is None or heading.role not in ("baseline", "target", "observation"):
            continue
        later = _YEAR.fullmatch(value.text) or PENDING.search(value.text)
        figure = None if later else VALUE.search(value.text)
        role = "target" if heading.role == "target" else "baseline"
        when = heading.year or (int(figure["year"]) if figure and figure["year"] else None)
        base = base or (when if role == "baseline" and read.indicator != "activities_with_partners" else None)
        due = max(filter(None, (due, when)), default=None) if role == "target" else due
        if figure and (role == "target" or not any(level.role == role for level in levels)):
            levels += _cell_level(figure, value, role, when, read, place[0])
    if read.direction == "monitor" or read.indicator == "activities_with_partners":
        base, levels = None if read.direction == "monitor" else base, []
    pieces = tuple(cell.spans)
    return replace(
        read,
        start=place[0],
        end=place[1],
        core=place,
        levels=tuple(levels),
        deadline=due,
        baseline_year=base,
        pieces=pieces,
    )


def _row_number(row: tuple[Cell, ...], head: tuple[Cell, ...], column: int) -> str | None:
    """The number of a row in a column before its words that no head says holds figures."""
    for at, cell in enumerate(row[:column]):
        match = _NUMBER.match(cell.text)
        heading = COLUMN.search(head[at].text)
        if match and not (heading and read_column(heading).year):
            return str(match["number"])
    return None


def _cell_level(
    figure: re.Match[str], cell: Cell, role: str, year: int | None, read: Statement, origin: int
) -> Iterator[Level]:
    value = _value(figure)
    if value is None or not cell.spans:
        return
    unit = "percent" if read.indicator.startswith("feels") else "count"
    unit = "per_1000_inhabitants" if read.indicator == "reported_offences_per_1000" else unit
    span = cell.spans[0]
    yield Level(role, value, unit, year, None, span[0] - origin, span[1] - origin, "goal-row")


def _value(figure: re.Match[str]) -> Number | None:
    value = read_digits(figure["number"])
    return None if value is None else tidy(value)


def _placed(level: Level, start: int, cell: Cell, origin: int) -> Level:
    """A level of the cell's joined text, told from the place where the cell's piece that holds it stands."""
    at = 0
    for low, high in cell.spans:
        if start + level.start <= at + (high - low):
            return replace(level, start=low - origin, end=high - origin)
        at += high - low + 1
    low, high = cell.spans[-1]
    return replace(level, start=low - origin, end=high - origin)
