"""Text in the wrong encoding becomes Danish where one encoding explains it, and says so where its letters are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from models.document import LOST_LETTERS, Document
from normalizers import repair_document, repair_text

PAPER = """Aftale for Æblehøjen og Rævebakken 2024-2027

Skovby Kommune og Skovby Politi indgår hermed aftale om tryghed. Området består af Æblehøjen og Rævebakken.

1. Mål

Antallet af anmeldelser af hærværk skal falde, og beboerne skal føle sig trygge, også om aftenen.

2. Økonomi

Kommunen afsætter 300.000 kr. årligt. Styregruppen mødes fire gange om året.
"""
CODE_PAGES = ("cp1252", "mac_roman", "cp850", "cp865")


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    return repair_document(ingest.read_document(path))


def shown(text: str, written: str, seen: str) -> str:
    """Text written in one encoding as programs show it that take it for another."""
    return "".join(_sign(bytes([byte]), seen) for byte in text.encode(written))


def _sign(byte: bytes, seen: str) -> str:
    try:
        return byte.decode(seen)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


@pytest.mark.parametrize("seen", ["cp1252", "latin-1", "mac_roman", "cp850"])
def test_mends_utf8_read_in_another_encoding(seen: str) -> None:
    assert repair_text(shown(PAPER, "utf-8", seen)).text == PAPER


@pytest.mark.parametrize("seen", CODE_PAGES)
@pytest.mark.parametrize("written", CODE_PAGES)
def test_mends_one_code_page_read_as_another(written: str, seen: str) -> None:
    assert repair_text(shown(PAPER, written, seen)).text == PAPER


@pytest.mark.parametrize("written", ["utf-8", "cp1252", "mac_roman", "cp850", "cp865", "utf-16"])
def test_reads_a_file_in_any_encoding_of_danish(tmp_path: Path, written: str) -> None:
    page = read(tmp_path, PAPER.encode(written)).pages[0]
    assert page.text.text == PAPER and LOST_LETTERS not in page.facts


def test_puts_every_repair_on_record() -> None:
    damaged = shown(PAPER, "utf-8", "cp1252")
    page = repair_text(damaged)
    assert page.raw == damaged
    assert {repair.rule for repair in page.repairs} == {"encoding"}
    assert repair_text(page.text).repairs == ()


def test_mends_one_paragraph_and_leaves_the_others() -> None:
    text = (
        f"Mødet blev holdt på skolen. Dér var røre.\n\n{shown('Området består af Møllen og Ærø.', 'utf-8', 'cp1252')}\n"
    )
    assert repair_text(text).text == "Mødet blev holdt på skolen. Dér var røre.\n\nOmrådet består af Møllen og Ærø.\n"


@pytest.mark.parametrize(
    "clean",
    [
        "Hôtel d’Angleterre, Château Ârm, Œuvre og cafe ›Lune‹ ligger ved søen.\n",
        "¯_(ツ)_/¯ og 40 ¾ tønde † 1998; ‘trygt’ skrev de på væggen.\n",
        "Er det trygt?Ja, det er det.Se www.skovby.dk/?side=mål&visning=alle og R&D; samt AT&T.\n",
        "Ãn sag er Ã, en anden er Â; begge står i tabellen på side 4.\n",
    ],
)
def test_leaves_strange_signs_that_no_encoding_explains(clean: str) -> None:
    assert repair_text(clean).text == clean


def test_reads_the_names_of_letters_in_html() -> None:
    text = "Omr&aring;det best&aring;r af R&oslash;nneb&aelig;r &amp; Hj&#248;rnet."
    assert repair_text(text).text == "Området består af Rønnebær & Hjørnet."


def test_leaves_a_text_about_html_as_it_is() -> None:
    assert repair_text("Tegnet < skrives &lt; på nettet.").text == "Tegnet < skrives &lt; på nettet."


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u2060"])
def test_takes_out_signs_that_are_not_seen(sign: str) -> None:
    page = repair_text(f"Skov{sign}by Kommune giver 1.467.{sign}000 kr.")
    assert page.text == "Skovby Kommune giver 1.467.000 kr."
    assert page.raw == f"Skov{sign}by Kommune giver 1.467.{sign}000 kr."


def test_keeps_a_soft_hyphen_that_divides_a_word_at_a_line_end() -> None:
    assert repair_text("Boligfor\u00ad\neningen på bakken").text == "Boligfor\u00ad\neningen på bakken"


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_says_that_letters_are_lost(tmp_path: Path, sign: str) -> None:
    lost = "".join(sign if char in "æøåÆØÅ" else char for char in PAPER)
    page = read(tmp_path, lost.encode()).pages[0]
    assert page.text.text == lost and page.quality < 0.6 and page.facts[LOST_LETTERS] >= 10


def test_says_that_letters_were_dropped(tmp_path: Path) -> None:
    lost = "".join(char for char in PAPER if char not in "æøåÆØÅ")
    page = read(tmp_path, lost.encode()).pages[0]
    assert page.quality < 0.6 and page.facts[LOST_LETTERS] >= 4


@pytest.mark.parametrize(
    "sound",
    [
        PAPER,
        "Hvorfor?Fordi!Og hvem?Alle.Hvad?Intet.Hvor?Her. Det spurgte de om på mødet i går.\n",
        "The quick brown fox jumps over the lazy dog and runs into the forest, where it sleeps until the morning. " * 3,
    ],
)
def test_says_nothing_of_a_sound_text(tmp_path: Path, sound: str) -> None:
    page = read(tmp_path, sound.encode()).pages[0]
    assert LOST_LETTERS not in page.facts


TYPED = """Aftale for Rævebakken

Skovby Kommune og Skovby Politi indgaar hermed aftale om tryghed i Aaparken og paa Rævebakken.
Styregruppen mødes fire gange om aaret. Kommunen afsætter 300.000 kr. aarligt, og maalet er færre indbrud.
Kontakt: Lise Aagaard, Aalborgvej 4. AARLIGT MØDE: maj.
"""


def test_writes_ring_a_for_double_a_where_the_machine_had_none() -> None:
    page = repair_text(TYPED)
    assert page.text == (
        "Aftale for Rævebakken\n\nSkovby Kommune og Skovby Politi indgår hermed aftale om tryghed i Aaparken og på "
        "Rævebakken.\nStyregruppen mødes fire gange om året. Kommunen afsætter 300.000 kr. årligt, og målet er færre "
        "indbrud.\nKontakt: Lise Aagaard, Aalborgvej 4. ÅRLIGT MØDE: maj.\n"
    )
    assert page.raw == TYPED


def test_keeps_double_a_where_the_paper_has_a_ring() -> None:
    text = TYPED.replace("300.000 kr. aarligt", "300.000 kr. årligt")
    assert repair_text(text).text == text


def test_keeps_the_spelling_of_old_papers() -> None:
    text = (
        "Saa gik de ud paa Vejen, og der laa en gammel Mand i Grøften og sov; han saa ikke op, da de kom forbi med "
        "Vognen, og de lod ham ligge ved den store Æske, som stod paa Marken under Træet.\n"
    )
    assert repair_text(text).text == text
