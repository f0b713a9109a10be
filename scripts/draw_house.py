"""Draw the house in docs/architecture.md from the code; `tests/test_docs.py` holds the two together.

python scripts/draw_house.py
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
STAGES = ("models", "corpus", "ingest", "normalizers", "parsers", "output", "pipeline")
# Between these lines the page is drawn; all other lines are written by hand.
_DRAWN = re.compile(r"(?s)(<!-- drawn: (?P<what>\w+) -->\n).*?(<!-- end -->)")

Uses = dict[str, set[str]]


def rooms(stage: str) -> list[str]:
    """The folders of a stage with modules in them, two levels deep: `parsers/marks`."""
    return sorted(f"{stage}/{path.parent.name}" for path in (ROOT / stage).glob("*/__init__.py"))


def what_uses(folders: Iterable[str]) -> Uses:
    """For each folder the others of them that its modules import, also for types. A folder in another is part of it."""
    known = sorted(folders, key=len, reverse=True)
    uses: Uses = {folder: set() for folder in known}
    for folder in known:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for name in _imported(path):
                other = next((one for one in known if f"{name}/".startswith(f"{one}/")), None)
                if other is not None and other != folder:
                    uses[folder].add(other)
    return uses


def _imported(path: Path) -> Iterator[str]:
    """What a module imports, as paths: `parsers/marks/mark`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}".replace(".", "/") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name.replace(".", "/") for alias in node.names)


def without_detours(uses: Uses) -> Uses:
    """Only the arrows that no longer way tells: of a > b > c and a > c the last is left out."""
    return {
        folder: {one for one in direct if not any(one in _reached(uses, other) for other in direct - {one})}
        for folder, direct in uses.items()
    }


def _reached(uses: Uses, folder: str) -> set[str]:
    found: set[str] = set()
    todo = [folder]
    while todo:
        new = uses[todo.pop()] - found
        found |= new
        todo += new
    return found


def job(folder: str) -> str:
    """What a folder says that it is for: the first sentence of its `__init__`."""
    said = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text("utf-8"))) or ""
    return re.split(r"(?<=\.)\s", " ".join(said.split()))[0]


def drawing(folders: Iterable[str]) -> str:
    """A picture in Mermaid's words, an arrow from each folder to what it builds on, and a table of their jobs."""
    known = sorted(folders)
    arrows = without_detours(what_uses(known))
    lines = [f"    {_id(one)}[{one}] --> {_id(other)}[{other}]" for one in known for other in sorted(arrows[one])]
    table = [f"| `{one}` | {job(one)} |" for one in known]
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```", "", "| folder | its job |", "|---|---|", *table, ""])


def _id(folder: str) -> str:
    return folder.replace("/", "_")


def drawn(page: str) -> str:
    """The page with its pictures as the code is now."""

    def draw(match: re.Match[str]) -> str:
        what = match["what"]
        return f"{match[1]}{drawing(STAGES if what == 'house' else rooms(what))}{match[3]}"

    return _DRAWN.sub(draw, page)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
