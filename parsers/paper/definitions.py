"""What a paper says that a kind of crime or a figure covers: in a sentence, in a note to a word, in a note to a label.

    Ved borgervendt kriminalitet forstås anmeldelser om indbrud, tyveri, røveri og vold.
    Tyveri²    ² Inklusive brugstyveri.

The anchor is a word that defines, and where its term must stand is said for each kind of it. Nothing but small words
may stand between: "Stigningen i vold dækker over få sager" defines nothing, because it speaks of the rise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Definition
from parsers.marks.mark import Mark, Span
from parsers.rules.rule import Trace
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper
from parsers.structure.sentences import sentence_at

# Which marks may be the term of which word that defines; what is no crime is defined in so many words only.
_TERMS = {
    "covers": ("offence", "figure_term"),
    "counted": ("offence", "figure_term"),
    "understood": ("offence", "feeling", "need", "figure_term", "measured"),
}
_CONFIDENCE = 0.85
_LONGEST = 400  # letters of what a note may say

_WORD = shown(re.compile(r"[^\W\d_]+"), examples=("tyveri",), rejects=("24",))


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What may stand before a term that is defined, between it and the word that defines it, and before one that ends a
# sentence ("indgår i kategorien tyveri").
_NAMING = _set_of(
    "betegnelsen begrebet kategorien kategorierne gerningstypen gerningstyperne ordet udtrykket tallet tallene for om"
    " af over den det de samlet samlede antal antallet anmeldelser anmeldte anmeldt sager sagerne forhold vedrørende"
    " under note bemærk at begge en et alle total i alt andel andelen"
)
_BETWEEN = _set_of(
    "i her denne dette aftale aftalen partnerskabsaftale partnerskabet papiret rapport rapporten tabel tabellen der og"
    " hele som aftalens forstand statistik statistikken opgørelse opgørelsen sammenhæng også samt skal dog kun"
    " kriminalitet sager anmeldelser kategorien følger politiets definition opdeling inddeling"
)
_GOES_INTO = _set_of("i under til som en del af kategorien gerningstypen tallet for det samlede antal med")
_PREPOSITIONS = {"understood": _set_of("ved med"), "counted": _set_of("i til under")}
_OF_A_NOTE = shown(
    re.compile(
        r"(?i)(?:her(?:under|i) |dækker |omfatter |inkl\b\.?|inklusive? |ekskl\b\.?|eksklusive? |uden |kun |alene "
        r"|både |også |opgjort |alle |summen af |indeholder |består af )"
    ),
    examples=("Inkl. brugstyveri", "omfatter også forsøg"),
    rejects=("Kilde: Politiet",),
)
_NO_OBJECT = shown(
    re.compile(r"(?i)\W*(?:\d+|få|færre|flere|mange|mest|primært|hovedsagelig|især|kun få|store?|i perioden)\b"),
    examples=("31 sager", "få sager"),
    rejects=("drab og vold",),
)
_LEAD_IN = shown(
    compile_danish(r"(?:i (?:denne|dette|det) \w+ |her |, at )?(?:(?:følgende|disse) [\w ]{3,40}: )?"),
    examples=("følgende sagsområder: drab", "i denne aftale alle"),
)
_MARK_OF_LABEL = shown(re.compile(r"(?P<mark>\*+|\(?\d\))\s*$"), examples=("Tyveri *", "Vold 1)"), rejects=("Vold",))
_IS = shown(re.compile(r"\s(?:er|betyder|står for)\s|\s?[:=]\s"), examples=(" er ", ": "), rejects=(" i ",))
_TRIM = ' \t\n*_.:,;"”»„“'


@dataclass(frozen=True, slots=True)
class _Found:
    """A term and what it covers, with the stretch that says so."""

    term: Mark
    covers: Span
    whole: Span
    rule: str


def read_definitions(paper: Paper, trace: Trace) -> list[Definition]:
    """One row for each term, as it is defined first."""
    rows: dict[tuple[str, str | None], Definition] = {}
    for found in sorted(_all(paper), key=lambda found: found.whole):
        key = paper.words(found.term.span), str(found.term.value) if found.term.kind == "offence" else None
        text = paper.words(found.covers)
        folded = (key[0].casefold(), key[1])
        outcome = "kept" if folded not in rows else "defined before"
        trace.note("definitions", found.rule, found.whole, {"term": key[0], "offence": key[1], "text": text}, outcome)
        if outcome == "kept":
            evidence = paper.body.evidence(*found.term.span, found.rule, _CONFIDENCE)
            evidence += paper.body.evidence(*found.covers, found.rule, _CONFIDENCE)
            rows[folded] = Definition.model_validate(
                {"term": key[0], "offence": key[1], "text": text, "evidence": evidence}
            )
    return list(rows.values())


def _all(paper: Paper) -> Iterator[_Found]:
    done = 0
    for cue in paper.marks.of("defines", (0, len(paper.text))):
        if cue.start < done:
            continue
        sentence = paper.sentence_at(cue.start) or sentence_at(paper.text, cue.start)
        found = _in_sentence(paper, sentence, cue)
        if found:
            done = sentence[1]
            yield found
    yield from _noted_words(paper)
    for table in paper.tables:
        yield from _noted_labels(paper, table)


def _in_sentence(paper: Paper, sentence: Span, cue: Mark) -> _Found | None:
    term = _term_before(paper, sentence, cue)
    if term is not None:
        cues = [one for one in paper.marks.of("defines", (cue.start, sentence[1])) if one.value == cue.value]
        last = _joined(paper, cues)
        named = (
            _trimmed(paper.text, (last.end, sentence[1])) is None
        )  # "følger politiets definition": by its name alone
        covers = _trimmed(paper.text, last.span) if named else _object(paper, last.end, sentence[1])
        return _Found(term, covers, sentence, "definition-sentence") if covers else None
    if cue.value != "counted":
        return None
    term = _term_behind(paper, sentence, cue)
    covers = _trimmed(paper.text, (sentence[0], cue.end))
    return _Found(term, covers, sentence, "definition-part") if term and covers else None


def _term_before(paper: Paper, sentence: Span, cue: Mark) -> Mark | None:
    """The last term before the word that defines, where only what belongs to a name stands around it."""
    between = (sentence[0], cue.start)
    terms = [term for kind in _TERMS[cue.value] for term in paper.marks.of(kind, between)]
    spare = {
        word for term in paper.marks.any_of(_TERMS["understood"][1:], between) for word in _words(paper, term.span)
    }
    for term in terms:
        before, after = _words(paper, (sentence[0], term.start)), _words(paper, (term.end, cue.start))
        opening = _PREPOSITIONS.get(cue.value)
        opened = bool(before) and before[0] in opening if opening else True
        rest = before[1:] if opening else before
        if opened and set(rest) <= _NAMING and set(after) <= _BETWEEN | spare:
            return term
    return None


def _term_behind(paper: Paper, sentence: Span, cue: Mark) -> Mark | None:
    """ "Brugstyveri indgår i tyveri": the term that ends the sentence, with "i" or "under" before it."""
    for term in paper.marks.any_of(("offence", "figure_term"), (cue.end, sentence[1])):
        between, rest = _words(paper, (cue.end, term.start)), _words(paper, (term.end, sentence[1]))
        subject = _words(paper, (sentence[0], cue.start))
        if between and between[0] in ("i", "under", "til") and set(between) <= _GOES_INTO and not rest and subject:
            return term
    return None


def _joined(paper: Paper, cues: list[Mark]) -> Mark:
    """ "følger politiets definition og omhandler …": the last of words that define one after the other."""
    last = cues[0]
    for cue in cues[1:]:
        if set(_words(paper, (last.end, cue.start))) > {"og", "samt"} or cue.start - last.end > 6:
            break
        last = cue
    return last


def _object(paper: Paper, start: int, end: int) -> Span | None:
    """What a term covers: the rest of the sentence without the words that lead up to a list."""
    text = paper.text
    covers = _trimmed(text, (start, end))
    if covers is None or _NO_OBJECT.match(text, *covers):
        return None
    lead = _LEAD_IN.match(text, *covers)
    return _trimmed(text, (lead.end() if lead else covers[0], covers[1]))


def _noted_words(paper: Paper) -> Iterator[_Found]:
    """A raised mark behind a term, and the note of the same page and mark that says what it covers."""
    for at, mark in paper.body.raised:
        term = next((one for one in paper.marks.of("offence", (max(0, at - 60), at)) if one.end == at), None)
        note = next((one for one in _footnotes(paper, mark) if one[0] > at), None) if term else None
        if term and note and _OF_A_NOTE.match(paper.text, *note):
            yield _Found(term, note, (term.start, term.end), "definition-note")


def _footnotes(paper: Paper, mark: str) -> Iterator[Span]:
    """The notes below the running text that begin with a mark."""
    for start, end in paper.footnotes:
        if paper.text.startswith(mark, start):
            covers = _trimmed(paper.text, (start + len(mark), end))
            if covers and covers[1] - covers[0] <= _LONGEST:
                yield covers


def _noted_labels(paper: Paper, table: Table) -> Iterator[_Found]:
    """ "Tyveri*" in a table, and the note below it, or at the foot of the page, that begins with the same mark."""
    raised = dict(paper.body.raised)
    for cell in (cell for cell in table.grid.cells if not cell.is_empty):
        printed = _MARK_OF_LABEL.search(paper.text[slice(*cell.span)])
        mark = printed["mark"].strip("()") if printed else raised.get(cell.end, "")
        term = next(iter(paper.marks.of("offence", cell.span)), None) if mark else None
        note = next(filter(None, _notes_of(paper, table, mark)), None) if term else None
        covers = _behind_term(paper, note) if note else None
        if term and covers:
            yield _Found(term, covers, covers, "definition-note")


def _notes_of(paper: Paper, table: Table, mark: str) -> Iterator[Span | None]:
    """What the notes with a mark say: those of a table, then those of its pages."""
    for note in table.around.notes:
        if note.mark.strip("()") == mark:
            yield _trimmed(paper.text, (note.span[0] + len(mark), note.span[1]))
    yield from _footnotes(paper, mark)


def _behind_term(paper: Paper, note: Span) -> Span | None:
    """What a note says that its label covers, the label said again left out: "Vold er vold mod personer og trusler"."""
    if _OF_A_NOTE.match(paper.text, *note):
        return note
    term = paper.marks.starting_at("offence", note[0])
    verb = _IS.match(paper.text, term.end, note[1]) if term else None
    told = verb is not None and paper.marks.has("offence", (verb.end(), note[1]))
    return _trimmed(paper.text, (verb.end(), note[1])) if verb and told else None


def _words(paper: Paper, span: Span) -> list[str]:
    """The words of a stretch in small letters, what stands in brackets left out."""
    piece = re.sub(r"\([^()]*\)", " ", paper.text[slice(*span)])
    return [word.casefold() for word in _WORD.findall(piece)]


def _trimmed(text: str, span: Span) -> Span | None:
    piece = text[slice(*span)]
    low, high = span[0] + len(piece) - len(piece.lstrip(_TRIM)), span[0] + len(piece.rstrip(_TRIM))
    return (low, high) if low < high else None
