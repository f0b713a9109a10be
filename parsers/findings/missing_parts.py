"""What is missing from a paper, a section, a signature, an end, a note; and what its file holds too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.slugs import make_slug
from models.records import Agreement, Evidence, Finding, Party
from parsers.findings.stated import find_places, quote_first_line, state_finding
from parsers.structure.lists import ROMAN
from parsers.structure.paper import Paper
from parsers.structure.sections import Section

_STYLES = ("arabic", "paragraph", "roman", "letter")
_FEWEST_SECTIONS = 3
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def find_missing_parts(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Sections, signatures, an end of the period and notes that should be there and are not."""
    yield from _sections(paper)
    yield from _parties(agreement, paper)
    yield from _notes(paper)
    yield from _papers_behind(agreement, paper)
    if agreement.kind == "partnership_agreement":
        yield from _unsigned(agreement, paper)
        yield from _period(agreement, paper)


def _papers_behind(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Papers behind this one in its file, which the record is not of."""
    if paper.later:
        details = {"count": len(paper.later) + 1, "title": agreement.title}
        yield state_finding("several-papers", "warning", details, paper.later)


def _sections(paper: Paper) -> Iterator[Finding]:
    """A jump in the numbering of headings of one style, at the outermost level."""
    for style in _STYLES:
        for before, after in pairwise(_outermost(paper, style)):
            missing = (before.ordinal or 0) + 1
            if after.ordinal == missing + 1 and not _is_stated_between(paper, before, after, missing):
                yield _gap(paper, before, after)


def _outermost(paper: Paper, style: str) -> list[Section]:
    """The sections that are numbered in a style at the outermost level; none where there are too few to tell."""
    top = [section for section in paper.sections if section.style == style and "." not in (section.number or "")]
    return top if len(top) >= _FEWEST_SECTIONS else []


def _is_stated_between(paper: Paper, before: Section, after: Section, missing: int) -> bool:
    """Whether the missing number is printed at a line's beginning after all, if only as something unread."""
    printed = {"roman": ROMAN[missing : missing + 1], "letter": [f"{chr(64 + missing)}"]}.get(before.style or "", [])
    number = "|".join([str(missing), *printed])
    opens = re.compile(rf"^\s*(?:§\s*)?(?:{number})(?:[.)]\s+\S|\s+[A-ZÆØÅ])", re.MULTILINE)
    return bool(opens.search(paper.text[before.body_start : after.start]))


def _gap(paper: Paper, before: Section, after: Section) -> Finding:
    said = {name: f"{s.number} {s.heading}" for name, s in (("before", before), ("after", after))}
    quotes = [q for s in (before, after) for q in paper.body.evidence(s.start, s.body_start, "", 0.75)]
    return state_finding("section-missing", "warning", said, quotes)


def _parties(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """Parties outside the municipality's administrations that no one signed for, where there is a signature page."""
    missing = _without_signature(agreement, paper)
    if missing:
        quotes = [party.evidence[0] for party in missing] + [agreement.signatories[0].evidence[0]]
        details = {"parties": [party.name for party in missing]}
        yield state_finding("party-signature-mismatch", "warning", details, quotes)


def _without_signature(agreement: Agreement, paper: Paper) -> list[Party]:
    signed = {row.organisation for row in agreement.signatories}
    if not signed or _is_something_else(agreement):
        return []
    printed = _signature_words(agreement, paper)
    parties = [party for party in agreement.parties if party.kind != "administration"]
    return [party for party in parties if not _has_signed(party.organisation, signed, printed)]


def _is_something_else(agreement: Agreement) -> bool:
    """Whether what was read as signatures stands where parties are named or give money: then nobody signs there."""
    told = [quote for row in (*agreement.parties, *agreement.budgets) for quote in row.evidence]
    return all(
        any(one.page == quote.page and one.start <= quote.start < one.end for one in told)
        for row in agreement.signatories
        for quote in row.evidence
    )


def _signature_page(agreement: Agreement, paper: Paper) -> int | None:
    """Where the signatures begin: at the first that signs."""
    quotes = [quote for row in agreement.signatories for quote in row.evidence]
    return min(find_places(paper.body, quotes), default=None)


def _signature_words(agreement: Agreement, paper: Paper) -> str:
    """What stands on the signature page, from the first that signs on, as one slug."""
    start = _signature_page(agreement, paper)
    return f"-{make_slug(paper.text[start : paper.end])}-" if start is not None else ""


def _has_signed(organisation: str, signed: set[str], printed: str) -> bool:
    """Whether a signatory was read for a party, or it stands among the signatures, alone or in a longer name.

    In columns a name may be broken over lines, with its neighbours' words between: there all its words must stand.
    """
    names = [organisation, *(part for part in signed if f"-{part}-" in f"-{organisation}-")]
    if len(names) > 1 or f"-{organisation}-" in printed:
        return True
    words = set(organisation.split("-")) - {"og", "i", "for", "af"}
    return len(words) > 1 and words <= set(printed.split("-"))


def _unsigned(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """No page of signatures, or one with neither names nor dates.

    On scans what is written by hand is not read: there only the page itself can be missing. Who signed digitally needs
    no page.
    """
    if any(found.kind != "timestamp" and found.intact for found in paper.document.signatures):
        return
    missing = _missing_of_signatures(agreement, paper)
    quotes = [row.evidence[0] for row in agreement.signatories] or _head(paper)
    if missing and quotes:
        yield state_finding("unsigned", "info", {"missing": missing}, quotes[:1])


def _missing_of_signatures(agreement: Agreement, paper: Paper) -> list[str]:
    rows, start = agreement.signatories, _signature_page(agreement, paper)
    if not rows or start is None:
        return ["page"]
    scanned = any(page.source == "ocr" for page in paper.document.pages)
    signed = any(row.name or row.date for row in rows)
    if scanned or signed or paper.marks.has_any(("date", "day"), (start, len(paper.text))):
        return []
    return ["names", "dates"]


def _period(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """An agreement whose end is not said, or cannot be read."""
    if agreement.period is None or agreement.period.end is None:
        own = agreement.evidence.get("period") or agreement.evidence.get("title") or _head(paper)
        if own:
            yield state_finding("period-missing", "warning", {}, own[:1])


def _notes(paper: Paper) -> Iterator[Finding]:
    """Raised marks of notes in print that have no note; a scan may have lost either."""
    if any(page.source == "ocr" for page in paper.document.pages):
        return
    own = set(re.findall(r"(?m)^[ \t]*([¹²³⁴⁵⁶⁷⁸⁹⁰]+)", paper.text))
    below = re.findall(r"(?m)^[ \t]*\(?(\d{1,2})(?=[.)\s])", paper.text[paper.end :])
    own.update(number.translate(_RAISED) for number in below)
    for at, mark in {mark: (at, mark) for at, mark in reversed(paper.body.raised)}.values():
        if own and mark not in own and at < paper.end:
            evidence = paper.body.evidence(max(0, at - 1), at, "footnote-missing", 0.7)
            yield state_finding("footnote-missing", "info", {"mark": mark}, evidence)


def _head(paper: Paper) -> list[Evidence]:
    first = quote_first_line(paper.body, 0)
    return [first] if first else []
