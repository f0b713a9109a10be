"""Tables that a dump ran together: heads over several lines, then rows of words, figures and words behind them.

    Nr. | Mål Baseline Måltal 2025 | Kilde                              heads, their years and more in the next line
    2021
    1 Andelen af beboere, der føler sig 66 % 75 % Nordby Kommunes       row: number, label, as many figures as columns,
    trygge, skal stige Trivselsmåling                                   what goes on the label, and on those words
    SiS es ah |                                                         rubble of drawn rules
    2 Antallet af anmeldte tyverier 118 95 Politiets sagssystem

A dump has no places: what stands under what is told by the count alone, so a row of another count ends the table. One
in which all stands in one line is read as it stands (`parsers.structure.grids.running`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.anew import Row, extent, in_columns
from parsers.structure.grids.dumped_heads import Heads, completes, holds_year, read_heads
from parsers.structure.grids.dumped_labels import Part, split_labels
from parsers.structure.grids.dumped_lines import NUMBERED, Line, Told, bare, printed_lines, read_line
from parsers.structure.grids.grid import Span

_GOES_ON = shown(
    re.compile(r"[ |\[]*(?P<words>[a-zæøå(][^\t|]*\w{3}[^\t|]*)"),
    examples=("natten", "[ indbyggere skal falde"),
    rejects=("SiS es ah", "1 ae _ —"),
)
_PARTS = shown(
    re.compile(r"(?<=[a-zæøå.,)]) (?=[A-ZÆØÅ][a-zæøå])"),
    examples=("skal falde Trivselsmåling",),
    rejects=("skal falde",),
)
_MOST_COLUMNS = 8
_MOST_HEAD_LINES = 3
_MOST_LINES = 60  # of a table
_MOST_LINES_OF_A_ROW = 6
_MOST_WORDS = 14  # of a line of a label
_WORDS_BEHIND = 4  # of a line that goes on what stands behind figures
_FEWEST_ROWS = 2
_GAPS = ("\t", "  ", "||")


@dataclass(slots=True)
class _Read:
    """A row: its number, the pieces of its label, its figures, the pieces of what stands behind them."""

    number: Span | None
    label: list[Span] = field(default_factory=list)
    values: tuple[Span, ...] = ()
    tail: list[Span] = field(default_factory=list)
    lines: int = 0

    def take(self, told: Told) -> None:
        """What a line of it says."""
        self.lines += 1
        if told.label[0] < told.label[1]:
            self.label.append(told.label)
        self.values = self.values or told.values
        self.tail += [told.tail] if told.tail else []


def _tables(body: Body) -> Iterator[list[Row]]:
    """The tables of a body without places that a dump ran together, row by row."""
    if body.has_places:
        return
    lines = list(printed_lines(body.text, body.notes_start))
    done = 0
    for at, line in enumerate(lines):
        if line.start < done or not _may_head(line, lines[at + 1 : at + 1 + _MOST_HEAD_LINES]):
            continue
        rows = _table(body.text, line, lines[at + 1 : at + 1 + _MOST_LINES])
        if len(rows) > _FEWEST_ROWS and not _is_barred(body.text, rows):
            done = extent(rows)[1]
            yield rows


def _may_head(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line may name columns: several words, no stop at its end, years in it or below, no wide gaps in the
    rows."""
    words = line.text.split()
    if len(words) < 2 or line.text.rstrip()[-1] in ".:" or "\t" in line.text:
        return False
    if any(gap in one.text.strip() for one in below for gap in _GAPS):
        return False
    if _number_head(line):
        return True
    return "  " not in line.text.strip() and any(holds_year(one.text) for one in (line, *below[:1]))


def _number_head(line: Line) -> Span | None:
    """Where "Nr." stands at the head of a line, over the numbers of rows."""
    start = len(line.text) - len(line.text.lstrip(" |["))
    end = start + len("Nr." if line.text.startswith("Nr.", start) else "Nr")
    heads = line.text.startswith("Nr", start) and line.text[end : end + 1] in (" ", "|")
    return (line.start + start, line.start + end) if heads else None


def _table(text: str, top: Line, lines: Sequence[Line]) -> list[Row]:
    """The table that a line heads; nothing where it heads none, or nothing of it goes on below."""
    number = _number_head(top)
    below = list(_below(lines, numbered=number is not None))
    rows = list((_numbered if number else _unnumbered)(text, lines[len(below) :]))
    count, tailed = _usual(rows), any(row.tail for row in rows)
    goes_on = bool(below) or tailed or any(len(row.label) > 1 for row in rows)
    if not (number or (count > 1 and goes_on)) or not 0 < count <= _MOST_COLUMNS:
        return []
    heads = read_heads(text, top, number[1] - top.start if number else 0, below, count, tailed)
    return list(_set(heads, _leads(text, number, heads, rows), rows)) if heads else []


def _leads(text: str, number: Span | None, heads: Heads, rows: Sequence[_Read]) -> list[Part]:
    """The columns before those of figures: numbers, and what the labels are made of."""
    numbers = [[row.number] if row.number else [] for row in rows]
    lead = [([number], numbers)] if number else []
    return [*lead, *split_labels(text, heads.label, [row.label for row in rows])]


def _below(lines: Sequence[Line], *, numbered: bool) -> Iterator[Line]:
    """The lines that complete a head: those before the first number, or the next, where it does."""
    if numbered:
        return takewhile(lambda line: not NUMBERED.match(line.text), lines[:_MOST_HEAD_LINES])
    return takewhile(lambda line: completes(line.text), lines[:1])


def _moved(span: Span, line: Line) -> Span:
    """A stretch of a line as one of the text that the line stands in."""
    return span[0] + line.start, span[1] + line.start


def _usual(rows: Sequence[_Read]) -> int:
    """How many figures most rows have, of two numbers as common the greater; 0 where no two rows have as many."""
    counts = Counter(len(row.values) for row in rows)
    usual = max(counts, key=lambda number: (counts[number], number), default=0)
    return usual if counts[usual] >= _FEWEST_ROWS else 0


def _numbered(text: str, lines: Sequence[Line]) -> Iterator[_Read]:
    """The numbered rows, as long as each has its figures; its label may go on before them."""
    row: _Read | None = None
    for line in lines:
        opened = NUMBERED.match(line.text)
        if opened:
            if row:
                yield row
                if not row.values:
                    return
            row = _Read(_moved(opened.span("number"), line))
            row.take(read_line(text, line, opened.end()))
        elif row is None or _has_ended(row, line):
            break
        else:
            row.take(_more(text, row, line))
    if row and row.values:
        yield row


def _more(text: str, row: _Read, line: Line) -> Told:
    """What a further line says of a numbered row: up to its figures all, then what goes on; nothing in rubble."""
    told = read_line(text, line)
    if not row.values:
        return told
    if row.tail:
        return _gone_on(text, row, told)
    goes_on = _GOES_ON.match(line.text)
    return Told(bare(text, _moved(goes_on.span("words"), line)) if goes_on else (line.start, line.start))


def _has_ended(row: _Read, line: Line) -> bool:
    """Whether a line is none of a row's any more."""
    return row.lines >= _MOST_LINES_OF_A_ROW or (line.parted and bool(row.values))


def _gone_on(text: str, row: _Read, told: Told) -> Told:
    """A line below a row with words behind its figures: what goes on the label, then what goes on those words."""
    span = (told.label[0], told.tail[1] if told.tail else told.values[-1][1] if told.values else told.label[1])
    if text[span[0]].isupper():
        return Told((span[0], span[0]), (), span)
    cut = _PARTS.search(text, *span)
    if cut:
        return Told((span[0], cut.start()), (), (cut.end(), span[1]))
    behind = text[row.tail[0][0] : row.tail[-1][1]]
    prose = len(behind.split()) > _WORDS_BEHIND and not behind.endswith(".")  # a remark that is not told to its end
    return Told((span[0], span[0]), (), span) if prose else Told(span)


def _unnumbered(text: str, lines: Sequence[Line]) -> Iterator[_Read]:
    """The rows that a label begins, with their figures on its line, up to a line that is none and goes on with none."""
    row: _Read | None = None
    for line in lines:
        told = read_line(text, line)
        words = text[slice(*told.label)].split()
        if told.values and 0 < len(words) <= _MOST_WORDS and any(map(str.isalpha, "".join(words))):
            if row:
                yield row
            row = _Read(None)
            row.take(told)
            continue
        if row is None or not _goes_below(text, row, line, words):
            break
        row.take(_gone_on(text, row, told) if row.tail else Told(told.label))
    if row:
        yield row


def _goes_below(text: str, row: _Read, line: Line, words: Sequence[str]) -> bool:
    """Whether a line without figures goes on a row: its label in small letters, or the words behind its figures."""
    if row.tail and not line.parted and len(words) <= _WORDS_BEHIND:
        return True
    return bool(_GOES_ON.match(line.text)) and len(words) <= _MOST_WORDS and line.text.rstrip()[-1] not in ".:"


def _set(heads: Heads, leads: Sequence[Part], rows: Sequence[_Read]) -> Iterator[Row]:
    """The heads, in a second row what stands below some of them, and the rows with as many figures as columns; fewer
    leave the last ones open, a change or targets."""
    tops = [column.printed for column in heads.columns]
    tops[-1] += [heads.unit] if heads.unit else []
    yield in_columns([*(head for head, _ in leads), *tops, [heads.tail] if heads.tail else []])
    below = [[column.below] if column.below and not column.is_name else [] for column in heads.columns]
    if any(below):
        yield in_columns([*([[]] * len(leads)), *below])
    count = len(heads.columns)
    for at, row in enumerate(rows):
        if len(row.values) in (count, count - heads.open_at_the_end):
            values = [[value] for value in row.values] + [[]] * (count - len(row.values))
            yield in_columns([*(cells[at] for _, cells in leads), *values, row.tail])


def _is_barred(text: str, rows: Sequence[Row]) -> bool:
    """Whether the rows are parted by as many bars each, as a table of Markdown is."""
    starts = [row.cells[0][0].span[0] for row in rows if 0 in row.cells]
    bars = {text.count("|", text.rfind("\n", 0, at) + 1, text.find("\n", at)) for at in starts}
    return len(bars) == 1 and max(bars) > 1


def read_dumped(body: Body) -> tuple[Body, list[list[Row]]]:
    """The body with the points that numbers of rows lost, and its tables: 11, 12, 21, 2.2 count on from 1.1 only with
    them."""
    tables = list(_tables(body))
    changes = [change for rows in tables for change in _points_lost(body.text, rows)]
    if not changes:
        return body, tables
    mended = body.respelt(changes)
    return mended, list(_tables(mended))


def _points_lost(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    spans = [row.cells[0][0].span for row in rows if 0 in row.cells][1:]
    printed = [text[slice(*span)] for span in spans]
    pointed = [f"{number[0]}.{number[1]}" if len(number) == 2 else number for number in printed]
    if _counts_on(pointed) and not _counts_up(printed):
        for span, old, new in zip(spans, printed, pointed, strict=True):
            if old != new:
                yield *span, new


def _counts_on(numbers: Sequence[str]) -> bool:
    """Whether numbers of two figures count on from 1.1, each the next of its group or the first of the next one."""
    if not numbers or numbers[0] != "1.1" or any(len(number) != 3 for number in numbers):
        return False
    pairs = [(int(number[0]), int(number[2])) for number in numbers]
    return all(two in ((one[0], one[1] + 1), (one[0] + 1, 1)) for one, two in pairwise(pairs))


def _counts_up(numbers: Sequence[str]) -> bool:
    """Whether whole numbers follow each other: 11, 12, 13."""
    whole = [int(number) for number in numbers if number.isdigit()]
    return len(whole) == len(numbers) and all(two - one == 1 for one, two in pairwise(whole))
