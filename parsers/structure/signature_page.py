"""Where a paper may be signed: lines that are no running text, under words that say so or late in it.

Who signs is no concern of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.calendar import NAMES
from parsers.marks.mark import Span
from parsers.marks.names.people import find_titles
from parsers.rules.wording import shown
from parsers.structure.paper import Paper
from parsers.structure.printed_pieces import Line

_STROKE = shown(
    re.compile(r"_{3,}|[.]{5,}|…{2,}"),
    examples=(
        "____",
        "......",
    ),
    rejects=("__",),
)
_WORD = shown(re.compile(r"(?<!\S)[^\W\d_]\S*"), examples=("Anne",), rejects=("2024",))
_PAGE_NUMBER = shown(
    re.compile(r"(?:side )?\d{1,3}(?: ?(?:af|/) ?\d{1,3})?", re.IGNORECASE),
    examples=("Side 3 af 4", "12"),
    rejects=("marts",),
)
_CLAUSE = shown(
    re.compile(r"(?:§ ?)?\d{1,2}\.\d{1,2}\.? .{12,}\."),
    examples=("5.1 Aftalen gælder til 2023.",),
    rejects=("1.1 Mål",),
)
# Nobody signs before these shares of a paper: under a heading that says so, and without one.
_HEADED, _UNHEADED = 0.15, 0.5
_WORDS_OF_PROSE, _WORDS_OF_SENTENCE, _SMALL_WORDS = 7, 5, 0.64
_LONGEST_LINE = 170
_OF_DAYS = frozenset(("den", "d", "dato", *NAMES))


@dataclass(slots=True)
class Region:
    """Lines that are no running text (start, end, blank lines before it); `headed`: something above or in
    them says that they are signed."""

    headed: bool
    lines: list[Line] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From its first line to its last."""
        return self.lines[0][0], self.lines[-1][1]

    def add(self, paper: Paper, line: Line) -> None:
        """A line more; a stroke to sign on says that it is signed, too."""
        start, end, _ = line
        self.headed |= paper.marks.has("signs", (start, end)) or bool(_STROKE.search(paper.text, start, end))
        self.lines.append(line)


def find_regions(paper: Paper) -> list[Region]:
    """Where a paper may be signed, in order."""
    late = paper.end * _UNHEADED
    found = [region for region in _regions(paper) if region.lines and (region.headed or region.span[0] >= late)]
    return [region for region in found if paper.marks.has("organisation", region.span) or region.headed]


def _regions(paper: Paper) -> Iterator[Region]:
    region, running, before = Region(False), False, ""
    for start, end, blank in _lines(paper.text, int(paper.end * _HEADED), paper.end):
        line = paper.text[start:end]
        stroked = bool(_STROKE.search(line))  # a row of blocks to sign in is long, and no prose
        running = (not stroked and is_prose(line)) or (running and not blank and not before.endswith((".", ":")))
        before = line
        long = max(map(len, line.split("\t"))) > _LONGEST_LINE  # a cell, where blocks are the cells of a row
        if running or (long and not stroked) or _parts(paper, (start, end), region):
            yield region
            region = Region(_announces(paper, (start, end)))
        elif not _PAGE_NUMBER.fullmatch(line):
            region.add(paper, (start, end, blank))
    yield region


def _parts(paper: Paper, line: Span, region: Region) -> bool:
    """Whether nobody signs at a line: an appendix begins, or a section about something else."""
    if paper.marks.starting_at("no_signature", line[0]) is not None:
        return True
    topics = _heading(paper, line)
    signed = "signatures" in topics or _names_someone(paper, *line)
    return bool(topics) and not (region.headed and region.lines and signed)


def _announces(paper: Paper, line: Span) -> bool:
    """Whether a line says that it is signed below."""
    if paper.marks.starting_at("no_signature", line[0]) is not None:
        return False
    section = paper.sections.at(line[0])
    return paper.marks.has("signs", line) or (section is not None and "signatures" in section.topics)


def _heading(paper: Paper, line: Span) -> tuple[str, ...]:
    """The topics of the heading that a line is; none where it is no heading."""
    section = paper.sections.at(line[0])
    return section.topics if section and section.start == line[0] else ()


def _names_someone(paper: Paper, start: int, end: int) -> bool:
    """Whether what looks like a heading is a line of a signature: "Økonomi- og planchef Lone Friis"."""
    told = paper.marks.has_any(("organisation", "unit"), (start, end))
    return told or next(find_titles(paper.text, start, end), None) is not None


def _lines(text: str, low: int, high: int) -> Iterator[Line]:
    """The printed lines of a stretch, and how many blank ones stand before each."""
    at, blank = text.rfind("\n", 0, low) + 1, 0
    for line in text[at:high].split("\n"):
        bare = line.strip(" \t\u00a0\f")
        if bare:
            start = at + line.index(bare[0])
            yield start, start + len(bare), blank
        blank = 0 if bare else blank + 1
        at += len(line) + 1


def is_prose(line: str) -> bool:
    """Whether a line is running text: many words, few of them with a capital; a clause with its number; fewer words,
    half of them small, that end like a sentence. Days and names are none: "den 20. februar den 22. februar"."""
    words = _WORD.findall(line)
    if all(word[0].isupper() or word.casefold().strip(".:") in _OF_DAYS for word in words):
        return False
    small = sum(word[0].islower() for word in words)
    sentence = line.endswith(".") and len(words) >= _WORDS_OF_SENTENCE and 2 * small >= len(words)
    return (
        sentence or _CLAUSE.fullmatch(line) is not None or small > _SMALL_WORDS * max(len(words), _WORDS_OF_PROSE + 1)
    )
