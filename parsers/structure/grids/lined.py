"""Tables of plain text whose columns are lined up with blanks, cells that run over lines put together.

    Indikator                     Baseline 2023   Mål 2027
    Andel af beboere, der            68 %           76 %        ->  "Andel af beboere, der føler sig trygge\t68 %\t76 %"
    føler sig trygge

A cell knows the columns of characters it was printed in: what stands under what is told by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.anew import Piece, Row

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
_NOTE = shown(
    re.compile(r"\s*(?:(?:Data)?kilder?|Noter?|Anm(?:ærkning)?)\b\.?:\s", re.IGNORECASE),
    examples=("Kilde: Fyns Politi", " Note: Tallene"),
    rejects=("Notering",),
)
_BULLET = shown(
    re.compile(r"[•·▪●◦‣■□►»*+–—-]|[o]|\(?(?:\d{1,2}|[a-z])[.)]"), examples=("•", "2.", "(a)"), rejects=("Nr",)
)
_MOST_BLANK = 2  # blank lines within a table


@dataclass(slots=True)
class _Line:
    pieces: list[Piece]
    parted: bool  # a blank or drawn line stands before it


def lined_rows(body: Body) -> Iterator[list[Row]]:
    """The lined-up tables of a body, row by row."""
    for run in _runs(body.text, body.notes_start):
        rows = _rows(body.text, run)
        if rows:
            yield rows


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


def _pieces(line: str, offset: int) -> list[Piece]:
    found: list[Piece] = []
    bare = line.rstrip(" \u00a0\t")
    at = len(line) - len(line.lstrip(" \u00a0\t"))
    for gap in [*_GAP.finditer(bare, at), None]:
        stop = gap.start() if gap else len(bare)
        if stop > at:
            found.append(Piece((offset + at, offset + stop), at, stop))
        at = gap.end() if gap else stop
    return found


def _is_set(line: str, pieces: Sequence[Piece]) -> bool:
    """Whether a line has gaps that part columns: not the one behind a bullet or the number of an item."""
    if len(pieces) < 2 or "\t" in line or "|" in line:
        return False
    return len(pieces) > 2 or not _BULLET.fullmatch(line[pieces[0].left : pieces[0].right])


def _joins(run: Sequence[_Line], line: str, pieces: Sequence[Piece], parted: bool) -> bool:
    """Whether a line goes on the table: it is set like it, and behind blank lines in the same columns."""
    if len(pieces) == 1 and _NOTE.match(line):
        return False
    above = next(before.pieces for before in reversed(run) if len(before.pieces) > 1)
    if not _is_set(line, pieces):
        return _fits(above, pieces) and (not parted or bool(_OPEN_END.search(line.rstrip())))
    return not parted or sum(any(piece.meets(a.left, a.right) for a in above) for piece in pieces) > 1


def _fits(above: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether a line of one piece stands within one column of the last line above it that has several."""
    if len(pieces) != 1:
        return False
    lows = [-1, *(piece.right for piece in above[:-1])]
    highs = [*(piece.left for piece in above[1:]), 10_000]
    return any(low < pieces[0].left and pieces[0].right < high for low, high in zip(lows, highs, strict=True))


def _rows(text: str, run: Sequence[_Line]) -> list[Row]:
    """The lines as rows of one table: pieces in their columns, lines that go on the row above put to it."""
    columns = _columns(run)
    if len(columns) < 2:
        return []
    rows: list[Row] = []
    for line in run:
        placed = _placed(line.pieces, columns, text)
        if rows and not line.parted and _goes_on(text, rows[-1], placed):
            for column, pieces in placed.items():
                rows[-1].cells.setdefault(column, []).extend(pieces)
        else:
            rows.append(Row({column: list(pieces) for column, pieces in placed.items()}))
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


def _placed(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]], text: str) -> dict[int, list[Piece]]:
    """Each piece under the column it shares most with, or stands nearest to; never two pieces of a line in one."""
    placed: dict[int, list[Piece]] = {}
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


def _parted(text: str, piece: Piece, columns: Sequence[tuple[int, int]]) -> list[Piece]:
    """A label that runs up to its figure with one blank between, parted where the figure's column begins."""
    words = text[slice(*piece.span)].rsplit(" ", 1)
    if len(words) != 2 or not _FIGURE.match(words[1]) or words[0][-1:].isdigit() or piece.left >= columns[0][1]:
        return [piece]
    at, cut = piece.span[1] - len(words[1]), piece.right - len(words[1])
    figure = Piece((at, piece.span[1]), cut, piece.right)
    if not any(figure.meets(*column) for column in columns[1:]):
        return [piece]
    return [Piece((piece.span[0], at - 1), piece.left, cut - 1), figure]


def _goes_on(text: str, above: Row, below: dict[int, list[Piece]]) -> bool:
    """Whether a line goes on the row above it: it fills no column with a figure there and in the row above alike, and
    its first words begin in mid-sentence or stand where the row above was left open."""
    first = min(below)
    if first not in above.cells:
        return False
    cells = [text[slice(*below[column][0].span)] for column in sorted(below)]
    shared = (above.cells.keys() & below.keys()) - {0}
    if any(map(_is_figure, cells)) and shared:
        return False
    if any(_is_value(text, above.cells[column], below[column]) for column in shared):
        return False
    ended = text[slice(*above.cells[first][-1].span)]
    return bool(_OPENS_LOW.match(cells[0]) or _OPEN_END.search(ended)) or (first > 0 and len(below) == 1)


def _is_figure(cell: str) -> bool:
    """Whether a cell begins with a figure that no word goes with."""
    return _FIGURE.match(cell) is not None and not _OPENS_LOW.match(cell)


def _is_value(text: str, above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether a cell is a value that is told to its end, over another one: "30. april 2017" over "Når parterne …"."""
    begins = text[below[0].span[0]]
    return text[above[0].span[0]].isdigit() and (begins.isdigit() or begins.isupper())
