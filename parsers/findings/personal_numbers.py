"""Civil registration numbers (CPR) on the pages: nothing that an archive of agreements should hold unseen."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.personal_data import find_personal
from models.records import Finding
from parsers.findings.stated import state_finding
from parsers.structure.body import Body

_SURE = 0.9


def find_personal_numbers(body: Body) -> Iterator[Finding]:
    """One finding that quotes each of them and says how many they are, never which."""
    quotes = [
        body.quote(page.number, one.start, one.end, "", _SURE)
        for page in body.document.pages
        for one in find_personal(page.text.text)
        if one.kind == "cpr"
    ]
    if quotes:
        yield state_finding("cpr-number", "warning", {"count": len(quotes)}, quotes)
