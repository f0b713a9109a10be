"""Tables of plain text whose cells are parted by a sign: tabs, or the bars of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.rules.wording import shown
from parsers.structure.grids.grid import Cell, Grid, Setting, Span, make_grid, trim

# "|---|:--:|", "+------+----+", "=====": drawn between rows, no row itself.
_RULE_LINE = shown(re.compile(r"[ \t|:+=_-]+"), examples=("|---|",), rejects=("ja",))
_PARTED = shown(re.compile(r"\S[ ]*\|[ ]*\S"), examples=("a | b",), rejects=("| b",))
_OPENS_LOW = shown(re.compile(r"[a-zæøå(]"), examples=("og",), rejects=("OG",))


@dataclass(slots=True)
class _Run:
    """Lines set alike, one after the other: for each its cells as stretches of the text."""

    setting: Setting | None = None
    rows: list[list[Span]] = field(default_factory=list)
    blank: int = 0


def read_marked(text: str, start: int, end: int) -> Iterator[Grid]:
    """The tables of `text[start:end]`; one blank line between rows does not end a table."""
    run = _Run()
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if not line.strip():
            run.blank += 1
        elif not _RULE_LINE.fullmatch(line):
            setting = _setting(line)
            if setting is None or setting != run.setting or run.blank > 1:
                yield from _finished(text, run)
                run = _Run(setting)
            if setting is not None:
                run.rows.append(list(_cells(text, at, stop, setting)))
            run.blank = 0
        at = stop + 1
    yield from _finished(text, run)


def _setting(line: str) -> Setting | None:
    if "\t" in line.strip(" "):
        return "tab"
    return "bar" if line.count("|") > 1 or _PARTED.search(line) else None


def _cells(text: str, start: int, end: int, setting: Setting) -> Iterator[Span]:
    sign = "\t" if setting == "tab" else "|"
    if setting == "bar":
        start, end = trim(text, (start, end))
        start += text[start] == "|"
        end -= text[end - 1] == "|" and end - 1 > start
    at = start
    while at <= end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        yield trim(text, (at, stop))
        at = stop + 1


def _finished(text: str, run: _Run) -> Iterator[Grid]:
    rows = run.rows
    if run.setting is None or len(rows) < 2:
        return
    width = max(map(len, rows))
    cells = (Cell(*span, row, column) for row, spans in enumerate(rows) for column, span in enumerate(spans))
    grid = make_grid(cells, len(rows), width, run.setting) if width > 1 else None
    if grid is not None:
        yield grid
