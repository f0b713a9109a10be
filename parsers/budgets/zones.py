"""Where a paper speaks of its money: sections on it, lines and rows of a fact box, sentences that set money aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from parsers.budgets.cells import is_of_money, told_above
from parsers.budgets.statements import LABELLED, find_statements
from parsers.marks.mark import Span
from parsers.rules.wording import shown
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper
from parsers.structure.sections import Section

# What parts a label from the amount beside it: "Økonomi: 1,2 mio. kr.", a tab, a bar, a gap.
_PARTED = shown(re.compile(r"(?::|\t|\||[ ]{2})[:\s|]*"), examples=("Økonomi: 1", "Ramme  1"), rejects=("Rammen er 1",))
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch that speaks of money; its heading begins at `heading`. `economy`: it is all about money."""

    span: Span
    heading: int
    economy: bool


def find_zones(paper: Paper) -> list[Zone]:
    """Sections on money, and tables, lines and rows of money elsewhere, in order."""
    zones = list(_sections(paper))
    priced = (table for table in paper.tables if is_of_money(paper, table) and not _is_in(table.span, zones))
    zones += [_around(paper, table) for table in priced]
    facts = [fact for fact in _facts(paper) if not _is_in(fact, zones)]
    return sorted([*zones, *(Zone(fact, fact[0], True) for fact in facts)], key=lambda zone: zone.heading)


def _is_in(span: Span, zones: Sequence[Zone]) -> bool:
    return any(zone.span[0] <= span[0] < zone.span[1] for zone in zones)


def _around(paper: Paper, table: Table) -> Zone:
    """A table of amounts under whatever heading it stands, with its caption, its notes and the sentence above it that
    tells of its amounts.

    Beløbene er i hele tusinde kroner og gælder samlet for 2025-2027.
    Nr. | Initiativ              | Hvem            | Penge i alt
    1   | Ny belysning på stien  | Boligforeningen | 240
    """
    spans = [table.span, *table.captions, *(note.span for note in table.around.notes), *told_above(paper, table)]
    low, high = min(spans)[0], max(end for _, end in spans)
    return Zone((low, high), low, True)


def find_anywhere(paper: Paper) -> list[Zone]:
    """The whole running text, section by section."""
    starts = sorted({0, *(part.start for part in paper.sections if part.start < paper.end)})
    return [Zone(span, span[0], False) for span in pairwise([*starts, paper.end])]


def _sections(paper: Paper) -> Iterator[Zone]:
    """Sections on money, those that follow on each other as one: years named once hold for all of them.

    A line of a fact box ("Periode: 2024-2027") or a row of a table that reads like a heading does not end a section.
    """
    zone: Zone | None = None
    for part in paper.sections:
        end = min(part.end, paper.end)
        about = "economy" in part.topics and part.start < paper.end and not _is_head(paper, part)
        if zone and (about or _is_line(paper, part)):
            zone = Zone((zone.span[0], end), zone.heading, True)
            continue
        if zone:
            yield zone
        zone = Zone((part.body_start, end), part.start, True) if about else None
    if zone:
        yield zone


def _is_head(paper: Paper, part: Section) -> bool:
    """Whether what reads like a heading on money is the head of a table of amounts: "Indsats | Hvem | Penge i alt"."""
    table = paper.table_at(part.start)
    return table is not None and table.span[0] == part.start and is_of_money(paper, table)


def _is_line(paper: Paper, part: Section) -> bool:
    labelled = part.number is None and LABELLED.match(paper.text, part.start, part.body_start)
    return bool(labelled) or paper.table_at(part.start) is not None


def _facts(paper: Paper) -> Iterator[Span]:
    """Lines and rows whose amount stands right beside a label about money: "Økonomi: 1,2 mio. kr. årligt"."""
    text, done = paper.text, 0
    for mark in paper.marks.of("money", (0, paper.end)):
        low = max(done, text.rfind("\n", 0, mark.start) + 1)
        if mark.start < done or not _is_labelled(paper, low, mark.start):
            continue
        table = paper.table_at(mark.start)
        stop = _row_end(paper, table, mark.end) if table else text.find("\n\n", mark.end, paper.end)
        span = low, stop if stop > 0 else paper.end
        found = span if table else _first_said(paper, span)
        done = found[1]
        yield found


def _first_said(paper: Paper, span: Span) -> Span:
    """The first statement of a stretch, with those behind it that speak of its amounts: "Heraf går 100.000 kr. til"."""
    first, *further = [one.span for one in find_statements(paper, span)] or [span]
    parts = list(takewhile(lambda one: paper.marks.starting_at("relation", one[0]), further))
    return first[0], [first, *parts][-1][1]


def _row_end(paper: Paper, table: Table, place: int) -> int:
    """Where a row of a table ends, with those below it that have no label of their own, or say that they are part of
    it: "Heraf til projektledelse"."""
    below = [cell.start for cell in table.grid.column(0) if not cell.is_empty and cell.start > place]
    starts = [start for start in below if not paper.marks.starting_at("relation", start)]
    return min(starts, default=table.span[1])


def _is_labelled(paper: Paper, low: int, at: int) -> bool:
    """Whether the piece of a line before the one with an amount is a label about money."""
    cuts = [(low, low), *(match.span() for match in _PARTED.finditer(paper.text, low, at))]
    label = cuts[-2:][0][1], cuts[-1][0]
    return label[1] - label[0] <= _LONGEST_LABEL and paper.marks.has("money_label", label)
