"""Parties told by lists apart from the opening sentence: a municipality's administrations, names above the title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.body import Body
from parsers.enumerations import Found
from parsers.lines import read_lines
from parsers.lists import find_lists
from parsers.organisations import find_mentions, flatten, read_unit
from parsers.rules import Rule, compile_danish

_UNITS = r"(?:forvaltninger|magistratsafdelinger|centre|fagcentre|afdelinger|fagområder|direktørområder|enheder)"

RULES = (
    Rule(
        "party-units",
        "parties",
        compile_danish(
            r"\b[\wæøå]*kommunen? (?:deltager|indgår|er med|medvirker|(?:er )?repræsentere(?:s|t)) (?:\w+ )?(?:med|ved"
            rf"|af|gennem|i form af) (?:\w+ ){{0,3}}{_UNITS}(?: \w+){{0,4}}:"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(
            ("Kommunen deltager med to centre:", "Kommunen deltager med to centre:"),
            (
                "Nordby Kommune er repræsenteret ved følgende forvaltninger:",
                "Kommune er repræsenteret ved følgende forvaltninger:",
            ),
        ),
        rejects=("Kommunen deltager med to medarbejdere:", "Kommunen har tre forvaltninger:"),
        confidence=0.9,
    ),
    Rule(
        "parties-above",
        "parties",
        compile_danish(
            r"\b(?:ovenstående|ovennævnte|ovenanførte|førnævnte) (?:aftale|samarbejds)?(?:parter|partnere"
            r"|organisationer)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Ovenstående parter aftaler", "Ovenstående parter"),),
        rejects=("de ovenstående mål",),
        confidence=0.92,
    ),
)
PARTY_UNITS, PARTIES_ABOVE = RULES


def read_listed_units(body: Body) -> Iterator[Found]:
    """The administrations in the list that says with which of them the municipality takes part."""
    for match, _ in PARTY_UNITS.find(body.text):
        lists = find_lists(body.text, match.end(), min(len(body.text), match.end() + 1500))
        if not lists or body.text[match.end() : lists[0].start].strip(" \n\t*_"):
            continue
        for item in lists[0].items:
            end = item.start + len(body.text[item.start : item.end].rstrip(" .,;\n"))
            if item.level == 0 and len(item.text) < 80:
                yield Found(read_unit(body.text, item.start, end), PARTY_UNITS.name)
        return


def read_parties_above(body: Body) -> Iterator[Found]:
    """The organisations that stand on lines of their own before the sentence that calls them the parties above."""
    match = next((match for match, _ in PARTIES_ABOVE.find(body.text)), None)
    if match is None:
        return
    flat = flatten(body.text)
    for line in read_lines(body.text, 0, match.start()):
        mentions = find_mentions(flat, line.start, line.end)
        if len(mentions) == 1 and _fills(mentions[0].end - mentions[0].start, line.text):
            yield Found(mentions[0], PARTIES_ABOVE.name)


def _fills(length: int, line: str) -> bool:
    return len(re.sub(r"^(?:\d{1,2}[.)]|[•*–-])\s+", "", line).strip(" .,;")) - length < 4
