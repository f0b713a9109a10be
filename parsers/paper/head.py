"""The head of a paper: the lines before its text begins, put together to headings, the letterhead told from them.

    Rudby Kommune, Sekretariatet            letterhead: nothing is left without senders, days, addresses and numbers
    3. maj 2022

    Partnerskabsaftale for Tryghedspartnerskab Nordre
    Lindevang 2022-2025                     one heading: as large as the line before, or plainly the rest of it

Where the page tells how large its print is, that says most; else the words at the end and at the beginning of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.lines import PrintLine, goes_on, read_lines
from parsers.structure.paper import Paper
from parsers.structure.topics import find_topics

_HEAD = 3000  # characters
_HEAD_LINES = 24
_SAME_SIZE = 1.12  # how much larger or smaller print of one size may be
_TITLE_SIZE = 1.3  # how much larger a title is printed than running text
_LONGEST_TITLE = 4  # lines
_LONGEST_LINE = 70
_MARKUP = shown(re.compile(r"[*_#]+"), examples=("**Mål**",), rejects=("Mål",))
_ONE_NAME = shown(re.compile(r"[A-ZÆØÅ]\w+"), examples=("Rudby",), rejects=("rudby",))
_WRAPPED = 60  # a line of running text is seldom shorter where it is broken
_PROSE = 140
_LEGIBLE = 0.5  # how sure an engine is of some word of a line that was printed
_LETTERHEAD = 90
_NEVER_FULL = 1000  # a width no line reaches: then only its words tell whether a line goes on

_PAGE_NUMBER = shown(
    re.compile(r"\s{2,}\S.*$|\s*\bside \d+(?: af \d+)?$|\s*\.{4,}\s*\d*$", re.IGNORECASE),
    examples=("Aftale   Side 1", "Aftale side 1 af 4", "Mål ....... 3"),
    rejects=("Aftale 2022",),
)
_KEY = shown(
    re.compile(r"(?:emne|vedr(?:ørende)?\.?|titel|overskrift|sag)\s*:\s*(?=\S)", re.IGNORECASE),
    examples=("Emne: Status",), rejects=("Emnet",),
)  # fmt: skip
_NUMBERED = shown(
    re.compile(r"(?:§\s*)?\d{1,2}(?:\.\d+)*[.)]?\s+[A-ZÆØÅ]|§|[IVX]{1,4}\.\s"),
    examples=("1. Formål", "§ 2", "II. Parter"), rejects=("2022-2025", "Formål"),
)  # fmt: skip
_ITEM = shown(re.compile(r"^(?:\d+[.)]|[§(•*-])"), examples=("1. Lys", "• Lys"), rejects=("2022-2025", "Lys"))
_YEARS_ONLY = shown(
    re.compile(
        r"^[\s(]*(?:(?:for |i )?(?:perioden|årene) )?(?:19|20)\d\d\s*(?:[-–—/]|til)\s*(?:(?:19|20)?\d\d)[\s).]*",
        re.IGNORECASE,
    ),
    examples=("2022 - 2025", "for perioden 2022-2025"), rejects=("Status 2022-2025",),
)  # fmt: skip
_TO_SOMEBODY = shown(
    re.compile(r"(?:Til|Fra)\s+(?:medlemmerne af\s+)?[A-ZÆØÅ][\w\s,-]{0,50}$|Att\b"),
    examples=("Til Kultur- og Fritidsudvalget", "Att. formand Ib Dahl"), rejects=("til tryghedsaftalen",),
)  # fmt: skip
_BRACKETED = shown(re.compile(r"^[\[<(].*[\])>]$"), examples=("[logo: Nordby]",), rejects=("Status (2022)",))
_MEANS_NOTHING = shown(
    re.compile(r"\b(?:og|samt|i|på|mellem|den|af|nr|vedrørende)\b|[\W\d_]+|\b[A-H]\b", re.IGNORECASE),
    examples=(" og ", "2", "A"),
)
_NAME_ALONE = shown(
    re.compile(r"^[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?,?(?:\s+(?:19|20)\d\d\s*[-–]\s*(?:(?:19|20)?\d\d))?$"),
    examples=("Lindevang 2022-2025", "Lindevang"), rejects=("i Lindevang", "Lindevang skal"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines of the head that are one heading: `text[start:end]` of the paper, `text` on one line.

    `size` is how large they are printed, in points; 0 where the page does not tell. `lines`: how many they are.
    """

    text: str
    start: int
    end: int
    size: float
    lines: int = 1

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class _HeadLine:
    line: PrintLine
    size: float


def read_headings(paper: Paper) -> list[Heading]:
    """The headings of the head in order, letterhead left out."""
    headings: list[Heading] = []
    lines = list(_head_lines(paper))
    loose = sum(one.line.gap for one in lines) > 0.7 * len(lines)
    for before, one in zip([*lines[:1], *lines], lines, strict=False):
        above = before.line if headings and headings[-1].end == before.line.end else None
        if is_letterhead(paper, one.line) and not (above and goes_on(above, one.line, _NEVER_FULL)):
            continue
        if above and _is_rest(paper, headings[-1], above, one, loose):
            headings[-1] = _joined(headings[-1], one)
        else:
            headings.append(Heading(_clean(one.line.text), one.line.start, one.line.end, one.size))
    return headings


def _head_lines(paper: Paper) -> Iterator[_HeadLine]:
    """The lines before the first running text or numbered heading, without page numbers and keys ("Emne:"), and without
    those of which an engine made out no word: strokes of a pen, a stamp."""
    lines = list(read_lines(paper.text, 0, min(len(paper.text), _HEAD)))[:_HEAD_LINES]
    largest = 0.0
    for at, line in enumerate(lines):
        if max(paper.body.sureness((line.start, line.end)), default=1) < _LEGIBLE:
            continue
        size = paper.body.size((line.start, line.end))
        if _is_prose(lines, at) or (len(line.text) > _WRAPPED and largest > size * _TITLE_SIZE > 0):
            return
        largest = max(largest, size)
        if at and _NUMBERED.match(line.text) and find_topics(line.text.lstrip("§0123456789. ")):
            return
        bare = _without_key(line)
        if any(sign.isalnum() for sign in bare.text):
            yield _HeadLine(bare, size)


def _without_key(line: PrintLine) -> PrintLine:
    """A line without its key ("Emne:") and the number of a page."""
    key = _KEY.match(line.text)
    skipped = key.end() if key else 0
    text = _PAGE_NUMBER.sub("", line.text[skipped:])
    start = line.start + skipped
    return line._replace(start=start, end=start + len(text), text=text)


def _is_prose(lines: list[PrintLine], at: int) -> bool:
    """Whether a line begins a paragraph of running text: long, or wrapped, and ended by a full stop."""
    line = lines[at]
    if len(line.text) <= _WRAPPED:
        return False
    if len(line.text) > _PROSE or line.text.endswith((".", ",")):
        return True
    last = at
    while last + 1 < len(lines) and not lines[last + 1].gap:
        last += 1
    begins = at == 0 or line.gap
    return begins and last > at and lines[last].text.endswith(".")


def _is_rest(paper: Paper, heading: Heading, before: PrintLine, one: _HeadLine, loose: bool) -> bool:
    """Whether a line is the rest of the heading above it."""
    line = one.line
    if _stands_apart(paper, heading, line):
        return False
    if goes_on(before, line, _NEVER_FULL) or _YEARS_ONLY.fullmatch(line.text):
        return True
    if line.text[-1] in ".:":
        return False
    if _wants_a_name(paper, heading) and _NAME_ALONE.fullmatch(line.text) and one.size * _SAME_SIZE >= heading.size:
        return not find_topics(line.text)
    if paper.marks.has("agreement", (line.start, line.end)):
        if paper.marks.has("agreement", heading.span):
            return False
    elif find_topics(line.text):
        return False
    elif _only_names_its_kind(paper, heading):
        return True
    sized = heading.size and one.size
    return _is_as_large(heading.size, one.size) if sized else _is_rest_by_words(paper, heading, line, loose)


def _stands_apart(paper: Paper, heading: Heading, line: PrintLine) -> bool:
    """Whether a line cannot be the rest of a heading: an item, a long line, one that names the parties."""
    full = heading.lines >= _LONGEST_TITLE or len(line.text) > _LONGEST_LINE
    return full or bool(_ITEM.match(line.text) or paper.marks.starting_at("between", line.start))


def _is_rest_by_words(paper: Paper, heading: Heading, line: PrintLine, loose: bool) -> bool:
    if paper.marks.has("paper", heading.span) and _NAME_ALONE.fullmatch(line.text) and not line.gap:
        return True
    return not line.gap or (loose and len(line.text) < 30 and heading.lines < 3)


def _wants_a_name(paper: Paper, heading: Heading) -> bool:
    """Whether a heading ends with what a partnership calls itself, so that the next line must say which:
    "Samarbejdsplan for Tryghedspartnerskab"."""
    group = paper.marks.last("group", heading.span)
    return group is not None and group.end == heading.end


def _only_names_its_kind(paper: Paper, heading: Heading) -> bool:
    """Whether a heading only says what kind of paper it is, so that the next line must say whose: "Allonge nr. 2"."""
    named = paper.marks.of("paper", heading.span)
    left = _MEANS_NOTHING.sub("", _without(paper, heading.span, named))
    return bool(named) and not left and not paper.marks.has("years", heading.span)


def _is_as_large(size: float, other: float) -> bool:
    return size <= other * _SAME_SIZE and other <= size * _SAME_SIZE


def _joined(heading: Heading, one: _HeadLine) -> Heading:
    divided = heading.text.endswith("-") and one.line.text[:1].islower()
    text = heading.text[:-1] + one.line.text if divided else f"{heading.text} {one.line.text}"
    return replace(heading, text=_clean(text), end=one.line.end, lines=heading.lines + 1)


def _clean(text: str) -> str:
    return " ".join(_MARKUP.sub("", text).split()).strip(" :|")


def is_letterhead(paper: Paper, line: PrintLine) -> bool:
    """Whether a line names only a sender, an address, a day, a number or a recipient."""
    span, marks = (line.start, line.end), paper.marks
    if _BRACKETED.match(line.text) or _is_address(paper, span):
        return True
    first = marks.starting_at("letterhead", line.start)
    opens = first.value if first else ""
    unit = opens == "unit" and not marks.has("paper", span)
    if len(line.text) < _LETTERHEAD and (unit or opens in ("keyed", "greeting") or _TO_SOMEBODY.match(line.text)):
        return True
    return _names_nothing_else(paper, span)


def _is_address(paper: Paper, span: Span) -> bool:
    """Whether a line holds an address; "Tryghedsaftale for Ådalsvej 2021-2023" has years behind the name of a place."""
    marks = paper.marks
    return "address" in marks.values("letterhead", span) and not (
        marks.has("agreement", span) or marks.has("years", span)
    )


def _names_nothing_else(paper: Paper, span: Span) -> bool:
    """Whether nothing is left of a line without its senders, days and words of a letterhead; years are a title's."""
    marks = paper.marks
    if marks.has("years", span):
        return False
    taken = [
        *marks.any_of(("letterhead", "date", "day", "month", "year", "number_of", "organisation", "unit"), span),
    ]
    left = _MEANS_NOTHING.sub("", _without(paper, span, taken))
    if not left:
        return bool(taken)
    placed = _ONE_NAME.fullmatch(left) and marks.has_any(("date", "month"), span)
    return bool(placed) and "," in paper.text[slice(*span)] and not marks.has("paper", span)


def _without(paper: Paper, span: Span, marks: Sequence[Mark]) -> str:
    """What a stretch says besides some marks in it."""
    text = list(paper.text[slice(*span)])
    for mark in marks:
        text[mark.start - span[0] : mark.end - span[0]] = " " * (mark.end - mark.start)
    return "".join(text)
