"""Findings made of a code and its details, and the print they quote where nothing better stands on the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.finding_messages import finding_message
from models.codes import Severity
from models.records import Evidence, Finding
from parsers.structure.body import Body

_SURE = 0.95
_DOUBTFUL = 0.8


def state_finding(code: str, severity: Severity, details: Mapping[str, Any], quotes: Sequence[Evidence]) -> Finding:
    """A finding with the sentence that its details make; details that say nothing are left out."""
    known = {name: value for name, value in details.items() if value not in (None, [], "")}
    evidence = [quote.model_copy(update={"rule": code}) for quote in quotes]
    message = finding_message(code, known)
    return Finding(code=code, severity=severity, message=message, details=known, evidence=evidence)


def find_places(body: Body, quotes: Iterable[Evidence]) -> list[int]:
    """Where quotes stand in the text of the paper, those of pages outside it left out."""
    places = (body.find_offset(quote.page, quote.start) for quote in quotes)
    return [at for at in places if at is not None]


def quote_first_line(body: Body, number: int) -> Evidence | None:
    """The first printed line of a page (of any where `number` is 0)."""
    for page in body.document.pages if number == 0 else (body.by_number.get(number),):
        text = page.text.text if page else ""
        if page and text.strip():
            return quote_line(body, page.number, len(text) - len(text.lstrip()))
    return None


def quote_line(body: Body, number: int, start: int) -> Evidence:
    """What a page prints from an offset of its text to the end of the line."""
    text = body.by_number[number].text.text
    return body.quote(number, start, start + len(text[start:].split("\n", 1)[0].rstrip()), "", _SURE)


def quote_place(body: Body, number: int, start: int, end: int) -> Evidence | None:
    """A place of a page's own text, in the body or not, widened until it holds print; None on a bare page."""
    text = body.by_number[number].text.text
    while end <= start or not text[start:end].strip():
        start, end = max(0, start - 1), min(len(text), end + 1)
        if (start, end) == (0, len(text)):
            return None
    return body.quote(number, start, end, "", _DOUBTFUL)
