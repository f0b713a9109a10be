"""What a page does not show, and letters that are lost, become findings."""

from __future__ import annotations

from dataclasses import replace

from models.document import FORM, LOST_LETTERS, PORTFOLIO, Document, LeftOut, Page
from models.geometry import Box, Word
from models.records import Finding
from models.text import page_text
from parsers import parse

TEXT = """Partnerskabsaftale for Kildeengen 2024-2026

Mellem Skovby Kommune og Boligforeningen Kilden er der indgået følgende aftale om tryghed.
"""


def findings(page: Page, *codes: str) -> list[Finding]:
    document = Document("0" * 64, "a.pdf", "application/pdf", 1, "ok", (page,))
    return [found for found in parse(document).findings if found.code in codes]


def page(**other: object) -> Page:
    plain = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(TEXT))
    return replace(plain, **other)  # type: ignore[arg-type]


def test_says_what_was_hidden_and_how() -> None:
    hidden = LeftOut("Skovby Kommune giver 90.000 kr.", "same_colour", Box(50, 100, 300, 112))
    (found,) = findings(page(left_out=(hidden,)), "hidden-text")
    assert (found.severity, found.details) == (
        "warning", {"how": "same_colour", "text": "Skovby Kommune giver 90.000 kr."},
    )  # fmt: skip
    assert found.message == "text in the colour of its ground was left out: 'Skovby Kommune giver 90.000 kr.'"


def test_says_once_for_each_way_of_hiding_what_was_left_out() -> None:
    left = [LeftOut(word, "struck_through") for word in ("to", "tre")] + [LeftOut("x" * 900, "covered")]
    covered, struck = findings(page(left_out=tuple(left)), "hidden-text")
    assert len(covered.details["text"]) < 210
    assert (struck.severity, struck.details["text"]) == ("info", "to … tre")


def test_quotes_the_line_above_what_was_left_out() -> None:
    lines = ["Første linje", "Anden linje", "Tredje linje"]
    words = [
        Word(word, Box(50 + 40 * at, 100.0 * row, 85 + 40 * at, 100.0 * row + 12))
        for row, line in enumerate(lines, 1)
        for at, word in enumerate(line.split())
    ]
    text = page_text("\n".join(lines))
    boxed = replace(text, words=tuple(words))
    (found,) = findings(page(text=boxed, left_out=(LeftOut("y", "covered", Box(50, 220, 60, 232)),)), "hidden-text")
    assert [quote.verbatim for quote in found.evidence] == ["Anden linje"]


def test_says_that_letters_are_lost_and_that_a_file_is_an_envelope() -> None:
    told = findings(
        page(facts={LOST_LETTERS: 7.0, FORM: 1.0, PORTFOLIO: 1.0}), "wrong-encoding", "unreadable-form", "attachments"
    )
    assert [(found.code, found.severity) for found in told] == [
        ("attachments", "error"), ("unreadable-form", "error"), ("wrong-encoding", "error"),
    ]  # fmt: skip


def test_says_nothing_of_a_page_that_shows_all_it_holds() -> None:
    codes = ("hidden-text", "wrong-encoding", "unreadable-form", "attachments")
    assert findings(page(), *codes) == []


def test_counts_the_personal_numbers_of_a_paper_and_quotes_them_without_saying_them() -> None:
    told = page(text=page_text(f"{TEXT}Formanden er født 010190-1234.\nCvr-nr. 12345678, cpr-nr. 0202921234.\n"))
    (found,) = findings(told, "cpr-number")
    assert (found.severity, found.message) == ("warning", "the text holds 2 CPR number(s)")
    assert [quote.verbatim for quote in found.evidence] == ["010190-1234", "0202921234"]
    assert findings(page(), "cpr-number") == []
