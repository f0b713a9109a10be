"""One view of tables, whether a PDF has drawn them or plain text has set them with tabs, bars or spaces.

A `Grid` holds cells; a cell knows where in the body each piece of it stands, so that its evidence is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from models.document import Page
from models.geometry import Table
from models.text import NO_WORD
from parsers.rules.once import once, once_each
from parsers.structure.body import Body

Setting = Literal["drawn", "tab", "bar", "spaces"]
Span = tuple[int, int]

_RULE_LINE = re.compile(r"[\s|:+=-]+")
_LAST_FIGURE = re.compile(r"\S\s(?!(?:19|20)\d\d\s*$)\d[\d.,]*(?=\s*$)")
_GAP = re.compile(r"[ \u00a0]{2,}")


@dataclass(frozen=True, slots=True)
class Cell:
    """`spans` are the pieces of the cell in the body's text, none for an empty cell; `text` is them on one line."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equally many cells, and the stretch of the body they cover."""

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    setting: Setting


def find_grids(body: Body, start: int = 0, end: int | None = None) -> list[Grid]:
    """The tables of `body.text[start:end]`: drawn ones first, then those of text where no drawn one covers them."""
    end = len(body.text) if end is None else end
    drawn = [grid for grid in _drawn_grids(body) if start <= grid.start and grid.end <= end]
    found = list(drawn)
    for grid in _set_grids(body.text, start, end):
        if not any(d.start < grid.end and grid.start < d.end for d in drawn):
            found.append(grid)
    return sorted(found, key=lambda grid: grid.start)


@once
def _drawn_grids(body: Body) -> list[Grid]:
    return list(_read_drawn(body))


def _read_drawn(body: Body) -> Iterator[Grid]:
    pages = [page for page in body.document.pages if page.tables]
    if not pages:
        return
    for page in pages:
        words = _word_spans(page, body.places_on(page.number))
        for table in page.tables:
            grid = _drawn_grid(body.text, table, words)
            if grid is not None:
                yield grid


def _word_spans(page: Page, places: dict[int, int]) -> dict[int, Span]:
    """Where each word of a page stands in the body."""
    spans: dict[int, Span] = {}
    owners = page.text.owners
    changes = [at for at, (before, owner) in enumerate(pairwise(owners), 1) if before != owner]
    for first, last in pairwise([0, *changes, len(owners)]):
        found = [places[offset] for offset in range(first, last) if offset in places]
        if found and owners[first] != NO_WORD:
            low, high = spans.get(owners[first], (found[0], found[0] + 1))
            spans[owners[first]] = (min(low, *found), max(high, *(at + 1 for at in found)))
    return spans


def _drawn_grid(text: str, table: Table, words: dict[int, Span]) -> Grid | None:
    rows = tuple(
        tuple(_cell(text, [words[word] for word in cell if word in words]) for cell in row) for row in table.rows
    )
    spans = [span for row in rows for cell in row for span in cell.spans]
    if not spans or max(len(row) for row in rows) < 2:
        return None
    return Grid(rows, min(low for low, _ in spans), max(high for _, high in spans), "drawn")


def _cell(text: str, spans: list[Span]) -> Cell:
    joined: list[Span] = []
    for low, high in spans:
        if joined and not text[joined[-1][1] : low].strip() and joined[-1][1] <= low:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return Cell(" ".join(" ".join(text[low:high] for low, high in joined).split()), tuple(joined))


@once_each
def _set_grids(text: str, start: int, end: int) -> tuple[Grid, ...]:
    return tuple(_text_grids(text, start, end))


def _text_grids(text: str, start: int, end: int) -> Iterator[Grid]:
    """Runs of lines that are set alike; one blank line between them does not end a run."""
    run: list[tuple[Span, ...]] = []
    setting: Setting | None = None
    blank = 0
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop == -1 else stop
        line = text[at:stop]
        kind = _setting(line)
        if kind is None and setting == "spaces" and run and not blank:
            kind = setting if _in_column(text, run, line) or _ends_in_column(text, run, line) else None
        if not line.strip():
            blank += 1
        elif _RULE_LINE.fullmatch(line):
            pass
        elif kind is not None and kind == setting and blank < 2:
            run.append(_split(line, at, kind))
            blank = 0
        else:
            yield from _finished(text, run, setting)
            run, setting, blank = ([_split(line, at, kind)] if kind else []), kind, 0
        at = stop + 1
    yield from _finished(text, run, setting)


def _setting(line: str) -> Setting | None:
    if "\t" in line.strip(" "):
        return "tab"
    if "|" in line and (line.count("|") >= 2 or re.search(r"\S\s*\|\s*\S", line)):
        return "bar"
    bare = line.strip()
    return "spaces" if "  " in bare or ("\u00a0" in bare and _GAP.search(bare)) else None


def _in_column(text: str, run: list[tuple[Span, ...]], line: str) -> bool:
    """Whether a line without gaps stands within one column of the last row above it that has several."""
    row = next((row for row in reversed(run) if len(row) > 1), ())
    if not row or not line.strip():
        return False
    begin = text.rfind("\n", 0, row[0][0]) + 1
    left, right = len(line) - len(line.lstrip()), len(line.rstrip())
    lows = [-1, *(high - begin for _, high in row[:-1])]
    highs = [*(low - begin for low, _ in row[1:]), 9999]
    return any(low < left and right < high for low, high in zip(lows, highs, strict=True))


def _ends_in_column(text: str, run: list[tuple[Span, ...]], line: str) -> bool:
    """Whether a line without gaps ends in a figure right under the last figure of the row above it."""
    low, high = run[-1][-1]
    figure = _LAST_FIGURE.search(line)
    begin = text.rfind("\n", 0, low) + 1
    under = figure is not None and abs(figure.end() - (high - begin)) <= 1
    return under and len(run[-1]) > 1 and text[low : low + 1].isdigit()


def _split(line: str, offset: int, setting: Setting) -> tuple[Span, ...]:
    """The cells of one line as spans, an empty cell as an empty span."""
    pattern = {"tab": r"\t", "bar": r"\|", "spaces": r"[ \u00a0]{2,}", "drawn": r"\t"}[setting]
    bare = line.strip() if setting == "spaces" else line.strip(" ")
    offset += len(line) - len(line.lstrip() if setting == "spaces" else line.lstrip(" "))
    if setting == "bar":
        offset += 1 if bare.startswith("|") else 0
        bare = bare.removeprefix("|").removesuffix("|")
    cells: list[Span] = []
    at = 0
    for match in [*re.finditer(pattern, bare), None]:
        stop = match.start() if match else len(bare)
        piece = bare[at:stop]
        left = at + len(piece) - len(piece.lstrip())
        cells.append((offset + left, offset + left + len(piece.strip())))
        at = match.end() if match else stop
    return tuple(cells)


def _finished(text: str, run: list[tuple[Span, ...]], setting: Setting | None) -> Iterator[Grid]:
    if setting is None or len(run) < 2:
        return
    if setting == "spaces":
        run = _lined_up(text, run)
    width = max(len(row) for row in run)
    if width < 2:
        return
    rows = tuple(
        tuple(_cell(text, [span] if span[0] < span[1] else []) for span in (*row, *[(0, 0)] * (width - len(row))))
        for row in run
    )
    filled = [(low, high) for row in run for low, high in row if low < high]
    yield Grid(rows, min(low for low, _ in filled), max(high for _, high in filled), setting)


def _lined_up(text: str, run: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Rows with as many cells as the fullest one: each cell goes to the column it stands under."""
    model = max(run, key=len)
    stands = [_columns(text, model, cell) for cell in model]
    rows: list[tuple[Span, ...]] = []
    for row in run:
        row = _parted(text, row, stands) if len(row) < len(model) else row
        places: list[Span] = [(0, 0)] * len(model)
        for at, cell in enumerate(row):
            low, high = _columns(text, row, cell)
            best = max(
                range(len(model)), key=lambda c: (min(high, stands[c][1]) - max(low, stands[c][0]), -abs(c - at))
            )
            while best < len(model) - 1 and places[best] != (0, 0):
                best += 1
            places[best] = cell
        rows.append(tuple(places))
    return rows


def _parted(text: str, row: tuple[Span, ...], stands: list[Span]) -> tuple[Span, ...]:
    """A row whose label runs up to its figure, one space between, parted before the figure that stands in a column."""
    cells: list[Span] = []
    for cell in row:
        words = text[slice(*cell)].rsplit(" ", 1)
        at = cell[1] - len(words[-1])
        low, high = _columns(text, row, (at, cell[1]))
        figure = len(words) == 2 and words[-1][:1].isdigit() and not words[0][-1:].isdigit()
        under = [stand for stand in stands[1:] if low < stand[1] and stand[0] < high]
        beyond = _columns(text, row, cell)[0] < stands[0][1]
        if figure and len(under) == 1 and beyond:
            cells += [(cell[0], at - 1), (at, cell[1])]
        else:
            cells.append(cell)
    return tuple(cells)


def _columns(text: str, row: tuple[Span, ...], cell: Span) -> Span:
    """From which to which column of its line a cell is printed."""
    begin = text.rfind("\n", 0, cell[0]) + 1
    return cell[0] - begin, cell[1] - begin
