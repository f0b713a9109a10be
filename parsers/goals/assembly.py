"""The goals: stated in lists and sentences, or only in a table's rows; completed by what the tables say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from models.records import Evidence, Goal
from parsers.figures.crime_tables import read_crime_tables
from parsers.figures.table_captions import asked_later
from parsers.figures.table_entries import CrimeTable, Subject
from parsers.goals.parts_of_a_goal import Statement
from parsers.goals.where_stated import find_statements
from parsers.goals.worded_tables import find_goal_tables
from parsers.older.directions_and_deadlines import read_direction
from parsers.older.numbers import Number
from parsers.rules.confidence import weigh
from parsers.rules.rule import Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.scopes import Scope, find_scopes, scope_of
from parsers.structure.sections import Sections

_TABLE_NAMED = compile_danish(r"\b(?:tabel|skema) (?:nr\.? )?(?P<number>\d{1,2})\b")


def read_goals(body: Body, sections: Sections, trace: Trace, made: int | None = None) -> list[Goal]:
    """The goals in the order of the paper; empty where it sets none. `made`: an agreement's first year, if printed."""
    tables = [asked_later(table, made) for table in read_crime_tables(body)]
    statements = find_statements(body, sections)
    scopes = find_scopes(body, sections)
    goals: list[Goal] = []
    for statement in statements:
        given = _given_tables(body, statement, statements, tables)
        goals.append(_stated(body, statement, given, scope_of(statement.start, scopes)))
        trace.note("goals", statement.rule, (statement.start, statement.end), goals[-1].indicator)
    _, worded = find_goal_tables(body)
    for table in tables:
        if any(low < table.end and table.start < high for low, high in worded):
            continue
        for subject in table.subjects:
            if not any(_covers(goal, subject) for goal in goals if not _from_table(goal)):
                goals += _row_goal(body, table, subject, trace)
    return goals


def _given_tables(
    body: Body, statement: Statement, statements: list[Statement], tables: list[CrimeTable]
) -> list[CrimeTable]:
    """The tables that may complete a goal: the one it names, else all, without rows that other goals speak of."""
    named = {match["number"] for match in _TABLE_NAMED.finditer(body.text, statement.start, statement.end)}
    if named:
        own = [table for table in tables if named & _numbers_of(body, table)]
        if own:
            return own
    if statement.offences:
        return tables
    claimed = {code for other in statements if other is not statement for code in other.offences}
    pointed = {
        match["number"]
        for other in statements
        if other is not statement
        for match in _TABLE_NAMED.finditer(body.text, other.start, other.end)
    }
    free = [table for table in tables if not pointed & _numbers_of(body, table)]
    return [
        replace(table, subjects=tuple(row for row in table.subjects if row.offence not in claimed)) for table in free
    ]


def _numbers_of(body: Body, table: CrimeTable) -> set[str]:
    """The number in a table's caption."""
    found = list(_TABLE_NAMED.finditer(body.text, max(0, table.start - 200), table.start))
    return {found[-1]["number"]} if found else set()


def _from_table(goal: Goal) -> bool:
    return any(evidence.rule == "goal-row" for evidence in goal.evidence)


def _covers(goal: Goal, subject: Subject) -> bool:
    """Whether a goal already speaks of what a table's row is about."""
    if subject.offence is None:
        return goal.indicator == subject.indicator
    return goal.indicator.startswith("reported") and (not goal.offences or subject.offence in goal.offences)


def _stated(body: Body, statement: Statement, tables: list[CrimeTable], scope: Scope | None) -> Goal:
    offences, baseline_year, deadline, extra = _from_tables(body, statement, tables)
    target = [level for level in statement.levels if level.role == "target" and level.value is not None]
    value = statement.threshold if statement.threshold is not None else target[-1].value if target else None
    low, high = statement.core
    sure = weigh(body, statement.confidence, low, high)
    pieces = statement.pieces or (statement.core,)
    evidence = [quote for piece in pieces for quote in body.evidence(*piece, statement.rule, sure)]
    if scope:
        evidence += body.evidence(*scope.span, "goal-scope", 0.85)
    return Goal(
        number=statement.number,
        text=" ".join(" ".join(body.text[a:b] for a, b in pieces).split()),
        indicator=statement.indicator,  # type: ignore[arg-type]
        direction=statement.direction,  # type: ignore[arg-type]
        target_value=value,
        unit=_unit(statement, value),  # type: ignore[arg-type]
        deadline=statement.deadline or deadline,
        baseline_year=statement.baseline_year or baseline_year,
        offences=sorted(offences),  # type: ignore[arg-type]
        data_source=statement.data_source,
        status=scope.status if scope else "agreed",  # type: ignore[arg-type]
        applies_to=list(scope.applies_to) if scope else [],
        evidence=[*evidence, *extra],
    )


def _unit(statement: Statement, value: Number | str | None) -> str | None:
    if value is None:
        return None
    return statement.levels[-1].unit if statement.levels else "percent"


def _from_tables(
    body: Body, statement: Statement, tables: list[CrimeTable]
) -> tuple[set[str], int | None, int | None, list[Evidence]]:
    """Offences, baseline year and deadline that the tables give a goal, and where."""
    offences = set(statement.offences)
    year: int | None = None
    deadline: int | None = None
    evidence: list[Evidence] = []
    for table in tables:
        rows = [subject for subject in table.subjects if _matches(statement, subject)]
        set_goals = any(column.role in ("baseline", "target") for column in table.columns)
        untold = statement.direction == "monitor" or statement.indicator == "activities_with_partners"
        if not rows or not table.entries or not set_goals or untold:
            continue
        if not statement.offences and statement.indicator.startswith("reported"):
            offences |= {subject.offence for subject in rows if subject.offence}
        bases = [c for c in table.columns if c.role == "baseline"]
        filled = {entry.column.year for entry in table.entries if entry.column.role == "target"}
        targets = [c.year for c in table.columns if c.role == "target" and c.year and c.year in filled]
        year = year or next((c.year for c in bases if c.year), None)
        deadline = deadline or (max(targets) if targets else None)
        for column in bases[:1] if bases and bases[0].year and not statement.baseline_year else []:
            evidence += body.evidence(column.start, column.end, "goal-baseline-column", 0.9)
        if not statement.offences:
            for subject in rows:
                for span in subject.spans[:1]:
                    evidence += body.evidence(*span, "goal-offence-row", 0.9)
    return offences, year, deadline, evidence


def _matches(statement: Statement, subject: Subject) -> bool:
    if subject.offence is None:
        return statement.indicator == subject.indicator
    if not statement.indicator.startswith("reported"):
        return False
    return not statement.offences or subject.offence in statement.offences


def _row_goal(body: Body, table: CrimeTable, subject: Subject, trace: Trace) -> Iterator[Goal]:
    """A row as a goal of its own: it has a target, or words that say which way."""
    entries = [entry for entry in table.entries if entry.subject == subject]
    targets = [e for e in entries if e.column.role == "target" and e.value is not None]
    bases = [e for e in entries if e.column.role == "baseline"]
    said = _said_of(body, table, subject)
    if not targets and not (said and (bases or _sets_goals(body, table))):
        return
    start, value = (bases[0].value if bases else None), (targets[-1].value if targets else None)
    direction = said or _way(subject, start, value)
    spans = [*subject.spans, *(span for entry in [*bases[:1], *targets[-1:]] for span in entry.spans)]
    evidence = [e for span in spans for e in body.evidence(*span, "goal-row", weigh(body, 0.75, *span))]
    per = subject.per_1000
    indicator = subject.indicator or ("reported_offences_per_1000" if per else "reported_offences")
    trace.note("goals", "goal-row", subject.spans[0], indicator)
    unit = None if value is None else "percent" if subject.indicator else "per_1000_inhabitants" if per else "count"
    unit = "category" if isinstance(value, str) else unit
    years = [e.column.year for e in targets if e.column.year]
    yield Goal(
        number=subject.number or _printed_number(body, subject),
        text=" ".join(body.text[low:high].strip() for low, high in subject.spans),
        indicator=indicator,  # type: ignore[arg-type]
        direction=direction,  # type: ignore[arg-type]
        target_value=value,
        unit=unit,  # type: ignore[arg-type]
        deadline=max(years) if years else None,
        baseline_year=bases[0].column.year if bases else None,
        offences=[subject.offence] if subject.offence else [],  # type: ignore[list-item]
        evidence=evidence,
    )


def _said_of(body: Body, table: CrimeTable, subject: Subject) -> str | None:
    """The direction that a row says in its label, or in a cell beside it: "Skal falde", "Følges"."""
    label = read_direction(" ".join(body.text[low:high] for low, high in subject.spans))
    if label:
        return label[0]
    after = [other.spans[0][0] for other in table.subjects if other.spans[0][0] > subject.spans[-1][1]]
    end = min([*after, table.end, subject.spans[-1][1] + 160])
    words = body.text[subject.spans[-1][1] : end]
    words = words.split("\n\n")[0]
    beside = read_direction(words) or (("monitor", 0, 0) if re.search(r"(?i)\bfølges\b|\bmonit", words) else None)
    if beside and re.search(r"[a-zæøå]{4}", words):
        return beside[0]
    bare = re.match(r"[\s|]*(?:(?P<up>op|↑|▲)|(?:ned|↓|▼))(?=[\s|])", words, re.IGNORECASE)
    if bare:
        return "increase" if bare["up"] else "decrease"
    return None


def _sets_goals(body: Body, table: CrimeTable) -> bool:
    """Whether a table's head has a column of goals or directions in words, and no lone year column of a form."""
    head = body.text[table.start : min(table.end, table.start + 200)].split("\n")[0]
    return bool(table.entries) and bool(re.search(r"(?i)\b(?:mål|målsætning|retning|ønsket udvikling)\b", head))


def _printed_number(body: Body, subject: Subject) -> str | None:
    """The number a row's label begins with: "Mål 2: …", "2.1 …"."""
    label = body.text[slice(*subject.spans[0])]
    match = re.match(r"(?i)(?:(?:del|resultat|effekt)?mål\s+(?:nr\.?\s*)?)?(\d{1,2}(?:\.\d)?)[.:)\s]\s*\D", label)
    return match[1] if match else None


def _way(subject: Subject, start: Number | str | None, value: Number | str | None) -> str:
    if isinstance(start, str) or isinstance(value, str):
        return "maintain" if start == value else "decrease"
    if start is not None and value is not None and start != value:
        return "increase" if value > start else "decrease"
    if start is not None and start == value:
        return "maintain"
    return "at_least" if subject.indicator == "feels_safe" else "decrease"
