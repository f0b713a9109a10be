"""Whole agreements of invented cities in as many layouts, each field against what a reader would write down.

The papers and their records were written before the rules were tried on them, in four batches; each batch's first run
read 103 of 108, 50 of 71, 41 of 58 and 21 of 36 fields.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.document import Document, Page
from models.records import Agreement
from models.text import page_text
from parsers import parse
from parsers.rules.rule import Trace

FOLDER = Path(__file__).parent / "agreements"
FIELDS = [(path.stem, name) for path in sorted(FOLDER.glob("*.json")) for name in json.loads(path.read_text())]


def read_plain(path: Path) -> Document:
    """A text file as ingest gives it: one page, its body after the front matter of a transcript."""
    text = path.read_text()
    marker = text.find("Transkript:")
    body_start = marker + len("Transkript:") if marker >= 0 else 0
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "test", 1.0, None, page_text(text), body_start)
    return Document("0" * 64, path.name, "text/plain", len(text), "ok", (page,))


@cache
def _read(stem: str) -> tuple[Document, Agreement, Trace]:
    document = read_plain(next(path for path in FOLDER.glob(f"{stem}.*") if path.suffix != ".json"))
    trace = Trace()
    return document, parse(document, trace), trace


def _rows(agreement: Agreement, name: str) -> Any:
    a = agreement
    match name:
        case "concerns":
            return a.concerns and [a.concerns.partnership, a.concerns.start_year, a.concerns.end_year]
        case "period":
            return a.period and [a.period.start, a.period.end, a.period.start_basis]
        case "areas":
            return [row.name for row in a.areas]
        case "parties":
            return [[row.organisation, row.administrator] for row in a.parties]
        case "focus_areas":
            return [[row.number, row.title] for row in a.focus_areas]
        case "meetings":
            return [[row.body, row.min_per_year, row.max_per_year] for row in a.meetings]
        case "signatories":
            return [[r.organisation, r.unit, r.name, r.title, r.chair, r.date] for r in a.signatories]
        case "decisions":
            return [[row.body, row.date] for row in a.decisions]
        case "policies":
            return [row.title for row in a.policies]
        case _:
            return getattr(a, name)


@pytest.mark.parametrize(("stem", "name"), FIELDS)
def test_reads_the_field(stem: str, name: str) -> None:
    expected = json.loads((FOLDER / f"{stem}.json").read_text())[name]
    found = _rows(_read(stem)[1], name)
    if name in ("parties", "signatories", "decisions", "policies"):
        expected, found = sorted(expected, key=str), sorted(found, key=str)
    assert found == expected


@pytest.mark.parametrize("stem", sorted({stem for stem, _ in FIELDS}))
def test_quotes_its_page_exactly(stem: str) -> None:
    document, agreement, _ = _read(stem)
    text = document.pages[0].text.text
    quotes = [e for evidence in agreement.evidence.values() for e in evidence]
    for name in ("areas", "parties", "focus_areas", "meetings", "signatories", "decisions", "policies"):
        for row in getattr(agreement, name):
            assert row.evidence, row
            quotes += row.evidence
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.verbatim
        assert quote.start >= document.pages[0].body_start


@pytest.mark.parametrize("stem", sorted({stem for stem, _ in FIELDS}))
def test_notes_why_every_candidate_was_kept_or_lost(stem: str) -> None:
    agreement, trace = _read(stem)[1:]
    noted = {candidate.field for candidate in trace.candidates if candidate.outcome}
    held = {name for name in ("areas", "parties", "focus_areas", "meetings", "signatories") if getattr(agreement, name)}
    assert held | {"title", "kind"} <= noted


def test_says_why_a_field_is_empty() -> None:
    agreement = _read("rosenhaven-2018-presse")[1]
    assert agreement.absent["parties"] == "absent"
    assert "title" not in agreement.absent


def test_reads_an_empty_page_as_unreadable() -> None:
    page = Page(1, 0, 0, 0, "plain_text", "blank", "test", 0.0, None, page_text(""))
    agreement = parse(Document("0" * 64, "tom.txt", "text/plain", 0, "ok", (page,)))
    assert (agreement.title, agreement.kind, agreement.absent["title"]) == (None, "other", "unreadable")
