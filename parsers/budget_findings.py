"""Whether the amounts of an agreement add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Agreement, Budget, Finding
from parsers.body import Body

_ON_TOP = re.compile(r"(?i)\b(?:hertil\s+kommer|derudover|herudover|dertil\s+kommer|oven\s?i|udover|desuden)\b")


def find_budget_mismatches(agreement: Agreement, body: Body) -> Iterator[Finding]:
    """Parts that do not make the whole, and a yearly amount that does not make the total over its years."""
    budgets = agreement.budgets
    for whole in (row for row in budgets if row.purpose == "whole"):
        parts = [row for row in budgets if _is_part(row, whole) and not _on_top(row)]
        if {row.purpose for row in parts} >= {"administration", "activities"}:
            total = sum(row.amount_dkk for row in parts)
            if total != whole.amount_dkk:
                yield _mismatch(whole, parts)
    yield from _years_and_totals(budgets)
    yield from _sums_of_payers(budgets)


def _years_and_totals(budgets: list[Budget]) -> Iterator[Finding]:
    """A yearly amount and a total of the same kind over the same years."""
    yearly = [row for row in budgets if row.basis == "annual"]
    for annual, total in ((a, b) for a in yearly for b in budgets if b.basis == "total"):
        years = _years(annual)
        if _on_top(annual) or _on_top(total) or total.amount_dkk < annual.amount_dkk:
            continue
        alike = annual.purpose == total.purpose and annual.payer == total.payer and _same_years(annual, total)
        if not alike or not years or _others(annual, budgets) or annual.amount_dkk * years == total.amount_dkk:
            continue
        yield _finding(f"{years} × {_kr(annual.amount_dkk)} ≠ {_kr(total.amount_dkk)}", [annual, total])


def _is_part(row: Budget, whole: Budget) -> bool:
    same_time = (row.start_year, row.end_year) == (whole.start_year, whole.end_year)
    return row.purpose != "whole" and row.basis == whole.basis and same_time and row.amount_dkk < whole.amount_dkk


def _on_top(row: Budget) -> bool:
    """Whether the sentence says that an amount comes in addition; its sentence is the row's last evidence."""
    return any(_ON_TOP.search(e.verbatim) for e in row.evidence if e.rule == "budget-sentence")


def _others(annual: Budget, budgets: list[Budget]) -> bool:
    """Whether there are further yearly amounts of the same kind, which the total may include."""
    return sum(row.basis == "annual" and row.purpose == annual.purpose for row in budgets) > 1


def _sums_of_payers(budgets: list[Budget]) -> Iterator[Finding]:
    """Contributions by several payers, and a total that is not theirs."""
    for basis in ("annual", "total"):
        paid = [row for row in budgets if row.purpose == "whole" and row.basis in (basis, "unstated") and row.payer]
        wholes = [row for row in budgets if row.purpose == "whole" and row.basis == basis and not row.payer]
        if len({row.payer for row in paid}) < len(paid):
            continue
        if len(paid) > 1 and len(wholes) == 1 and sum(row.amount_dkk for row in paid) != wholes[0].amount_dkk:
            yield _finding(
                " + ".join(_kr(r.amount_dkk) for r in paid) + f" ≠ {_kr(wholes[0].amount_dkk)}", [*paid, *wholes]
            )


def _mismatch(whole: Budget, parts: list[Budget]) -> Finding:
    if len(parts) == 2:
        first, last = sorted(parts, key=lambda row: row.purpose != "administration")
        message = f"{_kr(whole.amount_dkk)} − {_kr(first.amount_dkk)} ≠ {_kr(last.amount_dkk)}"
    else:
        message = " + ".join(_kr(row.amount_dkk) for row in parts) + f" ≠ {_kr(whole.amount_dkk)}"
    return _finding(message, [whole, *parts])


def _finding(message: str, rows: list[Budget]) -> Finding:
    code = "budget-sum-mismatch"
    quotes = [row.evidence[0].model_copy(update={"rule": code}) for row in rows]
    return Finding(code=code, severity="warning", message=message, evidence=quotes)


def _years(row: Budget) -> int | None:
    if row.start_year is None or row.end_year is None:
        return None
    return row.end_year - row.start_year + 1


def _same_years(one: Budget, other: Budget) -> bool:
    return (one.start_year, one.end_year) == (other.start_year, other.end_year)


def _kr(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
