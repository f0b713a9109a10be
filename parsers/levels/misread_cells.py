"""Heads that were read badly: concluded from their neighbours.

Maltal?? | 2022 | 2024      the first before targets is a baseline
2020 | 2022 | 2G2A          another goes on with the series
2020 | 2021 | 20221         the mark of a note stands at the year
"""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.levels.axes import Axis
from parsers.rules.wording import shown
from parsers.structure.grids.tables import Table
from parsers.structure.misprints import is_garbled
from parsers.structure.paper import Paper

_MARKED = shown(re.compile(r"(?P<year>(?:19|20)\d\d)[1-9]"), examples=("20221",), rejects=("2022", "1240"))


def completed(paper: Paper, table: Table, axes: dict[int, Axis]) -> dict[int, Axis]:
    """What the columns stand under, with what unreadable heads are concluded to say."""
    for column in sorted(axes) if any(axis.year for axis in axes.values()) else ():
        axis = axes[column]
        bare = not (axis.year or axis.role or axis.area or axis.time)
        marked = _year_with_mark(paper, table, column) if bare else None
        if marked:
            axes[column] = replace(axis, year=marked, guessed=True)
        elif bare and _is_unreadable(paper, table, column):
            axes[column] = _concluded(axes, column)
    return axes


def _concluded(axes: dict[int, Axis], column: int) -> Axis:
    """The first head before targets is a baseline; another goes on with the years before it."""
    before = [axis for other, axis in sorted(axes.items()) if other < column]
    if not before and any(axis.role == "target" for axis in axes.values()):
        return replace(axes[column], role="baseline", guessed=True)
    series = [(axis.year, axis.role) for axis in before if axis.year and axis.role != "baseline"]
    if not series:
        return axes[column]
    year, role = series[-1]
    step = year - series[-2][0] if len(series) > 1 else 1
    return replace(axes[column], role=role, year=year + step, guessed=True)


def _year_with_mark(paper: Paper, table: Table, column: int) -> int | None:
    """The year of a head that the mark of a note is glued to."""
    heads = table.sheet.head_of(column)
    marked = _MARKED.fullmatch(paper.text, *heads[-1].span) if heads else None
    return int(marked["year"]) if marked else None


def _is_unreadable(paper: Paper, table: Table, column: int) -> bool:
    heads = table.sheet.head_of(column)
    return bool(heads) and is_garbled(paper.text[slice(*heads[-1].span)])
