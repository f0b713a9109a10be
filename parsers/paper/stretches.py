"""The stretches of a paper in which something is said: sentences, rows of tables and headings, in order."""

from __future__ import annotations

from parsers.marks.mark import Span
from parsers.structure.paper import Paper


def read_stretches(paper: Paper, title: Span) -> list[Span]:
    """All of them behind the title; one that begins in the title begins where that ends."""
    heads = [(part.start, part.body_start) for part in paper.sections]
    rows = [span for table in paper.tables for span in table.row_spans()]
    found = sorted([*paper.sentences, *heads, *rows])
    return [(max(start, title[1]), end) for start, end in found if end > title[1]]
