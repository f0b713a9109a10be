"""What a person sees of a page's words: those outside it, in the colour of their ground, covered, in a hidden layer or
struck through are told from the rest.

Each word is asked for its colour alone; the page is drawn only where something may hide a word, and then the picture
decides: where a word should stand, there is ink or there is none.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.image.raster import Grey
from ingest.layout.rows import box_of
from ingest.page.drawn import Colour, Drawn
from ingest.pdf.affine import Affine
from ingest.pdf.drawings import PALE, address_of, text_places
from ingest.pdf.page_images import render_page
from ingest.pdf.raised import join_marks
from ingest.pdf.words import Printed, printed_words
from models.document import Hiding, LeftOut
from models.geometry import Box, Word, enclose

_DPI = 72.0  # of the picture that decides
_CONTRAST = 24  # greys between print and ground that are seen
_ALIKE = 24  # of 255, each colour: print and ground that differ less
_CLEAR = 40  # of 255: print less solid may be invisible
_STRUCK = (0.44, 0.68)  # of a word's height from its top: where a line strikes it through
_ALONG = 0.8  # of a word's width under that line
_BEYOND = 0.6  # of a word's height: by how much the line may reach beyond the words that it strikes
_ROW = 4.0  # points
_SAME = 1.6  # points by which a word may be shifted that is drawn twice, to look bold
_SHADOW = 0.3  # of a word's height: the same to the right, where most of the word lies over itself
_TINY = 0.5  # points: print of that height is a speck


@dataclass(frozen=True, slots=True)
class Shown:
    """The words to be read, what was left out, and how many words were drawn over themselves."""

    words: list[Word]
    left_out: tuple[LeftOut, ...]
    twice: int = 0


def read_shown(
    page: pdfium.PdfPage, textpage: Any, affine: Affine, drawn: Drawn, layered: bool, struck: Sequence[Box]
) -> Shown:
    """The page's words as a person sees them. `layered`: the file has layers that may be hidden; `struck`: places that
    a reviewer struck through."""
    printed = printed_words(textpage, affine)
    words = [word for word, _ in printed]
    width, height = page.get_size()
    frame = Box(0, 0, width, height)
    hidden: dict[int, Hiding] = {at: "outside_page" for at, word in enumerate(words) if not _holds(frame, box_of(word))}
    hidden |= dict.fromkeys(_struck(words, drawn.rules, struck), "struck_through")
    if not _is_scan(drawn):
        hidden |= _unseen(page, textpage, printed, drawn, layered)
    kept = [word for at, word in enumerate(words) if at not in hidden] if hidden else words
    once = _without_repeats(kept)
    return Shown(join_marks(once), _told(words, hidden), len(kept) - len(once))


def _is_scan(drawn: Drawn) -> bool:
    """Whether the words are a layer under or over a picture of the page, which nobody is meant to see."""
    return 2 * drawn.invisible >= max(1, drawn.texts) or drawn.glyphless > 0


def _unseen(
    page: pdfium.PdfPage, textpage: Any, printed: Sequence[Printed], drawn: Drawn, layered: bool
) -> dict[int, Hiding]:
    """Of the words that may not be seen, those where the picture of the page has no ink."""
    all_of_them = range(len(printed)) if layered or drawn.invisible else ()
    doubted: dict[int, Hiding] = dict.fromkeys(all_of_them, "hidden_layer")
    doubted |= dict.fromkeys(_in_colour_of_ground(textpage, printed, drawn), "same_colour")
    doubted |= dict.fromkeys(_covered(page, textpage, printed, drawn), "covered")
    if not doubted:
        return {}
    picture = render_page(page, _DPI)
    return {at: how for at, how in doubted.items() if not _has_ink(picture, box_of(printed[at][0]))}


def _in_colour_of_ground(textpage: Any, printed: Sequence[Printed], drawn: Drawn) -> Iterable[int]:
    """The words that are pale or clear, and those in the colour of a shape that lies there."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for at, (word, start) in enumerate(printed):
        if not raw.FPDFText_GetFillColor(textpage, start, red, green, blue, alpha):
            continue
        colour = red.value, green.value, blue.value
        box = box_of(word)
        if (
            alpha.value < _CLEAR
            or min(colour) > PALE
            or any(_is_alike(colour, ground) and _holds(shape, box) for shape, ground in drawn.grounds)
        ):
            yield at


def _is_alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


def _covered(page: pdfium.PdfPage, textpage: Any, printed: Sequence[Printed], drawn: Drawn) -> list[int]:
    """The words over which a shape was filled after them."""
    under = [
        (at, fills)
        for at, (word, _) in enumerate(printed)
        if (fills := [fill.texts for fill in drawn.fills if _holds(fill.box, box_of(word))])
    ]
    if not under:
        return []
    places = text_places(page)
    objects = ((at, fills, raw.FPDFText_GetTextObject(textpage, printed[at][1])) for at, fills in under)
    return [at for at, fills, item in objects if places.get(address_of(item), 1 << 30) < max(fills)]


def _has_ink(picture: Grey, box: Box) -> bool:
    """Whether there is print in a word's box on a picture of the page; a speck of print counts as seen."""
    scale = _DPI / 72
    inset = 0.1 * box.height
    part = picture[
        max(0, int((box.top + inset) * scale)) : int((box.bottom - inset) * scale) + 1,
        max(0, int(box.x0 * scale)) : int(box.x1 * scale) + 1,
    ]
    return box.height < _TINY or part.size == 0 or int(part.max()) - int(part.min()) >= _CONTRAST


def _struck(words: Sequence[Word], rules: Sequence[Box], places: Sequence[Box]) -> set[int]:
    """The words that level lines run through, from the first of them to the last, or that a reviewer struck."""
    boxes = [box_of(word) for word in words]
    found = {at for at, box in enumerate(boxes) if any(_holds(place, box) for place in places)} if places else set()
    order = sorted(range(len(boxes)), key=lambda at: boxes[at].top)
    tops = [boxes[at].top for at in order]
    highest = max((box.height for box in boxes), default=0.0)
    for rule in rules:
        if rule.width > rule.height:
            y = rule.middle
            near = order[bisect_left(tops, y - highest) : bisect_left(tops, y)]
            through = [at for at in near if _runs_through(rule, y, boxes[at])]
            if through and _ends_with(rule, enclose(boxes[at] for at in through)):
                found.update(through)
    return found


def _runs_through(rule: Box, y: float, box: Box) -> bool:
    high = box.bottom - box.top
    if not _STRUCK[0] * high < y - box.top < _STRUCK[1] * high:
        return False
    return min(rule.x1, box.x1) - max(rule.x0, box.x0) >= _ALONG * box.width


def _ends_with(rule: Box, words: Box) -> bool:
    reach = _BEYOND * words.height
    return rule.x0 > words.x0 - reach and rule.x1 < words.x1 + reach


def _holds(box: Box, word: Box) -> bool:
    return box.x0 <= (word.x0 + word.x1) / 2 <= box.x1 and box.top <= word.middle <= box.bottom


def _without_repeats(words: Sequence[Word]) -> list[Word]:
    """The words without those drawn once more over themselves, or a hair beside."""
    seen: dict[str, dict[int, list[Box]]] = defaultdict(dict)  # by text and row
    kept = []
    for word in words:
        box, rows = box_of(word), seen[word.text]
        row = int(box.top // _ROW)
        if rows and any(_is_same(box, other) for at in (row - 1, row, row + 1) for other in rows.get(at, ())):
            continue
        rows.setdefault(row, []).append(box)
        kept.append(word)
    return kept


def _is_same(box: Box, other: Box) -> bool:
    if abs(box.top - other.top) >= _SAME:
        return False
    aside = max(_SAME, min(_SHADOW * box.height, 0.5 * box.width))
    return abs(box.x0 - other.x0) < aside and abs(box.x1 - other.x1) < aside


def _told(words: Sequence[Word], hidden: dict[int, Hiding]) -> tuple[LeftOut, ...]:
    """What was left out, words that stand together in the file as one."""
    told = []
    for (how, _), run in groupby(enumerate(sorted(hidden)), key=lambda item: (hidden[item[1]], item[1] - item[0])):
        stretch = [words[at] for _, at in run]
        told.append(LeftOut(" ".join(word.text for word in stretch), how, enclose(map(box_of, stretch))))
    return tuple(told)
