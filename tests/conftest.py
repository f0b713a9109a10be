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

# Coverage makes each line about twice as dear. These measure time, wait for processes of their own, or read much with
# lines that other tests run, too (together they alone run 60 of 31 000): they run without it, unless it is asked which
# test runs a line. `no_cover` is the mark by which pytest-cov is told.
_UNMEASURED = (
    *("browser/", "variations/", "scripts/test_learn_confidence.py"),
    *("ingest/test_signature_zoo.py", "ingest/test_worn_files.py"),
    *("normalizers/test_repair_floors.py", "normalizers/test_repair_properties.py"),
    *("output/test_compare_holes.py", "output/test_evaluate_text.py", "output/test_killed.py", "output/test_list.py"),
    *("output/test_prepared.py", "output/test_trust.py", "output/test_witnesses.py"),
    *("parsers/test_agreements.py", "parsers/test_any_words.py", "parsers/test_confidence.py"),
    *("parsers/test_invented_papers.py", "parsers/test_linear_time.py", "parsers/test_other_cities.py"),
    *("parsers/test_replaced_wording.py", "parsers/test_wider_wordings.py"),
    *("pipeline/test_previous_release.py", "pipeline/test_typeset_papers.py", "pipeline/test_watch.py"),
    *("test_architecture.py", "test_command_line_process.py", "test_docs_run.py", "test_samples.py", "test_wheel.py"),
)

Plug = Callable[[str], dict[str, str]]
# Puts an archive of papers where a test works.
PutArchive = Callable[[Sequence[Path]], None]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    unmeasured = () if config.getoption("cov_context", None) else _UNMEASURED
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix().startswith(unmeasured):
            item.add_marker(pytest.mark.no_cover)


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
