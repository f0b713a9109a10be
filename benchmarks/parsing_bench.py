"""How long parsing takes, and how long the command line takes to start.

    python benchmarks/parsing_bench.py [--profile] [FILE…]        the sample agreements where no file is named

Prints milliseconds of processor time a page for the parse of read documents, warm, against the limit of 10, and the
start of `aftalearkiv --help` and `aftalearkiv repair` over that of bare Python, against the limit of 300 ms.
A text without page breaks counts as the pages its print would fill.
`--profile` prints instead which rules take longest over all the files.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ingest import open_cache, read_document  # noqa: E402
from models.document import Document  # noqa: E402
from normalizers import repair_document  # noqa: E402
from parsers import parse  # noqa: E402
from parsers.rules.rule import Rule  # noqa: E402

PAGE_LIMIT_MS = 10
PAGE_LETTERS = 2000  # the agreements' own print holds about as many a page
START_LIMIT_MS = 300
ROUNDS = 5


def least(work: Callable[[], float]) -> float:
    """The least of several measurements: what the machine can do when nobody else is at it."""
    return min(work() for _ in range(ROUNDS))


def parsing(path: Path) -> tuple[int, float]:
    """Pages of a file, and the milliseconds of processor time its parse takes once warm."""
    document = repair_document(read_document(path, cache=open_cache()))
    parse(document)

    def once() -> float:
        # A parse remembers the last document's tables; another object of the same content is read afresh.
        fresh = repair_document(read_document(path, cache=open_cache()))
        began = time.process_time()
        parse(fresh)
        return (time.process_time() - began) * 1000

    return printed_pages(document), least(once)


def printed_pages(document: Document) -> int:
    """Its pages; of a text without page breaks as many as its print would fill."""
    letters = sum(len(page.text.text) for page in document.pages)
    typed = round(letters / PAGE_LETTERS) if document.media_type.startswith("text/") else 0
    return max(len(document.pages), typed)


def profile(paths: Sequence[Path], most: int = 25) -> None:
    """Print the rules that take longest, in milliseconds of processor time over all the files, once warm."""
    spent: defaultdict[str, float] = defaultdict(float)
    find = Rule.find

    def timed(rule: Rule, *span: Any) -> Iterator[tuple[re.Match[str], Any]]:
        began = time.process_time()
        found = list(find(rule, *span))
        spent[f"{rule.field}/{rule.name}"] += time.process_time() - began
        return iter(found)

    Rule.find = timed  # type: ignore[method-assign,assignment]
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        spent.clear()
        for path in paths:
            parse(repair_document(read_document(path, cache=open_cache())))
        rounds.append(dict(spent))
    best = {name: min(seen.get(name, 0.0) for seen in rounds) for name in spent}
    for name, seconds in sorted(best.items(), key=lambda one: -one[1])[:most]:
        print(f"{name:<60} {seconds * 1000:6.1f} ms")


def starting(*command: str) -> float:
    """Processor milliseconds of a whole process, its children's included."""

    def once() -> float:
        before = os.times()
        subprocess.run(command, cwd=ROOT, input=b"", stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        return (after.children_user + after.children_system - before.children_user - before.children_system) * 1000

    return least(once)


def main(files: Sequence[str]) -> int:
    """Print the table; 1 where a limit is passed."""
    named = [Path(file) for file in files if file != "--profile"]
    paths = named or sorted((ROOT / "corpus" / "samples").glob("*.pdf"))
    if "--profile" in files:
        profile(paths)
        return 0
    pages = total = 0.0
    for path in paths:
        count, spent = parsing(path)
        pages, total = pages + count, total + spent
        print(f"{path.name:<40} {count:>3} pages  {spent / count:6.1f} ms a page")
    print(f"{'all':<40} {pages:>3.0f} pages  {total / pages:6.1f} ms a page  (limit {PAGE_LIMIT_MS})")
    bare = starting(sys.executable, "-c", "pass")
    program = str(Path(sys.executable).with_name("aftalearkiv"))
    started = {name: starting(program, name) - bare for name in ("--help", "repair")}
    for name, spent in started.items():
        print(f"aftalearkiv {name:<28} {spent:6.0f} ms over bare Python  (limit {START_LIMIT_MS})")
    return int(total / pages > PAGE_LIMIT_MS or max(started.values()) > START_LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
