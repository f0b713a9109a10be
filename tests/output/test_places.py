"""Boxes joined and texts cut for the eye (`output.web.places`), values in words (`output.web.told`)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.geometry import Box
from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES
from output.web import told, words
from output.web.places import Note, Span, cut_text, join_boxes
from output.web.told import tell
from output.web.words import counted, load_words, word

PREFIXES = ("menu_", "sure_", "explain_")  # of words whose names are put together
WEB = Path(words.__file__).parent


def test_joins_words_of_a_line_and_keeps_columns_and_lines_apart() -> None:
    line = [Box(10, 100, 40, 110), Box(44, 101, 80, 111), Box(84, 99, 99, 110)]
    column, below = Box(160, 100, 190, 110), Box(10, 114, 50, 124)
    assert join_boxes([*line, column, below]) == [Box(10, 99, 99, 111), column, below]


def test_joins_the_words_of_a_skewed_line_in_reading_order() -> None:
    falling = [Box(10 + 40 * at, 100 + 2 * at, 46 + 40 * at, 110 + 2 * at) for at in range(8)]
    assert join_boxes(falling) == [Box(10, 100, 326, 124)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text("ab -\n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12), st.sampled_from("xyz")), max_size=6),
)
def test_cuts_a_text_without_losing_a_letter(text: str, quotes: list[tuple[int, int, str]]) -> None:
    spans = [Span(min(at, len(text)), min(at + many, len(text)), key) for at, many, key in quotes]
    pieces = [piece for paragraph in cut_text(text, spans) for piece in paragraph]
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        covering = {s.key for s in spans if s.start <= at and at + len(piece.text) <= s.end}
        assert set(piece.keys) == (covering if piece.text.strip("\n ") or piece.keys else set())
        at += len(piece.text)


def test_tells_repairs_hits_and_divided_words_in_the_pieces_they_cover() -> None:
    text = "et fæl-\nles mål\n\nher"
    note = Note(12, 15, "mal", True)
    first, space, second = cut_text(text, [Span(0, 6, "a")], [note], [(12, 15)])
    assert [piece.text for piece in first] == ["et fæl", "-\n", "les ", "mål"]
    assert [piece.divided for piece in first] == [False, True, False, False]
    assert first[0].keys == ("a",) and first[3].note == note and first[3].hit
    assert (space[0].text, second[0].text) == ("\n\n", "her")


ROWS: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "period",
        {"start": None, "end": "2016-12-31", "start_basis": "signature"},
        "fra underskriften til 31. december 2016",
        "",
    ),
    (
        "budgets",
        {"amount_dkk": 300000, "basis": "annual", "purpose": "administration", "fte": 0.5, "start_year": 2018},
        "300.000 kr. årligt",
        "administration · 2018 · 0,5 årsværk",
    ),
    (
        "goals",
        {"number": "2", "indicator": "feels_safe", "direction": "at_least", "target_value": 77, "unit": "percent",
         "deadline": 2021, "status": "proposed"},
        "2. Føler sig trygge skal mindst 77 % inden 2021",
        "foreslået",
    ),
    (
        "measures",
        {"role": "target", "indicator": "reported_offences", "offence": "burglary", "area": "partnership_area",
         "year": 2015, "value": 123, "unit": "count", "change_percent": -20, "status": "stated"},
        "Indbrud: 123",
        "mål · 2015 · -20 % · partnerskabets område",
    ),
    (
        "meetings",
        {"body": "working_group", "min_per_year": 8, "max_per_year": None},
        "arbejdsgruppe: mindst 8 gange om året",
        "",
    ),
    (
        "meetings",
        {"body": "steering_group", "min_per_year": None, "max_per_year": 4},
        "styregruppe: højst 4 gange om året",
        "",
    ),
    ("meetings", {"body": "steering_group", "min_per_year": None, "max_per_year": None}, "styregruppe: –", ""),
    (
        "signatories",
        {"name": None, "title": None, "organisation": "3b", "date": "2018-02-01", "chair": True},
        "uden navn",
        "Boligforeningen 3B · formand · 1. februar 2018",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("field", "values", "head", "note"), ROWS, ids=[row[0] for row in ROWS])
def test_tells_a_value_in_danish(field: str, values: dict[str, Any], head: str, note: str) -> None:
    said = tell(field, values, "da")
    assert (said.head, said.note) == (head, note)


def test_can_tell_every_field_of_the_records() -> None:
    assert set(told._TELLERS) == {*SINGLE_FIELDS, *VALUE_TABLES}


def test_has_every_word_that_is_asked_for_and_no_other() -> None:
    asked, mentioned = set(), set()
    for path in [*WEB.rglob("*.html"), *WEB.glob("*.py"), *(WEB.parents[1] / "pipeline" / "serving").glob("*.py")]:
        text = path.read_text("utf-8")
        asked |= set(re.findall(r'\b(?:w|n|word|counted)\([^"()]*"(\w+)"', text))
        mentioned |= set(re.findall(r"""["'](\w+)["']""", text))
    said = {name for section in ("words", "nouns") for name in load_words()[section]}
    built = {name for name in said if name.startswith((*PREFIXES, "why_", "refused_", "at_most_a", "at_least_a"))}
    assert asked - said == set(PREFIXES)
    assert said - built - mentioned == set()


def test_says_every_word_in_both_languages() -> None:
    assert all(len(said) == 2 and all(said) for said in load_words()["words"].values())
    assert all(len(said) == 4 and all(said) for said in load_words()["nouns"].values())
    assert word("page_of", "en", page=2, pages=3) == "page 2 of 3"
    assert (counted(1, "paper", "da"), counted(1200, "paper", "da")) == ("1 papir", "1.200 papirer")
