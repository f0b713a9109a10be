"""Where a paper names organisations one after the other: sentences, lists, lines and tables, with what stands around.

    Aftalens parter er:                  lead: what leads up to it, in its own sentence or on the lines above
    • Nordby Kommune                     run: the organisations and units
    • Fyns Politi
    De indgår hermed aftale om …         tail: what follows

Whether they are the parties is told by `parsers.parties.grounds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.slugs import make_slug
from parsers.marks.mark import Span
from parsers.marks.names.organisations import Named
from parsers.parties.enumerations import HOUSING, Entry, Run, read_run
from parsers.rules.wording import shown
from parsers.structure.grids.grid import Cell
from parsers.structure.grids.tables import Table
from parsers.structure.lines import BLANK_LINE
from parsers.structure.lists import Item, ItemList
from parsers.structure.paper import Paper

Place = Literal["sentence", "list", "lines", "table", "key"]
# The parties stand early, and their lists are not long.
REACH = 8000
_LONGEST_LIST = 3000
_LONGEST_ITEM = 110
_WORDS_OF_A_SENTENCE = 9
_TAIL = 160
_NEAR = 60
_NEAR_HEAD = 4
_LONGEST_HEAD = 40
_PARAGRAPH = shown(
    re.compile(r"(?<![,:])(?<!\b(?i:og))(?<!\b(?i:samt))(?<!\b(?i:mellem))(?<!\b(?i:af))\n[ \t]*\n\s*(?=[A-ZÆØÅ@\d])"),
    examples=("Tillæg\n\nNordby Kommune",),
    rejects=("mellem\n\nNordby Kommune", "Fyns Politi,\n\nNordby"),
)
_SEVERAL = shown(
    re.compile(
        r"[^:\n]{0,30}\bbolig(?:organisation|selskab|forening)er(?:ne)?\b(?:[^:\n]{0,40}:)?\s*(?=\S)", re.IGNORECASE
    ),
    examples=("De almene boligorganisationer i Rugkæret: Egebo", "boligorganisationerne Egebo og Rugbo"),
    rejects=("Boligforeningen: Egebo",),
)
_TAIL_TEXT = re.compile(r"\s*(?:[^\n]+\n?)*")
_SAYS_MORE = shown(re.compile(r"[A-ZÆØÅ.;]"), examples=("; Anne",), rejects=(" og ",))
_LEADERS = " \t:;.•·▪●◦*▢☐☒☑–—-()1234567890abcdefgh"
_OWNERS = ("municipality", "administration")


@dataclass(frozen=True, slots=True)
class Passage:
    """Organisations of one place. `lead` and `tail` are what is said before and behind them in their own sentence,
    `above` the lines above that lead up to them, the nearest first; `topics` are those of the section."""

    run: Run
    lead: Span
    tail: Span
    above: tuple[Span, ...]
    topics: tuple[str, ...]
    place: Place


def find_passages(paper: Paper) -> Iterator[Passage]:
    """The passages of a paper, sentences first."""
    yield from _sentences(paper)
    yield from _lists(paper)
    yield from _lines(paper)
    yield from _tables(paper)


def _names_any(paper: Paper, span: Span) -> bool:
    return paper.marks.has_any(("organisation", "unit"), span)


def _topics(paper: Paper, at: int) -> tuple[str, ...]:
    section = paper.sections.at(at)
    return section.topics if section else ()


def _sentences(paper: Paper) -> Iterator[Passage]:
    """Runs within a sentence or a heading; those that "sammen med" joins are one."""
    heads = [(part.start, part.body_start) for part in paper.sections]
    told = (span for span in sorted([*heads, *paper.sentences]) if span[0] < REACH and _names_any(paper, span))
    for start, end in (span for sentence in told for span in _paragraphs(paper.text, sentence)):
        at = start
        runs: list[Run] = []
        while (run := read_run(paper, at, end)).entries:
            runs.append(run)
            at = run.end
        for run in _linked(paper, runs):
            above = tuple(_above(paper, start)) if run.start - start < 4 else ()
            yield Passage(run, (start, run.start), (run.end, end), above, _topics(paper, start), "sentence")


def _paragraphs(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence parted where a blank line stands before a capital: a title has no full stop. Between "mellem" and an
    "og" on a line of its own it is not, where each party stands in a block with its address."""
    at = sentence[0]
    opened, joined = text.find("ellem\n", *sentence), text.rfind("\nog\n", *sentence)
    for gap in _PARAGRAPH.finditer(text, *sentence):
        if not 0 <= opened < gap.start() < joined:
            yield at, gap.start()
            at = gap.end()
    yield at, sentence[1]


def _linked(paper: Paper, runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, those put together that "i samarbejde med" stands between."""
    held: Run | None = None
    for run in runs:
        near = held is not None and run.start - held.end < _NEAR
        if held is not None and near and paper.marks.has("links", (held.end, run.start)):
            held = Run([*held.entries, *run.entries], held.start, run.end)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _above(paper: Paper, at: int) -> Iterator[Span]:
    """The two printed lines above a place."""
    text = paper.text
    stop = text.rfind("\n", 0, at)
    for _ in range(2):
        while stop > 0 and not text[text.rfind("\n", 0, stop) + 1 : stop].strip():
            stop = text.rfind("\n", 0, stop)
        if stop <= 0:
            return
        begin = text.rfind("\n", 0, stop) + 1
        yield begin, stop
        stop = begin - 1


def _lists(paper: Paper) -> Iterator[Passage]:
    for items in paper.lists:
        span = items.start, items.end
        told = _names_any(paper, span) and not paper.table_at(items.start)
        entries = list(_of_items(paper, items)) if told else []
        if len(entries) > 1:
            lead = _lead_of_list(paper, items.start)
            if HOUSING.search(paper.text, *lead):
                entries = [_as_housing(entry) for entry in entries]
            before = read_run(paper, *lead)
            if before.entries and not _SAYS_MORE.search(paper.text, before.end, items.start):
                entries = [*before.entries, *entries]
                lead = lead[0], before.start
            end = _end(paper, items.items[-1])
            above, topics = tuple(_above(paper, lead[0])), _topics(paper, items.start)
            yield Passage(Run(entries, entries[0].start, end), lead, _tail(paper, end), above, topics, "list")


def _as_housing(entry: Entry) -> Entry:
    """A plain name below "boligselskaberne:"."""
    if entry.named.kind != "other":
        return entry
    return replace(entry, named=replace(entry.named, kind="housing_organisation"))


def _end(paper: Paper, item: Item) -> int:
    """Where an item ends: at a blank line, though the sentence goes on below it."""
    gap = BLANK_LINE.search(paper.text, item.start, item.end)
    return gap.start() if gap else item.end


def _tail(paper: Paper, at: int) -> Span:
    """The first paragraph behind a list, as far as it may speak of it."""
    match = _TAIL_TEXT.match(paper.text, at, min(paper.end, at + _TAIL))
    return at, match.end() if match else at


def _lead_of_list(paper: Paper, at: int) -> Span:
    """The sentence or line that leads up to a list."""
    before = next(_above(paper, at), (at, at))
    held = paper.sentence_at(max(0, before[1] - 1))
    return (held[0], at) if held and held[0] < at else (before[0], at)


def _of_items(paper: Paper, items: ItemList) -> Iterator[Entry]:
    """What the items name: organisations at their heads; below a municipality its units, whatever they are called."""
    owned = False
    for item in items.items:
        end = _end(paper, item)
        if _is_sentence(paper.words((item.start, end))):
            continue
        several = _SEVERAL.match(paper.text, item.start, end)
        if several:
            yield from map(_as_housing, read_run(paper, several.end(), end, named=True).entries)
            continue
        entries = read_run(paper, item.start, end, listed=True).entries
        told = any(entry.named.kind != "other" for entry in entries)
        if item.level and owned and not told:
            yield _unit(paper, (item.start, end))
        elif entries and entries[0].start - item.start < _NEAR_HEAD:
            owned = (owned and item.level > 0) or any(entry.named.kind in _OWNERS for entry in entries)
            yield from entries if told else entries[:1]


def _is_sentence(item: str) -> bool:
    return len(item) > _LONGEST_ITEM or (item.endswith(".") and len(item.split()) > _WORDS_OF_A_SENTENCE)


def _unit(paper: Paper, span: Span) -> Entry:
    start, end = span
    while end > start and paper.text[end - 1] in " .,;\n":
        end -= 1
    name = paper.words((start, end))
    return Entry(Named(make_slug(name), name, "administration"), start, end)


def _lines(paper: Paper) -> Iterator[Passage]:
    """Lines that each begin with an organisation, one under the other."""
    done = 0
    for mark in paper.marks.of("organisation", (0, paper.end)):
        begin = paper.text.rfind("\n", 0, mark.start) + 1
        if mark.start < done or paper.table_at(mark.start) or not _opens_line(paper, begin, mark.start):
            continue
        section = paper.sections.at(mark.start)
        tables = (start for start, _ in paper.table_spans if start > mark.start)
        stop = min(section.end if section else paper.end, mark.start + _LONGEST_LIST, next(tables, paper.end))
        run = read_run(paper, mark.start, stop, listed=True)
        starts = {paper.text.count("\n", 0, entry.start) for entry in run.entries}
        if len(starts) > 1:
            done = run.end
            above, topics = tuple(_above(paper, begin)), _topics(paper, mark.start)
            yield Passage(run, (begin, mark.start), _tail(paper, run.end), above, topics, "lines")


def _opens_line(paper: Paper, begin: int, at: int) -> bool:
    """Whether no more than a marker or a key ("Parter") stands before a place in its line."""
    head = paper.marks.first("party_head", (begin, at))
    low = head.end if head and not paper.text[begin : head.start].strip(_LEADERS) else begin
    return not paper.text[low:at].strip(_LEADERS)


def _tables(paper: Paper) -> Iterator[Passage]:
    for table in paper.tables:
        if paper.marks.has("organisation", table.span):
            yield from [*_beside_key(paper, table), *_under_head(paper, table)] or _in_rows(paper, table)


def _beside_key(paper: Paper, table: Table) -> Iterator[Passage]:
    """The cells beside "Parter", be it one or several; a key left empty goes on."""
    entries: list[Entry] = []
    is_key = False
    for row in table.grid.at:
        label, value = row[0], row[1]
        is_key = is_key if label.is_empty else _is_head(paper, label)
        if is_key and not value.is_empty and value is not label:
            entries += [entry for entry in read_run(paper, *value.span, listed=True).entries if entry not in entries]
    if entries:
        yield _of_table(paper, table, entries, "key")


def _under_head(paper: Paper, table: Table) -> Iterator[Passage]:
    """The column whose head says that it holds the parties, and that of their units."""
    number, place = next(_party_heads(paper, table), (0, None))
    heads = table.grid.at[number]
    about_others = any(paper.marks.has("other_table", cell.span) for at, cell in enumerate(heads) if at != place)
    if place is None or (about_others and "parties" not in _topics(paper, table.grid.start)):
        return
    units = next((at for at, cell in enumerate(heads) if paper.marks.starting_at("unit_head", cell.start)), place)
    entries = _of_columns(paper, table.grid.at[number + 1 :], place, units)
    if len(entries) > 1:
        yield _of_table(paper, table, entries, "table")


def _of_columns(paper: Paper, rows: Sequence[Sequence[Cell]], place: int, units: int) -> list[Entry]:
    """What the column of parties names, and that of units where there is another."""
    entries: list[Entry] = []
    for row in rows:
        entries += _of_cell(paper, row[place], entries)
        if units != place and len(paper.words(row[units].span)) > 3:
            entries.append(_unit(paper, row[units].span))
    return entries


def _of_cell(paper: Paper, cell: Cell, before: Sequence[Entry]) -> list[Entry]:
    """What a cell of parties names; below a municipality its unit, whatever that is called."""
    entries = read_run(paper, *cell.span, listed=True).entries
    owned = before and before[-1].named.kind in _OWNERS and not cell.is_empty
    return [_unit(paper, cell.span)] if owned and not entries else entries


def _party_heads(paper: Paper, table: Table) -> Iterator[tuple[int, int]]:
    """Row and column of the heads of parties: in the first row, or where another table begins below one."""
    for number, row in enumerate(table.grid.at):
        for at, cell in enumerate(row):
            if _is_head(paper, cell) and (number == 0 or _begins_table(paper, table, number, at)):
                yield number, at


def _begins_table(paper: Paper, table: Table, number: int, at: int) -> bool:
    """Whether a cell heads a table below another: organisations stand below it, another head beside it."""
    row = table.grid.at[number]
    told = sum(paper.marks.has("organisation", under[at].span) for under in table.grid.at[number + 1 :]) > 1
    return told and any(not one.is_empty for one in row if one is not row[at])


def _is_head(paper: Paper, cell: Cell) -> bool:
    return cell.end - cell.start < _LONGEST_HEAD and paper.marks.has("party_head", cell.span)


def _in_rows(paper: Paper, table: Table) -> Iterator[Passage]:
    """A table without such a head: the column that names most organisations, and units beside them."""
    grid = table.grid
    runs = [[read_run(paper, *cell.span, listed=True) for cell in row] for row in grid.at]
    column = max(range(grid.width), key=lambda at: sum(row[at].count() > 0 for row in runs))
    entries: list[Entry] = []
    for row in runs:
        if row[column].entries:
            entries += [*row[column].entries, *_units_beside(row, column)]
    if len(entries) > 1:
        yield _of_table(paper, table, entries, "lines")


def _units_beside(row: Sequence[Run], column: int) -> Iterator[Entry]:
    for run in (*row[:column], *row[column + 1 :]):
        yield from (entry for entry in run.entries if entry.named.kind == "administration")


def _of_table(paper: Paper, table: Table, entries: list[Entry], place: Place) -> Passage:
    start, end = table.span
    above = table.captions or tuple(_above(paper, start))
    run = Run(entries, start, end)
    return Passage(run, (start, start), (end, end), above, _topics(paper, start), place)
