"""A variant: a form, a medium and a seed. It is written, read by the program, and compared with what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ingest
import normalizers
import parsers
from tests.variations.compare import Difference, as_record, differences, values_asked
from tests.variations.forms.every import FORMS, Form
from tests.variations.media.pdf import RULES, write_pdf
from tests.variations.media.text import write_text
from tests.variations.media.worn import WORN
from tests.variations.paper import Paper
from tests.variations.plain import PLANS, compose
from tests.variations.world import World, draw_world


@dataclass(frozen=True, slots=True)
class Variant:
    """`forms` are names of forms, one of them, or several that meet in one paper."""

    forms: tuple[str, ...]
    medium: str
    seed: int

    def __str__(self) -> str:
        return f"{' + '.join(self.forms)} [{self.medium} {self.seed}]"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`wanted` and `got` are records; `values` are (value, right, what differs) of the values added later."""

    wanted: dict[str, Any]
    got: dict[str, Any]
    differences: list[Difference]
    values: list[tuple[str, bool, str]]


def forms_of(variant: Variant) -> list[Form]:
    return [FORMS[name] for name in variant.forms]


def world_of(variant: Variant) -> World:
    world = draw_world(variant.seed, plain=variant.medium == "dump")
    for form in forms_of(variant):
        world = form.facts(world) if form.facts else world
    return world


def paper_of(variant: Variant) -> Paper:
    """The paper with the forms of the variant in their places."""
    world = world_of(variant)
    forms = forms_of(variant)
    places = {place: write for form in forms for place, write in form.places.items()}
    paper = compose(world, PLANS[forms[0].kind if forms else "agreement"], places)
    for form in forms:
        if form.change is not None:
            paper = form.change(paper, world)
    return paper


def written(variant: Variant) -> tuple[bytes, str]:
    """The bytes of the variant's file, and how its name ends."""
    paper = paper_of(variant)
    if variant.medium in RULES:
        return write_pdf(paper, variant.medium), ".pdf"
    if variant.medium in WORN:
        return WORN[variant.medium](write_pdf(paper), str(variant))
    text = write_text(paper, variant.medium)
    for name in variant.forms:
        finish = FORMS[name].finish
        if finish is not None:
            done = finish(text)
            return (done if isinstance(done, bytes) else done.encode()), ".txt"
    return text.encode(), ".md" if variant.medium == "markdown" else ".txt"


def read(path: Path) -> dict[str, Any]:
    """The record of a file, as the export has it."""
    document = normalizers.repair_document(ingest.read_document(path))
    return parsers.parse(document).model_dump()


def without_numbers(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without the numbers of goals and focus areas: an English engine that loses them leaves no trace."""
    numbered = {name: [{**row, "number": None} for row in record.get(name, ())] for name in ("goals", "focus_areas")}
    return {**record, **{name: rows for name, rows in numbered.items() if rows}}


def judge(variant: Variant, folder: Path) -> Outcome:
    """Writes the variant into `folder`, reads it, and compares."""
    data, suffix = written(variant)
    path = folder / f"paper{suffix}"
    path.write_bytes(data)
    wanted, got = as_record(paper_of(variant).rows), read(path)
    printed = variant.medium not in WORN
    if variant.medium == "dump":
        wanted, got = without_numbers(wanted), without_numbers(got)
    return Outcome(wanted, got, differences(wanted, got, printed), values_asked(wanted, got))
