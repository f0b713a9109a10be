"""Rows of money that a dump ran together under a head that ends with what the amounts are.

    Betales af Går til Kr. pr. år
    Nordby Kommune Projektledelse 310.000
    | Lejerbo Aktiviteter 90.000                 a bar or bracket of a drawn rule at either end
    I alt 400.000

A dump has no places: the last words of the head stand over the amounts, and all before them over the labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.rules.wording import shown
from parsers.structure.body import Body
from parsers.structure.grids.anew import Row, in_columns

_HEAD = shown(
    re.compile(
        r"^[ |\[]*(?P<label>[A-ZÆØÅ](?:(?!  )[^\t\n|.:]){1,60}?)[ |]+"
        r"(?P<amount>(?:[Bb]eløb|[Kk]r(?:\.|oner)|DKK)(?:[ ](?:(?:i[ ])?kr\.?|(?:pr\.|om)[ ]år(?:et)?|årligt))?)"
        r"[ |\]]*\n",
        re.MULTILINE,
    ),
    examples=("Betales af Går til Kr. pr. år\n", "Post Betaler Beløb\n"),
    rejects=("Post\tBeløb\n",),
)
_ROW = shown(
    re.compile(
        r"\n*[ |\[]*(?P<label>[A-ZÆØÅ](?:(?!  )[^\t\n|]){1,80}?)[ |]+(?P<amount>\d{1,3}(?:\.\d{3})+)[ |\]]*(?:\n|\Z)"
    ),
    examples=("| Lejerbo Aktiviteter 90.000\n", "I alt 1.400.000 ]\n"),
    rejects=("Lejerbo betaler 90.000 kr.\n",),
)


def priced_rows(body: Body) -> Iterator[list[Row]]:
    """The tables of money of a body that has no places on pages, row by row."""
    if body.has_places:
        return
    for head in _HEAD.finditer(body.text, 0, body.notes_start):
        rows = [_row(head)]
        while found := _ROW.match(body.text, head.end(), body.notes_start):
            rows.append(_row(found))
            head = found
        if len(rows) > 2:
            yield rows


def _row(match: re.Match[str]) -> Row:
    return in_columns([[match.span("label")], [match.span("amount")]])
