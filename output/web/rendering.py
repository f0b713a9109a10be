"""Pages as HTML: the templates of this folder, filled. Everything that came from a paper is escaped."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from corpus.labels import Language, label
from corpus.slugs import make_slug
from corpus.wording import date_text, number_text
from corpus.words import say_code
from output.store.search import Hit
from output.web.addresses import Addresses
from output.web.told import span_of_years, tell_period
from output.web.words import counted, word

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every page is made with: its language, where its links lead, its own path and query, whether anything may
    be decided."""

    language: Language
    addresses: Addresses
    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    read_only: bool = True

    def again(self, **changed: object) -> str:
        """The address of this page with another query."""
        kept = {name: value for name, value in self.query if name != "lang"}
        said = {**kept, **{name: str(value) for name, value in changed.items()}}
        return f"{self.path}?{urlencode({n: v for n, v in said.items() if v != ''})}"


def static_stamps() -> dict[str, str]:
    """The static files with digests of what they hold."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in sorted(STATIC.iterdir())}


def render(template: str, setting: Setting, **shown: Any) -> str:
    """A page. `shown` are the values of its template."""
    language = setting.language
    return _environment().get_template(template).render(
        lang=language,
        url=setting.addresses,
        setting=setting,
        w=lambda name, **values: word(name, language, **values),
        n=lambda number, noun: counted(number, noun, language),
        code=lambda name, *among: label(name, language, *among) if among else say_code(name, language),
        number=lambda value: number_text(value, language),
        share=lambda value: number_text(round(value, 2), language),
        day=lambda iso: date_text(iso, language),
        period=lambda row: tell_period(row["period_start"], row["period_end"], row["period_start_basis"], language),
        reason=lambda name: _reason(name, language),
        **shown,
    )  # fmt: skip


@cache
def prepare_templates() -> None:
    """Make all templates ready, which the first page of a kind would wait for otherwise: a tenth of a second each."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


def _reason(name: str, language: Language) -> str:
    """Why a value is in a list: a code of ours, or the state of the decision about it."""
    known = {one: word(f"why_{one}", language) for one in ("disagreeing", "finding", "doubtful", "confidence")}
    return known.get(name) or label(name, language, "ReviewState")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        snippet=_snippet, opening=_opening, slug=make_slug, json=lambda value: json.dumps(value, ensure_ascii=False)
    )
    environment.globals.update(years=span_of_years)
    return environment


def _opening(text: str) -> str:
    """Words as a line begins: the first letter is large, and the others are as they are."""
    return text[:1].upper() + text[1:]


def _snippet(hit: Hit) -> Markup:
    """The text around a hit, what was found in it marked."""
    parts: list[str] = []
    at = 0
    for start, end in hit.spans:
        parts += [str(escape(hit.snippet[at:start])), f"<mark>{escape(hit.snippet[start:end])}</mark>"]
        at = end
    return Markup("".join([*parts, str(escape(hit.snippet[at:]))]))
