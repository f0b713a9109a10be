"""`aa` for `å` where a machine had no å: beside right æ and ø, in words that are Danish with it and none without.

Names keep their aa, as Aalborg does, and so does Danish from before the å came in 1948, which writes its nouns with
capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.danish.lexicon import CAPITAL, FREE, NAME
from models.text import Edit, PageText
from normalizers.words import bits, known_cost

_DOUBLE = re.compile(r"[^\W\d_]*[aA][aA][^\W\d_]*")
_OTHERS = re.compile("[æøÆØ]")
_INNER = re.compile(r"(?<![^\s(])[a-zæø]+,? ([A-ZÆØ][a-zæø]{2,})")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = 3  # æ and ø in the paper, and different words that become Danish
_NOUNS = 0.05  # of all words: capitalised nouns after small words from which on the spelling is old


def double_a_edits(pages: Sequence[PageText]) -> list[list[Edit]]:
    """For each page the edits that write å for aa; none where the paper has an å of its own."""
    whole = "\n".join(page.text for page in pages)
    if "aa" not in whole or "å" in whole or "Å" in whole or len(_OTHERS.findall(whole)) < _LETTERS:
        return [[] for _ in pages]
    fixed = {word: new for word in set(_DOUBLE.findall(whole)) if (new := _with_ring(word)) is not None}
    if len({new.lower() for new in fixed.values()}) < _LETTERS or _is_old(whole):
        return [[] for _ in pages]
    return [list(_edits(page.text, fixed)) for page in pages]


def _edits(text: str, fixed: dict[str, str]) -> Iterator[Edit]:
    for match in _DOUBLE.finditer(text):
        if match[0] in fixed:
            yield Edit(match.start(), match.end(), fixed[match[0]], "double-a", confidence=0.95)


def _with_ring(word: str) -> str | None:
    """The word with å, where only so it is Danish."""
    new = word.replace("aa", "å").replace("Aa", "Å").replace("AA", "Å").replace("aA", "å")
    danish = known_cost(new.lower()) is not None and not bits(new.lower()) & (NAME | CAPITAL)
    return new if danish and known_cost(word.lower()) is None else None


def _is_old(text: str) -> bool:
    nouns = [word for word in _INNER.findall(text) if bits(word.lower()) & FREE and not bits(word.lower()) & NAME]
    return len(nouns) > _NOUNS * len(_WORD.findall(text))
