"""How often each rule was right on our own papers: `rule_record.json`, made by `scripts/calibrate.py`.

The unit is a document: its rows are right or wrong together, a table that was misread gives twenty wrong ones.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PLACE = Path(__file__).with_name("rule_record.json")


@dataclass(frozen=True, slots=True)
class Record:
    """A rule in one field: documents it had a part in, the share of its rows that were right in each, summed, and the
    mean log odds that its own table stated.
    """

    documents: int
    right: float
    stated: float


@dataclass(frozen=True, slots=True)
class Records:
    """The records by `field/rule`, and that of all rules together, by which a rule without one is judged."""

    together: Record
    rules: Mapping[str, Record]


@cache
def rule_records() -> Records | None:
    """The records; None where none were made."""
    if not _PLACE.exists():
        return None
    found = json.loads(_PLACE.read_text("utf-8"))
    return Records(Record(**found["together"]), {name: Record(**row) for name, row in found["rules"].items()})
