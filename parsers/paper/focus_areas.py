"""The focus areas of a partnership, whatever they are called: indsatsområder, temaer, spor, fokusområder.

The anchor is the noun; the titles are what it announces, each way of doing so with its rank:

    Indsatsområde 1: Lys i gården                           lines of their own, numbered
    Arbejdet er samlet om tre temaer: lys, unge og ro       a list, lines, or the rest of the sentence behind
    Det første er lys. Det andet er ro.                     told one after the other
    1) Lys og 2) Ro. Det er vores to temaer.                a run of numbers before it
    | Nr. | Indsatsområde |                                 a column of a table
    | Indsatsområde 1 | Lys |                               rows that are numbered
    Til aftalens indsatsområder føjes: 4. Lys               what an addendum adds: one is enough

The first way that tells two of them at least is the one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from models.records import FocusArea, Kind
from parsers.marks.mark import Mark, Span
from parsers.paper.focus_titles import Title, counted_lines, find_after, find_subheadings, make_title, of_items
from parsers.paper.stretches import read_stretches
from parsers.rules.rule import Trace
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.grid import Cell
from parsers.structure.lists import find_items, find_lists
from parsers.structure.paper import Paper
from parsers.structure.sections import Section

_CONFIDENCE = {
    "focus-numbered-line": 0.93,
    "focus-announced": 0.95,
    "focus-namely": 0.85,
    "focus-counted-out": 0.88,
    "focus-marked": 0.86,
    "focus-table": 0.8,
    "focus-added": 0.9,
    "focus-section": 0.85,
    "focus-subheadings": 0.75,
}
_LINE_HEAD = shown(
    re.compile(r"^[ \t#*_>|•·-]*(?:(?:[A-H]|\d{1,2}(?:\.\d)?)[.)]?\s+)?$"),
    examples=("** ", "", "C. "),
    rejects=("Se ",),
)
_TO_PAGE = shown(re.compile(r"\s*(?:\.\s?){3,}\s*\d*\s*$"), examples=(" ..... 11",), rejects=(" 11",))
_NUMBERED = shown(
    re.compile(
        r" (?P<number>\d{1,2}|[IVX]+|[A-H])\b[*_]*(?:[ \t]*[:.–—-][ \t]*|[ \t]*\n\s*(?=[A-ZÆØÅ][a-zæøå]))"
        r"(?P<title>[^\n|]{3,120})"
    ),
    examples=(" 1: Børn i bevægelse", " 2. Lys"),
    rejects=(" 1 og 3 er uændrede",),
)
_RUN = shown(
    compile_danish(
        r"(?:^|(?<=\s))\(?1\) (?:[^.;:\n]|\n(?!\n)){2,300}?,? (?:og|samt) \(?\d\) (?:[^.;:\n]|\n(?!\n)){2,110}"
    ),
    examples=("1) Lys i gården og 2) Unge i job", "(1) Lys, (2)\nUnge og (3) Ro"),
    rejects=("1) Lys",),
)
_RUN_ITEM = shown(
    re.compile(r"\(?(\d)\)\s+(.+?)(?=,?(?:\s+og|\s+samt)?\s+\(?\d\)\s|$)", re.DOTALL), examples=("1) Lys, 2) Ro",)
)
_TOLD = shown(
    compile_danish(r" (?P<title>(?!at\b|en\b|ikke\b)[^.;:]{2,110}?)(?=[.;]|,? (?:og |mens )?det (?:\w+) er\b|$)"),
    examples=(" Lys i gården. Det andet",),
    rejects=("lys: ",),
)
_QUOTED = shown(
    re.compile(r"[^\n:\"”»“]{0,60}:?\s*[\"”»“](?P<title>[^\"”»«“]{3,90})[\"”«“]"),
    examples=(' "Lys i gården"',),
    rejects=("Lys",),
)
_OWN_NUMBER = shown(re.compile(r"(?P<number>\d{1,2})[.)]?\s+(?=\S)"), examples=("3. Lys",), rejects=("Lys",))
_INSTEAD = ("I stedet", "Desuden", "Derudover", "Samtidig")
_PARTS = frozenset(("om", "i", "af", "for", "til", "med", "under", "og"))
_COUNTS = range(2, 10)
_LABEL_REST = 2  # characters behind the noun in a label: ":"
_FAR = 60  # characters between the noun and the colon or the end of its sentence
_NEAR = 200  # characters between an announcement and a list with a sentence between them
_REACH = 2500  # characters below an announcement in which a list of as many items is its own
_APART = 600  # characters between two that are told one after the other

Way = tuple[str, list[Title]]


def read_focus_areas(paper: Paper, kind: Kind, title: Span, trace: Trace) -> list[FocusArea]:
    """The focus areas in order, from the first place that lists at least two of them."""
    if kind not in ("partnership_agreement", "addendum", "status_report"):
        return []
    for name, titles in _candidates(paper, title):
        kept = len(titles) > 1 or (name == "focus-added" and bool(titles))
        for one in titles:
            trace.note("focus_areas", name, (one.start, one.end), one.text, "kept" if kept else "only one")
        if kept:
            return [_row(paper, one, name) for one in titles]
    return []


def _row(paper: Paper, title: Title, way: str) -> FocusArea:
    evidence = paper.body.evidence(title.start, title.end, way, _CONFIDENCE[way])
    return FocusArea(number=title.number, title=title.text, evidence=evidence)


def _candidates(paper: Paper, title: Span) -> Iterator[Way]:
    stretches = read_stretches(paper, title)
    yield "focus-numbered-line", _first_count(list(_numbered_lines(paper, paper.marks.of("focus", (0, paper.end)))))
    for span in stretches:
        yield from _announced(paper, span)
    yield "focus-counted-out", _told(paper)
    for span, behind in pairwise([*stretches, (paper.end, paper.end)]):
        yield "focus-marked", _run(paper, span, behind)
    for titles in _in_tables(paper):
        yield "focus-table", titles
    yield "focus-added", [one for before, span in pairwise([title, *stretches]) for one in _added(paper, before, span)]
    for section in paper.sections.about("focus"):
        if "goals" not in section.topics:
            efforts = paper.marks.of("effort", (section.body_start, section.end))
            yield "focus-numbered-line", _first_count(list(_numbered_lines(paper, efforts)))
            yield "focus-section", _in_section(paper, section)
            yield "focus-subheadings", find_subheadings(paper.text, section.body_start, section.end)


def _in_section(paper: Paper, section: Section) -> list[Title]:
    """The first list of a section about them."""
    section, following = _with_led(paper, section)
    lists = find_lists(paper.text, section.body_start, section.end)
    titles = of_items(paper.text, lists[0].top()) if lists else []
    own = _OWN_NUMBER.match(paper.text, section.start)
    further = _further_items(paper, int(own["number"]), following, titles[-1].number) if own and titles else ()
    return [*titles, *further]


def _with_led(paper: Paper, section: Section) -> tuple[Section, list[Section]]:
    """A section, together with the one behind it where that is a line below its heading that leads up to something:
    "Parterne samarbejder om:"; and those behind."""
    following = [one for one in paper.sections if one.start >= section.end]
    bare = bool(following) and not paper.text[section.body_start : section.end].strip()
    if bare and paper.text[: following[0].body_start].rstrip().endswith(":"):
        return replace(section, end=following[0].end), following[1:]
    return section, following


def _further_items(paper: Paper, own: int, following: list[Section], last: int | None) -> Iterator[Title]:
    """The next items of a list that read as headings, with other numbers than the one behind the section's `own`:
    5., 1., 2., "3. Lys", 6."""
    for head in following if last else ():
        number = _OWN_NUMBER.match(paper.text, head.start, head.body_start)
        told = int(number["number"]) if number else 0
        if number is None or told != (last or 0) + 1 or told == own + 1:
            return
        end = head.start + len(paper.text[head.start : head.body_start].rstrip())
        yield make_title(number["number"], paper.words((number.end(), end)), number.end(), end)
        last = told


def _numbered_lines(paper: Paper, nouns: Sequence[Mark]) -> Iterator[Title]:
    """ "Spor 1: Børn i bevægelse" on a line of its own."""
    text = paper.text
    for noun in nouns:
        line = text[text.rfind("\n", 0, noun.start) + 1 : noun.start]
        match = _NUMBERED.match(text, noun.end) if noun.value == "one" or noun.end - noun.start < 12 else None
        if match and _LINE_HEAD.match(line):
            start, end = match.span("title")
            page = _TO_PAGE.search(match["title"])
            end = start + page.start() if page else end
            yield make_title(match["number"], text[start:end].strip(" *_."), start, end)


def _first_count(titles: list[Title]) -> list[Title]:
    """The titles up to where the numbering begins again: later ones repeat the first."""
    kept: list[Title] = []
    for title in titles:
        if title.number is not None and title.number in {other.number for other in kept}:
            break
        kept.append(title)
    return kept


def _announced(paper: Paper, span: Span) -> Iterator[Way]:
    """What the nouns of a stretch announce: behind a colon or below it, behind "nemlig" or "er"."""
    for noun in paper.marks.of("focus", span):
        count = _count(paper, span, noun)
        loose = noun.value == "loose" and not (count and paper.marks.has("focus_work", span))
        if noun.value != "one" and not loose:
            yield "focus-announced", _led_up_to(paper, span, noun, count)
            yield "focus-namely", _behind_joint(paper, span, noun, count)


def _led_up_to(paper: Paper, span: Span, noun: Mark, count: int | None) -> list[Title]:
    """What stands behind the colon or the end of a sentence; below it where just as many are listed."""
    end = _end_of(paper, span, noun)
    if end is not None:
        return _listed(paper, end, count) if count or paper.text[end - 1] == ":" else []
    below = _below(paper, span[1]) if count else []
    return below if len(below) == count else []


def _behind_joint(paper: Paper, span: Span, noun: Mark, count: int | None) -> list[Title]:
    """As many as were counted, behind "nemlig" or "er", or behind a next sentence's "De hedder"."""
    joint = paper.marks.first("focus_joint", (noun.end, min(span[1], noun.end + _FAR)))
    if joint is None and count:
        joint = paper.marks.first("focus_named", (span[1], span[1] + _FAR))
    if joint is None or paper.text[noun.end : joint.start].strip(" ,.\n"):
        return []
    titles = find_after(paper.text, joint.end, paper.sections, count)
    return titles if len(titles) == count or (count is None and len(titles) > 2) else []


def _count(paper: Paper, span: Span, noun: Mark) -> int | None:
    """The number before a noun, or between it and the end: "fem overordnede indsatsområder", "samlet om tre"."""
    near = (max(span[0], noun.start - _FAR), noun.start)
    for number in reversed(paper.marks.of("number", near)):
        between = paper.text[number.end : noun.start].casefold().split()
        if number.value in _COUNTS and len(between) < 4 and not _PARTS & set(between):
            glued = paper.text[number.end : number.end + 1] in (":", ".", ")")
            return None if glued else int(number.value)
    return None


def _end_of(paper: Paper, span: Span, noun: Mark) -> int | None:
    """Where a sentence about a noun leads up to a list: behind its colon, or its end if a line ends there too."""
    text = paper.text
    colon = text.find(":", noun.end, min(span[1] + 1, noun.end + 2 * _FAR))
    if colon >= 0 and "." not in text[noun.end : colon]:
        return colon + 1
    below = text[span[1] : span[1] + 3]
    ends = len(text[noun.end : span[1]]) <= _FAR and (not below.strip(" ") or below.lstrip(" ").startswith("\n"))
    return span[1] if ends and not text[noun.end : span[1]].strip(" .").endswith(",") else None


def _listed(paper: Paper, at: int, count: int | None) -> list[Title]:
    """What stands behind an announcement; as many paragraphs as it counts where the list has lost its markers."""
    titles = find_after(paper.text, at, paper.sections, count)
    more = len(titles) > (count or 0) and [one.number for one in titles] == list(range(1, len(titles) + 1))
    if count and len(titles) != count and not more:
        below = _below(paper, at)
        if len(below) == count:
            return below
        return counted_lines(paper.text, at, count, paper.sections) or titles
    return titles


def _below(paper: Paper, at: int) -> list[Title]:
    """The first list of the same section that begins a sentence or two below a place, counted from one."""
    section = paper.sections.at(at)
    stop = min(section.end if section else paper.end, at + _REACH)
    items = next((group.top() for group in find_lists(paper.text, at, stop)), [])
    near = bool(items) and items[0].marker_start - at < _NEAR and items[0].number == "1"
    return of_items(paper.text, items) if near else []


def _told(paper: Paper) -> list[Title]:
    """Those told one after the other in sentences: "Det første er …. Det andet er …"."""
    titles: list[Title] = []
    if not paper.marks.of("focus", (0, paper.end)):
        return titles
    for nth in paper.marks.of("focus_nth", (0, paper.end)):
        match = _TOLD.match(paper.text, nth.end)
        near = not titles or nth.start - titles[-1].end < _APART
        if match and nth.value == len(titles) + 1 and near:
            titles.append(make_title(None, paper.words(match.span("title")), *match.span("title")))
    return titles


def _run(paper: Paper, span: Span, behind: Span) -> list[Title]:
    """The areas that a sentence numbers: "1) Lys, 2) Unge, der hjælper, og 3) Ro", if it or the next names them."""
    match = _RUN.search(paper.text, *span)
    if match is None:
        return []
    named = paper.marks.has("focus_work", span) or paper.marks.has("focus", span, "many")
    after = paper.words(behind).casefold()
    if not named and not (after.startswith(("det ", "dette ", "de ")) and paper.marks.has("focus", behind, "many")):
        return []
    items = _RUN_ITEM.finditer(paper.text, *match.span())
    return [make_title(item[1], " ".join(item[2].split()), *item.span(2)) for item in items]


def _in_tables(paper: Paper) -> Iterator[list[Title]]:
    """The column of a table that its head says holds the focus areas, with the numbers before it."""
    for table in paper.tables:
        yield [title for row in table.grid.at if (title := _numbered_row(paper, row))]
        yield from (_of_cell(paper, row) for row in table.grid.at if len(row) > 1)
        heads, *rows = table.grid.at
        printed = ((at, cell.start) for at, cell in enumerate(heads) if not cell.is_empty)
        at = next((at for at, start in printed if paper.marks.starting_at("focus", start)), None)
        if at is not None:
            yield _of_column(paper, rows, at)


def _of_column(paper: Paper, rows: Sequence[Sequence[Cell]], at: int) -> list[Title]:
    """The titles of a column, one over several rows once; where some are numbered, a row without a number is none:
    "Projektledelse", "I alt"."""
    rows = [next(same) for _, same in groupby(rows, key=lambda row: row[at].span)]
    areas = [row for row in rows if _holds_title(row[at]) and not paper.marks.starting_at("sums_up", row[at].start)]
    titles = [_of_row(paper, row[:at], row[at].span) for row in areas]
    return [one for one in titles if one.number is not None] or titles


def _of_cell(paper: Paper, row: Sequence[Cell]) -> list[Title]:
    """The titles that a cell lists beside "Indsatsområder": "1. Lys og stier 2. Nabohjælp"."""
    noun = paper.marks.starting_at("focus", row[0].start)
    if noun is None or noun.value != "many" or row[0].end - noun.end > _LABEL_REST:
        return []
    items = list(find_items(paper.text, *row[1].span))
    return [make_title(item.number, item.text, item.start, item.end) for item in items] if len(items) > 1 else []


def _numbered_row(paper: Paper, row: Sequence[Cell]) -> Title | None:
    """The title beside "Indsatsområde 2"."""
    noun = paper.marks.starting_at("focus", row[0].start) if len(row) > 1 and not row[0].is_empty else None
    number = paper.text[noun.end : row[0].end].strip(" .:") if noun and noun.value == "one" else ""
    if not number.isdigit() or row[1] is row[0] or not _holds_title(row[1]):
        return None
    return make_title(number, paper.words(row[1].span), *row[1].span)


def _holds_title(cell: Cell) -> bool:
    return 0 < cell.end - cell.start <= 90


def _of_row(paper: Paper, before: Sequence[Cell], cell: Span) -> Title:
    own = _OWN_NUMBER.match(paper.text, *cell)
    numbers = (paper.words(one.span).strip(".)") for one in before)
    number = own["number"] if own else next((one for one in numbers if one.isdigit() and len(one) < 3), None)
    start = own.end() if own else cell[0]
    return make_title(number, paper.words((start, cell[1])), start, cell[1])


def _added(paper: Paper, before: Span, span: Span) -> list[Title]:
    """What an addendum adds: a title in quotes, or the item or line right behind the colon."""
    adds = paper.marks.last("focus_adds", span)
    spoken = (before[0], span[1]) if paper.words(span).startswith(_INSTEAD) else span
    noun = paper.marks.first("focus", spoken, "one", "many")
    if noun is None or adds is None:
        return []
    quoted = _QUOTED.match(paper.text, max(noun.end, adds.end), span[1] + 2 * _FAR)
    if quoted:
        own = _OWN_NUMBER.match(quoted["title"])
        start = quoted.start("title") + (own.end() if own else 0)
        place = start, quoted.end("title")
        return [make_title(own["number"] if own else None, paper.words(place), *place)]
    colon = paper.text.rfind(":", adds.start, span[1] + 1)
    return find_after(paper.text, colon + 1, paper.sections, None)[:1] if colon >= 0 else []
