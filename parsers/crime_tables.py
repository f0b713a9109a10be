"""Tables of figures about crime and safety: each cell as an entry with its row's subject and its column's role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.body import Body
from parsers.headings import COLUMN, LABEL_HEADS, Column, completed, is_damaged, read_column, read_heads
from parsers.numbers import Number, read_digits, tidy
from parsers.once import once
from parsers.rules import Rule, compile_danish
from parsers.tables import Cell, Grid, Span, find_grids
from parsers.terms import PER_1000, find_offences, loose_offence, read_feeling, read_joint, read_time

_SIGN = r"[-–−+]\s?"
# No spaces between groups of three here: "154 139" are two cells.
_CELL = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
VALUE = compile_danish(
    rf"(?<![\d.,])(?P<sign>{_SIGN})?(?P<number>{_CELL})(?![\d])(?P<percent>\s*(?:%|pct\b\.?|procent\b))?"
    r"(?:\s*(?:anmeldelser|sager|forhold|tilfælde))?"
    r"(?P<per>\s*(?:pr\b\.?|per\b\.?)\s*1[.\s]?000\s*indbyggere)?(?:\s*i\s*(?P<year>20\d\d))?"
    rf"(?:\s*(?P<open>[(\[]\s*)?(?P<change>(?:{_SIGN})?\d{{1,3}}(?:,\d+)?)\s*(?:%|pct\b\.?)\s*(?P<close>[)\]])?)?"
)
PENDING = compile_danish(
    r"\b(?:fastsættes|fastlægges|opgøres|afventer|indsættes|kendes ikke|udfyldes|tilføjes|følger|foreligger ikke"
    r"|ikke opgjort|beregnes|afklares|indskrives)\b(?: (?:i|senere|endnu|ved|når"
    r"|efter|forår\w*|efterår\w*|20\d\d)\b){0,4}"
)
_GOAL_WORDS = compile_danish(
    r"\b(?:minimum|fastholdelse|fastholdes|højst|mindst|fald|falde|stigning|stige|uændret|reduktion|færre|som i dag)\b"
)
_TOTAL = re.compile(r"(?i)^(?:i\s+alt|ialt|total(?:t)?|sum|samlet)\b")
_INDICATOR = compile_danish(
    r"\b(?:andel(?:en)?(?: af)?(?: \w+){0,3}? u?tryg\w*"
    r"|u?tryghed(?:en)?(?![a-zæøå]))(?: (?:i|om) (?:aften|nat|dag)[\w -]*)?"
)
_STOP = re.compile(r"\d{1,2}[.)]\s+[A-ZÆØÅ]|§\s*\d|\b(?:Tabel|Figur)\s+\d|[•▪]\s")
_WORD = re.compile(r"[^\s|]+")
_PATIENCE = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about. `area` is set, as printed, where the rows are areas; `number` is the row's own."""

    offence: str | None
    indicator: str | None
    time_of_day: str | None
    per_1000: bool
    spans: tuple[Span, ...]
    area: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure, or one cell left for later (`value` None). `spans` are the cell's, `head` the column's place."""

    subject: Subject
    column: Column
    value: Number | None
    percent: bool
    per_1000: bool
    change: Number | None
    restored: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CrimeTable:
    """A table read: `text[start:end]` is where it stands."""

    entries: tuple[Entry, ...]
    columns: tuple[Column, ...]
    subjects: tuple[Subject, ...]
    start: int
    end: int


def _read_value(match: re.Match[str]) -> Number | None:
    value = read_digits(match["number"])
    return None if value is None else tidy(-value if _minus(match["sign"]) else value)


RULES: tuple[Rule, ...] = (
    Rule(
        "table-cell",
        "measures",
        VALUE,
        _read_value,
        examples=(("139 (-10 %)", 139), ("41,2 pr. 1.000 indbyggere", 41.2), ("-9,9 %", -9.9), ("1.204", 1204)),
        rejects=("fastsættes", "(mv.)"),
        confidence=0.93,
    ),
)


@once
def read_crime_tables(body: Body) -> list[CrimeTable]:
    """All tables of figures, in order: of a grid's reading and the running reading the one that tells more."""
    start, end = 0, body.notes_start
    grids = [table for grid in find_grids(body, start, end) if (table := read_grid(body.text, grid))]
    runs = list(_read_runs(body.text, start, end))
    kept: list[CrimeTable] = []
    for table in sorted([*grids, *runs], key=lambda t: (-len(t.entries), t not in grids, t.start)):
        if not any(other.start < table.end and table.start < other.end for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: table.start)


# Grids


def read_grid(text: str, grid: Grid) -> CrimeTable | None:
    """A grid as a table of figures, or None where its head or its rows say something else."""
    for at, row in enumerate(grid.rows[:4]):
        columns = [_head(text, cell) for cell in row]
        if sum(column is not None for column in columns[1:]) == 0:
            continue
        rows = [other for other in grid.rows[at + 1 :] if any(cell.text for cell in other)]
        label = _label_column(rows, columns)
        subjects = [_numbered(_subject(row[label].text, row[label].spans), row[:label]) for row in rows]
        if not any(subjects):
            label, subjects = 0, _areas(text[max(0, grid.start - 200) : grid.start], rows)
        if not any(subjects):
            continue
        heads = [
            column or Column("unknown" if is_damaged(cell.text) else "text", None, *_span(cell))
            for column, cell in zip(columns, row, strict=True)
        ]
        return _grid_table(text, grid, rows, label, subjects, heads)
    return None


def _head(text: str, cell: Cell) -> Column | None:
    if not cell.text or len(cell.text) > 60:
        return None
    match = COLUMN.search(cell.text)
    if match is None or match.start() > 25:
        return None
    start, end = _span(cell)
    return replace(read_column(match), start=start, end=end)


def _span(cell: Cell) -> Span:
    return (cell.spans[0][0], cell.spans[-1][1]) if cell.spans else (0, 0)


def _label_column(rows: Sequence[tuple[Cell, ...]], columns: Sequence[Column | None]) -> int:
    def named(at: int) -> int:
        return sum(_subject(row[at].text, row[at].spans) is not None for row in rows)

    return max(range(min(3, len(columns))), key=lambda at: (named(at), -at))


def _numbered(subject: Subject | None, before: tuple[Cell, ...]) -> Subject | None:
    number = next((cell.text.rstrip(".") for cell in before if re.fullmatch(r"\d{1,2}(?:\.\d)?\.?", cell.text)), None)
    return replace(subject, number=number) if subject and number else subject


def _areas(caption: str, rows: Sequence[tuple[Cell, ...]]) -> list[Subject | None]:
    """Rows that are areas, under a caption that says what is measured."""
    indicator = read_feeling(caption)
    if indicator is None:
        return [None] * len(rows)
    return [
        Subject(None, indicator, read_time(caption), False, row[0].spans, row[0].text)
        if re.match(r"[A-ZÆØÅ]\D*$", row[0].text)
        else None
        for row in rows
    ]


def _subject(label: str, spans: tuple[Span, ...]) -> Subject | None:
    if not label or _TOTAL.match(label) or not spans:
        return None
    offence = read_joint(label)
    indicator = None if offence else read_feeling(label)
    if offence is None and indicator is None:
        return None
    return Subject(offence, indicator, read_time(label), bool(PER_1000.search(label)), spans)


def _grid_table(
    text: str,
    grid: Grid,
    rows: Sequence[tuple[Cell, ...]],
    label: int,
    subjects: Sequence[Subject | None],
    heads: list[Column],
) -> CrimeTable:
    width = range(len(heads))
    relative = [any((m := VALUE.match(row[at].text)) and m["change"] for row in rows) for at in width]
    heads[label] = replace(heads[label], role="text", year=None)
    figured = [any(re.search(r"\d", row[at].text) for row in rows) for at in width]
    heads = [replace(h, role="text") if h.role == "unknown" and not figured[at] else h for at, h in enumerate(heads)]
    shown = [at for at in width if heads[at].role != "text"]
    for at, column in zip(shown, completed([heads[at] for at in shown], [relative[at] for at in shown]), strict=True):
        heads[at] = column
    entries: list[Entry] = []
    for subject, row in zip(subjects, rows, strict=True):
        if subject:
            entries += _grid_row(text, subject, row, heads, figured)
    return CrimeTable(tuple(entries), tuple(heads), tuple(s for s in subjects if s), grid.start, grid.end)


def _grid_row(
    text: str, subject: Subject, row: tuple[Cell, ...], heads: Sequence[Column], figured: Sequence[bool]
) -> Iterator[Entry]:
    for at, (cell, column) in enumerate(zip(row, heads, strict=True)):
        if column.role in ("text", "unknown"):
            continue
        match = VALUE.search(cell.text)
        later = PENDING.search(cell.text)
        if (later and column.year) or (match is None and column.role == "baseline" and column.year and not figured[at]):
            yield Entry(subject, column, None, False, False, None, False, cell.spans)
        elif match:
            yield _entry(subject, column, match, cell.spans)


def _entry(subject: Subject, column: Column, match: re.Match[str], spans: tuple[Span, ...]) -> Entry:
    if match["year"] and column.year is None:
        column = replace(column, year=int(match["year"]))
    value = _read_value(match)
    change = _change(match)
    lost = match["change"] is not None and not (match["open"] and match["close"])
    return Entry(subject, column, value, bool(match["percent"]), bool(match["per"]), change, lost, spans)


def _change(match: re.Match[str]) -> Number | None:
    if not match["change"]:
        return None
    digits = read_digits(re.sub(r"[^\d,]", "", match["change"]))
    return None if digits is None else tidy(-digits if _minus(match["change"][0]) else digits)


def _minus(sign: str | None) -> bool:
    return bool(sign) and (sign or "").strip() in ("-", "–", "−")


# Tables that text has run together


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    match: re.Match[str] | None = None
    subject: Subject | None = None


_START = re.compile(rf"\b{LABEL_HEADS}\b(?=[\s|])")


def _read_runs(text: str, start: int, end: int) -> Iterator[CrimeTable]:
    for match in _START.finditer(text, start, end):
        columns = list(read_heads(text, match.end(), min(end, match.end() + 500)))
        if not any(column.role not in ("unknown",) for column in columns):
            continue
        tokens = list(_tokens(text, columns[-1].end, end))
        table = _run_table(match.start(), columns, tokens)
        if table is not None:
            yield table


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Labels, values and cells left for later, up to where prose begins."""
    at, idle = start, 0
    while idle <= _PATIENCE:
        at += len(text[at:end]) - len(text[at:end].lstrip(" \n\t|\u00a0"))
        if at >= end or _STOP.match(text, at, end):
            return
        token = _token(text, at, end)
        if token is None:
            word = _WORD.match(text, at, end)
            if word is None or (word.group()[-1] in ".:;" and idle > 3):
                return
            if _GOAL_WORDS.match(word.group()):
                yield _Token("goal", *word.span())
            else:
                idle += 1
            at = word.end()
            continue
        idle = 0 if token.kind != "per" else idle
        at = token.end
        yield token


def _token(text: str, at: int, end: int) -> _Token | None:
    per = PER_1000.match(text, at, end)
    if per:
        return _Token("per", *per.span())
    for kind, pattern in (("later", PENDING), ("value", VALUE)):
        match = pattern.match(text, at, end)
        if match:
            return _Token(kind, *match.span(), match)
    mention = next(find_offences(text, at, min(end, at + 60)), None)
    if mention is not None and mention.start == at:
        subject = Subject(mention.code, None, None, False, ((mention.start, mention.end),))
        return _Token("label", mention.start, mention.end, None, subject)
    feeling = _INDICATOR.match(text, at, end)
    if feeling:
        words = feeling.group()
        subject = Subject(None, read_feeling(words), read_time(words), False, (feeling.span(),))
        return _Token("label", *feeling.span(), None, subject)
    total = _TOTAL.match(text[at : at + 12])
    if total:
        return _Token("total", at, at + total.end())
    word = _WORD.match(text, at, end)
    code = loose_offence(word.group()) if word and word.group()[0].isupper() else None
    if word and code:
        return _Token("label", *word.span(), None, Subject(code, None, None, False, (word.span(),)))
    return None


def _run_table(start: int, columns: list[Column], tokens: list[_Token]) -> CrimeTable | None:
    while tokens and tokens[-1].kind in ("per", "total"):
        tokens.pop()
    if any(token.kind == "goal" for token in tokens):
        columns = _worded_goals(columns)
    rows = _without_page_number(_rows(tokens))
    if not rows:
        return None
    widest = max(len(values) for _, values in rows)
    shown = _shown(columns, widest)
    relative = [
        any(
            len(values) > at and (m := values[at].match) is not None and bool(m.groupdict().get("change"))
            for _, values in rows
        )
        for at in range(len(shown))
    ]
    shown = completed(shown, relative)
    entries: list[Entry] = []
    for subject, values in rows:
        entries += _run_row(subject, _unfolded(values, shown), shown, widest == 0)
    subjects = tuple(subject for subject, _ in rows)
    return CrimeTable(tuple(entries), tuple(shown), subjects, start, tokens[-1].end)


def _worded_goals(columns: list[Column]) -> list[Column]:
    """The columns where the goal is in words: its year, if it seems to have one, is the next column's."""
    targets = [column for column in columns if column.role == "target"]
    done: list[Column] = []
    for column in columns:
        if column.role != "target" or len(targets) > 1:
            done.append(column)
            continue
        done.append(replace(column, role="text", year=None))
        if column.year:
            done.append(replace(column, role="observation", start=column.end - 4))
    return done


def _shown(columns: list[Column], widest: int) -> list[Column]:
    """The columns that hold figures: where the head has more than the rows, those of text drop out first."""
    shown = [column for column in columns if column.role != "text"]
    while len(shown) > max(1, widest) and any(c.role == "target" and c.year is None for c in shown):
        shown.remove(next(c for c in shown if c.role == "target" and c.year is None))
    return shown


def _without_page_number(rows: list[tuple[Subject, list[_Token]]]) -> list[tuple[Subject, list[_Token]]]:
    """A bare figure after the last of several empty rows is the page's number, no cell."""
    filled = [values for _, values in rows if values]
    if len(rows) > 2 and len(filled) == 1 and rows[-1][1] and len(rows[-1][1]) == 1:
        only = rows[-1][1][0]
        if only.kind == "value" and only.match and only.match.group().strip().isdigit():
            return [*rows[:-1], (rows[-1][0], [])]
    return rows


def _rows(tokens: list[_Token]) -> list[tuple[Subject, list[_Token]]]:
    labels = [token for token in tokens if token.kind == "label" and token.subject]
    values = [token for token in tokens if token.kind in ("value", "later")]
    ahead = [label for label in labels if not values or label.start < values[-1].start]
    if len(ahead) > 1 and values and values[0].start > ahead[-1].start and len(values) % len(ahead) == 0:
        labels = ahead
        return [
            (_with_per(label, tokens), [values[at] for at in range(place, len(values), len(labels))])
            for place, label in enumerate(labels)
        ]
    rows: list[tuple[Subject, list[_Token]]] = []
    open_row = False
    for token in tokens:
        if token.kind == "label" and token.subject:
            rows.append((_with_per(token, tokens), []))
            open_row = True
        elif token.kind == "total":
            open_row = False
        elif token.kind in ("value", "later") and open_row:
            rows[-1][1].append(token)
    return rows


def _with_per(label: _Token, tokens: list[_Token]) -> Subject:
    """The subject of a label, per 1000 inhabitants where that follows before the next token of another kind."""
    assert label.subject is not None
    after = tokens[tokens.index(label) + 1 :]
    per = bool(after) and after[0].kind == "per"
    return replace(label.subject, per_1000=label.subject.per_1000 or per)


def _unfolded(values: list[_Token], columns: list[Column]) -> list[_Token]:
    """A change that has a column of its own is a value of its own."""
    if not any(column.role == "change" for column in columns) or len(values) >= len(columns):
        return values
    done: list[_Token] = []
    for token in values:
        match = token.match
        inner = (
            VALUE.match(match.string, match.start("change"), token.end)
            if match and match.groupdict().get("change")
            else None
        )
        outer = VALUE.match(match.string, token.start, match.start("change")) if match and inner else None
        if inner and outer:
            done += [_Token("value", outer.start(), outer.end(), outer), _Token("value", *inner.span(), inner)]
        else:
            done.append(token)
    return done


def _run_row(subject: Subject, values: list[_Token], columns: list[Column], empty: bool) -> Iterator[Entry]:
    if empty:
        for column in columns:
            if column.role == "baseline" and column.year:
                yield Entry(subject, column, None, False, False, None, False, ())
        return
    for token, column in zip(values, columns, strict=False):
        spans = ((token.start, token.end),)
        if token.kind == "later" and column.year:
            yield Entry(subject, column, None, False, False, None, False, spans)
        elif token.kind == "value" and token.match:
            yield _entry(subject, column, token.match, spans)
