"""What a row's features weigh: `confidence.json`, learned by `scripts/learn_confidence.py` from first readings."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PLACE = Path(__file__).with_name("confidence.json")
# A rule's record counts as much as its field's, and a field's as much as that of all, once it has this many rows.
ENOUGH = 20
RECORD = "record"

# Rows read, and how many of them were right.
Tally = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one spread more of a feature than its mean adds to the log odds that a row is right."""

    weight: float
    mean: float
    spread: float

    def adds(self, value: float) -> float:
        """What a value adds to the log odds."""
        return self.weight * (value - self.mean) / self.spread


@dataclass(frozen=True, slots=True)
class Learned:
    """`together`, `fields` and `rules` (by `field/rule`) say how often rows were right in first readings."""

    bias: float
    weights: Mapping[str, Weight]
    together: Tally
    fields: Mapping[str, Tally]
    rules: Mapping[str, Tally]

    def record(self, field: str, rule: str) -> float:
        """The log odds that a rule is right in a field, drawn to the field's while its record is short."""
        share = self.together[1] / self.together[0]
        for rows, right in (self.fields.get(field, (0, 0)), self.rules.get(f"{field}/{rule}", (0, 0))):
            share = (right + ENOUGH * share) / (rows + ENOUGH)
        return math.log(share / (1 - share))

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the log odds that a row is right, by name; without the bias."""
        return {name: weight.adds(features[name]) for name, weight in self.weights.items()}


@cache
def learned() -> Learned:
    """What was learned."""
    found = json.loads(PLACE.read_text("utf-8"))
    return Learned(
        found["bias"],
        {name: Weight(*row) for name, row in found["weights"].items()},
        tuple(found["together"]),
        {name: tuple(row) for name, row in found["fields"].items()},
        {name: tuple(row) for name, row in found["rules"].items()},
    )
