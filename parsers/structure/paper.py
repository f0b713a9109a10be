"""One paper, read once for all fields: its text, what is marked in it, its tables, sections, lists and sentences.

    text  ->  marks  ->  fields
      \\__ structure: tables as grids, sections, lists, sentences __/

What only some fields ask for (lists, sentences) is made when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from models.document import Document
from models.records import Evidence
from parsers.marks.find import find_marks
from parsers.marks.mark import Marks, Span
from parsers.structure.body import Body
from parsers.structure.damaged_terms import read_mended_body
from parsers.structure.grids.anew import Row, extent, set_anew
from parsers.structure.grids.boxed import boxed_rows
from parsers.structure.grids.drawn import read_drawn
from parsers.structure.grids.dumped import read_dumped
from parsers.structure.grids.lined import lined_rows
from parsers.structure.grids.priced import priced_rows
from parsers.structure.grids.tables import Table, find_tables
from parsers.structure.lists import ItemList, find_lists
from parsers.structure.scopes import Scope, find_scopes
from parsers.structure.sections import Sections, find_sections
from parsers.structure.sentences import find_sentences


class Paper:
    """A document as the parsers see it. All places are offsets in `text`; `body` knows where they are printed.

    `later` quotes the titles of further papers that stood behind this one in its file and are left out.
    """

    def __init__(self, body: Body, later: Sequence[Evidence] = ()) -> None:
        self.later = tuple(later)
        body, dumped = read_dumped(body)
        self.body, grids = set_anew(body, _text_tables(body, dumped))
        self.text = self.body.text
        self.document: Document = body.document
        self.marks: Marks = find_marks(self.text)
        known = [*read_drawn(self.body), *grids]
        self.tables: list[Table] = find_tables(self.body, self.marks, known)
        self.sections: Sections = find_sections(self.text)

    @property
    def end(self) -> int:
        """Where the running text ends and the footnotes begin."""
        return self.body.notes_start

    @cached_property
    def lists(self) -> list[ItemList]:
        """The lists of the running text, in order."""
        return find_lists(self.text, 0, self.end)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the running text, in order, without headings and tables."""
        return list(self._sentences())

    @cached_property
    def footnotes(self) -> list[Span]:
        """The sentences of the footnotes."""
        return list(find_sentences(self.text, self.end, len(self.text)))

    @cached_property
    def scopes(self) -> list[Scope]:
        """The headings and announcements that tell goals in force from proposed ones, in order."""
        return find_scopes(self.body, self.sections)

    @cached_property
    def table_spans(self) -> list[Span]:
        """Where the tables stand, in order."""
        return [table.span for table in self.tables]

    def sentence_at(self, place: int) -> Span | None:
        """The sentence that holds a place; None in a heading or a table."""
        at = bisect_right(self._sentence_starts, place) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at][1] else None

    def sentences_in(self, span: Span) -> list[Span]:
        """The sentences that stand whole within a stretch."""
        first = bisect_right(self._sentence_starts, span[0] - 1)
        return [s for s in self.sentences[first : bisect_right(self._sentence_starts, span[1])] if s[1] <= span[1]]

    def sentences_over(self, span: Span) -> list[Span]:
        """The sentences that share something with a stretch."""
        first = max(0, bisect_right(self._sentence_starts, span[0]) - 1)
        return [s for s in self.sentences[first : bisect_right(self._sentence_starts, span[1] - 1)] if s[1] > span[0]]

    def told_over(self, span: Span) -> list[Span]:
        """The sentences that share something with a stretch; of a cell of a table, no running text, its own."""
        return self.sentences_over(span) or list(find_sentences(self.text, *span))

    def table_at(self, place: int) -> Table | None:
        """The table that a place lies in."""
        at = bisect_right(self._table_starts, place) - 1
        return self.tables[at] if at >= 0 and place < self.table_spans[at][1] else None

    def paragraph_start(self, place: int, floor: int) -> int:
        """Where the paragraph of a place begins, at `floor` at the earliest."""
        floor = max(0, floor)
        return max(floor, self.text.rfind("\n\n", floor, place) + 1)

    def words(self, span: Span) -> str:
        """What a stretch says, on one line."""
        return " ".join(self.text[slice(*span)].split())

    @cached_property
    def _table_starts(self) -> list[int]:
        return [start for start, _ in self.table_spans]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def _sentences(self) -> Iterator[Span]:
        for low, high in self._prose():
            yield from find_sentences(self.text, low, high)

    def _prose(self) -> Iterator[Span]:
        """The stretches between headings and tables."""
        heads = [(part.start, part.body_start) for part in self.sections if part.start < self.end]
        at = 0
        for low, high in sorted([*heads, *self.table_spans]):
            if low > at:
                yield at, min(low, self.end)
            at = max(at, high)
        if at < self.end:
            yield at, self.end


def _text_tables(body: Body, dumped: Sequence[list[Row]]) -> list[list[Row]]:
    """The tables of plain text that are to be set anew, in order, none over another."""
    found: list[list[Row]] = []
    tables = [*dumped, *boxed_rows(body), *priced_rows(body), *lined_rows(body)]
    for rows in sorted(tables, key=extent):
        if not found or extent(found[-1])[1] <= extent(rows)[0]:
            found.append(rows)
    return found


def read_paper(document: Document) -> Paper:
    """A repaired document as a paper."""
    return Paper(read_mended_body(document))
