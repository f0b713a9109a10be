"""From what a rule's own table states to what its word is worth: of the rows given 0.9, nine in ten shall be right.

A rule's stated confidence tells its better matches from its worse (words that OCR was unsure of, witnesses that agree),
but not how often it is right. That comes from its record on our own papers (`corpus.rule_record`), drawn towards that
of all rules while it is short. The slope was chosen on those papers, each judged by the records of the others; the
weight so that papers that came last, and the real agreements, are judged honestly too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from corpus.rule_record import Records, rule_records
from models.records import Agreement, Evidence

# A rule's record counts as much as the record of all rules once it has this many documents.
WEIGHT = 40.0
# How much of a difference in stated log odds is believed.
SLOPE = 0.5
LOW, HIGH = 0.05, 0.99

_LISTED = (
    "areas", "parties", "focus_areas", "goals", "measures", "budgets", "meetings", "signatories", "decisions",
    "policies", "findings",
)  # fmt: skip


def calibrated(agreement: Agreement) -> Agreement:
    """The agreement with every confidence replaced by what the rule's record makes of it."""
    records = rule_records()
    if records is None:
        return agreement
    changes: dict[str, object] = {
        "evidence": {field: _weighed(records, field, found) for field, found in agreement.evidence.items()}
    }
    for field in _LISTED:
        rows = getattr(agreement, field)
        if rows:
            changes[field] = [
                row.model_copy(update={"evidence": _weighed(records, field, row.evidence)}) for row in rows
            ]
    return agreement.model_copy(update=changes)


def _weighed(records: Records, field: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    return [
        quote.model_copy(update={"confidence": weigh_word(records, f"{field}/{quote.rule}", quote.confidence)})
        for quote in evidence
    ]


def weigh_word(records: Records, name: str, stated: float) -> float:
    """The share of rows expected right, where the rule `name` (`field/rule`) states this confidence."""
    all_rules, record = records.together, records.rules.get(name)
    share = all_rules.right / all_rules.documents
    usual = all_rules.stated
    if record is not None:
        share = (record.right + WEIGHT * share) / (record.documents + WEIGHT)
        usual = record.stated
    odds = log_odds(share) + SLOPE * (log_odds(stated) - usual)
    return round(min(HIGH, max(LOW, 1 / (1 + math.exp(-odds)))), 3)


def log_odds(share: float) -> float:
    """The logarithm of the odds; shares are kept off 0 and 1, where it has no value."""
    kept = min(0.995, max(0.005, share))
    return math.log(kept / (1 - kept))
