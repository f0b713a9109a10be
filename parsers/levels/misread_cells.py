"""Heads and cells that were read badly: left out, or completed from their neighbours."""

from __future__ import annotations

from dataclasses import replace

from parsers.levels.axes import Axis
from parsers.structure.grids.tables import Table
from parsers.structure.misprints import MISREAD, is_garbled
from parsers.structure.paper import Paper


def completed(paper: Paper, table: Table, axes: dict[int, Axis]) -> dict[int, Axis]:
    """Unreadable heads concluded: the first column before changes is a baseline, others continue the series."""
    order = sorted(axes)
    dated = [c for c in order if axes[c].year]
    for at, column in enumerate(order):
        axis = axes[column]
        earlier = [c for c in dated if c < column]
        if axis.year and axis.role is None and earlier and _is_misread(paper, table, column):
            axes[column] = axis = replace(axis, role=axes[earlier[-1]].role, guessed=True)
        if axis.year or axis.role or axis.area or axis.time or not dated or not _is_unreadable(paper, table, column):
            continue
        if at == 0 and any(axes[c].role == "target" for c in dated):
            axes[column] = replace(axis, role="baseline", guessed=True)
            continue
        before = [c for c in dated if c < column and axes[c].role != "baseline"]
        if before:
            last = axes[before[-1]]
            step = (last.year or 0) - (axes[before[-2]].year or 0) if len(before) > 1 else 1
            axes[column] = replace(axis, role=last.role, year=(last.year or 0) + step, guessed=True)
    return axes


def _is_misread(paper: Paper, table: Table, column: int) -> bool:
    """Whether a word of a head holds a figure among its letters: "M4ltal 2015"."""
    return any(MISREAD.search(paper.text, *head.span) for head in table.sheet.head_of(column))


def _is_unreadable(paper: Paper, table: Table, column: int) -> bool:
    heads = table.sheet.head_of(column)
    return bool(heads) and is_garbled(paper.text[slice(*heads[-1].span)])
