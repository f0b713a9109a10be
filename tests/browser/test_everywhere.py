"""What holds of every page in a real browser: all can use it, it asks nobody else, it prints, it needs no script."""

from __future__ import annotations

import base64
import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2 as pdfium
import pytest

from .conftest import Serve, Window

PAGES = {
    "front": "/",
    "search": "/?q=tryghed+lindeparken",
    "paper": "/p/{lindeparken-2022.pdf}/1?v={value}",
    "text": "/p/{lindeparken-2014-dump.txt}/1",
    "partnerships": "/sammenlign",
    "comparison": "/sammenlign/lindeparken",
    "beside": "/sammenlign?sted=lindeparken&sted=oesterhavn",
    "review": "/gennemgang",
    "archive": "/arkiv?siden=2020-01-01",
    "explained": "/forklar/{lindeparken-2022.pdf}/goals",
    "missing": "/mangler/{lindeparken-2022.pdf}/goals",
    "failed": "/p/{broken.pdf}",
}
# axe-core as a package carries it whose own code wants another driver: read as a file, never imported.
AXE = Path(str(distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")))
# All its rules of WCAG 2.0, 2.1 and 2.2, A and AA; axe-core leaves out the newest, on the size of targets, unless it is
# asked for by name. A quote in the running text is as high as its line and leads where its value in the list leads,
# which is large: the two exceptions that WCAG 2.5.8 itself makes.
RUN_AXE = """
var done = arguments[0];
axe.configure({rules: [{id: 'target-size', selector: '*:not(.q)'}]});
axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: {'target-size': {enabled: true}}
}).then(function (found) {
  var ran = [].concat(found.passes, found.violations, found.incomplete, found.inapplicable);
  done([found.violations, ran.map(function (one) { return one.id; })]);
});
"""


def path_of(window: Window, page: str) -> str:
    path = PAGES[page]
    for name in ("lindeparken-2022.pdf", "lindeparken-2014-dump.txt", "broken.pdf"):
        path = path.replace("{" + name + "}", window.digits(name))
    return path.replace("{value}", window.value("lindeparken-2022.pdf", "parties"))


@pytest.mark.parametrize("page", PAGES)
def test_can_be_used_by_all_and_complains_of_nothing(window: Window, page: str) -> None:
    window.open(path_of(window, page))
    window.keep(f"{page}-1440")
    window.run(AXE.read_text("utf-8"))
    window.driver.set_script_timeout(60)
    found, ran = window.driver.execute_async_script(RUN_AXE)
    assert "target-size" in ran and len(ran) > 50
    told = [(one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"]) for one in found]
    assert told == []
    assert window.complaints() == []


@pytest.mark.parametrize("page", PAGES)
def test_needs_no_sideways_scrolling_at_twice_the_size(window: Window, page: str) -> None:
    window.driver.set_window_size(720, 900)
    window.open(path_of(window, page))
    wide = window.run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1] + 1
    window.driver.set_window_size(1280, 800)
    window.keep(f"{page}-1280")


def test_asks_no_host_but_itself(window: Window) -> None:
    for page in PAGES:
        window.open(path_of(window, page))
    asked = set()
    for line in window.driver.get_log("performance"):
        message = json.loads(line["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(urlsplit(message["params"]["request"]["url"]).netloc)
    assert asked - {""} == {window.address.partition("//")[2]}


def test_shows_where_the_focus_is(window: Window) -> None:
    from selenium.webdriver.common.keys import Keys

    window.open("/")
    for _ in range(6):
        window.driver.switch_to.active_element.send_keys(Keys.TAB)
        style = "var s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]"
        kind, width = window.run(style)
        assert kind != "none" and width >= 1


def test_skips_to_the_content_first(window: Window) -> None:
    from selenium.webdriver.common.keys import Keys

    window.open("/")
    window.one("body").send_keys(Keys.TAB, Keys.ENTER)
    assert window.run("return document.activeElement.id") == "indhold"


def test_prints_charts_and_tables_without_controls(window: Window) -> None:
    window.open("/sammenlign/lindeparken")
    printed = window.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    pdf = pdfium.PdfDocument(base64.b64decode(printed["data"]))
    said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "Partnerskabet Lindeparken" in said and "udgangspunkt" in said
    assert "Hent som" not in said and "Gennemgang" not in said
    assert any(item.type == 2 for page in pdf for item in page.get_objects())  # paths: the charts


def _submit(window: Window, selector: str) -> None:
    """Click, and wait for the next page: without script nobody can be asked whether it is complete, and a page that
    comes in parts may take the place of the one that the element was found on."""
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.support.wait import WebDriverWait

    def clicked(_: object) -> Any:
        element = window.one(selector)
        element.click()
        return element

    element = WebDriverWait(window.driver, 60, ignored_exceptions=[WebDriverException]).until(clicked)
    window.leave(element)


def test_reads_and_decides_without_script(desk: Window) -> None:
    desk.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for page in PAGES:
            desk.open(path_of(desk, page))
            assert desk.one("h1").text
        desk.open("/gennemgang")
        _submit(desk, 'button[value="accept"]')
        assert "Afgørelsen er gemt" in desk.one(".done").text
        _submit(desk, ".done button")
        assert desk.rows("SELECT action FROM reviews ORDER BY id") == [("accept",), ("undo",)]
        desk.open(path_of(desk, "paper"))
        _submit(desk, ".group[open] .pick:not([data-elsewhere])")
        assert desk.all(".value.chosen") and desk.all(".q.chosen")
    finally:
        desk.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_offers_nothing_to_decide_where_it_is_read_only(serve: Serve) -> None:
    window = serve("--read-only")
    for page in PAGES:
        window.open(path_of(window, page))
        assert not window.all('form[method="post"]')
