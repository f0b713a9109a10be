"""The figures of a sentence, and which of its words belong to each of them.

    Utrygheden er 24 %, om aftenen 36 % (31 % i 2014), og dermed større end på Nørrebro (15 %).
    |---- 24 % ------| |--- 36 % --| |-- 31 % ---|  |------------- 15 % --------------------|

Between two figures the words are parted where a clause begins; what stands in brackets is its figure's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import Number
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

Kind = Literal["share", "number", "level"]
Pointer = Literal["baseline", "target"]

_BY = shown(
    compile_danish(
        r"(?:\bmed|\b(?:fald|stigning|reduktion|nedgang|forbedring|vækst|forøgelse|nedbringelse|fremgang)"
        r"\w*(?: i [\w/]+){0,3}"
        r"(?: på)?)(?: (?:mindst|minimum|højst|ca\.|omkring|cirka|i alt|yderligere|en|et|op til)){0,2}\s?$"
    ),
    examples=("nedbringes med ", "et fald på mindst "),
    rejects=("steget til ",),
)
_LESS = shown(
    compile_danish(
        r"^\s?(?:(?:om året|årligt) )?(?:lavere|højere|færre|flere|mindre|større|under 20|over 20|af (?:niveauet|20))\b"
    ),
    examples=(" færre end året før", " lavere"),
    rejects=(" anmeldelser",),
)
_NOUN = shown(re.compile(r"[a-zæøå]{3,}\b"), examples=("kvarterer",), rejects=("i 2019",))
_TITLES = shown(re.compile(r"[A-ZÆØÅ][a-zæøå]+"), examples=("Ændring",), rejects=("i",))  # "Ændring 6. Møder"
# Words behind a figure that are none of what it counts.
_NO_NOUNS = frozenset(
    [
        "til",
        "mod",
        "men",
        "mens",
        "eller",
        "samt",
        "per",
        "fra",
        "ved",
        "over",
        "under",
        "efter",
        "før",
        "siden",
        "hvilket",
        "hvor",
        "hvoraf",
        "heraf",
        "der",
        "den",
        "det",
        "som",
        "end",
        "ned",
        "inden",
        "senest",
        "frem",
        "årligt",
        "færre",
        "flere",
        "lavere",
        "højere",
        "mindre",
        "større",
        "hvert",
        "hver",
        "imod",
        "indtil",
        "stk",
        "for",
        "med",
        "for",
        "ud",
        "pct",
        "svarende",
        "altså",
        "dvs",
        "når",
        "hvis",
        "var",
        "har",
        "blev",
        "skal",
        "bliver",
        "ligger",
        "eksklusive",
        "inklusive",
        "herunder",
    ]
)
_MARKS_ITEM = shown(re.compile(r"\d{1,2}[.)]\s"), examples=("3. Mindst",), rejects=("30 anmeldelser",))
_NUMBERS_GOAL = shown(
    re.compile(r"(?i)\bmål\s(?:nr\.?\s)?\d{1,2}\s?[:.–-]\s?(?-i:[A-ZÆØÅ])?"),
    examples=("Mål 2: F", "mål 2 – "),
    rejects=("mål 40 i",),
)
_SHARED_UNIT = shown(re.compile(r"\s(?:til|og|mod|eller)\s|\s?[-–]\s?"), examples=(" til ", "-"), rejects=(" i ",))
_CHANGE_BEHIND = 14  # signs between a figure and the change behind it: " i 2024 (-"
_POINTERS = ("points_to", "role")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, share or level of need at `mark`. `own`: the words that are its own, `lead`: those before its bracket.

    `moves`: it says by how much something changes. `pointer`: what the last word before it that can tell says of it.
    """

    mark: Mark
    kind: Kind
    own: Span
    lead: Span
    aside: bool = False
    moves: bool = False
    pointer: Pointer | None = None

    @property
    def value(self) -> Number | str:
        """As it is printed: a share in percent, a level in its base form."""
        value: Number | str = self.mark.value
        return value

    def change(self, paper: Paper) -> Number | None:
        """The change in percent that stands in brackets right behind it: "48 i 2024 (-25 %)"."""
        mark = paper.marks.first("change", self.after)
        near = mark is not None and mark.start - self.mark.end <= _CHANGE_BEHIND
        return mark.value if near and mark and self.kind == "number" else None

    @property
    def before(self) -> Span:
        """Its own words before it."""
        return self.own[0], self.mark.start

    @property
    def after(self) -> Span:
        """And behind it."""
        return self.mark.end, self.own[1]


def find_figures(paper: Paper, span: Span) -> list[Figure]:
    """The figures of a sentence that can be levels of safety or crime, in order."""
    anchors = list(_anchors(paper, span))
    if not anchors:
        return []
    asides = [_bracket(paper, mark, span) for mark, _ in anchors]
    cuts = [
        span[0],
        *(_cut(paper, a, b) for a, b in pairwise(list(zip([m for m, _ in anchors], asides, strict=True)))),
        span[1],
    ]
    found = []
    ends = [span[0], *(mark.end for mark, _ in anchors)]
    for (mark, kind), bracket, (low, high), end in zip(anchors, asides, pairwise(cuts), ends[:-1], strict=True):
        own = (max(low, bracket[0]), min(high, bracket[1])) if bracket else (low, high)
        lead = (end if bracket and end < own[0] else low, own[0])
        found.append(
            Figure(
                mark, kind, own, lead, bracket is not None, _moves(paper, mark, own), _pointer(paper, mark, own, lead)
            )
        )
    return found


def _anchors(paper: Paper, span: Span) -> Iterator[tuple[Mark, Kind]]:
    marks = paper.marks
    shares = [mark for mark in marks.of("share", span) if not _is_said_again(paper, mark)]
    counted = any(marks.has(kind, span) for kind in ("offence", "per_1000", "crime")) or not shares
    starts = [mark.start for mark in shares]
    shared = frozenset(starts)
    found: list[tuple[Mark, Kind]] = [(mark, "share") for mark in shares]
    for mark in marks.of("number", span):
        if counts_other(paper, mark):
            continue
        at = bisect_right(starts, mark.end)
        near = at < len(starts) and starts[at] - mark.end <= 6 and mark.start not in shared
        joined = near and _SHARED_UNIT.fullmatch(paper.text, mark.end, starts[at])
        if joined or counted:
            found.append((mark, "share" if joined else "number"))
    if marks.has("need", span) or marks.has("need_again", span):
        found += [(mark, "level") for mark in marks.of("level", span)]
    yield from sorted(found, key=lambda one: one[0].span)


def _is_said_again(paper: Paper, share: Mark) -> bool:
    """Whether a share in words is said again in figures: "to ud af tre (67 %)"."""
    again = next((m for at in (2, 3) if (m := paper.marks.starting_at("share", share.end + at))), None)
    near = again is not None and abs(float(again.value) - float(share.value)) < 1
    return near and paper.text[share.end : share.end + 2] == " (" and not paper.text[share.start].isdigit()


def _says_again(paper: Paper, mark: Mark) -> bool:
    """Whether a share in brackets says again what the words before it do."""
    before = paper.marks.last("share", (max(0, mark.start - 30), mark.start)) if mark.kind == "share" else None
    return before is not None and before.end + 2 >= mark.start and _is_said_again(paper, before)


def counts_other(paper: Paper, mark: Mark) -> bool:
    """Whether a number counts or numbers something that is neither safety nor crime, or is no number of its own."""
    marks, text = paper.marks, paper.text
    behind = mark.end + len(text[mark.end : mark.end + 2]) - len(text[mark.end : mark.end + 2].lstrip(" \n-"))
    if marks.starting_at("counts_other", behind) or marks.covering("per_1000", mark.start) or _is_of_range(paper, mark):
        return True
    if _counts_thing(paper, mark, behind) or _NUMBERS_GOAL.search(text[max(0, mark.start - 12) : mark.end + 4]):
        return True
    if _MARKS_ITEM.match(text, mark.start):
        line = text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip()
        if not line or _TITLES.fullmatch(line):
            return True
    thing = marks.last("numbers_thing", (max(0, mark.start - 24), mark.start))
    return thing is not None and not text[thing.end : mark.start].strip(" .:\n") and thing.end < mark.start


def _is_of_range(paper: Paper, mark: Mark) -> bool:
    """Whether a number is one end of "6-8"; "fra 10 til 12" tells two levels."""
    stretch = paper.marks.covering("range", mark.start)
    return stretch is not None and not paper.text.endswith(("fra ", "Fra "), 0, stretch.start)


def _counts_thing(paper: Paper, mark: Mark, behind: int) -> bool:
    """Whether a noun behind a number says that it counts no crime; behind a number in words one must say so:
    "fire anmeldelser"."""
    marks = paper.marks
    if any(marks.starting_at(kind, behind) for kind in ("offence", "crime", "counts_crime", "per_1000")):
        return False
    if not paper.text[mark.start].isdigit():
        return True
    word = _NOUN.match(paper.text, behind)
    return word is not None and word.group() not in _NO_NOUNS


def _bracket(paper: Paper, mark: Mark, span: Span) -> Span | None:
    """The brackets that a figure stands in."""
    if _says_again(paper, mark):
        return None
    opened, closed = paper.text.rfind("(", span[0], mark.start), paper.text.rfind(")", span[0], mark.start)
    end = paper.text.find(")", mark.end, span[1])
    return (opened, end + 1) if opened > closed and end > 0 else None


def _cut(paper: Paper, one: tuple[Mark, Span | None], other: tuple[Mark, Span | None]) -> int:
    """Where between two figures the words of the second begin."""
    low = one[1][1] if one[1] and one[1] != other[1] else one[0].end
    high = other[1][0] if other[1] and other[1] != one[1] else other[0].start
    if low >= high:
        return high
    between = (low, high)
    apart = other[1] is not None and other[1] != one[1]
    breaks = [m for m in paper.marks.of("break", between) if not _joins_times(paper, m)]
    strong = [m.start for m in breaks if m.value == "strong"]
    cue = next((m for k in _POINTERS if (m := paper.marks.last(k, between))), None)
    before = [m.start for m in breaks if cue is None or m.start <= cue.start]
    if strong or apart:
        return strong[-1] if strong else high
    if before or breaks:
        return (before or [m.start for m in breaks])[-1]
    return cue.start if cue else high


def _joins_times(paper: Paper, mark: Mark) -> bool:
    """Whether a break stands within a time of day ("aften og nat") or a name."""
    kinds = ("time_of_day", "place", "offence", "survey")
    cue = paper.marks.covering("points_to", mark.start)
    return any(paper.marks.covering(kind, mark.start) for kind in kinds) or (cue is not None and cue.start < mark.start)


def _moves(paper: Paper, mark: Mark, own: Span) -> bool:
    if mark.kind == "number":
        return bool(_LESS.match(paper.text[mark.end : mark.end + 30]))
    before = paper.text[max(own[0], mark.start - 60) : mark.start]
    return bool(_BY.search(before) or _LESS.match(paper.text[mark.end : mark.end + 30]))


def _pointer(paper: Paper, mark: Mark, own: Span, lead: Span) -> Pointer | None:
    """What the last telling word before a figure says of it; in brackets those before the bracket tell nothing."""
    before = (own[0], mark.start)
    cue = paper.marks.last("points_to", before)
    return cue.value if cue else None
