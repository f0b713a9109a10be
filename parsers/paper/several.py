"""Files that hold several papers: the record is of the first whole one, what a later one sets is not its own.

A later paper begins on a page of its own with what it is called, behind the signatures of the one before it, or behind
two of its formal parts where it names another place or other years; and it goes on to make or change an agreement. A
title that is said again, an annex and a page that only names a paper begin none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from models.records import Evidence
from parsers.marks.mark import Span
from parsers.paper.title import Title
from parsers.rules.wording import shown
from parsers.structure.lines import printed_end
from parsers.structure.paper import Paper

_TITLED = frozenset(("addendum", "status_report", "partnership_agreement"))
_DEEDS = ("makes", "pledges", "changes")
_OPENING = 2500  # letters in which a paper says what it does
_LONGEST_TITLE = 120
_FORMAL = ("parties", "goals", "organisation", "economy", "validity")
_WORD = shown(
    re.compile(r"[^\W\d_]{4,}|\d{4}"),
    examples=(
        "aftale",
        "2024",
    ),
    rejects=("24",),
)
_DECORATION = shown(re.compile(r"[\s*#_>]*"), examples=("## ", "**"))
_SAYS_ON = shown(re.compile(r"[.,:;]\**$"), examples=("aftalen er:", "indgået."), rejects=("2020-2023",))
# A paragraph that goes on at the top of a page: a sentence ends in its line, or what is named does something.
_TELLS = shown(
    re.compile(
        r"(?:[a-zæøå]{3,}|\d{4})\. [A-ZÆØÅ]"
        r"|(?:[Aa]ftalen|[Tt]illægget|[Rr]apporten|[Pp]artnerskabet) (?:løber|gælder|træder|kan|skal|er|har|ophører"
        r"|udløber|dækker|omfatter|bygger|forlænges|viser)\b"
    ),
    examples=("Tillægget gælder fra 2022. Det kan", "Aftalen kan opsiges af"),
    rejects=("Tillæg nr. 2 til aftalen", "Aftale 2022-2025"),
)
_PARTED = shown(re.compile(r"\n\s*\n\s*\n\s*$"), examples=("Lejerbo\n\n\n",), rejects=("Lejerbo\n\n",))
_CONFIDENCE = 0.8


def first_of_several(paper: Paper, title: Title) -> Paper:
    """The paper without those behind it in the same file; it knows where they began."""
    later = list(_later(paper, title))
    if not later:
        return paper
    body, start = paper.body, later[0][0]
    notes = paper.end, bisect_left(body.pages, body.pages[start], paper.end + 1)
    quotes = tuple(_quote(paper, span) for span in later)
    return Paper(body.rearranged([(0, start), notes]), quotes)


def _quote(paper: Paper, span: Span) -> Evidence:
    return paper.body.evidence(*span, "several-papers", _CONFIDENCE)[0]


def _later(paper: Paper, title: Title) -> Iterator[Span]:
    """The titles of later papers, in order."""
    signed = [part.start for part in paper.sections.about("signatures") if part.start > title.end]
    formal = [part.start for part in paper.sections.about(*_FORMAL) if part.start > title.end]
    last = title.span
    for mark in paper.marks.of("paper", (title.end, paper.end)):
        line = _line(paper, mark.start)
        ended = any(last[1] < start < line[0] for start in signed)
        done = sum(last[1] < start < line[0] for start in formal) > 1 and _names_another(paper, last, line)
        heads = mark.value == "status_report" and mark.end >= line[1]  # "Opfølgning": of a section, not of a report
        if mark.value in _TITLED and not heads and (ended or done) and _begins(paper, line, mark.start):
            yield line
            last = line


def _names_another(paper: Paper, title: Span, line: Span) -> bool:
    """Whether a line says another place or other years than a title."""
    said, more = (set(_WORD.findall(paper.text[slice(*span)].casefold())) for span in (title, line))
    return bool(more - said) and bool(said - more)


def _line(paper: Paper, at: int) -> Span:
    start = paper.text.rfind("\n", 0, at) + 1
    stop = paper.text.find("\n", at)
    return start, stop if stop >= 0 else len(paper.text)


def _begins(paper: Paper, line: Span, named: int) -> bool:
    """Whether a line that names a kind of paper begins one."""
    text, start = paper.text, line[0]
    said = text[slice(*line)].rstrip()
    if len(said) > _LONGEST_TITLE or _SAYS_ON.search(said) or _TELLS.search(said):
        return False
    if not _DECORATION.fullmatch(text, start, named) or paper.table_at(start) is not None:
        return False
    before = printed_end(text, start)
    apart = bool(_PARTED.search(text[max(0, start - 80) : start]))
    on_top = before > 0 and paper.body.pages[before - 1] != paper.body.pages[named]
    return (apart or on_top) and paper.marks.has_any(_DEEDS, (line[1], min(paper.end, line[1] + _OPENING)))
