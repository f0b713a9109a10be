"""Names of places: what counts as one, and how damage to them is mended."""

from __future__ import annotations

from pathlib import Path

from ingest import read_document
from parsers.paper.place_names import mend_name
from parsers.structure.body import Body, read_body

_DANISH = "Området er præget af mange unge, og beboerne ønsker sig mere lys på stierne og flere, der passer på. " * 4


def _body(folder: Path, text: str) -> Body:
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return read_body(read_document(path))


def test_takes_the_reading_that_a_clean_occurrence_gives(tmp_path: Path) -> None:
    assert mend_name("Sglvtoften", _body(tmp_path, f"{_DANISH} Sølvtoftens beboere.")) == "Sølvtoften"


def test_reads_ost_at_the_end_of_a_name_as_east(tmp_path: Path) -> None:
    assert mend_name("Lunden Ost", _body(tmp_path, _DANISH)) == "Lunden Øst"
