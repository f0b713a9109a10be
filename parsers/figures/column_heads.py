"""What the head of a table's column says: which role its figures have, and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from parsers.older.numbers import Number, read_digits, tidy
from parsers.older.offences_and_feelings import fold
from parsers.rules.rule import compile_danish

Role = Literal["baseline", "target", "observation", "change", "text", "unknown"]

LABEL_HEADS = (
    r"(?:Gernings(?:type|kode|art)(?:r|e|er)?|Kriminalitets(?:type|form|art)|Lovovertrædelse\w*|Overtrædelse\w*"
    r"|Indikator\w*|Kategori|Emne"
    r"|Forhold|Målepunkt|Måling|Anmeldelsestype|Sagstype|Forbrydelse\w*|Anmeldte? forhold|Type)"
)
_BASE = (
    r"(?:baseline|udgangspunkt|basisår|basisniveau|basis|nulpunkt(?:småling)?|startniveau|udgangsniveau|referenceår"
    r"|startpunkt|starttal|startværdi|udgangstal|førmåling)"
)
_TARGET = r"(?:slutniveau|slutmål|målværdi|måltal|målsætning|resultatmål|målniveau|succeskriterium|m[åa]l)"
COLUMN = compile_danish(
    rf"(?P<base>{_BASE})(?:\s*[-,:]?\s*\(?\s*(?:i\s|for\s|år\s)?(?P<base_year>(?:19|20)\d\d)\)?)?(?:-niveau)?\b\)?"
    rf"|(?P<target>{_TARGET})(?![a-zæøå])"
    r"(?:(?:[ ]|\n|\s?[-,:(]\s?){0,2}(?:for\s|i\s|ultimo\s|år\s)?(?P<target_year>(?:19|20)\d\d)\)?)?"
    rf"|(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*20)(?:\s*\(?\s*(?P<year_role>{_BASE}|{_TARGET}|status|resultat)\b\)?)?"
    r"|(?P<change>(?:(?:Æ|AE|/E)ndring|Udvikling|Forskel|Reduktion|Nedgang|Stigning|Fald|Difference|Afvigelse)"
    r"(?![a-zæøå])(?:\s*(?:i\s*)?(?:%|pct\.?|procent)(?![.\s-]{0,2}point))?"
    r"(?:\s+(?:ift\.?|i forhold til|fra|siden)"
    r"\s+(?:baseline|udgangspunkt\w*|(?:19|20)\d\d(?:\s*(?:-|–|til)\s*(?:19|20)\d\d)?))?"
    r"(?:\s*\(?(?:i\s)?(?:%|pct\.?|procent)(?![.\s-]{0,2}point)\)?)?)"
    r"|(?P<plain>År|Status|Resultat|Niveau|Antal"
    r"|Nuværende niveau)(?![a-zæøå])(?:\s*\(?(?P<plain_year>(?:19|20)\d\d)\)?)?"
)
_CHANGE = re.compile(
    r"(?:(?P<sign>[-–−+])\s?|\b(?P<word>fald|reduktion|nedgang|stigning)\s+(?:på\s+)?)"
    r"(?P<number>\d{1,3}(?:,\d+)?)\s?(?:%|pct\b\.?|procent\b)",
    re.IGNORECASE,
)
# White space, bars and dotted leaders.
_BETWEEN = " \n\t|\u00a0.…"
_LOOSE = {"baseline": "baseline", "maaltal": "target", "udgangspunkt": "baseline", "maalsaetning": "target"}


@dataclass(frozen=True, slots=True)
class Column:
    """`year` None: none is printed. `guessed`: role or year was concluded from the neighbours.

    `change` is the percentage that a heading sets for its whole column ("Mål 2022 (-10 %)"). `percent` and `per_1000`:
    what its figures are counted in. `also`: further places of a heading over several lines.
    """

    role: Role
    year: int | None
    start: int
    end: int
    guessed: bool = False
    change: Number | None = None
    percent: bool = False
    per_1000: bool = False
    also: tuple[tuple[int, int], ...] = ()


def read_column(match: re.Match[str]) -> Column:
    """A readable heading as a column."""
    span = match.span()
    if match["base"]:
        return Column("baseline", _year(match["base_year"]), *span)
    if match["target"]:
        return Column("target", _year(match["target_year"]), *span)
    if match["year"]:
        word = (match["year_role"] or "").casefold()
        role: Role = "observation"
        if word:
            role = "baseline" if re.fullmatch(_BASE, word) else "target" if re.fullmatch(_TARGET, word) else role
        return Column(role, _year(match["year"]), *span)
    if match["change"]:
        return Column("change", None, *span)
    year = _year(match["plain_year"])
    return Column("observation" if year else "text", year, *span)


def read_change(heading: str) -> Number | None:
    """The percentage by which a heading says that its column differs from the baseline; None where it says none."""
    match = _CHANGE.search(heading)
    value = read_digits(match["number"]) if match else None
    if match is None or value is None:
        return None
    down = match["sign"] in ("-", "–", "−") or (match["word"] or "").casefold() in ("fald", "reduktion", "nedgang")
    return tidy(-value if down else value)


def read_column_change(heading: str, amount: Number) -> Number:
    """A change under a heading that says which way: under "Fald" or "Reduktion" a bare 10 is -10."""
    return (
        -amount
        if amount > 0 and re.match(r"(?:ønsket\s)?(?:fald|reduktion|nedgang)", heading, re.IGNORECASE)
        else amount
    )


def read_heads(text: str, start: int, end: int) -> Iterator[Column]:
    """The headings that follow each other from `start`, white space and bars between them; damaged ones are unknown.

    It stops at the first thing that is no heading: a word of prose, a figure, the end of the line after damage.
    """
    at = start
    readable = 0
    while True:
        at += len(text[at:end]) - len(text[at:end].lstrip(_BETWEEN))
        match = COLUMN.match(text, at, end)
        if match:
            column = _before_years(text, match) or read_column(match)
            yield column
            readable += 1
            at = column.end
            continue
        damaged = _damaged(text, at, end) if "\n" not in text[start:at].strip() or readable == 0 else None
        if damaged is None or text.count("\n", start, at) > 1:
            return
        yield damaged
        at = damaged.end


def _before_years(text: str, match: re.Match[str]) -> Column | None:
    """The last role of a line, where the line below it holds the years of all of them; else None."""
    cut = text.find("\n", match.start(), match.end())
    below = text[cut + 1 : text.find("\n", cut + 1)] if cut >= 0 else ""
    if not (match["base"] or match["target"]) or len(re.findall(r"20\d\d", below)) < 2:
        return None
    return Column(
        "baseline" if match["base"] else "target",
        None,
        match.start(),
        match.start() + len(text[match.start() : cut].rstrip()),
    )


def paired(above: Sequence[Column], columns: list[Column]) -> list[Column]:
    """Headings whose role and year stand on different lines, put together: roles first or years first.

    `above`: the headings of a line above. One goal over several years holds for each of them, a baseline for one.
    """
    both = [column for column in (*above, *columns) if column.role not in ("text", "unknown")]
    roles = [c for c in both if c.year is None and c.role in ("baseline", "target", "change")]
    years = [c for c in both if c.year is not None and c.role == "observation"]
    changes = [c for c in roles if c.role == "change"]
    roles = [c for c in roles if c.role != "change"]
    if not above and not any(c.role == "baseline" for c in roles):
        return columns
    if not roles or not years or len(roles) > len(years) or any(c.year and c.role != "observation" for c in both):
        return columns
    spread = [*roles, *[roles[-1]] * (len(years) - len(roles))] if roles[-1].role == "target" else roles
    joined = [
        replace(year, role=role.role, also=((role.start, role.end),)) for role, year in zip(spread, years, strict=False)
    ]
    rest = [*joined, *years[len(joined) :], *changes]
    return [*rest[:-1], replace(rest[-1], end=max(c.end for c in rest), start=rest[-1].start)] if rest else columns


def _damaged(text: str, at: int, end: int) -> Column | None:
    """A heading that was misread: a word full of signs, or one close to a known heading."""
    word = re.match(r"[^\s|]+", text[at:end])
    if word is None:
        return None
    stop = at + word.end()
    role = loose_role(word.group())
    if role:
        year = re.match(r"\s*\(?((?:19|20)\d\d)\)?", text[stop:end])
        return Column(role, int(year[1]) if year else None, at, stop + (year.end() if year else 0), True)
    return Column("unknown", None, at, stop, True) if is_damaged(word.group()) else None


def is_damaged(word: str) -> bool:
    """Whether a heading was misread beyond recognition: it is full of signs that no heading has."""
    return sum(not char.isalnum() and char not in " .,-/()%:" for char in word) >= 2


def loose_role(word: str) -> Role | None:
    """The role a damaged heading word of six letters or more must mean."""
    bare = fold(re.sub(r"(?<=[A-Za-z])4(?=[A-Za-z])", "a", word.strip(".:,()")))
    if not 5 <= len(bare) <= 14 or any(char.isdigit() for char in bare):
        return None
    ranked = sorted(((fuzz.ratio(bare, name), role) for name, role in _LOOSE.items()), reverse=True)
    found: dict[str, Role] = {"baseline": "baseline", "target": "target"}
    return found[ranked[0][1]] if ranked[0][0] >= 75 else None


def completed(columns: Sequence[Column], relative: Sequence[bool]) -> list[Column]:
    """The columns with unreadable ones concluded from their neighbours.

    `relative[c]`: the cells of column c carry a change in percent. A first column without them before targets that
    have them is what they start from: a baseline, of no known year. Others continue the series beside them.
    """
    done = _with_start(columns)
    for at, column in enumerate(done):
        if column.role == "unknown":
            others = [c for c in done if c.role in ("target", "observation") and c.year]
            first = at == 0 and any(c.role == "target" for c in others) and not relative[0]
            done[at] = replace(column, role="baseline") if first else _continued(done, at)
        elif column.year is None and column.role == "target" and any(c.role == "target" and c.year for c in done):
            done[at] = _continued(done, at)
    return done


def _with_start(columns: Sequence[Column]) -> list[Column]:
    """Where targets follow one observed year and no baseline, that year is what they start from."""
    observed = [column for column in columns if column.role == "observation"]
    targets = [column for column in columns if column.role == "target" and column.year]
    if len(observed) != 1 or not targets or any(column.role == "baseline" for column in columns):
        return list(columns)
    return [replace(column, role="baseline") if column.role == "observation" else column for column in columns]


def _continued(columns: Sequence[Column], at: int) -> Column:
    before = [c for c in columns[:at] if c.year and c.role != "baseline"]
    after = [c for c in columns[at + 1 :] if c.year and c.role != "baseline"]
    column = columns[at]
    if before:
        step = (before[-1].year or 0) - (before[-2].year or 0) if len(before) > 1 else 1
        return replace(column, role=before[-1].role, year=(before[-1].year or 0) + step, guessed=True)
    if after:
        step = (after[1].year or 0) - (after[0].year or 0) if len(after) > 1 else 1
        return replace(column, role=after[0].role, year=(after[0].year or 0) - step, guessed=True)
    return replace(column, role="text", guessed=True)


def _year(text: str | None) -> int | None:
    return int(text) if text else None
