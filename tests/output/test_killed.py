"""An archive whose writer is killed, with real processes: what was done is there, what was not is not."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.document import Document
from output.store.archive import open_archive
from output.store.loading import load_documents
from output.store.rows import Run

# Stores documents one after the other; told a table, it kills itself where the third document's rows go there.
WRITER = """
import os, signal, sys
from pathlib import Path
from models.document import Document, Page
from models.records import Agreement
from models.text import page_text
from output.store.archive import open_archive
from output.store.rows import Run

path, stop_at = Path(sys.argv[1]), sys.argv[2]
begun = 0

def run_or_die(statement):
    if begun == 3 and statement.startswith(f"INSERT INTO {stop_at} "):
        os.kill(os.getpid(), signal.SIGKILL)

text = "Aftale om Engbakken " + "med mange ord " * 1000
evidence = [{"page": 1, "start": 0, "end": 6, "verbatim": "Aftale", "boxes": None, "rule": "r", "confidence": 1.0}]
facts = {"title": "Aftale", "kind": "partnership_agreement", "partnership": "engbakken"}
agreement = Agreement.model_validate({
    **facts, "period": {"start": "2018-01-01", "end": "2021-12-31", "start_basis": "stated"},
    "areas": [{"name": "Engbakken", "evidence": evidence}], "evidence": {"title": evidence}})
with open_archive(path, create=True) as archive:
    archive.db.conn.set_trace_callback(run_or_die)
    while True:
        begun += 1
        pages = tuple(
            Page(number, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(text)) for number in (1, 2))
        document = Document(f"{begun:064x}", f"{begun:06}.txt", "text/plain", 10, "ok", pages)
        archive.store(document, agreement, Run("2026-01-01T00:00:00+00:00", 0.1, "ok"))
        print(begun, flush=True)
"""


def start(path: Path, stop_at: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), stop_at],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_whole(path: Path, at_least: int) -> int:
    """The archive opens, is sound, and holds whole documents only; how many."""
    with open_archive(path) as archive:
        assert archive.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
        archive.db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        found = list(load_documents(archive.db))
        assert [len(document.pages) for document in found] == [2] * len(found)
        assert [len(document.agreements[0].areas) for document in found] == [1] * len(found)
        preferred = sum(document.agreements[0].preferred for document in found)
        assert preferred == (1 if found else 0)
    assert len(found) >= at_least
    return len(found)


@pytest.mark.parametrize("table", ["words", "evidence", "areas", "digests", "runs"])
def test_is_as_before_the_document_that_was_being_written(
    tmp_path: Path, table: str, paper: Callable[..., Document], run: Run
) -> None:
    path = tmp_path / "a.db"
    with start(path, table) as writer:
        printed, _ = writer.communicate(timeout=300)
    assert writer.returncode == -signal.SIGKILL
    assert printed.split() == ["1", "2"]
    assert assert_whole(path, 2) == 2
    with open_archive(path) as archive:
        archive.store(paper("next.txt"), None, run)
        assert len(list(load_documents(archive.db))) == 3


def test_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for moment in (0.0, 0.004, 0.013):
        path.unlink(missing_ok=True)
        with start(path, "never") as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moment)
            writer.kill()
        assert_whole(path, 1)
