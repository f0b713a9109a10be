"""The levels that the words of a goal name, and what each is: where it starts from, or what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.records import Indicator, Role
from parsers.goals.years import years_told
from parsers.levels.areas import Gazetteer
from parsers.levels.figures import Figure, find_figures
from parsers.levels.level import CRIME, NEED, OWN, Level, Subject, unit_of
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_NEXT = shown(compile_danish(r",|\b(?:skal|bør|må)\b"), examples=("31 %, skal",), rejects=("31 % i byen",))

_IS = shown(
    compile_danish(
        r"\b(?:er|ligger|udgør)(?: (?:den|det|andelen|tallet|antallet|niveauet|lige|nu|på|nede|oppe|kun|allerede"
        r"|ca\.|omkring|i øjeblikket|p\.t\.)){0,4}\s?$"
    ),
    examples=("og den er ", "i dag ligger andelen på "),
    rejects=("skal være ", "er målet "),
)
# "… og den skal nærme sig niveauet i Bakkely": what a goal is held against is not what it is about.
_HELD_AGAINST = shown(
    compile_danish(r"\b(?:niveau\w*|som|end|gennemsnit\w*) (?:i|for|på)(?: hele)?\s$"),
    examples=("niveauet i ",),
    rejects=("I ",),
)
_REACH = 20


def name_levels(paper: Paper, gazetteer: Gazetteer, core: Span, subject: Subject) -> Iterator[Level]:
    """The levels a goal names in its core, with their roles."""
    figures = [f for f in find_figures(paper, core) if _fits(f, subject.indicator) and not _is_of_others(gazetteer, f)]
    area = _part_of(gazetteer, core)
    for figure, role in zip(figures, _roles(paper, figures), strict=True):
        yield replace(_level(paper, figure, role, subject), area=area)


def _part_of(gazetteer: Gazetteer, core: Span) -> str:
    """The one part of the partnership's area that a goal is about, "Andelen af beboere i Ternehøj …"; else all."""
    text = gazetteer.paper.text
    found = gazetteer.find(core)
    named = {area for area, span in found if not _HELD_AGAINST.search(text[max(core[0], span[0] - _REACH) : span[0]])}
    area = named.pop() if len(named) == 1 else OWN
    return area if gazetteer.is_part(area) else OWN


def _level(paper: Paper, figure: Figure, role: Role, subject: Subject) -> Level:
    moves = figure.moves or (subject.indicator in CRIME and figure.kind == "share")  # "skal falde 10 %"
    value = None if moves else figure.value
    level = Level(
        _own_subject(paper, figure, subject),
        value,
        unit_of(subject.indicator, value),
        figure.mark.span,
        "goal-start" if role == "baseline" else "goal-target",
        role,
        change=figure.mark.value if moves else figure.change(paper),
        weak=() if figure.pointer else ("role-guessed",),
    )
    year = _year_of(paper, figure, role)
    return replace(level, year=year[0]).told("year", year[1]) if year else level


def _own_subject(paper: Paper, figure: Figure, subject: Subject) -> Subject:
    """What a figure of a goal measures: the one offence that its own words name, else what the goal is about."""
    own = {mark.value for mark in paper.marks.of("offence", figure.own)} if subject.offence else set()
    return replace(subject, offence=own.pop(), span=figure.own) if len(own) == 1 else subject


def _fits(figure: Figure, indicator: Indicator) -> bool:
    if indicator == NEED or figure.kind == "level":
        return indicator == NEED and figure.kind == "level"
    return indicator in CRIME or figure.kind == "share"


def _is_of_others(gazetteer: Gazetteer, figure: Figure) -> bool:
    """Whether a figure is the level of an area elsewhere, which a goal is only held against."""
    text = gazetteer.paper.text
    end = min(figure.own[1], figure.mark.end + 40)
    stop = _NEXT.search(text, figure.mark.end, end)
    near = (max(figure.own[0], figure.mark.start - 60), stop.start() if stop else end)
    return any(area != OWN and not gazetteer.is_part(area) for area, _ in gazetteer.find(near))


def _roles(paper: Paper, figures: Sequence[Figure]) -> list[Role]:
    """What the figures of a goal are: by the word before each, the years, its bracket, what stands behind it.

    A change is asked for.
    """
    told = _by_years(paper, figures, ["target" if figure.moves else figure.pointer for figure in figures])
    starts = [
        figure.aside or "target" in told[at + 1 :] or ("target" in told and _is_now(paper, figure))
        for at, figure in enumerate(figures)
    ]
    return [role or ("baseline" if start else "target") for role, start in zip(told, starts, strict=True)]


def _is_now(paper: Paper, figure: Figure) -> bool:
    """Whether a figure is what is: "skal op på 70 %, og den er 62 % nu"."""
    return _IS.search(paper.text[slice(*figure.before)]) is not None


def _by_years(paper: Paper, figures: Sequence[Figure], told: list[Role | None]) -> list[Role | None]:
    """Of figures of several years the earliest is the start, the others are asked for."""
    bare = [figure for figure, role in zip(figures, told, strict=True) if role is None]
    years = {figure.mark: year for figure in bare if (year := _any_year(paper, figure))}
    if len(set(years.values())) < 2:
        return told
    first = min(years.values())
    dated: dict[Mark, Role] = {mark: "baseline" if year == first else "target" for mark, year in years.items()}
    return [dated.get(figure.mark, role) for figure, role in zip(figures, told, strict=True)]


def _any_year(paper: Paper, figure: Figure) -> int | None:
    told = [*years_told(paper, figure.after), *years_told(paper, figure.before)]
    return told[0][0] if told else None


def _year_of(paper: Paper, figure: Figure, role: str) -> tuple[int, Span] | None:
    """A figure's own year: one that its words tell, of the meaning that its role has."""
    other = "deadline" if role == "baseline" else "baseline"
    behind = [one for one in years_told(paper, figure.after) if one[1] != other]
    before = [one for one in years_told(paper, figure.before) if one[1] != other]
    near = behind[:1] if behind and behind[0][2][0] - figure.mark.end < 24 else []
    for year, _, span in (*near, *reversed(before), *behind):
        return year, span
    return None
