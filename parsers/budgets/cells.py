"""The amounts of tables as anchors: what their cells stand under and beside, and in how many kroner they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.budgets.anchors import Anchor
from parsers.budgets.prose import find_amounts, find_anchors
from parsers.budgets.statements import Statement
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.grids.grid import Cell
from parsers.structure.grids.heads import Value
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper
from parsers.structure.sentences import find_sentences

_GROUPED = shown(
    re.compile(r"\d{1,3}(?:[.\s]\d{3})+(?:,-)?"), examples=("600.000", "600.000,-", "1 200"), rejects=("600",)
)
_KRONER = shown(
    re.compile(r"\bkr\b|\bkroner\b|\bDKK\b", re.IGNORECASE), examples=("Kr. pr. år", "hele kroner"), rejects=("krav",)
)
_SUM = shown(
    re.compile(r"\W*(?:i\s+alt|ialt|alt\s+i\s+alt|total\w*|sum(?:men)?|samle[td]e?|tilsammen)\b", re.IGNORECASE),
    examples=("I alt", "Samlet bevilling", "Total"),
    rejects=("Aktiviteter",),
)
_POSTS = shown(
    re.compile(r"årsværk|fuldtid|\bstilling", re.IGNORECASE), examples=("Årsværk",), rejects=("Indstilling",)
)
# Who does the work need not be who pays for it.
_DOES = shown(
    re.compile(r"\bhvem\b|ansvar|tovholder|udfør|\baktør|medvirk|deltag", re.IGNORECASE),
    examples=("Hvem", "Ansvarlig part", "Udføres af"),
    rejects=("Finansiering", "Part"),
)
# What a label may say of money without saying what it is for.
_OF_MONEY = (
    "money_label", "annual", "total", "sums_up", "year", "years", "money", "in_thousands", "agreed_time", "named_time",
    "relation", "post", "party",
)  # fmt: skip
_LONG_WORD = shown(re.compile(r"[^\W\d_]{4,}"), examples=("pris",), rejects=("kr.",))
_WHOSE = shown(
    re.compile(
        r"kommune|politi|bolig|part(?:er|ner)|aftale|hele|økonomisk|period|afsat|årene|selskab|foren", re.IGNORECASE
    ),
    examples=("Kommunens", "Boligorganisationerne"),
    rejects=("Evaluering", "Kommunikation"),
)
_LONGEST_LABEL = 60
_LONGEST_YEAR = 14  # "Budgetår 2024"
_LEAST = 1000
_FAR = 300  # characters between a table and the line that says what its figures are


@dataclass(frozen=True, slots=True)
class Money:
    """A table of amounts: `factor` of its bare figures, None where only cells with a unit of their own are amounts.

    `turned`: its rows are years, so that its heads say what is paid for and its labels when.
    """

    table: Table
    factor: int | None
    around: tuple[Span, ...]
    turned: bool


def read_money(paper: Paper, table: Table, floor: int, ceiling: int) -> Money:
    """In what a table's figures are: said in it, around it, or between it and its neighbours."""
    around = _around(paper, table, ceiling)
    heads = [cell.span for row in table.grid.at[: table.sheet.heads] for cell in row]
    turned = sum(is_year(paper, cell.span) for cell in table.grid.column(0)) > 1
    told = [*heads, *around, (floor, table.span[0]), (table.span[1], ceiling)]
    scale = next(filter(None, (paper.marks.first("in_thousands", span) for span in told)), None)
    if scale:
        return Money(table, int(scale.value), around, turned)
    known = any(_KRONER.search(paper.text, *span) for span in told[:-2]) or _holds_grouped(paper, table)
    return Money(table, 1 if known else None, around, turned)


def is_of_money(paper: Paper, table: Table) -> bool:
    """Whether a head names kroner, a caption money, or the sentence above says that figures are thousands of kroner:
    "Kr. i alt 2025-2026", "Skema 6. Økonomi", "Beløbene er i hele tusinde kroner."."""
    heads = (cell.span for row in table.grid.at[: table.sheet.heads] for cell in row)
    told = any(_KRONER.search(paper.text, *span) for span in heads)
    told = told or any(paper.marks.has("money_label", span) for span in table.captions) or _has_column(paper, table)
    return told or any(paper.marks.has("in_thousands", span) for span in told_above(paper, table))


def _has_column(paper: Paper, table: Table) -> bool:
    """Whether a column about money holds amounts: "Økonomi" over "300.000 kr. årligt", "250.000 kr. årligt"."""
    for column, head in enumerate(table.grid.at[0]):
        if paper.marks.has("money_label", head.span):
            below = table.grid.column(column)[table.sheet.heads :]
            if sum(paper.marks.has("money", cell.span) for cell in below) > 1:
                return True
    return False


def told_above(paper: Paper, table: Table) -> list[Span]:
    """The sentences right above a table that tell of its amounts."""
    above = paper.sentences_in((max(0, table.span[0] - _FAR), table.span[0]))[-2:]
    return [span for span in above if paper.marks.has_any(("in_thousands", "money_label"), span)]


def find_cells(paper: Paper, money: Money) -> Iterator[Anchor]:
    """The amounts of a table, row by row; a cell with several amounts is read sentence by sentence, as other words."""
    for labels, values in money.table.rows():
        found = [(value, _amounts(paper, money, value, labels)) for value in values]
        for value, marks in found:
            if len(marks) > 1:
                for sentence in find_sentences(paper.text, *value.cell.span):
                    yield from find_anchors(paper, Statement(sentence))
            elif marks:
                words = [other for other, amounts in found if not amounts and not other.cell.is_empty]
                yield _anchor(paper, money, value, labels, marks[0], words)


def _holds_grouped(paper: Paper, table: Table) -> bool:
    return any(_GROUPED.fullmatch(paper.text, *cell.span) for row in table.grid.at for cell in row)


def is_year(paper: Paper, span: Span) -> bool:
    """Whether a cell holds a year and nothing besides."""
    return span[1] - span[0] < _LONGEST_YEAR and paper.marks.has("year", span)


def is_sum(paper: Paper, cells: Sequence[Span]) -> bool:
    """Whether a label or a head is that of sums."""
    return any(_SUM.match(paper.text, *span) for span in cells)


def is_bare(paper: Paper, span: Span) -> bool:
    """Whether a label says only that it is money, for when, or whose: "Kommunens bidrag pr. år", "2024"."""
    said = [mark.span for mark in paper.marks.any_of(_OF_MONEY, span)]
    words = (m for m in _LONG_WORD.finditer(paper.text, *span) if not any(a <= m.start() < b for a, b in said))
    return all(_WHOSE.match(word.group()) for word in words)


def _around(paper: Paper, table: Table, ceiling: int) -> tuple[Span, ...]:
    """Captions, lead, corner and notes of a table, and a sentence right below that speaks of its amounts."""
    notes = (note.span for note in table.around.notes)
    spans = [*table.captions, *(cell.span for cell in table.corner())]
    spans += [span for span in notes if paper.marks.has_any(("in_thousands", "money_label"), span)]
    spans += [table.around.lead] if table.around.lead else []
    below = paper.sentences_in((table.span[1], min(ceiling, table.span[1] + _FAR)))[:1]
    return (
        *spans,
        *(one for one in below if paper.marks.has("money_label", one) and not paper.marks.has("money", one)),
    )


def _amounts(paper: Paper, money: Money, value: Value, labels: Sequence[Cell]) -> list[Mark]:
    """The amounts of a cell: those with a unit, else its bare figure by the unit of its head, its label, its table."""
    found = find_amounts(paper, value.cell.span)
    if found or any(paper.marks.has("no_money", cell.span) for cell in value.heads):
        return found
    told = filter(None, (paper.marks.first("in_thousands", cell.span) for cell in (*value.heads, *labels)))
    factor = next((int(mark.value) for mark in told), money.factor)
    bare = paper.marks.starting_at("number", value.cell.start)
    kroner = round(bare.value * factor) if bare and factor else 0
    if not bare or kroner < _LEAST or _LONG_WORD.search(paper.text, bare.end, value.cell.end):
        return []
    return [Mark("money", kroner, *bare.span, "money-in-a-cell")]


def _labels(paper: Paper, value: Value, labels: Sequence[Cell], words: Sequence[Value]) -> list[Span]:
    """What a cell stands beside: a few words about money right before it, else the row's labels."""
    before = [other.cell.span for other in words if other.cell.end <= value.cell.start][-1:]
    if before and before[0][1] - before[0][0] < _LONGEST_LABEL and paper.marks.has("money_label", before[0]):
        return before
    return _spans(labels)


def _spans(cells: Iterable[Cell]) -> list[Span]:
    return [cell.span for cell in cells]


def _anchor(
    paper: Paper, money: Money, value: Value, labels: Sequence[Cell], mark: Mark, words: Sequence[Value]
) -> Anchor:
    grid = money.table.grid
    label, head = _labels(paper, value, labels, words), _spans(reversed(value.heads))
    start = min([mark.start, *(low for low, _ in label)])
    others = [*labels, *(other.cell for other in words)]
    paid = [cell.span for cell in others if _is_paid(paper, money.table, cell)]
    places = {
        "own": [value.cell.span],
        "label": label,
        "head": head,
        "row": _spans(other.cell for other in words),
        "paid": paid,
        "done_by": [cell.span for cell in others if cell.span not in paid and _is_done_by(paper, money.table, cell)],
        "posts": [other.cell.span for other in words if _counts_posts(paper, other)],
        "group": _spans(value.groups),
        "around": list(money.around),
        "all": _spans([*grid.at[0], *grid.column(0)]) if money.turned or money.table.sheet.heads else [],
    }
    if money.turned:
        places |= {"label": head, "head": label, "row": []}
    return Anchor(mark.value, mark.span, mark.rule, (start, mark.end), value.cell.start, places, in_table=True)


def _is_paid(paper: Paper, table: Table, cell: Cell) -> bool:
    """Whether a cell stands under a head about money: "Finansiering", "Betales af"."""
    return any(paper.marks.has_any(("money_label", "gives"), head.span) for head in table.sheet.head_of(cell.column))


def _is_done_by(paper: Paper, table: Table, cell: Cell) -> bool:
    """Whether a cell stands under a head about who does the work: "Hvem", "Ansvarlig"."""
    return any(_DOES.search(paper.text, *head.span) for head in table.sheet.head_of(cell.column))


def _counts_posts(paper: Paper, value: Value) -> bool:
    """Whether a cell stands under a head about posts."""
    return _POSTS.search(" ".join(paper.words(cell.span) for cell in value.heads)) is not None
