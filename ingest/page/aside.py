"""Words that stand on a page beside the paper's own: what signatures draw, and the key of a signing service.

They are kept at the end of the page's text as furniture; laid out among the body they would tear its lines apart.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from ingest.layout.page_text import lay_out
from ingest.layout.rows import box_of
from ingest.page.certificate_numbers import hide_numbers
from models.document import Page
from models.geometry import Box, Word
from models.text import NO_WORD, PageText, laid_text

_MARGIN = 0.08  # of the page's width, at its sides
_TURNED = 1.3  # how much higher than wide a word of three letters is that stands on its side
_HIGHER, _OVER = 3.0, 3  # a watermark: how much higher than the page's words, and over how many of them
_KEY = re.compile(r"[A-Z0-9]{4,}(?:-[A-Z0-9]{4,}){2,}")


def find_margin(words: Sequence[Word], width: float) -> tuple[int, ...]:
    """The words that stand on their side in the outermost margins of a page, in the order the file draws them."""
    left, right = _MARGIN * width, (1 - _MARGIN) * width
    tall = [box for word in words if (box := box_of(word)).height > _TURNED * box.width and len(word.text) >= 3]
    columns = [box for box in tall if box.x1 < left or box.x0 > right]
    if not columns:
        return ()
    return tuple(at for at, word in enumerate(words) if any(_is_within(box_of(word), column) for column in columns))


def _is_within(box: Box, column: Box) -> bool:
    """Whether a word stands over or under another, no wider than it."""
    return column.x0 - 1 <= box.x0 and box.x1 <= column.x1 + 1


def find_keys(margins: Iterable[str]) -> frozenset[str]:
    """Of what stands in the margins of a document's pages, what belongs to no page: the same on several, or a key."""
    seen = Counter(text for text in margins if text)
    return frozenset(text for text, count in seen.items() if count > 1 or _KEY.search(text))


def without_watermarks(words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words, and apart from them those that lie large behind or over the others ("UDKAST")."""
    boxes = [box_of(word) for word in words]
    usual = median(box.height for box in boxes) if boxes else 0.0
    large = [at for at, box in enumerate(boxes) if box.height > _HIGHER * usual]
    marks = {at for at in large if sum(_stands_in(box, boxes[at]) for box in boxes) > _OVER}
    if not marks:
        return tuple(words), ()
    kept = tuple(word for at, word in enumerate(words) if at not in marks)
    return kept, tuple(words[at] for at in sorted(marks))


def without_places(words: Sequence[Word], others: Sequence[Word]) -> tuple[Word, ...]:
    """The words that do not stand where others do: what OCR makes of print on its side is no word."""
    return tuple(word for word in words if not any(_stands_in(box_of(word), box_of(other)) for other in others))


def _stands_in(box: Box, other: Box) -> bool:
    return other.x0 - 1 <= (box.x0 + box.x1) / 2 <= other.x1 + 1 and other.top - 1 <= box.middle <= other.bottom + 1


def in_order(words: Sequence[Word]) -> PageText:
    """Words as one line, in the order they are drawn: print on its side has no rows."""
    return laid_text(words, [range(len(words))])


def add_aside(page: Page, key: Sequence[Word], stamped: Sequence[Word]) -> Page:
    """The page with these words at the end of its text, as furniture."""
    drawn = lay_out(stamped, (), page.height, tight=False).text
    drawn = hide_numbers(drawn, range(len(drawn.words)))
    for more in (drawn, in_order(key) if key else PageText("")):
        if more.words:
            first = len(page.text.words)
            added = frozenset(range(first, first + len(more.words)))
            page = replace(page, text=_joined(page.text, more), furniture=page.furniture | added)
    return page


def _joined(text: PageText, more: PageText) -> PageText:
    gap = "\n" if text.text.endswith("\n") else "\n\n" if text.text else ""
    first = len(text.words)
    owners = array("i", text.owners)
    owners.extend([NO_WORD] * len(gap))
    owners.extend(owner if owner == NO_WORD else owner + first for owner in more.owners)
    return replace(text, text=text.text + gap + more.text, words=(*text.words, *more.words), owners=owners)
