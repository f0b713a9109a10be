"""Commands as a user gives them, in a folder of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import aftalearkiv
from tests.conftest import PutArchive

TEXT = """Partnerskabsaftale for Engbakken Tryghedspartnerskab 2018-2021

1. Parter
Aftalen er indgået mellem Nordby Kommune og Nordjyllands Politi.

2. Økonomi
Nordby Kommune afsætter 1.500.000 kr. årligt i perioden 2018-2021.

3. Aftalens løbetid
Aftalen løber fra den 1. januar 2018 til den 31. december 2021.
"""
OTHER = "Notat om belysning\n\nDer er sat nye lamper op på stien ved søen i år.\n"


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Answer]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in an empty folder that has its own cache and no archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AFTALEARKIV_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "160")
    for name in ("AFTALEARKIV_DB", "AFTALEARKIV_REVIEWER", "AFTALEARKIV_LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["aftalearkiv", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            aftalearkiv.main()
        said = capsys.readouterr()
        return Answer(int(end.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "engbakken.txt").write_text(TEXT, "utf-8")
    (folder / "notat.txt").write_text(OTHER, "utf-8")
    return folder


@pytest.fixture
def filled(command: Command, papers: Path, put_archive: PutArchive) -> Command:
    put_archive(sorted(papers.iterdir()))
    return command
