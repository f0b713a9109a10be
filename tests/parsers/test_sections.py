"""Headings of every kind, and the lists under them."""

from __future__ import annotations

import pytest

from parsers.lists import find_lists
from parsers.sections import find_sections, find_topics, read_ordinal


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("Baggrund", "background"),
        ("Partnerskabets overordnede målsætninger", "goals"),
        ("Økonomi", "economy"),
        ("@konomi", "economy"),
        ("Aftalens løbetid", "validity"),
        ("Hvad koster det?", "economy"),
        ("Styring og møder", "organisation"),
        ("Er indgået mellem følgende parter:", "signatures"),
        ("Indsatsspor", "focus"),
    ],
)
def test_tells_the_topic_of_a_heading(heading: str, topic: str) -> None:
    assert topic in find_topics(heading)


@pytest.mark.parametrize("line", ["Økonomiforvaltningen", "Parterne er enige om tre temaer", "Lys på stierne"])
def test_sees_no_topic_in_other_lines(line: str) -> None:
    assert find_topics(line) == ()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("3", (3, "arabic")),
        ("§ 12", (12, "paragraph")),
        ("IV", (4, "roman")),
        ("IX", (9, "roman")),
        ("C", (3, "letter")),
    ],
)
def test_reads_numerals(number: str, expected: tuple[int, str]) -> None:
    assert read_ordinal(number) == expected


def test_ends_a_section_where_the_next_begins() -> None:
    text = "§ 1 Formål\n\nVi vil have ro.\n\n§ 2 Økonomi\n\nDer er penge.\n"
    sections = find_sections(text)
    assert [section.ordinal for section in sections] == [1, 2]
    assert text[sections.all[0].body_start : sections.all[0].end].strip() == "Vi vil have ro."
    found = sections.at(text.index("penge"))
    assert found is not None and found.heading == "Økonomi"


def test_finds_headings_inside_a_line_that_holds_a_whole_page() -> None:
    text = "1. Baggrund Engen er et kvarter med mange børn og få bænke. " * 2 + "2. Økonomi Byen betaler for bænkene."
    assert [section.heading for section in find_sections(text)][-1] == "Økonomi"


def test_takes_a_numbered_list_for_no_headings() -> None:
    text = "Temaer:\n1. Økonomi for unge\n2. Mål for livet\n3. Parter i sport\nDer laves en plan.\n"
    assert [section.number for section in find_sections(text) if section.number] == []


def test_nests_items_under_others() -> None:
    text = "Med er:\n• Byens tre forvaltninger\no Skoleforvaltningen,\n0 Parkforvaltningen,\n• Politiet\n"
    items = find_lists(text)[0]
    assert [item.text for item in items.top()] == ["Byens tre forvaltninger", "Politiet"]
    assert [item.text for item in items.under(items.items[0])] == ["Skoleforvaltningen,", "Parkforvaltningen,"]


def test_reads_items_run_together_in_one_paragraph() -> None:
    text = "Vi har tre temaer: 1. Lys på stien 2. Liv i gaden 3. Job til unge Der skrives hvert år en plan om det."
    assert [item.text for item in find_lists(text)[0].items] == ["Lys på stien", "Liv i gaden", "Job til unge"]


def test_carries_an_item_over_a_line_end() -> None:
    text = "1. En indsats for de unge, der\nikke går i skole\n2. Flere bænke\n"
    assert [item.text for item in find_lists(text)[0].items] == [
        "En indsats for de unge, der ikke går i skole",
        "Flere bænke",
    ]
