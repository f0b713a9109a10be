"""What stands on a page without being its body: page numbers, running headers and footers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.rows import Segment, box_of, em_of
from models.document import Page
from models.geometry import Box, Word

_PAGE_NUMBER = re.compile(r"(?:side|s\.|page)?\W*\d{1,4}(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?\W*", re.IGNORECASE)
_MARK = re.compile(r"[¹²³⁴-⁹]{1,2}\S*|\d{1,2}|[*†'\"!’\]|]{1,2}")
_TRUE_MARK = re.compile(r"[¹²³⁴-⁹]{1,2}|\*")
_MARGIN = 0.1  # of the page's height, at its top and at its foot


def find_page_number(segments: Sequence[Segment], words: Sequence[Word], height: float) -> frozenset[int]:
    """The words of a page number: alone on the first or last row, in the page's margin, nothing but its number."""
    if not segments:
        return frozenset()
    last, first = max(s.row for s in segments), min(s.row for s in segments)
    found: set[int] = set()
    for row in {first, last}:
        here = [s for s in segments if s.row == row]
        text = " ".join(words[at].text for s in here for at in s.words)
        middle = here[0].box.middle
        outside = middle > (1 - _MARGIN) * height or middle < _MARGIN * height
        if outside and len(here) == 1 and _PAGE_NUMBER.fullmatch(text):
            found.update(here[0].words)
    return frozenset(found)


def find_foot(segments: Sequence[Segment], em: float, height: float) -> frozenset[int]:
    """The words of the last row where it stands alone at the foot of the page, whatever columns are above it."""
    bottom = max((s.row for s in segments), default=0)
    foot = [s for s in segments if s.row == bottom]
    above = [s.box.bottom for s in segments if s.row != bottom]
    if not above or min(s.box.top for s in foot) < max((1 - _MARGIN) * height, max(above) + 1.5 * em):
        return frozenset()
    return frozenset(at for s in foot for at in s.words)


def find_footnotes(
    lines: Sequence[Sequence[int]], words: Sequence[Word], em: float, height: float, tight: bool
) -> frozenset[int]:
    """The words of footnotes: lines in smaller type, from one that begins with a mark, while the type stays small.

    High up on the page only a raised digit or an asterisk counts as a mark: OCR's plain digits may be a list's.
    """
    found: set[int] = set()
    inside = False
    for line in lines:
        small = _size([words[at] for at in line], tight) < 0.88 * em
        mark = words[line[0]].text
        low = box_of(words[line[0]]).middle > 0.6 * height
        starts = bool(_TRUE_MARK.match(mark) or (low and _MARK.fullmatch(mark))) and len(line) > 1
        inside = small and (inside or starts)
        if inside:
            found.update(line)
    return frozenset(found)


def _size(words: Sequence[Word], tight: bool) -> float:
    """The em of a line, by the same measure as the page's."""
    boxes = [box_of(word) for word in words if len(word.text) > 3] or [box_of(word) for word in words]
    return em_of(boxes, tight)


def mark_repeated(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages with running headers and footers told: the same words, digits aside, at the same place on most pages.

    Of two pages only the feet are compared: what heads both may be a title and the same words over the text.
    """
    if len(pages) < 2:
        return tuple(pages)
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {key for key, _ in lines})
    if len(pages) == 2:
        edges = [[(key, found) for key, found in lines if re.match(r"False [^#]", key)] for lines in edges]
    enough = max(min(3, len(pages)), (len(pages) + 1) // 2)
    marked = []
    for page, lines in zip(pages, edges, strict=True):
        more = {at for key, indices in lines if seen[key] >= enough for at in indices}
        marked.append(replace(page, furniture=page.furniture | more) if more - page.furniture else page)
    return tuple(marked)


def _edge_lines(page: Page) -> list[tuple[str, list[int]]]:
    """The lines in the page's margins, each as a key (place and words without digits) and its words."""
    if not page.height:
        return []
    text, owners = page.text.text, page.text.owners
    margins = [
        (at, box) for at, word in enumerate(page.text.words) if (box := word.box) and _in_margin(box, page.height)
    ]
    places = dict(zip(reversed(owners), reversed(range(len(owners))), strict=True))  # of each word its first letter's
    rows: dict[tuple[int, bool], list[int]] = {}
    for at, box in sorted(margins, key=lambda found: places.get(found[0], 0)):
        if at in places:
            rows.setdefault((text.count("\n", 0, places[at]), box.middle < page.height / 2), []).append(at)
    return [(_key(page, indices, top), indices) for (_, top), indices in rows.items()]


def _in_margin(box: Box, height: float) -> bool:
    return box.middle < _MARGIN * height or box.middle > (1 - _MARGIN) * height


def _key(page: Page, indices: Sequence[int], top: bool) -> str:
    text = " ".join(page.text.words[at].text for at in indices)
    return f"{top} {re.sub(r'[^a-zæøå]+', ' ', text.lower()).strip() or '#'}"
