"""Names under the strokes of a pen, read by the darkest ink alone and with the strokes lifted.

    Ibm Kåstrap Dahl”     all ink
    Iben Kastrup Dahl     the darkest quarter of it, the darkest third; what is left when long straight runs are lifted

How dark and how long a pen's strokes are nobody knows, so a place is read in several ways, and a word is as sure as
those agree on it. Of 141 doubted words of names on 20 scanned pages 74 are read so, where 36 were by lines and by dark
ink alone. Where letters are gone under a stroke at every depth, the word stays doubted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from corpus.danish_names import is_given_name, is_surname
from ingest.image import levels, raster
from ingest.image.pens import lift_pen
from ingest.image.raster import Grey
from ingest.image.touched import LEAVES, doubt_touched
from ingest.layout.rows import box_of, em_of
from ingest.ocr.apart import read_apart
from ingest.ocr.engine import Engine
from ingest.ocr.lexicon import known_words
from ingest.ocr.signed_places import DOUBTED, find_places
from models.geometry import Box, Word

_DEPTHS = (0.16, 0.2, 0.25, 0.36)  # of the way from ink to paper
_LENGTHS = (0.85, 1.0)  # ems that run straight on and are lifted: then read by all ink, and by the darkest
_LIFTED = (0.3, 1.0)
_AGAINST = 2  # votes that are counted against every word: of unknown ones told three times to one half are wrong
_FAINT = 0.2  # where nothing else is read, this much tells that a word stands there: no name may lose its first
_SHORT = 4  # letters: too many of so few are words
_ALIKE = 0.3  # of a word's width, and of its height: how much of it another covers that takes up its place
_LEAVINGS = " .,:;!|?\"'”’“‘`´*°<>()[]{}~-–—_=/\\"  # signs that strokes leave at the ends of words
_PIECE = 0.6  # of a word's width: what is narrower is a piece of it
_FEW = 2  # letters: they may be left of any word


def read_under_strokes(
    page: Grey, dpi: float, words: Sequence[Word], signed: Sequence[Box], engine: Engine
) -> list[Word]:
    """The words, those that strokes run into where a paper is signed replaced by what is read without the strokes, or
    doubted.

    `page` is without its rules, and with the strokes; `signed` are the rules that those cross, in points as the words.
    Errors: `OcrFailed`.
    """
    touched = _doubted(page, dpi, words)
    places = find_places(page, dpi, touched, signed)
    if not places:
        return list(words)
    there = [word for word in touched if any(_holds(place, box_of(word)) for place in places)]
    firm = [word for word in there if not _may_give_way(word)]
    em = em_of([box_of(word) for word in touched], tight=True)
    readings = [_read(image, dpi, places, engine) for image in _without_pen(page, dpi, places, em)]
    readings.append([word for word in there if _may_give_way(word)])
    open_ = [[word for word in told if not any(_take_one_place(word, other) for other in firm)] for told in readings]
    return _put_in(touched, _agreed(open_))


def _doubted(page: Grey, dpi: float, words: Sequence[Word]) -> list[Word]:
    """The words, those doubted that were thought sure and have strokes running into them: these were lifted before."""
    touched = doubt_touched(page, dpi, words)
    return [word if (word.confidence or 0.0) < DOUBTED else again for word, again in zip(words, touched, strict=True)]


def _without_pen(page: Grey, dpi: float, places: Sequence[Box], em: float) -> Iterator[Grey]:
    """The page by its darkest ink, and with the strokes in these places lifted."""
    for depth in _DEPTHS:
        yield levels.keep_darkest(page, depth)
    paper, scale = raster.paper_of(page), dpi / 72
    for length in _LENGTHS:
        lifted = page.copy()
        for place in places:
            top, bottom, left, right = (int(side * scale) for side in (place.top, place.bottom, place.x0, place.x1))
            inside = np.s_[top:bottom, left:right]
            lifted[inside] = lift_pen(page[inside], paper, round(length * em * scale))
        for depth in _LIFTED:
            yield levels.keep_darkest(lifted, depth)


def _read(image: Grey, dpi: float, places: Sequence[Box], engine: Engine) -> list[Word]:
    """The words of places in one picture of them, doubted where strokes run into them still."""
    told = [word for read in read_apart(image, dpi, places, None, engine) for word in read]
    return doubt_touched(image, dpi, told, least=0)


def _put_in(words: Sequence[Word], found: Sequence[Word]) -> list[Word]:
    """The words, with those found in the place of doubted ones, or of none."""
    dropped: set[int] = set()
    added: list[Word] = []
    for new in found:
        under = [at for at, word in enumerate(words) if _take_one_place(word, new)]
        least = DOUBTED if under else _FAINT
        if (new.confidence or 0.0) >= least and all(_may_give_way(words[at]) for at in under):
            dropped.update(under)
            added.append(new)
    return [word for at, word in enumerate(words) if at not in dropped] + added


def _may_give_way(word: Word) -> bool:
    """Whether a word is doubted, or a single letter: what is left of a name, lifted with the stroke through it."""
    return (word.confidence or 0.0) < DOUBTED or sum(map(str.isalnum, word.text)) < 2


@dataclass(frozen=True, slots=True)
class _Told:
    """A word as readings tell it `alike`, and what others tell of it that is `cut`: "ikkel" where "Mikkel" is told."""

    alike: tuple[Word, ...]
    cut: tuple[Word, ...]
    known: bool

    @property
    def votes(self) -> int:
        """A name or a word of the language has a vote more: "Sandre" may be read twice where "Sandra" stands."""
        return len(self.alike) + len(self.cut) + self.known

    @property
    def surest(self) -> float:
        return max(word.confidence or 0.0 for word in self.alike)

    def is_rival(self, other: _Told) -> bool:
        """Whether another word is told in its place: not itself cut, and no piece of one that is known."""
        own, text = _bare(self.alike[0]), _bare(other.alike[0])
        wide = 0.0 if not self.known else _PIECE * box_of(self.alike[0]).width
        if text == own or text in map(_bare, self.cut) or box_of(other.alike[0]).width < wide:
            return False
        return any(_take_one_place(word, other.alike[0]) for word in self.alike)


def _agreed(readings: Sequence[Sequence[Word]]) -> list[Word]:
    """The words that most readings tell alike, but for signs at their ends, none over another.

    A word is as sure as its surest reading, by its share of the votes. What half of the readings tell, and is known, is
    not doubted for the strokes that run into it in all of them.
    """
    said = [word for reading in readings for word in reading if len(_bare(word)) > 1]
    told = [_told(word, said) for word in said]
    agreed: list[Word] = []
    for one in sorted(told, key=lambda one: (one.votes, one.surest), reverse=True):
        if not any(_take_one_place(one.alike[0], word) for word in agreed):
            against = max((other.votes for other in told if one.is_rival(other)), default=0)
            share = one.votes / (len(one.alike) + len(one.cut) + against + _AGAINST)
            lifted = one.known and one.surest <= LEAVES and 2 * one.votes > len(readings)
            sure = one.surest / LEAVES if lifted else one.surest
            word = Word(_text(one.alike), _middle(one.alike), round(sure * share, 4))
            agreed.append(word)
    return agreed


def _middle(words: Sequence[Word]) -> Box:
    """Where most of them stand: strokes make a word wider in one reading, and shorter in another."""
    boxes = [box_of(word) for word in words]
    x0, top, x1, bottom = (median(getattr(box, side) for box in boxes) for side in ("x0", "top", "x1", "bottom"))
    return Box(x0, top, x1, bottom)


def _told(word: Word, said: Sequence[Word]) -> _Told:
    text = _bare(word)
    there = [other for other in said if _take_one_place(other, word)]
    alike = tuple(other for other in there if _bare(other) == text)
    known = _is_known(text)
    cut = [other for other in there if known and len(alike) > 1 and _is_cut(text, _bare(other))]
    return _Told(alike, tuple(cut), known)


def _is_cut(whole: str, text: str) -> bool:
    """Whether a text is the beginning or the end of a word, and no name itself: "Jens" is one, and "ove" is none."""
    part = _FEW < len(text) < len(whole) and (whole.startswith(text) or whole.endswith(text))
    return part and (text[0].islower() or not _is_known(text))


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
    return listed or is_given_name(text) or is_surname(text)


def _take_one_place(one: Word, other: Word) -> bool:
    """Whether two words stand in the same place, or one in that of a part of the other."""
    a, b = box_of(one), box_of(other)
    across = min(a.x1, b.x1) - max(a.x0, b.x0) > _ALIKE * min(a.width, b.width)
    return across and min(a.bottom, b.bottom) - max(a.top, b.top) > _ALIKE * min(a.height, b.height)


def _holds(place: Box, box: Box) -> bool:
    return place.top < box.middle < place.bottom and place.x0 < (box.x0 + box.x1) / 2 < place.x1
