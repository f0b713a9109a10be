"""Words set letter by letter ("P A R T N E R S K A B") put together: by the white between their letters, not the file's
spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.layout.rows import box_of
from models.geometry import Box, Word, enclose

_LEAST = 4  # pieces: fewer single letters are initials, a list, a formula
_SINGLE = 0.6  # of the pieces that are one character; "PA" and "TA" are set too close to be told apart
_WIDEST = 0.62  # of the letters' height: the most white between letters of one word; columns stand farther apart
_WORD_GAP = 1.7  # times the usual white between letters: the white between words
_BETWEEN_WORDS = 1.5  # of the letters' height: the most white between two words of one line
_LETTERS = 3  # by themselves in a run, and half of what stands so: figures are a row of a table, but for years
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?")


def join_spaced(words: Sequence[Word]) -> list[Word]:
    """The words, each stretch of letters set apart made words by its wider gaps. Words stand in the file's order."""
    if sum(len(word.text) == 1 for word in words) < _LEAST - 1:
        return list(words)
    joined: list[Word] = []
    for run in _runs(words):
        joined += _as_words(run) if _is_spaced(run) else run
    return joined


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Stretches of pieces of at most two characters on one line, and all else word by word."""
    run: list[Word] = []
    for word in words:
        if run and not (len(word.text) <= 2 and _goes_on(box_of(run[-1]), box_of(word))):
            yield run
            run = []
        run.append(word)
        if len(word.text) > 2:
            yield run
            run = []
    if run:
        yield run


def _goes_on(before: Box, after: Box) -> bool:
    level = abs(before.middle - after.middle) < 0.3 * before.height
    return level and -0.2 * before.height < after.x0 - before.x1 < _BETWEEN_WORDS * before.height


def _is_spaced(run: Sequence[Word]) -> bool:
    if len(run) < _LEAST:
        return False
    singles = [word.text for word in run if len(word.text) == 1]
    letters = sum(map(str.isalpha, singles))
    spelt = len(singles) >= _SINGLE * len(run) and letters >= max(_LETTERS, len(singles) // 2)
    years = _YEARS.fullmatch("".join(word.text for word in run))
    return bool(spelt or years) and median(_gaps(run)) < _WIDEST * box_of(run[0]).height


def _gaps(run: Sequence[Word]) -> list[float]:
    return [box_of(after).x0 - box_of(before).x1 for before, after in pairwise(run)]


def _as_words(run: Sequence[Word]) -> list[Word]:
    gaps = _gaps(run)
    widest = max(_WORD_GAP * median(gaps), median(gaps) + 0.1 * box_of(run[0]).height)
    words: list[list[Word]] = [[run[0]]]
    for gap, piece in zip(gaps, run[1:], strict=True):
        if gap > widest:
            words.append([])
        words[-1].append(piece)
    return [_one(pieces) for pieces in words]


def _one(pieces: Sequence[Word]) -> Word:
    known = [piece.confidence for piece in pieces if piece.confidence is not None]
    text = "".join(piece.text for piece in pieces)
    return Word(text, enclose(map(box_of, pieces)), min(known) if known else None)
