"""The years of a paper, as lists and comparisons place it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.document import Document
from models.records import Agreement
from output.compare.over_years import Asked, compare
from output.store.archive import Archive
from output.store.rows import Run
from output.store.years import find_reporting_year

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Forslag til nye mål fra 2025\n\n1. Flere skal være trygge.", 2025),
        ("Fra og med 2026 afrapporteres der på straffelovskriminalitet.", 2026),
        ("Der følges op på de nye mål fra den 1. januar 2025 i begge områder.", 2025),
        ("Partner-\nskabernes mål ændres først fra\n2026. Fra 2025 vil der dog blive afrapporteret på tryghed.", 2025),
        ("Målene bygger på tal fra 2025 og på Nordby Tryghedsmåling fra 2025.", None),
        ("Målet er, at andelen stiger fra 2025 til 2028.", None),
        ("Målene har stået i aftalen fra 2024.", None),
        ("Målene gjaldt fra 2019.", None),
        ("Caféen har åbent fra 2025.", None),
        ("", None),
    ],
)
def test_finds_the_year_from_which_reports_are_made(text: str, year: int | None) -> None:
    assert find_reporting_year(text, 2024) == year


def test_places_a_reporting_basis_in_the_year_it_speaks_of(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    goal = {
        "number": "1",
        "text": "ro",
        "indicator": "feels_safe",
        "direction": "increase",
        "applies_to": ["engbakken"],
    }
    basis = agreement(
        kind="reporting_basis",
        partnership=None,
        period=None,
        decisions=[{"body": "Byrådet", "date": "2024-12-10"}],
        goals=[{**goal, "status": "proposed"}],
    )
    archive.store(paper("a.txt"), agreement(), run)
    archive.store(paper("b.txt", "Aftale", "Forslag til mål fra 2026"), basis, run)
    (row,) = archive.db.query("SELECT start_year, start_basis FROM agreements WHERE kind = 'reporting_basis'")
    assert row == {"start_year": 2026, "start_basis": "reporting"}
    goals = compare(archive.db, Asked(("engbakken",), ("goals",)))["compare_goals"]
    assert [(goal["year"], goal["status"]) for goal in goals] == [(2026, "proposed")]
