"""What fills the slots of an amount, from how far: the nearest place that says something decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from models.records import Party
from parsers.budgets.anchors import Anchor, Row
from parsers.budgets.cells import is_bare, is_sum, is_year
from parsers.budgets.payers import names_one
from parsers.marks.mark import Mark, Span
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

# From the nearest place outwards; see `parsers.budgets.anchors` for the names.
REACHES = {
    "basis": ("own", "head", "label", "row", "before-basis", "after-basis", "lead", "group", "around"),
    "purpose": ("own", "label", "row", "head", "before-purpose", "after-purpose", "next", "lead", "group", "around"),
    "fte": ("own", "label", "row", "posts", "next"),
    "relation": ("own", "label", "before-basis", "lead", "around"),
}
# So near to an amount "årligt" outweighs "samlet": "den samlede årlige ramme er 1,5 mio. kr.".
_NEAR = 60
_MOST_POSTS = 50
# What a next sentence must begin with to speak of the amount before it.
GOES_ON = shown(
    compile_danish(
        r"(?:de|det|den|disse|dette|hele|denne|beløbet|midlerne|pengene|bevillingen|tilskuddet|bidraget|puljen|rammen"
        r"|forhøjelsen)\b"
    ),
    examples=("Midlerne går til", "Det svarer til"),
    rejects=("Lejerbo giver",),
)
_JOINED = shown(
    re.compile(r"\s*(?:,|og|samt|/|og til|samt til)?\s*(?:\w+\s+)?", re.IGNORECASE), examples=(" og ", ", "), rejects=()
)
_NEUTRAL = (
    "partnerskab|tryghedspartner|tryghedsarbejd|aftale|samarbejd|arbejde|formål|rådighed|brug|fordel|udgang|dækning"
    "|finansier|gennemfør|områd|kvarter|bydel|projektet|parterne|kommunen|gengæld|måneder|rest|udgift|beløb|omkostning"
    r"|drift|sammen|perioden|hver|år|(?:to|tre|fire|fem|seks)\b"
)
_ARTICLES = r"(?:(?:en|et|den|det|de|nye?|flere|fælles|lokale|årlig\w*)\s+)*"
# "250.000 kr. til belysning", "finansierer lektiecaféen med 90.000 kr.": a purpose of its own, whatever it is.
_FOR_SOMETHING = shown(
    re.compile(
        rf"\b(?:til|på|for|(?P<pays>finansierer|støtter|betaler|dækker))\s+{_ARTICLES}(?!{_NEUTRAL}|\w*period|(?:denne|dette"
        r"|disse|hele|samme|alle|både|løn\w*|fælles|lokale|årlig\w*|samle\w*|flere|pulje|ramme|bevilling|kasse)\b)"
        r"[a-zæøå]{4,}"
    ),
    examples=("til belysning", "til en årlig sommerfest", "til tryghedsvandringer", "finansierer lektiecaféen"),
    rejects=("til partnerskabet", "på 500.000 kr.", "til rådighed", "til en fælles kasse", "betaler årligt"),
)


def fill(paper: Paper, row: Row, parties: Sequence[Party]) -> None:
    """Fill what the words near an amount say; years and payers are read elsewhere."""
    for slot, reaches in REACHES.items():
        for reach in reaches:
            value = _look(paper, row.anchor, slot, reach)
            if value is not None:
                row.filled(slot, value, reach)
                break
    row.sums = _sums_up(paper, row.anchor)
    if row.anchor.places.get("label"):
        _settle_label(paper, row, parties)


def _look(paper: Paper, anchor: Anchor, slot: str, reach: str) -> object:
    spans = anchor.places.get(reach, ())
    if reach == "next" and not all(_goes_on(paper, slot, span) for span in spans):
        return None
    values = [value for span in spans if (value := _READERS[slot](paper, anchor, span)) is not None]
    if reach == "before-purpose" and len(set(values)) > 1:
        return None
    return values[0] if values else None


def _goes_on(paper: Paper, slot: str, span: Span) -> bool:
    """Whether a next sentence speaks of the amount before it: it names no amount, for a purpose no figure at all."""
    figures = paper.marks.any_of(("money",) if slot == "fte" else ("money", "number"), span)
    return not figures and GOES_ON.match(paper.text, *span) is not None


def _settle_label(paper: Paper, row: Row, parties: Sequence[Party]) -> None:
    """A line of sums is for the whole; a label that says neither, and no payer, is a purpose of its own."""
    label = row.anchor.places["label"]
    of_payers = any(paper.marks.has("payer_head", span) for span in row.anchor.places.get("around", ()))
    if is_sum(paper, label) and row.reach.get("purpose") != "label":
        row.filled("purpose", "whole", "label")
    elif (
        not of_payers
        and row.reach.get("purpose", "around") in ("around", "lead", "group")
        and not any(is_bare(paper, span) or names_one(paper, span, parties) for span in label)
    ):
        row.filled("purpose", "activities", "label")


def _read_basis(paper: Paper, anchor: Anchor, span: Span) -> str | None:
    """Whichever stands nearer; "årligt" where it is near at all. A label of sums is no total, and what is said of a
    whole table is none of a year's column."""
    if span == anchor.own and paper.marks.has("once", span):
        return "total" if paper.marks.has("total", span) else "unstated"
    annual, total = (_nearest(paper.marks.of(kind, span), anchor) for kind in ("annual", "total"))
    if annual is not None and (total is None or annual < max(total, _NEAR)):
        return "annual"
    summed = span in anchor.places.get("label", ()) and is_sum(paper, [span])
    dated = span in anchor.places.get("around", ()) and any(is_year(paper, head) for head in anchor.places["head"])
    return None if total is None or summed or dated else "total"


def _nearest(marks: Sequence[Mark], anchor: Anchor) -> int | None:
    return min((max(m.start - anchor.span[1], anchor.span[0] - m.end, 0) for m in marks), default=None)


def _read_purpose(paper: Paper, anchor: Anchor, span: Span) -> str | None:
    """What is named. Of both, said of the amount itself, the one behind it counts, else the last; joined or said
    farther off they are the whole."""
    found = paper.marks.of("purpose", span)
    other = next((mark for mark in found if mark.value != found[0].value), None)
    if other is not None:
        inside = span[0] <= anchor.span[0] < span[1]
        joined = _JOINED.fullmatch(paper.text, found[0].end, other.start)
        behind = (mark for mark in found if mark.start >= anchor.span[1])
        return str(next(behind, found[-1]).value) if inside and not joined else "whole"
    if found:
        return str(found[0].value)
    return "activities" if not anchor.in_table and _is_for_something(paper, anchor, span) else None


def _is_for_something(paper: Paper, anchor: Anchor, span: Span) -> bool:
    """Whether the words of an amount, or those behind the last it is coordinated with, name a purpose of their own."""
    if span in anchor.places.get("after-purpose", ()):
        return _FOR_SOMETHING.search(paper.text, *span) is not None
    if span != anchor.own:
        return False
    behind = _FOR_SOMETHING.search(paper.text, anchor.span[1], span[1])
    before = paper.text[anchor.floor : anchor.span[0]].rstrip()
    paid = _FOR_SOMETHING.search(before) if before.endswith(" med") else None
    return bool(behind or (paid and paid["pays"]) or paper.marks.has("fund", span))


def _read_posts(paper: Paper, anchor: Anchor, span: Span) -> float | None:
    """The share of full-time posts that a stretch names, or the figure of a column of them; sums have none."""
    if span not in anchor.places.get("posts", ()):
        mark = paper.marks.first("post", span)
        return float(mark.value) if mark else None
    mark = paper.marks.first("number", span)
    return (
        float(mark.value)
        if mark and 0 < mark.value < _MOST_POSTS and not is_sum(paper, anchor.places["label"])
        else None
    )


def _read_relation(paper: Paper, anchor: Anchor, span: Span) -> str | None:
    """How an amount stands to those before it, said before it."""
    mark = paper.marks.last("relation", (span[0], anchor.span[0]) if span == anchor.own else span)
    once = mark is None and span == anchor.own and paper.marks.has("once", span)
    return "on_top" if once else str(mark.value) if mark else None


def _sums_up(paper: Paper, anchor: Anchor) -> bool:
    """Whether an amount's own words, its label or its head say that it sums up others."""
    label = anchor.places.get("label", ())
    own = max(anchor.own[0], anchor.floor), anchor.own[1]
    return is_sum(paper, anchor.places.get("head", ())) or any(paper.marks.has("sums_up", s) for s in (own, *label))


_READERS: dict[str, Callable[[Paper, Anchor, Span], object]] = {
    "basis": _read_basis,
    "purpose": _read_purpose,
    "fte": _read_posts,
    "relation": _read_relation,
}
