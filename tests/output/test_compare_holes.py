"""What a comparison says of what is not there: agreements that are only named, and parties within others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from output.compare.over_years import Asked, compare
from output.store.archive import Archive
from output.store.rows import Run

Make = Callable[..., Any]


@pytest.fixture
def add(archive: Archive, paper: Make, agreement: Make, run: Run) -> Make:
    """Store an agreement of Engbakken that holds from one year to another."""

    def store(first: int, last: int, text: str = "Aftale om Engbakken", **fields: Any) -> None:
        period = {"start": f"{first}-01-01", "end": f"{last}-12-31", "start_basis": "stated"}
        archive.store(paper(f"{first}.txt", text), agreement(period=period, **fields), run)

    return store


def party(organisation: str, name: str, kind: str = "housing_organisation") -> dict[str, str]:
    return {"organisation": organisation, "name": name, "kind": kind}


def related(first: int, last: int | None, partnership: str | None = "engbakken") -> dict[str, Any]:
    return {"partnership": partnership, "start_year": first, "end_year": last}


def named(archive: Archive) -> list[tuple[int, int | None, str | None]]:
    rows = compare(archive.db, Asked((), ["papers"]))["compare_papers"]
    return [(row["start_year"], row["years_between"], row["named_between"]) for row in rows]


def test_names_the_agreements_in_a_hole_that_papers_name_and_the_archive_lacks(archive: Archive, add: Make) -> None:
    add(2014, 2015)
    several = [related(2014, 2015), related(2016, 2017), related(2018, None, None), related(2017, 2019, "soebakken")]
    add(2020, 2023, related=[*several, related(2024, 2027)])
    assert named(archive) == [(2014, None, None), (2020, 4, "2016-2017, 2018")]


def test_names_nothing_in_a_hole_that_the_archive_has_filled(archive: Archive, add: Make) -> None:
    add(2014, 2015)
    add(2016, 2017)
    add(2018, 2019, related=[related(2014, 2015), related(2016, 2017)])
    assert named(archive) == [(2014, None, None), (2016, 0, None), (2018, 0, None)]


@pytest.mark.parametrize(
    ("text", "change", "page"),
    [
        ("Socialforvaltningen, herunder SSP, og", "within", 1),
        ("Socialforvaltningen og SSP", "left", None),
        ("Aftale", "left", None),
    ],
)
def test_does_not_say_gone_of_a_party_that_another_includes(
    archive: Archive, add: Make, text: str, change: str, page: int | None
) -> None:
    add(2014, 2017, parties=[party("ssp-nordby", "SSP Nordby", "ssp"), party("lind", "Boligforeningen Lind")])
    add(2018, 2021, f"Aftale\n{text}", parties=[party("lind", "Boligforeningen Lind")])
    rows = compare(archive.db, Asked((), ["parties"]))["compare_parties"]
    (found,) = [row for row in rows if row["organisation"] == "ssp-nordby" and row["year"] == 2018]
    assert (found["change"], found["page"]) == (change, page)


def test_knows_a_whole_name_within_another_party(archive: Archive, add: Make) -> None:
    add(2014, 2017, parties=[party("lind", "Boligforeningen Lind"), party("aab", "AAB")])
    add(2018, 2021, "Aftale\nAAB, herunder Boligforeningen Lind", parties=[party("aab", "AAB")])
    rows = compare(archive.db, Asked((), ["parties"]))["compare_parties"]
    assert {(row["organisation"], row["change"]) for row in rows if row["year"] == 2018} == {
        ("aab", "stayed"), ("lind", "within"),
    }  # fmt: skip
