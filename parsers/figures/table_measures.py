"""The rows of a table of figures as measures: area, unit, change in percent and how sure each is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Evidence, Goal, Measure
from parsers.figures.area_of_figure import OWN, Gazetteer, find_places, read_area
from parsers.figures.column_heads import read_column_change
from parsers.figures.table_entries import RULES as CELL_RULES
from parsers.figures.table_entries import CrimeTable, Entry, Subject
from parsers.older.numbers import Number
from parsers.rules.confidence import figured, weigh
from parsers.rules.rule import Trace
from parsers.structure.body import Body


def read_table(
    body: Body, table: CrimeTable, goals: list[Goal], report: bool, gazetteer: Gazetteer, trace: Trace
) -> Iterator[Measure]:
    """The measures of one table; in a report (`report`) the first column is what the others are compared with."""
    usual = _captioned(body, table, gazetteer)
    first = next((c for c in table.columns if c.role in ("baseline", "observation")), None)
    for subject in table.subjects:
        entries = [entry for entry in table.entries if entry.subject == subject]
        start = next((e for e in entries if e.column.role == "baseline" or (report and e.column == first)), None)
        base = _figure(start)
        moves = _moves(body, entries, start)
        proof = _proof(entries, moves, base)
        shown = [e for e in entries if e.column.role not in ("change", "text", "unknown")]
        for entry in shown:
            row = _table_row(body, entry, base, moves.get(id(entry)), goals, report and entry.column == first, proof)
            area = read_area(subject.area, gazetteer) if subject.area else _labelled(body, subject, gazetteer, usual)
            area = _headed(body, entry, gazetteer) or area
            yield row.model_copy(update={"area": area})
        trace.note("measures", "table-row", subject.spans[0], [entry.value for entry in shown])


def _figure(entry: Entry | None) -> Number | None:
    return entry.value if entry and not isinstance(entry.value, str) else None


def _moves(body: Body, entries: list[Entry], start: Entry | None) -> dict[int, tuple[Entry, Number]]:
    """For each figure that a column of changes speaks of (by `id`) that column's cell and the change with its sign.

    A change is about the figure that it follows from by arithmetic, else about the last one before it.
    """
    found: dict[int, tuple[Entry, Number]] = {}
    values = [e for e in entries if e.column.role in ("baseline", "observation", "target") and _figure(e) is not None]
    for at, change in enumerate(entries):
        amount = _figure(change)
        if change.column.role != "change" or not change.percent or amount is None:
            continue
        amount = read_column_change(body.text[change.column.start : change.column.end], amount)
        open_ones = [e for e in values if e is not start and id(e) not in found]
        before = [e for e in open_ones if entries.index(e) < at]
        ranked = [*reversed(before), *(e for e in open_ones if e not in before)]
        proven = [
            (signed != amount, place, entry, signed)
            for place, entry in enumerate(ranked)
            for base in reversed(values[: values.index(entry)])
            for signed, agrees in [_signed(_figure(entry), _figure(base), amount)]
            if agrees and signed is not None
        ]
        if proven:
            _, _, entry, signed = min(proven, key=lambda p: p[:2])
            found[id(entry)] = (change, signed)
        elif ranked:
            found[id(ranked[0] if before else open_ones[-1])] = (change, amount)
    return found


def _captioned(body: Body, table: CrimeTable, gazetteer: Gazetteer) -> str:
    """The area that a table's caption names; in a paper about no single partnership what leads up to it counts too."""
    led = body.text[max(0, table.start - 400) : table.start].rstrip()
    line = led.rsplit("\n", 1)[-1]
    is_caption = len(line) < 120 and (line[-1:] not in ".;" or bool(re.match(r"\W*(?:Tabel|Figur)\b", line)))
    named = {place.name for place in find_places(line, gazetteer)} if is_caption else set()
    if not named and not gazetteer.own:
        paragraphs = re.split(r"\n[ \t]*\n", led)
        names = ({place.name for place in find_places(part, gazetteer)} for part in reversed(paragraphs[-3:]))
        named = next((found for found in names if found), set())
    return named.pop() if len(named) == 1 else OWN


def _headed(body: Body, entry: Entry, gazetteer: Gazetteer) -> str | None:
    """The area that a column's head names beside its year, where it is the partnership's own or the city."""
    pieces = [(entry.column.start, entry.column.end), *entry.column.also]
    words = " ".join(body.text[low:high] for low, high in pieces)
    name = " ".join(re.sub(r"(?:19|20)\d\d|[():,]", " ", words).split())
    area = read_area(name, gazetteer) if name[:1].isupper() else ""
    return area if area and area in (OWN, gazetteer.city) else None


def _labelled(body: Body, subject: Subject, gazetteer: Gazetteer, usual: str) -> str:
    """The area that a row's label names besides its indicator: "Andel trygge i hele byen"."""
    words = " ".join(body.text[low:high] for low, high in subject.spans)
    places = find_places(words, gazetteer) if subject.indicator else []
    return places[0].name if places else usual


def _table_row(
    body: Body,
    entry: Entry,
    base: Number | None,
    moved: tuple[Entry, Number] | None,
    goals: list[Goal],
    first: bool,
    proof: bool | None,
) -> Measure:
    role = "baseline" if first and entry.column.role == "observation" else entry.column.role
    indicator, unit = _kind_of(entry, goals)
    change, agrees = _signed(_figure(entry), base, entry.change)
    if moved is not None:
        change = moved[1]
    confidence = weigh(body, CELL_RULES[0], *entry.spans[0]) if entry.spans else 0.85
    confidence = figured(
        confidence, proof if agrees is None else agrees, [entry.column.guessed, entry.column.year is None]
    )
    return Measure(
        role=role,  # type: ignore[arg-type]
        indicator=indicator,  # type: ignore[arg-type]
        offence=entry.subject.offence,  # type: ignore[arg-type]
        area=OWN,
        time_of_day=entry.subject.time_of_day or "all",  # type: ignore[arg-type]
        year=entry.column.year,
        value=entry.value,
        unit=unit,  # type: ignore[arg-type]
        change_percent=change,
        status="stated" if entry.value is not None or change is not None else "pending",
        evidence=_table_evidence(body, entry, moved[0] if moved else None, confidence),
    )


def _table_evidence(body: Body, entry: Entry, moved: Entry | None, confidence: float) -> list[Evidence]:
    found = [e for span in entry.spans for e in body.evidence(*span, "table-cell", confidence)]
    found += [e for span in entry.subject.spans for e in body.evidence(*span, "table-label", confidence)]
    if entry.column.start < entry.column.end:
        rule = "table-heading-guessed" if entry.column.guessed else "table-heading"
        for span in ((entry.column.start, entry.column.end), *entry.column.also):
            found += body.evidence(*span, rule, confidence)
    if moved is not None:
        found += [e for span in moved.spans for e in body.evidence(*span, "table-change", confidence)]
    return found


def _kind_of(entry: Entry, goals: list[Goal]) -> tuple[str, str]:
    """Indicator and unit of a cell: its own words, else what the goal about the same offence is measured by."""
    subject = entry.subject
    if subject.indicator:
        return subject.indicator, "category" if isinstance(entry.value, str) else "percent"
    per = subject.per_1000 or entry.per_1000
    if not per and (subject.offence or "").startswith("total_"):
        per = any(goal.indicator == "reported_offences_per_1000" and subject.offence in goal.offences for goal in goals)
    return ("reported_offences_per_1000", "per_1000_inhabitants") if per else ("reported_offences", "count")


def _signed(value: Number | None, base: Number | None, change: Number | None) -> tuple[Number | None, bool | None]:
    """A change with the sign the arithmetic demands, and whether baseline, change and value agree."""
    if change is None or not value or not base:
        return change, None
    for candidate in (change, -change):
        if abs(base * (1 + candidate / 100) - value) < max(1, abs(base) * 0.006):
            return candidate, True
    return change, False


def _proof(entries: list[Entry], moves: dict[int, tuple[Entry, Number]], base: Number | None) -> bool | None:
    """Whether a row's figures and its changes in percent agree; None where it has no change to check."""
    checks = [_signed(_figure(e), base, e.change)[1] for e in entries if e.column.role == "target"]
    checks += [_signed(_figure(e), base, moves[id(e)][1])[1] for e in entries if id(e) in moves]
    told = [check for check in checks if check is not None]
    return all(told) if told else None
