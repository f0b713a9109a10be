"""What findings say: their details, and values that are likely wrong."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.finding_messages import load_forms, names_in
from models.document import Document, Page
from models.records import Agreement, Evidence, Goal, Measure, Period
from models.text import page_text
from parsers import parse
from parsers.findings.doubtful_values import find_doubtful_values
from parsers.structure.paper import read_paper

HEAD = """Partnerskabsaftale for Mosevænget 2020-2023

1. Parter

Nordby Kommune, Nordsjællands Politi og Lejerbo indgår et tryghedspartnerskab for Mosevænget. Aftalen gælder i perioden
2020-2023.

"""
QUOTE = Evidence(page=1, start=0, end=4, verbatim="Part", boxes=None, rule="x", confidence=0.9)


def document(text: str) -> Document:
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(text))
    return Document("0" * 64, "x.txt", "text/plain", len(text), "ok", (page,))


def details(text: str, code: str) -> dict[str, Any]:
    found = next(one for one in parse(document(HEAD + text + "\n")).findings if one.code == code)
    said = {name for forms in load_forms()[code] for name in names_in(forms[0])}
    assert set(found.details) <= said, "details that no sentence says"
    return found.details


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        (
            "2. Økonomi\n\nRammen er 900.000 kr. årligt, heraf 300.000 kr. til projektledelse og 500.000 kr. til"
            " aktiviteter.",
            "budget-sum-mismatch",
            {"whole": 900000, "part": 300000, "rest": 500000},
        ),
        (
            "2. Økonomi\n\nPartnerskabet koster 400.000 kr. årligt i 2020-2023, i alt 1.500.000 kr. i 2020-2023.",
            "budget-sum-mismatch",
            {"whole": 1500000, "part": 400000, "times": 4},
        ),
        (
            "Partnerskabet arbejder med fire indsatsområder:\n\n1. Unge\n2. Naboskab\n3. Lys",
            "count-mismatch",
            {"said": "fire indsatsområder", "listed": 3},
        ),
        (
            "2. Mål\n\nTryghed.\n\n4. Møder\n\nDer er møder.\n\n5. Andet\n\nIntet.",
            "section-missing",
            {"before": "2 Mål", "after": "4 Møder"},
        ),
        (
            "Den tidligere aftale udløb den 30. juni 2018.",
            "period-gap",
            {"ended": "2018-06-30", "begins": "2020-01-01"},
        ),
        (
            "Underskrifter\n\nFor Nordby Kommune\n\nHanne Lund, direktør\n\nFor Nordsjællands Politi\n\n"
            "Per Holm, politiinspektør",
            "party-signature-mismatch",
            {"parties": ["Lejerbo"]},
        ),
        ("2. Økonomi\n\nDer er 1.4G7.000 kr. årligt.", "unreadable-figure", {"text": "1.4G7.000 kr."}),
        ("Der er møder.", "unsigned", {"missing": ["page"]}),
    ],
)
def test_says_what_differs_in_its_details(text: str, code: str, what: dict[str, Any]) -> None:
    assert details(text, code) == what


def measure(value: float, year: int, **changed: Any) -> Measure:
    return Measure.model_validate(
        {
            "role": "observation", "indicator": "feels_safe", "offence": None, "area": "partnership_area",
            "time_of_day": "all", "year": year, "value": value, "unit": "percent", "change_percent": None,
            "status": "stated", "evidence": [QUOTE], **changed,
        }
    )  # fmt: skip


def goal(**changed: Any) -> Goal:
    return Goal.model_validate(
        {
            "number": None, "text": "x", "indicator": "feels_safe", "direction": "increase", "target_value": None,
            "unit": None, "deadline": 2022, "baseline_year": 2019, "evidence": [QUOTE], **changed,
        }
    )  # fmt: skip


def lasts(start: str, end: str) -> Period:
    return Period(start=start, end=end, start_basis="stated")


def doubts(**fields: Any) -> list[tuple[str, str]]:
    period = lasts("2020-01-01", "2023-12-31")
    agreement = Agreement.model_validate({"title": None, "kind": "partnership_agreement", "partnership": None})
    agreement = agreement.model_copy(update={"period": period, "evidence": {"period": [QUOTE]}, **fields})
    found = find_doubtful_values(agreement, read_paper(document("Partnerskabsaftale")))
    return [(one.details["value"], one.details["reason"]) for one in found]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"measures": [measure(64.5, 2019), measure(58, 2019)]}, [("64,5 / 58", "two-of-one")]),
        ({"measures": [measure(64.5, 2019), measure(58, 2018)]}, []),
        ({"measures": [measure(64, 2019, data_source="A"), measure(58, 2019, data_source="B")]}, []),
        ({"measures": [measure(640, 2019)]}, [("640 %", "no-share")]),
        ({"goals": [goal(deadline=2018, baseline_year=None)]}, [("2018", "before-the-agreement")]),
        ({"goals": [goal(deadline=2022, baseline_year=2022)]}, [("2022", "before-its-baseline")]),
        ({"goals": [goal()]}, []),
        ({"period": lasts("2024-01-01", "2020-12-31")}, [("2024-01-01 – 2020-12-31", "ends-first")]),
        ({"period": lasts("2004-01-01", "2027-12-31")}, [("2004-01-01 – 2027-12-31", "too-long")]),
    ],
)  # fmt: skip
def test_points_at_values_that_are_likely_wrong(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert doubts(**fields) == found
