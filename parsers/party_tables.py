"""Parties told by a table with a column for them, whatever stands beside: numbers, addresses, contact people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.body import Body
from parsers.enumerations import Found, are_names, read_item
from parsers.organisations import Mention, read_name
from parsers.sections import Sections
from parsers.tables import Cell, find_grids

_HEAD = re.compile(
    r"(?:aftalens\s)?(?:aftale|samarbejds)?(?:part(?:er|ner|nere)?|deltager(?:e|ne)?|organisation(?:er)?|myndighed(?:er)?"
    r"|aktør(?:er)?)(?: og (?:enhed|forvaltning|afdeling)(?:er)?)?",
    re.IGNORECASE,
)
# A table of who signs, pays or does what is not one of who the parties are.
_OTHER = re.compile(
    r"dato|underskrift|navn|titel|bidrag|beløb|\bkr|årligt|opgave|ansvar|aktivitet|rolle|indsats|formål|medfinans",
    re.IGNORECASE,
)


def read_tabled(body: Body, sections: Sections, rule: str) -> list[Found]:
    """The organisations in the first such table that holds at least two by register or form."""
    for grid in find_grids(body):
        head = grid.rows[0]
        place = next((at for at, cell in enumerate(head) if _HEAD.fullmatch(cell.text.strip(" .:"))), None)
        if place is None or any(_OTHER.search(cell.text) for cell in head):
            continue
        if "signatures" in getattr(sections.at(grid.start), "topics", ()):
            continue
        found = [one for row in grid.rows[1:] for one in _named(body.text, row[place], rule)]
        if are_names(found):
            return found
    return []


def _named(text: str, cell: Cell, rule: str) -> Iterator[Found]:
    """What a cell names: by register or form, else all of it as a name."""
    if not cell.spans:
        return
    start, end = cell.spans[0][0], cell.spans[-1][1]
    found = list(read_item(text, start, end, rule, 0))
    name = read_name(cell.text) if not found else None
    if name:
        found = [Found(Mention(name.organisation, name.name, name.kind, start, end), rule)]
    yield from found
