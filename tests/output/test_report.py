"""What came in, what failed and why, what needs a look: as text and as a page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from models.document import Document
from models.errors import UsageError
from output.report.gathered import Period, gather
from output.report.told import as_html, as_text
from output.store.archive import open_archive
from output.store.rows import Run
from pipeline.reporting import run_report

WEEK = Period("2026-11-23", "2026-11-30")


def ran(day: str, document: Document) -> Run:
    return Run(f"{day}T10:00:00+00:00", 0.1, document.status, "read", document.error, document.message)


@pytest.fixture
def filled(tmp_path: Path, paper: Callable[..., Document]) -> Path:
    path = tmp_path / "a.db"
    failed = Document("f" * 64, "<b>æ</b>.zip", "application/zip", 9, "failed", (), "unsupported", "a zip archive.")
    broken = Document("e" * 64, "fejl.pdf", "application/pdf", 9, "failed", (), "internal", "KeyError: -1.")
    with open_archive(path, create=True) as archive:
        for day, document in (("2026-11-20", paper("before.txt")), ("2026-11-23", paper("in.txt"))):
            archive.store(document, None, ran(day, document))
        for document in (failed, broken):
            archive.store(document, None, ran("2026-11-29", document))
        late = paper("late.txt")
        archive.store(late, None, ran("2026-11-30", late))
    return path


def test_tells_what_came_in_between_two_days_and_what_failed(filled: Path) -> None:
    with open_archive(filled) as archive:
        news = gather(archive.db, WEEK)
    assert [row["filename"] for row in news.read] == ["in.txt"]
    text = as_text(news, "da")
    assert text.startswith("Aftalearkivet fra 2026-11-23 til 2026-11-29\n") and "1 papirer læst, 2 ikke læst" in text
    assert "fejl.pdf: Der er en fejl i aftalearkiv." in text and "KeyError: -1." in text
    assert text.index("Kunne ikke læses (2)") < text.index("Læst (1)")
    assert "Could not be read (2)" in as_text(news, "en")


def test_writes_a_page_that_shows_names_as_they_are_and_runs_nothing(filled: Path) -> None:
    with open_archive(filled) as archive:
        page = as_html(gather(archive.db, WEEK), "da")
    assert "&lt;b&gt;æ&lt;/b&gt;.zip" in page and "<script" not in page and "http" not in page
    root = ET.fromstring(page.replace("<!doctype html>", "").replace('<meta charset="utf-8">', ""))
    assert [cell.text for cell in root.iter("h2")] == ["Kunne ikke læses (2)", "Læst (1)"]


def test_says_that_nothing_came_in(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_report("2020-01-01", "2020-02-01", "da", "text", None, filled)
    assert "Der er ikke kommet noget" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("since", "language", "format_name"),
    [("i går", "da", "text"), ("2026-01-01", "sv", "text"), ("2026-01-01", "da", "pdf")],
)
def test_says_what_it_takes(filled: Path, since: str, language: str, format_name: str) -> None:
    with pytest.raises(UsageError, match=r"write it as|takes"):
        run_report(since, None, language, format_name, None, filled)
