"""Tables of figures: columns and series of facts, from which both the printed table and its rows are made.

A form of a table changes how it is written (`replace` on `Figures`, `Column` or `Series`), never what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from tests.variations.dates import decimal
from tests.variations.paper import Cell, Row, Said, Table, said
from tests.variations.rows import Number, measure
from tests.variations.world import World

LABELS = {
    "burglary": "Indbrud",
    "theft": "Tyveri",
    "vandalism": "Hærværk",
    "violence": "Vold",
    "threats": "Trusler",
    "narcotics": "Narkotika",
    "harassment": "Chikane",
}
PENDING = "Opgøres senere"


@dataclass(frozen=True, slots=True)
class Column:
    """`joint` stands over it and its neighbours of the same `joint`; `change` is its percentage against the first.

    `shows`: "value", "both" (value and change: "76 (-5 %)"), or "change" alone, which belongs to the column before.
    """

    head: str
    role: str
    year: int | None
    joint: str = ""
    change: int | None = None
    shows: str = "value"
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A row of figures; `values` are the printed numbers, or text of a cell that holds no number.

    `group` is the text of a cell before the label, printed once where the series after it have the same.
    """

    label: str
    offence: str | None
    values: tuple[Number | str, ...]
    indicator: str = "reported_offences"
    area: str = "partnership_area"
    time_of_day: str = "all"
    group: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    columns: tuple[Column, ...]
    series: tuple[Series, ...]
    corner: str = "Gerningstype"
    group_corner: str = ""
    group_once: bool = False
    write: Callable[[Number], str] = decimal
    write_change: Callable[[int], str] = lambda percent: f"{percent} %"
    over: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()

    def said(self) -> Said:
        return said(self.table(), measures=self.rows())

    def rows(self) -> list[Row]:
        return [row for series in self.series for row in self._series_rows(series)]

    def _series_rows(self, series: Series) -> list[Row]:
        rows: list[Row] = []
        for column, value in zip(self.columns, series.values, strict=True):
            if column.shows == "change":
                rows[-1] = {**rows[-1], "change_percent": column.change}
            elif value == PENDING or not isinstance(value, str):
                rows.append(self._row(series, column, value))
        return rows

    def _row(self, series: Series, column: Column, value: Number | str) -> Row:
        more = {"offence": series.offence, "time_of_day": series.time_of_day}
        more |= {"area": column.area or series.area, "change_percent": None}
        if column.shows == "both":
            more["change_percent"] = column.change  # type: ignore[assignment]
        if series.unit:
            more["unit"] = series.unit
        if value == PENDING:
            return measure(column.role, series.indicator, column.year, None, **more, status="pending")
        return measure(column.role, series.indicator, column.year, value, **more)

    def table(self) -> Table:
        return Table(self._head(), self._body(), self.over, self.below)

    def _head(self) -> tuple[tuple[Cell, ...], ...]:
        corners = [self.group_corner, self.corner] if self.group_corner else [self.corner]
        heads = tuple(Cell(self._marked(column.head)) for column in self.columns)
        if not any(column.joint for column in self.columns):
            return ((*map(Cell, corners), *heads),)
        joints = [(joint, len([*group])) for joint, group in groupby(self.columns, lambda column: column.joint)]
        return (
            (*(Cell(corner) for corner in corners), *(Cell(joint, across=width) for joint, width in joints)),
            (*(Cell("") for _ in corners), *heads),
        )

    def _body(self) -> tuple[tuple[Cell, ...], ...]:
        rows = []
        for at, series in enumerate(self.series):
            cells = [Cell(self._marked(series.label)), *self._values(series)]
            if self.group_corner:
                cells = [*self._group(at), *cells]
            rows.append(tuple(cells))
        return tuple(rows)

    def _group(self, at: int) -> list[Cell]:
        """The cell before the label: on every row, or once over the rows of its group."""
        names = [series.group for series in self.series]
        if not self.group_once:
            return [Cell(names[at])]
        first = at == 0 or names[at - 1] != names[at]
        return [Cell(names[at], down=names.count(names[at]))] if first else []

    def _values(self, series: Series) -> list[Cell]:
        return [Cell(self._marked(self._text(c, v))) for c, v in zip(self.columns, series.values, strict=True)]

    def _text(self, column: Column, value: Number | str) -> str:
        if isinstance(value, str):
            return value
        if column.shows == "change":
            return self.write_change(column.change or 0)
        number = self.write(value) + (" %" if self._percent(value) else "")
        return f"{number} ({self.write_change(column.change or 0)})" if column.shows == "both" else number

    def _percent(self, value: Number) -> bool:
        return self.series[0].indicator.startswith("feels")

    def _marked(self, text: str) -> str:
        """With the raised mark of its note, where `marks` names this text."""
        return next((text + mark for marked, mark in self.marks if marked == text), text)


def counted(world: World, offence: str, percent: int) -> int:
    """The count of the base year changed by so many percent: a whole number for every five percent."""
    return world.counts[offence] * (100 + percent) // 100


def target_figures(world: World, offences: tuple[str, ...] = ("burglary", "theft", "vandalism")) -> Figures:
    """The baseline and the target of the last year."""
    columns = (
        Column(f"Baseline {world.base}", "baseline", world.base),
        Column(f"Måltal {world.last}", "target", world.last, change=-15),
    )
    return Figures(columns, tuple(series_of(world, offence, (0, -15)) for offence in offences))


def series_of(world: World, offence: str, changes: tuple[int, ...]) -> Series:
    return Series(LABELS[offence], offence, tuple(counted(world, offence, change) for change in changes))


def target_table(world: World) -> Said:
    return target_figures(world).said()


def yearly_targets(world: World) -> Figures:
    """The baseline and a target of five percent more each year, with the percentage behind it."""
    steps = tuple(enumerate(world.years, 1))
    columns = (
        Column(f"Baseline {world.base}", "baseline", world.base),
        *(Column(f"Måltal {year}", "target", year, change=-5 * step, shows="both") for step, year in steps),
    )
    changes = (0, *(-5 * step for step, _ in steps))
    return Figures(columns, tuple(series_of(world, offence, changes) for offence in ("burglary", "theft", "vandalism")))


def year_figures(world: World) -> Figures:
    """Three years of a status report: the first is the baseline."""
    base = world.base
    columns = (
        Column(f"Baseline {base}", "baseline", base),
        Column(f"{base + 1}", "observation", base + 1),
        Column(f"{base + 2}", "observation", base + 2),
    )
    offences = ("burglary", "theft", "vandalism")
    return Figures(columns, tuple(series_of(world, offence, (0, -5, -10)) for offence in offences))


def year_table(world: World) -> Said:
    return year_figures(world).said()


def with_change(figures: Figures, head: str) -> Figures:
    """With a last column that tells the change since the first year."""
    columns = (*figures.columns, Column(head, "", None, change=-10, shows="change"))
    return replace(
        figures,
        columns=columns,
        series=tuple(replace(series, values=(*series.values, 0)) for series in figures.series),
    )
