"""Heads of a table that a dump ran together: which columns of figures they name, told by how many there are.

    Nr. | Gerningstype 2019 Baseline Måltal 2023 | Nordby Mål      one line for the heads,
    2021 Kommune 2021                                              what completes some of them in the next

A role takes the year behind it or one of the line below, as it makes the number of columns right and the years go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Literal

from parsers.marks.find import find_marks
from parsers.marks.mark import Mark
from parsers.structure.grids.dumped_lines import Line, bare
from parsers.structure.grids.grid import Span, open_targets

_KINDS = ("role", "year", "years")
_DUE = frozenset(("frist", "deadline"))  # a column of years that no year heads
_UNITS = ("%", "pct.", "pct", "i %")  # of the last column, below its head
_MOST_NAMES = 3  # words that name no column of a known kind, each alone


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head: what it says at the top, its year or years, and what stands below it, its year among it."""

    kind: Literal["role", "year", "years", "due", "name"]
    top: Span
    value: object = None
    year: Mark | None = None
    below: Span | None = None

    @property
    def is_change(self) -> bool:
        """Whether it is one of changes."""
        return self.kind == "role" and self.value == "change"

    @property
    def is_name(self) -> bool:
        """Whether it is a name, which goes on in the line below: "Nordby" over "Kommune 2021"."""
        return self.kind == "name"

    @property
    def printed(self) -> list[Span]:
        """The pieces of its upper cell."""
        return [self.top, self.below] if self.is_name and self.below else [self.top]

    @property
    def first_year(self) -> int | None:
        """Its year, where it is one of a series; a change is told over years."""
        return int(self.year.value) if self.year and self.year.kind == "year" else None


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a table: over the labels, over the figures, over what stands behind them; `unit`: of the last
    column, below its head."""

    label: Span | None
    columns: tuple[Column, ...]
    tail: Span | None = None
    unit: Span | None = None

    @property
    def open_at_the_end(self) -> int:
        """How many columns at the end may be left open: a change, or all targets, which not all rows have."""
        if self.columns[-1].is_change:
            return 1
        return open_targets([column.value == "target" for column in self.columns])


def read_heads(text: str, top: Line, start: int, below: Sequence[Line], count: int, tailed: bool) -> Heads | None:
    """The heads of so many columns of figures, from a place in the top line on; None where the lines name none, or
    several readings of them do. `tailed`: words stand behind the figures of some rows."""
    found = _columns_of(text, top, start)
    first = next((at for at, column in enumerate(found) if column.kind in _KINDS), None)
    if first is None:
        return None
    completing = [part for line in below for part in _parts(text, line)]
    if not any(column.year for column in (*found[first:], *completing)):
        return None
    ways = set(_ways(found[first:], completing, count, tailed))
    if len(ways) > 1:
        ways = {way for way in ways if _goes_up(way.columns)}
    if len(ways) != 1:
        return None
    way = ways.pop()
    unit = next((bare(text, (line.start, line.end)) for line in below if is_unit(line.text)), None)
    label = bare(text, (top.start + start, way.columns[0].top[0]))
    return replace(way, label=label if label[0] < label[1] else None, unit=unit)


def is_unit(line: str) -> bool:
    """Whether a line holds no more than the unit of the head above its end: "(%)"."""
    return line.strip(" |()") in _UNITS


def completes(line: str) -> bool:
    """Whether a line may complete heads: years, and words with a capital between them; or a unit alone."""
    parts = _words_of(line)
    years = [_is_year(part) for part in parts]
    named = all(year or part[0].isupper() for part, year in zip(parts, years, strict=True))
    return is_unit(line) or (any(years) and years[-1] and named and years.count(False) <= _MOST_NAMES)


def holds_year(line: str) -> bool:
    """Whether a year stands in a line."""
    return any(map(_is_year, _words_of(line)))


def _words_of(line: str) -> list[str]:
    """The words of a line, spans of years parted."""
    return line.replace("|", " ").replace("–", " ").replace("-", " ").split()


def _is_year(part: str) -> bool:
    return len(part) == 4 and part.isdigit() and part[:2] in ("19", "20")


def _columns_of(text: str, line: Line, start: int = 0) -> list[Column]:
    """What a line names, in order: roles, years, years of a change as one, names with a capital."""
    marks = find_marks(line.text)
    known = sorted(marks.any_of(_KINDS, (start, len(line.text))), key=lambda mark: (mark.start, -mark.end))
    found: list[Column] = []
    at = start
    for mark in [*known, None]:
        stop = mark.start if mark else len(line.text)
        if stop >= at:
            found += _names(text, (line.start + at, line.start + stop))
        if mark and mark.start >= at:
            moved = mark._replace(start=mark.start + line.start, end=mark.end + line.start)
            held = found.pop() if found and _belongs(text, found[-1], moved) else None
            column = _of_mark(moved)
            found.append(replace(column, top=(held.top[0], mark.end + line.start)) if held else column)
            at = mark.end
    return found


def _belongs(text: str, before: Column, role: Mark) -> bool:
    """Whether a name is but a word of the role behind it: "Nyt måltal"."""
    beside = before.kind == "name" and role.kind == "role" and before.top[1] + 1 == role.start
    return beside and text[role.start].islower()


def _of_mark(mark: Mark) -> Column:
    if mark.kind == "role":
        return Column("role", mark.span, mark.value)
    return Column("years" if mark.kind == "years" else "year", mark.span, None, mark)


def _names(text: str, span: Span) -> Iterator[Column]:
    """The words with a capital in a stretch, those together that nothing but a blank parts."""
    held: Span | None = None
    at = span[0]
    for word in text[slice(*span)].split(" "):
        if word[:1].isupper():
            held = (held[0] if held else at, at + len(word))
        elif held:
            yield _named(text, held)
            held = None
        at += len(word) + 1
    if held:
        yield _named(text, held)


def _named(text: str, span: Span) -> Column:
    due = text[slice(*span)].casefold().strip(" .:|") in _DUE
    return Column("due" if due else "name", span)


def _parts(text: str, line: Line) -> list[Column]:
    """The years that stand below heads, each with the words before it: "2021", "Kommune 2021"."""
    parts: list[Column] = []
    named: Span | None = None
    for column in _columns_of(text, line):
        if column.year is None:
            named = (named[0] if named else column.top[0], column.top[1])
            continue
        parts.append(replace(column, top=(named[0] if named else column.top[0], column.top[1])))
        named = None
    return parts


def _ways(found: Sequence[Column], below: Sequence[Column], count: int, tailed: bool) -> Iterator[Heads]:
    """All ways in which heads are so many columns: with the year behind each role its own or one more column, without
    a "Mål" that heads the labels, with one head more over what stands behind the figures."""
    second = next((at for at, head in enumerate(found) if at and head.kind != "name"), 0)
    labels = (found[0].kind, found[0].value) == ("role", "target") and found[second].kind == "role"
    for skipped in (second, 0) if labels and second else (0,):
        heads, ways = found[skipped:], list[Heads]()
        pairs = [at for at, (one, two) in enumerate(pairwise(heads)) if one.kind == "role" and two.kind == "year"]
        for taken in product((True, False), repeat=len(pairs)):
            columns = _joined(heads, {at for at, takes in zip(pairs, taken, strict=True) if takes})
            ways += _completed(columns, below, count, tailed)
        yield from ways
        if ways:
            return


def _joined(heads: Sequence[Column], taking: set[int]) -> list[Column]:
    """Each role with the year behind it where it takes it, and with a span of years in any case."""
    columns: list[Column] = []
    for at, head in enumerate(heads):
        role = columns[-1] if columns and columns[-1].kind == "role" and columns[-1].year is None else None
        if role and (head.kind == "years" or at - 1 in taking):
            columns[-1] = replace(role, top=(role.top[0], head.top[1]), year=head.year)
        else:
            columns.append(head)
    return columns


def _completed(columns: Sequence[Column], below: Sequence[Column], count: int, tailed: bool) -> Iterator[Heads]:
    """So many columns, with what stands below given to those that lack a year; what is over heads the words behind."""
    own, rest = list(columns[:count]), columns[count:]
    if len(own) != count or not _may_head_tail(rest, tailed):
        return
    lacking = _lacking(own, len(below))
    if below and len(below) != len(lacking):
        return
    for at, part in zip(lacking, below, strict=False):
        own[at] = replace(own[at], year=part.year, below=part.top)
    yield Heads(None, tuple(own), (rest[0].top[0], rest[-1].top[1]) if rest else None)


def _may_head_tail(rest: Sequence[Column], tailed: bool) -> bool:
    """Whether heads may be over words behind figures: names, of which the last may be "Mål"."""
    return not rest or (tailed and rest[-1].year is None and all(column.kind == "name" for column in rest[:-1]))


def _lacking(columns: Sequence[Column], count: int) -> list[int]:
    """The columns that lack a year; where these are not as many as the years below, those that must have one. Where a
    column of deadlines is among them, each row tells the year of its target."""
    lacking = [at for at, column in enumerate(columns) if column.year is None and column.kind != "due"]
    if len(lacking) == count:
        return lacking
    spared = ("change", "target") if any(column.kind == "due" for column in columns) else ("change",)
    return [at for at in lacking if columns[at].value not in spared]


def _goes_up(columns: Sequence[Column]) -> bool:
    """Whether the years of a series follow each other; a name's are of another place."""
    years = [column.first_year for column in columns if column.first_year and not column.is_name]
    return all(one < two for one, two in pairwise(years))
