"""Amounts that a paper names and that are none of its partnership's budget, and why.

A veto is a row of a table: the mark that speaks against an amount, where it must stand, and what outweighs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from parsers.budgets.anchors import Anchor
from parsers.marks.mark import Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

REPLACED = "an amount that is replaced"
_CLAUSE = shown(re.compile(r"[^.;]{0,60}"), examples=("er uændret.",))
_TO = shown(re.compile(r"\btil\b"), examples=(" til ",), rejects=("tilskud",))
_RAISED_FROM = shown(
    compile_danish(
        r"\b(?:fra|ændres|rettes|erstattes|forhøjes|hæves|nedsættes)(?: (?:teksten|beløbet|ordene|kr\.))* [\"»”'«]?$"
    ),
    examples=("hæves fra ", 'ændres "'),
    rejects=("hæves til ",),
)
# "mellem 300.000 kr. og 400.000 kr.": no more than the second is set aside.
_LEAST_OF_TWO = shown(re.compile(r"\b(?:mellem|fra)\s+$"), examples=("mellem ",), rejects=("mellemmand ",))
_TO_MOST = shown(
    re.compile(r"\s*(?:og|til)\s+\d{1,3}(?:\.\d{3}|,\d)"), examples=(" og 400.000",), rejects=(" og til", " og 40 unge")
)
_OTHER_NAME = shown(
    re.compile(
        r"\b(?P<before>[A-ZÆØÅ][\w/-]+)\s(?:[Tt]ryghedsp|[Pp])artnerskab(?:et|s)?\b"
        r"|\b(?:[Tt]ryghedsp|[Pp])artnerskab(?:et|erne)?\s(?:i|på|for)\s(?P<behind>[A-ZÆØÅ][\w/-]+)"
    ),
    examples=("Vestparken Partnerskab", "Partnerskabet i Vestbyen"),
    rejects=("partnerskabet",),
)
# Words that may begin a sentence before "partnerskabet": they name none.
_NO_NAME = shown(
    re.compile(
        r"(?:til|i|på|for|fra|med|om|af|ved|under|over|efter|inden|foruden|mellem|hos|de[tn]|dette|denne|et|ethvert|hver\w*"
        r"|hele|vores|nyt|alle|to|tre|begge|som|når|hvis|da|samtidig|derfor|også|selve|kun|dog|at|har|får)",
        re.IGNORECASE,
    ),
    examples=("Til", "Hvert"),
)
_WORD = shown(re.compile(r"\w{3}"), examples=("kroner",), rejects=("kr",))
_RIGHT_BEHIND = 25
_HEAD = 600  # letters at the start of a paper that name its own place

Where = Callable[[Paper, Anchor, Span | None], list[Span]]


@dataclass(frozen=True, slots=True)
class Veto:
    """`reason` holds where a mark of `kind` (of one of `values`) stands at `where`, unless a mark of `unless` does."""

    reason: str
    kind: str
    where: str
    values: tuple[object, ...] = ()
    unless: str | None = None


VETOES: tuple[Veto, ...] = (
    Veto("a rate, no allotment", "rate", "right behind"),
    Veto("a rate, no allotment", "rate", "head"),
    Veto("a change, no allotment", "grows", "touching"),
    Veto(REPLACED, "outdated", "touching", ("behind",)),
    Veto(REPLACED, "outdated", "own words before", ("until now",)),
    Veto(REPLACED, "outdated", "clause behind", ("before",)),
    Veto("an amount that stays as it was", "unchanged", "clause behind"),
    Veto("money that is spent", "elsewhere", "leading up", ("spent",), unless="gives"),
    Veto("money that is spent", "elsewhere", "clause behind", ("spent",)),
    Veto("money that is applied for", "elsewhere", "leading up", ("applied for",)),
    Veto(
        "money of another project", "elsewhere", "own words", ("another project", "another agreement"), unless="our_own"
    ),
    Veto("money that is kept apart", "elsewhere", "own words or row", ("kept apart",), unless="our_own"),
    Veto("money that is kept apart", "elsewhere", "rest of the sentence", ("kept apart",), unless="our_own"),
    Veto("money that is kept apart", "elsewhere", "sentence behind", ("kept apart",)),
    Veto("a price, no allotment", "elsewhere", "leading up", ("a price",), unless="gives"),
)


def refuse(paper: Paper, anchor: Anchor, following: Span | None, before: str | None) -> str | None:
    """Why an amount is none of the partnership's budget, or None.

    `following` is the sentence behind it, `before` why the last amount before it was refused.
    """
    vetoed = next((veto.reason for veto in VETOES if _forbids(veto, paper, anchor, following)), None)
    if vetoed is None and before and paper.marks.starting_at("likewise", anchor.unit[0]):
        return before
    return vetoed or next((reason for holds, reason in _FURTHER if holds(paper, anchor)), None)


def _forbids(veto: Veto, paper: Paper, anchor: Anchor, following: Span | None) -> bool:
    spans = _WHERE[veto.where](paper, anchor, following)
    if not any(paper.marks.has(veto.kind, span, *veto.values) for span in spans):
        return False
    return veto.unless is None or not paper.marks.has(veto.unless, _UNLESS[veto.unless](anchor))


def _is_limit(paper: Paper, anchor: Anchor) -> bool:
    limits = (paper.marks.has("limit", span) for span in _touching(paper, anchor, None))
    return paper.marks.has("limited", anchor.unit) and any(limits)


def _is_least_of_two(paper: Paper, anchor: Anchor) -> bool:
    """ "mellem 1 og 2 mio. kr.": the first."""
    before = paper.text[anchor.floor : anchor.span[0]]
    return bool(_LEAST_OF_TWO.search(before) and _TO_MOST.match(paper.text, anchor.span[1]))


def _touching(paper: Paper, anchor: Anchor, _: Span | None) -> list[Span]:
    """The words that end at the amount."""
    marks = paper.marks.any_of(("limit", "outdated", "grows"), (anchor.floor, anchor.span[1]))
    return [mark.span for mark in marks if not _WORD.search(paper.text, mark.end, max(mark.end, anchor.span[0]))]


def _clause_behind(paper: Paper, anchor: Anchor, _: Span | None) -> list[Span]:
    return [match.span() for match in [_CLAUSE.match(paper.text, anchor.span[1], anchor.unit[1])] if match]


def _rest_of_sentence(paper: Paper, anchor: Anchor, _: Span | None) -> list[Span]:
    """What follows the amount where no other does: "kr. 60.000, betales af boligforeningen uden for partnerskabet"."""
    rest = anchor.span[1], anchor.unit[1]
    return [] if anchor.in_table or paper.marks.has("money", rest) else [rest]


def _sentence_behind(paper: Paper, anchor: Anchor, following: Span | None) -> list[Span]:
    """The next sentence, where it speaks of the amount before it."""
    goes_on = (
        following and paper.marks.starting_at("refers_back", following[0]) and not paper.marks.has("money", following)
    )
    return [following] if following and goes_on else []


_WHERE: dict[str, Where] = {
    "touching": _touching,
    "right behind": lambda paper, anchor, _: [(anchor.span[1], min(anchor.own[1], anchor.span[1] + _RIGHT_BEHIND))],
    "clause behind": _clause_behind,
    "head": lambda paper, anchor, _: list(anchor.places.get("head", ())),
    "leading up": lambda paper, anchor, _: [] if anchor.in_table else [(anchor.unit[0], anchor.span[0])],
    "own words before": lambda paper, anchor, _: [(min(anchor.own[0], anchor.span[0]), anchor.span[0])],
    "own words": lambda paper, anchor, _: [] if anchor.in_table else [anchor.own],
    "own words or row": lambda paper, anchor, _: [s for r in ("own", "label", "row") for s in anchor.places.get(r, ())],
    "rest of the sentence": _rest_of_sentence,
    "sentence behind": _sentence_behind,
}
_UNLESS: dict[str, Callable[[Anchor], Span]] = {
    "gives": lambda anchor: (anchor.floor, anchor.span[0]),
    "our_own": lambda anchor: anchor.own,
}


def _is_raised(paper: Paper, anchor: Anchor) -> bool:
    """Whether an amount is the one that another replaces: "hæves fra 500.000 kr. til 650.000 kr."."""
    before = anchor.unit[0], anchor.span[0]
    raised = paper.marks.has("raised", before) and _RAISED_FROM.search(paper.text[slice(*before)])
    return bool(raised and _TO.search(paper.text, anchor.span[1], anchor.unit[1]))


def _names_another(paper: Paper, anchor: Anchor) -> bool:
    """Whether another partnership is named with the amount than the one that the paper begins with."""
    head = paper.text[: min(_HEAD, anchor.unit[0])].casefold()
    names = (match["before"] or match["behind"] for match in _OTHER_NAME.finditer(paper.text, *anchor.own))
    others = [name for name in names if not _NO_NAME.fullmatch(name) and name.casefold() not in head]
    return bool(others) and not paper.marks.has("our_own", anchor.own)


# In order; each is asked after `VETOES`.
_FURTHER: tuple[tuple[Callable[[Paper, Anchor], bool], str], ...] = (
    (_is_limit, "a limit, no allotment"),
    (_is_least_of_two, "the least of two amounts"),
    (_is_raised, REPLACED),
    (_names_another, "another partnership's money"),
)
