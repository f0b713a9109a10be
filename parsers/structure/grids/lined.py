"""Tables of plain text whose columns are lined up with blanks. Where a cell runs over lines, with print of its
neighbours between them, the table is set anew, so that each cell is one stretch of text.

    Indikator                     Baseline 2023   Mål 2027
    Andel af beboere, der            68 %           76 %        ->  "Andel af beboere, der føler sig trygge\t68 %\t76 %"
    føler sig trygge

A cell knows the columns of characters it was printed in: what stands under what is told by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.grid import Cell, Grid, Span, make_grid

_GAP = shown(re.compile(r"[ \u00a0]{2,}"), examples=("Mål  2024",), rejects=("Mål 2024",))
_RULE_LINE = shown(re.compile(r"[ |:+=_.–-]{4,}"), examples=("-----", "+====+"), rejects=("-5",))
_FIGURE = shown(
    re.compile(r"[-–(]?\s?\d"),
    examples=(
        "- 4",
        "(3",
    ),
    rejects=("fire",),
)
_OPENS_LOW = shown(
    re.compile(r"[a-zæøå(](?!/)|\d+[.,]?\d*[\s-][a-zæøå]"),
    examples=("1.000 indbyggere", "skal falde", "2024-niveau"),
    rejects=("40 36",),
)
_OPEN_END = shown(
    re.compile(r"(?:[-,/(]|\b(?:og|eller|samt|for|i|på|af|til|med|fra|om|pr\.|den|det|de|en|et|som|der))$"),
    examples=("Midt- og", "anmeldelser pr."),
    rejects=("Indbrud",),
)
_BULLET = shown(
    re.compile(r"[•·▪●◦‣■□►»*+–—-]|[o]|\(?(?:\d{1,2}|[a-z])[.)]"), examples=("•", "2.", "(a)"), rejects=("Nr",)
)
_MOST_BLANK = 2  # blank lines within a table


@dataclass(slots=True)
class _Piece:
    """What stands in one column of one line: `span` in the text, from column `left` to `right` of its line."""

    span: Span
    left: int
    right: int

    def meets(self, low: int, high: int) -> bool:
        """Whether it shares columns of characters with a stretch."""
        return low < self.right and self.left < high


@dataclass(slots=True)
class _Line:
    pieces: list[_Piece]
    parted: bool  # a blank or drawn line stands before it


@dataclass(slots=True)
class _Row:
    """A row of the table: for each column the pieces of its cell, line by line."""

    cells: dict[int, list[_Piece]] = field(default_factory=dict)


def set_anew(body: Body) -> tuple[Body, list[Grid]]:
    """The lined-up tables of a body, and the body with those of them set with tabs whose cells run over lines."""
    tables = [rows for run in _runs(body.text, body.notes_start) if (rows := _rows(body.text, run))]
    if not tables:
        return body, []
    return _Setter(body).set_all(tables)


class _Setter:
    """Copies a body piece by piece and notes where each cell comes to stand."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.pieces: list[Span | str] = []
        self.length = 0

    def set_all(self, tables: Sequence[Sequence[_Row]]) -> tuple[Body, list[Grid]]:
        """The body anew, and a grid for each table."""
        grids: list[Grid] = []
        at = 0
        for rows in tables:
            low, high = _extent(rows)
            low = self.body.text.rfind("\n", 0, low) + 1
            self._copy((at, low))
            wrapped = any(len(held) > 1 for row in rows for held in row.cells.values())
            cells = list(self._set(rows) if wrapped else self._kept(rows, (low, high)))
            grid = make_grid(cells, len(rows), max(max(row.cells) for row in rows) + 1, "lined")
            if grid is not None:
                grids.append(grid)
            at = high
        self._copy((at, len(self.body.text)))
        return self.body.rearranged(self.pieces), grids

    def _copy(self, span: Span) -> None:
        self.pieces.append(span)
        self.length += span[1] - span[0]

    def _say(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _kept(self, rows: Sequence[_Row], span: Span) -> Iterator[Cell]:
        """A table left as it is printed."""
        shift = self.length - span[0]
        self._copy(span)
        for number, row in enumerate(rows):
            for column, held in row.cells.items():
                yield _cell((held[0].span[0] + shift, held[0].span[1] + shift), number, column, held)

    def _set(self, rows: Sequence[_Row]) -> Iterator[Cell]:
        """A table set with tabs."""
        for number, row in enumerate(rows):
            if number:
                self._say("\n")
            for column in range(max(row.cells) + 1):
                if column:
                    self._say("\t")
                held = row.cells.get(column)
                if held:
                    start = self.length
                    for place, piece in enumerate(held):
                        if place:
                            self._say(" ")
                        self._copy(piece.span)
                    yield _cell((start, self.length), number, column, held)


def _cell(span: Span, row: int, column: int, held: Sequence[_Piece]) -> Cell:
    left, right = min(piece.left for piece in held), max(piece.right for piece in held)
    return Cell(*span, row, column, 1, 1, left + 0.5, right + 0.5)  # never 0, which says that nothing is known


def _extent(rows: Sequence[_Row]) -> Span:
    spans = [piece.span for row in rows for pieces in row.cells.values() for piece in pieces]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _runs(text: str, end: int) -> Iterator[list[_Line]]:
    """Runs of lines of which most have a gap of two blanks or more; a line without one stays where it stands in one
    column of them."""
    run: list[_Line] = []
    blank = 0
    drawn = False
    at = 0
    for line in text[:end].split("\n"):
        pieces = _pieces(line, at)
        if not pieces:
            blank += 1
        elif _RULE_LINE.fullmatch(line):
            drawn = True
        elif run and blank <= _MOST_BLANK and _joins(run, line, pieces, bool(blank)):
            run.append(_Line(pieces, bool(blank) or drawn))
            blank, drawn = 0, False
        else:
            yield from _long_enough(run)
            run, blank, drawn = ([_Line(pieces, False)] if _is_set(line, pieces) else []), 0, False
        at += len(line) + 1
    yield from _long_enough(run)


def _long_enough(run: list[_Line]) -> Iterator[list[_Line]]:
    end = len(run)
    while end and len(run[end - 1].pieces) < 2 and run[end - 1].parted:
        end -= 1
    if sum(len(line.pieces) > 1 for line in run[:end]) > 1:
        yield run[:end]


def _pieces(line: str, offset: int) -> list[_Piece]:
    found: list[_Piece] = []
    bare = line.rstrip(" \u00a0\t")
    at = len(line) - len(line.lstrip(" \u00a0\t"))
    for gap in [*_GAP.finditer(bare, at), None]:
        stop = gap.start() if gap else len(bare)
        if stop > at:
            found.append(_Piece((offset + at, offset + stop), at, stop))
        at = gap.end() if gap else stop
    return found


def _is_set(line: str, pieces: Sequence[_Piece]) -> bool:
    """Whether a line has gaps that part columns: not the one behind a bullet or the number of an item."""
    if len(pieces) < 2 or "\t" in line or "|" in line:
        return False
    return len(pieces) > 2 or not _BULLET.fullmatch(line[pieces[0].left : pieces[0].right])


def _joins(run: Sequence[_Line], line: str, pieces: Sequence[_Piece], parted: bool) -> bool:
    """Whether a line goes on the table: it is set like it, and behind blank lines in the same columns."""
    above = next(before.pieces for before in reversed(run) if len(before.pieces) > 1)
    if not _is_set(line, pieces):
        return _fits(above, pieces) and (not parted or bool(_OPEN_END.search(line.rstrip())))
    return not parted or sum(any(piece.meets(a.left, a.right) for a in above) for piece in pieces) > 1


def _fits(above: Sequence[_Piece], pieces: Sequence[_Piece]) -> bool:
    """Whether a line of one piece stands within one column of the last line above it that has several."""
    if len(pieces) != 1:
        return False
    lows = [-1, *(piece.right for piece in above[:-1])]
    highs = [*(piece.left for piece in above[1:]), 10_000]
    return any(low < pieces[0].left and pieces[0].right < high for low, high in zip(lows, highs, strict=True))


def _rows(text: str, run: Sequence[_Line]) -> list[_Row]:
    """The lines as rows of one table: pieces in their columns, lines that go on the row above put to it."""
    columns = _columns(run)
    if len(columns) < 2:
        return []
    rows: list[_Row] = []
    for line in run:
        placed = _placed(line.pieces, columns, text)
        if rows and not line.parted and _goes_on(text, rows[-1], placed):
            for column, pieces in placed.items():
                rows[-1].cells.setdefault(column, []).extend(pieces)
        else:
            rows.append(_Row({column: list(pieces) for column, pieces in placed.items()}))
    return rows


def _columns(run: Sequence[_Line]) -> list[tuple[int, int]]:
    """From where to where each column is printed, grown from the line with most pieces by those that fit it."""
    model = max(run, key=lambda line: len(line.pieces)).pieces
    columns = [(piece.left, piece.right) for piece in model]
    for line in run:
        for piece in line.pieces:
            met = [at for at, column in enumerate(columns) if piece.meets(*column)]
            if len(met) == 1:
                low, high = columns[met[0]]
                columns[met[0]] = min(low, piece.left), max(high, piece.right)
    return columns


def _placed(pieces: Sequence[_Piece], columns: Sequence[tuple[int, int]], text: str) -> dict[int, list[_Piece]]:
    """Each piece under the column it shares most with, or stands nearest to; never two pieces of a line in one."""
    placed: dict[int, list[_Piece]] = {}
    least = 0
    for piece in (part for whole in pieces for part in _parted(text, whole, columns)):
        shares = [
            (min(high, piece.right) - max(low, piece.left), -at)
            for at, (low, high) in enumerate(columns)
            if at >= least
        ]
        if not shares:
            placed.setdefault(len(columns) - 1, []).append(piece)
            continue
        column = -max(shares)[1]
        placed[column] = [piece]
        least = column + 1
    return placed


def _parted(text: str, piece: _Piece, columns: Sequence[tuple[int, int]]) -> list[_Piece]:
    """A label that runs up to its figure with one blank between, parted where the figure's column begins."""
    words = text[slice(*piece.span)].rsplit(" ", 1)
    if len(words) != 2 or not _FIGURE.match(words[1]) or words[0][-1:].isdigit() or piece.left >= columns[0][1]:
        return [piece]
    at, cut = piece.span[1] - len(words[1]), piece.right - len(words[1])
    figure = _Piece((at, piece.span[1]), cut, piece.right)
    if not any(figure.meets(*column) for column in columns[1:]):
        return [piece]
    return [_Piece((piece.span[0], at - 1), piece.left, cut - 1), figure]


def _goes_on(text: str, above: _Row, below: dict[int, list[_Piece]]) -> bool:
    """Whether a line goes on the row above it: it fills no column with a figure there and in the row above alike, and
    its first words begin in mid-sentence or stand where the row above was left open."""
    first = min(below)
    if first not in above.cells:
        return False
    cells = [text[slice(*below[column][0].span)] for column in sorted(below)]
    if any(map(_is_figure, cells)) and (above.cells.keys() & below.keys()) - {0}:
        return False
    ended = text[slice(*above.cells[first][-1].span)]
    return bool(_OPENS_LOW.match(cells[0]) or _OPEN_END.search(ended)) or (first > 0 and len(below) == 1)


def _is_figure(cell: str) -> bool:
    """Whether a cell begins with a figure that no word goes with."""
    return _FIGURE.match(cell) is not None and not _OPENS_LOW.match(cell)
