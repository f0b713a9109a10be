"""Levels under a name, without a table around them: "Indbrud: 60 (2019), mål 45 (2023)", or a name and a line for each.

They are given as a table with one row for each name, because that is what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.headings import COLUMN, Column, read_column
from parsers.row_subjects import read_label
from parsers.rules import compile_danish
from parsers.sentences import Span
from parsers.table_entries import VALUE, CrimeTable, Entry, Subject, make_entry

_BULLET = r"[ \t]*(?:(?:[-•▪*–·o]|\(?(?P<number>\d{1,2})[.)])[ \t]+)?"
_LINE = re.compile(
    rf"(?m)^{_BULLET}(?P<label>[A-ZÆØÅ][^:\n|\t\d]{{3,60}}?)[ \t]*(?::|[–—=])[ \t]+(?P<rest>[^\n]*\d[^\n]*)$"
)
_NAME = re.compile(
    rf"(?m)^{_BULLET}(?P<label>[A-ZÆØÅ][^:\n|\t.\d]{{3,60}}):?[ \t]*\n"
    r"(?P<rest>(?:[^\n]*:[ \t]*[^\n]*\d[^\n]*(?:\n|\Z))+)"
)
# A sentence about a goal is read as one.
_TOLD = compile_danish(
    r"\b(?:skal|må|falder?|faldt|faldet|stiger?|steg|steget|nedbringes|reduceres|fastholdes|mindst|højst|blev|føler|svarer)\b"
)
_BASE_WORDS = compile_danish(r"\b(?:baseline|udgangspunkt\w*|nu|i dag|nuværende|startniveau|fra)\b")
_TARGET_WORDS = compile_danish(r"\b(?:mål\w*|til)\b|→|->|=>")
_YEAR = re.compile(r"20\d\d")
_YEAR_BEHIND = re.compile(r"[ ,]{0,2}\(?(?:i[ ]|år[ ])?(20\d\d)\)?")
_LEAD = 160


def read_labelled(text: str, start: int, end: int) -> Iterator[CrimeTable]:
    """Names with two levels or more behind them, of which one at least is said to be a goal or a baseline."""
    for pattern in (_LINE, _NAME):
        for match in pattern.finditer(text, start, end):
            subject = read_label(match["label"].strip(), (_trimmed(text, match.span("label")),))
            if subject is None or len(match["label"].split()) > 9 or _TOLD.search(match["rest"]):
                continue
            subject = replace(subject, number=match["number"])
            entries = tuple(_entries(text, subject, match.span("rest")))
            roles = {entry.column.role for entry in entries}
            if len(entries) < 2 or not roles & {"baseline", "target"} or "unknown" in roles:
                continue
            columns = tuple(entry.column for entry in entries)
            yield CrimeTable(
                entries, columns, (subject,), match.start("label"), len(match.group().rstrip()) + match.start()
            )


def _entries(text: str, subject: Subject, rest: Span) -> Iterator[Entry]:
    """The figures of a line, each with the role and the year said beside it."""
    led = text[max(0, rest[0] - _LEAD) : rest[0]]
    announced = bool(_BASE_WORDS.search(led) and _TARGET_WORDS.search(led))
    figures = [match for match in VALUE.finditer(text, *rest) if not _YEAR.fullmatch(match["number"])]
    at = rest[0]
    for place, match in enumerate(figures):
        before = text[at : match.start()]
        years = _YEAR.findall(before)
        behind = _YEAR_BEHIND.match(text, match.end("number") + len(match["percent"] or ""), rest[1])
        year = match["year"] or (behind[1] if behind else years[-1] if years else None)
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
