"""Policies are found in running text, also where no year and no quotes help."""

from __future__ import annotations

import pytest

from models.document import Document, Page
from models.text import page_text
from parsers import parse


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Arbejdet støtter desuden Nordby Kommunes Tryg Hverdag strategi.", "Tryg Hverdag strategi"),
        ("Arbejdet støtter Nordby Kommunes Tryg\nHverdag strategi 2020-2023.", "Tryg Hverdag strategi 2020-2023"),
    ],
)
def test_finds_a_strategy_named_in_words(sentence: str, title: str) -> None:
    text = page_text(f"Aftale om Engen Partnerskab\n\n1. Formål\n{sentence}\n")
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "test", 1.0, None, text)
    document = Document("0" * 64, "x.txt", "text/plain", 1, "ok", (page,))
    assert [policy.title for policy in parse(document).policies] == [title]
