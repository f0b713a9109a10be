"""What a person does not see on a page is not read, and said; what is seen is read once and whole."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

import ingest
from ingest.pdf.file_names import holds_name
from models.document import FORM, PORTFOLIO, Page
from tests.ingest.conftest import new_pdf

Write = Callable[[str, bytes], Path]

SEEN = "Kommunen afsætter 300.000 kr. om året"


def page_of(write: Write, data: bytes) -> Page:
    return ingest.read_document(write("a.pdf", data)).pages[0]


def sheet() -> FPDF:
    pdf = new_pdf()
    pdf.add_page()
    pdf.text(70, 100, SEEN)
    return pdf


def lines_of(page: Page) -> list[str]:
    return [line for line in page.text.text.split("\n") if line]


def told(page: Page) -> list[tuple[str, str]]:
    return [(left.how, left.text) for left in page.left_out]


@pytest.mark.parametrize("colour", [255, 250])
def test_leaves_out_what_is_printed_in_the_colour_of_the_paper(write: Write, colour: int) -> None:
    pdf = sheet()
    pdf.set_text_color(colour)
    pdf.text(70, 140, "eller 900.000 kr.")
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN]
    assert told(page) == [("same_colour", "eller 900.000 kr.")]
    assert page.left_out[0].box is not None and 120 < page.left_out[0].box.top < 140


@pytest.mark.parametrize("colour", [180, 225])
def test_reads_pale_print(write: Write, colour: int) -> None:
    pdf = sheet()
    pdf.set_text_color(colour)
    pdf.text(70, 140, "og lidt til")
    assert lines_of(page_of(write, bytes(pdf.output()))) == [SEEN, "og lidt til"]


def test_reads_white_print_on_a_dark_ground(write: Write) -> None:
    pdf = sheet()
    pdf.set_fill_color(20, 40, 90)
    pdf.rect(60, 125, 300, 24, style="F")
    pdf.set_text_color(255)
    pdf.text(70, 140, "Baseline 2023")
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN, "Baseline 2023"] and not page.left_out


@pytest.mark.parametrize("ground", [(0, 0, 0), (20, 40, 90)])
def test_leaves_out_what_is_printed_in_the_colour_of_its_band(write: Write, ground: tuple[int, int, int]) -> None:
    pdf = sheet()
    pdf.set_fill_color(*ground)
    pdf.rect(60, 125, 300, 24, style="F")
    pdf.set_text_color(*(part + 5 for part in ground))
    pdf.text(70, 140, "eller 900.000 kr.")
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN] and told(page) == [("same_colour", "eller 900.000 kr.")]


def test_leaves_out_print_that_the_file_says_is_not_shown(write: Write) -> None:
    pdf = sheet()
    pdf.text(70, 120, "og lidt til, hvert år i hele perioden")
    pdf.text_mode = TextMode.INVISIBLE
    pdf.text(70, 140, "eller 900.000 kr.")
    page = page_of(write, bytes(pdf.output()))
    assert told(page) == [("hidden_layer", "eller 900.000 kr.")] and len(lines_of(page)) == 2


@pytest.mark.parametrize("turned", [0, 45])
def test_keeps_a_watermark_out_of_the_lines_that_it_lies_behind(write: Write, turned: int) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_text_color(220)
    with pdf.rotation(turned, 250, 250):
        pdf.set_font_size(80)
        pdf.text(100, 250, "UDKAST")
    pdf.set_font_size(11)
    pdf.set_text_color(0)
    rows = [f"Linje {row} fortæller om beboernes tryghed i området" for row in range(20)]
    for row, line in enumerate(rows):
        pdf.text(70, 100 + 16 * row, line)
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [*rows, "UDKAST"]
    assert [page.text.words[at].text for at in page.furniture] == ["UDKAST"]


def test_leaves_out_what_a_shape_covers(write: Write) -> None:
    pdf = sheet()
    pdf.text(70, 140, "Per Dal, Torvet 4")
    pdf.set_fill_color(0)
    pdf.rect(60, 126, 200, 20, style="F")
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN] and told(page) == [("covered", "Per Dal, Torvet 4")]


def test_reads_print_on_shapes_that_were_filled_before(write: Write) -> None:
    pdf = sheet()
    for row, text in enumerate(("Indbrud 40", "Hærværk 60")):
        pdf.set_fill_color(230)
        pdf.rect(60, 125 + 24 * row, 300, 24, style="F")
        pdf.text(70, 140 + 24 * row, text)
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN, "Indbrud 40", "Hærværk 60"] and not page.left_out


def test_leaves_out_what_is_struck_through(write: Write) -> None:
    pdf = sheet()
    pdf.text(70, 140, "og 1.200.000 kr. til projektledelse")
    start = 70 + pdf.get_string_width("og ")
    pdf.line(start, 136.5, start + pdf.get_string_width("1.200.000 kr."), 136.5)
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN, "og til projektledelse"] and told(page) == [("struck_through", "1.200.000 kr.")]


@pytest.mark.parametrize(("left", "right", "y"), [(70, 150, 142.0), (40, 500, 136.5), (250, 500, 136.5)])
def test_reads_print_with_a_line_under_it_or_beside_it(write: Write, left: float, right: float, y: float) -> None:
    pdf = sheet()
    pdf.text(70, 140, "og Skovby Kommune")
    pdf.line(left, y, right, y)
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN, "og Skovby Kommune"] and not page.left_out


def test_leaves_out_what_stands_outside_the_page(write: Write) -> None:
    pdf = sheet()
    pdf.text(70, 800, "Trykkeriets ordre 99")
    source = write("whole.pdf", bytes(pdf.output()))
    document = pypdfium2.PdfDocument(source)
    document[0].set_cropbox(0, 100, 595, 842)
    document.save(source)
    page = page_of(write, source.read_bytes())
    assert lines_of(page) == [SEEN] and told(page) == [("outside_page", "Trykkeriets ordre 99")]


def layered_pdf() -> bytes:
    """Two layers, each with a line of print; the second is switched off."""
    content = (
        b"BT /F 11 Tf 70 740 Td (Aftalen gaelder fra i dag) Tj ET /OC /A BDC "
        b"BT /F 11 Tf 70 700 Td (vises altid) Tj ET EMC /OC /B BDC BT /F 11 Tf 70 660 Td (kladde nummer to) Tj ET EMC"
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[7 0 R]/Order[6 0 R 7 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        b"/Properties<</A 6 0 R/B 7 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name(synlig)>>",
        b"<</Type/OCG/Name(skjult)>>",
    )
    data, places = b"%PDF-1.7\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail


def test_leaves_out_what_a_hidden_layer_holds(write: Write) -> None:
    page = page_of(write, layered_pdf())
    assert lines_of(page) == ["Aftalen gaelder fra i dag", "vises altid"]
    assert told(page) == [("hidden_layer", "kladde nummer to")]


def packed_objects(stream: bytes) -> bytes:
    return b"1 0 obj<</Type/ObjStm/N 1/First 4/Length %d>>stream\n%s\nendstream\n" % (len(stream), stream)


@pytest.mark.parametrize("packed", [b"<</Type/Catalog/OCProperties 9 0 R>>", b"<</Type/Catalog>>"])
def test_finds_names_that_a_file_packs_its_objects_into(packed: bytes) -> None:
    data = b"%PDF-1.7\n" + packed_objects(zlib.compress(b"1 0 " + packed))
    assert holds_name(data, b"/OCProperties") == (b"OC" in packed)
    assert not holds_name(data[:-20] + b"x" * 9, b"/Collection")


def test_finds_names_behind_objects_that_are_damaged() -> None:
    whole = packed_objects(zlib.compress(b"1 0 <</Type/Catalog/OCProperties 9 0 R>>"))
    assert holds_name(b"%PDF-1.7\n" + packed_objects(b"no stream") + whole, b"/OCProperties")


@pytest.mark.parametrize("shift", [0.0, 0.35, 1.5, 2.2])
def test_reads_what_is_drawn_twice_once(write: Write, shift: float) -> None:
    pdf = sheet()
    pdf.text(70 + shift, 100, SEEN)
    pdf.text(70, 140, "ja ja ja")
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page) == [SEEN, "ja ja ja"] and not page.left_out


@pytest.mark.parametrize("spacing", [2.4, 6.0])
def test_puts_words_together_that_are_set_letter_by_letter(write: Write, spacing: float) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_char_spacing(spacing)
    pdf.text(70, 100, "AFTALE FOR SKOVBÆK 2024-2027")
    pdf.set_char_spacing(0)
    pdf.text(70, 140, "Andelene er 7 5 4 og 4 procent")
    assert lines_of(page_of(write, bytes(pdf.output()))) == [
        "AFTALE FOR SKOVBÆK 2024-2027",
        "Andelene er 7 5 4 og 4 procent",
    ]


def test_puts_a_word_together_that_was_typed_with_blanks(write: Write) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_font("Helvetica", size=16)
    pdf.text(70, 100, "A F T A L E   O M   T R Y G H E D")
    assert lines_of(page_of(write, bytes(pdf.output()))) == ["AFTALE OM TRYGHED"]


def test_keeps_figures_of_a_row_apart(write: Write) -> None:
    pdf = new_pdf()
    pdf.add_page()
    for column, figure in enumerate("75446"):
        pdf.text(70 + 16 * column, 100, figure)
    assert lines_of(page_of(write, bytes(pdf.output()))) == ["7 5 4 4 6"]


@pytest.mark.parametrize("step", [1, 2, 5, 10])
def test_takes_the_numbers_of_lines_for_no_part_of_the_text(write: Write, step: int) -> None:
    pdf = new_pdf()
    pdf.add_page()
    lines = [f"Linje på emne {row // 5} i æblehavens aftale" for row in range(30)]
    for row, line in enumerate(lines):
        pdf.text(90, 100 + 16 * row, line)
        if (row + 1) % step == 0:
            pdf.text(62, 100 + 16 * row, str(row + 1))
    page = page_of(write, bytes(pdf.output()))
    assert lines_of(page)[: len(lines)] == lines
    assert len(page.furniture) == 30 // step


def test_marks_the_numbers_of_lines_in_a_plain_text(write: Write) -> None:
    text = "".join(f"{row:3}  Linje om emne {chr(64 + row)}\n" for row in range(1, 12))
    page = ingest.read_document(write("a.txt", text.encode())).pages[0]
    assert [page.text.words[at].text for at in sorted(page.furniture)] == [str(row) for row in range(1, 12)]


def test_takes_a_numbered_list_for_no_numbers_of_lines(write: Write) -> None:
    text = "".join(f"{row}. Punkt om emne {chr(64 + row)}\n" for row in range(1, 9))
    assert not ingest.read_document(write("a.txt", text.encode())).pages[0].furniture


def test_says_that_a_file_is_a_folder_of_others(write: Write) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.text(70, 100, "Denne mappe skal åbnes i et andet program")
    pdf.embed_file(basename="aftale.txt", bytes=b"Aftalen")
    assert page_of(write, bytes(pdf.output())).facts[PORTFOLIO] == 1.0


def test_says_that_a_folder_with_a_long_cover_letter_is_one(write: Write) -> None:
    pdf = sheet()
    for row in range(30):
        pdf.text(70, 140 + 16 * row, "Vedlagt er aftalen om tryghed i området og dens bilag")
    pdf.embed_file(basename="aftale.txt", bytes=b"Aftalen")
    data = bytes(pdf.output())
    assert PORTFOLIO not in page_of(write, data).facts
    folder = data.replace(b"/Type /Catalog", b"/Type /Catalog /Collection <</View /D>>")
    assert page_of(write, folder).facts[PORTFOLIO] == 1.0


def test_says_that_a_printed_form_asks_to_wait(write: Write) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.text(70, 100, "Please wait...")
    pdf.text(70, 130, "If this message is not eventually replaced with the proper contents, your viewer")
    pdf.text(70, 146, "may not be able to display this type of document.")
    assert page_of(write, bytes(pdf.output())).facts[FORM] == 1.0


def test_says_that_a_form_only_asks_to_wait(write: Write) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.text(70, 100, "Vent venligst ...")
    data = bytes(pdf.output()).replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm <</Fields [] /XFA (x)>>")
    assert page_of(write, data).facts[FORM] == 1.0
    assert FORM not in page_of(write, bytes(sheet().output())).facts
