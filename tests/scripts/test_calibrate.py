"""`scripts/calibrate.py`: rows become records of rules, document by document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.calibrate import PLACE, Judged, as_text, cross_check, judge, make_records
from scripts.invented_papers import COPIERS, make_scan, read_papers


def rows(paper: str, right: int, wrong: int, rule: str = "sum", stated: float = 0.8) -> list[Judged]:
    return [
        Judged(paper, f"{paper}.txt", "budgets", ((rule, stated),), outcome)
        for outcome in [True] * right + [False] * wrong
    ]


def test_counts_documents_and_not_rows() -> None:
    records = make_records([*rows("a", 20, 0), *rows("b", 1, 3), *rows("c", 2, 0, rule="words")])
    assert records.rules["budgets/sum"].documents == 2
    assert records.rules["budgets/sum"].right == pytest.approx(1.25)
    assert records.together.documents == 3


def test_judges_no_paper_by_its_own_record() -> None:
    table = cross_check([*rows("a", 40, 0), *rows("b", 0, 40)])
    said = {round(tenth.said, 2): tenth.right for tenth in table.tenths}
    # Each side is judged by the other's record alone, so each is told the opposite of what happened.
    assert min(said) < 0.1 < 0.9 < max(said)
    assert (said[min(said)], said[max(said)]) == (1.0, 0.0)


def test_reads_the_invented_papers_as_gold_records() -> None:
    papers = {paper.path.stem: paper for paper in read_papers()}
    assert len(papers) > 15
    for paper in papers.values():
        for row in paper.gold.get("parties", ()):
            assert set(row) == {"organisation", "administrator"}


def test_judges_the_fields_that_somebody_wrote_down() -> None:
    from ingest import read_document

    paper = next(paper for paper in read_papers() if "budgets" in paper.gold and paper.path.suffix == ".txt")
    found = list(judge("x", read_document(paper.path), paper.gold))
    assert found
    assert {row.field for row in found} <= set(paper.gold)
    assert all(row.stated for row in found)


def test_makes_the_same_scan_again(tmp_path: Path) -> None:
    paper = next(iter(read_papers()))
    first = make_scan(paper.path, COPIERS[1], tmp_path).read_bytes()
    assert make_scan(paper.path, COPIERS[1], tmp_path).read_bytes() == first


def test_writes_what_the_corpus_holds() -> None:
    text = PLACE.read_text("utf-8")
    assert set(json.loads(text)) == {"together", "rules"}
    assert as_text(make_records(rows("a", 1, 0))).startswith('{\n "together": {\n  "documents": 1,')
