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
# The most ways that one function of a stage may go, and those that nine in ten do not pass. Only ever lowered.
BRANCHING = {
    "models": (10, 8),
    "corpus": (13, 7),
    "ingest": (24, 10),
    "normalizers": (29, 11),
    "parsers": (15, 9),
    "output": (16, 8),
    "pipeline": (14, 7),
}
_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.Assert, ast.match_case)
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


def ways(node: ast.AST) -> int:
    """How many ways to go the code of a node adds; functions inside it are counted by themselves."""
    added = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        added += isinstance(child, _BRANCHES)
        added += len(child.values) - 1 if isinstance(child, ast.BoolOp) else 0
        added += 1 + len(child.ifs) if isinstance(child, ast.comprehension) else 0
        added += ways(child)
    return added


def branching(code: str) -> dict[str, int]:
    """The functions of some code with the ways each may go: one, and one more for every condition and loop."""
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{node.name}:{node.lineno}": 1 + ways(node) for node in functions}


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("def f(a): return a", 1),
        ("def f(a, b): return a and b or None", 3),
        ("def f(a): return [x for y in a for x in y if x if y]", 5),
        ("def f(a):\n if a: return 1\n elif not a: return 2\n return 3 if a else 4", 4),
        ("def f(a):\n for x in a:\n  while x:\n   try: x()\n   except OSError: pass", 4),
        ("def f(a):\n match a:\n  case 1: pass\n  case _: pass", 3),
        ("def f(a):\n def g(): return a or 1\n return g", 1),
    ],
    ids=["none", "and, or", "comprehension", "if, elif, else", "loops and faults", "cases", "a function inside"],
)
def test_counts_the_ways_a_function_may_go(code: str, count: int) -> None:
    assert branching(code)["f:1"] == count


@pytest.mark.parametrize("stage", BRANCHING)
def test_branches_no_more_than_it_did(stage: str) -> None:
    most, usual = BRANCHING[stage]
    files = sorted((ROOT / stage).rglob("*.py"))
    counts = {f"{path.relative_to(ROOT)} {at}": n for path in files for at, n in branching(path.read_text()).items()}
    assert {name: count for name, count in counts.items() if count > most} == {}
    assert sorted(counts.values())[int(0.9 * len(counts))] <= usual


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import models.geometry, models.text, models.document", {"pydantic", "typer", "spacy", "sqlite_utils"}),
        ("import normalizers; normalizers.repair_text('Kgbenhavns')", {"pydantic", "typer", "spacy", "sqlite_utils"}),
        ("import aftalearkiv", {"pydantic", "spacy", "sqlite_utils", "pdfplumber", "pytesseract", "numpy"}),
        (
            "import tempfile, aftalearkiv, pipeline.serving.app\n"
            "with tempfile.TemporaryDirectory() as folder: aftalearkiv.open_archive(f'{folder}/new.db', create=True)",
            {"spacy", "pdfplumber", "pypdfium2", "PIL", "numpy", "pandas"},
        ),
    ],
    ids=["geometry", "repair", "command line", "browser"],
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
