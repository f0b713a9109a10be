"""Names of people: which words are one, and which letters of a scan are none."""

from __future__ import annotations

import pytest

from parsers.marks.names.people import find_names, find_titles
from parsers.parties.legible_names import are_known


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hanne Holm Skovgaard (formand)", ["Hanne Holm Skovgaard"]),
        ("H.C. Bang og Bo Chr. Lund", ["H.C. Bang", "Bo Chr. Lund"]),
        ("Mehmet Yıldız", ["Mehmet Yıldız"]),
        ("Søren van der Berg", ["Søren van der Berg"]),
        ("Nordby Ungdomsråd", []),
        ("Vester Allé 12", []),
    ],
)
def test_finds_names_of_people(text: str, names: list[str]) -> None:
    assert [mark.value for mark in find_names(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Kundechef i KAB Henrik Sand", ["Kundechef i KAB"]),
        ("Beboervalgt bestyrelsesformand", ["Beboervalgt bestyrelsesformand"]),
        ("Økonomi- og planchef", ["Økonomi- og planchef"]),
        ("styregruppen", []),
    ],
)
def test_finds_titles(text: str, titles: list[str]) -> None:
    assert [mark.value for mark in find_titles(text, 0, len(text))] == titles


@pytest.mark.parametrize(
    ("name", "known"),
    [("Karin Holmgaard", True), ("Anne-Mette Friis", True), ("Nlt Holm", False), ("Ise Toto", False), ("Karin", False)],
)
def test_knows_names_that_strokes_never_make(name: str, known: bool) -> None:
    assert are_known(name) == known
