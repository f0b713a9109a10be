"""What is said around a table of figures: whether it is about money, whether it asks, from which year it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.figures.area_tables import measured_by
from parsers.figures.column_heads import COLUMN, Column
from parsers.figures.later_years import LONE_YEAR
from parsers.figures.table_entries import CrimeTable, Entry
from parsers.rules.rule import compile_danish
from parsers.structure.lines import BLANK_LINE
from parsers.structure.sentences import Span, find_sentences
from parsers.structure.tables import Cell, Grid

_MONEY = re.compile(
    r"\bkr\b|\bkroner\b|\bt\.?kr\b|\bbudget\w*|\bbevilling\w*|\budgift\w*|\bbeløb\b|\bdeltager\w*|\bmøder?\b|\bfremmøde\w*|\bårsværk\b|\bøkonomi\b",
    re.IGNORECASE,
)
_AIMS = compile_danish(r"\b(?:mål(?:ene|et)?|måltal(?:lene)?|målsætning\w*|resultatmål\w*|delmål\w*|målniveau\w*)\b")
_LOOKS_BACK = compile_danish(r"\b(?:resultat(?:er|erne|et)?|status|udvikling\w*|opnået|faktisk\w*|realisere\w*)\b")
_TOLD = compile_danish(
    r"\b(?:tal(?:let|lene)?|baseline\w*|udgangs\w+|basis\w*|opgjort|opgørelse\w*|målt|anmeldelser\w*|niveau\w*|kilde\w*"
    r"|\w*undersøgelse\w*|\w*måling\w*|\w*statistik\w*|referenceår\w*)\b"
)
_RANGE = re.compile(r"20\d\d\s?[-–/]\s?(?:20)?\d\d")
_ASKED = compile_danish(r"\b(?:inden|senest|udgangen af|frem (?:til|mod)|ultimo|mål(?:et|ene|tal)? (?:for|i)?) ?$")
_BELOW = re.compile(
    r"\s*(?:\*|\d?\)|Kilde|Note|Anm|Baseline|Udgangspunkt|Basis|Tal(?:let|lene)?\b|Alle tal)", re.IGNORECASE
)
_REACH = 400


def caption_of(text: str, start: int) -> str:
    """The paragraph right above a table that begins at `start`, its heading where that is all there is."""
    return BLANK_LINE.split(text[max(0, start - 300) : start].rstrip(" \t\n|"))[-1]


def is_about_money(text: str, start: int) -> bool:
    """Whether a table is led up to as one of money or meetings; a caption of crime or safety settles that it is not."""
    nearest = caption_of(text, start)
    led = nearest if measured_by(nearest) else text[max(0, start - 200) : start]
    return bool(_MONEY.search(led))


def names_money(words: str) -> bool:
    """Whether a head's cell is about money or meetings."""
    return bool(_MONEY.search(words))


def settled(text: str, table: CrimeTable) -> CrimeTable:
    """A table whose columns take from what stands around it the role and the year that their heads leave out."""
    based = [column for column in table.columns if column.role == "baseline"]
    years = [column.year for column in table.columns if column.role in ("observation", "target") and column.year]
    aimed = aimed_heads(caption_of(text, table.start), table.columns)
    changed = {old: new for old, new in zip(table.columns, aimed, strict=True) if old != new}
    if based and not any(column.year for column in based) and not any(e.column.year for e in _of(table, "baseline")):
        at = _start(text, table, min(years, default=2100))
        if at:
            year = int(text[slice(*at)])
            changed |= {c: replace(c, year=year, also=(*c.also, at)) for c in based}
    if not changed:
        return table
    entries = tuple(replace(e, column=changed.get(e.column, e.column)) for e in table.entries)
    return replace(table, entries=entries, columns=tuple(changed.get(c, c) for c in table.columns))


def asked_later(table: CrimeTable, made: int | None) -> CrimeTable:
    """A table in which years after the one the agreement was made in are asked for, and the one year before starts.

    `made`: the first year of an agreement, None for other papers.
    """
    plain = [c for c in table.columns if c.role == "observation" and c.year]
    later = [c for c in plain if made and (c.year or 0) > made]
    if later and any(made and (c.year or 0) < made for c in plain):
        later = [c for c in plain if made and (c.year or 0) >= made]
    if not later:
        return table
    based = any(column.role == "baseline" for column in table.columns)
    before = [column for column in plain if column not in later]
    changed = {column: replace(column, role="target") for column in later}
    if len(before) == 1 and not based:
        changed[before[0]] = replace(before[0], role="baseline")
    entries = tuple(replace(e, column=changed.get(e.column, e.column)) for e in table.entries)
    return replace(table, entries=entries, columns=tuple(changed.get(c, c) for c in table.columns))


def aimed_heads(caption: str, columns: Sequence[Column]) -> list[Column]:
    """The columns, where the caption speaks of goals the plain years behind the one baseline being what is asked."""
    based = [column for column in columns if column.role == "baseline"]
    if len(based) != 1 or any(column.role in ("target", "change") for column in columns) or not _aims(caption):
        return list(columns)
    since = based[0].year or 0
    return [replace(c, role="target") if c.role == "observation" and (c.year or 0) > since else c for c in columns]


def _of(table: CrimeTable, role: str) -> list[Entry]:
    return [entry for entry in table.entries if entry.column.role == role]


def _aims(caption: str) -> bool:
    return bool(_AIMS.search(caption)) and not _LOOKS_BACK.search(caption)


def _start(text: str, table: CrimeTable, before: int) -> Span | None:
    """Where the one year stands that the words around a table say its figures start from."""
    found = {}
    for low, high in _around(text, table):
        years = [m for m in LONE_YEAR.finditer(text, low, high) if not _ASKED.search(text[low : m.start()])]
        told = _TOLD.search(text, low, high) and not _RANGE.search(text, low, high)
        if told and len(years) == 1 and int(years[0].group()) < before:
            found[years[0].group()] = years[0].span()
    return next(iter(found.values())) if len(found) == 1 else None


def _around(text: str, table: CrimeTable) -> Iterator[Span]:
    """The sentences of the paragraph above a table, and of the note right below it."""
    low = max(0, table.start - _REACH)
    high = low + len(text[low : table.start].rstrip(" \t\n|"))
    parts = list(BLANK_LINE.finditer(text, low, high))
    yield from find_sentences(text, parts[-1].end() if parts else low, high)
    after = text[table.end : table.end + _REACH]
    begin = len(after) - len(after.lstrip(" \t\n|"))
    stop = BLANK_LINE.search(after, begin)
    end = table.end + (stop.start() if stop else len(after))
    if _BELOW.match(text, table.end + begin, end):
        yield from find_sentences(text, table.end + begin, end)


def with_head_above(text: str, grid: Grid) -> Grid:
    """A grid of two columns with the head that stands alone above its figures, on one line or two."""
    if len(grid.rows[0]) != 2 or grid.setting != "spaces":
        return grid
    spans: list[Span] = []
    stop = text.rfind("\n", 0, grid.start)
    while stop > 0 and len(spans) < 2:
        low = text.rfind("\n", 0, stop) + 1
        line = text[low:stop]
        if not line.strip() or not COLUMN.fullmatch(line.strip()):
            break
        left = low + len(line) - len(line.lstrip())
        spans.insert(0, (left, left + len(line.strip())))
        stop = low - 1
    if not spans:
        return grid
    head = Cell(" ".join(text[low:high] for low, high in spans), tuple(spans))
    return replace(grid, rows=((Cell(""), head), *grid.rows), start=spans[0][0])
