"""Levels under a name, without a table around them: "Indbrud: 60 (2019), mål 45 (2023)", or a name and a line for each.

They are given as a table with one row for each name, because that is what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.figures.column_heads import COLUMN, Column, read_column
from parsers.figures.row_subjects import read_label
from parsers.figures.table_entries import PENDING, VALUE, CrimeTable, Entry, Subject, make_entry
from parsers.rules.rule import compile_danish
from parsers.structure.sentences import Span

_BULLET = r"[ \t]*(?:(?:[-•▪*–·o]|\(?(?P<number>\d{1,2})[.)])[ \t]+)?"
_DATED = r"(?:[ ]?\([^()\n]{0,40}20\d\d\))?"
_LINE = re.compile(
    rf"(?m)^{_BULLET}(?P<label>[A-ZÆØÅ][^:\n|\t\d]{{3,60}}?{_DATED})[ \t]*(?P<sign>:|[–—=|])[ \t]+"
    r"(?P<rest>[^\n]*\d[^\n]*)$"
)
_NAME = re.compile(
    rf"(?m)^{_BULLET}(?:(?<=\n\n)(?:Indikator|Målepunkt|Måling|Emne)[ \t]*:[ \t]*)?"
    r"(?P<label>[A-ZÆØÅ][^:\n|\t.\d]{3,60}):?[ \t]*\n"
    r"(?P<rest>(?:[^\n]*:[ \t]*[^\n]*\d[^\n]*(?:\n|\Z))+)"
)
# A line that gives role and year to the named levels below it: "Baseline 2019".
_HEAD = re.compile(r"(?m)^[ \t]*(?P<head>[A-ZÆØÅ][^\n:|\t]{3,40}):?[ \t]*\n(?:[ \t]*\n)?(?=[^\n|\t]{4,80}:[ \t]+\S)")
_LEVEL = re.compile(rf"{_BULLET}(?P<label>[A-ZÆØÅ][^:\n|\t\d]{{3,60}}?{_DATED})[ \t]*:[ \t]+(?P<rest>[^\n]*)(?:\n|\Z)")
# A sentence about a goal is read as one.
_TOLD = compile_danish(
    r"\b(?:skal|må|falder?|faldt|faldet|stiger?|steg|steget|nedbringes|reduceres|fastholdes|mindst|højst|blev|føler|svarer)\b"
)
_BASE_WORDS = compile_danish(r"\b(?:baseline|udgangspunkt\w*|nu|i dag|nuværende|startniveau|fra)\b")
_TARGET_WORDS = compile_danish(r"\b(?:mål\w*|til)\b|→|->|=>")
_YEAR = re.compile(r"20\d\d")
_YEAR_BEHIND = re.compile(r"[ ,]{0,2}(?:\((?:[^\W\d]+[ ]){0,3}|(?:i[ ]|år[ ])?)(20\d\d)\)?")
_LEAD = 160


def read_labelled(text: str, start: int, end: int) -> Iterator[CrimeTable]:
    """Names with two levels or more behind them, of which one at least is said to be a goal or a baseline."""
    for pattern in (_LINE, _NAME):
        for match in pattern.finditer(text, start, end):
            subject = read_label(match["label"].strip(), (_trimmed(text, match.span("label")),))
            if subject is None or len(match["label"].split()) > 9 or _TOLD.search(match["rest"]):
                continue
            subject = replace(subject, number=match["number"])
            entries = tuple(_entries(text, subject, match.span("rest"), _in_label(match["label"])))
            if match.groupdict().get("sign") == "|" and not any(_role(part) for part in match["rest"].split("|")):
                continue
            entries = _as_series(entries)
            roles = {entry.column.role for entry in entries}
            if len(entries) < 2 or "unknown" in roles:
                continue
            columns = tuple(entry.column for entry in entries)
            yield CrimeTable(
                entries, columns, (subject,), match.start("label"), len(match.group().rstrip()) + match.start()
            )


def _in_label(label: str) -> str | None:
    """The year that stands in brackets behind a name."""
    return label[-5:-1] if label.endswith(")") else None


def _as_series(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Figures none of which is said to be a goal or a start, each with a year of its own, as what was observed."""
    years = [entry.column.year for entry in entries]
    if any(entry.column.role != "unknown" for entry in entries) or None in years or len(set(years)) < len(years):
        return entries
    return tuple(replace(entry, column=replace(entry.column, role="observation")) for entry in entries)


def read_blocks(text: str, start: int, end: int) -> Iterator[CrimeTable]:
    """Named levels, one on a line, below a line that says what they all are: "Baseline", "Måltal for 2023"."""
    for head in _HEAD.finditer(text, start, end):
        match = COLUMN.fullmatch(head["head"].strip())
        told = read_column(match) if match else None
        if told is None or told.role not in ("baseline", "target"):
            continue
        at, entries = head.end(), list[Entry]()
        while (line := _LEVEL.match(text, at, end)) is not None:
            entry = _one_level(text, line, replace(told, start=head.start("head"), end=head.end("head")))
            if entry is None:
                break
            entries.append(entry)
            at = line.end()
        if len(entries) > 1:
            subjects = tuple(entry.subject for entry in entries)
            columns = tuple(dict.fromkeys(entry.column for entry in entries))
            yield CrimeTable(tuple(entries), columns, subjects, head.start("head"), at)


def _one_level(text: str, line: re.Match[str], column: Column) -> Entry | None:
    """A line with one figure, or with one left for later, under its head; None where it says anything else."""
    subject = read_label(line["label"].strip(), (_trimmed(text, line.span("label")),))
    figures = [m for m in VALUE.finditer(text, *line.span("rest")) if not _YEAR.fullmatch(m["number"])]
    if subject is None or len(figures) > 1 or _TOLD.search(line["rest"]):
        return None
    years = [*([_in_label(line["label"])] if _in_label(line["label"]) else []), *_YEAR.findall(line["rest"])]
    if PENDING.search(line["rest"]):
        year = _in_label(line["label"]) or column.year
        column = replace(column, year=int(year) if year else None)
        return Entry(subject, column, None, False, False, None, False, (line.span("rest"),)) if year else None
    if len(figures) != 1:
        return None
    column = replace(column, year=column.year or (int(years[0]) if years and years[0] else None))
    return make_entry(subject, column, figures[0], (figures[0].span(),))


def _entries(text: str, subject: Subject, rest: Span, dated: str | None) -> Iterator[Entry]:
    """The figures of a line, each with the role and the year said beside it; `dated`: the name's own, the first's."""
    led = text[max(0, rest[0] - _LEAD) : rest[0]]
    announced = bool(_BASE_WORDS.search(led) and _TARGET_WORDS.search(led))
    figures = [match for match in VALUE.finditer(text, *rest) if not _YEAR.fullmatch(match["number"])]
    at = rest[0]
    for place, match in enumerate(figures):
        before = text[at : match.start()]
        years = _YEAR.findall(before)
        behind = _YEAR_BEHIND.match(text, match.end("number") + len(match["percent"] or ""), rest[1])
        year = match["year"] or (behind[1] if behind else years[-1] if years else dated if not place else None)
        role = _role(before) or (("target" if place else "baseline") if announced else None)
        role = role or ("baseline" if place == 0 and _TARGET_WORDS.search(text, match.end(), rest[1]) else "unknown")
        column = Column(role, int(year) if year else None, *_head(text, at, match.start()))  # type: ignore[arg-type]
        yield make_entry(subject, column, match, (match.span(),))
        at = max(match.end(), behind.end() if behind else 0)


def _role(before: str) -> str | None:
    """What the words before a figure say it is."""
    heads = [read_column(match).role for match in COLUMN.finditer(before)]
    known = [role for role in heads if role in ("baseline", "target")]
    if known:
        return known[-1]
    return "target" if _TARGET_WORDS.search(before) else "baseline" if _BASE_WORDS.search(before) else None


def _head(text: str, low: int, high: int) -> Span:
    """The words before a figure, as the head of its column; nothing where there are none."""
    low, high = _trimmed(text, (low, high))
    return (low, high) if re.search(r"\w", text[low:high]) else (0, 0)


def _trimmed(text: str, span: Span) -> Span:
    low, high = span
    piece = text[low:high]
    return low + len(piece) - len(piece.lstrip(" ,;:()\n\t")), low + len(piece.rstrip(" ,;:()\n\t"))
