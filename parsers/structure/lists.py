"""Items of lists: numbered or with a bullet, on lines of their own or run together in one paragraph.

Bullets come as typists and OCR leave them: •, -, –, *, =, +, o, 0, e, «, ·. Those that are letters count only before a
capital, and only where another item stands beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.structure.lines import OPENERS, PrintLine, goes_on, is_unfinished, read_lines, usual_width

BULLETS = "•·▪●◦‣■□►»«*=+–—"
_MISREAD = "+=«»e"  # what a scan reads for "•"
_MARKER = re.compile(
    r"(?:\((?=(?:\d{1,2}|[a-h])\)))?(?P<number>\d{1,2}(?:\.\d{1,2})*|[a-h](?=[.)])|[A-H](?=[.)]\sat\s)|[IVX]{1,4}(?=[.)]))(?P<stop>[.)](?!\d)\s*|\s(?=\s)|(?<=\d\.\d)\s|\s[–—-]\s(?=[A-ZÆØÅ]))(?=[^\s.,;:])"
    rf"|(?P<bullet>[{BULLETS}-]|[oe0](?=\s+[A-ZÆØÅ@]))\s+(?:(?P<inner>\d{{1,2}})[.)]\s+(?=[A-ZÆØÅ]))?(?=\S)"
)
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_RUN_IN = re.compile(
    rf"(?<!\S)(?:(?P<number>\d{{1,2}}|[a-h](?=\)))[.)]\s+|(?P<bullet>[{BULLETS}o-])\s+(?:(?P<inner>\d{{1,2}})[.)]\s+)?)(?=[A-ZÆØÅ@\"”»])"
)
_NEW_SENTENCE = re.compile(rf"(?<=[a-zæøå)%\d]) (?=(?:{OPENERS}) [a-zæøå])|(?<=[.!?]) (?=[A-ZÆØÅ])")

# A nested item may be explained in a paragraph of this many characters before the next one.
_EXPLANATION = 600


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `text` is one line without its marker; `start` and `end` span it in the source, marker left out.

    `number` is as printed without its stop ("1", "2.1", "a"), None for a bullet. `level` is 0 for the outermost kind
    of marker of its list, 1 for items under those, and so on.
    """

    marker: str
    number: str | None
    text: str
    start: int
    end: int
    marker_start: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list: its items in order, nested ones after the one they belong to."""

    items: tuple[Item, ...]

    @property
    def start(self) -> int:
        """Where the first marker stands."""
        return self.items[0].marker_start

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return max(item.end for item in self.items)

    def top(self) -> list[Item]:
        """The outermost items."""
        return [item for item in self.items if item.level == 0]

    def under(self, item: Item) -> list[Item]:
        """The items one level below this one."""
        found: list[Item] = []
        behind = bisect_right(self.items, item.marker_start, key=lambda one: one.marker_start)
        for other in (self.items[at] for at in range(behind, len(self.items))):
            if other.level <= item.level:
                break
            if other.level == item.level + 1:
                found.append(other)
        return found


def find_lists(text: str, start: int = 0, end: int | None = None) -> list[ItemList]:
    """The lists of `text[start:end]`, in order."""
    items = sorted(find_items(text, start, end), key=lambda item: item.marker_start)
    groups: list[list[Item]] = []
    for item in items:
        if groups and _belongs(groups[-1], item, text):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [ItemList(tuple(_levelled(group))) for group in groups]


def find_items(text: str, start: int = 0, end: int | None = None) -> Iterator[Item]:
    """All items, whatever list they belong to; `level` is not yet told."""
    end = len(text) if end is None else end
    lines = list(read_lines(text, start, end))
    markers = [_line_marker(text, line, start) for line in lines[:1]]
    markers += [_marker_below(text, before, line, start) for before, line in pairwise(lines)]
    width = usual_width(lines)
    at = 0
    while at < len(lines):
        match = markers[at]
        if match is None:
            yield from _run_in(text, lines[at].start, lines[at].end)
            at += 1
            continue
        last = at
        while last + 1 < len(lines) and not markers[last + 1]:
            if not goes_on(lines[last], lines[last + 1], width):
                break
            last += 1
        items = list(_sequence(text, match.start(), lines[last].end)) if match["number"] else []
        yield from items if len(items) > 1 else [_item(text, match, lines[last].end)]
        at = last + 1


def _marker_below(text: str, before: PrintLine, line: PrintLine, floor: int) -> re.Match[str] | None:
    """The marker of a line below another; a number may be what that leaves open: "… være nedbragt til / 60. I 2024"."""
    match = _line_marker(text, line, floor)
    number = (match["number"] or "") if match else ""
    return None if len(number) > 1 and number.isdigit() and is_unfinished(before) else match


def _line_marker(text: str, line: PrintLine, floor: int) -> re.Match[str] | None:
    """The marker a line begins with; a star may have been taken for Markdown, so what was stripped is looked at too."""
    begin = text.rfind("\n", floor, line.start) + 1 or floor
    lead = begin + len(text[begin : line.start]) - len(text[begin : line.start].lstrip("#_>| \t"))
    for at in (lead, line.start):
        match = _MARKER.match(text, at, line.end)
        if match and not _is_bold(text, at):
            return match
    return None


def _is_bold(text: str, at: int) -> bool:
    return text.startswith("**", at)


def _run_in(text: str, start: int, end: int) -> Iterator[Item]:
    at = start
    while True:
        found = list(_sequence(text, at, end))
        if len(found) < 2:
            return
        yield from found
        at = found[-1].end


def _sequence(text: str, start: int, end: int) -> Iterator[Item]:
    """A run of markers in one line that count from 1 (or a), or of at least two like bullets."""
    run = _run_of(list(_RUN_IN.finditer(text, start, end)))
    if len(run) < 2:
        return
    for mark, following in zip(run, [*run[1:], None], strict=True):
        yield _item(text, mark, following.start() if following else _last_end(text, mark.end(), end))


def _run_of(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Of the markers of a line those that go on with the first: the next number, another bullet."""
    bullets = Counter(mark["bullet"] for mark in marks)
    run: list[re.Match[str]] = []
    count = 0
    for mark in marks:
        value = _value(mark["number"] or "")
        if value == count == 1:  # it begins anew
            run = [mark]
        elif value == count + 1:
            run.append(mark)
            count = value
        elif mark["bullet"] and (run or bullets[mark["bullet"]] > 1):
            run.append(mark)
    return run


def _last_end(text: str, start: int, end: int) -> int:
    match = _NEW_SENTENCE.search(text, start, end)
    return match.start() if match else end


def _item(text: str, mark: re.Match[str], end: int) -> Item:
    start = mark.end()
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip(" \t\n*_"))
    end -= len(raw) - len(raw.rstrip(" \t\n*_|"))
    end = max(start, end)
    words = " ".join(text[start:end].split())
    number = mark["number"] or mark["inner"]  # "• 1. Lys på stierne"
    return Item(number or mark["bullet"], number, words, start, end, mark.start())


def _value(number: str) -> int:
    """What a number counts, "" as 0."""
    if number[:1] in ROMAN:
        return ROMAN.index(number) if number in ROMAN else 0
    return int(number.split(".")[0]) if number[0].isdigit() else ord(number) - ord("a") + 1


def _kind(item: Item) -> str:
    if item.number is None:
        return "-" if item.marker in "-–—" else "•" if item.marker in _MISREAD else item.marker.replace("0", "o")
    if item.number[0] in "IVX":
        return "roman"
    return "letter" if item.number[0].isalpha() else f"number{item.number.count('.')}"


def _belongs(group: list[Item], item: Item, text: str) -> bool:
    """Whether an item goes on with a list: nothing between them, or its number is the next."""
    kind = _kind(item)
    if kind.startswith(("number", "roman")):
        alike = next((other for other in reversed(group) if _kind(other) == kind), None)
        return alike is not None and ("." in item.marker or _value(item.marker) == _value(alike.marker) + 1)
    between = text[group[-1].end : item.marker_start].strip(" \t\n*_|")
    if len(between) < 3:
        return True
    return len(between) < _EXPLANATION and {_kind(other) for other in group} > {kind}  # among others of its kind


def _levelled(group: list[Item]) -> Iterator[Item]:
    order: list[str] = []
    for item in group:
        kind = _kind(item)
        if kind in order:
            del order[order.index(kind) + 1 :]
        else:
            order.append(kind)
        yield replace(item, level=order.index(kind))
