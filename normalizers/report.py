"""A repair as people and programs read it: JSON lines, and a coloured diff."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator

from models.text import PageText, Repair
from normalizers.gate import DAMAGED_SHARE, ENOUGH_LETTERS, danish_share, is_danish

_RED, _GREEN, _YELLOW, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[0m"


def explain_lines(page: PageText, number: int | None = None) -> Iterator[str]:
    """One JSON object for each repair and flag, in order: place, line, raw, repaired, rule, margins, confidence."""
    starts = _line_starts(page.text)
    for repair in page.repairs:
        yield json.dumps(_facts(repair, bisect_right(starts, repair.start), number), ensure_ascii=False)


def explain_silence(text: str) -> str | None:
    """Why a text of which nothing was changed may be damaged all the same, in one sentence; None where it shows the
    letters of sound Danish, or has none at all."""
    share, letters = danish_share(text)
    if not letters or share >= DAMAGED_SHARE:
        return None
    if not is_danish(text):
        return "it does not read as Danish, and only Danish is repaired"
    if letters < ENOUGH_LETTERS:
        return f"{letters} letters are too few to tell damage by; {ENOUGH_LETTERS} without æ, ø and å are enough"
    return "too few of its words would become Danish words"


def _facts(repair: Repair, line: int, number: int | None) -> dict[str, object]:
    facts: dict[str, object] = {} if number is None else {"page": number}
    return facts | {
        "line": line,
        "start": repair.start,
        "end": repair.end,
        "raw": repair.raw,
        "repaired": repair.repaired,
        "rule": repair.rule,
        "margin_keep": repair.margin_keep,
        "margin_next": repair.margin_next,
        "confidence": repair.confidence,
        "applied": repair.applied,
    }


def diff_lines(page: PageText, colour: bool = True) -> Iterator[str]:
    """The lines that changed or carry a flag, numbered: raw in red, repaired in green, flags in yellow."""
    starts = _line_starts(page.text)
    by_line: dict[int, list[Repair]] = {}
    for repair in page.repairs:
        by_line.setdefault(bisect_right(starts, repair.start), []).append(repair)
    for line, repairs in sorted(by_line.items()):
        end = starts[line] - 1 if line < len(starts) else len(page.text)
        yield f"{line}: " + _painted(page.text, starts[line - 1], end, repairs, colour)


def _painted(text: str, start: int, end: int, repairs: list[Repair], colour: bool) -> str:
    red, green, yellow, plain = (_RED, _GREEN, _YELLOW, _PLAIN) if colour else ("", "", "", "")
    parts, at = [], start
    for repair in repairs:
        if repair.start < at:
            continue
        parts.append(text[at : repair.start])
        if repair.applied:
            parts.append(f"{red}[-{repair.raw}-]{plain}{green}{{+{repair.repaired}+}}{plain}")
        else:
            parts.append(f"{yellow}{repair.raw}[?{repair.repaired}]{plain}")
        at = repair.end
    return "".join([*parts, text[at:end]]).rstrip("\n")


def _line_starts(text: str) -> list[int]:
    return [0] + [at + 1 for at, char in enumerate(text) if char == "\n"]
