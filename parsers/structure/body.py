"""A document's text as one string for matching, that still knows page, offset and boxes of every character.

Running headers, footers and page numbers are left out, words divided at a line end are joined, footnotes come last.
Signs that no reader sees or that belong to no word are settled here, once, for all who read on: soft hyphens and blanks
of no width are gone, ligatures are letters, and raised marks of notes stand beside the text, not in it ("40¹" is 40).
Line feeds stay, because lists and headings need them: rules match white space with `\\s+` (see `parsers.rules`).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from models.document import Document, Page
from models.geometry import Box
from models.records import BoxRecord, Evidence

Span = tuple[int, int]

# A word divided at a line end: the hyphen goes before a small letter, unless a conjunction follows ("børne- og").
_DIVIDED = r"[-\u00ad\u2010](?<=[^\W\d_].)\s*\n\s*(?=[^\W\d_])(?!(?:og|eller|samt)\b)"
# Square metres are no note; a mark that begins a line or stands alone is the note's own.
_RAISED = r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+(?<![ \t\n][¹²³⁴⁵⁶⁷⁸⁹⁰])(?<!\bm[²³])(?<!km²)(?<!\A.)"
_SIGNS = re.compile(
    rf"(?P<divided>{_DIVIDED})|(?P<raised>{_RAISED})|(?P<unseen>[\u00ad\u200b-\u200d\u2060\ufeff])|(?P<joined>[\ufb00-\ufb04])"
)
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
# Runs of flags: words of the body, of footnotes, furniture; white space that follows none of the first two.
_RUN = re.compile(r"m[ms]*|n[ns]*|f+|s+")
# What may stand between two letters of a quote that the text leaves out: white space, hyphens and marks, lost letters.
_LEFT_OUT = re.compile(r"[\s\u00ad\u2010\u200b-\u200d\u2060\ufeff¹²³⁴⁵⁶⁷⁸⁹⁰-]*|\S{1,3}")
_LOW_ON_A_PAGE = 0.6


@dataclass(frozen=True, slots=True)
class Body:
    """`text`, and for each character its page number and its offset in that page's text. `notes_start`: footnotes.

    `raised`: places in `text` with the marks of notes that were printed there, in order.
    """

    text: str
    pages: array[int]
    offsets: array[int]
    notes_start: int
    document: Document
    by_number: dict[int, Page] = field(default_factory=dict)
    raised: tuple[tuple[int, str], ...] = ()

    def evidence(self, start: int, end: int, rule: str, confidence: float = 0.9) -> list[Evidence]:
        """What `text[start:end]` quotes: one evidence for each stretch of print, boxed where the page has boxes.

        The quote is exactly the page's own text, divided words and all; white space at its ends is left out.
        ValueError where the span holds no printed character.
        """
        pieces = self.pieces(start, end)
        if not pieces:
            raise ValueError(f"nothing printed between {start} and {end}")
        return [self.quote(page, low, high, rule, confidence) for page, low, high in pieces]

    def pieces(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Where `text[start:end]` is printed: page, first and last offset of each stretch, in order of the text.

        A cell over two lines, with print of its neighbours between them, is two stretches.
        """
        piece = self.text[start:end]
        low, high = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if low >= high:
            return []
        page, first, last = self.pages[low], self.offsets[low], self.offsets[high - 1]
        if self.pages[high - 1] == page and last - first == high - 1 - low:
            return [(page, first, last + 1)]
        return list(self._parted(low, high))

    def _parted(self, low: int, high: int) -> Iterator[tuple[int, int, int]]:
        page, first, last = self.pages[low], self.offsets[low], self.offsets[low]
        for at in range(low + 1, high):
            if self.text[at].isspace():
                continue
            offset = self.offsets[at]
            if self.pages[at] != page or offset < last or not self._is_next(page, last + 1, offset):
                yield page, first, last + 1
                page, first = self.pages[at], offset
            last = offset
        yield page, first, last + 1

    def _is_next(self, page: int, end: int, start: int) -> bool:
        """Whether nothing is printed on a page between two offsets that this text leaves out."""
        return start <= end or _LEFT_OUT.fullmatch(self.by_number[page].text.text, end, start) is not None

    def quote(self, number: int, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """What the page's own text says between two offsets of it, whether or not the body holds it."""
        page = self.by_number[number]
        return Evidence(
            page=number,
            start=start,
            end=end,
            verbatim=page.text.text[start:end],
            boxes=[_recorded(box) for box in page.text.boxes(start, end)] or None,
            rule=rule,
            confidence=round(confidence, 3),
        )

    @property
    def has_places(self) -> bool:
        """Whether any page says where things are printed on it: a bare text does not."""
        return any(page.source != "plain_text" for page in self.document.pages)

    def extent(self, span: Span) -> tuple[float, float]:
        """From where to where a stretch is printed across its page, in points; both 0 where the page has no boxes."""
        pieces = self.pieces(*span)
        boxes = [box for page, low, high in pieces for box in self.by_number[page].text.boxes(low, high)]
        return (min(box.x0 for box in boxes), max(box.x1 for box in boxes)) if boxes else (0.0, 0.0)

    def size(self, span: Span) -> float:
        """How large a stretch is printed: the height of its tallest usual word, in points; 0 without boxes."""
        pieces = self.pieces(*span)
        heights = sorted(box.height for page, low, high in pieces for box in self.by_number[page].text.boxes(low, high))
        return heights[len(heights) * 3 // 4] if heights else 0.0

    def sureness(self, span: Span) -> list[float]:
        """How sure an engine was of each word of a stretch, 0-1; none where no engine took part."""
        texts = ((self.by_number[page].text, low, high) for page, low, high in self.pieces(*span))
        words = (text.words[at] for text, low, high in texts for at in text.words_in(low, high))
        return [word.confidence for word in words if word.confidence is not None]

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

    def respelt(self, changes: Iterable[tuple[int, int, str]]) -> Body:
        """The body with other words at some stretches (start, end, words), in order and none over another.

        The letters of a new word share the places of the old one's, its first and its last among them.
        """
        flow = _Flow()
        raised: list[tuple[int, str]] = []
        at = notes_start = 0
        for start, end, new in [*changes, (len(self.text), len(self.text), "")]:
            raised += [(place - at + len(flow.pages), mark) for place, mark in self.raised if at < place <= start]
            if at <= self.notes_start <= start:
                notes_start = len(flow.pages) + self.notes_start - at
            flow.copy(self.text[at:start], self.pages[at:start], self.offsets[at:start])
            steps = max(1, len(new) - 1)
            places = [start + place * (end - start - 1) // steps for place in range(len(new))]
            flow.copy(new, array("i", (self.pages[p] for p in places)), array("i", (self.offsets[p] for p in places)))
            at = end
        text = "".join(flow.parts)
        return Body(text, flow.pages, flow.offsets, notes_start, self.document, self.by_number, tuple(raised))

    def rearranged(self, pieces: Iterable[Span | str]) -> Body:
        """The stretches of this body in another order, with white space of ours between them.

        White space stands on the page where the stretch before it ends. Footnotes must stay last.
        """
        flow = _Flow()
        raised: list[tuple[int, str]] = []
        notes_start = 0
        for piece in pieces:
            if isinstance(piece, str):
                flow.fill(piece)
                continue
            low, high = piece
            raised += [(at - low + len(flow.pages), mark) for at, mark in self.raised if low < at <= high]
            if low <= self.notes_start <= high:
                notes_start = len(flow.pages) + self.notes_start - low
            flow.copy(self.text[low:high], self.pages[low:high], self.offsets[low:high])
        text = "".join(flow.parts)
        return Body(text, flow.pages, flow.offsets, notes_start, self.document, self.by_number, tuple(raised))


@lru_cache(maxsize=10_000)
def _recorded(box: Box) -> BoxRecord:
    return BoxRecord(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def read_body(document: Document) -> Body:
    """The body of a document, pages in order, footnotes of all pages after it."""
    main, notes = _Flow(), _Flow()
    for page in document.pages:
        _collect(page, main, notes)
    notes_start = len(main.pages)
    main.add("\n", 0, 0)
    main.copy("".join(notes.parts), notes.pages, notes.offsets)
    by_number = {page.number: page for page in document.pages}
    return _settled(Body("".join(main.parts), main.pages, main.offsets, notes_start, document, by_number))


@dataclass(slots=True)
class _Flow:
    """Text in pieces, and for each of its characters the page and the offset there."""

    parts: list[str] = field(default_factory=list)
    pages: array[int] = field(default_factory=lambda: array("i"))
    offsets: array[int] = field(default_factory=lambda: array("i"))

    def add(self, text: str, page: int, offset: int) -> None:
        """Put a stretch of a page at the end."""
        if text:
            self.copy(text, array("i", [page]) * len(text), array("i", range(offset, offset + len(text))))

    def copy(self, text: str, pages: array[int], offsets: array[int]) -> None:
        """Put text at the end whose places are known."""
        self.parts.append(text)
        self.pages.extend(pages)
        self.offsets.extend(offsets)

    def fill(self, text: str) -> None:
        """Put text of ours at the end: it stands where the print before it ends."""
        last = len(self.pages) - 1
        page, offset = (self.pages[last], self.offsets[last] + 1) if last >= 0 else (0, 0)
        self.copy(text, array("i", [page]) * len(text), array("i", [offset]) * len(text))


def _settled(body: Body) -> Body:
    """The body without signs that are no text; see the head of this module."""
    flow = _Flow()
    raised: list[tuple[int, str]] = []
    at = notes_start = 0
    for match in [*_SIGNS.finditer(body.text), None]:
        start = match.start() if match else len(body.text)
        if at <= body.notes_start <= start:
            notes_start = len(flow.pages) + body.notes_start - at
        flow.copy(body.text[at:start], body.pages[at:start], body.offsets[at:start])
        if match is None:
            break
        at = match.end()
        if match["raised"]:
            raised.append((len(flow.pages), match["raised"]))
        elif match["joined"]:
            letters = _LIGATURES[match["joined"]]
            flow.copy(letters, body.pages[start:at] * len(letters), body.offsets[start:at] * len(letters))
        elif match["divided"] and body.text[at].isupper():  # a hyphen before a capital stays
            flow.copy("-", body.pages[start : start + 1], body.offsets[start : start + 1])
    text = "".join(flow.parts).replace("\u2010", "-")
    return Body(text, flow.pages, flow.offsets, notes_start, body.document, body.by_number, tuple(raised))


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
    low = _LOW_ON_A_PAGE * page.height
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
