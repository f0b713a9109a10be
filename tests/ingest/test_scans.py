"""Scans: pages printed to images, dirtied, turned, and read by tesseract."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fpdf import FPDF
from PIL import Image

import ingest
from ingest.image import raster
from ingest.ocr import scans, symbols, tesseract
from models.document import Page

from .conftest import PROSE, dusty, needs_tesseract, new_pdf, prose_page, rendered, scan_pdf

Write = Callable[[str, bytes], Path]
WORDS = " ".join(PROSE).split()
ROWS = (("Slags", "Tal 2019", "Mål 2020"), ("Indbrud", "65", "59 (-10 %)"), ("Chikane", "32", "29 (-10 %)"))


def words_right(page: Page) -> float:
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(WORDS, page.text.text.replace("-\n", "").split()) / len(WORDS)


def prose_image(dpi: int) -> Image.Image:
    pdf = new_pdf()
    prose_page(pdf)
    return rendered(bytes(pdf.output()), dpi)


def short_image(name: str) -> Image.Image:
    pdf = new_pdf()
    pdf.add_page()
    pdf.text(70, 100, f"{name} side af aftalen om gården og skolen")
    return rendered(bytes(pdf.output()), 200)


def jpeg(image: Image.Image, dpi: int) -> bytes:
    sink = io.BytesIO()
    image.save(sink, "JPEG", quality=75, dpi=(dpi, dpi))
    return sink.getvalue()


@needs_tesseract
@pytest.mark.parametrize(("dpi", "skew"), [(120, 0.5), (200, -0.8), (300, 0.4)])
def test_reads_a_dirty_scan_word_for_word(write: Write, dpi: int, skew: float) -> None:
    image = dusty(prose_image(dpi).rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255))
    page = ingest.read_document(write("a.pdf", scan_pdf([image]))).pages[0]
    assert (page.source, page.verdict) == ("ocr", "image_only")
    assert words_right(page) >= 0.98
    assert page.ocr_confidence is not None and page.ocr_confidence > 0.85


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_sets_a_page_upright(write: Write, turn: int) -> None:
    image = prose_image(150).rotate(turn, expand=True)
    page = ingest.read_document(write("a.jpg", jpeg(image, 150))).pages[0]
    assert page.rotation == turn
    assert words_right(page) >= 0.98
    assert (page.width < page.height) and abs(page.width - 595) < 4


@needs_tesseract
@pytest.mark.parametrize("skew", [-1.0, 2.0])
def test_puts_boxes_on_the_print_of_a_page_set_askew(write: Write, skew: float) -> None:
    image = prose_image(200).rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = ingest.read_document(write("a.pdf", scan_pdf([image]))).pages[0]
    pixels = np.asarray(image)
    for word in page.text.words:
        assert word.box is not None
        left, top, right, bottom = (
            round(v * 200 / 72) for v in (word.box.x0, word.box.top, word.box.x1, word.box.bottom)
        )
        assert (pixels[top:bottom, left:right] < 128).mean() > 0.03, word
    whole = pixels < 128
    covered = np.zeros_like(whole)
    for word in page.text.words:
        assert word.box is not None
        left, top, right, bottom = (
            round(v * 200 / 72) for v in (word.box.x0, word.box.top, word.box.x1, word.box.bottom)
        )
        covered[max(0, top - 3) : bottom + 3, max(0, left - 3) : right + 3] = True
    assert (whole & covered).sum() / whole.sum() > 0.98


@needs_tesseract
def test_keeps_both_readings_where_a_layer_has_no_danish_letters(write: Write) -> None:
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    with pdf.local_context(text_mode=3):
        pdf.set_xy(70, 80)
        for paragraph in PROSE:
            pdf.set_x(70)
            plain = paragraph.replace("æ", "ae").replace("ø", "o").replace("å", "a").replace("Å", "A")
            pdf.multi_cell(450, 15, plain, align="L")
            pdf.ln(9)
    sink = io.BytesIO()
    prose_image(150).save(sink, "JPEG")
    sink.seek(0)
    pdf.image(sink, 0, 0, pdf.w, pdf.h)
    page = ingest.read_document(write("a.pdf", bytes(pdf.output()))).pages[0]
    assert (page.source, page.verdict) == ("ocr", "machine_layer")
    assert [reading.source for reading in page.readings] == ["ocr", "text_layer"]
    assert "garden" in page.readings[1].text.text and "gården" in page.text.text
    assert page.text.raw == page.readings[0].text.text
    assert words_right(page) >= 0.98


@needs_tesseract
def test_reads_a_ruled_table_of_figures_cell_by_cell(write: Write) -> None:
    pdf = new_pdf()
    prose_page(pdf)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            pdf.rect(70 + 120 * column, 300 + 20 * row, 120, 20)
            pdf.text(75 + 120 * column, 314 + 20 * row, text)
    image = dusty(rendered(bytes(pdf.output()), 150).rotate(0.3, resample=Image.Resampling.BICUBIC, fillcolor=255))
    page = ingest.read_document(write("a.pdf", scan_pdf([image]))).pages[0]
    read = [[" ".join(page.text.words[at].text for at in cell) for cell in row] for row in page.tables[0].rows]
    assert read == [list(row) for row in ROWS]


@needs_tesseract
def test_reads_the_numbers_of_a_list_that_stands_over_a_table(write: Write) -> None:
    items = (
        "Andelen af beboere, der er trygge ved at gå hjem, skal stige frem mod 2028.",
        "Antallet af anmeldelser skal ned, som det fremgår af tabellen her under.",
        "Mindst 75 % af aktiviteterne skal gennemføres af to eller flere parter.",
        "Udviklingen i anmeldelser om chikane følges af styregruppen hvert år.",
    )
    pdf = new_pdf()
    prose_page(pdf)
    for number, item in enumerate(items, 1):
        pdf.text(76, 400 + 14 * number, f"{number}.")
        pdf.text(92, 400 + 14 * number, item)
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            pdf.rect(62 + 75 * column, 480 + 18 * row, 75, 18)
            pdf.text(67 + 75 * column, 492 + 18 * row, text)
    image = dusty(rendered(bytes(pdf.output()), 200).rotate(-0.3, resample=Image.Resampling.BICUBIC, fillcolor=255))
    lines = ingest.read_document(write("a.pdf", scan_pdf([image]))).pages[0].text.text.splitlines()
    assert [line for line in lines if any(item in line for item in items)] == [
        f"{number}. {item}" for number, item in enumerate(items, 1)
    ]


@needs_tesseract
def test_reads_every_page_of_a_tiff_in_order(write: Write, tmp_path: Path) -> None:
    pages = [short_image(name) for name in ("Første", "Anden", "Tredje")]
    path = tmp_path / "a.tiff"
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200), compression="tiff_lzw")
    document = ingest.read_document(path)
    assert [page.text.text.split()[0] for page in document.pages] == ["Første", "Anden", "Tredje"]


@needs_tesseract
def test_puts_back_signs_that_the_danish_model_lacks(write: Write) -> None:
    pdf = new_pdf()
    pdf.add_page()
    for row, text in enumerate(
        ("Efter lovens § 16 og § 18 kan byen støtte det.", "Skriv til hans.holm@skovby.dk om mødet i maj.")
    ):
        pdf.text(70, 100 + 20 * row, text)
    page = ingest.read_document(write("a.pdf", scan_pdf([rendered(bytes(pdf.output()), 200)]))).pages[0]
    assert "§ 16" in page.text.text and "støtte" in page.text.text
    assert "hans.holm@skovby.dk" in page.text.text


def test_does_not_ask_tesseract_about_a_blank_page(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "need_engine", lambda *languages: tesseract.Engine("none", "5", frozenset({"dan"})))
    monkeypatch.setattr(tesseract, "run", lambda *arguments, **options: pytest.fail("tesseract was asked"))
    page = ingest.read_document(write("a.pdf", scan_pdf([dusty(Image.new("L", (1240, 1754), 250))]))).pages[0]
    assert (page.verdict, page.text.text, page.quality) == ("blank", "", 1.0)


@needs_tesseract
def test_reads_a_page_it_has_seen_from_the_cache(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.pdf", scan_pdf([prose_image(150)]))
    cache = ingest.open_cache(tmp_path / "cache")
    first = ingest.read_document(path, cache=cache)
    assert cache.measure().entries > 0
    monkeypatch.setattr(tesseract, "run", lambda *arguments, **options: pytest.fail("tesseract was asked"))
    assert ingest.read_document(path, cache=cache) == first
    assert cache.clear().entries > 0 and cache.measure().entries == 0


@needs_tesseract
def test_reads_the_same_with_one_worker_and_with_three(write: Write) -> None:
    path = write("a.pdf", scan_pdf([short_image(name) for name in ("Første", "Anden", "Tredje")]))
    seen: list[tuple[int, int]] = []
    with ThreadPoolExecutor(1) as alone, ThreadPoolExecutor(3) as three:
        one = ingest.read_document(path, pool=alone, progress=lambda done, total: seen.append((done, total)))
        assert one == ingest.read_document(path, pool=three)
    assert seen == [(1, 3), (2, 3), (3, 3)]


@needs_tesseract
def test_keeps_the_other_pages_where_tesseract_fails_on_one(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from models import errors

    path = write("a.pdf", scan_pdf([short_image(name) for name in ("Første", "Anden")]))
    real, asked = tesseract.read_page, []

    def fail_first(*arguments: object) -> str:
        asked.append(1)
        if len(asked) == 1:
            raise errors.OcrFailed("tesseract gave up. Check that the scan is a page of text.")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(tesseract, "read_page", fail_first)
    with ThreadPoolExecutor(1) as pool:
        document = ingest.read_document(path, pool=pool)
    assert (document.status, document.error) == ("partial", "ocr_failed")
    assert [page.quality == 0 for page in document.pages] == [True, False]
    assert "Anden" in document.pages[1].text.text and "page 1" in (document.message or "")


@needs_tesseract
def test_fails_where_no_page_can_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from models import errors

    def fail(*arguments: object) -> str:
        raise errors.OcrFailed("tesseract gave up. Check that the scan is a page of text.")

    monkeypatch.setattr(tesseract, "read_page", fail)
    with pytest.raises(errors.OcrFailed, match=r"a\.pdf.*gave up"):
        ingest.read_document(write("a.pdf", scan_pdf([short_image("Første")])))


def test_lifts_specks_but_no_full_stops() -> None:
    page = np.full((200, 200), 250, np.uint8)
    page[50, 50] = 0
    page[100:103, 100:103] = 40
    page[100:103, 99] = page[100:103, 103] = 150
    cleaned = raster.lift_specks(page)
    assert cleaned[50, 50] > 200
    assert (cleaned[99:104, 98:105] == page[99:104, 98:105]).all()


@pytest.mark.parametrize("angle", [-1.4, -0.3, 0.0, 0.6, 2.0])
def test_measures_and_undoes_skew(angle: float) -> None:
    image = prose_image(150).rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert abs(raster.measure_skew(np.asarray(image)) - angle) <= 0.1
    straight = raster.rotate(np.asarray(image), raster.measure_skew(np.asarray(image)))
    assert abs(raster.measure_skew(straight)) <= 0.1


@pytest.mark.parametrize("angle", [-0.7, 0.4])
def test_straightens_large_pages_by_strips_to_the_same_angle(angle: float) -> None:
    image = prose_image(300).rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert abs(raster.measure_skew(raster.rotate(np.asarray(image), angle))) <= 0.1


def test_evens_out_a_shadow() -> None:
    page = np.asarray(prose_image(100)).astype(np.float32)
    shade = np.linspace(0.5, 1.0, page.shape[1])[None, :]
    evened = raster.even_light((page * shade).astype(np.uint8))
    assert evened[:, 20].mean() > 235 and evened[5:50, 5:50].std() < 5
    assert (evened < 100).sum() > 0.7 * (page < 100).sum()


def test_finds_drawn_rules_but_no_lines_of_print() -> None:
    pdf = new_pdf()
    prose_page(pdf)
    pdf.rect(70, 300, 200, 100)
    rules = raster.find_rules(np.asarray(rendered(bytes(pdf.output()), 200)), 200)
    assert len(rules) == 4
    for rule in rules:
        assert 68 < rule.x0 < 272 and 298 < rule.top < 402


def test_finds_tall_rules_that_lean_where_a_turn_moved_strips_of_columns() -> None:
    pdf = new_pdf()
    prose_page(pdf)
    pdf.rect(70, 300, 200, 480)
    scan = rendered(bytes(pdf.output()), 240).convert("L").rotate(-0.4, fillcolor=255)
    straight = raster.rotate(np.asarray(scan), raster.measure_skew(np.asarray(scan)))
    rules = raster.find_rules(straight, 240)
    assert len([rule for rule in rules if rule.bottom - rule.top > 400]) == 2


def test_finds_the_pale_lines_of_a_table_where_few_are_dark() -> None:
    page = np.full((1200, 1000), 235, np.uint8)
    for at in range(200, 1001, 200):
        page[at : at + 2, 100:901] = 190  # as thin lines are in a pale scan
        page[200:1001, at - 100 : at - 98] = 190
    page[200:202, 100:300] = 120  # only where the glass was clean are they dark
    rules = raster.find_rules(page, 150)
    assert sum(rule.width > 300 for rule in rules) == sum(rule.bottom - rule.top > 300 for rule in rules) == 5


def test_takes_no_letter_of_a_headline_for_a_rule() -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 44)
    pdf.text(70, 200, "Folehaven Ill")
    assert raster.find_rules(np.asarray(rendered(bytes(pdf.output()), 200)), 200) == []


def test_tells_a_page_on_its_side() -> None:
    image = prose_image(100)
    assert not raster.stands_sideways(np.asarray(image))
    assert raster.stands_sideways(np.asarray(image.rotate(90, expand=True)))


def test_puts_a_box_back_where_the_page_was_askew() -> None:
    from models.geometry import Box

    page = scans.Straight(np.zeros((1000, 1000), np.uint8), 72, 0, 1.0)
    moved = scans.unskew(Box(890, 490, 910, 510), page)
    assert abs(moved.middle - (500 + 400 * np.sin(np.radians(1)))) < 0.1


@pytest.mark.parametrize(
    ("danish", "english", "whole"),
    [
        ("8", "§", "§"),
        ("88", "§§", "§§"),
        ("xÆby.dk", "x@by.dk", "x@by.dk"),
        ("xÆEby.dk", "x@by.dk", "x@by.dk"),
        ("18", "§", "18"),
    ],
)
def test_takes_only_the_sign_from_the_english_reading(danish: str, english: str, whole: str) -> None:
    assert symbols._with_sign(danish, english) == whole
