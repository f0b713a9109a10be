"""A document's text as one string for matching, that still knows page, offset and boxes of every character.

Running headers, footers and page numbers are left out, words divided at a line end are joined, footnotes come last.
Line feeds stay, because lists and headings need them: rules match white space with `\\s+` (see `parsers.rules`).
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from models.document import Document, Page
from models.records import BoxRecord, Evidence
from models.text import NO_WORD

# A word divided at a line end: the hyphen goes before a small letter, unless a conjunction follows ("børne- og").
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])(?!(?:og|eller|samt)\b)")
_HYPHENS = "-\u00ad\u2010"


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
        spans: dict[int, list[int]] = {}
        for at in range(start, end):
            if not self.text[at].isspace():
                spans.setdefault(self.pages[at], []).append(self.offsets[at])
        if not spans:
            raise ValueError(f"nothing printed between {start} and {end}")
        return [self.quote(page, min(at), max(at) + 1, rule, confidence) for page, at in spans.items()]

    def quote(self, number: int, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """What the page's own text says between two offsets of it, whether or not the body holds it."""
        page = self.by_number[number]
        boxes = [BoxRecord(x0=b.x0, top=b.top, x1=b.x1, bottom=b.bottom) for b in page.text.boxes(start, end)] or None
        return Evidence(
            page=number,
            start=start,
            end=end,
            verbatim=page.text.text[start:end],
            boxes=boxes,
            rule=rule,
            confidence=round(confidence, 3),
        )

    def find_offset(self, page: int, offset: int) -> int | None:
        """The place in `text` of a page's character, or None where it was left out."""
        for at, (number, place) in enumerate(zip(self.pages, self.offsets, strict=True)):
            if number == page and place == offset:
                return at
        return None


def read_body(document: Document) -> Body:
    """The body of a document, pages in order, footnotes of all pages after it."""
    main: list[tuple[str, int, int]] = []
    notes: list[tuple[str, int, int]] = []
    for page in document.pages:
        _collect(page, main, notes)
    chars = [*main, ("\n", 0, 0), *notes]
    text = "".join(char for char, _, _ in chars)
    keep = bytearray(b"\1") * len(text)
    for match in _DIVIDED.finditer(text):
        keep_hyphen = text[match.end()].isupper()
        for at in range(match.start() + (1 if keep_hyphen else 0), match.end()):
            keep[at] = 0
    kept = [at for at in range(len(text)) if keep[at]]
    notes_start = sum(keep[: len(main)])
    return Body(
        "".join("-" if text[at] in _HYPHENS else text[at] for at in kept),
        array("i", (chars[at][1] for at in kept)),
        array("i", (chars[at][2] for at in kept)),
        notes_start,
        document,
        {page.number: page for page in document.pages},
    )


def _collect(page: Page, main: list[tuple[str, int, int]], notes: list[tuple[str, int, int]]) -> None:
    text = page.text
    target = main
    for at in range(page.body_start, len(text.text)):
        owner = text.owners[at] if at < len(text.owners) else NO_WORD
        if owner in page.furniture:
            continue
        if owner != NO_WORD:
            target = notes if owner in page.footnotes else main
        target.append((text.text[at], page.number, at))
    for flow in (main, notes):
        if flow and flow[-1][0] != "\n":
            flow.append(("\n", page.number, len(text.text)))
