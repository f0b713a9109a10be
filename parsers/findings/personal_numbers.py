"""Civil registration numbers (CPR) on the pages: nothing that an archive of agreements should hold unseen."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.personal_data import find_personal
from models.records import Agreement, Finding
from parsers.findings.stated import state_finding
from parsers.structure.paper import Paper

_SURE = 0.9


def find_personal_numbers(_: Agreement, paper: Paper) -> Iterator[Finding]:
    """One finding that quotes each of them and says how many they are, never which."""
    quotes = [
        paper.body.quote(page.number, one.start, one.end, "", _SURE)
        for page in paper.document.pages
        for one in find_personal(page.text.text)
        if one.kind == "cpr"
    ]
    if quotes:
        yield state_finding("cpr-number", "warning", {"count": len(quotes)}, quotes)
