"""Organisations told apart: short names exactly, long ones by likeness, others by form."""

from __future__ import annotations

import itertools

import pytest

from corpus.organisations import find_short_names, load_organisations
from corpus.slugs import make_slug
from parsers.marks.mark import make_marks
from parsers.marks.names.organisations import find_organisations
from parsers.structure.damaged_names import find_damaged_given_names, find_damaged_names


def told(text: str) -> list[str]:
    return [mark.value.id for mark in find_organisations(text)]


@pytest.mark.parametrize("pair", list(itertools.permutations(["SAB", "AAB", "KAB", "DAB", "HAB"], 2)))
def test_never_takes_one_short_name_for_another(pair: tuple[str, str]) -> None:
    assert set(told(f"{pair[0]} og {pair[1]}")) == {pair[0].lower(), pair[1].lower()}


@pytest.mark.parametrize("text", ["SAR", "KAA", "8B", "30", "HABB", "XAB"])
def test_sees_no_short_name_in_what_is_merely_like_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Københavns Vestegns Politi", ["koebenhavns-vestegns-politi"]),
        ("Midt- og Vestsjællands Politi", ["midt-og-vestsjaellands-politi"]),
        ("Høje-Taastrup Kommune", ["hoeje-taastrup-kommune"]),
        ("Nordby, Sydby og Østerby kommuner", ["nordby-kommune", "sydby-kommune", "oesterby-kommune"]),
        ("Lunden og Omegns Boligselskab", ["lunden-og-omegns-boligselskab"]),
        ("Boligforeningen Fjordglimt", ["fjordglimt"]),
        ("Børne- og Ungdomsforvaltningen", ["boerne-og-ungdomsforvaltningen"]),
        ("UCN Uddannelsescenter", []),
        ("kommunen og politiet", []),
    ],
)
def test_tells_names_by_their_form(text: str, ids: list[str]) -> None:
    assert told(text) == ids


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Kgbenhavns Kommune", ["Københavns"]),
        ("Kge Kommune", ["Køge"]),
        ("Syd- og S@nderjyllands Politi", ["Syd- og Sønderjyllands"]),
        ("Nordby Kommune og Fyns Politi", []),
        ("Østsjællands Politi og Nordøstjyllands Politi", []),
        ("en god kommune", []),
        ("Gerda Lyng, ænterleder", ["center"]),
        ("Serviæchef", ["Service"]),
        ("næstformand, ældrechef, sekretæriatsleder og lægekonsulent", []),
    ],
)
def test_mends_damaged_names_where_only_one_can_be_meant(text: str, changes: list[str]) -> None:
    assert [right for _, _, right in find_damaged_names(text)] == changes


def test_mends_given_names_that_lost_danish_letters() -> None:
    assert [right for _, _, right in find_damaged_given_names("Soren Holm og Karen Dam")] == ["Søren"]


def test_tells_who_administers_another() -> None:
    text = "Rugbo/KAB, Toftens Boligforening (DAB)"
    marks = make_marks(find_organisations(text)).of("organisation", (0, len(text)))
    assert [(mark.value.id, mark.value.administrator) for mark in marks] == [
        ("rugbo", "kab"),
        ("toftens-boligforening", "dab"),
    ]


def test_keeps_a_register_without_contradictions() -> None:
    organisations = load_organisations()
    ids = [organisation.id for organisation in organisations]
    assert len(ids) == len(set(ids))
    assert all(organisation.part_of in ids for organisation in organisations if organisation.part_of)
    assert len(find_short_names()) == sum(len(organisation.short) for organisation in organisations)
    for organisation in organisations:
        if organisation.kind in ("municipality", "police", "ssp"):
            assert organisation.id == make_slug(organisation.name)
