"""The years an amount is for, from the nearest place that names some: with it, in its sentence, for a whole section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.records import Period
from parsers.budgets.anchors import UNKNOWN, Anchor, Row, Years
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import ORDINALS
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_KINDS = ("year", "years", "date", "stretch")
_LONGEST = 12  # years that one amount may be for
# What may stand between the first and the last of some years: "2024, 2025 og 2026", "fra den 1. juni 2016 til den ...".
_JOINED = shown(
    compile_danish(
        r"\s*(?:[-–—/,]|,?\s*\b(?:og|samt)\b|(?:og )?(?:frem |ind )?\btil\b(?: og med)?|\bt\.?\s?o\.?\s?m\.?)"
        r"\s*(?:\b(?:i|den|d\.|ultimo|udgangen af|slutningen af|udløbet af|året|(?:budget)?overslagsår\w*|årene)\s*)*"
    ),
    examples=(" - ", ", ", " og ", " til og med den ", " og frem til udgangen af ", " og overslagsårene "),
    rejects=("kr.",),
)
# What may stand before a year alone that is the money's, before one that begins years, before one that ends them.
_BEFORE = shown(
    compile_danish(
        r"(?:(?P<open>\bfra)(?: og med)?(?: (?:den|året|budgetåret))?"
        r"|(?P<end>\b(?:til|t\.?\s?o\.?\s?m\.?))(?: og med)?(?: (?:den|udgangen af|slutningen af|ultimo|året))*"
        r"|\b(?:i|for|med|budget\w*|året|budgetåret|kalenderåret|år|af|pr\.)(?:\s*\()?|[(:–]|(?:^|\n)[ \t•*–-]*)\s*$"
    ),
    examples=("afsættes i ", "for året ", "\n", "- ", "kr. (", "fra og med ", "frem til udgangen af "),
    rejects=("besluttede 1. maj ",),
)
# What is named before these years is not the money: a strategy, an earlier agreement.
_TITLED = shown(
    re.compile(
        r"\b(?:\w*(?:strategi|politik|program|måling|undersøgelse)\w*|(?:\w*[^\Wt])?plan(?:en)?"
        r"|(?:partnerskabs|tryghedspartnerskabs|samarbejds)aftale\w*)(?:\s+for)?\s*$",
        re.IGNORECASE,
    ),
    examples=("Tryghedsstrategi ", "Partnerskabsaftale for "),
    rejects=("bevillingen for ",),
)
_NTH = shown(
    re.compile(
        r"(?<!hvert )\bår[ ](?P<digit>[1-8])\b|\b(?P<before>[1-8])\.[ ](?:aftale|projekt|budget)?år\b"
        r"|(?<!de )\b(?P<word>første|andet|tredje|fjerde|femte|sjette)[ ](?:aftale|projekt|budget)?år(?:et)?\b",
        re.IGNORECASE,
    ),
    examples=("År 1:", "2. år", "i det tredje projektår"),
    rejects=("hvert år 100", "1 år", "de første år"),
)
# A part of a year in a cell beside the amount is when the work is done, not what the money is for.
_SEASON = shown(
    re.compile(r"forår|sommer|efterår|vinter|kvartal|halvår|måned", re.IGNORECASE),
    examples=("Efterår 2024", "1. kvartal 2025"),
    rejects=("2024", "Budgetår 2024"),
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Named:
    """Years that stand at a place: a `range`, a `single` one, or years `open` at one end."""

    years: Years
    start: int
    form: str


@dataclass(frozen=True, slots=True)
class Times:
    """What a section says of the years of all its amounts; `singles`: from the first to the last of single ones."""

    named: Sequence[Named]
    singles: Years
    agreement: Years


def find_years(paper: Paper, span: Span, bare: bool = False) -> list[Named]:
    """The years that a stretch names as those of its money, in order. `bare`: any year is, as in a table's cell."""
    return [named for run in _runs(paper, span) if (named := _read(paper.text, run, bare))]


def name_years(
    paper: Paper, span: Span, about: Sequence[Span], anchors: Sequence[Anchor], period: Period | None
) -> Times:
    """What a section says of all its amounts: in its heading, with our amounts, and in the stretches `about` them."""
    ours = sorted({anchor.unit for anchor in anchors})
    said = _find_all(paper, ours)
    found = [*pick(find_years(paper, span), "range"), *pick(said, "range")]
    found += [named for place in about for named in _said_of_all(paper, place)]
    agreement = (_year(period.start), _year(period.end)) if period else UNKNOWN
    if not found and any(paper.marks.has("agreed_time", place) for place in (*ours, *about)):
        found = [Named(agreement, span[0], "range")]
    headed = [named for anchor in anchors for named in _find_all(paper, anchor.places.get("all", ()), bare=True)]
    return Times(sorted(found, key=lambda named: named.start), hull([*pick(said, "single"), *headed]), agreement)


def _find_all(paper: Paper, spans: Iterable[Span], bare: bool = False) -> list[Named]:
    """The years of several stretches."""
    return [named for span in spans for named in find_years(paper, span, bare)]


def fill_years(paper: Paper, row: Row, times: Times) -> None:
    """Fill the years of an amount from its own words, its sentence or table, its section."""
    around = _nearest(times.named, row.anchor.span[0])
    for reach, years in (_in_cells if row.anchor.in_table else _in_sentence)(paper, row, times, around):
        if years != UNKNOWN:
            row.filled("years", years, reach)
            return


def hull(found: Sequence[Named]) -> Years:
    """From the first to the last of some years."""
    known = [year for named in found for year in named.years if year is not None]
    return (min(known), max(known)) if known else UNKNOWN


def pick(found: Sequence[Named], form: str) -> list[Named]:
    """Those of one form."""
    return [named for named in found if named.form == form]


def _in_sentence(paper: Paper, row: Row, times: Times, around: Years) -> Iterator[tuple[str, Years]]:
    anchor = row.anchor
    yield "own", _said(paper, anchor.own, around, times)
    if _is_of_one_behind(paper, row):
        yield "section", around
        return
    yield "sentence", _of_singles(paper, row)
    yield "own", _of_the_agreement(paper, [*anchor.places.get("label", ()), anchor.own], times.agreement)
    for reach, span in (("sentence", anchor.unit), *(("lead", lead) for lead in anchor.places.get("lead", ()))):
        yield reach, _said(paper, span, around, times)
    yield "section", around
    if row.basis != "unstated" and times.singles[0] != times.singles[1]:
        yield "section", times.singles


def _of_the_agreement(paper: Paper, spans: Sequence[Span], agreement: Years) -> Years:
    """ "År 2", "tredje år": the year of the agreement that is counted."""
    match = next((found for span in spans if (found := _NTH.search(paper.text, *span))), None)
    if match is None or agreement[0] is None:
        return UNKNOWN
    year = agreement[0] + int(match["digit"] or match["before"] or ORDINALS[match["word"].casefold()]) - 1
    return (year, year) if year <= (agreement[1] or year) else UNKNOWN


def _is_of_one_behind(paper: Paper, row: Row) -> bool:
    """ "1 mio. kr. årligt, og 2 mio. kr. til lamper i 2025": the one year is not that of what is given every year."""
    found = find_years(paper, row.anchor.unit)
    alone = len(found) == 1 and found[0].form == "single" and found[0].start >= row.anchor.own[1]
    return alone and row.basis == "annual"


def _in_cells(paper: Paper, row: Row, times: Times, around: Years) -> Iterator[tuple[str, Years]]:
    places = row.anchor.places
    beside = (*places["label"], *places["row"])
    done = [span for span in beside if _SEASON.search(paper.text, *span)]
    passed = [*done, *(span for span in beside if paper.marks.has("asks", span))]  # what asks has the years of a goal
    for reach in ("head", "label", "row", "own", "group"):
        for span in places[reach]:
            if span not in passed:
                yield reach, hull(find_years(paper, span, bare=True)[:1])
    yield "label", _of_the_agreement(paper, [*places["head"], *places["label"]], times.agreement)
    spanned = hull(_find_all(paper, places["all"], bare=True))
    if row.basis != "annual":
        yield "table", spanned
    yield "around", hull(pick(_find_all(paper, places["around"]), "range")[:1])
    yield "section", around
    yield "table", spanned
    for span in done:
        yield "row", hull(find_years(paper, span, bare=True)[:1])


def _said(paper: Paper, span: Span, around: Years, times: Times) -> Years:
    """The years that a stretch says: a span of them, one that is open, one alone, or those named elsewhere."""
    found = find_years(paper, span)
    elsewhere = around if around != UNKNOWN else times.agreement
    if ranges := pick(found, "range"):
        return ranges[0].years
    if opened := pick(found, "open"):
        return _closed(opened[0].years, elsewhere)
    if found:
        return hull(found)
    return elsewhere if paper.marks.has_any(("agreed_time", "named_time"), span) else UNKNOWN


def _of_singles(paper: Paper, row: Row) -> Years:
    """Where a sentence names single years: all of them for a sum, else the last one named before the amount."""
    found = find_years(paper, row.anchor.unit)
    singles = pick(found, "single")
    if pick(found, "range") or row.basis == "total" or row.sums:
        return UNKNOWN if pick(found, "range") else hull(singles)
    before = [named for named in singles if named.start < row.anchor.span[0]]
    return hull(before[-1:] or singles[:1])


def _said_of_all(paper: Paper, span: Span) -> list[Named]:
    """The years that a stretch without an amount says of all: a span, one alone, or a first and a last one."""
    found = find_years(paper, span)
    singles = pick(found, "single")
    last = [named.years[1] for named in pick(found, "open") if named.years[1]]
    if singles and last:
        return [Named((singles[0].years[0], last[0]), span[0], "range")]
    return pick(found, "range")[:1] or (singles if len(singles) == 1 else [])


def _runs(paper: Paper, span: Span) -> Iterator[list[Mark]]:
    """Marks of years, those that are joined into one together."""
    run: list[Mark] = []
    for mark in paper.marks.any_of(_KINDS, span):
        if run and not _JOINED.fullmatch(paper.text, run[-1].end, mark.start):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _read(text: str, run: Sequence[Mark], bare: bool) -> Named | None:
    first, last = run[0], run[-1]
    before = text[max(0, first.start - _REACH) : first.start]
    years = [year for mark in run for year in _years_of(mark)]
    if _TITLED.search(before) or text.startswith("-", last.end) or not 0 <= years[-1] - years[0] <= _LONGEST:
        return None  # of something that is named before them, or of the prices of a year: "2024-priser"
    if years[0] != years[-1]:
        return Named((years[0], years[-1]), first.start, "range")
    return _read_one(first, years[0], before, bare)


def _read_one(mark: Mark, year: int, before: str, bare: bool) -> Named | None:
    """A year alone: the first or the last by what stands before it."""
    said = _BEFORE.search(before)
    if said and said.lastgroup:
        return Named((year, None) if said["open"] else (None, year), mark.start, "open")
    dated = bare or said if mark.kind == "year" else mark.kind == "stretch"
    return Named((year, year), mark.start, "single") if dated else None


def _years_of(mark: Mark) -> tuple[int, ...]:
    value = mark.value if isinstance(mark.value, tuple) else (mark.value,)
    return tuple(int(str(one)[:4]) for one in value)


def _nearest(named: Sequence[Named], at: int) -> Years:
    """The last named before a place, else the first behind it."""
    before = [one for one in named if one.start <= at]
    return before[-1].years if before else (named[0].years if named else UNKNOWN)


def _closed(years: Years, around: Years) -> Years:
    """Years open at an end, closed by those around them where they fit."""
    first, last = years
    return (first, around[1]) if last is None else ((around[0] if around[1] == last else None), last)


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None
