"""Dated political decisions that a paper rests on.

The anchor is a day; whose it is, is the nearest council before it in its sentence or row, else one right behind a deed:

    Økonomiudvalget godkendte aftalen den 18. juni 2019 og vedtog den 27. oktober 2020, hvordan der rapporteres.
    Den 2. februar 2016 besluttede Kommunalbestyrelsen …
    godkendt af Økonomiudvalget og Byrådet henholdsvis den 3. maj 2021 og den 17. maj 2021

A day that something begins or ends on is no decision's, nor is a second one without a deed before it. Where councils of
several municipalities decide, each is named with its own: "Byrådet i Nordby Kommune".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Decision
from parsers.marks.mark import Mark, Span
from parsers.paper.dated import Day, read_days
from parsers.rules.rule import Trace
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_COUNCIL = shown(
    compile_danish(
        r"(?<![\w-])(?:(?-i:[A-ZÆØÅ][\w-]{1,30} Kommunes )?(?-i:[A-ZÆØÅ][\w-]{1,30} )?"
        r"(?-i:Byråd|Kommunalbestyrelse|Borgerrepræsentation|Økonomiudvalg|Regionsråd)(?=s?\b(?!et|en))"
        r"|(?-i:Udvalget for [A-ZÆØÅ][\w-]{1,30}(?:(?:, [A-ZÆØÅ][\w-]{1,30})? og [A-ZÆØÅ][\w-]{1,30})?)"
        r"|(?:(?-i:[A-ZÆØÅ])[\w-]{0,30}-(?:,| og| ,) ){0,3}\w[\w-]{0,40}udvalget(?=s?\b)"
        r"|(?:byrådet|kommunalbestyrelsen|borgerrepræsentationen|magistraten|regionsrådet)(?=s?\b))"
    ),
    examples=(
        "Økonomiudvalgets",
        "Nordby Byråd",
        "By- og Miljøudvalget",
        "Børne-, Social- og Kulturudvalget",
        "Udvalget for Børn og Unge",
        "byrådet",
    ),
    rejects=("udvalgte", "rådet"),
)
_DEED = shown(
    compile_danish(
        r"\b(?:beslutt\w+|vedt[oa]g\w*|godkend\w*|tiltr[åa]d\w*|behandl\w+|bevilge?\w*|anbefal\w+|forlæng\w+|tilslut\w+"
        r"|dr[øo]ft\w+|støtt\w+|fulgte|sagde|møde|afs[ae]t\w*|bad)\b"
    ),
    examples=("besluttede", "vedtog", "tiltrådt"),
    rejects=("mødes",),
)
# A letterhead says whom a paper is for, or at which meeting it was laid before them: nothing is decided there.
_ADDRESSED = shown(compile_danish(r"\btil\s+$"), examples=("Notat til ",), rejects=("godkendt i ",))
_LAID_BEFORE = shown(
    compile_danish(r"\bbilag\b[^.\n]{0,30}\b(?:punkt|pkt|dagsorden\w*)\b"),
    examples=("Bilag 2 til punkt 7",),
    rejects=("Bilag 2. Budget",),
)
_TOGETHER = shown(compile_danish(r",?\s(?:og|samt)\s(?:i |af )?$"), examples=(" og af ",), rejects=(", af ",))
_REACH = 110  # characters between a council and its day
_BEHIND = 60
_CONFIDENCE = {"decision-body-then-date": 0.92, "decision-date-then-body": 0.88, "decisions-in-pairs": 0.85}


@dataclass(frozen=True, slots=True)
class _Council:
    """A council as printed, in the nominative."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Decided:
    council: _Council
    day: Day
    rule: str


def read_decisions(paper: Paper, trace: Trace) -> list[Decision]:
    """One row for each body and day, in the order of their places."""
    found: dict[tuple[str, str], Decision] = {}
    councils = list(_councils(paper))
    for span, held in _stretches(paper, councils):
        days = [day for day in read_days(paper, span) if day.first == day.last and day.precise]
        for one in _decided(paper, held, days):
            place = min(one.council.start, one.day.start), max(one.council.end, one.day.end)
            key = one.council.name, one.day.first
            trace.note("decisions", one.rule, place, key, "said before" if key in found else "kept")
            evidence = paper.body.evidence(*place, one.rule, _CONFIDENCE[one.rule])
            found.setdefault(key, Decision(body=key[0], date=key[1], evidence=evidence))
    return list(found.values())


def _councils(paper: Paper) -> Iterator[_Council]:
    found = list(_COUNCIL.finditer(paper.text))
    homes = [_home(paper, match.end()) for match in found]
    several = len({home.value.id for home in homes if home}) > 1
    for match, home in zip(found, homes, strict=True):
        end = home.end if home and several else match.end()
        name = paper.words((match.start(), end))
        yield _Council(name[0].upper() + name[1:], match.start(), end)


def _home(paper: Paper, at: int) -> Mark | None:
    """The municipality that a council is said to be in right behind it."""
    home = paper.marks.first("organisation", (at, at + _BEHIND))
    told = home is not None and home.value.kind == "municipality" and paper.text[at : home.start].split() == ["i"]
    return home if told else None


def _stretches(paper: Paper, councils: list[_Council]) -> Iterator[tuple[Span, list[_Council]]]:
    """The sentences, rows, headings and notes that name a council, in order, with the councils they name."""
    rows = [span for table in paper.tables for span in table.row_spans()]
    heads = [(part.start, part.body_start) for part in paper.sections]
    starts = [council.start for council in councils]
    for span in sorted({*paper.sentences, *rows, *heads, *paper.footnotes}):
        low, high = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        if low < high:
            yield span, councils[low:high]


def _decided(paper: Paper, councils: list[_Council], days: list[Day]) -> Iterator[_Decided]:
    """Each day of a stretch with the council whose it is."""
    pairs = _pairs(paper, councils, days)
    yield from pairs
    taken = {one.day for one in pairs}
    before: Day | None = None
    for day in days:
        if day in taken or day.bound not in (None, "off"):
            continue
        council = _before(paper, councils, day, before)
        if council:
            yield _Decided(council, day, "decision-body-then-date")
            before = day
        elif (behind := _behind(paper, councils, day, days)) is not None:
            yield _Decided(behind, day, "decision-date-then-body")


def _before(paper: Paper, councils: list[_Council], day: Day, last: Day | None) -> _Council | None:
    """The nearest council before a day; of a second day a deed must be told between."""
    council = next((one for one in reversed(councils) if one.end <= day.start), None)
    if council is None:
        return None
    if last is None and _is_letterhead(paper, council, day):
        return None
    since = max(council.end, last.end if last else 0)
    between = paper.text[since : day.start]
    if ";" in between or len(between) > _REACH:
        return None
    return council if since == council.end or _DEED.search(between) else None


def _is_letterhead(paper: Paper, council: _Council, day: Day) -> bool:
    """Whether a council and a day are those of a letterhead: "Notat til Byrådet, 3. maj 2021"."""
    before, between = paper.text[max(0, council.start - _REACH) : council.start], paper.text[council.end : day.start]
    addressed = _ADDRESSED.search(before) is not None and _DEED.search(between) is None
    return addressed or _LAID_BEFORE.search(before) is not None


def _behind(paper: Paper, councils: list[_Council], day: Day, days: list[Day]) -> _Council | None:
    """The council right behind a day and a deed: "Den 2. februar 2016 besluttede Kommunalbestyrelsen"."""
    council = next((one for one in councils if one.start >= day.end), None)
    between = paper.text[day.end : council.start] if council else ""
    if (
        council is None
        or len(between) > _BEHIND
        or not (_DEED.search(between) or between.strip(" ,") in ("i", "af", ""))
    ):
        return None
    own = next((other for other in days if other.start >= council.end), None)
    return None if own and own.start - council.end < len(between) + 12 else council


def _pairs(paper: Paper, councils: list[_Council], days: list[Day]) -> list[_Decided]:
    """Two councils and two days, in the same order: "af A og B henholdsvis den … og den …"."""
    if len(councils) != 2 or len(days) != 2 or councils[1].end > days[0].start:
        return []
    joined = _TOGETHER.search(paper.text[councils[0].end : councils[1].start].removeprefix("s"))
    return [_Decided(*pair, "decisions-in-pairs") for pair in zip(councils, days, strict=True)] if joined else []
