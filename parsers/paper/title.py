"""The title of a paper: the heading of its head that says best what the paper is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.marks.mark import Mark, Span
from parsers.paper.head import Heading, read_headings
from parsers.rules.rule import Trace
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_LARGER = 1.25  # how much larger a line of the cover is than the one below it that names the paper
# Kinds of papers that a title names; proceedings and notes are named above it.
_TITLED = frozenset(("addendum", "reporting_basis", "status_report", "partnership_agreement"))
_WORDS = shown(re.compile(r"[\W\d_]+"), examples=("2024",), rejects=("aftale",))


@dataclass(frozen=True, slots=True)
class Title:
    """The title and where it stands; `text` is one line, None where no line reads as a title.

    `beside`: the other headings of the head.
    """

    text: str | None
    start: int = 0
    end: int = 0
    beside: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


def read_title(paper: Paper, trace: Trace) -> Title:
    """The heading that names the kind of paper and more, else the one that only names it, else one that speaks of
    safety or partnership, else the first. Of two that are as good the first one counts.
    """
    headings = read_headings(paper)
    for heading in headings:
        trace.note("title", "title-lines", heading.span, heading.text, "candidate")
    if not headings:
        return Title(None)
    chosen = _best(paper, headings)
    beside = tuple(heading.span for heading in headings if heading is not chosen)
    above = _larger_above(paper, headings, chosen)
    text = f"{above.text} {chosen.text}" if above else chosen.text
    start = above.start if above else chosen.start
    return Title(re.sub(r"(?<=\d) \d{1,2}$", "", text), start, chosen.end, beside)


def _best(paper: Paper, headings: list[Heading]) -> Heading:
    """The first of the best rank that is no running head: those are printed plainly smaller than another of that rank,
    or say less of the same.

    Partnerskabsaftale for Skovparken        Nordby · februar 2023
    Partnerskabsaftale for Skovparken
    2023-2027
    """
    ranks = [_rank(paper, heading) for heading in headings]
    best = [heading for heading, rank in zip(headings, ranks, strict=True) if rank == min(ranks)]
    largest = max(heading.size for heading in best)
    first = next(heading for heading in best if heading.size * _LARGER >= largest)
    return next((one for one in best if one.text.startswith(f"{first.text} ")), first)


def _rank(paper: Paper, heading: Heading) -> int:
    marks, span = paper.marks, heading.span
    named = [mark for mark in marks.of("paper", span) if mark.value in _TITLED and not _is_group(paper, mark)]
    tells = marks.has("tells", span) and not heading.text.endswith("?")
    if named and not tells and not marks.starting_at("between", named[0].end + 1):
        return 1 if _says_no_more(paper, heading) else 0
    return 2 if marks.has("spoken", span) else 3


def _is_group(paper: Paper, mark: Mark) -> bool:
    """Whether a word names the partnership rather than its paper."""
    return paper.marks.starting_at("group", mark.start) is not None


def _says_no_more(paper: Paper, heading: Heading) -> bool:
    """Whether a heading names only a kind of paper and its years: "Partnerskabsaftale 2020-2023"."""
    said = [paper.text[slice(*mark.span)] for mark in paper.marks.of("paper", heading.span)]
    left = heading.text
    for words in said:
        left = left.replace(" ".join(words.split()), " ")
    return not _WORDS.sub("", re.sub(r"\b(?:nr|for|perioden|årene|til)\b", "", left))


def _larger_above(paper: Paper, headings: list[Heading], chosen: Heading) -> Heading | None:
    """The line of a cover right above the title that is printed larger: "Tryg hverdag" over what the paper is."""
    at = headings.index(chosen)
    above = headings[at - 1] if at else None
    larger = above is not None and chosen.size > 0 and above.size > chosen.size * _LARGER
    return above if above and larger and not paper.marks.has("agreement", above.span) else None
