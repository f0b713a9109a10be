"""One table is read cell by cell however it is set: what a cell covers, what is empty, what is one row and what two."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest
from models.document import Page
from tests.ingest.conftest import dusty, needs_tesseract, rendered, scan_pdf
from tests.ingest.typeset_tables import Typeset, cells_of, printed, spans_of

Write = Callable[[str, bytes], Path]

TABLES = {
    "plain": """
        Gerningstype / Baseline 2022 / Måltal 2025 / Måltal 2027
        Indbrud / 44 / 35 / 30
        Hærværk / 66 / 52 / 45
        Vold / 12 / 11 / 9""",
    "heads over several columns": """
        Gerningstype / Baseline / < / Måltal / <
        ^ / 2022 / 2023 / 2025 / 2027
        Indbrud / 44 / 40 / 35 / 30
        Hærværk / 66 / 60 / 52 / 45
        Narkotika / 6 / 7 / 5 / 5""",
    "one head over several columns": """
        Område / Gerningstype / Baseline 2020 / Status / < / Ændring 2020-2022
        ^ / ^ / ^ / 2021 / 2022 / ^
        Skovly / Indbrud / 12 / 10 / 9 / -25 %
        Skovly / Hærværk / 31 / - / 26 / -16 %
        Lunden / Indbrud / 7 / 8 / 5 / -29 %
        Lunden / Hærværk / 14 / 12 / / -""",
    "labels over two rows": """
        Afdeling / Gerningstype / Baseline 2020 / 2021 / 2022
        Skovly / Indbrud / 12 / 10 / 9
        ^ / Hærværk / 31 / 29 / 26
        Lunden / Indbrud / 7 / 8 / 5
        ^ / Hærværk / 14 / 12 / 11""",
    "labels over three rows": """
        Afdeling / Gerningstype / 2020 / 2021 / 2022
        Skovly / Indbrud / 12 / 10 / 9
        ^ / Hærværk / 31 / 29 / 26
        ^ / Vold / 3 / 2 / 1
        Lunden / Indbrud / 7 / 8 / 5
        ^ / Hærværk / 14 / 12 / 11
        ^ / Vold / 4 / 4 / 4""",
    "empty and dashed cells": """
        Gerningstype / Baseline 2020 / 2021 / 2022 / Ændring
        Indbrud / 31 / / 26 / -16 %
        Hærværk / / 14 / 12 /
        Vold / 5 / 6 / / -
        Trusler / 8 / 7 / 9 / 12 %""",
    "cells of two lines": """
        Gerningstype / Baseline 2023 / Måltal 2027
        Indbrud i privat|bolig / 48 / 36 (-25 %)
        Anmeldelser pr.|1.000 beboere / 77,4 / 70,0
        Vold / 12 / 9""",
    "thousands parted by a blank": """
        Gerningstype / Baseline 2023 / Måltal 2027
        Alle anmeldelser / 1 240 / 1 100
        Indbrud / 140 / 100
        Hærværk / 1 060 / 945""",
    "rows headed by a line of their own": """
        Gerningstype / 2021 / 2022 / 2023
        Skovly / < / < / <
        Indbrud / 12 / 10 / 9
        Hærværk / 31 / 29 / 26
        Lunden / < / < / <
        Indbrud / 7 / 8 / 5
        Hærværk / 14 / 12 / 11""",
    "money": """
        Bidragyder / 2024 / 2025 / 2026 / I alt
        Skovby Kommune / 800.000 / 800.000 / 900.000 / 2.500.000
        Lærken / 350.000 / 350.000 / 350.000 / 1.050.000
        I alt / 1.150.000 / 1.150.000 / 1.250.000 / 3.550.000""",
    "areas as heads": """
        / Skovly / Lunden / Skovby
        Føler sig trygge / 64 % / 58 % / 88 %
        Føler sig utrygge / 12 % / 15 % / 5 %
        Hverken eller / 24 % / 27 % / 7 %""",
}
WAYS = (("L", "top", 3.0), ("C", "middle", 4.0), ("R", "foot", 1.0), ("C", "top", 6.0))


def read(write: Write, data: bytes) -> Page:
    return ingest.read_document(write("a.pdf", data)).pages[0]


def grids_of(page: Page) -> list[list[list[str]]]:
    return [[[" ".join(page.text.words[at].text for at in c) for c in row] for row in t.rows] for t in page.tables]


def raised(rows: list[list[str]], covering: list[list[str]]) -> list[list[str]]:
    """The rows with heads that stand over two rows in the first of them: without rules they may be read in either."""
    found = [list(row) for row in rows]
    for (at, column), (down, _) in spans_of(covering).items():
        for below in range(at + 1, at + down):
            if at == 0 and not found[0][column]:
                found[0][column], found[below][column] = found[below][column], ""
    return found


@pytest.mark.parametrize("name", TABLES)
def test_reads_a_ruled_table_with_what_its_cells_cover(write: Write, name: str) -> None:
    rows = cells_of(TABLES[name])
    for align, upright, padding in WAYS:
        page = read(write, Typeset(rows, align, upright, padding).set("full"))
        assert grids_of(page) == [printed(rows)]
        assert page.tables[0].ruled and page.tables[0].spans == spans_of(rows)


@pytest.mark.parametrize(("name", "rules"), [*itertools.product(TABLES, ("rows", "head", "groups", "none"))])
def test_reads_a_table_without_upright_rules(write: Write, name: str, rules: str) -> None:
    rows = cells_of(TABLES[name])
    for align, upright, padding in WAYS:
        page = read(write, Typeset(rows, align, upright, padding).set(rules))
        assert len(page.tables) == 1 and not page.tables[0].ruled
        assert raised(grids_of(page)[0], rows) == printed(rows)
        heads = {place: over for place, over in spans_of(rows).items() if place[0] == 0 and over[1] > 1}
        assert {place: page.tables[0].spans.get(place) for place in heads} == {
            p: (1, over[1]) for p, over in heads.items()
        }


@pytest.mark.parametrize("rules", ["rows", "groups", "head", "none"])
@pytest.mark.parametrize("name", ["labels over two rows", "labels over three rows"])
def test_gives_each_label_the_rows_it_stands_for(write: Write, name: str, rules: str) -> None:
    rows = cells_of(TABLES[name])
    for align, upright, padding in WAYS:
        page = read(write, Typeset(rows, align, upright, padding).set(rules))
        assert page.tables[0].spans == spans_of(rows)


def test_parts_rows_between_upright_rules_alone(write: Write) -> None:
    rows = cells_of(TABLES["empty and dashed cells"])
    table = Typeset(rows)
    for x in table.xs:
        table.pdf.line(x, table.ys[0], x, table.ys[-1])
    page = read(write, table.set("head"))
    assert grids_of(page) == [printed(rows)] and page.tables[0].ruled


def test_takes_a_caption_between_two_tables_for_no_row(write: Write) -> None:
    rows = cells_of(TABLES["plain"])
    table = Typeset(rows)
    table.pdf.text(60, table.ys[-1] + 20, "Tabel 2. Skovby")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.pdf.text(table.xs[column] + 4, table.ys[-1] + 46 + 18 * at, cell)
    table.ys[-1] += 120
    assert grids_of(read(write, table.set("none"))) == [printed(rows), printed(rows)]


def test_reads_a_run_whose_last_row_alone_has_a_figure(write: Write) -> None:
    rows = [["Part", "Rolle", "Møder"], ["Skovby", "Formand", "alle"], ["Lærken", "Medlem", "4"]]
    assert grids_of(read(write, Typeset(rows).set("none"))) == [rows]


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "rules"), [("labels over three rows", "rows"), ("heads over several columns", "head")]
)
def test_reads_lone_figures_on_a_scan(write: Write, name: str, rules: str) -> None:
    rows = cells_of(TABLES[name])
    scan = scan_pdf([dusty(rendered(Typeset(rows, "C", "middle", 4).set(rules), 200))])
    page = read(write, scan)
    assert [raised(grid, rows) for grid in grids_of(page)] == [printed(rows)]


@needs_tesseract
def test_tells_a_dash_on_a_scan_from_a_figure(write: Write) -> None:
    rows = cells_of(TABLES["empty and dashed cells"])
    page = read(write, scan_pdf([dusty(rendered(Typeset(rows).set("full"), 200))]))
    assert [row[4] for row in grids_of(page)[0]][1:4] == ["-16 %", "", "-"]
