"""The times of day that a goal about a feeling is for."""

from __future__ import annotations

from models.records import TimeOfDay
from parsers.goals.statement import Statement
from parsers.marks.mark import Mark
from parsers.structure.paper import Paper


def times_of(paper: Paper, statement: Statement) -> list[TimeOfDay]:
    """The times of day a goal about a feeling is for: "også om aftenen" is for all and for that."""
    if not statement.indicator.startswith("feels"):
        return []
    marks = [mark for mark in _marks_of_time(paper, statement) if mark.value != "all"]
    if not marks:
        return ["all"]
    own: list[TimeOfDay] = list(dict.fromkeys(mark.value for mark in marks))
    before = paper.text[min(statement.core[0], marks[0].start) : marks[0].start].casefold()
    return ["all", *own] if any(word in before for word in ("også", "herunder", "samt", "både")) else own


def _marks_of_time(paper: Paper, statement: Statement) -> list[Mark]:
    """The times of day that a goal names, then those of the sentence before that names what is measured."""
    about = paper.marks.of("time_of_day", statement.about) if statement.about else ()
    return [*paper.marks.of("time_of_day", statement.core), *about]
