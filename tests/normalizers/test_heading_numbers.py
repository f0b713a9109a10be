"""Numbers of headings that a reader spoilt are put right where the headings before and after prove them."""

from __future__ import annotations

import pytest

from models.text import page_text
from normalizers import repair_text
from normalizers.repair import repair_pages


def paper(*heads: str) -> str:
    return "\n\n".join(f"{head}\n\nHer står lidt om det, og det er nok." for head in heads) + "\n"


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        (("3. Mål", "4, Økonomi", "5. Møder"), "4. Økonomi"),
        (("3. Mål", "4; Økonomi", "5. Møder"), "4. Økonomi"),
        (("3. Mål", "4, Økonomi"), "4. Økonomi"),
        (("l. Formål", "2. Mål"), "1. Formål"),
        (("4. Møder", "S. Økonomi", "6. Parter"), "5. Økonomi"),
        (("3. Mål", "1. Ro", "2. Lys", "4, Økonomi", "5. Møder"), "4. Økonomi"),
    ],
)
def test_puts_a_number_right_that_its_neighbours_prove(spoilt: tuple[str, ...], right: str) -> None:
    text = paper(*spoilt)
    page = repair_text(text)
    wrong = next(head for head in spoilt if head.split()[1:] == right.split()[1:])
    assert page.text == text.replace(wrong, right) and page.raw == text


def test_finds_the_neighbours_on_other_pages() -> None:
    pages = repair_pages([page_text(paper(head)) for head in ("3. Mål", "4, Økonomi", "5. Møder")])
    assert pages[1].text.startswith("4. Økonomi")


@pytest.mark.parametrize(
    "heads",
    [
        ("3. Mål", "4. Økonomi", "4, Solvej"),
        ("4, Solvej", "9. Møder"),
        ("I. Formål", "II. Mål"),
        ("3. Mål", "S. Holm", "5. Møder"),
        ("Parter", "2, Engvej", "Møder"),
        ("0, Intet", "1. Noget"),
    ],
)
def test_leaves_numbers_that_nothing_proves(heads: tuple[str, ...]) -> None:
    assert repair_text(paper(*heads)).text == paper(*heads)
