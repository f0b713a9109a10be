"""Decisions in a real browser, as a person makes them who never saw the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aftalearkiv
from tests.serving.conftest import UNEVEN

from .conftest import ROOT, Serve, Window

FOLEHAVEN = ROOT.parent / "shared" / "documents" / "pdf" / "folehaven-2018.pdf"


def _amounts(window: Window) -> list[Any]:
    query = (
        "SELECT b.amount_dkk, b.review FROM current_budgets b JOIN documents d ON d.id = b.document"
        " WHERE d.filename = ? ORDER BY b.position"
    )
    return window.rows(query, UNEVEN)


def test_finds_in_three_clicks_why_an_amount_is_flagged_and_corrects_it(desk: Window) -> None:
    desk.open("/")
    row = next(one for one in desk.all("table.list tbody tr") if UNEVEN in one.text)
    desk.press(row.find_element("partial link text", "advarsel"))  # 1: from the front page to the finding
    chosen = desk.one(".value.chosen")
    assert "1.000.000" in chosen.text and "750.000" in chosen.text
    assert any("750.000" in one.text for one in desk.all(".q.chosen"))
    pick = next(one for one in desk.all(".value .pick") if one.text.startswith("750.000"))
    pick.click()  # 2: the amount
    desk.press(desk.one(".value.chosen .decide a"))  # 3: correct it
    assert "beløb går ikke op" in desk.one(".item").text
    amount = desk.one('input[name="k.amount_dkk"]')
    amount.clear()
    amount.send_keys("800.000")
    desk.one('input[name="begrundelse"]').send_keys("trykfejl i aftalen")
    desk.one('input[name="navn"]').send_keys("Kim Holm")
    desk.keep("review-correcting")
    desk.press(desk.one('button[value="correct"]'))
    assert "Afgørelsen er gemt" in desk.one(".done").text
    assert (800_000, "corrected") in _amounts(desk)
    desk.press(desk.one(".done button"))
    assert (750_000, None) in _amounts(desk)


@pytest.fixture(scope="module")
def real_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agreement whose amounts do not add up, as it is: it lies beside this repository, where at all."""
    archive = tmp_path_factory.mktemp("real") / "archive.db"
    assert aftalearkiv.ingest([FOLEHAVEN], archive).exit_code == 0
    return archive


@pytest.mark.skipif(not FOLEHAVEN.is_file(), reason="../shared is not here")
def test_leads_a_stranger_in_three_clicks_to_a_flagged_amount_that_stays_corrected(
    serve: Serve, real_archive: Path
) -> None:
    desk = serve(archive=real_archive)
    desk.open("/")
    row = next(one for one in desk.all("table.list tbody tr") if "Folehaven" in one.text and "2018" in one.text)
    desk.press(row.find_element("partial link text", "advarsel"))  # 1: why
    assert "1.200.000 − 300.000 ≠ 870.000" in desk.one(".value.chosen").text
    desk.keep("stranger-1-why")
    desk.press(desk.one(".value.chosen").find_element("link text", "side 6"))  # 2: where on the paper
    assert [one.text for one in desk.all(".q.chosen")] == ["870.000 kr."]
    desk.keep("stranger-2-where")
    desk.press(desk.one(".value.chosen .noted").find_element("link text", "870.000 kr. årligt"))  # 3: to correct it
    assert "1.200.000 − 300.000 ≠ 870.000" in desk.one(".item .warn").text and desk.all(".crop rect")
    desk.one('input[name="k.amount_dkk"]').clear()
    desk.one('input[name="k.amount_dkk"]').send_keys("900.000")
    desk.one('input[name="begrundelse"]').send_keys("regnet efter")
    desk.keep("stranger-3-corrected")
    desk.press(desk.one('button[value="correct"]'))
    _read_everything_again(desk)
    desk.press(desk.one(".done a"))  # back to the paper from what was done
    assert "900.000 kr. årligt" in desk.one(".value.chosen").text and "rettet" in desk.one(".value.chosen").text
    desk.keep("stranger-4-stands")
    said = desk.rows("SELECT amount_dkk, review FROM current_budgets WHERE review IS NOT NULL")
    assert said == [(900_000, "corrected")]


def _read_everything_again(desk: Window) -> None:
    command = [sys.executable, "-m", "aftalearkiv", "ingest", "--force", "--db", str(desk.archive)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)


def test_says_what_is_missing_and_keeps_the_person_at_the_value(window: Window) -> None:
    window.open("/gennemgang?felt=budgets&sted=engbakken")
    heading = window.one(".item h2").text
    window.press(window.one('button[value="reject"]'))
    assert "begrundelse" in window.one(".problem").text
    assert window.one(".item h2").text == heading
    assert window.rows("SELECT count(*) FROM reviews") == [(0,)]


def test_refuses_the_second_of_two_windows(desk: Window) -> None:
    desk.open("/gennemgang?felt=budgets&sted=engbakken")
    first = desk.driver.current_window_handle
    desk.driver.switch_to.new_window("tab")
    try:
        desk.open("/gennemgang?felt=budgets&sted=engbakken")
        desk.press(desk.one('button[value="accept"]'))
    finally:
        desk.driver.close()
        desk.driver.switch_to.window(first)
    desk.press(desk.one('button[value="accept"]'))
    assert "siden den blev vist" in desk.one(".problem").text
    assert desk.rows("SELECT count(*) FROM reviews") == [(1,)]


def test_accepts_by_the_key_that_it_names(desk: Window) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    desk.open("/gennemgang")
    before = desk.one(".item h2")
    ActionChains(desk.driver).key_down(Keys.ALT).send_keys("g").key_up(Keys.ALT).perform()
    desk.leave(before)
    assert "Afgørelsen er gemt" in desk.one(".done").text


def test_shows_what_can_be_done_above_the_fold(window: Window) -> None:
    window.driver.set_window_size(1280, 800 + 90)
    window.open("/gennemgang")
    bottom = window.run("return document.querySelector('.acts').getBoundingClientRect().bottom")
    assert bottom <= window.run("return innerHeight")


def test_reads_a_file_that_is_chosen_on_the_page_about_the_archive(desk: Window, tmp_path: Any) -> None:
    place = tmp_path / "birkelund.txt"
    place.write_text("Partnerskabsaftale for Birkelund Tryghedspartnerskab 2019-2022\n", "utf-8")
    desk.open("/arkiv")
    desk.one('input[type="file"]').send_keys(str(place))
    desk.press(desk.one(".drop button"))
    assert "birkelund.txt" in desk.one(".path").text
