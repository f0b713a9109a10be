"""The archive against people's decisions: of what they looked at, how much was read right.

People look at what is doubtful, so a share of all decisions is lower than that of the archive. Only values drawn at
random (the list `sample`) tell about the archive, and only they are held against the confidence that was said. What was
missed is known only where somebody said that a field of a document is complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from output.measure.reliability import measure_reliability

if TYPE_CHECKING:
    from sqlite_utils import Database

# What a decision came to, seen from the value as it was read. What reads otherwise now ("again") is open.
_RIGHT = frozenset(("accepted", "agreed"))
_MENDED = frozenset(("corrected", "merged", "conflict"))
_STATES = """
SELECT s.field, s.state, r.queue,
    (SELECT min(e.confidence) FROM evidence e
        WHERE e.document = s.document AND e.field = s.field AND e.position = s.position) AS confidence,
    EXISTS (SELECT 1 FROM review_state c
        WHERE c.document = s.document AND c.field = s.field AND c.state = 'complete') AS complete
FROM review_state s JOIN reviews r ON r.id = s.review
WHERE s.carried = 0 AND s.state NOT IN ('again', 'complete') ORDER BY s.field, s.document, s.position
"""


@dataclass(frozen=True, slots=True)
class Decided:
    """A value that somebody decided about: how sure the machine was, None of an added one."""

    field: str
    state: str
    queue: str | None
    confidence: float | None
    complete: bool


def load_decided(db: Database) -> list[Decided]:
    """The decisions that stand for their own document; those carried over to other files are counted once."""
    return [Decided(**{**row, "complete": bool(row["complete"])}) for row in db.query(_STATES)]


def report_reviewed(decided: Sequence[Decided]) -> dict[str, Any]:
    """The figures in plain JSON values: of all decisions, of each field, and of the sample alone."""
    by_field: dict[str, list[Decided]] = defaultdict(list)
    for one in decided:
        by_field[one.field].append(one)
    sample = [one for one in decided if one.queue == "sample"]
    judged = [
        (one.confidence, one.state in _RIGHT) for one in sample if one.confidence is not None and one.state != "added"
    ]
    return {
        "overall": _figures(decided),
        "fields": {field: _figures(found) for field, found in sorted(by_field.items())},
        "sample": _figures(sample),
        "reliability": measure_reliability(judged).figures(),
    }


def _figures(decided: Iterable[Decided]) -> Mapping[str, Any]:
    """`missed` and `recall` are of complete fields; a corrected value is one wrong and one missed, as in `evaluate`."""
    found = list(decided)
    right = sum(one.state in _RIGHT for one in found)
    wrong = sum(one.state in _MENDED or one.state == "rejected" for one in found)
    whole = [one for one in found if one.complete]
    whole_right = sum(one.state in _RIGHT for one in whole)
    missed = sum(one.state in _MENDED or one.state == "added" for one in whole)
    return {
        "right": right,
        "wrong": wrong,
        "added": sum(one.state == "added" for one in found),
        "precision": _share(right, right + wrong),
        "missed": missed,
        "recall": _share(whole_right, whole_right + missed),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
