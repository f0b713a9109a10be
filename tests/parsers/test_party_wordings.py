"""Parties and signatories as other officials word and set them, each in a small paper of its own.

First runs, before the rules were made for them: parties F1 0.63, 0.82 and 0.75 in three sets of 61, 26 and 14,
signatories 0.82, 0.80 and 0.93 in three of 48, 22 and 10. A text that begins with "!" is a whole paper; the others are
set in a frame.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest import read_document
from models.records import Agreement
from normalizers import repair_document
from parsers import parse

HERE = Path(__file__).parent
PARTIES: list[dict[str, Any]] = json.loads((HERE / "party_wordings.json").read_text(encoding="utf-8"))
SIGNATURES: list[dict[str, Any]] = json.loads((HERE / "signature_pages.json").read_text(encoding="utf-8"))
PARTY_FRAME = """Aftale om tryghedspartnerskab for Lyngparken

{text}

Område

Partnerskabsområdet består af Lyngparken og Rugmarken. Naboforeningen Rugmarken er orienteret om aftalen, og Røde Kors i
Vesterby inviteres til at deltage, når det er relevant.

Mål

1. Antallet af anmeldte indbrud skal falde til 40 i 2025. Tallene leveres af politiet.

Organisering

Styregruppen mødes to gange om året. Her sidder en chef fra hver part.

Løbetid

Aftalen gælder fra den 1. januar 2022 til udgangen af 2025.
"""
SIGNATURE_FRAME = """Aftale om tryghedspartnerskab for Lyngparken

Vesterby Kommune, Fyns Politi, Boligforeningen Lyngbo, SSP Vesterby og Havbo/KAB indgår hermed en aftale om et
tryghedspartnerskab.

1. Område

Partnerskabsområdet består af Lyngparken og Rugmarken.

2. Mål

1. Antallet af anmeldte indbrud skal falde til 40 i 2025.

3. Organisering

Styregruppen mødes to gange om året. Direktøren for Børn og Unge er formand, og Ole Madsen er sekretær.

4. Løbetid

Aftalen gælder fra den 1. januar 2022 til udgangen af 2025.

{text}
"""


def _read(folder: Path, text: str, frame: str) -> Agreement:
    path = folder / "lyngparken.txt"
    path.write_text(text[1:] if text.startswith("!") else frame.format(text=text), encoding="utf-8")
    return parse(repair_document(read_document(path)))


@pytest.mark.parametrize("case", PARTIES, ids=[case["name"] for case in PARTIES])
def test_reads_the_parties(case: dict[str, Any], tmp_path: Path) -> None:
    paper = _read(tmp_path, case["text"], PARTY_FRAME)
    found = [row.organisation + (f"@{row.administrator}" if row.administrator else "") for row in paper.parties]
    assert sorted(found) == sorted(case["expected"])


@pytest.mark.parametrize("case", SIGNATURES, ids=[case["name"] for case in SIGNATURES])
def test_reads_the_signatories(case: dict[str, Any], tmp_path: Path) -> None:
    paper = _read(tmp_path, case["text"], SIGNATURE_FRAME)
    rows = [
        (row.organisation, (row.unit or "").split("/")[-1], row.name or "", (row.title or "").lower(), row.chair)
        for row in paper.signatories
    ]
    told = [" | ".join([*row[:4], "formand" if row[4] else ""]).rstrip(" |") for row in rows]
    assert sorted(told) == sorted(case["expected"])
