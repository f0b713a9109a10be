"""Tables that text has run together: a head, labels and values in a row, wrapped or set column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.offences import JOINT_WEAPONS
from parsers.figures.column_heads import LABEL_HEADS, Column, completed, paired, read_heads
from parsers.figures.table_entries import PENDING, TOTAL, VALUE, CrimeTable, Entry, Subject, make_entry
from parsers.older.offences_and_feelings import (
    PER_1000,
    Mention,
    find_offences,
    loose_offence,
    read_feeling,
    read_joint,
    read_time,
)
from parsers.rules.patterns import Pattern
from parsers.rules.rule import compile_danish

_GOAL_WORDS = compile_danish(
    r"\b(?:minimum|fastholdelse|fastholdes|højst|mindst|fald|falde|stigning|stige|uændret|reduktion|færre|som i dag)\b"
)
_INDICATOR = compile_danish(
    r"\b(?:andel(?:en)?(?: af)?(?:,? [a-zæøå]+){0,5}? u?tryg(?:t|ge|hed)?|u?tryghed(?:en)?"
    r"|(?:beboere|borgere),? (?:der|som) (?:er|føler sig) u?trygge|u?trygge (?:beboere|borgere))(?![a-zæøå])"
    r"(?:,? (?:beboere|borgere))?(?:,? (?:i|om)? ?(?:aften|nat|dag)[a-zæøå]*"
    r"(?:-? (?:og|eller) (?:i |om )?(?:aften|nat|dag)[a-zæøå]*)?)?".replace("? ?", r"?\s?")
)
_WEAPONS = re.compile(JOINT_WEAPONS, re.IGNORECASE)
_AND = re.compile(r"[ \n](?:og|samt)[ \n]")
_IN_ALL = re.compile(r"\s+i\s+alt\b", re.IGNORECASE)
_STOP = re.compile(r"\d{1,2}[.)]\s+[A-ZÆØÅ]|§\s*\d|\b(?:Tabel|Figur)\s+\d|[•▪]\s")
# The first line of a paragraph: words without a figure, more than a label has.
_PROSE = re.compile(r"[A-ZÆØÅ@](?:(?![ ]{2})[^\n\d|\t]){44}|[A-ZÆØÅ@](?>(?:(?![ ]{2})[^\n|\t])*?[ ][a-zæøå]{2}){7}")
_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d)?\.?[ ])?[A-ZÆØÅ][^\n\d|\t]{2,60}\n(?:[ \t]*\n)?")
_DATE = re.compile(r"20\d\d\b(?!\s*%)")
_PARTED = re.compile(r"\n[ \t]*\n\s*$")
_WORD = re.compile(r"[^\s|]+")
_BETWEEN = re.compile(r"[ \n\t|\u00a0.…]*")
_PATIENCE = 8


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    match: re.Match[str] | None = None
    subject: Subject | None = None


_START = Pattern(rf"\b{LABEL_HEADS}\b(?=[\s|])")


def read_runs(text: str, start: int, end: int) -> Iterator[CrimeTable]:
    """The tables whose head begins with a word for kinds of crime, up to where prose goes on."""
    for match in _START.finditer(text, start, end):
        columns = paired(
            _line_above(text, match.start(), start), list(read_heads(text, match.end(), min(end, match.end() + 500)))
        )
        if not any(column.role not in ("unknown",) for column in columns):
            continue
        tokens = list(_tokens(text, columns[-1].end, end))
        table = _run_table(match.start(), columns, tokens)
        if table is not None:
            yield table


def _line_above(text: str, at: int, start: int) -> list[Column]:
    """The headings on the line above, where it holds nothing else: a head set over two lines."""
    stop = text.rfind("\n", start, at)
    begin = text.rfind("\n", start, stop) + 1 if stop > start else -1
    if begin < start or text[stop:at].strip() or not text[begin:stop].strip():
        return []
    columns = list(read_heads(text, begin, stop))
    return columns if columns and not text[columns[-1].end : stop].strip(" |.") else []


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Labels, values and cells left for later, up to where prose begins."""
    at, idle = start, 0
    while idle <= _PATIENCE:
        between = _BETWEEN.match(text, at, end)
        at = between.end() if between else at
        parted = text.count("\n", max(0, at - 40), at) > 1 and _PARTED.search(text[max(0, at - 40) : at])
        if parted and (_PROSE.match(text, at, end) or _heads_prose(text, at, end)):
            return
        if at >= end or _STOP.match(text, at, end) or _is_head(text, at, end):
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


def _heads_prose(text: str, at: int, end: int) -> bool:
    """Whether a heading stands here, with or without its number, and prose right below it."""
    heading = _HEADING.match(text, at, end)
    return heading is not None and _PROSE.match(text, heading.end(), end) is not None


def _is_head(text: str, at: int, end: int) -> bool:
    """Whether the head of another table begins here."""
    label = _START.match(text, at, end)
    following = next(read_heads(text, label.end(), min(end, label.end() + 200)), None) if label else None
    return following is not None and following.role not in ("unknown", "text")


def _token(text: str, at: int, end: int) -> _Token | None:
    per = PER_1000.match(text, at, end)
    if per:
        return _Token("per", *per.span())
    for kind, pattern in (("later", PENDING), ("value", VALUE)):
        match = pattern.match(text, at, end)
        if match and not (
            kind == "value" and _DATE.match(text, at, end) and text[max(0, at - 9) : at].rstrip()[-1:].isalpha()
        ):
            return _Token(kind, *match.span(), match)
    mention = next(find_offences(text, at, min(end, at + 60)), None)
    if mention is not None and mention.start == at:
        return _offence_label(text, mention, end)
    feeling = _INDICATOR.match(text, at, end)
    if feeling:
        words = feeling.group()
        subject = Subject(None, read_feeling(words), read_time(words), False, (feeling.span(),))
        return _Token("label", *feeling.span(), None, subject)
    total = TOTAL.match(text[at : at + 12])
    if total:
        return _Token("total", at, at + total.end())
    word = _WORD.match(text, at, end)
    code = loose_offence(word.group()) if word and word.group()[0].isupper() else None
    if word and code:
        return _Token("label", *word.span(), None, Subject(code, None, None, False, (word.span(),)))
    return None


def _offence_label(text: str, mention: Mention, end: int) -> _Token:
    """The label that begins with an offence: "Tyveri og røveri" is one, and so is "… i alt" behind a name."""
    stop, code = mention.end, mention.code
    weapons = _WEAPONS.match(text, mention.start, end)
    if weapons:
        stop, code = weapons.end(), "violence_weapons"
    joined = _AND.match(text, stop, end)
    after = next(find_offences(text, joined.end(), joined.end() + 30), None) if joined else None
    if joined and after and after.start == joined.end():
        joint = read_joint(text[mention.start : after.end])
        stop, code = (after.end, joint) if joint else (stop, code)
    in_all = _IN_ALL.match(text, stop, end)
    stop = in_all.end() if in_all else stop
    return _Token("label", mention.start, stop, None, Subject(code, None, None, False, ((mention.start, stop),)))


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
    values = values[: len(values) // max(1, len(ahead)) * len(ahead)]
    if len(ahead) > 1 and values and values[0].start > ahead[-1].start:
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
            yield make_entry(subject, column, token.match, spans)
