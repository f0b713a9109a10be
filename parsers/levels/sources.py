"""By what goals and figures are measured: surveys and registers, as printed.

Der måles ud fra Nordby Kommunes Tryghedsmåling.       told of the goals before it, or of what it names
Ifølge Tryghedsmålingen 2022 er 73 % trygge.           told of the figures of its sentence
Mål 1 og 2 måles i Tryghedsmålingen.                   told of the goals it numbers
Tabel 2. Anmeldelser (Kilde: Nordsjællands Politi)     told of the figures of its table
| Kilde | Nordsjællands Politi |                        told of the goals and figures of its row
| 1 og 2 | Tryghedsmålingen |                           told of the goals numbered, below "Mål" and "Datakilde"
Vold og hærværk: Nordsjællands Politi                  told of all goals about what stands before the colon
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.records import Indicator
from parsers.levels.following import PARAGRAPH, SHOWS
from parsers.levels.level import CRIME, Level
from parsers.levels.named_goals import NamedGoals, goals_named
from parsers.levels.source_names import (
    Source,
    counting_police,
    last_survey,
    police_of,
    source_at,
    source_behind_cue,
    source_beside,
    source_of,
    sources_of_numbers,
    sources_of_table,
)
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.lines import BLANK_LINE
from parsers.structure.paper import Paper
from parsers.structure.sentences import find_sentences

_BASIS = shown(
    compile_danish(
        r" (?:danner|udgør|er) (?:grundlag|datagrundlag|kilde)"
        r"| (?:leverer|oplyser|opgør|indberetter|trækker|sender) (?:\w+ )?"
        r"(?:tal|tallene|anmeldelsestal\w*|anmeldelserne)\b"
    ),
    examples=("Politiets tal danner grundlag for", "Fyns Politi leverer tallene til mål 2"),
    rejects=("er målt",),
)
_OF_NAMED = shown(
    compile_danish(r"mål \d{1,2}(?:(?:, | og |-|–)\d{1,2})*(?::| ud fra| ved hjælp af) (?!andel|antal|flere|færre)"),
    examples=("Mål 2 og 3: tal fra Fyns Politi", "mål 3 ud fra tal"),
    rejects=("Mål 2: Antallet",),
)
_CRIME = ("offence", "crime", "per_1000")
_FEELINGS = ("feeling", "need")
_NEXT = 4  # characters behind a sentence in which the next one begins


@dataclass(frozen=True, slots=True)
class Measured:
    """What a goal at `span` is measured by; `watched`: it is only watched; `number` as printed."""

    span: Span
    indicator: Indicator
    watched: bool
    number: str | None = None


_ALSO = shown(
    compile_danish(r",? (?:og|mens)\s|, (?=mål \d)"), examples=(", og ", " mens ", ", mål 3"), rejects=(", der ",)
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that says by what something is measured. `crime`: what it names (None: nothing); `monitors`: it speaks
    of what is only watched; `named`: the goals whose numbers it tells; `of_one`: it speaks of the goal before it,
    "Målet følges ud fra"."""

    sentence: Span
    source: Source
    crime: bool | None
    monitors: bool
    named: NamedGoals | None = None
    of_one: bool = False

    def fits(self, indicator: Indicator) -> bool:
        """Whether it can be about an indicator: its source measures such, and it names nothing else."""
        return self.source.can_measure(indicator) and (self.crime is None or self.crime == (indicator in CRIME))

    def is_about(self, goal: Measured) -> bool:
        """Whether it can say by what a goal is measured: "følges" is said of what is only watched, or of the one goal
        before it."""
        return self.fits(goal.indicator) and (self.monitors == goal.watched or self.of_one)


def find_told(paper: Paper, rows: Sequence[tuple[Span, Source]]) -> list[Told]:
    """The sentences about measuring, in order; those in the cells of tables too, then the numbers of goals beside a
    source (`rows`: `sources_of_rows`)."""
    cells = (cell for table in paper.tables for cell in table.grid.cells)
    within = (span for cell in cells for span in find_sentences(paper.text, *cell.span))
    sentences = sorted({*paper.sentences, *within})
    numbered = [
        Told(row, source, None, monitors=False, named=named) for row, named, source in sources_of_numbers(paper, rows)
    ]
    return [*(told for sentence in sentences for told in _all_told(paper, sentence)), *numbered]


def _all_told(paper: Paper, sentence: Span) -> list[Told]:
    """What a sentence tells, or what its halves do where both tell something: "Trygheden måles i A, og anmeldelserne
    hentes hos B"."""
    whole = _told(paper, sentence)
    if whole is None:  # then no half tells anything either
        return []
    for joint in _ALSO.finditer(paper.text, *sentence):
        halves = (_told(paper, half) for half in ((sentence[0], joint.start()), (joint.end(), sentence[1])))
        told = [half for half in halves if half]
        if len(told) == 2:
            return told
    return [whole]


def _told(paper: Paper, sentence: Span) -> Told | None:
    watched = paper.marks.has("monitors", sentence)
    basis = _BASIS.search(paper.text, *sentence)
    cue = watched or basis or paper.marks.has("measures", sentence) or _opens_told(paper, sentence)
    if not cue or paper.marks.has("share", sentence):
        return None
    source = source_behind_cue(paper, sentence) or source_of(paper, sentence)
    police = (sentence[0], basis.start()) if basis else sentence
    source = source or police_of(paper, police)
    if source is None:
        return None
    named = goals_named(paper.text, (basis.end() if basis else sentence[0], sentence[1] if basis else source.span[0]))
    of_one = paper.text[slice(*sentence)].casefold().startswith("målet ")
    return Told(sentence, source, _crime_named(paper, sentence, source.span), watched, named, of_one)


def _opens_told(paper: Paper, sentence: Span) -> bool:
    """Whether a sentence is what is measured, a colon and by what: "Vold: Fyns Politi"."""
    if _OF_NAMED.match(paper.text, *sentence):
        return True
    colon = paper.text.find(":", *sentence)
    if colon < 0 or not paper.marks.has_any((*_CRIME, *_FEELINGS), (sentence[0], colon)):
        return False
    source = source_of(paper, (colon, sentence[1])) or police_of(paper, (colon, sentence[1]))
    if source is None:
        return False
    before, behind = paper.text[colon + 1 : source.span[0]], paper.text[source.span[1] : sentence[1]]
    return not before.strip() and not behind.strip(" .")


def _crime_named(paper: Paper, sentence: Span, source: Span) -> bool | None:
    """Whether a sentence names crimes besides its source, or feelings; by a register crimes are measured."""
    other = [(sentence[0], source[0]), (source[1], sentence[1])]
    crime = any(paper.marks.has_any(_CRIME, span) for span in other)
    feelings = any(paper.marks.has_any(_FEELINGS, span) for span in other)
    if crime != feelings:
        return crime
    return True if paper.marks.starting_at("register", source[0]) else None


def deal(told: Sequence[Told], goals: Sequence[Measured]) -> dict[int, Source]:
    """Which of the goals are measured by what.

    A sentence that numbers goals speaks of those, one that names feelings or crimes of all goals about them; one
    that names nothing of those before it that none has spoken of yet, where there are none of those behind it. What is
    only watched is watched by the same.
    """
    numbers = [goal.number for goal in goals]
    found: dict[int, Source] = {}
    for one in told:
        if one.named:
            found |= {at: one.source for at in one.named.among(numbers) if one.fits(goals[at].indicator)}
            continue
        free = [at for at, goal in enumerate(goals) if at not in found and one.is_about(goal)]
        before = [at for at in free if goals[at].span[0] < one.sentence[0]]
        before = before[-1:] if one.of_one else before
        found |= dict.fromkeys(before or free if one.crime is None else free, one.source)
    return {**_of_watched(told, goals), **found}


def _of_watched(told: Sequence[Told], goals: Sequence[Measured]) -> dict[int, Source]:
    """What the goals that are only watched are measured by: the last that crimes are said to be."""
    crimes = [one.source for one in told if one.crime]
    watched = [at for at, goal in enumerate(goals) if goal.watched and goal.indicator in CRIME]
    return dict.fromkeys(watched, crimes[-1]) if crimes else {}


@dataclass(frozen=True)
class Sources:
    """By what the figures of a paper are measured. `rows`: what rows of tables name beside them (`sources_of_rows`);
    `goals`: by what its goals about an indicator and an offence are."""

    paper: Paper
    told: tuple[Told, ...]
    rows: Sequence[tuple[Span, Source]]
    goals: Mapping[tuple[str, str | None], Source]

    def of(self, level: Level) -> Source | None:
        """What a figure is from: its row's or table's source, its sentence's or paragraph's survey, its goal's, what is
        told of all such figures."""
        indicator, offence = level.subject.indicator, level.subject.offence
        known = self._own(level) or self.goals.get((indicator, offence))
        return known or next((t.source for t in self.told if t.crime is not None and t.fits(indicator)), None)

    def _own(self, level: Level) -> Source | None:
        """What is said of a figure where it stands."""
        table = self.paper.table_at(level.span[0])
        if table is None:
            return self._of_paragraph(level)
        beside = source_beside(self.rows, level.span[0])
        told = [beside] if beside else self._of_tables[table.span]
        return next((source for source in told if source.can_measure(level.subject.indicator)), None)

    @cached_property
    def _of_tables(self) -> dict[Span, list[Source]]:
        """What each table says its figures are from."""
        return {table.span: sources_of_table(self.paper, table) for table in self.paper.tables}

    def _of_paragraph(self, level: Level) -> Source | None:
        """The survey or register named last in the paragraph, up to the end of the figure's sentence; else the police
        who counted."""
        paper, at = self.paper, level.span[0]
        sentence = paper.sentence_at(at) or level.span
        near = (paper.paragraph_start(at, sentence[0] - PARAGRAPH), sentence[1])
        crime = level.subject.indicator in CRIME
        counted = crime and (paper.marks.last("register", near) or counting_police(paper, near))
        mark = counted if crime else last_survey(paper, near)
        return source_at(paper, mark) if mark else self._shown_behind(sentence)

    def _shown_behind(self, sentence: Span) -> Source | None:
        """What the next sentence says that the figures are from: "Det viser Nordby Kommunes Tryghedsmåling"."""
        paper = self.paper
        behind = next(iter(paper.sentences_over((sentence[1] + 1, sentence[1] + _NEXT))), None)
        if (
            behind is None
            or not SHOWS.match(paper.text[slice(*behind)])
            or BLANK_LINE.search(paper.text[sentence[1] : behind[0]])
        ):
            return None
        return source_of(paper, behind)
