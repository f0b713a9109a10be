"""What the sentences around a goal tell of it: its start, its target, when it is due.

Andelen af trygge beboere skal stige til 80 % i 2027. I 2023 var den 71 %.
the goal                                              its start, told behind it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.records import Direction, Role
from parsers.goals.directions import of_feeling
from parsers.goals.named_levels import name_levels
from parsers.goals.statement import Statement
from parsers.goals.subject import name_subject
from parsers.goals.years import years_told
from parsers.levels.areas import Gazetteer
from parsers.levels.level import CRIME, Level, Subject, signed, years_of
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.lines import BLANK_LINE
from parsers.structure.paper import Paper

_AIMS = shown(
    compile_danish(r"\b(?:mål|målet|målsætning\w*|måltal\w*|ambition\w*|skal|bør|må)\b"),
    examples=("Målet er",),
    rejects=("var",),
)
_THE_GOAL = shown(
    compile_danish(r"(?:målet|dette mål|det|dette|niveauet|tallet) (?:skal|bør|forventes|er|ønskes)\b"),
    examples=("Målet skal være nået i 2027",),
    rejects=("Målene skal",),
)

_TODAY = shown(
    compile_danish(
        r"\b(?:i dag|lige nu|p\.t\.|aktuelt|i øjeblikket|for øjeblikket|for tiden|på nuværende tidspunkt)\b"
    ),
    examples=("I dag er den 66 %",),
    rejects=("i dagtimerne skal",),
)
# "… på samme niveau som i 2022. Da var tallet 40": of the year that the goal starts from.
_THEN = (
    "da var ", "da lå ", "da lød ", "dengang var ", "det år var ", "niveauet var da ", "tallet var da ",
    "andelen var da ", "den var da ", "det var da ",
)  # fmt: skip


def explained(paper: Paper, gazetteer: Gazetteer, statement: Statement, around: Sequence[Span]) -> Statement:
    """The statement with the start, or the target, that the sentences around it tell."""
    if not statement.is_dated:
        return statement
    told = statement
    for sentence in around:
        if _is_of_another(paper, told, sentence):
            break
        told = _told_by(paper, gazetteer, told, sentence)
    if told.levels == statement.levels:
        return told
    starts, dues = years_of(told.levels, "baseline"), years_of(told.levels, "target")
    return replace(
        told,
        baseline_year=told.baseline_year or next(iter(starts), None),
        deadline=told.deadline or next(iter(dues), None),
        direction=of_feeling(told.direction, told.indicator, told.levels),
    )


def _is_of_another(paper: Paper, statement: Statement, sentence: Span) -> bool:
    """Whether a sentence is about something else, or stands in another paragraph than a goal of running text."""
    subject = name_subject(paper, sentence)
    if subject is not None and (subject.indicator != statement.indicator or _other_offence(subject, statement)):
        return True
    apart = BLANK_LINE.search(paper.text[statement.span[1] : sentence[0]]) is not None
    return apart and statement.rule == "goal-sentence"


def _told_by(paper: Paper, gazetteer: Gazetteer, statement: Statement, sentence: Span) -> Statement:
    """The statement with what one sentence tells; it goes on to that sentence's end where a level is told there."""
    offence = statement.offences[0] if len(statement.offences) == 1 else None
    named = Subject(statement.indicator, offence, statement.core)
    levels = list(statement.levels)
    for told in name_levels(paper, gazetteer, sentence, named):
        level = _of_year(paper, sentence, told)
        if paper.text[slice(*sentence)].casefold().startswith(_THEN) and statement.baseline_year and level.year is None:
            level = replace(level, year=statement.baseline_year, role="baseline")
        levels = _joined(levels, level, _role_told(paper, sentence, level), statement.direction)
    start, end = statement.span
    end = max(end, sentence[1]) if len(levels) > len(statement.levels) else end
    due = statement.deadline or _due(paper, sentence)
    return replace(statement, levels=tuple(levels), deadline=due, span=(start, end))


def _joined(levels: Sequence[Level], told: Level, role: Role | None, way: Direction) -> list[Level]:
    """The levels with what one more tells: a target's change, a start's year, a start or target not told yet."""
    joined = [_changed(level, told, way) for level in levels]
    if role == "baseline":
        joined = [_dated(level, told) for level in joined]
    if role and told.value is not None and all(level.role != role for level in levels):
        joined.append(replace(told, role=role, rule=f"goal-{'start' if role == 'baseline' else 'target'}-told"))
    return joined


def _due(paper: Paper, sentence: Span) -> int | None:
    """When a goal is due that the sentence behind it speaks of: "Målet skal være nået i 2027"."""
    if not _THE_GOAL.match(paper.text, *sentence) or name_subject(paper, sentence) is not None:
        return None
    return next((year for year, meaning, _ in years_told(paper, sentence) if meaning == "deadline"), None)


def _of_year(paper: Paper, sentence: Span, level: Level) -> Level:
    """A level told behind a goal with the one year of its sentence."""
    years = list(paper.marks.of("year", sentence))
    if level.year or len({mark.value for mark in years}) != 1:
        return level
    return replace(level, year=years[0].value).told("year", years[0].span, 1)


def _changed(level: Level, told: Level, way: Direction) -> Level:
    """A target with the change that the sentence about it tells: "hvilket svarer til et fald på 25 %"."""
    if (
        level.role != "target"
        or level.change is not None
        or level.subject.indicator not in CRIME
        or told.change is None
    ):
        return level
    return replace(level, change=signed(told.change, way)).told("change", told.span)


def _role_told(paper: Paper, sentence: Span, level: Level) -> Role | None:
    """What a level told behind a goal is: a target where a word asks for it, else its start, if it is dated."""
    if level.role == "target":
        asked = _AIMS.search(paper.text[sentence[0] : level.span[0]])
        pointed = not level.weak and not paper.marks.has("looks_back", sentence)
        if asked or pointed:
            return "target"
    said = level.role == "baseline" and paper.marks.has("role", sentence, "baseline")
    today = _TODAY.search(paper.text, *sentence)
    return "baseline" if said or level.year or today else None


def _dated(level: Level, told: Level) -> Level:
    """A start whose year only what explains it tells, where it tells the same start."""
    if level.role != "baseline" or level.year or level.value != told.value or not told.year:
        return level
    return replace(level, year=told.year).told("year", told.span, 2)


def _other_offence(subject: Subject, statement: Statement) -> bool:
    named = bool(statement.offences) or statement.indicator in CRIME
    return subject.offence is not None and named and subject.offence not in statement.offences
