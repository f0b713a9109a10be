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

from parsers.marks.mark import Mark, Marks, Span
from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.grid import Cell, Grid, make_grid, trim
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
_LONGEST_WORD = 80  # letters
_MOST_COLUMNS = 60
_HEAD_WORDS = 5  # words of a head that name no column: "Andel trygge beboere"
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

    def skip(self, at: int) -> int:
        """Over white space, bars and leaders."""
        match = _BETWEEN.match(self.text, at, self.end)
        return match.end() if match else at

    def word(self, at: int) -> re.Match[str] | None:
        """The word that begins here, as far as a word can reach."""
        return _WORD.match(self.text, at, min(self.end, at + _LONGEST_WORD))

    def column(self, at: int) -> Span | None:
        """A head's column that begins here: a role with or without its year, a year with or without its role."""
        role = self.marks.starting_at("role", at)
        year = self.marks.starting_at("year", at) or self.marks.starting_at("years", at)
        first = role or year
        if first is None:
            return None
        return first.start, self._column_end(first)

    def _column_end(self, first: Mark) -> int:
        """Where a column's head ends: its year, its bracket and its unit go with it, on the same line."""
        end = first.end
        kinds = ("year", "years") if first.kind == "role" else ("role",)
        between = _TO_YEAR.match(self.text, end, self.end)
        at = between.end() if between else end
        following = next((mark for kind in kinds if (mark := self.marks.starting_at(kind, at))), None)
        below = self.marks.starting_at("year", end + 1) if first.kind == "role" else None
        if following is None and below and self.text[end] == "\n" and self.text[below.end : below.end + 1] == "\n":
            following = below  # one cell to a line
        end = following.end if following else end
        tail = _TAIL.match(self.text, end, self.end)
        return tail.end() if tail else end

    def value(self, at: int) -> Span | None:
        """A cell of figures that begins here, its bracketed change included."""
        dash = _DASH.match(self.text, at, self.end)
        if dash:
            return dash.span()
        opened = self.text.startswith("(", at)
        mark = next((m for kind in _VALUES if (m := self.marks.starting_at(kind, at + opened))), None)
        if mark is None or _NUMBERING.match(self.text, at, self.end) or self.marks.covering("per_1000", at):
            return None
        end = self._with_unit(mark.end)
        bracket = _CHANGE.match(self.text, end, self.end)
        inner = next(
            (m for k in ("change", "share") if bracket and (m := self.marks.starting_at(k, bracket.end()))), None
        )
        if inner and self.text.startswith(")", inner.end):
            end = inner.end + 1
        return at, end + (opened and self.text.startswith(")", end))

    def _with_unit(self, end: int) -> int:
        """Where a figure's cell ends: what it counts and its year go with it ("6 anmeldelser i 2017")."""
        while True:
            unit = _UNIT.match(self.text, end, self.end)
            rate = self.marks.starting_at("per_1000", end + 1)
            following = max(unit.end() if unit else end, rate.end if rate else end)
            if following == end:
                return end
            end = following


def read_running(body: Body, marks: Marks, start: int, end: int) -> Iterator[Grid]:
    """The tables of `body.text[start:end]` that are run together."""
    reader = _Reader(body, marks, end)
    done = start
    for opening in marks.any_of(("label_head", "role", "year"), (start, end)):
        if opening.start < done:
            continue
        head = _head(reader, opening)
        rows, after = _rows(reader, head[-1].span[1], len(head)) if head else ([], 0)
        grid = _grid(body, opening, head, rows) if rows else None
        if grid is not None:
            done = after
            yield grid


def read_rest(body: Body, marks: Marks, before: Grid, end: int) -> Grid | None:
    """The rows that a table goes on with behind its end, too few to be a table of their own: the last one, on the next
    page. `end`: where something else begins."""
    columns = before.width - 1
    rows, _ = _rows(_Reader(body, marks, end), before.end, columns)
    fitting = [len(row.values) == columns and any(marks.has(kind, row.label) for kind in _SUBJECTS) for row in rows]
    if not columns or not rows or not all(fitting):
        return None
    labels = [Cell(*row.label, number, 0) for number, row in enumerate(rows)]
    values = [
        _cell(body, token.span, number, column)
        for number, row in enumerate(rows)
        for column, token in enumerate(row.values, 1)
    ]
    return make_grid([*labels, *values], len(rows), before.width, "running")


def _head(reader: _Reader, opening: Mark) -> list[_Token]:
    """The columns that follow each other from an opening; none where they are no head."""
    text, at = reader.text, opening.start
    if opening.kind == "label_head":
        at = opening.end
    elif text[text.rfind("\n", 0, at) + 1 : at].count(" ") > _HEAD_WORDS:
        return []
    columns: list[_Token] = []
    while True:
        at = reader.skip(at)
        span = reader.column(at) or (
            _damaged(reader, opening.start, at, len(columns)) if columns or opening.kind == "label_head" else None
        )
        if span is None:
            break
        columns.append(_Token(span))
        at = span[1]
        if len(columns) > _MOST_COLUMNS:
            return []
    known = [c for c in columns if reader.column(c.span[0])]
    if len(known) > 1 and len({text[slice(*c.span)].casefold() for c in known}) == 1:
        return []  # one word said twice: "5. Mål", below it "Mål A"
    return columns if len(known) > 1 or (known and opening.kind == "label_head") else []


def _damaged(reader: _Reader, opening: int, at: int, before: int) -> Span | None:
    """A misread head on the line of the others: a word before its year, or words full of signs."""
    text = reader.text
    if "\n" in text[opening:at].strip():
        return None
    word = reader.word(at)
    if word is None:
        return None
    year = reader.marks.starting_at("year", word.end() + 1)
    if year and before and not text[word.end() : year.start].strip(" "):
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
    text = reader.text
    if at >= reader.end or not text[at].isalpha():
        return None
    words = 0
    end = at
    for word in _WORD.finditer(text, at, reader.end):
        if reader.value(word.start()) is not None and not reader.marks.covering("per_1000", word.start()):
            break
        words += 1
        end = word.end()
        if words > _LABEL_WORDS or _ends_sentence(reader, at, end + 1):
            break
    label = (at, end)
    named = any(reader.marks.has(kind, label) for kind in _SUBJECTS)
    limit = _LABEL_WORDS if named else 4
    whole = text[at:end]
    if not words or words > limit or _ends_sentence(reader, at, end) or (_VERB.search(whole) and not named):
        return None
    return label


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


def _grid(body: Body, opening: Mark, head: Sequence[_Token], rows: Sequence[_Row]) -> Grid | None:
    corner = [Cell(*opening.span, 0, 0)] if opening.kind == "label_head" else []
    heads = [_cell(body, token.span, 0, column) for column, token in enumerate(head, 1)]
    cells = [*corner, *heads]
    height = 1
    for row in rows:
        placed = _placed(body, row, heads, height)
        if placed:
            cells += [Cell(*row.label, height, 0), *placed]
            height += 1
    return make_grid(cells, height, len(head) + 1, "running") if height > 1 else None


def _placed(body: Body, row: _Row, heads: Sequence[Cell], number: int) -> list[Cell]:
    """The values of a row in their columns: by their place on the page, else in order where they are as many."""
    spans = [token.span for token in row.values]
    if len(spans) < len(heads):
        apart = [piece for span in spans for piece in _without_bracket(body.text, span)]
        spans = apart if len(apart) == len(heads) else spans
    if len(spans) < len(heads):
        grouped = [piece for span in spans for piece in _groups(body.text, span)]
        spans = grouped if len(grouped) == len(heads) else spans
    cells = [_cell(body, span, number, column) for column, span in enumerate(spans, 1)]
    if len(cells) == len(heads):
        return cells
    if len(cells) < len(heads) and all(cell.right for cell in (*cells, *heads)):
        return [_under(cell, heads) for cell in cells]
    dated = [head for head in heads if _YEAR.search(body.text, head.start, head.end)]
    if len(cells) == len(dated):  # a column of words was left empty, or is said in none of the rows
        return [replace(cell, column=head.column) for cell, head in zip(cells, dated, strict=True)]
    return []


def _without_bracket(text: str, span: Span) -> list[Span]:
    """A figure and the change in brackets behind it, which may have a column of its own."""
    opened = text.find("(", *span)
    return [span] if opened <= span[0] else [(span[0], opened), (opened, span[1])]


def _groups(text: str, span: Span) -> list[Span]:
    """Figures of three digits that a blank could join to one, each apart: "128 131 120"."""
    found = list(_DIGITS.finditer(text, *span))
    whole = _DIGITS.sub("", text[slice(*span)]).strip(" ")
    return [match.span() for match in found] if not whole else [span]


def _under(cell: Cell, heads: Sequence[Cell]) -> Cell:
    middle = (cell.left + cell.right) / 2
    nearest = min(heads, key=lambda head: max(head.left - middle, middle - head.right))
    return replace(cell, column=nearest.column)


def _cell(body: Body, span: Span, row: int, column: int) -> Cell:
    left, right = body.extent(span)
    return Cell(*span, row, column, 1, 1, left, right)
