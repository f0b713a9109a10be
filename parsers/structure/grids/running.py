"""Tables whose cells a dump or a scan has run together: a head, then labels and values, a blank between them.

    Gerningstype Baseline 2019 Mål 2022        Gerningstype
    Indbrud 80 72 (-10 %)                 or   Baseline 2019 ...
    Tyveri 200 180 (-10 %)

What stands under what is told by where it is printed where the page knows that, else by the count: a row of another
count than its head is read only as far as nothing in it can belong elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from parsers.marks.mark import Mark, Marks, Span
from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.grid import Cell, Grid, make_grid, open_targets, trim
from parsers.structure.misprints import is_garbled

_BETWEEN = re.compile(r"[\s|\u00a0.…·_]*")
_DASH = shown(re.compile(r"[-–—](?=[\s|]|$)"), examples=("– 40", "-"), rejects=("-5 %",))
_CHANGE = shown(re.compile(r"\s?\("), examples=(" (",), rejects=(" 4",))
_NUMBERING = shown(  # at the head of a line
    re.compile(r"(?<![^\n])[ \t]*\d{1,2}(?:\.\d{1,2})*[.)]?[ \t]+[A-ZÆØÅ§]"),
    examples=("3. Organisering", "2.1 Mål"),
)
_UNIT = shown(
    re.compile(r"\s(?:anmeldelser|sager|tilfælde|anmeldte|forhold)\b|\si\s(?:19|20)\d\d\b"),
    examples=(" anmeldelser", " i 2017"),
    rejects=(" indbrud",),
)
_WORD = shown(re.compile(r"[^\s|]+"), examples=("ja",), rejects=(" | ",))
_SENTENCE_END = shown(
    re.compile(r"[.!?:;]\s|\n[ \t]*\n"),
    examples=(
        "slut. Nu",
        "\n\n",
    ),
    rejects=("1.400",),
)
_VERB = shown(
    re.compile(r"\b(?:er|har|var|blev|skal|vil|kan|viser|følger|måles|falder|stiger|faldet|steget)\b", re.IGNORECASE),
    examples=("Antallet er",),
    rejects=("Andel trygge",),
)
_DIGITS = shown(re.compile(r"\d+"), examples=("40",), rejects=("fyrre",))
_YEAR = shown(re.compile(r"(?:19|20)\d\d"), examples=("2024",), rejects=("1824",))
# What may stand between a role and its year, and behind both.
_TO_YEAR = shown(re.compile(r"[ ]?[-,:(]?[ ]?(?:i[ ]|for[ ]|år[ ]|ultimo[ ])?"), examples=(" for ", " (", ", "))
_TAIL = shown(
    re.compile(r"\)|[ ]?\((?:[-–−+]?\s?\d+\s?%|i?[ ]?(?:%|pct\.?|procent))\)|[ ](?:i[ ])?(?:%|pct\.?)"),
    examples=(" (-10 %)", " i %", ")"),
)
_LABEL_WORDS = 16
_BARE_WORDS = 4  # of a label that names nothing known
_LONGEST_WORD = 80  # letters
_MOST_COLUMNS = 60
_MOST_YEARS = 2  # and roles that a label names
_LONGEST_HEAD = 300  # letters
_HEAD_WORDS = 5  # words of a head that name no column: "Andel trygge beboere"
_LONGEST_LINE = 1000  # letters before a head in which that many words are looked for
_COLUMNS = ("role", "index", "year", "years")
_BESIDE = {"role": ("year", "years"), "index": ("year", "years"), "year": ("role",), "years": ("role",)}
_VALUES = ("share", "change", "number", "pending", "money")
_SUBJECTS = ("offence", "feeling", "need", "activities", "total_label")


@dataclass(frozen=True, slots=True)
class _Token:
    """A value of a row, or one column of a head; `level`: the line of the head."""

    span: Span
    level: int = 0


@dataclass(slots=True)
class _Row:
    label: Span
    values: list[_Token] = field(default_factory=list)


class _Reader:
    """Reads on from place to place; all it keeps is where the text ends and what is marked in it."""

    def __init__(self, body: Body, marks: Marks, end: int) -> None:
        self.text, self.marks, self.end, self.body = body.text, marks, end, body

    def past(self, pattern: re.Pattern[str], at: int) -> int:
        """Where what is found at a place ends; the place itself where nothing is."""
        match = pattern.match(self.text, at, self.end)
        return match.end() if match else at

    def skip(self, at: int) -> int:
        """Over white space, bars and leaders."""
        return self.past(_BETWEEN, at)

    def word(self, at: int) -> re.Match[str] | None:
        """The word that begins here, as far as a word can reach."""
        return _WORD.match(self.text, at, min(self.end, at + _LONGEST_WORD))

    def column(self, at: int) -> Span | None:
        """A head's column that begins here: a role with or without its year, a year with or without its role."""
        first = self.marks.any_starting_at(_COLUMNS, at)
        return (first.start, self._column_end(first)) if first else None

    def _column_end(self, first: Mark) -> int:
        """Where a column's head ends: its year, its bracket and its unit go with it, on the same line."""
        following = self._partner(first)
        if following is None and first.kind == "role":
            following = self._year_below(first.end)
        return self.past(_TAIL, following.end if following else first.end)

    def _year_below(self, end: int) -> Mark | None:
        """A year alone on the next line: one cell to a line."""
        below = self.marks.starting_at("year", end + 1)
        return below if below and self.text[end] == self.text[below.end : below.end + 1] == "\n" else None

    def _partner(self, first: Mark) -> Mark | None:
        """The year behind a role, or the role behind a year: not one that goes with the year behind it, which the last
        of its line tells: "2019 Baseline 2020" ends with a year."""
        at = self.past(_TO_YEAR, first.end)
        found = self.marks.any_starting_at(_BESIDE[first.kind], at)
        if found is None or found.kind != "role" or self._partner(found) is None:
            return found
        stop = self.text.find("\n", at, min(self.end, at + _LONGEST_HEAD))
        line = (at, stop if stop >= 0 else self.end)
        named = [mark for mark in self.marks.any_of(_COLUMNS, line) if mark.value != "change"]
        return None if named[-1].kind != "role" else found

    def value(self, at: int) -> Span | None:
        """A cell of figures that begins here, its bracketed change included."""
        dash = _DASH.match(self.text, at, self.end)
        if dash:
            return dash.span()
        mark = self.marks.any_starting_at(_VALUES, at)
        if mark is None or _NUMBERING.match(self.text, at, self.end) or self.marks.covering("per_1000", at):
            return None
        end = self._with_unit(mark.end)
        bracket = _CHANGE.match(self.text, end, self.end)
        inner = self.marks.any_starting_at(("change", "share"), bracket.end()) if bracket else None
        return at, inner.end + 1 if inner and self.text.startswith(")", inner.end) else end

    def _with_unit(self, end: int) -> int:
        """Where a figure's cell ends: what it counts and its year go with it ("6 anmeldelser i 2017")."""
        while True:
            rate = self.marks.starting_at("per_1000", end + 1)
            following = max(self.past(_UNIT, end), rate.end if rate else end)
            if following == end:
                return end
            end = following


def read_running(body: Body, marks: Marks, start: int, end: int) -> Iterator[Grid]:
    """The tables of `body.text[start:end]` that are run together."""
    reader = _Reader(body, marks, end)
    done = start
    for opening in marks.any_of(("label_head", "role", "index", "year"), (start, end)):
        if opening.start < done:
            continue
        head = _head(reader, opening)
        if len(head) > _MOST_COLUMNS:  # nor does a head begin within them: "2013-2013-2013-…"
            done = head[-1].span[1]
            continue
        rows, after = _rows(reader, head[-1].span[1], len(head)) if head else ([], 0)
        grid = _grid(body, marks, opening, head, rows) if rows else None
        if grid is not None:
            done = after
            yield grid


def read_rest(body: Body, marks: Marks, before: Grid, end: int) -> Grid | None:
    """The rows that a table goes on with behind its end, too few to be a table of their own: the last one, on the next
    page. `end`: where something else begins."""
    columns = before.width - 1
    rows, _ = _rows(_Reader(body, marks, end), before.end, columns)
    fitting = [len(row.values) == columns and marks.has_any(_SUBJECTS, row.label) for row in rows]
    if not columns or not rows or not all(fitting):
        return None
    cells = [cell for number, row in enumerate(rows) for cell in _cells(body, row, number)]
    return make_grid(cells, len(rows), before.width, "running")


def _cells(body: Body, row: _Row, number: int) -> Iterator[Cell]:
    """A row with as many values as there are columns."""
    yield Cell(*row.label, number, 0)
    for column, token in enumerate(row.values, 1):
        yield _cell(body, token.span, number, column)


def _head(reader: _Reader, opening: Mark) -> list[_Token]:
    """The columns that follow each other from an opening, one more than a head may have at most; none where they are no
    head."""
    text, at, labelled = reader.text, opening.start, opening.kind == "label_head"
    floor = max(0, at - _LONGEST_LINE)  # a line may be as long as a page
    low = max(floor, text.rfind("\n", floor, at) + 1)
    if not labelled and text[low:at].count(" ") > _HEAD_WORDS:
        return []
    columns = list(islice(_columns(reader, opening), _MOST_COLUMNS + 1))
    if len(columns) > _MOST_COLUMNS:
        return columns
    known = [text[slice(*c.span)].casefold() for c in columns if reader.column(c.span[0])]
    if len(known) > len(set(known)) == 1:
        return []  # one word said twice: "5. Mål", below it "Mål A"
    return columns if len(known) > 1 - labelled else []


def _columns(reader: _Reader, opening: Mark) -> Iterator[_Token]:
    """The columns of a head, misread ones included, up to the end of a sentence: "… i 2021. Målene …" is no head."""
    at = reader.skip(opening.end if opening.kind == "label_head" else opening.start)
    while span := reader.column(at) or _damaged(reader, opening.start, at):
        yield _Token(span)
        if reader.text.startswith((". ", ".\n"), span[1]):
            return
        at = reader.skip(span[1])


def _damaged(reader: _Reader, opening: int, at: int) -> Span | None:
    """A misread head on the line of the others: a word before its year, or words full of signs."""
    text = reader.text
    word = reader.word(at)
    if word is None or "\n" in text[opening:at].strip():
        return None
    year = reader.marks.starting_at("year", word.end() + 1)
    if year:
        return at, year.end
    end = at
    while word and is_garbled(word.group()) and "\n" not in text[end : word.start()]:
        end = word.end()
        word = reader.word(end + 1)
    return (at, end) if end > at else None


def _rows(reader: _Reader, at: int, columns: int) -> tuple[list[_Row], int]:
    """Labels with the values behind them, up to where something else begins, and where that is."""
    rows: list[_Row] = []
    end = at
    while True:
        at = reader.skip(at)
        label = _label(reader, at)
        if label is None:
            break
        row = _Row(label)
        at = label[1]
        while len(row.values) < 2 * columns + 1:
            at = reader.skip(at)
            value = reader.value(at)
            if value is None:
                break
            row.values.append(_Token(value))
            at = value[1]
        rows += _apart(reader, row)
        end = at if row.values else end
    return _dealt(rows, columns), end


def _apart(reader: _Reader, row: _Row) -> list[_Row]:
    """A label that names several things, with as many values behind it, as so many rows: read column by column."""
    names = [m.start for kind in _SUBJECTS for m in reader.marks.of(kind, row.label)]
    if len(names) > 1 and len(row.values) % len(names) == 1:  # the last one is the number of a page
        row.values.pop()
    if len(names) < 2 or not row.values or len(row.values) % len(names):
        return [row]
    starts = [row.label[0], *sorted(names)[1:]]
    ends = [*starts[1:], row.label[1]]
    return [
        _Row(trim(reader.text, (start, end)), row.values[number :: len(names)])
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _label(reader: _Reader, at: int) -> Span | None:
    """The words from here to the next value, where they can be a row's label."""
    if at >= reader.end or not reader.text[at].isalpha():
        return None
    words = list(_label_words(reader, at))
    label = (at, words[-1].end() if words else at)
    if len(reader.marks.any_of(_COLUMNS, label)) > _MOST_YEARS:  # the head of the next table
        return None
    named = reader.marks.has_any(_SUBJECTS, label)
    if not 0 < len(words) <= (_LABEL_WORDS if named else _BARE_WORDS) or _ends_sentence(reader, *label):
        return None
    verb = _VERB.search(reader.text, *label)  # "er, at antallet af anmeldte indbrud skal ned på 30" names no row
    return label if verb is None or (named and verb.start() > at) else None


def _label_words(reader: _Reader, at: int) -> Iterator[re.Match[str]]:
    """The words up to the next value or the end of the sentence, one more than a label may have at most."""
    for number, word in enumerate(_WORD.finditer(reader.text, at, reader.end), 1):
        if reader.value(word.start()) is not None:
            return
        yield word
        if number > _LABEL_WORDS or _ends_sentence(reader, at, word.end() + 1):
            return


def _ends_sentence(reader: _Reader, start: int, end: int) -> bool:
    """Whether a sentence ends in a stretch: at a stop that is not the one of "pr. 1.000"."""
    stops = (match.start() for match in _SENTENCE_END.finditer(reader.text, start, end))
    return any(reader.marks.covering("per_1000", stop) is None for stop in stops)


def _dealt(rows: list[_Row], columns: int) -> list[_Row]:
    """Rows with their values; where a dump set labels and values column by column, dealt out again."""
    if len(rows) > 1 and not any(row.values for row in rows[:-1]):
        values = rows[-1].values
        if len(values) == len(rows) * columns:
            for number, row in enumerate(rows):
                row.values = values[number :: len(rows)]
    while rows and not rows[-1].values:
        rows.pop()
    return rows


def _grid(body: Body, marks: Marks, opening: Mark, head: Sequence[_Token], rows: Sequence[_Row]) -> Grid | None:
    corner = [Cell(*opening.span, 0, 0)] if opening.kind == "label_head" else []
    heads = [_cell(body, token.span, 0, column) for column, token in enumerate(head, 1)]
    cells = [*corner, *heads]
    height = 1
    asked = [marks.has("role", token.span, "target") for token in head]
    for row in rows:
        placed = _placed(body, row, heads, height)
        if not placed and marks.has_any(_SUBJECTS, row.label):
            placed = _without_targets(body, row, asked, height)
        if placed:
            cells += [Cell(*row.label, height, 0), *placed]
            height += 1
    return make_grid(cells, height, len(head) + 1, "running") if height > 1 else None


def _placed(body: Body, row: _Row, heads: Sequence[Cell], number: int) -> list[Cell]:
    """The values of a row in their columns: by their place on the page, else in order where they are as many."""
    spans = _parted(body.text, row, len(heads))
    cells = [_cell(body, span, number, column) for column, span in enumerate(spans, 1)]
    if len(cells) == len(heads):
        return cells
    if len(cells) < len(heads) and _are_placed([*cells, *heads]):
        return _under(cells, heads)
    dated = [head for head in heads if _YEAR.search(body.text, head.start, head.end)]
    if len(cells) != len(dated):
        return []
    # a column of words was left empty, or is said in none of the rows
    return [replace(cell, column=head.column) for cell, head in zip(cells, dated, strict=True)]


def _without_targets(body: Body, row: _Row, asked: Sequence[bool], number: int) -> list[Cell]:
    """The values of a row with as many as there are columns before the last ones, which are targets: it has none."""
    open_ = open_targets(asked)
    count = len(asked) - open_
    spans = _parted(body.text, row, count) if open_ else []
    return [_cell(body, span, number, column) for column, span in enumerate(spans, 1)] if len(spans) == count else []


def _parted(text: str, row: _Row, wanted: int) -> list[Span]:
    """The values of a row; those of too few parted further, where that makes as many as there are columns."""
    spans = [token.span for token in row.values]
    for part in (_without_bracket, _groups):
        parted = [piece for span in spans for piece in part(text, span)]
        if len(spans) < wanted == len(parted):
            return parted
    return spans


def _without_bracket(text: str, span: Span) -> list[Span]:
    """A figure and the change in brackets behind it, which may have a column of its own."""
    opened = text.find("(", *span)
    return [span] if opened <= span[0] else [(span[0], opened), (opened, span[1])]


def _groups(text: str, span: Span) -> list[Span]:
    """Figures of three digits that a blank could join to one, each apart: "128 131 120"."""
    found = list(_DIGITS.finditer(text, *span))
    whole = _DIGITS.sub("", text[slice(*span)]).strip(" ")
    return [match.span() for match in found] if not whole else [span]


def _are_placed(cells: Sequence[Cell]) -> bool:
    """Whether it is known of all where they are printed."""
    return all(cell.right for cell in cells)


def _under(cells: Sequence[Cell], heads: Sequence[Cell]) -> list[Cell]:
    """Each cell in the column of the head that it is printed under."""
    return [replace(cell, column=min(heads, key=cell.is_off).column) for cell in cells]


def _cell(body: Body, span: Span, row: int, column: int) -> Cell:
    left, right = body.extent(span)
    return Cell(*span, row, column, 1, 1, left, right)
