"""How often the steering group and the working group meet.

The anchor is a frequency, a number of times in a stretch of the year or a word that is one:

    Styregruppen mødes mindst to og højst fire gange om året, arbejdsgruppen månedligt.
    ^ body       ^ meets ^ limits and numbers ^ times ^ per   ^ body         ^ frequency

Who meets is the nearest body before it: in its clause, its sentence or row, else in the sentence before where its own
says "den" or "vi", else in the lead line of its list or the heading over it. The nearest body may be one that the
record leaves out; then it is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from models.records import Kind, Meeting, MeetingBody
from parsers.marks.mark import Mark, Span
from parsers.marks.numbers import WORDS
from parsers.paper.stretches import read_stretches
from parsers.rules.rule import Trace
from parsers.rules.wording import shown
from parsers.structure.lines import printed_end
from parsers.structure.paper import Paper

Bounds = tuple[int | None, int | None]

_CONFIDENCE = {"meetings-counted": 0.96, "meetings-steady": 0.93}
_BODIES: tuple[MeetingBody, ...] = ("steering_group", "working_group")
_SPOKEN_OF = frozenset(
    ("den", "denne", "gruppen", "her", "der", "møderne", "de", "vi", "disse", "mødes", "møder", "man")
)
_BEHIND = frozenset(("i", "for", "mødes", "samles", "holder"))
_TIMES_OF = frozenset(("efter", "før", "inden", "mellem", "under"))
_NEAR = 45  # characters between a number and what is counted, or that and the stretch of the year
_AFAR = 120  # characters between meeting and how often
_MOST = 366
_CLAUSE = shown(
    re.compile(r",\s(?:som|der)\s[^,.;]{3,90},(?=\s(?:mødes|samles|ses|holder|afholder|skal|vil|kan)\b)"),
    examples=(", som styregruppen nedsætter, mødes",), rejects=(", som mødes hver måned,",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Often:
    """So many meetings a year, least and most."""

    bounds: Bounds
    start: int
    end: int
    rule: str


def read_meetings(paper: Paper, kind: Kind, title: Span, trace: Trace) -> list[Meeting]:
    """One row for each body: the first statement in which it meets so and so often."""
    if kind not in ("partnership_agreement", "addendum", "status_report"):
        return []
    taken: dict[MeetingBody, Meeting] = {}
    before: Span | None = None
    for span in read_stretches(paper, title):
        for often in _joined(paper, _frequencies(paper, span)):
            bodies = _who(paper, span, before, often)
            for body in bodies:
                kept = "said before" if body.value in taken else "kept"
                trace.note("meetings", often.rule, (often.start, often.end), (body.value, *often.bounds), kept)
                taken.setdefault(body.value, _meeting(paper, body, often))
            if not bodies:
                trace.note("meetings", often.rule, (often.start, often.end), often.bounds, "no body meets here")
        before = span
    return [taken[body] for body in _BODIES if body in taken]


def _meeting(paper: Paper, body: Mark, often: _Often) -> Meeting:
    confidence = _CONFIDENCE[often.rule]
    near = abs(often.start - body.start) < 2 * _AFAR
    span = min(body.start, often.start), max(body.end, often.end)
    evidence = paper.body.evidence(*(span if near else (often.start, often.end)), often.rule, confidence)
    if not near:
        evidence += paper.body.evidence(*body.span, often.rule, confidence)
    return Meeting(body=body.value, min_per_year=often.bounds[0], max_per_year=often.bounds[1], evidence=evidence)


def _frequencies(paper: Paper, span: Span) -> Iterator[_Often]:
    """All frequencies of a stretch in order, none over another."""
    at = span[0]
    for mark in paper.marks.any_of(("times", "frequency", "per"), span):
        if mark.start < at:
            continue
        often = (
            _counted(paper, (at, span[1]), mark) if mark.kind != "frequency" else _steady(paper, (at, span[1]), mark)
        )
        if often and max(filter(None, often.bounds)) <= _MOST:
            at = often.end
            yield often
            yield from _told_short(paper, span, often)


def _told_short(paper: Paper, span: Span, often: _Often) -> Iterator[_Often]:
    """ "to møder om året i styregruppen og seks i arbejdsgruppen": the number alone, with a body right behind it."""
    for number in paper.marks.of("number", (often.end, min(span[1], often.end + _AFAR))):
        body = paper.marks.first("meeting_body", (number.end, span[1]))
        per = next(reversed(paper.marks.of("per", (often.start, often.end))), None)
        if per and body and paper.text[number.end : body.start].split() in (["i"], ["møder", "i"]):
            bounds = (int(number.value) * per.value, int(number.value) * per.value)
            yield _Often(bounds, number.start, body.end, often.rule)


def _counted(paper: Paper, span: Span, noun: Mark) -> _Often | None:
    """ "mindst 2-3 gange om året", "tre årlige møder", "fire pr. år": numbers before a noun, and per what."""
    marks = paper.marks
    if noun.kind == "per":  # a bare number before the stretch of the year
        numbers = _numbers(paper, span, noun.start) if marks.has("meets", span) else []
        return _bounded(paper, span, numbers, noun.value, noun.end)
    inside = marks.first("per", noun.span) or marks.first("frequency", noun.span)
    behind = (noun.end, min(span[1], noun.end + _NEAR))
    per = inside or next(iter(marks.any_of(("frequency", "per"), behind)), None) or _in_a_year(paper, behind)
    numbers = _numbers(paper, span, noun.start)
    if per is None or not numbers:
        return None
    return _bounded(paper, span, numbers, per.value, max(noun.end, per.end))


def _in_a_year(paper: Paper, behind: Span) -> Mark | None:
    """ "to gange i 2025": so often in that year."""
    year = paper.marks.first("year", behind)
    within = year is not None and paper.text[behind[0] : year.start].split() == ["i"]
    return year._replace(value=1) if year and within else None


def _bounded(paper: Paper, span: Span, numbers: list[tuple[int, int, Span]], times: int, end: int) -> _Often | None:
    """A frequency of one number or range, or of two that "mindst" and "højst" stand before."""
    said: list[tuple[int | None, int | None]] = []
    start = numbers[0][2][0] if numbers else end
    for low, high, place in numbers:
        limit = paper.marks.last("meeting_limit", (max(span[0], place[0] - 25), place[0]))
        held = limit is not None and len(paper.text[limit.end : place[0]].split()) < 2
        said.append(_limits(limit.value if limit and held else None, low * times, high * times))
        start = min(start, limit.start if limit and held else place[0])
    if not said:
        return None
    bounds = (said[0][0], said[-1][1]) if len(said) > 1 else said[0]
    return _Often(bounds, start, end, "meetings-counted") if any(bounds) else None


def _limits(limit: str | None, low: int, high: int) -> Bounds:
    return (None if limit == "most" else low), (None if limit == "least" else high)


def _numbers(paper: Paper, span: Span, at: int) -> list[tuple[int, int, Span]]:
    """The number or range that ends right before a noun, and the one before that, where limits part them."""
    marks = paper.marks
    near = (max(span[0], at - _NEAR), at)
    found = [(int(mark.value[0]), int(mark.value[1]), mark.span) for mark in marks.of("range", near)]
    taken = [place for _, _, place in found]
    for mark in marks.of("number", near):
        if not any(low <= mark.start < high for low, high in taken) and float(mark.value).is_integer():
            found.append((int(mark.value), int(mark.value), mark.span))
    found = sorted(found, key=lambda one: one[2])
    if not found or len(paper.text[found[-1][2][1] : at].split()) > 2:
        return _article(paper, near)
    return found[-2:] if len(found) > 1 and _is_between(paper, found) else found[-1:]


def _is_between(paper: Paper, found: list[tuple[int, int, Span]]) -> bool:
    """ "mellem to og fire gange": two numbers that only "og" parts, or "eller", or a limit: "to, dog højst fire gange",
    not "alle tre parter mødes mindst seks gange"."""
    apart = found[-2][2][1], found[-1][2][0]
    limited = paper.marks.has("meeting_limit", apart) and not paper.marks.has("meets", apart)
    return limited or (paper.text[slice(*apart)].split() in (["og"], ["eller"], ["/"]) and found[-2][0] < found[-1][0])


def _article(paper: Paper, near: Span) -> list[tuple[int, int, Span]]:
    """ "en gang", "4x": an article right before a noun, or a digit it is glued to, is a number."""
    word = paper.text[slice(*near)].split()[-1:]
    value = WORDS.get(word[0].casefold()) or (int(word[0]) if word[0].isdecimal() else None) if word else None
    start = paper.text.rfind(word[0], *near) if word else near[0]
    return [(int(value), int(value), (start, start + len(word[0])))] if value else []


def _steady(paper: Paper, span: Span, mark: Mark) -> _Often:
    limit = paper.marks.last("meeting_limit", (max(span[0], mark.start - 25), mark.end))
    held = limit is not None and not paper.text[limit.end : mark.start].strip()
    start = min(limit.start, mark.start) if limit and held else mark.start
    bounds = _limits(limit.value if limit and held else None, mark.value, mark.value)
    return _Often(bounds, start, mark.end, "meetings-steady")


def _joined(paper: Paper, found: Iterator[_Often]) -> list[_Often]:
    """ "ikke sjældnere end to gange om året og højst fire gange om året" is one frequency."""
    every = list(found)
    for first, last in pairwise(every):
        if (first.bounds[1], last.bounds[0]) == (None, None) and not paper.marks.has(
            "meeting_body", (first.end, last.start)
        ):
            whole = replace(first, bounds=(first.bounds[0], last.bounds[1]), end=last.end)
            return [whole if one is first else one for one in every if one is not last]
    return every


def _who(paper: Paper, span: Span, before: Span | None, often: _Often) -> list[Mark]:
    """The bodies whose meetings a frequency tells."""
    marks = paper.marks
    if not _is_about_meeting(paper, span, often) or _was(paper, (span[0], often.start)):
        return []
    if marks.has("both_bodies", (span[0], often.end)):
        return list({body.value: body for body in marks.of("meeting_body", (0, often.start)) if body.value}.values())
    bodies = _told_of(paper, (span[0], often.end)) or _behind(paper, span, often)
    if not bodies:
        bodies = _from_around(paper, span, before)
    if not bodies or bodies[-1].value is None:
        return []
    both = [body for body in bodies[-2:] if body.value]
    together = len(both) == 2 and paper.text[both[0].end : both[1].start].split()[:1] in (["og"], ["samt"], ["såvel"])
    return both if together and both[0].value != both[1].value else bodies[-1:]


def _was(paper: Paper, before: Span) -> bool:
    """Whether it is told how often they met: "der hidtil er mødtes fire gange om året, mødes fremover to gange"."""
    past = paper.marks.last("met_before", before)
    if past is None or paper.marks.starting_at("meeting_body", past.end + 1):  # "den tidligere arbejdsgruppe mødes nu"
        return False
    now = paper.text.find(",", past.end, before[1])  # "der hidtil har været samlet efter behov, mødes hver anden måned"
    behind = past.end if now < 0 else now
    meets = now >= 0 and paper.marks.has("meets", (now, before[1]))
    return not (meets or paper.marks.has("met_now", (behind, before[1])))


def _told_of(paper: Paper, span: Span) -> list[Mark]:
    """The bodies of a stretch without those that only a clause names: "arbejdsgruppen, som styregruppen nedsætter,"."""
    clauses = [match.span() for match in _CLAUSE.finditer(paper.text, *span)]
    bodies = [body for body in paper.marks.of("meeting_body", span) if not _dates_another(paper, body)]
    kept = [body for body in bodies if not any(low < body.start < high for low, high in clauses)]
    return kept or bodies


def _dates_another(paper: Paper, body: Mark) -> bool:
    """Whether a body's meeting but tells when another is: "efter hvert møde i styregruppen"."""
    words = paper.text[max(0, body.start - _NEAR) : body.start].casefold().split()
    return words[-1:] == ["i"] and not _TIMES_OF.isdisjoint(words[-4:-2])


def _behind(paper: Paper, span: Span, often: _Often) -> list[Mark]:
    """ "Der holdes to møder om året i styregruppen": the body right behind it or its verb."""
    body = paper.marks.first("meeting_body", (often.end, span[1]))
    between = paper.text[often.end : body.start].casefold().split() if body else []
    return [body] if body and len(between) < 3 and (not between or between[-1] in _BEHIND) else []


def _is_about_meeting(paper: Paper, span: Span, often: _Often) -> bool:
    """Whether meeting is spoken of right before a frequency or in it, or what stands before is but a label."""
    marks = paper.marks
    near = (max(span[0], often.start - _AFAR), min(span[1], often.end + _NEAR // 2))
    if marks.has("meets", near) or marks.has("meets", (often.start, often.end)):
        return True
    body = marks.last("meeting_body", (span[0], often.start))
    said = paper.text[body.end : often.start] if body else ""
    return body is not None and (paper.table_at(often.start) is not None or said.lstrip()[:1] in (":", "|", "("))


def _from_around(paper: Paper, span: Span, before: Span | None) -> list[Mark]:
    """The body of the sentence before, where a stretch speaks of it, else that of the heading over it."""
    marks = paper.marks
    first = paper.text[span[0] : span[1]].split()[0].casefold().strip("•*-–.,")
    if before is not None and ((paper.text[span[0]].isupper() and first in _SPOKEN_OF) or not first):
        return list(marks.of("meeting_body", before))[-1:]
    held = next((one for one in paper.lists if one.start <= span[0] < one.end), None)
    if held is not None and paper.text.endswith(":", 0, printed_end(paper.text, held.start)):
        lead = marks.last("meeting_body", (held.start - _AFAR, held.start))
        return [lead] if lead else []
    section = paper.sections.at(span[0])
    return list(marks.of("meeting_body", (section.start, section.body_start)))[-1:] if section else []
