"""What a careful reader would point out about the reading itself: doubtful words, poor pages, figures in pieces."""

from __future__ import annotations

from collections.abc import Iterator

from models.records import Agreement, Finding
from parsers.findings.stated import quote_first_line, quote_place, state_finding
from parsers.structure.paper import Paper

_LOW_QUALITY = 0.6
_WITH_MONEY = frozenset(("partnership_agreement", "addendum", "status_report"))


def find_poor_readings(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Words no printer set, pages read poorly, amounts that cannot be read whole."""
    yield from _suspects(paper)
    yield from _poor_pages(paper)
    if agreement.kind in _WITH_MONEY:
        yield from _broken_money(paper)


def _suspects(paper: Paper) -> Iterator[Finding]:
    for page in paper.document.pages:
        for repair in page.text.repairs:
            quote = quote_place(paper.body, page.number, repair.start, repair.end)
            if quote and not repair.applied and repair.rule == "transcription-suspect":
                details = {"word": repair.raw, "proposal": repair.repaired}
                yield state_finding("transcription-suspect", "info", details, [quote])


def _poor_pages(paper: Paper) -> Iterator[Finding]:
    for page in paper.document.pages:
        quote = quote_first_line(paper.body, page.number) if page.quality < _LOW_QUALITY else None
        if quote:
            details = {"page": page.number, "quality": round(page.quality, 2)}
            yield state_finding("low-quality-page", "info", details, [quote])


def _broken_money(paper: Paper) -> Iterator[Finding]:
    """Amounts with a slip in them that leaves several readings ("1.4G7.000 kr."): none of them is a row."""
    for mark in paper.marks.of("broken_money", (0, len(paper.text))):
        if mark.value is None:
            evidence = paper.body.evidence(*mark.span, "unreadable-figure")
            yield state_finding("unreadable-figure", "warning", {"text": paper.words(mark.span)}, evidence)
