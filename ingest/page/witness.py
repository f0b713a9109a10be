"""Two readings of one page, word by word: agreement raises confidence, and the better witness wins a dispute."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from models.geometry import Box, Word
from models.text import NO_WORD, Edit, PageText

RULE = "second-witness"
_EDGES = ".,;:!?()[]\"'»«”“*•-"
_SAME_PLACE = 0.6  # of the wider word's width that both must share


def merge(chosen: PageText, other: PageText, known: Callable[[str], bool] | None) -> PageText:
    """The chosen reading, surer where the other agrees, and with the other's word where only that one is a word.

    Every word taken is a repair, so that undoing them gives the chosen reading back. Figures are never taken: two
    readings of a number are both numbers.
    """
    pairs = match(chosen.words, other.words)
    words = list(chosen.words)
    for mine, theirs in pairs.items():
        word = words[mine]
        if word.text == other.words[theirs].text and word.confidence is not None:
            words[mine] = replace(word, confidence=round(1 - (1 - word.confidence) / 2, 4))
    surer = replace(chosen, words=tuple(words))
    if known is None:
        return surer
    spans = _spans(chosen)
    edits = [
        Edit(*spans[mine], other.words[theirs].text, RULE, confidence=0.9)
        for mine, theirs in pairs.items()
        if mine in spans and is_better(other.words[theirs].text, words[mine].text, known)
    ]
    return surer.edited(edits)


def is_better(new: str, old: str, known: Callable[[str], bool]) -> bool:
    """Whether one reading is a word of letters only, and the other, of about its length, is none."""
    fresh, stale = new.strip(_EDGES), old.strip(_EDGES)
    if fresh == stale or len(fresh) < 4 or not fresh.isalpha() or abs(len(new) - len(old)) > 2:
        return False
    if any(char.isdigit() for char in old) or (new[-1].isalpha() and not old[-1].isalpha()):
        return False
    return known(fresh) and not known(stale) and not _loses_danish(fresh, stale)


def _loses_danish(new: str, old: str) -> bool:
    """Whether the new reading is the old one with its æ, ø and å as an English model writes them."""
    damaged = re.sub("[æøåÆØÅ]", ".{1,2}", re.escape(old))
    return damaged != re.escape(old) and re.fullmatch(damaged, new) is not None


def match(mine: Sequence[Word], theirs: Sequence[Word]) -> dict[int, int]:
    """Index to index of words in the same place, each once."""
    rows: dict[int, list[int]] = {}
    for at, word in enumerate(theirs):
        if word.box:
            rows.setdefault(int(word.box.middle // 8), []).append(at)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for at, word in enumerate(mine):
        if word.box is None:
            continue
        row = int(word.box.middle // 8)
        near = [other for key in (row - 1, row, row + 1) for other in rows.get(key, ()) if other not in taken]
        shares = [(_shared(word.box, box), other) for other in near if (box := theirs[other].box)]
        best = max(shares, default=(0.0, -1))
        if best[0] >= _SAME_PLACE:
            pairs[at] = best[1]
            taken.add(best[1])
    return pairs


def _shared(one: Box, other: Box) -> float:
    """How much of the wider box's width both share; 0 where they stand on different lines."""
    if min(one.bottom, other.bottom) - max(one.top, other.top) < 0.4 * min(one.height, other.height):
        return 0.0
    return max(0.0, min(one.x1, other.x1) - max(one.x0, other.x0)) / max(one.width, other.width, 0.01)


def _spans(text: PageText) -> dict[int, tuple[int, int]]:
    """Where each word stands in the text."""
    spans: dict[int, tuple[int, int]] = {}
    for at, owner in enumerate(text.owners):
        if owner != NO_WORD:
            spans[owner] = (spans[owner][0], at + 1) if owner in spans else (at, at + 1)
    return spans
