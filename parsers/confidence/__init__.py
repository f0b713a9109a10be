"""How likely each row is right, as learned from papers read for the first time, and which rows a person should see."""

from __future__ import annotations

from models.records import Agreement
from parsers.confidence.doubts import find_doubts
from parsers.confidence.rating import rate, with_confidences
from parsers.findings.assembly import in_order
from parsers.structure.paper import Paper

__all__ = ["rated"]


def rated(agreement: Agreement, paper: Paper) -> Agreement:
    """The agreement with its findings, each row with how likely it is right, and the rows a person should look at."""
    ratings = rate(paper, agreement)
    agreement = with_confidences(agreement, ratings)
    doubts = find_doubts(ratings, agreement.findings)
    return agreement.model_copy(update={"findings": in_order([*agreement.findings, *doubts])})
