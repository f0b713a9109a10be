"""A lost sign or bracket put back where the arithmetic of a table row proves it. No figure is ever changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.text import Edit

# "66 (10 %)", "55 -15 %)": a level and its change from the row's baseline; any of bracket and sign may be lost.
_CELL = re.compile(
    r"(?P<level>\d{1,6})[ \t]+(?P<change>(?P<open>\()?(?P<sign>[-–−])?[ \t]?(?P<share>\d{1,2})[ \t]?%(?P<close>\))?)"
)
_BASE = re.compile(r"(?P<base>\d{1,6})[ \t]+(?=\d{1,6}[ \t]+\(?[-–−]?[ \t]?\d{1,2}[ \t]?%)")


def sign_edits(text: str) -> Iterator[Edit]:
    """Edits that restore a minus or a bracket, in rows where baseline and level prove the change."""
    at = 0
    for line in text.splitlines(keepends=True):
        if "%" in line:
            yield from _row(line, at)
        at += len(line)


def _row(line: str, at: int) -> Iterator[Edit]:
    cells = list(_CELL.finditer(line))
    start = _BASE.search(line)
    if not start or len(cells) < 2 or start.end() != cells[0].start():
        return
    base = int(start["base"])
    bracketed = any(cell["open"] and cell["close"] for cell in cells)
    for cell in cells:
        proven = _proven(base, int(cell["level"]), int(cell["share"]))
        if not proven or not bracketed:
            continue
        body = "-" if proven < 0 else ""
        old = cell["change"]
        shown = old.strip("()")
        new = f"({shown if cell['sign'] else body + shown})"
        if (cell["sign"] and proven > 0) or new == old:
            continue
        yield Edit(at + cell.start("change"), at + cell.end("change"), new, "sign-restored", confidence=0.99)


def _proven(base: int, level: int, share: int) -> int:
    """-1 where the level is the baseline less the share, 1 where it is that much more, 0 where neither or both fit."""
    if not base or not share:
        return 0
    falls = abs(base * (100 - share) / 100 - level) <= 0.51
    rises = abs(base * (100 + share) / 100 - level) <= 0.51
    return (1 if rises else 0) - (1 if falls else 0) if rises != falls else 0
