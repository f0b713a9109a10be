"""Wordings and settings of tables, goals and money that other papers use, each in one small paper."""

from __future__ import annotations

from pathlib import Path

from ingest import read_document
from models.records import Agreement
from parsers import parse
from parsers.levels.subjects import guess_label

HEAD = """Partnerskabsaftale for Mosevænget 2020-2023

Nordby Kommune og Nordsjællands Politi indgår et tryghedspartnerskab i perioden 2020-2023.

"""


def _read(folder: Path, text: str) -> Agreement:
    path = folder / "mosevaenget.txt"
    path.write_text(HEAD + text, encoding="utf-8")
    return parse(read_document(path))


def test_gives_each_of_two_tables_its_own_head(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Tal\n\n| Gerningstype | Baseline 2015 | 2016 | 2017 |\n|---|---|---|---|\n| Indbrud | 21 | 22 | 24 |\n"
        "\nDerudover følges:\n\n| Gerningstype | 2018 | 2019 |\n|---|---|---|\n| Hærværk | 8 | 9 |\n",
    )
    assert {(row.offence, row.year, row.value) for row in paper.measures if row.offence == "vandalism"} == {
        ("vandalism", 2018, 8),
        ("vandalism", 2019, 9),
    }


def test_reads_rows_that_are_times_of_day_under_an_empty_corner(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Tal\n\nAndel trygge i partnerskabsområdet\n\n                 Baseline 2018    2020\n"
        "Hele døgnet      61 %             66 %\nAften og nat     40 %             47 %\n",
    )
    assert {(row.role, row.time_of_day, row.year, row.value) for row in paper.measures} == {
        ("baseline", "all", 2018, 61),
        ("observation", "all", 2020, 66),
        ("baseline", "evening_night", 2018, 40),
        ("observation", "evening_night", 2020, 47),
    }


def test_keeps_a_time_of_day_to_its_own_clause(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Tal\n\nI Tryghedsmåling 2018 er 64 % af beboerne i partnerskabsområdet trygge, og i aften- og"
        " nattetimerne er 45 % trygge.\n",
    )
    assert {(row.time_of_day, row.value) for row in paper.measures} == {("all", 64), ("evening_night", 45)}


def test_takes_the_start_of_a_goal_from_the_line_behind_it(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Mål\n\n1. Antal anmeldelser af indbrud skal falde til 31 i 2023.\nI 2018 var tallet 40,5 i kvarteret.\n",
    )
    assert [(goal.baseline_year, goal.target_value) for goal in paper.goals] == [(2018, 31)]
    assert [row.value for row in paper.measures if row.role == "baseline"] == [40.5]


def test_takes_a_purpose_from_the_next_sentence(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Økonomi\n\nNordby Kommune afsætter en kvart million kroner årligt i 2020-2023. Pengene bruges til"
        " aktiviteter.\n",
    )
    assert [(row.amount_dkk, row.basis, row.purpose) for row in paper.budgets] == [(250000, "annual", "activities")]


def test_knows_a_label_that_lost_a_letter() -> None:
    assert [guess_label(word) for word in ("Tyeri", "Typer", "Bydel")] == ["theft", None, None]


def test_reads_a_goal_told_over_two_sentences(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Mål\n\nI målingen for 2019 følte 51 % af beboerne i partnerskabsområdet sig trygge om aftenen. Denne andel"
        " skal stige til 60 % i 2023.\n\nDe 48 tyverier, der blev anmeldt i området i 2019, skal ned på 35 i 2023.\n",
    )
    assert [(goal.direction, goal.baseline_year, goal.target_value) for goal in paper.goals] == [
        ("increase", 2019, 60),
        ("decrease", 2019, 35),
    ]
    assert [row.value for row in paper.measures if row.role == "baseline"] == [51, 48]


def test_keeps_the_new_amount_alone_with_the_basis_of_the_old(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Økonomi\n\nNordby Kommunes årlige tilskud løftes fra 200.000 kr. til 240.000 kr. i 2021 til 2023.\n",
    )
    assert [(row.amount_dkk, row.basis) for row in paper.budgets] == [(240000, "annual")]


def test_tells_a_group_from_the_one_its_clause_names(tmp_path: Path) -> None:
    paper = _read(tmp_path, "1. Møder\n\nDen projektgruppe, som styregruppen udpeger, mødes seks gange om året.\n")
    assert [(row.body, row.min_per_year) for row in paper.meetings] == [("working_group", 6)]


def test_goes_on_where_as_many_say_the_same(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Tal\n\nI Tryghedsmåling 2018 svarede 24 % af beboerne i området, at de er utrygge. I aftentimerne svarede"
        " 36 % det samme.\n",
    )
    assert {(row.time_of_day, row.year, row.value) for row in paper.measures} == {
        ("all", 2018, 24),
        ("evening_night", 2018, 36),
    }


def test_gives_the_year_told_above_a_table_to_its_start_and_to_the_start_left_for_later(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Mål\n\nUdgangspunktet er gjort op for 2019. Tallene følges af sekretariatet.\n\n"
        "Gerningstype\tBaseline\tMål 2023\nTyveri\t90\t72\nVold\tFastlægges i 2021\tFastlægges i 2021\n",
    )
    assert {(row.role, row.offence, row.year, row.value, row.status) for row in paper.measures} == {
        ("baseline", "theft", 2019, 90, "stated"),
        ("target", "theft", 2023, 72, "stated"),
        ("baseline", "violence", 2019, None, "pending"),
        ("target", "violence", 2023, None, "pending"),
    }


def test_ends_a_table_before_a_heading_and_its_prose(tmp_path: Path) -> None:
    paper = _read(
        tmp_path,
        "1. Tal\n\nGerningstype\tBaseline 2017\t2018\nIndbrud\t30\t28\nTyveri\t81\t77\n\n4 Trygheden\n"
        "Kommunens måling 2019 blev besvaret af 512 beboere fra hele kvarteret og de nye boliger. 71 pct. er trygge.\n",
    )
    assert 512 not in {row.value for row in paper.measures}


def test_reads_parties_and_their_units_from_a_table_of_who_does_what(tmp_path: Path) -> None:
    path = tmp_path / "lyngen.txt"
    path.write_text(
        "Partnerskabsaftale om tryghed i Lyngen 2022-2025\n\n§ 1. Aftalens parter\nHer er de, der er med.\n\n"
        "Part\tOpgave\nSkovby Kommune\tSamler parterne\n– Børn og Familie\tKlubber\n– Teknik og Miljø\tLys og stier\n"
        "Østfjordens Politi\tPatruljer\nSkovby Boligselskab\tDrift\n\n§ 2. Løbetid\nAftalen gælder 2022-2025.\n",
        encoding="utf-8",
    )
    assert [party.organisation for party in parse(read_document(path)).parties] == [
        "skovby-kommune",
        "skovby-kommune/boern-og-familie",
        "skovby-kommune/teknik-og-miljoe",
        "oestfjordens-politi",
        "skovby-boligselskab",
    ]
