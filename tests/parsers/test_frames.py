"""Heads of papers and areas in the wordings and layouts of many offices; all papers are invented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from corpus.slugs import make_slug
from ingest import read_document
from normalizers import repair_document
from parsers.paper.areas import read_areas
from parsers.paper.kind import read_kind
from parsers.paper.partnership import read_place
from parsers.paper.title import read_title
from parsers.rules.rule import Trace
from parsers.structure.damaged_terms import read_mended_body
from parsers.structure.sections import find_sections

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
    """Title, kind, place and areas of one paper."""

    def __init__(self, folder: Path, text: str) -> None:
        path = folder / "paper.txt"
        path.write_text(text, encoding="utf-8")
        body, trace = read_mended_body(repair_document(read_document(path))), Trace()
        sections = find_sections(body.text)
        title = read_title(body, trace)
        self.title = title.text
        self.kind, _ = read_kind(body, title, sections, trace)
        self.place, evidence = read_place(body, title, self.kind, trace)
        self.areas = [area.name for area in read_areas(body, self.kind, self.place, evidence, trace)]


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((Path(__file__).parent / "frames" / f"{name}.json").read_text("utf-8"))
    return cases


def _label(case: dict[str, Any]) -> str:
    return re.sub(r"\W+", "-", case.get("head") or case["said"])[-60:].strip("-")


def _paper(kind: str, said: str = "", lasts: str = "") -> str:
    head, body = _HEADS[kind]
    return head + body.format(place="Engholmen", said=f"\n{said}\n" if said else "", lasts=lasts)


@pytest.mark.parametrize("case", _cases("titles"), ids=_label)
def test_reads_title_kind_and_place_from_the_head(case: dict[str, Any], tmp_path: Path) -> None:
    place = (case["partnership"] or "hedelunden").replace("-", " ").title().replace("oe", "ø").replace("ae", "æ")
    paper = _Frame(tmp_path, case["head"] + "\n" + _HEADS[case["kind"]][1].format(place=place, said="", lasts=""))
    titles = {" ".join(title.casefold().split()) for title in case["titles"]}
    assert (paper.title or "").casefold() in titles
    assert paper.kind == case["kind"]
    assert (make_slug(paper.place) if paper.place else None) == case["partnership"]


@pytest.mark.parametrize("case", _cases("areas"), ids=_label)
def test_reads_what_the_area_consists_of(case: dict[str, Any], tmp_path: Path) -> None:
    paper = _Frame(tmp_path, _paper(case["kind"], said=case["said"]))
    assert sorted(paper.areas) == sorted(case["areas"])
