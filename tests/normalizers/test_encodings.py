"""Text in the wrong encoding becomes Danish where one encoding explains it, and says so where its letters are gone."""

from __future__ import annotations

import quopri
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


@pytest.mark.parametrize(
    "seen", ["cp437", "cp1250", "cp1251", "cp1253", "cp1257", "iso8859-2", "iso8859-5", "iso8859-7", "koi8-r"]
)
def test_mends_what_programs_of_other_countries_show(seen: str) -> None:
    assert repair_text(shown(PAPER, "cp1252", seen)).text == PAPER


@pytest.mark.parametrize("seen", ["cp1250", "cp1251", "cp437"])
def test_mends_utf8_shown_by_programs_of_other_countries(seen: str) -> None:
    assert repair_text(shown(PAPER, "utf-8", seen)).text == PAPER


def test_mends_text_that_was_spoilt_twice() -> None:
    assert repair_text(shown(shown(PAPER, "utf-8", "cp1252"), "utf-8", "cp1252")).text == PAPER


@pytest.mark.parametrize("signs", ["{|}[\\]", "äöåÄÖÅ", "æφåÆΦÅ"])
def test_reads_other_signs_in_the_places_of_danish_letters(signs: str) -> None:
    assert repair_text(PAPER.translate(str.maketrans("æøåÆØÅ", signs))).text == PAPER


def test_leaves_bars_and_brackets_that_are_no_letters() -> None:
    text = "Svar: Ja|Nej|Ved ikke [sæt kryds] {kun ét}. | Indbrud | 40 | Tyveri|Vold [se side 4]\n"
    assert repair_text(text).text == text


@pytest.mark.parametrize(
    "form", ["&{name};", "&amp;{name};", "&{name}", "&#{code};", "&#x{code:x};", "\\u{code:04x}", "%C3%{byte:02X}"]
)
def test_reads_letters_written_by_name_or_number(form: str) -> None:
    names = {"æ": "aelig", "ø": "oslash", "å": "aring", "Æ": "AElig", "Ø": "Oslash", "Å": "Aring"}
    escaped = "".join(
        form.format(name=names[char], code=ord(char), byte=char.encode()[1]) if char in names else char
        for char in PAPER
    )
    page = repair_text(escaped)
    assert page.text == PAPER and page.raw == escaped


@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_reads_letters_as_mail_writes_them(written: str) -> None:
    assert repair_text(quopri.encodestring(PAPER.encode(written)).decode()).text == PAPER


def test_leaves_addresses_as_they_are() -> None:
    text = "Se https://skovby.dk/tryghed/R%C3%A6vebakken?omr%C3%A5de=S%C3%B8 og www.skovby.dk/m%C3%B8de.\n"
    assert repair_text(text).text == text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("２０２４‑２０２７", "2024-2027"), ("𝟒𝟎 anmeldelser", "40 anmeldelser"), ("40¹ og m²", "40¹ og m²")],
)
def test_writes_figures_and_hyphens_in_their_plain_form(printed: str, plain: str) -> None:
    assert repair_text(printed).text == plain


@pytest.mark.parametrize(
    "written", ["utf-8", "cp1252", "mac_roman", "cp850", "cp865", "utf-16", "utf-16-le", "utf-16-be"]
)
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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Skovby giver 1.467.000&nbsp;kr. i 2024&ndash;2027.", "Skovby giver 1.467.000\u00a0kr. i 2024–2027."),
        ("Bolig&shy;foreningen på Søvej", "Boligforeningen på Søvej"),
        ("Boligfor¬eningen på Søvej", "Boligforeningen på Søvej"),
        ("Boligfor¬\neningen på Søvej", "Boligfor\u00ad\neningen på Søvej"),
        ("A ¬ B er ikke B", "A ¬ B er ikke B"),
    ],
)
def test_reads_blanks_and_optional_hyphens_that_others_write(written: str, read: str) -> None:
    assert repair_text(written).text == read


def test_leaves_a_text_about_html_as_it_is() -> None:
    assert repair_text("Tegnet < skrives &lt; på nettet.").text == "Tegnet < skrives &lt; på nettet."


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u2060"])
def test_takes_out_signs_that_are_not_seen(sign: str) -> None:
    page = repair_text(f"Skov{sign}by Kommune giver 1.467.{sign}000 kr.")
    assert page.text == "Skovby Kommune giver 1.467.000 kr."
    assert page.raw == f"Skov{sign}by Kommune giver 1.467.{sign}000 kr."


def test_keeps_a_soft_hyphen_that_divides_a_word_at_a_line_end() -> None:
    assert repair_text("Boligfor\u00ad\neningen på bakken").text == "Boligfor\u00ad\neningen på bakken"


@pytest.mark.parametrize("sign", ["?", "\ufffd", "□", "\uf0e6", "(cid:190)"])
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


def test_leaves_what_a_scan_made_of_letters_to_the_other_repair() -> None:
    text = "Omrédet bestér af boligomréder, og mélet er, at alle indgér og ogsé fér mere ro i omrédet og pé stierne.\n"
    assert all(repair.rule != "encoding" for repair in repair_text(text).repairs)
