"""Two readings of one page."""

from __future__ import annotations

from array import array

import pytest

from ingest.page import witness
from models.geometry import Box, Word
from models.text import PageText, laid_text

KNOWN = frozenset(("glade", "koordinering", "gården", "børn", "hand"))


def reading(*texts: str, confidence: float | None = None, shift: float = 0.0) -> PageText:
    words = [
        Word(text, Box(50.0 * at + shift, 10, 50.0 * at + 45 + shift, 20), confidence) for at, text in enumerate(texts)
    ]
    return laid_text(words, [range(len(words))])


def merge(mine: PageText, theirs: PageText) -> PageText:
    return witness.merge(mine, theirs, lambda word: word.lower() in KNOWN)


def test_takes_the_word_where_only_the_other_reading_has_one() -> None:
    merged = merge(
        reading("meget", "Både", "kcordinering,", confidence=0.8), reading("meget", "glade", "koordinering,", shift=1.0)
    )
    assert merged.text == "meget glade koordinering,\n"
    assert [(repair.raw, repair.repaired, repair.rule) for repair in merged.repairs] == [
        ("Både", "glade", "second-witness"),
        ("kcordinering,", "koordinering,", "second-witness"),
    ]


def test_gives_back_the_chosen_reading_when_undone() -> None:
    mine = reading("kcordinering", "154", confidence=0.8)
    assert merge(mine, reading("koordinering", "164")).raw == mine.text


def test_is_surer_where_both_agree() -> None:
    merged = merge(reading("gården", "xyz", confidence=0.8), reading("gården", "zyx"))
    assert [word.confidence for word in merged.words] == [0.9, 0.8]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("154", "164"),
        ("hånd", "hand"),
        ("børn", "barn"),
        ("gården", "garden"),
        ("8", "børn"),
        ("x", "børn"),
        ("gardem.", "gården"),
        ("gards3n", "gården"),
    ],
)
def test_keeps_figures_known_words_and_stops(old: str, new: str) -> None:
    assert not witness.is_better(new, old, lambda word: word in KNOWN)


def test_pairs_no_words_of_different_lines() -> None:
    mine = [Word("en", Box(0, 10, 40, 20)), Word("to", Box(0, 24, 40, 34))]
    theirs = [Word("to", Box(0, 24, 40, 34)), Word("en", Box(0, 10, 40, 20))]
    assert witness.match(mine, theirs) == {0: 1, 1: 0}


def test_raises_confidence_without_a_word_list() -> None:
    merged = witness.merge(reading("ja", confidence=0.5), reading("ja"), None)
    assert merged.words[0].confidence == 0.75 and merged.repairs == () and isinstance(merged.owners, array)
