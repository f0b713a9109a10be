"""`parsers.paper.kind`: goals in force set against proposed ones make a reporting basis, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read_document
from models.records import Agreement
from normalizers import repair_document
from parsers import parse

PAPER = """{title}

Nordby Kommune har to tryghedspartnerskaber: Engen og Lunden.

Målene lige nu

For Engen gælder i dag følgende:

1. Andelen af trygge beboere skal stige hvert år.

{second}

1. Andelen af utrygge beboere skal falde hvert år.
"""
PROPOSED = "Målene fremover\n\nFor Engen og Lunden foreslås følgende:"


def read(folder: Path, **parts: str) -> Agreement:
    path = folder / "papir.txt"
    path.write_text(PAPER.format(**parts), "utf-8")
    return parse(repair_document(read_document(path)))


@pytest.mark.parametrize("title", ["Notat om arbejdet", "Opfølgning i tryghedspartnerskaberne", "Status på trygheden"])
def test_reads_goals_in_force_against_proposed_ones(tmp_path: Path, title: str) -> None:
    agreement = read(tmp_path, title=title, second=PROPOSED)
    assert agreement.kind == "reporting_basis"
    assert [(goal.status, goal.applies_to) for goal in agreement.goals] == [
        ("in_force", ["engen"]),
        ("proposed", ["engen", "lunden"]),
    ]


def test_leaves_a_report_that_only_tells_what_holds(tmp_path: Path) -> None:
    agreement = read(tmp_path, title="Status på trygheden", second="For Lunden gælder i dag følgende:")
    assert agreement.kind == "status_report"
