"""A signing service's page of evidence, told from the paper: its text stays, and no parser looks at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.signing_evidence import Line, may_be_evidence, read_line
from models.document import EVIDENCE, Page

_OF_A_BLOCK = frozenset(("organisation", "serial", "address", "time", "method"))
_NAME_LINES = 3  # a name, and a title over at most two lines, stand above what a service prints of a signer
_HEADING = 2  # lines above the evidence that are its heading, not the end of a paper
_LONGEST = 60  # letters of a line with a name or title
_TOLD = "; a signing service's page of evidence, no part of the paper"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line of the page: its offsets, its text, and what it says."""

    start: int
    end: int
    text: str
    says: Line | None


def mark_evidence(pages: Sequence[Page], has_key: bool) -> tuple[Page, ...]:
    """The pages, with those of evidence told. `has_key`: the pages carry a service's key in their margin."""
    return tuple(_marked(page, has_key) for page in pages)


def _marked(page: Page, has_key: bool) -> Page:
    if not (has_key or may_be_evidence(page.text.text)):
        return page
    lines = _lines(page)
    if not _is_evidence(lines, has_key):
        return page
    start = lines[_first(lines)].start
    if sum(bool(line.text) for line in lines if line.start < start) <= _HEADING:
        start = 0
    words = frozenset(page.text.words_in(start, len(page.text.text)))
    facts = {**page.facts, EVIDENCE: 1.0}
    return replace(page, furniture=page.furniture | words, facts=facts, reason=page.reason + _TOLD)


def _lines(page: Page) -> list[_Printed]:
    found, at = [], 0
    for line in page.text.text.splitlines(keepends=True):
        read = read_line(line)
        found.append(_Printed(at, at + len(line), line.strip(), read[0] if read else None))
        at += len(line)
    return found


def _is_evidence(lines: Sequence[_Printed], has_key: bool) -> bool:
    """Whether a service speaks here: it names the time of day, and a serial number or an address.

    A signature page of the paper itself may say on whose behalf and on which day; never the minute and the IP.
    """
    said = Counter(line.says for line in lines)
    proofs = said["serial"] + said["address"]
    if has_key and proofs + said["time"] + said["organisation"] >= 2:
        return True
    return bool(said["time"] and (proofs or (said["announcement"] and said["organisation"])))


def _first(lines: Sequence[_Printed]) -> int:
    """The line where the evidence begins: its announcement, else the name above the first thing it says."""
    at = next(at for at, line in enumerate(lines) if line.says in _OF_A_BLOCK)
    announced = next((n for n, line in enumerate(lines[:at]) if line.says == "announcement"), None)
    if announced is not None:
        return announced
    names = 0
    while at and names < _NAME_LINES and _may_name(lines[at - 1].text):
        at, names = at - 1, names + 1
    return at


def _may_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not text.endswith((".", ":"))
