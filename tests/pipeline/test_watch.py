"""A drop folder, watched by a real process: each file lands once, whole, however it came."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.failures import load_failures
from models import errors
from output.store.archive import open_archive
from output.store.loading import load_documents
from pipeline.watch.ready import Waiting

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "oesterhavn-2016.pdf"
RUN = [sys.executable, "-c", "import aftalearkiv; aftalearkiv.main()"]
Plug = Callable[[str], dict[str, str]]


def note(number: int) -> str:
    return f"Notat {number} om lamper på stien ved søen.\n"


class Watch:
    """The program watching a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.db = folder / "post", folder / "a.db"
        self.folder.mkdir()
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / "log"

    def start(self, *more: str, **changes: str) -> None:
        command = [*RUN, "watch", str(self.folder), "--db", str(self.db), "--every", "0.1", "--settle", "0.4", "--json"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **changes}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*command, *more], stdout=log, stderr=log, env=environment)

    def wait_until_it_watches(self) -> None:
        """Until it holds the lock: it hears signals then."""
        assert self.process is not None
        lock, own = self.folder / ".aftalearkiv-watch.lock", f"{self.process.pid}\n"
        self.wait_until(lambda: lock.exists() and lock.read_text() == own)

    def wait_until(self, holds: Callable[[], bool], seconds: float = 300) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, self.log.read_text()[-2000:]
            time.sleep(0.02)

    def stop(self, number: int = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(120)

    def wait_for(self, *names: str, seconds: float = 300) -> None:
        """Until these lie in `done` or `failed`."""
        self.wait_until(lambda: set(names) <= set(self.ended()), seconds)

    def wait_for_some(self, number: int) -> None:
        """Until so many lie in `done` or `failed`."""
        self.wait_until(lambda: len(self.ended()) >= number)

    def ended(self) -> list[str]:
        return sorted(p.name for top in ("done", "failed") for p in (self.folder / top).rglob("*") if p.is_file())

    def stored(self) -> dict[str, list[str]]:
        with open_archive(self.db) as archive:
            assert archive.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return {d.filename: sorted(d.filenames) for d in load_documents(archive.db)}

    def told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(tmp_path)
    yield watch
    if watch.process is not None and watch.process.poll() is None:
        watch.process.kill()
        watch.process.wait()


def test_takes_each_file_once_and_whole_however_it_came(watch: Watch) -> None:
    data = SAMPLE.read_bytes()
    watch.start()
    with (watch.folder / "reserved.pdf").open("wb") as reserved, (watch.folder / "slow.pdf").open("wb") as slow:
        reserved.truncate(len(data))
        (watch.folder / "name.txt.part").write_text(note(1), "utf-8")
        for at in range(20):
            slow.write(data[at * len(data) // 20 : (at + 1) * len(data) // 20])
            slow.flush()
            time.sleep(0.1)
        reserved.write(data + b"%")
    (watch.folder / "name.txt.part").rename(watch.folder / "name.txt")
    (watch.folder / "twice.pdf").write_bytes(data)
    shutil.copy2(SAMPLE, watch.folder / "old.pdf")
    (watch.folder / "sub").mkdir()
    (watch.folder / "sub" / "below.txt").write_text(note(2), "utf-8")
    watch.wait_for("reserved.pdf", "slow.pdf", "name.txt", "twice.pdf", "old.pdf", "below.txt")
    assert watch.stop() == 0
    names = sorted(watch.stored().values())
    assert names == [["below.txt"], ["name.txt"], ["old.pdf", "slow.pdf", "twice.pdf"], ["reserved.pdf"]]
    assert len(watch.ended()) == 6 and len(watch.told()) == 6
    assert {one["result"] for one in watch.told()} == {"stored", "named"}


def test_takes_a_heap_of_files_put_there_at_once(watch: Watch) -> None:
    watch.start()
    for number in range(200):
        (watch.folder / f"{number}.txt").write_text(note(number), "utf-8")
    watch.wait_for(*(f"{number}.txt" for number in range(200)))
    assert watch.stop() == 0
    assert len(watch.stored()) == 200 and len(watch.told()) == 200


def test_says_beside_a_file_that_failed_why_and_takes_it_again_when_it_is_put_back(watch: Watch) -> None:
    (watch.folder / "brev.docx").write_bytes(b"PK\3\4")
    (watch.folder / "æske.zip").write_bytes(b"PK\3\4x")
    watch.start()
    watch.wait_for("brev.docx", "brev.docx.txt", "æske.zip.txt")
    said = (watch.folder / "failed" / "brev.docx.txt").read_text("utf-8")
    assert "Filen er ikke læst ind" in said and "was not read" in said and "(unsupported) brev.docx: a Word" in said
    (watch.folder / "failed" / "brev.docx").rename(watch.folder / "brev.docx")
    watch.wait_until(lambda: len(watch.told()) >= 3)
    assert [one["again"] for one in watch.told()] == [False, False, True]
    (watch.folder / "brev.docx").write_bytes(b"PK\3\4other")
    watch.wait_for("brev (2).docx", "brev (2).docx.txt")


def test_begins_where_it_was_killed(watch: Watch) -> None:
    for number in range(30):
        (watch.folder / f"{number}.txt").write_text(note(number), "utf-8")
    watch.start()
    watch.wait_until_it_watches()
    watch.stop(signal.SIGKILL)
    for moved in (1, 8, 20):
        watch.start()
        watch.wait_for_some(moved)
        watch.stop(signal.SIGKILL)
    watch.start()
    watch.wait_until_it_watches()
    watch.wait_for(*(f"{number}.txt" for number in range(30)))
    assert watch.stop() == 0
    assert watch.ended() == sorted(f"{number}.txt" for number in range(30))
    assert sorted(watch.stored()) == watch.ended()


def test_only_moves_what_was_stored_before_it_was_killed(watch: Watch) -> None:
    (watch.folder / "a.txt").write_text(note(1), "utf-8")
    subprocess.run([*RUN, "ingest", str(watch.folder / "a.txt"), "--db", str(watch.db)], cwd=ROOT, check=True)
    watch.start("--once")
    assert watch.process is not None and watch.process.wait(300) == 0
    assert watch.ended() == ["a.txt"] and [one["result"] for one in watch.told()] == ["known"]


def test_ends_after_the_paper_that_is_being_read(watch: Watch, plug: Plug) -> None:
    begun, told = watch.folder.parent / "begun", watch.folder.parent / "told"
    slow = f"""
    import os, time, ingest
    read = ingest.read_document
    def slowly(path, **how):
        open({str(begun)!r}, "w").close()
        while not os.path.exists({str(told)!r}):
            time.sleep(0.05)
        return read(path, **how)
    ingest.read_document = slowly
    """
    for name in "abc":
        (watch.folder / f"{name}.txt").write_text(note(ord(name)), "utf-8")
    watch.start("--workers", "1", **plug(slow))
    watch.wait_until(begun.exists)
    assert watch.process is not None
    watch.process.terminate()
    told.touch()
    assert watch.process.wait(300) == 0
    assert watch.ended() == ["a.txt"] and list(watch.stored()) == ["a.txt"]


def test_lets_nobody_else_watch_the_same_folder(watch: Watch) -> None:
    watch.start()
    watch.wait_until_it_watches()
    again = [*RUN, "watch", str(watch.folder), "--db", str(watch.db), "--once"]
    done = subprocess.run(again, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert watch.process is not None
    assert done.returncode == 1 and f"by process {watch.process.pid}" in done.stderr
    watch.stop(signal.SIGKILL)
    assert subprocess.run(again, cwd=ROOT, capture_output=True, timeout=300).returncode == 0


def test_waits_out_an_archive_that_is_locked(watch: Watch) -> None:
    with open_archive(watch.db, create=True) as archive:
        archive.db.execute("BEGIN IMMEDIATE")
        (watch.folder / "a.txt").write_text(note(1), "utf-8")
        watch.start()
        time.sleep(4)
        assert watch.ended() == []
        archive.db.rollback()
    watch.wait_for("a.txt")


def test_looks_at_the_change_of_a_file_not_at_its_age(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path, (), 10.0)
    paper = tmp_path / "a.txt"
    paper.write_text("x")
    os.utime(paper, (1, 1))
    assert not waiting.scan(0.0) and not waiting.scan(9.0)
    paper.write_text("xy")
    assert not waiting.scan(11.0) and not waiting.scan(20.0)
    assert list(waiting.scan(21.5)) == [paper] and waiting.still == 0


@pytest.mark.parametrize("name", ["~$brev.docx", ".hidden.txt", "a.pdf.crdownload", "a.tmp", "A.PART", "Thumbs.db"])
def test_passes_over_what_programs_are_not_done_with(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    waiting = Waiting(tmp_path, (), 0.0)
    assert not waiting.scan(0.0) and not waiting.still


def test_has_words_in_both_languages_for_every_failure() -> None:
    codes = {kind.code for kind in errors.DocumentError.__subclasses__()} | {"tool_missing", "internal"}
    assert set(load_failures()) == codes
    for danish, english in load_failures().values():
        assert all(text.endswith(".") for text in (danish.happened, danish.advice, english.happened, english.advice))
