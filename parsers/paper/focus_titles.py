"""The titles of focus areas where they stand: in list items, on bare lines, in a sentence, in a table's column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.rules.wording import shown
from parsers.structure.lines import PrintLine, goes_on, read_lines, usual_width
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
_JOINT = shown(re.compile(r"\s(samt|og)\s"), examples=("lys og ro",), rejects=("lys, ro",))
_OPEN_JOINT = shown(re.compile(r" (?:og|samt)$"), examples=("lys og",), rejects=("lys og ro",))
_DIVIDED = shown(
    re.compile(r"(?<=[^\W\d_])- (?=[a-zæøå])(?!(?:og|eller|samt)\b)"),
    examples=("trygheds- indsats",),
    rejects=("lys- og ro",),
)
_SECOND = shown(re.compile(r"\s\(?[2b]\)\s"), examples=("lys, (2) unge", "lys b) ro"), rejects=("lys 2 gange",))
_NEXT = shown(re.compile(r"\(?(\d{1,2})[.)]"), examples=("2. Ro", "(2) ro"), rejects=("2 gange",))
_COUNTED = shown(re.compile(r"\(?(?:(\d)[.)]|[a-h]\))\s*(?=\S)"), examples=("1) lys", "(a) lys"), rejects=("lys",))
_MARKER = shown(re.compile(r"(?:(\d)[.)]|[•*+=o-])\s+"), examples=("1. Lys", "• Lys"), rejects=("Lys",))
_LETTER = shown(re.compile(r"[A-H][.)]\s+(?=\S)"), examples=("A. Lys",), rejects=("Lys", "a) lys"))
_PLAIN = shown(re.compile(r"[A-ZÆØÅ][^.:;!?]{3,70}$"), examples=("Lys i gården",), rejects=("Lys: i gården", "lys"))
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
    text = _DIVIDED.sub("", text.replace("**", ""))
    cut = TITLE_END.search(text)
    if cut and (len(text) > _LONGEST or cut.group().startswith((":", ".", " –", " —", " -"))):
        text = text[: cut.start()]
        end = min(end, start + cut.start())
    joined = _OPEN_JOINT.search(text)
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
    if items and _stands_below(text, at, items):
        return of_items(text, items)
    first = next(read_lines(text, at, stop), None)
    if first is None:
        return []
    if "\n" in text[at : first.start]:
        return _bare_lines(text, at, stop)
    return in_sentence(text, at, stop, count)


def _stands_below(text: str, at: int, items: list[Item]) -> bool:
    """Whether a list is what a place leads up to: nothing is said between them, and it does not go on in its line as
    "(1) lys, (2) unge" does."""
    before = text[at : items[0].marker_start]
    if len(before.strip(" \n\t*_.:")) >= 25 or (len(items) == 1 and _SECOND.search(items[0].text)):
        return False
    return "\n" in before or not any(sign.isalnum() for sign in before)


def _first_list(text: str, at: int, sections: Sections) -> list[Item]:
    """The outermost items of the list that begins behind `at`, up to the next heading that is no item of it; one right
    there is passed."""
    heads = [section.start for section in sections if section.start >= at]
    while True:
        groups = find_lists(text, at, min([len(text), at + 3000, *heads[:1]]))
        items = groups[0].top() if groups else []
        if not heads or not (_goes_on(text, items[-1], heads[0]) if items else not text[at : heads[0]].strip()):
            return items
        heads = heads[1:]


def _goes_on(text: str, last: Item, head: int) -> bool:
    """Whether what was taken for a heading is the next item of a list: right below it, with the next number."""
    between = text[last.end : head]
    number = _NEXT.match(text, head)
    follows = number and last.number and last.number.isdigit() and int(number[1]) == int(last.number) + 1
    return bool(follows) and not between.strip() and between.count("\n") < 2


def counted_lines(text: str, at: int, count: int, sections: Sections) -> list[Title]:
    """Just as many paragraphs as were announced, where some have lost their numbers or bullets."""
    following = next((section.start for section in sections if section.start >= at), at + 2500)
    paragraphs = list(_paragraphs(text, at, min(at + 2500, following)))[:count]
    titles = [title for lines in paragraphs if (title := _of_paragraph(text, lines))]
    if len(titles) != count:
        return []
    marker = _MARKER.match(paragraphs[0][0].text)
    numbered = marker is not None and marker[1] == "1"
    return [replace(t, number=number) for number, t in enumerate(titles, 1)] if numbered else titles


def _paragraphs(text: str, at: int, stop: int) -> Iterator[list[PrintLine]]:
    """The lines of a stretch put together to paragraphs; scraps of a few signs are none."""
    lines = list(read_lines(text, at, stop))
    width = usual_width(lines)
    found: list[PrintLine] = []
    for before, line in zip([*lines[:1], *lines], lines, strict=False):
        if len(line.text) < 4:
            continue
        if found and not goes_on(before, line, width):
            yield found
            found = []
        found.append(line)
    yield from [found] if found else []


def _of_paragraph(text: str, lines: list[PrintLine]) -> Title | None:
    """A paragraph as a title; None where it begins with a small letter, leads up to something or is long."""
    marker = _MARKER.match(lines[0].text)
    begin = lines[0].start + (marker.end() if marker else 0)
    if not text[begin].isupper() or lines[0].text.endswith(":"):
        return None
    words = " ".join([text[begin : lines[0].end], *(line.text for line in lines[1:])])
    return make_title(None, words, begin, lines[-1].end) if len(words) <= _LONGEST else None


def _bare_lines(text: str, at: int, stop: int) -> list[Title]:
    """Lines without any marker: short ones, up to the first that is a sentence."""
    found: list[Title] = []
    for line in read_lines(text, at, stop):
        if len(line.text) > 80 or line.text.endswith((".", ":")) or not line.text[0].isupper():
            break
        letter = _LETTER.match(line.text)
        begin = letter.end() if letter else 0
        found.append(make_title(None, line.text[begin:], line.start + begin, line.end))
    return found


def find_subheadings(text: str, start: int, end: int) -> list[Title]:
    """Short lines set apart in a section, each with a paragraph right below it."""
    lines = list(read_lines(text, start, end))
    found: list[Title] = []
    for line, below in pairwise(lines):
        plain = _PLAIN.match(line.text)
        opens = line.gap and not below.gap and below.text[0].isupper()
        if plain and opens and (len(below.text) > 45 or below.text[-1] == "."):
            found.append(make_title(None, line.text, line.start, line.end))
    return found


def in_sentence(text: str, at: int, stop: int, count: int | None = None) -> list[Title]:
    """The rest of a sentence as a list: parts between commas, or between semicolons or points where it has them."""
    line = text[at:stop].partition("\n")[0]
    line_end = at + len(line)
    if _POINTS.search(text, line_end - len(line.lstrip(" \t")), line_end):
        return _pieces(text, at, line_end, _POINTS)
    match = _STOP.search(text, at, min(stop, at + 500))
    end = match.start() if match else min(stop, at + 300)
    if len(_MARKED.findall(text, at, end)) > 1:
        return _pieces(text, at, end, _BEFORE_MARKED)
    if ";" in text[at:end]:
        return _pieces(text, at, end, _SEMICOLONS)
    found = _pieces(text, at, end, _COMMAS)
    return found if not found or len(found) == count else [*found[:-1], *_at_joint(text, found[-1], end)]


def _at_joint(text: str, last: Title, end: int) -> list[Title]:
    """The last part between commas as two: parted at "samt", else at the last "og"."""
    joints = list(_JOINT.finditer(text, last.start, end))
    joint = next((m for m in joints if m[1] == "samt"), joints[-1] if joints else None)
    if joint is None:
        return [last]
    return [*_piece(text, last.start, joint.start(), last.number), *_piece(text, joint.end(), end)]


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
    counted = _COUNTED.match(text, begin, end)
    begin = counted.end() if counted else begin
    bare = " ".join(text[begin:end].split())
    if bare and bare not in ("og", "samt"):
        title = make_title(counted[1] if counted else None, bare, begin, end)
        yield title if number is None else replace(title, number=number)
