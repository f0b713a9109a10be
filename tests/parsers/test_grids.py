"""Tables read by position: the same cells, heads and labels, whatever set them."""

from __future__ import annotations

import pytest

from models.document import Document, Page
from models.geometry import Table as Drawn
from models.geometry import Word
from models.text import laid_text, page_text
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper, read_paper

Rows = list[tuple[list[str], list[tuple[str, list[str]]]]]

WANTED: Rows = [
    (["Indbrud"], [("40", ["Baseline 2023"]), ("36 (-10 %)", ["Mål 2025"])]),
    (["Hærværk"], [("60", ["Baseline 2023"]), ("54 (-10 %)", ["Mål 2025"])]),
]
SETTINGS = {
    "tabs": "Gerningstype\tBaseline 2023\tMål 2025\nIndbrud\t40\t36 (-10 %)\nHærværk\t60\t54 (-10 %)\n",
    "bars": "| Gerningstype | Baseline 2023 | Mål 2025 |\n|---|---|---|\n| Indbrud | 40 | 36 (-10 %) |\n"
    "| Hærværk | 60 | 54 (-10 %) |\n",
    "blanks": "Gerningstype    Baseline 2023    Mål 2025\nIndbrud         40               36 (-10 %)\n"
    "Hærværk         60               54 (-10 %)\n",
    "run together": "Gerningstype Baseline 2023 Mål 2025\nIndbrud 40 36 (-10 %)\nHærværk 60 54 (-10 %)\n",
    "one line": "Se her: Gerningstype Baseline 2023 Mål 2025 Indbrud 40 36 (-10 %) Hærværk 60 54 (-10 %) Vi mødes.",
    "column by column": "Gerningstype\nBaseline 2023\nMål 2025\nIndbrud\nHærværk\n40\n60\n36 (-10 %)\n54 (-10 %)\n",
}


def paper(text: str) -> Paper:
    """A plain text as a paper."""
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(text))
    return read_paper(Document("0" * 64, "x.txt", "text/plain", len(text), "ok", (page,)))


def told(found: Paper, table: Table) -> Rows:
    """The rows of a table as words."""
    return [
        (
            [found.words(label.span) for label in labels],
            [(found.words(v.cell.span), [found.words(head.span) for head in v.heads]) for v in values],
        )
        for labels, values in table.rows()
    ]


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_table_reads_the_same_whatever_sets_it(setting: str) -> None:
    found = paper(SETTINGS[setting])
    assert [told(found, table) for table in found.tables] == [WANTED]


def test_a_cell_over_two_lines_is_one_stretch() -> None:
    found = paper(
        "Nr.   Indikator                      Baseline 2023   Mål 2027\n"
        "1     Andel af beboere, der føler    68 %            76 %\n"
        "      sig trygge\n"
        "2     Anmeldt hærværk                52              40\n"
    )
    assert told(found, found.tables[0])[0] == (
        ["1", "Andel af beboere, der føler sig trygge"],
        [("68 %", ["Baseline 2023"]), ("76 %", ["Mål 2027"])],
    )


def test_a_quote_of_a_cell_over_two_lines_is_two_stretches_of_print() -> None:
    text = "Indikator           2023   2025\nAndel af beboere,   68 %   76 %\nder er trygge\nHærværk   40   36\n"
    found = paper(text)
    label = found.tables[0].sheet.labels_of(1)[0]
    quotes = found.body.evidence(label.start, label.end, "x")
    assert [quote.verbatim for quote in quotes] == ["Andel af beboere,", "der er trygge"]
    assert all(text[quote.start : quote.end] == quote.verbatim for quote in quotes)


def test_empty_and_dashed_cells_stay_cells() -> None:
    found = paper("Gerningstype\tBaseline 2020\t2021\t2022\nIndbrud\t31\t–\t26\nHærværk\t12\t\t9\n")
    assert [[cell for cell, _ in values] for _, values in told(found, found.tables[0])] == [
        ["31", "–", "26"],
        ["12", "", "9"],
    ]


def test_a_head_over_several_columns_stands_over_each() -> None:
    found = paper(
        "Gerningstype   Baseline      Måltal\n"
        "               2023     2024   2025   2026\n"
        "Indbrud        40       38     36     34\n"
    )
    heads = [
        [found.words(head.span) for head in value.heads] for _, values in found.tables[0].rows() for value in values
    ]
    assert heads == [["Baseline", "2023"], ["Måltal", "2024"], ["Måltal", "2025"], ["Måltal", "2026"]]


def test_a_label_left_empty_is_that_of_the_row_above() -> None:
    found = paper(
        "Afdeling\tGerningstype\t2020\t2021\nSkovly\tIndbrud\t12\t10\n\tHærværk\t7\t8\nEngparken\tIndbrud\t5\t4\n"
    )
    labels = [[found.words(label.span) for label in labels] for labels, _ in found.tables[0].rows()]
    assert labels == [["Skovly", "Indbrud"], ["Skovly", "Hærværk"], ["Engparken", "Indbrud"]]


def test_a_row_of_one_cell_groups_those_below() -> None:
    found = paper("Gerningstype\t2020\t2021\nSkovly\t\t\nIndbrud\t12\t10\nEngparken\t\t\nIndbrud\t5\t4\n")
    groups = [[found.words(g.span) for g in values[0].groups] for _, values in found.tables[0].rows()]
    assert groups == [["Skovly"], ["Engparken"]]


def test_a_table_goes_on_without_its_head() -> None:
    found = paper("Gerningstype\t2020\t2021\nIndbrud\t12\t10\n\n\n\nHærværk\t5\t4\nVold\t3\t2\n")
    last = [
        [found.words(head.span) for head in value.heads] for _, values in found.tables[1].rows() for value in values
    ]
    assert last == [["2020"], ["2021"]] * 2


def test_caption_and_notes_go_with_their_table() -> None:
    found = paper(
        "Tallene er nye.\n\nTabel 2. Anmeldelser\nGerningstype\t2020\t2021\n"
        "Indbrud\t12\t10*\n* Foreløbigt tal\nKilde: Politiet\n"
    )
    around = found.tables[0].around
    assert [found.words(span) for span in around.captions] == ["Tabel 2. Anmeldelser"]
    assert [(note.mark, found.words(note.span)) for note in around.notes] == [
        ("*", "* Foreløbigt tal"),
        ("Kilde", "Kilde: Politiet"),
    ]


def test_marks_of_notes_stand_beside_the_text() -> None:
    found = paper("Hærværk² faldt til 40¹ på Røghuset¹, 12 m² og bolig\u00adforeningen.\n\n¹ Hele året\n")
    assert found.text.startswith("Hærværk faldt til 40 på Røghuset, 12 m² og boligforeningen.")
    assert [mark for _, mark in found.body.raised] == ["²", "¹", "¹"]


def test_reads_a_drawn_table_by_its_cells() -> None:
    cells = ["Gerningstype", "Baseline", "2020", "Indbrud", "50"]
    text = laid_text([Word(word) for word in cells], [[0, 1, 2], [3, 4]])
    drawn = Drawn((((0,), (1, 2)), ((3,), (4,))), None, True)
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, text, tables=(drawn,))
    found = read_paper(Document("0" * 64, "x.txt", "text/plain", 1, "ok", (page,)))
    rows = [[found.words(cell.span) for cell in row] for row in found.tables[0].grid.at]
    assert rows == [["Gerningstype", "Baseline 2020"], ["Indbrud", "50"]]
    assert found.tables[0].grid.setting == "drawn"
