"""Papers that hang, crash or eat memory, in real processes: each has a code, all others are stored, nothing is left."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from models.errors import Crashed, OutOfMemory, TimedOut
from output.export.json_records import write_json
from output.store.archive import open_archive
from output.store.loading import load_documents
from pipeline.batches import frames
from pipeline.batches.guard import Guard, Limits
from pipeline.batches.outcomes import Nobody, Outcome
from pipeline.batches.paper import Task
from pipeline.ingesting import Options, ingest_paths

Plug = Callable[[str], dict[str, str]]
TIGHT = Limits(seconds=5.0, page_seconds=0.0, clock=3.0, memory=700 << 20)
NAP = f"600.{os.getpid()}"  # seconds: a mark by which what was left behind is found
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")

# What a paper does, by its name, in the stage that its name begins with.
FAULTS = """
import os, signal, subprocess, sys, time
import ingest, normalizers, parsers

def act(name):
    if "hangs" in name:
        subprocess.Popen(["sleep", "NAP"])
        while True:
            pass
    if "sleeps" in name:
        time.sleep(600)
    if "killed" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "eats" in name:
        kept = [bytearray(50 << 20) for _ in range(100)]
    if "prints" in name:
        os.write(1, b"noise of a library")
    if "once" in name:
        mark = os.path.join(os.environ["HOME"], "once")
        if not os.path.exists(mark):
            open(mark, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)

def faulty(stage, work, name_of):
    def do(one, *rest, **how):
        name = name_of(one)
        if name.startswith(stage):
            act(name)
        return work(one, *rest, **how)
    return do

ingest.read_document = faulty("read", ingest.read_document, lambda path: path.name)
normalizers.repair_document = faulty("repair", normalizers.repair_document, lambda d: d.filename)
parsers.parse = faulty("parse", parsers.parse, lambda d: d.filename)
"""


FAULTS = FAULTS.replace("NAP", NAP)


def written(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(f"Notat {name} om lamper på stien ved søen.\n", "utf-8")
    return sorted(folder.iterdir())


def ingested(folder: Path, db: Path, options: Options) -> list[Outcome]:
    with open_archive(db, create=True) as archive:
        return ingest_paths([folder], archive, options, Nobody()).outcomes


def session(name: str) -> list[str]:
    """The processes on this machine with that word in their command."""
    told = subprocess.run(["ps", "-eo", "pid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in told.splitlines() if name in line and " Z" not in line and "ps -eo" not in line]


@linux
def test_gives_each_fault_a_code_and_stores_all_others(tmp_path: Path, plug: Plug) -> None:
    plug(FAULTS)
    names = (
        "read-hangs.txt",
        "read-killed.txt",
        "parse-hangs.txt",
        "parse-eats.txt",
        "parse-sleeps.txt",
        "repair-killed.txt",
        "parse-killed.txt",
        "read-prints.txt",
        *(f"good{number}.txt" for number in range(6)),
    )
    written(tmp_path / "papers", *names)
    found = {o.name: o for o in ingested(tmp_path / "papers", tmp_path / "a.db", Options(limits=TIGHT))}
    assert {name: outcome.error for name, outcome in found.items() if outcome.error} == {
        "read-hangs.txt": "timed_out",
        "read-killed.txt": "crashed",
        "parse-hangs.txt": "timed_out",
        "parse-eats.txt": "out_of_memory",
        "parse-sleeps.txt": "timed_out",
        "repair-killed.txt": "crashed",
        "parse-killed.txt": "crashed",
    }
    assert all((o.message or "").startswith(name) for name, o in found.items() if o.error)
    with open_archive(tmp_path / "a.db") as archive:
        rows = archive.db.execute(
            "SELECT d.filename, r.stage, r.error FROM runs r JOIN documents d ON d.id = r.document WHERE r.error <> ''"
        ).fetchall()
    assert all(name.startswith(stage) for name, stage, _ in rows) and len(rows) == 7
    assert not session(f"sleep {NAP}")


@linux
def test_ends_what_hangs_soon_after_its_limit(tmp_path: Path, plug: Plug) -> None:
    plug(FAULTS)
    (paper,) = written(tmp_path, "read-hangs.txt")
    guard, begun = Guard(TIGHT), time.monotonic()
    with pytest.raises(TimedOut, match="within 5 s"):
        guard.read(task(paper), lambda done, total: None)
    assert time.monotonic() - begun < TIGHT.seconds * TIGHT.clock + 60
    assert not session(f"sleep {NAP}")


def task(paper: Path) -> Task:
    data = paper.read_bytes()
    return Task(str(paper), paper.name, hashlib.sha256(data).hexdigest(), len(data))


@linux
@pytest.mark.parametrize(("name", "error"), [("read-killed.txt", Crashed), ("parse-eats.txt", OutOfMemory)])
def test_reads_the_next_paper_after_a_fault(tmp_path: Path, plug: Plug, name: str, error: type[Exception]) -> None:
    plug(FAULTS)
    good, bad = written(tmp_path, "good.txt", name)
    guard = Guard(TIGHT)
    if error is OutOfMemory:
        assert guard.read(task(bad), lambda done, total: None).run.error == "out_of_memory"
    else:
        with pytest.raises(error):
            guard.read(task(bad), lambda done, total: None)
    assert guard.read(task(good), lambda done, total: None).run.status == "ok"
    guard.close()


@linux
def test_blames_no_crash_on_the_memory_of_who_started_it(tmp_path: Path, plug: Plug) -> None:
    plug(FAULTS)
    (paper,) = written(tmp_path, "read-killed.txt")
    held = b"x" * (TIGHT.memory // 2)
    with pytest.raises(Crashed, match="SIGKILL"):
        Guard(TIGHT).read(task(paper), lambda done, total: None)
    assert held


@linux
def test_tries_a_paper_that_crashed_once_more(tmp_path: Path, plug: Plug, monkeypatch: pytest.MonkeyPatch) -> None:
    plug(FAULTS)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    written(tmp_path / "papers", "read-once.txt", "good.txt")
    outcomes = ingested(tmp_path / "papers", tmp_path / "a.db", Options(limits=TIGHT))
    assert [outcome.result for outcome in outcomes] == ["stored", "stored"]
    assert (tmp_path / "home" / "once").exists()


def test_takes_no_code_from_a_process_that_was_taken_over() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    pipe = BytesIO()
    frames.send(pipe, Evil())
    pipe.seek(0)
    with pytest.raises(pickle.UnpicklingError, match="no part of a paper"):
        frames.receive_data(pipe)


def test_takes_half_an_answer_for_none() -> None:
    pipe = BytesIO()
    frames.send(pipe, frames.Pages(1, 2))
    whole = pipe.getvalue()
    assert frames.receive_data(BytesIO(whole)) == frames.Pages(1, 2)
    assert frames.receive_data(BytesIO(whole[:-1])) is None
    assert frames.receive_data(BytesIO(b"")) is None


def test_gives_the_same_archive_with_any_number_of_workers(tmp_path: Path) -> None:
    written(tmp_path / "papers", *(f"{number}.txt" for number in range(9)))
    for number in (1, 4):
        (tmp_path / "papers" / f"{number}-copy.txt").write_bytes((tmp_path / "papers" / f"{number}.txt").read_bytes())
    exports, rows = set(), set()
    for workers in (1, 2, 4):
        db = tmp_path / f"{workers}.db"
        ingested(tmp_path / "papers", db, Options(workers=workers))
        with open_archive(db) as archive:
            place = write_json(load_documents(archive.db, words=True), tmp_path / str(workers), words=True)
            rows.add(tuple(archive.db.execute("SELECT id, filename, filenames FROM documents ORDER BY id").fetchall()))
        exports.add(hashlib.sha256(place.read_bytes()).hexdigest())
    assert (len(exports), len(rows)) == (1, 1)
