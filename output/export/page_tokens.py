"""What stands where on a page after repair: the words of the text, their place on the paper, what was read there.

A repair may have joined words of print, divided one, or changed its letters. A token here is a word of the *repaired*
text: its box is put together from the words (or the part of a word) that its characters came from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from models.document import Page
from models.geometry import Box, enclose
from models.text import NO_WORD, PageText

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the repaired text. `raw` is what was read there, `confidence` the OCR engine's, 0..1, or None.

    `furniture`: in a running header or footer.
    """

    text: str
    box: Box
    raw: str
    confidence: float | None
    furniture: bool


Line = list[Token]


def lay_tokens(page: Page) -> list[list[Line]]:
    """The page's tokens, in lines, in blocks (a blank line ends a block). What has no box on paper is left out."""
    parts = _Parts(page)
    blocks: list[list[Line]] = [[]]
    at = 0
    for line in page.text.text.split("\n"):
        tokens = list(parts.tokens(at, at + len(line)))
        if tokens:
            blocks[-1].append(tokens)
        elif not line.strip() and blocks[-1]:
            blocks.append([])
        at += len(line) + 1
    return [block for block in blocks if block]


class _Parts:
    """Cuts a page's words where the repaired text divides them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text: PageText = page.text
        self.lengths = Counter(owner for owner in page.text.owners if owner != NO_WORD)
        self.used: Counter[int] = Counter()

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        for match in _TOKEN.finditer(self.text.text, start, end):
            token = self._token(*match.span())
            if token is not None:
                yield token

    def _token(self, start: int, end: int) -> Token | None:
        owners = Counter(owner for owner in self.text.owners[start:end] if owner != NO_WORD)
        boxes = [box for owner, count in owners.items() if (box := self._part(owner, count)) is not None]
        if not boxes:
            return None
        words = [self.text.words[owner] for owner in owners]
        sure = [word.confidence for word in words if word.confidence is not None]
        return Token(
            self.text.text[start:end],
            enclose(boxes),
            " ".join(word.text for word in words),
            min(sure) if sure else None,
            all(owner in self.page.furniture for owner in owners),
        )

    def _part(self, owner: int, count: int) -> Box | None:
        """The box of the next `count` characters of a word: the word's own share by share, left to right."""
        box = self.text.words[owner].box
        before = self.used[owner]
        self.used[owner] += count
        whole = self.lengths[owner]
        if box is None or count == whole:
            return box
        left = box.x0 + box.width * before / whole
        return Box(round(left, 2), box.top, round(left + box.width * count / whole, 2), box.bottom)
