"""Where the files of a drop folder end, on one disk and across two, and what their notes say."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from pipeline.batches.outcomes import Outcome
from pipeline.watch.ends import Ends, note

DAY = date(2024, 3, 9)


@pytest.fixture
def ends(tmp_path: Path) -> Ends:
    return Ends(tmp_path / "done", tmp_path / "failed")


def dropped(folder: Path, name: str = "brev.pdf", text: str = "x") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_puts_what_is_stored_under_its_month_and_what_failed_beside_a_note(tmp_path: Path, ends: Ends) -> None:
    stored = ends.put(dropped(tmp_path), Outcome("brev.pdf", "stored"), DAY)
    assert stored == tmp_path / "done" / "2024-03" / "brev.pdf" and stored.read_text() == "x"
    failed = Outcome("brev.pdf", "failed", error="corrupt", message="brev.pdf: it is damaged.")
    place = ends.put(dropped(tmp_path), failed, DAY)
    assert place == tmp_path / "failed" / "brev.pdf"
    said = place.with_name("brev.pdf.txt").read_text("utf-8")
    assert "Filen er ikke læst ind" in said and "(corrupt) brev.pdf: it is damaged." in said
    assert not (tmp_path / "brev.pdf").exists()


def test_says_of_a_paper_read_in_part_that_the_rest_is_there(tmp_path: Path, ends: Ends) -> None:
    place = ends.put(dropped(tmp_path), Outcome("brev.pdf", "stored", error="ocr_failed", message="page 2"), DAY)
    said = place.with_name("brev.pdf.txt").read_text("utf-8")
    assert (
        "men kun delvis" in said
        and "only in part" in said
        and said == note(Outcome("brev.pdf", "stored", error="ocr_failed", message="page 2"))
    )


def test_keeps_every_file_of_a_name(tmp_path: Path, ends: Ends) -> None:
    places = [ends.put(dropped(tmp_path, text=text), Outcome("brev.pdf", "known"), DAY) for text in "abc"]
    assert [place.name for place in places] == ["brev.pdf", "brev (2).pdf", "brev (3).pdf"]
    assert [place.read_text() for place in places] == ["a", "b", "c"]
    longest = "ø" * 124 + ".pdf"
    again = [ends.put(dropped(tmp_path, longest), Outcome(longest, "known"), DAY).name for _ in range(2)]
    assert again[0] != again[1] and all(len(os.fsencode(name)) < 250 and name.endswith(".pdf") for name in again)


def test_carries_a_file_to_another_disk_whole_or_not_at_all(
    tmp_path: Path, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(self: Path, target: Path) -> Path:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(Path, "rename", elsewhere)
    place = ends.put(dropped(tmp_path), Outcome("brev.pdf", "stored"), DAY)
    assert place.read_text() == "x" and not (tmp_path / "brev.pdf").exists()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    paper = dropped(tmp_path, "nr2.pdf")
    with pytest.raises(OSError, match="No space"):
        ends.put(paper, Outcome("nr2.pdf", "stored"), DAY)
    assert paper.exists() and [path.name for path in place.parent.iterdir()] == ["brev.pdf"]
