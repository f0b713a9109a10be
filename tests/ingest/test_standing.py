"""Tesseract kept ready between pages."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import numpy as np
import pytest

from ingest import raster, standing, tesseract
from models import errors

from .conftest import needs_tesseract, new_pdf, prose_page, rendered


def page_image() -> bytes:
    pdf = new_pdf()
    prose_page(pdf)
    return raster.encode_pgm(np.asarray(rendered(bytes(pdf.output()), 150)))


@pytest.fixture
def stable(monkeypatch: pytest.MonkeyPatch) -> Iterator[standing.Stable]:
    own = standing.Stable([], Lock())
    monkeypatch.setattr(standing, "STABLE", own)
    yield own
    own.close()


@needs_tesseract
@pytest.mark.parametrize(("language", "mode"), [("dan", 3), ("dan", 6), ("eng", 6)])
def test_reads_what_the_program_reads_page_after_page(stable: standing.Stable, language: str, mode: int) -> None:
    engine, image = tesseract.need_engine("dan", language), page_image()
    program = tesseract.run(engine, image, ("-l", language, "--dpi", "150", "--psm", str(mode), "tsv"))
    assert program.count("\n") > 40
    assert tesseract.read_page(engine, image, language, 150, mode) == program
    assert tesseract.read_page(engine, image, language, 150, mode) == program
    if stable.version:
        assert len(stable.idle) == 1


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
    assert standing.read_standing("0.0.1", b"P5 1 1 255\n\0", "dan", 150, 3, 5.0) is None
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
        tesseract.read_page(tesseract.Engine("/none", "5", frozenset()), b"", "dan", 150)
    assert not stable.idle


def test_lets_the_program_say_why_where_the_process_ends(
    stable: standing.Stable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_PROGRAM", slow(tmp_path, "print('5', flush=True)\ninput()"))
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no luck >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(errors.OcrFailed, match="no luck"):
        tesseract.read_page(tesseract.Engine(str(broken), "5", frozenset()), b"x" * 200000, "dan", 150)
    assert not stable.idle
