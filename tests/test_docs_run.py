"""The pages of docs/ run as they are printed: what stands after `$` is typed, what stands below must come out.

Of a block that begins with ```console each command is run by bash, all those of a page in one shell, in an empty folder
with the samples in it. Below a command stand lines of its output: a line `…` stands for any lines, `…` in a line for
any signs, blanks for any blanks. ```python blocks are run, too, where what they import is installed; ```sh blocks are
for other machines, and only their options are looked up.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
import typer.main

import aftalearkiv

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["../README", "archivist", "caseworker", "researcher", "keeping", "privacy", "python"]
_BLOCK = re.compile(r"(?ms)^```(console|python)\n(.*?)^```")
_MARK = "@@@ next @@@"


@dataclass
class Step:
    """A command of a page, and what the page says comes out."""

    command: str
    shown: list[str] = field(default_factory=list)


def steps(page: str) -> list[Step]:
    found: list[Step] = []
    for kind, block in _BLOCK.findall(page):
        if kind == "python":
            if all(importlib.util.find_spec(name) for name in re.findall(r"(?m)^(?:import|from) (\w+)", block)):
                found.append(Step(f"python - <<'END'\n{block}END"))
            continue
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Step(line[2:]))
            else:
                found[-1].shown.append(line)
    return found


def expected(shown: list[str]) -> re.Pattern[str]:
    """Shown lines as a pattern: `…` alone for any lines, in a line for any signs, blanks for blanks."""
    parts = []
    for line in shown:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            words = [re.escape(word).replace("…", r"[^\n]*?") for word in line.split()]
            parts.append(r"[^\S\n]*" + r"[^\S\n]+".join(words) + r"[^\S\n]*\n")
    return re.compile("".join(parts))


def told_of(page: str) -> list[tuple[str, str]]:
    """Commands of ours with one of their options, wherever a page or README.md names them."""
    code = re.findall(r"(?ms)^```\w+\n(.*?)^```|`([^`\n]+)`", page)
    found = []
    for said in (block or inline for block, inline in code):
        for line in said.replace("\\\n", " ").splitlines():
            for command in re.findall(r"(?<!pip install )\baftalearkiv ([a-z]+(?: [a-z]+)?[^|;&#()]*)", line):
                found += [(command, option) for option in re.findall(r"(?<![\w-])(--[a-z-]+)", command)]
    return found


@lru_cache(None)
def options_of(command: str) -> str:
    """The help of a command, or of the command of a group."""
    group = typer.main.get_command(aftalearkiv.app)
    context = typer.Context(group, info_name="aftalearkiv")
    for word in command.split()[:2]:
        inner = group.get_command(context, word) if hasattr(group, "get_command") else None
        if inner is None:
            break
        group, context = inner, typer.Context(inner, info_name=word, parent=context)
    return group.get_help(context)


@pytest.mark.parametrize("page", [*sorted(path.name for path in (ROOT / "docs").glob("*.md")), "../README.md"])
def test_names_no_option_that_there_is_not(page: str) -> None:
    told = told_of((ROOT / "docs" / page).read_text("utf-8"))
    assert [one for one in told if one[1] not in options_of(one[0])] == []


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages read by OCR once for all pages of the docs."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("page", PAGES)
def test_it_runs_as_printed(page: str, tmp_path: Path, cache: Path) -> None:
    todo = steps((ROOT / "docs" / f"{page}.md").read_text("utf-8"))
    assert todo
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    script = "".join(f"{step.command}\ncode=$?; echo; echo '{_MARK}' $code\n" for step in todo)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AFTALEARKIV")}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "130",
        "AFTALEARKIV_CACHE": str(cache),
    }
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    outputs = re.split(rf"\n{_MARK} (\d+)\n", ran.stdout)
    for step, said, code in zip(todo, outputs[::2], outputs[1::2], strict=False):
        assert code == "0", f"{step.command}\n{said}\n{ran.stderr}"
        # A line shown after `…` may stand anywhere; one at the top must be the first.
        assert expected(step.shown).match(f"{said}\n".replace("\n\n", "\n")), f"{step.command}\n{said}"
    assert len(outputs) == 2 * len(todo) + 1
