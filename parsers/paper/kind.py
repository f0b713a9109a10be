"""What kind of paper it is: by what it is called, and by what it does.

A title names the kind; but an agreement is one by what follows: somebody makes it, and it has parts of one. A paper
whose title says nothing, or lost a letter, is what its own words do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Evidence, Kind
from parsers.marks.mark import Mark
from parsers.paper.title import Title
from parsers.rules.rule import Trace
from parsers.structure.lines import read_lines
from parsers.structure.paper import Paper
from parsers.structure.signature_page import find_regions

# What a paper is called -> its kind and how sure that is. The first that fits counts.
_CALLED: dict[str, tuple[Kind, float]] = {
    "proceedings": ("other", 0.9),
    "addendum": ("addendum", 0.95),
    "reporting_basis": ("reporting_basis", 0.9),
    "status_report": ("status_report", 0.9),
    "other": ("other", 0.85),
    "partnership_agreement": ("partnership_agreement", 0.93),
}
# What may also be said above the title, and what a paper that sets goals against proposed ones may also be called.
_IN_LETTERHEAD = frozenset(("proceedings", "addendum", "other"))
_GIVES_WAY = frozenset(("status_report", "other"))
_FORMAL = frozenset(("parties", "goals", "organisation", "economy", "validity", "signatures", "focus"))
_LATE = 0.4  # of a paper: nobody signs before
_OPENING = 2500  # characters in which a paper says what it does


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a paper shows: topics of its formal parts, how often it makes an agreement, whether it says so outright."""

    formal: int
    makes: int
    pledges: Mark | None
    changes: Mark | None
    outright: bool

    @property
    def is_agreement(self) -> bool:
        """Whether the parts of an agreement are there; one will do where the paper calls itself one outright."""
        parts = self.formal > 2 or (self.makes > 0 and self.formal > 0) or self.makes > 1
        return parts or (self.outright and self.makes + self.formal > 0)


def read_kind(paper: Paper, title: Title, trace: Trace) -> tuple[Kind, list[Evidence]]:
    """The kind and where it is said."""
    facts = _read_facts(paper, title)
    for called, mark in _named(paper, title):
        kind, confidence = _CALLED[called]
        objection = _objection(paper, title, called, mark, facts)
        trace.note("kind", mark.rule, mark.span, kind, objection or "kept")
        if objection is None and called in _GIVES_WAY and _sets_against(paper):
            return "reporting_basis", _whole(paper, title, "kind-by-goals", 0.8)
        if objection is None:
            return kind, paper.body.evidence(*mark.span, f"kind-{called}".replace("_", "-"), confidence)
    return _by_deeds(paper, title, facts, trace)


def _read_facts(paper: Paper, title: Title) -> _Facts:
    opening = title.end, min(paper.end, title.end + _OPENING)
    topics = {topic for part in paper.sections for topic in part.topics}
    makes = paper.marks.of("makes", (0, paper.end))
    pledges = paper.marks.first("pledges", opening)
    outright = any(paper.marks.has("outright", span) for span in (title.span, *title.beside))
    return _Facts(len(_FORMAL & topics), len(makes), pledges, paper.marks.first("changes", opening), outright)


def _named(paper: Paper, title: Title) -> Iterator[tuple[str, Mark]]:
    """What the title calls the paper, or the lines above and beside it, in the order of `_CALLED`."""
    above = 0, max(title.start, 1)
    for called in _CALLED:
        mark = paper.marks.first("paper", title.span, called)
        if mark is None and called in _IN_LETTERHEAD:
            mark = next((one for one in paper.marks.of("paper", above) if one.value == called), None)
            mark = None if mark and _is_annex(paper, mark) else mark
        if mark is None and called == "partnership_agreement":
            beside = (paper.marks.starting_at("outright", span[0]) for span in title.beside)
            mark = next((one for one in beside if one), None)
        if mark is not None:
            yield called, mark


def _is_annex(paper: Paper, mark: Mark) -> bool:
    """An annex to minutes is not minutes: "Bilag 3 til dagsordenen"."""
    line = paper.text.rfind("\n", 0, mark.start) + 1
    return paper.marks.has("annex", (line, mark.start))


def _objection(paper: Paper, title: Title, called: str, mark: Mark, facts: _Facts) -> str | None:
    """Why a paper is not what it is called."""
    if called == "partnership_agreement":
        said = facts.is_agreement or (facts.makes + facts.formal > 0 and _is_signed(paper))
        return None if said else "no part of an agreement follows"
    titled = title.start <= mark.start < title.end or facts.pledges is not None
    if not titled or not _may_be_one(paper, title, called, facts):
        return None
    has_parts = facts.is_agreement and (facts.formal > 1 or _is_signed(paper))
    return "the paper has the parts of an agreement" if has_parts else None


def _is_signed(paper: Paper) -> bool:
    """Whether somebody signs in its second half; for whom may be hidden under the pen."""
    return any(region.headed and region.span[0] > paper.end * _LATE for region in find_regions(paper))


def _may_be_one(paper: Paper, title: Title, called: str, facts: _Facts) -> bool:
    """Whether what is called something else may make the agreement: "Statusrapport om partnerskabsaftalen", "Med denne
    handleplan indgår parterne aftale"; minutes that do, and that the parties have signed."""
    if called == "proceedings":
        return facts.pledges is not None and _is_signed(paper)
    if called not in _GIVES_WAY:
        return False
    return paper.marks.has("agreement", title.span) or (called == "other" and facts.pledges is not None)


def _sets_against(paper: Paper) -> bool:
    """Whether it holds goals in force against proposed ones."""
    return len({scope.status for scope in paper.scopes}) > 1


def _by_deeds(paper: Paper, title: Title, facts: _Facts, trace: Trace) -> tuple[Kind, list[Evidence]]:
    """What a paper is that is called nothing known."""
    kind: Kind = "other"
    deed: Mark | None = None
    if facts.changes is not None and not facts.pledges:
        kind, deed = "addendum", facts.changes
    elif facts.pledges is not None and (facts.formal > 0 or facts.makes > 1):
        kind, deed = "partnership_agreement", facts.pledges
    elif facts.formal > 3 and facts.is_agreement:
        kind = "partnership_agreement"
    name = "kind-by-deeds" if deed else "kind-by-parts" if kind != "other" else "kind-nothing-fits"
    trace.note("kind", name, deed.span if deed else title.span, kind)
    evidence = paper.body.evidence(*deed.span, name, 0.8) if deed else _whole(paper, title, name, 0.7)
    return kind, evidence


def _whole(paper: Paper, title: Title, rule: str, confidence: float) -> list[Evidence]:
    if title.text:
        return paper.body.evidence(*title.span, rule, confidence)
    first = next(read_lines(paper.text), None)
    return paper.body.evidence(first.start, first.end, rule, confidence) if first else []
