"""How sure a value is: its rule's prior, what the reading of its words was worth, and what witnesses say.

The prior is a rule's own share of right values (on gold where it is known). Words read by OCR, and words that repair
touched, pull it down; an arithmetic check or a second place that says the same multiplies the odds.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.document import Page
from parsers.rules.rule import Rule
from parsers.structure.body import Body

# Odds are multiplied by these when a second, independent statement agrees or disagrees.
AGREES = 3.0
DISAGREES = 0.25
# What is left of the confidence of a figure that no arithmetic proves, and of one in a doubtful place.
UNPROVEN = 0.95
WEAK_PLACE = 0.7
# What a fully distrusted word or repair leaves of the prior.
OCR_FLOOR = 0.5
REPAIR_FLOOR = 0.75
LOW, HIGH = 0.05, 0.99


def weigh(body: Body, prior: Rule | float, start: int, end: int) -> float:
    """The confidence of a value read by a rule (or a prior) from `body.text[start:end]`."""
    share = prior.confidence if isinstance(prior, Rule) else prior
    for number, low, high in body.pieces(start, end):
        page = body.by_number.get(number)
        share *= _reading(page, low, high) * _repair(page, low, high) if page else 1
    return clamp(share)


def witnessed(confidence: float, verdicts: Sequence[bool]) -> float:
    """A confidence after witnesses: True agrees, False disagrees."""
    odds = confidence / max(1e-9, 1 - confidence)
    for agrees in verdicts:
        odds *= AGREES if agrees else DISAGREES
    return clamp(odds / (1 + odds))


def figured(confidence: float, agrees: bool | None, weak: Sequence[bool]) -> float:
    """The confidence of a table's figure: `agrees` is what its row's arithmetic says, None where there is none to do.

    Each True in `weak` is a weakness of its place: a heading that was concluded, a heading without a year.
    """
    share = witnessed(confidence, [agrees]) if agrees is not None else confidence * UNPROVEN
    for _ in filter(None, weak):
        share *= WEAK_PLACE
    return clamp(share)


def clamp(share: float) -> float:
    """No value is certain, and none that is given is worthless."""
    return round(min(HIGH, max(LOW, share)), 3)


def _reading(page: Page, start: int, end: int) -> float:
    words = page.text.words_in(start, end)
    seen = [c for c in (page.text.words[at].confidence for at in words if at < len(page.text.words)) if c is not None]
    return OCR_FLOOR + (1 - OCR_FLOOR) * min(seen) if seen else 1.0


def _repair(page: Page, start: int, end: int) -> float:
    touched = [r.confidence for r in page.text.repairs if r.start < end and start < r.end]
    return REPAIR_FLOOR + (1 - REPAIR_FLOOR) * min(touched) if touched else 1.0
