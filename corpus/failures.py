"""Why a file was not read and what to do about it, in Danish and English, by the error's code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.labels import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Failure:
    """One language's words for a failure: what happened, and what to do."""

    happened: str
    advice: str


@cache
def load_failures() -> Mapping[str, tuple[Failure, Failure]]:
    """For each code its (Danish, English) words."""
    raw = tomllib.loads((Path(__file__).parent / "failures.toml").read_text(encoding="utf-8"))
    return {code: (Failure(*said[:2]), Failure(*said[2:])) for code, said in raw.items()}


def explain_failure(code: str) -> tuple[Failure, Failure]:
    """The (Danish, English) words of a code; of one that a later version added, those of a fault of ours."""
    return load_failures().get(code) or load_failures()["internal"]


def failure_in(code: str, language: Language) -> Failure:
    """The words of a code in one language."""
    return explain_failure(code)[LANGUAGES.index(language)]
