"""What the partnership area consists of: the names in the sentence that says so, else the place of its name.

The anchor is an enumeration of places; it must be joined to what a paper calls its area:

    Partnerskabsområdet består af Lunden og Engen        the area, a joint, the names
    Aftalen dækker Lunden og Engen                       an agreement that covers them
    Lunden og Engen udgør partnerskabsområdet            the names before the joint
    To afdelinger udgør partnerskabsområdet: Lunden og Engen
    Område: Lunden og Engen                              a label, a row of a table, a heading with a list
    Området udvides med Kæret                            what changes

Each way has a rank; the names of the best, of two as good the first, are the areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from models.codes import AreaChange
from models.records import Area, Evidence, Kind
from parsers.marks.mark import Mark, Span
from parsers.paper.place_lists import PlaceName, read_lines_of_places, read_place_list
from parsers.paper.place_names import mend_name
from parsers.paper.stretches import read_stretches
from parsers.rules.rule import Trace
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.grid import Cell
from parsers.structure.paper import Paper

# The ways to say it, the surest first, and how sure each is.
_WAYS: dict[str, float] = {
    "area-consists-of": 0.93,
    "area-widened": 0.9,
    "area-made-of": 0.9,
    "area-labelled": 0.88,
    "area-headed": 0.85,
    "area-covered": 0.88,
    "area-of-a-place": 0.8,
    "area-of-several": 0.8,
}
_OF_THE_NAME = 0.88
_ORDER = list(_WAYS)
_GAP = 110  # characters between the area and what joins it to its names
_LABEL = 40
_BELOW = 60  # characters between a sentence and the table that it leads up to
_NEAR = 3  # words between the area and "er"
_LEADS_UP = shown(
    re.compile(r"[^.:\n]{0,60}(?::|\.)?[ \t]*\n(?P<list>)"),
    examples=(" tre kvarterer:\n\n- Lunden",),
    rejects=("Lunden",),
)
_ENDS = shown(re.compile(r"(?:\s*\([^)]*\))?[.;]?[ \t]*(?:\n|$)"), examples=(".", " (afd. 2).\n"))
_CLAUSES = shown(
    re.compile(r",\s+(?:så|at|mens|hvor|og)\s|(?<=[a-zæøå])\s+(?:at|så)\s"),
    examples=(", så ", ", mens "),
    rejects=(", der ",),
)
_IS_MEANT = shown(
    re.compile(r"(?:Med|Ved)\s+[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w-]+){0,2}(?:\s+i\s+denne\s+aftale)?$"),
    examples=("Med Lunden", "Ved Store Lund"),
    rejects=("Med Lunden som nabo",),
)
# What is told of the last name between it and what is said of it: "Lunden, der er revet ned, udgår".
_TOLD = shown(re.compile(r",\s+(?:der|som|hvis)\s[^,.]{1,80},\s*"), examples=(", der er solgt, ",), rejects=(", og ",))
# What names are counted as before they are told: "To afdelinger, Lunden og Engen, kommer til".
_COUNTED = shown(
    compile_danish(
        r"\b(?:to|tre|fire|fem|seks|\d) (?:nye |yderligere |andre |almene )*(?:\w*afdelinger|\w*bebyggelser|\w*områder"
        r"|kvarterer|\w*kvarterer|bydele|gader|veje)(?:,|:| [–-]| er| hedder)? "
    ),
    examples=("To afdelinger, ", "tre nye boligområder – "),
    rejects=("afdelingerne, ",),
)
_PARTINGS = (":", "|", "\t", "  ")


@dataclass(frozen=True, slots=True)
class _Said:
    """One way in which a stretch says what the area consists of; `changed` are those that come to it or leave it."""

    way: str
    span: Span
    names: tuple[PlaceName, ...]
    changed: tuple[tuple[str, AreaChange], ...] = ()


def read_areas(
    paper: Paper, kind: Kind, title: Span, place: str | None, place_evidence: list[Evidence], trace: Trace
) -> list[Area]:
    """The areas in order. A paper of kind other or reporting basis, and an addendum that sets none, has none."""
    if kind in ("other", "reporting_basis"):
        return []
    said = [one for span in (title, *read_stretches(paper, title)) for one in _in_stretch(paper, kind, span, place)]
    for one in said:
        trace.note("areas", one.way, one.span, [name.name for name in one.names], "candidate")
    named = [one for one in said if one.names]
    if named:
        return _of_best(paper, named)
    if place is None or kind == "addendum":
        return []
    trace.note("areas", "area-of-the-name", title, place)
    return [Area(name=place, evidence=_of_the_name(place_evidence))]


def _of_best(paper: Paper, named: list[_Said]) -> list[Area]:
    """The areas of the surest way, of two as sure the first."""
    best = min(named, key=lambda one: (_ORDER.index(one.way), one.span))
    changes = {name: change for one in named for name, change in one.changed}
    return [_area(paper, name, best.way, changes) for name in _with_changed(best, named)]


def _of_the_name(evidence: list[Evidence]) -> list[Evidence]:
    change = {"rule": "area-of-the-name", "confidence": _OF_THE_NAME}
    return [quote.model_copy(update=change) for quote in evidence]


def _area(paper: Paper, name: PlaceName, way: str, changes: dict[str, AreaChange]) -> Area:
    evidence = paper.body.evidence(name.start, name.end, way, _WAYS[way])
    change = "added" if name.is_new else changes.get(name.name)
    return Area(name=mend_name(name.name, paper.body), change=change, evidence=evidence)


def _with_changed(best: _Said, named: list[_Said]) -> list[PlaceName]:
    """The names of the best way, and those that another says to come or to go."""
    names = list(best.names)
    for one in named:
        changed = {name for name, _ in one.changed}
        names += [name for name in _without(list(one.names), names) if name.name in changed]
    return names


def _in_stretch(paper: Paper, kind: Kind, span: Span, place: str | None) -> Iterator[_Said]:
    """All ways in which a stretch says it."""
    marks = paper.marks
    if kind == "addendum" and marks.has("was_area", span):
        return
    widens = marks.first("widens", span)
    yield from _told(paper, span, place) if widens is None else ()
    yield from _in_brackets(paper, span)
    if widens and not marks.has("no_area", (span[0], widens.start)):
        yield from _changed(paper, span)
    yield from _labelled(paper, span)
    yield from _headed(paper, span)
    yield from _of_several(paper, span)


def _told(paper: Paper, span: Span, place: str | None) -> Iterator[_Said]:
    """What a stretch joins to the area, and what it says to be covered."""
    for joint in paper.marks.of("consists", span):
        if not paper.marks.has("no_area", (span[0], joint.start)):
            yield from _joined(paper, span, joint, place)
    for covers in paper.marks.of("covers", span):
        own = paper.marks.has("area", covers.span, "own")  # "Herefter omfatter partnerskabsområdet …"
        yield _Said("area-consists-of" if own else "area-covered", span, _names_behind(paper, covers.end, span))


def _in_brackets(paper: Paper, span: Span) -> Iterator[_Said]:
    """ "partnerskabsområdet (Lunden og Engen)" """
    for area in paper.marks.of("area", span):
        if area.value == "own" and paper.text[area.end : area.end + 2].strip() == "(":
            at = paper.text.index("(", area.end) + 1
            yield _Said("area-consists-of", span, tuple(read_place_list(paper, (at, span[1]))))


def _joined(paper: Paper, span: Span, joint: Mark, place: str | None) -> Iterator[_Said]:
    """The names that a word joins to the area: behind it, or before it."""
    if joint.value == "makes":
        area = paper.marks.first("area", (joint.start, span[1]), "own")
        told = [_names_before(paper, span, joint), _names_behind_colon(paper, area, span)] if area else []
        yield from (_Said("area-made-of", span, names) for names in told if len(names) > 1)
        return
    way = _way(paper, span, joint, place)
    if way:
        yield _Said(way, span, _names_behind(paper, joint.end, span))
    elif joint.value == "is" and _opens_sentence(paper, span, joint):
        names = _names_behind(paper, joint.end, span)
        yield _Said("area-consists-of", span, names if len(names) > 1 and _alone(paper, list(names)) else ())


def _opens_sentence(paper: Paper, span: Span, joint: Mark) -> bool:
    """Whether a line begins with the area, however it calls it, and what is said of it: "Området er"."""
    area = paper.marks.last("area", (span[0], joint.start))
    return area is not None and paper.text[area.end : joint.start] == " " and _opens_line(paper, span, area)


def _names_behind_colon(paper: Paper, area: Mark, span: Span) -> tuple[PlaceName, ...]:
    """The names that the area leads up to: "udgør partnerskabsområdet: Lunden og Engen"."""
    leads_up = paper.text[area.end : area.end + 1] == ":"
    return _names_behind(paper, area.end + 1, span) if leads_up else ()


def _way(paper: Paper, span: Span, joint: Mark, place: str | None) -> str | None:
    """How the names behind a joint are told to be the area's; None where they are not."""
    area = _area_of(paper, span, joint)
    if joint.value == "is":
        told = area is not None and area.value == "own" and _stands_at(paper, area, joint)
        return "area-consists-of" if told else None
    if joint.value != "of":
        return None
    if area:
        return "area-consists-of"
    return "area-of-a-place" if _is_of_a_place(paper, span, joint, place) else None


def _area_of(paper: Paper, span: Span, joint: Mark) -> Mark | None:
    """The area that something is said of: before a joint, inside it, or in the sentence before ("det består af")."""
    marks = paper.marks
    inside = marks.last("area", (max(span[0], joint.start - _GAP), joint.end))
    if inside is not None and "\n\n" not in paper.text[inside.end : joint.start]:
        return inside
    said = paper.text[joint.start - 4 : joint.start].casefold().strip() in ("det", "den")
    if said or "det" in paper.words(joint.span).casefold().split():
        return marks.last("area", (max(0, span[0] - 2 * _GAP), span[0]), "own")
    return None


def _stands_at(paper: Paper, area: Mark, joint: Mark) -> bool:
    """Whether a joint stands right behind the area, names right behind the joint."""
    between = paper.text[area.end : joint.start].replace(",", " ").split()
    if joint.start < area.end or len(between) > _NEAR or any(word in ("som", "der") for word in between):
        return False
    other = next(
        (one for one in paper.marks.of("consists", (joint.end, joint.end + _LABEL)) if one.value != "is"), None
    )
    return other is None or len(paper.text[joint.end : other.start].split()) > _NEAR


def _is_of_a_place(paper: Paper, span: Span, joint: Mark, place: str | None) -> bool:
    """Whether a name stands before: "i Lyngen, der omfatter Lyngen og Kæret", "Lyngen afgrænses som Kæret"."""
    said = paper.words((span[0], joint.start))
    if (place and said == place) or _IS_MEANT.fullmatch(said):
        return True
    before = paper.text[max(span[0], joint.start - 40) : joint.start].split()
    return len(before) > 1 and before[-1] in ("der", "som") and before[-2][:1].isupper() and before[-2][-1:] == ","


def _names_behind(paper: Paper, at: int, span: Span) -> tuple[PlaceName, ...]:
    """The names of the enumeration behind a place: in the sentence, or in the list that it leads up to."""
    names = read_place_list(paper, (at, span[1]))
    leads_up = _LEADS_UP.match(paper.text, at)
    if not names and leads_up and not paper.text[span[1] : leads_up.end()].strip():
        names = read_lines_of_places(paper, leads_up.start("list"))
    return tuple(names or _in_table(paper, span[1]))


def _in_table(paper: Paper, at: int) -> list[PlaceName]:
    """The names of the table right behind a sentence: of the column that its head says holds areas."""
    table = next((one for one in paper.tables if at <= one.span[0] <= at + _BELOW), None)
    if table is None or paper.text[at : table.span[0]].strip(" :.\n|"):
        return []
    heads, *rows = table.grid.at
    column = next((number for number, head in enumerate(heads) if paper.marks.has("area_head", head.span)), None)
    cells = [row[column] for row in rows] if column is not None else []
    return list(_first_names(paper, cells))


def _first_names(paper: Paper, cells: Iterable[Cell]) -> Iterator[PlaceName]:
    """The name that each cell begins with."""
    for cell in cells:
        yield from read_place_list(paper, cell.span)[:1]


def _names_before(paper: Paper, span: Span, joint: Mark) -> tuple[PlaceName, ...]:
    """The names of the enumeration that ends right before a joint."""
    starts = [span[0], *(mark.end for mark in paper.marks.of("before_place", (span[0], joint.start)))]
    starts += [mark.end for mark in paper.marks.of("covers", (span[0], joint.start))]
    starts += [match.end() for match in _COUNTED.finditer(paper.text, span[0], joint.start)]
    starts += [match.end() for match in _CLAUSES.finditer(paper.text, span[0], joint.start)]
    lists = [read_place_list(paper, (start, joint.start)) for start in starts]
    near = [names for names in lists if names and _is_near(paper.text[names[-1].end : joint.start])]
    longest: list[PlaceName] = max(near, key=lambda names: (names[-1].end, len(names)), default=[])
    return tuple(longest)


def _is_near(between: str) -> bool:
    """Whether no more than a few words, or a clause about the last name, part names from what is said of them; the
    title at the head of a page is not what its first paragraph speaks of."""
    if "\n\n" in between:
        return False
    return len(between.split()) <= _NEAR + 1 or _TOLD.fullmatch(between) is not None


def _changed(paper: Paper, span: Span) -> Iterator[_Said]:
    """What an area is widened by, or loses: "udvides fra Lunden til også at omfatte Engen"."""
    marks = paper.marks
    if not (marks.has_any(("area", "agreement", "group"), span) or _is_in_section(paper, span)):
        return
    before = marks.first("widens_from", span)
    old = read_place_list(paper, (before.end, span[1])) if before else []
    for widens in marks.of("widens", span):
        names, change = _comes_or_goes(paper, span, widens)
        new = _without(names, old)
        whole = (*old, *new) if change == "added" else tuple(names)
        yield _Said("area-widened", span, whole, tuple((name.name, change) for name in new))
    joint = marks.last("consists", span, "of")
    if joint is not None:
        names = read_place_list(paper, (joint.end, span[1]))
        new = _without(names, old) if old else []
        whole = (*_without(old, names), *names)
        yield _Said("area-consists-of", span, whole, tuple((name.name, "added") for name in new))


def _is_in_section(paper: Paper, span: Span) -> bool:
    """Whether the heading above is about the area: "Engmarken udgår" needs no more there."""
    section = paper.sections.at(span[0])
    return section is not None and "area" in section.topics


def _without(names: list[PlaceName], others: list[PlaceName]) -> list[PlaceName]:
    """Names that are none of others."""
    known = {other.name for other in others}
    return [name for name in names if name.name not in known]


def _comes_or_goes(paper: Paper, span: Span, widens: Mark) -> tuple[list[PlaceName], AreaChange]:
    """The names that a word says to come or to go: those behind it, those before it, or either."""
    behind, before = read_place_list(paper, (widens.end, span[1])), list(_names_before(paper, span, widens))
    if widens.value == "joins" and paper.marks.has("new_party", span):
        return [], "added"
    if widens.value in ("removed", "without"):
        at_once = bool(behind) and behind[0].start <= widens.end + 1  # "Samtidig udgår Engen"
        return (behind if at_once or widens.value == "without" else before), "removed"
    if paper.marks.has("outside_area", span):
        return [], "added"
    return behind or (before if widens.value == "joins" else []), "added"


def _labelled(paper: Paper, span: Span) -> Iterator[_Said]:
    """The names behind a label: "Område: Lunden", a row of a table."""
    for area in paper.marks.of("area", span):
        if not _opens_line(paper, span, area):
            continue
        value = paper.text[area.end : span[1]]
        rows = _beside(paper, area)
        if len(rows) > 1:
            yield _Said("area-labelled", span, tuple(_first_names(paper, rows)))
        elif _is_parted(value) and "\t" not in value.strip(" :|\t"):
            yield _Said("area-labelled", span, _names_behind(paper, area.end, span))


def _is_parted(value: str) -> bool:
    """Whether what stands behind a label is set apart from it."""
    return value.startswith(_PARTINGS) or value.lstrip(" ").startswith(_PARTINGS[:2])


def _opens_line(paper: Paper, span: Span, area: Mark) -> bool:
    """Whether what names the area stands first in its line, be it behind a word."""
    lead = paper.text[max(span[0], paper.text.rfind("\n", 0, area.start) + 1) : area.start]
    return len(lead.split()) < 2 and not any(sign in lead.lstrip() for sign in _PARTINGS)


def _headed(paper: Paper, span: Span) -> Iterator[_Said]:
    """The names below a heading about the area."""
    section = next((part for part in paper.sections.about("area") if (part.start, part.body_start) == span), None)
    if section is not None and paper.table_at(span[0]) is None:
        names = read_lines_of_places(paper, section.body_start)
        names = names or _alone(paper, read_place_list(paper, (section.body_start, section.end)))
        yield _Said("area-headed", span, tuple(names))


def _beside(paper: Paper, label: Mark) -> list[Cell]:
    """The cells beside a label of a table of two columns: a label may stand once for several rows."""
    table = paper.table_at(label.start)
    rows = table.grid.at if table is not None and table.grid.width == 2 else ()
    below = dropwhile(lambda row: row[0].span != label.span, rows)
    same = takewhile(lambda row: row[0].is_empty or row[0].span == label.span, below)
    return [cell for _, cell in same if not cell.is_empty]


def _alone(paper: Paper, names: list[PlaceName]) -> list[PlaceName]:
    """The names of an enumeration that nothing follows; none of a sentence that begins with them."""
    return names if names and _ENDS.match(paper.text, names[-1].end) else []


def _of_several(paper: Paper, span: Span) -> Iterator[_Said]:
    """ "et partnerskab for Lunden, Engen og Kæret": two names at least."""
    group = paper.marks.first("group", span) or paper.marks.first("agreement", span)
    about = paper.marks.starting_at("before_place", group.end + 1) if group else None
    names = read_place_list(paper, (about.end, span[1])) if about and about.value == "about" else []
    if len(names) > 1:
        yield _Said("area-of-several", span, tuple(names))
