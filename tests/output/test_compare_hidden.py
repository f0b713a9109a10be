"""A comparison that leaves the archive: without the names of people, and otherwise the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from models.document import Document
from models.records import Agreement
from output.compare.over_years import Asked, compare, comparing
from output.export.hidden_comparison import hidden_tables
from output.store.archive import Archive
from output.store.rows import Run
from pipeline.comparing import Shown, run_compare

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]
GOAL = {"number": "1", "indicator": "feels_safe", "direction": "increase", "times_of_day": ["all"]}
SIGNED = [{"name": "Rigmor Sandvad", "title": "direktør", "organisation": "nordby-kommune"}]


@pytest.fixture
def signed(archive: Archive, paper: Make, agreement: MakeAgreement, run: Run) -> Archive:
    """Two agreements; the first names its signatory in its file's name and a goal, and whom to turn to in another."""
    page = "Aftale om Engbakken. Kontaktperson: Malthe Vindstrup, tlf. 12 34 56 78"
    goals = [
        {**GOAL, "text": "Rigmor Sandvad gør flere trygge"},
        {**GOAL, "number": "2", "text": "ring til Malthe Vindstrup, tlf. 12 34 56 78"},
    ]
    archive.store(paper("Rigmor Sandvad 2018.txt", page), agreement(goals=goals, signatories=SIGNED), run)
    period = {"start": "2022-01-01", "end": "2025-12-31", "start_basis": "stated"}
    archive.store(paper("anden.txt"), agreement(period=period, goals=[{**GOAL, "text": "flere er trygge"}]), run)
    return archive


def _said(archive: Archive, *, personal: bool) -> str:
    with comparing(archive.db, Asked()) as found:
        hidden = hidden_tables(archive.db, found, personal=personal)
        return json.dumps({name: list(rows) for name, rows in hidden.items()}, ensure_ascii=False)


def test_hides_signatories_in_texts_and_in_the_names_of_files_of_other_papers_too(signed: Archive) -> None:
    found = json.loads(_said(signed, personal=False))
    assert "Sandvad" not in json.dumps(found)
    assert {row["paper"] for row in found["compare_papers"]} == {"██████ ███████ 2018.txt", "anden.txt"}
    assert [row["follows"] for row in found["compare_papers"]] == [None, "██████ ███████ 2018.txt"]
    texts = {row["text"] for row in found["compare_goals"]}
    assert {"██████ ███████ gør flere trygge", "ring til Malthe Vindstrup, tlf. 12 34 56 78"} <= texts


def test_hides_also_numbers_and_contact_persons_where_all_is_to_be_hidden(signed: Archive) -> None:
    said = _said(signed, personal=True)
    assert "ring til ██████ █████████, tlf. ██ ██ ██ ██" in said
    assert "Sandvad" not in said


def test_leaves_everything_else_as_it_is(signed: Archive) -> None:
    kept = ("partnership", "year", "row_key", "sha256", "indicator", "page")
    hidden = json.loads(_said(signed, personal=True))["compare_goals"]
    plain = compare(signed.db, Asked((), ("goals",)))["compare_goals"]
    assert [[row[name] for name in kept] for row in hidden] == [[row[name] for name in kept] for row in plain]


@pytest.mark.parametrize("format_name", ["json", "csv", "md", "html", "datapackage"])
def test_holds_in_every_format(signed: Archive, tmp_path: Path, format_name: str) -> None:
    run_compare(Asked(), Shown(format_name, tmp_path / "out", personal_hidden=True), signed.path)
    written = "".join(place.read_text("utf-8") for place in sorted((tmp_path / "out").iterdir()))
    assert "2018" in written
    assert not [name for name in ("Sandvad", "Vindstrup", "12 34 56 78") if name in written]


def test_lets_go_of_its_tables_when_somebody_stops_in_the_middle(signed: Archive) -> None:
    with pytest.raises(BrokenPipeError), comparing(signed.db, Asked()) as found:
        for _ in found["compare_goals"]:
            raise BrokenPipeError
    assert signed.db.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)
