"""Tables that the page's layout found, by rules or by the alignment of its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from models.document import Page
from models.geometry import Table
from models.text import NO_WORD
from parsers.structure.body import Body
from parsers.structure.grids.grid import Cell, Grid, Span, join_spans, make_grid


def read_drawn(body: Body) -> Iterator[Grid]:
    """The tables of all pages as grids, those whose words the body left out excepted."""
    for page in body.document.pages:
        if page.tables:
            words = _word_spans(page, body.places_on(page.number))
            for table in page.tables:
                cells = _cells(body.text, table, words)
                grid = make_grid(cells, len(table.rows), len(table.rows[0]), "drawn")
                if grid is not None and grid.width > 1:
                    yield grid


def _word_spans(page: Page, places: Mapping[int, int]) -> dict[int, Span]:
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


def _cells(text: str, table: Table, words: Mapping[int, Span]) -> Iterator[Cell]:
    for row, cells in enumerate(table.rows):
        for column, held in enumerate(cells):
            rows, columns = getattr(table, "spans", {}).get((row, column), (1, 1))
            start, end = _span_of(text, held, words)
            if start < end or rows * columns > 1:
                yield Cell(start, end, row, column, rows, columns)


def _span_of(text: str, held: Sequence[int], words: Mapping[int, Span]) -> Span:
    """One stretch for a cell; where print of others stands between its words, as far as nothing does."""
    spans = [words[word] for word in held if word in words]
    for count in range(len(spans), 0, -1):
        span = join_spans(text, spans[:count])
        if span is not None:
            return span
    return 0, 0
