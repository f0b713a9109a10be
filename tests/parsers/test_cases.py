"""Small papers with what must be read out of them: one format for every field, one file for every wing in `cases/`.

    ## name agreement            a case, and what stands before its text (HEADS) or behind it (TAILS); `bare` for none
    Kommunen afsætter 900.000 kr. om året.
    =>
    budgets: 900000 | annual | whole | - | 2020 | 2023 | adds=true
    goals:                       no rows of this field
    parties+: fyns-politi        this row and maybe others
    findings-: period-missing    not this row

A row names the columns of COLUMNS in order; what is left out at its end is not asked, nor is what is written `?`; `-`
is null. Other columns follow as `name=value`. Lists are written with commas. Names and titles are compared without
capitals and signs. A field named without + or - must have these rows and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.document import Document, Page
from models.records import Agreement
from models.text import page_text
from normalizers import repair_document
from parsers import parse

HERE = Path(__file__).parent / "cases"
CASE = re.compile(r"^## (\S+) (\w+)\n(.*?)\n=>\n(.*?)(?=^## |\Z)", re.M | re.S)
LINE = re.compile(r"(?P<field>\w+)(?P<mode>[+-]?):[ ]?(?P<row>.*)")
_FIGURES = {"figures": ("agreement", "2. Mål og tal\n\n"), "figures_report": ("report", "2. Tal\n\n")}
HEADS = {
    "aims": "Partnerskabsaftale for Mosevænget 2024-2027\n\nNordby Kommune, Nordsjællands Politi og Lejerbo indgår et"
    " tryghedspartnerskab i perioden 2024-2027. Partnerskabsområdet består af Mosevænget og Åtoften.\n\n",
    "agreement": "Partnerskabsaftale for Mosevænget 2020-2023\n\n1. Parter og periode\n\n"
    "Nordby Kommune og Nordsjællands Politi indgår et tryghedspartnerskab for Mosevænget. Aftalen gælder i perioden"
    " 2020-2023.\n\n",
    "money": "Partnerskabsaftale for Engparken\n\n1. Parter og periode\n\n"
    "Aftalens parter er Nordby Kommune, Nordsjællands Politi, Lejerbo og Nordby Boligforening. Partnerskabsområdet"
    " består af Engparken. Aftalen gælder fra den 1. januar 2024 til den 31. december 2027.\n\n3. Økonomi\n\n",
    "report": "Statusrapport 2020 for Tryghedspartnerskab Mosevænget\n\n"
    "Nordby Kommune og Nordsjællands Politi gør her status for tryghedspartnerskabet i Mosevænget, hvis aftale gælder"
    " for 2018-2021.\n\n",
    "addendum": "Tillæg til partnerskabsaftale for Mosevænget 2020-2023\n\n"
    "Nordby Kommune og Nordsjællands Politi er enige om at ændre partnerskabsaftalen for Mosevænget således:\n\n",
    "undated": "Partnerskabsaftale for Mosevænget\n\n1. Parter\n\n"
    "Nordby Kommune og Nordsjællands Politi indgår et tryghedspartnerskab for Mosevænget.\n\n2. Aftalen i øvrigt\n\n",
    "change": "Tillæg til partnerskabsaftale for Mosevænget\n\n1. Baggrund\n\nNordby Kommune og Nordsjællands Politi"
    " har en aftale for Mosevænget, og de er enige om at ændre den.\n\n2. Ændringer\n\n",
    "joined": "Aftale om tryghedspartnerskab for Lyngparken\n\n",
    "signed": "Aftale om tryghedspartnerskab for Lyngparken\n\nVesterby Kommune, Fyns Politi, Boligforeningen Lyngbo,"
    " SSP Vesterby og Havbo/KAB indgår hermed en aftale om et tryghedspartnerskab.\n\n3. Organisering\n\nStyregruppen"
    " mødes to gange om året. Direktøren for Børn og Unge er formand, og Ole Madsen er sekretær.\n\n4. Løbetid\n\n"
    "Aftalen gælder fra den 1. januar 2022 til udgangen af 2025.\n\n",
    "supplement": "Tillæg til partnerskabsaftale for Rugkæret 2020-2023\n\n",
    "press": "PRESSEMEDDELELSE\n\nTrygheden stiger i Mosevænget\n\nDer er kommet lys på stierne.\n\n",
}
HEADS |= {name: HEADS[head] + heading for name, (head, heading) in _FIGURES.items()}
# What stands behind the text, under a head of the paper that the text gives itself.
TAILS = {
    "made": "\n\nBaggrund\n\nKvarteret har 900 boliger, og beboerne har længe ønsket mere ro på stierne.\n\n"
    "Parter\n\nParterne i aftalen er Nordby Kommune, Nordsjællands Politi og Boligforeningen Fjordbo.\n\n"
    "Organisering\n\nStyregruppen mødes to gange årligt.\n\nUnderskrifter\n\nFor Nordby Kommune\n",
    "changed": "\n\nBaggrund\n\nParterne har en aftale, og de er enige om at ændre den.\n\nUnderskrifter\n\n"
    "For Nordby Kommune\n",
    "joined": "\n\nOmråde\n\nPartnerskabsområdet består af Lyngparken og Rugmarken. Naboforeningen Rugmarken er"
    " orienteret om aftalen, og Røde Kors i Vesterby inviteres til at deltage, når det er relevant.\n\nMål\n\n1."
    " Antallet af anmeldte indbrud skal falde til 40 i 2025. Tallene leveres af politiet.\n\nOrganisering\n\n"
    "Styregruppen mødes to gange om året. Her sidder en chef fra hver part.\n\nLøbetid\n\nAftalen gælder fra den"
    " 1. januar 2022 til udgangen af 2025.\n",
    "supplement": "\n\nUnderskrifter\n\nFor Nordby Kommune\n\nFor Fyns Politi\n",
    "told": "\n\nHer står, hvordan det er gået i det forløbne år. Der er kommet lys på stierne.\n",
}
COLUMNS = {
    "areas": "name change",
    "parties": "organisation administrator",
    "focus_areas": "number title",
    "goals": "number indicator direction offences baseline_year deadline target_value",
    "measures": "role indicator offence area time_of_day year value unit change_percent status",
    "budgets": "amount_dkk basis purpose fte start_year end_year",
    "meetings": "body min_per_year max_per_year",
    "signatories": "organisation unit name title chair date",
    "decisions": "body date",
    "policies": "title",
    "definitions": "term offence text",
    "related": "partnership start_year end_year",
    "findings": "code",
    "period": "start end start_basis",
    "concerns": "partnership start_year end_year",
}
WORDED = {"name", "area", "title", "body", "term", "text", "data_source"}
CASES = [
    pytest.param(head, text, rows, id=f"{path.stem}/{name}")
    for path in sorted(HERE.glob("*.txt"))
    for name, head, text, rows in CASE.findall(path.read_text(encoding="utf-8"))
]


def read(text: str) -> Agreement:
    """A plain text as a record."""
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(text))
    return parse(repair_document(Document("0" * 64, "x.txt", "text/plain", len(text), "ok", (page,))))


def held(agreement: Agreement, field: str) -> list[dict[str, Any]]:
    """What a field holds, as rows of columns."""
    value = getattr(agreement, field)
    if value is None or isinstance(value, str):
        return [{field: value}] if value else []
    rows = value if isinstance(value, list) else [value]
    return [row.model_dump(exclude={"evidence"}) for row in rows]


def plain(name: str, value: Any) -> str:
    """A value as it is written in a case."""
    if value is None or value == []:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(sorted(map(str, value)))
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return " ".join(re.sub(r"[^\w]+", " ", value.casefold()).split()) if name in WORDED else str(value)


def wanted(field: str, row: str) -> dict[str, str]:
    """A row of a case by column."""
    cells = [cell.strip() for cell in row.split(" | ")] if row else []
    named = dict(cell.split("=", 1) for cell in cells if re.match(r"[a-z_]+=", cell))
    placed = zip(COLUMNS.get(field, field).split(), (c for c in cells if not re.match(r"[a-z_]+=", c)), strict=False)
    asked = {name: cell for name, cell in {**dict(placed), **named}.items() if cell != "?"}
    return {name: _written(name, cell) for name, cell in asked.items()}


def _written(name: str, cell: str) -> str:
    if cell == "-":
        return cell
    return plain(name, cell) if name in WORDED else ",".join(sorted(cell.split(",")))


def fits(want: dict[str, str], row: dict[str, Any]) -> bool:
    """Whether a row says what is asked of it."""
    return all(plain(name, row[name]) == cell for name, cell in want.items())


def faults(agreement: Agreement, lines: str) -> Iterator[str]:
    """What is not as the lines want it."""
    exact: dict[str, list[dict[str, str]]] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        match = LINE.fullmatch(line)
        assert match, f"no line of a case: {line!r}"
        field, row = match["field"], wanted(match["field"], match["row"])
        got = held(agreement, field)
        if match["mode"]:
            if any(fits(row, one) for one in got) != (match["mode"] == "+"):
                yield f"{line}\n   got {got}"
        else:
            exact.setdefault(field, []).extend([row] if row else [])
    for field, rows in exact.items():
        left = held(agreement, field)
        for row in rows:
            hit = next((one for one in left if fits(row, one)), None)
            if hit is None:
                yield f"{field} misses {row}"
            else:
                left.remove(hit)
        # How familiar a paper is, is learned anew now and then; a row it makes doubtful is no fault of a case.
        left = [row for row in left if row.get("code") != "check-value"]
        yield from (f"{field} has { ({n: plain(n, v) for n, v in row.items()}) }" for row in left)


@pytest.mark.parametrize(("head", "text", "rows"), CASES)
def test_reads(head: str, text: str, rows: str) -> None:
    assert not list(faults(read(HEADS.get(head, "") + text + TAILS.get(head, "\n")), rows))


def test_sees_the_cases_of_every_file() -> None:
    assert all(CASE.search(path.read_text(encoding="utf-8")) for path in HERE.glob("*.txt"))
