"""Organisations told apart: short names exactly, long ones by likeness, others by form."""

from __future__ import annotations

import itertools

import pytest

from corpus.organisations import find_short_names, load_organisations
from corpus.slugs import make_slug
from parsers.older.organisations import find_mentions, place_under


@pytest.mark.parametrize("pair", list(itertools.permutations(["SAB", "AAB", "KAB", "DAB", "HAB"], 2)))
def test_never_takes_one_short_name_for_another(pair: tuple[str, str]) -> None:
    found = {mention.organisation for mention in find_mentions(f"{pair[0]} og {pair[1]}")}
    assert found == {pair[0].lower(), pair[1].lower()}


@pytest.mark.parametrize("text", ["SAR", "KAA", "8B", "30", "HABB", "XAB"])
def test_sees_no_short_name_in_what_is_merely_like_one(text: str) -> None:
    assert find_mentions(text) == []


def test_forgives_a_damaged_letter_in_a_long_name() -> None:
    assert [m.organisation for m in find_mentions("Kgbenhavns Kommune")] == ["koebenhavns-kommune"]
    assert [m.organisation for m in find_mentions("Københavns Vestegns Politi")] == ["koebenhavns-vestegns-politi"]


def test_puts_an_administration_under_its_municipality() -> None:
    mention = find_mentions("Børne- og Ungdomsforvaltningen")[0]
    assert place_under(mention, None) is None
    placed = place_under(mention, "nordby-kommune")
    assert placed is not None and placed.organisation == "nordby-kommune/boerne-og-ungdomsforvaltningen"


def test_keeps_a_register_without_contradictions() -> None:
    organisations = load_organisations()
    ids = [organisation.id for organisation in organisations]
    assert len(ids) == len(set(ids))
    assert all(organisation.part_of in ids for organisation in organisations if organisation.part_of)
    assert len(find_short_names()) == sum(len(organisation.short) for organisation in organisations)
    for organisation in organisations:
        if organisation.kind in ("municipality", "police", "ssp"):
            assert organisation.id == make_slug(organisation.name)
