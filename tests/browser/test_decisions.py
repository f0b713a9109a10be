"""Decisions in a real browser, as a person makes them who never saw the program."""

from __future__ import annotations

from typing import Any

from tests.serving.conftest import UNEVEN

from .conftest import Window


def _amounts(window: Window) -> list[Any]:
    query = (
        "SELECT b.amount_dkk, b.review FROM current_budgets b JOIN documents d ON d.id = b.document"
        " WHERE d.filename = ? ORDER BY b.position"
    )
    return window.rows(query, UNEVEN)


def test_finds_in_three_clicks_why_an_amount_is_flagged_and_corrects_it(window: Window) -> None:
    window.open("/")
    row = next(one for one in window.all("table.list tbody tr") if UNEVEN in one.text)
    window.press(row.find_element("partial link text", "advarsel"))  # 1: from the front page to the finding
    chosen = window.one(".value.chosen")
    assert "1.000.000" in chosen.text and "750.000" in chosen.text
    assert any("750.000" in one.text for one in window.all(".q.chosen"))
    pick = next(one for one in window.all(".value .pick") if one.text.startswith("750.000"))
    pick.click()  # 2: the amount
    window.press(window.one(".value.chosen .decide a"))  # 3: correct it
    assert "beløb går ikke op" in window.one(".item").text
    amount = window.one('input[name="k.amount_dkk"]')
    amount.clear()
    amount.send_keys("800.000")
    window.one('input[name="begrundelse"]').send_keys("trykfejl i aftalen")
    window.one('input[name="navn"]').send_keys("Kim Holm")
    window.keep("review-correcting")
    window.press(window.one('button[value="correct"]'))
    assert "Afgørelsen er gemt" in window.one(".done").text
    assert (800_000, "corrected") in _amounts(window)
    window.press(window.one(".done button"))
    assert (750_000, None) in _amounts(window)


def test_says_what_is_missing_and_keeps_the_person_at_the_value(window: Window) -> None:
    window.open("/gennemgang?felt=budgets&sted=engbakken")
    heading = window.one(".item h2").text
    window.press(window.one('button[value="reject"]'))
    assert "begrundelse" in window.one(".problem").text
    assert window.one(".item h2").text == heading
    assert window.rows("SELECT count(*) FROM reviews") == [(0,)]


def test_refuses_the_second_of_two_windows(window: Window) -> None:
    window.open("/gennemgang?felt=budgets&sted=engbakken")
    first = window.driver.current_window_handle
    window.driver.switch_to.new_window("tab")
    try:
        window.open("/gennemgang?felt=budgets&sted=engbakken")
        window.press(window.one('button[value="accept"]'))
    finally:
        window.driver.close()
        window.driver.switch_to.window(first)
    window.press(window.one('button[value="accept"]'))
    assert "siden den blev vist" in window.one(".problem").text
    assert window.rows("SELECT count(*) FROM reviews") == [(1,)]


def test_accepts_by_the_key_that_it_names(window: Window) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.expected_conditions import staleness_of
    from selenium.webdriver.support.wait import WebDriverWait

    window.open("/gennemgang")
    before = window.one(".item h2")
    ActionChains(window.driver).key_down(Keys.ALT).send_keys("g").key_up(Keys.ALT).perform()
    WebDriverWait(window.driver, 60).until(staleness_of(before))
    assert "Afgørelsen er gemt" in window.one(".done").text


def test_shows_what_can_be_done_above_the_fold(window: Window) -> None:
    window.driver.set_window_size(1280, 800 + 90)
    window.open("/gennemgang")
    bottom = window.run("return document.querySelector('.acts').getBoundingClientRect().bottom")
    assert bottom <= window.run("return innerHeight")


def test_reads_a_file_that_is_chosen_on_the_page_about_the_archive(window: Window, tmp_path: Any) -> None:
    place = tmp_path / "birkelund.txt"
    place.write_text("Partnerskabsaftale for Birkelund Tryghedspartnerskab 2019-2022\n", "utf-8")
    window.open("/arkiv")
    window.one('input[type="file"]').send_keys(str(place))
    window.press(window.one(".drop button"))
    assert "birkelund.txt" in window.one(".path").text
