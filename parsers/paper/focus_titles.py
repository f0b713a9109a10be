"""The titles of focus areas where they stand: in list items, on bare lines, in a sentence, in a table's column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.rules.wording import shown
from parsers.structure.lines import goes_on, read_lines, usual_width
from parsers.structure.lists import ROMAN, Item, find_lists
from parsers.structure.sections import Sections

TITLE_END = re.compile(r"(?<=\w{3}): | [–—-] |(?<=\w)\. (?=[A-ZÆØÅ])")
_LONGEST = 130
# "a) lys i gården, b) unge og c) ro"
_MARKED = shown(re.compile(r"(?<!\w)\(?[a-h]\)\s"), examples=("a) lys", "(b) ro"), rejects=("ha) lys",))
_BEFORE_MARKED = shown(
    re.compile(r"[,;]?\s+(?:(?:og|samt)\s+)?(?=\(?[a-h]\)\s)"), examples=("lys, og b) ro",), rejects=("lys, og ro",)
)
_STOP = shown(re.compile(r"\.(?=\s|$)"), examples=("lys. Der", "lys."), rejects=("1.2",))
_SEMICOLONS = shown(re.compile(r";\s+(?:og\s+|samt\s+)?"), examples=("lys; og tryghed",), rejects=("lys, og",))
_COMMAS = shown(
    re.compile(r",\s+(?!(?:som|der|hvor)\s)(?:(?:og|samt)\s+)?"), examples=("lys, og",), rejects=("lys, som vi",)
)
_POINTS = shown(re.compile(r"\s+[·•|/]\s+|\s{3,}(?=[A-ZÆØÅ])"), examples=("Lys · Ro", "Lys   Ro"), rejects=("Lys, ro",))


@dataclass(frozen=True, slots=True)
class Title:
    """`text[start:end]` as the title of a focus area; `number` None where none is printed."""

    number: int | None
    text: str
    start: int
    end: int


def make_title(number: str | None, text: str, start: int, end: int) -> Title:
    """The title of an item: what stands before its explanation, without the stop."""
    text = re.sub(r"(?<=[^\W\d_])- (?=[a-zæøå])(?!(?:og|eller|samt)\b)", "", text.replace("**", ""))
    cut = TITLE_END.search(text)
    if cut and (len(text) > _LONGEST or cut.group().startswith((":", ".", " –", " —", " -"))):
        text = text[: cut.start()]
        end = min(end, start + cut.start())
    joined = re.search(r" (?:og|samt)$", text)
    if joined:
        text, end = text[: joined.start()], end - len(joined.group())
    value = int(number) if number and number.isdigit() else ROMAN.index(number) if number in ROMAN else None
    return Title(value, text.strip(' .;,:*_|"”»«“'), start, end)


def of_items(text: str, items: list[Item]) -> list[Title]:
    """A title for each item that has text."""
    return [make_title(item.number, item.text, item.start, item.end) for item in items if item.text]


def find_after(text: str, at: int, sections: Sections, count: int | None) -> list[Title]:
    """The list right after an announcement, else bare lines, else the rest of its sentence; `count` as announced."""
    section = sections.at(at)
    stop = section.end if section else len(text)
    items = _first_list(text, at, sections)
    before = text[at : items[0].marker_start] if items else ""
    # "(1) lys, (2) unge" goes on in its line.
    apart = items and not (len(items) == 1 and re.search(r"\s\(?[2b]\)\s", items[0].text))
    if apart and len(before.strip(" \n\t*_.:")) < 25 and ("\n" in before or not re.search(r"\w", before)):
        return of_items(text, items)
    first = next(read_lines(text, at, stop), None)
    if first is None:
        return []
    if "\n" in text[at : first.start]:
        return _bare_lines(text, at, stop)
    return in_sentence(text, at, stop, count)


def _first_list(text: str, at: int, sections: Sections) -> list[Item]:
    """The outermost items of the list that begins behind `at`, up to the next heading that is no item of it."""
    heads = [section for section in sections if section.start >= at]
    limit = min(len(text), at + 3000)
    while True:
        groups = find_lists(text, at, min([limit, *(head.start for head in heads[:1])]))
        items = groups[0].top() if groups else []
        begins = not items and bool(heads) and not text[at : heads[0].start].strip()
        if not begins and (not items or not heads or not _goes_on(text, items, heads[0].start)):
            return items
        heads = heads[1:]


def _goes_on(text: str, items: list[Item], head: int) -> bool:
    """Whether what was taken for a heading is the next item of a list: right below it, with the next number."""
    between = text[items[-1].end : head]
    number = re.match(r"\(?(\d{1,2})[.)]", text[head : head + 5])
    last = items[-1].number
    follows = number and last and last.isdigit() and int(number[1]) == int(last) + 1
    return bool(follows) and not between.strip() and between.count("\n") < 2


def counted_lines(text: str, at: int, count: int, sections: Sections) -> list[Title]:
    """Just as many paragraphs as were announced, where some have lost their numbers or bullets."""
    following = next((section.start for section in sections if section.start >= at), at + 2500)
    lines = list(read_lines(text, at, min(at + 2500, following)))
    width = usual_width(lines)
    found: list[Title] = []
    first = None
    for place, line in enumerate(lines):
        if len(line.text) < 4:
            continue
        if found and goes_on(lines[place - 1], line, width):
            found[-1] = make_title(None, f"{found[-1].text} {line.text}", found[-1].start, line.end)
            continue
        if len(found) == count:
            break
        marker = re.match(r"(?:(\d)[.)]|[•*+=o-])\s+", line.text)
        begin = line.start + (marker.end() if marker else 0)
        first = first or (marker[1] if marker and not found else None)
        if not text[begin].isupper() or len(line.text) > _LONGEST + 40 or line.text.endswith(":"):
            return []
        found.append(make_title(None, text[begin : line.end], begin, line.end))
    if len(found) != count or any(len(title.text) > _LONGEST for title in found):
        return []
    return [replace(t, number=number) for number, t in enumerate(found, 1)] if first == "1" else found


def _bare_lines(text: str, at: int, stop: int) -> list[Title]:
    """Lines without any marker: short ones, up to the first that is a sentence."""
    found: list[Title] = []
    for line in read_lines(text, at, stop):
        if len(line.text) > 80 or line.text.endswith((".", ":")) or not line.text[0].isupper():
            break
        letter = re.match(r"[A-H][.)]\s+(?=\S)", line.text)
        begin = letter.end() if letter else 0
        found.append(make_title(None, line.text[begin:], line.start + begin, line.end))
    return found


def find_subheadings(text: str, start: int, end: int) -> list[Title]:
    """Short lines set apart in a section, each with a paragraph right below it."""
    lines = list(read_lines(text, start, end))
    found: list[Title] = []
    for line, below in pairwise(lines):
        plain = re.match(r"[A-ZÆØÅ][^.:;!?]{3,70}$", line.text)
        opens = line.gap and not below.gap and below.text[0].isupper()
        if plain and opens and (len(below.text) > 45 or below.text[-1] == "."):
            found.append(make_title(None, line.text, line.start, line.end))
    return found


def in_sentence(text: str, at: int, stop: int, count: int | None = None) -> list[Title]:
    """The rest of a sentence as a list: parts between commas, or between semicolons or points where it has them."""
    line_end = text.find("\n", at, stop)
    line_end = stop if line_end < 0 else line_end
    if _POINTS.search(text, line_end - len(text[at:line_end].lstrip(" \t")), line_end):
        return _pieces(text, at, line_end, _POINTS)
    match = _STOP.search(text, at, min(stop, at + 500))
    end = match.start() if match else min(stop, at + 300)
    if len(_MARKED.findall(text, at, end)) > 1:
        return _pieces(text, at, end, _BEFORE_MARKED)
    if text.count(";", at, end) > 0:
        return _pieces(text, at, end, _SEMICOLONS)
    commas = _pieces(text, at, end, _COMMAS)
    if count and len(commas) == count:
        return commas
    last = commas[-1] if commas else Title(None, "", at, end)
    joints = list(re.finditer(r"\s(samt|og)\s", text[last.start : end]))
    joint = next((m for m in joints if m[1] == "samt"), joints[-1] if joints else None)
    if joint is None:
        return commas
    low, high = last.start + joint.start(), last.start + joint.end()
    return [*commas[:-1], *(_piece(text, last.start, low, last.number)), *_piece(text, high, end)]


def _pieces(text: str, start: int, end: int, border: re.Pattern[str]) -> list[Title]:
    found: list[Title] = []
    at = start
    for match in [*border.finditer(text, start, end), None]:
        high = match.start() if match else end
        found += _piece(text, at, high)
        at = match.end() if match else end
    return found


def _piece(text: str, start: int, end: int, number: int | None = None) -> Iterator[Title]:
    """One part of a sentence, the number before it read off."""
    begin = start + len(text[start:end]) - len(text[start:end].lstrip(" \n\t,–-"))
    counted = re.match(r"\(?(?:(\d)[.)]|[a-h]\))\s*(?=\S)", text[begin:end])
    begin += counted.end() if counted else 0
    bare = " ".join(text[begin:end].split())
    if bare and bare not in ("og", "samt"):
        title = make_title(counted[1] if counted else None, bare, begin, end)
        yield title if number is None else replace(title, number=number)
