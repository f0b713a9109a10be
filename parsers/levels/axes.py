"""What the cells above and beside a figure say of it: role, year, time of day, area, unit, change, subject.

Heads and labels are read alike, so that a table with its years down the side is a table like any other. The innermost
cell that says a thing counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.records import TimeOfDay
from parsers.levels.areas import Gazetteer
from parsers.levels.level import Subject
from parsers.levels.subjects import read_label
from parsers.marks.mark import Span
from parsers.marks.numbers import Number
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.heads import Value
from parsers.structure.paper import Paper

AxisRole = Literal["baseline", "target", "change", "status"]

_PERCENT = shown(compile_danish(r"%|\bpct\b|\bprocent\b"), examples=("Andel i %", "pct."), rejects=("antal",))
_POINTS = shown(compile_danish(r"point"), examples=("procentpoint",), rejects=("pct.",))
_DAY = shown(
    re.compile(r"(?:^|[,(/:–-])\s*dag(?:en)?\s*(?:$|[)/,:])", re.IGNORECASE),
    examples=("Dag", "trygge, dag", "Tryghed (dag)"),
    rejects=("i dag er", "dag og nat"),
)
_FALL = shown(
    compile_danish(r"\b(?:fald|reduktion|nedgang|nedbringelse)\b"), examples=("Ønsket fald",), rejects=("stigning",)
)
_APART = str.maketrans(dict.fromkeys(",:;(–", "|"))
_HEADS: dict[str, AxisRole] = {
    "baseline": "baseline", "udgangspunkt": "baseline", "basisår": "baseline", "måltal": "target", "slutmål": "target",
    "ændring": "change",
}  # fmt: skip
# Labels by their letters alone.
_TIMES: dict[str, TimeOfDay] = {
    "heledøgnet": "all",
    "aftenognat": "evening_night",
    "omaftenenognatten": "evening_night",
}
_NOT_A_NAME = ("years", "plain_head", "label_head", "area_head", "direction", "number", "date", "need")


@dataclass(frozen=True, slots=True)
class Axis:
    """What a chain of cells tells; None and empty where it does not. `spans`: the cells that told something."""

    subject: Subject | None = None
    role: AxisRole | None = None
    year: int | None = None
    time: TimeOfDay | None = None
    area: str | None = None
    change: Number | None = None
    per_1000: bool = False
    percent: bool = False
    falls: bool = False
    points: bool = False
    guessed: bool = False
    spans: tuple[Span, ...] = ()

    def or_else(self, outer: Axis) -> Axis:
        """This one, with what an outer one tells where it tells nothing itself."""
        return Axis(
            self.subject or outer.subject,
            self.role or outer.role,
            self.year or outer.year,
            self.time or outer.time,
            self.area or outer.area,
            self.change if self.change is not None else outer.change,
            self.per_1000 or outer.per_1000,
            self.percent or outer.percent,
            self.falls or outer.falls,
            self.points or outer.points,
            self.guessed or outer.guessed,
            (*self.spans, *(span for span in outer.spans if span not in self.spans)),
        )


def read_axis(paper: Paper, gazetteer: Gazetteer, spans: Sequence[Span], *, named: bool = False) -> Axis:
    """What the cells say, the innermost first in `spans`. `named`: a cell of bare words is the name of an area."""
    axis = Axis()
    for span in spans:
        axis = axis.or_else(_of_cell(paper, gazetteer, span, named))
    return axis


def _of_cell(paper: Paper, gazetteer: Gazetteer, span: Span, named: bool) -> Axis:
    marks, words = paper.marks, paper.text[slice(*span)]
    role = marks.first("role", span)
    guess = None if role else guess_role(words)
    year = marks.first("year", span)
    over = marks.first("years", span) if (role.value if role else guess) == "change" else None
    change = marks.first("change", span)
    subject = read_label(paper, [span])
    axis = Axis(
        subject,
        role.value if role else guess,
        over.value[1] if over else year.value if year else None,  # "Ændring 2020-2022": what has come of it by 2022
        _time(paper, span),
        None if guess else _area(paper, gazetteer, span, subject, named),
        change.value if change and year else None,
        marks.has("per_1000", span),
        bool(_PERCENT.search(words)) and not _POINTS.search(words),
        bool(_FALL.search(words)),
        bool(_POINTS.search(words)),
        guess is not None,
    )
    return replace(axis, spans=(span,)) if axis != Axis() else axis


def _time(paper: Paper, span: Span) -> TimeOfDay | None:
    """The time of day that a cell names; "Dag" by itself is one too."""
    time = paper.marks.last("time_of_day", span)
    if time is None:
        return "day" if _DAY.search(paper.text[slice(*span)]) else None
    named: TimeOfDay = time.value
    return named


def guess_time(words: str) -> TimeOfDay | None:
    """The time of day that a misread label stands for: "Heledggnet"; None where it is more than a letter away."""
    from rapidfuzz.distance import Levenshtein

    letters = re.sub(r"\W", "", words.casefold())
    near = (name for name in _TIMES if Levenshtein.distance(letters, name, score_cutoff=1) < 2)
    return next((_TIMES[name] for name in near), None)


def guess_role(words: str) -> AxisRole | None:
    """The role that a misread head names: "Maltal 2020", "AEndring", "M4l 2020"; None where no word is one letter away
    from one."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extractOne

    for word in re.findall(r"\w{5,}", words.casefold().replace("ae", "æ")):
        found = None if word.isdigit() else extractOne(word, list(_HEADS), scorer=Levenshtein.distance, score_cutoff=1)
        if found and (found[1] or word not in words.casefold()):
            return _HEADS[found[0]]
    first = words.casefold()[:3]
    return "target" if first != "mål" and first[::2] == "ml" and words[3:].strip().isdigit() else None


def _area(paper: Paper, gazetteer: Gazetteer, span: Span, subject: Subject | None, named: bool) -> str | None:
    """The area that a cell names: beside other words by a place in it, else by bare words that may be a name."""
    found = gazetteer.find(span)
    bare = _without_marks(paper, span)
    if subject is None and (not bare or (known := gazetteer.knows(bare)) is not None):
        return known if bare else None
    area = found[-1][0] if found else _area_apart(paper, gazetteer, span, subject)
    if area or subject or not named or paper.marks.has_any(_NOT_A_NAME, span):
        return area
    return gazetteer.name(bare)


def _area_apart(paper: Paper, gazetteer: Gazetteer, span: Span, subject: Subject | None) -> str | None:
    """The area that stands by itself behind what is measured: "Anmeldelser pr. 1.000, Rudby Kommune", or beside it as a
    dump runs two cells together: "Indbrud Skovly"."""
    *before, last = paper.words(span).rstrip(") ").translate(_APART).split("|")
    if before:
        return gazetteer.knows(last) or gazetteer.municipality(last)
    if subject is None or not span[0] <= subject.span[0] <= subject.span[1] <= span[1]:
        return None
    rest = f"{paper.text[span[0] : subject.span[0]]} {paper.text[subject.span[1] : span[1]]}"
    return gazetteer.knows(rest) if rest.strip(" *:.") else None


def _without_marks(paper: Paper, span: Span) -> str:
    """The words of a cell besides its role, years and units: "Skovly 2022" is Skovly."""
    text = paper.text[slice(*span)]
    for mark in sorted(
        paper.marks.any_of(("role", "year", "years", "change", "per_1000", "time_of_day"), span), key=lambda m: -m.start
    ):
        text = text[: mark.start - span[0]] + " " + text[mark.end - span[0] :]
    return " ".join(re.sub(r"[():,%*]", " ", text).split())


def read_due(paper: Paper, values: Sequence[Value]) -> tuple[int, Span] | None:
    """The year in a row's column for when something is due ("Frist"), and where it stands."""
    for value in values:
        year = paper.marks.first("year", value.cell.span)
        if year and any(paper.marks.has("due_head", head.span) for head in (*value.heads, *value.labels)):
            return int(year.value), year.span
    return None


def counts_part(paper: Paper, value: Value) -> bool:
    """Whether a cell counts less than a year: "1. kvartal 2024". When in a year people were asked does not matter."""
    told = [*value.heads, *value.labels]
    part = any(paper.marks.has("part_of_year", cell.span) for cell in told)
    return part and not any(paper.marks.has("feeling", cell.span) for cell in told)
