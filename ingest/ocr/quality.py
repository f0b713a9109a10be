"""How well a page was read, as one number 0..1.

It is the product of two parts, each 0..1:
- the mean confidence of the OCR, weighted by the words' lengths, where OCR gave the chosen reading, else 1;
- the share of characters whose meaning is known (1 minus the share of unmapped glyphs).
A page without words (blank) is read perfectly: 1. Damaged Danish letters do not lower it: repair mends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.geometry import Word


def mean_confidence(words: Iterable[Word]) -> float | None:
    """The words' OCR confidence, weighted by length; None where no word has one."""
    weight = total = 0.0
    for word in words:
        if word.confidence is not None:
            weight += len(word.text)
            total += len(word.text) * word.confidence
    return round(total / weight, 4) if weight else None


def rate(facts: Mapping[str, float], confidence: float | None) -> float:
    """The page's quality; `facts` as `ingest.page.facts.judge_text` gives them."""
    if not facts.get("words"):
        return 1.0
    known = (confidence if confidence is not None else 1.0) * (1 - facts.get("unmapped_share", 0.0))
    return round(known, 4)
