"""Key terms that OCR left misspelt are found for matching, and quoted as they stand."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from models.document import Document, Page
from models.text import page_text
from parsers import parse
from parsers.structure.body import read_body
from parsers.structure.damaged_terms import find_misspellings, mend_terms, read_mended_body

ROOT = Path(__file__).parent.parent.parent


def scanned(text: str, source: str = "ocr") -> Document:
    page = Page(1, 595, 842, 0, source, "image_only", "test", 0.9, 0.9, page_text(text))  # type: ignore[arg-type]
    return Document("0" * 64, "x.pdf", "application/pdf", 1, "ok", (page,))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Styregrnppen holder møde", "Styregruppen"),
        ("syv indsatsomrader i alt", "indsatsområder"),
        ("PARTNERSKABSAFTAIE", "PARTNERSKABSAFTALE"),
        ("den 3. septenber 2019", "september"),
        ("antal anmeldelscr", "anmeldelser"),
    ],
)
def test_knows_a_damaged_term_again(text: str, term: str) -> None:
    assert [found.term for found in find_misspellings(text)] == [term]


@pytest.mark.parametrize(
    "text", ["Styregruppen", "arbejdsgrupperne", "indsatsområderne", "SAB", "forvandling", "decembers"]
)
def test_leaves_other_words_alone(text: str) -> None:
    assert not list(find_misspellings(text))


def test_quotes_what_is_printed() -> None:
    body = mend_terms(read_body(scanned("Den nye styregrnppe mødes her.")))
    start = body.text.index("styregruppe")
    (evidence,) = body.evidence(start, start + len("styregruppe"), "test")
    assert evidence.verbatim == "styregrnppe"


def test_leaves_text_of_an_author_as_it_is() -> None:
    document = scanned("Den nye styregrnppe mødes her.", "text_layer")
    assert read_mended_body(document).text == read_body(document).text


def test_leaves_an_author_without_danish_letters_alone() -> None:
    document = scanned(
        "Vi ses i Mollevig, og Mallevig er en anden by end Mollevig. De modes ved en made. " * 6, "text_layer"
    )
    assert read_mended_body(document).text == read_body(document).text


def test_costs_no_spacy_where_nothing_is_damaged() -> None:
    code = (
        "import sys; from parsers.structure.damaged_terms import find_misspellings\n"
        "list(find_misspellings('Styregruppen mødes to gange om året.')); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_stroke_under_a_title_is_part_of_it() -> None:
    text = "Partnerskabsaftale\nom tryghed i Egelunden\ngas ENS EK\nNordby Kommune og Fyns Politi indgår denne aftale."
    document = scanned(text)
    (page,) = document.pages
    doubted = ("gas", "ENS", "EK")
    struck = tuple(replace(word, confidence=0.3 if word.text in doubted else 0.9) for word in page.text.words)
    document = replace(document, pages=(replace(page, text=replace(page.text, words=struck)),))
    assert parse(document).title == "Partnerskabsaftale om tryghed i Egelunden"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1. 1 2027 skal flere være trygge.", "1. I 2027 skal flere være trygge."),
        ("Det var 75 %. l 2024 er det 69.", "Det var 75 %. I 2024 er det 69."),
        ("Sagen fik nr. 1 2019.", "Sagen fik nr. 1 2019."),
    ],
)
def test_a_one_before_a_year_that_begins_a_sentence_is_the_word(read: str, meant: str) -> None:
    assert read_mended_body(scanned(read)).text.rstrip() == meant
