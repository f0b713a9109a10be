"""The unit of a batch: the bytes of one paper in, its record out, whatever happens on the way."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import ingest
import parsers
from pipeline.batches.paper import Paper, Settings, Task, read_paper

DATA = b"Notat om lamper\n\nDer er sat nye lamper op.\n"


def task(path: Path, data: bytes | None = None) -> Task:
    path.write_bytes(DATA)
    return Task(str(path), path.name, hashlib.sha256(DATA).hexdigest(), len(DATA), Settings(workers=2), data)


def read(one: Task) -> tuple[Paper, list[str]]:
    stages: list[str] = []
    return read_paper(one, lambda done, total: None, stages.append), stages


def test_gives_the_same_record_of_a_file_and_of_its_bytes(tmp_path: Path) -> None:
    (of_file, stages), (of_bytes, _) = read(task(tmp_path / "a.txt")), read(task(tmp_path / "a.txt", DATA))
    assert stages == ["read", "repair", "parse", "store"]
    assert (of_file.prepared, of_file.told) == (of_bytes.prepared, of_bytes.told)
    assert of_file.prepared.file["status"] == of_file.run.status == "ok" and of_file.run.stage is None
    assert {"aftalearkiv", "python"} & of_file.run.versions.keys()
    assert 0 <= of_file.run.seconds < 120


@pytest.mark.parametrize(
    ("module", "work", "fault", "stage", "code", "said"),
    [
        (ingest, "read_document", MemoryError(), "read", "out_of_memory", "a.txt: it needs more memory"),
        (parsers, "parse", KeyError("x"), "parse", "internal", "a.txt: KeyError: 'x'. This is a fault of aftalearkiv"),
        (parsers, "parse", ValueError("\ud83d"), "parse", "internal", r"a.txt: ValueError: \ud83d. This is"),
    ],
)
def test_makes_a_row_of_a_fault_that_says_where_and_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, work: str, fault: Exception, stage: str, code: str,
    said: str,
) -> None:  # fmt: skip
    def fail(*given: object, **how: object) -> None:
        raise fault

    monkeypatch.setattr(module, work, fail)
    paper, _ = read(task(tmp_path / "a.txt"))
    assert (paper.run.status, paper.run.error, paper.run.stage) == ("failed", code, stage)
    assert (paper.run.message or "").startswith(said) and not paper.prepared.tables
    assert (paper.prepared.file["error"], paper.prepared.file["bytes"]) == (code, len(DATA))


def test_makes_a_row_of_a_file_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    one = task(path)
    path.write_bytes(b"%PDF-1.7\nnothing")
    paper, stages = read(one)
    assert (paper.run.status, paper.prepared.file["media_type"], stages) == ("failed", "application/pdf", ["read"])
    assert (paper.run.message or "").startswith("a.pdf")
