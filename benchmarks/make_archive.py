"""A large archive of our sample agreements under many names, to measure what must not grow with it.

    python benchmarks/make_archive.py FILE [--papers 10000] [--report]

Each sample is read once and stored again and again under another partnership, so the papers are real in size, values
and evidence, and every partnership has its series of three agreements, a report, an addendum and copies. Printed is how
long a paper takes to store (processor time) at each thousand; --report measures the commands on the archive then.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from aftalearkiv import open_archive, parse, read
from models.document import Document
from models.records import Agreement
from output.store.rows import Run

SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"
_STEP = 500


def read_samples() -> list[tuple[Document, Agreement]]:
    """The samples as they are read today."""
    paths = sorted((*SAMPLES.glob("*.pdf"), *SAMPLES.glob("*.txt")))
    documents = [read(path) for path in paths]
    return [(document, parse(document)) for document in documents]


def papers(count: int) -> Iterator[tuple[Document, Agreement]]:
    """So many papers: the samples under the names of partnerships that are numbered."""
    samples = read_samples()
    for number in range(count):
        document, agreement = samples[number % len(samples)]
        yield under_another_name(document, agreement, number // len(samples))


def under_another_name(document: Document, agreement: Agreement, number: int) -> tuple[Document, Agreement]:
    """The paper as one of partnership number so much; its bytes have another hash."""
    end = f"-{number:05}"
    sha256 = hashlib.sha256(f"{document.sha256}{end}".encode()).hexdigest()
    stem, dot, suffix = document.filename.rpartition(".")
    renamed = replace(document, sha256=sha256, filename=f"{stem}{end}{dot}{suffix}")
    concerns = agreement.concerns
    if concerns is not None and concerns.partnership is not None:
        concerns = concerns.model_copy(update={"partnership": concerns.partnership + end})
    partnership = agreement.partnership + end if agreement.partnership else None
    return renamed, agreement.model_copy(update={"partnership": partnership, "concerns": concerns})


def fill(place: Path, count: int) -> None:
    """Store the papers, and print the processor time of one at each step."""
    run = Run("2026-01-01T00:00:00+00:00", 0.1, "ok", versions={"aftalearkiv": "benchmark"})
    with open_archive(place, create=True) as archive:
        begin = time.process_time()
        for stored, (document, agreement) in enumerate(papers(count), 1):
            archive.store(document, agreement, run)
            if stored % _STEP == 0:
                spent = (time.process_time() - begin) / _STEP
                print(f"{stored:>7} papers: {spent * 1000:.1f} ms a paper", flush=True)
                begin = time.process_time()


def report(place: Path) -> None:
    """The commands on the archive, each in a process of its own: processor time and peak memory."""
    first = "lindeparken-00042"
    commands = (
        ("--version",),
        ("search", "tryghed", "økonomi"),
        ("list", "--json"),
        ("show", f"lindeparken-2018-{42:05}.pdf", "--json"),
        ("compare", first, "--format", "json"),
        ("compare", "--format", "json"),
        ("export", "--format", "json", "--out", str(place.parent / "json")),
        ("export", "--format", "csv", "--out", str(place.parent / "csv")),
    )
    for command in commands:
        spent, peak = measure([*command, *([] if command == ("--version",) else ["--db", str(place)])])
        print(f"{' '.join(command)[:60]:<62}{spent:7.2f} s{peak:8.0f} MB", flush=True)


def measure(arguments: list[str]) -> tuple[float, float]:
    """Processor seconds and peak memory (MB) of one command."""
    program = str(Path(sys.executable).parent / "aftalearkiv")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, program, *arguments], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, int(done.stdout) / 1024


def main() -> None:
    """Read the options, fill the archive and measure it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--papers", type=int, default=10_000)
    options.add_argument("--report", action="store_true", help="measure the commands on the archive")
    given = options.parse_args()
    if not given.file.exists():
        fill(given.file, given.papers)
    if given.report:
        report(given.file)


if __name__ == "__main__":
    main()
