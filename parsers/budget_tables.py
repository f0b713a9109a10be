"""Budgets set as a table: a row per purpose, a column per year or per basis."""

from __future__ import annotations

import re

from models.records import Budget
from parsers.body import Body
from parsers.confidence import weigh
from parsers.full_time import read_full_time
from parsers.money import MONEY, read_scale
from parsers.numbers import read_digits
from parsers.organisations import find_mentions, flatten
from parsers.rules import compile_danish
from parsers.tables import Cell, Grid, Span, find_grids

_ADMINISTRATION = compile_danish(r"projektle\w+|sekretaria\w+|administra\w+|koordinat\w+|\bløn\w*|tovholder\w*|årsværk")
_ACTIVITIES = compile_danish(r"\w*aktivitet\w*|\w*tiltag\b|\w*indsats\w*|\barrangement\w*|projektmidler")
_TOTAL = re.compile(r"(?i)^\W*(?:i\s+alt|ialt|total(?:t)?|sum|samlet)\b")
_ANNUAL = compile_danish(r"\bårlig\w*|\b(?:pr\.?|om|per|hvert) år(?:et)?\b")
_WHOLE_PERIOD = compile_danish(r"\bi alt\b|\bsamlet\b|\bhele \w*perioden\b|\btotal\w*")
_FIGURE = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<decimals>\d+))?(?P<tail>\s*[^\d\s]*)")
_YEAR = re.compile(r"^\W*(?:i\s|år\s)?(20\d\d)\b")
# What is said of all amounts under a table.
_BELOW = re.compile(r"\s*(?:\(|\*\s?)?(?:Alle\s+)?(?:[Bb]eløb|[Tt]al|[Uu]dgifter)\w*\b(?:[^.]|\.(?=\d))*")
_YEARS = tuple[int | None, int | None]


def read_budget_rows(body: Body, zone: Span, years: _YEARS | None) -> tuple[list[Budget], list[Span]]:
    """The amounts of the tables in a section on money, and the stretches the tables cover."""
    found: list[Budget] = []
    covered: list[Span] = []
    for grid in find_grids(body, *zone):
        rows = _read_grid(body, grid, years)
        if rows:
            found += rows
            covered.append((grid.start, grid.end))
    return found, covered


def _read_grid(body: Body, grid: Grid, years: _YEARS | None) -> list[Budget]:
    head, *rows = grid.rows
    if any(_is_amount(cell.text) for cell in head[1:]):
        head, rows = tuple(Cell("") for _ in grid.rows[0]), list(grid.rows)
    caption = body.text[max(0, grid.start - 160) : grid.start]
    below = _BELOW.match(body.text, grid.end, min(len(body.text), grid.end + 200))
    around = caption.rsplit("\n\n", 1)[-1] + " " + " ".join(cell.text for cell in head)
    around += f" {below.group().strip()}" if below else ""
    scale = read_scale(around)
    grouped = any(re.fullmatch(r"\d{1,3}(?:\.\d{3})+", cell.text) for row in rows for cell in row)
    money = scale > 1 or grouped or bool(re.search(r"(?i)\bkr\b|kroner|DKK|beløb|budget", around))
    found: list[Budget] = []
    for row in rows:
        for at, cell in enumerate(row[1:], 1):
            amount = _amount(cell.text, scale)
            if amount and row[0].text and (money or re.search(r"(?i)kr\b|kroner|mio", cell.text)):
                named = " ".join(other.text for place, other in enumerate(row) if place != at)
                found.append(_budget(body, row[0], cell, head[at], amount, around, years, named))
    return found


def _purpose(label: Cell, words: str, payer: str | None) -> str:
    """What an amount is for: the sum and a bare contribution are for the whole, all else says what it is."""
    if _TOTAL.match(label.text):
        return "whole"
    if _ADMINISTRATION.search(words):
        return "whole" if _ACTIVITIES.search(words) else "administration"
    contributes = payer is not None or re.search(r"(?i)\b(?:kommune|politi|bolig\w+)", label.text)
    return "whole" if contributes and not _ACTIVITIES.search(words) else "activities"


def _payer(label: Cell) -> str | None:
    """The organisation that a row's label is the name of."""
    text = flatten(label.text)
    found = [mention for mention in find_mentions(text, 0, len(text)) if mention.kind != "administration"]
    return found[0].organisation if len(found) == 1 and found[0].start == 0 else None


def _is_amount(text: str) -> bool:
    """Whether a cell of the first row is a figure already: the table has no head then."""
    return bool(re.match(r"(?:kr\.?\s*)?\d", text)) and not _YEAR.match(text) and _amount(text, 1000) is not None


def _amount(text: str, scale: int) -> int | None:
    for rule in MONEY[:-1]:
        for _, kroner in rule.find(text):
            return int(kroner)
    match = _FIGURE.fullmatch(text.strip())
    if match is None or match["tail"].strip() not in ("", ",-", "-"):
        return None
    value = read_digits(match["number"].replace(" ", ".") + (f",{match['decimals']}" if match["decimals"] else ""))
    return round(value * scale) if value and value * scale >= 1000 else None


def _budget(
    body: Body, label: Cell, cell: Cell, head: Cell, amount: int, around: str, years: _YEARS | None, named: str
) -> Budget:
    year = _YEAR.match(head.text)
    words = f"{named} {cell.text}"
    payer = None if _TOTAL.match(label.text) else _payer(label)
    basis = "unstated"
    for source in (cell.text, head.text, label.text if not _TOTAL.match(label.text) else "", "" if year else around):
        if _ANNUAL.search(source):
            basis = "annual"
        elif _WHOLE_PERIOD.search(source):
            basis = "total"
        if basis != "unstated":
            break
    start, end = (int(year[1]), int(year[1])) if year else (years or (None, None))
    evidence = [e for span in cell.spans for e in body.evidence(*span, "budget-cell", weigh(body, 0.9, *span))]
    evidence += [e for part in (label, head) for span in part.spans for e in body.evidence(*span, "budget-label", 0.9)]
    return Budget(
        amount_dkk=amount,
        basis=basis,  # type: ignore[arg-type]
        purpose=_purpose(label, words, payer),  # type: ignore[arg-type]
        fte=read_full_time(words),
        payer=payer,
        start_year=start,
        end_year=end,
        evidence=evidence,
    )
