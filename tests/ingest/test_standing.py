"""Tesseract kept ready between pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.image import raster
from ingest.ocr import standing, tesseract
from models import errors

from .conftest import needs_tesseract, new_pdf, prose_page, rendered

PIXEL = standing.Asked(b"P5 1 1 255\n\0", "dan", 150, 3)


def page_image() -> bytes:
    pdf = new_pdf()
    prose_page(pdf)
    return raster.encode_pgm(np.asarray(rendered(bytes(pdf.output()), 150)))


@pytest.fixture
def stable(monkeypatch: pytest.MonkeyPatch) -> Iterator[standing.Stable]:
    own = standing.Stable()
    monkeypatch.setattr(standing, "STABLE", own)
    yield own
    own.close()


@needs_tesseract
@pytest.mark.parametrize(("language", "mode"), [("dan", 3), ("dan", 6), ("eng", 6)])
def test_reads_what_the_program_reads_page_after_page(stable: standing.Stable, language: str, mode: int) -> None:
    engine, image = tesseract.find_program(), page_image()
    assert engine is not None
    program = tesseract.run(engine, image, ("-l", language, "--dpi", "150", "--psm", str(mode), "tsv"))
    assert program.count("\n") > 40
    assert tesseract.read_page(engine, image, language, 150, mode) == program
    assert tesseract.read_page(engine, image, language, 150, mode) == program
    assert stable.useless or len(stable.idle) == 1


@needs_tesseract
def test_reads_the_words_of_the_program_by_the_library_of_the_wheel(stable: standing.Stable) -> None:
    engine, program, image = tesseract.find_engine(), tesseract.find_program(), page_image()
    assert engine is not None and program is not None
    if engine.library is None:
        pytest.skip("tesserocr's wheel is not installed")
    assert engine.program == program.version and engine.versions["tesseract program"] == program.version
    ours, theirs = (tesseract.parse_tsv(tesseract.read_page(one, image, "dan", 150)) for one in (engine, program))
    assert [word.text for word in ours] == [word.text for word in theirs]


@needs_tesseract
def test_takes_the_program_where_the_library_cannot_be_loaded(
    stable: standing.Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "libtesseract-0.so.9.9.9"
    broken.write_bytes(b"no library")
    monkeypatch.setattr(tesseract, "carried_library", lambda: (str(broken), "9.9.9"))
    program = tesseract.find_program()
    assert program is not None and tesseract.newer(program) == program


@needs_tesseract
def test_never_mixes_two_versions_on_a_page(stable: standing.Stable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "read_standing", lambda *asked: None)
    engine = tesseract.Engine("tesseract", "9.9.9", frozenset({"dan"}), "/none", "/none/lib.so", "5.3.0")
    with pytest.raises(errors.OcrFailed, match="came down"):
        tesseract.read_page(engine, page_image(), "dan", 150)


@needs_tesseract
def test_goes_on_where_the_process_has_died(stable: standing.Stable) -> None:
    engine, image = tesseract.need_engine("dan"), page_image()
    first = tesseract.read_page(engine, image, "dan", 150)
    for waiting in stable.idle:
        os.kill(waiting.process.pid, signal.SIGKILL)
        waiting.process.wait()
    assert tesseract.read_page(engine, image, "dan", 150) == first
    assert tesseract.read_page(engine, image, "dan", 150) == first


def test_is_not_asked_where_the_library_is_of_another_version(stable: standing.Stable) -> None:
    assert standing.read_standing("0.0.1", "/none", PIXEL, 5.0) is None
    assert not stable.idle


def slow(tmp_path: Path, script: str) -> Path:
    program = tmp_path / "program.py"
    program.write_text(script)
    return program


def test_gives_up_on_a_page_that_takes_too_long(
    stable: standing.Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeps = "import time\nprint('5', flush=True)\ntime.sleep(60)"
    monkeypatch.setattr(standing, "_PROGRAM", slow(tmp_path, sleeps))
    monkeypatch.setattr(tesseract, "TIMEOUT", 0.3)
    with pytest.raises(errors.OcrFailed, match="gave up"):
        tesseract.read_page(tesseract.Engine("/none", "5", frozenset(), "/none"), b"", "dan", 150)
    assert not stable.idle


def test_lets_the_program_say_why_where_the_process_ends(
    stable: standing.Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_PROGRAM", slow(tmp_path, "print('5', flush=True)\ninput()"))
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no luck >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(errors.OcrFailed, match="no luck"):
        tesseract.read_page(tesseract.Engine(str(broken), "5", frozenset(), "/none"), b"x" * 200000, "dan", 150)
    assert not stable.idle


@pytest.mark.parametrize("state", ["stopped", "killed"])
def test_does_not_wait_for_a_process_that_hangs_or_is_killed_in_mid_page(
    stable: standing.Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    deaf = "import os, signal, time\nprint('5', flush=True)\n"
    act = "time.sleep(60)" if state == "stopped" else "input()\nos.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr(standing, "_PROGRAM", slow(tmp_path, deaf + act))
    page = standing.Asked(b"x" * 5_000_000, "dan", 150, 3)  # more than a pipe holds
    if state == "killed":
        assert standing.read_standing("5", "/none", page, 20.0) is None
        assert stable.useless  # it never read a page: the next one would not either
    else:
        with pytest.raises(TimeoutError):
            standing.read_standing("5", "/none", page, 0.3)
    assert not stable.idle


def test_takes_an_answer_that_makes_no_sense_for_none(
    stable: standing.Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_PROGRAM", slow(tmp_path, "print('5\\nWarning: odd', flush=True)\ninput()"))
    assert standing.read_standing("5", "/none", PIXEL, 20.0) is None


@needs_tesseract
def test_ends_with_the_program_that_asks_though_it_is_killed(tmp_path: Path) -> None:
    asks = (
        "import sys, time; from ingest.ocr import standing, tesseract; engine = tesseract.need_engine('dan');"
        "one = standing._start(engine.folder); print(one.process.pid if one else 0, flush=True); time.sleep(60)"
    )
    here = Path(standing.__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", asks], cwd=here, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    if not pid:
        pytest.skip("tesseract's library is not found by its name")
    for _ in range(600):
        if not _runs(pid):
            return
        time.sleep(0.1)
    raise AssertionError("it still runs")


def _runs(pid: int) -> bool:
    """Whether a process runs, and is more than a body that nobody has buried yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_gives_no_process_to_a_copy_of_the_program(stable: standing.Stable) -> None:
    stable.idle.append(standing.Standing(subprocess.Popen([sys.executable, "-c", ""])))
    stable.idle[0].process.wait()
    stable.forget()
    assert not stable.idle and not stable.lock.locked()
