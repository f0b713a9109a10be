"""Names of places that a reader without Danish letters spoilt are mended by what such names are made of."""

from __future__ import annotations

import pytest

from normalizers import repair_text

SPOILT = "Omradet er praeget af mange unge, og beboerne onsker sig mere lys pa stierne og flere, der passer pa. " * 4
SOUND = "Området er præget af mange unge, og beboerne ønsker sig mere lys på stierne og flere, der passer på. " * 4


def read(paper: str, name: str) -> str:
    return repair_text(f"{paper}\nDet gælder {name}.").text.split(" gælder ")[-1].removesuffix(".")


@pytest.mark.parametrize(
    ("spoilt", "name"),
    [
        ("Mgllebakken", "Møllebakken"),
        ("Sonderlunden", "Sønderlunden"),
        ("Egedalsvenget", "Egedalsvænget"),
        ("Rosengarden", "Rosengården"),
        ("Hojvangen Nord", "Højvangen Nord"),
        ("Boliggarden", "Boliggården"),
        ("Blabaerhaven", "Blåbærhaven"),
        ("Rodkzelkevej 12", "Rødkælkevej 12"),
        ("Bogehgj", "Bøgehøj"),
        ("Gadekeervej", "Gadekærvej"),
        ("Torvemgllene", "Torvemøllene"),
    ],
)
def test_mends_names_in_a_paper_read_without_danish_letters(spoilt: str, name: str) -> None:
    assert read(SPOILT, spoilt) == name


@pytest.mark.parametrize(
    "name",
    ["Solvang", "Bispehaven", "Sandbakken", "Vollsmose", "Granvej", "Torvegade", "Rosevangen", "Kildemose",
     "Elleparken", "Lovparken", "Havrevej", "Alsvej", "Solbjerg", "Ravnsbjerg", "Egebo", "Langelandsvej",
     "Thygaard", "Bundgaard"],
)  # fmt: skip
def test_leaves_names_that_are_made_of_words_as_they_stand(name: str) -> None:
    assert read(SPOILT, name) == name


@pytest.mark.parametrize("name", ["Rosengarden", "Hojvangen", "Kildemose", "Mgllebakken"])
def test_leaves_names_of_papers_with_danish_letters(name: str) -> None:
    assert read(SOUND, name) == name
