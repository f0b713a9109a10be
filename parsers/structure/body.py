"""A document's text as one string for matching, that still knows page, offset and boxes of every character.

Running headers, footers and page numbers are left out, words divided at a line end are joined, footnotes come last.
Line feeds stay, because lists and headings need them: rules match white space with `\\s+` (see `parsers.rules.rule`).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.document import Document, Page
from models.geometry import Box
from models.records import BoxRecord, Evidence
from parsers.rules.once import once_each

# A word divided at a line end: the hyphen goes before a small letter, unless a conjunction follows ("børne- og").
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])(?!(?:og|eller|samt)\b)")
# Runs of flags: words of the body, of footnotes, furniture; white space that follows none of the first two.
_RUN = re.compile(r"m[ms]*|n[ns]*|f+|s+")


@dataclass(frozen=True, slots=True)
class Body:
    """`text`, and for each character its page number and its offset in that page's text. `notes_start`: footnotes."""

    text: str
    pages: array[int]
    offsets: array[int]
    notes_start: int
    document: Document
    by_number: dict[int, Page] = field(default_factory=dict)

    def evidence(self, start: int, end: int, rule: str, confidence: float = 0.9) -> list[Evidence]:
        """What `text[start:end]` quotes: one evidence for each page it touches, boxed where the page has boxes.

        The quote is exactly the page's own text, divided words and all; white space at its ends is left out.
        ValueError where the span holds no printed character.
        """
        spans = self.page_spans(start, end)
        if not spans:
            raise ValueError(f"nothing printed between {start} and {end}")
        return [self.quote(page, low, high, rule, confidence) for page, (low, high) in spans.items()]

    def page_spans(self, start: int, end: int) -> dict[int, tuple[int, int]]:
        """Where on each page it touches `text[start:end]` stands, without white space at the ends."""
        piece = self.text[start:end]
        low, high = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if low >= high:
            return {}
        # Main text and footnotes each run on in order, so that the ends of a stretch on one page are its bounds.
        if self.pages[low] == self.pages[high - 1] and not low < self.notes_start < high:
            return {self.pages[low]: (self.offsets[low], self.offsets[high - 1] + 1)}
        spans: dict[int, list[int]] = {}
        for at in range(low, high):
            if not self.text[at].isspace():
                spans.setdefault(self.pages[at], []).append(self.offsets[at])
        return {page: (min(at), max(at) + 1) for page, at in spans.items()}

    def quote(self, number: int, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """What the page's own text says between two offsets of it, whether or not the body holds it."""
        page = self.by_number[number]
        boxes = [_recorded(box) for box in page.text.boxes(start, end)] or None
        return Evidence(
            page=number,
            start=start,
            end=end,
            verbatim=page.text.text[start:end],
            boxes=boxes,
            rule=rule,
            confidence=round(confidence, 3),
        )

    def places_on(self, page: int) -> dict[int, int]:
        """For each offset of a page's text the first place in `text` that shows it, where one does."""
        found: dict[int, int] = {}
        for low, high in ((self.notes_start + 1, len(self.text)), (0, self.notes_start)):
            first, last = bisect_left(self.pages, page, low, high), bisect_right(self.pages, page, low, high)
            found.update(zip(reversed(self.offsets[first:last]), reversed(range(first, last)), strict=True))
        return found

    def find_offset(self, page: int, offset: int) -> int | None:
        """The place in `text` of a page's character, or None where it was left out."""
        for low, high in ((0, self.notes_start), (self.notes_start + 1, len(self.text))):
            first = bisect_left(self.pages, page, low, high)
            last = bisect_right(self.pages, page, first, high)
            at = bisect_left(self.offsets, offset, first, last)
            if at < last and self.offsets[at] == offset:
                return at
        return None


@once_each
def _recorded(box: Box) -> BoxRecord:
    return BoxRecord(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def read_body(document: Document) -> Body:
    """The body of a document, pages in order, footnotes of all pages after it."""
    main, notes = _Flow(), _Flow()
    for page in document.pages:
        _collect(page, main, notes)
    notes_start = len(main.pages)
    main.add("\n", 0, 0)
    text = "".join([*main.parts, *notes.parts])
    main.pages.extend(notes.pages)
    main.offsets.extend(notes.offsets)
    whole = _Flow()
    for start, end in _undivided(text):
        whole.parts.append(text[start:end])
        whole.pages.extend(main.pages[start:end])
        whole.offsets.extend(main.offsets[start:end])
        if start <= notes_start <= end:
            kept_before = len(whole.pages) - (end - notes_start)
    return Body(
        "".join(whole.parts).replace("\u00ad", "-").replace("\u2010", "-"),
        whole.pages,
        whole.offsets,
        kept_before,
        document,
        {page.number: page for page in document.pages},
    )


@dataclass(slots=True)
class _Flow:
    """Text in pieces, and for each of its characters the page and the offset there."""

    parts: list[str] = field(default_factory=list)
    pages: array[int] = field(default_factory=lambda: array("i"))
    offsets: array[int] = field(default_factory=lambda: array("i"))

    def add(self, text: str, page: int, offset: int) -> None:
        """Put a stretch of a page at the end."""
        if text:
            self.parts.append(text)
            self.pages.extend(array("i", [page]) * len(text))
            self.offsets.extend(range(offset, offset + len(text)))


def _undivided(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text that stay when divided words are joined; a hyphen before a capital stays too."""
    at = 0
    for match in _DIVIDED.finditer(text):
        yield at, match.start() + (1 if text[match.end()].isupper() else 0)
        at = match.end()
    yield at, len(text)


def _collect(page: Page, main: _Flow, notes: _Flow) -> None:
    """Hand each run of characters of a page to the flow it belongs to; white space goes with the word before it."""
    text = page.text
    if not page.footnotes and not page.furniture:
        main.add(text.text[page.body_start :], page.number, page.body_start)
    else:
        _collect_runs(page, main, notes)
    for flow in (main, notes):
        if flow.parts and not flow.parts[-1].endswith("\n"):
            flow.add("\n", page.number, len(text.text))
    if main.parts and _is_left_open(page):
        main.add("\n", page.number, len(text.text))


def _is_left_open(page: Page) -> bool:
    """Whether print ends in the upper three fifths of the page, as on a cover: nothing runs on to the next."""
    low = 0.6 * page.height
    reached = False
    for at in range(len(page.text.words) - 1, -1, -1):  # from the end, where what stands low is likely
        box = page.text.words[at].box
        if box and at not in page.furniture:
            if box.bottom >= low:
                return False
            reached = reached or box.bottom > 0
    return reached


def _collect_runs(page: Page, main: _Flow, notes: _Flow) -> None:
    text = page.text
    belongs = ["m"] * len(text.words) + ["s"]  # the last one is for NO_WORD, which is -1
    for word in page.footnotes:
        belongs[word] = "n"
    for word in page.furniture:
        belongs[word] = "f"
    flags = "".join(map(belongs.__getitem__, text.owners)).ljust(len(text.text), "s")
    target = main
    for run in _RUN.finditer(flags, page.body_start):
        kind = run.group()[0]
        if kind == "f":
            continue
        target = {"m": main, "n": notes}.get(kind, target)
        target.add(text.text[run.start() : run.end()], page.number, run.start())
