"""Papers of our own, about places that do not exist, for the tests of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.document import Document, Page, Reading
from models.geometry import Box, Table, Word
from models.records import Agreement
from models.text import Edit, PageText, laid_text, page_text
from output.store.archive import Archive, open_archive
from output.store.rows import Run

MakeDocument = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]


@pytest.fixture
def run() -> Run:
    return Run("2026-01-02T03:04:05+00:00", 1.5, "ok", versions={"engine": "1.0"})


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive.db", create=True) as opened:
        yield opened


def _sha(filename: str) -> str:
    return hashlib.sha256(filename.encode()).hexdigest()


@pytest.fixture
def paper() -> MakeDocument:
    """A text file of the given pages."""

    def make(filename: str, *texts: str, **changes: Any) -> Document:
        pages = [
            Page(number, 0, 0, 0, "plain_text", "plain_text", "a text file", 0.9, None, page_text(text))
            for number, text in enumerate(texts or ("Aftale om Engbakken",), 1)
        ]
        facts = {"media_type": "text/plain", "bytes": 40, "status": "ok", **changes}
        return Document(_sha(filename), filename, pages=tuple(pages), **facts)

    return make


@pytest.fixture
def scan() -> MakeDocument:
    """A scanned page with boxes, a table, a header, two readings and a repair."""

    def make(filename: str) -> Document:
        words = [Word(text, Box(10.0 * at, 20, 10.0 * at + 9, 30.5), 0.75) for at, text in enumerate(_SCANNED)]
        read = laid_text(words, [(0, 1), (2, 3, 4)])
        edit = Edit(5, 13, "økonomi", "letter", 3.5, 1.25, 0.9)
        flag = Edit(14, 20, "Enghøj", "letter", 0.5, 0.1, 0.4, applied=False)
        text = read.edited([edit, flag])
        return Document(
            _sha(filename),
            filename,
            "application/pdf",
            1234,
            "ok",
            (_scanned_page(read, text),),
            engines={"tesseract": "5"},
        )

    return make


_SCANNED = ("Om", "den", "oekonomi", "Enghoj", "1.500")


def _scanned_page(read: PageText, text: PageText) -> Page:
    other = Reading("text_layer", "a layer", page_text("Om den okonomi"))
    table = Table((((3,), (4,)),), Box(30, 20, 50, 31), True)
    return Page(
        1, 595, 842.5, 90, "ocr", "machine_layer", "no Danish letters in the layer", 0.8, 0.75, text, 3,
        (Reading("ocr", "tesseract 5", read), other), {"image": 1.0}, frozenset((0,)), frozenset((4,)), (table,),
    )  # fmt: skip


@pytest.fixture
def agreement() -> MakeAgreement:
    """An agreement whose every row quotes the first word of page 1; lists are given without evidence."""

    def make(quote: str = "Aftale", **fields: Any) -> Agreement:
        evidence = [{"page": 1, "start": 0, "end": len(quote), "verbatim": quote, "boxes": None}]
        evidence = [{**found, "rule": "first-word", "confidence": 0.9} for found in evidence]
        rows = {
            name: [{**row, "evidence": evidence} for row in value] if isinstance(value, list) else value
            for name, value in fields.items()
        }
        facts = {"title": "Aftale om Engbakken", "kind": "partnership_agreement", "partnership": "engbakken"}
        period = {"start": "2018-01-01", "end": "2021-12-31", "start_basis": "stated"}
        given = dict.fromkeys(("title", "kind", "partnership", "period"), evidence)
        return Agreement.model_validate({**facts, "period": period, "evidence": given, **rows})

    return make


@pytest.fixture
def full_agreement(agreement: MakeAgreement) -> Agreement:
    """One row in every list, with every kind of value."""
    goal = {"number": "2.1", "text": "færre tyverier", "indicator": "reported_offences", "direction": "decrease"}
    measure = {"indicator": "feels_safe", "area": "partnership_area", "unit": "percent"}
    return agreement(
        areas=[{"name": "Engbakken"}, {"name": "Enghøj", "change": "added"}],
        parties=[{"organisation": "nordby-kommune", "name": "Nordby Kommune", "kind": "municipality"}],
        focus_areas=[{"number": 1, "title": "Tryghed"}, {"number": None, "title": "Unge"}],
        goals=[
            {**goal, "offences": ["theft", "robbery"], "target_value": 4.5, "applies_to": ["soebakken"]},
            {**goal, "reference_area": "Nordby", "times_of_day": ["all", "evening_night"]},
        ],
        measures=[
            {**measure, "role": "baseline", "year": 2017, "value": 77},
            {**measure, "role": "target", "year": 2021, "value": 80.5, "change_percent": -10},
            {**measure, "role": "observation", "value": "høj", "unit": "category"},
            {**measure, "role": "baseline", "status": "pending"},
        ],
        budgets=[
            {"amount_dkk": 1_500_000, "basis": "annual", "purpose": "whole", "fte": 0.5},
            {"amount_dkk": 500_000, "basis": "annual", "purpose": "activities", "adds": False},
        ],
        meetings=[{"body": "steering_group", "min_per_year": 2, "max_per_year": None}],
        signatories=[
            {"name": "Rigmor Sandvad", "title": "direktør", "organisation": "nordby-kommune", "chair": True},
            {"name": None, "title": None, "organisation": "nordjyllands-politi", "date": "2018-02-01"},
        ],
        decisions=[{"body": "Byrådet", "date": "2017-11-28"}],
        policies=[{"title": "Tryg i Nordby 2018"}],
        definitions=[{"term": "Vold", "offence": "violence", "text": "Vold dækker § 244"}],
        related=[{"partnership": "soebakken", "start_year": 2014, "end_year": 2017}],
        findings=[
            {"code": "section-missing", "severity": "warning", "message": "no section 4", "details": {"missing": "4"}}
        ],
        absent={},
    )
