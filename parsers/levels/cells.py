"""Tables of figures: every cell as a level, from what it stands under and beside and nothing else.

Afdeling | Gerningstype | Baseline 2020 | Måltal        each figure takes role and year from its heads, subject and
         |              |               | 2022 | 2024   area from its labels; the caption tells what neither says
Skovly   | Indbrud      | 12            | 10   | 9
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.records import Offence
from parsers.levels.areas import Gazetteer
from parsers.levels.axes import Axis, read_axis
from parsers.levels.figures import counts_other
from parsers.levels.level import OWN, Level, Slot, Subject, unit_of
from parsers.levels.misread_cells import completed
from parsers.levels.series import Reading, settle
from parsers.levels.subjects import guess_label, read_label
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import Number
from parsers.structure.grids.grid import Cell
from parsers.structure.grids.heads import Value
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper

_SUBJECTS = ("offence", "feeling", "need")
_MONEY = ("money", "in_thousands", "broken_money")


@dataclass(frozen=True, slots=True)
class TableLevels:
    """The levels of one table; `rows[n]` are those of its n-th row of values."""

    table: Table
    rows: tuple[tuple[Level, ...], ...]

    @property
    def levels(self) -> list[Level]:
        """All of them, row by row."""
        return [level for row in self.rows for level in row]

    def rated(self, offences: frozenset[Offence]) -> TableLevels:
        """The table with these offences counted per 1000 inhabitants: no cell says so, but the goals about them."""
        return TableLevels(self.table, tuple(tuple(_rated(level, offences) for level in row) for row in self.rows))


def _rated(level: Level, offences: frozenset[Offence]) -> Level:
    if level.subject.indicator != "reported_offences" or level.subject.offence not in offences:
        return level
    subject = replace(level.subject, indicator="reported_offences_per_1000")
    return replace(level, subject=subject, unit="per_1000_inhabitants")


def read_tables(paper: Paper, reading: Reading) -> list[TableLevels]:
    """The tables of figures about safety and crime, in order."""
    found = (_read_table(paper, reading, table) for table in paper.tables)
    return [one for one in found if one is not None and one.levels]


def _read_table(paper: Paper, reading: Reading, table: Table) -> TableLevels | None:
    if _is_about_money(paper, table):
        return None
    around = _around(paper, reading.gazetteer, table)
    columns = _columns(paper, reading.gazetteer, table)
    if _is_about_other_things(paper, table):
        return None
    named = _names_subject(paper, table) or read_label(paper, _sayings(table)) is not None
    if not named and not any(a.year or a.role or a.time for a in columns.values()):
        return None
    rows = [list(_row(paper, reading, table, values, columns, around)) for _, values in table.rows()]
    if not reading.gazetteer.own and any(level.area != OWN for row in rows for level in row):
        rows = [[] if _is_total(paper, values) else row for (_, values), row in zip(table.rows(), rows, strict=True)]
    if _has_parts(reading, rows):
        rows = [[_of_namesake(paper, reading.gazetteer, level) for level in row] for row in rows]
    rows = _left_for_later(paper, reading, table, columns, around, rows)
    if not _tells(paper, table, rows):
        return None
    return TableLevels(table, tuple(settle(paper, reading, rows)))


def _has_parts(reading: Reading, rows: Sequence[Sequence[Level]]) -> bool:
    """Whether a table tells figures of areas that the partnership is made of."""
    return any(level.area.casefold() in reading.gazetteer.parts for row in rows for level in row)


def _of_namesake(paper: Paper, gazetteer: Gazetteer, level: Level) -> Level:
    """A figure of the part that has the partnership's name: beside other parts it is not the whole."""
    if level.area != OWN:
        return level
    said = (paper.words(slot.span) for slot in level.slots if slot.name in ("label", "head"))
    name = next((words for words in said if words.casefold() in gazetteer.own & gazetteer.parts), None)
    return replace(level, area=name) if name else level


def _is_total(paper: Paper, values: Sequence[Value]) -> bool:
    """Whether a row sums others; of several areas, in a paper of no area of its own, it is the figure of none."""
    return any(paper.marks.has("total_label", label.span) for value in values for label in value.labels)


def _sayings(table: Table) -> list[Span]:
    """The captions of a table and the sentence that leads up to it."""
    return [*table.captions, *([table.around.lead] if table.around.lead else [])]


def _is_about_other_things(paper: Paper, table: Table) -> bool:
    """Whether the head of its labels says that what is listed is not measured: activities, meetings, posts."""
    return any(paper.marks.has("other_head", cell.span) for cell in table.corner())


def _is_about_money(paper: Paper, table: Table) -> bool:
    """Whether most figures of a table are amounts, or its heads say that they are."""
    if any(paper.marks.has(kind, cell.span) for kind in _MONEY for cell in table.grid.at[0]):
        return True
    money = sum(len(paper.marks.of(kind, table.span)) for kind in _MONEY)
    return money * 2 > len(paper.marks.of("number", table.span)) + len(paper.marks.of("share", table.span))


def _around(paper: Paper, gazetteer: Gazetteer, table: Table) -> Axis:
    """What stands over the whole table: the heads of its labels, its captions, the lead, the section heading."""
    corner = read_axis(paper, gazetteer, [cell.span for cell in reversed(table.corner())])
    axis = corner.or_else(read_axis(paper, gazetteer, _sayings(table)))
    section = paper.sections.at(table.grid.start)
    survey = next((s for note in table.around.notes if (s := paper.marks.first("survey", note.span)) and s.value), None)
    if survey is not None and axis.year is None:
        axis = replace(axis, year=survey.value, spans=(*axis.spans, survey.span))
    heading = read_axis(paper, gazetteer, [(section.start, section.body_start)] if section else [])
    # That something is asked a caption says of keys below it, but of columns only that some are; a heading may name
    # what is measured, while its role, year and time are those of the text below it.
    heads = section is not None and any(span[0] < section.body_start for span in table.captions)
    told = axis.role == "baseline" or (table.grid.setting == "keyed" and not heads)
    role = (
        axis.role if told and (corner.role == "baseline" or table.captions or table.grid.setting == "keyed") else None
    )
    return replace(axis, role=role).or_else(
        Axis(subject=heading.subject, per_1000=heading.per_1000, spans=heading.spans)
    )


def _columns(paper: Paper, gazetteer: Gazetteer, table: Table) -> dict[int, Axis]:
    """What each column stands under; an unreadable head takes what continues its neighbours' series."""
    named = _labels_tell_subject(paper, table) or read_label(paper, _sayings(table)) is not None
    axes: dict[int, Axis] = {}
    for _, values in table.rows():
        for value in values:
            if value.cell.column not in axes and not _is_remark(paper, value):
                axes[value.cell.column] = _head_axis(paper, gazetteer, table, value, named)
        break
    return completed(paper, table, axes)


def _head_axis(paper: Paper, gazetteer: Gazetteer, table: Table, value: Value, named: bool) -> Axis:
    """What a cell stands under; a head printed off its middle says no baseline of it, which is of one year."""
    axis = Axis()
    for head in reversed(value.heads):
        told = read_axis(paper, gazetteer, [head.span], named=named)
        if told.role == "baseline" and not table.sheet.is_over(head, value.cell.column):
            continue
        axis = axis.or_else(told)
    return axis


def _names_subject(paper: Paper, table: Table) -> bool:
    """Whether a head or a label names what is measured."""
    heads = any(paper.marks.has(kind, cell.span) for cell in table.grid.at[0] for kind in _SUBJECTS)
    return heads or _labels_tell_subject(paper, table)


def _labels_tell_subject(paper: Paper, table: Table) -> bool:
    return any(
        paper.marks.has(kind, label.span) for labels, _ in table.rows() for label in labels for kind in _SUBJECTS
    )


def _is_remark(paper: Paper, value: Value) -> bool:
    """Whether a column holds remarks, sources and the like, which are no figures whatever numbers they name."""
    return any(paper.marks.has("remark_head", head.span) for head in value.heads)


def _row(
    paper: Paper, reading: Reading, table: Table, values: Sequence[Value], columns: dict[int, Axis], around: Axis
) -> Iterator[Level]:
    known = [value for value in values if value.cell.column in columns]
    labels = _label_axis(paper, reading.gazetteer, table, known[0]) if known else Axis()  # the same for all of a row
    for value in known:
        level = _level(paper, value.cell, columns[value.cell.column], labels, around)
        if level is not None:
            yield level


def _is_source(paper: Paper, table: Table, label: Cell) -> bool:
    """Whether a label stands in a column of sources or remarks."""
    return label.column > 0 and any(
        paper.marks.has("remark_head", head.span) for head in table.sheet.head_of(label.column)
    )


def _label_axis(paper: Paper, gazetteer: Gazetteer, table: Table, value: Value) -> Axis:
    """What the labels of a row say, and the group it stands in; a cell of bare words is an area where another tells
    what is measured."""
    spans = [label.span for label in reversed(value.labels) if not _is_source(paper, table, label)]
    axis = read_axis(paper, gazetteer, spans)
    if axis == Axis() and spans:
        offence = guess_label(paper.text[slice(*spans[0])])
        if offence:
            axis = Axis(subject=Subject("reported_offences", offence, spans[0]), guessed=True, spans=(spans[0],))
    if axis.area is None and (axis.subject is None or len(spans) > 1 or value.groups):
        bare = [s for s in (*spans, *(g.span for g in value.groups)) if not _says(read_axis(paper, gazetteer, [s]))]
        area = read_axis(paper, gazetteer, bare, named=True)
        axis = axis.or_else(Axis(area=area.area, spans=area.spans)) if area.area else axis
    return axis.or_else(read_axis(paper, gazetteer, [group.span for group in value.groups]))


def _says(axis: Axis) -> bool:
    return axis.subject is not None or axis.time is not None


def _level(paper: Paper, cell: Cell, head: Axis, labels: Axis, around: Axis) -> Level | None:
    """A cell as a level; None where nothing says what it measures or it holds no figure."""
    own = _own_axis(paper, cell)
    axis = own.or_else(head).or_else(labels)
    subject = labels.subject or head.subject or own.subject or around.subject
    if subject is None:
        return None
    axis = replace(axis, subject=subject).or_else(replace(around, change=None))
    value, change, own_year, pending = _content(paper, cell)
    if value is None and change is None and not pending:
        return None
    subject = _measured(subject, axis, paper, cell)
    if change is None and axis.role == "target" and _is_by_percent(paper, cell, subject):
        value, change = None, _signed(value, replace(axis, falls=axis.falls or own.falls))
    is_share = paper.marks.has("share", cell.span) or paper.marks.has("change", cell.span)
    role = axis.role if axis.role in ("baseline", "target") else None
    level = Level(
        subject,
        value,
        unit_of(subject.indicator, value),
        cell.span if not cell.is_empty else subject.span,
        "table-cell",
        role,
        axis.area or OWN,
        axis.time or "all",
        own_year or axis.year,
        change if change is not None else axis.change,
        slots=tuple(Slot("label" if span in labels.spans else "head", span) for span in axis.spans),
        weak=("head-guessed",) if axis.guessed else (),
    )
    if axis.role == "change" and axis.points:
        return None
    if axis.role == "change":
        return (
            replace(level, rule="table-change", change=_signed(value, axis), value=None)
            if is_share or axis.percent
            else None
        )
    return level


def _own_axis(paper: Paper, cell: Cell) -> Axis:
    """What a cell says besides its figure: "Mål 2023: 78 %", "62 % trygge beboere (2019)", "fald på 20 %"."""
    figure = next((m for kind in ("share", "number") if (m := paper.marks.first(kind, cell.span))), None)
    if figure is None:
        return Axis()
    role = paper.marks.first("role", (cell.start, figure.start), "baseline", "target")
    way = paper.marks.first("direction", (cell.start, figure.start), "decrease")
    return Axis(subject=read_label(paper, [cell.span]), role=role.value if role else None, falls=way is not None)


def _is_by_percent(paper: Paper, cell: Cell, subject: Subject) -> bool:
    """Whether a cell asks of a count no more than a change: "-25 %", "fald på 20 %"."""
    crime = subject.indicator.startswith("reported")
    marks = paper.marks
    alone = len(marks.of("share", cell.span)) + len(marks.of("number", cell.span)) <= 1
    return crime and alone and (marks.has("share", cell.span) or marks.has("change", cell.span))


def _signed(value: Number | str | None, axis: Axis) -> Number | None:
    """A change under a head that says which way: under "Fald" a bare 10 is -10."""
    if value is None or isinstance(value, str):
        return None
    return -value if axis.falls and value > 0 else value


def _measured(subject: Subject, axis: Axis, paper: Paper, cell: Cell) -> Subject:
    if subject.indicator == "reported_offences" and (axis.per_1000 or paper.marks.has("per_1000", cell.span)):
        return replace(subject, indicator="reported_offences_per_1000")
    return subject


def _content(paper: Paper, cell: Cell) -> tuple[Number | str | None, Number | None, int | None, bool]:
    """What a cell holds: a figure, a change in brackets, a year of its own, and whether it is left for later."""
    marks, span = paper.marks, cell.span
    share, number, change = marks.first("share", span), _number(paper, span), marks.first("change", span)
    year = None if marks.has("pending", span) else marks.first("year", span)
    if number and share and share.start > number.start:  # "45 (25 %)"
        return number.value, share.value, year.value if year else None, False
    if "→" in paper.text[slice(*span)]:
        return None, None, None, False  # from one figure to another: a goal
    figure = number or share
    value = figure.value if figure else change.value if change and paper.text[span[0]] in "+-–−" else None
    if (
        value is None and marks.covering("number", span[0]) and paper.text[slice(*span)].isdigit()
    ):  # of several read as one
        value = int(paper.text[slice(*span)])
    if value is None:
        level = marks.first("level", span)
        value = level.value if level and span[1] - span[0] < 40 else None
    moved = change.value if change and figure else None
    return value, moved, year.value if year else None, value is None and moved is None and marks.has("pending", span)


def _number(paper: Paper, span: Span) -> Mark | None:
    """The first number of a cell that counts what the table is about."""
    return next((mark for mark in paper.marks.of("number", span) if not counts_other(paper, mark)), None)


def _left_for_later(
    paper: Paper,
    reading: Reading,
    table: Table,
    columns: dict[int, Axis],
    around: Axis,
    rows: list[list[Level]],
) -> list[list[Level]]:
    """A dated column of baselines that is empty throughout is left for later: a pending level in each row."""
    empty = [
        column
        for column, axis in columns.items()
        if axis.role == "baseline"
        and axis.year
        and all(c.is_empty for c in table.grid.column(column)[table.sheet.heads :])
    ]
    if not empty:
        return rows
    done = []
    for (_, values), row in zip(table.rows(), rows, strict=True):
        for value in (v for v in values if v.cell.column in empty):
            labels = _label_axis(paper, reading.gazetteer, table, value)
            subject = labels.subject or around.subject
            if subject is not None:
                subject = _measured(subject, labels, paper, value.cell)
                row = [*row, _pending(subject, labels, columns[value.cell.column])]
        done.append(row)
    return done


def _pending(subject: Subject, labels: Axis, head: Axis) -> Level:
    spans = [Slot("label", span) for span in labels.spans] + [Slot("head", span) for span in head.spans]
    unit = unit_of(subject.indicator, None)
    return Level(subject, None, unit, subject.span, "table-cell", "baseline", year=head.year, slots=tuple(spans))


def _tells(paper: Paper, table: Table, rows: Sequence[Sequence[Level]]) -> bool:
    """Whether a table holds figures, or years for which they are left for later: else it is a form."""
    return any(level.value is not None or level.year or level.change is not None for row in rows for level in row)
