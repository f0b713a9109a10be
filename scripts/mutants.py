"""Does a test fail where the program is made wrong? Changes one sign of the code at a time and runs the tests.

    python scripts/mutants.py [--seed 1] [--mutants 30] [--stages parsers,normalizers] [--timeout 900]

Draws `--mutants` places of the code by the seed (the same code and seed give the same places), makes each wrong in a
copy of the project (`<` becomes `<=`, `and` becomes `or`, 3 becomes 4 …), and runs the tests of that stage that run
the changed line, the most telling first, until one fails: `dies` names it. Which tests run a line is told by one run of
all of them under coverage, kept in `.coverage.mutants` until code or tests change; where it tells nothing, because the
line is run by a process of its own or when a module is imported, all tests of the stage are asked. A mutant that no
test notices `lives` and is printed as a difference: either a test is missing, or the code is not needed, or both ways
are the same. Exit 1 where more than `--survivors` survive.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
# The tests that answer for a stage. Tests of a later stage notice much too, but later, and say less of what is wrong.
TESTS = {
    "corpus": ["tests/corpus", "tests/parsers"],
    "models": ["tests/models", "tests/output", "tests/ingest"],
    "ingest": ["tests/ingest", "tests/pipeline"],
    "normalizers": ["tests/normalizers"],
    "parsers": ["tests/parsers"],
    "output": [
        *("tests/output", "tests/serving", "tests/test_docs.py"),
        *("tests/pipeline/test_package.py", "tests/pipeline/test_verify.py"),
    ],
    "pipeline": ["tests/pipeline", "tests/serving", "tests/test_command_line.py"],
}
# Those that notice most in the least time run first; those that take long and seldom notice what no other does, last;
# those that measure time do not run at all, as two mutants at a time would make them fail.
_FIRST = ["test_cases.py", "test_agreements.py", "test_layout.py", "test_repair_rules.py", "test_compare.py"]
_LAST = [
    *("test_repair_properties.py", "test_any_words.py", "test_other_cities.py", "test_scans.py", "test_worn_files.py"),
    *("test_killed.py", "test_comparing.py", "test_pictures.py", "test_holding.py", "test_signed_papers.py"),
]
_LEFT_OUT = ["test_linear_time.py"]
_RUNS = ROOT / ".coverage.mutants"
_NOTICED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.M)
# What stands for what, both ways where both make sense.
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "/",
    ast.Div: "*",
    ast.FloorDiv: "*",
}


@dataclass(frozen=True)
class Mutant:
    """A file with one stretch of its text (offsets in characters) said otherwise."""

    file: str
    line: int
    start: int
    end: int
    text: str

    def applied(self, source: str) -> str:
        return source[: self.start] + self.text + source[self.end :]

    def told(self, source: str) -> str:
        """Its line before and after, as a difference."""
        first, last = source.rfind("\n", 0, self.start) + 1, source.find("\n", self.end)
        after = source[first : self.start] + self.text + source[self.end : last]
        return f"{self.file}:{self.line}\n- {source[first:last].strip()}\n+ {after.strip()}"


class _Places:
    """Where a file can be made wrong. Constants at the head of a module are data, and are left."""

    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._source = source
        self._bytes = [line.encode() for line in source.splitlines(keepends=True)]
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def found(self) -> Iterator[Mutant]:
        for function in ast.walk(ast.parse(self._source)):
            if isinstance(function, ast.FunctionDef):
                for statement in function.body:
                    yield from (mutant for node in ast.walk(statement) for mutant in self._of(node))

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
                yield self._between(left, right, f" {_COMPARISONS[type(op)]} ")
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC and not _is_text(node):
                yield self._between(left, right, f" {_ARITHMETIC[type(op)]} ")
            case ast.BoolOp(op=op, values=[first, second, *_]):
                yield self._between(first, second, " or " if isinstance(op, ast.And) else " and ")
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield self._instead(node, f"bool({ast.unparse(operand)})")
            case ast.Constant(value=bool(value)):
                yield self._instead(node, str(not value))
            case ast.Constant(value=int(value)):
                yield self._instead(node, str(value + 1))
            case ast.Continue():
                yield self._instead(node, "break")
            case ast.Break():
                yield self._instead(node, "continue")
            case ast.If(test=test) if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield self._instead(test, f"not ({ast.unparse(test)})")

    def _between(self, left: ast.expr, right: ast.expr, text: str) -> Mutant:
        """The operator between two operands; a bracket that opens or closes beside it stays."""
        start, end = self._offset(left.end_lineno, left.end_col_offset), self._offset(right.lineno, right.col_offset)
        between = self._source[start:end]
        closing = between[: between.rfind(")") + 1] if ")" in between else ""
        opening = between[between.find("(") :] if "(" in between else ""
        return Mutant(self._file, left.end_lineno or 0, start, end, f"{closing}{text}{opening}")

    def _instead(self, node: ast.expr | ast.stmt, text: str) -> Mutant:
        start, end = self._offset(node.lineno, node.col_offset), self._offset(node.end_lineno, node.end_col_offset)
        return Mutant(self._file, node.lineno, start, end, text)

    def _offset(self, line: int | None, column: int | None) -> int:
        """Of a line (from 1) and a column in bytes of UTF-8, as Python counts them: the offset in characters."""
        assert line is not None and column is not None
        return self._starts[line - 1] + len(self._bytes[line - 1][:column].decode())


def _is_text(node: ast.BinOp) -> bool:
    """Whether signs are joined, not numbers added: that fails at once and shows nothing."""
    return any(
        isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) or _is_string(side) for side in (node.left, node.right)
    )


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def drawn(seed: int, count: int, stages: list[str]) -> list[Mutant]:
    """The seed's mutants, each of another file, and each still Python."""
    chance = random.Random(seed)
    files = [path for stage in stages for path in sorted((ROOT / stage).rglob("*.py"))]
    # A longer file is drawn more often: every line of the house is as likely as every other.
    sizes = [path.stat().st_size for path in files]
    chosen: dict[str, Mutant] = {}
    while len(chosen) < count:
        path = chance.choices(files, sizes)[0]
        name, source = str(path.relative_to(ROOT)), path.read_text("utf-8")
        places = list(_Places(name, source).found())
        if name in chosen or not places:
            continue
        mutant = chance.choice(places)
        if _is_python(mutant.applied(source)):
            chosen[name] = mutant
    return list(chosen.values())


def _is_python(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def noticed_by(mutant: Mutant, tests: list[str], copy: Path, timeout: int) -> str | None:
    """The first of these tests that fails with it, if one does. What never ends is noticed, too."""
    path = copy / mutant.file
    source = path.read_text("utf-8")
    path.write_text(mutant.applied(source), "utf-8")
    with tempfile.TemporaryDirectory(dir=copy) as scratch:
        asked = Path(scratch, "asked")
        asked.write_text("\n".join(tests), "utf-8")  # thousands of names are too many for a command
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"@{asked}"]
        try:
            told = subprocess.run(
                command, cwd=copy, env=_environment(copy, scratch), timeout=timeout, capture_output=True, check=False
            )
        except subprocess.TimeoutExpired:
            return "the clock"
        finally:
            path.write_text(source, "utf-8")
    failed = _NOTICED.search(told.stdout.decode(errors="replace"))
    return None if told.returncode == 0 else failed[1] if failed else "all of them"


def _tests(mutant: Mutant, runs: CoverageData) -> list[str]:
    """The tests of its stage that run its line, or all of the stage, in the order in which they are asked."""
    files = _test_files(TESTS[mutant.file.split("/")[0]])
    contexts = runs.contexts_by_lineno(str(ROOT / mutant.file)).get(mutant.line, [])
    names = sorted(set(map(_asked, contexts)))
    return [name for file in files for name in names if name.partition("::")[0] == file] or files


def _asked(context: str) -> str:
    """What to ask where a line was run in a context: `tests/parsers/test_rules.py::test_reads[case]|run` names a test;
    what is set up for one (`|setup`) may be for all of its file; what a module does when it is imported is for none."""
    name, _, when = context.rpartition("|")
    return name.partition("::")[0] if when == "setup" else name


def _test_files(places: list[str]) -> list[str]:
    """Test files of folders in the order in which they are asked: pytest would sort what is in a folder."""
    asked = [ROOT / name for name in places]
    files = {path for one in asked for path in ([one] if one.is_file() else one.rglob("test_*.py"))}
    turns = {**dict.fromkeys(_FIRST, 0), **dict.fromkeys(_LAST, 2)}
    turn = sorted((turns.get(path.name, 1), str(path.relative_to(ROOT))) for path in files)
    return [name for _, name in turn if Path(name).name not in _LEFT_OUT]


def _who_runs_what(workers: int) -> CoverageData:
    """Which tests run which lines: from the last run of all of them, or a new one where that is older than the code."""
    code = [path.stat().st_mtime for stage in [*TESTS, "tests"] for path in (ROOT / stage).rglob("*.py")]
    if not _RUNS.exists() or _RUNS.stat().st_mtime < max(code):
        print("asking which tests run which lines, some minutes", flush=True)
        ask = ["-q", "-n", str(workers), "--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"]
        files = _test_files([place for places in TESTS.values() for place in places])
        command = [sys.executable, "-m", "pytest", *ask, *files]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "COVERAGE_FILE": str(_RUNS)}, check=True)
    runs = CoverageData(str(_RUNS))
    runs.read()
    return runs


def _environment(copy: Path, scratch: str) -> dict[str, str]:
    """The copy's own modules, in child processes too, and nothing kept between mutants."""
    own = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": scratch, "AFTALEARKIV_CACHE": scratch}
    return {**os.environ, **own}


def _copy(folder: Path) -> Path:
    """The project as git knows it, with what is not committed yet."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in filter(None, (file.decode() for file in files)):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--mutants", type=int, default=30)
    ask.add_argument("--stages", default=",".join(TESTS))
    ask.add_argument("--survivors", type=int, default=5)
    ask.add_argument("--timeout", type=int, default=900, help="seconds for one mutant's tests")
    ask.add_argument("--workers", type=int, default=2)
    asked = ask.parse_args()
    mutants = drawn(asked.seed, asked.mutants, asked.stages.split(","))
    runs = _who_runs_what(asked.workers)
    with tempfile.TemporaryDirectory() as scratch:
        copies: Queue[Path] = Queue()
        for number in range(asked.workers):
            copies.put(_copy(Path(scratch, str(number))))

        def judged(mutant: Mutant) -> bool:
            copy = copies.get()
            try:
                test = noticed_by(mutant, _tests(mutant, runs), copy, asked.timeout)
            finally:
                copies.put(copy)
            told = mutant.told((ROOT / mutant.file).read_text("utf-8"))
            print(f"dies  {told}\n  by {test}" if test else f"lives {told}", flush=True)
            return test is None

        with ThreadPoolExecutor(asked.workers) as pool:
            alive = sum(pool.map(judged, mutants))
    print(f"seed {asked.seed}: {alive} of {len(mutants)} survive")
    raise SystemExit(alive > asked.survivors)


if __name__ == "__main__":
    main()
