"""One paper typeset in several ways gives one set of rows: tables ruled, half ruled, bare; signatures every way."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

import ingest
import parsers
from models.records import Agreement
from normalizers import repair_document

Rows = tuple[tuple[str, ...], ...]

PARTIES: Rows = (
    ("Part", "Adresse", "Kontakt"),
    ("Skovby Kommune", "Torvet 1, Skovby", "Lise Holm"),
    ("Midtlands Politi", "Banegade 4, Skovby", "Per Dal"),
    ("Boligforeningen Engen", "Engvej 10, Skovby", "Ida Krogh"),
)
GOALS: Rows = (
    ("Nr.", "Mål", "Baseline|2023", "Mål 2028", "Måles ved"),
    ("1", "En større andel af beboerne skal|føle sig trygge i boligområdet", "66 %", "78 %", "Kommunens|måling"),
    ("2", "Antallet af anmeldte indbrud skal|nedbringes", "48", "36 (-25 %)", "Politiets tal"),
    ("3", "Antallet af hærværkssager skal|falde", "80", "72 (-10 %)", "Politiets tal"),
)
AMOUNTS: Rows = (
    ("Skovby Kommune", "Aktiviteter", "900.000 kr."),
    ("Skovby Kommune", "Projektledelse (0,5 årsværk)", "325.000 kr."),
    ("Boligforeningen Engen", "Aktiviteter", "150.000 kr."),
)
SIGNED: Rows = (
    ("SKOVBY KOMMUNE", "Lise Holm", "Borgmester"),
    ("MIDTLANDS POLITI", "Per Dal", "Politidirektør"),
    ("BOLIGFORENINGEN ENGEN", "Ida Krogh", "Formand"),
)
SETTINGS = (
    ("full", "columns", 3),
    ("rows", "columns", 2),
    ("none", "table", 1),
    ("head", "dots", 3),
    ("full", "beside", 1),
    ("rows", "dots", 2),
    ("none", "columns", 3),
    ("head", "table", 1),
)


def put(pdf: FPDF, x: float, y: float, text: str, size: float = 10) -> None:
    pdf.set_font("Helvetica", size=size)
    for number, line in enumerate(text.split("|")):
        pdf.text(x, y + 12 * number, line)


def table(pdf: FPDF, y: float, widths: tuple[float, ...], rows: Rows, rules: str) -> float:
    """Cells from the left margin; `rules`: "full", only between "rows", around the "head" and below, or "none"."""
    tops, left, right = [y], 60.0, 60.0 + sum(widths)
    for row in rows:
        x = left
        for width, text in zip(widths, row, strict=True):
            put(pdf, x + 4, tops[-1] + 11, text, 9)
            x += width
        tops.append(tops[-1] + 12 * max(text.count("|") + 1 for text in row) + 6)
    for at in {"full": tops, "rows": tops, "head": [tops[0], tops[1], tops[-1]], "none": []}[rules]:
        pdf.line(left, at, right, at)
    if rules == "full":
        for count in range(len(widths) + 1):
            x = left + sum(widths[:count])
            pdf.line(x, tops[0], x, tops[-1])
    return tops[-1] + 25


def sign(pdf: FPDF, setting: str, columns: int, rules: str) -> None:
    if setting == "table":
        rows = (("Part", "Navn og titel", "Dato og underskrift"), *((a, f"{b}|{c}", "") for a, b, c in SIGNED))
        table(pdf, 110, (170, 150, 150), rows, rules if rules != "none" else "full")
    for number, (organisation, name, title) in enumerate(SIGNED):
        x, y = 60 + 470 / columns * (number % columns), 150.0 + 130 * (number // columns)
        if setting == "beside":
            put(pdf, 60, y, f"For {organisation.title()}")
            put(pdf, 60, y + 52, "Dato")
            put(pdf, 260, y + 52, f"{name}, {title}")
            pdf.line(60, y + 40, 200, y + 40)
            pdf.line(260, y + 40, 500, y + 40)
        elif setting == "columns":
            pdf.line(x, y, x + 470 / columns - 30, y)
        if setting == "dots":
            put(pdf, x, y, "." * 40)
        if setting in ("columns", "dots"):
            put(pdf, x, y + 14, f"{organisation}|{name}|{title}")


def paper(rules: str, signing: str, columns: int) -> bytes:
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    put(pdf, 60, 70, "Aftale om tryghedspartnerskab i Engparken 2025-2028", 15)
    put(
        pdf,
        60,
        95,
        "1. Parterne|Der er indgået aftale om et partnerskab i Engparken mellem nedenstående parter.",
    )
    y = table(pdf, 120, (170, 170, 130), PARTIES, rules)
    put(pdf, 60, y, "2. Mål|Partnerskabets mål fremgår af skemaet. Styregruppen mødes to gange årligt.")
    y = table(pdf, y + 25, (30, 180, 70, 80, 110), GOALS, rules)
    put(pdf, 60, y, "3. Økonomi|I perioden 2025-2028 bidrager parterne årligt med følgende beløb:")
    y = table(pdf, y + 25, (160, 200, 110), AMOUNTS, rules)
    put(pdf, 60, y, "4. Løbetid|Aftalen gælder fra den 1. januar 2025 til og med den 31. december 2028.")
    pdf.add_page()
    put(pdf, 60, 70, "5. Underskrifter", 11)
    put(pdf, 60, 90, "Aftalen er underskrevet af følgende:")
    sign(pdf, signing, columns, rules)
    return bytes(pdf.output())


def scanned(data: bytes) -> bytes:
    """The pages as a scanner gives them at 200 dpi: a little askew, grainy."""
    document, noise, pages = pypdfium2.PdfDocument(data), np.random.default_rng(3), []
    for number in range(len(document)):
        image = document[number].render(scale=200 / 72).to_pil().convert("L")
        image = image.rotate(0.4 if number % 2 else -0.4, Image.Resampling.BICUBIC, fillcolor=255)
        grain = noise.normal(0, 5, (image.height, image.width))
        pages.append(Image.fromarray((np.asarray(image) * 0.96 + grain).clip(0, 255).astype("uint8")))
    sink = io.BytesIO()
    pages[0].save(sink, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return sink.getvalue()


def told(agreement: Agreement) -> dict[str, set[tuple[object, ...]]]:
    return {
        "parties": {(row.organisation,) for row in agreement.parties},
        "goals": {(r.number, r.direction, r.target_value, r.baseline_year, r.deadline) for r in agreement.goals},
        "measures": {(r.role, r.offence, r.year, r.value, r.change_percent) for r in agreement.measures},
        "budgets": {(r.amount_dkk, r.basis, r.purpose, r.payer) for r in agreement.budgets},
        "signatories": {(r.organisation, r.name, r.title) for r in agreement.signatories},
    }


EXPECTED: dict[str, set[tuple[object, ...]]] = {
    "parties": {("skovby-kommune",), ("midtlands-politi",), ("engen",)},
    "goals": {
        ("1", "increase", 78, 2023, 2028),
        ("2", "decrease", 36, 2023, 2028),
        ("3", "decrease", 72, 2023, 2028),
    },
    "measures": {
        ("baseline", None, 2023, 66, None),
        ("target", None, 2028, 78, None),
        ("baseline", "burglary", 2023, 48, None),
        ("target", "burglary", 2028, 36, -25),
        ("baseline", "vandalism", 2023, 80, None),
        ("target", "vandalism", 2028, 72, -10),
    },
    "budgets": {
        (900000, "annual", "activities", "skovby-kommune"),
        (325000, "annual", "administration", "skovby-kommune"),
        (150000, "annual", "activities", "engen"),
    },
    "signatories": {
        ("skovby-kommune", "Lise Holm", "Borgmester"),
        ("midtlands-politi", "Per Dal", "Politidirektør"),
        ("engen", "Ida Krogh", "Formand"),
    },
}


def read(folder: Path, data: bytes) -> dict[str, set[tuple[object, ...]]]:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    return told(parsers.parse(repair_document(ingest.read_document(path))))


@pytest.mark.parametrize(("rules", "signing", "columns"), SETTINGS)
def test_reads_the_same_rows_however_the_paper_is_set(tmp_path: Path, rules: str, signing: str, columns: int) -> None:
    assert read(tmp_path, paper(rules, signing, columns)) == EXPECTED


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.parametrize(("rules", "signing", "columns"), [SETTINGS[0], SETTINGS[3], SETTINGS[7]])
def test_reads_the_same_rows_from_a_scan(tmp_path: Path, rules: str, signing: str, columns: int) -> None:
    assert read(tmp_path, scanned(paper(rules, signing, columns))) == EXPECTED
