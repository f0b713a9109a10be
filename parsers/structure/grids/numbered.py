"""Tables of numbered rows that a dump ran together, bars and rubble of drawn rules left between the words.

    | Nr. | Mål Baseline Måltal                      head: its columns in one line, their years in the next
    2022 2025
    1.1 | Andelen af trygge om aftenen og 49% 53 %   row: number, label, as many figures as there are columns
    natten                                           what goes on the label
    SiS es ah |                                      rubble
    1.2 | Antal anmeldte indbrud 44 40

A dump has no places: what stands under what is told by the count alone, so a row of another count ends the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from parsers.marks.find import find_marks
from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.anew import Row, extent, in_columns
from parsers.structure.grids.grid import Span

_OPENING = shown(
    re.compile(r"^[ |\[]*(?P<number>Nr\.?)[ |]+(?P<head>(?:(?!  )[^\t\n])*)$", re.MULTILINE),
    examples=("Nr. Mål Baseline 2022 Måltal 2025", "| Nr. | Hvad måles | Baseline"),
    rejects=("Bilag nr. 2", "Nr.\tMål", "Nr. Mål    2025"),
)
_NUMBERED = shown(
    re.compile(r"[ |\[]*(?P<number>\d{1,2}(?:\.\d{1,2})?)(?:[ ]?\||\.)?[ |]+(?P<words>[A-ZÆØÅ][^\t]*)"),
    examples=("11 | Andelen af", "2.1 Antal", "| 3. Antal"),
    rejects=("1) Vold", "2022 2025", "1 ae _"),
)
_FIGURE = shown(
    re.compile(
        r"[-–]?\d[\d.,]*(?:[ ]?(?:%|pct\.?|procent))?(?:[ ]?\([-–+]?[ ]?\d+(?:,\d+)?[ ]?%\))?|[-–]"
        r"|(?:Afventer|Opgøres|Indsættes)(?:[ ]senere)?"
    ),
    examples=("49%", "24 (-20%)", "70,0", "71 pct.", "Afventer", "–"),
    rejects=("natten",),
)
GOES_ON = shown(
    re.compile(r"[ |\[]*(?P<words>[a-zæøå(][^\t|]*\w{3}[^\t|]*)"),
    examples=("natten", "[ indbyggere skal falde"),
    rejects=("SiS es ah", "1 ae _ —"),
)
_POINT_LOST = shown(re.compile(r"^(\d)(\d)$"), examples=("21",), rejects=("2.1", "2"))
_MOST_COLUMNS = 8
_MOST_HEAD_LINES = 4
_MOST_LINES = 6  # of a row
_LONGEST = 400  # letters of a line


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, and whether a blank one stands before it."""

    text: str
    start: int
    parted: bool


@dataclass(slots=True)
class _Open:
    """A row that is being read: its number, the pieces of its label, its figures once a line has ended with them."""

    columns: int
    number: Span
    label: list[Span] = field(default_factory=list)
    values: list[Span] = field(default_factory=list)
    lines: int = 0

    def ends_before(self, line: Line) -> bool:
        """Whether a line is none of its own any more."""
        return self.lines >= _MOST_LINES or (self.lines > 0 and line.parted and bool(self.values))

    def take(self, text: str, line: Line, words: re.Match[str] | None) -> None:
        """A line of it: `words`, or rubble where there are none."""
        self.lines += 1
        if words:
            told = [] if self.values else figures(line.text, words.start("words"))
            found = told[-self.columns :] if len(told) >= self.columns else []
            stop = found[0][0] if found else len(line.text)
            self.label.append(bare(text, moved((words.start("words"), stop), line.start)))
            self.values += [moved(span, line.start) for span in found]

    def told(self) -> Iterator[Row]:
        """It as a row of a table, where it has its figures."""
        if self.values:
            yield in_columns([[self.number], self.label, *([value] for value in self.values)])


def numbered_rows(body: Body) -> Iterator[list[Row]]:
    """The numbered tables of a body that has no places on pages, row by row."""
    if body.has_places:
        return
    done = 0
    for opening in _OPENING.finditer(body.text, 0, body.notes_start):
        if opening.start() >= done:
            rows = _table(body.text, opening)
            if len(rows) > 2 and not _is_barred(body.text, rows):
                done = extent(rows)[1]
                yield rows


def _is_barred(text: str, rows: Sequence[Row]) -> bool:
    """Whether the rows are parted by as many bars each, as a table of Markdown is."""
    starts = [row.cells[0][0].span[0] for row in rows if 0 in row.cells]
    bars = {text.count("|", text.rfind("\n", 0, at) + 1, text.find("\n", at)) for at in starts}
    return len(bars) == 1 and max(bars) > 1


def _table(text: str, opening: re.Match[str]) -> list[Row]:
    """The rows under a head that opens here, its own first; none where it names no columns of figures."""
    few = islice(lines_behind(text, opening.end()), _MOST_HEAD_LINES)
    below = list(takewhile(lambda line: not _NUMBERED.match(line.text), few))
    end = below[-1].start + len(below[-1].text) if below else opening.end()
    columns = _columns(text, opening.start("head"), end)
    if not 0 < len(columns) <= _MOST_COLUMNS:
        return []
    label = bare(text, (opening.start("head"), columns[0][0][0]))
    head = [in_columns([[opening.span("number")], [label], *([column[0]] for column in columns)])]
    if len(columns[0]) > 1:
        head.append(in_columns([[], [], *([column[1]] for column in columns)]))
    return [*head, *_rows(text, end, len(columns))]


def _columns(text: str, start: int, end: int) -> list[tuple[Span, ...]]:
    """The heads of the columns of figures: a role with its year, or above it. One role more than there are years heads
    the labels: "Mål Baseline 2022 Måltal 2025"."""
    marks = find_marks(text[start:end])
    roles, years = (
        [(mark.start + start, mark.end + start) for mark in marks.of(kind, (0, end - start))]
        for kind in ("role", "year")
    )
    if not years:
        return [(role,) for role in roles if len(roles) > 1]
    pairs = list(zip(roles[len(roles) > len(years) :], years, strict=False))
    if len(pairs) < max(len(years), len(roles) - 1):
        return []
    joined = all(text[role[1] : year[0]] == " " for role, year in pairs)
    return [((role[0], year[1]),) for role, year in pairs] if joined else list(pairs)


def _rows(text: str, at: int, columns: int) -> Iterator[Row]:
    """The numbered rows from a place on, as long as each has its figures."""
    row: _Open | None = None
    for line in lines_behind(text, at):
        opened = _NUMBERED.match(line.text)
        if opened:
            if row:
                yield from row.told()
                if not row.values:
                    return
            row = _Open(columns, moved(opened.span("number"), line.start))
        if row is None or row.ends_before(line):
            break
        row.take(text, line, opened or GOES_ON.match(line.text))
    if row:
        yield from row.told()


def figures(line: str, start: int) -> list[Span]:
    """The figures that a line ends with."""
    found: list[Span] = []
    for match in _FIGURE.finditer(line, start):
        if found and line[found[-1][1] : match.start()].strip(" |"):
            found = []
        found.append(match.span())
    return [] if not found or line[found[-1][1] :].strip(" |]") else found


def lines_behind(text: str, at: int) -> Iterator[Line]:
    """The printed lines behind a place, each as far as a line can reach."""
    parted = False
    at = text.find("\n", at) + 1
    while 0 < at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at : min(stop, at + _LONGEST)]
        if line.strip():
            yield Line(line, at, parted)
        parted = not line.strip()
        at = stop + 1


def moved(span: Span, by: int) -> Span:
    """A stretch of a line as one of the text that the line stands in."""
    return span[0] + by, span[1] + by


def bare(text: str, span: Span) -> Span:
    """A stretch without blanks and bars at its ends."""
    piece = text[slice(*span)]
    return span[0] + len(piece) - len(piece.lstrip(" |[\n")), span[0] + len(piece.rstrip(" |]\n"))


def mend_row_numbers(body: Body) -> Body:
    """The body with the points that numbers of rows lost: 11, 12, 21, 2.2 count on from 1.1 only with them."""
    changes = [change for rows in numbered_rows(body) for change in _points_lost(body.text, rows)]
    return body.respelt(changes) if changes else body


def _points_lost(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    spans = [row.cells[0][0].span for row in rows if 0 in row.cells][1:]
    printed = [text[slice(*span)] for span in spans]
    pointed = [_POINT_LOST.sub(r"\1.\2", number) for number in printed]
    if _counts_on(pointed) and not _counts_up(printed):
        for span, old, new in zip(spans, printed, pointed, strict=True):
            if old != new:
                yield *span, new


def _counts_on(numbers: Sequence[str]) -> bool:
    """Whether numbers of two figures count on from 1.1, each the next of its group or the first of the next one."""
    if numbers[0] != "1.1" or any(len(number) != 3 for number in numbers):
        return False
    pairs = [(int(number[0]), int(number[2])) for number in numbers]
    return all(two in ((one[0], one[1] + 1), (one[0] + 1, 1)) for one, two in pairwise(pairs))


def _counts_up(numbers: Sequence[str]) -> bool:
    """Whether whole numbers follow each other: 11, 12, 13."""
    whole = [int(number) for number in numbers if number.isdigit()]
    return len(whole) == len(numbers) and all(two - one == 1 for one, two in pairwise(whole))
