"""`evaluate --reviewed`: the archive against what people decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from output.measure.reviewed import Decided, report_reviewed

Command = Callable[..., Any]


def decided(field: str, state: str, queue: str | None = None, sure: float | None = 0.9, whole: bool = False) -> Decided:
    return Decided(field, state, queue, sure, whole)


def test_counts_what_was_right_and_what_was_not() -> None:
    found = [decided("goals", state) for state in ("accepted", "agreed", "corrected", "rejected", "conflict")]
    report = report_reviewed([*found, decided("areas", "accepted")])
    assert report["fields"]["goals"] == {
        "right": 2, "wrong": 3, "added": 0, "precision": 0.4, "missed": 0, "recall": None,
    }  # fmt: skip
    assert report["overall"]["precision"] == 0.5


def test_knows_what_was_missed_only_where_a_field_is_complete() -> None:
    whole = [decided("goals", state, whole=True) for state in ("accepted", "accepted", "corrected")]
    found = report_reviewed(
        [*whole, decided("goals", "added", None, None, True), decided("goals", "added", None, None)]
    )
    assert (found["overall"]["missed"], found["overall"]["recall"], found["overall"]["added"]) == (2, 0.5, 2)


def test_holds_confidence_against_the_random_sample_alone() -> None:
    found = [decided("goals", "rejected", "unsure", 0.95)] * 9
    found += [decided("goals", "accepted", "sample", 0.95), decided("goals", "rejected", "sample", 0.35)]
    report = report_reviewed(found)
    assert [(t["from"], t["rows"], t["right"]) for t in report["reliability"]["tenths"]] == [
        (0.3, 1, 0.0),
        (0.9, 1, 1.0),
    ]
    assert report["sample"]["precision"] == 0.5


def test_scores_the_decisions_of_an_archive(filled: Command) -> None:
    paper = "engbakken.txt"
    filled("review", "decide", paper, "parties[0]", "accept")
    filled("review", "decide", paper, "parties[1]", "reject", "--reason", "only named")
    filled("review", "decide", paper, "budgets[0]", "correct", "--set", "fte=2", "--reason", "page 1")
    filled("review", "decide", paper, "budgets", "complete")
    report = filled("evaluate", "--reviewed", "--json").json
    assert (report["fields"]["parties"]["right"], report["fields"]["parties"]["wrong"]) == (1, 1)
    assert (report["fields"]["budgets"]["missed"], report["fields"]["budgets"]["recall"]) == (1, 0.0)
    shown = filled("evaluate", "--reviewed", "--out", "report.json").out
    assert "all decisions" in shown and Path("report.json").exists()


@pytest.mark.parametrize("arguments", [(), ("gold", "--reviewed")])
def test_wants_gold_or_decisions(filled: Command, arguments: tuple[str, ...]) -> None:
    answer = filled("evaluate", *arguments)
    assert (answer.code, "--reviewed" in answer.err) == (2, True)
