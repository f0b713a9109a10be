"""A folder of hostile files as one batch: does each get an outcome, is anything left, what do only others read?

    .venv/bin/python benchmarks/hostile.py DIR [--db FILE] [--rivals]

Prints how the files ended, the processes that are left, and with --rivals each PDF that we refuse as damaged and of
which poppler and mutool (where they are installed) both read the words or draw the pages. Exit 1 where the batch ended
before its end, or a process is left. Public suites of PDFs (pdf.js, qpdf, veraPDF, pypdf, …) are good folders; none is
kept here.
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


def rivals_read(path: str) -> bool:
    """Whether poppler and mutool both make something of a PDF."""
    return all(
        subprocess.run([*command, path, *more], capture_output=True, timeout=60, check=False).returncode == 0
        for command, more in ((["pdftotext", "-q"], ["-"]), (["mutool", "draw", "-q", "-F", "text"], []))
        if shutil.which(command[0])
    )


def main() -> int:
    """Run, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--db", type=Path)
    asked.add_argument("--rivals", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        told, seconds = run(given.folder, given.db or Path(scratch) / "hostile.db")
    outcomes = told["outcomes"]
    print(f"{len(outcomes)} of {told['total']} files in {seconds:.0f} s, stop: {told['stop']}")
    for (result, error), count in Counter((o["result"], o["error"]) for o in outcomes).most_common():
        print(f"{count:6} {result} {error or ''}")
    left = left_over()
    print(f"{len(left)} processes left", *left, sep="\n")
    if given.rivals:
        refused = [o for o in outcomes if o["error"] in REFUSED and o["path"].lower().endswith(".pdf")]
        read = [o for o in refused if rivals_read(o["path"])]
        print(
            f"{len(read)} of {len(outcomes)} ({len(read) / max(1, len(outcomes)):.2%}) read by both rivals, not by us"
        )
        for o in read:
            print(f"  {o['error']}: {o['path']}")
    return int(bool(left) or told["stop"] is not None or len(outcomes) < told["total"])


if __name__ == "__main__":
    sys.exit(main())
