"""When an agreement runs: which of the days and years that a paper prints are its own.

The anchor is a clause that says how long something runs; its slots are the first day, the last day, a length and the
day of signing. What runs must be the agreement: by its label, by its own words, by the section it stands in or by the
paper's title, in that order. A first day that the clause lacks is sought in the clauses near it; an addendum's clauses
must set something anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.codes import StartBasis
from models.records import Evidence, Kind, Period
from parsers.marks.dates import add_years
from parsers.marks.mark import Mark, Span
from parsers.paper.dated import Day, read_days
from parsers.paper.stretches import read_stretches
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper

# How sure a clause is to be about the agreement's own run.
_LABELLED, _SAID, _IN_SECTION, _TITLE = 4, 3, 2, 1
_CONFIDENCE = {_LABELLED: 0.95, _SAID: 0.95, _IN_SECTION: 0.88, _TITLE: 0.75}
_RULES = {
    _LABELLED: "period-labelled", _SAID: "period-said", _IN_SECTION: "period-in-its-section", _TITLE: "period-in-title",
}  # fmt: skip
_NEAR = 350  # characters between the clauses of the first and of the last day
_LABEL_WORDS = 5
_PARTINGS = (":", "|", "\t", "  ")
_LONGEST = 15  # years


@dataclass(frozen=True, slots=True)
class Clause:
    """What one stretch of text says of a run, and how sure it is to be the agreement's."""

    span: Span
    sureness: int
    start: Day | None
    end: Day | None
    months: Mark | None
    signing: Mark | None
    in_section: bool
    sets: int = 0

    @property
    def last(self) -> str | None:
        """The last day, said or counted from the first."""
        if self.end:
            return self.end.last
        return add_years(self.start.first, 0, self.months.value) if self.start and self.months else None

    @property
    def years(self) -> tuple[str, str]:
        """Its first and its last year, "" where it says none: a title with the same years bears it out."""
        return (self.start.first[:4] if self.start else "", (self.last or "")[:4])

    @property
    def order(self) -> tuple[int, bool, int, str, int]:
        """The best first: what is set anew, with both ends, sure, late in an addendum, early in the paper."""
        whole = bool(self.start and self.last) or bool(self.signing and self.last)
        return self.sets, whole, self.sureness, (self.last or "") if self.sets else "", -self.span[0]


def read_period(paper: Paper, kind: Kind, title: Span, trace: Trace) -> tuple[Period | None, list[Evidence]]:
    """The period and its evidence; None in papers that set none, and where nothing says it."""
    if kind not in ("partnership_agreement", "addendum"):
        return None, []
    clauses = list(_clauses(paper, kind, title))
    for clause in clauses:
        value = (clause.start and clause.start.first, clause.last)
        trace.note("period", _RULES[clause.sureness], clause.span, value, "candidate")
    ended = [clause for clause in clauses if clause.last]
    said = [clause for clause in ended if clause.sureness > _TITLE]
    titled = {clause.years for clause in ended if clause.sureness == _TITLE}
    best = max(said or ended, key=lambda one: (*one.order[:3], one.years in titled, *one.order[3:]), default=None)
    if best is None:
        return None, []
    trace.note("period", _RULES[best.sureness], best.span, best.last)
    return _period(paper, kind, best, clauses)


def _period(paper: Paper, kind: Kind, best: Clause, clauses: Sequence[Clause]) -> tuple[Period, list[Evidence]]:
    start = best if best.start else _first_day(kind, best, clauses)
    signed = None if start else best.signing or _near_signing(paper, best)
    evidence = _evidence(paper, best)
    if start is not None and start is not best:
        evidence = [*_evidence(paper, start), *evidence]
    basis: StartBasis | None = "stated" if start else "signature" if signed else None
    return Period(
        start=start.start.first if start and start.start else None, end=best.last, start_basis=basis
    ), evidence


def _evidence(paper: Paper, clause: Clause) -> list[Evidence]:
    """From the first to the last of the places that say it."""
    places = [one for one in (clause.start, clause.end, clause.months, clause.signing) if one is not None]
    low, high = min(one.start for one in places), max(one.end for one in places)
    return paper.body.evidence(low, high, _RULES[clause.sureness], _CONFIDENCE[clause.sureness])


def _first_day(kind: Kind, best: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that says the first day, near the one of the last: in the same section, or a few lines away."""

    def is_near(one: Clause) -> bool:
        return (one.in_section and best.in_section) or abs(one.span[0] - best.span[0]) < _NEAR

    begins = (
        one for one in clauses if one.start and not one.end and one.start.first < (best.last or "") and is_near(one)
    )
    own = (one for one in begins if kind != "addendum" or one.sets)
    return max(own, key=lambda one: (one.sureness, -abs(one.span[0] - best.span[0])), default=None)


def _near_signing(paper: Paper, best: Clause) -> Mark | None:
    """Whether a sentence beside it has the agreement run from the day of signing."""
    around = best.span[0] - _NEAR // 2, best.span[1] + _NEAR // 2
    for signing in paper.marks.of("signing", around):
        sentence = paper.sentence_at(signing.start)
        if sentence and paper.marks.has("bound", (sentence[0], signing.start), "from"):
            return signing
    return None


def _clauses(paper: Paper, kind: Kind, title: Span) -> Iterator[Clause]:
    sections = [(part.start, part.end) for part in paper.sections.about("validity")]
    for span in read_stretches(paper, title):
        inside = any(low <= span[0] < high for low, high in sections)
        clause = _clause(paper, kind, span, inside)
        if clause is not None:
            yield clause
    if kind == "partnership_agreement":
        start, end = _ends(read_days(paper, title), kind)
        if start and end:
            yield Clause(title, _TITLE, start, end, None, None, False)


def _clause(paper: Paper, kind: Kind, span: Span, inside: bool) -> Clause | None:
    days = [day for day in _own(paper, span, read_days(paper, span)) if day.bound not in (None, "off")]
    months = _length(paper, span, days)
    signing = paper.marks.first("signing", span)
    first = days[0] if days else months
    sureness = _sureness(paper, span, first, inside) if first else 0
    if not sureness:
        return None
    sets = _sets(paper, span, inside) if kind == "addendum" else 0
    if kind == "addendum" and not sets:
        return None
    start, end = _ends(days, kind)
    if start and end and not 0 <= int(end.last[:4]) - int(start.first[:4]) <= _LONGEST:
        return None
    return Clause(span, sureness, start, end, months, signing if not start else None, inside, sets)


def _ends(days: Sequence[Day], kind: Kind) -> tuple[Day | None, Day | None]:
    """The first and the last day of a clause; an addendum names the old last day before the new one."""
    until = [day for day in days if day.bound in ("until", "both")]
    end = (max(until, key=lambda day: day.last) if kind == "addendum" else until[0]) if until else None
    begins = [day for day in days if day.bound in ("from", "both") and (end is None or day.first < end.last)]
    start = next((day for day in begins if day.precise), begins[0] if begins else None)
    return start, end


def _length(paper: Paper, span: Span, days: Sequence[Day]) -> Mark | None:
    """The length of time that the run of a clause has: none after "seneste", "efter", "opsiges med"."""
    for months in paper.marks.of("span", span):
        floor = max([span[0], *(day.end for day in days if day.end <= months.start)])
        if not paper.marks.has("span_off", (max(floor, months.start - 30), months.start)):
            return months
    return None


def _sureness(paper: Paper, span: Span, first: Day | Mark, inside: bool) -> int:
    """How sure it is that a clause is about the agreement's own run; 0 where it is not."""
    marks = paper.marks
    if marks.has_any(("money", "pays"), span):
        return _IN_SECTION if inside else 0
    if _is_label(paper, span, first):
        return _LABELLED
    if marks.has("runs", span) and (marks.has("runner", span, "own") or marks.starting_at("runs", span[0])):
        return _SAID
    # "Mål for aftaleperioden: 78 % i 2027" is under such a heading, and says no period
    inside = inside and not marks.has("share", span)
    return _IN_SECTION if inside or (marks.has("makes", span) and _is_precise(first)) else 0


def _is_precise(first: Day | Mark) -> bool:
    """Whether it is a day, with its month: "forpligter sig med denne aftale fra den 1. august 2024 til …"."""
    return isinstance(first, Day) and first.precise


def _own(paper: Paper, span: Span, days: Sequence[Day]) -> list[Day]:
    """The days that are not said of something else: "afløser aftalen for 2016-2019 og gælder fra 2020"."""
    kept: list[Day] = []
    floor = span[0]
    for day in days:
        runner = paper.marks.last("runner", (floor, day.end))
        if runner is None or (runner.value == "own" and not _is_name(paper, runner, day)):
            kept.append(day)
        floor = day.end
    return kept


def _is_name(paper: Paper, runner: Mark, day: Day) -> bool:
    """Whether years only belong to a name: "Partnerskabsaftale for Engen 2020-2023"."""
    bare = day.bound == "both" and not day.precise
    return bare and not paper.marks.has("runs", (runner.start, day.start))


def _is_label(paper: Paper, span: Span, first: Day | Mark) -> bool:
    """Whether only the name of the thing stands before its days: "Løbetid: 1.1.2020"."""
    line = max(span[0], paper.text.rfind("\n", 0, first.start) + 1)
    label = paper.text[line : first.start].lstrip()
    parted = any(sign in label for sign in _PARTINGS)
    return parted and len(label.split()) <= _LABEL_WORDS and paper.marks.has_any(("runs", "bound"), (line, first.start))


def _sets(paper: Paper, span: Span, inside: bool) -> int:
    """How surely an addendum sets what a clause says: not where it tells what was agreed before."""
    if paper.marks.has("stands", span):
        return 0
    if paper.marks.has("sets", span):
        return 2
    return int(inside or paper.marks.has("sets", (max(0, span[0] - 90), span[0])))
