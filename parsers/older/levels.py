"""The levels a goal starts from and asks for, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.offences import LEVELS
from parsers.older.numbers import PERCENTAGES, Number, tidy
from parsers.older.offences_and_feelings import find_offences, read_level
from parsers.older.stated_figures import SHARE_SIGNS, Figure, find_figures
from parsers.rules.rule import compile_danish
from parsers.structure.sentences import Span

_YEAR = re.compile(r"20\d\d")
_SHARES = {"fjerdedel": 25, "femtedel": 20, "tiendedel": 10, "halvdelen": 50, "det halve": 50}
_BY_SHARE = compile_danish(rf"\bmed (?:en |1 )?(?P<share>{'|'.join(_SHARES)})\b")
_WORDS = "|".join(f"(?:{pattern})" for pattern in LEVELS.values())
_LEVELS = compile_danish(r"\bfra (?:et |en )?(?P<low>\w+)(?: behov)? til (?:et |en )?(?P<high>\w+)")
_LEVEL_TO = compile_danish(
    r"\b(?:til|være|på) (?:et |en |højst (?:et )?)?(?P<high>\w+)(?= behov|[.,;]| i | inden | senest |$)"
)
_LEVEL_NOW = compile_danish(
    r"\b\w*(?:indeks|undersøgelse|måling|opgørelse)\w*,? (?:for |fra |i )?(?P<year>20\d\d)\b[^.]{0,160}?"
    rf"\b(?:(?:et|en) (?P<low>\w+)(?= behov)|(?:er|som|var|behovet|på) (?P<low5>{_WORDS})\b)"
    rf"|\b(?:i|ved udgangen af) (?P<year2>20\d\d)\b[^.]{{0,100}}? (?:et|en|er|som|var) (?P<low2>{_WORDS})\b"
    r"|\((?P<low3>\w+) i (?P<year3>20\d\d)\)|\((?P<year4>20\d\d): (?P<low4>\w+)\)"
)
# The level of the whole city is what goals are held against; it is not theirs.
_OTHERS = compile_danish(
    r"\bhele (?:byen|kommunen|landet|(?-i:[A-ZÆØÅ])\w+)|\bbyens?\b|\bkommunens? (?:gennemsnit|niveau|som helhed"
    r"|øvrige)"
    r"|\b\w*gennemsnit\w*|\bresten af\b|\bkommunen som helhed"
)
_OTHERS_AFTER = compile_danish(r"[^,.;()\d]{0,30}?\b(?:i|for|blandt) (?:hele|resten|kommunen|byen)\b")
# What is told behind a goal of the past is what came of it.
_PAST_GOAL = compile_danish(r"\bmål(?:et|tallet|sætningen)?\b[^.]{0,40}\bvar\b[^.]*\.?\s*$")
_FIGURE_BEFORE = re.compile(r"\d\s*[,;]\s")
_COUNTED = compile_danish(r"\s?(?:(?:anmeldte|anmeldelser|tilfælde|sager|forhold)(?: (?:af|om|for|vedrørende))? )?")
# What a report tells of how things stand by now is no start.
_NOW = compile_danish(r"\b(?:er|var) (?:der )?(?:nu|indtil nu|foreløbig)\b|\bder er (?:\w+ )?anmeldt\b|\bstatus\b")
_ASKED = compile_danish(r"\b(?:(?:slut)?mål(?:et|tal\w*|sætning\w*|niveau\w*|værdi\w*)?|skal|må|bør)\b[^.]*$")


@dataclass(frozen=True, slots=True)
class Level:
    """A level a goal starts from (`baseline`) or asks for (`target`); offsets in the text read.

    `offence` is set where a goal about several gives each its own figure.
    """

    role: str
    value: Number | str | None
    unit: str
    year: int | None
    change: Number | None
    start: int
    end: int
    rule: str
    offence: str | None = None


def find_levels(text: str, core: Span, direction: str, indicator: str, several: bool = False) -> list[Level]:
    """The levels a goal names in its `core`, and the start that is told behind it; each figure once.

    `several`: the goal is about several offences, and a figure may be one offence's own.
    """
    share = indicator.startswith("feels")
    figures = [_shifted(figure, core[0]) for figure in find_figures(text[slice(*core)])]
    figures = [f for f in figures if not _is_of_others(f)]
    levels = [_level(text, f, indicator, several, "core") for f in _settled(_of_kind(figures, share))]
    changes = [f for f in figures if f.role == "change"]
    if not any(level.role == "baseline" for level in levels) or not any(level.role == "target" for level in levels):
        levels += _told_behind(text, core[1], levels, share, indicator, several)
    return _with_change(text, core, levels, changes, direction)


def _of_kind(figures: list[Figure], share: bool) -> list[Figure]:
    """Shares where a feeling is measured, counts where crime is; a share may have lost its sign."""
    kind = [f for f in figures if f.percent == share and f.role != "change"]
    bare = share and not any(figure.percent for figure in figures)
    return [f for f in figures if f.role in ("baseline", "target")] if bare and not kind else kind


def _settled(figures: list[Figure]) -> Iterator[Figure]:
    """Figures with a role; one that no word tells starts from the figure behind it, or is what is asked."""
    dates = [figure.year for figure in figures if figure.year]
    if (
        len(figures) > 1
        and len(dates) == len(figures)
        and not any(f.role for f in figures)
        and sorted(set(dates)) == dates
    ):
        figures = [replace(f, role="target" if at else "baseline") for at, f in enumerate(figures)]
    figures = [replace(f, role="baseline") if f.aside and f.year and not f.role else f for f in figures]
    for at, figure in enumerate(figures):
        others = {other.role for other in figures if other is not figure}
        if figure.role:
            yield figure
        elif (figure.aside and (figure.year or "target" in others)) or any(
            other.role == "target" for other in figures[at + 1 :]
        ):
            yield replace(figure, role="baseline")
        elif ("baseline" in others and "target" not in others) or (
            "target" in others and at and figures[at - 1].role == "target" and figure.year
        ):
            yield replace(figure, role="target")


def _told_behind(text: str, at: int, known: list[Level], share: bool, indicator: str, several: bool) -> Iterator[Level]:
    """A start, or a target under that name, told in what explains the goal."""
    roles = {level.role for level in known}
    given: set[tuple[str, str | None]] = set()
    asked = [level.year for level in known if level.role == "target" and level.year]
    past = bool(_PAST_GOAL.search(text[max(0, at - 200) : at]))
    for figure in (f for f in find_figures(text[at:]) if f.percent == share and f.role != "change"):
        if _OTHERS.search(figure.before) or _OTHERS.search(figure.after):
            continue
        if _NOW.search(figure.before):
            continue
        told = figure.role or ("baseline" if figure.year else None)
        if past and not figure.year:
            continue
        if figure.role == "target":
            told = "target" if _ASKED.search(text, at, at + figure.start) else "baseline" if figure.year else None
        if told == "baseline" and figure.year and asked and figure.year >= max(asked):
            continue
        level = _level(text, _shifted(replace(figure, role=told), at), indicator, several, "told")
        if told and told not in roles and (told, level.offence) not in given:
            given.add((told, level.offence))
            roles |= set() if level.offence else {told}
            yield level


def _level(text: str, figure: Figure, indicator: str, several: bool, where: str) -> Level:
    unit = "percent" if indicator.startswith("feels") else "count"
    unit = "per_1000_inhabitants" if indicator == "reported_offences_per_1000" else unit
    counted = _COUNTED.match(figure.after) if several else None
    behind = next(find_offences(figure.after, counted.end()), None) if counted else None
    led = _FIGURE_BEFORE.split(figure.before)[-1]
    names = [mention.code for mention in find_offences(led)] if several else []
    names = [behind.code] if counted and behind and behind.start == counted.end() else names
    rule = "goal-start" if figure.role == "baseline" else "goal-target"
    rule = f"{rule}-told" if where == "told" else rule
    own = names[-1] if len(set(names)) == 1 else None
    return Level(str(figure.role), figure.value, unit, figure.year, None, figure.start, figure.end, rule, own)


def _with_change(text: str, core: Span, levels: list[Level], changes: list[Figure], direction: str) -> list[Level]:
    """The change in percent goes with the figure it leads to; where there is none it is a target of its own."""
    moved = [(f.value, f.start, f.end) for f in changes]
    for match in _BY_SHARE.finditer(text, *core):
        moved.append((_SHARES[" ".join(match["share"].casefold().split())], *match.span()))
    if not moved or direction not in ("increase", "decrease"):
        return levels
    amount = tidy(-moved[0][0] if direction == "decrease" else moved[0][0])
    for at, level in enumerate(levels):
        if level.role == "target" and level.unit == "count":
            return [*levels[:at], replace(level, change=amount), *levels[at + 1 :]]
    if any(level.role == "target" for level in levels):
        return levels
    return [*levels, Level("target", None, "count", None, amount, moved[0][1], moved[0][2], "goal-by-percent")]


def find_told(text: str) -> Level | None:
    """The one level that a sentence with one year tells, where the next sentence says what it is to become."""
    years = {match.group() for match in _YEAR.finditer(text)}
    if len(years) != 1:
        return None
    shares = list(PERCENTAGES[0].find(text)) if SHARE_SIGNS.search(text) else []
    if len(shares) > 1:
        own = {figure.start for figure in find_figures(text) if not _is_of_others(figure)}
        shares = [share for share in shares if share[0].start() in own]
    if len(shares) == 1:
        match, value = shares[0]
        return Level("baseline", value, "percent", int(years.pop()), None, *match.span(), "goal-start-told")
    counts = [figure for figure in find_figures(text) if not figure.percent]
    if shares or len(counts) != 1:
        return None
    one = counts[0]
    return Level("baseline", one.value, "count", int(years.pop()), None, one.start, one.end, "goal-start-told")


def find_categories(text: str) -> Iterator[Level]:
    """Levels in words: "fra højt til lavt", and what a survey of a year says of the level now."""
    now = next((m for m in _LEVEL_NOW.finditer(text) if read_level(_group(m, "low") or "")), None)
    for match in _LEVELS.finditer(text):
        low, high = read_level(match["low"]), read_level(match["high"])
        if low and high:
            same = next((m for m in _LEVEL_NOW.finditer(text) if read_level(_group(m, "low") or "") == low), None)
            yield Level("baseline", low, "category", _year_of(same), None, *(same or match).span(), "goal-level")
            yield Level("target", high, "category", None, None, *match.span(), "goal-level")
            return
    for match in _LEVEL_TO.finditer(text):
        high = read_level(match["high"])
        if high:
            if now:
                low = read_level(_group(now, "low") or "")
                yield Level("baseline", low, "category", _year_of(now), None, *now.span(), "goal-level")
            yield Level("target", high, "category", None, None, *match.span(), "goal-level")
            return


def _group(match: re.Match[str], name: str) -> str | None:
    return next((value for key, value in match.groupdict().items() if key.startswith(name) and value), None)


def _year_of(match: re.Match[str] | None) -> int | None:
    year = _group(match, "year") if match else None
    return int(year) if year else None


def _is_of_others(figure: Figure) -> bool:
    return bool(_OTHERS_AFTER.match(figure.after)) or bool(_OTHERS.search(figure.before[-40:]))


def _shifted(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by)
