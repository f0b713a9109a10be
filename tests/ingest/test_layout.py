"""Reading order, columns, tables and footnotes of typeset pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF

import ingest
from models.document import Document, Page
from models.geometry import Table

Write = Callable[[str, bytes], Path]
Typed = list[tuple[float, float, str]]

BLOCKS = (
    ("Direktør", "Dato", "Karla Holm (formand)", "SKOVBY KOMMUNE", "Kulturforvaltningen"),
    ("Chef", "Dato", "Birger Sø", "FORENINGEN LÆRKEN", ""),
    ("Leder", "Dato", "Åse Munk", "SKOVBY POLITI", ""),
    ("Formand", "Dato", "Ejnar Brøgger", "BOLIGFORENINGEN ENGEN", ""),
)
FIGURES = (
    ("Slags", "Baseline (2019)", "Mål 2020", "Mål 2021"),
    ("Indbrud", "154", "139 (-10 %)", "131 (-15 %)"),
    ("Hærværk", "73", "66 (-10 %)", "62 (-15 %)"),
    ("Chikane", "32", "29 (-10 %)", "27 (-15 %)"),
)


def typed(lines: Typed, size: float = 11) -> FPDF:
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    add(pdf, lines, size)
    return pdf


def add(pdf: FPDF, lines: Typed, size: float = 11) -> None:
    pdf.set_font("Helvetica", size=size)
    for x, y, text in lines:
        pdf.text(x, y, text)


def read(write: Write, pdf: FPDF) -> Document:
    return ingest.read_document(write("a.pdf", bytes(pdf.output())))


def lines_of(page: Page) -> list[str]:
    return [line for line in page.text.text.split("\n") if line]


def cells_of(page: Page, table: Table) -> list[list[str]]:
    return [[" ".join(page.text.words[at].text for at in cell) for cell in row] for row in table.rows]


def signature_page(offset: float, rules: bool = True) -> FPDF:
    """Two columns of blocks; the right column's lines stand `offset` points lower than the left's."""
    pdf = typed(
        [(70, 80, "8. Underskrifter"), (70, 110, "Aftalen er indgået mellem følgende parter, som står herunder:")]
    )
    for number, block in enumerate(BLOCKS):
        x, y = (70.0, 150.0 + 110 * number) if number < 2 else (320.0, 150.0 + 110 * (number - 2) + offset)
        title, date, *rest = block
        if rules:
            pdf.line(x, y - 12, x + 200, y - 12)
        add(pdf, [(x, y, title), (x + 176, y, date)], 9)
        add(pdf, [(x, y + 16 * (row + 1), text) for row, text in enumerate(rest) if text])
    return pdf


@pytest.mark.parametrize("offset", [0.0, 4.0, 7.0])
@pytest.mark.parametrize("rules", [True, False])
def test_reads_a_signature_page_block_by_block(write: Write, offset: float, rules: bool) -> None:
    page = read(write, signature_page(offset, rules)).pages[0]
    expected = ["8. Underskrifter", "Aftalen er indgået mellem følgende parter, som står herunder:"]
    for title, date, *rest in BLOCKS:
        expected += [f"{title} {date}", *(text for text in rest if text)]
    assert lines_of(page) == expected


def test_reads_two_small_blocks_under_lines_to_sign_on(write: Write) -> None:
    blocks = (("Karla Holm", "Borgmester i Skovby"), ("Birger Sø", "Direktør i Lærken"))
    pdf = typed([(70, 80, "Denne aftale er underskrevet i to ens udgaver, en til hver af de to parter i aftalen.")])
    for x, block in zip((70.0, 330.0), blocks, strict=True):
        pdf.line(x, 140, x + 190, 140)
        add(pdf, [(x, 154.0 + 15 * row, text) for row, text in enumerate(block)])
    assert lines_of(read(write, pdf).pages[0])[1:] == [text for block in blocks for text in block]


def test_reads_three_columns_of_signatures(write: Write) -> None:
    blocks = [(f"Navn Nummer{at}", f"Direktør for afdeling {at}", "SKOVBY KOMMUNE") for at in range(6)]
    pdf = typed([(70, 80, "Underskrifter")])
    for at, block in enumerate(blocks):
        x, y = 50 + 175.0 * (at // 2), 150 + 90.0 * (at % 2)
        add(
            pdf,
            [
                (x, y, "......................................"),
                *((x, y + 15.0 * (row + 1), t) for row, t in enumerate(block)),
            ],
            10,
        )
    expected = [text for block in blocks for text in ("......................................", *block)]
    assert lines_of(read(write, pdf).pages[0]) == ["Underskrifter", *expected]


def test_reads_two_columns_of_prose_one_after_the_other(write: Write) -> None:
    left = [(60.0, 100.0 + 14 * row, f"venstre spalte linje {row} om gården") for row in range(8)]
    right = [(320.0, 100.0 + 14 * row, f"højre spalte linje {row} om skolen") for row in range(8)]
    page = read(write, typed([*left, *right])).pages[0]
    assert lines_of(page) == [text for _, _, text in left + right]


def test_takes_text_beside_a_list_of_amounts_for_no_table(write: Write) -> None:
    said = ("vi hjælper hinanden med", "trygheden i kvarteret, og", "det gælder alle, der bor", "her, og alle gæster i")
    paid = ("Nordby Kommune: 600.000 kr. om året", "Lejerbo: 180.000 kr. om året", "Boligby: 150.000 kr. om året")
    left = [(60.0, 100.0 + 14 * row, words) for row, words in enumerate(said * 2)]
    right = [(320.0, 100.0, "Hvert år giver parterne")]
    right += [(x, 114.0 + 14 * row, t) for row, paying in enumerate(paid) for x, t in ((325.0, "-"), (337.0, paying))]
    right += [(320.0, 156.0 + 14 * row, f"og linje {row} om skolen i byen") for row in range(4)]
    page = read(write, typed([*left, *right])).pages[0]
    assert page.tables == ()
    assert lines_of(page)[:8] == list(said * 2)


def test_reads_an_indented_list_line_by_line(write: Write) -> None:
    items = [(90.0, 120.0 + 15 * row, f"o Forvaltningen for emne {row}") for row in range(6)]
    page = read(
        write, typed([(70, 100, "* Skovby Kommunes forvaltninger"), *items, (70, 220, "* Skovby Politi")])
    ).pages[0]
    assert lines_of(page) == ["* Skovby Kommunes forvaltninger", *(t for _, _, t in items), "* Skovby Politi"]


def test_parts_paragraphs_where_the_white_is_wider(write: Write) -> None:
    page = read(
        write, typed([(70, 100, "Et"), (70, 114, "to"), (70, 128, "tre"), (70, 156, "fire"), (70, 170, "fem")])
    ).pages[0]
    assert page.text.text == "Et\nto\ntre\n\nfire\nfem\n"


def test_gives_boxes_in_points_from_the_top_left(write: Write) -> None:
    page = read(write, typed([(100, 200, "Ålborg")])).pages[0]
    box = page.text.words[0].box
    assert box is not None
    assert abs(box.x0 - 100) < 2 and box.top < 200 < box.bottom + 1 and box.bottom - box.top < 16


def test_turns_boxes_with_the_page(write: Write) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(bytes(typed([(100, 200, "Ålborg")]).output()))
    document[0].set_rotation(90)
    path = write("turned.pdf", b"")
    document.save(path)
    page = ingest.read_document(path).pages[0]
    box = page.text.words[0].box
    assert box is not None and page.rotation == 90
    assert (round(page.width), round(page.height)) == (842, 595)
    assert 842 - 212 < box.x0 < box.x1 < 842 - 186 and 90 < box.top < 110


def draw_table(pdf: FPDF, rows: tuple[tuple[str, ...], ...], ruled: bool, y: float = 150) -> float:
    for row, cells in enumerate(rows):
        add(pdf, [(74 + 110.0 * column, y + 20 * row, text) for column, text in enumerate(cells)])
    if ruled:
        for row in range(len(rows) + 1):
            pdf.line(70, y - 14 + 20 * row, 70 + 110 * len(rows[0]), y - 14 + 20 * row)
        for column in range(len(rows[0]) + 1):
            pdf.line(70 + 110 * column, y - 14, 70 + 110 * column, y - 14 + 20 * len(rows))
    return y + 20 * len(rows)


@pytest.mark.parametrize("ruled", [True, False])
def test_finds_a_table_cell_by_cell(write: Write, ruled: bool) -> None:
    pdf = typed([(70, 100, "Kriminaliteten måles hvert år i foråret i hele kommunen og i de to områder:")])
    end = draw_table(pdf, FIGURES, ruled)
    add(pdf, [(70, end + 30, "Tallene kommer fra politiet og drøftes på mødet i maj med alle parterne.")])
    page = read(write, pdf).pages[0]
    assert [cells_of(page, table) for table in page.tables] == [[list(row) for row in FIGURES]]
    assert page.tables[0].ruled is ruled
    assert "\t".join(FIGURES[1]) in lines_of(page)


def test_keeps_empty_cells(write: Write) -> None:
    rows = (("Slags", "År", "Ændring"), ("Tyveri", "", ""), ("Vold", "", "ingen"), ("", "2019", ""))
    pdf = typed([(70, 100, "Skema")])
    draw_table(pdf, rows, ruled=True)
    page = read(write, pdf).pages[0]
    assert cells_of(page, page.tables[0]) == [list(row) for row in rows]
    assert lines_of(page)[1:] == ["Slags\tÅr\tÆndring", "Tyveri", "Vold\t\tingen", "\t2019"]


def test_breaks_a_row_only_in_a_divided_word(write: Write) -> None:
    rows = (("Slags", "Baseline 2019", "Mål 2021"), ("", "154", "139"), ("Vold", "20", "18"))
    pdf = typed([(70, 100, "Skema")])
    draw_table(pdf, rows, ruled=True)
    add(pdf, [(74, 164, "Straffelovs-"), (74, 173, "kriminalitet")], 7)
    assert lines_of(read(write, pdf).pages[0])[1:] == [
        "Slags\tBaseline 2019\tMål 2021",
        "Straffelovs-",
        "kriminalitet\t154\t139",
        "Vold\t20\t18",
    ]


def test_joins_cells_that_wrap_and_heads_of_two_lines(write: Write) -> None:
    pdf = typed([(70, 80, "Måltal for de kommende år")])
    head = [
        (190.0, 120.0, "Udgangspunkt"),
        (300.0, 120.0, "Måltal"),
        (70.0, 133.0, "Slags"),
        (190.0, 133.0, "(2019)"),
        (300.0, 133.0, "2020"),
    ]
    body = [(70.0, 160.0, "Indbrud i"), (70.0, 173.0, "privat bolig"), (190.0, 160.0, "154"), (300.0, 160.0, "139")]
    tail = [
        (70.0, 200.0, "Hærværk"),
        (190.0, 200.0, "73"),
        (300.0, 200.0, "66"),
        (70.0, 227.0, "Chikane"),
        (190.0, 227.0, "32"),
        (300.0, 227.0, "29"),
    ]
    add(pdf, [*head, *body, *tail])
    page = read(write, pdf).pages[0]
    assert cells_of(page, page.tables[0]) == [
        ["Slags", "Udgangspunkt (2019)", "Måltal 2020"],
        ["Indbrud i privat bolig", "154", "139"],
        ["Hærværk", "73", "66"],
        ["Chikane", "32", "29"],
    ]


def test_joins_cells_set_to_the_middle_of_their_row(write: Write) -> None:
    head = [(70.0, 120.0, "Hvad vi vil"), (300.0, 120.0, "Udgangspunkt"), (420.0, 120.0, "Mål 2028")]
    first = [(70.0, 148.0, "1. Flere skal færdes trygt på"), (70.0, 163.0, "stien ved åen"), (300.0, 155.5, "61 pct.")]
    second = [(70.0, 197.5, "2. Indbrud skal ned"), (300.0, 190.0, "80 tilfælde i"), (300.0, 205.0, "hele kvarteret")]
    third = [(70.0, 232.0, "3. Hærværk skal ned"), (300.0, 232.0, "44"), (420.0, 232.0, "30")]
    aims = [(420.0, 155.5, "70 pct."), (420.0, 197.5, "60 tilfælde")]
    page = read(write, typed([*head, *first, *second, *third, *aims])).pages[0]
    assert cells_of(page, page.tables[0]) == [
        ["Hvad vi vil", "Udgangspunkt", "Mål 2028"],
        ["1. Flere skal færdes trygt på stien ved åen", "61 pct.", "70 pct."],
        ["2. Indbrud skal ned", "80 tilfælde i hele kvarteret", "60 tilfælde"],
        ["3. Hærværk skal ned", "44", "30"],
    ]


def test_sees_no_table_on_a_page_of_signatures(write: Write) -> None:
    assert read(write, signature_page(0.0)).pages[0].tables == ()


def test_sees_no_table_in_the_frame_of_a_map(write: Write) -> None:
    pdf = typed([(70, 80, "6. Kort over området")])
    pdf.rect(70, 100, 450, 300)
    assert read(write, pdf).pages[0].tables == ()


def test_tells_footnotes_from_the_body(write: Write) -> None:
    pdf = typed([(70, 100 + 14 * row, f"Brødtekst nummer {row} om aftalen og dens parter") for row in range(5)])
    add(pdf, [(70, 700, "¹ Jf. Skovby Kommunes plan"), (70, 711, "som blev vedtaget i maj")], 7)
    page = read(write, pdf).pages[0]
    notes = " ".join(page.text.words[at].text for at in sorted(page.footnotes))
    assert notes == "¹ Jf. Skovby Kommunes plan som blev vedtaget i maj"


def test_reads_a_small_raised_digit_as_a_footnote_mark(write: Write) -> None:
    pdf = typed([(70, 100, "planen")])
    width = pdf.get_string_width("planen")
    add(pdf, [(70 + width, 96, "2")], 6)
    add(pdf, [(70, 130, "Der er 12 boliger i 2019")])
    page = read(write, pdf).pages[0]
    assert lines_of(page) == ["planen²", "Der er 12 boliger i 2019"]


@pytest.mark.parametrize("size", [6.5, 8, 8.35])
def test_raises_marks_as_word_processors_and_browsers_set_them(write: Write, size: float) -> None:
    pdf = typed([(70, 100, "2023")])
    add(pdf, [(70 + pdf.get_string_width("2023"), 97, "1")], size)
    assert lines_of(read(write, pdf).pages[0]) == ["2023¹"]


@pytest.mark.parametrize(
    ("before", "mark", "after", "meant"),
    [
        ("40", "1", "", "40¹"),
        ("1.467.000", "12", " kr.", "1.467.000¹² kr."),
        ("den 31. december 2027", "2", ".", "den 31. december 2027²."),
        ("i Skovly", "3", ", Lunden", "i Skovly³, Lunden"),
    ],
)
def test_raises_the_mark_at_a_figure(write: Write, before: str, mark: str, after: str, meant: str) -> None:
    pdf = typed([(70, 100, before)])
    x = 70 + pdf.get_string_width(before)
    add(pdf, [(x, 96.5, mark)], 7)
    x += pdf.get_string_width(mark)
    add(pdf, [(x, 100, after)])
    assert lines_of(read(write, pdf).pages[0]) == [meant]


def test_puts_a_mark_that_stands_apart_on_its_word(write: Write) -> None:
    pdf = typed([(70, 100, "Røghuset")])
    add(pdf, [(70 + pdf.get_string_width("Røghuset") + 1.5, 96.5, "1")], 7)
    add(pdf, [(150, 100, "i byen")])
    assert lines_of(read(write, pdf).pages[0]) == ["Røghuset¹ i byen"]


def test_raises_no_small_figure_on_the_line(write: Write) -> None:
    pdf = typed([(70, 100, "CO")])
    add(pdf, [(70 + pdf.get_string_width("CO"), 102, "2")], 7)
    add(pdf, [(70, 130, "Kapitel")], 11)
    add(pdf, [(112, 130, "12")], 7)
    assert lines_of(read(write, pdf).pages[0]) == ["CO2", "Kapitel 12"]


@pytest.mark.parametrize("footer", ["{}", "Side {} af 4", "- {} -"])
def test_tells_page_numbers_and_running_headers_from_the_body(write: Write, footer: str) -> None:
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    for number in range(1, 5):
        pdf.add_page()
        add(
            pdf,
            [
                (70, 40, "Aftale for Skovby"),
                (70, 200, f"Afsnit {number} handler om noget andet"),
                (290, 810, footer.format(number)),
            ],
        )
    for page in read(write, pdf).pages:
        furniture = " ".join(page.text.words[at].text for at in sorted(page.furniture))
        assert furniture == f"Aftale for Skovby {footer.format(page.number)}"


def test_keeps_hyphens_at_line_ends_as_they_are_printed(write: Write) -> None:
    page = read(
        write, typed([(70, 100, "Kommunen og kriminali-"), (70, 114, "teten i byen BO-"), (70, 128, "Vita er her")])
    ).pages[0]
    assert page.text.text == "Kommunen og kriminali-\nteten i byen BO-\nVita er her\n"


def test_reads_the_same_page_the_same_way_twice(write: Write) -> None:
    data = bytes(signature_page(4.0).output())
    assert ingest.read_document(write("a.pdf", data)) == ingest.read_document(write("a.pdf", data))


def test_reads_a_short_key_beside_a_ruled_table_below_other_keys(write: Write) -> None:
    pdf = typed([(70, 60, "Aftale om tryghed")])
    facts = (
        ("Formål", "Partnerskabet skal gøre det tryggere at bo i området ved søen."),
        ("Parter", "Nordby Kommune og Havborg Boligforening."),
        ("Løbetid", "Aftalen gælder fra 1. august 2018 til 31. juli 2021."),
        ("Møder", "Styregruppen mødes to gange om året."),
    )
    for row, (key, value) in enumerate(facts):
        add(pdf, [(70, 100 + 22 * row, key), (155, 100 + 22 * row, value)])
    add(pdf, [(70, 212, "Budget")])
    for row, cells in enumerate(
        (("Post", "2018", "2019"), ("Aktiviteter", "400.000", "400.000"), ("Ledelse", "1", "2"))
    ):
        for column, cell in enumerate(cells):
            pdf.rect(155 + 110 * column, 192 + 20 * row, 110, 20)
            add(pdf, [(160 + 110 * column, 206 + 20 * row, cell)])
    page = read(write, pdf).pages[0]
    assert [cells_of(page, table)[1] for table in page.tables] == [["Aktiviteter", "400.000", "400.000"]]
    assert any(line.startswith("Budget") for line in lines_of(page))
