"""What an office took back by a sign in the text: answers at boxes that are not ticked, words struck through.

They stay in the page's text, as furniture, and are on record as left out. Where no box of the paper is ticked the boxes
may be bullets, and all is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.document import Hiding, LeftOut, Page
from models.geometry import enclose

# Boxes of Unicode, of the symbol fonts Wingdings and Wingdings 2 (their private signs), and those typed in brackets.
_EMPTY = "[☐□❏❑❒◻\uf06f\uf0a8\uf071\uf072\uf02a\uf0a3]|\\[ ?\\]|\\( ?\\)"
_TICKED = "[☑☒✓✔✗✘⊠\uf0fe\uf0fd\uf0fc\uf053\uf052\uf054]|\\[[xXvV]\\]|\\([xX]\\)"
_MARK = re.compile(f"(?P<empty>{_EMPTY})|(?P<ticked>{_TICKED})")
_CONTINUES = re.compile(r"\n[ \t]*[a-zæøå(][^\n]*")
_LONGEST = 3  # lines that an answer goes on over


# Letters with a stroke of Unicode through each, and what Markdown and HTML strike through.
_STROKE = "[\u0335\u0336]"
_STRUCK = re.compile(
    rf"(?:[^\s\u0335\u0336]{_STROKE}[ \t]?{_STROKE}?)+|~~(?=\S)[^~\n]+(?<=\S)~~"
    r"|<(?P<tag>del|s|strike)>.{1,2000}?</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)


def leave_taken_back(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, with what was taken back put aside. A form goes on over pages: one tick speaks for all."""
    ticked = any(mark["ticked"] for page in pages for mark in _MARK.finditer(page.text.text))
    without = (_without(page, _struck(page.text.text), "struck_through") for page in pages)
    return tuple(_without(page, _unticked(page.text.text), "unticked") if ticked else page for page in without)


def _without(page: Page, spans: Iterable[tuple[int, int]], how: Hiding) -> Page:
    left = [(page.text.words_in(*span), _told(page, *span, how)) for span in spans]
    if not left:
        return page
    words = frozenset(at for found, _ in left for at in found)
    return replace(page, furniture=page.furniture | words, left_out=(*page.left_out, *(told for _, told in left)))


def _told(page: Page, start: int, end: int, how: Hiding) -> LeftOut:
    boxes = page.text.boxes(start, end)
    return LeftOut(" ".join(page.text.text[start:end].split()), how, enclose(boxes) if boxes else None)


def _struck(text: str) -> Iterator[tuple[int, int]]:
    """What is struck through: whole words, since a page leaves out words."""
    for match in _STRUCK.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip())


def _unticked(text: str) -> Iterator[tuple[int, int]]:
    """The empty boxes with their answers: what follows them, or what goes before them on a line that ends in a box."""
    marks = list(_MARK.finditer(text))
    for at, mark in enumerate(marks):
        if mark["empty"] is None:
            continue
        line = text.rfind("\n", 0, mark.start()) + 1
        stop = end if (end := text.find("\n", mark.end())) >= 0 else len(text)
        before = next((m.end() for m in reversed(marks[:at]) if m.start() >= line), line)
        after = next((m.start() for m in marks[at + 1 :] if m.start() < stop), None)
        if _trails(text[line:stop]):
            yield before, mark.end()
        else:
            yield mark.start(), after if after is not None else _end_of_answer(text, stop)


def _trails(line: str) -> bool:
    """Whether the boxes of a line stand after their answers: "Ja ☒ Nej ☐"."""
    first = _MARK.match(line.lstrip())
    last = list(_MARK.finditer(line))[-1]
    return first is None and not line[last.end() :].strip()


def _end_of_answer(text: str, stop: int) -> int:
    for _ in range(_LONGEST):
        more = _CONTINUES.match(text, stop)
        if more is None or _MARK.search(more[0]):
            return stop
        stop = more.end()
    return stop
