"""Papers read by the workers of a Dask scheduler, in processes of their own: the same archive, whoever dies."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import UsageError
from output.export.json_records import write_json
from output.store.archive import open_archive
from output.store.loading import load_documents
from pipeline.batches import cluster
from pipeline.batches.guard import Limits
from pipeline.batches.outcomes import Nobody, Summary
from pipeline.ingesting import Options, ingest_paths

pytest.importorskip("distributed", reason="the extra aftalearkiv[dask] is not installed")
ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("oesterhavn-201[67]*.pdf"))


class Machines:
    """A scheduler and its workers on this machine, each a process of its own with its nanny."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        self.folder = folder
        self.scheduler = self._start("scheduler", "--port", self.address.rsplit(":", 1)[1], "--no-dashboard")
        self.workers = [self._worker() for _ in range(2)]

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, *arguments, "--host", "127.0.0.1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        with (self.folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )

    def _worker(self) -> subprocess.Popen[bytes]:
        more = "--nthreads", "1", "--no-dashboard", "--death-timeout", "20", "--local-directory", str(self.folder)
        return self._start("worker", self.address, *more)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    (tmp_path / "dask").mkdir()
    machines = Machines(tmp_path / "dask")
    yield machines
    machines.close()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"Notat {number} om lamper på stien ved søen.\n", "utf-8")
    for sample in SAMPLES:
        (folder / sample.name).write_bytes(sample.read_bytes())
    return folder


def ingested(papers: Path, db: Path, readers: cluster.Cluster | None = None) -> Summary:
    with open_archive(db, create=True) as archive:
        return ingest_paths([papers], archive, Options(), Nobody(), readers)


def export(db: Path) -> str:
    with open_archive(db) as archive:
        place = write_json(load_documents(archive.db, words=True), db.parent / "out", words=True)
    return hashlib.sha256(place.read_bytes()).hexdigest()


@pytest.mark.parametrize("ship", ["bytes", "path"])
def test_gives_the_archive_that_this_machine_gives(tmp_path: Path, machines: Machines, papers: Path, ship: str) -> None:
    ingested(papers, tmp_path / "here.db")
    readers = cluster.Cluster(machines.address, "bytes" if ship == "bytes" else "path", Limits())
    assert ingested(papers, tmp_path / "there.db", readers).exit_code == 0
    assert export(tmp_path / "here.db") == export(tmp_path / "there.db")


def test_goes_on_where_a_worker_is_killed(tmp_path: Path, machines: Machines, papers: Path) -> None:
    ingested(papers, tmp_path / "here.db")
    readers = cluster.Cluster(machines.address, "bytes", Limits())
    killed = machines.workers[0]
    subprocess.Popen(["sh", "-c", f"sleep 0.7; kill -9 -{killed.pid}"])
    assert ingested(papers, tmp_path / "there.db", readers).exit_code == 0
    assert export(tmp_path / "here.db") == export(tmp_path / "there.db")


def test_stops_with_a_summary_where_the_scheduler_is_killed_and_resumes(
    tmp_path: Path, machines: Machines, papers: Path
) -> None:
    ingested(papers, tmp_path / "here.db")
    for number in range(60):
        (papers / f"more{number}.txt").write_text(f"Brev {number} om lamper på stien ved søen.\n" * 30, "utf-8")
    readers = cluster.Cluster(machines.address, "bytes", Limits())
    subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -9 {machines.scheduler.pid}"])
    begun = time.monotonic()
    summary = ingested(papers, tmp_path / "there.db", readers)
    if summary.stop is None:
        pytest.skip("it was done before its scheduler was gone")
    assert (summary.stop.code, summary.exit_code) == ("scheduler", 1) and time.monotonic() - begun < 120
    assert ingested(papers, tmp_path / "there.db").exit_code == 0
    ingested(papers, tmp_path / "here.db")
    assert export(tmp_path / "here.db") == export(tmp_path / "there.db")


def test_refuses_a_worker_that_would_read_otherwise(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    here = {**cluster.reading_versions(), "tesseract": "9.9"}
    there = cluster.reading_versions()
    with pytest.raises(UsageError, match=r"tesseract .* there, 9\.9 here"):
        cluster._check({"tcp://w": there}, here)
    cluster._check({"tcp://w": there}, there)


def test_says_that_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(UsageError, match="no Dask scheduler"):
        cluster.Cluster("tcp://127.0.0.1:9", "bytes", Limits())
