"""`models.records`: the contract says of itself what it holds."""

from __future__ import annotations

import pytest

from models import codes
from models.records import Record


def all_records() -> list[type[Record]]:
    found, waiting = [], list(Record.__subclasses__())
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting += record.__subclasses__()
    return sorted(found, key=lambda record: record.__name__)


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.__name__)
def test_says_what_every_field_holds(record: type[Record]) -> None:
    assert (record.__doc__ and record.__doc__ != Record.__doc__) or not record.model_fields
    assert [name for name, field in record.model_fields.items() if not field.description] == []


def test_lists_the_codes_of_findings_in_order_each_with_its_meaning() -> None:
    assert list(codes.FINDING_CODES) == sorted(codes.FINDING_CODES)
    assert all(codes.FINDING_CODES.values())
