"""The parties that an addendum sets: those it says are its own, and those that join.

What it only recalls of the agreement it changes ("Aftalen mellem Nordby Kommune og Fyns Politi ændres …") sets none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from parsers.marks.mark import Mark, Span
from parsers.parties.enumerations import Entry, Run, read_run
from parsers.parties.grounds import Found, Ground, find_grounded
from parsers.parties.passages import Passage
from parsers.structure.paper import Paper

JOINS = Ground("parties-join", 0.9, lambda _paper, _passage: False)
_NEAR = 90
_OPENING = 3000
_QUOTES = '"”“»„'


def read_changed(paper: Paper, passages: Sequence[Passage]) -> Iterator[Found]:
    """The addendum's own parties where it says who they are, and those who come in."""
    grounded = find_grounded(paper, passages)
    for holds in _OWN:
        own = next(((one, ground) for one, ground in grounded if holds(paper, one, ground)), None)
        if own:
            yield from (Found(entry, own[1]) for entry in own[0].run.entries)
            break
    yield from (Found(entry, JOINS) for entry in [*_listed(paper, passages), *_joining(paper)])


def _says_so(paper: Paper, passage: Passage, ground: Ground) -> bool:
    """ "Parterne er herefter …", "Tillægget er indgået mellem …"."""
    own = passage.lead[0], passage.run.start
    return ground.rule in ("parties-are", "parties-between") and paper.marks.has("of_addendum", own)


def _reworded(paper: Paper, passage: Passage, ground: Ground) -> bool:
    """A clause given anew that names them: in quotation marks, or below the words that give it anew."""
    if ground.rule == "parties-that-make-it":
        return False
    low, high = _before(passage)
    quoted = any(sign in paper.text[low:high] for sign in _QUOTES)
    spans = ((low, high), *passage.above)
    return (quoted or passage.place != "sentence") and any(paper.marks.has("reworded", span) for span in spans)


def _named_above(paper: Paper, passage: Passage, ground: Ground) -> bool:
    return ground.rule == "parties-above"


def _agree(paper: Paper, passage: Passage, ground: Ground) -> bool:
    """They open it by agreeing on a change: "… er enige om at forlænge", "Mellem … er der aftalt følgende tillæg"."""
    low = passage.tail[0]
    if passage.run.start > _OPENING or not paper.marks.has("changes", (low, min(paper.end, low + 2 * _NEAR))):
        return False
    bare = not paper.marks.has("pact", passage.lead)
    return ground.rule == "parties-that-make-it" or (ground.rule == "parties-between" and bare)


_OWN: tuple[Callable[[Paper, Passage, Ground], bool], ...] = (_says_so, _reworded, _named_above, _agree)


def _before(passage: Passage) -> Span:
    """The words that lead up to a passage, and a little of what stands before them."""
    return max(0, passage.lead[0] - _NEAR), passage.run.start


def _listed(paper: Paper, passages: Sequence[Passage]) -> Iterator[Entry]:
    """Those of a list below words that say that they come in."""
    for passage in passages:
        if passage.place in ("list", "lines") and any(
            paper.marks.has("joins", span) and not paper.marks.has("leaves", span)
            for span in (passage.lead, *passage.above[:1])
        ):
            yield from passage.run.entries


def _joining(paper: Paper) -> Iterator[Entry]:
    """Those of whom the addendum says that they come in, be it before them or behind."""
    for span in paper.sentences:
        for cue in paper.marks.of("joins", span):
            speaks_of_it = paper.marks.has_any(("pact", "party_head"), span)
            if speaks_of_it and not paper.marks.has("beside", cue.span):
                run = _beside(paper, span, cue)
                yield from run.entries
                if run.entries:
                    break


def _beside(paper: Paper, sentence: Span, cue: Mark) -> Run:
    """The organisations that join: right behind the cue, else right before it; not those that leave."""
    low = max((mark.end for mark in paper.marks.of("leaves", (sentence[0], cue.start))), default=sentence[0])
    behind = read_run(paper, cue.end, sentence[1], named=True)
    if behind.entries and behind.start - cue.end < _NEAR:
        return behind
    within = read_run(paper, cue.start, cue.end)
    before = within if within.entries else read_run(paper, low, cue.start)
    near = before.entries and cue.start - before.end < _NEAR and before.entries[0].named.kind != "other"
    return before if near else Run()
