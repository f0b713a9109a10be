"""An archive of our own samples behind the server's application, asked as a browser asks."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import aftalearkiv
from models.document import Document, Page
from models.text import page_text
from output.store.archive import open_archive
from output.store.rows import Run
from output.web.addresses import ServedAddresses
from output.web.rendering import static_stamps
from pipeline.serving.app import make_app
from pipeline.serving.pictures import Pictures
from pipeline.serving.shelf import Shelf

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
PORT, TOKEN = 8124, "a-word-that-was-printed"
HOST = f"http://127.0.0.1:{PORT}"
PAPERS = ("lindeparken-2022.pdf", "lindeparken-2014-dump.txt", "oesterhavn-2016.pdf")
# A paper whose amounts do not add up.
UNEVEN = "engbakken-2018.txt"
UNEVEN_TEXT = """Partnerskabsaftale for Engbakken Tryghedspartnerskab 2018-2021

1. Parter
Aftalen er indgået mellem Nordby Kommune og Nordjyllands Politi.

2. Økonomi
Nordby Kommune har afsat 1.000.000 kr. årligt i perioden 2018-2021. Heri indgår 200.000 kr. årligt til administration.
Der er dermed 750.000 kr. årligt til aktiviteter.

3. Aftalens løbetid
Aftalen løber fra den 1. januar 2018 til den 31. december 2021.
"""
HOSTILE = "<script>alert(1)</script> & \"onload='x'.txt"
HOSTILE_TEXT = "</p><img src=x onerror=alert(1)><script>alert(2)</script>\n\nAftale om {{ 7 * 7 }} Engbakken"


@dataclass(frozen=True)
class Served:
    """The archive's file, the application, and a browser that opened the printed address."""

    archive: Path
    shelf: Shelf
    browser: TestClient

    def sha256(self, name: str) -> str:
        """The hash of a paper by its file name."""
        with open_archive(self.archive) as archive:
            found = archive.db.execute("SELECT sha256 FROM documents WHERE filename = ?", [name]).fetchone()
        return str(found[0])


def stranger(shelf: Shelf, read_only: bool = False) -> TestClient:
    """A browser that did not open the printed address."""
    return TestClient(make_app(shelf, PORT, TOKEN), base_url=HOST, follow_redirects=False)


def hostile_paper() -> Document:
    """A paper whose name and text would run, were they taken for more than text."""
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "a text file", 0.9, None, page_text(HOSTILE_TEXT))
    return Document(hashlib.sha256(b"hostile").hexdigest(), HOSTILE, "text/plain", 40, "ok", (page,))


def the_run() -> Run:
    """A reading on some day."""
    return Run("2026-01-02T03:04:05+00:00", 1.0, "ok", versions={})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with samples, a paper with a finding, a file that cannot be read, one with a hostile name and text."""
    folder = tmp_path_factory.mktemp("served")
    for name in PAPERS:
        shutil.copy(SAMPLES / name, folder / name)
    (folder / UNEVEN).write_text(UNEVEN_TEXT, "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    archive = folder / "archive.db"
    aftalearkiv.ingest([*(folder / name for name in (*PAPERS, UNEVEN, "broken.pdf"))], archive)
    hostile = hostile_paper()
    with open_archive(archive) as opened:
        opened.store(hostile, aftalearkiv.parse(hostile), the_run())
    return archive


@pytest.fixture
def served(filled: Path, tmp_path: Path) -> Iterator[Served]:
    """The archive served, in a copy of its own."""
    place = tmp_path / "archive.db"
    shutil.copy(filled, place)
    shutil.copytree(filled.with_name("archive.db.files"), tmp_path / "archive.db.files")
    pictures = Pictures()
    shelf = Shelf(place, "da", False, pictures, ServedAddresses(static_stamps()))
    browser = stranger(shelf)
    browser.get("/", params={"token": TOKEN})
    yield Served(place, shelf, browser)
    pictures.close()
