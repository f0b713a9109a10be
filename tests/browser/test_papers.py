"""A paper in a real browser: its boxes lie on ink, its three columns lead to each other, repairs tell what was read."""

from __future__ import annotations

import pytest

from tests.serving.conftest import HOSTILE, HOSTILE_TEXT, UNEVEN

from .conftest import Window


def _chosen(window: Window) -> str:
    return str(window.one(".value.chosen").get_attribute("id"))[2:]


@pytest.mark.parametrize("name", ["lindeparken-2022.pdf", "lindeparken-2018.pdf", "turned.pdf", "cropped.pdf"])
def test_draws_the_box_of_a_value_on_its_ink(window: Window, name: str) -> None:
    value = window.value(name, "goals" if name == "lindeparken-2018.pdf" else "parties")
    window.open(f"/p/{window.digits(name)}/1?v={value}")
    boxes = window.ink(f"paper-{name}")
    assert boxes
    assert all(0.01 < dark < 0.6 and filled > 0.5 for dark, filled in boxes)  # the quote fills its box


def test_goes_from_value_to_box_to_text_and_back_by_mouse(window: Window) -> None:
    window.open(f"/p/{window.digits('lindeparken-2022.pdf')}/1")
    first, second = window.all(".group[open] .value .pick:not([data-elsewhere])")[:2]
    first.click()
    one = _chosen(window)
    assert window.run("return new URL(location.href).searchParams.get('v')") == one
    assert window.all(f'.box.chosen[data-v="{one}"]')
    assert window.all(".q.chosen")
    second.click()
    assert _chosen(window) != one
    window.all(f'.q[data-v~="{one}"]')[0].click()
    assert one in window.all(f'.q[data-v~="{one}"]')[0].get_attribute("data-v").split()
    seen = {_chosen(window)}
    window.driver.execute_script("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))",
                                 window.all(f'.box[data-v="{one}"] rect')[0])  # fmt: skip
    seen.add(_chosen(window))
    assert one in seen


def test_steps_through_the_values_that_share_a_place(window: Window) -> None:
    window.open(f"/p/{window.digits('lindeparken-2022.pdf')}/1")
    shared = next(one for one in window.all(".q") if " " in one.get_attribute("data-v"))
    keys = shared.get_attribute("data-v").split()
    seen = []
    for _ in keys:
        shared.click()
        seen.append(_chosen(window))
    assert sorted(seen) == sorted(keys)


def test_goes_through_the_values_by_the_arrow_keys(window: Window) -> None:
    from selenium.webdriver.common.keys import Keys

    window.open(f"/p/{window.digits('lindeparken-2022.pdf')}/1")
    window.all(".group[open] .pick")[0].send_keys(Keys.ARROW_DOWN)
    one = _chosen(window)
    window.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    two = _chosen(window)
    window.driver.switch_to.active_element.send_keys(Keys.ARROW_UP)
    assert _chosen(window) == one != two


def test_goes_to_the_page_of_a_value_that_stands_elsewhere(window: Window) -> None:
    digits = window.digits("lindeparken-2022.pdf")
    window.open(f"/p/{digits}/1")
    elsewhere = window.all(".pick[data-elsewhere]")[0]
    window.run("arguments[0].closest('details').open = true", elsewhere)
    key = elsewhere.get_attribute("data-v")
    window.press(elsewhere)
    assert f"/p/{digits}/2" in window.driver.current_url
    assert _chosen(window) == key


def test_tells_what_was_read_on_hover_and_on_focus(window: Window) -> None:
    from selenium.webdriver import ActionChains

    window.open(f"/p/{window.digits('lindeparken-2014-dump.txt')}/1")
    said = "return getComputedStyle(arguments[0], '::after').content"
    repair = next(one for one in window.all(".reading .r[tabindex]") if one.is_displayed())
    assert window.run(said, repair) == "none"
    ActionChains(window.driver).move_to_element(repair).perform()
    assert "læst: " in window.run(said, repair)
    other = [one for one in window.all(".reading .r[tabindex]") if one.is_displayed()][2]
    window.run("arguments[0].focus()", other)
    assert "læst: " in window.run(said, other)


def test_shows_the_stored_text_letter_for_letter(window: Window) -> None:
    name = "lindeparken-2014-dump.txt"
    window.open(f"/p/{window.digits(name)}/1")
    shown = window.run("return document.querySelector('.reading').textContent")
    query = "SELECT p.text FROM pages p JOIN documents d ON d.id = p.document WHERE d.filename = ?"
    assert shown.strip("\n") == window.rows(query, name)[0][0].strip("\n")


def test_shows_no_paper_where_there_is_none_but_its_text_wide(window: Window) -> None:
    window.open(f"/p/{window.digits(UNEVEN)}/1")
    assert not window.all(".sheet")
    assert window.one(".pane.text").size["width"] > 800


def test_runs_nothing_of_a_hostile_name_or_text(window: Window) -> None:
    window.run("window.name = 'untouched'")
    for path in ("/", "/?q=engbakken", f"/p/{window.digits(HOSTILE)}/1", "/arkiv", "/gennemgang"):
        window.open(path)
        assert window.run("return window.name") == "untouched"
        assert window.run("return document.scripts.length") == 1
        assert window.complaints() == []
    window.open(f"/p/{window.digits(HOSTILE)}/1")
    assert window.run("return document.querySelector('.reading').textContent").strip("\n") == HOSTILE_TEXT
