"""Tables of unnumbered rows that a dump ran together, with labels and heads that go on in the line below.

    Mål  Udgangspunkt 2023 Status 2024 Ændring       head: its columns in one line, years of some in the next
    2022 2022-2024
    Andel trygge beboere om 47 % - 50 %              row: label, then as many figures as there are columns
    aftenen og natten                                what goes on the label
    Anmeldte indbrud 40 37 32 -20 %

Which year is whose the figures tell: there are as many heads as figures in a row, and years stand in their order. A
table in which nothing goes on in the line below is read as it stands (`parsers.structure.grids.running`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from parsers.marks.find import find_marks
from parsers.marks.mark import Mark
from parsers.structure.body import Body
from parsers.structure.grids.anew import Row, extent, in_columns
from parsers.structure.grids.grid import Span
from parsers.structure.grids.numbered import GOES_ON, Line, bare, figures, lines_behind, moved

_MOST_WORDS = 14  # of a line of a label
_MOST_LINES = 60  # of a table
_MOST_COLUMNS = 8
_FEWEST_ROWS = 2
_UNITS = ("%", "pct.", "pct", "i %")  # of the last column, below its head
_HEADS = ("role", "year", "years")


@dataclass(frozen=True, slots=True)
class _Head:
    """A column's head: its role, its year or years, and whether these stand in the line below."""

    role: Mark | None
    year: Mark | None
    below: bool = False

    @property
    def first_year(self) -> int | None:
        """Its year, where it is one of a series; a change is told over years."""
        return int(self.year.value) if self.year and self.year.kind == "year" else None


@dataclass(slots=True)
class _Read:
    """A row: the pieces of its label, the first before its figures and the others below them, and these."""

    label: list[Span]
    values: list[Span]

    @property
    def wraps(self) -> bool:
        """Whether its label goes on below its figures."""
        return len(self.label) > 1


def wrapped_rows(body: Body) -> Iterator[list[Row]]:
    """The tables of a body without places whose cells go on in the line below, row by row."""
    if body.has_places:
        return
    lines = list(lines_behind(body.text, 0))
    done = 0
    for at, line in enumerate(lines):
        if line.start < done or not _may_head(line.text) or not any(_year_in(one.text) for one in lines[at : at + 2]):
            continue
        table = _table(body.text, line, lines[at + 1 : at + 1 + _MOST_LINES])
        if table:
            done = extent(table)[1]
            yield table


def _may_head(line: str) -> bool:
    """Whether a line may name columns: several words, no wide gaps, no stop at its end."""
    return (
        len(line.split()) > 1 and not any(sign in line for sign in ("\t", "  ", "||")) and line.rstrip()[-1] not in ".:"
    )


def _table(text: str, head: Line, lines: Sequence[Line]) -> list[Row]:
    """The table that a line heads; nothing where it heads none, or nothing of it goes on below."""
    below = next((line for line in lines[:1] if _is_years(line.text) or _is_unit(line.text)), None)
    rows = _rows(text, lines[1:] if below else lines)
    count = _usual(rows)
    if not (below or any(row.wraps for row in rows)) or not 1 < count <= _MOST_COLUMNS:
        return []
    heads, years = _of_columns(_marks(head), head), _marks(below) if below else []
    columns = _columns(heads, years, count) if any(mark.kind == "year" for mark in (*heads, *years)) else []
    unit = None if years else below
    return [*_head_rows(text, columns, head, unit), *_body_rows(rows, columns)] if columns else []


def _usual(rows: Sequence[_Read]) -> int:
    """How many figures most rows have, of two numbers as common the greater; 0 where no two rows have as many."""
    counts = Counter(len(row.values) for row in rows)
    usual = max(counts, key=lambda number: (counts[number], number), default=0)
    return usual if counts[usual] >= _FEWEST_ROWS else 0


def _of_columns(heads: Sequence[Mark], line: Line) -> Sequence[Mark]:
    """The heads without the one over the labels, "Mål" at the start of a line with no year behind it."""
    labels = heads and heads[0].start == line.start and (heads[0].kind, heads[0].value) == ("role", "target")
    return heads[1:] if labels and len(heads) > 1 and heads[1].kind == "role" else heads


def _marks(line: Line) -> list[Mark]:
    """The roles and years of a line, years of a change as one, in order; at their places in the text."""
    marks = find_marks(line.text)
    found = sorted(marks.any_of(_HEADS, (0, len(line.text))), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return [mark._replace(start=mark.start + line.start, end=mark.end + line.start) for mark in kept]


def _is_years(line: str) -> bool:
    """Whether a line holds nothing but years and spans of them: "2022 2022-2024"."""
    parts = _parts(line)
    return bool(parts) and all(map(_is_year, parts))


def _year_in(line: str) -> bool:
    return any(map(_is_year, _parts(line)))


def _parts(line: str) -> list[str]:
    return line.replace("|", " ").replace("–", " ").replace("-", " ").split()


def _is_year(part: str) -> bool:
    return len(part) == 4 and part.isdigit() and part[:2] in ("19", "20")


def _is_unit(line: str) -> bool:
    """Whether a line holds no more than the unit of the head above its end: "(%)"."""
    return line.strip(" |()") in _UNITS


def _rows(text: str, lines: Sequence[Line]) -> list[_Read]:
    """The rows below a head, up to a line that is none and goes on with none."""
    rows: list[_Read] = []
    for line in lines:
        held = figures(line.text, 0)
        held = held[line.text[: held[0][0]].endswith("pr. ") :] if held else held  # "pr. 1.000" is of the label
        label = bare(text, moved((0, held[0][0] if held else len(line.text)), line.start))
        words = len(text[slice(*label)].split())
        if held and 0 < words <= _MOST_WORDS and any(map(str.isalpha, text[slice(*label)])):
            rows.append(_Read([label], [moved(span, line.start) for span in held]))
        elif rows and not held and GOES_ON.match(line.text) and words <= _MOST_WORDS and text[label[1] - 1] not in ".:":
            rows[-1].label.append(label)
        else:
            break
    return rows


def _columns(heads: Sequence[Mark], below: Sequence[Mark], count: int) -> list[_Head]:
    """The heads as so many columns: a role takes the year behind it, or one of the line below, as it makes their number
    right and their years go on; nothing where that can be done in several ways."""
    ways = list(_ways(heads, below, count))
    if len(ways) > 1:
        ways = [way for way in ways if _goes_up(way)]
    return ways[0] if len(ways) == 1 else []


def _ways(heads: Sequence[Mark], below: Sequence[Mark], count: int) -> Iterator[list[_Head]]:
    pairs = [at for at, (one, two) in enumerate(pairwise(heads)) if one.kind == "role" and two.kind == "year"]
    for taken in product((True, False), repeat=len(pairs)):
        columns = _joined(heads, {at for at, takes in zip(pairs, taken, strict=True) if takes})
        lacking = [at for at, column in enumerate(columns) if column.year is None]
        if len(columns) != count or (below and len(lacking) != len(below)):
            continue
        for at, year in zip(lacking, below, strict=False):
            columns[at] = replace(columns[at], year=year, below=True)
        yield columns


def _joined(heads: Sequence[Mark], taking: set[int]) -> list[_Head]:
    """Each role with the year behind it where it takes it, and with a span of years in any case."""
    columns: list[_Head] = []
    for at, mark in enumerate(heads):
        if mark.kind == "role":
            columns.append(_Head(mark, None))
        elif columns and columns[-1].year is None and (mark.kind == "years" or at - 1 in taking):
            columns[-1] = replace(columns[-1], year=mark)
        else:
            columns.append(_Head(None, mark))
    return columns


def _goes_up(columns: Sequence[_Head]) -> bool:
    """Whether the years of a series follow each other."""
    years = [column.first_year for column in columns if column.first_year]
    return all(one < two for one, two in pairwise(years))


def _head_rows(text: str, columns: Sequence[_Head], line: Line, unit: Line | None) -> Iterator[Row]:
    """The heads, the last with the unit that stands below it, and in a second row the years that stand below them."""
    upper = [_span(column.role, None if column.below else column.year) for column in columns]
    first = min(span[0] for held in upper for span in held)
    label = (line.start, first) if first > line.start else None
    if unit:
        upper[-1].append(bare(text, moved((0, len(unit.text)), unit.start)))
    yield in_columns([[label] if label else [], *upper])
    if any(column.below for column in columns):
        yield in_columns([[], *(_span(column.year if column.below else None) for column in columns)])


def _span(*marks: Mark | None) -> list[Span]:
    held = [mark for mark in marks if mark]
    return [(held[0].start, held[-1].end)] if held else []


def _body_rows(rows: Sequence[_Read], columns: Sequence[_Head]) -> Iterator[Row]:
    """The rows with as many figures as columns; one fewer leaves the last, a change, open."""
    opens = columns[-1].role is not None and columns[-1].role.value == "change"
    for row in rows:
        if len(row.values) in (len(columns), len(columns) - opens):
            yield in_columns([row.label, *([value] for value in row.values)])
