"""Write docs/commands.md from the command line itself; `tests/test_docs.py` holds the two together.

python scripts/write_command_reference.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from typer import Context

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import aftalearkiv  # noqa: E402

REFERENCE = ROOT / "docs" / "commands.md"
WIDTH = 88
HEAD = """# Commands

Written by `make docs` from the command line; do not edit. What the words mean stands in the [codebook](codebook.md).
"""


def command_reference() -> str:
    """Every command's `--help`, in the order of the program's own help, as Markdown."""
    group = typer.main.get_group(aftalearkiv.app)
    top = Context(group, info_name="aftalearkiv", terminal_width=WIDTH, **group.context_settings)
    parts = [HEAD, _section("aftalearkiv", group.get_help(top))]
    return "\n".join([*parts, *_commands(group, top, "aftalearkiv")])


def _commands(group: Any, parent: Context, path: str) -> Iterator[str]:
    """The sections of a group's commands, and of the commands of those that are groups themselves."""
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        context = Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
        yield _section(f"{path} {name}", command.get_help(context))
        if hasattr(command, "list_commands"):
            yield from _commands(command, context, f"{path} {name}")


def _section(title: str, said: str) -> str:
    lines = "\n".join(line.rstrip() for line in said.strip().splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    REFERENCE.parent.mkdir(exist_ok=True)
    REFERENCE.write_text(command_reference())
    print(REFERENCE.relative_to(ROOT))
