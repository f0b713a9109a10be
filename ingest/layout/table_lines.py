"""Lines of print become rows of a table: what wraps in a cell is one row, two rows of figures never are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from models.geometry import Box, Word, enclose

Cells = tuple[tuple[int, ...], ...]

SNAP = 3.0  # points within which two rules stand at one height
HALF_LINE = 0.9  # ems: lines closer than this are of cells set to their middles, not of one cell
_CLOSE = 1.25  # of the pitch of the closest lines: a cell that wraps is set no wider
_APART = 1.35  # of that pitch: from here on rows stand apart, and what is close is one row
_MARKS = r"[¹²³⁴-⁹*]*"
_FIGURE = re.compile(
    rf"[-–−+±]?\s*\d[\d., ]*{_MARKS}(?:\s*(?:%|pct\.?|t?\.?kr\.?|mio\.? kr\.?){_MARKS})?(?:\s*\([^()]*\){_MARKS})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d[¹²³⁴-⁹*)]*")
CONTINUES = re.compile(r"[a-zæøå(]|\d[\d.]*\s+[a-zæøå]")  # how the second line of a label begins


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of print in its columns. `joint`: by the column of a head, over how many columns it stands."""

    cells: Cells
    box: Box
    joint: Mapping[int, int] = field(default_factory=dict)


def text_of(cell: Sequence[int], words: Sequence[Word]) -> str:
    """A cell's words, a space between them."""
    return " ".join(words[at].text for at in cell)


def is_figure(text: str) -> bool:
    """Whether a cell is a figure and nothing else: "154", "-16 %", "1.467.000 kr.", "40¹", and a year too."""
    return bool(_FIGURE.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a cell is a year and nothing else, a note's mark aside."""
    return bool(_YEAR.fullmatch(text))


def merge_lines(lines: Sequence[TableLine], rules: Sequence[Box], words: Sequence[Word], em: float) -> list[TableLine]:
    """Rows of the table out of lines of print; `rules` are level lines that may part them."""
    if len(lines) < 2:
        return list(lines)
    steps = [below.box.middle - above.box.middle for above, below in itertools.pairwise(lines)]
    pitch = min(step if step > HALF_LINE * em else max(2 * step, 1.1 * em) for step in steps)
    apart = [step for step in steps if step > _CLOSE * pitch]
    wraps = bool(apart) and median(apart) > _APART * pitch
    parted = _are_ruled(lines, rules)
    merged = [lines[0]]
    for step, last, below in zip(steps, lines, lines[1:], strict=False):
        above = merged[-1]
        ruled = any(last.box.middle < rule.middle < below.box.middle for rule in rules)
        if ruled or _clash(above, below, words, step > HALF_LINE * em):
            merged.append(below)
        elif parted or (step <= _CLOSE * pitch and (wraps or _goes_on(above, below, words))):
            merged[-1] = _joined(above, below)
        else:
            merged.append(below)
    return merged


def _are_ruled(lines: Sequence[TableLine], rules: Sequence[Box]) -> bool:
    """Whether rules part the rows: at two heights at least, of which the line below the heads and the edge of the field
    behind them are one."""
    boxes = [line.box for line in lines]
    heights = sorted(rule.middle for rule in rules if _crosses(rule, boxes))
    within = [height for height in heights if lines[0].box.middle < height < lines[-1].box.middle]
    return any(below - above > SNAP for above, below in itertools.pairwise(within))


def holds_rows(lines: Sequence[TableLine], words: Sequence[Word]) -> bool:
    """Whether lines of print are several rows: two of them have figures, and no years, in one column."""
    columns = range(1, len(lines[0].cells)) if lines else ()
    return any(sum(_counts_in(line, column, words) for line in lines) > 1 for column in columns)


def _joined(above: TableLine, below: TableLine) -> TableLine:
    cells = tuple(old + new for old, new in zip(above.cells, below.cells, strict=True))
    return TableLine(cells, above.box.union(below.box), {**below.joint, **above.joint})


def _clash(above: TableLine, below: TableLine, words: Sequence[Word], apart: bool) -> bool:
    """Whether two lines cannot be of one row: figures under each other, or, a line apart, in both; or a head that
    stands over several columns with the heads of those below it."""
    if _under(above, below) or _under(below, above):
        return True
    columns = range(1, len(above.cells))
    if any(_is_firm(above, column, words) and _is_firm(below, column, words) for column in columns):
        return True
    return apart and _counts(above, words) and _counts(below, words)


def _under(head: TableLine, line: TableLine) -> bool:
    """Whether a line has print in columns that a head of another stands over together."""
    over = {column + more for column, across in head.joint.items() for more in range(across)}
    return any(cell and column in over for column, cell in enumerate(line.cells))


def _is_firm(line: TableLine, column: int, words: Sequence[Word]) -> bool:
    return bool(line.cells[column]) and is_figure(text_of(line.cells[column], words))


def _counts(line: TableLine, words: Sequence[Word]) -> bool:
    """Whether a line has a figure that is no year beside its label."""
    return any(_counts_in(line, column, words) for column in range(1, len(line.cells)))


def _counts_in(line: TableLine, column: int, words: Sequence[Word]) -> bool:
    return _is_firm(line, column, words) and not is_year(text_of(line.cells[column], words))


def _goes_on(above: TableLine, below: TableLine, words: Sequence[Word]) -> bool:
    """Whether a line close below another is more of its cells: it has no label, or one that does not begin anew."""
    if not below.cells[0]:
        return True
    if not above.cells[0]:  # heads set to the foot of their cells
        return not above.joint and not _counts(below, words)
    return bool(CONTINUES.match(text_of(below.cells[0], words)))


def _crosses(rule: Box, boxes: Sequence[Box]) -> bool:
    """Whether a level rule parts the rows: it runs below most of their width."""
    box = enclose(boxes)
    return min(rule.x1, box.x1) - max(rule.x0, box.x0) > 0.8 * box.width
