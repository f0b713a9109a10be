"""`output.export.searchable_pdf`: the copy shows the original's pages and reads as the repaired text, in its places."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw

from models.document import Document, Page, Source, Verdict
from models.geometry import Box, Word
from models.text import Edit, laid_text
from output.export.pdf_layer import encodable, upright_frame
from output.export.pdf_metadata import add_metadata, read_metadata
from output.export.searchable_pdf import place_words, searchable_pdf, write_searchable_pdf

WIDTH, HEIGHT = 400.0, 300.0


def picture(width: int = 800, height: int = 600) -> Image.Image:
    """Grey with a black corner at the top left, so that a turned page shows."""
    image = Image.new("L", (width, height), 200)
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill=0)
    return image


def scan(layer: str = "", visible: str = "") -> bytes:
    """A one-page PDF: a picture over the whole page, perhaps an old invisible layer, perhaps visible text."""
    pdf = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.add_page()
    pdf.set_auto_page_break(False)
    pdf.image(picture(), 0, 0, WIDTH, HEIGHT)
    pdf.set_font("Helvetica", size=14)
    if visible:
        pdf.text(30, 280, visible)
    if layer:
        with pdf.local_context(text_mode="INVISIBLE"):
            pdf.text(30, 100, layer)
    return bytes(pdf.output())


# Tight boxes, as OCR gives them: "Møllevangen" with descender, "er" of small letters, "tryg§" with a mark.
SET = (
    ("Mgllevangen", Box(120, 100, 210, 118)),
    ("er", Box(216, 104, 230, 114)),
    ("trygt.", Box(236, 101, 275, 118)),
    ("16", Box(120, 140, 136, 152)),
    ("—", Box(142, 145, 154, 147)),
    ("bolig", Box(160, 139, 195, 155)),
)


def paper(verdict: Verdict, source: Source = "ocr", rotation: int = 0, media: str = "application/pdf") -> Document:
    words = tuple(Word(text, box, 0.9) for text, box in SET)
    text = laid_text(words, ((0, 1, 2), (3, 4, 5)))
    text = text.edited(
        [Edit(0, 4, "Møll", "letters"), Edit(text.text.index("16"), text.text.index("16") + 2, "§16", "sign")]
    )
    page = Page(1, WIDTH, HEIGHT, rotation, source, verdict, "", 1.0, 0.9, text)
    return Document("ef" * 32, "vang.pdf", media, 1, "ok", (page,))


def words_of(data: bytes, index: int = 0) -> list[tuple[str, Box]]:
    """The words that pdfium reads, with their ink's boxes on the page as it is shown."""
    copy = pdfium.PdfDocument(data)
    page = copy[index]
    frame = upright_frame(page)
    determinant = frame.a * frame.d - frame.b * frame.c
    text = page.get_textpage()
    found: list[tuple[str, Box]] = []
    letters = ""
    for at in range(text.count_chars()):
        char = text.get_text_range(at, 1)
        if char.isspace() or not char:
            letters = ""
            continue
        left, bottom, right, top = text.get_charbox(at)
        points = []
        for x, y in ((left - frame.e, bottom - frame.f), (right - frame.e, top - frame.f)):
            points.append(((frame.d * x - frame.c * y) / determinant, (frame.a * y - frame.b * x) / determinant))
        (x0, y0), (x1, y1) = points
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if letters:
            found[-1] = (letters + char, found[-1][1].union(box))
        else:
            found.append((char, box))
        letters += char
    return found


def shown(data: bytes) -> Image.Image:
    page = pdfium.PdfDocument(data)[0]
    image: Image.Image = page.render(scale=1).to_pil().convert("L")
    return image


def assert_placed(found: list[tuple[str, Box]], document: Document) -> None:
    wanted = list(place_words(document.pages[0]))
    assert [text for text, _ in found] == [word.text for word in wanted]
    for (text, box), word in zip(found, wanted, strict=True):
        assert abs(box.x0 - word.box.x0) < 1 and abs(box.x1 - word.box.x1) < 1, text
        if text.isalnum() and not word.loose:
            assert abs(box.top - word.box.top) < 1 and abs(box.bottom - word.box.bottom) < 1, text


def test_puts_the_repaired_words_where_they_stand() -> None:
    document = paper("image_only")
    copy = searchable_pdf(document, scan())
    assert_placed(words_of(copy), document)
    assert [text for text, _ in words_of(copy)] == ["Møllevangen", "er", "trygt.", "§16", "—", "bolig"]


def test_shows_the_same_picture() -> None:
    before, after = shown(scan()), shown(searchable_pdf(paper("image_only"), scan()))
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_sets_words_upright_on_a_turned_page(rotation: int) -> None:
    source = pdfium.PdfDocument.new()
    size = (HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT)
    source.new_page(*size).close()
    data = io.BytesIO()
    source.save(data)
    document = paper("image_only", rotation=rotation)
    copy = searchable_pdf(document, data.getvalue())
    page = pdfium.PdfDocument(copy)[0]
    assert (page.get_rotation(), page.get_size()) == (rotation, (WIDTH, HEIGHT))
    assert_placed(words_of(copy), document)


def test_takes_the_crop_box_in() -> None:
    source = pdfium.PdfDocument.new()
    page = source.new_page(WIDTH + 100, HEIGHT + 80)
    page.set_cropbox(60, 30, 60 + WIDTH, 30 + HEIGHT)
    page.close()
    data = io.BytesIO()
    source.save(data)
    document = paper("image_only")
    assert_placed(words_of(searchable_pdf(document, data.getvalue())), document)


def test_takes_a_machines_layer_off_first() -> None:
    document = paper("machine_layer")
    assert_placed(words_of(searchable_pdf(document, scan(layer="Mgllevangen er trygt"))), document)


def test_fits_words_of_a_kept_layer_to_their_loose_boxes() -> None:
    document = paper("machine_layer", source="text_layer")
    found = words_of(searchable_pdf(document, scan(layer="gammelt lag")))
    assert_placed(found, document)
    heights = {text: box.height for text, box in found}
    assert heights["bolig"] < 16  # ink is lower than the box of its font


def test_leaves_an_authors_page_alone() -> None:
    data = scan(visible="Forfatterens egne ord")
    copy = searchable_pdf(paper("author_text", source="text_layer"), data)
    assert [text for text, _ in words_of(copy)] == ["Forfatterens", "egne", "ord"]


def test_adds_to_a_mixed_page_only_what_it_does_not_show_as_text() -> None:
    data = scan(visible="synlig")
    document = paper("mixed")
    words = (*document.pages[0].text.words, Word("synlig", Box(30, 268, 68, 283), 0.9))
    text = laid_text(words, ((0, 1, 2), (3, 4, 5), (6,)))
    mixed = Document(document.sha256, "vang.pdf", "application/pdf", 1, "ok", (_with(document.pages[0], text),))
    found = [text for text, _ in words_of(searchable_pdf(mixed, data))]
    assert found.count("synlig") == 1
    assert "bolig" in found


def _with(page: Page, text: Any) -> Page:
    from dataclasses import replace

    return replace(page, text=text)


def test_shows_a_picture_where_visible_text_reads_wrong() -> None:
    data = scan(visible="xqzzk")
    document = paper("broken_map")
    copy = searchable_pdf(document, data)
    assert_placed(words_of(copy), document)
    page = pdfium.PdfDocument(copy)[0]
    kinds = [raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(raw.FPDFPage_CountObjects(page))]
    assert kinds.count(raw.FPDF_PAGEOBJ_IMAGE) == 1
    before, after = shown(data), shown(copy)
    assert sum(abs(a - b) > 60 for a, b in zip(before.tobytes(), after.tobytes(), strict=True)) < 0.01 * WIDTH * HEIGHT


def test_makes_pages_of_the_frames_of_an_image_file() -> None:
    data = io.BytesIO()
    picture().save(data, "TIFF", save_all=True, append_images=[picture()], dpi=(144, 144))
    one = paper("image_only", media="image/tiff")
    first = one.pages[0]
    second = Page(2, WIDTH, HEIGHT, 0, "ocr", "image_only", "", 1.0, 0.9, first.text)
    document = Document(one.sha256, "vang.tif", "image/tiff", 1, "ok", (first, second))
    copy = searchable_pdf(document, data.getvalue())
    assert len(pdfium.PdfDocument(copy)) == 2
    assert words_of(copy, 0) == words_of(copy, 1)
    assert_placed(words_of(copy), document)
    assert shown(copy).getpixel((20, 20)) == 0
    assert shown(copy).getpixel((390, 290)) == 200


def test_keeps_the_bytes_of_a_jpeg() -> None:
    data = io.BytesIO()
    picture().save(data, "JPEG", quality=70)
    copy = searchable_pdf(paper("image_only", media="image/jpeg"), data.getvalue())
    assert data.getvalue() in copy


def test_keeps_what_the_original_says_of_itself() -> None:
    said = {"Title": "Aftale for Søbakken – „tryg“ (2019)", "Author": "Bodil Ægir", "CreationDate": "D:20190102030405Z"}
    original = add_metadata(scan(), said)
    assert read_metadata(original) == said
    copy = searchable_pdf(paper("image_only"), original)
    assert read_metadata(copy) == said
    assert searchable_pdf(paper("image_only"), original) == copy


def test_writes_no_clock() -> None:
    copy = searchable_pdf(paper("image_only"), scan())
    assert b"PDFium" in copy
    assert b"CreationDate(" not in copy
    assert read_metadata(copy) == read_metadata(scan())


def test_gives_the_same_bytes_again(tmp_path: Path) -> None:
    document, data = paper("machine_layer"), scan(layer="et lag")
    assert searchable_pdf(document, data) == searchable_pdf(document, data)
    original = tmp_path / "vang.pdf"
    original.write_bytes(data)
    place = write_searchable_pdf(document, original, tmp_path / "out")
    assert place.name == "vang.pdf.efefefef.searchable.pdf"
    assert original.read_bytes() == data


@pytest.mark.parametrize(
    ("text", "expected"), [("Åben § 16 – ½ •", "Åben § 16 – ½ •"), ("note⁴", "note4"), ("ﬁre", "fire"), ("≥", "?")]
)
def test_writes_what_the_font_can_say(text: str, expected: str) -> None:
    assert encodable(text) == expected
