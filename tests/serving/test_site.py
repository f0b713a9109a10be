"""A folder of pages: every link leads to a file of it, it is the same each time, and asks nobody else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from models.errors import UsageError
from output.store.archive import open_archive
from pipeline.commands import run_export
from pipeline.exporting import Choice
from pipeline.serving.site import export_site


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with open_archive(filled) as archive:
        export_site(archive, folder, ["Lindeparken"], "da")
    return folder


def _pages(site: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in site.glob("*.html")}


def test_holds_the_chosen_partnership_and_no_other(site: Path) -> None:
    said = " ".join(_pages(site).values())
    assert "Partnerskabet Lindeparken" in said
    assert "oesterhavn-2016.pdf" not in said and "engbakken" not in said.lower()
    assert len(list(site.glob("side-*.jpg"))) == 2


def test_leads_to_files_that_are_there(site: Path) -> None:
    names = {path.name for path in site.iterdir()}
    for name, html in _pages(site).items():
        targets = {unescape(target) for target in re.findall(r'(?:href|src|action)="([^"]*)"', html)}
        files = {target.partition("#")[0].partition("?")[0] for target in targets} - {""}
        assert files <= names, name


def test_asks_for_no_server(site: Path) -> None:
    for html in _pages(site).values():
        assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", html)
        assert 'method="post"' not in html and "/afgoer" not in html
        assert "<script>" not in html


def test_is_the_same_each_time(site: Path, filled: Path, tmp_path: Path) -> None:
    with open_archive(filled) as archive:
        export_site(archive, tmp_path, ["lindeparken"], "da")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in site.iterdir()
    }


def test_takes_the_whole_archive_where_none_is_named_and_speaks_english(filled: Path, tmp_path: Path) -> None:
    run_export("site", tmp_path, filled, Choice(), (), "en")
    index = (tmp_path / "index.html").read_text("utf-8")
    assert '<html lang="en">' in index and "engbakken-2018.txt" in index
    assert (tmp_path / "sammenlign-oesterhavn.html").exists()


def test_refuses_what_it_cannot_do(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no partnership"):
        run_export("site", tmp_path, filled, Choice(), ("intetsteds",))
    with pytest.raises(UsageError, match="names and all"):
        run_export("site", tmp_path, filled, Choice(names=False))
    with pytest.raises(UsageError, match="--format site"):
        run_export("csv", tmp_path, filled, Choice(), ("lindeparken",))
