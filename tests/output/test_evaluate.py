"""`output.measure.against_gold`: rows against gold, the shares, the report, and what two runs differ in."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.errors import UsageError
from output.measure.against_gold import check_evidence, classify_source, evaluate, find_gold, read_gold
from output.measure.gold_rows import FIELDS, read_rows
from output.measure.reliability import judge_rows, measure_reliability
from output.measure.report import build_report, compare_reports, list_misses
from output.measure.screen import view_comparison, view_misses, view_report

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "tools" / "score_records.py").exists(), reason="no ../shared here")

TEXT = "Aftale for Møllevangen. Parterne er Nordby Kommune og Nordby Politi."


def quote(confidence: float = 0.9, rule: str = "some-rule") -> dict[str, Any]:
    return {
        "page": 1,
        "start": 0,
        "end": 6,
        "verbatim": "Aftale",
        "boxes": None,
        "rule": rule,
        "confidence": confidence,
    }


def page(**changes: Any) -> dict[str, Any]:
    base = {"number": 1, "text": TEXT, "raw_text": TEXT, "source": "plain_text", "verdict": "plain_text"}
    return {**base, **changes}


def document(filename: str, agreement: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"filename": filename, "pages": [page()], "agreements": [agreement], **changes}


GOLD: dict[str, Any] = {
    "title": "Aftale for Møllevangen",
    "title_alternatives": ["Møllevangens aftale"],
    "kind": "partnership_agreement",
    "partnership": "moellevangen",
    "areas": ["Møllevangen"],
    "parties": [
        {"organisation": "nordby-kommune", "administrator": None},
        {"organisation": "nordby-politi", "administrator": None},
        {"organisation": "sab", "administrator": "kab"},
    ],
    "budgets": [
        {
            "amount_dkk": 250000,
            "basis": "annual",
            "purpose": "whole",
            "fte": None,
            "start_year": 2020,
            "end_year": 2022,
        }
    ],
    "findings": ["count-mismatch"],
    "optional": {"policies": ["Boligpolitik 2016"]},
}


def given(**changes: Any) -> dict[str, Any]:
    """What a perfect reading of the gold gives."""
    agreement: dict[str, Any] = {key: GOLD[key] for key in ("title", "kind", "partnership")}
    agreement["evidence"] = {key: [quote()] for key in agreement}
    agreement["areas"] = [{"name": "Møllevangen", "evidence": [quote()]}]
    for name in ("parties", "budgets"):
        agreement[name] = [{**row, "evidence": [quote()]} for row in GOLD[name]]
    agreement["findings"] = [{"code": "count-mismatch", "severity": "warning", "evidence": [quote()]}]
    return {**agreement, **changes}


def scores(agreement: dict[str, Any], filename: str = "moellevangen.pdf") -> dict[str, Any]:
    result = evaluate([document(filename, agreement)], {"moellevangen": GOLD})
    return build_report(result, {})


def test_gives_one_to_a_perfect_reading() -> None:
    report = scores(given())
    assert report["overall"]["f1"] == 1.0
    assert report["overall"]["support"] == 9
    assert report["documents"][0]["misses"] == []


def test_counts_a_missed_and_a_wrong_row() -> None:
    parties = [*given()["parties"][:2], {"organisation": "aab", "administrator": None, "evidence": [quote()]}]
    field = scores(given(parties=parties))["fields"]["parties"]
    assert (field["right"], field["wrong"], field["missed"]) == (2, 1, 1)
    assert field["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert field["soft"]["f1"] == field["f1"]


def test_calls_a_row_with_a_wrong_detail_soft_right() -> None:
    parties = [*given()["parties"][:2], {"organisation": "sab", "administrator": None, "evidence": [quote()]}]
    field = scores(given(parties=parties))["fields"]["parties"]
    assert (field["right"], field["wrong"], field["missed"]) == (2, 1, 1)
    assert field["soft"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_takes_another_accepted_title() -> None:
    assert scores(given(title="Møllevangens Aftale"))["fields"]["title"]["right"] == 1
    assert scores(given(title="Noget helt andet"))["fields"]["title"]["wrong"] == 1


def test_leaves_optional_rows_out() -> None:
    policies = [{"title": "Boligpolitik 2016", "evidence": [quote()]}, {"title": "Trafikplan", "evidence": [quote()]}]
    field = scores(given(policies=policies))["fields"]["policies"]
    assert (field["right"], field["wrong"], field["missed"]) == (0, 1, 0)


@pytest.mark.parametrize(("filename", "wrong"), [("moellevangen.pdf", 1), ("moellevangen.scan.pdf", 0)])
def test_forgives_findings_of_reading_on_a_variant_only(filename: str, wrong: int) -> None:
    findings = [*given()["findings"], {"code": "unparsed-table", "evidence": [quote()]}]
    assert scores(given(findings=findings), filename)["fields"]["findings"]["wrong"] == wrong


def test_leaves_codes_outside_the_contract_out() -> None:
    findings = [*given()["findings"], {"code": "witness-conflict", "evidence": [quote()]}]
    assert scores(given(findings=findings))["fields"]["findings"]["wrong"] == 0


def test_counts_gold_without_a_document_as_missed() -> None:
    result = evaluate([], {"moellevangen": GOLD})
    assert result.overall().missed == 9
    assert evaluate([], {"moellevangen": GOLD}, only_present=True).overall().missed == 0


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("vang.pdf", "vang"),
        ("vang.scan.pdf", "vang"),
        ("vang-dump.txt", "vang-dump"),
        ("vangen.pdf", None),
        ("vang", "vang"),
    ],
)
def test_finds_the_gold_of_a_file_name(filename: str, name: str | None) -> None:
    assert find_gold(filename, ["vang", "vang-dump"]) == name


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([page()], "dump"),
        ([page(source="text_layer", verdict="author_text")], "digital"),
        ([page(source="ocr", verdict="image_only")], "scan"),
        ([page(source="text_layer", verdict="machine_layer")], "bad layer"),
        ([page(source="ocr", verdict="machine_layer")], "bad layer"),
        (
            [page(source="text_layer", verdict="author_text")] * 3 + [page(source="ocr", verdict="image_only")],
            "digital",
        ),
        ([], "digital"),
    ],
)
def test_tells_the_class_of_source(pages: list[dict[str, Any]], expected: str) -> None:
    assert classify_source({"pages": pages}) == expected


def test_counts_evidence_that_does_not_stand() -> None:
    agreement = given()
    agreement["areas"] = [{"name": "Møllevangen", "evidence": [quote() | {"start": 1}]}]
    agreement["findings"] = [{"code": "count-mismatch", "evidence": []}]
    assert check_evidence(document("a.pdf", agreement), agreement) == (7, 9)


def test_asks_for_boxes_on_paper() -> None:
    paper = document("a.pdf", given(), pages=[page(source="text_layer", verdict="author_text")])
    assert check_evidence(paper, given()) == (0, 9)


def test_refuses_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_gold(tmp_path)


def test_reads_gold_from_records_or_the_folder_itself(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.json").write_text('{"kind": "other"}')
    assert read_gold(tmp_path) == read_gold(tmp_path / "records") == {"a": {"kind": "other"}}


def test_shows_how_honest_confidences_are() -> None:
    judged = [(0.95, True)] * 38 + [(0.95, False)] * 2 + [(0.6, False)] * 30 + [(1.0, True)] + [(0.2, True)] * 3
    table = measure_reliability(judged)
    by_low = {tenth.low: tenth for tenth in table.tenths}
    assert by_low[0.9].rows == 41
    assert (by_low[0.9].honest, by_low[0.6].honest, by_low[0.2].honest) == (True, False, None)
    assert table.brier == pytest.approx((38 * 0.05**2 + 2 * 0.95**2 + 30 * 0.36 + 3 * 0.64) / 74, abs=1e-9)


def test_takes_the_weakest_evidence_as_a_rows_confidence() -> None:
    areas = [{"name": "Møllevangen", "evidence": [quote(0.9), quote(0.4)]}]
    result = evaluate([document("moellevangen.pdf", given(areas=areas))], {"moellevangen": GOLD})
    assert (0.4, True) in judge_rows(result)
    assert len(judge_rows(result)) == 9


def test_lists_gains_and_losses_between_two_runs() -> None:
    before = scores(given(parties=given()["parties"][:2]))
    after = scores(given(areas=[]))
    changes = compare_reports(before, after)
    assert [miss[1:] for miss in changes.gains] == [("parties", "missed", "sab | kab")]
    assert [miss[1:] for miss in changes.losses] == [("areas", "missed", "møllevangen")]
    assert {change.name for change in changes.fields} == {"areas", "parties"}
    assert compare_reports(after, after).losses == []


def test_names_documents_that_one_run_lacks() -> None:
    gold = {"moellevangen": GOLD}
    both = [document("moellevangen.pdf", given()), document("moellevangen.scan.pdf", given())]
    changes = compare_reports(build_report(evaluate(both, gold), {}), build_report(evaluate(both[:1], gold), {}))
    assert changes.only_before == ["moellevangen.scan.pdf"]
    assert changes.only_after == []


def test_gives_a_report_that_json_can_hold() -> None:
    report = scores(given(parties=[]))
    assert json.loads(json.dumps(report)) == report


def test_shows_every_part_in_the_terminal() -> None:
    from rich.console import Console

    console = Console(record=True, width=140, file=io.StringIO())
    report = scores(given(parties=[], areas=[{"name": "Skoven", "evidence": [quote()]}]))
    console.print(view_report(report))
    console.print(view_misses([("moellevangen.pdf", "areas", "wrong", "skoven")]))
    console.print(view_comparison(compare_reports(scores(given()), report)))
    shown = console.export_text()
    for part in ("parties", "dump", "moellevangen.pdf", "0.9–1.0", "Brier", "skoven", "Losses: new since then (5)"):
        assert part in shown


# Agreement with the shared scorer, on records damaged at random: the same counts in every field.


def _as_given(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A gold record as an export would give it, with rows dropped, doubled and altered."""
    agreement = {key: copy.deepcopy(value) for key, value in gold.items() if key in FIELDS}
    for name, value in agreement.items():
        if not isinstance(value, list):
            continue
        rows = [row for row in value if chance.random() > 0.15]
        rows += [copy.deepcopy(row) for row in rows if chance.random() < 0.1]
        rows += copy.deepcopy((gold.get("optional") or {}).get(name) or [])
        chance.shuffle(rows)
        agreement[name] = [_altered(name, row, chance) for row in rows]
    return agreement


def _altered(name: str, row: Any, chance: random.Random) -> dict[str, Any]:
    key = {"areas": "name", "policies": "title", "findings": "code"}.get(name, "")
    result = dict(row) if isinstance(row, dict) else {key: row}
    for column, value in result.items():
        if chance.random() < 0.08:
            result[column] = value + 1 if isinstance(value, int) else value[1:] if isinstance(value, str) else value
    return result


@needs_shared
@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_the_shared_scorer(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    gold = read_gold(SHARED / "gold")
    documents = [
        {"filename": f"{name}{ending}", "pages": [], "agreements": [_as_given(record, chance)]}
        for name, record in gold.items()
        for ending in (".pdf", ".scan.pdf")
        if chance.random() < 0.8
    ]
    export = tmp_path / "documents.json"
    export.write_text(json.dumps(documents))
    tool = [sys.executable, str(SHARED / "tools" / "score_records.py"), str(export), str(SHARED / "gold" / "records")]
    said = subprocess.run(tool, capture_output=True, text=True, check=False).stdout
    result = evaluate(documents, gold)
    for name, score in result.by_field().items():
        line = re.search(rf"^{re.escape(name)}\s+(\d+)\s+(\d+)\s+(\d+)", said, re.MULTILINE)
        counts = tuple(map(int, line.groups())) if line else (0, 0, 0)
        assert counts == (score.right, score.wrong, score.missed), name
    assert f"overall F1 {result.overall().figures()['f1']:.4f}" in said
    for name, score in result.later().items():
        line = re.search(rf"^{re.escape(name)}\s+(\d+)\s+(\d+)\s+(\d+)\s+\S+\s+(\d+)/(\d+)", said, re.MULTILINE)
        counts = (score.right, score.wrong, score.missed, score.telling_right, score.telling)
        assert line and tuple(map(int, line.groups())) == counts, name
    assert sum(len(list_misses(match)) for match in result.documents) > 50


@needs_shared
def test_gives_one_to_the_shared_gold_itself() -> None:
    gold = read_gold(SHARED / "gold")
    documents = [{"filename": f"{name}.pdf", "pages": [], "agreements": [record]} for name, record in gold.items()]
    assert evaluate(documents, gold).overall().figures()["f1"] == 1.0
    assert all(read_rows("goals", record) for record in gold.values())
