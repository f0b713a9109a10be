"""The sample agreements through the whole road: real tesseract, real archive, scored against our own gold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import aftalearkiv

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"
GOLD = SAMPLES / "gold"
SHARED = ROOT.parent / "shared"
# Floors: raising them is a commit, lowering them needs a reason.
SAMPLES_F1 = 0.95
SHARED_F1 = 0.99
WORDS_RIGHT = 0.99

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def run(*arguments: str | Path) -> str:
    """The output of one command; the test fails where it does not exit 0."""
    result = CliRunner().invoke(aftalearkiv.app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@needs_tesseract
def test_reads_the_samples_as_a_careful_human_does(tmp_path: Path) -> None:
    db = tmp_path / "samples.db"
    run("ingest", *sorted(SAMPLES.glob("*.pdf")), "--db", db)
    report = json.loads(run("evaluate", GOLD, "--db", db, "--json"))
    assert report["overall"]["f1"] >= SAMPLES_F1
    wrong = {name: text for name, text in report["texts"].items() if text["right"] < WORDS_RIGHT}
    assert not wrong


@needs_tesseract
@pytest.mark.skipif(not (SHARED / "documents").is_dir(), reason="../shared is not here")
def test_reads_the_real_agreements_as_a_careful_human_does(tmp_path: Path) -> None:
    db = tmp_path / "real.db"
    run("ingest", SHARED / "documents", "--db", db, "--no-originals")
    report = json.loads(run("evaluate", SHARED / "gold", "--db", db, "--json"))
    assert report["overall"]["f1"] >= SHARED_F1
