"""A signing service's page of evidence, told from the paper: its text stays, and no parser looks at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.signing_evidence import Line, may_be_evidence, read_line
from ingest.page.certificate_numbers import hide_numbers
from models.document import EVIDENCE, Page

_NEAR = 6  # lines with names and titles between two that a service labels
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
    spans = [
        (_first(lines, run[0]), run[-1]) for run in _runs(lines) if _is_evidence([lines[at] for at in run], has_key)
    ]
    if not spans:
        return page
    words = frozenset(at for low, high in _to_the_edges(lines, spans) for at in page.text.words_in(low, high))
    facts = {**page.facts, EVIDENCE: 1.0}
    text = hide_numbers(page.text, words)
    return replace(page, text=text, furniture=page.furniture | words, facts=facts, reason=page.reason + _TOLD)


def _runs(lines: Sequence[_Printed]) -> list[list[int]]:
    """The lines that a service may have printed, those near each other together: an appendix of the paper may have a
    serial number, and its minutes a time of day."""
    runs: list[list[int]] = []
    apart = _NEAR + 1
    for at, line in enumerate(lines):
        if line.says:
            if apart > _NEAR:
                runs.append([])
            runs[-1].append(at)
            apart = 0
        elif line.text:
            apart += 1
    return runs


def _to_the_edges(lines: Sequence[_Printed], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The offsets of these runs of lines; a heading above the first and a line below the last are theirs."""
    first, last = spans[0][0], spans[-1][1]
    offsets = [(lines[low].start, lines[high].end) for low, high in spans]
    if sum(bool(line.text) for line in lines[:first]) <= _HEADING:
        offsets[0] = (0, offsets[0][1])
    if sum(bool(line.text) for line in lines[last + 1 :]) <= _HEADING:
        offsets[-1] = (offsets[-1][0], lines[-1].end)
    return offsets


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


def _first(lines: Sequence[_Printed], at: int) -> int:
    """The line where a run begins: its announcement, else the name above the first thing it says."""
    names = 0
    while lines[at].says != "announcement" and at and names < _NAME_LINES and _may_name(lines[at - 1].text):
        at, names = at - 1, names + 1
    return at


def _may_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not text.endswith((".", ":"))
