"""Names under the strokes of a pen, read by the darkest ink alone: toner is darker than most pens.

    Ibm Kåstrap Dahl”     all ink
    Iben Kastrup Dahl     the darkest quarter of it, the darkest third, two fifths

How dark a pen is nobody knows, so a line is read at several depths, and a word is as sure as the depths agree on it. Of
142 names under strokes on 28 typeset pages 63 are read so, where 42 were. A pen as dark as the toner, and as thin, is
in the way at every depth: what it runs into stays doubted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.danish_names import is_given_name, is_listed_surname
from ingest.image import levels, raster
from ingest.image.raster import Grey, Mask
from ingest.image.touched import doubt_touched
from ingest.layout.rows import box_of, em_of
from ingest.ocr.apart import read_apart
from ingest.ocr.engine import Engine
from ingest.ocr.lexicon import known_words
from models.geometry import Box, Word

_DEPTHS = (0.12, 0.16, 0.2, 0.25, 0.3, 0.36, 0.44, 0.55)  # of the way from ink to paper
_PRINT = 0.25  # the depth at which lines of print are looked for
_DOUBTED = 0.5  # a word that is less sure may give way, to none but one that is as sure
_AGAINST = 2  # votes that are counted against every word: of unknown ones told three times to one half are wrong
_FAINT = 0.2  # where nothing else is read, this much tells that a word stands there: no name may lose its first
_SIGNED = re.compile(r"(?:underskr|undertegn|navn\b|dato\b)", re.IGNORECASE)  # words above and in what is signed
_MOST = 24  # lines: a page with more that are doubted is poor all over, or holds a map
_GAP = 1.3  # ems of white within a line
_REACH = 1.1  # ems above and below its middle that a line may take up
_NAME = (5.0, 1.5)  # ems, wide and high: where a name stands below a line that is signed
_TALL = 1.5  # ems: what is higher is no line of print
_SHORT = 4  # letters: too many of so few are words
_ALIKE = 0.3  # of a word's width, and of its height: how much of it another covers that takes up its place
_LEAVINGS = " .,:;!|?\"'”’“‘`´*°<>()[]{}~-–—_=/\\"  # signs that strokes leave at the ends of words


def read_under_strokes(
    page: Grey, dpi: float, words: Sequence[Word], signed: Sequence[Box], engine: Engine
) -> list[Word]:
    """The words, those that strokes run into where a paper is signed replaced by what the darkest ink says, or doubted.

    `page` is without its rules, and with the strokes; `signed` are the rules that those cross, in points as the words.
    Errors: `OcrFailed`.
    """
    touched = _doubted(page, dpi, words)
    lines = _lines(page, dpi, touched, signed)
    if not 0 < len(lines) <= _MOST:
        return list(words)
    readings = [_read(levels.keep_darkest(page, depth), dpi, lines, engine) for depth in _DEPTHS]
    readings.append([[word for word in touched if _holds(line, box_of(word))] for line in lines])
    agreed = [word for told in zip(*readings, strict=True) for word in _agreed(told)]
    return _put_in(touched, agreed)


def tops_of_signing(words: Sequence[Word], signed: Sequence[Box]) -> list[float]:
    """Where it is told that a paper is signed, by a word or by a rule that a pen crosses: their tops, in points."""
    return [box_of(word).top for word in words if _SIGNED.match(word.text)] + [line.top for line in signed]


def _doubted(page: Grey, dpi: float, words: Sequence[Word]) -> list[Word]:
    """The words, those doubted that were thought sure and have strokes running into them: these were lifted before."""
    touched = doubt_touched(page, dpi, words)
    return [word if (word.confidence or 0.0) < _DOUBTED else again for word, again in zip(words, touched, strict=True)]


def _read(dark: Grey, dpi: float, lines: Sequence[Box], engine: Engine) -> list[list[Word]]:
    """The words of lines at one depth, doubted where strokes run into them still."""
    return [doubt_touched(dark, dpi, told, least=0) for told in read_apart(dark, dpi, lines, None, engine)]


def _put_in(words: Sequence[Word], found: Sequence[Word]) -> list[Word]:
    """The words, with those found in the place of doubted ones, or of none."""
    dropped: set[int] = set()
    added: list[Word] = []
    for new in found:
        under = [at for at, word in enumerate(words) if _take_one_place(word, new)]
        least = _DOUBTED if under else _FAINT
        if (new.confidence or 0.0) >= least and all(_may_give_way(words[at]) for at in under):
            dropped.update(under)
            added.append(new)
    return [word for at, word in enumerate(words) if at not in dropped] + added


def _may_give_way(word: Word) -> bool:
    """Whether a word is doubted, or a single letter: what is left of a name, lifted with the stroke through it."""
    return (word.confidence or 0.0) < _DOUBTED or sum(map(str.isalnum, word.text)) < 2


def _agreed(readings: Sequence[Sequence[Word]]) -> list[Word]:
    """The words of a line that most readings tell alike, but for signs at their ends, none over another.

    A name or a word of the language has a vote more: "Sandre" may be read twice where "Sandra" stands. A word is as
    sure as its surest reading, by its share of the votes.
    """
    said = [word for reading in readings for word in reading if len(_bare(word)) > 1]
    told = [[other for other in said if _bare(other) == _bare(word) and _take_one_place(other, word)] for word in said]
    agreed: list[Word] = []
    for alike in sorted(told, key=lambda alike: (_votes(alike), _surest(alike)), reverse=True):
        if not any(_take_one_place(alike[0], word) for word in agreed):
            rivals = [other for other in told if _are_rivals(alike, other)]
            share = _votes(alike) / (len(alike) + max(map(_votes, rivals), default=0) + _AGAINST)
            agreed.append(replace(alike[0], text=_text(alike), confidence=round(_surest(alike) * share, 4)))
    return agreed


def _are_rivals(alike: Sequence[Word], other: Sequence[Word]) -> bool:
    return _bare(alike[0]) != _bare(other[0]) and any(_take_one_place(word, other[0]) for word in alike)


def _votes(alike: Sequence[Word]) -> int:
    return len(alike) + _is_known(_bare(alike[0]))


def _surest(alike: Sequence[Word]) -> float:
    return max(word.confidence or 0.0 for word in alike)


def _bare(word: Word) -> str:
    return word.text.strip(_LEAVINGS)


def _text(alike: Sequence[Word]) -> str:
    """A word with the signs at its ends that most have seen, else without: "Titel:", but William of "William," and
    "William:"."""
    text, times = Counter(word.text for word in alike).most_common(1)[0]
    return text if 2 * times > len(alike) else _bare(alike[0])


def _is_known(text: str) -> bool:
    """Whether a word is a name that is known, or a longer one of the language: "Frus" is one, where Friis stands."""
    known = known_words()
    listed = known is not None and len(text) > _SHORT and known(text)
    return listed or is_given_name(text) or is_listed_surname(text)


def _take_one_place(one: Word, other: Word) -> bool:
    """Whether two words stand in the same place, or one in that of a part of the other."""
    a, b = box_of(one), box_of(other)
    across = min(a.x1, b.x1) - max(a.x0, b.x0) > _ALIKE * min(a.width, b.width)
    return across and min(a.bottom, b.bottom) - max(a.top, b.top) > _ALIKE * min(a.height, b.height)


def _lines(page: Grey, dpi: float, words: Sequence[Word], signed: Sequence[Box]) -> list[Box]:
    """Where the lines of print stand that hold doubted words, or come next below a line that is signed: from the first
    word on that tells of signing."""
    told = tops_of_signing(words, signed)
    if not told:
        return []
    em = em_of([box_of(word) for word in words], tight=True)
    asked = [box_of(word) for word in words if (word.confidence or 0.0) < _DOUBTED and box_of(word).bottom > min(told)]
    asked += [Box(line.x0, line.bottom, line.x0 + _NAME[0] * em, line.bottom + _NAME[1] * em) for line in signed]
    dark = levels.keep_darkest(page, _PRINT)
    ink: Mask = np.asarray(dark < raster.paper_of(dark) - 80)
    found: list[Box] = []
    for box in sorted(asked, key=lambda box: (box.height > _TALL * em, box.top, box.x0)):
        line = _whole_line(ink, dpi / 72, box, em)
        if not any(_are_one_line(line, other) for other in found):
            found.append(line)
    return found


def _holds(line: Box, box: Box) -> bool:
    return line.top < box.middle < line.bottom and line.x0 < (box.x0 + box.x1) / 2 < line.x1


def _are_one_line(one: Box, other: Box) -> bool:
    level = min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(one.height, other.height)
    return level and min(one.x1, other.x1) > max(one.x0, other.x0)


def _whole_line(ink: Mask, scale: float, box: Box, em: float) -> Box:
    """The line of print that a box lies on: as far as ink goes on at both sides with no wide gap in it."""
    high = min(box.height / 2, _REACH * em)
    top, bottom = box.middle - high, box.middle + high
    columns: Mask = np.asarray(ink[max(0, int(top * scale)) : int(bottom * scale)].any(axis=0))
    gap = int(_GAP * em * scale)
    left = _end(columns[: int(box.x0 * scale)][::-1], gap)
    right = _end(columns[int(box.x1 * scale) :], gap)
    return Box(max(0.0, box.x0 - left / scale - 2), max(0.0, top - 2.5), box.x1 + right / scale + 2, bottom + 2.5)


def _end(columns: Mask, gap: int) -> int:
    """How far ink goes on from the beginning, with no gap wider than that."""
    at = 0
    for place in np.flatnonzero(columns).tolist():
        if place - at > gap:
            break
        at = place + 1
    return at
