"""The statements of a stretch: its sentences, and the lines of lists and fact boxes that end without a stop.

Årlige udgifter:                              the lead of what follows
Projektledelse (0,5 årsværk): 300.000 kr.     a label, an amount
Aktiviteter: 500.000 kr.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.marks.mark import Span
from parsers.rules.wording import shown
from parsers.structure.grids.grid import trim
from parsers.structure.paper import Paper
from parsers.structure.sentences import find_sentences

_BULLET = r"(?:[•▪●*=o–-]\s+|\(?\d{1,2}[.)]\s+|\(?[a-h]\)\s+)"
LABELLED = shown(
    re.compile(
        rf"[ \t]*{_BULLET}?(?:(?=[A-ZÆØÅ½¼¾\d])(?:[^\n:.;]|(?<=[Pp]r)\.|(?<=kr)\.){{2,70}}|20\d\d):(?=[ \t]|$)",
        re.MULTILINE,
    ),
    examples=("Projektledelse (0,5 årsværk): 300.000 kr.", "2024: 40", "- Kommunen: 5", "Pr. år: 500.000 kr."),
    rejects=("og derfor: 5",),
)
_ITEM = shown(re.compile(rf"[ \t]*{_BULLET}"), examples=("- aktiviteter", "2) Pulje"), rejects=("Aktiviteter",))
_OPENS = shown(
    re.compile(rf"[ \t]*(?:{_BULLET}|[A-ZÆØÅ])"),
    examples=("Aktiviteter", "• Lejerbo", "2) Pulje"),
    rejects=("og til", "2021"),
)
_LEFT_OPEN = shown(
    re.compile(
        r"(?:[,;(-]|\b(?:og|til|af|i|fra|på|med|for|at|der|som|den|det|samt|eller|kr|mio|pr|ca)\.?)$"
        r"|\b(?:og|samt)(?-i: [A-ZÆØÅ][\w-]+)+$",
        re.IGNORECASE,
    ),
    examples=("bidrager med", "afsætter,", "pr.", "årligt, og Egebo"),
    rejects=("300.000 kr. årligt",),
)
_NEW_LINE = shown(re.compile(r"\n[\s|]*"), examples=("\n | ",), rejects=(" ",))  # the bars are those of a box
_GROUPED = shown(re.compile(r"\d{3}"), examples=("250",), rejects=("25",))
_LONGEST_LINE = 120
_LONGEST_OPEN = 40  # letters of what leaves a line open


@dataclass(frozen=True, slots=True)
class Statement:
    """`span` in the text; `lead` leads up to its list, `following` stands behind it, `label` before its colon."""

    span: Span
    lead: Span | None = None
    following: Span | None = None
    label: Span | None = None


def find_statements(paper: Paper, span: Span) -> list[Statement]:
    """The statements of a stretch, in order, tables left out."""
    found: list[Statement] = []
    lead: Span | None = None
    for low, high in (line for sentence in _sentences(paper, span) for line in _lines(paper, sentence)):
        label = LABELLED.match(paper.text, low, high)
        if paper.text[high - 1] == ":" and not paper.marks.has("money", (low, high)):
            lead = low, high
            found.append(Statement(lead))
            continue
        line = label or _ITEM.match(paper.text, low, high) or _is_line(paper, (low, high))
        lead = lead if line else None
        found.append(Statement((low, high), lead, label=(low, label.end() - 1) if label else None))
    return [*(replace(one, following=after.span) for one, after in pairwise(found)), *found[-1:]]


def _is_line(paper: Paper, span: Span) -> bool:
    """Whether a statement is a few words with an amount: "Projektledelse – 310.000 kr."."""
    return span[1] - span[0] < _LONGEST_LINE and _holds_amount(paper, span) and not paper.marks.has("gives", span)


def _sentences(paper: Paper, span: Span) -> Iterator[Span]:
    """The sentences of a stretch; a heading within it is one, or begins one where it names money."""
    at = span[0]
    for low, high, is_heading in sorted([*_headings(paper, span), *_tables(paper, span)]):
        if low > at:
            yield from find_sentences(paper.text, at, low)
        if is_heading and low >= at:
            yield low, high
        at = max(at, high)
    if at < span[1]:
        yield from find_sentences(paper.text, at, span[1])


def _headings(paper: Paper, span: Span) -> Iterator[tuple[int, int, bool]]:
    for part in paper.sections:
        inside = span[0] <= part.start < span[1] and paper.table_at(part.start) is None
        if inside and not paper.marks.has("money", (part.start, part.body_start)):
            yield *trim(paper.text, (part.start, part.body_start)), True


def _tables(paper: Paper, span: Span) -> Iterator[tuple[int, int, bool]]:
    return ((*found, False) for found in paper.table_spans if found[0] < span[1] and span[0] < found[1])


def _lines(paper: Paper, sentence: Span) -> Iterator[Span]:
    """A sentence cut where a new line makes a statement of its own."""
    at = sentence[0]
    for gap in _NEW_LINE.finditer(paper.text, *sentence):
        if _divides(paper, (at, gap.start()), (gap.end(), sentence[1]), gap.group().count("\n") > 1):
            yield at, gap.start()
            at = gap.end()
    yield at, sentence[1]


def _divides(paper: Paper, before: Span, after: Span, blank: bool) -> bool:
    text = paper.text
    stop = text.find("\n", *after)
    after = after[0], stop if stop >= 0 else after[1]
    if text[before[1] - 1] == ":" or LABELLED.match(text, *after):
        return True
    opens = _OPENS.match(text, *after) or paper.marks.starting_at("money", after[0])
    if not opens or _LEFT_OPEN.search(text, max(before[0], before[1] - _LONGEST_OPEN), before[1]):
        return False
    return blank or (_holds_amount(paper, before) and _holds_amount(paper, after))


def _holds_amount(paper: Paper, span: Span) -> bool:
    return paper.marks.has("money", span) or _GROUPED.search(paper.text, *span) is not None
