"""Rows that are likely wrong: a person should look.

Of first readings 258 of 9,476 rows are pointed out, and 171 of those are wrong (out of fold, by paper). What the engine
doubted is not taken back by its word alone: of 33 scanned figures whose digits it gave under 0.9, 23 were right.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Evidence, Finding
from parsers.confidence.rating import Rating
from parsers.findings.stated import state_finding

# More likely wrong than right.
DOUBTFUL = 0.5
# Of a paper at most one row in so many is pointed out: who is asked about everything looks at nothing.
ONE_IN = 10
_LONGEST = 80  # letters of a value


def find_doubts(ratings: Sequence[Rating], findings: Sequence[Finding]) -> list[Finding]:
    """The least likely rows, each with what speaks most against it, beside those that were doubted already."""
    told = [finding for finding in findings if finding.code == "check-value"]
    places = {_place(quote) for finding in told for quote in finding.evidence}
    free = len(ratings) // ONE_IN - len(told)
    doubtful = [rating for rating in least_likely(ratings) if _place(rating.sighting.quotes[0]) not in places]
    return [_doubt(rating) for rating in doubtful[: max(0, free)]]


def least_likely(ratings: Sequence[Rating]) -> list[Rating]:
    """The rows that are more likely wrong than right, the least likely first."""
    return sorted((one for one in ratings if one.confidence < DOUBTFUL), key=lambda one: one.confidence)


def _doubt(rating: Rating) -> Finding:
    quotes = [quote.model_copy(update={"confidence": rating.confidence}) for quote in rating.sighting.quotes]
    value = " ".join(quotes[0].verbatim.split())
    details = {"field": rating.sighting.field, "value": value[:_LONGEST], "reason": rating.worst.replace("_", "-")}
    return state_finding("check-value", "warning", details, quotes)


def _place(quote: Evidence) -> tuple[int, int, int]:
    return quote.page, quote.start, quote.end
