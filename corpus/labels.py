"""What people call the codes of the records, in Danish and English, read from `labels.toml` once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Labels = Mapping[str, tuple[str, str]]


@cache
def load_labels() -> Mapping[str, Labels]:
    """For each vocabulary its codes with their (Danish, English) labels, in the order of the file."""
    raw = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
    return {
        vocabulary: {code: (danish, english) for code, (danish, english) in codes.items()}
        for vocabulary, codes in raw.items()
    }


def label(code: str, language: Language, *vocabularies: str) -> str:
    """The code's name for people, from the first of the vocabularies that has it; else the code as words.

    An archive may hold a code that a later version added: then the code itself says it best.
    """
    for vocabulary in vocabularies:
        found = load_labels()[vocabulary].get(code)
        if found is not None:
            return found[LANGUAGES.index(language)]
    return code.replace("_", " ")
