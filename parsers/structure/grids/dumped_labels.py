"""Labels that a dump ran together out of two or three columns, parted as their head tells.

Område Gerningstype       Nordlund Øst Indbrud                ->  Nordlund Øst | Indbrud
Gerningstype Område       Indbrud Nordlund Øst                ->  Indbrud | Nordlund Øst
Indsatsområde Nr. Mål     2. Ro på torvet 3 Antallet af …     ->  2. Ro på torvet | 3 | Antallet af …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.marks.find import find_marks
from parsers.structure.grids.dumped_lines import NUMBERED, bare
from parsers.structure.grids.grid import Span

Cell = list[Span]
Part = tuple[Cell, list[Cell]]  # a column: its head, and a cell of each row
_MEASURED = (" Ande", " Anta", " Anmeld")  # how what is measured begins behind an area


def split_labels(text: str, head: Span | None, labels: Sequence[Cell]) -> list[Part]:
    """The columns that labels and their head are made of; one, where the head names no more."""
    whole: list[Part] = [([head] if head else [], list(labels))]
    if head is None:
        return whole
    printed = text[slice(*head)]
    number = printed.find(" Nr")
    area = find_marks(printed).first("area_head", (0, len(printed)))
    if number > 0:
        return _columns(text, head, (number, number + len(" Nr.")), labels, _with_number)
    if area and area.start == 0 and area.end < len(printed):
        return _columns(text, head, (area.end, area.end), labels, _behind_area)
    if area and area.start > 0 and area.end == len(printed):
        return _columns(text, head, (area.start, area.start), labels, _before_area)
    return whole


def _columns(
    text: str, head: Span, cut: Span, labels: Sequence[Cell], parted: Callable[[str], Span | None]
) -> list[Part]:
    """The columns of labels, each cut at what `parted` finds in its first piece; what it finds is one of its own."""
    heads = _three(text, head, cut)
    rows = []
    for label in labels:
        first, *more = label
        found = parted(text[slice(*first)])
        before, middle, behind = _three(text, first, found) if found else ([], [], [first])
        rows.append((before, middle, [*behind, *more]))
    columns = [(heads[at], [row[at] for row in rows]) for at in range(3)]
    return [column for column in columns if column[0] or any(column[1])]


def _three(text: str, span: Span, cut: Span) -> tuple[Cell, Cell, Cell]:
    """A stretch in three: before a cut, at it, behind it."""
    low, high = span[0] + cut[0], span[0] + cut[1]
    parts = [bare(text, part) for part in ((span[0], low), (low, high), (high, span[1]))]
    before, middle, behind = ([part] if part[0] < part[1] else [] for part in parts)
    return before, middle, behind


def _with_number(label: str) -> Span | None:
    """The last number that something with a capital follows."""
    found = list(NUMBERED.finditer(label))
    return found[-1].span("number") if found else None


def _behind_area(label: str) -> Span | None:
    """Where what is measured begins, behind an area."""
    offence = find_marks(label).first("offence", (0, len(label)))
    told = [at + 1 for opening in _MEASURED if (at := label.find(opening)) > 0]
    at = min(told) if told else offence.start if offence else 0
    return (at, at) if at else None


def _before_area(label: str) -> Span | None:
    """Where what is measured ends, before an area."""
    offence = find_marks(label).first("offence", (0, len(label)))
    return (offence.end, offence.end) if offence and offence.end < len(label) else None
