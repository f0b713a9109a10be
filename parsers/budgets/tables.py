"""Budgets set as a table: a row per purpose or payer, a column per year or per basis, or the other way about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.records import Budget
from parsers.budgets.basis_and_purpose import ACTIVITIES, ADMINISTRATION, ANNUAL, BARE_LABEL, TOTAL
from parsers.budgets.full_time import read_full_time
from parsers.budgets.years import Years, find_ranges
from parsers.older.money import MONEY, read_scale
from parsers.older.numbers import read_digits
from parsers.older.organisations import find_mentions, flatten
from parsers.rules.confidence import weigh
from parsers.structure.body import Body
from parsers.structure.tables import Cell, Grid, Span, find_grids

_SUM = re.compile(r"(?i)^\W*(?:i\s+alt|ialt|alt\s+i\s+alt|total(?:t|en)?|sum(?:men)?|samle[td]e?|tilsammen)\b")
_FIGURE = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<decimals>\d+))?(?P<tail>\s*[^\d\s]*)")
_YEAR = re.compile(r"^\W*(?:i\s|år\s?|budget\s|budgetår\s)*(20\d\d)\b(?!\s*[-–/]\s*\d)")
_NO_MONEY = re.compile(r"(?i)årsværk|fuldtid|stilling|antal|pct|%|timer|andel|\bnr\b")
_ROW_ADMINISTRATION = re.compile(r"(?i)årsværk|\blederløn|lønninger|personale|ansættelse|projektstilling")
_PERIOD_ROW = re.compile(r"(?i)\W*(?:periode|aftaleperiode|bevillingsperiode|år(?:ene)?|gælder|løbetid)\b")
_UNFINISHED = re.compile(r"(?i)\b(?:og|til|af|for)$|[-,]$")
# What is said of all amounts under a table.
_BELOW = re.compile(
    r"\s*(?:\(|\*\s?)?(?:Alle\s+)?(?:[Bb]eløb|[Tt]al|[Uu]dgifter|[Bb]idrag)\w*\b(?:[^.\n]|\.(?!\s+[A-ZÆØÅ]|\s*\n))*"
)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole table: factor of its figures, basis, and years, each as far as something says so."""

    scale: int
    basis: str | None
    years: Years | None
    money: bool


def read_budget_rows(
    body: Body, zone: Span, years: Years | None, annual: bool = False
) -> tuple[list[Budget], list[Span]]:
    """The amounts of the tables in a section on money, and the stretches the tables cover.

    `years` are the section's, `annual` whether the section says that all its amounts are for a year.
    """
    found: list[Budget] = []
    covered: list[Span] = []
    for grid in find_grids(body, *zone):
        rows = list(_read_grid(body, grid, zone[0], years, annual))
        if rows:
            found += rows
            covered.append((grid.start, grid.end))
    return found, covered


def _read_grid(body: Body, grid: Grid, floor: int, years: Years | None, annual: bool) -> Iterator[Budget]:
    head, rows = _take_head(grid)
    setting = _read_setting(body, grid, head, rows, floor, years, annual)
    by_year = sum(bool(_YEAR.fullmatch(row[0].text)) for row in rows) > 1
    spanned = _hull([cell.text for cell in head[1:]] + ([row[0].text for row in rows] if by_year else []))
    for row in rows:
        for at, cell in enumerate(row[1:], 1):
            scale = max(setting.scale, read_scale(row[0].text))
            amount = None if _NO_MONEY.search(head[at].text) else _amount(cell.text, scale)
            if (
                not amount
                or not row[0].text
                or not (setting.money or scale > 1 or re.search(r"(?i)kr\b|kroner|mio", cell.text))
            ):
                continue
            label, column = (head[at], row[0]) if by_year else (row[0], head[at])
            if by_year and _SUM.match(row[0].text):
                label, column = head[at], row[0]
            others = [] if by_year else [other.text for place, other in enumerate(row) if place and place != at]
            yield _budget(body, label, cell, column, amount, setting, " ".join(others), spanned, _posts(head, row))


def _posts(head: Row, row: Row) -> float | None:
    """The share of full-time posts in a column of its own; a line of sums has none."""
    if _SUM.match(row[0].text):
        return None
    cells = [cell.text for one, cell in zip(head, row, strict=True) if re.search(r"(?i)årsværk|fuldtid", one.text)]
    values = [read_digits(text) for text in cells]
    return next((float(value) for value in values if value is not None and 0 < value < 50), None)


def _take_head(grid: Grid) -> tuple[Row, list[Row]]:
    """The heads of the columns, over one line or two, and the rows; a label broken over lines is put together."""
    rows = list(grid.rows)
    head = tuple(Cell("") for _ in rows[0])
    while rows and len(grid.rows) - len(rows) < 2 and not any(_is_amount(cell.text) for cell in rows[0][1:]):
        if any(cell.text for cell in head) and rows[0][0].text:
            break
        head = tuple(_merge(one, other) for one, other in zip(head, rows.pop(0), strict=True))
    joined: list[Row] = []
    for row in rows:
        alone = row[0].text and not any(cell.text for cell in row[1:])
        if alone and joined and (row[0].text[0].islower() or _UNFINISHED.search(joined[-1][0].text)):
            joined[-1] = (_merge(joined[-1][0], row[0]), *joined[-1][1:])
        else:
            joined.append(row)
    return head, joined


def _merge(one: Cell, other: Cell) -> Cell:
    return Cell(f"{one.text} {other.text}".strip(), (*one.spans, *other.spans))


def _read_setting(
    body: Body, grid: Grid, head: Row, rows: list[Row], floor: int, years: Years | None, annual: bool
) -> Setting:
    before = body.text[max(0, floor - 60, grid.start - 240) : grid.start].rstrip()
    caption = re.split(r"\n\s*\n|(?<=[a-zæøå])\.\s+(?=[A-ZÆØÅ])", before)[-1]
    below = _BELOW.match(body.text, grid.end, min(len(body.text), grid.end + 200))
    around = f"{caption} {head[0].text} {below.group().strip() if below else ''}"
    everything = " ".join([around, *(cell.text for cell in head)])
    grouped = any(re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,-)?", cell.text) for row in rows for cell in row)
    scale = read_scale(everything)
    money = scale > 1 or grouped or bool(re.search(r"(?i)\bkr\b|kroner|DKK|beløb|budget", everything))
    basis = "annual" if annual or ANNUAL.search(around) else "total" if TOTAL.search(around) else None
    stated = " ".join(cell.text for row in rows if _PERIOD_ROW.match(row[0].text) for cell in row[1:])
    named = (
        find_ranges(stated, 0, len(stated))
        or find_ranges(around, 0, len(around))
        or find_ranges(everything, 0, len(everything))
    )
    return Setting(scale, basis, named[0][1] if named else years, money)


def _hull(heads: list[str]) -> Years | None:
    """The first and last of the years that head columns or rows."""
    years = [int(match[1]) for text in heads if (match := _YEAR.match(text))]
    return (min(years), max(years)) if years else None


def _purpose(label: Cell, words: str, payer: str | None) -> str:
    """What an amount is for: the sum and a bare contribution are for the whole, all else says what it is."""
    if _SUM.match(label.text) or (BARE_LABEL.fullmatch(label.text) and not ACTIVITIES.search(words)):
        return "administration" if ADMINISTRATION.search(words) and not ACTIVITIES.search(words) else "whole"
    if ADMINISTRATION.search(words) or _ROW_ADMINISTRATION.search(words):
        both = bool(ACTIVITIES.search(words)) and bool(ACTIVITIES.search(label.text)) == bool(
            ADMINISTRATION.search(label.text)
        )
        return "whole" if both else "administration" if not ACTIVITIES.search(label.text) else "activities"
    contributes = (payer is not None and payer == _payer(label)) or re.search(
        r"(?i)\b(?:\w*kommune\w*|politi|bolig\w+)", label.text
    )
    return "whole" if contributes and not re.search(r"[a-zæøå]{4}", _without_names(label, words)) else "activities"


def _without_names(label: Cell, words: str) -> str:
    """What a row says beside its label and its amounts; only words of purpose are of interest."""
    rest = words.replace(label.text, "", 1)
    return re.sub(r"(?i)\b(?:kroner|årligt|om året|hvert år|pr\.? år|i alt|million\w*|20\d\d)\b", "", rest)


def _payer(label: Cell) -> str | None:
    """The organisation that a row's label is the name of."""
    text = flatten(label.text)
    found = [mention for mention in find_mentions(text, 0, len(text)) if mention.kind != "administration"]
    return found[0].organisation if len(found) == 1 and found[0].start == 0 else None


def _is_amount(text: str) -> bool:
    """Whether a cell of the first row is a figure already: the table has no head then."""
    return bool(re.match(r"(?:kr\.?\s*|DKK\s*)?\d", text)) and not _YEAR.match(text) and _amount(text, 1000) is not None


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
    body: Body,
    label: Cell,
    cell: Cell,
    head: Cell,
    amount: int,
    setting: Setting,
    others: str,
    spanned: Years | None,
    posts: float | None,
) -> Budget:
    words = f"{label.text} {others} {cell.text}"
    payer = None if _SUM.match(label.text) else _payer(label) or _payer(head)
    basis = _basis(label, cell, head, others, setting, spanned)
    start, end = _years(label, head, others, basis, setting, spanned)
    evidence = [e for span in cell.spans for e in body.evidence(*span, "budget-cell", weigh(body, 0.9, *span))]
    evidence += [e for part in (label, head) for span in part.spans for e in body.evidence(*span, "budget-label", 0.9)]
    return Budget(
        amount_dkk=amount,
        basis=basis,  # type: ignore[arg-type]
        purpose=_purpose(label, words, payer),  # type: ignore[arg-type]
        fte=read_full_time(words) or posts,
        payer=payer,
        start_year=start,
        end_year=end,
        evidence=evidence,
    )


def _basis(label: Cell, cell: Cell, head: Cell, others: str, setting: Setting, spanned: Years | None) -> str:
    """What the nearest words say: of the cell, of its column, of its row, of the table."""
    summed = _SUM.match(label.text)
    own = "" if summed and not find_ranges(label.text, 0, len(label.text)) else label.text
    for source in (cell.text, head.text, own, others):
        if ANNUAL.search(source):
            return "annual"
        if TOTAL.search(source) or (source is head.text and _SUM.match(source)):
            return "total"
    single = bool(_YEAR.match(head.text))
    return "unstated" if setting.basis is None or (single and setting.basis == "total") else setting.basis


def _years(label: Cell, head: Cell, others: str, basis: str, setting: Setting, spanned: Years | None) -> Years:
    single = _YEAR.match(head.text)
    if single:
        return int(single[1]), int(single[1])
    for source in (head.text, label.text, others):
        ranges = find_ranges(source, 0, len(source))
        if ranges:
            return ranges[0][1]
        one = _YEAR.fullmatch(source.strip())
        if one:
            return int(one[1]), int(one[1])
    return (spanned if spanned and basis != "annual" else None) or setting.years or spanned or (None, None)
