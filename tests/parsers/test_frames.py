"""Areas in the wordings and layouts of many offices; all papers are invented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ingest import read_document
from normalizers import repair_document
from parsers import parse

_AGREEMENT = """
1. Baggrund

Kvarteret har 900 boliger. Beboerne har længe ønsket, at der bliver gjort noget ved uroen på stierne i {place}.
{said}

2. Parter

Parterne i aftalen er Kolby Kommune, Østegnens Politi og Boligforeningen Fjordbo.

3. Organisering

Styregruppen mødes to gange årligt.

4. Varighed

{lasts}

5. Underskrifter

For Kolby Kommune
"""
_ADDENDUM = """
1. Baggrund

Parterne har en aftale for {place}, og de er enige om at ændre den.
{said}

2. Ændring af løbetid

{lasts}

3. Underskrifter

For Kolby Kommune
"""
_PROSE = """
Her står, hvordan det er gået i {place} i det forløbne år. Der er kommet lys på stierne.
{said}

{lasts}
"""
_HEADS = {
    "partnership_agreement": ("Partnerskabsaftale for Engholmen\n", _AGREEMENT),
    "addendum": ("Tillæg til partnerskabsaftale for Engholmen\n", _ADDENDUM),
    "status_report": ("Statusrapport 2022 for Engholmen Partnerskab\n", _PROSE),
    "other": ("PRESSEMEDDELELSE\n\nTrygheden stiger i Engholmen\n", _PROSE),
    "reporting_basis": ("Nyt grundlag for afrapportering på partnerskaberne\n", _PROSE),
}


class _Frame:
    """The areas of one paper."""

    def __init__(self, folder: Path, text: str) -> None:
        path = folder / "paper.txt"
        path.write_text(text, encoding="utf-8")
        agreement = parse(repair_document(read_document(path)))
        self.areas = [area.name for area in agreement.areas]


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((Path(__file__).parent / "frames" / f"{name}.json").read_text("utf-8"))
    return cases


def _label(case: dict[str, Any]) -> str:
    return re.sub(r"\W+", "-", case.get("head") or case["said"])[-60:].strip("-")


def _paper(kind: str, said: str = "", lasts: str = "") -> str:
    head, body = _HEADS[kind]
    return head + body.format(place="Engholmen", said=f"\n{said}\n" if said else "", lasts=lasts)


@pytest.mark.parametrize("case", _cases("areas"), ids=_label)
def test_reads_what_the_area_consists_of(case: dict[str, Any], tmp_path: Path) -> None:
    paper = _Frame(tmp_path, _paper(case["kind"], said=case["said"]))
    assert sorted(paper.areas) == sorted(case["areas"])
