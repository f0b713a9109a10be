"""The sample agreements through the whole road: real tesseract, real archive, scored against our own gold."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import aftalearkiv

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples"
GOLD = SAMPLES / "gold"
README = ROOT / "README.md"
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


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What `evaluate` says of the samples, read anew."""
    db = tmp_path_factory.mktemp("samples") / "samples.db"
    run("ingest", *sorted([*SAMPLES.glob("*.pdf"), *SAMPLES.glob("*.txt")]), "--db", db)
    return json.loads(run("evaluate", GOLD, "--db", db, "--json"))


@needs_tesseract
def test_reads_the_samples_as_a_careful_human_does(report: Any) -> None:
    assert report["overall"]["f1"] >= SAMPLES_F1
    wrong = {name: text for name, text in report["texts"].items() if text["right"] < WORDS_RIGHT}
    assert not wrong


@needs_tesseract
def test_the_readme_says_what_the_samples_give(report: Any) -> None:
    rows = re.findall(
        r"^\| `?([\w.-]+)`? \|.*?\| ([\d.]+|–) \| (\d+) \|.*\| ([\d.]+) \|$", README.read_text(), re.MULTILINE
    )
    said = {name: (words, int(support), float(f1)) for name, words, support, f1 in rows}
    measured = {document["filename"]: document for document in report["documents"]}
    assert set(said) == {*measured, "all"}, "run `make figures`"
    for name, document in {**measured, "all": report["overall"]}.items():
        # Another tesseract may read a word otherwise: a hundredth is given away, more is not.
        assert said[name][1] == document["support"]
        assert said[name][2] == pytest.approx(document["f1"], abs=0.01)
    texts = {name: text["right"] for name, text in report["texts"].items()}
    assert {name: float(said[name][0]) for name in texts} == pytest.approx(texts, abs=0.01)


@needs_tesseract
@pytest.mark.skipif(not (SHARED / "documents").is_dir(), reason="../shared is not here")
def test_reads_the_real_agreements_as_a_careful_human_does(tmp_path: Path) -> None:
    db = tmp_path / "real.db"
    run("ingest", SHARED / "documents", "--db", db, "--no-originals")
    report = json.loads(run("evaluate", SHARED / "gold", "--db", db, "--json"))
    assert report["overall"]["f1"] >= SHARED_F1
