"""Draw the house in docs/architecture.md from the code; `tests/test_docs.py` holds the two together.

python scripts/draw_house.py
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
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


@cache  # a module of `parsers` stands in two pictures
def _imported(path: Path) -> tuple[str, ...]:
    """What a module imports, as paths: `parsers/marks/mark`."""
    return tuple(_imports(ast.parse(path.read_text("utf-8"))))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
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


def drawing(what: str) -> str:
    """The page's part about these folders: the picture, and a table of their jobs."""
    table = [f"| `{one}` | {job(one)} |" for one in folders_of(what)]
    picture = f"![Which folder imports which](pictures/{what}.svg)"
    return "\n".join([picture, "", "| folder | its job |", "|---|---|", *table, ""])


def folders_of(what: str) -> list[str]:
    """The folders of a picture: the stages of the house, or the rooms of a stage."""
    return sorted(STAGES) if what == "house" else rooms(what)


def picture(what: str) -> str:
    """A picture as SVG: each folder above what it builds on, an arrow down to each."""
    arrows = without_detours(what_uses(folders_of(what)))
    shelves = _shelves(arrows)
    width = max(len(shelf) for shelf in shelves) * _WIDE + _GAP
    places = {
        one: (width / 2 + (at - (len(shelf) - 1) / 2) * _WIDE, _GAP + row * _HIGH + _BOX / 2)
        for row, shelf in enumerate(shelves)
        for at, one in enumerate(shelf)
    }
    lines = [
        f'<path d="M{_at(places[one], _BOX / 2)}L{_at(places[other], -_BOX / 2 - 4)}" marker-end="url(#a)"/>'
        for one in sorted(arrows)
        for other in sorted(arrows[one])
    ]
    boxes = [_box(one, *places[one]) for one in sorted(places)]
    size = f"{width:g} {len(shelves) * _HIGH:g}"
    return "\n".join([_HEAD.format(size=size), *lines, "</g>", *boxes, "</svg>", ""])


_WIDE, _HIGH, _BOX, _GAP = 150, 84, 34, 20
_HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="sans-serif" font-size="13">
<defs><marker id="a" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path \
d="M0 0L8 4L0 8z" fill="#567"/></marker></defs>
<g stroke="#567" fill="none">"""


def _shelves(arrows: Uses) -> list[list[str]]:
    """The folders in rows, the highest first: each close under those that build on it, above all that it builds on."""
    level: dict[str, int] = {}

    def height(one: str) -> int:
        if one not in level:
            level[one] = 1 + max(map(height, arrows[one]), default=-1)
        return level[one]

    users = {one: [other for other in sorted(arrows) if one in arrows[other]] for one in arrows}
    for one in sorted(arrows, key=lambda name: (-height(name), name)):
        level[one] = min((level[other] - 1 for other in users[one]), default=level[one])
    place: dict[str, float] = {}
    shelves = []
    for row in range(max(level.values()), -1, -1):
        # Beside each other stand those whose users do: fewer arrows cross.
        shelf = sorted(one for one in arrows if level[one] == row)
        shelf.sort(key=lambda one: sum(place[other] for other in users[one]) / max(1, len(users[one])))
        place |= {one: at - (len(shelf) - 1) / 2 for at, one in enumerate(shelf)}
        shelves.append(shelf)
    return shelves


def _at(place: tuple[float, float], down: float) -> str:
    return f"{place[0]:g} {place[1] + down:g}"


def _box(name: str, x: float, y: float) -> str:
    frame = (
        f'<rect x="{x - 65:g}" y="{y - _BOX / 2:g}" width="130" height="{_BOX}" rx="4" fill="#eef4f8" stroke="#567"/>'
    )
    return f'{frame}<text x="{x:g}" y="{y + 4:g}" text-anchor="middle">{name.rpartition("/")[2]}</text>'


def drawn(page: str) -> str:
    """The page with its tables as the code is now."""
    return _DRAWN.sub(lambda match: f"{match[1]}{drawing(match['what'])}{match[3]}", page)


def pictures() -> dict[str, str]:
    """The pictures of the page by their names, as the code is now."""
    return {match["what"]: picture(match["what"]) for match in _DRAWN.finditer(PAGE.read_text("utf-8"))}


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), encoding="utf-8")
    for name, svg in pictures().items():
        (PAGE.parent / "pictures" / f"{name}.svg").write_text(svg, encoding="utf-8")
    print(PAGE.relative_to(ROOT))
