"""A repaired document becomes an agreement: each field by its own parser, in the order they need each other."""

from __future__ import annotations

from collections.abc import Set

from corpus.slugs import make_slug
from models.codes import Kind
from models.document import Document
from models.records import Absence, Agreement, Concerns, Evidence, Goal, Measure, Period
from parsers.budgets import read_budgets
from parsers.confidence import rated
from parsers.figures.rows import Goals, read_measures
from parsers.findings import read_findings
from parsers.goals.general_years import read_general_years
from parsers.goals.records import make_goals, measured_by, read_statements, told_by
from parsers.levels.areas import Gazetteer
from parsers.levels.cells import read_tables
from parsers.levels.forms import sentences_told
from parsers.levels.level import OWN
from parsers.levels.prose import read_prose
from parsers.levels.series import Reading
from parsers.levels.source_names import sources_of_rows
from parsers.levels.sources import Sources, find_told
from parsers.paper.areas import read_areas
from parsers.paper.decisions import read_decisions
from parsers.paper.definitions import read_definitions
from parsers.paper.focus_areas import read_focus_areas
from parsers.paper.kind import read_kind
from parsers.paper.meetings import read_meetings
from parsers.paper.named_agreements import find_named, read_concerns, read_related
from parsers.paper.partnership import read_place
from parsers.paper.period import read_period
from parsers.paper.policies import read_policies
from parsers.paper.several import first_of_several
from parsers.paper.title import read_title
from parsers.parties import read_parties_and_signatories
from parsers.rules.rule import Trace
from parsers.structure.body import Body
from parsers.structure.paper import Paper, read_paper
from parsers.structure.replaced_wording import without_replaced

_FIELDS = (
    "title", "partnership", "areas", "period", "parties", "focus_areas", "goals", "measures", "budgets", "meetings",
    "signatories", "decisions", "policies",
)  # fmt: skip
_WITH_BUDGETS = ("partnership_agreement", "addendum", "status_report")
# Below this share of readable words an empty field says more about the scan than about the paper.
_READABLE = 0.5


def parse(document: Document, trace: Trace | None = None) -> Agreement:
    """What a repaired document says. `trace` collects every candidate value and what became of it.

    Never raises for want of content: a paper that is no agreement gives kind `other`, an empty one empty fields.
    """
    trace = trace if trace is not None else Trace()
    paper = read_paper(document)
    title = read_title(paper, trace)
    paper = first_of_several(paper, title)
    body = paper.body
    kind, kind_evidence = read_kind(paper, title, trace)
    if kind == "addendum":
        paper = without_replaced(paper)
        body = paper.body
    place, place_evidence = read_place(paper, title, kind, trace)
    period, period_evidence = read_period(paper, kind, title.span, trace)
    parties, signatories = read_parties_and_signatories(paper, kind, trace)
    partnership = make_slug(place) if place else None
    named = find_named(paper, title.span)
    concerns = read_concerns(kind, partnership, named, trace)
    made = int(period.start[:4]) if kind == "partnership_agreement" and period and period.start else None
    areas = read_areas(paper, kind, title.span, place, place_evidence, trace)
    names = _names(paper, _printed(place, place_evidence), title.span)
    goals, measures = _figures(paper, kind, names, frozenset(area.name for area in areas), made, trace)
    budgets = read_budgets(paper, kind, period, parties, trace) if kind in _WITH_BUDGETS else []
    agreement = Agreement(
        title=title.text,
        kind=kind,
        partnership=partnership,
        concerns=concerns,
        areas=areas,
        period=period,
        parties=parties,
        focus_areas=read_focus_areas(paper, kind, title.span, trace),
        goals=goals,
        measures=measures,
        budgets=budgets,
        meetings=read_meetings(paper, kind, title.span, trace),
        signatories=signatories,
        decisions=read_decisions(paper, trace),
        policies=read_policies(paper, title.span, trace),
        definitions=read_definitions(paper, trace),
        related=read_related(paper, named, partnership, _own_agreements(partnership, period, concerns), trace),
        evidence={
            name: evidence
            for name, evidence in (
                ("title", body.evidence(title.start, title.end, "title-lines", 0.93) if title.text else []),
                ("kind", kind_evidence),
                ("partnership", place_evidence),
                ("period", period_evidence),
            )
            if evidence
        },
    )
    agreement = rated(agreement.model_copy(update={"findings": read_findings(agreement, paper)}), paper)
    return agreement.model_copy(update={"absent": _absences(agreement, body)})


def _printed(place: str | None, evidence: list[Evidence]) -> frozenset[str]:
    """The names of the partnership's place: mended, and as printed."""
    return frozenset(filter(None, (place, *(" ".join(quote.verbatim.split()) for quote in evidence))))


def _own_agreements(
    partnership: str | None, period: Period | None, concerns: Concerns | None
) -> list[tuple[str | None, int | None, int | None]]:
    """The agreement that a paper is, and the one it concerns: partnership, first and last year as far as known."""
    own = [(partnership, _year(period.start), _year(period.end))] if period else []
    return own + ([(concerns.partnership, concerns.start_year, concerns.end_year)] if concerns else [])


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _absences(agreement: Agreement, body: Body) -> dict[str, Absence]:
    """Why an empty field is empty: the paper does not say, or could not be read well enough to tell."""
    pages = body.document.pages
    read = [page.quality for page in pages if page.verdict != "blank"]
    unreadable = body.document.status != "ok" or (bool(read) and min(read) < _READABLE) or not body.text.strip()
    why: Absence = "unreadable" if unreadable else "absent"
    return {name: why for name in _FIELDS if not getattr(agreement, name)}


def _names(paper: Paper, place: Set[str], title: tuple[int, int]) -> frozenset[str]:
    """The names that the partnership's own area goes by: those of its `place`, and those in its `title`."""
    named = (str(mark.value) for mark in paper.marks.of("place", title))
    return frozenset(place) | {name for name in named if not name.casefold().endswith("kommune")}


def _figures(
    paper: Paper, kind: Kind, names: frozenset[str], parts: frozenset[str], made: int | None, trace: Trace
) -> tuple[list[Goal], list[Measure]]:
    """Goals and figures, which complete each other: a table gives a goal its years, a goal tells what its figures are.

    `names`: of the partnership's place; `parts`: of its areas. `made`: the first year of an agreement.
    """
    gazetteer = Gazetteer(paper, names if kind != "other" else frozenset(), parts)
    report = kind == "status_report"
    general = read_general_years(paper)
    tables = read_tables(paper, Reading(gazetteer, report, made, general.baseline))
    if report:  # it lists no areas: those that its tables tell figures of are parts of its own
        told_of = {level.area for table in tables for level in table.levels if not gazetteer.is_city(level.area)}
        gazetteer = Gazetteer(paper, names, frozenset(told_of - {OWN}))
    goals = read_statements(paper, gazetteer, tables, general)
    taken = [*(table.table.span for table in tables), *goals.spans]
    told = read_prose(paper, gazetteer, taken, sentences_told(paper), report=report)
    rows = sources_of_rows(paper)
    measuring = find_told(paper, rows)
    goals = measured_by(paper, told_by(goals, told), measuring, rows)
    tables = [table.rated(goals.rates()) for table in tables]
    asked = Goals(tuple(goals.levels(paper)), goals.starts())
    sources = Sources(paper, tuple(measuring), rows, goals.sources())
    measures = read_measures(paper, tables, asked, told, sources, trace)
    return make_goals(paper, goals, kind, trace) if kind not in ("other", "status_report") else [], measures
