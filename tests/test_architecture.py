"""The house as DESIGN.md draws it, held against the code: what grows, what starts quickly.

Who may import whom stands in `pyproject.toml` and is checked by `lint-imports` in `make check`.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAGES = {"models", "corpus", "ingest", "normalizers", "parsers", "output", "pipeline", "aftalearkiv"}
SHARED = ROOT.parent / "shared"


def sources() -> list[Path]:
    """Every Python file but those of the tests."""
    folders = sorted(STAGES - {"aftalearkiv"} | {"scripts", "benchmarks"})
    return [ROOT / "aftalearkiv.py", *(path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_stays_small_enough_to_read(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 400
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 60
    ]
    assert not long


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import models.geometry, models.text, models.document", {"pydantic", "typer", "spacy", "sqlite_utils"}),
        ("import normalizers; normalizers.repair_text('Kgbenhavns')", {"pydantic", "typer", "spacy", "sqlite_utils"}),
        ("import aftalearkiv", {"pydantic", "spacy", "sqlite_utils", "pdfplumber", "pytesseract", "numpy"}),
    ],
    ids=["geometry", "repair", "command line"],
)
def test_starts_without_what_it_does_not_use(code: str, absent: set[str]) -> None:
    report = f"{code}\nimport sys; print(*[name for name in {sorted(absent)!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_owns_its_top_level_names_alone() -> None:
    owners = metadata.packages_distributions()
    shared_names = {
        name: owners.get(name) for name in STAGES if set(owners.get(name) or ["aftalearkiv"]) != {"aftalearkiv"}
    }
    assert not shared_names


def runs_of_words(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"[\wæøåÆØÅ]+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@pytest.mark.skipif(not (SHARED / "documents").is_dir(), reason="../shared is not here")
def test_holds_no_running_text_of_the_real_agreements() -> None:
    register = set(re.findall(r"\w+", (ROOT / "corpus" / "organisations.toml").read_text().casefold())) | {"og"}
    theirs: set[tuple[str, ...]] = set()
    for path in [*SHARED.glob("documents/dumps/*.txt"), *SHARED.glob("gold/text/*.txt")]:
        theirs |= runs_of_words(path.read_text(errors="replace"))
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    copied = {}
    for name in listing.splitlines():
        path = ROOT / name
        if (
            path.is_file()
            and path.suffix in {".py", ".md", ".txt", ".json", ".toml", ".tsv"}
            and path.stat().st_size < 2_000_000
        ):
            same = {run for run in runs_of_words(path.read_text(errors="ignore")) & theirs if not set(run) <= register}
            if same:
                copied[name] = sorted(same)[0]
    assert not copied
