"""The times of day that a goal about a feeling is for."""

from __future__ import annotations

from models.records import TimeOfDay
from parsers.goals.statement import Statement
from parsers.marks.mark import Mark
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_ALSO = shown(
    compile_danish(r"(?:det|dette|målet|det samme) (?:skal )?gælde[r]? (?:dog )?(?:også|tilsvarende|ligeledes)"),
    examples=("Det gælder også i", "Det samme gælder ligeledes"),
    rejects=("Tallene gælder også", "Det gælder både"),
)
_NEXT = 150  # letters behind a goal in which a sentence that goes on from it ends


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
    """The times of day that a goal names, those of the sentence before that names what is measured, and those of the
    next one that the goal is for as well: "Det gælder også om aftenen"."""
    spans = [statement.core, *([statement.about] if statement.about else [])]
    behind = paper.sentences_in((statement.core[1], statement.core[1] + _NEXT))[:1]
    spans += [span for span in behind if _ALSO.match(paper.text, *span) and not paper.marks.has("share", span)]
    return [mark for span in spans for mark in paper.marks.of("time_of_day", span)]
