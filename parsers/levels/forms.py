"""Tables that are forms: each figure stands in a sentence that is all of its cell, to be read like running text."""

from __future__ import annotations

from bisect import bisect_left

from parsers.marks.mark import Span
from parsers.structure.grids.grid import Cell
from parsers.structure.grids.tables import Table
from parsers.structure.lists import find_items
from parsers.structure.paper import Paper
from parsers.structure.sentences import find_sentences

SENTENCE = 7  # words that a cell has at most that is no sentence


def is_form(paper: Paper, table: Table) -> bool:
    """Whether every figure stands in a sentence that is all of its cell: a form to be read like running text."""
    figures = [figure.start for figure in paper.marks.any_of(("share", "number"), table.span)]
    told = [cell for cell in table.grid.cells if bisect_left(figures, cell.start) < bisect_left(figures, cell.end)]
    return bool(told) and all(_is_sentence(paper, cell) for cell in told)


def sentences_told(paper: Paper) -> list[Span]:
    """The sentences in the cells of forms that are read like running text."""
    forms = (table for table in paper.tables if is_form(paper, table))
    cells = (cell for table in forms for cell in table.grid.cells if _is_sentence(paper, cell))
    return [span for cell in cells for span in find_sentences(paper.text, *cell.span)]


def _is_sentence(paper: Paper, cell: Cell) -> bool:
    words = paper.text[slice(*cell.span)].split()
    if len(words) <= SENTENCE:
        return False
    listed = len(list(find_items(paper.text, *cell.span))) > 1
    return listed or (words[-1].endswith(".") and not paper.marks.has("asks", cell.span))
