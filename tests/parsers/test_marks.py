"""Every term, expression and lexer on its own examples: what must be found in them, and what must not."""

from __future__ import annotations

import pytest

from parsers.marks.find import TABLES, find_marks
from parsers.marks.mark import Mark, make_marks
from parsers.marks.phrases import Term
from parsers.registry import walk_modules
from parsers.rules.wording import PROOFS, Proof, compile_danish

TERMS = [term for table in TABLES for term in table]
walk_modules()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_term_is_found_in_its_examples_and_not_in_its_rejects(term: Term) -> None:
    def holds(text: str) -> bool:
        return any(mark.kind == term.kind and mark.value == term.value for mark in find_marks(text))

    assert term.examples
    assert [text for text in term.examples if not holds(text)] == []
    assert [text for text in term.rejects if holds(text)] == []


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.pattern.pattern[:40])
def test_an_expression_is_found_in_its_examples_and_not_in_its_rejects(proof: Proof) -> None:
    assert proof.examples
    assert [text for text in proof.examples if not proof.pattern.search(text)] == []
    assert [text for text in proof.rejects if proof.pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("fra d. 1. januar 2024", "date", "2024-01-01"),
        ("den 8/4-25", "date", "2025-04-08"),
        ("08.04.25", "date", "2025-04-08"),
        ("2029-04-07", "date", "2029-04-07"),
        ("den 31, december 2027", "date", "2027-12-31"),
        ("fra 3. kvartal 2024", "stretch", ("2024-07-01", "2024-09-30")),
        ("første halvår 2025", "stretch", ("2025-01-01", "2025-06-30")),
        ("i perioden 2024-27", "years", (2024, 2027)),
        ("i perioden 2024-2027", "years", (2024, 2027)),
        ("1.1.2020-31.12.2023", "date", "2023-12-31"),
        ("udgangen af december måned 2027", "month", (2027, 12)),
        ("en treårig aftale", "span", 36),
        ("to år og seks måneder", "span", 30),
        ("i halvandet år", "span", 18),
        ("i 36 måneder", "span", 36),
        ("2013 til 2016", "years", (2013, 2016)),
        ("på 2019-niveau", "year", 2019),
        ("1. maj til 3. juni", "day", (5, 1)),
        ("marts 2020", "month", (2020, 3)),
        ("jf. § 115, stk. 2", "number_of", "§ 115, stk. 2"),
        ("tlf. 12 34 56 78", "number_of", "tlf. 12 34 56 78"),
        ("sag 2023-004512", "number_of", "sag 2023-004512"),
        ("1'467'000 kr.", "money", 1467000),
        ("1.467. 000 kr.", "broken_money", 1467000),
        ("1.467.OOO kr.", "broken_money", 1467000),
        ("1,467 mkr.", "money", 1467000),
        ("2,4 mio. DKK årligt", "money", 2400000),
        ("halvanden million kroner", "money", 1500000),
        ("to og en halv million", "money", 2500000),
        ("en million to hundrede tusinde kroner", "money", 1200000),
        ("kr. 500.000,-", "money", 500000),
        ("250 t.kr.", "money", 250000),
        ("1 200 000 kroner", "money", 1200000),
        ("75.000,- årligt", "money", 75000),
        ("500.000 kr.  2.000.000 kr.", "money", 2000000),
        ("230,000 kr.", "broken_money", None),
        ("Mio. kr.             2024", "in_thousands", 10**6),
        ("Alle beløb er i t.kr. og gælder 2024", "in_thousands", 1000),
        ("0,75 årsværk", "post", 0.75),
        ("to årsværk", "post", 2),
        ("halvandet årsværk", "post", 1.5),
        ("i årene 2024-2027", "years", (2024, 2027)),
        ("Beløb i hele 1.000 kr.", "in_thousands", 1000),
        ("Anmeldelser\t1 240\t1 180", "number", 1240),
        ("Indbrud 154 139", "number", 139),
        ("41,2 anmeldelser", "number", 41.2),
        ("syvogtyve sager", "number", 27),
        ("78,5 pct. svarer ja", "share", 78.5),
        ("otte ud af ti", "share", 80),
        ("Hver fjerde beboer", "share", 25),
        ("(-25 %)", "change", -25),
        ("5 procentpoint", "points", 5),
        ("6-8 gange om året", "range", (6, 8)),
    ],
)
def test_a_lexer_reads(text: str, kind: str, value: object) -> None:
    assert value in [mark.value for mark in find_marks(text) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31. april 2016", "date"),
        ("2.024 sager", "year"),
        ("en aftale", "number"),
        ("§ 3", "number"),
        ("1.467.000 kr.", "number"),
        ("5 procentpoint", "share"),
        ("250 beboere", "money"),
        ("i 2024", "number"),
        ("perioden 2024-2027", "number_of"),
        ("for to år siden", "span"),
    ],
)
def test_a_lexer_leaves_alone(text: str, kind: str) -> None:
    assert [mark for mark in find_marks(text) if mark.kind == kind] == []


def test_of_two_marks_of_a_kind_that_overlap_the_longer_stays() -> None:
    marks = make_marks([Mark("offence", "burglary", 0, 7, "a"), Mark("offence", "burglary_residential", 0, 20, "b")])
    assert [mark.value for mark in marks] == ["burglary_residential"]


def test_marks_are_asked_for_by_span_and_kind() -> None:
    text = "Indbrud skal falde fra 40 i 2023 til 30 i 2027."
    marks = find_marks(text)
    assert [mark.value for mark in marks.of("year", (0, len(text)))] == [2023, 2027]
    assert marks.first("number", (25, len(text))) == marks.last("number", (0, len(text)))
    assert marks.has("offence", (0, 10), "burglary") and not marks.has("offence", (10, 20))
    assert marks.covering("number", text.index("40")) == marks.starting_at("number", text.index("40"))


def test_a_space_that_stands_for_white_space_is_not_quantified() -> None:
    with pytest.raises(ValueError, match="quantified"):
        compile_danish("fra ?til")
