"""Labels of a table without upright rules that stand for several rows: their rows are told by level rules between the
groups, or by where the labels stand."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.layout.rows import box_of
from ingest.layout.table_lines import TableLine, is_figure, is_year, text_of
from models.geometry import Box, Word, enclose

_ON = 0.15  # of a line's height: by how much the labels of one row miss each other
_OFF = 0.4  # of a line's height: by how much a label set to the middle of its rows may miss it


@dataclass(frozen=True, slots=True)
class Labelled:
    """Rows of a table, each label of the first column in the first row it stands for, and over how many it stands."""

    lines: list[TableLine]
    down: Mapping[int, int]


def group_labels(lines: Sequence[TableLine], words: Sequence[Word], rules: Sequence[Box]) -> Labelled:
    """The rows with the labels of groups told: where rows with a second label lack one in the first column."""
    first = next((at for at, line in enumerate(lines) if _is_data(line, words)), len(lines))
    rows = list(range(first, len(lines)))
    bare = [at for at in rows if not lines[at].cells[0]]
    if not bare or not all(_has_second_label(lines[at], words) for at in bare):
        return Labelled(list(lines), {})
    groups = _ruled_groups(lines, rows, rules) or _set_groups(lines, rows, words)
    found = list(lines)
    down: dict[int, int] = {}
    for group in groups:
        named = next(at for at in group if lines[at].cells[0])
        if named != group[0]:
            found[group[0]] = _with_label(lines[group[0]], lines[named].cells[0])
            found[named] = _with_label(lines[named], ())
        if len(group) > 1:
            down[group[0]] = len(group)
    return Labelled(found, down)


def _with_label(line: TableLine, label: tuple[int, ...]) -> TableLine:
    return replace(line, cells=(label, *line.cells[1:]))


def _is_data(line: TableLine, words: Sequence[Word]) -> bool:
    texts = [text_of(cell, words) for cell in line.cells[1:]]
    return any(is_figure(text) and not is_year(text) for text in texts)


def _has_second_label(line: TableLine, words: Sequence[Word]) -> bool:
    return len(line.cells) > 2 and bool(line.cells[1]) and not is_figure(text_of(line.cells[1], words))


def _ruled_groups(lines: Sequence[TableLine], rows: Sequence[int], rules: Sequence[Box]) -> list[list[int]]:
    """The rows between level rules, where each group has one label; none where the rules do not part them so."""
    groups = [[rows[0]]]
    for above, below in itertools.pairwise(rows):
        if any(lines[above].box.middle < rule.middle < lines[below].box.middle for rule in rules):
            groups.append([])
        groups[-1].append(below)
    return groups if len(groups) > 1 and all(_names(lines, group) == 1 for group in groups) else []


def _names(lines: Sequence[TableLine], group: Sequence[int]) -> int:
    return sum(bool(lines[at].cells[0]) for at in group)


def _set_groups(lines: Sequence[TableLine], rows: Sequence[int], words: Sequence[Word]) -> list[list[int]]:
    """The rows by where their labels stand: at the top, the middle or the foot of a group, whichever makes the groups
    most alike in size."""
    ways = [_headed_groups(lines, rows), _centred_groups(lines, rows, words), _footed_groups(lines, rows)]
    return min((way for way in ways if way), key=lambda way: max(map(len, way)) - min(map(len, way)), default=[])


def _centred_groups(lines: Sequence[TableLine], rows: Sequence[int], words: Sequence[Word]) -> list[list[int]]:
    """Groups whose label stands at their middle, where all rows divide so; none where the first row has its own."""
    first = lines[rows[0]]
    if first.cells[0] and _off_middle(lines, rows[:1], words) < _ON * first.box.height:
        return []
    groups: list[list[int]] = []
    at = 0
    while at < len(rows):
        fits = [(_off_middle(lines, rows[at:end], words), end) for end in range(at + 1, len(rows) + 1)]
        best, end = min(fits)
        if best > _OFF * lines[rows[at]].box.height:
            return []
        groups.append(list(rows[at:end]))
        at = end
    return groups


def _off_middle(lines: Sequence[TableLine], group: Sequence[int], words: Sequence[Word]) -> float:
    """By how many points the one label of a group misses its middle; far where it has none or several."""
    if _names(lines, group) != 1:
        return 1e9
    label = enclose(box_of(words[at]) for row in group for at in lines[row].cells[0])
    rest = [enclose(box_of(words[at]) for cell in lines[row].cells[1:] for at in cell) for row in group]
    return abs(label.middle - (rest[0].middle + rest[-1].middle) / 2)


def _headed_groups(lines: Sequence[TableLine], rows: Sequence[int]) -> list[list[int]]:
    """Groups that begin with their label."""
    if not lines[rows[0]].cells[0]:
        return []
    groups: list[list[int]] = []
    for row in rows:
        if lines[row].cells[0]:
            groups.append([])
        groups[-1].append(row)
    return groups


def _footed_groups(lines: Sequence[TableLine], rows: Sequence[int]) -> list[list[int]]:
    """Groups that end with their label."""
    if lines[rows[0]].cells[0] or not lines[rows[-1]].cells[0]:
        return []
    return [group[::-1] for group in _headed_groups(lines, rows[::-1])][::-1]
