"""Which variants there are: every form alone in its media, and papers in which several forms meet.

What is drawn for a form depends on its name only, so that a new form changes no other variant.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from tests.variations.forms.every import FORMS, Form
from tests.variations.read import Variant

QUICK_MIXED, WIDE_MIXED = 24, 600
WIDE_SEEDS = range(1, 4)
# What a form is given in besides its own media where it can be typeset: the page from a scanner, and what an English
# engine makes of that. Seconds a paper, so `make variants` has one of each, `make test` none.
WORN = ("scan", "dump")


def _draw(text: str, below: int) -> int:
    return crc32(text.encode()) % below


def quick_variants() -> list[Variant]:
    """What `make test` runs: each form in one medium, those with a table in two; and some mixed papers."""
    alone = [
        Variant((form.name,), medium, seed_of(form.name)) for form in FORMS.values() for medium in _quick_media(form)
    ]
    return [*alone, *mixed(QUICK_MIXED)]


def seed_of(name: str) -> int:
    """The seed of a form's quick variants."""
    return _draw(name, 20)


def _quick_media(form: Form) -> list[str]:
    """By the draw of the form's name."""
    drawn = sorted(form.media, key=lambda medium: crc32(f"{form.name} in {medium}".encode()))
    return drawn[: 2 if len(form.media) > 2 else 1]


def wide_variants() -> list[Variant]:
    """What `make variants` runs: each form in all its media with several seeds, once from a scanner and once as a dump,
    and more mixed papers."""
    alone = [
        Variant((form.name,), medium, seed) for form in FORMS.values() for medium in form.media for seed in WIDE_SEEDS
    ]
    worn = [Variant((form.name,), medium, seed_of(form.name)) for form in FORMS.values() for medium in worn_media(form)]
    return [*alone, *worn, *mixed(WIDE_MIXED)]


def worn_media(form: Form) -> tuple[str, ...]:
    """The scan and the dump of a form that can be typeset."""
    return WORN if "pdf" in form.media else ()


def mixed(count: int) -> list[Variant]:
    return [variant for number in range(count) if (variant := _mix(number)) is not None]


def _mix(number: int) -> Variant | None:
    """Two to five forms that write different places of one kind of paper, in a medium that all of them have."""
    kind = "status" if number % 4 == 3 else "agreement"
    ranked = sorted(FORMS.values(), key=lambda form: crc32(f"{number} {form.name}".encode()))
    chosen: list[Form] = []
    for form in ranked:
        if form.kind == kind and form.finish is None and _fits(form, chosen):
            chosen.append(form)
        if len(chosen) == 2 + number % 4:
            break
    media = sorted(set.intersection(*(set(form.media) for form in chosen))) if chosen else []
    if len(chosen) < 2 or not media:
        return None
    return Variant(tuple(form.name for form in chosen), media[_draw(f"medium {number}", len(media))], number % 20)


def _fits(form: Form, chosen: list[Form]) -> bool:
    taken = {place for other in chosen for place in places(other)}
    alters = [other for other in chosen if other.facts or other.change]
    return not taken & set(places(form)) and not (alters and (form.facts or form.change))


def places(form: Form) -> Iterator[str]:
    """The places that a form writes; goals and the table under them are one: the table completes the goals."""
    for place in form.places:
        yield "goals" if place == "figures" and form.kind == "agreement" else place
