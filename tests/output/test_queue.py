"""The list of values to look at, and values as forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.document import Document
from models.records import Agreement, Budget
from output.reviews.ranking import Quoted, Stand, rank_values
from output.store.archive import Archive
from output.store.queue import count_lists, list_queue
from output.store.rows import Run
from output.web.forms import inputs_of, typed_values

GOAL = {"number": "1", "text": "Flere skal føle sig trygge", "indicator": "feels_safe", "direction": "increase",
        "target_value": 0.5, "offences": ["theft", "burglary"], "status": "agreed", "times_of_day": []}  # fmt: skip


def test_ranks_disagreement_before_findings_before_doubt_before_confidence() -> None:
    places = {
        name: Stand(1, 10 * at, 10 * at + 5) for at, name in enumerate(("sure", "unsure", "odd", "noted", "torn"))
    }
    values = [Quoted(name, 0, stand, 0.5 if name == "unsure" else 0.9) for name, stand in places.items()]
    noted = [("check-value", places["noted"]), ("witness-conflict", places["torn"])]
    ranked = sorted(rank_values("ab" * 32, values, noted, [Stand(1, 22, 24)]), key=lambda one: -one.priority)
    assert [one.field for one in ranked] == ["torn", "noted", "odd", "unsure", "sure"]
    elsewhere = [("check-value", Stand(2, 30, 35))]
    assert {one.reason for one in rank_values("ab" * 32, values, elsewhere, [])} == {"confidence"}


def test_lists_what_is_open_of_preferred_papers_only(
    archive: Archive, paper: Callable[..., Document], full_agreement: Agreement, run: Run
) -> None:
    archive.store(paper("a.txt"), full_agreement, run)
    found = list_queue(archive.db, "unsure")
    assert len(found) == count_lists(archive.db)["unsure"] > 0
    archive.db.execute("UPDATE agreements SET preferred = 0")
    assert list_queue(archive.db, "unsure") == []


def test_shows_a_value_as_danes_write_it() -> None:
    inputs = {one.name: one for one in inputs_of("goals", GOAL, "da")}
    assert inputs["target_value"].text == "0,5"
    assert [c.name for c in inputs["direction"].choices if c.chosen] == ["stige"]
    assert [c.value for c in inputs["offences"].choices if c.chosen] == ["burglary", "theft"]
    assert inputs_of("findings", {"code": "check-value"}, "da") == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({}, {}),
        ({"target_value": ["0,5"]}, {}),
        ({"target_value": ["77"]}, {"target_value": 77}),
        ({"target_value": ["1.200,5"]}, {"target_value": 1200.5}),
        ({"target_value": ["højt"]}, {"target_value": "højt"}),
        ({"target_value": [""]}, {"target_value": None}),
        ({"number": ["2.1"]}, {"number": "2.1"}),
        ({"direction": ["decrease"]}, {"direction": "decrease"}),
        ({"offences": ["theft"]}, {"offences": ["theft"]}),
    ],
)
def test_reads_what_was_typed_otherwise(typed: dict[str, list[str]], read: dict[str, Any]) -> None:
    untouched = {"offences": GOAL["offences"]}
    given: dict[str, Any] = {**untouched, **typed}
    assert typed_values("goals", GOAL, given) == read


def test_reads_an_amount_and_a_yes_or_no() -> None:
    budget = Budget(amount_dkk=300_000, basis="annual", purpose="whole", evidence=[]).model_dump()
    assert typed_values("budgets", budget, {"amount_dkk": ["1.200.000"], "adds": ["0"]}) == {
        "amount_dkk": 1_200_000,
        "adds": False,
    }
