"""Cells of tables about crime and safety: what a row is about, what a figure says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.figures.column_heads import Column
from parsers.older.numbers import Number, read_digits, tidy
from parsers.rules.rule import Rule, compile_danish
from parsers.structure.sentences import Span

_SIGN = r"[-–−+]\s?"
# No spaces between groups of three here: "154 139" are two cells.
_CELL = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
VALUE = compile_danish(
    rf"(?<![\d.,])(?P<sign>{_SIGN})?(?P<number>{_CELL})(?!(?!pct|procent)[^\W_])(?P<percent>\s*(?:%|pct\b\.?|procent\b)(?![.\s-]{{0,2}}point))?"
    r"(?:\s*(?:anmeldelser|sager|forhold|tilfælde))?"
    r"(?P<per>\s*(?:pr\b\.?|per\b\.?)\s*1[.\s]?000\s*indbyggere)?(?:\s*(?:i\s*|\((?:i\s)?(?=20\d\d\)))(?P<year>20\d\d)\)?)?"
    rf"(?:\s*(?:(?P<open>[(\[]\s*)|[/,;]\s)?(?P<change>(?:{_SIGN})?\d{{1,3}}(?:,\d+)?)\s*(?:%|pct\b\.?)\s*(?P<close>[)\]])?)?"
)
PENDING = compile_danish(
    r"\b(?:fastsættes|fastlægges|opgøres|afventer|afventes|indsættes|kendes (?:ikke|først)|udfyldes|eftersendes|mangler"
    r"|tilføjes|følger(?= senere| i 20)|(?:foreligger|leveres|kommer|måles|oplyses|udarbejdes)"
    r"(?= (?:ikke|først|endnu|i|primo|ultimo|senere|medio|ved))|under opgørelse|(?:endnu )?ikke tilgængelig\w*"
    r"|ikke opgjort|beregnes|afklares|indskrives)\b(?: (?:i|senere|endnu|ved|når"
    r"|efter|forår\w*|efterår\w*|20\d\d)\b){0,4}"
)
TOTAL = re.compile(r"(?i)^(?:i\s+alt|ialt|total(?:t)?|sum|samlet)\b")


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
    value: Number | str | None
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


def make_entry(subject: Subject, column: Column, match: re.Match[str], spans: tuple[Span, ...]) -> Entry:
    """A cell's figure under its column; a year printed in the cell serves a column without one."""
    if match["year"] and column.year is None:
        column = replace(column, year=int(match["year"]))
    value = _read_value(match)
    value = abs(value) if value is not None and column.role != "change" else value
    change = column.change if match["change"] is None else _change(match)
    lost = match["change"] is not None and not (match["open"] and match["close"])
    percent = bool(match["percent"]) or (column.percent and not re.search(r"point", match.string[match.end() :][:8]))
    return Entry(subject, column, value, percent, bool(match["per"]) or column.per_1000, change, lost, spans)


def _change(match: re.Match[str]) -> Number | None:
    if not match["change"]:
        return None
    digits = read_digits(re.sub(r"[^\d,]", "", match["change"]))
    return None if digits is None else tidy(-digits if _minus(match["change"][0]) else digits)


def _minus(sign: str | None) -> bool:
    return bool(sign) and (sign or "").strip() in ("-", "–", "−")
