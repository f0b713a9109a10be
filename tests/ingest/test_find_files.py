"""Which files a command's paths name."""

from pathlib import Path

import pytest

import ingest
from ingest.folders import Missed
from models import errors


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.PDF", "a.txt", "notes.json", "sub/c.tiff", ".hidden.txt", "archive.db.files/ab/x.pdf", "old.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_searches_folders_but_not_hidden_files_or_the_archives_own_copies(folder: Path) -> None:
    assert [path.name for path in ingest.find_files([folder])] == ["a.txt", "b.PDF", "notes.json", "old.docx", "c.tiff"]


def test_gives_a_file_named_twice_once(folder: Path) -> None:
    assert len(ingest.find_files([folder / "a.txt", folder])) == 5


def test_expands_globs(folder: Path) -> None:
    assert [path.name for path in ingest.find_files([str(folder / "**" / "*.tiff")])] == ["c.tiff"]


@pytest.mark.parametrize("name", ["missing.pdf", "*.xyz", "empty"])
def test_names_the_path_that_holds_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.UsageError, match=r"\."):
        ingest.find_files([tmp_path / name])


def test_collects_problems_and_goes_on_where_asked_to(folder: Path) -> None:
    missed: list[Missed] = []
    found = ingest.find_files([folder / "missing.pdf", folder / "a.txt"], missed)
    assert [path.name for path in found] == ["a.txt"]
    assert len(missed) == 1 and "missing.pdf" in str(missed[0].problem)
