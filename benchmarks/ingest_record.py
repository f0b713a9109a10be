"""Born-digital papers from the file to the stored record, stage by stage, and as a batch with one and two workers.

    .venv/bin/python benchmarks/ingest_record.py FOLDER [--times 5] [--workers]

Processor time, user and system, in one warm process: the first round loads libraries and rules and is told apart, of
the others the least counts. pdfplumber's words and tables of the same pages stand beside, for the machine's measure.
With --workers the folder is ingested as a batch with one worker and with two in turn, each in a program of its own:
the wall, and the processor time of the writer and of those who read. Give different papers: equal ones are stored once.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.batches.paper import Task, read_paper

_STAGES = ("read", "repair", "parse", "store", "write")


class _Begun:
    """When which stage began, in seconds of processor time."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, float]] = []

    def note(self, stage: str) -> None:
        self.stages.append((stage, _clock()))


def measure(files: Sequence[Path]) -> tuple[dict[str, float], int]:
    """Seconds of each stage over all papers, in a fresh archive, and the pages. `store` is the making of rows in the
    process that reads, `write` what the one writer does."""
    from output.store.archive import open_archive

    spent = dict.fromkeys(_STAGES, 0.0)
    pages = 0
    with tempfile.TemporaryDirectory() as scratch, open_archive(Path(scratch) / "a.db", create=True) as archive:
        for file in files:
            data = file.read_bytes()
            task = Task(str(file), file.name, hashlib.sha256(data).hexdigest(), len(data))
            begun = _Begun()
            paper = read_paper(task, lambda done, total: None, begun.note)
            begun.note("write")
            archive.put(paper.prepared, file.name, paper.run)
            begun.note("")
            for (name, start), (_, end) in itertools.pairwise(begun.stages):
                spent[name] += end - start
            pages += paper.told.pages
    return spent, pages


def measure_pdfplumber(files: Sequence[Path]) -> float:
    """Seconds of pdfplumber's words and tables."""
    import pdfplumber

    start = _clock()
    for file in files:
        with pdfplumber.open(file) as document:
            for page in document.pages:
                page.extract_words()
                page.extract_tables()
    return _clock() - start


# An installed program has its bytecode; here it is made by a first turn that does not count.
_BYTECODE = Path(tempfile.gettempdir()) / "aftalearkiv-bytecode"
_AS_INSTALLED = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(_BYTECODE)}
_BATCH = """
import resource, sys, tempfile, time
from pathlib import Path
begun = time.monotonic()
import aftalearkiv
sys.argv = ["aftalearkiv", "ingest", sys.argv[1], "--db", sys.argv[2], "--workers", sys.argv[3], "--no-cache"]
try:
    aftalearkiv.main()
finally:
    from pipeline.batches.slots import _KEPT
    _KEPT.close()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print("took", time.monotonic() - begun, *(one.ru_utime + one.ru_stime for one in used), file=sys.stderr)
"""


def batch(folder: Path, workers: int) -> list[float]:
    """Seconds of a whole ingest: by the wall, of the writer, of the processes that read."""
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            [sys.executable, "-c", _BATCH, str(folder.absolute()), str(Path(scratch) / "a.db"), str(workers)],
            cwd=Path(__file__).resolve().parent.parent,
            env=_AS_INSTALLED,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    (told,) = (line for line in done.stderr.splitlines() if line.startswith("took "))
    return [float(part) for part in told.split()[1:]]


def stages(files: Sequence[Path], times: int) -> Iterator[str]:
    """The table of stages."""
    rounds = [measure(files) for _ in range(times + 1)]
    pages = rounds[0][1]
    warm = min((spent for spent, _ in rounds[1:]), key=lambda spent: sum(spent.values()))
    yield f"{len(files)} papers, {pages} pages; first round {sum(rounds[0][0].values()) / pages * 1000:.1f} ms a page"
    for name, seconds in (*warm.items(), ("file to record", sum(warm.values()))):
        yield f"{name:15} {seconds / pages * 1000:7.1f} ms/page"
    rival = min(measure_pdfplumber(files) for _ in range(2))
    yield f"{'pdfplumber':15} {rival / pages * 1000:7.1f} ms/page, {rival / sum(warm.values()):.1f} times as long"


def batches(folder: Path, times: int) -> Iterator[str]:
    """The table of workers: of several turns the least wall of each."""
    batch(folder, 1)
    taken = [(batch(folder, 1), batch(folder, 2)) for _ in range(times)]
    best = [min(turn[number] for turn in taken) for number in (0, 1)]
    for workers, (wall, writer, readers) in enumerate(best, 1):
        yield f"{workers} workers: {wall:.1f} s by the wall, processor: writer {writer:.1f} s, readers {readers:.1f} s"
    yield f"two workers are {best[0][0] / best[1][0]:.2f} times as fast as one"


def _clock() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--workers", action="store_true")
    given = asked.parse_args()
    print(*stages(sorted(given.folder.glob("*.pdf")), given.times), sep="\n")
    if given.workers:
        print(*batches(given.folder, given.times), sep="\n")


if __name__ == "__main__":
    main()
