"""For whom a goal holds and whether it is in force or proposed, in a paper about several partnerships.

Headings say it ("Nuværende mål for A og B"), and sentences that announce goals ("I A gælder i dag: ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.slugs import make_slug
from models.codes import GoalStatus
from parsers.rules.wording import compile_danish, shown
from parsers.structure.body import Body
from parsers.structure.sections import Sections

# A line, with the next one where that is no blank one.
_LINE = shown(
    re.compile(r"(?m)^[^\n]{4,140}(?:\n(?![ \t]*\n)[^\n]{2,90})?"), examples=("Mål for Rudby",), rejects=("A",)
)
_OPENS = shown(
    re.compile(r"\W*(?:\d\w?\.?\s+)?(?:Nuværende|Forslag|Gældende|Eksisterende|Nye|Foreslåede|Hidtidige|Fremtidige)"),
    examples=("3. Nuværende mål", "Forslag"),
    rejects=("De nye mål",),
)
_NOW = shown(
    compile_danish(
        r"\b(?:nuværende|gældende|eksisterende|hidtidige|gælder(?! \w+ (?:fra|fremover))|i dag|i kraft|nu)\b"
    ),
    examples=("Gældende mål", "der gælder i Rudby"),
    rejects=("gælder målene fra 2024",),
)
_PROPOSED = shown(
    compile_danish(
        r"\b(?:forslag\w*|foreslå\w*|ændrede|fremtidige|kommende|nye?|fremover|indstilles|indstilling\w*)\b"
    ),
    examples=("Forslag til mål", "nye mål"),
    rejects=("Fornyelse",),
)
_GOAL_WORD = shown(
    compile_danish(r"\b(?:mål|målsætning\w*|målene|delmål|måltal|succeskriteri\w*)\b"),
    examples=("delmål",),
    rejects=("målet",),
)
# A name of two words may be broken over lines, but ends with its paragraph.
_NAME = r"[A-ZÆØÅ][\w/-]+(?:(?:[ ]|[ ]?\n(?![ \t]*\n))[A-ZÆØÅ][\w-]+)?"
_NAMES = rf"(?P<names>{_NAME}(?:(?:, | og |,? samt ){_NAME})*)"
_NAMED = shown(
    compile_danish(
        rf"\b\w*partnerskab(?:erne|er|et|s)?\b,?(?:\s*[:(–-]\s*| (?:i|for|på) | )(?:henholdsvis )?{_NAMES}", 0
    ),
    examples=("partnerskaberne i Rudby og Nordby",),
    rejects=("partnerskabet i byen",),
)
_BETWEEN_NAMES = shown(re.compile(r",|\bog\b|\bsamt\b"), examples=("A og B",), rejects=("Ogby",))
_NAMED_BEFORE = shown(
    compile_danish(rf"{_NAMES} (?:trygheds)?partnerskab(?:er|et|erne)?\b", 0),
    examples=("Rudby og Nordby partnerskaber",),
    rejects=("rudby partnerskab",),
)
_YEARS_BEHIND = shown(re.compile(r"\s\(?(?:19|20)\d\d"), examples=(" 2022-2025",), rejects=(" er",))
_HEADING_WORDS = 8
_EVERYONE = shown(
    compile_danish(r"\b(?:alle|begge|samtlige|de (?:to|tre|fire|fem)|fælles)\b"), examples=("de to",), rejects=("to",)
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Under which words a goal stands: what its status is and for whom it holds. `span` is the heading."""

    status: GoalStatus
    applies_to: tuple[str, ...]
    span: tuple[int, int]


def find_scopes(body: Body, sections: Sections) -> list[Scope]:
    """The headings and announcements that tell goals in force from proposed ones, in order."""
    everyone = find_everyone(body.text[:3000])
    found: list[Scope] = []
    for start, line, heads, around in _lines(body.text, sections):
        status = _status(line) or around
        names = _names(line, everyone) if status else []
        if status and (names or len(everyone) > 1) and _is_about_goals(line, heads, names):
            applies_to = tuple(sorted(map(make_slug, names or everyone)))
            found.append(Scope(status, applies_to, (start, start + len(line.rstrip()))))
    return found


def _lines(text: str, sections: Sections) -> Iterator[tuple[int, str, bool, GoalStatus | None]]:
    """The lines of a text: start, words, whether it heads a section, and the status that the heading above it says."""
    headed: GoalStatus | None = None
    for match in _LINE.finditer(text):
        line = match.group()
        if _stands_alone(text, match):
            headed = _status(line)
        section = sections.at(match.start())
        heads = section is not None and match.start() < section.body_start
        around = _status(text[section.start : section.body_start]) if section else headed
        yield match.start(), line if line.rstrip().endswith(":") and not heads else line.split("\n")[0], heads, around


def _is_about_goals(line: str, heads: bool, names: list[str]) -> bool:
    """Whether a line leads up to goals: as a heading, by its first word or with a colon."""
    announces = line.rstrip().endswith(":")
    if not (heads or announces or _OPENS.match(line)):
        return False
    return bool(_GOAL_WORD.search(line)) or (announces and bool(names))


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a line is a heading without a number: a few words between blank lines, no stop behind."""
    line = match.group()
    around = text.endswith("\n\n", 0, match.start()) and text.startswith("\n\n", match.end())
    words = line.split() if around and "\n" not in line else []
    return 0 < len(words) <= _HEADING_WORDS and words[-1][-1] not in ".:;,"


def _status(line: str) -> GoalStatus | None:
    if _PROPOSED.search(line):
        return "proposed"
    return "in_force" if _NOW.search(line) else None


def _names(line: str, everyone: list[str]) -> list[str]:
    """The partnerships a heading names: those the paper is about, or what it calls one."""
    known = [name for name in everyone if re.search(rf"\b{re.escape(name)}\b", line)]
    if known or _EVERYONE.search(line):
        return known or everyone
    named = _NAMED.search(line) or _NAMED_BEFORE.search(line)
    return _split(named["names"]) if named else []


def find_everyone(head: str) -> list[str]:
    """All partnerships a paper says it is about: those in the longest list of names; where each is named by itself,
    those that are named with their years."""
    lists = [_split(match["names"]) for pattern in (_NAMED, _NAMED_BEFORE) for match in pattern.finditer(head)]
    longest = max(lists, key=len, default=[])
    dated = [match["names"] for match in _NAMED.finditer(head) if _YEARS_BEHIND.match(head, match.end())]
    return max(longest, list(dict.fromkeys(dated)), key=len)


def _split(names: str) -> list[str]:
    return [name.strip() for name in _BETWEEN_NAMES.split(names)]


def scope_of(offset: int, scopes: list[Scope]) -> Scope | None:
    """The last scope before a place."""
    before = [scope for scope in scopes if scope.span[0] <= offset]
    return before[-1] if before else None
