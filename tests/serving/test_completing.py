"""What is missing from a field: a row that a person adds stands in the paper, and a field can be said to be whole."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import aftalearkiv
from output.store.archive import open_archive

from .conftest import UNEVEN, UNEVEN_TEXT, Served

OWN = {"sec-fetch-site": "same-origin"}


def _ask(served: Served, field: str, **sent: Any) -> Any:
    address = f"/mangler/{served.sha256(UNEVEN)[:12]}/{field}"
    if not sent:
        return served.browser.get(address)
    return served.browser.post(address, data={"navn": "Kim Holm", **sent}, headers=OWN)


def _columns(html: str) -> str:
    return str(re.findall(r'name="kolonner" value="([^"]*)"', html)[0])


def _rows(served: Served, query: str) -> list[Any]:
    with open_archive(served.archive) as archive:
        return list(archive.db.execute(query).fetchall())


AREAS = "SELECT a.name, a.review FROM current_areas a JOIN documents d ON d.id = a.document WHERE d.filename = '{}'"


def test_adds_a_row_with_the_words_that_say_it_and_keeps_it_when_read_again(served: Served) -> None:
    shown = _ask(served, "areas").text
    row = {
        "kolonner": _columns(shown),
        "k.name": "Søndre Engbakken",
        "side": "1",
        "ordlyd": "Engbakken Tryghedspartnerskab",
    }
    answer = _ask(served, "areas", handling="add", **row)
    assert answer.status_code == 303
    after = served.browser.get(answer.headers["location"]).text
    assert "Afgørelsen er gemt" in after and "Søndre Engbakken" in after
    paper = served.archive.with_name(UNEVEN)
    paper.write_text(UNEVEN_TEXT, "utf-8")
    aftalearkiv.ingest([paper], served.archive, force=True)
    assert ("Søndre Engbakken", "added") in _rows(served, AREAS.format(UNEVEN))


def test_says_what_is_wrong_and_keeps_what_was_typed(served: Served) -> None:
    columns = _columns(_ask(served, "budgets").text)
    answer = _ask(served, "budgets", handling="add", kolonner=columns, **{"k.amount_dkk": "meget"})
    assert answer.status_code == 422
    assert 'value="meget"' in answer.text and "„kroner“ kan ikke være" in unescape(answer.text)
    words = {"kolonner": _columns(_ask(served, "areas").text), "k.name": "Lunden"}
    assert "står ikke på den side" in _ask(served, "areas", handling="add", ordlyd="findes ikke", **words).text
    assert "flere gange" in _ask(served, "areas", handling="add", ordlyd="Nordby Kommune", **words).text
    assert _rows(served, "SELECT count(*) FROM reviews") == [(0,)]


def test_lets_a_person_say_that_nothing_is_missing_and_take_it_back(served: Served) -> None:
    answer = _ask(served, "goals", handling="complete")
    after = served.browser.get(answer.headers["location"]).text
    assert "set efter" in after and "Kim Holm" in after
    (uid,) = re.findall(r'name="uid" value="([^"]+)"', after)
    assert _ask(served, "goals", handling="undo", uid=uid).status_code == 303
    assert "set efter" not in _ask(served, "goals").text
    assert _rows(served, "SELECT action FROM reviews ORDER BY id") == [("complete",), ("undo",)]


def test_knows_no_field_that_is_none(served: Served) -> None:
    assert _ask(served, "findings").status_code == _ask(served, "nogetandet").status_code == 404
    assert served.browser.get("/mangler/000000000000/goals").status_code == 404
