"""Signs that the Danish model does not know: put back by their neighbours and by the English reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF

import ingest
from ingest.ocr import symbols
from ingest.ocr.raised import is_raised, raise_by_notes
from ingest.ocr.tesseract import Seen
from models.geometry import Box, Word
from tests.ingest.conftest import dusty, needs_tesseract, new_pdf, rendered, scan_pdf


def row_of(text: str) -> list[Word]:
    """Words in a row, six points a letter."""
    words, at = [], 0.0
    for part in text.split():
        words.append(Word(part, Box(at, 0, at + 6 * len(part), 10), 0.9))
        at += 6 * len(part) + 6
    return words


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("varer 2% år, og", "varer 2½ år, og"),
        ("afsættes Y2 årsværk til", "afsættes ½ årsværk til"),
        ("stiger 2 % årligt", "stiger 2 % årligt"),
        ("faldet 10 % siden", "faldet 10 % siden"),
        ("jf. 8 115, stk. 1", "jf. § 115, stk. 1"),
        ("efter & 12 i loven", "efter § 12 i loven"),
        ("om 8 3, stk. 2", "om § 3, stk. 2"),
        ("mødes 8 12 gange", "mødes 8 12 gange"),
    ],
)
def test_tells_a_sign_by_its_neighbours(read: str, meant: str) -> None:
    words = row_of(read)
    symbols._tell_by_neighbours(words, range(len(words)))
    assert " ".join(word.text for word in words) == meant


@pytest.mark.parametrize(
    ("danish", "english", "whole"),
    [("mødes", "m@des", "mødes"), ("88", "§", "§"), ("88S", "§§", "§§"), ("køb.", "k@b.", "køb.")],
)
def test_gives_no_danish_word_an_at_sign(danish: str, english: str, whole: str) -> None:
    assert symbols._with_sign(danish, english) == whole


@pytest.mark.parametrize("read", ["lis.holm & nordby.dk", "lis.holm&nordby.dk", "lis.holm &É nordby.dk"])
def test_joins_the_pieces_of_a_mail_address(read: str) -> None:
    words = row_of(read)
    assert symbols._join_address(words, range(len(words)), "lis.holm@nordby.dk")
    assert [word.text for word in words if word.text] == ["lis.holm@nordby.dk"]
    assert words[0].box == Box(0, 0, 6 * len(read), 10)


def test_leaves_words_that_are_no_address() -> None:
    words = row_of("ring til lis.holm")
    assert not symbols._join_address(words, range(3), "lis.holm@nordby.dk")


def test_mends_an_address_that_the_english_reading_breaks() -> None:
    line = (1, 1, 1)
    seen = [
        Seen("Skriv", 0, 0, 50, 12, 0.9, line),
        Seen("til:", 60, 0, 30, 12, 0.9, line),
        Seen("lis.holm", 120, 0, 80, 12, 0.9, line),
        Seen("@", 203, 0, 12, 12, 0.9, line),
        Seen("nordby.dk", 218, 0, 90, 12, 0.9, line),
    ]
    assert [word.text for word in symbols._mend_addresses(seen)] == ["Skriv", "til:", "lis.holm@nordby.dk"]


@pytest.mark.parametrize(
    ("printed", "notes", "meant"),
    [
        (["holder 2025-niveau.? Det", "stiger igen,* og"], ["¹ Nordby", "² Vestby"], ["2025-niveau.¹", "igen,²"]),
        (["som før¹ holder", "niveauet.? Det"], ["¹ Nordby", "² Vestby"], ["niveauet.²"]),
        (["holder niveauet.? Det"], ["Nordby Kommune"], ["niveauet.?"]),
        (["holder niveauet.? Det"], ["¹ Nordby", "² Vestby"], ["niveauet.?"]),
        (["hvor mange? Det"], ["¹ Nordby"], ["mange?"]),
    ],
)
def test_tells_an_unread_footnote_mark_by_the_notes(printed: list[str], notes: list[str], meant: list[str]) -> None:
    words: list[Word] = []
    rows = []
    for number, line in enumerate([*printed, *notes]):
        shifted = [Word(w.text, Box(0, 20 * number, 9, 20 * number + 10), 0.9) for w in row_of(line)]
        rows.append(range(len(words), len(words) + len(shifted)))
        words += shifted
    raise_by_notes(words, rows)
    texts = [word.text for word in words]
    assert [text for text in texts if text in meant] == meant


def test_raises_no_mark_below_its_note() -> None:
    words = [Word("²", Box(0, 0, 5, 5)), Word("niveauet.?", Box(0, 40, 50, 50))]
    raise_by_notes(words, [range(1), range(1, 2)])
    assert words[1].text == "niveauet.?"


@pytest.mark.parametrize(
    ("top", "bottom", "line", "raised"),
    [
        (0.0, 5.5, 10.0, True),  # small
        (-3.0, 5.3, 10.0, True),  # five sixths of a figure, as word processors raise it
        (0.0, 10.0, 14.0, False),  # its whole cell stands higher than the others of the row
        (0.0, 7.9, 10.0, False),  # a figure that lost its foot
        (4.5, 10.0, 10.0, False),  # small, on the line
    ],
)
def test_tells_a_raised_figure_by_where_it_stands(top: float, bottom: float, line: float, raised: bool) -> None:
    others = [Box(at, 0.0, at + 5, 10.0) for at in (0.0, 6.0, 12.0)]
    assert is_raised(Box(18.0, top, 22.0, bottom), others, line) is raised


MARKED = (
    ("Kommunen afsætter 1.467.000", "2", " kr. om året til arbejdet."),
    ("Aftalen gælder til den 31. december 2027", "1", "."),
    ("Antallet af indbrud var 40", "3", " i 2023 og 38 i 2024"),
    ("Det gælder Skovly, Lunden og Røghuset", "4", " i den nordlige del"),
    ("Der var 112 anmeldelser i 1972 og 972 i 2011", "", " i hele byen"),
)


def marked_page() -> FPDF:
    pdf = new_pdf()
    pdf.add_page()
    for row, (text, mark, rest) in enumerate(MARKED):
        x = 70.0
        for part, size, rise in ((text, 11.0, 0.0), (mark, 7.2, 3.6), (rest, 11.0, 0.0)):
            pdf.set_font("Helvetica", size=size)
            pdf.text(x, 100 + 24 * row - rise, part)
            x += pdf.get_string_width(part)
    return pdf


@needs_tesseract
@pytest.mark.parametrize("dpi", [200, 300])
def test_raises_marks_at_figures_on_a_scan(write: Callable[[str, bytes], Path], dpi: int) -> None:
    scan = scan_pdf([dusty(rendered(bytes(marked_page().output()), dpi))])
    text = ingest.read_document(write("a.pdf", scan)).pages[0].text.text
    raised = str.maketrans("1234", "¹²³⁴")
    assert [line for line in text.split("\n") if line] == [a + mark.translate(raised) + b for a, mark, b in MARKED]
