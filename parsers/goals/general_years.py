"""Years said once for all goals: what they start from, when they are due.

Baseline er opgjort for 2024. Målene skal være nået i 2028.        two sentences among the goals
Mål for 2027                                                      their heading
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.goals.years import years_told
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

Year = tuple[int, Span]
_IS_OF = shown(
    compile_danish(
        r"(?:[\s:(,=]|\b(?:er|var|udgør|udgøres|af|opgjort|opgøres|gjort|op|målt|måles|fastsat|for|fra|i|på|året|år|tallene|tal|antallet"
        r"|anmeldelserne|anmeldelser|niveauet|politiets|kommunens|alle|mål|målene)\b)+"
    ),
    examples=(" er opgjort for ", " er politiets tal for ", ": "),
    rejects=("skrives", "hærværk"),
)


@dataclass(frozen=True, slots=True)
class GeneralYears:
    """The years with their places; None where the paper says none for all."""

    baseline: Year | None = None
    deadline: Year | None = None


def read_general_years(paper: Paper) -> GeneralYears:
    """What sentences that name no subject of their own say of "the goals" and "the baseline"."""
    spans = [*_headings(paper), *(s for s in paper.sentences if not _is_of_one(paper, s))]
    baseline = next((year for span in spans if (year := _baseline(paper, span))), None)
    deadline = next((year for span in spans if (year := _deadline(paper, span))), None)
    return GeneralYears(baseline, deadline)


def _headings(paper: Paper) -> Iterator[Span]:
    for section in paper.sections.about("goals"):
        if paper.table_at(section.start) is None:
            yield section.start, section.body_start


def _is_of_one(paper: Paper, span: Span) -> bool:
    """Whether a sentence is about one thing that is measured, and its years therefore of that alone."""
    return bool(find_subjects(paper, span)) or paper.marks.has_any(("share", "money", "level"), span)


def _baseline(paper: Paper, span: Span) -> Year | None:
    tables = paper.marks.first("of_table", span)
    role = paper.marks.first("role", span, "baseline") or tables
    years = paper.marks.of("year", (role.start, span[1])) if role else ()
    if role is None or len(years) != 1 or not _IS_OF.fullmatch(paper.text, role.end, years[0].start):
        return None
    return years[0].value, years[0].span


def _deadline(paper: Paper, span: Span) -> Year | None:
    named = paper.marks.first("all_goals", span)
    if named is None:
        return None
    due = [(year, place) for year, meaning, place in years_told(paper, span) if meaning == "deadline"]
    return due[0] if len(due) == 1 and not paper.marks.of("years", span) else None
