"""What the pages of a file do not show, or show wrongly: hidden text, lost letters, files that are only an envelope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from models.codes import Severity
from models.document import FORM, LOST_LETTERS, PORTFOLIO, Hiding, LeftOut, Page
from models.records import Agreement, Evidence, Finding
from parsers.findings.stated import quote_first_line, quote_line, state_finding
from parsers.structure.body import Body
from parsers.structure.paper import Paper

_SHOWN = 200  # characters of hidden text that a finding says; the archive keeps all of it
# Struck through and unticked is what an office does with words it takes back; the rest nobody was meant to see.
_TAKEN_BACK: frozenset[Hiding] = frozenset(("struck_through", "unticked"))
_ENVELOPES: Mapping[str, str] = {FORM: "unreadable-form", PORTFOLIO: "attachments"}


def find_page_faults(_: Agreement, paper: Paper) -> Iterator[Finding]:
    """What was left out of each page and why, and what a person must look up elsewhere."""
    body = paper.body
    first = quote_first_line(body, 0)
    for page in body.document.pages:
        quote = quote_first_line(body, page.number) or first
        if quote:
            yield from _of_page(page, body, quote)


def _of_page(page: Page, body: Body, quote: Evidence) -> Iterator[Finding]:
    for fact, code in _ENVELOPES.items():
        if page.facts.get(fact):
            yield state_finding(code, "error", {}, [quote])
    if page.facts.get(LOST_LETTERS):
        yield state_finding("wrong-encoding", "error", {}, [quote])
    for how, left in groupby(sorted(page.left_out, key=lambda left: left.how), key=lambda left: left.how):
        several = list(left)
        text = " … ".join(" ".join(one.text.split()) for one in several)
        details = {"how": how, "text": text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"}
        severity: Severity = "info" if how in _TAKEN_BACK else "warning"
        yield state_finding("hidden-text", severity, details, [_beside(body, page, several[0]) or quote])


def _beside(body: Body, page: Page, left: LeftOut) -> Evidence | None:
    """The printed line that is nearest above what was left out; None where boxes are not known."""
    if left.box is None:
        return None
    placed = [(word.box.top, at) for at, word in enumerate(page.text.words) if word.box is not None]
    above = [at for top, at in placed if top <= left.box.top]
    spans = page.text.spans([above[-1]]) if above else []
    if not spans:
        return None
    start = page.text.text.rfind("\n", 0, spans[0][0]) + 1
    return quote_line(body, page.number, start) if page.text.text[start : spans[0][1]].strip() else None
