"""Who gives an amount, and where several give it each, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.slugs import make_slug
from models.codes import OrganisationKind
from models.records import Party
from parsers.budgets.anchors import Anchor
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

Payers = tuple[str | None, ...]

_HOUSING = shown(
    compile_danish(r"\b\w*bolig(?:organisation|selskab|forening)\w*"),
    examples=("Boligorganisationerne",),
    rejects=("bolig",),
)
_TOWNS = shown(compile_danish(r"\bkommuner(?:ne)?\b"), examples=("de to kommuner",), rejects=("kommunen",))
# What several of one kind are called together.
_TOGETHER: tuple[tuple[re.Pattern[str], OrganisationKind], ...] = (
    (_HOUSING, "housing_organisation"),
    (_TOWNS, "municipality"),
)
_PARTS = shown(compile_danish(r"\bpart(?:er|erne)?\b"), examples=("de tre parter",), rejects=("partnerskab",))
_FROM = shown(
    compile_danish(r"\b(?:fra|af)(?: [a-zæøå]+){0,2}\s*$"), examples=("fra ", "betales af "), rejects=("til ",)
)
_FROM_EACH = shown(
    compile_danish(
        r"\s*(?:om året|årligt|pr\.? år)?\s*(?:til \w+ )?(?:hver\b(?! (?:år|måned|uge|gang))|fra (?:hver|begge))"
    ),
    examples=(" årligt fra hver af parterne", " hver"),
    rejects=(" hvert år",),
)
_JOINTLY = shown(
    compile_danish(r"\s*(?:,|\b(?:og|samt)\b)(?: [a-zæøå]+){0,2}\s*"), examples=(" og ", ", "), rejects=(" giver ",)
)
_BESIDE = 16  # letters of "ved siden af "


def find_payers(paper: Paper, anchor: Anchor, parties: Sequence[Party]) -> Payers:
    """The ids of those who give an amount, `None` for one that is not named; more than one where each gives as much."""
    if anchor.in_table:
        return (_of_a_row(paper, anchor, parties),)
    before = anchor.floor, anchor.span[0]
    if paper.marks.has("each", before) or _FROM_EACH.match(paper.text, anchor.span[1], anchor.own[1]):
        return _all_of(paper, before, parties)
    return (_of_a_sentence(paper, anchor, parties),)


def names_one(paper: Paper, span: Span, parties: Sequence[Party]) -> bool:
    """Whether a stretch names an organisation, be it one that only the parties tell."""
    return paper.marks.has_any(("organisation", "unit", "party"), span) or any(_mentions(paper, span, parties))


def _of_a_row(paper: Paper, anchor: Anchor, parties: Sequence[Party]) -> str | None:
    """The organisation that a cell of the row under a head about money begins with ("Finansiering", not "Hvem gør
    det"), else the row's label, else the head of its column, else another cell of the row."""
    for reach in ("paid", "label", "head", "group", "row"):
        for span in (span for span in anchor.places[reach] if span not in anchor.places["done_by"]):
            found = list(_named(paper, span, parties))
            if len(found) == 1 and found[0][0][0] == span[0]:
                return found[0][1]
    return None


def _all_of(paper: Paper, span: Span, parties: Sequence[Party]) -> Payers:
    named = tuple(dict.fromkeys(payer for _, payer in _named(paper, span, parties)))
    if len(named) > 1:
        return named
    count = next((int(mark.value) for mark in paper.marks.of("number", span) if 1 < mark.value < 10), None)
    kinds = [kind for pattern, kind in _TOGETHER if pattern.search(paper.text, *span)]
    known = tuple(party.organisation for party in parties if party.kind in kinds[:1])
    if len(known) > 1 and count in (None, len(known)):
        return known
    if count and (kinds or _PARTS.search(paper.text, *span)):
        return (None,) * count
    return named or (None,)


def _of_kind(parties: Sequence[Party], kind: object) -> list[str]:
    """The ids of the parties of one kind."""
    return [party.organisation for party in parties if party.kind == kind]


def _of_a_sentence(paper: Paper, anchor: Anchor, parties: Sequence[Party]) -> str | None:
    """The last one named before the amount in its own words, none where it is several jointly; or one it comes from."""
    before = list(_named(paper, (anchor.own[0], anchor.span[0]), parties))
    gives = paper.marks.has_any(("gives", "money_label"), anchor.unit)
    if before and (gives or ":" in paper.text[before[-1][0][1] : anchor.span[0]]):
        joint = len(before) > 1 and _JOINTLY.fullmatch(paper.text, before[-2][0][1], before[-1][0][0])
        return None if joint else before[-1][1]
    after = list(_named(paper, (anchor.span[1], anchor.own[1]), parties))
    if after and _FROM.search(paper.text, anchor.span[1], after[0][0][0]):
        return after[0][1]
    return None if after else _of_those_before(paper, anchor, parties)


def _of_those_before(paper: Paper, anchor: Anchor, parties: Sequence[Party]) -> str | None:
    """ "Lejerbo giver 1 mio. kr. i 2024 og 0,9 mio. kr. i 2025": the one named with the first of a row of amounts."""
    gives = paper.marks.first("gives", (anchor.unit[0], anchor.span[0]))
    if gives is None:
        return None
    for span in anchor.places.get("before-purpose", ()):
        named = list(_named(paper, span, parties))
        if named:
            return named[0][1] if len(named) == 1 and named[0][0][0] <= gives.start else None
    return None


def _named(paper: Paper, span: Span, parties: Sequence[Party]) -> Iterator[tuple[Span, str]]:
    """The organisations that a stretch names, in order, of two that overlap the longer; "ud over kommunens bevilling"
    names none that gives."""
    end = 0
    for (low, high), payer in sorted(_mentions(paper, span, parties), key=lambda one: (one[0][0], -one[0][1])):
        if low >= end:
            end = high
            beside = paper.marks.last("relation", (max(0, low - _BESIDE), low), "on_top")
            if beside is None or beside.end < low - 1:
                yield (low, high), payer


def _mentions(paper: Paper, span: Span, parties: Sequence[Party]) -> Iterator[tuple[Span, str]]:
    """Every mention of a party or an organisation; "kommunen" is the only municipality among the parties."""
    for mark in paper.marks.of("organisation", span):
        yield mark.span, mark.value.id
    for party in parties:
        for name in _names(party):
            words = r"\s+".join(map(re.escape, name.split()))
            for match in re.compile(rf"\b{words}s?\b").finditer(paper.text, *span):
                yield match.span(), party.organisation
    for mark in paper.marks.of("party", span):
        alike = _of_kind(parties, mark.value)
        if len(alike) == 1:
            yield mark.span, alike[0]


def _names(party: Party) -> set[str]:
    """What a party may be called: "Boligselskabet FOB", and "FOB" where that is its id."""
    words = party.name.split()
    endings = (" ".join(words[at:]) for at in range(1, len(words)))
    return {party.name, *(name for name in endings if make_slug(name) == party.organisation)}
