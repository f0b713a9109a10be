"""The heads of a table without rules: rows of print above its rows, some of them over several columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.layout.rows import Segment, box_of
from ingest.layout.table_lines import Cells, TableLine, is_figure, is_year, text_of
from models.geometry import Box, Word, enclose

Strip = tuple[float, float]
Span = tuple[int, int]  # the first and the last column

_CLEARLY = 2.0  # points by which the columns a head stands over must fit it better than the next best
_UNCOVERED = 1.5  # ems of misfit that a year without a head over it counts for
_WIDEST = 8  # columns that one head may stand over
_MOST = 20_000  # choices that are weighed


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where a column's print reaches, and its cells as far as they are known, in points."""

    x0: float
    x1: float
    left: float
    right: float

    @property
    def middle(self) -> float:
        """The middle of its print."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Below:
    """What stands under a row of heads: lines of the table, and the white strips between their columns."""

    lines: Sequence[TableLine]
    strips: Sequence[Strip]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A row of heads over the columns below it: its line, and the white strips that it leaves between them."""

    line: TableLine
    strips: list[Strip]


def fit_head(
    segments: Sequence[Segment], below: Below, words: Sequence[Word], rules: Sequence[Box], em: float
) -> Fitted | None:
    """A row's segments as heads of the columns below it, or None where they are none.

    A head may reach over its column's figures, but leaves more than a word space between one column and the next. A
    head that stands over several columns, each with a head of its own in the line below, crosses their strips.
    """
    row = sorted(segments, key=lambda segment: segment.box.x0)
    box = enclose(segment.box for segment in row)
    if below.lines[0].box.top - box.bottom > 1.5 * em:
        return None
    joint = _joint_heads(row, below.lines, words, rules, em)
    crossed = {column + at for column, across in joint.items() for at in range(across - 1)}
    fitted = _free(row, below.strips, crossed, words, em)
    if fitted is None:
        return None
    return Fitted(TableLine(_cells(row, fitted, joint, below.lines, words), box, joint), fitted)


def _cells(
    row: Sequence[Segment],
    strips: Sequence[Strip],
    joint: Mapping[int, int],
    lines: Sequence[TableLine],
    words: Sequence[Word],
) -> Cells:
    """The row's words by their columns, those of a joint head in its first."""
    cuts = [(left + right) / 2 for left, right in strips]
    columns = _columns(lines, words) if joint else []
    cells: list[list[int]] = [[] for _ in range(len(cuts) + 1)]
    for segment in row:
        held = _column_of(segment.box, columns) if joint else -1
        first = next((column for column, across in joint.items() if column <= held < column + across), None)
        for at in segment.words:
            here = box_of(words[at])
            cells[sum(cut < (here.x0 + here.x1) / 2 for cut in cuts) if first is None else first].append(at)
    return tuple(map(tuple, cells))


def _free(
    row: Sequence[Segment], strips: Sequence[Strip], crossed: set[int], words: Sequence[Word], em: float
) -> list[Strip] | None:
    """The strips as far as the row leaves them free, those that a joint head crosses as they are; None where a strip
    is taken, or all stands left of the first."""
    boxes = sorted((box_of(words[at]) for s in row for at in s.words), key=lambda box: box.x0)
    edges = [(-1e6, boxes[0].x0), *((a.x1, b.x0) for a, b in itertools.pairwise(boxes)), (boxes[-1].x1, 1e6)]
    white = [(left, right) for left, right in edges if right - left > 0.45 * em]
    fitted = []
    for number, (left, right) in enumerate(strips):
        shared = ((min(right, r) - max(left, x), max(left, x), min(right, r)) for x, r in white)
        free = max(shared, default=(0.0, 0.0, 0.0))
        if number in crossed:
            free = (1.0, left, right)
        if free[0] <= 0:
            return None
        fitted.append((free[1], free[2]))
    inside = [box for box in boxes if any(box.x0 > left for left, _ in fitted)]
    return fitted if inside else None


def _columns(lines: Sequence[TableLine], words: Sequence[Word]) -> list[Column | None]:
    """The columns by their print; None for one without any. Where print is set to one side of its cells, these reach
    from there to the next column's print on that side."""
    found: list[tuple[list[float], list[float]] | None] = []
    for column in range(len(lines[0].cells)):
        cells = [[box_of(words[at]) for at in line.cells[column]] for line in lines if column not in line.joint]
        lefts, rights = ([min(b.x0 for b in c) for c in cells if c], [max(b.x1 for b in c) for c in cells if c])
        found.append((lefts, rights) if lefts else None)
    columns: list[Column | None] = []
    for at, sides in enumerate(found):
        if sides is None:
            columns.append(None)
            continue
        x0, x1 = min(sides[0]), max(sides[1])
        left, right = x0, x1
        ragged_left, ragged_right = (max(side) - min(side) for side in sides)
        before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
        if ragged_left > ragged_right + 1 and before:
            left = max(before[1])
        if ragged_right > ragged_left + 1 and after:
            right = min(after[0])
        columns.append(Column(x0, x1, left, right))
    return columns


def _column_of(box: Box, columns: Sequence[Column | None]) -> int:
    """The column whose print stands nearest to the middle of a box."""
    middle = (box.x0 + box.x1) / 2

    def distance(at: int) -> float:
        column = columns[at]
        return 1e9 if column is None else max(column.x0 - middle, middle - column.x1, 0.0)

    return min(range(len(columns)), key=distance)


def _joint_heads(
    row: Sequence[Segment], lines: Sequence[TableLine], words: Sequence[Word], rules: Sequence[Box], em: float
) -> Mapping[int, int]:
    """By their first column, over how many columns heads stand whose columns have heads of their own in the next line;
    nothing where that is unsure.

    Worked example: "Gerningstype", "Baseline", "Måltal" over "", "2022", "2023", "2025", "2027". "Baseline" may stand
    over 2022, 2023 or both, "Måltal" over 2025, 2027 or both. The middle of "Baseline" is that of both its columns, and
    a year that no head is over counts against a choice, so both stand over two.
    """
    columns = _columns(lines, words)
    nearest = [_column_of(segment.box, columns) for segment in row]
    below = lines[0]
    bare = {c for c, cell in enumerate(below.cells) if c and cell and c not in nearest}
    if not bare or len(set(nearest)) < len(row) or not all(_is_head(below.cells[c], words) for c in bare):
        return {}
    parting = [rule for rule in rules if row[0].box.middle < rule.middle < below.box.middle]
    years = {c for c in bare if is_year(text_of(below.cells[c], words))}
    ranked = sorted(
        (
            sum(_misfit(s.box, span, columns, parting) for s, span in zip(row, spans, strict=True))
            + _UNCOVERED * em * len(years - {c for span in spans for c in range(span[0], span[1] + 1)}),
            spans,
        )
        for spans in _choices(nearest, bare, below)
    )
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _CLEARLY:
        return {}
    return {first: last - first + 1 for first, last in ranked[0][1] if last > first}


def _is_head(cell: Sequence[int], words: Sequence[Word]) -> bool:
    text = text_of(cell, words)
    return is_year(text) or not is_figure(text)


def _choices(nearest: Sequence[int], bare: set[int], below: TableLine) -> Iterator[tuple[Span, ...]]:
    """Every way in which the heads may stand over columns: each over its nearest, and over bare ones beside it.

    The labels' column stands alone, and who stands over several has a head below in each.
    """
    options = []
    for own in nearest:
        first = last = own
        if own and below.cells[own]:
            while first - 1 in bare:
                first -= 1
            while last + 1 in bare:
                last += 1
        reach = itertools.product(range(first, own + 1), range(own, last + 1))
        options.append([span for span in reach if span[1] - span[0] < _WIDEST])
    for spans in itertools.islice(itertools.product(*options), _MOST):
        if all(one[1] < other[0] for one, other in itertools.pairwise(spans)):
            yield spans


def _misfit(box: Box, span: Span, columns: Sequence[Column | None], rules: Sequence[Box]) -> float:
    """By how many points a head misses the columns it would stand over: their middle, or an edge of theirs. A level
    rule below it that runs over just these columns settles it."""
    held = [column for column in columns[span[0] : span[1] + 1] if column is not None]
    if not held:
        return 1e6
    middle = (box.x0 + box.x1) / 2
    own = [rule for rule in rules if rule.x0 <= middle <= rule.x1]
    if own and span[1] > span[0]:
        over = [at for at, column in enumerate(columns) if column and own[0].x0 - 2 < column.middle < own[0].x1 + 2]
        if over == list(range(span[0], span[1] + 1)):
            return -100.0
    cell = (held[0].left + held[-1].right) / 2
    print_ = (held[0].x0 + held[-1].x1) / 2
    return min(abs(middle - cell), abs(middle - print_), abs(box.x0 - held[0].x0), abs(box.x1 - held[-1].x1))
