"""Goals that only a table states: a row that says which way, or that has a target and no sentence to say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from models.records import Direction, Indicator, TimeOfDay
from parsers.goals.directions import compared, of_feeling, read_direction, wished
from parsers.goals.reading import read_unit
from parsers.goals.statement import Statement
from parsers.goals.times import times_of
from parsers.goals.units import Unit
from parsers.levels.areas import Gazetteer
from parsers.levels.axes import read_due
from parsers.levels.cells import TableLevels
from parsers.levels.level import CRIME, Level, years_of
from parsers.marks.mark import Span
from parsers.rules.wording import shown
from parsers.structure.grids.grid import Cell
from parsers.structure.grids.heads import Value
from parsers.structure.grids.tables import Table
from parsers.structure.lists import find_items
from parsers.structure.paper import Paper

_NUMBER = shown(
    re.compile(
        r"(?i)(?:(?:del|resultat|effekt)?mål\s*(?:nr\.?\s*)?)?(?P<number>[A-M]?\d{1,2}(?:\.\d{1,2})?|(?-i:[A-H]))[.:)]{0,2}(?=\s|$)"
    ),
    examples=("1", "Mål 2: Trygge", "2.1 Indbrud", "A1", "Mål2.."),
    rejects=("Indbrud",),
)
# Goals that a cell names one after the other: "Mål 2.1: Antallet … Mål 2.2: Andelen …".
_NAMED = shown(
    re.compile(
        r"\b(?:Del|Resultat|Effekt)?[Mm]ål\s(?:nr\.?\s)?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?:\s?[:–-]|\.)\s(?=[A-ZÆØÅ])"
    ),
    examples=("Mål 2.1: Antallet", "Delmål 3 – Flere"),
    rejects=("Mål 2027: 80 %", "mål 2 og 3"),
)
_ARROW = shown(
    re.compile(r"→|->|=>"),
    examples=(
        "40 → 30",
        "40 -> 30",
    ),
    rejects=("40 - 30",),
)
_FOLLOWED = shown(
    re.compile(r"(?i)(?:følges|følges op|monitoreres|overvåges)(?:\s+(?:årligt|løbende|tæt))?\.?"),
    examples=("Følges", "Monitoreres årligt"),
    rejects=("falder",),
)
_FORMER = ("tidligere", "forrige", "gamle", "udløbne", "hidtil")
_SHORT = 5  # words of a cell that is no sentence
_FAR_ABOVE = 300  # letters between the name of a goal and the table that tells of it


def read_rows(
    paper: Paper, gazetteer: Gazetteer, tables: Sequence[TableLevels], stated: Sequence[Statement]
) -> tuple[list[Statement], list[Statement]]:
    """The goals of rows that no stated goal is about, those that a row states in words before those of figures alone;
    and the rows that say once more what is stated."""
    found = list(_found(paper, gazetteer, tables))
    claims = [(one, times_of(paper, one)) for one in stated]
    worded = [one for one in found if one.asked and not _is_stated(paper, one, claims)]
    claims += [(one, times_of(paper, one)) for one in worded]
    own = [*worded, *(one for one in found if not one.asked and not _is_stated(paper, one, claims))]
    kept = {id(one) for one in own}
    return own, [one for one in found if id(one) not in kept]


def _found(paper: Paper, gazetteer: Gazetteer, tables: Sequence[TableLevels]) -> Iterator[Statement]:
    read = {id(table.table): table for table in tables}
    for table in paper.tables:
        for labels, values, row in _grouped(table, read.get(id(table))):
            asked = [value.cell for value in values if not _is_former(paper, value)]
            cells = [*labels, *asked]
            naming = asked if row else [*_telling(paper, labels), *asked]  # a label beside its levels is of its own row
            several = [*_of_names(paper, gazetteer, naming)] or [*_of_items(paper, gazetteer, cells)]
            several = several or _of_sentences(paper, gazetteer, cells)
            if several:
                yield from several
                continue
            statement = _of_row(paper, gazetteer, labels, values, row)
            if statement is not None:
                yield replace(statement, number=statement.number or _number_above(paper, table))


def _number_above(paper: Paper, table: Table) -> str | None:
    """The number of the goal under whose name the only row of a table stands: "Mål 2. Mindre hærværk", "Mål 2"."""
    if len(table.sheet.rows) != 1:
        return None
    for caption in table.captions:
        alone = _NUMBER.fullmatch(paper.words(caption))
        if alone and paper.text[caption[0]].isalpha():
            return alone["number"]
    start, end = table.span
    names = list(_NAMED.finditer(paper.text, max(0, start - _FAR_ABOVE), end))
    if not names:
        return None
    parted = any(names[-1].start() < low < start for low, _ in paper.table_spans)
    return None if parted else names[-1]["number"]


def _grouped(
    table: Table, read: TableLevels | None
) -> Iterator[tuple[Sequence[Cell], Sequence[Value], Sequence[Level]]]:
    """The rows of a table with their levels; keys below one group are one row: "Baseline: 64 %", "Mål: 72 %"."""
    rows = [(labels, values, read.rows[at] if read else ()) for at, (labels, values) in enumerate(table.rows())]
    keyed = table.grid.setting == "keyed"
    for group, held in groupby(rows, key=lambda row: row[1][0].groups if keyed and row[1] else ()):
        if group:
            _, values, levels = zip(*held, strict=True)
            yield group, list(chain(*values)), list(chain(*levels))
        else:
            yield from held


def _is_stated(paper: Paper, statement: Statement, claims: Sequence[tuple[Statement, Sequence[TimeOfDay]]]) -> bool:
    """Whether another goal is about what a row is about, where it is a feeling at its time of day: "Om aftenen skal
    andelen holdes" says nothing of a row for all the day."""
    if statement.indicator in CRIME:
        crimes = [set(other.offences) for other, _ in claims if other.indicator in CRIME]
        return any(not named or named & set(statement.offences) for named in crimes)
    alike = (times for other, times in claims if other.indicator == statement.indicator)
    own = times_of(paper, statement)
    return any("all" in times or not times or set(times) & set(own) for times in alike)


def _of_row(
    paper: Paper,
    gazetteer: Gazetteer,
    labels: Sequence[Cell],
    values: Sequence[Value],
    levels: Sequence[Level],
) -> Statement | None:
    """A row as a goal: by a sentence in one of its cells, by words that say which way, by its target."""
    asked = (value.cell for value in values if not _is_former(paper, value))
    cells = [cell for cell in (*labels, *asked) if not cell.is_empty]
    if not cells:
        return None
    number = _number_of_row(paper, cells[: len(labels)])
    stated = _of_arrow(paper, gazetteer, cells) or _of_words(paper, gazetteer, cells, number, values, levels)
    if stated is not None:
        return replace(stated, asked=True)
    return _by_levels(paper, cells, number, levels, _due_column(paper, values)) if levels else None


def _is_former(paper: Paper, value: Value) -> bool:
    """Whether a cell stands under a head of what was asked before: "Tidligere mål"."""
    return any(paper.words(head.span).casefold().startswith(_FORMER) for head in value.heads)


def _of_names(paper: Paper, gazetteer: Gazetteer, cells: Sequence[Cell]) -> Iterator[Statement]:
    """The goals that a cell names, each up to the next name."""
    for cell in cells:
        names = list(_NAMED.finditer(paper.text, *cell.span))
        ends = [*(name.start() for name in names), cell.end][1:]
        for name, end in zip(names, ends, strict=True):
            yield from _first_of(paper, gazetteer, name["number"], (name.end(), end))


def _of_items(paper: Paper, gazetteer: Gazetteer, cells: Sequence[Cell]) -> Iterator[Statement]:
    """The goals that a cell lists: "1. Andelen … 2. Antallet …"."""
    for cell in cells:
        items = list(find_items(paper.text, *cell.span))
        for item in items if len(items) > 1 else ():
            yield from _first_of(paper, gazetteer, item.number, (item.start, item.end))


def _first_of(paper: Paper, gazetteer: Gazetteer, number: str | None, span: Span) -> Iterator[Statement]:
    """The first goal that a stretch of a cell states, if it does."""
    unit = Unit(number, span, span[1], "goal-row", True)
    yield from (replace(one, asked=True) for one in read_unit(paper, gazetteer, unit)[:1])


def _of_sentences(paper: Paper, gazetteer: Gazetteer, cells: Sequence[Cell]) -> list[Statement]:
    """The goals of a row whose cells state one each, in sentences of their own; of a goal told over its row, none."""
    found = [one for cell in _telling(paper, cells) if (one := _of_cell(paper, gazetteer, cell, None))]
    return [replace(one, asked=True) for one in found] if len(found) > 1 else []


def _telling(paper: Paper, cells: Sequence[Cell]) -> list[Cell]:
    """The cells that say in words what is to come, and are no mere name of it: "Mål 2: Færre indbrud"."""
    long = (cell for cell in cells if len(paper.words(cell.span).split()) > _SHORT)
    return [cell for cell in long if paper.marks.has("asks", cell.span)]


def _of_arrow(paper: Paper, gazetteer: Gazetteer, cells: Sequence[Cell]) -> Statement | None:
    """A row that leads from one figure to another: "40 → 30"."""
    arrow = next((cell for cell in cells if _ARROW.search(paper.text, *cell.span)), None)
    if arrow is None:
        return None
    unit = Unit(_number(paper, cells[0]), (cells[0].start, arrow.end), arrow.end, "goal-row", True)
    return next(iter(read_unit(paper, gazetteer, unit)), None)


def _of_words(
    paper: Paper,
    gazetteer: Gazetteer,
    cells: Sequence[Cell],
    number: str | None,
    values: Sequence[Value],
    levels: Sequence[Level],
) -> Statement | None:
    """A row with a sentence in one of its cells that states a goal."""
    stated = next((found for cell in cells if (found := _of_cell(paper, gazetteer, cell, number))), None)
    stated = stated or _of_label_and_cell(paper, gazetteer, cells, number)
    return _completed(paper, stated, values, levels) if stated else None


def _of_label_and_cell(
    paper: Paper, gazetteer: Gazetteer, cells: Sequence[Cell], number: str | None
) -> Statement | None:
    """A row whose label begins the sentence that its cell ends: "Anmeldelser om tyveri | skal falde fra 88 i 2023 til
    70 i 2027"."""
    if len(cells) != 2 or not paper.text[cells[1].start].islower():
        return None
    whole = Cell(cells[0].start, cells[1].end, cells[0].row, cells[0].column)
    return _of_cell(paper, gazetteer, whole, number)


def _number_of_row(paper: Paper, labels: Sequence[Cell]) -> str | None:
    """The number of a row: a cell that holds no more than one, not the one that "1. Lys og stier" beside it begins
    with."""
    bare = [cell for cell in labels if _NUMBER.fullmatch(paper.text, *cell.span)]
    return next(filter(None, (_number(paper, cell) for cell in (*bare, *labels))), None)


def _number(paper: Paper, cell: Cell) -> str | None:
    match = _NUMBER.match(paper.text, cell.start, cell.end)
    return match["number"] if match and not paper.marks.covering("share", match.start("number")) else None


def _of_cell(paper: Paper, gazetteer: Gazetteer, cell: Cell, number: str | None) -> Statement | None:
    """A cell that states a goal in a sentence of its own."""
    if not any(paper.marks.has(k, cell.span) for k in ("offence", "feeling", "need", "activity")):
        return None
    ways = ("asks", "direction")
    if not any(paper.marks.has(k, cell.span) for k in ways) and not _follows(paper, cell):
        return None
    unit = Unit(number, cell.span, cell.end, "goal-row", True)
    found = read_unit(paper, gazetteer, unit)
    return found[0] if found else None


def _follows(paper: Paper, cell: Cell) -> bool:
    """Whether a cell ends with what only follows something: "Anmeldelser af trusler følges"."""
    return _FOLLOWED.search(paper.text, *cell.span) is not None


def _completed(paper: Paper, statement: Statement, values: Sequence[Value], levels: Sequence[Level]) -> Statement:
    """A goal of a cell with what the other cells of its row tell: start, target, years, a deadline in a column."""
    bases, targets = years_of(levels, "baseline"), years_of(levels, "target")
    due = statement.deadline or max(targets, default=None) or _due_column(paper, values)
    asked = [] if "target" in statement.roles else [level for level in levels if level.role == "target"][-1:]
    return replace(
        statement,
        deadline=None if statement.direction == "monitor" else due,
        baseline_year=statement.baseline_year or next(iter(bases), None),
        direction=of_feeling(statement.direction, statement.indicator, levels),
        levels=(*statement.levels, *asked),
    )


def _due_column(paper: Paper, values: Sequence[Value]) -> int | None:
    """The year in a column for when a goal is due, or the last one at the head of a column of targets."""
    due = read_due(paper, values)
    if due is not None:
        return due[0]
    found: list[int] = []
    for value in values:
        if not value.cell.is_empty and any(paper.marks.has("role", head.span, "target") for head in value.heads):
            found += [mark.value for head in value.heads for mark in paper.marks.of("year", head.span)]
    return max(found, default=None)


def _by_levels(
    paper: Paper, cells: Sequence[Cell], number: str | None, levels: Sequence[Level], due: int | None
) -> Statement | None:
    """A row of figures as a goal: it has a target, or a cell beside its label that says which way."""
    own = [level for level in levels if level.role in ("baseline", "target")]
    targets = [level for level in own if level.role == "target"]
    first = (own or levels)[0]
    indicator, offence = first.subject.indicator, first.subject.offence
    way = _way(paper, cells, indicator, own)
    if way is None or not own:
        return None
    pieces = _pieces(cells, first, targets)
    return Statement(
        number,
        (cells[0].start, cells[-1].end),
        pieces[0],
        indicator,
        of_feeling(way, indicator, own),
        (offence,) if offence else (),
        tuple(targets[-1:]),
        max(years_of(own, "target"), default=None if way == "monitor" else due),
        next(iter(years_of(own, "baseline")), None),
        rule="goal-row",
        pieces=pieces,
    )


def _way(paper: Paper, cells: Sequence[Cell], indicator: Indicator, own: Sequence[Level]) -> Direction | None:
    """Which way a row of figures goes: as a cell says, else from start to target, else as one wishes."""
    return _said(paper, cells, indicator) or compared(own) or _of_need(own) or wished(indicator, own)


def _said(paper: Paper, cells: Sequence[Cell], indicator: Indicator) -> Direction | None:
    """The direction that a row says in its label, or in a cell beside it: "Skal falde", "Følges"."""
    for cell in cells:
        told = read_direction(paper, cell.span, indicator)
        if told is not None and not paper.marks.has("role", told[1]):
            return told[0]
        if _FOLLOWED.fullmatch(paper.text, *cell.span):
            return "monitor"
    return None


def _of_need(levels: Sequence[Level]) -> Direction | None:
    """A level of need that is to be another one goes down."""
    words = [level.value for level in levels if isinstance(level.value, str)]
    return None if len(words) < 2 else "maintain" if words[0] == words[-1] else "decrease"


def _pieces(cells: Sequence[Cell], level: Level, targets: Sequence[Level]) -> tuple[Span, ...]:
    """What a row of figures says of its goal: the label that names what is measured, or that which a caption names and
    the row's own label, and the target."""
    labels = [cell.span for cell in cells if cell.span[0] <= level.subject.span[0] < cell.span[1]]
    asked = [target.span for target in targets[-1:]]
    named = [level.subject.span, *([cells[0].span] if cells[0].span not in asked else [])]
    return (*(labels or named), *asked)
