"""Any words a rule knows, in any order, make a paper that can be parsed.

"Nordby politikreds" once ended the reading of a whole paper, for one table took "politikreds" for a genitive. Here
every word that a table of the parsers holds stands in some text, between signs and figures that begin and end things.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import parsers
from models.codes import Kind
from models.document import Document, Page
from models.text import page_text
from parsers import parse

_WORD = re.compile(r"[A-Za-zÆØÅæøå.,:%§-]{2,}")
_PARTED = re.compile(r"[\s|]+")
_NAMES = ("Nordby", "Lunden", "Fyns", "Lone Friis", "Per Holm", "Egebo", "KAB", "SSP")
_FIGURES = ("2", "2024", "2020-2023", "47 %", "1.200 kr.", "1,2 mio. kr.", "3. januar 2025", "-3", "12,5", "–")
_SIGNS = (", ", ". ", ": ", "; ", " (", ") ", "\n", "\n\n", "\t", " | ", "\n- ", "\n1. ", "\n§ 2\n", '"', "/", "\n### ")
_LENGTH = 60  # words of a text


def _vocabulary() -> list[str]:
    """The words of all strings in the parsers' code."""
    words: set[str] = set()
    for path in Path(parsers.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.update(filter(_WORD.fullmatch, _PARTED.split(node.value)))
    return sorted(words)


def _texts(seed: int) -> Iterator[str]:
    """Every word once in some text, as written, with a capital, or in capitals."""
    chance = random.Random(seed)
    words = _vocabulary()
    chance.shuffle(words)
    for at in range(0, len(words), _LENGTH):
        said = []
        for word in words[at : at + _LENGTH]:
            said.append(chance.choice((word, word, word.capitalize(), word.upper())))
            said.append(chance.choice((" ", " ", chance.choice(_SIGNS))))
            if chance.random() < 0.3:
                said.append(f" {chance.choice(_NAMES + _FIGURES)} ")
        yield "".join(said)


@pytest.mark.parametrize("seed", range(2))
def test_no_order_of_known_words_ends_a_reading(seed: int) -> None:
    """It gives an agreement for each text; and there are words to try."""
    texts = list(_texts(seed))
    assert len(texts) > 40
    for text in texts:
        page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(text))
        agreement = parse(Document("0" * 64, "a.txt", "text/plain", len(text), "ok", (page,)))
        assert agreement.kind in get_args(Kind), text
