"""Rows of `compare_series` as charts: which figures one plot holds, which of them a line may join, where it breaks.

One chart is one family, unit and time of day; one series in it is one definition in one area. A line joins what was
measured or is a baseline, inside one series and between breaks; a path leads from a paper's baseline to its targets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in its place. `value` is None for one that is left for later; `number` counts its break, from 1."""

    year: int
    value: float | None
    role: str
    row: Row
    number: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """One definition in one area: its points in order, and the runs of them that a line may join; `paths` lead from a
    baseline to the targets of its paper."""

    definition: str
    area: str
    points: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    paths: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One plot; `breaks` are the sentences of its breaks in the order of their numbers. `words` are figures that are
    words, and those without a year: they are told, not drawn."""

    family: str
    unit: str
    time_of_day: str
    series: tuple[Series, ...]
    breaks: tuple[str, ...]
    words: tuple[Row, ...]
    rows: tuple[Row, ...]

    @property
    def drawn(self) -> int:
        """How many figures it has that can be drawn."""
        return sum(point.value is not None for series in self.series for point in series.points)


def make_charts(rows: Sequence[Row]) -> list[Chart]:
    """The charts of one partnership's rows, in the order of the families."""
    plots: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        plots.setdefault((row["family"] or row["indicator"], row["unit"], row["time_of_day"]), []).append(row)
    return [_chart(*plot, found) for plot, found in plots.items()]


def _chart(family: str, unit: str, time_of_day: str, rows: list[Row]) -> Chart:
    breaks = list(dict.fromkeys(row["break"] for row in sorted(rows, key=_year) if row["break"]))
    drawable = [row for row in rows if _is_drawable(row)]
    series = []
    for (definition, area), found in groupby(sorted(drawable, key=_in_order), key=_own):
        points = tuple(_point(row, breaks) for row in found)
        series.append(Series(definition, area, points, tuple(_lines(points)), tuple(_paths(points))))
    words = tuple(row for row in rows if not _is_drawable(row))
    return Chart(family, unit, time_of_day, tuple(series), tuple(breaks), words, tuple(rows))


def _own(row: Row) -> tuple[str, str]:
    return row["definition"], row["area"]


def _in_order(row: Row) -> tuple[Any, ...]:
    """Older definitions first, of each the partnership's own area first, then by year."""
    return row["since"] or 0, row["definition"], row["area"] != "partnership_area", row["area"], _year(row)


def _is_drawable(row: Row) -> bool:
    value = row["met_value"] if row["status"] == "pending" else row["value"]
    return row["year"] is not None and not isinstance(value, str)


def _year(row: Row) -> int:
    return row["year"] if row["year"] is not None else 0


def _point(row: Row, breaks: Sequence[str]) -> Point:
    value = row["met_value"] if row["status"] == "pending" else row["value"]
    number = breaks.index(row["break"]) + 1 if row["break"] else 0
    return Point(row["year"], None if value is None else float(value), row["role"], row, number)


def _lines(points: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """Runs of measured figures and baselines of which none breaks with the one before."""
    run: list[Point] = []
    for point in points:
        if point.role == "target" or point.value is None:
            continue
        if point.number and run:
            yield tuple(run)
            run = []
        run.append(point)
    if run:
        yield tuple(run)


def _paths(points: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """From a paper's baseline to its targets, year by year."""
    for paper in dict.fromkeys(point.row["sha256"] for point in points):
        own = [point for point in points if point.row["sha256"] == paper and point.value is not None]
        targets = [point for point in own if point.role == "target"]
        if targets:
            yield (*[point for point in own if point.role == "baseline"][:1], *targets)
