"""`output.reviews`: what decisions make of rows that were read again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.errors import UsageError
from models.text import Edit, page_text
from output.reviews.journal import Review, from_line, review_digest, sealed, standing, to_line
from output.reviews.places import Change, Quote, find_words, raw_span, same_place
from output.reviews.settling import MachineRow, settle_reviews
from output.schema.decided import FIRST_ADDED, WHOLE_FIELD
from output.schema.row_keys import row_digest, row_keys

HERE, ELSEWHERE = "aa" * 32, "bb" * 32
BUDGET = {"amount_dkk": 1_200_000, "basis": "annual", "purpose": "whole", "payer": "nordby-kommune", "start_year": 2018}
PLACE: dict[str, Any] = {"page": 2, "start": 100, "end": 120, "verbatim": "1.200.000 kr. årligt"}


def machine(*rows: dict[str, Any], field: str = "budgets", at: int = 100) -> dict[str, list[MachineRow]]:
    quotes = [Quote(2, at, at + 20, "1.200.000 kr. årligt", at + n * 500, at + n * 500 + 20) for n in range(len(rows))]
    keys = row_keys(field, rows)
    return {
        field: [
            MachineRow(position, key, row, [quote])
            for position, (row, key, quote) in enumerate(zip(rows, keys, quotes, strict=True))
        ]
    }


def review(action: str, number: int = 1, **changes: Any) -> Review:
    before = changes.pop("before", BUDGET)
    field = changes.get("field", "budgets")
    base = Review(
        HERE, field, action, "2026-01-01T00:00:00+00:00", "aftalearkiv 1", row_key=row_digest(field, before or {}),
        before=before, place=PLACE, reason="seen on paper", reviewer="Rigmor", account="rsa", id=number,
    )  # fmt: skip
    return sealed(replace(base, **changes))


def settled(rows: dict[str, list[MachineRow]], *reviews: Review, sha256: str = HERE) -> list[tuple[Any, ...]]:
    states, opened = settle_reviews(rows, reviews, sha256)
    found = [(state.state, state.position, dict(state.patch or {})) for state in states]
    return [*sorted(found), *[("open", one.why) for one in opened]]


@pytest.mark.parametrize(("action", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_holds_while_the_row_says_the_same(action: str, state: str) -> None:
    other = {**BUDGET, "amount_dkk": 300_000}
    assert settled(machine(other, BUDGET), review(action)) == [(state, 1, {})]


def test_holds_a_correction_of_the_second_of_two_equal_rows() -> None:
    patch = {"payer": None}
    assert settled(machine(BUDGET, BUDGET), review("correct", nth=1, patch=patch)) == [("corrected", 1, patch)]


def test_agrees_when_the_machine_reads_what_the_person_made_of_it() -> None:
    patch = {"payer": "nordjyllands-politi"}
    assert settled(machine({**BUDGET, **patch}), review("correct", patch=patch)) == [("agreed", 0, {})]


def test_merges_what_the_machine_changed_elsewhere_in_the_row() -> None:
    patch = {"payer": None}
    assert settled(machine({**BUDGET, "start_year": 2019}), review("correct", patch=patch)) == [("merged", 0, patch)]


def test_keeps_the_persons_word_where_the_machine_changed_the_same_column() -> None:
    patch = {"payer": "nordjyllands-politi"}
    read = machine({**BUDGET, "payer": "sab"})
    assert settled(read, review("correct", patch=patch)) == [("conflict", 0, patch)]


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_asks_again_about_a_row_at_the_place_that_reads_otherwise(action: str) -> None:
    assert settled(machine({**BUDGET, "amount_dkk": 1_500_000}), review(action)) == [("again", 0, {})]


def test_is_open_where_nothing_stands_at_the_place() -> None:
    far = machine({**BUDGET, "amount_dkk": 1_500_000}, at=9000)
    far["budgets"][0] = replace(far["budgets"][0], quotes=[Quote(3, 0, 5, "andet", 0, 5)])
    assert settled(far, review("accept")) == [("open", "orphan")]
    assert settled(far, review("correct", patch={"payer": None})) == [("open", "orphan")]
    assert settled(far, review("reject")) == []


def test_takes_no_row_from_the_decision_that_names_it() -> None:
    other = {**BUDGET, "amount_dkk": 300_000}
    rows = {"budgets": [replace(row, quotes=[Quote(2, 100, 120, "x", 100, 120)]) for row in machine(other)["budgets"]]}
    assert settled(rows, review("accept", before=other), review("correct", 2, patch={"payer": None})) == [
        ("accepted", 0, {}),
        ("open", "orphan"),
    ]


def test_adds_a_row_until_the_machine_reads_it() -> None:
    added = review("add", 7, row_key=None, before=None, patch=BUDGET)
    assert settled({}, added) == [("added", FIRST_ADDED + 7, BUDGET)]
    assert settled(machine(BUDGET), added) == [("agreed", 0, {})]


def test_marks_a_whole_field() -> None:
    done = review("complete", row_key=None, before=None)
    assert settled({}, done) == [("complete", WHOLE_FIELD, {})]


def test_counts_for_another_witness_where_the_key_is_the_same() -> None:
    patch = {"payer": None}
    assert settled(machine(BUDGET), review("correct", patch=patch), sha256=ELSEWHERE) == [("corrected", 0, patch)]
    otherwise = machine({**BUDGET, "start_year": 2019})
    assert settled(otherwise, review("correct", patch=patch), sha256=ELSEWHERE) == [("open", "other-witness")]
    assert settled(otherwise, review("reject"), sha256=ELSEWHERE) == []


def test_goes_before_what_was_decided_about_another_witness() -> None:
    theirs = replace(review("reject", 9), sha256=ELSEWHERE)
    assert settled(machine(BUDGET), review("accept", 3), theirs) == [("accepted", 0, {})]


def test_holds_for_a_field_of_one_value_whatever_is_read_there() -> None:
    before = {"start": "2018-01-01", "end": "2021-12-31", "start_basis": "stated"}
    fixed = review("correct", field="period", before=before, patch={"end": "2022-12-31"})
    now = {"start": "2018-02-01", "end": "2021-12-31", "start_basis": "stated"}
    assert settled(machine(now, field="period"), fixed) == [("merged", 0, {"end": "2022-12-31"})]
    assert settled({}, fixed) == [("conflict", 0, {"end": "2022-12-31"})]


def test_knows_which_decisions_stand() -> None:
    first, later = review("accept", 1), review("correct", 2, patch={"payer": None})
    undo = sealed(replace(review("undo", 3), before=None, undoes=later.uid))
    redo = sealed(replace(review("undo", 4, at="2026-01-02"), before=None, undoes=undo.uid))
    assert standing([first, later]) == [later]
    assert standing([first, later, undo]) == [first]
    assert standing([first, later, undo, redo]) == [later]


def test_gives_a_line_that_comes_back_as_it_was() -> None:
    line = to_line(review("correct", patch={"payer": None}))
    assert from_line(line, 1) == replace(review("correct", patch={"payer": None}), id=0)
    assert from_line(to_line(review("accept"), names=False), 1).uid == review("accept").uid
    assert "Rigmor" not in to_line(review("accept"), names=False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"accept"', '"approve"'), "no action approve"),
        (('"budgets"', '"money"'), "no field money"),
        (("1200000", "1300000"), "not what it was"),
        (("{", "["), "no decision"),
        (('"nth"', '"ninth"'), "no decision"),
    ],
)
def test_refuses_a_line_that_is_no_decision(change: tuple[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=f"line 4.*{said}"):
        from_line(to_line(review("accept")).replace(*change, 1), 4)


def test_shows_in_its_digest_that_a_line_was_altered() -> None:
    one = review("accept")
    assert review_digest(one) == review_digest(replace(one, id=99))
    for change in ({"reviewer": "Bodil"}, {"reason": "other"}, {"nth": 1}, {"patch": {"payer": None}}):
        assert review_digest(replace(one, **change)) != review_digest(one)


def test_finds_the_raw_text_behind_repaired_text() -> None:
    raw = "Om mal og stotte af ro"
    page = page_text(raw).edited([Edit(3, 6, "målene", "letter"), Edit(10, 16, "støtte", "letter")])
    changes = [Change(r.start, r.end, len(r.raw)) for r in page.repairs]
    for words, behind in (
        ("målene", "mal"),
        ("og", "og"),
        ("støtte af", "stotte af"),
        ("Om målene og støtte", raw[:16]),
    ):
        start = page.text.index(words)
        low, high = raw_span(start, start + len(words), changes)
        assert raw[low:high] == behind
    inside = page.text.index("ålen")
    assert raw[slice(*raw_span(inside, inside + 2, changes))] == "mal"


@pytest.mark.parametrize(
    ("quote", "same"),
    [
        (Quote(2, 0, 0, "andet", 105, 125), True),
        (Quote(2, 0, 0, "andet", 115, 135), False),
        (Quote(2, 0, 0, PLACE["verbatim"], 900, 920), True),
        (Quote(3, 0, 0, PLACE["verbatim"], 100, 120), False),
    ],
)
def test_knows_its_place_by_the_span_or_the_words_on_the_page(quote: Quote, same: bool) -> None:
    assert same_place(PLACE, quote) is same


def test_finds_the_words_of_a_decision_nearest_to_where_they_were() -> None:
    text = "ro og orden, ro og trivsel"
    assert find_words({"verbatim": "ro og"}, text, 12) == (13, 18)
    assert find_words({"verbatim": "ro og"}, text, 2) == (0, 5)
    assert find_words({"verbatim": "uro"}, text, 2) is None
