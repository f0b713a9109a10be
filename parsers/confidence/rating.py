"""Every row is given the share of such rows that were right in papers read for the first time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.confidence import RECORD, learned
from models.records import Agreement, Evidence
from parsers.confidence.familiarity import LISTED, Familiarity, Sighting
from parsers.structure.paper import Paper

# No value is certain, and none that is given is worthless.
LOW, HIGH = 0.05, 0.99


@dataclass(frozen=True, slots=True)
class Rating:
    """How likely a row is right, and what each feature adds to that, in log odds."""

    sighting: Sighting
    confidence: float
    parts: Mapping[str, float]

    @property
    def worst(self) -> str:
        """The feature that speaks most against the row."""
        return min(self.parts, key=lambda name: self.parts[name])


def rate(paper: Paper, agreement: Agreement) -> list[Rating]:
    """The rows of a paper, with how likely each is right."""
    familiarity, known = Familiarity(paper, agreement), learned()
    ratings = []
    for one in familiarity.seen:
        parts = known.parts({**familiarity.features(one), RECORD: known.record(one.field, one.rule)})
        share = 1 / (1 + math.exp(-known.bias - sum(parts.values())))
        ratings.append(Rating(one, round(min(HIGH, max(LOW, share)), 3), parts))
    return ratings


def with_confidences(agreement: Agreement, ratings: Sequence[Rating]) -> Agreement:
    """The agreement where every evidence of a row says how likely the row is right.

    What a finding quotes of a row is worth what the row is.
    """
    rows: dict[str, list[object]] = {name: [] for name in LISTED}
    single: dict[str, list[Evidence]] = {}
    said: dict[tuple[int, int, int], float] = {}
    for rating in ratings:
        field, row = rating.sighting.field, rating.sighting.row
        said.update({(q.page, q.start, q.end): rating.confidence for q in rating.sighting.quotes})
        quotes = [quote.model_copy(update={"confidence": rating.confidence}) for quote in rating.sighting.quotes]
        if row is None:
            single[field] = quotes
        else:
            rows[field].append(row.model_copy(update={"evidence": quotes}))
    findings = [f.model_copy(update={"evidence": [_as_said(q, said) for q in f.evidence]}) for f in agreement.findings]
    return agreement.model_copy(update={**rows, "evidence": agreement.evidence | single, "findings": findings})


def _as_said(quote: Evidence, said: Mapping[tuple[int, int, int], float]) -> Evidence:
    confidence = said.get((quote.page, quote.start, quote.end), quote.confidence)
    return quote.model_copy(update={"confidence": confidence})
