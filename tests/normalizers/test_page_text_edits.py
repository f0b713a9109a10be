"""What an edit does to a text, its owners and its log."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import Edit, PageText, page_text, undo


def test_swallows_an_earlier_repair_and_keeps_what_was_first_read() -> None:
    once = page_text("et omrade her").edited([Edit(3, 9, "område", "one")])
    twice = once.edited([Edit(3, 9, "Område", "two")])
    assert [(r.raw, r.repaired, r.rule) for r in twice.repairs] == [("omrade", "Område", "two")]
    assert twice.raw == "et omrade her"


def test_forgets_a_repair_that_is_taken_back() -> None:
    once = page_text("en bad").edited([Edit(3, 6, "båd", "one")])
    assert once.edited([Edit(3, 6, "bad", "two")]).repairs == ()


def test_drops_a_flag_that_an_applied_edit_runs_into() -> None:
    flagged = page_text("en bad ved aen").edited([Edit(3, 6, "båd", "flag", applied=False)])
    assert [r.rule for r in flagged.edited([Edit(3, 10, "x", "one")]).repairs] == ["one"]


def test_moves_a_flag_with_the_text_before_it() -> None:
    flagged = page_text("faelles bad").edited([Edit(8, 11, "båd", "flag", applied=False)])
    moved = flagged.edited([Edit(0, 7, "fælles", "one")])
    flag = next(r for r in moved.repairs if not r.applied)
    assert moved.text[flag.start : flag.end] == "bad"


def test_refuses_edits_that_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        page_text("abcdef").edited([Edit(0, 3, "x", "one"), Edit(2, 4, "y", "two")])


def test_gives_new_letters_to_the_words_they_came_from() -> None:
    split = page_text("Detsamlede antal").edited([Edit(0, 10, "Det samlede", "one")])
    assert split.words_in(0, 3) == [0]
    assert len(split.owners) == len(split.text)


_EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("abæ ", max_size=4), st.booleans()), max_size=8
)


def _apart(text: PageText, wishes: list[tuple[int, int, str, bool]]) -> list[Edit]:
    edits: list[Edit] = []
    at = -1
    for gap, width, new, applied in wishes:
        start = at + 1 + gap % 4
        if start + width > len(text.text):
            break
        edits.append(Edit(start, start + width, new, "any", applied=applied))
        at = start + width
    return edits


@given(st.text("abc \n", max_size=60), _EDITS, _EDITS)
def test_undoes_any_two_rounds_of_edits_exactly(
    text: str, one: list[tuple[int, int, str, bool]], two: list[tuple[int, int, str, bool]]
) -> None:
    page = page_text(text)
    for wishes in (one, two):
        page = page.edited(_apart(page, wishes))
    assert undo(page.text, page.repairs) == text
    assert len(page.owners) == len(page.text)
    applied = [r for r in page.repairs if r.applied]
    assert all(page.text[r.start : r.end] == r.repaired for r in applied)
    assert all(a.end <= b.start for a, b in pairwise(applied))
    assert all(page.text[r.start : r.end] == r.raw for r in page.repairs if not r.applied)
