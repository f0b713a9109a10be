"""Tables of figures: every cell as a level, from what it stands under and beside and nothing else.

Afdeling | Gerningstype | Baseline 2020 | Måltal        each figure takes role and year from its heads, subject and
         |              |               | 2022 | 2024   area from its labels; the caption tells what neither says
Skovly   | Indbrud      | 12            | 10   | 9
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.records import Offence, Role
from parsers.levels.areas import Gazetteer
from parsers.levels.axes import Axis, AxisRole, counts_part, guess_time, read_axis, read_due
from parsers.levels.contents import SIGNS, Content, read_content
from parsers.levels.forms import SENTENCE, is_form
from parsers.levels.level import CRIME, OWN, Level, Slot, Subject, unit_of
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
# What a cell is by the role of its heads.
_ROLES: dict[AxisRole | None, Role] = {"baseline": "baseline", "target": "target"}
_RULES: dict[AxisRole | None, str] = {"change": "table-change"}
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

    @property
    def asks(self) -> bool:
        """Whether it tells what goals start from or ask for."""
        return any(level.role in ("baseline", "target") for level in self.levels)

    def rated(self, offences: frozenset[Offence]) -> TableLevels:
        """The table with these offences counted per 1000 inhabitants: no cell says so, but the goals about them."""
        return TableLevels(self.table, tuple(tuple(_rated(level, offences) for level in row) for row in self.rows))


def _rated(level: Level, offences: frozenset[Offence]) -> Level:
    if level.subject.indicator != CRIME[0] or level.subject.offence not in offences:
        return level
    subject = replace(level.subject, indicator=CRIME[1])
    return replace(level, subject=subject, unit=unit_of(CRIME[1], level.value))


def read_tables(paper: Paper, reading: Reading) -> list[TableLevels]:
    """The tables of figures about safety and crime, in order."""
    found = (_read_table(paper, reading, table) for table in paper.tables)
    return [one for one in found if one is not None and one.levels]


def _read_table(paper: Paper, reading: Reading, table: Table) -> TableLevels | None:
    gazetteer = reading.gazetteer
    if _is_about_money(paper, table) or _is_about_other_things(paper, table) or is_form(paper, table):
        return None
    columns = _columns(paper, gazetteer, table)
    if not _names_subject(paper, table) and not any(axis.year or axis.role for axis in columns.values()):
        return None
    around = _around(paper, gazetteer, table)
    if any(axis.role == "baseline" for axis in columns.values()):
        around = replace(around, role=None)  # which of them the baseline is its own head says
    rows = [list(_row(paper, reading, table, values, columns, around)) for _, values in table.rows()]
    rows = _of_single_areas(paper, reading, table, rows)
    rows = _left_for_later(paper, reading, table, columns, around, rows)
    return TableLevels(table, tuple(settle(paper, reading, rows))) if _tells(rows) else None


def _of_single_areas(paper: Paper, reading: Reading, table: Table, rows: list[list[Level]]) -> list[list[Level]]:
    """The rows without sums over several areas, the part that has the partnership's name told from the whole."""
    if not reading.gazetteer.own:
        rows = _without_totals(paper, table, rows)
    if _has_parts(reading, rows):
        return [[_of_namesake(paper, reading.gazetteer, level) for level in row] for row in rows]
    return rows


def _has_parts(reading: Reading, rows: Sequence[Sequence[Level]]) -> bool:
    """Whether a table tells figures of areas that the partnership is made of."""
    return any(reading.gazetteer.is_part(level.area) for row in rows for level in row)


def _of_namesake(paper: Paper, gazetteer: Gazetteer, level: Level) -> Level:
    """A figure of the part that has the partnership's name: beside other parts it is not the whole."""
    if level.area != OWN:
        return level
    said = (paper.words(slot.span) for slot in level.slots if slot.name in ("label", "head"))
    name = next((words for words in said if words.casefold() in gazetteer.own & gazetteer.parts), None)
    return replace(level, area=name) if name else level


def _without_totals(paper: Paper, table: Table, rows: list[list[Level]]) -> list[list[Level]]:
    """The rows without those that sum others, where areas are named: in a paper of no area of its own they are the
    figures of none."""
    if all(level.area == OWN for row in rows for level in row):
        return rows
    return [[] if _is_total(paper, labels) else row for (labels, _), row in zip(table.rows(), rows, strict=True)]


def _is_total(paper: Paper, labels: Sequence[Cell]) -> bool:
    return any(paper.marks.has("total_label", label.span) for label in labels)


def _sayings(table: Table) -> list[Span]:
    """The captions of a table and the sentence that leads up to it."""
    return [*table.captions, *([table.around.lead] if table.around.lead else [])]


def _is_about_other_things(paper: Paper, table: Table) -> bool:
    """Whether the head of its labels says that what is listed is not measured: activities, meetings, posts."""
    return any(paper.marks.has("other_head", cell.span) for cell in table.corner())


def _is_about_money(paper: Paper, table: Table) -> bool:
    """Whether most figures of a table are amounts, or its heads say that they are."""
    if any(paper.marks.has_any(_MONEY, cell.span) for cell in table.grid.at[0]):
        return True
    money = sum(len(paper.marks.of(kind, table.span)) for kind in _MONEY)
    return money * 2 > len(paper.marks.of("number", table.span)) + len(paper.marks.of("share", table.span))


def _around(paper: Paper, gazetteer: Gazetteer, table: Table) -> Axis:
    """What stands over the whole table: the heads of its labels, its captions, the lead, the section heading."""
    axis = read_axis(paper, gazetteer, [*(cell.span for cell in reversed(table.corner())), *_sayings(table)])
    section = paper.sections.at(table.grid.start)
    survey = _survey_of_notes(paper, table)
    if survey is not None and axis.year is None:
        axis = replace(axis, year=survey.value, spans=(*axis.spans, survey.span))
    heading = read_axis(paper, gazetteer, [(section.start, section.body_start)] if section else [])
    # That something is asked a caption says of keys below it, but of columns only that some are; a heading may name
    # what is measured, while its role, year and time are those of the text below it.
    heads = section is not None and any(span[0] < section.body_start for span in table.captions)
    told = axis.role == "baseline" or (table.grid.setting == "keyed" and not heads)
    axis = axis if told else replace(axis, role=None)
    return axis.or_else(Axis(subject=heading.subject, per_1000=heading.per_1000, spans=heading.spans))


def _survey_of_notes(paper: Paper, table: Table) -> Mark | None:
    """The survey with its year that the notes below a table name."""
    surveys = (paper.marks.first("survey", note.span) for note in table.around.notes)
    return next((survey for survey in surveys if survey and survey.value), None)


def _columns(paper: Paper, gazetteer: Gazetteer, table: Table) -> dict[int, Axis]:
    """What each column stands under; an unreadable head takes what continues its neighbours' series."""
    named = _labels_tell_subject(paper, table) or _is_said_before(paper, table)
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
    """Whether a head, a label or what stands before the table names what is measured."""
    heads = any(paper.marks.has(kind, cell.span) for cell in table.grid.at[0] for kind in _SUBJECTS)
    return heads or _labels_tell_subject(paper, table) or _is_said_before(paper, table)


def _is_said_before(paper: Paper, table: Table) -> bool:
    return read_label(paper, _sayings(table)) is not None


def _labels_tell_subject(paper: Paper, table: Table) -> bool:
    return any(
        paper.marks.has(kind, label.span) for labels, _ in table.rows() for label in labels for kind in _SUBJECTS
    )


def _is_remark(paper: Paper, value: Value) -> bool:
    """Whether a column holds remarks, sources and the like, which are no figures whatever numbers they name; nor are
    those of an index."""
    return any(paper.marks.has_any(("remark_head", "index"), head.span) for head in value.heads)


def _row(
    paper: Paper, reading: Reading, table: Table, values: Sequence[Value], columns: dict[int, Axis], around: Axis
) -> Iterator[Level]:
    known = [value for value in values if value.cell.column in columns]
    labels = _label_axis(paper, reading.gazetteer, table, known[0]) if known else Axis()  # the same for all of a row
    due = read_due(paper, values)
    for value in known:
        level = (
            None if counts_part(paper, value) else _level(paper, value.cell, columns[value.cell.column], labels, around)
        )
        if level is not None and level.role == "target" and level.year is None and due:
            yield replace(level, year=due[0]).told("head", due[1])
        elif level is not None:
            yield level


def _is_source(paper: Paper, table: Table, label: Cell) -> bool:
    """Whether a label stands in a column of sources or remarks."""
    return label.column > 0 and any(
        paper.marks.has("remark_head", head.span) for head in table.sheet.head_of(label.column)
    )


def _label_axis(paper: Paper, gazetteer: Gazetteer, table: Table, value: Value) -> Axis:
    """What the labels of a row say, and the group it stands in."""
    spans = [label.span for label in reversed(value.labels) if not _is_source(paper, table, label)]
    groups = [group.span for group in value.groups]
    axis = read_axis(paper, gazetteer, spans)
    if axis == Axis():
        axis = _guessed(paper, spans)
    if axis.area is None and (axis.subject is None or len(spans) + len(groups) > 1):
        names = spans[axis.guessed :]  # what the first label was guessed to say is no name
        axis = axis.or_else(_bare_area(paper, gazetteer, [*names, *groups]))
    return axis.or_else(read_axis(paper, gazetteer, groups))


def _guessed(paper: Paper, spans: Sequence[Span]) -> Axis:
    """What a misread label stands for: "Tyeri", "Heledggnet"."""
    for span in spans[:1]:
        words = paper.text[slice(*span)]
        offence, time = guess_label(words), guess_time(words)
        if offence or time:
            subject = Subject(CRIME[0], offence, span) if offence else None
            return Axis(subject=subject, time=time, guessed=True, spans=(span,))
    return Axis()


def _bare_area(paper: Paper, gazetteer: Gazetteer, spans: Sequence[Span]) -> Axis:
    """The area that a cell of bare words is named after, where another tells what is measured."""
    alone = [(span, read_axis(paper, gazetteer, [span])) for span in spans]
    bare = [span for span, axis in alone if axis.subject is None and axis.time is None]
    area = read_axis(paper, gazetteer, bare, named=True)
    return Axis(area=area.area, spans=area.spans) if area.area else Axis()


def _level(paper: Paper, cell: Cell, head: Axis, labels: Axis, around: Axis) -> Level | None:
    """A cell as a level; None where nothing says what it measures or it holds no figure."""
    own = _own_axis(paper, cell)
    subject = labels.or_else(head).or_else(own).or_else(around).subject
    content = read_content(paper, cell.span)
    if subject is None or not content.is_told or _states_goal(paper, cell):
        return None
    axis = own.or_else(head).or_else(labels).or_else(replace(around, change=None, subject=None))
    subject = _measured(subject, axis, paper, cell)
    meant = _meant(paper, cell, content, axis, subject)
    if meant is None:
        return None
    return Level(
        subject,
        meant.value,
        unit_of(subject.indicator, content.value),
        cell.span,
        _RULES.get(axis.role, "table-cell"),
        _ROLES.get(axis.role),
        axis.area or OWN,
        axis.time or "all",
        content.year or axis.year,
        axis.change if meant.change is None else meant.change,
        slots=_slots(axis, labels),
        weak=("head-guessed",) * axis.guessed,
    )


def _states_goal(paper: Paper, cell: Cell) -> bool:
    """Whether a cell is a sentence that asks for a way from one figure to another, or names what it asks of: it is read
    as a goal."""
    if not paper.marks.has("asks", cell.span):
        return False
    figures = paper.marks.any_of(("share", "number"), cell.span)
    named = paper.marks.has_any((*_SUBJECTS, "activity"), cell.span)
    long = len(paper.text[slice(*cell.span)].split()) > SENTENCE
    return (named and long) or (len(figures) > 1 and len(paper.marks.of("year", cell.span)) > 1)


def _slots(axis: Axis, labels: Axis) -> tuple[Slot, ...]:
    return tuple(Slot("label" if span in labels.spans else "head", span) for span in axis.spans)


def _meant(paper: Paper, cell: Cell, content: Content, axis: Axis, subject: Subject) -> Content | None:
    """A content as its heads mean it: under a head of changes, or where a target asks for no more, it is a change.

    So is one with a sign under no head. None for a change that is not told in percent.
    """
    shares = paper.marks.has_any(("share", "change"), cell.span)
    moved = replace(content, value=None, change=_signed(content.value, axis))
    if axis.role == "change":
        return moved if (shares or axis.percent) and not axis.points else None
    asked = axis.role == "target" or (axis.role is None and paper.text[cell.start] in SIGNS)
    return moved if shares and asked and _is_by_percent(paper, cell, content, subject) else content


def _is_by_percent(paper: Paper, cell: Cell, content: Content, subject: Subject) -> bool:
    """Whether a cell asks of a count no more than a change: "-25 %", "fald på 20 %"."""
    figures = paper.marks.any_of(("share", "number"), cell.span)
    return subject.indicator in CRIME and content.change is None and len(figures) <= 1


def _own_axis(paper: Paper, cell: Cell) -> Axis:
    """What a cell says besides its figure: "Mål 2023: 78 %", "62 % trygge beboere (2019)", "fald på 20 %"."""
    figure = next((m for kind in ("share", "number") if (m := paper.marks.first(kind, cell.span))), None)
    if figure is None:
        return Axis()
    role = paper.marks.first("role", (cell.start, figure.start), "baseline", "target")
    way = paper.marks.first("direction", (cell.start, figure.start), "decrease")
    return Axis(subject=read_label(paper, [cell.span]), role=role.value if role else None, falls=way is not None)


def _signed(value: Number | str | None, axis: Axis) -> Number | None:
    """A change under a head that says which way: under "Fald" a bare 10 is -10."""
    if value is None or isinstance(value, str):
        return None
    return -value if axis.falls and value > 0 else value


def _measured(subject: Subject, axis: Axis, paper: Paper, cell: Cell) -> Subject:
    if subject.indicator == CRIME[0] and (axis.per_1000 or paper.marks.has("per_1000", cell.span)):
        return replace(subject, indicator=CRIME[1])
    return subject


def _left_for_later(
    paper: Paper, reading: Reading, table: Table, columns: dict[int, Axis], around: Axis, rows: list[list[Level]]
) -> list[list[Level]]:
    """A dated column of baselines that is empty throughout is left for later: a pending level in each row."""
    empty = _empty_baselines(table, columns)
    for (_, values), row in zip(table.rows(), rows, strict=True) if empty else ():
        for value in (value for value in values if value.cell.column in empty):
            labels = _label_axis(paper, reading.gazetteer, table, value)
            row += _pending(paper, value.cell, empty[value.cell.column], labels, around)
    return rows


def _empty_baselines(table: Table, columns: dict[int, Axis]) -> dict[int, Axis]:
    """The dated columns of baselines without a figure."""
    based = {column: axis for column, axis in columns.items() if axis.role == "baseline" and axis.year}
    below = {column: table.grid.column(column)[table.sheet.heads :] for column in based}
    return {column: based[column] for column, cells in below.items() if all(cell.is_empty for cell in cells)}


def _pending(paper: Paper, cell: Cell, head: Axis, labels: Axis, around: Axis) -> Iterator[Level]:
    subject = labels.subject or around.subject
    if subject is not None:
        subject = _measured(subject, labels, paper, cell)
        unit = unit_of(subject.indicator, None)
        slots = _slots(Axis(spans=(*labels.spans, *head.spans)), labels)
        yield Level(subject, None, unit, subject.span, "table-cell", "baseline", year=head.year, slots=slots)


def _tells(rows: Sequence[Sequence[Level]]) -> bool:
    """Whether a table holds figures, or years for which they are left for later: else it is a form."""
    return any(level.value is not None or level.year or level.change is not None for row in rows for level in row)
