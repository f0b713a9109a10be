"""`output.compare`: what the views say of a partnership of ours over three agreements, a report and an addendum."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from corpus.speech import speaking
from models.codes import Offence
from models.document import Document, Page
from models.errors import UsageError
from models.records import Agreement
from models.text import page_text
from output.compare.naming import find_partnership, list_partnerships
from output.compare.over_years import (
    TABLE_NAMES,
    TABLES,
    Asked,
    as_markdown,
    compare,
    flat_rows,
    flat_tables,
    json_pieces,
)
from output.compare.screen import view_comparison
from output.export.csv_tables import csv_text
from output.store.archive import Archive, open_archive
from output.store.rows import Run
from output.views.view import FAMILIES

RUN = Run("2026-01-01T00:00:00Z", 0.1, "ok")
QUOTE = [{"page": 1, "start": 0, "end": 6, "verbatim": "Aftale", "boxes": None, "rule": "some-rule", "confidence": 0.9}]


def add(archive: Archive, filename: str, quality: float = 1.0, **fields: Any) -> None:
    """Store a paper; every row of its fields gets the same quote."""
    for name, rows in fields.items():
        if isinstance(rows, list):
            fields[name] = [{**row, "evidence": QUOTE} for row in rows]
    fields.setdefault("title", filename)
    fields.setdefault("kind", "partnership_agreement")
    fields.setdefault("partnership", None)
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", quality, None, page_text("Aftale om Møllevangen"))
    sha256 = hashlib.sha256(filename.encode()).hexdigest()
    document = Document(sha256, filename, "text/plain", 20, "ok", (page,))
    archive.store(document, Agreement.model_validate(fields), RUN)


def party(organisation: str) -> dict[str, Any]:
    return {"organisation": organisation, "name": organisation.upper(), "kind": "other"}


def measure(role: str, offence: str, year: int | None, value: int | None, **more: Any) -> dict[str, Any]:
    return {
        "role": role,
        "indicator": "reported_offences",
        "offence": offence,
        "area": "partnership_area",
        "year": year,
        "value": value,
        "unit": "count",
        **more,
    }


def goal(number: str, indicator: str, direction: str, *offences: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "text": "…", "indicator": indicator, "direction": direction, "offences": offences, **more}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("compare") / "a.db", create=True) as archive:
        _add_first_agreement(archive)
        _add_second_agreement(archive)
        add(
            archive,
            "vang-status-2023.pdf",
            kind="status_report",
            partnership="moellevangen",
            concerns={"partnership": "moellevangen", "start_year": 2021, "end_year": 2024},
            measures=[measure("baseline", "theft", 2020, 33), measure("observation", "theft", 2022, 30)],
        )
        add(archive, "skov-2019.pdf", partnership="skoven", period=period("2019-01-01", "2019-12-31"))
        yield archive


def period(start: str | None, end: str) -> dict[str, Any]:
    return {"start": start, "end": end, "start_basis": "stated" if start else "signature"}


def _add_first_agreement(archive: Archive) -> None:
    fields: dict[str, Any] = {
        "partnership": "moellevangen",
        "period": period(None, "2019-12-31"),
        "parties": [party("nordby-kommune"), party("nordby-politi"), party("aab")],
        "signatories": [{"name": "Ida Holm", "title": None, "organisation": "aab", "date": "2017-12-01"}],
        "goals": [
            goal("1", "feels_unsafe", "decrease"),
            goal("2", "reported_offences_per_1000", "maintain", "total_citizen_facing"),
            goal("3", "reported_offences", "decrease", "theft_robbery"),
        ],
        "measures": [measure("baseline", "theft_robbery", 2017, 40)],
        "budgets": [
            {"amount_dkk": 900000, "basis": "annual", "purpose": "whole", "start_year": 2018, "end_year": 2019},
            {"amount_dkk": 500001, "basis": "total", "purpose": "administration", "start_year": 2018, "end_year": 2019},
        ],
        "focus_areas": [{"number": 1, "title": "Tryggere byrum"}],
    }
    add(archive, "vang-2018.pdf", **fields)
    # A worse witness of the same agreement, with another figure: it must not be counted.
    add(archive, "vang-2018-dump.txt", quality=0.5, **{**fields, "parties": [party("nordby-kommune")]})


def _add_second_agreement(archive: Archive) -> None:
    add(
        archive,
        "vang-2021.pdf",
        partnership="moellevangen",
        period=period("2021-01-01", "2024-12-31"),
        parties=[party("nordby-kommune"), party("nordby-politi"), party("sab")],
        goals=[
            goal("1", "feels_safe", "increase"),
            goal("2", "reported_offences", "maintain", "total_penal_code"),
            goal("3", "reported_offences", "decrease", "theft"),
            goal("4", "activities_with_partners", "at_least", target_value=75, unit="percent"),
        ],
        measures=[
            measure("baseline", "theft", 2020, None, status="pending"),
            measure("baseline", "vandalism", 2020, None, status="pending"),
        ],
        budgets=[{"amount_dkk": 100000, "basis": "unstated", "purpose": "whole"}],
    )


def rows(archive: Archive, table: str, *partnerships: str) -> list[dict[str, Any]]:
    return compare(archive.db, Asked(partnerships, [table]))[f"compare_{table}"]


def test_puts_papers_in_order_with_the_years_between_them(archive: Archive) -> None:
    papers = rows(archive, "papers", "moellevangen")
    shown = [(p["kind"], p["start_year"], p["start_basis"], p["years_between"]) for p in papers]
    assert shown == [
        ("partnership_agreement", 2017, "signature", None),
        ("partnership_agreement", 2021, "period", 1),
        ("status_report", 2022, "observation", None),
    ]


def test_counts_preferred_witnesses_only(archive: Archive) -> None:
    first = [r["organisation"] for r in rows(archive, "parties", "moellevangen") if r["change"] == "first"]
    assert first == ["aab", "nordby-kommune", "nordby-politi"]
    papers = {r["paper"] for table in TABLE_NAMES for r in rows(archive, table, "moellevangen")}
    assert papers == {"vang-2018.pdf", "vang-2021.pdf", "vang-status-2023.pdf"}


@pytest.mark.parametrize(
    ("family", "before", "after"),
    [
        ("safety", "feels_unsafe", "feels_safe"),
        ("all offences", "total_citizen_facing per 1000", "total_penal_code"),
        ("theft", "theft_robbery", "theft"),
    ],
)
def test_says_how_a_definition_changed(archive: Archive, family: str, before: str, after: str) -> None:
    found = [r for r in rows(archive, "changes") if r["family"] == family and r["aspect"] == "definition"]
    assert [(r["year"], r["change"], r["before"], r["after"]) for r in found] == [(2021, "changed", before, after)]


def test_says_what_was_added_and_that_a_direction_turned(archive: Archive) -> None:
    changes = {(r["family"], r["aspect"]): (r["change"], r["before"], r["after"]) for r in rows(archive, "changes")}
    assert changes["activities", "definition"] == ("added", None, "activities_with_partners")
    assert changes["safety", "direction"] == ("changed", "decrease", "increase")
    assert ("activities", "target") not in changes
    assert ("theft", "direction") not in changes


def test_gives_each_year_its_goals(archive: Archive) -> None:
    goals = rows(archive, "goals", "moellevangen")
    by_year = {year: [g["number"] for g in goals if g["year"] == year] for year in range(2016, 2026)}
    assert by_year[2018] == ["1", "2", "3"]
    assert by_year[2020] == by_year[2025] == []
    assert by_year[2021] == by_year[2024] == ["1", "2", "3", "4"]
    changed = {g["number"]: g["changed"] for g in goals if g["year"] == 2021}
    assert changed["1"] == "feels_unsafe → feels_safe; decrease → increase"
    assert changed["3"] == "theft_robbery → theft"
    assert changed["4"] == "added activities_with_partners"
    assert all(g["changed"] is None for g in goals if g["year"] == 2018)


def test_meets_a_pending_baseline_with_the_later_report(archive: Archive) -> None:
    series = rows(archive, "series", "moellevangen")
    pending = {r["offence"]: (r["value"], r["met_value"], r["met_by"]) for r in series if r["status"] == "pending"}
    assert pending == {"theft": (None, 33, "vang-status-2023.pdf"), "vandalism": (None, None, None)}


def test_marks_breaks_in_definition_in_one_series(archive: Archive) -> None:
    theft = [r for r in rows(archive, "series", "moellevangen") if r["family"] == "theft"]
    assert [(r["year"], r["role"], r["offence"], r["break"]) for r in theft] == [
        (2017, "baseline", "theft_robbery", None),
        (2020, "baseline", "theft", "definition: theft_robbery → theft"),
        (2022, "observation", "theft", None),
    ]


def test_gives_budgets_by_year_and_divides_totals_only(archive: Archive) -> None:
    budgets = rows(archive, "budgets", "moellevangen")
    shown = [(b["year"], b["purpose"], b["dkk_in_year"], b["spread"]) for b in budgets]
    assert shown == [
        (2018, "administration", 250001, 1),
        (2018, "whole", 900000, 0),
        (2019, "administration", 250001, 1),
        (2019, "whole", 900000, 0),
        *((year, "whole", None, 0) for year in (2021, 2022, 2023, 2024)),
    ]
    totals = [(t["year"], t["dkk"], t["assumed"]) for t in rows(archive, "budget_totals", "moellevangen")]
    assert totals == [(2018, 1150001, 0), (2019, 1150001, 0), *((year, None, 1) for year in range(2021, 2025))]


def budget(amount: int, basis: str, purpose: str = "whole", **more: Any) -> dict[str, Any]:
    return {"amount_dkk": amount, "basis": basis, "purpose": purpose, "start_year": 2018, "end_year": 2021, **more}


@pytest.mark.parametrize(
    ("budgets", "dkk", "assumed"),
    [
        # A whole, the same whole in all its years, and what of it is for what: only the whole adds.
        (
            [
                budget(1_200_000, "annual"),
                budget(4_800_000, "total", adds=False),
                budget(300_000, "annual", "administration", adds=False),
            ],
            1_200_000,
            0,
        ),
        ([budget(2_000_000, "annual"), budget(300_000, "unstated", "administration")], 2_300_000, 1),
        ([budget(600_000, "total"), budget(50_000, "annual", "activities")], 200_000, 0),
        ([budget(400_000, "annual", payer="nordby-kommune"), budget(400_000, "annual", payer="aab")], 800_000, 0),
    ],
)
def test_sums_what_a_year_costs(tmp_path: Path, budgets: list[dict[str, Any]], dkk: int, assumed: int) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        add(archive, "a.pdf", partnership="vang", period=period("2018-01-01", "2021-12-31"), budgets=budgets)
        totals = rows(archive, "budget_totals")
    assert [(t["year"], t["dkk"], t["assumed"]) for t in totals] == [(y, dkk, assumed) for y in range(2018, 2022)]
    assert {(t["paper"], t["page"]) for t in totals} == {("a.pdf", 1)}


def two_agreements(archive: Archive, first: dict[str, Any], second: dict[str, Any]) -> None:
    for year, fields in ((2015, first), (2018, second)):
        span = period(f"{year}-01-01", f"{year + 2}-12-31")
        add(archive, f"{year}.pdf", partnership="vang", period=span, **fields)


def test_says_that_the_area_changed_and_breaks_the_partnerships_own_series(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        own, city = measure("baseline", "burglary", 2014, 9), measure("baseline", "burglary", 2014, 90, area="Nordby")
        later = [{**row, "year": year} for row in (own, city) for year in (2017, 2018)]
        areas = [{"name": "Vang"}, {"name": "Enghøj"}]
        two_agreements(archive, {"areas": areas[:1], "measures": [own, city]}, {"areas": areas, "measures": later})
        (change,) = rows(archive, "changes")
        breaks = {(r["year"], r["area"]): r["break"] for r in rows(archive, "series") if r["break"]}
        moved = [(r["year"], r["name"], r["change"]) for r in rows(archive, "areas")]
    assert (change["family"], change["change"], change["before"], change["after"]) == (
        "areas",
        "changed",
        "Vang",
        "Enghøj + Vang",
    )
    assert breaks == {(2017, "partnership_area"): "area: Vang → Enghøj + Vang"}
    assert moved == [(2015, "Vang", "first"), (2018, "Enghøj", "joined"), (2018, "Vang", "stayed")]


def test_breaks_where_a_series_goes_on_by_another_source_but_not_by_another_year_of_it(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        sources = ("Nordby Tryghedsmåling 2014", "Nordby Tryghedsmåling 2017", "Politiets register")
        figures = [measure("observation", "theft", 2014 + 3 * n, 9, data_source=name) for n, name in enumerate(sources)]
        two_agreements(archive, {"measures": figures[:1]}, {"measures": figures[1:]})
        breaks = [r["break"] for r in rows(archive, "series")]
    assert breaks == [None, None, "source: Nordby Tryghedsmåling 2017 → Politiets register"]


def test_lays_the_areas_that_an_addendum_adds_in_its_own_year(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        two_agreements(archive, {"areas": [{"name": "Vang"}]}, {"areas": [{"name": "Vang"}]})
        concerns = {"partnership": "vang", "start_year": 2018, "end_year": 2020}
        areas = [{"name": "Enghøj", "change": "added"}]
        add(archive, "t.pdf", kind="addendum", partnership="vang", concerns=concerns, areas=areas,
            decisions=[{"body": "Byrådet", "date": "2019-05-01"}])  # fmt: skip
        moved = [(r["year"], r["name"], r["change"], r["kind"]) for r in rows(archive, "areas")]
    assert moved[-1] == (2019, "Enghøj", "joined", "addendum")


def test_says_who_joined_and_who_left(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for year, parties in ((2015, ("a", "b")), (2018, ("a", "c")), (2021, ("a", "b", "c"))):
            span = period(f"{year}-01-01", f"{year + 2}-12-31")
            add(archive, f"{year}.pdf", partnership="vang", period=span, parties=[party(p) for p in parties])
        found = [(r["year"], r["organisation"], r["change"]) for r in rows(archive, "parties")]
    assert found == [
        (2015, "a", "first"),
        (2015, "b", "first"),
        (2018, "a", "stayed"),
        (2018, "c", "joined"),
        (2018, "b", "left"),
        (2021, "a", "stayed"),
        (2021, "b", "joined"),
        (2021, "c", "stayed"),
    ]


def test_lays_goals_for_several_partnerships_with_each_of_them(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        proposed = goal("1", "feels_safe", "increase", status="proposed", applies_to=["skoven", "vang"])
        decision = {"body": "Byrådet", "date": "2024-12-10"}
        add(archive, "grundlag.pdf", kind="reporting_basis", goals=[proposed], decisions=[decision])
        found = [(r["partnership"], r["year"], r["status"]) for r in rows(archive, "goals")]
    assert found == [("skoven", 2024, "proposed"), ("vang", 2024, "proposed")]


def test_counts_copies_of_a_report_once(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for name, title, year in (("a.pdf", "Status", 2022), ("b.pdf", "Status", 2022), ("c.pdf", "Status", 2023)):
            rows_of = [measure("observation", "theft", year, 30)]
            add(archive, name, title=title, kind="status_report", partnership="vang", measures=rows_of)
        found = [(r["year"], r["value"]) for r in rows(archive, "series")]
    assert found == [(2022, 30), (2023, 30)]


def test_calls_a_wider_definition_added_and_no_break(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for year, offences in ((2015, ["violence_weapons"]), (2018, ["threats", "violence_weapons"])):
            add(
                archive,
                f"{year}.pdf",
                partnership="vang",
                period=period(f"{year}-01-01", f"{year + 2}-12-31"),
                measures=[measure("baseline", offence, year - 1, 9) for offence in offences],
            )
        changes = [(r["family"], r["change"], r["before"], r["after"]) for r in rows(archive, "changes")]
        breaks = {r["break"] for r in rows(archive, "series")}
    assert changes == [("violence", "added", None, "threats")]
    assert breaks == {None}


def test_marks_a_break_over_an_agreement_that_left_the_offence_out(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for year, offence in ((2013, "theft"), (2016, "burglary"), (2019, "theft_robbery")):
            span = period(f"{year}-01-01", f"{year + 2}-12-31")
            add(
                archive,
                f"{year}.pdf",
                partnership="vang",
                period=span,
                measures=[measure("baseline", offence, year, 9)],
            )
        breaks = {r["offence"]: r["break"] for r in rows(archive, "series")}
    assert breaks == {"theft": None, "burglary": None, "theft_robbery": "definition: theft → theft_robbery"}


def test_gives_the_same_rows_as_one_select(archive: Archive) -> None:
    for table in TABLES:
        direct = list(archive.db.query(f"SELECT * FROM {table.name} WHERE partnership = 'moellevangen'"))
        key = lambda row: json.dumps(row, sort_keys=True)  # noqa: E731
        assert sorted(rows(archive, table.short, "moellevangen"), key=key) == sorted(direct, key=key)
        of_all = [row for row in rows(archive, table.short) if row["partnership"] == "moellevangen"]
        assert of_all == rows(archive, table.short, "moellevangen")
        assert direct or table.short == "areas"
    assert archive.db.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)


def test_refuses_unknown_names(archive: Archive) -> None:
    assert list_partnerships(archive.db) == ["moellevangen", "skoven"]
    with pytest.raises(UsageError, match="moellevangen, skoven"):
        compare(archive.db, Asked(["ingensteder"]))
    with pytest.raises(UsageError, match="focus_areas"):
        compare(archive.db, Asked([], ["gaols"]))
    with pytest.raises(UsageError, match="theft_robbery"):
        compare(archive.db, Asked(offence="pickpocketing"))


@pytest.mark.parametrize(
    ("name", "found"), [("moellevangen", "moellevangen"), ("Møllevangen", "moellevangen"), ("moelle", "moellevangen")]
)
def test_finds_the_partnership_that_is_meant(archive: Archive, name: str, found: str) -> None:
    assert find_partnership(archive.db, name) == found


def test_asks_which_partnership_is_meant(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        for slug in ("engbakken-soeen", "engbakken-vest", "nordbakken"):
            add(archive, f"{slug}.pdf", partnership=slug, period=period("2018-01-01", "2021-12-31"))
        assert find_partnership(archive.db, "søen") == "engbakken-soeen"
        with pytest.raises(UsageError, match="engbakken-soeen, engbakken-vest"):
            find_partnership(archive.db, "Engbakken")
        with pytest.raises(UsageError, match="did you mean nordbakken"):
            find_partnership(archive.db, "Nordbaken")


def test_shows_only_the_years_asked_for(archive: Archive) -> None:
    found = compare(archive.db, Asked(["moellevangen"], first=2020, last=2021))
    assert {row["year"] for row in found["compare_series"]} == {2020}
    assert {row["year"] for row in found["compare_goals"]} == {2021}
    assert [row["paper"] for row in found["compare_papers"]] == ["vang-2021.pdf"]


def test_shows_only_the_offence_asked_for_with_what_it_breaks_with(archive: Archive) -> None:
    found = compare(archive.db, Asked(["moellevangen"], offence="theft"))
    assert set(found) == {"compare_changes", "compare_goals", "compare_series"}
    assert {row["offence"] for row in found["compare_series"]} == {"theft", "theft_robbery"}
    assert {row["offences"] for row in found["compare_goals"]} == {"theft"}


def test_writes_json_and_markdown(archive: Archive) -> None:
    tables = compare(archive.db, Asked())
    assert json.loads("".join(json_pieces(tables))) == tables
    text = as_markdown(tables)
    assert "## Budgets by year (nominal kroner)\n\n| partnership | year |" in text
    assert "Nothing in the archive." in as_markdown(compare(archive.db, Asked(["skoven"], ["budgets"])))


def test_gives_flat_rows_whose_figures_may_be_words(archive: Archive) -> None:
    found = compare(archive.db, Asked())
    tables = flat_tables(archive.db, found)
    types: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    columns = {table.name: {column.name: column.type for column in table.columns} for table in tables}
    for name, row in flat_rows(found, tables):
        assert list(row) == list(columns[name])
        assert all(value is None or isinstance(value, types[columns[name][key]]) for key, value in row.items()), row
    assert {"value", "value_text", "met_value", "met_value_text"} <= set(columns["compare_series"])
    assert csv_text([], tables[0]).splitlines()[0].startswith("partnership,partnership_name,start_year")


def test_shows_tables_in_the_terminal(archive: Archive) -> None:
    from rich.console import Console

    console = Console(record=True, width=160, file=io.StringIO())
    console.print(view_comparison(compare(archive.db, Asked())))
    shown = console.export_text()
    met = "33 (vang-status-2023.pdf)"
    cited = "Sources: [1] vang-2018.pdf  [2] vang-2021.pdf  [3] vang-status-2023.pdf"
    with speaking("da"):
        console.print(view_comparison(compare(archive.db, Asked())))
    danish = console.export_text()
    for part in ("Hvad der ændrede sig", "afventer → 33", "tyveri/røveri → tyveri", "900.000", "gik ud", "Kilder: [1]"):
        assert part in danish
    for part in ("moellevangen", "2021–2024", "theft robbery → theft", met, "900,000", "joined", cited):
        assert part in shown


def test_gives_the_same_whatever_the_order_of_ingest(tmp_path: Path) -> None:
    results = []
    for name, order in (("a.db", (2015, 2018)), ("b.db", (2018, 2015))):
        with open_archive(tmp_path / name, create=True) as archive:
            for year in order:
                span = period(f"{year}-01-01", f"{year + 2}-12-31")
                add(archive, f"{year}.pdf", partnership="vang", period=span, parties=[party("a")])
            results.append("".join(json_pieces(compare(archive.db, Asked()))))
    assert results[0] == results[1]


def test_every_offence_has_a_family() -> None:
    """A code without one would stand in no series that `compare --offence` can name."""
    assert set(get_args(Offence)) <= {one for definitions in FAMILIES.values() for one in definitions}
