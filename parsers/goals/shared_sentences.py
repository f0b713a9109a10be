"""Several goals in one sentence or run of lines, and one goal told over two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.goals.parts_of_a_goal import Statement, read_indicator, read_statement
from parsers.older.directions_and_deadlines import DEADLINES, first_year, read_direction
from parsers.older.levels import find_levels, find_told
from parsers.older.offences_and_feelings import find_offences
from parsers.rules.rule import compile_danish
from parsers.structure.sentences import Span

MODAL = compile_danish(r"\b(?:skal|må|bør|vil|målet er|ambitionen er|måltallet er)\b")
_THAT_LEVEL = compile_danish(
    r"(?:(?:den|denne|det|dette) (?:andel|tal|niveau|antal|procent(?:del)?)\b"
    r"|(?:det|den|tallet|andelen|antallet|niveauet) (?:skal|bør|må)\b|(?:målet|måltallet|ambitionen) er\b"
    r"|vi vil (?:have|bringe|løfte|hæve|sænke|nå) (?:den|det|tallet|andelen|antallet)\b"
    r"|(?:(?:senest|inden|ultimo|frem mod|ved udgangen af) )?(?:i )?20\d\d (?:skal|må|bør)"
    r" (?:det|den|tallet|andelen|antallet|der)\b)"
)
# Where one sentence may hold two goals: a new line, a new clause.
_JOINTS = re.compile(
    r"\n(?=[ \t]*[A-ZÆØÅ•–-])|[;,]\s+(?:og|mens|ligesom|samt)\s|;\s|,\s+(?=at\s)|,\s+(?=for\s[a-zæøå]+\s(?:et|en"
    r"|fra|er|skal)\s)|\s(?:og|mens|samt)\s(?=(?:at\s|antal|andel"
    r"|høj|mindst|den |der ))"
    r"|\s(?:og|samt)\s(?=(?:et\sfald|en\s(?:stigning|reduktion|nedgang|nedbringelse|forøgelse))\s)"
    r"|\s(?:og|mens)\s(?=[a-zæøå/]+\s+(?:skal\s|fra\s))"
)
_YEARS = re.compile(r"\b20\d\d\b")
_SAME_TIME = compile_danish(r"\bi (?:den )?samme (?:periode|år|tidsrum)\b|\btilsvarende\b|\blige(?:så|ledes)\b")


def split_goals(text: str, span: Span, number: str | None, lenient: bool, rule: str) -> list[Statement]:
    """The goals of a sentence or lines that hold several, each with its own figures; what one leaves out the
    one before it has said, and a year printed behind the last alone is that of all.
    """
    found = list(_split(text, span, number, lenient, rule))
    undated = [one for one in found[:-1] if not _YEARS.search(text, *one.core)]
    if len(found) > 1 and len(undated) == len(found) - 1 and "\n\n" not in text[slice(*span)]:
        found = [one if one.direction == "monitor" else replace(one, deadline=found[-1].deadline) for one in found]
    return found


def _split(text: str, span: Span, number: str | None, lenient: bool, rule: str) -> Iterator[Statement]:
    start = span[0]
    said: Statement | None = None
    joints = list(_JOINTS.finditer(text, *span))
    for match in [*joints, None]:
        low, high = start, match.start() if match else span[1]
        if match and not _is_whole(
            text, (match.end(), span[1]), said is not None or _is_whole(text, (low, high), False)
        ):
            continue
        if match and not _is_whole(text, (low, high), said is not None):
            continue
        lead = _YEARS.sub("", text[slice(*said.core)]) if said else ""
        read = read_statement(text, (low, high), number, lenient or said is not None, rule, None, lead)
        if read is None:
            return
        yield _dated_like(read, said, text)
        said = said or read
        start = match.end() if match else high


def _is_whole(text: str, span: Span, follows: bool) -> bool:
    """Whether a piece is a goal by itself: what, which way, to which figure."""
    words = text[slice(*span)]
    indicator = read_indicator(words)
    if indicator is None:
        return False
    way = read_direction(words)
    if not (way or follows or (indicator.startswith("feels") and MODAL.search(words))):
        return False
    levels = find_levels(words, (0, len(words)), way[0] if way else "increase", indicator)
    if indicator == "activities_with_partners":
        return bool(MODAL.search(words)) or bool(way)
    aims = re.match(r"\s*at\s", words) is not None and way is not None
    return aims or any(level.role == "target" for level in levels)


def _dated_like(read: Statement, first: Statement | None, text: str) -> Statement:
    """Years that a clause leaves to the one before it: "fra 58 til 45 i samme periode"."""
    if first is None:
        return read
    own = {int(year) for year in _YEARS.findall(text[slice(*read.core)])}
    if read.direction != "maintain" and own == {read.baseline_year} and first.deadline != read.baseline_year:
        return replace(read, deadline=read.deadline or first.deadline)
    if own and not _SAME_TIME.search(text, *read.core):
        return read
    return replace(
        read, deadline=read.deadline or first.deadline, baseline_year=read.baseline_year or first.baseline_year
    )


def read_pair(text: str, before: Span, sentence: Span) -> Statement | None:
    """A goal told over two sentences: the level of a year, then "Den andel skal vokse til ..." with what is asked."""
    if not _THAT_LEVEL.match(text, *sentence) or not (
        MODAL.search(text, *sentence) or _THAT_LEVEL.match(text, *sentence)
    ):
        return None
    words, asking = text[slice(*before)], text[slice(*sentence)]
    level = find_told(words)
    indicator = read_indicator(words)
    if level is None or indicator is None or (read_direction(words) and MODAL.search(words)):
        return None
    if (level.unit == "percent") != indicator.startswith("feels") or not indicator.startswith(("feels", "reported")):
        return None
    way = read_direction(asking) or ("increase", 0, 0)
    asked = [x for x in find_levels(asking, (0, len(asking)), way[0], indicator) if x.role == "target"]
    if len(asked) != 1 or not isinstance(asked[0].value, int | float) or not isinstance(level.value, int | float):
        return None
    if not read_direction(asking) or way[0] in ("at_least",):
        way = ("increase" if asked[0].value > level.value else "decrease"), 0, 0
    by = sentence[0] - before[0]
    target = replace(asked[0], start=asked[0].start + by, end=asked[0].end + by)
    offences = tuple(dict.fromkeys(mention.code for mention in find_offences(words)))
    return Statement(
        None,
        before[0],
        sentence[1],
        (before[0], sentence[1]),
        indicator,
        way[0],
        offences if indicator.startswith("reported") else (),
        (replace(level, unit=target.unit), target),
        target.year or first_year(DEADLINES, asking),
        level.year,
        None,
        None,
        "goal-sentence",
        0.75,
    )
