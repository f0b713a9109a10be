"""The house as DESIGN.md draws it, held against the code: who imports whom, what grows, what starts quickly."""

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
MAY_IMPORT = {
    "models": set(),
    "corpus": {"models"},
    "ingest": {"models", "corpus"},
    "normalizers": {"models", "corpus"},
    "parsers": {"models", "corpus"},
    "output": {"models", "corpus"},
    "pipeline": STAGES - {"aftalearkiv"},
    "aftalearkiv": STAGES,
}
# The only place with PDF and OCR libraries, and the only one that writes the archive.
READS_FILES = {"pypdfium2", "pdfplumber", "pytesseract", "PIL", "subprocess"}
MAY_USE = {
    "ingest": READS_FILES,
    "output": {"pypdfium2", "PIL", "sqlite_utils", "sqlite3"},
    "pipeline": {"subprocess", "sqlite3"},
}
SHARED = ROOT.parent / "shared"


def sources(*folders: str) -> list[Path]:
    """Every Python file of these folders, or of the packaged ones."""
    wanted = folders or tuple(sorted(STAGES - {"aftalearkiv"}))
    return [ROOT / "aftalearkiv.py", *(path for folder in wanted for path in sorted((ROOT / folder).rglob("*.py")))]


def imports(path: Path) -> set[str]:
    """The top-level names that a file imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


def stage(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_what_its_stage_may(path: Path) -> None:
    ours = imports(path) & STAGES - {stage(path)}
    assert ours <= MAY_IMPORT[stage(path)]
    assert imports(path) & (READS_FILES | {"sqlite_utils", "sqlite3"}) <= MAY_USE.get(stage(path), set())


@pytest.mark.parametrize(
    "path",
    sources(*sorted(STAGES - {"aftalearkiv"}), "scripts", "benchmarks"),
    ids=lambda path: str(path.relative_to(ROOT)),
)
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
