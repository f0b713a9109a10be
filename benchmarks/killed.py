"""The program killed at random moments, in `ingest`, in `watch` and on Dask: does the rest make up for it, to the byte?

    .venv/bin/python benchmarks/killed.py FOLDER [--kills 100] [--seed 11] [--ways ingest,watch,dask]

Each round works on a copy of FOLDER and a new archive: four kills (SIGKILL) between 0.3 and 6 s after the start, then
one undisturbed run. On Dask every second kill is that of a worker with its nanny, and the program ends by itself. The
export, the originals and the ends of the files are compared with those of a run that nobody disturbed. Exit 1 where
anything differs or is left.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-c", "import aftalearkiv; aftalearkiv.main()"]


def start(scratch: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """The program, silent, its cache and its temporary files in `scratch`."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "AFTALEARKIV_CACHE": str(scratch / "cache"),
        "TMPDIR": str(scratch / "tmp"),
    }
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], env=environment, stdout=quiet, stderr=quiet)


class Machines:
    """A Dask scheduler and two workers, each a session of its own."""

    def __init__(self, scratch: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        self.scratch = scratch
        self.scheduler = self._start("scheduler", "--port", self.address.rsplit(":", 1)[1], "--no-dashboard")
        self.workers = [self._worker(), self._worker()]

    def _worker(self) -> subprocess.Popen[bytes]:
        more = "--nthreads", "1", "--no-dashboard", "--death-timeout", "60", "--local-directory", str(self.scratch)
        return self._start("worker", self.address, *more)

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--host", "127.0.0.1"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTALEARKIV_CACHE": str(self.scratch / "cache")}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            command, env=environment, stdout=quiet, stderr=quiet, cwd=self.scratch, start_new_session=True
        )

    def kill_a_worker(self, chance: random.Random) -> None:
        """Kill one of the two with all it started, and put another in its place."""
        place = chance.randrange(2)
        self._kill(self.workers[place])
        self.workers[place] = self._worker()

    def close(self) -> None:
        """End all of them."""
        for process in (*self.workers, self.scheduler):
            self._kill(process)

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def command(way: str, folder: Path, db: Path, last: bool, machines: Machines | None = None) -> list[str | Path]:
    """What is run: to the end where it is the last."""
    if way != "watch":
        there = ["--scheduler", machines.address] if machines else []
        return ["ingest", folder, "--db", db, "--no-cache", *there]
    return ["watch", folder, "--db", db, "--settle", "0.2", "--every", "0.1", *(["--once"] if last else [])]


def state(scratch: Path, way: str, folder: Path, db: Path) -> dict[str, str]:
    """Everything that must be the same: a hash of each file, by its place."""
    out = scratch / "out"
    shutil.rmtree(out, ignore_errors=True)
    start(scratch, "export", "--format", "json", "--words", "--db", db, "--out", out).wait()
    tops = {"out": out, "originals": Path(f"{db}.files"), **({"folder": folder} if way == "watch" else {})}
    return {
        f"{name}/{path.relative_to(top)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for name, top in tops.items()
        for path in sorted(top.rglob("*"))
        if path.is_file() and path.name != ".aftalearkiv-watch.lock"
    }


def orphans() -> int:
    """Processes that read papers and whose program is gone."""
    told = subprocess.run(["ps", "-eo", "ppid=,args="], capture_output=True, text=True, check=True).stdout
    words = ("pipeline.batches.child", "reading_process.py")
    return sum(line.split()[0] == "1" and any(word in line for word in words) for line in told.splitlines())


def one_round(
    scratch: Path, papers: Path, way: str, kills: int, chance: random.Random, machines: Machines | None = None
) -> dict[str, str]:
    """What is there at the end. Errors: AssertionError where the archive is not sound after a kill."""
    folder, db = scratch / "papers", scratch / "a.db"
    for old in (folder, Path(f"{db}.files")):
        shutil.rmtree(old, ignore_errors=True)
    for file in scratch.glob("a.db*"):
        file.unlink()
    shutil.copytree(papers, folder)
    for number in range(kills):
        process = start(scratch, *command(way, folder, db, last=False, machines=machines))
        time.sleep(chance.uniform(0.3, 6))
        if machines and number % 2:
            machines.kill_a_worker(chance)
        else:
            process.kill()
        process.wait()
        if db.exists():
            with sqlite3.connect(db) as opened:
                assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
            opened.close()
    start(scratch, *command(way, folder, db, last=True, machines=machines)).wait()
    return state(scratch, way, folder, db)


def main() -> int:
    """Run the rounds, and say what differs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--seed", type=int, default=11)
    asked.add_argument("--ways", default="ingest,watch,dask", help="those that take turns; dask needs the extra")
    given = asked.parse_args()
    ways = given.ways.split(",")
    chance, bad = random.Random(given.seed), 0
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        (scratch / "tmp").mkdir()
        machines = Machines(scratch) if "dask" in ways else None
        wanted = {way: one_round(scratch, given.folder, way, 0, chance) for way in ways}
        for number in range((given.kills + 3) // 4):
            way = ways[number % len(ways)]
            found = one_round(scratch, given.folder, way, 4, chance, machines if way == "dask" else None)
            other = {name for name in wanted[way].keys() | found.keys() if wanted[way].get(name) != found.get(name)}
            bad += bool(other)
            print(f"round {number + 1}, {way}: {'same' if not other else sorted(other)}", flush=True)
        if machines:
            machines.close()
        left = [path.name for path in (scratch / "tmp").iterdir()]
    print(f"{given.kills} kills, {bad} rounds differ, {orphans()} processes left, in TMPDIR {left}")
    return int(bool(bad or orphans() or left))


if __name__ == "__main__":
    sys.exit(main())
