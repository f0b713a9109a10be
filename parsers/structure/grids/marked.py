"""Tables of plain text whose cells are parted by a sign: tabs, or the bars of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.rules.wording import shown
from parsers.structure.grids.grid import Cell, Grid, Setting, Span, make_grid, trim
from parsers.structure.lines import PrintLine, goes_on, usual_width

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
    if run.setting is None or len(run.rows) < 2:
        return
    width = max(map(len, run.rows))
    rows = _joined(text, run.rows) if width == 2 and run.setting == "tab" else run.rows
    cells = (Cell(*span, row, column) for row, spans in enumerate(rows) for column, span in enumerate(spans))
    grid = make_grid(cells, len(rows), width, run.setting) if width > 1 else None
    if grid is not None:
        yield grid


def _joined(text: str, rows: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """The rows of a table of keys, those put to the row above that only go on what it says.

    Formål:  Parterne er enige om at arbejde for, at børn, voksne og ældre trygt kan
             komme rundt i Lunden, og at unge får hjælp.
    """
    width = usual_width([_last_line(text, spans[-1]) for spans in rows])
    joined: list[list[Span]] = []
    for spans in rows:
        if joined and _goes_on(text, joined[-1], spans, width):
            joined[-1][1] = joined[-1][1][0], spans[1][1]
        else:
            joined.append(list(spans))
    return joined


def _goes_on(text: str, above: Sequence[Span], spans: Sequence[Span], width: int) -> bool:
    """Whether nothing stands beside a value, and the sentence of the value above it goes on in it."""
    if len(above) < 2 or len(spans) < 2 or spans[0][0] < spans[0][1]:
        return False
    gap = "\n\n" in text[above[1][1] : spans[1][0]]
    following = PrintLine(*spans[1], text[slice(*spans[1])], gap)
    return bool(following.text) and goes_on(_last_line(text, above[1]), following, width)


def _last_line(text: str, span: Span) -> PrintLine:
    start = max(span[0], text.rfind("\n", *span) + 1)
    return PrintLine(start, span[1], text[start : span[1]].strip(), False)
