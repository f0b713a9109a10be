"""Decisions from the browser: what is recorded, what is refused, what comes next, and what stands afterwards."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest

import aftalearkiv
from output.store.archive import open_archive
from output.store.reviews import read_reviews

from .conftest import UNEVEN, Served

OWN = {"sec-fetch-site": "same-origin"}


@dataclass
class Desk:
    """A person before the review in a browser."""

    served: Served

    def look(self, **asked: str) -> str:
        return self.served.browser.get("/gennemgang", params=asked).text

    def form(self, html: str) -> dict[str, Any]:
        """What the form about the value would send as it stands."""
        (form,) = re.findall(r'(?s)<form class="decision".*?</form>', html)
        sent: dict[str, Any] = {}
        for name, value in re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form):
            sent[name] = unescape(value)
        for name, inner in re.findall(r'(?s)<select name="([^"]+)"[^>]*>(.*?)</select>', form):
            sent[name] = re.findall(r'value="([^"]*)" selected', inner)
        for name, text in re.findall(r'(?s)<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form):
            sent[name] = unescape(text)
        return sent

    def send(self, form: dict[str, Any], action: str, **more: str) -> Any:
        data = {**form, "handling": action, "navn": "Kim Holm", **more}
        return self.served.browser.post("/afgoer", data=data, headers=OWN)

    def rows(self, query: str) -> list[Any]:
        with open_archive(self.served.archive) as archive:
            return archive.db.execute(query).fetchall()

    def budget(self, amount: int) -> dict[str, str]:
        """The address of an amount of the paper that does not add up."""
        ((sha256, key),) = self.rows(
            "SELECT d.sha256, b.row_key FROM budgets b JOIN documents d ON d.id = b.document"
            f" WHERE d.filename = '{UNEVEN}' AND b.amount_dkk = {amount}"
        )
        return {"p": sha256[:12], "v": f"budgets.{key}"}


@pytest.fixture
def desk(served: Served) -> Desk:
    return Desk(served)


AMOUNTS = f"SELECT amount_dkk, review FROM current_budgets WHERE document = (SELECT id FROM documents WHERE filename = '{UNEVEN}')"  # noqa: E501


def test_puts_first_what_a_finding_is_about(desk: Desk) -> None:
    html = desk.look(slags="usikre")
    assert "bemærkning på stedet" in html
    assert "beløb går ikke op" in desk.look(**desk.budget(750_000))


def test_leads_from_a_finding_to_its_values_and_back_and_from_a_decision_to_its_paper(desk: Desk) -> None:
    amount = desk.budget(750_000)
    ((finding,),) = desk.rows("SELECT row_key FROM findings WHERE code = 'budget-sum-mismatch'")
    paper = f"/p/{amount['p']}/1"
    read = desk.served.browser.get
    at_finding = read(paper, params={"v": f"findings.{finding}"}).text
    assert "Ret en af værdierne" in at_finding
    assert f'<a href="/gennemgang?p={amount["p"]}&amp;v={amount["v"]}">750.000 kr. årligt</a>' in at_finding
    assert (
        f'<a href="{paper}?v=findings.{finding}">beløb går ikke op</a>' in read(paper, params={"v": amount["v"]}).text
    )
    after = read(desk.send(desk.form(desk.look(**amount)), "accept").headers["location"]).text
    assert f'<a href="{paper}?v={amount["v"]}">{UNEVEN}, side 1</a>' in after
    assert "Afgørelsen er gemt" not in desk.look(gjort="made-up")


def test_records_who_accepted_what_from_which_list_and_goes_on_with_the_next(desk: Desk) -> None:
    first = desk.look(slags="usikre")
    form = desk.form(first)
    answer = desk.send(form, "accept")
    assert answer.status_code == 303
    after = desk.served.browser.get(answer.headers["location"]).text
    assert desk.form(after)["v"] != form["v"]
    assert "Afgørelsen er gemt" in after
    ((field, action, reviewer, queue),) = desk.rows("SELECT field, action, reviewer, queue FROM reviews")
    assert (field, action, reviewer, queue) == (form["v"].split(".")[0], "accept", "Kim Holm", "unsure")
    assert 'name="navn" value="Kim Holm"' in after


def test_corrects_with_a_reason_what_was_typed_otherwise_and_nothing_else(desk: Desk) -> None:
    form = desk.form(desk.look(**desk.budget(750_000)))
    assert form["k.amount_dkk"] == "750000"
    answer = desk.send(form, "correct", **{"k.amount_dkk": "800.000", "begrundelse": "trykfejl"})
    assert answer.status_code == 303
    ((patch, reason),) = desk.rows("SELECT patch, reason FROM reviews")
    assert (json.loads(patch), reason) == ({"amount_dkk": 800_000}, "trykfejl")
    assert (800_000, "corrected") in desk.rows(AMOUNTS)


def test_keeps_a_correction_when_the_original_is_read_again(desk: Desk) -> None:
    form = desk.form(desk.look(**desk.budget(750_000)))
    desk.send(form, "correct", **{"k.amount_dkk": "800000", "begrundelse": "trykfejl"})
    with open_archive(desk.served.archive) as archive:
        (sha256,) = archive.db.execute("SELECT sha256 FROM documents WHERE filename = ?", [UNEVEN]).fetchone()
    copy = desk.served.archive.with_name("archive.db.files") / sha256[:2] / f"{sha256}.txt"
    aftalearkiv.ingest([copy], desk.served.archive, force=True)
    assert (800_000, "corrected") in desk.rows(AMOUNTS)
    html = desk.served.browser.get(f"/p/{sha256[:12]}/1").text
    assert "800.000 kr. årligt" in html and ">rettet<" in html


@pytest.mark.parametrize(
    ("action", "typed", "status", "said"),
    [
        ("correct", {"k.amount_dkk": "800000"}, 422, "Skriv en begrundelse"),
        ("reject", {}, 422, "Skriv en begrundelse"),
        ("correct", {"begrundelse": "trykfejl"}, 422, "ikke rettet noget"),
        ("correct", {"begrundelse": "x", "k.amount_dkk": "mange penge"}, 422, "„kroner“ kan ikke være"),
        ("destroy", {}, 422, "kan ikke gemmes"),
    ],
)
def test_refuses_what_does_not_fit_and_says_why(
    desk: Desk, action: str, typed: dict[str, str], status: int, said: str
) -> None:
    form = desk.form(desk.look(**desk.budget(750_000)))
    answer = desk.send(form, action, **typed)
    assert answer.status_code == status
    assert said in answer.text
    assert desk.rows("SELECT * FROM reviews") == []


def test_refuses_the_second_of_two_windows_and_shows_what_the_first_decided(desk: Desk) -> None:
    form = desk.form(desk.look(**desk.budget(750_000)))
    assert desk.send(form, "accept").status_code == 303
    second = desk.send(form, "reject", begrundelse="findes ikke")
    assert second.status_code == 409
    assert "siden den blev vist" in second.text and "Godkendt" in second.text
    assert len(desk.rows("SELECT * FROM reviews")) == 1


def test_takes_a_decision_back_and_lets_it_be_made_again(desk: Desk) -> None:
    place = desk.budget(750_000)
    desk.send(desk.form(desk.look(**place)), "reject", begrundelse="findes ikke")
    assert 750_000 not in [row[0] for row in desk.rows(AMOUNTS)]
    ((uid,),) = desk.rows("SELECT uid FROM reviews")
    undone = desk.served.browser.post("/fortryd", data={"uid": uid, **place}, headers=OWN)
    assert undone.status_code == 303
    assert (750_000, None) in desk.rows(AMOUNTS)
    assert desk.send(desk.form(desk.look(**place)), "accept").status_code == 303
    assert (750_000, "accepted") in desk.rows(AMOUNTS)


def test_accepts_the_values_of_a_page_together(desk: Desk) -> None:
    form = desk.form(desk.look(**desk.budget(750_000)))
    assert desk.send(form, "accept-alike").status_code == 303
    assert [state for _, state in desk.rows(AMOUNTS)] == ["accepted"] * 3


def test_shows_a_rejected_value_struck_out_on_its_paper(desk: Desk) -> None:
    place = desk.budget(750_000)
    desk.send(desk.form(desk.look(**place)), "reject", begrundelse="findes ikke")
    html = desk.served.browser.get(f"/p/{place['p']}/1").text
    assert re.search(r'<li class="value[^"]* rejected"[^>]*>', html)


def test_gives_all_decisions_with_and_without_names(desk: Desk) -> None:
    desk.send(desk.form(desk.look(**desk.budget(750_000))), "accept")
    with_names = json.loads(desk.served.browser.get("/afgoerelser.jsonl").text)
    without = json.loads(desk.served.browser.get("/afgoerelser.jsonl?uden=navne").text)
    assert with_names["reviewer"] == "Kim Holm"
    assert "reviewer" not in without and without["uid"] == with_names["uid"]


def test_draws_the_same_sample_each_time_from_every_field(desk: Desk) -> None:
    listed = r'<span class="about">([^·<]+) · [^<]+\.(?:pdf|txt)'
    names = re.findall(listed, desk.look(slags="stikproeve"))
    assert names == re.findall(listed, desk.look(slags="stikproeve"))
    assert len(set(names[:8])) == 8


def test_decides_nothing_for_a_page_from_elsewhere(desk: Desk) -> None:
    form = desk.form(desk.look(**desk.budget(750_000)))
    data = {**form, "handling": "accept"}
    assert desk.served.browser.post("/afgoer", data=data).status_code == 403
    cross = {"sec-fetch-site": "cross-site"}
    assert desk.served.browser.post("/afgoer", data=data, headers=cross).status_code == 403
    with open_archive(desk.served.archive) as archive:
        assert list(read_reviews(archive.db)) == []
