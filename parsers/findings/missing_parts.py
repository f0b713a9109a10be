"""What is missing from a paper: a section, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.slugs import make_slug
from models.records import Agreement, Finding
from parsers.structure.body import Body
from parsers.structure.sections import Section, Sections

# A party read with less than this is no ground to call a signature missing.
_SURE = 0.6


def find_missing_sections(agreement: Agreement, body: Body, sections: Sections) -> Iterator[Finding]:
    """A jump in the numbering of headings of one style, at the outermost level."""
    for style in ("arabic", "paragraph", "roman", "letter"):
        top = [s for s in sections if s.style == style and s.ordinal is not None and "." not in (s.number or "")]
        if len(top) < 3 or (style == "letter" and len(top) < 3):
            continue
        for before, after in pairwise(top):
            if before.ordinal is None or after.ordinal is None or after.ordinal - before.ordinal != 2:
                continue
            if not _is_stated_between(body, before, after):
                yield _gap(body, before, after)


def _is_stated_between(body: Body, before: Section, after: Section) -> bool:
    """Whether the missing number is printed at a line's beginning after all, if only as something unread."""
    missing = (before.ordinal or 0) + 1
    return bool(
        re.search(rf"(?m)^\s*(?:§\s*)?{missing}(?:[.)]\s+\S|\s+[A-ZÆØÅ])", body.text[before.body_start : after.start])
    )


def _gap(body: Body, before: Section, after: Section) -> Finding:
    message = f"'{before.number} {before.heading}' is followed by '{after.number} {after.heading}'"
    code = "section-missing"
    quotes = [q for part in (before, after) for q in body.evidence(part.start, part.body_start, code, 0.75)]
    return Finding(code=code, severity="warning", message=message, evidence=quotes)


def find_missing_signatures(agreement: Agreement, body: Body) -> Iterator[Finding]:
    """Parties outside the municipality's administrations that no one signed for, where there is a signature page."""
    signed = {row.organisation for row in agreement.signatories}
    if not signed or _is_list_of_parties(agreement):
        return
    printed = _signature_words(agreement, body)
    sure = [party for party in agreement.parties if party.evidence and party.evidence[0].confidence >= _SURE]
    unsigned = [p for p in sure if p.kind != "administration" and p.organisation not in signed]
    missing = [p for p in unsigned if not _is_printed(p.organisation, signed, printed)]
    if missing:
        names = ", ".join(party.name for party in missing)
        quotes = [party.evidence[0] for party in missing] + [agreement.signatories[0].evidence[0]]
        code = "party-signature-mismatch"
        yield Finding(
            code=code,
            severity="warning",
            message=f"no signature for: {names}",
            evidence=[quote.model_copy(update={"rule": code}) for quote in quotes],
        )


def _is_list_of_parties(agreement: Agreement) -> bool:
    """Whether what was read as signatures stands where the parties are named: then there is no page of signatures."""
    places = {(quote.page, quote.start) for party in agreement.parties for quote in party.evidence}
    quotes = [quote for row in agreement.signatories for quote in row.evidence]
    return all((quote.page, quote.start) in places for quote in quotes)


def _signature_words(agreement: Agreement, body: Body) -> str:
    """What stands on the signature page, from the first that signs on, as one slug."""
    quotes = [quote for row in agreement.signatories for quote in row.evidence]
    places = [at for quote in quotes if (at := body.find_offset(quote.page, quote.start)) is not None]
    return f"-{make_slug(body.text[min(places) : body.notes_start])}-" if places else ""


def _is_printed(organisation: str, signed: set[str], printed: str) -> bool:
    """Whether a party that no signatory was read for stands among the signatures, alone or in a longer name.

    In columns a name may be broken over lines, with its neighbours' words between: there all its words must stand.
    """
    if f"-{organisation}-" in printed or any(f"-{name}-" in f"-{organisation}-" for name in signed):
        return True
    words = set(organisation.split("-")) - {"og", "i", "for", "af"}
    return len(words) > 1 and words <= set(printed.split("-"))
