"""Folders as they are: no file ends a batch, every file has an outcome, with a code and advice."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest
from ingest.folders import Missed
from models.errors import ArchiveError
from output.store.archive import Archive, open_archive
from output.store.loading import load_documents
from output.store.prepared import Prepared
from output.store.rows import Run
from pipeline.batches.outcomes import Nobody, Outcome, Summary
from pipeline.ingesting import Options, ingest_paths
from pipeline.progress import one_line, summary_json, summary_text
from pipeline.terminal import harmless

Plug = Callable[[str], dict[str, str]]
NOTE = "Notat om lamper på stien ved søen.\n"


def ingested(*paths: Path, db: Path, **how: object) -> Summary:
    with open_archive(db, create=True) as archive:
        return ingest_paths(paths, archive, Options(**how), Nobody())  # type: ignore[arg-type]


def by_name(summary: Summary) -> dict[str, Outcome]:
    return {outcome.name: outcome for outcome in summary.outcomes}


def stored(db: Path) -> dict[str, str]:
    with open_archive(db) as archive:
        return {document.filename: document.status for document in load_documents(archive.db)}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in ("a.txt", "z.txt"):
        (folder / name).write_text(NOTE + name, "utf-8")
    return folder


def test_reads_a_name_that_is_not_utf_8_and_those_after_it(papers: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(papers) + b"/b\xe6k.txt"))
    odd.write_text(NOTE, "utf-8")
    for _ in range(2):
        summary = ingested(papers, db=tmp_path / "a.db")
        assert summary.exit_code == 0 and len(summary.outcomes) == 3
        json.loads(summary_json(summary).encode())
    assert stored(tmp_path / "a.db") == {"a.txt": "ok", "bæk.txt": "ok", "z.txt": "ok"}


NAMES = [b"ny\nlinje.txt", b"-dash.txt", b"[red on.txt", b"\x1b[31mred\x1b]0;titel\x07.txt", b"a\tb.txt", b"*.txt"]


@pytest.mark.parametrize(
    "name", [*NAMES, "\U0001f600.txt".encode(), "\u202etxt.fdp.txt".encode(), b"a" * 250 + b".txt"]
)
def test_reads_a_file_whatever_its_name_and_steers_no_terminal_with_it(
    papers: Path, tmp_path: Path, name: bytes
) -> None:
    Path(os.fsdecode(os.fsencode(papers) + b"/" + name)).write_text(NOTE, "utf-8")
    summary = ingested(papers, db=tmp_path / "a.db")
    assert [outcome.result for outcome in summary.outcomes] == ["stored"] * 3
    lines = "".join(map(one_line, summary.outcomes))
    assert lines == harmless(lines) and not set("\x1b\n\t\x07\u202e") & set(lines)


def test_says_of_each_kind_of_file_that_it_does_not_read_what_to_do(papers: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(papers / "box.zip", "w") as box:
        box.writestr("a.txt", NOTE)
    (papers / "page.html").write_text("<p>tryghed</p>", "utf-8")
    (papers / "list.xml").write_text("<a/>", "utf-8")
    (papers / "photo.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(30))
    (papers / "noname").write_bytes(b"what is this")
    found = by_name(ingested(papers, db=tmp_path / "a.db"))
    assert {name for name, outcome in found.items() if outcome.error == "unsupported"} == {
        "box.zip", "page.html", "list.xml", "photo.heic", "noname",
    }  # fmt: skip
    assert "unpack it" in (found["box.zip"].message or "") and "JPEG" in (found["photo.heic"].message or "")
    assert found["z.txt"].result == "stored"


def test_waits_for_no_pipe_and_reads_no_device(papers: Path, tmp_path: Path) -> None:
    os.mkfifo(papers / "pipe.txt")
    summary = ingested(papers, Path("/dev/zero"), db=tmp_path / "a.db")
    found = by_name(summary)
    assert found["pipe.txt"].error == found["zero"].error == "unreadable"
    assert "a pipe or a device" in (found["pipe.txt"].message or "")
    assert summary.count("stored") == 2


def test_refuses_links_that_lead_out_and_follows_none_in_a_circle(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hemmeligt", "utf-8")
    (tmp_path / "other").mkdir()
    for name, target in (
        ("out.txt", tmp_path / "secret.txt"),
        ("folder", tmp_path / "other"),
        ("dead.txt", papers / "none"),
        ("self.txt", papers / "self.txt"),
        ("up", papers),
        ("in.txt", papers / "a.txt"),
    ):
        (papers / name).symlink_to(target)
    found = by_name(ingested(papers, db=tmp_path / "a.db"))
    assert {name: outcome.error for name, outcome in found.items() if outcome.error} == {
        "out.txt": "linked_out",
        "folder": "linked_out",
        "dead.txt": "unreadable",
        "self.txt": "unreadable",
    }
    assert found["in.txt"].result == "named" and "up" not in found
    copies = [path for path in (tmp_path / "a.db.files").rglob("*") if path.is_file()]
    assert not any(path.read_bytes() == b"hemmeligt" for path in copies)


def test_says_which_folder_may_not_be_read(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (papers / "closed").mkdir(mode=0)
    missed: list[Missed] = []
    monkeypatch.chdir(papers)
    papers.chmod(0o755)
    was = os.geteuid()
    if was == 0:  # who may read everything asks as one who may not
        os.seteuid(65534)
    try:
        found = ingest.find_files(["."], missed)
    finally:
        os.seteuid(was)
    assert sorted(path.name for path in found) == ["a.txt", "z.txt"]
    (one,) = missed
    assert one.problem.code == "unreadable" and "closed" in str(one.problem) and "permissions" in str(one.problem)


def test_tells_of_files_that_vanish_or_change_while_they_are_read(papers: Path, tmp_path: Path, plug: Plug) -> None:
    plug("""
        import os, ingest
        read = ingest.read_document
        def meddled(path, **how):
            document = read(path, **how)
            if path.name == "gone.txt":
                os.unlink(path)
            if path.name == "grown.txt":
                with open(path, "a") as file:
                    file.write("more")
            return document
        def before(path, **how):
            if path.name == "changed.txt":
                with open(path, "a") as file:
                    file.write("more")
            return meddled(path, **how)
        ingest.read_document = before
    """)
    for name in ("gone.txt", "grown.txt", "changed.txt"):
        (papers / name).write_text(NOTE + name, "utf-8")
    summary = ingested(papers, db=tmp_path / "a.db")
    found = {name: outcome.error for name, outcome in by_name(summary).items()}
    assert found == {
        "a.txt": None,
        "changed.txt": "changed",
        "gone.txt": "unreadable",
        "grown.txt": "changed",
        "z.txt": None,
    }
    assert all("disk" not in (outcome.message or "") for outcome in summary.outcomes)
    assert stored(tmp_path / "a.db") == {"a.txt": "ok", "z.txt": "ok"}
    assert not list((tmp_path / "a.db.files").rglob(".part-*"))


def test_reads_the_same_bytes_by_the_name_under_which_they_can_be_read(papers: Path, tmp_path: Path) -> None:
    (papers / "b.docx").write_text(NOTE, "utf-8")
    (papers / "c.txt").write_text(NOTE, "utf-8")
    (papers / "d.docx").write_text(NOTE, "utf-8")
    found = by_name(ingested(papers, db=tmp_path / "a.db"))
    assert [found[name].result for name in ("b.docx", "c.txt", "d.docx")] == ["failed", "stored", "named"]
    assert stored(tmp_path / "a.db")["b.docx"] == "ok"


def test_makes_a_failed_row_of_what_the_archive_cannot_hold(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Archive.put

    def refusing(self: Archive, document: Prepared, filename: str, run: Run) -> None:
        if filename == "a.txt" and document.file["status"] == "ok":
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        put(self, document, filename, run)

    monkeypatch.setattr(Archive, "put", refusing)
    found = by_name(ingested(papers, db=tmp_path / "a.db"))
    assert (found["a.txt"].error, found["z.txt"].result) == ("internal", "stored")
    with open_archive(tmp_path / "a.db") as archive:
        assert archive.db.execute("SELECT stage FROM runs WHERE error = 'internal'").fetchall() == [("store",)]


def test_stops_with_a_summary_where_the_archive_cannot_go_on(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Archive.put

    def full(self: Archive, document: Prepared, filename: str, run: Run) -> None:
        if filename == "z.txt":
            raise ArchiveError("the disk is full")
        put(self, document, filename, run)

    monkeypatch.setattr(Archive, "put", full)
    summary = ingested(papers, db=tmp_path / "a.db")
    assert summary_text(summary) == "1 read, 1 not reached"
    assert json.loads(summary_json(summary))["stop"] == {"code": "archive", "message": "the disk is full"}
    assert summary.exit_code == 1


def test_passes_over_the_archive_that_lies_in_the_folder(papers: Path) -> None:
    db = papers / "archive.db"
    for _ in range(2):
        assert [outcome.name for outcome in ingested(papers, db=db).outcomes] == ["a.txt", "z.txt"]


def test_is_quiet_about_failures_it_knows_where_asked(papers: Path, tmp_path: Path) -> None:
    (papers / "b.docx").write_bytes(b"PK\3\4")
    db = tmp_path / "a.db"
    assert ingested(papers, db=db, quiet_known=True).exit_code == 1
    again = ingested(papers, db=db, quiet_known=True)
    assert again.exit_code == 0 and summary_text(again) == "2 known already, 1 failed, 1 of them as before"
    assert ingested(papers, db=db).exit_code == 1
    (papers / "b2.docx").write_bytes(b"PK\3\4new")
    assert ingested(papers, db=db, quiet_known=True).exit_code == 1


def test_reads_again_in_whole_what_was_read_in_part_for_want_of_something(papers: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    ingested(papers, db=db)
    with open_archive(db) as archive:
        archive.db.execute("UPDATE documents SET status = 'partial', error = 'ocr_failed' WHERE filename = 'a.txt'")
        archive.db.commit()
    assert [outcome.result for outcome in ingested(papers, db=db).outcomes] == ["stored", "known"]
    assert stored(db) == {"a.txt": "ok", "z.txt": "ok"}
