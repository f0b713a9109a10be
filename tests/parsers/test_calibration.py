"""`parsers.rules.calibration`: a confidence is what the rule's record makes of what the rule states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.rule_record import Record, Records, rule_records
from models.records import Agreement
from parsers.rules.calibration import WEIGHT, calibrated, log_odds, weigh_word

SHARED = Path(__file__).resolve().parents[3] / "shared"
RECORDS = Records(
    Record(60, 57.0, log_odds(0.9)),
    {
        "budgets/good": Record(40, 40.0, log_odds(0.8)),
        "budgets/bad": Record(40, 20.0, log_odds(0.8)),
        "budgets/rare": Record(1, 0.0, log_odds(0.8)),
    },
)


def test_gives_a_rule_its_own_record() -> None:
    good, bad = (weigh_word(RECORDS, f"budgets/{name}", 0.8) for name in ("good", "bad"))
    assert good == pytest.approx((40 + WEIGHT * 0.95) / (40 + WEIGHT), abs=1e-3)
    assert bad == pytest.approx((20 + WEIGHT * 0.95) / (40 + WEIGHT), abs=1e-3)


def test_believes_a_short_record_little() -> None:
    assert weigh_word(RECORDS, "budgets/rare", 0.8) > 0.9


def test_judges_an_unknown_rule_by_all_of_them() -> None:
    assert weigh_word(RECORDS, "goals/new", 0.9) == pytest.approx(0.95, abs=1e-3)
    assert weigh_word(RECORDS, "goals/new", 0.5) < 0.9


def test_keeps_the_order_that_a_rule_states() -> None:
    said = [weigh_word(RECORDS, "budgets/good", stated) for stated in (0.05, 0.3, 0.6, 0.8, 0.95, 0.99)]
    assert said == sorted(said)
    assert said[0] < said[-1] <= 0.99


def _quote(rule: str, confidence: float) -> dict[str, Any]:
    return {
        "page": 1,
        "start": 0,
        "end": 1,
        "verbatim": "A",
        "boxes": None,
        "rule": rule,
        "confidence": confidence,
    }


def test_changes_confidences_and_nothing_else() -> None:
    record = rule_records()
    assert record is not None
    agreement = Agreement.model_validate(
        {
            "title": "A",
            "kind": "other",
            "partnership": None,
            "policies": [{"title": "A", "evidence": [_quote("policy-by-name", 0.7)]}],
            "evidence": {"title": [_quote("title-lines", 0.93)]},
        }
    )
    after = calibrated(agreement)
    assert after.policies[0].evidence[0].confidence == weigh_word(record, "policies/policy-by-name", 0.7)
    assert after.evidence["title"][0].confidence == weigh_word(record, "title/title-lines", 0.93)
    plain = {"policies": {"__all__": {"evidence"}}, "evidence": True}
    assert after.model_dump(exclude=plain) == agreement.model_dump(exclude=plain)  # type: ignore[arg-type]


def test_has_a_record_that_could_be_one() -> None:
    record = rule_records()
    assert record is not None
    assert record.together.documents >= 30
    assert len(record.rules) >= 30
    for row in (record.together, *record.rules.values()):
        assert 0 <= row.right <= row.documents


@pytest.mark.skipif(not (SHARED / "gold" / "records").exists(), reason="no ../shared here")
def test_is_honest_on_documents_it_was_not_made_from() -> None:
    from ingest import read_document
    from normalizers import repair_document
    from output.measure.against_gold import evaluate, read_gold
    from output.measure.reliability import judge_rows, measure_reliability
    from parsers import parse

    texts = sorted((SHARED / "documents" / "dumps").glob("*.txt"))
    prints = [path for path in sorted((SHARED / "documents" / "pdf").glob("*.pdf")) if path.name.count(".") == 1]
    documents = []
    for path in (*texts, *prints):
        document = repair_document(read_document(path))
        pages = [{"number": p.number, "text": p.text.text, "source": p.source} for p in document.pages]
        record = parse(document).model_dump(mode="json")
        documents.append({"filename": document.filename, "pages": pages, "agreements": [record]})
    table = measure_reliability(judge_rows(evaluate(documents, read_gold(SHARED / "gold"), only_present=True)))
    assert table.rows > 300
    assert [tenth for tenth in table.tenths if tenth.honest is False] == []
    assert table.brier is not None and table.brier < 0.04
