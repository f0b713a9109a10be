"""The amounts of a statement as anchors: which words are whose, and with which others each is coordinated.

Heraf går 0,3 mio. kr. årligt til projektledelse | og 0,7 mio. kr. til aktiviteter
`----------------- own --------------------------´ `------------- own -----------´
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.budgets.anchors import Anchor
from parsers.budgets.statements import Statement
from parsers.budgets.years import find_years, pick
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import shown
from parsers.structure.paper import Paper
from parsers.structure.sentences import share_out

# What may stand behind a bare figure that is an amount: "1.150.000 årligt", "Lejerbo 100.000 og".
_BEHIND = (
    r"(?=\s*(?:[).,;:|–](?!\d)|$|\(\w|(?:og|til|i|for|fra|pr|per|om|hvert?|som|der|samt|over|fordelt|heraf|hvoraf|årlig\w*"
    r"|samlet)\b))"
)
_BARE = shown(
    re.compile(rf"\d{{1,3}}(?:\.\d{{3}})+(?:,-)?{_BEHIND}", re.IGNORECASE | re.MULTILINE),
    examples=("1.150.000 årligt", "4.600.000 i alt", "100.000, og", "50.000,- til"),
    rejects=("1.250 boliger", "40"),
)
_LEAST_BARE = 10_000
# Where the words of one amount end and those of the next begin; a bracket right before an amount is the amount's.
_WEAK = r"\bog\b|,|\((?!(?:\s|ca\.|kr\.)*\Z)"
# A bare figure where amounts are in thousands.
_SCALED = shown(
    re.compile(rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{2,4}}){_BEHIND}", re.IGNORECASE | re.MULTILINE),
    examples=("600 årligt", "1.200 til drift"),
    rejects=("12 møder",),
)
# What ties a purpose to the amount behind it: "aktiviteter med 400.000 kr.", "projektledelse (400.000 kr.)".
_TIED = shown(
    re.compile(r"(?:\s[\w-]+){0,3}?\s*(?:\(|:|\bmed|\bpå|\bfor)\s*", re.IGNORECASE),
    examples=(" med ", " i gårdene (", ": "),
    rejects=(" og ",),
)
_CONJUNCTION = shown(
    re.compile(r"(?:,|;|\bog|\bsamt)\s*$", re.IGNORECASE), examples=(" årligt, og ",), rejects=("mog ",)
)
_RIGHT_BEHIND = 6  # letters between a label and its amount: ": ca. "
_COORDINATED = shown(re.compile(r"\b(?:og|samt)\b|,|;|\n", re.IGNORECASE), examples=(" og ", ","), rejects=(" til ",))
_GIVER = shown(
    re.compile(r"(?i:\bkommunen|\bbolig\w+|\bpolitiet)|\b(?:og|samt|,)\s+[A-ZÆØÅ]"),
    examples=(" og Lejerbo",),
    rejects=(" og et",),
)
_OF_ALL = shown(
    re.compile(r"(?:Alle |Begge )?(?i:pengene|midlerne|beløbene|bidragene)\b"),
    examples=("Pengene bruges til aktiviteter", "Alle midlerne går til"),
    rejects=("Heraf bruges",),
)
# What between two amounts keeps the words of one from holding for the other.
_BARRED = {
    "before-basis": {"on_top"},
    "after-basis": {"on_top", "part", "same"},
    "before-purpose": {"on_top", "part", "gives"},
    "after-purpose": {"on_top", "part", "same", "gives"},
}


def find_anchors(paper: Paper, statement: Statement, factor: int | None = None) -> list[Anchor]:
    """The amounts of a statement, in order; bare figures are in so many kroner as `factor` says, where it says any."""
    marks = _amounts(paper, statement.span, factor)
    if not marks:
        return []
    owns = _bound(paper, share_out(paper.text, statement.span, [mark.span for mark in marks], _WEAK), marks)
    line = _Line(paper, statement, marks, owns)
    floors = [statement.span[0], *(mark.end for mark in marks)]
    return [
        Anchor(mark.value, mark.span, mark.rule, statement.span, floor, line.places(at))
        for at, (mark, floor) in enumerate(zip(marks, floors, strict=False))
    ]


def find_amounts(paper: Paper, span: Span) -> list[Mark]:
    """The amounts with a unit of their own; one that was read badly where it can mean but one thing."""
    broken = (mark for mark in paper.marks.of("broken_money", span) if mark.value)
    money = (mark for mark in paper.marks.of("money", span) if not paper.marks.starting_at("in_thousands", mark.start))
    return sorted([*money, *broken], key=lambda mark: mark.start)


def _amounts(paper: Paper, span: Span, factor: int | None) -> list[Mark]:
    marks = find_amounts(paper, span)
    form, times, rule = (_SCALED, factor, "money-in-thousands") if factor and not marks else (_BARE, 1, "money-bare")
    bare = (mark for mark in paper.marks.of("number", span) if form.match(paper.text, mark.start))
    found = (Mark("money", round(mark.value * times), *mark.span, rule) for mark in bare)
    marks += (mark for mark in found if mark.value >= _LEAST_BARE)
    return sorted(marks, key=lambda mark: mark.start)


def _bound(paper: Paper, spans: Sequence[Span], marks: Sequence[Mark]) -> list[Span]:
    """The stretches with a purpose that is tied to an amount put to that amount."""
    cuts = [low for low, _ in spans]
    for at, (one, other) in enumerate(pairwise(marks), 1):
        named = paper.marks.last("purpose", (one.end, other.start))
        if named and _TIED.fullmatch(paper.text, named.end, other.start):
            opening = _CONJUNCTION.search(paper.text[one.end : named.start])
            cuts[at] = one.end + opening.start() if opening else named.start
    return list(pairwise([*cuts, spans[-1][1]]))


@dataclass(frozen=True, slots=True)
class _Line:
    """A statement with its amounts."""

    paper: Paper
    statement: Statement
    marks: Sequence[Mark]
    owns: Sequence[Span]

    def places(self, at: int) -> dict[str, list[Span]]:
        """Where more may be said of an amount."""
        places: dict[str, list[Span]] = {"own": [self.owns[at]]}
        for slot in ("basis", "purpose"):
            places[f"before-{slot}"] = list(self._before(at, f"before-{slot}"))
            places[f"after-{slot}"] = list(self._after(at, f"after-{slot}"))
        places["before-purpose"] += [self.opening] if at and self.opening else []
        told = self.statement
        places["next"] = [told.following] if told.following and self._is_told_behind(told.following) else []
        places["lead"] = [told.lead] if told.lead else []
        if told.label and at == 0 and self.marks[0].start - told.label[1] < _RIGHT_BEHIND:
            places["label"] = [told.label]
        return places

    @property
    def opening(self) -> Span | None:
        """The purpose that the sentence opens with, for all its amounts: "Til aktiviteter lægger A …, mens B …"."""
        start, floor = self.statement.span[0], self.marks[0].start
        purpose = self.paper.marks.first("purpose", (start, floor))
        return purpose.span if purpose and self.paper.text[start : purpose.start].casefold() == "til " else None

    def _is_told_behind(self, following: Span) -> bool:
        """Whether the next sentence is about each amount: there is one, or it says so: "Pengene bruges til …"."""
        return len(self.marks) == 1 or _OF_ALL.match(self.paper.text, *following) is not None

    def _before(self, at: int, reach: str) -> Iterator[Span]:
        """The amounts before, the nearest first, as far as nothing bars them: "540.000 kr. årligt i 2025 og 2026 og
        360.000 kr. i 2027" says of the last no more than its year."""
        same = self.paper.marks.has("same_purpose", self.owns[at])
        dated = reach == "before-basis" and self._has_years(at, "single")
        for place in range(at - 1, -1, -1):
            said = self._between(place)
            lifted = reach == "before-purpose" and (same or "same" in said)
            if (said & _BARRED[reach] and not lifted) or (dated and self._has_years(place, "range")):
                return
            yield self.owns[place]

    def _after(self, at: int, reach: str) -> Iterator[Span]:
        """The last words of a row, which hold for all of it: "A gives 100 and B 50 for activities"."""
        dated = self._has_years(at, "single")
        if at == len(self.marks) - 1 or (dated and reach == "after-basis"):
            return
        for place in range(at, len(self.marks) - 1):
            gap = self.marks[place].end, self.marks[place + 1].start
            listed = dated or reach == "after-basis" or _GIVER.search(self.paper.text, *gap)
            if self._between(place) & _BARRED[reach] or not listed or not _COORDINATED.search(self.paper.text, *gap):
                return
        yield self.marks[-1].end, self.owns[-1][1]

    def _has_years(self, at: int, form: str) -> bool:
        return bool(pick(find_years(self.paper, self.owns[at]), form))

    def _between(self, place: int) -> set[str]:
        """What the words between an amount and the next say of how the two stand to each other."""
        marks, gap = self.paper.marks, (self.marks[place].end, self.marks[place + 1].start)
        said = {*marks.values("relation", gap), *(["gives"] if marks.has("gives", gap) else [])}
        return said | ({"same"} if self.paper.text[slice(*gap)].strip() == "(" else set())
