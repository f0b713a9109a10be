"""A large archive of our sample agreements under many names, to measure what must not grow with it.

    python benchmarks/make_archive.py FILE [--papers 10000] [--times 10] [--report]

Each sample is read once and stored again and again under another partnership, so the papers are real in size, values
and evidence, and every partnership has its series of three agreements, a report, an addendum and copies. Printed is how
long a paper takes to store (processor time) at each thousand. With --times the rows of the filled archive are copied
inside the database under other partnerships, until it is so many times as large: their seals are not theirs, `verify`
has something to say of them. --report measures the commands then, and on an archive of a paper of each sample: what
they take more is what grows with the archive, the rest is start-up.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
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


def multiply(place: Path, times: int) -> None:
    """Copy all rows until the archive holds `times` as many papers, each under another hash, name and partnership."""
    with closing(sqlite3.connect(place, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        last = {table: db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in _KEYED}
        tables = [row[0] for row in db.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")]
        copied = [table for table in tables if _is_copied(table)]
        # Each quote was held against its page when it was stored: its copies are not held against theirs.
        (held,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'evidence_quotes'").fetchone()
        db.execute("DROP TRIGGER evidence_quotes")
        for number in range(1, times):
            db.execute("BEGIN")
            for table in copied:
                db.execute(_copy(db, table, number, last))
            db.execute("COMMIT")
            print(f"{(number + 1) * last['documents']:>7} papers", flush=True)
        db.execute(held)


_KEYED = ("documents", "pages", "evidence", "runs")


def _is_copied(table: str) -> bool:
    """Tables of rows about documents: not SQLite's and the index's own, nor people's journals."""
    return not table.startswith(("sqlite_", "_sqlite", "search", "review", "removals")) or table == "review_queue"


def _copy(db: sqlite3.Connection, table: str, number: int, last: dict[str, int]) -> str:
    """The statement that adds copy so much of the first rows of a table: keys move on by the last of the first rows."""
    columns = db.execute("SELECT name, pk FROM pragma_table_info(?)", [table]).fetchall()
    names = [name for name, _ in columns]
    first = f"document <= {last['documents']}" if "document" in names else f"page <= {last['pages']}"
    first = f"id <= {last[table]}" if table in last else first
    values = ", ".join(_moved(table, name, number, last) for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table} WHERE {first}"


def _moved(table: str, name: str, number: int, last: dict[str, int]) -> str:
    """What stands in a column of a copied row."""
    keys = {"id": table, "document": "documents", "evidence": "evidence"}
    if name in keys and (name != "id" or table in last):
        return f'"{name}" + {number * last[keys[name]]}'
    if (table, name) == ("words", "page"):
        return f"page + {number * last['pages']}"
    written = {
        "documents.sha256": f"substr(sha256, 9) || '{number:08x}'",
        "documents.filename": f"'{number}-' || filename",
        "documents.filenames": f"json_array('{number}-' || filename)",
        **dict.fromkeys(_PLACES, f"{name} || '-{number}'"),
    }
    return written.get(f"{table}.{name}", f'"{name}"')


_PLACES = (
    "agreements.partnership",
    "agreements.concerns_partnership",
    "agreements.witness",
    "agreements.witness_read",
    "partnership_papers.partnership",
)


def report(place: Path) -> None:
    """The commands on the archive, each in a process of its own: processor time, what of it a small archive takes, and
    peak memory."""
    small = place.with_name(f"{place.stem}-small.db")
    if not small.exists():
        fill(small, len(read_samples()))
    print(f"{'command':<62}{'all':>9}{'small':>9}{'beyond':>9}{'memory':>9}")
    for command in _COMMANDS:
        (spent, peak), (start, _) = (_least(command, own, first) for own, first in ((place, 42), (small, 0)))
        said = " ".join(command).format(number=42, out="OUT")
        print(f"{said[:60]:<62}{spent:7.2f} s{start:7.2f} s{spent - start:7.2f} s{peak:6.0f} MB", flush=True)


_COMMANDS = (
    ("search", "tryghed", "økonomi"),
    ("list", "--json"),
    ("show", "lindeparken-2018-{number:05}.pdf", "--json"),
    ("compare", "lindeparken-{number:05}", "--format", "json"),
    ("compare", "--format", "json"),
    *(("export", "--format", name, "--out", "{out}") for name in ("json", "csv", "xlsx")),
)
_TRIES = 3


def _least(command: tuple[str, ...], place: Path, number: int) -> tuple[float, float]:
    """The least processor time of some tries, and the most memory; once what takes minutes."""
    given = [part.format(number=number, out=place.with_suffix(".out")) for part in command]
    tries = [measure([*given, "--db", str(place)]) for _ in range(1 if command[0] == "export" else _TRIES)]
    return min(spent for spent, _ in tries), max(peak for _, peak in tries)


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
    options.add_argument("--times", type=int, default=1, help="copy what was stored until it is so many times as much")
    options.add_argument("--report", action="store_true", help="measure the commands on the archive")
    given = options.parse_args()
    if not given.file.exists():
        fill(given.file, given.papers)
        multiply(given.file, given.times)
    if given.report:
        report(given.file)


if __name__ == "__main__":
    main()
