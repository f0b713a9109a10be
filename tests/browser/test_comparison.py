"""The comparison in a real browser: its figures lead to where they stand; what holds between sites and languages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from corpus.labels import load_labels

from .conftest import Window
from .test_everywhere import PAGES, path_of

_TEXTS = """
var seen = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  var inside = walk.currentNode.parentElement.closest('[lang=da], code, pre, script, style, .path, title');
  if (!inside && walk.currentNode.data.trim()) seen.push(walk.currentNode.data.trim());
}
return [document.documentElement.lang, seen];
"""
# Of these addresses those whose page shows no chosen value, or no quote of it.
_LEADING_NOWHERE = """
var done = arguments[1];
Promise.all(arguments[0].map(function (link) {
  return fetch(link).then(function (answer) { return answer.text(); }).then(function (html) {
    var page = new DOMParser().parseFromString(html, 'text/html');
    return page.querySelector('.value.chosen') && page.querySelector('.q.chosen') ? null : link;
  });
})).then(function (found) { done(found.filter(Boolean)); }, function (error) { done([String(error)]); });
"""


def test_leads_from_every_mark_cell_and_amount_to_a_page_that_quotes_it(window: Window) -> None:
    window.open("/sammenlign/lindeparken")
    links = window.run(
        "return Array.from(new Set(Array.from(document.querySelectorAll('main a')).map(function (one) {"
        " return new URL(one.href.baseVal === undefined ? one.href : one.href.baseVal, location.href).href; })"
        ".filter(function (href) { return href.indexOf('?v=') > 0; })))"
    )
    marks = window.run("return document.querySelectorAll('.chart svg a').length")
    assert len(links) > 20 and marks > 5
    window.driver.set_script_timeout(60)
    assert window.driver.execute_async_script(_LEADING_NOWHERE, links) == []
    for link in {urlsplit(link).path: link for link in links}.values():
        window.driver.get(link)
        assert window.all(".value.chosen"), link
        assert window.all(".q.chosen"), link


def test_draws_the_figures_that_its_tables_hold_and_no_line_over_a_break(window: Window) -> None:
    window.open("/sammenlign/lindeparken")
    told = window.run(
        "return Array.from(document.querySelectorAll('.pair')).map(function (pair) { return ["
        " Array.from(pair.querySelectorAll('.chart svg a')).map(function (a) { return a.getAttribute('aria-label') ||"
        " a.textContent; }), Array.from(pair.querySelectorAll('details td')).map(function (td) {"
        " return td.textContent.trim(); })]; })"
    )
    drawn = [(mark, cells) for marks, cells in told for mark in marks]
    assert drawn
    for mark, cells in drawn:
        figures = re.findall(r"\d[\d.]*(?:,\d+)?", mark)
        assert any(figure in cell for figure in figures for cell in cells), (mark, cells)


def test_takes_no_decision_from_a_page_of_another_site(window: Window, tmp_path: Path) -> None:
    window.open("/gennemgang")
    form = window.run("return document.querySelector('.decision').outerHTML")
    foreign = form.replace('action="/afgoer"', f'action="{window.address}/afgoer"')
    (tmp_path / "evil.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{foreign}", "utf-8")
    window.driver.get((tmp_path / "evil.html").as_uri())
    window.press(window.one('button[value="accept"]'))
    assert window.driver.current_url.startswith(window.address)
    assert window.run("return performance.getEntriesByType('navigation')[0].responseStatus") == 403
    assert window.rows("SELECT count(*) FROM reviews") == [(0,)]


def test_says_no_code_of_the_records_in_danish_or_in_english(window: Window) -> None:
    codes = {code for names in load_labels().values() for code in names if "_" in code or "-" in code}
    assert len(codes) > 40
    for language in ("da", "en"):
        for page in PAGES:
            path = path_of(window, page)
            window.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
            spoken, texts = window.run(_TEXTS)
            said = {word for text in texts for word in re.findall(r"[\w-]+", text)}
            assert (spoken, said & codes) == (language, set()), page
