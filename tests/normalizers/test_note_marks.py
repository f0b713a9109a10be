"""Marks of notes that were glued to their words are raised again where the notes prove them."""

from __future__ import annotations

import pytest

from normalizers import repair_text

PAPER = """Området består af Gulbo, Skovgade og Engen1. Det bygger på Tryghedsplan 2022-20252, og kommunen giver
1.467.0003 kr. om året.

1 Også kaldet Den Grønne Eng.
2 Vedtaget i december.
3 Beløbet reguleres hvert år,
første gang i 2026.
"""


def test_raises_marks_at_words_years_and_amounts() -> None:
    page = repair_text(PAPER)
    assert "Engen¹." in page.text and "2022-2025²," in page.text and "1.467.000³ kr." in page.text
    assert page.raw == PAPER


def test_raises_marks_of_a_page_that_goes_on_counting() -> None:
    text = "Der er 12 boliger i Skovbo7 og flere i Engbo8.\n\n7 Opført i 1974.\n8 Opført i 1981.\n"
    assert repair_text(text).text.startswith("Der er 12 boliger i Skovbo⁷ og flere i Engbo⁸.")


@pytest.mark.parametrize(
    "text",
    [
        "Vi mødes i Klub3 og i Fase1 af planen.\n",
        "Vi mødes i Klub1 og i Fase1 af planen.\n\n1 Den gamle klub.\n",
        "Vi mødes i Klub2 og i Fase1 af planen.\n\n1 Den gamle klub.\n2 Den nye klub.\n",
        "Vi mødes i Klub1.\n\n1 Mål for hele området\n\nHer står, hvad vi vil nå.\n",
        "Der er 401 anmeldelser i 2022.\n\n1 Politiets tal.\n",
    ],
    ids=["no notes", "two marks", "out of order", "a heading", "a figure"],
)
def test_leaves_digits_that_no_note_proves(text: str) -> None:
    assert repair_text(text).text == text
