"""Leaflets and memos: columns with boxes and lists set in, drawn bullets, boxes of facts, notes in the margin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF

import ingest

Write = Callable[[str, bytes], Path]
Typed = list[tuple[float, float, str]]

PROSE: Typed = [(60.0, 200.0 + 14 * row, f"venstre spalte linje {row} om gården") for row in range(12)]


def leaflet(*parts: Typed) -> FPDF:
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for x, y, text in (line for part in parts for line in part):
        pdf.text(x, y, text)
    return pdf


def lines_of(write: Write, pdf: FPDF) -> list[str]:
    page = ingest.read_document(write("a.pdf", bytes(pdf.output()))).pages[0]
    return [line for line in page.text.text.split("\n") if line]


def test_reads_a_column_whose_lists_and_boxes_are_set_in_to_its_end(write: Write) -> None:
    head = [(320.0, 200.0, "Vores mål")]
    inset = [(332.0, 216.0 + 14 * row, f"højre spalte linje {row} om skolen") for row in range(6)]
    last = [(320.0, 314.0, "Kontakt"), (320.0, 328.0, "Skriv til kommunen i Skovby")]
    read = lines_of(
        write, leaflet([(60, 100, "Aftale for Skovby og for alle dem, der bor i byen")], PROSE, head, inset, last)
    )
    assert read[1:] == [text for _, _, text in (*PROSE, *head, *inset, *last)]


def test_reads_drawn_dots_as_bullets(write: Write) -> None:
    items = [(80.0, 150.0 + 20 * row, f"Punkt {row} på listen") for row in range(3)]
    pdf = leaflet([(60, 120, "Vi arbejder med tre emner:")], items)
    for _, y, _ in items:
        pdf.ellipse(66, y - 6, 4, 4, style="F")
    assert lines_of(write, pdf)[1:] == [f"• {text}" for _, _, text in items]


def test_sets_keys_and_values_of_a_box_of_facts_apart(write: Write) -> None:
    keys = [(60.0, 150.0, "Område"), (60.0, 180.0, "Parter"), (60.0, 225.0, "Periode")]
    values = [(170.0, 150.0, "Engen og gården bag den gamle skole"), (170.0, 180.0, "Skovby Kommune")]
    values += [(170.0, 194.0, "Skovby Politi"), (170.0, 225.0, "2025-2028")]
    assert lines_of(write, leaflet([(60, 120, "Fakta om aftalen")], keys, values))[1:] == [
        "Område\tEngen og gården bag den gamle skole",
        "Parter\tSkovby Kommune",
        "\tSkovby Politi",
        "Periode\t2025-2028",
    ]


def test_reads_a_box_of_facts_with_a_line_to_each_row_by_row(write: Write) -> None:
    facts = [("Område", "Engen, Gården og Skovkanten"), ("Varighed", "1. marts 2025 - 31. december 2028")]
    facts += [("Emner", "Tre"), ("Møder", "Hvert kvartal i rådhusets store sal")]
    rows = [
        (x, 150.0 + 23 * at, text) for at, row in enumerate(facts) for x, text in zip((60.0, 190.0), row, strict=True)
    ]
    assert lines_of(write, leaflet([(60, 120, "Aftalen kort:")], rows))[1:] == ["\t".join(row) for row in facts]


def test_reads_notes_in_the_margin_after_the_text(write: Write) -> None:
    notes = [
        (430.0, 206.0 + 13 * row, text) for row, text in enumerate(("Skovby Kommune", "Torvet 1", "Sagsnr. 25-114"))
    ]
    notes += [(430.0, 250.0, "12. marts 2025")]
    read = lines_of(write, leaflet([(60.0, y, text + ", som er for alle os naboer") for _, y, text in PROSE], notes))
    assert read[-4:] == [text for _, _, text in notes]


def test_reads_the_foot_of_a_page_of_columns_last(write: Write) -> None:
    right = [(320.0, 200.0 + 14 * row, f"højre spalte linje {row} om skolen") for row in range(12)]
    foot = [(60.0, 810.0, "Aftale for Skovby"), (500.0, 810.0, "1")]
    assert lines_of(write, leaflet(PROSE, right, foot))[-2:] == [right[-1][2], "Aftale for Skovby 1"]
