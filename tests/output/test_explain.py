"""`output.explain`: which rule, which text, what lost and why; what a rule alone carries."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from models.document import Document, Page
from models.errors import UsageError
from models.records import Agreement
from models.text import Edit, page_text
from output.explain.rule_report import Parsed, report_rules
from output.explain.rule_report import as_json as rules_json
from output.explain.screen import shorten, view_explanation, view_rules
from output.explain.values import Told, as_json, explain
from output.measure.against_gold import match_document

TEXT = "Der afsættes 250.000 kr. årligt til Mgllevangen og 100.000 kr. til Skoven."


def document() -> Document:
    text = page_text(TEXT)
    at = TEXT.index("Mgll")
    text = text.edited([Edit(at, at + 4, "Møll", "letters", confidence=0.8)])
    return Document(
        "aa" * 32, "vang.pdf", "x", 1, "ok", (Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1, None, text),)
    )


def quote(verbatim: str, rule: str, confidence: float = 0.9) -> dict[str, Any]:
    start = document().pages[0].text.text.index(verbatim)
    return {
        "page": 1,
        "start": start,
        "end": start + len(verbatim),
        "verbatim": verbatim,
        "boxes": None,
        "rule": rule,
        "confidence": confidence,
    }


def agreement(**changes: Any) -> Agreement:
    budget = {"amount_dkk": 250000, "basis": "annual", "purpose": "whole", "evidence": [quote("250.000 kr.", "sum")]}
    return Agreement.model_validate(
        {
            "title": None,
            "kind": "partnership_agreement",
            "partnership": "moellevangen",
            "areas": [{"name": "Møllevangen", "evidence": [quote("Møllevangen", "area-list")]}],
            "budgets": [budget],
            "absent": {"title": "absent"},
            "evidence": {"kind": [quote("Der", "kind-form")], "partnership": [quote("Møllevangen", "place")]},
            **changes,
        }
    )


TOLD = (
    Told("budgets", "sum", 250000, "kept", 1, 13, 24, "250.000 kr."),
    Told("budgets", "sum", 100000, "another project's money", 1, 51, 62, "100.000 kr."),
    Told("areas", "area-list", "Møllevangen", "kept", 1, 36, 47, "Møllevangen"),
    Told("areas", "area-of-the-name", "Møllevangen", "a sentence says it"),
)


def test_names_rule_text_page_and_what_lost() -> None:
    found = explain(document(), agreement(), agreement(), TOLD, "budgets")
    assert [(q.rule, q.page, q.verbatim) for value in found.values for q in value.quotes] == [("sum", 1, "250.000 kr.")]
    assert [(c.value, c.outcome, c.verbatim) for c in found.lost] == [
        (100000, "another project's money", "100.000 kr.")
    ]
    assert found.as_stored


def test_shows_the_repairs_a_quote_rests_on() -> None:
    found = explain(document(), agreement(), agreement(), TOLD, "areas")
    notes = [(r.raw, r.repaired, r.rule) for value in found.values for q in value.quotes for r in q.repairs]
    assert notes == [("Mgll", "Møll", "letters")]
    budgets = explain(document(), agreement(), agreement(), TOLD, "budgets")
    assert budgets.values[0].quotes[0].repairs == ()


def test_says_why_a_field_is_empty() -> None:
    found = explain(document(), agreement(), agreement(), TOLD, "title")
    assert (found.values, found.absent) == ((), "absent")


def test_tells_when_the_archive_holds_something_else() -> None:
    other = agreement(budgets=[])
    assert not explain(document(), agreement(), other, TOLD, "budgets").as_stored
    assert explain(document(), agreement(), other, TOLD, "areas").as_stored


def test_leaves_the_archives_own_findings_out_of_the_comparison() -> None:
    conflict = {"code": "witness-conflict", "severity": "info", "message": "…", "evidence": [quote("Der", "r")]}
    stored = agreement(findings=[conflict])
    assert explain(document(), agreement(), stored, TOLD, "findings").as_stored


def test_refuses_a_field_that_no_record_has() -> None:
    with pytest.raises(UsageError, match="budgets"):
        explain(document(), agreement(), None, TOLD, "budget")


def test_gives_json_and_a_view() -> None:
    from rich.console import Console

    found = explain(document(), agreement(), None, TOLD, "budgets")
    assert json.loads(json.dumps(as_json(found)))["lost"][0]["why"] == "another project's money"
    console = Console(record=True, width=150, file=io.StringIO())
    console.print(view_explanation(found))
    console.print(view_explanation(explain(document(), agreement(), None, TOLD, "areas")))
    shown = console.export_text()
    for part in ("250.000 kr.", "another project's money", "with other rules", "Mgll repaired to Møll by letters"):
        assert part in shown


def test_cuts_long_text_in_the_middle() -> None:
    assert shorten("a\n b") == "a b"
    assert len(shorten("ord " * 100)) <= 110


GOLD: dict[str, Any] = {
    "kind": "partnership_agreement",
    "partnership": "moellevangen",
    "areas": ["Møllevangen"],
    "budgets": [{"amount_dkk": 200000, "basis": "annual", "purpose": "whole"}],
}


def report() -> dict[tuple[str, str], Any]:
    record = agreement().model_dump(mode="json")
    match = match_document({"filename": "vang.pdf", "pages": [], "agreements": [record]}, "vang", GOLD)
    known = {("budgets", "sum"): 4, ("budgets", "sum-in-words"): 0, ("dates", "day"): 2}
    return {(r.field, r.rule): r for r in report_rules([Parsed(record, TOLD, match), Parsed(record, TOLD)], known)}


def test_counts_where_rules_fired_and_lost() -> None:
    rules = report()
    money = rules["budgets", "sum"]
    assert (money.documents, money.fired, money.lost, money.values) == (2, 4, 2, 2)
    never = rules["budgets", "sum-in-words"]
    assert (never.documents, never.fired, never.values, never.share) == (0, 0, 0, None)


def test_judges_rules_on_gold() -> None:
    rules = report()
    assert (rules["budgets", "sum"].right, rules["budgets", "sum"].wrong) == (0, 1)
    assert rules["areas", "area-list"].share == 1.0
    assert rules["budgets", "sum"].said == pytest.approx(0.9)


def test_tells_what_a_rule_alone_carries() -> None:
    rules = report()
    assert rules["kind", "kind-form"].carried == ["vang.pdf: partnership_agreement"]
    # The area has a second rule that proposed the same name.
    assert rules["areas", "area-list"].alone == 0


def test_shows_rules_that_never_fired() -> None:
    from rich.console import Console

    records = list(report().values())
    assert json.loads(json.dumps(rules_json(records)))[0]["rule"] == records[0].rule
    console = Console(record=True, width=150, file=io.StringIO())
    console.print(view_rules(records, judged=True))
    shown = console.export_text()
    assert "never fired (1)\n  budgets: sum-in-words\n" in shown
    assert "proposed none (1)\n  dates: day, 2 times\n" in shown
