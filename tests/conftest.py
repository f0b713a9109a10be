"""What tests of several stages share: archives read once, faults put into the processes that read papers."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import aftalearkiv

ROOT = Path(__file__).parents[1]
# Python runs it where it starts; only the guarded process is the one that it is for.
_PLUG = "import sys\nif 'pipeline.batches.child' in ' '.join(sys.orig_argv):\n"

Plug = Callable[[str], dict[str, str]]
# Puts an archive of papers where a test works.
PutArchive = Callable[[Sequence[Path]], None]


@pytest.fixture(scope="session")
def put_archive(tmp_path_factory: pytest.TempPathFactory) -> PutArchive:
    """An archive of these papers as `aftalearkiv.db` in the folder where a test works: read once for all tests that
    begin with the same papers, for a process that reads takes a second to start."""
    made: dict[tuple[tuple[str, bytes], ...], Path] = {}

    def put(papers: Sequence[Path]) -> None:
        same = tuple((paper.name, paper.read_bytes()) for paper in papers)
        if same not in made:
            made[same] = tmp_path_factory.mktemp("archive") / "aftalearkiv.db"
            aftalearkiv.ingest(list(papers), made[same])
        shutil.copytree(made[same].parent, Path.cwd(), dirs_exist_ok=True)

    return put


@pytest.fixture
def plug(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Give code to run in every process that reads papers, before it reads; the changes to the environment by which a
    process of its own hears of it."""

    def put(code: str) -> dict[str, str]:
        folder = tmp_path_factory.mktemp("plug")
        (folder / "sitecustomize.py").write_text(_PLUG + textwrap.indent(textwrap.dedent(code), "    "), "utf-8")
        path = os.pathsep.join((str(folder), str(ROOT)))
        monkeypatch.setenv("PYTHONPATH", path)
        return {"PYTHONPATH": path}

    return put
