"""Addenda that quote what they replace, and free prose that prolongs: only what is set counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read_document
from models.records import Agreement
from parsers import parse

HEAD = "Tillæg nr. 1 til tryghedsaftalen for Mosevænget 2020-2023\n\n"


def _read(folder: Path, text: str, head: str = HEAD) -> Agreement:
    path = folder / "mosevaenget.txt"
    path.write_text(head + text, encoding="utf-8")
    return parse(read_document(path))


@pytest.mark.parametrize(
    "clause",
    [
        'Stk. 3 lyder hidtil: "Styregruppen mødes to gange årligt." Stk. 3 affattes således: '
        '"Styregruppen mødes fire gange årligt."',
        'I § 6 ændres "Styregruppen mødes to gange årligt" til "Styregruppen mødes fire gange årligt".',
        'Sætningen "Styregruppen mødes to gange årligt" erstattes af "Styregruppen mødes fire gange årligt".',
        '§ 6, der hidtil har lydt: "Styregruppen mødes to\ngange årligt", affattes således: '
        '"Styregruppen mødes fire gange årligt."',
        'Den hidtidige ordlyd: "Styregruppen mødes to gange årligt."\n\nNy ordlyd: '
        '"Styregruppen mødes fire gange årligt."',
        'I § 6 udgår "Styregruppen mødes to gange årligt". I stedet indsættes: "Styregruppen mødes fire gange årligt."',
    ],
)
def test_holds_only_the_meetings_of_the_new_wording(tmp_path: Path, clause: str) -> None:
    paper = _read(tmp_path, f"Parterne er enige om disse ændringer.\n\n1. {clause}\n")
    assert [(row.body, row.min_per_year, row.max_per_year) for row in paper.meetings] == [("steering_group", 4, 4)]


@pytest.mark.parametrize(
    "clause",
    [
        '§ 2, mål 2, der hidtil har lydt: "2. Antallet af indbrud skal falde til 40 i 2023", affattes således: '
        '"2. Antallet af indbrud skal falde til 30 i 2025."',
        'Mål 2 lyder i dag: "Antallet af indbrud skal falde til 40 i 2023." Mål 2 affattes således: '
        '"2. Antallet af indbrud skal falde til 30 i 2025."',
    ],
)
def test_holds_only_the_goal_of_the_new_wording(tmp_path: Path, clause: str) -> None:
    paper = _read(tmp_path, f"Parterne er enige om disse ændringer.\n\n1. {clause}\n")
    assert [(goal.number, goal.deadline, goal.target_value) for goal in paper.goals] == [("2", 2025, 30)]
    assert [(row.year, row.value) for row in paper.measures if row.role == "target"] == [(2025, 30)]


def test_reads_period_and_parties_of_clauses_given_anew(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        '1. § 1 affattes således:\n\n    "Parter i aftalen er Nordby Kommune, Fyns Politi, Nordby\n'
        '    Boligforening og Egely."\n\n'
        '2. § 3, der hidtil har lydt: "Aftalen gælder fra den 1. januar 2020 til den 31. december 2023", affattes'
        ' således: "Aftalen gælder fra den 1. januar 2020 til den 31. december 2025."\n\n'
        '3. I § 4 indsættes efter nr. 3 som nyt indsatsområde:\n\n    "4. Lys i gården".\n',
    )
    assert [party.organisation for party in paper.parties] == [
        "nordby-kommune",
        "fyns-politi",
        "nordby-boligforening",
        "egely",
    ]
    assert paper.period and (paper.period.start, paper.period.end) == ("2020-01-01", "2025-12-31")
    assert [(area.number, area.title) for area in paper.focus_areas] == [(4, "Lys i gården")]


def test_reads_an_allonge_in_free_prose(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "Partnerskabsaftalen 2020-2023 fortsætter fra den 1. januar 2024 til den 31. december 2025.\n\n"
        "Samtidig udvides partnerskabsområdet med Rosenkæret, hvor der er seks blokke.\n\n"
        "Nordby Kommune bevilger 250.000 kr. i 2024 til aktiviteter. Det er mere end de 200.000 kr. om året, som den"
        " gamle aftale gav.\n",
        "Allonge til partnerskabsaftalen for Mosevænget\n\n",
    )
    assert paper.period and (paper.period.start, paper.period.end) == ("2024-01-01", "2025-12-31")
    assert [area.name for area in paper.areas] == ["Rosenkæret"]
    assert [row.amount_dkk for row in paper.budgets] == [250000]


def test_reads_a_letter_that_says_we(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "Vi, Nordby Kommune, Fyns Politi og Engens Boligforening, er blevet enige om at gøre fælles sag.\n\n"
        "Når vi i denne aftale taler om området, mener vi Mosevænget, Engen og Kæret. Resten hører ikke med.\n\n"
        "Aftalen løber i to år fra den 1. maj 2020.\n\n\nHvad vi vil opnå\n\n"
        "Vi vil hvert år følge udviklingen i anmeldelser af hærværk.\n\n"
        "For Nordby Kommune               For Fyns Politi\n\n"
        "Karen Dam                        Jens Chr. Overby\nDirektør                         Politiinspektør\n\n\n"
        "For Engens Boligforening\n\nInger Lind\nForretningsfører\n",
        "Aftale om tryghed i Mosevænget\n\n",
    )
    assert [party.organisation for party in paper.parties] == ["nordby-kommune", "fyns-politi", "engens-boligforening"]
    assert [area.name for area in paper.areas] == ["Mosevænget", "Engen", "Kæret"]
    assert [(goal.direction, goal.offences) for goal in paper.goals] == [("monitor", ["vandalism"])]
    assert [row.name for row in paper.signatories] == ["Karen Dam", "Jens Chr. Overby", "Inger Lind"]


def test_reads_units_on_lines_of_their_own(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "A. Hvem er med\n\n"
        " Part                Enhed                              Rolle\n"
        " -----------------------------------------------------------------\n"
        " Nordby Kommune      By- og Udviklingsforvaltningen     Formand\n"
        "                     Børn og Skole                      Deltager\n"
        " Fyns Politi                                            Deltager\n"
        " Domea                                                  Deltager\n\n"
        "G. Underskrifter\n\n"
        " Organisation                        Navn                         Titel\n"
        " -----------------------------------------------------------------------\n"
        " Nordby Kommune                      Mette Brand (formand)        Direktør\n"
        " By- og Udviklingsforvaltningen\n\n"
        " Fyns Politi                         Henrik Juul                  Politiinspektør\n\n"
        " Domea                               Lis Gaard                    Kundechef\n",
        "Tryghedsaftale Mosevænget 2020-2023\n\n",
    )
    units = [party.organisation for party in paper.parties if party.kind == "administration"]
    assert units == ["nordby-kommune/by-og-udviklingsforvaltningen", "nordby-kommune/boern-og-skole"]
    assert next((row.name, row.unit) for row in paper.signatories) == (
        "Mette Brand",
        "nordby-kommune/by-og-udviklingsforvaltningen",
    )
