"""What holds for the repair of any text."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.text import undo
from normalizers import repair, repair_text
from tests.normalizers.danish_pages import CLEAN, ENGLISH, GERMAN, NORWEGIAN, SWEDISH, damaged

_WORDS = re.findall(r"\S+", CLEAN)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GARBLED = st.builds(damaged, st.lists(st.sampled_from(_WORDS), max_size=80).map(" ".join), st.integers(0, 50))
_MIXED = st.lists(
    st.one_of(
        st.sampled_from(_WORDS), st.text(max_size=8), st.sampled_from(["1", "66 (10 %)", "§ 4", "K@B", "-\n", "\f"])
    ),
    max_size=60,
).map(" ".join)
_ANY = st.one_of(st.text(max_size=300), _GARBLED, _MIXED)


@settings(deadline=None, max_examples=150)
@given(_ANY)
@example(damaged(CLEAN))
@example("\ufb01nansiering a\u030arlig \ud7ff\n\r\n")
def test_never_raises_and_undoes_exactly(text: str) -> None:
    page = repair_text(text)
    assert undo(page.text, page.repairs) == text
    assert page.raw == text


@settings(deadline=None, max_examples=100)
@given(_ANY)
@example(damaged(CLEAN, 3))
def test_changes_nothing_more_the_second_time(text: str) -> None:
    once = repair_text(text)
    assert repair_text(once.text).text == once.text
    again = repair(once)
    assert again.text == once.text
    assert again.raw == text


@settings(deadline=None, max_examples=100)
@given(_ANY)
def test_keeps_every_line_where_it_was(text: str) -> None:
    page = repair_text(text)
    assert [char for char in page.text if char in "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"] == [
        char for char in text if char in "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
    ]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(st.sampled_from(_WORDS), st.from_regex(r"\A[0-9]{2,7}([.,][0-9]{1,3})?\Z")), max_size=120))
def test_never_changes_a_number(words: list[str]) -> None:
    text = damaged(" ".join(words), 7)
    assert _NUMBER.findall(repair_text(text).text) == _NUMBER.findall(text)


@settings(deadline=None, max_examples=40)
@given(st.permutations(_WORDS))
def test_leaves_clean_danish_alone_in_any_order(words: list[str]) -> None:
    text = " ".join(words)
    assert repair_text(text).text == text


@pytest.mark.parametrize("text", [CLEAN, NORWEGIAN, SWEDISH, GERMAN, ENGLISH])
def test_leaves_clean_pages_and_other_languages_alone(text: str) -> None:
    assert repair_text(text).text == text
    plain = text.translate(str.maketrans("åäöøæü", "aaooau")) if text is not CLEAN else text
    assert repair_text(plain * 2).text == plain * 2


def test_leaves_a_foreign_paragraph_in_a_damaged_page_alone() -> None:
    page = repair_text(damaged(CLEAN) + "\n" + ENGLISH)
    assert page.text.endswith(ENGLISH)
    assert "boligområde" in page.text


def test_gives_the_same_under_any_hash_seed() -> None:
    code = (
        "import sys; sys.path[:0] = ['.']\n"
        "from tests.normalizers.danish_pages import CLEAN, damaged\nfrom normalizers import repair_text\n"
        "page = repair_text(damaged(CLEAN, 5)); print(ascii(page.text), ascii(page.repairs))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(said) == 1


def test_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); import normalizers, normalizers.report; normalizers.repair_text('x')\n"
        "print([m for m in ('pydantic', 'spacy', 'numpy', 'pdfplumber', 'sqlite_utils') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize(
    "piece", [" ", "\t", "a", "ø", "kgbenhavns", "aB", "a'", "4a", "@", "a-\nb", "a.b", "a/", "a_", "\n", "ab-\n", "1a"]
)
def test_takes_no_more_than_linear_time(piece: str) -> None:
    """Eight times the text takes well below the sixty-four times of anything quadratic."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        costs = []
        for _ in range(3):
            begun = time.process_time()
            repair_text(text)
            costs.append(time.process_time() - begun)
        return min(costs)

    repair_text("Det er pa omradet.\n")
    assert seconds(80_000) < 24 * max(0.004, seconds(10_000))
