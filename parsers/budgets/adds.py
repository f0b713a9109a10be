"""Which amounts make up what the partnership costs: what is part of another, or says the same money again, does not.

1,2 mio. kr. om året, i alt 4,8 mio. kr.      the yearly amount adds, the other is the same money
Heraf 0,4 mio. kr. til projektledelse         is part of it
Lejerbo giver derudover 50.000 kr. om året    adds
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.budgets.anchors import Row

# A total is a yearly amount again where it is this many times it or more, even if it does not add up to the krone.
_LEAST_TIMES = 1.5


def tell_what_adds(rows: Sequence[Row]) -> list[bool]:
    """For each amount, in the order of the paper, whether it adds."""
    again = {at for at, row in enumerate(rows) if _is_said_again(row, rows)}
    parts = {part for whole in range(len(rows)) if whole not in again for part in _parts(rows, whole)}
    for whole in range(len(rows)):
        parts.update(*_proven(rows, whole))
    return [at not in again and at not in parts for at in range(len(rows))]


def _is_said_again(total: Row, rows: Sequence[Row]) -> bool:
    """Whether a total says what is said by the year as well: yearly, or year by year."""
    within = [row for row in rows if row.basis != "total" and row.relation != "on_top" and _may_make_up(row, total)]
    alike = [row for row in within if row.purpose == total.purpose]
    if total.basis != "total":
        return total.sums and _covers(total, alike or within)
    yearly = min((row.anchor.kroner for row in alike if row.basis == "annual"), default=total.anchor.kroner)
    return yearly * _LEAST_TIMES <= total.anchor.kroner or _covers(total, alike or within)


def _may_make_up(row: Row, whole: Row) -> bool:
    """Whether an amount may be part of another by its years and by who gives it."""
    return row.within(whole) and _may_share(row, whole)


def _covers(total: Row, rows: Sequence[Row]) -> bool:
    """Whether there is an amount for each of the years of a total, two at least."""
    return total.count_years == len({row.years[0] for row in rows if row.count_years == 1}) > 1


def _parts(rows: Sequence[Row], at: int) -> Iterator[int]:
    """The amounts that are part of an amount, by what is said of them."""
    whole = rows[at]
    for place, row in enumerate(rows):
        is_part = _is_summed_up if place < at else _is_part
        if place != at and row.anchor.kroner <= whole.anchor.kroner and is_part(row, whole):
            yield place


def _is_summed_up(row: Row, whole: Row) -> bool:
    """Whether an amount is summed up by one behind it."""
    sums = whole.sums and whole.relation != "on_top" and whole.payers == (None,)
    return sums and whole.purpose in ("whole", row.purpose) and row.within(whole) and row.yearly <= whole.yearly


def _is_part(row: Row, whole: Row) -> bool:
    """Whether an amount is part of one before it: it says so, or is for one purpose of what its giver gives."""
    if whole.purpose != "whole" or row.relation == "on_top":
        return False
    if row.relation == "part":
        return row.within(whole) or whole.within(row)
    own = row.payers == (None,) or row.payers == whole.payers
    return own and row.purpose != "whole" and row.within(whole) and row.yearly < whole.yearly


def _proven(rows: Sequence[Row], at: int) -> Iterator[set[int]]:
    """Amounts that stand right before or right behind another one and make it to the krone; what says that it is part
    of more is made of none."""
    if rows[at].relation == "part":
        return
    for side in (range(at + 1, len(rows)), range(at - 1, -1, -1)):
        run = _run(rows, rows[at], side)
        if sum(len(rows[place].payers) for place in run) > 1 or (run and rows[at].sums):
            yield run


def _run(rows: Sequence[Row], whole: Row, side: Iterable[int]) -> set[int]:
    run: set[int] = set()
    left = whole.anchor.kroner
    for place in side:
        row = rows[place]
        alike = (row.basis == "total") == (whole.basis == "total") and row.years == whole.years
        if alike and _may_share(row, whole) and row.anchor.kroner <= whole.anchor.kroner:
            run.add(place)
            left -= row.anchor.kroner * len(row.payers)
        if left <= 0:
            return set() if left else run
    return set()


def _may_share(row: Row, whole: Row) -> bool:
    """Whether who gives an amount may give it as part of another's."""
    return whole.payers == (None,) or row.payers in ((None,), whole.payers)
