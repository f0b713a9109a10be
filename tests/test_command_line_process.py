"""The program as a process of its own: how it starts, how it is stopped, what it says to a pipe."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from output.store.archive import open_archive
from output.store.loading import load_documents

ROOT = Path(__file__).parents[1]
Plug = Callable[[str], dict[str, str]]
RUN = [sys.executable, "-c", "import aftalearkiv; aftalearkiv.main()"]
HEAVY = ("pydantic", "spacy", "sqlite_utils", "pdfplumber", "pypdfium2", "pytesseract", "rich", "numpy", "PIL")


def start(*arguments: str | Path, code: str | None = None, **changes: str) -> subprocess.Popen[bytes]:
    command = RUN if code is None else [sys.executable, "-c", code]
    return subprocess.Popen(
        [*command, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **changes},
    )


def run(*arguments: str | Path, given: bytes = b"", **changes: str) -> tuple[int, bytes, bytes]:
    with start(*arguments, **changes) as process:
        out, err = process.communicate(given, timeout=300)
    return process.returncode, out, err


@pytest.mark.parametrize("arguments", [["--help"], ["ingest", "--help"], ["repair"], ["--version"]])
def test_imports_nothing_heavy_where_it_is_not_needed(arguments: list[str]) -> None:
    code = f"""
import sys, atexit, aftalearkiv
atexit.register(lambda: print("LOADED", *[name for name in {HEAVY} if name in sys.modules], file=sys.stderr))
aftalearkiv.main()
"""
    with start(*arguments, code=code) as process:
        _, err = process.communicate("Byrådet mødes i år.\n".encode(), timeout=300)
    assert process.returncode == 0
    assert err.decode().split() == ["LOADED"]


def processor_seconds(command: list[str]) -> float:
    """The least that a start costs in five; the processor's time, for the clock's depends on who else is at work."""
    costs = []
    for _ in range(5):
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        costs.append(used.ru_utime + used.ru_stime)
    return min(costs)


@pytest.mark.parametrize("arguments", [["--help"], ["repair"]])
def test_starts_before_its_libraries_would_be_there(arguments: list[str]) -> None:
    """A ratio to what the same machine takes at the same time, however busy it is: 0.2 and 0.3 s beside 0.44."""
    libraries = processor_seconds([sys.executable, "-c", "import pdfplumber, pydantic, sqlite_utils"])
    assert processor_seconds([*RUN, *arguments]) < 0.9 * libraries


def test_repairs_standard_input_line_for_line() -> None:
    text = "Byrådet mødes i år.\r\n\r\nVi ses\ti Nordby.\n\fSide to, æ ø å"
    assert run("repair", given=text.encode()) == (0, text.encode(), b"")
    assert run("repair", "-", given=text.encode("utf-8-sig"))[1] == text.encode("utf-8-sig")
    assert run("repair", given="Søen er blå.".encode("cp1252"))[1] == "Søen er blå.".encode()


def test_shows_repairs_as_json_lines_and_as_a_diff_without_colours_in_a_pipe() -> None:
    damaged = b"Kobenhavns Kommune onsker at oge trygheden i omradet og pa gaden.\n"
    _, repaired, _ = run("repair", given=damaged)
    assert "ø" in repaired.decode()
    _, lines, _ = run("repair", "--explain", given=damaged)
    assert all(line.startswith(b'{"line": 1') for line in lines.splitlines()) and lines
    _, diff, _ = run("repair", "--diff", given=damaged)
    assert b"\x1b" not in diff and diff.startswith(b"1: ")


def test_ends_quietly_when_its_reader_goes_away(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Byrådet mødes i år.\n" * 20000, "utf-8")
    with start("repair", tmp_path / "long.txt") as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(300) == 1
        assert process.stderr.read() == b""


SLOW = """
import time, ingest
read = ingest.read_document
def slow(path, **how):
    if path.name == "b.txt":
        time.sleep(1200)
    return read(path, **how)
ingest.read_document = slow
"""


# The program, where whoever runs these tests ignores signals (nohup, the background of a shell), too.
HEARS = """
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
import aftalearkiv
aftalearkiv.main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_leaves_the_archive_whole_when_it_is_stopped(tmp_path: Path, plug: Plug, number: signal.Signals) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Notat {name} om søen.", "utf-8")
    db, papers = tmp_path / "archive.db", sorted(tmp_path.glob("*.txt"))
    with start("ingest", *papers, "--db", db, "--json", code=HEARS, **plug(SLOW)) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"[1/3] a.txt")
        below = children(process.pid)
        process.send_signal(number)
        try:
            out, err = process.communicate(timeout=300)  # a quarter of what the paper being read would take
        finally:
            process.kill()
    with open_archive(db) as archive:
        assert [document.filename for document in load_documents(archive.db)] == ["a.txt"]
        assert archive.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if number != signal.SIGKILL:
        assert process.returncode == 128 + number
        assert err.decode().splitlines()[-1].startswith("aftalearkiv: interrupted;")
        assert "Traceback" not in err.decode()
        told = json.loads(out)
        assert ([o["result"] for o in told["outcomes"]], told["stop"]["code"]) == (["stored"], "interrupted")
    assert below and all_gone(below)
    assert run("ingest", tmp_path / "a.txt", tmp_path / "c.txt", "--db", db)[0] == 0


def children(pid: int) -> list[int]:
    """The processes below one, at any depth."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in told.splitlines()]
    found, waiting = [], [pid]
    while waiting:
        above = waiting.pop()
        below = [one for one, parent in pairs if parent == above]
        found += below
        waiting += below
    return found


def all_gone(pids: list[int]) -> bool:
    """Whether the processes end within a minute; a body that nobody has buried yet is gone."""
    for _ in range(600):
        told = subprocess.run(["ps", "-o", "stat=", "-p", ",".join(map(str, pids))], capture_output=True, text=True)
        if all(line.startswith("Z") for line in told.stdout.split()):
            return True
        time.sleep(0.1)
    return False


def test_lets_two_processes_fill_one_archive(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text(f"Notat {name} om søen.", "utf-8")
    db = tmp_path / "archive.db"
    both = [("a.txt", "b.txt", "c.txt"), ("b.txt", "c.txt", "d.txt")]
    running = [start("ingest", *(tmp_path / name for name in names), "--db", db) for names in both]
    for process in running:
        with process:
            _, err = process.communicate(timeout=300)
        assert (process.returncode, err.count(b"FAILED")) == (0, 0)
    with open_archive(db) as archive:
        found = [document.filename for document in load_documents(archive.db)]
    assert found == ["a.txt", "b.txt", "c.txt", "d.txt"]


def on_a_terminal(*arguments: str | Path, **changes: str) -> bytes:
    """What the program writes to a terminal of 90 columns."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "90", **changes}
    with subprocess.Popen([*RUN, *map(str, arguments)], stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        seen = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
    os.close(leader)
    assert process.returncode == 0
    return seen


def test_paints_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Notat om lamper på stien ved søen.", "utf-8")
    db = tmp_path / "a.db"
    seen = on_a_terminal("ingest", tmp_path / "a.txt", "--db", db, NO_COLOR="")
    assert b"\x1b[32m" in seen and b"1 read" in seen
    assert b"\x1b[3" not in on_a_terminal("list", "--db", db, NO_COLOR="1")
    code, out, _ = run("list", "--db", db)
    assert (code, b"\x1b" in out) == (0, False)
