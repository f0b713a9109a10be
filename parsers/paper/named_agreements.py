"""The agreements that a paper names with their years: the one it concerns, and others.

    Aftalen er den tredje i rækken efter aftalerne for 2013-2016 og 2017-2020.

The anchor is a span of years; an agreement must be named before it in its sentence, nearer than anything else that has
years (a strategy, a survey). Its place is the one named with it, else the paper's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.slugs import make_slug
from models.records import Concerns, Kind, Related
from parsers.marks.mark import Mark, Span
from parsers.paper.dated import read_days
from parsers.paper.partnership import Place, find_places
from parsers.paper.place_names import mend_name
from parsers.paper.stretches import read_stretches
from parsers.rules.rule import Trace
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

_REACH = 90  # characters between an agreement and its years
_CONFIDENCE = 0.85
# What joins the place of a partnership to what a clause tells of it.
_TELLS = shown(
    re.compile(r",\s(?:der|som|hvor\s\w+)\s[^,.;]*$"),
    examples=(", der har haft en ",),
    rejects=(" og ", ", da ", ", der har en plan, "),
)

# Partnership, first and last year, as far as known.
Known = tuple[str | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement by its partnership, None where that is the paper's own, and its years.

    `paid`: they are those of money ("1,2 mio. kr. om året til partnerskabet i årene 2023-2026", "Partnerskabet råder i
    årene 2023-2026 over 1,2 mio. kr.").
    """

    partnership: str | None
    start_year: int
    end_year: int
    span: Span
    paid: bool = False


def find_named(paper: Paper, title: Span) -> list[Named]:
    """The agreements named with their years, that of the title first."""
    stretches = [title, *read_stretches(paper, title), *paper.footnotes]
    return [named for span in stretches for named in _in_stretch(paper, span)]


def read_concerns(kind: Kind, partnership: str | None, named: list[Named], trace: Trace) -> Concerns | None:
    """The agreement an addendum or report is about: the first one named with years, else one without."""
    if kind not in ("addendum", "status_report"):
        return None
    own = (one for one in named if one.partnership in (None, partnership))
    first = next(own, None)
    if first is None:
        return Concerns(partnership=partnership, start_year=None, end_year=None) if partnership else None
    trace.note("concerns", "agreement-with-years", first.span, (first.start_year, first.end_year))
    return Concerns(partnership=partnership, start_year=first.start_year, end_year=first.end_year)


def read_related(
    paper: Paper, named: list[Named], partnership: str | None, own: list[Known], trace: Trace
) -> list[Related]:
    """Other agreements, each once; `own` are those that the paper is or concerns, as far as they are known."""
    rows: dict[tuple[str | None, int, int], Related] = {}
    for one in named:
        key = (one.partnership or partnership, one.start_year, one.end_year)
        outcome = "the paper's own" if _is_among(key, own) else "said before" if key in rows else "kept"
        outcome = "years of money" if one.paid else outcome
        trace.note("related", "agreement-with-years", one.span, key, outcome)
        if outcome == "kept":
            evidence = paper.body.evidence(*one.span, "agreement-with-years", _CONFIDENCE)
            rows[key] = Related(partnership=key[0], start_year=key[1], end_year=key[2], evidence=evidence)
    return list(rows.values())


def _is_among(key: tuple[str | None, int, int], own: list[Known]) -> bool:
    """Whether an agreement is one of these; a year that is not known of them fits any."""
    return any(key[0] == one[0] and one[1] in (None, key[1]) and one[2] in (None, key[2]) for one in own)


def _in_stretch(paper: Paper, span: Span) -> Iterator[Named]:
    """The agreements of a sentence; years that are listed after one another belong to the same noun."""
    noun: Mark | None = None
    for first, last, place in _spans_of_years(paper, span):
        near = paper.marks.last("has_years", (max(span[0], place[0] - _REACH), place[0]))
        noun = near or (noun if noun and place[0] - noun.end < 2 * _REACH else None)
        if noun is None or noun.value != "agreement":
            continue
        # its place may stand right before it: "Engen Partnerskab 2022-2025"
        named = find_places(paper, (span[0], place[0]))
        places = [one for one in named if paper.text[one.span[1] : noun.start] in ("", " ")]
        places = places or _told_of(paper, span, noun)
        name = make_slug(mend_name(places[-1].name, paper.body)) if places else None
        spends = paper.marks.has_any(("sums_up", "gives"), (noun.end, place[0])) and paper.marks.has("money", span)
        paid = spends or paper.marks.has("money", (span[0], place[0]))
        yield Named(name, first, last, (noun.start, place[1]), paid)


def _told_of(paper: Paper, span: Span, noun: Mark) -> list[Place]:
    """The place of the partnership that a clause tells of: "Partnerskabet Engen, der har haft en aftale for 2020"."""
    told = find_places(paper, (span[0], noun.start))
    return [one for one in told if _TELLS.match(paper.text, one.span[1], noun.start)]


def _spans_of_years(paper: Paper, span: Span) -> Iterator[tuple[int, int, Span]]:
    days = read_days(paper, span)
    for at, day in enumerate(days):
        first, last = int(day.first[:4]), int(day.last[:4])
        if first < last:
            yield first, last, (day.start, day.end)
        elif day.bound == "from" and at + 1 < len(days) and days[at + 1].bound == "until":
            yield first, int(days[at + 1].last[:4]), (day.start, days[at + 1].end)
