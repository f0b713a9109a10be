"""A folder of hostile files as one batch: does each get an outcome, is anything left, what do only others read?

    .venv/bin/python benchmarks/hostile.py DIR [--db FILE] [--rivals]

Prints how the files ended, the processes that are left, and with --rivals, file by file, each PDF that we refuse as
damaged and that poppler and mutool both open and end well on, with our reason and the words they find. Exit 1 where the
batch ended before its end, a process is left, or these are more than one in two hundred. Public suites of PDFs (pdf.js,
qpdf, veraPDF, pypdf, …) are good folders; none is kept here.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RIVALS: tuple[tuple[str, list[str], list[str]], ...] = (
    ("poppler", ["pdftotext", "-q"], ["-"]),
    ("mutool", ["mutool", "draw", "-q", "-F", "text"], []),
)
ALLOWED = 0.005  # of all files: those that all rivals open and we refuse
REFUSED = ("corrupt", "truncated", "no_pages", "wrong_content", "crashed", "timed_out", "out_of_memory", "internal")


def run(folder: Path, db: Path) -> tuple[dict[str, Any], float]:
    """The batch's own report, and its seconds."""
    command = [sys.executable, "-c", "import aftalearkiv; aftalearkiv.main()", "ingest", str(folder), "--db", str(db)]
    begun = time.monotonic()
    done = subprocess.run(
        [*command, "--json", "--no-originals"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told, time.monotonic() - begun


def left_over() -> list[str]:
    """Processes that read papers and have no parent of ours any more."""
    told = subprocess.run(["ps", "-eo", "ppid=,args="], capture_output=True, text=True, check=True).stdout
    lines = (line.split(None, 1) for line in told.splitlines())
    words = ("pipeline.batches.child", "reading_process.py")
    return [line[1] for line in lines if line[0] == "1" and any(word in line[1] for word in words)]


def read_by_rivals(path: str) -> dict[str, int]:
    """How many words each rival reads in a PDF; empty unless all of them open it and end well."""
    words = {name: words_of([*command, path, *more]) for name, command, more in RIVALS}
    return {name: count for name, count in words.items() if count is not None} if None not in words.values() else {}


def words_of(command: list[str]) -> int | None:
    """The words that a program prints; None where it does not end well within a minute."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None
    return len(done.stdout.split()) if done.returncode == 0 else None


def tell_refused(outcomes: list[dict[str, Any]]) -> float:
    """Print, file by file, what all rivals open and we refuse, with our reason; the share of all files."""
    refused = [o for o in outcomes if o["error"] in REFUSED and o["path"].lower().endswith(".pdf")]
    read = [(o, words) for o in refused if (words := read_by_rivals(o["path"]))]
    share = len(read) / max(1, len(outcomes))
    worded = sum(min(words.values()) > 0 for _, words in read)
    names = " and ".join(name for name, _, _ in RIVALS)
    print(f"{len(refused)} PDFs refused; {len(read)} of {len(outcomes)} ({share:.2%}) opened by {names}, not by us;")
    print(f"  in {worded} of them both find words")
    for o, words in read:
        print(f"  {o['path']}", f"    {o['error']}: {o['message']}", f"    words: {words}", sep="\n")
    return share


def main() -> int:
    """Run, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--db", type=Path)
    asked.add_argument("--rivals", action="store_true")
    given = asked.parse_args()
    absent = [command[0] for _, command, _ in RIVALS if given.rivals and not shutil.which(command[0])]
    if absent:
        asked.error(f"--rivals needs {' and '.join(absent)}; install poppler-utils and mupdf-tools")
    with tempfile.TemporaryDirectory() as scratch:
        told, seconds = run(given.folder, given.db or Path(scratch) / "hostile.db")
    outcomes = told["outcomes"]
    print(f"{len(outcomes)} of {told['total']} files in {seconds:.0f} s, stop: {told['stop']}")
    for (result, error), count in Counter((o["result"], o["error"]) for o in outcomes).most_common():
        print(f"{count:6} {result} {error or ''}")
    left = left_over()
    print(f"{len(left)} processes left", *left, sep="\n")
    share = tell_refused(outcomes) if given.rivals else 0.0
    whole = told["stop"] is None and len(outcomes) == told["total"]
    return int(bool(left) or not whole or share > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
