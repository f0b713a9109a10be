"""`explain` and `rules` over an archive with a paper of ours: the stored document is parsed again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from models.document import Document, Page
from models.errors import UsageError
from models.text import page_text
from output.store.archive import open_archive
from output.store.rows import Run
from parsers import parse
from parsers.matches import count_matches
from pipeline.explaining import parse_traced, run_explain, run_rules

PAPER = """Partnerskabsaftale for Møllevangen 2019-2022

Nordby Kommune, Nordby Politi og Boligforeningen Solgården indgår denne aftale om et tryghedspartnerskab.

1. Formål
Partnerskabet skal gøre Møllevangen tryggere.

2. Organisering
Styregruppen mødes mindst to gange om året. Arbejdsgruppen mødes hver anden måned.

3. Økonomi
Nordby Kommune afsætter 400.000 kr. årligt i perioden 2019-2022.

4. Gyldighed
Aftalen gælder fra den 1. januar 2019 til den 31. december 2022.
"""


def document() -> Document:
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(PAPER))
    return Document(hashlib.sha256(PAPER.encode()).hexdigest(), "vang.txt", "text/plain", 1, "ok", (page,))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        archive.store(document(), parse(document()), Run("2026-01-01T00:00:00Z", 0.1, "ok"))
    return tmp_path / "a.db"


def test_places_every_candidate_on_its_page() -> None:
    agreement, told = parse_traced(document())
    assert agreement == parse(document())
    quoting = [candidate for candidate in told if candidate.page is not None]
    assert {candidate.field for candidate in quoting} >= {"budgets", "meetings", "period"}
    for candidate in quoting:
        assert PAPER[candidate.start : candidate.end] == candidate.verbatim


def test_explains_a_field_as_it_was_stored(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_explain("vang.txt", "budgets", db, True)
    told = json.loads(capsys.readouterr().out)
    assert told["as_stored"] is True
    assert [value["value"]["amount_dkk"] for value in told["values"]] == [400000]
    quotes = [quote for value in told["values"] for quote in value["evidence"]]
    assert any("400.000 kr." in quote["verbatim"] and quote["page"] == 1 for quote in quotes)


def test_explains_on_the_screen_too(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_explain("vang.txt", "period", db, False)
    assert "period of vang.txt" in capsys.readouterr().out


def test_refuses_a_field_before_it_opens_the_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no field budget;"):
        run_explain("vang.txt", "budget", tmp_path / "none.db", False)


def test_reports_rules_with_and_without_gold(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_rules(db, None, True)
    by_rule = {(row["field"], row["rule"]): row for row in json.loads(capsys.readouterr().out)}
    money = by_rule["budgets", "money-in-digits"]
    assert (money["documents"], money["values"], money["right"]) == (1, 1, 0)
    budget = {"amount_dkk": 400000, "basis": "annual", "purpose": "whole", "start_year": 2019, "end_year": 2022}
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "vang.json").write_text(json.dumps({"budgets": [budget]}))
    run_rules(db, tmp_path / "gold", True)
    by_rule = {(row["field"], row["rule"]): row for row in json.loads(capsys.readouterr().out)}
    assert by_rule["budgets", "money-in-digits"]["right"] == 1
    run_rules(db, tmp_path / "gold", False)
    assert "never fired" in capsys.readouterr().out


def test_counts_what_matched_in_the_parse() -> None:
    before = parse(document())
    with count_matches() as matches:
        assert parse(document()) == before
    assert matches["", "parsers.structure.sections._NUMBERED"] == 4  # of `re` itself, for each of the four headings
    assert matches["", "parsers.goals.clauses._RELATIVE"] == 0


def test_counts_until_it_is_left_and_no_longer() -> None:
    with count_matches() as matches:
        parse(document())
        first = dict(matches)
    assert first == {}, "the figures are there when counting is over"
    assert sum(times > 0 for times in matches.values()) > 20
    assert sum(times == 0 for times in matches.values()) > 50
    with count_matches() as again:
        pass
    assert set(again) == set(matches)
    assert not any(again.values())
