"""`output.measure.later_fields`: what the contract gained later, against gold that holds it."""

from __future__ import annotations

from typing import Any

import pytest

from output.measure.against_gold import evaluate
from output.measure.later_fields import match_later_fields, same_source
from output.measure.report import build_report

GOAL = {"number": "1", "indicator": "feels_safe", "direction": "approach", "offences": []}
BUDGET = {"amount_dkk": 500_000, "basis": "annual", "purpose": "activities"}


def results(gold: dict[str, Any], given: dict[str, Any]) -> list[tuple[str, str]]:
    return [(outcome.name, outcome.result) for outcome in match_later_fields(gold, given)]


@pytest.mark.parametrize(
    ("given", "result"),
    [({"adds": False}, "right"), ({"adds": True}, "wrong"), ({}, "missed"), ({"adds": None}, "missed")],
)
def test_judges_whether_an_amount_adds(given: dict[str, Any], result: str) -> None:
    found = results({"budgets": [{**BUDGET, "adds": False}]}, {"budgets": [{**BUDGET, **given}]})
    assert found == [("budgets.adds", result)]


def test_asks_nothing_of_a_row_that_was_read_otherwise() -> None:
    given = {"budgets": [{**BUDGET, "amount_dkk": 600_000, "adds": True}]}
    assert results({"budgets": [{**BUDGET, "adds": False}]}, given) == []
    assert results({"budgets": [BUDGET]}, {"budgets": [{**BUDGET, "adds": True}]}) == []


def test_judges_the_times_of_day_whatever_their_order() -> None:
    gold = {"goals": [{**GOAL, "times_of_day": ["all", "evening_night"], "reference_area": "Nordby"}]}
    given = {"goals": [{**GOAL, "times_of_day": ["evening_night", "all"], "reference_area": "nordby "}]}
    assert results(gold, given) == [("goals.reference_area", "right"), ("goals.times_of_day", "right")]


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("Nordby Tryghedsmåling 2019", "Nordby Tryghedsmåling fra 2019", True),
        ("Nordby Tryghedsmåling 2019", "Nordby Tryghedsmåling", False),
        ("Tryghedsmålingen", "Politiets register", False),
        (None, None, True),
        (None, "Politiets register", False),
    ],
)
def test_takes_a_source_in_nearly_the_same_words_with_its_year(
    wanted: str | None, given: str | None, same: bool
) -> None:
    assert same_source(wanted, given) is same


def test_takes_other_accepted_words_for_a_source_and_a_term() -> None:
    gold = {
        "goals": [{**GOAL, "data_source": "Målingen", "data_source_alternatives": ["Nordby Måling"]}],
        "definitions": [{"term": "Vold", "term_alternatives": ["Personfarlig vold"], "offence": "violence"}],
    }
    given = {
        "goals": [{**GOAL, "data_source": "Nordby måling"}],
        "definitions": [{"term": "personfarlig vold", "offence": "violence", "text": "…"}],
    }
    assert results(gold, given) == [("sources", "right"), ("definitions", "right")]


def test_counts_rows_given_and_missed_but_not_the_optional_ones() -> None:
    related = {"partnership": "engbakken", "start_year": 2014, "end_year": 2017}
    gold = {
        "areas": [{"name": "Engbakken"}, {"name": "Enghøj", "change": "added"}],
        "related": [related],
        "optional": {"related": [{**related, "start_year": 2018}]},
    }
    given = {
        "areas": [{"name": "Enghøj", "change": "removed"}],
        "related": [{**related, "start_year": "2018"}, {**related, "partnership": "soebakken"}],
    }
    assert results(gold, given) == [
        ("areas.change", "missed"),
        ("areas.change", "wrong"),
        ("related", "missed"),
        ("related", "wrong"),
    ]


def test_asks_for_no_list_that_gold_does_not_hold() -> None:
    given = {"areas": [{"name": "Enghøj", "change": "added"}], "definitions": [{"term": "Vold"}], "related": []}
    assert results({"areas": ["Enghøj"]}, given) == []


def test_is_reported_beside_the_fields_and_counts_in_no_other_figure() -> None:
    gold: dict[str, dict[str, Any]] = {
        "enghoej": {"budgets": [{**BUDGET, "adds": False}]},
        "absent": {"related": [{"partnership": "enghoej"}]},
    }
    document = {"filename": "enghoej.pdf", "pages": [], "agreements": [{"budgets": [{**BUDGET, "adds": True}]}]}
    report = build_report(evaluate([document], gold), {})
    assert report["overall"]["f1"] == 1.0
    assert report["additions"]["fields"]["budgets.adds"]["telling"] == 1
    assert report["additions"]["overall"]["missed"] == 1
    assert report["additions"]["overall"]["f1"] == 0.0
    assert [miss[0] for miss in report["documents"][0]["later_misses"]] == ["budgets.adds"]
