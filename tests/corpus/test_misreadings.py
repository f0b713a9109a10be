"""What a machine may have read for a printed word, by the measured table."""

from __future__ import annotations

import pytest

from corpus.misreadings import is_reading_of, shares


@pytest.mark.parametrize(
    "seen",
    ["Sølund", "Solund", "Sglund", "Salund", "Selund", "S@lund", "Soelund", "S0lund"],
)  # fmt: skip
def test_knows_what_machines_and_writers_make_of_a_letter(seen: str) -> None:
    assert is_reading_of("Sølund", seen)


@pytest.mark.parametrize("seen", ["sglund", "Silund", "Slund", "Sølunde", "Bglund", "SGlund"])
def test_takes_no_other_word_for_a_reading(seen: str) -> None:
    assert not is_reading_of("Sølund", seen)


def test_reads_a_capital_as_a_capital() -> None:
    assert is_reading_of("Ærøgården", "AErogarden") and is_reading_of("Ærøgården", "Aerggdrden")
    assert not is_reading_of("Ærøgården", "aerogarden")


def test_tells_how_often_each_reading_was_seen() -> None:
    for printed in "æøå":
        assert 0.99 < sum(shares()[printed].values()) < 1.01
    assert shares()["å"]["a"] > 0.9 and shares()["ø"]["o"] > shares()["ø"]["e"]
