"""The lines of a signature page as columns that are read one after the other, each line of one a whole block or not.

Lone Friis          Jens Holm            two columns of blocks
Vesterby Kommune    Fyns Politi

Vesterby Kommune    Lone Friis           one column: its lines hold an organisation and who signs for it
Fyns Politi         Jens Holm
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from parsers.parties.signature_blocks import Block, deal_out
from parsers.parties.signature_events import Event, PieceReader
from parsers.structure.printed_pieces import PageLine, Piece

_CONTENT = frozenset(("organisation", "unit", "name", "title", "words"))
_SLACK = 4.0  # characters, or points, within which pieces line up
_STAMP = 2  # lines that a stamp reaches above and below its word
Column = list[Event]


@dataclass(frozen=True, slots=True)
class _Said:
    """A piece and what it says."""

    piece: Piece
    events: list[Event]
    heads: bool = False  # whether it says no more than for whom those below it sign

    def says(self, *kinds: str) -> bool:
        """Whether an event of one of these kinds is among them."""
        return any(event.kind in kinds for event in self.events)


Row = list[_Said]


def _say(piece: Piece, line: int, reader: PieceReader) -> _Said:
    events = reader.read(piece, line)
    kinds = [event.kind for event in events]
    return _Said(piece, events, kinds == ["organisation"] or ("name" not in kinds and reader.is_head(piece)))


def read_blocks(lines: Sequence[PageLine], reader: PieceReader) -> list[Block]:
    """The blocks of a page's lines, from above; those of a line from the left."""
    rows = [[_say(piece, number, reader) for piece in line.pieces] for number, line in enumerate(lines)]
    rows = _without_common_day(list(_with_broken_names(_without_stamps(rows, reader), lines, reader)))
    spaces = {number: line.space for number, line in enumerate(lines) if line.space}
    groups = list(_groups(rows))
    groups = groups if any(_is_headed(group) for group in groups) else [rows]
    blocks = [block for group in groups for block in _read_group(group, spaces)]
    return sorted(blocks, key=lambda block: block.lines[0])


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows parted above each that only says for whom those below it sign."""
    group: list[Row] = []
    for row in rows:
        if group and len(row) == 1 and row[0].heads:
            yield group
            group = []
        group.append(row)
    yield group


def _is_headed(group: Sequence[Row]) -> bool:
    """Whether several people sign side by side for the one organisation above them."""
    head, *below = group
    organisations = sum(_count(row, "organisation") for row in below)
    return (
        len(head) == 1 and head[0].says("organisation") and not organisations and any(_names(row) > 1 for row in below)
    )


def _names(row: Row) -> int:
    return sum(said.says("name") for said in row)


def _read_group(rows: list[Row], spaces: Mapping[int, float]) -> Iterator[Block]:
    named = any(_says(row, "name") for row in rows)
    if _is_headed(rows):
        columns = [[*rows[0][0].events, *column] for column in _columns(rows[1:])]
    else:
        columns = [_joined(rows)] if _are_whole(rows) else _columns(rows)
        if not _are_blocks(columns, named):
            columns = _banded(rows, spaces, named) or [_joined(rows)]
    yield from (block for column in columns for block in _read_column(column, spaces))


def _with_broken_names(rows: Sequence[Row], lines: Sequence[PageLine], reader: PieceReader) -> Iterator[Row]:
    """The rows with names of organisations put together that were broken over two lines of a column."""
    taken: set[int] = set()
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) and not lines[number + 1].space else []
        joined: Row = []
        for said in row:
            rest = min(below, key=lambda other: _distance(said.piece, other.piece), default=None)
            whole = reader.read_broken(said.piece, rest.piece, number) if rest and id(rest) not in taken else None
            if rest and whole:
                taken.add(id(rest))
                before = [event for event in said.events if event.end <= whole.start]
                joined.append(_Said(said.piece, [*before, whole]))
            elif id(said) not in taken:
                joined.append(said)
        yield joined


def _without_stamps(rows: list[Row], reader: PieceReader) -> list[Row]:
    """The rows without what a stamp of receipt says: its words, and the day printed above or below them."""
    stamps = [(at, said.piece) for at, row in enumerate(rows) for said in row if reader.is_stamp(said.piece)]

    def stamped(at: int, said: _Said) -> bool:
        near = [piece for line, piece in stamps if abs(line - at) <= _STAMP]
        day = bool(said.events) and all(event.kind == "date" for event in said.events)
        return said.piece in near or (day and any(_overlap(said.piece, piece) for piece in near))

    return [[said for said in row if not stamped(at, said)] for at, row in enumerate(rows)] if stamps else rows


def _overlap(one: Piece, other: Piece) -> bool:
    return one.left < other.right and other.left < one.right


def _without_common_day(rows: list[Row]) -> list[Row]:
    """The rows without a day above all that is signed, where no other stands in them: it is nobody's of several."""
    first = next((at for at, row in enumerate(rows) if _says(row, *_CONTENT)), 0)
    below = any(_says(row, "date") for row in rows[first:])
    beside = any(len(row) > 1 for row in rows[:first])
    alone = sum(_count(row, "organisation") for row in rows) < 2
    return rows if below or beside or alone else [*([] for _ in rows[:first]), *rows[first:]]


def _says(row: Row, *kinds: str) -> bool:
    """Whether a line says something of some kinds."""
    return any(said.says(*kinds) for said in row)


def _are_whole(rows: Sequence[Row]) -> bool:
    """Whether most organisations stand on a line with a name, and no other organisation."""
    counts = [(_count(row, "organisation"), _count(row, "name")) for row in rows]
    return 2 * sum(count == 1 and names > 0 for count, names in counts) >= sum(count for count, _ in counts) > 0


def _count(row: Row, kind: str) -> int:
    return sum(event.kind == kind for said in row for event in said.events)


def _joined(rows: Sequence[Row]) -> Column:
    """All that the lines say, in the order of the text."""
    return [event for row in rows for said in row for event in said.events]


def _columns(rows: Sequence[Row]) -> list[Column]:
    """What the lines say by column: each piece goes to the one it lines up with of the line with most pieces."""
    model = max(([said.piece for said in row if said.says(*_CONTENT)] for row in rows), key=len, default=[])
    if len(model) < 2:
        return [_joined(rows)]
    columns: list[Column] = [[] for _ in model]
    for row in rows:
        beside: int | None = None  # the column of what stands at the left
        for said in row:
            distance, place = _nearest(said.piece, model)
            content = said.says(*_CONTENT)
            if beside is not None and not content and distance > _SLACK:
                place = beside  # a date at the end of a line belongs to what stands before it
            beside = place if content else beside
            columns[place] += said.events
    return columns


def _nearest(piece: Piece, model: Sequence[Piece]) -> tuple[float, int]:
    """How far a piece is from the one it lines up with best, and which that is."""
    return min((_distance(piece, other), at) for at, other in enumerate(model))


def _distance(one: Piece, other: Piece) -> float:
    """How far two pieces are from lining up, at the left or in the middle."""
    return min(abs(one.left - other.left), abs(one.left + one.right - other.left - other.right) / 2)


def _are_blocks(columns: Sequence[Column], named: bool) -> bool:
    """Whether every column holds an organisation and a person, where the page has any; of three or more all but one."""
    kinds = [{event.kind for event in column} for column in columns]
    whole = sum("organisation" in held and (not named or bool(held & {"name", "title"})) for held in kinds)
    return whole >= min(len(columns), max(2, len(columns) - 1))


def _banded(rows: Sequence[Row], spaces: Mapping[int, float], named: bool) -> list[Column]:
    """The columns of bands between blank lines, where they change down the page; none where that leaves anything over.

    A band that holds only half of its blocks, such as names above organisations, goes with the next.
    """
    columns: list[Column] = []
    group: list[Row] = []
    bands = list(_bands(rows, spaces))
    for number, band in enumerate(bands):
        group += band
        found = _columns(group)
        if _are_blocks(found, named) and not _lacks(group, bands[number + 1 : number + 2]):
            columns += found
            group = []
    return [] if any(_joined(group)) else columns


def _bands(rows: Sequence[Row], spaces: Mapping[int, float]) -> Iterator[list[Row]]:
    band: list[Row] = []
    for number, row in enumerate(rows):
        if band and number in spaces:
            yield band
            band = []
        band.append(row)
    yield band


def _lacks(group: Sequence[Row], following: Sequence[Sequence[Row]]) -> bool:
    """Whether the next band belongs to blocks that could end here: it names no organisation where the first line does,
    or holds no person either."""
    below = list(chain.from_iterable(following))
    if not below or any(_count(row, "organisation") for row in below):
        return False
    return bool(_count(group[0], "organisation")) or not any(_count(row, "name") for row in below)


def _read_column(column: Column, spaces: Mapping[int, float]) -> Iterator[Block]:
    """The blocks of a column: lines that are whole by themselves, and what is dealt out between them."""
    waiting: list[Event] = []
    whole: list[Block] = []
    for line, said in groupby(sorted(column, key=lambda event: (event.line, event.start)), lambda event: event.line):
        events = list(said)
        kinds = [event.kind for event in events]
        if kinds.count("organisation") == 1 and "name" in kinds:
            yield from deal_out(waiting, spaces)
            yield from whole
            whole = deal_out(sorted(events, key=lambda event: event.kind != "organisation"), spaces)
            waiting = []
        elif whole and line not in spaces and not waiting and _go_on(whole[-1], events):
            for event in events:
                whole[-1].give(event)
        else:
            waiting += events
    yield from whole
    yield from deal_out(waiting, spaces)


def _go_on(block: Block, events: Sequence[Event]) -> bool:
    """Whether a line only adds what a block above it lacks: its unit, on the line right below."""
    below = events[0].line - block.lines[1] == 1
    return below and all(
        event.kind in ("unit", "words", "title", "date") and block.lacks(event.kind) for event in events
    )
