"""The comparison pages: figures, breaks and links are those of `compare`, whatever form they are taken in."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import aftalearkiv
from corpus.words import say_amount
from output.compare.over_years import Asked, compare
from output.store.reading import reading
from pipeline.serving.pictures import Pictures
from pipeline.serving.shelf import Shelf

from .conftest import SAMPLES, TOKEN, Served, stranger

SERIES = ("lindeparken-2014-dump.txt", "lindeparken-2020-status.pdf", "lindeparken-2022.pdf")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a partnership with breaks and figures left for later."""
    archive = tmp_path_factory.mktemp("compared") / "archive.db"
    papers = [SAMPLES / name for name in SERIES]
    texts = sorted((SAMPLES / "gold" / "text").glob("lindeparken-2018*.txt"))
    aftalearkiv.ingest([*papers, *texts[:1]], archive)
    return archive


@pytest.fixture
def series(compared: Path, served: Served) -> Served:
    shelf = Shelf(compared, "da", False, Pictures(), served.shelf.addresses)
    browser = stranger(shelf)
    browser.get("/", params={"token": TOKEN})
    return Served(compared, shelf, browser)


def _bare(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_shows_every_figure_of_the_series_in_its_tables(series: Served) -> None:
    html = series.browser.get("/sammenlign/lindeparken").text
    with reading(series.archive) as db:
        rows = compare(db, Asked(("lindeparken",), ("series",)))["compare_series"]
    assert len(rows) > 8
    for row in rows:
        wanted = say_amount(row["met_value"] if row["value"] is None else row["value"], row["unit"], "da")
        assert f"/p/{row['sha256'][:12]}/{row['page']}?v=measures.{row['row_key']}" in html
        assert wanted in _bare(html)


def test_leads_from_every_link_to_a_page_that_quotes_the_value(series: Served) -> None:
    html = series.browser.get("/sammenlign/lindeparken").text
    links = sorted(set(re.findall(r'href="(/p/[0-9a-f]{12}/\d+\?v=[^"]+)"', html)))
    assert len(links) > 20
    for link in links:
        page = series.browser.get(unescape(link)).text
        assert '<li class="value chosen"' in page, link
        assert 'class="q chosen"' in page, link


def test_says_each_break_in_words_beside_its_chart(series: Served) -> None:
    html = series.browser.get("/sammenlign/lindeparken").text
    with reading(series.archive) as db:
        rows = compare(db, Asked(("lindeparken",), ("series",)))["compare_series"]
    assert html.count('<p class="break">') == len({(r["family"], r["unit"], r["time_of_day"], r["break"]) for r in rows
                                                   if r["break"]}) > 0  # fmt: skip
    assert "‖ ①" in html


def test_gives_the_tables_as_files_with_the_same_rows(series: Served) -> None:
    found = series.browser.get("/sammenlign/lindeparken.json").json()
    with reading(series.archive) as db:
        rows = compare(db, Asked(("lindeparken",)))
    assert {name: len(own) for name, own in found.items()} == {name: len(own) for name, own in rows.items()}
    text = series.browser.get("/sammenlign/lindeparken.csv?tabel=goals").content.decode("utf-8-sig")
    assert text.count("\n") == len(rows["compare_goals"]) + 1
    assert series.browser.get("/sammenlign/lindeparken.xlsx").content.startswith(b"PK")
    assert series.browser.get("/sammenlign/lindeparken.csv?tabel=nothing").status_code == 404


def test_leaves_nothing_in_the_archive(series: Served) -> None:
    before = series.archive.read_bytes()
    series.browser.get("/sammenlign/lindeparken")
    assert series.archive.read_bytes() == before


def test_lists_all_and_lays_several_side_by_side(served: Served) -> None:
    listed = served.browser.get("/sammenlign").text
    assert 'href="/sammenlign/lindeparken"' in listed and 'value="oesterhavn"' in listed
    both = _bare(served.browser.get("/sammenlign?sted=lindeparken&sted=oesterhavn").text)
    assert "Lindeparken · Østerhavn" in both
    assert served.browser.get("/sammenlign?sted=lindeparken").headers["location"] == "/sammenlign/lindeparken"
    for nothing in ("/sammenlign/intetsteds", "/sammenlign?sted=lindeparken&sted=intetsteds"):
        assert served.browser.get(nothing).status_code == 404


def test_has_no_code_and_no_english_on_the_danish_page(series: Served) -> None:
    said = _bare(series.browser.get("/sammenlign/lindeparken").text)
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", said) == []
    assert not re.findall(r"\b(baseline|target|observation|break|page|added|changed)\b", said)


def test_marks_what_a_person_corrected(served: Served) -> None:
    html = served.browser.get("/gennemgang", params={"felt": "budgets", "sted": "engbakken"}).text
    value = re.findall(r'name="v" value="(budgets[^"]+)"', html)[-1]
    paper = re.findall(r'name="p" value="([0-9a-f]{12})"', html)[-1]
    sent = {"p": paper, "v": value, "set": "0", "handling": "accept"}
    assert served.browser.post("/afgoer", data=sent, headers={"sec-fetch-site": "same-origin"}).status_code == 303
    assert '<span class="tag">godkendt</span>' in served.browser.get("/sammenlign/engbakken").text
