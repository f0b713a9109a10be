"""Names of people: which words are one, and which letters of a scan are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.document import Document, Page
from models.text import page_text
from parsers import parse
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


def _scanned(text: str) -> Document:
    read = page_text(text)
    read = replace(read, words=tuple(replace(word, confidence=0.9) for word in read.words))
    page = Page(1, 595, 842, 0, "ocr", "image_only", "test", 0.9, 0.9, read)
    return Document("0" * 64, "x.pdf", "application/pdf", 1, "ok", (page,))


def test_shows_what_a_scan_has_where_it_reads_no_name() -> None:
    body = "Underskrifter\n\nFor Nordby Kommune\nGerda Lyng, centerchef\n\nFor Boligforeningen Tangen\n{}, inspektør\n"
    head = "Partnerskabsaftale for Tangen 2020-2023\n\nParterne er Nordby Kommune og Boligforeningen Tangen.\n\n"
    for name, read in (("Ole Krog", "Ole Krog"), ("Ole PrEsthus", None)):
        row = parse(_scanned(head + body.format(name))).signatories[1]
        shown = [quote.verbatim for quote in row.evidence if quote.rule == "signatory-unreadable"]
        assert (row.name, shown) == (read, [] if read else [name])


@pytest.mark.parametrize(("said", "unit"), [("Trivsel og Læring", True), ("Mier A Ab rrn", False)])
def test_takes_strokes_of_a_pen_for_no_unit(said: str, unit: bool) -> None:
    head = "Partnerskabsaftale for Tangen 2020-2023\n\nParterne er Nordby Kommune og Fyns Politi.\n\nUnderskrifter\n\n"
    body = f"Lone Friis\nBorgmester\nNordby Kommune\n{said}\n\nPer Holm\nPolitidirektør\nFyns Politi\n"
    row = parse(_scanned(head + body)).signatories[0]
    assert (row.name, row.unit is not None) == ("Lone Friis", unit)


@pytest.mark.parametrize(("beside", "name"), [(" elund", None), (" centerchef", "Lone Friis"), ("", "Lone Friis")])
def test_takes_no_part_of_a_name_for_the_whole_where_a_stroke_hides_the_rest(beside: str, name: str | None) -> None:
    head = "Partnerskabsaftale for Tangen 2020-2023\n\nParterne er Nordby Kommune og Fyns Politi.\n\nUnderskrifter\n\n"
    body = f"Lone Friis{beside}\nBorgmester\nNordby Kommune\n\nPer Holm\nPolitidirektør\nFyns Politi\n"
    assert parse(_scanned(head + body)).signatories[0].name == name


def test_takes_given_names_alone_for_no_whole_name_where_pens_wrote() -> None:
    head = "Partnerskabsaftale for Tangen 2020-2023\n\nParterne er Nordby Kommune og Fyns Politi.\n\nUnderskrifter\n\n"
    body = "Svend Aage\nBorgmester\nNordby Kommune\n\nSvend Aage Holm\nPolitidirektør\nFyns Politi\n"
    assert [row.name for row in parse(_scanned(head + body)).signatories] == [None, "Svend Aage Holm"]
