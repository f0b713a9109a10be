"""Whether two names are one person's, and whether a name is a person's."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.person_names import is_person, is_same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerda Lyng", "gerda lyng"),
        ("Gerda Lyng", "Gerda Marie Lyng"),
        ("Gerda Lyng", "G. Lyng"),
        ("G. M. Lyng", "Gerda Marie Lyng"),
        ("Åge Bæk", "Aage Baek"),
        ("Sørine Ø'Dal", "Soerine Oe'Dal"),
        ("Bjørn Åholt", unicodedata.normalize("NFD", "Bjørn Åholt")),
        ("Anne-Mette Lyng", "Anne Mette Lyng"),
    ],
)
def test_knows_one_person_by_two_names(one: str, other: str) -> None:
    assert is_same_person(one, other) and is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerda Lyng", "Grethe Lyng"),
        ("Gerda Lyng", "Gerda Lyngby"),
        ("Gerda Lyng", "Holger Lyng"),
        ("Gerda Marie Lyng", "Gerda Sofie Lyng"),
        ("Gerda Lyng", ""),
    ],
)
def test_takes_no_two_people_for_one(one: str, other: str) -> None:
    assert not is_same_person(one, other) and not is_same_person(other, one)


def test_tells_people_from_seals_and_services() -> None:
    assert all(map(is_person, ("Gerda Lyng", "G. Lyng", "Bo Bank-Mikkelsen Holm")))
    assert is_person("Gerda Lyng", "Skovby Kommune")
    seals = ("Egnens Segl A/S", "Skovby Kommune", "Boligforeningen Kilden", "Egnens Time Stamping", "Kilden", "12")
    assert not any(map(is_person, seals))
    assert not is_person("Lyng Consult", "Lyng Consult IVS")
