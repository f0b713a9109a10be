"""The levels that the words of a goal name, and what each is: where it starts from, or what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.records import Indicator, Role
from parsers.goals.years import years_told
from parsers.levels.areas import Gazetteer
from parsers.levels.figures import Figure, find_figures
from parsers.levels.level import CRIME, OWN, Level, Subject, unit_of
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_NEXT = shown(compile_danish(r",|\b(?:skal|bør|må)\b"), examples=("31 %, skal",), rejects=("31 % i byen",))


def name_levels(paper: Paper, gazetteer: Gazetteer, core: Span, subject: Subject) -> Iterator[Level]:
    """The levels a goal names in its core, with their roles."""
    figures = [f for f in find_figures(paper, core) if _fits(f, subject.indicator) and not _is_of_others(gazetteer, f)]
    roles = _roles(paper, figures)
    for place, figure in enumerate(figures):
        role = roles[place]
        year = _year_of(paper, figure, role)
        moves = figure.moves or _is_change(figure, subject.indicator)
        value = figure.value
        change = value if moves and not isinstance(value, str) else None
        level = Level(
            _own_subject(paper, figure, subject),
            None if change is not None else value,
            unit_of(subject.indicator, value if change is None else None),
            figure.mark.span,
            "goal-start" if role == "baseline" else "goal-target",
            role,
            year=year[0] if year else None,
            change=change if change is not None else figure.change(paper),
            weak=() if figure.pointer else ("role-guessed",),
        )
        yield level.told("year", year[1]) if year else level


def _own_subject(paper: Paper, figure: Figure, subject: Subject) -> Subject:
    """What a figure of a goal measures: the one offence that its own words name, else what the goal is about."""
    own = {mark.value for mark in paper.marks.of("offence", figure.own)} if subject.offence else set()
    return replace(subject, offence=own.pop(), span=figure.own) if len(own) == 1 else subject


def _fits(figure: Figure, indicator: Indicator) -> bool:
    if figure.kind == "level":
        return indicator == "need_for_safety_measures"
    if indicator == "need_for_safety_measures":
        return False
    return indicator in CRIME or figure.kind == "share"


def _is_change(figure: Figure, indicator: Indicator) -> bool:
    """A share is a change where crime is counted: "skal falde 10 %"."""
    return indicator in CRIME and figure.kind == "share"


def _is_of_others(gazetteer: Gazetteer, figure: Figure) -> bool:
    """Whether a figure is the level of another area, which a goal is only held against."""
    text = gazetteer.paper.text
    end = min(figure.own[1], figure.mark.end + 40)
    stop = _NEXT.search(text, figure.mark.end, end)
    near = (max(figure.own[0], figure.mark.start - 60), stop.start() if stop else end)
    return any(area != OWN for area, _ in gazetteer.find(near))


def _roles(paper: Paper, figures: Sequence[Figure]) -> list[Role]:
    """What the figures of a goal are: by the word before each, its bracket, the years, what stands beside it."""
    roles = [_told_role(figure) for figure in figures]
    open_ones = [at for at, role in enumerate(roles) if role is None]
    dated = {at: year for at in open_ones if (year := _any_year(paper, figures[at]))}
    if len(set(dated.values())) > 1:
        for at, year in dated.items():
            roles[at] = "baseline" if year == min(dated.values()) else "target"
    for at in (at for at in open_ones if roles[at] is None):
        later = any(role == "target" for role in roles[at + 1 :] if role)
        roles[at] = "baseline" if later or figures[at].aside else "target"
    return [role or "target" for role in roles]


def _told_role(figure: Figure) -> Role | None:
    """What a word before a figure says it is; a change is asked for."""
    if figure.moves or (figure.kind == "share" and figure.mark.kind == "change"):
        return "target"
    return figure.pointer


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
