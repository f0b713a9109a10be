"""Small papers with and without something to point out: counts and lists, numbering, signatures, periods.

`wordings/findings.txt` has one case after another: `## name kind`, the text (a whole paper where the kind is `paper`),
`=>` and the codes of the findings it must give, none where all is right.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.document import Document, Page
from models.text import page_text
from parsers import parse

HEAD = """Partnerskabsaftale for Mosevænget 2020-2023

1. Parter og periode

Nordby Kommune og Nordsjællands Politi indgår et tryghedspartnerskab for Mosevænget. Aftalen gælder i perioden
2020-2023.

2. Mål og tal

"""
TAIL = "\n\n9. Ikrafttræden\n\nParterne mødes igen til foråret og drøfter samarbejdet.\n"
CASE = re.compile(r"^## (\S+) (\w+)\n(.*?)\n=>[ ]*(.*?)\n", re.M | re.S)
CASES = CASE.findall((Path(__file__).parent / "wordings" / "findings.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "text", "codes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_points_out_what_is_wrong_and_nothing_else(kind: str, text: str, codes: str) -> None:
    whole = text if kind == "paper" else HEAD + text + TAIL
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "a text file", 1.0, None, page_text(whole))
    found = parse(Document("0" * 64, "paper.txt", "text/plain", 1, "ok", (page,))).findings
    assert sorted(row.code for row in found) == codes.split()


def test_has_papers_of_both_kinds() -> None:
    assert sum(bool(codes) for *_, codes in CASES) > 8 < sum(not codes for *_, codes in CASES)
