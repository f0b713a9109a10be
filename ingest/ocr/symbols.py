"""Signs that the Danish model cannot write: § and @ by a second look at their lines with the English model, list marks
and raised footnote digits by their shape. Only lines and marks that show a need are looked at again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ingest.image import raster
from ingest.image.raster import Grey
from ingest.layout.rows import box_of, chain_rows, em_of
from ingest.ocr.engine import Engine
from ingest.ocr.raised import SUPERSCRIPT, raise_by_notes, raise_marks
from ingest.ocr.tesseract import Seen
from models.geometry import Box, Word, enclose

_EIGHT = re.compile(r"\(?[8$S&]{1,2}")  # what dan makes of § and §§
_NUMBER = re.compile(r"\d{1,3}[a-z]?\b")
_ADDRESS = re.compile(r"(?!www|http)[\w.\-&€]{4,}\.(?:dk|com|eu|org|net|nu)[.,;:)]?", re.IGNORECASE)
_HALF = re.compile(r"(\d{0,2})[\"”']?(?:%2?|Y2)")  # what dan makes of ½ and 2½
_HALVED = re.compile(r"(?:år|årsværk|time|timer|dag|dage|stilling|million|mio\.)[.,;:)]?")
_MAIL = re.compile(r"[\w.\-]+@[\w\-]+(?:\.[\w\-]+)+[.,;:)]?")
_STACK_DPI = 200.0
_BLOCK = 6

Crop = Callable[[Box], Grey]


def restore(page: Grey, dpi: float, words: Sequence[Word], engine: Engine) -> list[Word]:
    """The words with these signs put back. `page` is the straightened image at `dpi`; boxes are in its points."""
    if not words:
        return []
    boxes = [box_of(word) for word in words]
    rows = chain_rows(boxes, range(len(words)))
    em = em_of(boxes, tight=True)
    found = list(words)

    def crop(box: Box) -> Grey:
        scale = dpi / 72
        return page[
            max(0, int(box.top * scale)) : int(box.bottom * scale) + 1,
            max(0, int(box.x0 * scale)) : int(box.x1 * scale) + 1,
        ]

    for row in rows:
        _list_mark(found, row, crop, em)
    needy = [row for row in rows if _needs_english(found, row)]
    if needy and "eng" in engine.program.languages:
        _ask_english(found, needy, crop, dpi, engine)
    for row in rows:
        _tell_by_neighbours(found, row)
    raise_marks(found, rows, page, dpi, engine)
    raise_by_notes(found, rows)
    return [word for word in found if word.text]


def _list_mark(words: list[Word], row: Sequence[int], crop: Crop, em: float) -> None:
    """A mark alone before a line: a small solid blob is a bullet, a ring of an x's height an o, a short bar a dash."""
    if len(row) < 2:
        return
    mark, box = words[row[0]], box_of(words[row[0]])
    after = box_of(words[row[1]])
    if len(mark.text) > 1 or (mark.text.isalpha() and mark.text not in "oOe") or box.x1 > after.x0:
        return
    ink = crop(box) < 140
    solid = float(ink.mean()) if ink.size else 0.0
    tall = after.height
    if mark.text in "123456789" and box.height < 0.7 * tall and box.bottom < after.top + 0.66 * tall:
        text = mark.text.translate(SUPERSCRIPT)
    elif mark.text in "0Oo" and 0.35 * em < box.height < 0.8 * tall:
        text = "o"
    elif (
        mark.text in "+*»«-.:=¢e°"
        and box.height < 0.5 * em
        and 0.6 < box.width / max(box.height, 0.1) < 1.6
        and solid > 0.55
    ):
        text = "•"
    elif mark.text == "—" and box.width < 0.8 * em:
        text = "–"
    else:
        return
    words[row[0]] = replace(mark, text=text)


def _tell_by_neighbours(words: list[Word], row: Sequence[int]) -> None:
    """Signs that no model gave and that only one reading fits: "% årsværk", "& 12", "jf. 8 115", "8 3, stk. 2"."""
    texts = ["", *(words[at].text for at in row), "", ""]
    for at, (before, mark, after, next_but_one) in zip(
        row, zip(texts, texts[1:], texts[2:], texts[3:], strict=False), strict=False
    ):
        half = _HALF.fullmatch(mark)
        if half and _HALVED.fullmatch(after):
            words[at] = replace(words[at], text=f"{half[1]}½")
        elif _NUMBER.match(after) and (mark in ("&", "$") or (mark == "8" and _is_law(before, after, next_but_one))):
            words[at] = replace(words[at], text="§")


def _is_law(before: str, number: str, after: str) -> bool:
    return before.lower() in ("jf.", "jfr.") or (number.endswith(",") and after.startswith("stk"))


def _needs_english(words: Sequence[Word], row: Sequence[int]) -> bool:
    texts = [words[at].text for at in row]
    if any(_ADDRESS.fullmatch(text) for text in texts):
        return True
    return any(_EIGHT.fullmatch(a) and _NUMBER.match(b) for a, b in pairwise(texts))


def _ask_english(words: list[Word], rows: Sequence[Sequence[int]], crop: Crop, dpi: float, engine: Engine) -> None:
    """Read the rows again with the English model; take its § and @, nothing else."""
    areas = [_area([box_of(words[at]) for at in row]) for row in rows]
    stack, tops = stack_lines([raster.resize(crop(area), _STACK_DPI / dpi) for area in areas])
    scale = 72 / _STACK_DPI
    for seen in _mend_addresses(engine.read(stack, _STACK_DPI, "eng", _BLOCK)):
        if not set(seen.text) & {"§", "@"}:
            continue
        middle = seen.top + seen.height / 2
        number = max(at for at, top in enumerate(tops) if top <= middle or at == 0)
        left = areas[number].x0 + (seen.left - tops[0]) * scale
        right = left + seen.width * scale
        inside = [at for at in rows[number] if left < (box_of(words[at]).x0 + box_of(words[at]).x1) / 2 < right]
        if _MAIL.fullmatch(seen.text) and _join_address(words, inside, seen.text):
            continue
        for at in rows[number]:
            box = box_of(words[at])
            if min(right, box.x1) - max(left, box.x0) > 0.5 * box.width:
                words[at] = replace(words[at], text=_with_sign(words[at].text, seen.text))


def _mend_addresses(found: Sequence[Seen]) -> list[Seen]:
    """The words with those joined that an @ holds together: it stands so wide that a word ends before and after it."""
    mended: list[Seen] = []
    for seen in found:
        last = mended[-1] if mended else seen
        near = last is not seen and last.line == seen.line and seen.left - last.left - last.width < seen.height
        if near and (seen.text.startswith("@") or last.text.endswith("@")):
            width = seen.left + seen.width - last.left
            mended[-1] = replace(last, text=last.text + seen.text, width=width)
        else:
            mended.append(seen)
    return mended


def _join_address(words: list[Word], inside: Sequence[int], address: str) -> bool:
    """Put a mail address in the place of the pieces that the Danish model made of it, where they begin and end as it
    does; the pieces after the first are left empty."""
    pieces = "".join(words[at].text for at in inside)
    ends = pieces.startswith(address[:2]) and pieces.endswith(address.partition("@")[2])
    if not ends or abs(len(pieces) - len(address)) > 3:
        return False
    words[inside[0]] = replace(words[inside[0]], text=address, box=enclose(box_of(words[at]) for at in inside))
    for at in inside[1:]:
        words[at] = replace(words[at], text="")
    return True


def _with_sign(danish: str, english: str) -> str:
    """The Danish reading with the English one's sign in the place of what stood for it."""
    if "§" in english and _EIGHT.match(danish):
        if set(english) == {"§"} and len(english) <= 2 and _EIGHT.fullmatch(danish):
            return english
        return re.sub("§{3,}", "§§", re.sub(r"[8$S&]", "§", danish))
    name, at, host = english.partition("@")
    if at and "." in host.rstrip(".") and danish.endswith(host) and abs(len(danish) - len(english)) <= 2:
        return danish[: len(name)] + "@" + host
    return danish


def _area(boxes: Sequence[Box]) -> Box:
    """A row with a little white around it."""
    box, em = enclose(boxes), em_of(boxes, tight=True)
    return Box(max(0.0, box.x0 - em / 2), max(0.0, box.top - em / 4), box.x1 + em / 2, box.bottom + em / 4)


def stack_lines(crops: Sequence[Grey]) -> tuple[Grey, list[int]]:
    """Images one below the other on white, and where each begins; the first's place is also the left margin."""
    pad = round(_STACK_DPI / 10)
    width = max(crop.shape[1] for crop in crops) + 2 * pad
    height = sum(crop.shape[0] + pad for crop in crops) + pad
    stack = np.full((height, width), 250, np.uint8)
    tops, top = [], pad
    for crop in crops:
        stack[top : top + crop.shape[0], pad : pad + crop.shape[1]] = crop
        tops.append(top)
        top += crop.shape[0] + pad
    return stack, tops
