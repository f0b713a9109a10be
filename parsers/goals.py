"""The goals: stated in lists and sentences, or only in a table's rows; completed by what the tables say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.slugs import make_slug
from models.records import Evidence, Goal
from parsers.body import Body
from parsers.confidence import weigh
from parsers.crime_tables import read_crime_tables
from parsers.goal_statements import Statement, find_statements
from parsers.goal_terms import read_direction
from parsers.numbers import Number
from parsers.rules import Trace, compile_danish
from parsers.sections import Sections
from parsers.table_entries import CrimeTable, Subject

_NOW = compile_danish(r"\b(?:nuværende|gældende|eksisterende)\b")
_PROPOSED = compile_danish(r"\b(?:forslag|foreslå\w*|ændrede|fremtidige|kommende|nye)\b")
_GOAL_WORD = compile_danish(r"\b(?:mål|målsætning\w*|målene|delmål)\b")
_SEVERAL = compile_danish(r"\bpartnerskaber(?:ne)?s?\b|\btryghedspartnerskaber(?:ne)?s?\b")
_NAMES = r"(?P<names>[A-ZÆØÅ][\w/-]+(?:(?:, | og |,? samt )[A-ZÆØÅ][\w/-]+)*)"
_NAMED = compile_danish(rf"\b\w*partnerskaber(?:ne|s)?(?: (?:i|for|på))? ?\(?{_NAMES}".replace(" ?", r"\s*"), 0)
_NAMED_BEFORE = compile_danish(rf"{_NAMES} (?:trygheds)?partnerskab(?:er|et|erne)?\b", 0)


@dataclass(frozen=True, slots=True)
class Scope:
    """Under which heading a goal stands: what its status is and for whom it holds. `span` is the heading."""

    status: str
    applies_to: tuple[str, ...]
    span: tuple[int, int]


def read_goals(body: Body, sections: Sections, trace: Trace) -> list[Goal]:
    """The goals in the order of the paper; empty where it sets none."""
    tables = read_crime_tables(body)
    statements = find_statements(body, sections)
    scopes = _scopes(body, sections)
    goals: list[Goal] = []
    for statement in statements:
        goals.append(_stated(body, statement, tables, _scope_of(statement.start, scopes)))
        trace.note("goals", statement.rule, (statement.start, statement.end), goals[-1].indicator)
    for table in tables:
        for subject in table.subjects:
            if not any(_covers(goal, subject) for goal in goals if not _from_table(goal)):
                goals += _row_goal(body, table, subject, trace)
    return goals


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
    evidence = body.evidence(low, high, statement.rule, weigh(body, statement.confidence, low, high))
    if scope:
        evidence += body.evidence(*scope.span, "goal-scope", 0.85)
    return Goal(
        number=statement.number,
        text=" ".join(body.text[low:high].split()),
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
        if not rows or not table.entries or not set_goals or statement.direction == "monitor":
            continue
        if not statement.offences and statement.indicator.startswith("reported"):
            offences |= {subject.offence for subject in rows if subject.offence}
        bases = [c for c in table.columns if c.role == "baseline"]
        targets = [c.year for c in table.columns if c.role == "target" and c.year]
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
    words = body.text[subject.spans[-1][1] : subject.spans[-1][1] + 60]
    keeps = bool(re.match(r"[\s|]*(?:som\s+)?minimum\s+fastholde", words, re.IGNORECASE)) and bool(bases)
    said = read_direction(" ".join(body.text[low:high] for low, high in subject.spans))
    if not targets and not keeps and not (said and bases):
        return
    start, value = (bases[0].value if bases else None), (targets[-1].value if targets else None)
    direction = said[0] if said else "maintain" if keeps and not targets else _way(subject, start, value)
    spans = [*subject.spans, *(span for entry in [*bases[:1], *targets[-1:]] for span in entry.spans)]
    evidence = [e for span in spans for e in body.evidence(*span, "goal-row", weigh(body, 0.75, *span))]
    per = subject.per_1000
    indicator = subject.indicator or ("reported_offences_per_1000" if per else "reported_offences")
    trace.note("goals", "goal-row", subject.spans[0], indicator)
    unit = (
        "category"
        if isinstance(value, str)
        else None
        if value is None
        else "percent"
        if subject.indicator
        else "per_1000_inhabitants"
        if per
        else "count"
    )
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


def _scopes(body: Body, sections: Sections) -> list[Scope]:
    """The headings that tell goals in force from proposed ones, in a paper about several partnerships."""
    found: list[Scope] = []
    everyone = _everyone(body.text[:3000])
    for match in re.finditer(r"(?m)^[^\n]{12,140}(?:\n(?![ \t]*\n)[^\n]{2,60})?", body.text):
        line = match.group()
        names_some = bool(_SEVERAL.search(line)) or len([name for name in everyone if name in line]) > 1
        if not _GOAL_WORD.search(line) or not (names_some or len(everyone) > 1):
            continue
        status = "proposed" if _PROPOSED.search(line) else "in_force" if _NOW.search(line) else None
        section = sections.at(match.start())
        heads = section is not None and section.start <= match.start() < section.body_start
        if status is None or not (heads or re.search(r"^\s*(?:Nuværende|Forslag|Gældende|Eksisterende|Nye)", line)):
            continue
        named = _NAMED.search(line)
        names = _split(named["names"]) if named else everyone
        found.append(
            Scope(
                status,
                tuple(sorted(make_slug(name) for name in names)),
                (match.start(), match.start() + len(line.rstrip())),
            )
        )
    return found


def _everyone(head: str) -> list[str]:
    """All partnerships a paper says it is about: those in the longest list of names."""
    lists = [_split(match["names"]) for pattern in (_NAMED, _NAMED_BEFORE) for match in pattern.finditer(head)]
    return max(lists, key=len, default=[])


def _split(names: str) -> list[str]:
    return [name.strip() for name in re.split(r",|\bog\b|\bsamt\b", names) if name.strip()]


def _scope_of(offset: int, scopes: list[Scope]) -> Scope | None:
    before = [scope for scope in scopes if scope.span[0] <= offset]
    return before[-1] if before else None
