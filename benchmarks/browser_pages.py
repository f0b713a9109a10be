"""What each page of the browser costs the server on a large archive, how soon the first answer comes, and memory.

    python benchmarks/make_archive.py big.db
    python benchmarks/browser_pages.py big.db

Starts the server as a user does, some times, then asks for every page some times, and prints of each the best and the
worst: processor time of the server (wall times of a busy machine say little) beside wall time. The very first start is
not counted: after it Python's bytecode is there, as it is where the program is installed. Between the first answer and
the pages a person looks at the front page for a second.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TICK = os.sysconf("SC_CLK_TCK")
_TIMES = 5


def _spent(process: int) -> float:
    """Processor seconds of a process."""
    told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(told[11]) + int(told[12])) / _TICK


def _memory(process: int) -> float:
    """Resident megabytes of a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def addresses(archive: Path) -> dict[str, str]:
    """The pages that are asked for: a partnership and a paper of it."""
    with sqlite3.connect(archive) as db:
        slug, sha256 = db.execute(
            "SELECT a.partnership, d.sha256 FROM agreements a JOIN documents d ON d.id = a.document WHERE preferred = 1"
            " AND a.partnership LIKE 'lindeparken%' AND d.filename LIKE 'lindeparken-2022%'"
            " ORDER BY a.partnership LIMIT 1"
        ).fetchone()
        (other,) = db.execute(
            "SELECT coalesce(min(partnership), 'oesterhavn') FROM agreements WHERE partnership > ?", [slug]
        ).fetchone()
    return {
        "front page": "/",
        "its last pages": "/?side=60",
        "search, common word": "/?q=tryghed",
        "search in a partnership": f"/?q=tryghed&sted={slug}",
        "paper": f"/p/{sha256[:12]}/1",
        "all partnerships": "/sammenlign",
        "comparison": f"/sammenlign/{slug}",
        "two side by side": f"/sammenlign?sted={slug}&sted={other}",
        "review": "/gennemgang",
        "review, one field": "/gennemgang?felt=budgets",
        "review, differing": "/gennemgang?slags=uenige",
        "review, sample": "/gennemgang?slags=stikproeve",
        "review in a partnership": f"/gennemgang?sted={slug}",
        "the archive": "/arkiv",
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    archive = parser.parse_args().archive
    pages = addresses(archive)
    firsts = []
    for turn in range(_TIMES + 1):
        begun = time.monotonic()
        with _started(archive) as (process, opener, base):
            firsts.append((time.monotonic() - begun, _spent(process)))
            if turn == _TIMES:
                walls, spent = zip(*firsts[1:], strict=True)
                print(f"{'first answer':<26}{_range(spent)}, wall {_range(walls)}")
                time.sleep(1)
                _measure(process, opener, base, pages)
                print(f"{_memory(process):.0f} MB after {_TIMES * len(pages)} pages")


@contextmanager
def _started(archive: Path) -> Iterator[tuple[int, urllib.request.OpenerDirector, str]]:
    """A server that has answered once: its process, who asks with its cookie, and its address without the token."""
    command = [sys.executable, "-m", "aftalearkiv", "serve", "--no-open", "--db", str(archive)]
    set_up = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=set_up, stdout=subprocess.PIPE, stderr=quiet, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        opener.open(address).read()
        yield server.pid, opener, address.partition("/?")[0]
    finally:
        server.terminate()
        server.wait()


def _range(seconds: Sequence[float]) -> str:
    """The least and the most, in milliseconds."""
    return f"{min(seconds) * 1000:>6.0f} to {max(seconds) * 1000:.0f} ms"


def _measure(process: int, opener: urllib.request.OpenerDirector, base: str, pages: dict[str, str]) -> None:
    for name, path in pages.items():
        spent, walls = [], []
        for _ in range(_TIMES):
            before, begun = _spent(process), time.monotonic()
            opener.open(base + path).read()
            walls.append(time.monotonic() - begun)
            spent.append(_spent(process) - before)
        print(f"{name:<26}{_range(spent)}, wall {_range(walls)}")


if __name__ == "__main__":
    main()
