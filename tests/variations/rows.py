"""Gold rows in the columns that are scored; what is left out has the value that is usual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.variations.paper import Row
from tests.variations.world import Organisation

Number = int | float


def goal(number: str | None, indicator: str, direction: str, **more: Any) -> Row:
    """A goal; one about a feeling is about all times of the day unless `times_of_day` says otherwise."""
    felt = indicator in ("feels_safe", "feels_unsafe")
    usual = {
        "offences": [],
        "baseline_year": None,
        "deadline": None,
        "target_value": None,
        "status": "agreed",
        "applies_to": [],
        "reference_area": None,
        "times_of_day": ["all"] if felt else [],
    }
    return {"number": number, "indicator": indicator, "direction": direction} | usual | more


def measure(role: str, indicator: str, year: int | None, value: Number | str | None, **more: Any) -> Row:
    """A figure of the partnership's area, all day; its unit follows from what it measures."""
    units = {"reported_offences": "count", "reported_offences_per_1000": "per_1000_inhabitants"}
    usual = {
        "offence": None,
        "area": "partnership_area",
        "time_of_day": "all",
        "unit": units.get(indicator, "percent"),
        "change_percent": None,
        "status": "stated",
    }
    return {"role": role, "indicator": indicator, "year": year, "value": value} | usual | more


def budget(amount: int, basis: str, purpose: str, first: int | None, last: int | None, **more: Any) -> Row:
    usual = {"fte": None, "adds": True}
    return (
        {
            "amount_dkk": amount,
            "basis": basis,
            "purpose": purpose,
            "start_year": first,
            "end_year": last,
        }
        | usual
        | more
    )


def party(organisation: Organisation) -> Row:
    return {"organisation": organisation.id, "administrator": organisation.administrator}


def parties(organisations: Sequence[Organisation]) -> list[Row]:
    return [party(organisation) for organisation in organisations]


def period(start: str | None, end: str, basis: str = "stated") -> list[Row]:
    """One row, as a list like the other fields; `compare` unpacks it."""
    return [{"start": start, "end": end, "start_basis": basis}]


def meeting(body: str, least: int | None, most: int | None) -> Row:
    return {"body": body, "min_per_year": least, "max_per_year": most}
