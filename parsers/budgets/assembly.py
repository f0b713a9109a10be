"""What the partnership costs and who pays: the amounts of a paper with all that is said of them.

    zones -> statements and tables -> anchors (amounts), refused or kept -> rows, their slots filled -> budgets

The amounts of the sections on money and of the lines of a fact box; where there are none, of sentences anywhere that
set money aside. A status report has no section on what the partnership costs: there only such sentences count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from models.records import Budget, Party, Period
from parsers.budgets.adds import tell_what_adds
from parsers.budgets.anchors import UNKNOWN, Anchor, Row, Years
from parsers.budgets.cells import find_cells, read_money
from parsers.budgets.payers import find_payers
from parsers.budgets.prose import find_anchors
from parsers.budgets.refusals import refuse
from parsers.budgets.slots import GOES_ON, fill
from parsers.budgets.statements import Statement, find_statements
from parsers.budgets.years import fill_years, name_years
from parsers.budgets.zones import Zone, find_anywhere, find_zones
from parsers.marks.mark import Span
from parsers.rules.rule import Trace
from parsers.structure.grids.heads import Value
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper

_PRIOR = 0.95
# What a row of yearly amounts comes to over two years is no sum of the row.
_TIMES = 1.5
_UNSAID: tuple[object, ...] = ((None,), "unstated", None, None)  # payers, basis, first and last year of a row
_BRACKET = 2  # "1,5 mio. kr. (1.500.000 kr.)"
# What stands before an amount that was told before: "Beløbene er dele af de 800.000 kr.".
_POINTING = ("de", "disse", "de nævnte", "de samlede", "de årlige")
_POINTING_REACH = 16
# That all amounts are for a year must be said as plainly as this, or as "Årligt budget"; "reguleres årligt" does not
# say so.
_ALL_ANNUAL = ("årlige", "pr. år", "per år", "pr år")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the amounts of a paper zone by zone."""

    paper: Paper
    period: Period | None
    parties: Sequence[Party]
    trace: Trace

    def read(self, zone: Zone) -> list[Row]:
        """The amounts of a zone that are ours, in order, their slots filled."""
        paper, heading = self.paper, (zone.heading, zone.span[0])
        statements = find_statements(paper, zone.span)
        kept = [*self._in_statements(zone, statements), *self._in_tables(zone)]
        about = list(_about_all(paper, zone, statements))
        times = name_years(paper, heading, about, kept, self.period)
        annual = any(_are_annual(paper, span) for span in (heading, *about))
        rows = [Row(anchor) for anchor in sorted(kept, key=lambda anchor: anchor.span)]
        for row in rows:
            fill(paper, row, self.parties)
            if annual and row.basis == "unstated":
                row.filled("basis", "annual", "section")
            fill_years(paper, row, times)
            row.payers = find_payers(paper, row.anchor, self.parties)
        _share_purposes(paper, rows)
        _reckon_sums(rows)
        return rows

    def _in_statements(self, zone: Zone, statements: Sequence[Statement]) -> Iterator[Anchor]:
        """The amounts of sentences and lines; elsewhere than in a section on money, of those that set money aside and
        those right beside them."""
        allots = [zone.economy or self.paper.marks.has_any(("gives", "money_label"), one.span) for one in statements]
        factor = self._factor(zone)
        before: str | None = None
        for at, statement in enumerate(statements):
            if any(allots[max(0, at - 1) : at + 2]):
                for anchor in find_anchors(self.paper, statement, factor):
                    before = self._judge(anchor, statement.following, before)
                    if before is None:
                        yield anchor

    def _factor(self, zone: Zone) -> int | None:
        """What the bare figures of a section on money are told to be in, outside its tables."""
        units = self.paper.marks.of("in_thousands", (zone.heading, zone.span[1])) if zone.economy else ()
        return next((int(mark.value) for mark in units if self.paper.table_at(mark.start) is None), None)

    def _in_tables(self, zone: Zone) -> Iterator[Anchor]:
        low, high = zone.span
        tables = _tables(self.paper, zone)
        floors = [min(zone.heading, low), *(table.span[1] for table in tables)]
        ceilings = [*(table.span[0] for table in tables[1:]), high]
        for table, floor, ceiling in zip(tables, floors, ceilings, strict=False):
            for anchor in find_cells(self.paper, read_money(self.paper, table, floor, max(ceiling, table.span[1]))):
                if low <= anchor.span[0] < high and self._judge(anchor, None, None) is None:
                    yield anchor

    def _judge(self, anchor: Anchor, following: Span | None, before: str | None) -> str | None:
        reason = refuse(self.paper, anchor, following, before)
        self.trace.note("budgets", anchor.rule, anchor.span, anchor.kroner, reason or "kept")
        return reason


def read_budgets(
    paper: Paper, kind: str, period: Period | None, parties: Sequence[Party], trace: Trace
) -> list[Budget]:
    """The paper's own amounts, in the order they are printed; empty where it names none."""
    reader = _Reader(paper, period, parties, trace)
    rows = [row for zone in (find_zones(paper) if kind != "status_report" else ()) for row in reader.read(zone)]
    _share_years(rows)
    rows = _without_repeats(paper, rows or [row for zone in find_anywhere(paper) for row in reader.read(zone)])
    return [budget for row, adds in zip(rows, tell_what_adds(rows), strict=True) for budget in _make(paper, row, adds)]


def _tables(paper: Paper, zone: Zone) -> list[Table]:
    low, high = zone.span
    return [table for table in paper.tables if zone.economy and table.span[0] < high and low < table.span[1]]


def _about_all(paper: Paper, zone: Zone, statements: Sequence[Statement]) -> Iterator[Span]:
    """The stretches without an amount that speak of all amounts of a zone: in one on money all do."""
    gave = False
    for one in statements:
        about = zone.economy or paper.marks.has_any(("money_label", "agreed_time"), one.span)
        goes_on = gave and GOES_ON.match(paper.text, *one.span)  # "… 50.000 kr. om året. Det gør de i 2026-2030."
        gave = paper.marks.has("money", one.span)
        if (about or goes_on) and not gave:
            yield one.span
    told = (
        span for table in _tables(paper, zone) for _, values in table.rows() for span in _years_alone(paper, values)
    )
    yield from (span for span in told if zone.span[0] <= span[0] < zone.span[1])


def _years_alone(paper: Paper, values: Sequence[Value]) -> Iterator[Span]:
    """The cells with spans of years of a row without an amount."""
    if not any(paper.marks.has("money", value.cell.span) for value in values):
        yield from (value.cell.span for value in values if paper.marks.has("years", value.cell.span))


def _are_annual(paper: Paper, span: Span) -> bool:
    marks = paper.marks.of("annual", span) if paper.marks.has("money_label", span) else ()
    return any(
        paper.words(mark.span).casefold() in _ALL_ANNUAL or paper.marks.starting_at("money_label", mark.end + 1)
        for mark in marks
    )


def _share_purposes(paper: Paper, rows: Sequence[Row]) -> None:
    """Rows of a table that say no more than "heraf" are for what the row above them is for; words that say "til samme
    formål" are for what the amount before them is for, be it in another sentence."""
    above: Row | None = None
    for row in rows:
        label = row.anchor.places.get("label", ())
        part = row.anchor.in_table and any(paper.marks.has("relation", span, "part") for span in label)
        same = not row.anchor.in_table and paper.marks.has("same_purpose", row.anchor.own)
        if above is not None and (part or same) and "purpose" not in row.reach:
            row.filled("purpose", above.purpose, "row above")
        if not part:
            above = row


def _share_years(rows: Sequence[Row]) -> None:
    """Amounts of a table that names no years, as that of a plan, are for those that all others are for."""
    known = {row.years for row in rows if row.years != UNKNOWN}
    for row in rows:
        if row.anchor.in_table and row.years == UNKNOWN and len(known) == 1:
            row.filled("years", next(iter(known)), "paper")


def _reckon_sums(rows: Sequence[Row]) -> None:
    """ "Per year: 300 for A, 700 for B, in all 1,000": what sums a row up at its end is reckoned as the row is."""
    for at, whole in enumerate(rows):
        parts = takewhile(partial(_is_yearly, whole.years), reversed(rows[:at]))
        kroner = [row.anchor.kroner for row in parts if not row.sums]
        reckoned = len(kroner) > 1 and max(kroner) < whole.anchor.kroner < _TIMES * sum(kroner)
        if whole.sums and whole.basis != "annual" and reckoned:
            whole.filled("basis", "annual", "parts")


def _is_yearly(years: Years, row: Row) -> bool:
    return row.basis == "annual" and row.years == years


def _make(paper: Paper, row: Row, adds: bool) -> Iterator[Budget]:
    """The rows of an amount: one for each who gives it."""
    anchor, body = row.anchor, paper.body
    evidence = body.evidence(*anchor.span, anchor.rule, _PRIOR)
    said = [*anchor.places["label"], *anchor.places["head"]] if anchor.in_table else [anchor.unit]
    rule = "budget-label" if anchor.in_table else "budget-sentence"
    evidence += [quote for span in said for quote in body.evidence(*span, rule, _PRIOR)]
    for payer in row.payers:
        yield Budget(
            amount_dkk=anchor.kroner,
            basis=row.basis,
            purpose=row.purpose,
            fte=row.fte,
            payer=payer,
            start_year=row.years[0],
            end_year=row.years[1],
            adds=adds,
            evidence=evidence,
        )


def _without_repeats(paper: Paper, rows: Sequence[Row]) -> list[Row]:
    """An amount said twice is one row; the one whose basis is said is kept, and what it lacks is filled in."""
    kept: list[Row] = []
    for row in rows:
        at = next((place for place, other in enumerate(kept) if _repeats(paper, other, row)), None)
        if at is None:
            kept.append(row)
        elif kept[at].basis == "unstated" != row.basis:
            row.complete(kept[at])
            kept[at] = row
        else:
            kept[at].complete(row)
    return kept


def _repeats(paper: Paper, one: Row, other: Row) -> bool:
    """Whether two amounts are the same one: alike in all that is said of both, and not two of a table or a sentence; of
    two tables, what the later one sums up."""
    if one.anchor.kroner != other.anchor.kroner:
        return False
    start = other.anchor.span[0]
    before = paper.text[max(0, start - _POINTING_REACH) : start].casefold().split()
    if " ".join(before[-1:]) in _POINTING or " ".join(before[-2:]) in _POINTING:
        return True
    if one.purpose != other.purpose:
        return False
    near = other.anchor.span[0] - one.anchor.span[1] <= _BRACKET
    if _is_of_tables(paper, one, other) or (one.anchor.unit == other.anchor.unit and not near):
        return False
    said = zip((one.payers, one.basis, *one.years), (other.payers, other.basis, *other.years), _UNSAID, strict=True)
    return all(a == b or unsaid in (a, b) for a, b, unsaid in said)


def _is_of_tables(paper: Paper, one: Row, other: Row) -> bool:
    """Whether two amounts stand in tables, other than where the later one sums up what another table told."""
    if not (one.anchor.in_table and other.anchor.in_table):
        return False
    return not other.sums or paper.table_at(one.anchor.span[0]) is paper.table_at(other.anchor.span[0])
