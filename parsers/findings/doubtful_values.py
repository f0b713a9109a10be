"""Values that are likely wrong, on the paper or in its reading: a person should look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.records import Agreement, Budget, Evidence, Finding, Goal, Measure, Period
from parsers.findings.stated import state_finding
from parsers.structure.paper import Paper

_LONGEST_PERIOD = 15  # years
_LIKELY_AMOUNT = range(1_000, 100_000_001)  # kroner
_SERIES = ("role", "indicator", "offence", "area", "time_of_day", "year", "unit", "data_source", "change_percent")


def find_doubtful_values(agreement: Agreement, _: Paper) -> Iterator[Finding]:
    """Shares over 100 percent, years the wrong way round or outside the agreement, unlikely sums, two values of one."""
    yield from _period(agreement)
    yield from _shares(agreement)
    yield from _goals(agreement)
    yield from _amounts(agreement)
    yield from _two_of_one(agreement.measures)


def _period(agreement: Agreement) -> Iterator[Finding]:
    first, last = _years(agreement.period)
    if first is None or last is None or agreement.period is None:
        return
    said = f"{agreement.period.start} – {agreement.period.end}"
    quotes = agreement.evidence.get("period", [])
    if (agreement.period.start or "") > (agreement.period.end or ""):
        yield _doubt("period", said, "ends-first", quotes)
    elif last - first > _LONGEST_PERIOD:
        yield _doubt("period", said, "too-long", quotes)


def _shares(agreement: Agreement) -> Iterator[Finding]:
    rows = [("measures", row, row.value) for row in agreement.measures if row.unit == "percent"]
    goals = [("goals", row, row.target_value) for row in agreement.goals if row.unit == "percent"]
    for field, row, value in (*rows, *goals):
        if isinstance(value, int | float) and not 0 <= value <= 100:
            yield _doubt(field, f"{value:g} %".replace(".", ","), "no-share", row.evidence)


def _goals(agreement: Agreement) -> Iterator[Finding]:
    first, _ = _years(agreement.period)
    for goal in agreement.goals:
        reason = _of_goal(goal, first)
        if reason:
            yield _doubt("goals", str(goal.deadline), reason, goal.evidence)


def _of_goal(goal: Goal, first: int | None) -> str | None:
    if goal.deadline is None:
        return None
    if goal.baseline_year is not None and goal.baseline_year >= goal.deadline:
        return "before-its-baseline"
    return "before-the-agreement" if first is not None and goal.deadline < first else None


def _amounts(agreement: Agreement) -> Iterator[Finding]:
    first, last = _years(agreement.period)
    for row in agreement.budgets:
        said = f"{row.amount_dkk:,} kr.".replace(",", ".")
        if row.amount_dkk not in _LIKELY_AMOUNT:
            yield _doubt("budgets", said, "unlikely-sum", row.evidence)
        if _is_outside(row, first, last):
            years = "-".join(dict.fromkeys(str(year) for year in (row.start_year, row.end_year) if year))
            yield _doubt("budgets", f"{said} ({years})", "outside-the-agreement", row.evidence)


def _is_outside(row: Budget, first: int | None, last: int | None) -> bool:
    """Whether an amount is for no year of the agreement; False where either names none."""
    begins, ends = row.start_year or row.end_year, row.end_year or row.start_year
    if not (first and last and begins and ends):
        return False
    return ends < first or begins > last


def _two_of_one(measures: list[Measure]) -> Iterator[Finding]:
    """Two figures for one series and year: one of them is of something else, or was read wrong."""
    alike: dict[tuple[object, ...], list[Measure]] = defaultdict(list)
    for row in measures:
        if isinstance(row.value, int | float) and row.role != "target":
            alike[tuple(getattr(row, name) for name in _SERIES)].append(row)
    for rows in alike.values():
        if len({row.value for row in rows}) > 1:
            said = " / ".join(dict.fromkeys(f"{row.value:g}".replace(".", ",") for row in rows))
            yield _doubt("measures", said, "two-of-one", [row.evidence[0] for row in rows])


def _doubt(field: str, value: str, reason: str, quotes: list[Evidence]) -> Finding:
    return state_finding("check-value", "warning", {"field": field, "value": value, "reason": reason}, quotes)


def _years(period: Period | None) -> tuple[int | None, int | None]:
    bounds = (period.start, period.end) if period else (None, None)
    first, last = (int(day[:4]) if day else None for day in bounds)
    return first, last
