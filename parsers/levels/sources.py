"""By what goals and figures are measured: surveys and registers, as printed.

Der måles ud fra Nordby Kommunes Tryghedsmåling.       told of the goals before it, or of what it names
Ifølge Tryghedsmålingen 2022 er 73 % trygge.           told of the figures of its sentence
Tabel 2. Anmeldelser (Kilde: Nordsjællands Politi)     told of the figures of its table
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.records import Indicator
from parsers.levels.following import PARAGRAPH
from parsers.levels.level import CRIME, Level
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper

_SURVEYS = ("survey", "register")
_LEADS_UP = shown(
    re.compile(r"(?:Ifølge|I|Af|Fra|Jf\.?|Den|Det|Kilde:?|Derudover viser)\s"),
    examples=("Ifølge Nordby Kommunes Tryghedsmåling",),
    rejects=("Politiets tal",),
)
_ITS_YEAR = shown(re.compile(r"\s(?:fra\s)?\(?(?:19|20)\d\d\)?$"), examples=("Tryghedsmåling 2016",), rejects=("tal",))
_BASIS = shown(
    re.compile(r"\s(?:danner|udgør|er)\s(?:grundlag|datagrundlag|kilde)", re.IGNORECASE),
    examples=("Politiets tal danner grundlag for",),
    rejects=("er målt",),
)
_CRIME = ("offence", "crime", "per_1000")
_FEELINGS = ("feeling", "need")


@dataclass(frozen=True, slots=True)
class Source:
    """A survey or register at `span`, named `name` as printed, with its year where one is."""

    name: str
    span: Span

    def bare(self) -> str:
        """Without its year: a goal is measured by every year's."""
        return _ITS_YEAR.sub("", self.name)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a goal at `span` is measured by; `watched`: it is only watched."""

    span: Span
    indicator: Indicator
    watched: bool


_ALSO = shown(compile_danish(r",? (?:og|mens)\s"), examples=(", og ", " mens "), rejects=(", der ",))


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that says by what something is measured. `crime`: what it names (None: nothing); `monitors`: it speaks
    of what is only watched."""

    sentence: Span
    source: Source
    crime: bool | None
    monitors: bool

    def fits(self, indicator: Indicator) -> bool:
        """Whether it can be about an indicator: it names nothing else."""
        return self.crime is None or self.crime == (indicator in CRIME)

    def is_about(self, goal: Measured) -> bool:
        """Whether it can say by what a goal is measured."""
        return self.fits(goal.indicator) and self.monitors == goal.watched


def find_told(paper: Paper) -> list[Told]:
    """The sentences about measuring, in order."""
    clauses = (clause for sentence in paper.sentences for clause in _clauses(paper, sentence))
    return [told for clause in clauses if (told := _told(paper, clause))]


def _clauses(paper: Paper, sentence: Span) -> list[Span]:
    """A sentence cut where both halves say by what something is measured: "Trygheden måles i A, og anmeldelserne hentes
    hos B"."""
    for joint in _ALSO.finditer(paper.text, *sentence):
        halves = [(sentence[0], joint.start()), (joint.end(), sentence[1])]
        if all(_told(paper, half) for half in halves):
            return halves
    return [sentence]


def source_of(paper: Paper, span: Span) -> Source | None:
    """The survey or register that a sentence, a caption or a note names, the first of several."""
    mark = next(iter(paper.marks.any_of(_SURVEYS, span)), None)
    return _source(paper, mark.span) if mark else None


def source_of_table(paper: Paper, table: Table) -> Source | None:
    """What a table's caption, lead or notes say its figures are from; behind "Kilde:" the police alone too."""
    lead = [table.around.lead] if table.around.lead else []
    notes = [note.span for note in table.around.notes]
    for span in (*table.captions, *lead, *notes):
        found = source_of(paper, span) or _behind_cue(paper, span)
        if found:
            return found
    return None


def _told(paper: Paper, sentence: Span) -> Told | None:
    watched = paper.marks.has("monitors", sentence)
    cue = watched or paper.marks.has("measures", sentence) or _BASIS.search(paper.text, *sentence)
    if not cue or paper.marks.has("share", sentence):
        return None
    source = _behind_cue(paper, sentence) or source_of(paper, sentence)
    return Told(sentence, source, _crime_named(paper, sentence, source.span), watched) if source else None


def _crime_named(paper: Paper, sentence: Span, source: Span) -> bool | None:
    """Whether a sentence names crimes besides its source, or feelings; by a register crimes are measured."""
    other = [(sentence[0], source[0]), (source[1], sentence[1])]
    crime = any(paper.marks.has_any(_CRIME, span) for span in other)
    feelings = any(paper.marks.has_any(_FEELINGS, span) for span in other)
    if crime != feelings:
        return crime
    return True if paper.marks.starting_at("register", source[0]) else None


def _behind_cue(paper: Paper, span: Span) -> Source | None:
    """The source that stands behind what leads to one: a survey, a register, or only the police."""
    cue = paper.marks.last("measures", span) or paper.marks.last("monitors", span)
    if cue is None:
        return None
    behind = (cue.start, span[1])
    named = next(iter(paper.marks.any_of(_SURVEYS, behind)), None) or next(_police(paper, behind), None)
    return _source(paper, named.span) if named else None


def _police(paper: Paper, span: Span) -> Iterator[Mark]:
    return (mark for mark in paper.marks.of("organisation", span) if mark.value.kind == "police")


def _source(paper: Paper, span: Span) -> Source:
    start = span[0]
    while lead := _LEADS_UP.match(paper.text, start, span[1]):
        start = lead.end()
    return Source(paper.words((start, span[1])).rstrip(" ,.;:"), (start, span[1]))


def deal(told: Sequence[Told], goals: Sequence[Measured]) -> dict[int, Source]:
    """Which of the goals are measured by what.

    A sentence that names feelings or crimes speaks of all goals about them; one that names nothing of those before it
    that none has spoken of yet, where there are none of those behind it. What is only watched is watched by the same.
    """
    found: dict[int, Source] = {}
    for one in told:
        free = [at for at, goal in enumerate(goals) if at not in found and one.is_about(goal)]
        before = [at for at in free if goals[at].span[0] < one.sentence[0]]
        found |= dict.fromkeys(before or free if one.crime is None else free, one.source)
    return {**_of_watched(told, goals), **found}


def _of_watched(told: Sequence[Told], goals: Sequence[Measured]) -> dict[int, Source]:
    """What the goals that are only watched are measured by: the last that crimes are said to be."""
    crimes = [one.source for one in told if one.crime]
    watched = [at for at, goal in enumerate(goals) if goal.watched and goal.indicator in CRIME]
    return dict.fromkeys(watched, crimes[-1]) if crimes else {}


@dataclass(frozen=True)
class Sources:
    """By what the figures of a paper are measured. `goals`: by what its goals about an indicator and an offence are."""

    paper: Paper
    told: tuple[Told, ...]
    goals: Mapping[tuple[str, str | None], Source]

    def of(self, level: Level) -> Source | None:
        """What a figure is from: its table's source, its sentence's or paragraph's survey, its goal's, what is told of
        all such figures."""
        table = self.paper.table_at(level.span[0])
        own = self._of_tables[table.span] if table else self._of_paragraph(level)
        indicator, offence = level.subject.indicator, level.subject.offence
        known = own or self.goals.get((indicator, offence))
        return known or next((t.source for t in self.told if t.crime is not None and t.fits(indicator)), None)

    @cached_property
    def _of_tables(self) -> dict[Span, Source | None]:
        """What each table says its figures are from."""
        return {table.span: source_of_table(self.paper, table) for table in self.paper.tables}

    def _of_paragraph(self, level: Level) -> Source | None:
        """The survey or register named last in the paragraph, up to the end of the figure's sentence."""
        paper, at = self.paper, level.span[0]
        sentence = paper.sentence_at(at) or level.span
        low = paper.paragraph_start(at, sentence[0] - PARAGRAPH)
        kind = "register" if level.subject.indicator in CRIME else "survey"
        mark = paper.marks.last(kind, (low, sentence[1]))
        return _source(paper, mark.span) if mark else None
