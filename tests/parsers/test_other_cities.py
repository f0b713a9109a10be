"""Invented papers of other cities and layouts, gold beside them; `FIRST_RUN.md` there has the untuned figures.

The floors only rise: a change that lowers one says why in its commit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest import read_document
from models.document import Document
from normalizers import repair_document
from output.measure.against_gold import Evaluation, evaluate, read_gold
from parsers import parse

FOLDER = Path(__file__).parents[1] / "agreements"
FLOORS = {FOLDER: 0.98, FOLDER / "print": 0.97}


def _record(document: Document) -> dict[str, Any]:
    """What evaluation reads of an exported document: name, page texts and the agreement."""
    pages = [
        {"number": page.number, "source": page.source, "text": page.text.text, "verdict": page.verdict}
        for page in document.pages
    ]
    return {"filename": document.filename, "pages": pages, "agreements": [parse(document).model_dump(mode="json")]}


def _papers(folder: Path) -> list[Path]:
    return sorted((*folder.glob("*.txt"), *folder.glob("*.pdf")), key=lambda path: path.stem)


@pytest.fixture(scope="module", params=FLOORS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


@pytest.fixture(scope="module")
def evaluation(folder: Path) -> Evaluation:
    records = [_record(repair_document(read_document(path))) for path in _papers(folder)]
    return evaluate(records, read_gold(folder / "gold"))


def test_has_gold_for_every_paper_and_a_paper_for_every_gold(folder: Path) -> None:
    assert [path.stem for path in _papers(folder)] == sorted(read_gold(folder / "gold"))


def test_reads_papers_of_other_cities_no_worse_than_the_floor(folder: Path, evaluation: Evaluation) -> None:
    figures = evaluation.overall().figures()
    worst = sorted((match.score.figures()["f1"], match.gold) for match in evaluation.documents)[:5]
    assert figures["f1"] >= FLOORS[folder], f"{json.dumps(figures)}; worst: {worst}"


def test_quotes_the_page_exactly_for_every_value(evaluation: Evaluation) -> None:
    loose = [match.gold for match in evaluation.documents if match.evidence_exact != match.evidence_total]
    assert not loose
