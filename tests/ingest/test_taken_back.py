"""What an office took back is left out and kept on record: unticked boxes, words struck through."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from models.document import Page
from parsers.structure.body import read_body


def read(tmp_path: Path, text: str) -> tuple[Page, str]:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    document = ingest.read_document(path)
    return document.pages[0], " ".join(read_body(document).text.split())


@pytest.mark.parametrize(("ticked", "empty"), ["☒☐", "☑□", "\uf0fe\uf0a8", ("[x]", "[ ]"), ("(X)", "( )")])
def test_leaves_out_what_is_not_ticked(tmp_path: Path, ticked: str, empty: str) -> None:
    page, body = read(tmp_path, f"Parter:\n{ticked} Skovby Kommune\n{empty} Det Lille\nboligselskab\n{ticked} Engly\n")
    assert "Skovby Kommune" in body and "Engly" in body and "Lille" not in body
    assert "Det Lille\nboligselskab" in page.text.text
    assert [left.how for left in page.left_out] == ["unticked"]


def test_reads_boxes_that_stand_after_their_answers(tmp_path: Path) -> None:
    page, body = read(tmp_path, "Er aftalen ny?  Ja ☒  Nej ☐\nMaj ☐ Juni ☒\n")
    assert body == "Er aftalen ny? Ja ☒ Juni ☒"
    assert [left.text for left in page.left_out] == ["Nej ☐", "Maj ☐"]


def test_takes_several_answers_of_a_line_one_by_one(tmp_path: Path) -> None:
    _, body = read(tmp_path, "☐ Dag ☒ Aften ☐ Nat\nHele området\n")
    assert body == "☒ Aften Hele området"


def test_ends_an_answer_that_goes_on_at_the_next_sentence(tmp_path: Path) -> None:
    _, body = read(tmp_path, "☒ Skolen\n☐ Klubben og\nde unge\nAftalen gælder i 2024.\n")
    assert body == "☒ Skolen Aftalen gælder i 2024."


def test_takes_boxes_for_bullets_where_none_is_ticked(tmp_path: Path) -> None:
    page, body = read(tmp_path, "Indsatser:\n☐ Flere lamper\n☐ Færre hegn\n")
    assert body == "Indsatser: ☐ Flere lamper ☐ Færre hegn" and page.left_out == ()


@pytest.mark.parametrize(
    "struck", ["9\u03360\u03360\u0336 k\u0336r\u0336", "~~900 kr~~", "<del>900 kr</del>", "<S>900\nkr</S>"]
)
def test_leaves_out_what_is_struck_through(tmp_path: Path, struck: str) -> None:
    page, body = read(tmp_path, f"Skovby giver {struck} 500 kr. om året.\n")
    assert body == "Skovby giver 500 kr. om året."
    assert [left.how for left in page.left_out] == ["struck_through"] and struck in page.text.text


@pytest.mark.parametrize("text", ["ca. ~ 40 og ~~ 60 ~~ eller", "5 < s > 4 og a~~b"])
def test_reads_signs_that_strike_nothing_through(tmp_path: Path, text: str) -> None:
    page, body = read(tmp_path, text)
    assert body == text and not page.left_out
