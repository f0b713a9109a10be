"""The surveys and registers that a paper names, in sentences, around tables and in their columns.

Ifølge Tryghedsmålingen 2022 er 73 % trygge.           a survey
I 2022 registrerede Fyns Politi 31 tyverier.           the police who counted
| Kilde | Nordsjællands Politi |                        what a row of a table names
A survey measures what people feel, never what is reported; the police measure that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.records import Indicator
from parsers.levels.following import PARAGRAPH
from parsers.levels.level import ACTIVITIES, CRIME
from parsers.levels.named_goals import NamedGoals, numbers_alone
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.grid import trim
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper

_SURVEYS = ("survey", "register")
_LEADS_UP = shown(
    re.compile(
        r"(?:Ifølge|I|Af|(?:[Tt]al |[Dd]ata )?[Ff]ra|Jf\.?|Den|Det|Kilde:?|Derudover viser|\w+(?=\nPolitiets))\s"
    ),
    examples=("Ifølge Nordby Kommunes Tryghedsmåling", "Anmeldelser\nPolitiets opgørelse"),
    rejects=("Politiets tal",),
)
_ITS_YEAR = shown(re.compile(r"\s(?:fra\s)?\(?(?:19|20)\d\d\)?$"), examples=("Tryghedsmåling 2016",), rejects=("tal",))
_COLUMN = shown(
    compile_danish(
        r"(?:data)?kilder?:?|målemetode|måles(?: i| på| ved| med| af)?|måleredskab|opgøres (?:i|af|ved|hos)"
    ),
    examples=("Kilde", "Datakilde", "Måles i", "Opgøres af"),
    rejects=("Måltal", "Mål"),
)
_COUNTS = r"registrerede|opgjorde|modtog|noterede|optalte|behandlede|optog"
_COUNTED = shown(
    compile_danish(rf"\b(?:{_COUNTS}|ifølge|hos) $"), examples=("I 2024 registrerede ", "hos "), rejects=("i 2024 ",)
)
_COUNTING = shown(
    compile_danish(rf" (?:{_COUNTS}|fik anmeldt|har (?:registreret|modtaget|noteret|optalt))\b"),
    examples=(" modtog 40", " har registreret"),
    rejects=(" har en betjent",),
)
# A survey that takes in what a register holds measures crime, too: "undersøgelse, der trækker på data fra politiet".
_DRAWS_ON = shown(
    compile_danish(
        r",? (?:der|som) (?:også |bl\.a\. |desuden )?(?:trækker på|bygger på|hviler på|henter|inddrager|medtager|bruger"
        r"|anvender|omfatter|er baseret på|baserer sig på|suppleres (?:af|med)) "
    ),
    examples=(", der trækker på data",),
    rejects=(", der gennemføres hvert år",),
)
# The survey that was named before, spoken of again: "i samme undersøgelse", "udgangspunktet er målingen i 2018".
_AGAIN = shown(
    compile_danish(
        r"\b(?:(?:samme|foregående|forrige|tidligere|sidste) (?:måling|undersøgelse|rundspørge)"
        r"|(?:måling|undersøgels|rundspørg)en|(?:panel|barometer|indeks)et)\b"
    ),
    examples=("i samme undersøgelse", "målingen i 2018", "panelet for 2024"),
    rejects=("tryghedsmålingen", "en måling"),
)
_NUMBERED = frozenset(("mål", "delmål", "nr", "mål nr"))  # heads of a column of numbers of goals
_LED = 12  # characters before a survey in which stands that it is the one before
_DRAWN = 60  # characters behind that which name the register
_TOLD_BEFORE = 40  # characters before the police that may say that they count


@dataclass(frozen=True, slots=True)
class Source:
    """A survey or register at `span`, named `name` as printed, with its year where one is. `is_survey`: people are
    asked in it."""

    name: str
    span: Span
    is_survey: bool = False

    def can_measure(self, indicator: Indicator) -> bool:
        """Whether it is of the kind that measures an indicator: people tell what they feel, the police what is
        reported."""
        if self.is_survey:
            return indicator not in (*CRIME, ACTIVITIES)
        return indicator in CRIME or "politi" not in self.name.casefold()

    def bare(self) -> str:
        """Without its year: a goal is measured by every year's."""
        return _ITS_YEAR.sub("", self.name)


def source_of(paper: Paper, span: Span) -> Source | None:
    """The survey or register that a sentence, a caption or a note names, the first of several."""
    mark = next(iter(paper.marks.any_of(_SURVEYS, span)), None)
    return source_at(paper, mark) if mark else None


def sources_of_table(paper: Paper, table: Table) -> list[Source]:
    """What a table's caption, lead and notes say its figures are from; behind "Kilde:" the police too, alone or beside
    a survey, and where nothing says more the police that its caption names, "Anmeldelser til Fyns Politi", or what is
    told above it."""
    lead = [table.around.lead] if table.around.lead else []
    notes = [note.span for part in _parts(paper, table) for note in part.around.notes]
    notes += _at_the_foot(paper, table)
    told = (source for span in (*table.captions, *lead, *notes) for source in _all_of(paper, span))
    named = [*table.captions, *(note for note in notes if paper.marks.starting_at("measures", note[0]))]
    counted = (source_at(paper, police) for span in named for police in _police(paper, span))
    return [source for source in (*told, *counted, *_told_above(paper, table)) if source]


def _all_of(paper: Paper, span: Span) -> Iterator[Source | None]:
    """The surveys and registers that a stretch names, else what stands behind a word that leads to it."""
    named = list(paper.marks.any_of(_SURVEYS, span))
    yield from (source_at(paper, mark) for mark in named)
    if not named:
        yield source_behind_cue(paper, span)


def _parts(paper: Paper, table: Table) -> Iterator[Table]:
    """A table, and where it goes on on the next page."""
    part: Table | None = table
    while part is not None:
        yield part
        part = next((other for other in paper.tables if other.upper is part), None)


def _at_the_foot(paper: Paper, table: Table) -> Iterator[Span]:
    """The note at the foot of a table's page that says by what figures are measured, "Kilde: Fyns Politi"."""
    pages = paper.body.pages
    for note in paper.footnotes:
        cue = paper.marks.starting_at("measures", note[0])
        if cue and paper.text[cue.end - 1] == ":" and pages[note[0]] == pages[table.span[0]]:
            yield note


def _told_above(paper: Paper, table: Table) -> Iterator[Source | None]:
    """What the paragraph above a table names that speaks of it: "Tabel 2 viser … Tallene er leveret af Fyns Politi"."""
    top = min(start for start, _ in (table.span, *table.captions))
    end = len(paper.text[:top].rstrip())
    start = paper.paragraph_start(end, end - PARAGRAPH)
    for sentence in reversed(paper.sentences_over((start, end)) if paper.marks.has("table_ref", (start, end)) else []):
        yield source_behind_cue(paper, sentence) or source_of(paper, sentence)


def sources_of_rows(paper: Paper) -> list[tuple[Span, Source]]:
    """The cells of tables that have a column of sources, each with what that column names beside it."""
    found = []
    for table in paper.tables:
        columns = [at for at in range(table.grid.width) if _heads_sources(paper, table, at)]
        for row in table.sheet.rows if columns else ():
            cells = table.grid.at[row]
            named = [cells[at] for at in columns if not cells[at].is_empty]
            if len(named) == 1:
                source = _in_cell(paper, named[0].span)
                found += [(cell.span, source) for cell in cells if cell.row == row and not cell.is_empty]
        found += _of_columns(paper, table)
    return found


def sources_of_numbers(
    paper: Paper, beside: Sequence[tuple[Span, Source]]
) -> Iterator[tuple[Span, NamedGoals, Source]]:
    """The cells of tables that name goals by their numbers alone, below "Mål", with the source `beside` them."""
    rows = dict(beside)
    for table in paper.tables:
        for column in range(table.grid.width):
            heads = (paper.words(head.span).casefold().rstrip(".") for head in table.sheet.head_of(column))
            if _NUMBERED.isdisjoint(heads):
                continue
            for cell in table.grid.column(column):
                named = numbers_alone(paper.words(cell.span)) if cell.span in rows else None
                if named:
                    yield cell.span, named, rows[cell.span]


def _of_columns(paper: Paper, table: Table) -> Iterator[tuple[Span, Source]]:
    """The cells above one that says "Kilde: Fyns Politi", with that source."""
    for column in range(table.grid.width):
        cells = [cell for cell in table.grid.column(column) if not cell.is_empty]
        cue = paper.marks.starting_at("measures", cells[-1].start) if len(cells) > 1 else None
        if cue and paper.text[cue.end - 1] == ":":
            yield from ((cell.span, _in_cell(paper, trim(paper.text, (cue.end, cells[-1].end)))) for cell in cells[:-1])


def source_beside(rows: Sequence[tuple[Span, Source]], place: int) -> Source | None:
    """What the row of a table that a place stands in names as its source."""
    return next((source for (start, end), source in rows if start <= place < end), None)


def _heads_sources(paper: Paper, table: Table, column: int) -> bool:
    return any(_COLUMN.fullmatch(paper.words(head.span)) for head in table.sheet.head_of(column))


def _in_cell(paper: Paper, span: Span) -> Source:
    """What a cell names: all of it, be it a name that no form tells."""
    return Source(paper.words(span), span, paper.marks.has("survey", span))


def source_behind_cue(paper: Paper, span: Span) -> Source | None:
    """The source that stands behind what leads to one: a survey, a register, or only the police."""
    cue = paper.marks.last("measures", span) or paper.marks.last("monitors", span)
    if cue is None:
        return None
    behind = (cue.start, span[1])
    named = next(iter(paper.marks.any_of(_SURVEYS, behind)), None) or next(_police(paper, behind), None)
    return source_at(paper, named) if named else None


def police_of(paper: Paper, span: Span) -> Source | None:
    """The police that a stretch names last."""
    named = list(_police(paper, span))
    return source_at(paper, named[-1]) if named else None


def _police(paper: Paper, span: Span) -> Iterator[Mark]:
    return (mark for mark in paper.marks.of("organisation", span) if mark.value.kind == "police")


def source_at(paper: Paper, mark: Mark) -> Source:
    """What a mark names, without the words that lead up to it."""
    start, end = mark.span
    while lead := _LEADS_UP.match(paper.text, start, end):
        start = lead.end()
    survey = mark.kind == "survey" and not _draws(paper, end)
    return Source(paper.words((start, end)).rstrip(" ,.;:"), (start, end), survey)


def last_survey(paper: Paper, span: Span) -> Mark | None:
    """The survey that a stretch names last; where it only speaks of one again, that by its full name before it."""
    last = paper.marks.last("survey", span)
    again = _again(paper, last.span if last else span)
    if again is None:
        return last
    before = reversed(paper.marks.of("survey", (0, again.start())))
    named = [mark for mark in before if _again(paper, mark.span) is None]
    fitting = (mark for mark in named if mark.value in (None, last and last.value))
    return next(fitting, None) if named else last


def _again(paper: Paper, span: Span) -> re.Match[str] | None:
    return _AGAIN.search(paper.text, max(0, span[0] - _LED), span[1])


def _draws(paper: Paper, end: int) -> bool:
    """Whether it is said behind a survey that it draws on a register."""
    drawn = _DRAWS_ON.match(paper.text, end)
    return drawn is not None and paper.marks.has("register", (drawn.end(), drawn.end() + _DRAWN))


def counting_police(paper: Paper, span: Span) -> Mark | None:
    """The police said last to have counted: "registrerede Fyns Politi 36 anmeldelser"."""
    text = paper.text
    told = (
        mark
        for mark in _police(paper, span)
        if _COUNTING.match(text, mark.end) or _COUNTED.search(text, max(span[0], mark.start - _TOLD_BEFORE), mark.start)
    )
    return max(told, key=lambda mark: mark.start, default=None)
