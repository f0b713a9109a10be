"""Is a confidence worth its name: of the rows given 0.9, how many were right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from output.measure.against_gold import Evaluation

Judged = tuple[float, bool]

# Fewer rows than this in a tenth say nothing about it: one row more or less moves the share by over 0.03.
ENOUGH_ROWS = 30
TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Tenth:
    """The rows with a confidence from `low` (0.9 takes in 1.0): how many, the mean said, the share right."""

    low: float
    rows: int
    said: float
    right: float

    @property
    def honest(self) -> bool | None:
        """Whether said and right lie within 0.05 of each other; None where the rows are too few to tell."""
        return abs(self.said - self.right) <= TOLERANCE if self.rows >= ENOUGH_ROWS else None


@dataclass(frozen=True, slots=True)
class Reliability:
    """`brier` is the mean square of confidence minus outcome (0 best), None without rows."""

    tenths: list[Tenth]
    rows: int
    brier: float | None

    def figures(self) -> dict[str, Any]:
        """The table for JSON."""
        tenths = [
            {"from": t.low, "rows": t.rows, "said": round(t.said, 4), "right": round(t.right, 4), "honest": t.honest}
            for t in self.tenths
        ]
        return {"rows": self.rows, "brier": None if self.brier is None else round(self.brier, 4), "tenths": tenths}


def judge_rows(evaluation: Evaluation) -> list[Judged]:
    """Confidence and outcome of every scored row that carries evidence; optional rows are none of them."""
    judged = []
    for document in evaluation.documents:
        for match in document.fields.values():
            judged += [(row.confidence, True) for row in match.right if row.confidence is not None]
            judged += [(row.confidence, False) for row in match.wrong if row.confidence is not None]
    return judged


def measure_reliability(judged: Iterable[Judged]) -> Reliability:
    """The reliability table of confidences and outcomes."""
    by_tenth: dict[int, list[Judged]] = defaultdict(list)
    rows = list(judged)
    for said, right in rows:
        by_tenth[min(9, int(said * 10 + 1e-9))].append((said, right))
    tenths = [_tenth(at, found) for at, found in sorted(by_tenth.items())]
    brier = sum((said - right) ** 2 for said, right in rows) / len(rows) if rows else None
    return Reliability(tenths, len(rows), brier)


def _tenth(at: int, rows: Sequence[Judged]) -> Tenth:
    count = len(rows)
    return Tenth(at / 10, count, sum(said for said, _ in rows) / count, sum(right for _, right in rows) / count)
