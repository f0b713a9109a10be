"""Marks of notes that a text lost the height of: "Røghuset1" with a note "1 Også kaldet …" below is "Røghuset¹".

Each note must have exactly one mark, in their order; a digit at the end of a word alone may be part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from models.text import Edit

_NOTE = re.compile(r"^[ \t]*(?P<number>\d{1,2})[ \t]+(?=[^\W\d_]|[»\"“(])[^\n]{6,}", re.MULTILINE)
# A word of small letters, a year, an amount: what a mark is glued to, then the mark.
_MARK = re.compile(
    r"(?<![\w.,])(?:[^\W\d_]*[a-zæøå]{3}|(?:\d{4}[-–/])?(?:19|20)\d\d|\d{1,3}(?:\.\d{3})+)(?P<number>\d{1,2})(?![\w%])(?![.,]\d)"
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def note_mark_edits(text: str) -> Iterator[Edit]:
    """Edits that raise the marks of the notes at the end of a page's text."""
    if not _MARK.search(text):
        return
    notes = _notes(text)
    if not notes:
        return
    begin = notes[0].start()
    marks = [[m for m in _MARK.finditer(text, 0, begin) if m["number"] == note["number"]] for note in notes]
    if all(len(found) == 1 for found in marks) and all(a[0].start() < b[0].start() for a, b in pairwise(marks)):
        for (mark,) in marks:
            start, end = mark.span("number")
            yield Edit(start, end, text[start:end].translate(_RAISED), "note-mark", confidence=0.97)


def _notes(text: str) -> list[re.Match[str]]:
    """The last notes of the text, counting on; a note may have more lines, a paragraph after them ends it."""
    found: list[re.Match[str]] = []
    for match in reversed(list(_NOTE.finditer(text))):
        after = found[0].start() if found else len(text.rstrip())
        if "\n\n" in text[match.end() : after].rstrip() or (
            found and int(match["number"]) + 1 != int(found[0]["number"])
        ):
            break
        found.insert(0, match)
    return found
