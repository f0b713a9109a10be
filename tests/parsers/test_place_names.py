"""Names of places: what counts as one, and how damage to them is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read_document
from parsers.older.place_names import mend_name
from parsers.structure.body import Body, read_body

_FOREIGN = "Omradet er praeget af mange unge, og beboerne onsker sig mere lys pa stierne og flere, der passer pa. " * 4
_DANISH = "Området er præget af mange unge, og beboerne ønsker sig mere lys på stierne og flere, der passer på. " * 4


def _body(folder: Path, text: str) -> Body:
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read_body(read_document(path))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mgllebakken", "Møllebakken"),
        ("Sonderlunden", "Sønderlunden"),
        ("Egedalsvenget", "Egedalsvænget"),
        ("Rosengarden", "Rosengården"),
        ("Hojvangen Nord", "Højvangen Nord"),
        ("Solvang", "Solvang"),
        ("Bispehaven", "Bispehaven"),
        ("Sandbakken", "Sandbakken"),
        ("Vollsmose", "Vollsmose"),
    ],
)
def test_mends_names_in_a_paper_read_without_danish_letters(printed: str, name: str, tmp_path: Path) -> None:
    assert mend_name(printed, _body(tmp_path, _FOREIGN)) == name


@pytest.mark.parametrize("name", ["Rosengarden", "Hojvangen", "Kildemose"])
def test_leaves_names_of_papers_with_danish_letters(name: str, tmp_path: Path) -> None:
    assert mend_name(name, _body(tmp_path, _DANISH)) == name


def test_takes_the_reading_that_a_clean_occurrence_gives(tmp_path: Path) -> None:
    assert mend_name("Sglvtoften", _body(tmp_path, f"{_DANISH} Sølvtoftens beboere.")) == "Sølvtoften"
