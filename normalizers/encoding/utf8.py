"""UTF-8 read as something else, undone by ftfy in the paragraphs where that explains every strange letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from models.text import Edit
from normalizers.gate import blocks

_UTF8 = re.compile("[ÃÂâ√├┬ΓĂĹГРВÐ]")
Plan = Sequence[tuple[str, str]]  # of ftfy: "encode" or "decode", and the encoding
# Code pages that ftfy does not try.
_OTHER_PLANS: tuple[Plan, ...] = tuple(
    (("encode", page), ("decode", "utf-8")) for page in ("cp850", "cp865", "cp1250", "cp1251", "iso8859-2")
)


def utf8_edits(text: str) -> Iterator[Edit]:
    """Paragraphs of UTF-8 read in another encoding: all of their strange letters are explained, or none is touched.

    What ftfy found in one paragraph is tried on those that are too short for it to be sure ("1. MÃ¥l").
    """
    if not _UTF8.search(text):
        return
    import ftfy

    broken = [(start, text[start:end]) for start, end in blocks(text) if _UTF8.search(text[start:end])]
    found = [ftfy.fix_encoding_and_explain(part) for _, part in broken]
    plans: list[Plan] = list(dict.fromkeys(tuple(fixed.explanation) for fixed in found if fixed.explanation))
    for (start, part), fixed in zip(broken, found, strict=True):
        ways = chain([fixed.text], (_follow(part, plan) for plan in (*plans, *_OTHER_PLANS)))
        new = next((way for way in ways if not _UTF8.search(way)), part)
        yield from _changed_runs(part, new, start)


def _follow(part: str, plan: Plan) -> str:
    """A paragraph changed as another one was; itself where that does not fit it."""
    import ftfy

    try:
        return ftfy.apply_plan(part, [ftfy.ExplanationStep(*step) for step in plan])
    except UnicodeError:
        return part


def _changed_runs(old: str, new: str, at: int) -> Iterator[Edit]:
    """The runs without white space that differ. Only ASCII white space parts them: half a broken letter may be a
    blank of another kind."""
    before, after = re.findall(r"[^ \t\n]+", old), re.findall(r"[^ \t\n]+", new)
    place = 0
    for was, now in zip(before, after, strict=True) if len(before) == len(after) else ():
        place = old.index(was, place)
        if was != now:
            yield Edit(at + place, at + place + len(was), now, "encoding", confidence=0.99)
        place += len(was)
