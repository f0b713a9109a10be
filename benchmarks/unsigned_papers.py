"""What signatures cost a paper that has none: reading it by this program and by one from before, side by side.

    .venv/bin/python benchmarks/unsigned_papers.py FILE.pdf… [--before CHECKOUT] [--times 5]

Processor time (user and system) of `ingest.read_document`, start-up left out, each run in a process of its own, the
programs in turns; the share that asking for signatures takes; and whether pyHanko was loaded. Exit 1 where it was.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_READ = """
import json, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import ingest
assert Path(ingest.__file__).is_relative_to(sys.argv[1]), ingest.__file__
files = [Path(name) for name in sys.argv[3:]]
def cost(work):
    start = time.process_time()
    for _ in range(int(sys.argv[2])):
        for file in files:
            work(file)
    return time.process_time() - start
for file in files:
    ingest.read_document(file)
told = {"read": cost(ingest.read_document), "loaded": "pyhanko" in sys.modules, "asked": 0.0}
try:
    from ingest.signatures import read_signing
except ImportError:
    pass
else:
    told["asked"] = cost(lambda file: read_signing(file.read_bytes()))
print(json.dumps(told))
"""


def measure(checkout: Path, files: Sequence[Path], rounds: int) -> dict[str, Any]:
    """Seconds of reading and of asking for signatures, by the program in that folder."""
    given = [str(checkout.resolve()), str(rounds), *(str(file.resolve()) for file in files)]
    done = subprocess.run([sys.executable, "-c", _READ, *given], capture_output=True, text=True, cwd=os.sep)
    if done.returncode:
        raise SystemExit(f"{checkout}: {done.stderr.strip().splitlines()[-1]}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--before", type=Path, help="a checkout of an older program, run in this environment")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5, help="readings of every file in one run")
    chosen = parser.parse_args()
    programs = [ROOT, *([chosen.before] if chosen.before else [])]
    runs = [[measure(place, chosen.files, chosen.rounds) for place in programs] for _ in range(chosen.times)]
    now = [run[0] for run in runs]
    read, asked = median(one["read"] for one in now), median(one["asked"] for one in now)
    each = len(chosen.files) * chosen.rounds
    print(f"{len(chosen.files)} files, median of {chosen.times} runs, processor time")
    print(f"reading {read / each * 1000:.1f} ms a file, of it {asked / each * 1000:.2f} ms for signatures")
    if chosen.before:
        print(f"against {chosen.before}: {median(run[0]['read'] / run[1]['read'] for run in runs):.2f} of its time")
    loaded = any(one["loaded"] for one in now)
    print("pyHanko was loaded" if loaded else "pyHanko was not loaded")
    sys.exit(loaded)


if __name__ == "__main__":
    main()
