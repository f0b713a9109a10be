"""Signature pages set in columns, and names of organisations broken over two lines.

Blocks that stand side by side in plain text are lined up by blanks or tabs. Each column is taken out as a text of its
own, read like any page, and what is found there is led back to its places on the real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.older.organisation_forms import UNIT
from parsers.older.organisations import find_mentions
from parsers.parties.signature_lines import NAMES, TITLES
from parsers.rules.once import once_each
from parsers.structure.lines import PrintLine, read_lines

Span = tuple[int, int]
_CELL = re.compile(r"[^\s|](?:[^\t\n|]*?[^\s|])?(?= {2,}|\s*[\t\n|]|\s*$)")
# Columns whose beginnings differ by no more than this were meant to line up.
_SLACK = 3
_UNFINISHED = re.compile(r"(?:-|,|\bog|&)$")


@dataclass(frozen=True, slots=True)
class Strip:
    """A column as a text of its own; `cells` are (start here, end here, start on the page)."""

    text: str
    cells: tuple[tuple[int, int, int], ...]

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Where on the page `text[start:end]` stands."""
        for first, last, real in self.cells:
            low, high = max(start, first), min(end, last)
            if low < high:
                yield real + low - first, real + high - first


def find_strips(text: str, lines: list[PrintLine], known: Sequence[str] = ()) -> list[Strip]:
    """The columns of the bands of lines set side by side, in reading order; none where the page has no such bands.

    Every column must hold an organisation and a person: else the columns are those of a table of one row a signatory.
    `known` are names of organisations that no form tells. Bands that hold only half of their blocks, such as names
    above organisations, go with the next.
    """
    strips: list[Strip] = []
    group: list[PrintLine] = []
    bands = [band for band in _bands(lines) if any(_says(line.text) for line in band)]
    for at, band in enumerate(bands):
        group += band
        following = bands[at + 1] if at + 1 < len(bands) else None
        columns = _columns(text, group) or _single(text, group)
        if all(_holds_a_block(strip.text, known) for strip in columns) and not _lacks_more(group, following):
            strips += columns
            group = []
    if group or len(strips) < 2 or not any("\n" in strip.text for strip in strips):
        return []
    heads = {strip.cells[0][2] - text.rfind("\n", 0, strip.cells[0][2]) for strip in strips}
    return strips if max(heads) - min(heads) > _SLACK else []


def _single(text: str, lines: list[PrintLine]) -> list[Strip]:
    """Lines that stand in no columns, as one."""
    return [_strip(text, [((line.start, line.end), line.gap) for line in lines])]


def _says(line: str) -> bool:
    return bool(find_mentions(line) or UNIT.match(line)) or _names_a_person(line)


def _lacks_more(group: list[PrintLine], following: list[PrintLine] | None) -> bool:
    """Whether the next band belongs to blocks that could end here: it names no organisation where the first line does,
    or holds units alone.
    """
    if following is None:
        return False
    named = any(m.kind != "administration" for line in following for m in find_mentions(line.text))
    opened = bool(find_mentions(group[0].text))
    return not named and (opened or not any(_names_a_person(line.text) for line in following))


@once_each
def join_wrapped(text: str, start: int, end: int) -> str:
    """The text with a blank for the line feed inside an organisation's name that was broken over two lines."""
    lines = list(read_lines(text, start, end))
    signs = list(text)
    for line, following in pairwise(lines):
        if following.gap or len(line.text) > 60 or not _is_broken(line.text, following.text):
            continue
        for at in range(line.end, following.start):
            signs[at] = " "
    return "".join(signs)


def _is_broken(before: str, after: str) -> bool:
    if re.match(r"og [A-ZÆØÅ]", after):
        return True
    joined = f"{before} {after}"
    crossing = any(m.start < len(before) < m.end for m in find_mentions(joined))
    if not crossing:
        return False
    if _UNFINISHED.search(before):
        return True
    alone = [m for m in find_mentions(after) if m.start == 0]
    return not alone and not find_mentions(before) and next(TITLES.find(before), None) is None


def _bands(lines: list[PrintLine]) -> Iterator[list[PrintLine]]:
    band: list[PrintLine] = []
    for line in lines:
        if band and line.gap:
            yield band
            band = []
        band.append(line)
    if band:
        yield band


def _columns(text: str, band: list[PrintLine]) -> list[Strip]:
    rows = [list(_cells(text, line)) for line in band]
    heads: list[int] = []
    for row in rows:
        for at, _, _ in row:
            if all(abs(at - head) > _SLACK for head in heads):
                heads.append(at)
    heads.sort()
    if len(heads) < 2 or sum(len(row) > 1 for row in rows) < 2:
        return []
    columns: list[list[tuple[Span, bool]]] = [[] for _ in heads]
    for line, row in zip(band, rows, strict=True):
        for at, start, end in row:
            place = min(range(len(heads)), key=lambda n: abs(heads[n] - at))
            columns[place].append(((start, end), line.gap))
    return [_strip(text, column) for column in columns]


def _cells(text: str, line: PrintLine) -> Iterator[tuple[int, int, int]]:
    """(place in the line, start, end) of what stands between wide blanks; tabs count as a column each."""
    begin = text.rfind("\n", 0, line.start) + 1
    for match in _CELL.finditer(text, line.start, line.end):
        tabs = text.count("\t", begin, match.start())
        yield (100 * tabs if tabs else match.start() - begin), match.start(), match.end()


def _strip(text: str, column: list[tuple[Span, bool]]) -> Strip:
    parts: list[str] = []
    cells: list[tuple[int, int, int]] = []
    at = 0
    for (start, end), gap in column:
        if parts:
            parts.append("\n\n" if gap else "\n")
            at += len(parts[-1])
        parts.append(text[start:end])
        cells.append((at, at + end - start, start))
        at += end - start
    return Strip("".join(parts), tuple(cells))


def _holds_a_block(column: str, known: Sequence[str]) -> bool:
    joined = join_wrapped(column, 0, len(column))
    named = any(m.kind != "administration" for m in find_mentions(joined))
    folded = column.casefold()
    named = named or any(name.casefold() in folded for name in known)
    return named and _names_a_person(joined)


@once_each
def _names_a_person(text: str) -> bool:
    """Whether there is a title or a name apart from the names of organisations and units."""
    signs = list(text)
    for start, end in [
        *((m.start, m.end) for m in find_mentions(text)),
        *(m.span() for m in UNIT.finditer(text)),
    ]:
        signs[start:end] = "_" * (end - start)
    return any(next(rule.find("".join(signs)), None) is not None for rule in (TITLES, NAMES))
