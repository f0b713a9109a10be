"""The parts of a paper and what each is about.

A heading is a line of its own, numbered ("1. Baggrund", "§ 3", "III.", "A)") or not; in transcripts that run a page
together it stands inside the line and must be numbered. What a section is about is told by the words of its heading,
whatever a city calls it; see `parsers.structure.topics`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from parsers.marks.dates import ENDS_OPEN
from parsers.rules.wording import shown
from parsers.structure.lines import PrintLine, read_lines
from parsers.structure.topics import VERB, find_topics, fold

# What stands before the title of an annex.
_ANNEX = shown(
    re.compile(r"^(?:bilag|appendiks) (?:\d{1,2}|[A-H])\s?[:.–-]\s+", re.IGNORECASE),
    examples=("Bilag 2: Budget", "Bilag A. Mål"),
    rejects=("Bilag 2 til punkt 7",),
)
# A last heading may only name the partnership whose parties sign under it; a number before it may be missing.
_OWN_NAME = shown(re.compile(r"partnerskab|aftale"), examples=("partnerskabet",), rejects=("byen",))

# A scan reads II as "Il" or "ll", III as "lil", VII as "Vil": strokes alike, so that they are I all of them.
_STROKES = str.maketrans("li|", "III")
NUMERAL = r"(?:§\s*\d{1,2}|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[IVXl][IVXli|]{1,4}(?=\.\s)|[A-HJ-U])"
_NUMBERED = re.compile(
    rf"(?:(?:Afsnit|Kapitel|Artikel|(?:A[dD]\s+)?(?:[Pp]unkt|[Pp]kt\.?)|A[dD]|Dagsordenspunkt)\s+)?(?:\((?=\d{{1,2}}\)))?"
    rf"(?P<number>{NUMERAL})(?P<stop>[.):]|\s*[-–](?=\s)|\s*\|(?=\s[^|\n]+$)|(?=\s|$))"
    r"\s*(?P<title>.*)"
)
_INLINE = re.compile(
    r"(?:(?<=[.!?:»”\"]\s)|(?<=\d\s)|^|(?<=\s)(?=(?:§\s?\d|[IVX]{2,5}\.)))(?P<number>§\s*\d{1,2}|\d{1,2}"
    r"|[IVX]{1,5}|[A-H])[.):]?\s"
    r"(?P<title>(?:[A-ZÆØÅ]\w+(?:ets|ens|nes)\s)?(?:overordnede\s|fælles\s)?(?i:TOPIC)"
    r"(?:\s(?:og|for|med|over|i)(?:\s[a-zæøå][\w-]*){1,4})?|Aftale\som\s[^.\n]{3,50}?[Pp]artnerskab(?:et)?)"
    r"(?=\s+(?:[A-ZÆØÅ•\d(-]|$))".replace(
        "TOPIC",
        r"baggrund|indledning|formål|vision|parter(?:ne)?|deltagere|partnere|mål|målsætninger|succeskriterier"
        r"|indsatsområder|indsatsspor|fokusområder|temaer|organisering|organisation|styring|samarbejdsform|økonomi"
        r"|finansiering|budget|gyldighed|varighed|løbetid|ikrafttræden|aftaleperiode|periode|opfølgning|evaluering"
        r"|afrapportering|underskrifter|kort|geografi|afgrænsning",
    ),
    re.MULTILINE,
)
# Capitals run in before the first sentence of a section: "FORMÅL. Beboerne skal …".
_CAPITALS = re.compile(r"(?P<title>[A-ZÆØÅ]{2}[A-ZÆØÅ ,-]{1,40})[.:] +(?=[A-ZÆØÅ][a-zæøå]+[ ,]|I )")
_LONGEST_HEADING = 6  # words of a heading that ends with a stop
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Section:
    """`text[start:end]` from its heading to the next; `body_start` is where the heading ends.

    `number` is the numeral as printed, without its stop ("3", "§ 3", "III", "A"), None where there is none; `ordinal`
    is its value and `style` its kind (`arabic`, `paragraph`, `roman`, `letter`). `topics` are keys of `TOPICS`.
    """

    number: str | None
    heading: str
    start: int
    end: int
    body_start: int
    topics: tuple[str, ...] = ()
    ordinal: int | None = None
    style: str | None = None

    @property
    def is_nested(self) -> bool:
        """Whether it is a part of another: "2.1"."""
        return "." in (self.number or "")


@dataclass(frozen=True)
class Sections:
    """All sections in order. What stands before the first heading is in none of them. `apart`: the lines that stand as
    headings do, whatever they say."""

    all: tuple[Section, ...]
    apart: tuple[PrintLine, ...] = ()

    def __iter__(self) -> Iterator[Section]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def about(self, *topics: str) -> list[Section]:
        """The sections about any of these topics, in order."""
        return [section for section in self.all if any(topic in section.topics for topic in topics)]

    def at(self, offset: int) -> Section | None:
        """The section a place lies in."""
        return next((section for section in self.all if section.start <= offset < section.end), None)

    def heading_over(self, offset: int) -> str:
        """The words of the nearest line above a place that stands as a heading does, without its number."""
        section, at = self.at(offset), bisect_right(self._apart_starts, offset) - 1
        if at >= 0 and (section is None or self.apart[at].start > section.start):
            return self.apart[at].text
        return section.heading if section else ""

    @cached_property
    def _apart_starts(self) -> list[int]:
        return [line.start for line in self.apart]


def find_sections(text: str) -> Sections:
    """The sections of a text, by the headings in it."""
    lines = list(read_lines(text))
    found = [*_line_headings(text, lines), *_inline_headings(lines)]
    found.sort(key=lambda section: section.start)
    kept = _in_sequence(_without_repeated(_without_lists(found, text)), text)
    ends = [*(section.start for section in kept), len(text)][1:]
    apart = (line for at, line in enumerate(lines) if line.gap and _stands_alone(lines, at))
    return Sections(tuple(replace(section, end=end) for section, end in zip(kept, ends, strict=True)), tuple(apart))


def read_ordinal(number: str) -> tuple[int, str]:
    """The value and style of a numeral: ("III", or read as "lil") -> (3, "roman"); of "2.1" the first part counts."""
    digits = re.search(r"\d+", number)
    if digits:
        return int(digits.group()), "paragraph" if "§" in number else "arabic"
    roman = number.translate(_STROKES)
    if set(roman) <= set("IVX"):
        values = [_ROMAN[sign] for sign in roman]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-value if value < after else value for value, after in pairs), "roman"
    return ord(number) - ord("A") + 1, "letter"


def _line_headings(text: str, lines: list[PrintLine]) -> Iterator[Section]:
    for at, line in enumerate(lines):
        heading = _in_capitals(line)
        if heading is None and len(line.text) <= 110:
            heading = _numbered(lines, at) or _unnumbered(text, lines, at)
        if heading:
            yield heading


def _in_capitals(line: PrintLine) -> Section | None:
    opening = _CAPITALS.match(line.text)
    topics = find_topics(opening["title"]) if opening else ()
    if not opening or not topics:
        return None
    end = line.start + opening.end()
    return Section(None, opening["title"], line.start, end, end, topics)


def _unnumbered(text: str, lines: list[PrintLine], at: int) -> Section | None:
    """A line as a heading: marked with "#", or set apart and of a known topic."""
    line = lines[at]
    marked = "#" in text[max(0, line.start - 2) : line.start]
    topics = find_topics(_ANNEX.sub("", line.text)) if marked or _stands_alone(lines, at) else ()
    return Section(None, line.text.rstrip(":"), line.start, line.end, line.end, topics) if marked or topics else None


def _numbered(lines: list[PrintLine], at: int) -> Section | None:
    """A line with a number as a heading."""
    match = _NUMBERED.match(lines[at].text)
    if match is None or not (_is_sure(match) or match["number"].isdigit()):
        return None
    if not match["title"] and at and not lines[at].gap and lines[at - 1].text.endswith(ENDS_OPEN):
        return None  # "… niveauet fra 2021, hvor der var", and below it "41."
    title, end = _title_of(match, lines, at)
    topics = () if _is_sentence(title) else find_topics(title)
    if not topics and not (_is_sure(match) and _may_be_title(title)):
        return None
    number = match["number"]
    return Section(number, title.rstrip(":"), lines[at].start, end, end, topics, *read_ordinal(number))


def _is_sure(match: re.Match[str]) -> bool:
    """Whether what begins a line is a number of its own: a sign or a stop tells it."""
    return bool(match["stop"]) or "§" in match["number"]


def _title_of(match: re.Match[str], lines: list[PrintLine], at: int) -> tuple[str, int]:
    """The words behind a number and where they end; on the next line where the number stands alone."""
    title = match["title"].strip(" *_")
    if not title and _is_sure(match) and at + 1 < len(lines):
        return lines[at + 1].text, lines[at + 1].end
    return title, lines[at].end


def _may_be_title(title: str) -> bool:
    """Whether words about nothing known may be a heading: few, with a capital, no verb and no stop."""
    return 0 < len(title) <= 90 and title[0].isupper() and title[-1] not in ".:;,-" and not VERB.search(fold(title))


def _is_sentence(title: str) -> bool:
    """Whether what stands behind a number says something and ends so: "1. Parterne holder øje med udviklingen."."""
    return title.endswith(".") and len(title.split()) > _LONGEST_HEADING


def _stands_alone(lines: list[PrintLine], at: int) -> bool:
    """Whether a line is set apart: what is before it has ended, and what follows begins afresh."""
    line = lines[at]
    if len(line.text) > 75 or not line.text[0].isupper() or line.text[-1] in ".,;-":
        return False
    if at and not line.gap and lines[at - 1].text[-1] not in ".:!?" and len(lines[at - 1].text) > 60:
        return False
    return at + 1 == len(lines) or not lines[at + 1].text[0].islower()


def _inline_headings(lines: list[PrintLine]) -> Iterator[Section]:
    for line in lines:
        if len(line.text) <= 110:
            continue
        for match in _INLINE.finditer(line.text):
            topics = find_topics(match["title"])
            if topics:
                ordinal, style = read_ordinal(match["number"])
                start, end = line.start + match.start(), line.start + match.end()
                yield Section(match["number"], match["title"], start, end, end, topics, ordinal, style)


def _without_lists(found: list[Section], text: str) -> list[Section]:
    """Three lines numbered in a row with nothing between them are a list or a table of contents, not headings."""
    counts = [_counts_on(a, b, text) for a, b in pairwise(found)]
    listed: set[int] = set()
    for at, (one, other) in enumerate(pairwise(counts)):
        if one and other:
            listed |= {at, at + 1, at + 2}
    return [section for at, section in enumerate(found) if at not in listed or _ends_list(found, at, listed, text)]


def _ends_list(found: list[Section], at: int, listed: set[int], text: str) -> bool:
    """Whether the last of lines numbered in a row is the heading behind a list, not its last item.

    3. Temaer        it counts on from the heading above the list, and a blank line
    1. Lys           parts it from the items, which none parts from each other
    2. Leg
    3. Ro

    4. Mål
    """
    if at + 1 in listed and _counts_on(found[at], found[at + 1], text):
        return False
    first = at
    while first - 1 in listed and _counts_on(found[first - 1], found[first], text):
        first -= 1
    apart = [_is_parted(section, text) for section in found[first + 1 : at + 1]]
    goes_on = first > 0 and _precedes(found[first - 1], found[at])
    return goes_on and apart[-1:] == [True] and not any(apart[:-1])


def _precedes(section: Section, other: Section) -> bool:
    """Whether another heading has the next number of the same kind."""
    return section.style == other.style and not section.is_nested and other.ordinal == (section.ordinal or 0) + 1


def _is_parted(section: Section, text: str) -> bool:
    """Whether a blank line stands before a heading."""
    return "\n\n" in text[max(0, section.start - 4) : section.start].replace(" ", "")


def _counts_on(section: Section, following: Section, text: str) -> bool:
    """Whether a heading has the next number of the same kind, with nothing printed between."""
    close = not text[section.body_start : following.start].strip()
    return close and section.style == following.style and following.ordinal == (section.ordinal or 0) + 1


def _without_repeated(found: list[Section]) -> list[Section]:
    """Of two headings in a row with one number the first is an item of the list above it: "3. Samarbejde om fritid" as
    the third goal, before "3. Organisering"."""
    return [section for at, section in enumerate(found) if not _is_repeated(section, _next_of_style(found, at))]


def _is_repeated(section: Section, following: Section | None) -> bool:
    if following is None or section.is_nested or section.ordinal is None:
        return False
    return following.ordinal == section.ordinal and bool(following.topics)


def _next_of_style(found: list[Section], at: int) -> Section | None:
    """The next heading that is numbered like one."""
    return next((s for s in found[at + 1 :] if s.style == found[at].style and not s.is_nested), None)


def _in_sequence(found: list[Section], text: str) -> list[Section]:
    """Headings of unknown topic count only where they continue the numbering; a page number glued on is taken off.

    Those that lead up to the first one known ("1. Hvad det handler om" before "2. Mål") continue it backwards.
    """
    kept: list[Section] = []
    last: dict[str, int] = {}
    for at, section in enumerate(found):
        if section.ordinal is None or section.style is None:
            kept.append(section)
            continue
        before = last.get(section.style, 0)
        ordinal = _unglued(section.ordinal, before)
        leads = _follows(section, ordinal, before) or ((before or not kept) and _leads_on(found, at, before, text))
        if section.topics or leads:
            kept.append(replace(section, ordinal=ordinal))
            last[section.style] = ordinal
    return kept


def _follows(section: Section, ordinal: int, before: int) -> bool:
    jumps = ordinal == before + 2 and bool(_OWN_NAME.search(fold(section.heading)))
    return before > 0 and (ordinal == before + 1 or jumps)


def _leads_on(found: list[Section], at: int, before: int, text: str) -> bool:
    """Whether a heading that does not continue the numbering stands apart, and the next of its style continues it.

    It begins the numbering, or one number is missing before it.
    """
    section = found[at]
    if section.ordinal != (1 if before == 0 else before + 2) or not _is_apart(section, text):
        return False
    following = _next_of_style(found, at)
    if following is None:
        return before > 0
    between = text[section.body_start : following.start]
    return following.ordinal == section.ordinal + 1 and _is_apart(following, text) and len(between.split()) > 12


def _is_apart(section: Section, text: str) -> bool:
    """Whether blank lines stand before and after a heading."""
    before, after = text[max(0, section.start - 4) : section.start], text[section.body_start : section.body_start + 4]
    return ("\n\n" in before.replace(" ", "") or section.start < 4) and "\n\n" in after.replace(" ", "")


def _unglued(ordinal: int, before: int) -> int:
    return ordinal % 10 if ordinal > 10 and ordinal != before + 1 and ordinal % 10 == before + 1 else ordinal
