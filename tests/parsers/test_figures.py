"""Numbers, tables, sentences and confidences on their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Document, Page
from models.geometry import Table
from models.text import PageText, page_text
from parsers.levels.areas import Gazetteer
from parsers.levels.cells import read_tables
from parsers.levels.series import Reading
from parsers.marks.find import find_marks
from parsers.marks.numbers import ORDINALS, WORDS
from parsers.structure.paper import read_paper
from parsers.structure.sentences import find_sentences, share_out


def _document(text: PageText, tables: tuple[Table, ...] = ()) -> Document:
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "a text file", 1.0, None, text, tables=tables)
    return Document("0" * 64, "paper.txt", "text/plain", 1, "ok", (page,))


def _values(text: str) -> list[tuple[str | None, int | None, object, object]]:
    paper = read_paper(_document(page_text(text)))
    tables = read_tables(paper, Reading(Gazetteer(paper, frozenset())))
    return [
        (level.subject.offence, level.year, level.value, level.change) for table in tables for level in table.levels
    ]


@given(st.integers(min_value=0, max_value=10**9))
def test_reads_what_danish_prints_of_any_whole_number(value: int) -> None:
    printed = f"{value:,}".replace(",", ".")
    assert find_marks(f"Der bor {printed} borgere.").values("number", (0, 100)) == (value,)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("syvogtyve", 27),
        ("nioghalvfems", 99),
        ("to hundrede og halvtreds tusind", 250000),
        ("halvanden", 1.5),
        ("kvart", None),
    ],
)
def test_reads_number_words(words: str, value: float | None) -> None:
    assert next(iter(find_marks(f"Der er {words} boliger.").values("number", (0, 100))), None) == value


def test_has_a_word_for_every_number_below_a_hundred() -> None:
    assert {value for value in WORDS.values() if value == int(value)} == set(range(100))
    assert ORDINALS["tyvende"] == 20


LAYOUTS = {
    "tabs": "Gerningstype\tBaseline 2020\tMål 2022\nIndbrud\t50\t45\nHærværk\t20\t18\n",
    "bars": "|Gerningstype | Baseline 2020 | Mål 2022|\n|---|---|---|\n|Indbrud | 50 | 45 |\n| Hærværk | 20 | 18 |\n",
    "spaces": "Gerningstype   Baseline 2020   Mål 2022\nIndbrud        50              45\nHærværk        20  18\n",
    "single spaces": "Gerningstype Baseline 2020 Mål 2022\nIndbrud 50 45\nHærværk 20 18\n",
    "wrapped": "Gerningstype Baseline\n2020\nMål\n2022\nIndbrud\n50\n45\nHærværk\n20\n18\n",
    "blank lines between": "Gerningstype Baseline 2020 Mål 2022\n\nIndbrud 50 45\n\nHærværk 20 18\n\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reads_the_same_table_in_any_layout(layout: str) -> None:
    expected = [("burglary", 2020, 50), ("burglary", 2022, 45), ("vandalism", 2020, 20), ("vandalism", 2022, 18)]
    assert sorted((o, y, v) for o, y, v, _ in _values(LAYOUTS[layout])) == sorted(expected)


def test_concludes_an_unreadable_heading_from_its_neighbours() -> None:
    text = "Gerningstype Baseline 2018 Mål 2019 Mål 2020 M&';#\nTyveri 100 95 (-5 %) 90 (-10 %) 85 (-15 %)\n"
    assert _values(text)[-1] == ("theft", 2021, 85, -15)


def test_takes_a_form_without_years_and_figures_for_no_table() -> None:
    assert _values("Gerningstype\tMål\tÅr\tÆndring\nChikane\t\t\t\nTrusler\t\t\t\n") == []


def test_ends_no_sentence_at_an_abbreviation() -> None:
    text = "Jf. Byens plan gælder det. Det koster 3 kr. Hertil kommer løn."
    assert [text[a:b] for a, b in find_sentences(text)] == [
        "Jf. Byens plan gælder det.",
        "Det koster 3 kr.",
        "Hertil kommer løn.",
    ]


def test_gives_each_figure_its_own_words() -> None:
    text = "70 % er trygge om dagen, mens 50 % er det om natten"
    spans = share_out(text, (0, len(text)), [(0, 4), (30, 34)])
    assert [text[a:b].strip(" ,") for a, b in spans] == ["70 % er trygge om dagen", "mens 50 % er det om natten"]
