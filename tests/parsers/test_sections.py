"""Headings of every kind, and the lists under them."""

from __future__ import annotations

import pytest

from parsers.structure.lists import find_lists
from parsers.structure.sections import find_sections, read_ordinal
from parsers.structure.topics import find_topics


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
        ("Deltagende parter", "parties"),
        ("Hvem står bag?", "parties"),
        ("SÅDAN MÅLER VI", "goals"),
        ("Det vil vi opnå", "goals"),
        ("Forslag til nye mål", "goals"),
        ("Sådan er vi organiseret", "organisation"),
        ("Det koster arbejdet", "economy"),
        ("SÅDAN BRUGER VI PENGENE", "economy"),
        ("Hvornår gælder aftalen?", "validity"),
        ("Tre spor", "focus"),
        ("Her sætter vi ind", "focus"),
        ("Sådan følger vi op", "follow_up"),
        ("Hvor står vi i dag?", "background"),
        ("Aftalens område", "area"),
        ("Således aftalt", "signatures"),
    ],
)
def test_tells_the_topic_of_a_heading(heading: str, topic: str) -> None:
    assert topic in find_topics(heading)


@pytest.mark.parametrize(
    "line",
    [
        "Økonomiforvaltningen",
        "Parterne er enige om tre temaer",
        "Lys på stierne",
        "Styregruppen mødes to gange årligt",
        "Det er dyrt at bygge om",
    ],
)
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


def test_counts_headings_of_no_known_topic_that_lead_up_to_known_ones_or_jump() -> None:
    prose = "Notatet er skrevet til udvalget og handler om, hvordan byens partnerskaber fremover skal måles.\n"
    heads = ["1. Hvad det drejer sig om", "2. Økonomi", "3. Det ser anderledes ud", "5. Et nyt blik", "6. Vejen frem"]
    text = "Et notat\n\n" + "\n".join(f"{head}\n\n{prose}" for head in heads)
    assert [section.ordinal for section in find_sections(text)] == [1, 2, 3, 5, 6]


def test_takes_points_of_a_list_under_an_unnumbered_heading_for_no_headings() -> None:
    prose = "Der kommer lys på stierne, og de unge får et sted at være, hvor der er voksne til stede.\n"
    text = (
        "Indsatsområder\n\n" + "\n".join(f"{n}. Et punkt\n\n{prose}" for n in (1, 2)) + "\nØkonomi\n\nByen betaler.\n"
    )
    assert [section.heading for section in find_sections(text)] == ["Indsatsområder", "Økonomi"]
