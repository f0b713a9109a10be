"""Decisions in a real archive: what they make of exports, comparison and witnesses, and that nothing loses them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.document import Document
from models.errors import UsageError
from models.records import Agreement, AgreementRecord, Budget
from output.reviews.journal import Review, from_line, to_line
from output.store.archive import Archive
from output.store.deciding import (
    Decider,
    Picked,
    decide_complete,
    decide_on_row,
    decide_to_add,
    decide_to_undo,
    find_quote,
    read_settings,
)
from output.store.loading import load_document, load_documents
from output.store.lookup import find_document
from output.store.reviews import read_reviews
from output.store.rows import Removal, Run

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]
BUDGET = {"amount_dkk": 1_200_000, "basis": "annual", "purpose": "whole", "payer": "nordby-kommune"}
OTHER = {"amount_dkk": 300_000, "basis": "annual", "purpose": "administration"}


class Desk:
    """A person at an archive: decisions on a document by its name, one second apart."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.seconds = archive, 0

    def decider(self, **changes: Any) -> Decider:
        self.seconds += 1
        at = f"2026-03-01T10:00:{self.seconds:02}.000000+00:00"
        return Decider(at, "aftalearkiv 1", "Rigmor Sandvad", "rsa", **{"reason": "seen on paper", **changes})

    def row(self, name: str, field: str, key: str | int, action: str, **more: Any) -> Review:
        document = find_document(self.archive.db, name)
        review = decide_on_row(self.archive.db, document, field, key, action, self.decider(), **more)
        self.archive.record([review])
        return review

    def add(self, name: str, field: str, values: dict[str, Any], picked: Picked | None = None) -> Review:
        document = find_document(self.archive.db, name)
        review = decide_to_add(self.archive.db, document, field, values, self.decider(), picked)
        self.archive.record([review])
        return review

    def undo(self, review: Review) -> None:
        self.archive.record([decide_to_undo(review, self.decider())])

    def read(self, name: str, *, reviewed: bool = True) -> AgreementRecord:
        document = load_document(self.archive.db, find_document(self.archive.db, name), reviewed=reviewed)
        return document.agreements[0]

    def budgets(self, name: str) -> list[tuple[Any, ...]]:
        return [(row.amount_dkk, row.payer, row.review) for row in self.read(name).budgets]

    def open(self) -> list[str]:
        return [row["why"] for row in self.archive.db.query("SELECT why FROM review_open ORDER BY review, document")]


@pytest.fixture
def desk(archive: Archive, paper: Make, agreement: MakeAgreement, run: Run) -> Desk:
    archive.store(paper("a.txt"), agreement(budgets=[BUDGET, OTHER]), run)
    return Desk(archive)


def test_shows_values_as_people_decided_and_as_they_were_read(desk: Desk) -> None:
    desk.row("a.txt", "budgets", 0, "correct", patch={"amount_dkk": 1_250_000, "payer": None})
    desk.row("a.txt", "budgets", 1, "reject")
    assert desk.budgets("a.txt") == [(1_250_000, None, "corrected")]
    read = desk.read("a.txt", reviewed=False)
    assert [(row.amount_dkk, row.review) for row in read.budgets] == [(1_200_000, None), (300_000, None)]
    assert desk.read("a.txt").budgets[0].evidence == read.budgets[0].evidence


def test_corrects_a_single_value_and_places_the_paper_anew(desk: Desk) -> None:
    desk.row("a.txt", "partnership", 0, "correct", patch={"partnership": "soebakken"})
    desk.row("a.txt", "period", 0, "correct", patch={"start": "2019-01-01"})
    found = desk.read("a.txt")
    assert (found.partnership, found.reviews) == ("soebakken", {"partnership": "corrected", "period": "corrected"})
    row = next(iter(desk.archive.db.query("SELECT * FROM agreements")))
    assert (row["partnership"], row["start_year"], row["witness"]) == (
        "engbakken",
        2019,
        "partnership_agreement/soebakken/2021-12-31",
    )
    places = desk.archive.db.query("SELECT partnership FROM partnership_papers")
    assert [place["partnership"] for place in places] == ["soebakken"]


def test_adds_a_row_with_the_words_it_stands_on(desk: Desk) -> None:
    document = find_document(desk.archive.db, "a.txt")
    picked = find_quote(desk.archive.db, document, 1, "om  Engbakken")
    desk.add("a.txt", "areas", {"name": "Engbakken"}, picked)
    (area,) = desk.read("a.txt").areas
    assert (area.name, area.review) == ("Engbakken", "added")
    assert [(quote.page, quote.verbatim, quote.rule) for quote in area.evidence] == [(1, "om Engbakken", "review")]
    assert desk.read("a.txt", reviewed=False).areas == []


def test_takes_a_decision_back_and_back_again(desk: Desk) -> None:
    review = desk.row("a.txt", "budgets", 0, "reject")
    desk.undo(review)
    assert desk.budgets("a.txt") == [(1_200_000, "nordby-kommune", None), (300_000, None, None)]
    assert len(list(read_reviews(desk.archive.db))) == 2


def test_keeps_decisions_when_the_document_is_read_again(
    desk: Desk, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    desk.row("a.txt", "budgets", 0, "correct", patch={"payer": "nordjyllands-politi"})
    desk.row("a.txt", "budgets", 1, "accept")
    before = desk.budgets("a.txt")
    more = {"amount_dkk": 5000, "basis": "total", "purpose": "activities"}
    desk.archive.store(paper("a.txt"), agreement(budgets=[more, BUDGET, OTHER]), run)
    assert desk.budgets("a.txt") == [(5000, None, None), *before]


def test_shows_a_conflict_and_keeps_the_persons_word(
    desk: Desk, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    desk.row("a.txt", "budgets", 0, "correct", patch={"payer": "nordjyllands-politi"})
    desk.archive.store(paper("a.txt"), agreement(budgets=[{**BUDGET, "payer": "sab"}]), run)
    assert desk.budgets("a.txt") == [(1_200_000, "nordjyllands-politi", "conflict")]
    assert desk.read("a.txt", reviewed=False).budgets[0].payer == "sab"


def test_carries_decisions_to_a_new_preferred_witness(
    desk: Desk, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    desk.row("a.txt", "budgets", 0, "correct", patch={"payer": None})
    desk.add("a.txt", "decisions", {"body": "Byrådet", "date": "2017-11-28"})
    digital = paper("b.pdf")
    pages = tuple(replace(page, source="text_layer", verdict="author_text") for page in digital.pages)
    desk.archive.store(replace(digital, pages=pages), agreement(budgets=[BUDGET]), run)
    assert desk.read("b.pdf").preferred
    assert desk.budgets("b.pdf") == [(1_200_000, None, "corrected")]
    assert [(row.body, row.review) for row in desk.read("b.pdf").decisions] == [("Byrådet", "added")]
    carried = desk.archive.db.execute("SELECT count(*) FROM review_state WHERE carried = 1").fetchone()
    assert carried == (2,)


def test_asks_where_the_other_witness_reads_otherwise(
    desk: Desk, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    desk.archive.store(paper("b.txt"), agreement(budgets=[{**BUDGET, "amount_dkk": 1}]), run)
    desk.row("a.txt", "budgets", 0, "accept")
    assert desk.open() == ["other-witness"]


def test_finds_its_row_again_when_a_removed_document_comes_back(
    desk: Desk, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    desk.row("a.txt", "budgets", 0, "correct", patch={"payer": None})
    removal = Removal("Rigmor", "rsa", "2026-01-01", "a mistake", "aftalearkiv 1")
    desk.archive.remove(paper("a.txt").sha256, removal)
    assert desk.open() == ["no-document"]
    desk.archive.store(paper("a.txt"), agreement(budgets=[BUDGET]), run)
    assert desk.open() == []
    assert desk.budgets("a.txt") == [(1_200_000, None, "corrected")]


def test_takes_the_journal_of_another_archive_once(desk: Desk, tmp_path: Any, paper: Make, run: Run) -> None:
    from output.store.archive import open_archive

    desk.row("a.txt", "budgets", 1, "reject")
    lines = [to_line(review) for review in read_reviews(desk.archive.db)]
    with open_archive(tmp_path / "other.db", create=True) as other:
        reviews = [from_line(line, number) for number, line in enumerate(lines, 1)]
        assert (other.record(reviews), other.record(reviews)) == (1, 0)
        document = next(iter(load_documents(desk.archive.db, reviewed=False)))
        assert [row["why"] for row in other.db.query("SELECT why FROM review_open")] == ["no-document"]
        told = document.agreements[0]
        derived = type(told).model_fields.keys() - Agreement.model_fields.keys()
        given = Agreement.model_validate(told.model_dump(exclude=set(derived)))
        other.store(paper("a.txt"), given, run)
        assert [row.amount_dkk for row in next(iter(load_documents(other.db))).agreements[0].budgets] == [1_200_000]


@pytest.mark.parametrize(
    ("field", "key", "action", "patch", "said"),
    [
        ("budgets", 7, "accept", None, r"no budgets\[7\]"),
        ("budgets", "0" * 16, "accept", None, "no budgets 0000"),
        ("money", 0, "accept", None, "no field money"),
        ("budgets", 0, "correct", {"amount": 1}, "no column amount"),
        ("budgets", 0, "correct", {"basis": "monthly"}, r"budgets\.basis: Input should be 'annual'"),
        ("budgets", 0, "correct", {"amount_dkk": None}, r"budgets\.amount_dkk"),
        ("budgets", 0, "correct", {"amount_dkk": 1_200_000}, "says what the row says already"),
        ("period", 0, "correct", {"end": "2021-02-30"}, "is no day"),
        ("kind", 0, "correct", {"kind": "contract"}, r"kind\.kind"),
        ("kind", 0, "reject", None, "of some kind"),
        ("concerns", 0, "accept", None, "nothing was read for concerns"),
    ],
)
def test_refuses_a_decision_that_cannot_be(
    desk: Desk, field: str, key: str | int, action: str, patch: dict[str, Any] | None, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        desk.row("a.txt", field, key, action, patch=patch)
    assert list(read_reviews(desk.archive.db)) == []


@pytest.mark.parametrize("action", ["correct", "reject"])
def test_asks_for_the_reason_of_what_changes_a_value(desk: Desk, action: str) -> None:
    document = find_document(desk.archive.db, "a.txt")
    with pytest.raises(UsageError, match="needs a reason"):
        decide_on_row(desk.archive.db, document, "budgets", 0, action, desk.decider(reason=None), {"payer": None})


@pytest.mark.parametrize("statement", ["UPDATE reviews SET reason = 'x'", "DELETE FROM reviews"])
def test_keeps_a_journal_that_only_grows(desk: Desk, statement: str) -> None:
    desk.row("a.txt", "budgets", 0, "accept")
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        desk.archive.db.execute(statement)


def test_marks_a_field_as_complete(desk: Desk) -> None:
    document = find_document(desk.archive.db, "a.txt")
    desk.archive.record([decide_complete(desk.archive.db, document, "budgets", desk.decider())])
    rows = desk.archive.db.query("SELECT field, position, state FROM review_state")
    assert [tuple(row.values()) for row in rows] == [("budgets", -1, "complete")]
    assert len(desk.budgets("a.txt")) == 2


@pytest.mark.parametrize(
    ("field", "setting", "value"),
    [
        ("goals", "target_value=77", 77),
        ("goals", "number=1", "1"),
        ("goals", 'offences=["theft"]', ["theft"]),
        ("budgets", "payer=null", None),
        ("budgets", "adds=false", False),
        ("title", "title=2018", "2018"),
        ("period", "end=2021-12-31", "2021-12-31"),
        ("parties", "name=Nordby = Kommune", "Nordby = Kommune"),
    ],
)
def test_reads_a_setting_as_its_column_takes_it(field: str, setting: str, value: Any) -> None:
    assert list(read_settings(field, [setting]).values()) == [value]


def test_compares_with_what_people_decided(desk: Desk) -> None:
    desk.row("a.txt", "budgets", 0, "correct", patch={"amount_dkk": 1_250_000})
    view = desk.archive.db.query("SELECT amount_dkk, review, page FROM current_budgets ORDER BY position")
    assert [tuple(row.values()) for row in view] == [(1_250_000, "corrected", 1), (300_000, None, 1)]


def test_takes_every_column_of_every_table_into_the_current_views(
    archive: Archive, paper: Make, full_agreement: Agreement, run: Run
) -> None:
    archive.store(paper("a.txt"), full_agreement, run)
    documents = [next(iter(load_documents(archive.db, reviewed=reviewed))) for reviewed in (True, False)]
    assert documents[0] == documents[1]
    assert Budget.model_fields.keys() >= {"adds"}
