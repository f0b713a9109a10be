"""Time between the end of the earlier agreement that a paper names and its own start.

    Den tidligere aftale løb fra 2015 til 2017.      the sentence speaks of an agreement that was before: 2017-12-31
    Der var et partnerskab før. Det ophørte i 2018.   the next sentence goes on about it

The anchor is the last day of some years, or one that an end is said of, in a sentence about an earlier agreement.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.records import Agreement, Finding
from parsers.findings.stated import state_finding
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper
from parsers.structure.sentences import find_sentences

_DATED = ("date", "month", "year", "years", "stretch")
# What may stand between the first and the last of some dates.
_JOINED = shown(
    compile_danish(
        r"\s*(?:[-–—/]|,?\s*(?:og )?(?:frem )?til(?: og med)?(?: (?:den|udgangen af|ultimo))?|,|,?\s*og)\s*(?:den )?"
    ),
    examples=(" til og med den ", " – ", ", "),
    rejects=(" men ",),
)
# What stands right before the day on which something ended.
_ON = shown(
    compile_danish(r"\b(?:den|d\.|til|pr\.?|i|udgangen af|ultimo|slutningen af|udløbet af|med)\s*$"),
    examples=("udløb den ", "ved udgangen af "),
    rejects=("fra ",),
)
_NEAR = 50  # letters between what says that something ended and the day


@dataclass(frozen=True, slots=True)
class _End:
    """The day an earlier agreement ended, and where the paper says so."""

    day: date
    span: Span


def find_period_gaps(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """A gap between the latest earlier agreement that is named and this one, where they do not meet or overlap."""
    period = agreement.period
    if period is None or period.start is None or agreement.kind != "partnership_agreement":
        return
    start = date.fromisoformat(period.start)
    close = date.fromisoformat(period.end) if period.end else date.max
    last = max((end for end in _earlier_ends(paper) if end.day < close), key=lambda end: end.day, default=None)
    if last is not None and last.day + timedelta(days=1) < start:
        evidence = [*paper.body.evidence(*last.span, "period-gap", 0.75), *agreement.evidence.get("period", [])]
        yield state_finding("period-gap", "info", {"ended": str(last.day), "begins": str(start)}, evidence)


def _earlier_ends(paper: Paper) -> Iterator[_End]:
    spoken = False
    # What a box beside the text says is a table to `paper.sentences`.
    for span in find_sentences(paper.text, 0, paper.end):
        dated = paper.marks.has_any(_DATED, span)
        goes_on = dated and spoken and paper.marks.starting_at("goes_on", span[0]) is not None
        named = paper.marks.has("has_years", span, "agreement") or paper.marks.has("cooperation", span)
        spoken = named and paper.marks.has("earlier", span)
        if dated and (spoken or goes_on):
            yield from _ends_in(paper, span)


def _ends_in(paper: Paper, span: Span) -> Iterator[_End]:
    """The last days that a sentence about an earlier agreement names."""
    marks = paper.marks
    taken = span[0]
    for low, high, last in _ranges(paper, span):
        taken = high
        if _is_of_an_agreement(paper, span, low):
            yield _End(_last_day(last), (low, high))
    for ends in marks.of("ended", (taken, span[1])):
        near = marks.any_of(_DATED, (ends.end, min(span[1], ends.end + _NEAR)))
        last_named = next((mark for mark in near if _ON.search(paper.text[ends.start : mark.start])), None)
        if last_named and _is_of_an_agreement(paper, span, last_named.start):
            yield _End(_last_day(last_named), last_named.span)
            return


def _ranges(paper: Paper, span: Span) -> Iterator[tuple[int, int, Mark]]:
    """Years from a first to a last one: where they stand, and the last."""
    found = paper.marks.any_of(_DATED, span)
    yield from ((mark.start, mark.end, mark) for mark in found if mark.kind == "years")
    for one, other in pairwise([mark for mark in found if mark.kind != "years"]):
        if one.end <= other.start and _JOINED.fullmatch(paper.text, one.end, other.start):
            yield one.start, other.end, other


def _is_of_an_agreement(paper: Paper, span: Span, at: int) -> bool:
    """Whether years are those of an agreement and not of a strategy or a plan that is named nearer to them."""
    nearest = paper.marks.last("has_years", (span[0], at))
    return nearest is None or nearest.value == "agreement"


def _last_day(mark: Mark) -> date:
    """The last day that a mark of time holds."""
    value = mark.value[-1] if mark.kind in ("years", "stretch") else mark.value
    if mark.kind == "month":
        year, month = mark.value
        return date(year, month, monthrange(year, month)[1])
    return date(value, 12, 31) if isinstance(value, int) else date.fromisoformat(value)
