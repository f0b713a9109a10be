"""Whether the amounts of an agreement add up.

A whole is held against what the paper makes it of: its parts, the contributions named before it, or the amounts of its
years. It is pointed out only where nothing that stands together makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.records import Agreement, Budget, Finding, Period
from parsers.findings.stated import state_finding
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

_ON_TOP = compile_danish(
    r"\b(?:hertil kommer|derudover|herudover|dertil kommer|oven\s?i|udover|ud over|desuden|yderligere|ekstra)\b"
)
_SUMS_UP = compile_danish(
    r"\b(?:i alt|ialt|tilsammen|til sammen|dermed|samlet|samlede|sammenlagt|sum|total\w*|således|altså|råder)\b"
)
# Parts that are named without being all of them, or not to the krone.
_LOOSE = compile_danish(
    r"\b(?:bl\.?\s?a\.|blandt andet|herunder|cirka|omtrent|omkring|op til|knap|godt|mindst)|\bca\."
    r"|\b(?:resten|restbeløbet|det øvrige|det resterende)\b(?![^.]{0,30}\d{3})"
)
_DECIMALS = shown(re.compile(r"(?i)\d,(\d+)\s*(?:mio|mill)"), examples=("1,25 mio",), rejects=("1 mio",))


def find_budget_mismatches(agreement: Agreement, _: Paper) -> Iterator[Finding]:
    """Parts that do not make the whole, and yearly amounts that do not make the total over their years."""
    rows = sorted(agreement.budgets, key=lambda row: (row.evidence[0].page, row.evidence[0].start))
    for at, whole in enumerate(rows):
        claims = [*_shares(rows, at), *_sum_before(rows, at), *_over_years(rows, at, agreement.period)]
        if claims and not any(_equal(whole, claim.total) for claim in claims):
            yield _mismatch(whole, claims[0])  # the first of several


@dataclass(frozen=True, slots=True)
class Claim:
    """What a whole should be, and the rows that make it so."""

    total: int
    rows: list[Budget]


def _sums(runs: Iterable[list[Budget]], times: int = 1) -> Iterator[Claim]:
    """What stretches of rows come to, each so many times."""
    yield from (Claim(times * sum(row.amount_dkk for row in run), run) for run in runs)


def _shares(rows: Sequence[Budget], at: int) -> Iterator[Claim]:
    """The parts of a whole, for running the partnership and for its work, as far as they stand together."""
    whole = rows[at]
    parts = [row for row in rows if row.purpose != "whole" and _goes_with(row, whole)]
    inner = [row for row in parts if _is_inside(row, whole)]
    if whole.purpose == "whole" and _has_both(inner) and not any(_LOOSE.search(_words(row)) for row in inner):
        yield from _sums(run for run in (inner, *_runs(parts, 2)) if _has_both(run))


def _is_inside(row: Budget, whole: Budget) -> bool:
    """Whether a part is not said to come on top of a whole, nor to be paid by another."""
    return not _on_top(row) and whole.payer in (None, row.payer or whole.payer)


def _sum_before(rows: Sequence[Budget], at: int) -> Iterator[Claim]:
    """The amounts before one that is said to sum them up."""
    whole = rows[at]
    if whole.purpose == "whole" and not whole.payer and _SUMS_UP.search(_words(whole)):
        before = [row for row in rows[:at] if _goes_with(row, whole) and row.amount_dkk < whole.amount_dkk]
        yield from _sums(run for run in _stretches(before) if len(run) > 1)


def _stretches(before: list[Budget]) -> tuple[list[Budget], ...]:
    """What a sum may be of: the wholes before it, all, the parts, those behind the last whole that no one pays."""
    wholes = [row for row in before if row.purpose == "whole"]
    parts = [row for row in before if row.purpose != "whole"]
    last = max((place for place, row in enumerate(before) if row.purpose == "whole" and not row.payer), default=-1)
    return wholes, before, parts, before[last + 1 :]


def _over_years(rows: Sequence[Budget], at: int, period: Period | None) -> Iterator[Claim]:
    """What a total over several years is made of: the amount of each year, or a yearly amount so many times."""
    total = rows[at]
    if total.basis != "total":
        return
    yield from _sums(_year_by_year(rows, total))
    yearly = _yearly(rows, total)
    if not yearly or _on_top(total) or sum(row.amount_dkk for row in yearly) > total.amount_dkk:
        return
    runs = [yearly[:1], *_runs(yearly, 1)] if yearly[0].purpose == total.purpose else [yearly]
    for count in _year_counts(total, period):
        yield from _sums(runs, count)


def _year_by_year(rows: Sequence[Budget], total: Budget) -> Iterator[list[Budget]]:
    """Amounts that stand together and are of each year of a total."""
    years = set(range(total.start_year or 0, (total.end_year or 0) + 1))
    yield from (run for run in _runs(_of_single_years(rows, total), 2) if {row.start_year for row in run} == years)


def _of_single_years(rows: Sequence[Budget], total: Budget) -> list[Budget]:
    """The amounts of single years of a total for its purpose; of a whole for any, where none is told as yearly."""
    single = [row for row in rows if _within(row, total)]
    alike = [row for row in single if row.basis != "total" and row.purpose == total.purpose]
    return alike or (single if total.purpose == "whole" else [])


def _yearly(rows: Sequence[Budget], total: Budget) -> list[Budget]:
    """The amounts that a total is so many times of: for its purpose, where that is plain, or those of both parts."""
    yearly = [row for row in rows if _is_each_year_of(row, total)]
    alike = [row for row in yearly if row.purpose == total.purpose]
    if total.purpose != "whole":
        return alike if len(alike) == 1 else []
    return alike or (yearly if _has_both(yearly) else [])


def _is_each_year_of(row: Budget, total: Budget) -> bool:
    return row.basis == "annual" and _same_years(row, total) and not _on_top(row)


def _year_counts(row: Budget, period: Period | None) -> list[int]:
    """How many years an amount is for: the calendar years, and the years of the agreement where it runs with it."""
    if row.start_year is None or row.end_year is None:
        return []
    counts = [row.end_year - row.start_year + 1]
    start, end = (period.start, period.end) if period else (None, None)
    if start and end and (int(start[:4]), int(end[:4])) == (row.start_year, row.end_year):
        months = (row.end_year - row.start_year) * 12 + int(end[5:7]) - int(start[5:7])
        counts.append(round((months + (int(end[8:]) - int(start[8:]) + 1) / 30) / 12))
    return counts


def _runs(rows: Sequence[Budget], least: int) -> Iterator[list[Budget]]:
    """All stretches of rows that stand together, the longest first."""
    for length in range(len(rows), least - 1, -1):
        for start in range(len(rows) - length + 1):
            yield list(rows[start : start + length])


def _has_both(rows: Sequence[Budget]) -> bool:
    return {"administration", "activities"} <= {row.purpose for row in rows}


def _goes_with(row: Budget, whole: Budget) -> bool:
    """Whether an amount can be part of another: reckoned alike, for the same years, and smaller."""
    alike = row.basis == whole.basis or (row.basis == "unstated" and not _on_top(row))
    return alike and _same_years(row, whole) and row.amount_dkk <= whole.amount_dkk


def _on_top(row: Budget) -> bool:
    """Whether the sentence says that an amount comes in addition; its sentence is the row's last evidence."""
    return any(_ON_TOP.search(e.verbatim) for e in row.evidence if e.rule == "budget-sentence")


def _words(row: Budget) -> str:
    return " ".join(e.verbatim for e in row.evidence)


def _same_years(one: Budget, other: Budget) -> bool:
    return (one.start_year, one.end_year) == (other.start_year, other.end_year)


def _within(row: Budget, total: Budget) -> bool:
    """Whether an amount is that of a single one of a total's years."""
    if row.start_year is None or row.start_year != row.end_year or total.start_year is None or total.end_year is None:
        return False
    return total.start_year < total.end_year and total.start_year <= row.start_year <= total.end_year


def _equal(whole: Budget, total: int) -> bool:
    """Whether a sum is the whole, to the last decimal that is printed of millions where there are two or more."""
    decimals = _DECIMALS.search(whole.evidence[0].verbatim)
    slack = 10**6 // 10 ** len(decimals[1]) // 2 if decimals and len(decimals[1]) > 1 else 0
    return abs(whole.amount_dkk - total) <= slack


def _mismatch(whole: Budget, claim: Claim) -> Finding:
    """A whole against what should make it: so many times a yearly amount, the rest of it, or a sum."""
    amount, total, rows = whole.amount_dkk, claim.total, claim.rows
    details: dict[str, int | list[int]] = {"whole": amount, "parts": [row.amount_dkk for row in rows]}
    quotes = [*rows, whole]
    if len(rows) == 1:
        details = {"whole": amount, "part": rows[0].amount_dkk, "times": total // rows[0].amount_dkk}
    elif len(rows) == 2 and total == sum(row.amount_dkk for row in rows) and _has_both(rows):
        first, last = sorted(rows, key=lambda row: row.purpose != "administration")
        details = {"whole": amount, "part": first.amount_dkk, "rest": last.amount_dkk}
        quotes = [whole, *rows]
    return state_finding("budget-sum-mismatch", "warning", details, [row.evidence[0] for row in quotes])
