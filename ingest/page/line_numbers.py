"""Numbers of lines in the margin of a page, as papers for committees and courts have them: no part of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles

from ingest.layout.rows import box_of
from models.geometry import Word

_NUMBER = re.compile(r"\d{1,4}")
_LINE = re.compile(r"^[ \t]*(\d{1,4})(?![.\d)])([ \t]*)(?=\S|$)", re.MULTILINE)
_LEAST, _LEAST_FIFTHS = 5, 3  # numbers; those that are all 5, 10, 15, …
_STEPS = (1, 2, 5, 10)  # every line, or every fifth, has one
_REGULAR = 0.8  # of the steps from number to number that are the same
_ALIGNED = 4.0  # points between the ends of the numbers
_APART = 3.0  # points of white between the numbers and the text


def without_numbers(words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words, and apart from them the numbers of their lines."""
    counted = find_line_numbers(words)
    if not counted:
        return tuple(words), ()
    return tuple(word for at, word in enumerate(words) if at not in counted), tuple(words[at] for at in counted)


def find_line_numbers(words: Sequence[Word]) -> tuple[int, ...]:
    """The words that number the lines: beside all print, one under the other, counting on."""
    boxes = [box_of(word) for word in words]
    numbers = [at for at, word in enumerate(words) if _NUMBER.fullmatch(word.text)]
    others = [at for at, word in enumerate(words) if not _NUMBER.fullmatch(word.text)]
    if len(numbers) < _LEAST_FIFTHS or len(others) < _LEAST:
        return ()
    left = quantiles((boxes[at].x0 for at in others), n=50)[0]
    right = quantiles((boxes[at].x1 for at in others), n=50)[-1]
    for beside in (
        [at for at in numbers if boxes[at].x1 < left - _APART],
        [at for at in numbers if boxes[at].x0 > right + _APART],
    ):
        if _counts_on(sorted(beside, key=lambda at: boxes[at].top), words):
            return tuple(beside)
    return ()


def _counts_on(down: Sequence[int], words: Sequence[Word]) -> bool:
    if len(down) < _LEAST_FIFTHS:
        return False
    boxes = [box_of(words[at]) for at in down]
    ends = ([box.x0 for box in boxes], [box.x1 for box in boxes])
    aligned = min(max(side) - min(side) for side in ends) < _ALIGNED
    return aligned and _is_count([int(words[at].text) for at in down])


def _is_count(numbers: Sequence[int]) -> bool:
    steps = Counter(after - before for before, after in pairwise(numbers))
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    least = _LEAST_FIFTHS if all(number % 5 == 0 for number in numbers) else _LEAST
    return len(numbers) >= least and step in _STEPS and count >= _REGULAR * (len(numbers) - 1)


def find_numbered_lines(text: str) -> list[int]:
    """The offsets in a plain text of the numbers that its lines begin with, where they all do and count on."""
    lines = [(match, match.start(1)) for match in _LINE.finditer(text)]
    printed = sum(bool(line.strip()) for line in text.split("\n"))
    wide = sum(len(match[2]) > 1 or not match[2] for match, _ in lines)
    if len(lines) < _REGULAR * printed or wide < _REGULAR * len(lines):
        return []
    return [start for _, start in lines] if _is_count([int(match[1]) for match, _ in lines]) else []
