"""Lines of a page as pieces that know where they are printed, whatever order they were read in.

Direktør                    Dato            pieces: "Direktør", "Dato"
Lone Friis (formand)    14/3-2024           parted by wide blanks, tabs, bars and the strokes to sign on;
______________________                      on a page with boxes also by what is printed far apart
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from models.geometry import Box, enclose
from models.text import NO_WORD
from parsers.marks.mark import Span
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_PARTS = shown(
    re.compile(r"(?P<stroke>_{3,}|[.]{4,}|…{2,}|-{4,})|[ \u00a0]{2,}|[\t|]"),
    examples=("____", "......", "\t"),
    rejects=(" ",),
)
_SIGNS = " \u00a0#*_>·•▪☐☒–"
_FAR = 1.5  # times the height of a line, between pieces
_BLANK_WIDTH = 0.45  # times it, between words of two columns
_LINED_UP = 4.0  # points
_TALL = 1.8  # times it, a row of a table with cells of several lines
_BLANK = 0.8  # times it, between lines that a blank one parts
_ANOTHER_PAGE = 3.0

Place = tuple[int, Box]
Line = tuple[int, int, int]  # start, end, blank lines before it


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` of the body, printed from `left` to `right`: points on a page, characters in a line of text."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageLine:
    """The pieces of a line from the left. `space`: blank lines before it; `stroke`: it has one to sign on; `tabbed`: it
    is a row of a table."""

    start: int
    pieces: tuple[Piece, ...]
    space: float
    stroke: bool
    tabbed: bool = False


def read_pieces(paper: Paper, region: Sequence[Line]) -> list[PageLine]:
    """Lines as pieces: rows of tables as they are, others as they are printed on the page where that is
    known, whatever order it was read in."""
    lines = [_read_line(paper, *line) for line in region]
    rows = [line.pieces for line in lines if line.tabbed]
    loose = [piece for line in lines if not line.tabbed for piece in line.pieces]
    if not all(_place(paper, piece) for piece in chain(loose, *rows)):
        return lines
    groups, places = _as_printed(paper, rows, loose)
    return list(_with_space(groups, places, lines))


def _as_printed(
    paper: Paper, rows: Sequence[tuple[Piece, ...]], loose: Sequence[Piece]
) -> tuple[list[tuple[Piece, ...]], dict[Piece, Place]]:
    """The pieces that are printed at one height, from the top, and where each is."""
    lefts = _lefts(loose)
    parts = [part for piece in loose for part in _at_columns(paper, piece, lefts)]
    places = {piece: place for piece in chain(parts, *rows) if (place := _place(paper, piece))}
    groups = _beside_rows(rows, list(_side_by_side(parts, places)), places)
    return sorted(groups, key=lambda group: (places[group[0]][0], places[group[0]][1].middle)), places


def _beside_rows(
    rows: Sequence[tuple[Piece, ...]], groups: Sequence[tuple[Piece, ...]], places: Mapping[Piece, Place]
) -> Iterator[tuple[Piece, ...]]:
    """The rows of tables, and the other groups; one beside a row of a line's height is a column more of it."""
    left = list(groups)
    for row in rows:
        beside = [group for group in left if _is_beside(row, group, places)]
        left = [group for group in left if group not in beside]
        yield tuple(sorted([*row, *(piece for group in beside for piece in group)], key=lambda one: one.left))
    yield from left


def _is_beside(row: tuple[Piece, ...], group: tuple[Piece, ...], places: Mapping[Piece, Place]) -> bool:
    """Whether a group is printed at the height of a row, at its left or at its right."""
    page, box = places[row[0]]
    whole = enclose(places[piece][1] for piece in row)
    if places[group[0]][0] != page or whole.height > _TALL * box.height:
        return False
    outside = group[-1].right <= row[0].left or group[0].left >= row[-1].right
    return outside and whole.top < enclose(places[piece][1] for piece in group).middle < whole.bottom


def _lefts(pieces: Sequence[Piece]) -> list[float]:
    """Where columns begin: at the left of two pieces or more."""
    lefts = sorted(piece.left for piece in pieces)
    return [left for left, after in pairwise(lefts) if after - left < _LINED_UP]


def _at_columns(paper: Paper, piece: Piece, lefts: Sequence[float]) -> Iterator[Piece]:
    """A piece parted where a word of it begins a column, set apart from the one before it by more than a blank."""
    low = piece.start
    for box, after, cut in _words(paper, piece.start, piece.end):
        lined_up = any(abs(after.x0 - left) < _LINED_UP for left in lefts)
        if lined_up and after.x0 - box.x1 > _BLANK_WIDTH * after.height and low < cut:
            yield from _pieces(paper, [(low, cut)])
            low = cut
    yield from _pieces(paper, [(low, piece.end)])


def _place(paper: Paper, piece: Piece) -> Place | None:
    """The page and the place of a piece; None where the page has no boxes."""
    where = paper.body.pieces(piece.start, piece.end)
    boxes = [box for page, low, high in where for box in paper.body.by_number[page].text.boxes(low, high)]
    return (where[0][0], enclose(boxes)) if boxes else None


def _side_by_side(pieces: Sequence[Piece], places: Mapping[Piece, Place]) -> Iterator[tuple[Piece, ...]]:
    """Pieces that are printed at one height, from the left."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (places[one][0], places[one][1].middle)):
        page, box = places[row[0]] if row else (0, None)
        if box and (page != places[piece][0] or places[piece][1].middle > box.bottom):
            yield tuple(sorted(row, key=lambda one: one.left))
            row = []
        row.append(piece)
    if row:
        yield tuple(sorted(row, key=lambda one: one.left))


def _with_space(
    groups: Sequence[tuple[Piece, ...]], places: Mapping[Piece, Place], lines: Sequence[PageLine]
) -> Iterator[PageLine]:
    """The groups as lines, with the space above each in lines; of what adjoins the line above it is none."""
    stroked = {line.pieces for line in lines if line.stroke}
    above: Place | None = None
    for group in groups:
        page, box = places[group[0]]
        space = (box.top - above[1].bottom) / box.height if above and above[0] == page else _ANOTHER_PAGE
        yield PageLine(group[0].start, group, space if space > _BLANK else 0.0, group in stroked)
        above = page, enclose(places[piece][1] for piece in group)


def _read_line(paper: Paper, start: int, end: int, blank: int) -> PageLine:
    spans: list[Span] = []
    cuts = list(_PARTS.finditer(paper.text, start, end))
    stroke = any(cut["stroke"] for cut in cuts)
    # what holds a stroke to sign on between its words is no row of a table: each of its cells is a block of lines
    at, tabbed = start, "\t" in paper.text[start:end] and not stroke
    for cut in [*cuts, None]:
        whole = (at, cut.start() if cut else end)
        spans += [whole] if tabbed else _apart(paper, *whole)
        at = cut.end() if cut else end
    return PageLine(start, tuple(_pieces(paper, spans)), float(blank), stroke, tabbed and bool(spans))


def _pieces(paper: Paper, spans: Sequence[Span]) -> Iterator[Piece]:
    for low, high in spans:
        bare = paper.text[low:high].strip(_SIGNS)
        if bare:
            low += paper.text[low:high].index(bare[0])
            yield Piece(low, low + len(bare), *_extent(paper, (low, low + len(bare))))


def _extent(paper: Paper, span: Span) -> tuple[float, float]:
    """From where to where a piece is printed; on a page without boxes by its column, a tab counted as a hundred."""
    left, right = paper.body.extent(span)
    if right:
        return left, right
    begin = paper.text.rfind("\n", 0, span[0]) + 1
    tabs = paper.text.count("\t", begin, span[0])
    column = 100.0 * tabs if tabs else float(span[0] - begin)
    return column, column + span[1] - span[0]


def _apart(paper: Paper, start: int, end: int) -> Iterator[Span]:
    """A stretch of a line, parted where its words are printed far from each other or on lines of their own."""
    low = start
    for box, after, cut in _words(paper, start, end):
        if _is_apart(box, after) and low < cut:
            yield low, cut
            low = cut
    yield low, end


def _words(paper: Paper, start: int, end: int) -> Iterator[tuple[Box, Box, int]]:
    """The boxes of each word of a stretch and of the next one, and where that begins in the text."""
    for page, first, last in paper.body.pieces(start, end):
        words = paper.body.by_number[page].text
        owned = groupby(range(first, last), key=words.owners.__getitem__)
        printed = [(next(places), words.words[owner].box) for owner, places in owned if owner != NO_WORD]
        for (_, box), (at, after) in pairwise(printed):
            cut = paper.body.find_offset(page, at)
            if box and after and cut is not None:
                yield box, after, cut


def _is_apart(box: Box, after: Box) -> bool:
    return after.x0 - box.x1 > _FAR * max(box.height, after.height) or after.middle > box.bottom or after.x1 < box.x0
