"""The figures of a goal: each with its unit, its year, and whether the goal starts from it or asks for it.

A figure's role is told by the last word before it that can tell ("fra", "var" and "mod" against "til", "højst" and
"være"), its year by what stands between it and its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.older.numbers import DIGITS, NUMBER_WORDS, PERCENTAGES, Number, read_number, tidy
from parsers.rules.rule import compile_danish
from parsers.structure.sentences import Span

_PCT = r"(?:%|pct\b\.?|procent\b)(?![.\s-]{0,2}point)"
_DIGITS = re.compile(
    rf"(?<![\w.,/§-])(?<!\d )(?P<number>{DIGITS})(?![\d/]|[.,]\d|\.\s?\w{{0,3}}(?:januar|februar|marts|april|maj|juni"
    r"|juli|august|september|oktober|november|december|jan|feb|apr|aug|sep|okt|nov|dec)|-\s?\d|-?\s?årig)"
    rf"(?:\s?(?P<percent>{_PCT}))?",
    re.IGNORECASE,
)
_WORDED = compile_danish(rf"\b(?P<number>{NUMBER_WORDS})(?: (?P<percent>{_PCT})|(?= til (?:{NUMBER_WORDS}) {_PCT}))")
SHARE_SIGNS = re.compile(r"%|pct|procent", re.IGNORECASE)
_SHARE = re.compile(r"\saf\s|halvdel|fjerdedel|\bhver\s", re.IGNORECASE)
# What a number counts that is no level of safety or crime, and what it is the number of.
_COUNTS_OTHERS = compile_danish(
    r"\s?(?:[.-]?\s?(?:års?|årig\w*)\b|eller flere|måned\w*|uger?\b|dage?\b|gange?\b|kr\b|kroner|mio|mia|tusind|timer"
    r"|indbyggere|(?:samarbejds)?partner\w*|parter\w*|aktivitet\w*|indsatsområder|mål\b|delmål|forvaltninger"
    r"|boliger|lejemål|points?\b|pct\.?-?\s?point|%-point|procentpoint|(?:færre|flere|lavere|højere)\b)"
)
_NUMBERS_OTHERS = compile_danish(
    r"(?:mål|delmål|nr\.?|§|stk\.?|punkt|pkt\.?|tabel|skema|bilag|afsnit|kapitel|side|spor|tema|pr\.?|per|kl\.?|uge"
    r"|distrikt|indsatsområde|led) ?$".replace(" ?$", r"\s?$")
)
YEAR = re.compile(r"(?<![\d.,])20[0-4]\d(?![\d%]|[.,]\d|\s?(?:kr|anmeldelser|sager))")
_SENTENCE_END = re.compile(r"(?<!\bpct)(?<!\bca)(?<!\bnr)(?<!\bpr)[.!?](?=\s+[A-ZÆØÅ(])|\n[ \t]*\n(?![ \t]*[a-zæøå])")
_BREAK = re.compile(
    r"[,;()]|\n[ \t]*(?=20\d\d:)|\bmens\b|\bmen\b|\bhvor(?:af|fra)?\b|\bsamt\b"
    r"|\bog\b(?=\s+(?:skal|må|bør|i\s+\d|var|er|den|det|der|antal|andel|ned|op|til|\d|[a-zæøå]+\s+\d))",
    re.IGNORECASE,
)
_BASE = (
    r"fra|i?mod|var|lå|udgjorde|viste|blev|målt|opgjort|baseline\w*|udgangspunkt\w*|udgangsniveau\w*|basis\w*"
    r"|startniveau\w*|starttal\w*|start|nuværende|i dag|aktuel\w*|sammenlignet med|i forhold til|ift\.?"
    r"|følte|svarede|oplevede|angav|registreret|konstateret|seneste"
)
_TARGET = (
    r"til|(?:færre|mindre|flere|mere|lavere|højere|ikke over|større) end|højst|højest|maks\w*|mindst|minimum"
    r"|under|over|være|udgøre|ligge|nå|(?:slut)?mål(?:et|ene|tal\w*|sætning\w*|niveau\w*|værdi\w*)?|succeskriteri\w*"
    r"|ønske\w*|(?:fast)?holdes på|skal|må|bør|blive|bliver|op|ned|->|→|[>≥<≤]|overstige|opnå"
)
_CUE = compile_danish(rf"(?<!\w)(?:(?P<base>{_BASE})|(?P<target>{_TARGET}))(?!\w)")
_BY = compile_danish(
    r"(?:\bmed|\b(?:fald|stigning|reduktion|nedgang|forbedring|vækst|forøgelse|nedbringelse"
    r"|fremgang)\w*(?: i [\w/]+){0,3}"
    r"(?: på)?)(?: (?:mindst|minimum|højst|ca\.?|omkring|cirka|i alt|yderligere|en|et)){0,2} ?$".replace(" ?$", r"\s?$")
)
_LESS = compile_danish(
    r"\s?(?:(?:om året|årligt) )?(?:lavere|højere|færre|flere|mindre|større|under 20|over 20|af (?:niveauet|20))"
)
_DATED_BRACKET = re.compile(r"(?<!\d)20[0-4]\d(?P<level>(?:[-\s]\w*niveau\w*)?)\s*$", re.IGNORECASE)
# "Tre ud af fire beboere skal ...": what is asked stands behind its figure.
_THEY_SHALL = re.compile(r"\s(?:af\s)?(?:[a-zæøå]+\s){0,3}(?:skal|bør)\b")
_DUE = re.compile(r"(?i)\b(?:inden|senest(?:\si)?|ultimo|udgangen\saf|frem\smod)\s$")
_RANGE_ON = re.compile(r"\s?(?:-|–|til|og)\s(?:og med\s)?20\d\d")
_SIGNED = re.compile(r"(?<![^\W\d_]\s)[-–−+]\s?$")
_BASE_COMPARED = compile_danish(
    r"(?:\b(?:end|siden|fra|i forhold til|ift\.?|sammenlignet med)(?: (?:i|niveauet|året|år))*"
    r"|niveau\w*(?: (?:i|fra))?)\s?$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `text[start:end]`, unit included. `before` and `after`: the words that are its own.

    `role`: `baseline`, `target`, `change`, or None where no word tells; `aside`: it stands in brackets.
    """

    value: Number
    percent: bool
    start: int
    end: int
    before: str = ""
    after: str = ""
    role: str | None = None
    year: int | None = None
    aside: bool = False


def find_figures(text: str) -> list[Figure]:
    """The figures of a text that can be levels or changes, in order, each with role and year."""
    found = _completed(sorted(_plain(text), key=lambda figure: figure.start))
    return [_told(figure) for figure in _with_words(text, found)]


def _plain(text: str) -> Iterator[Figure]:
    taken: list[Span] = []
    signs = bool(SHARE_SIGNS.search(text))
    for share in PERCENTAGES[1:] if _SHARE.search(text) else ():
        for match, value in share.find(text):
            taken.append(match.span())
            yield Figure(value, True, *match.span())
    for pattern in (_DIGITS, _WORDED) if signs else (_DIGITS,):
        for match in pattern.finditer(text):
            value = read_number(match["number"])
            if value is None or any(low <= match.start() < high for low, high in taken):
                continue
            if not match["percent"] and pattern is _DIGITS and _is_other(text, match, value):
                continue
            taken.append(match.span())
            yield Figure(tidy(value), bool(match["percent"]), *match.span())


def _is_other(text: str, match: re.Match[str], value: Number) -> bool:
    """Whether a number without a unit is a year, a number of something else, or the name of something."""
    if isinstance(value, int) and 1990 < value < 2100 and "." not in match["number"]:
        return True
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_COUNTS_OTHERS.match(text, match.end()) or _NUMBERS_OTHERS.search(before))


def _completed(figures: list[Figure]) -> list[Figure]:
    """In "fra 67 til 75 procent" the first figure has the unit of the second."""
    done = list(figures)
    for at, (one, other) in enumerate(pairwise(figures)):
        if not one.percent and other.percent and other.start - one.end <= 6:
            done[at] = replace(one, percent=True)
    return done


def _with_words(text: str, figures: list[Figure]) -> Iterator[Figure]:
    """Each figure with the words that are its own: those from its cut to the next figure's."""
    if not figures:
        return
    cuts = [_cut(text, before.end, after.start) for before, after in pairwise(figures)]
    begins, ends = [0, *cuts], [*cuts, len(text)]
    for figure, begin, end in zip(figures, begins, ends, strict=True):
        stops = [match.end() for match in _SENTENCE_END.finditer(text, begin, figure.start)]
        begin = stops[-1] if stops else begin
        stop = _SENTENCE_END.search(text, figure.end, end)
        end = stop.start() if stop else end
        opened, closed = text.rfind("(", 0, figure.start), text.rfind(")", 0, figure.start)
        aside = opened > closed and text.find(")", figure.end) > 0
        if aside:
            begin, end = max(begin, opened), min(end, text.find(")", figure.end))
            begin = _dated_before(text, opened) or begin
        yield replace(figure, before=text[begin : figure.start], after=text[figure.end : end], aside=aside)


def _dated_before(text: str, opened: int) -> int | None:
    """Where the year stands that a bracket gives the figure of: "på niveauet fra 2019 (34,5)", "2019-niveau (40)"."""
    match = _DATED_BRACKET.search(text[:opened])
    if match is None or not (match["level"] or _BASE_COMPARED.search(text[: match.start()])):
        return None
    return match.start()


def _cut(text: str, start: int, end: int) -> int:
    """Where between two figures the words of the second begin."""
    stop = _SENTENCE_END.search(text, start, end)
    if stop:
        return stop.end()
    cue = next(iter([*_CUE.finditer(text, start, end)][::-1]), None)
    breaks = [match.start() for match in _BREAK.finditer(text, start, cue.start() + 1 if cue else end)]
    if breaks:
        return breaks[-1]
    return cue.start() if cue else end


def _own(after: str) -> str:
    """What stands behind a figure up to where something is asked: "var 31 % og skal falde i 2027"."""
    asks = re.search(r"\b(?:skal|bør|må|nærme)\b", after)
    return after[: asks.start()] if asks else after


def _told(figure: Figure) -> Figure:
    after_year = next(
        (
            m
            for m in YEAR.finditer(_own(figure.after))
            if not _BASE_COMPARED.search(figure.after[: m.start()]) and figure.after[m.end() : m.end() + 1] != ":"
        ),
        None,
    )
    years = [m for m in YEAR.finditer(figure.before) if not _BASE_COMPARED.search(figure.before[: m.start()])]
    cues = list(_CUE.finditer(figure.before))
    role = ("baseline" if cues[-1]["base"] else "target") if cues else None
    if role is None and _THEY_SHALL.match(figure.after):
        role = "target"
        after_year = next(iter(YEAR.finditer(figure.after)), None)
    own = [m for m in YEAR.finditer(figure.before) if not _DUE.search(figure.before[: m.start()])]
    dated = own if role == "baseline" else years
    found = after_year or (dated[-1] if dated else None)
    year = int(found.group()) if found else None
    if role == "target" and after_year and (later := _RANGE_ON.match(figure.after, after_year.end())):
        year = int(later.group()[-4:])
    if figure.percent and (_BY.search(figure.before) or _LESS.match(figure.after) or _SIGNED.search(figure.before)):
        return replace(figure, role="change", year=None)
    return replace(figure, role=role, year=year)
