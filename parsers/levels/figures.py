"""The figures of a sentence, and which of its words belong to each of them.

    Utrygheden er 24 %, om aftenen 36 % (31 % i 2014), og dermed større end på Nørrebro (15 %).
    |---- 24 % ------| |--- 36 % --| |-- 31 % ---|  |------------- 15 % --------------------|

Between two figures the words are parted where a clause begins; what stands in brackets is its figure's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from parsers.marks.dates import is_left_open
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
_NO_NOUNS = frozenset((
    "til", "mod", "men", "mens", "eller", "samt", "per", "fra", "ved", "over", "under", "efter", "før", "siden",
    "hvilket", "hvor", "hvoraf", "heraf", "der", "den", "det", "som", "end", "ned", "inden", "senest", "frem",
    "årligt", "færre", "flere", "lavere", "højere", "mindre", "større", "hvert", "hver", "imod", "indtil", "stk",
    "for", "med", "ud", "pct", "svarende", "altså", "dvs", "når", "hvis", "var", "har", "blev", "skal", "bliver",
    "ligger", "eksklusive", "inklusive", "herunder",
))  # fmt: skip
_MARKS_ITEM = shown(
    re.compile(r"\d{1,2}(?:[.)][ \t]|[ ](?=[A-ZÆØÅ][a-zæøå]))"),
    examples=("3. Mindst", "1 Ved indbrud"),
    rejects=("30 anmeldelser", "16.\n"),
)
_NUMBERS_GOAL = shown(
    re.compile(
        r"(?i)\bmål\s(?:nr\.?\s)?\d{1,2}(?:\s?[:.–-]\s?(?-i:[A-ZÆØÅ])?|(?=\s(?:om|ændres|udgår|bortfalder|ophæves"
        r"|erstattes|ud fra|følges|måles|opgøres|hentes|tælles|vurderes|aflæses)\b))"
    ),
    examples=("Mål 2: F", "mål 2 – ", "mål 2 om"),
    rejects=("mål 40 i",),
)
_SHARED_UNIT = shown(re.compile(r"\s(?:til|og|mod|eller)\s|\s?[-–]\s?"), examples=(" til ", "-"), rejects=(" i ",))
_OF_LAW = shown(
    re.compile(r"(?:§|(?i:paragraf\w*))\s?\d+(?:\s?(?:[-–,]|og|eller|til)\s?\d*)*\s?$"),
    examples=("§§ 244-", "paragraf 119 og "),
    rejects=("i 2019 og ",),
)
_CHANGE_BEHIND = 14  # signs between a figure and the change behind it: " i 2024 (-"


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


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What a figure is made of: where it stands, what it is, and the brackets around it."""

    mark: Mark
    kind: Kind
    bracket: Span | None

    @property
    def outer(self) -> Span:
        """From where to where it stands apart from others: its brackets, else itself."""
        return self.bracket or self.mark.span


def find_figures(paper: Paper, span: Span) -> list[Figure]:
    """The figures of a sentence that can be levels of safety or crime, in order."""
    anchors = [_Anchor(mark, kind, _bracket(paper, mark, span)) for mark, kind in _anchors(paper, span)]
    cuts = [span[0], *(_cut(paper, one, other) for one, other in pairwise(anchors)), span[1]]
    ends = [span[0], *(anchor.mark.end for anchor in anchors)]
    return [
        _figure(paper, anchor, clause, end) for anchor, clause, end in zip(anchors, pairwise(cuts), ends, strict=False)
    ]


def _figure(paper: Paper, anchor: _Anchor, clause: Span, end: int) -> Figure:
    """A figure with what is its own of a clause: all of it, or what stands in its brackets. `end`: of the figure before
    it."""
    mark, bracket = anchor.mark, anchor.bracket
    own, lead = clause, (clause[0], clause[0])
    if bracket is not None:
        own = max(clause[0], bracket[0]), min(clause[1], bracket[1])
        lead = min(end, own[0]), own[0]
    return Figure(
        mark, anchor.kind, own, lead, bracket is not None, _moves(paper, mark, own), _pointer(paper, mark, own)
    )


def _anchors(paper: Paper, span: Span) -> list[tuple[Mark, Kind]]:
    """The shares, the numbers where something is counted, the levels where a need is named."""
    marks = paper.marks
    found: list[tuple[Mark, Kind]] = [(m, "share") for m in marks.of("share", span) if not _is_said_again(paper, m)]
    # "Det antal skal sænkes med 20 pct., så det i 2026 er nede på 36" counts what a sentence before it names
    counted = marks.has_any(("offence", "per_1000", "crime", "refers_to_count"), span) or not found
    for mark in marks.of("number", span):
        kind: Kind = "share" if _has_unit_of_next(paper, mark) else "number"
        if (kind == "share" or counted) and not counts_other(paper, mark):
            found.append((mark, kind))
    if marks.has_any(("need", "need_again"), span):
        found += [(mark, "level") for mark in marks.of("level", span)]
    return sorted(found, key=lambda one: one[0].span)


def _has_unit_of_next(paper: Paper, number: Mark) -> bool:
    """Whether a number is a share whose sign stands behind the next one: "fra 10 til 12 %"."""
    between = _SHARED_UNIT.match(paper.text, number.end)
    return between is not None and paper.marks.starting_at("share", between.end()) is not None


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
    behind = paper.text[mark.end : mark.end + 2]
    at = mark.end + len(behind) - len(behind.lstrip(" \n-"))
    other = paper.marks.starting_at("counts_other", at) is not None
    plain = other or _is_of_range(paper, mark) or _counts_thing(paper, mark, at) or _numbers_thing(paper, mark)
    return plain or _is_paired(paper, mark)


def _is_paired(paper: Paper, mark: Mark) -> bool:
    """Whether a number stands with one that counts or numbers something else: "13 og 17 år", "klokken 22 og 2"."""
    between = _SHARED_UNIT.match(paper.text, mark.end)
    behind = between and paper.marks.starting_at("number", between.end())
    if behind and paper.marks.starting_at("counts_other", behind.end + 1):
        return True
    if _OF_LAW.search(paper.text[max(0, mark.start - 24) : mark.start]):
        return True
    before = paper.marks.last("number", (max(0, mark.start - 12), mark.start))
    joined = before and _SHARED_UNIT.fullmatch(paper.text, before.end, mark.start)
    return bool(before and joined and _numbers_thing(paper, before))


def _numbers_thing(paper: Paper, mark: Mark) -> bool:
    """Whether a number is that of a goal, of an item or of some other thing: "mål 2", "3. Mindst", "afdeling 4"."""
    text = paper.text
    if any(goal.start() < mark.start < goal.end() for goal in _NUMBERS_GOAL.finditer(text, *_around(mark))):
        return True
    if _MARKS_ITEM.match(text, mark.start):
        line = text[text.rfind("\n", 0, mark.start) + 1 : mark.start].strip()
        if _TITLES.fullmatch(line) if line else not is_left_open(text, mark.start):
            return True
    thing = paper.marks.last("numbers_thing", (max(0, mark.start - 24), mark.start))
    return thing is not None and not text[thing.end : mark.start].strip(" .:\n")


def _around(mark: Mark) -> Span:
    """A mark with a few letters before it and behind."""
    return max(0, mark.start - 12), mark.end + 14


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


def _cut(paper: Paper, one: _Anchor, other: _Anchor) -> int:
    """Where between two figures the words of the second begin: at the last strong break, at its brackets, at the last
    break before a word that points to it or at any, at that word, at the figure."""
    apart = one.bracket != other.bracket
    low, high = (one.outer[1], other.outer[0]) if apart else (one.mark.end, other.mark.start)
    breaks, end = _breaks(paper, (low, high)), _find_cue(paper, (low, high))
    strong = [m.start for m in breaks if m.value == "strong"] or [high] * (apart and other.bracket is not None)
    before = [m.start for m in breaks if m.start <= end]
    return (strong or before or [m.start for m in breaks] or [end])[-1]


def _find_cue(paper: Paper, span: Span) -> int:
    """Where the last word of a stretch begins that points to a figure, or says what it is; else its end."""
    pointing = [m for m in paper.marks.of("points_to", span) if not _leads_to_place(paper, m)]
    cue = pointing[-1] if pointing else paper.marks.last("role", span)
    return cue.start if cue else span[1]


def _breaks(paper: Paper, span: Span) -> list[Mark]:
    """Where clauses begin, other than within a time of day ("aften og nat"), a name or what points to a figure."""
    names = ("time_of_day", "place", "offence", "survey")
    found = []
    for mark in paper.marks.of("break", span):
        cue = paper.marks.covering("points_to", mark.start)
        named = any(paper.marks.covering(kind, mark.start) for kind in names)
        named = named or _leads_to_place(paper, mark)
        if not named and (cue is None or cue.start == mark.start):
            found.append(mark)
    return found


def _leads_to_place(paper: Paper, mark: Mark) -> bool:
    """Whether a word points to where something is from and to no figure: "anmeldelser fra partnerskabsområdet"."""
    places = ("own_area", "place", "city")
    return paper.text[mark.start : mark.end] == "fra" and any(
        paper.marks.starting_at(kind, mark.end + 1) for kind in places
    )


def _moves(paper: Paper, mark: Mark, own: Span) -> bool:
    """Whether a figure is by how much something changes: "et fald på 10 %", "8 færre"."""
    led = mark.kind != "number" and _BY.search(paper.text[max(own[0], mark.start - 60) : mark.start])
    return bool(led or _LESS.match(paper.text[mark.end : mark.end + 30]))


def _pointer(paper: Paper, mark: Mark, own: Span) -> Pointer | None:
    """What the last telling word before a figure says of it; in brackets those before the bracket tell nothing."""
    cue = paper.marks.last("points_to", (own[0], mark.start))
    return cue.value if cue else None
