"""Parties told by a table with a column for them, whatever stands beside: numbers, addresses, contact people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.older.organisations import Mention, flatten, read_name, read_unit
from parsers.parties.enumerations import Found, are_names, read_item
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.tables import Cell, find_grids

_HEAD = re.compile(
    r"(?:aftalens\s)?(?:aftale|samarbejds)?(?:part(?:er|ner|nere)?|deltager(?:e|ne)?|organisation(?:er)?|myndighed(?:er)?"
    r"|aktør(?:er)?)(?: og (?:enhed|forvaltning|afdeling)(?:er)?)?",
    re.IGNORECASE,
)
# A table of who signs or pays is not one of who the parties are; one of who does what only under the parties' heading.
_OTHER = re.compile(r"dato|underskrift|navn|titel|bidrag|beløb|\bkr|årligt|medfinans", re.IGNORECASE)
_TASKS = re.compile(r"opgave|ansvar|aktivitet|rolle|indsats|formål", re.IGNORECASE)
_OWNERS = ("municipality", "administration")
_DASH = re.compile(r"[–—•*-]\s+(?=[A-ZÆØÅ])")


def read_tabled(body: Body, sections: Sections, rule: str) -> list[Found]:
    """The organisations in the first such table that holds at least two by register or form."""
    for grid in find_grids(body):
        head = grid.rows[0]
        place = next((at for at, cell in enumerate(head) if _HEAD.fullmatch(cell.text.strip(" .:"))), None)
        topics = getattr(sections.at(grid.start), "topics", ())
        if place is None or "signatures" in topics or any(_OTHER.search(cell.text) for cell in head):
            continue
        if "parties" not in topics and any(_TASKS.search(cell.text) for cell in head):
            continue
        found: list[Found] = []
        for row in grid.rows[1:]:
            found += _named(body.text, row[place], rule, bool(found) and found[-1].mention.kind in _OWNERS)
        if are_names(found):
            return found
    return []


def _named(text: str, cell: Cell, rule: str, owned: bool) -> Iterator[Found]:
    """What a cell names: by register or form, else all of it as a name; with a dash, below what `owned` it, a unit."""
    if not cell.spans:
        return
    start, end = cell.spans[0][0], cell.spans[-1][1]
    dash = _DASH.match(cell.text)
    if dash and owned:
        yield Found(read_unit(flatten(text), start + dash.end(), end), rule)
        return
    found = list(read_item(text, start, end, rule, 0))
    name = read_name(cell.text) if not found else None
    if name:
        found = [Found(Mention(name.organisation, name.name, name.kind, start, end), rule)]
    yield from found
