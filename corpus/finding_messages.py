"""The sentence of a finding in Danish or English, made of its code and its details by `finding_messages.toml`."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpus.labels import LANGUAGES, Language, label
from corpus.wording import date_text, number_text


@cache
def load_forms() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each code its (Danish, English) forms, from the one that says most to the one that asks for no details."""
    raw = tomllib.loads((Path(__file__).parent / "finding_messages.toml").read_text(encoding="utf-8"))
    return {code: tuple((danish, english) for danish, english in found["forms"]) for code, found in raw.items()}


def finding_message(
    code: str, details: Mapping[str, Any], language: Language = "en", fallback: str | None = None
) -> str:
    """The sentence that says most with these details.

    `finding_message("count-mismatch", {"said": "fire mål", "listed": 3})` is "'fire mål', 3 listed". A `fallback` (the
    sentence that was stored with a finding) is taken where the details are for no form but the barest, which says less
    than it; a code that this version does not know is its fallback, or itself in words.
    """
    forms = load_forms().get(code, ())
    for form in forms:
        template = form[LANGUAGES.index(language)]
        wanted = names_in(template)
        if fallback and not wanted and len(forms) > 1:
            break
        if all(details.get(name) not in (None, "", []) for name in wanted):
            return _Filler(language).vformat(template, (), details)
    return fallback or label(code, language, "FindingCode")


def names_in(template: str) -> list[str]:
    """The details that a form asks for, in the order it says them."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


class _Filler(string.Formatter):
    """Puts details into a form; what a format may be is said at the head of the file of forms."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        joint = " + " if format_spec == "sum" else ", "
        return joint.join(self._say(one, format_spec) for one in several)

    def _say(self, value: Any, form: str) -> str:
        if form in ("number", "sum") and not isinstance(value, str):
            return number_text(value, self.language)
        if form == "date":
            return date_text(str(value), self.language)
        vocabularies = form.split(",") if form[:1].isupper() else []
        return label(str(value), self.language, *vocabularies) if vocabularies else str(value)
