"""What the partnership costs and who pays.

The amounts of the sections on money and of the lines of a fact box, or where there are none, of sentences anywhere that
set money aside. What an amount is for and how it is reckoned is in `budget_words`, its years in `budget_years`, and why
it may be none of ours in `budget_refusals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.records import Budget, Party, Period
from parsers.budgets.amounts import Entry, read_statement
from parsers.budgets.basis_and_purpose import (
    ACTIVITIES,
    ADMINISTRATION,
    ANNUAL,
    SUM_LABEL,
    basis_of,
)
from parsers.budgets.full_time import read_full_time
from parsers.budgets.statements import find_statements, is_item
from parsers.budgets.tables import read_budget_rows
from parsers.budgets.years import Years, find_ranges, find_single, find_years, nearest, of_period, runs_with, says_years
from parsers.older.money import declares_thousands
from parsers.rules.confidence import weigh
from parsers.rules.rule import Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.sentences import Span

_FACT = re.compile(
    r"(?m)^[ \t|*•-]*(?:Samlet |Årlig[t]? |Afsat )?(?:[ØO@]konomi|[Øø]konomisk ramme|Budget|Bevilling|Finansiering"
    r"|Ramme|Midler|Beløb|Tilskud|Pris)\w*[ \t]*(?:\||:)[^\n]*(?:\n[ \t]{4,}[^\n:|]+(?=\n|$))*"
)
_SPENT_ON = compile_danish(
    r"(?:de |det |den |disse |dette |hele )?(?:forhøjelse\w*|beløb\w*|midler\w*|penge\w*|tilskud\w*|bidrag\w*"
    r"|bevilling\w*|pulje\w*|ramme\w*|de|det|den) (?:\w+ ){0,2}?(?:bruges|anvendes|går|er afsat|er øremærket"
    r"|øremærkes|dækker|skal bruges|skal gå|finansierer|er tiltænkt|gives|er til)\b"
)
_COMES_TO = compile_danish(
    r"(?:det|dette|beløbet|bevillingen|midlerne|pengene) (?:\w+ )?(?:svarer til|dækker|rækker til)"
)
_ALL_ANNUAL = compile_danish(
    r"\b(?:beløb|tal|udgift|bidrag|bevilling|økonomi|budget|ramme|midler)\w*\b[^.\n]{0,40}"
    r"\b(?:årlige|pr\.? år|årligt|om året)\b"
)
_BLANK = re.compile(r"\n\s*\n")
_LABEL = re.compile(r"[\w ]{3,30}(?::|[ ]{2}|\t|[ ]\|)\s*\S")
_ABOUT_MONEY = compile_danish(r"\b(?:beløb|bevilling|midler|penge|bidrag|økonomi|ramme|tilskud|budget)\w*")


# A statement, and its amounts that are ours; None where it holds none at all.
Read = tuple[Span, list[Entry] | None]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch that speaks of money: `heading` is where its heading begins, `economy` that it is all about money."""

    span: Span
    heading: int
    economy: bool


def read_budgets(
    body: Body, sections: Sections, period: Period | None, trace: Trace, parties: Sequence[Party] = ()
) -> list[Budget]:
    """The agreement's own amounts, in the order they are printed; empty where it names none."""
    zones = _zones(sections)
    taken = [zone.span for zone in zones]
    for match in _FACT.finditer(body.text, 0, body.notes_start):
        if not any(low < match.end() and match.start() < high for low, high in taken):
            zones.append(Zone(match.span(), match.start(), True))
    zones.sort(key=lambda zone: zone.heading)
    budgets = [row for zone in zones for row in _read_zone(body, zone, period, trace, parties)]
    if not budgets:
        budgets = read_allotments(body, sections, period, trace, parties)
    return _without_repeats(budgets)


def _zones(sections: Sections) -> list[Zone]:
    """Sections on money, those that follow on each other as one: years named once hold for all of them.

    A line of a fact box that reads like a heading ("Periode: 2024-2027") does not end a section.
    """
    zones: list[Zone] = []
    for part in sections:
        follows = bool(zones) and zones[-1].span[1] == part.start
        goes_on = follows and part.number is None and bool(_LABEL.match(part.heading))
        if follows and ("economy" in part.topics or goes_on):
            zones[-1] = replace(zones[-1], span=(zones[-1].span[0], part.end))
        elif "economy" in part.topics:
            zones.append(Zone((part.body_start, part.end), part.start, True))
    return zones


def read_allotments(
    body: Body, sections: Sections, period: Period | None, trace: Trace, parties: Sequence[Party] = ()
) -> list[Budget]:
    """The amounts of sentences anywhere that set money aside, section by section."""
    starts = sorted({0, *(part.start for part in sections if part.start < body.notes_start)})
    spans = pairwise([*starts, body.notes_start])
    zones = [Zone(span, span[0], False) for span in spans]
    return _without_repeats([row for zone in zones for row in _read_zone(body, zone, period, trace, parties)])


def _read_zone(
    body: Body, zone: Zone, period: Period | None, trace: Trace, parties: Sequence[Party]
) -> Iterator[Budget]:
    text = body.text
    statements = list(find_statements(text, *zone.span))
    thousands = zone.economy and declares_thousands(text, zone.heading, zone.span[1])
    read = [
        (span, read_statement(body, span, following, zone.economy, trace, parties, thousands))
        for span, following in pairwise([*statements, None])
        if span is not None
    ]
    if not zone.economy:
        read = _beside(body, read, parties)
    named = _name_years(text, zone, read, period)
    annual = any(not entries and _ALL_ANNUAL.search(text, *span) for span, entries in read)
    annual = annual or bool(zone.economy and ANNUAL.search(text, zone.heading, zone.span[0]))
    years = nearest(named, zone.heading)
    tables, taken = read_budget_rows(body, zone.span, years, annual) if zone.economy else ([], [])
    spanned = _hull(tables)
    lead: Span | None = None
    before: list[Entry] = []
    for at, (span, found) in enumerate(read):
        if any(low < span[1] and span[0] < high for low, high in taken):
            continue
        if text[span[1] - 1] == ":" and not found:
            lead = span
        elif not is_item(text, span):
            lead = None
        entries = _summed(text, _led(text, lead, found or []), before)
        following = statements[at + 1] if at + 1 < len(statements) else None
        entries = _told_after(text, entries, following)
        before = entries or before
        for entry in entries:
            if annual and entry.basis == "unstated":
                entry = replace(entry, basis="annual")
            found_years = _years_of(text, entry, period, named)
            yield from _make(body, entry, found_years if found_years != (None, None) or not tables else spanned)
    yield from tables


def _beside(body: Body, read: list[Read], parties: Sequence[Party]) -> list[Read]:
    """What stands beside an amount set aside, in its paragraph, is about money too, whatever words it uses."""
    done: list[Read] = []
    for at, (span, entries) in enumerate(read):
        near = read[max(0, at - 1) : at] + read[at + 1 : at + 2]
        beside = any(
            found and not _BLANK.search(body.text, min(span[1], other[1]), max(span[0], other[0]))
            for other, found in near
        )
        if entries == [] and beside:
            following = read[at + 1][0] if at + 1 < len(read) else None
            entries = read_statement(body, span, following, True, Trace(), parties)
        done.append((span, entries))
    return done


def _hull(rows: list[Budget]) -> Years:
    """From the first to the last year of a table's amounts."""
    years = [year for row in rows for year in (row.start_year, row.end_year) if year is not None]
    return (min(years), max(years)) if years else (None, None)


def _name_years(text: str, zone: Zone, read: list[Read], period: Period | None) -> list[tuple[int, Years]]:
    """The spans of years that the statements about our money name, each with its place; refused amounts name none."""
    ours = [(span, entries) for span, entries in read if entries]
    about = [span for span, entries in read if entries is None and (zone.economy or _ABOUT_MONEY.search(text, *span))]
    named = find_ranges(text, zone.heading, zone.span[0])
    named += [found for span, _ in ours for found in find_ranges(text, *span)]
    named += [(span[0], years) for span in about if (years := says_years(text, *span))]
    if not named and period:
        said = [*(span for span, _ in ours), *about]
        named = [(span[0], of_period(period)) for span in said if runs_with(text, *span)]
    return sorted(named)


def _years_of(text: str, entry: Entry, period: Period | None, named: list[tuple[int, Years]]) -> Years:
    """The years of an amount: of its own words, of its sentence, of its section."""
    own = find_years(text, entry.own, period, named)
    if own:
        return own
    start, end = entry.sentence
    single = find_single(text, start, end)
    if single and not find_ranges(text, start, end):
        before = find_single(text, start, entry.amount.start)
        if entry.basis == "total":
            return single[0], single[-1]
        latest = [year for rule_years in (before, single[:1]) for year in rule_years[-1:]]
        return latest[0], latest[0]
    return find_years(text, entry.sentence, period, named) or nearest(named, entry.amount.start) or (None, None)


def _told_after(text: str, entries: list[Entry], following: Span | None) -> list[Entry]:
    """An amount without a purpose takes it from a next sentence, without figures, that says what it is spent on."""
    spent = _SPENT_ON.match(text, *following) if following else None
    words = text[slice(*following)] if following and spent else ""
    if len(entries) == 1 and following and _COMES_TO.match(text, *following):
        return [replace(entries[0], fte=read_full_time(text, *following))]
    if len(entries) != 1 or entries[0].purpose != "whole" or re.search(r"\d", words):
        return entries
    administration, activities = bool(ADMINISTRATION.search(words)), bool(ACTIVITIES.search(words))
    if administration == activities:
        return entries
    return [replace(entries[0], purpose="administration" if administration else "activities")]


def _led(text: str, lead: Span | None, entries: list[Entry]) -> list[Entry]:
    """Items of a list: what the line before it says of basis and purpose holds where they say nothing."""
    if lead is None or not entries:
        return entries
    basis = basis_of(text, *lead) or "unstated"
    words = text[slice(*lead)]
    administration, activities = bool(ADMINISTRATION.search(words)), bool(ACTIVITIES.search(words))
    about = "whole" if administration == activities else "administration" if administration else "activities"
    sums = SUM_LABEL.search(text[entries[0].sentence[0] : entries[0].amount.start])
    return [
        replace(
            entry,
            basis=basis if entry.basis == "unstated" or (sums and basis == "annual") else entry.basis,
            purpose=about if entry.purpose == "whole" and not sums else entry.purpose,
        )
        for entry in entries
    ]


def _summed(text: str, entries: list[Entry], before: list[Entry]) -> list[Entry]:
    """A line that sums up the lines before it is reckoned as they are, unless it says more than "in all"."""
    if len(entries) != 1 or not before or len({entry.basis for entry in before}) > 1:
        return entries
    entry = entries[0]
    label = SUM_LABEL.search(text[entry.sentence[0] : entry.amount.start])
    if not label or ANNUAL.search(text, *entry.sentence) or find_years(text, entry.sentence, None, []):
        return entries
    return [replace(entry, basis=before[-1].basis)] if before[-1].basis == "annual" else entries


def _make(body: Body, entry: Entry, years: Years) -> Iterator[Budget]:
    """The rows of an amount: one for each who gives it."""
    low, high = max(entry.own[0], entry.amount.start - 120), min(entry.own[1], entry.amount.end + 120)
    rule = entry.amount.rule
    at = (entry.amount.start, entry.amount.end)
    evidence = body.evidence(*at, rule.name, weigh(body, rule, *at))
    for giver in entry.givers:
        yield Budget(
            amount_dkk=entry.amount.kroner,
            basis=entry.basis,  # type: ignore[arg-type]
            purpose=entry.purpose,  # type: ignore[arg-type]
            fte=read_full_time(body.text, low, high) or entry.fte,
            payer=giver,
            start_year=years[0],
            end_year=years[1],
            evidence=[*evidence, *body.evidence(*entry.sentence, "budget-sentence", rule.confidence)],
        )


def _without_repeats(budgets: list[Budget]) -> list[Budget]:
    """An amount said twice is one row; the statement that says its basis is kept, and years and payer are filled in."""
    kept: list[Budget] = []
    for row in budgets:
        at = next((place for place, other in enumerate(kept) if _repeats(other, row)), None)
        if at is None:
            kept.append(row)
            continue
        one, other = (row, kept[at]) if kept[at].basis == "unstated" and row.basis != "unstated" else (kept[at], row)
        filled = {
            name: getattr(other, name)
            for name in ("payer", "start_year", "end_year", "fte")
            if getattr(one, name) is None and getattr(other, name) is not None
        }
        kept[at] = one.model_copy(update=filled)
    return kept


def _repeats(one: Budget, other: Budget) -> bool:
    if one.amount_dkk != other.amount_dkk or one.purpose != other.purpose:
        return False
    if one.evidence[0] == other.evidence[0] or one.evidence[-1] == other.evidence[-1]:
        return False
    if one.evidence[0].rule == other.evidence[0].rule == "budget-cell":
        return False
    for name in ("payer", "start_year", "end_year"):
        first, second = getattr(one, name), getattr(other, name)
        if first != second and None not in (first, second):
            return False
    return one.basis == other.basis or "unstated" in (one.basis, other.basis)
