"""Tables in many settings and sentences in many wordings, each in one small paper, with the figures they hold.

`wordings/figures.txt` has one case after another: `## name kind`, the text, `=>`, and a line for each figure: role
(B baseline, T target, O observation), what is measured, time of day, @area, year, value, c and the change in percent.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest import read_document
from models.records import Measure
from normalizers import repair_document
from parsers import parse

HEADS = {
    "agreement": "Partnerskabsaftale for Mosevænget 2020-2023\n\n1. Parter og periode\n\n"
    "Nordby Kommune og Nordsjællands Politi indgår et tryghedspartnerskab for Mosevænget. Aftalen gælder i perioden"
    " 2020-2023.\n\n2. Mål og tal\n\n",
    "report": "Statusrapport 2020 for Tryghedspartnerskab Mosevænget\n\n"
    "Nordby Kommune og Nordsjællands Politi gør her status for tryghedspartnerskabet i Mosevænget, hvis aftale gælder"
    " for 2018-2021.\n\n2. Tal\n\n",
}
TAIL = "\n\n9. Ikrafttræden\n\nParterne mødes igen til foråret og drøfter samarbejdet.\n"
INDICATORS = {
    "safe": ("feels_safe", "percent"),
    "unsafe": ("feels_unsafe", "percent"),
    "act": ("activities_with_partners", "percent"),
    "need": ("need_for_safety_measures", "category"),
}
ROLES = {"B": "baseline", "T": "target", "O": "observation"}
CASE = re.compile(r"^## (\S+) (\w+)\n(.*?)\n=>\n(.*?)(?=^## |\Z)", re.M | re.S)
CASES = CASE.findall((Path(__file__).parent / "wordings" / "figures.txt").read_text(encoding="utf-8"))
Row = tuple[object, ...]


def _expected(line: str) -> Row:
    role, what, *words = line.split()
    area, time, change = "partnership_area", "all", None
    rest = []
    for word in words:
        if word in ("day", "eve"):
            time = {"day": "day", "eve": "evening_night"}[word]
        elif word.startswith("@"):
            area = word[1:].replace("_", " ").casefold()
        elif re.fullmatch(r"c-?[\d.]+", word):
            change = float(word[1:])
        else:
            rest.append(word)
    year, value = rest
    offence = None if what in INDICATORS else what.removesuffix("/1000")
    usual = (
        ("reported_offences_per_1000", "per_1000_inhabitants") if "/1000" in what else ("reported_offences", "count")
    )
    indicator, unit = INDICATORS.get(what, usual)
    figure = float(value) if re.fullmatch(r"[\d.]+", value) else None if value in ("none", "pending") else value
    status = "pending" if value == "pending" else "stated"
    return (ROLES[role], indicator, offence, area, time, year, figure, unit, change, status)


def _found(row: Measure) -> Row:
    figure = row.value if isinstance(row.value, str) or row.value is None else float(row.value)
    change = None if row.change_percent is None else float(row.change_percent)
    when = (row.time_of_day, "-" if row.year is None else str(row.year))
    return (row.role, row.indicator, row.offence, row.area.casefold(), *when, figure, row.unit, change, row.status)


@pytest.mark.parametrize(("kind", "text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reads_the_figures_of_a_table_or_a_sentence(tmp_path: Path, kind: str, text: str, rows: str) -> None:
    path = tmp_path / "mosevaenget.txt"
    path.write_text(HEADS[kind] + text + TAIL, encoding="utf-8")
    found = [_found(row) for row in parse(repair_document(read_document(path))).measures]
    assert sorted(map(repr, found)) == sorted(repr(_expected(line)) for line in rows.strip().splitlines())


def test_has_many_cases_and_each_name_once() -> None:
    names = [case[0] for case in CASES]
    assert len(names) == len(set(names)) > 100
