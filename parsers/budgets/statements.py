"""The statements of a stretch on money: sentences, and the lines of lists and fact boxes that end without a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.structure.sentences import Span, find_sentences

ITEM = re.compile(r"[•▪●*=o–-]\s|\(?\d{1,2}[.)]\s|\(?[a-h]\)\s")
_ITEM_START = rf"(?:{ITEM.pattern})?[ \t]*"
# "Projektledelse (0,5 årsværk): …", "2024: …"
_LABELLED = re.compile(rf"{_ITEM_START}(?:[A-ZÆØÅ½¼¾\d][^\n:.;]{{1,70}}|20\d\d):(?=[ \t]|$)")
_OPENS = re.compile(rf"{_ITEM_START}(?:[A-ZÆØÅ]|\d)")
_BEGINS = re.compile(r"[A-ZÆØÅ•▪●*o–-]")
_GOES_ON = re.compile(r"(?i)(?:\b(?:og|til|af|i|fra|på|med|for|at|der|som|den|det|samt|eller|kr|mio|pr)|-)$")
_ENDS_AMOUNT = re.compile(r"(?:\bkr\.?|\bårligt|\bår|\bmio\.?|,-|\)|\d)$")
_FIGURE = re.compile(r"\d{3}|\bmio|\bkr\b")
_ABBREVIATED = re.compile(r"\b(?:kr|mio|mill|tkr)\.$")
_AMOUNT_ITEM = re.compile(r"(?:kr\.?\s*)?\d[\d.,]*\s*(?:kr|mio|t\.)")
# "Projektledelse – 310.000 kr."
_ROW = re.compile(
    r"[A-ZÆØÅ][^\n.;:\d]{2,50}(?:\([^)]{1,40}\)\s*)?(?:kr\.?\s*)?\d[\d.,]*(?:\s*(?:t\.?\s?kr|kr|mio|kroner|DKK)\b.{0,25})?$"
)
_AMOUNT_FIRST = re.compile(rf"{_ITEM_START}(?:kr\.?\s*)?\d[\d.,]*")


def find_statements(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `text[start:end]`, with lines apart that each make their own statement."""
    for low, high in _whole_sentences(text, start, end):
        at = low
        for cut in _cuts(text, low, high):
            if text[at:cut].strip():
                yield _trim(text, at, cut)
            at = cut
        if text[at:high].strip():
            yield _trim(text, at, high)


def _whole_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences; a bracket behind "kr." goes on with the one it stands behind."""
    held: Span | None = None
    for low, high in find_sentences(text, start, end):
        if held and text[low] == "(" and _ABBREVIATED.search(text, max(held[0], held[1] - 8), held[1]):
            held = held[0], high
            continue
        if held:
            yield held
        held = low, high
    if held:
        yield held


def is_item(text: str, span: Span) -> bool:
    """Whether a statement is a line of a list: it has a bullet, a label, or opens with its amount."""
    words = text[span[0] : min(span[1], span[0] + 90)]
    return bool(ITEM.match(words) or _LABELLED.match(words) or _AMOUNT_ITEM.match(words) or _ROW.match(text, *span))


def _cuts(text: str, low: int, high: int) -> Iterator[int]:
    """Where within a sentence a new line makes a statement of its own."""
    at = text.find("\n", low, high)
    while at != -1:
        previous = text[max(low, text.rfind("\n", low, at) + 1) : at].rstrip()
        begin = at + 1 + len(text[at + 1 : high]) - len(text[at + 1 : high].lstrip())
        stop = text.find("\n", begin, high)
        following = text[begin : stop if stop != -1 else high]
        blank = "\n" in text[at + 1 : begin]
        if previous and _divides(previous, following, blank):
            yield begin
        at = text.find("\n", begin, high)


def _divides(previous: str, following: str, blank: bool) -> bool:
    if previous[-1] == ":" or _LABELLED.match(following):
        return True
    if not _OPENS.match(following) or previous[-1] in ",;":
        return False
    if blank:
        return bool(_BEGINS.match(following)) and not _GOES_ON.search(previous)
    lined = bool(_ENDS_AMOUNT.search(previous)) and bool(_FIGURE.search(following))
    worded = bool(re.match(r"[A-ZÆØÅ]", following)) or bool(_AMOUNT_FIRST.match(previous))
    return lined and worded


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
