"""`scripts/learn_confidence.py`: what first readings teach, and how honest it is about papers it has not seen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from corpus.confidence import ENOUGH, PLACE, RECORD, learned
from parsers.confidence.doubts import DOUBTFUL, ONE_IN
from scripts.learn_confidence import (
    FIRST_RUNS,
    MAKER,
    PAGE,
    SUPERSEDED,
    Row,
    as_table,
    learn,
    measure,
    only_records,
    out_of_fold,
    read_rows,
    say,
    tallies,
)
from scripts.marked_figures import replace_figures


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read_rows()


@pytest.fixture(scope="module")
def judged(rows: list[Row]) -> list[tuple[Row, float]]:
    return list(out_of_fold(rows))


def test_is_what_the_corpus_holds(rows: list[Row]) -> None:
    anew, held = learn(rows), learned()
    assert anew.bias == pytest.approx(held.bias, abs=2e-4)
    assert (anew.together, dict(anew.fields), dict(anew.rules)) == (held.together, held.fields, held.rules)
    for name, weight in anew.weights.items():
        found = held.weights[name]
        assert (weight.weight, weight.mean, weight.spread) == pytest.approx(
            (found.weight, found.mean, found.spread), abs=2e-4
        ), name
    assert set(anew.weights) == set(held.weights) == set(json.loads(PLACE.read_text("utf-8"))["weights"])


def test_the_page_about_confidence_has_these_figures(judged: list[tuple[Row, float]]) -> None:
    page = PAGE.read_text("utf-8")
    assert replace_figures(page, MAKER, as_table(judged)) == page, "run `make confidence`"


def test_is_honest_about_papers_it_has_not_seen(judged: list[tuple[Row, float]]) -> None:
    found = measure(judged)
    assert found.rows > 3000
    assert found.error <= 0.03
    assert found.top_right >= 0.94
    assert found.top >= 0.5


@pytest.mark.parametrize("name", sorted({path.stem for path in FIRST_RUNS.glob("*.jsonl")} - SUPERSEDED))
def test_is_honest_about_each_set(name: str, judged: list[tuple[Row, float]]) -> None:
    """A set read better than the others teach is told with too much caution, one read worse with too little. All
    together are held to more than one of a dozen papers."""
    own = [one for one in judged if one[0].paper.startswith(f"{name} ")]
    found = measure(own)
    surer = sum(said - row.right for row, said in own) / len(own)
    assert found.error <= 0.06
    assert found.top_right >= 0.92
    assert surer <= 0.05


def test_points_at_rows_of_which_most_are_wrong(judged: list[tuple[Row, float]]) -> None:
    files = {(row.paper, row.medium) for row, _ in judged}
    pointed: list[bool] = []
    for file in files:
        own = sorted(((said, row.right) for row, said in judged if (row.paper, row.medium) == file), key=lambda x: x[0])
        pointed += [right for said, right in own if said < DOUBTFUL][: len(own) // ONE_IN]
    assert len(pointed) >= 100
    # Half was asked; 171 of 258 are wrong. It was 0.7 with the sets that are superseded, of which more was wrong.
    assert pointed.count(False) >= 0.65 * len(pointed)


def test_draws_a_rule_of_few_rows_to_its_field() -> None:
    shape = Row("a 1", "digital", "budgets", "sum", {}, True)
    many = [*[shape] * 60, *[replace(shape, rule="words", right=False)] * 20, replace(shape, rule="rare", right=False)]
    known = only_records(tallies(many))
    sure, rare, bad = (known.record("budgets", rule) for rule in ("sum", "rare", "words"))
    assert sure > rare > bad
    assert known.record("budgets", "unknown") > rare
    assert known.record("goals", "unknown") == pytest.approx(known.record("policies", "unknown"))
    assert ENOUGH == 20


def test_learns_from_a_feature_that_tells(rows: list[Row]) -> None:
    told = [replace(row, features={"sign": float(row.right), "noise": 0.5}) for row in rows]
    known = learn(told)
    assert known.weights["sign"].weight > 0.9 > abs(known.weights["noise"].weight)
    assert set(known.weights) == {RECORD, "sign", "noise"}
    wrong = next(row for row in told if not row.right)
    assert say(known, wrong) < 0.2 < 0.9 < say(known, next(row for row in told if row.right))


def test_keeps_no_text_of_the_papers(rows: list[Row]) -> None:
    for row in rows:
        assert all(isinstance(value, float) for value in row.features.values())
        assert row.medium in {"digital", "scan", "plain"}
        assert " " not in row.rule and len(row.rule) < 40
