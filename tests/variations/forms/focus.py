"""What the partnership works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.variations.dates import listed
from tests.variations.forms.registry import Form, add, form
from tests.variations.paper import Block, Cell, Items, Said, Table, said
from tests.variations.world import World


def _rows(names: tuple[str, ...], numbered: bool, first: int = 1) -> list[dict[str, object]]:
    return [{"number": at if numbered else None, "title": name} for at, name in enumerate(names, first)]


# Lead, marker, and whether the marker is a number.
LISTS: Mapping[str, tuple[str, str, bool]] = {
    "punkter": ("Parterne har valgt tre indsatsområder:", "•", False),
    "streger": ("Partnerskabets tre indsatsområder er:", "-", False),
    "parenteser": ("Der er tre indsatsområder:", "{})", True),
    "tal og streg": ("Vi har valgt tre indsatsområder:", "{} –", True),
    "indsatsområde 1": ("Arbejdet er samlet om tre emner:", "Indsatsområde {}:", True),
    "tre emner vi arbejder med": ("Tre emner, vi arbejder med:", "{}.", True),
    "arbejdet samles om": ("Arbejdet samles om tre indsatsområder, der gælder i hele aftaleperioden:", "{}.", True),
}


def _list(lead: str, marker: str, numbered: bool) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        names = world.focus_areas[:3]
        return said(lead, Items(names, marker), focus_areas=_rows(names, numbered))

    return write


for _name, (_lead, _marker, _numbered) in LISTS.items():
    add(Form(f"focus_areas/{_name}", places={"focus_areas": _list(_lead, _marker, _numbered)}))

# In one sentence; {all} is "a, b og c" in small letters as it is printed.
SENTENCES: Mapping[str, str] = {
    "i en sætning": "Parterne er enige om tre indsatsområder: {all}.",
    "indsatsområderne er": "Indsatsområderne er {all}.",
    "arbejdet deles i": "Partnerskabet arbejder med tre indsatsområder, nemlig {all}.",
}


def _sentence(text: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        names = tuple(name.lower() for name in world.focus_areas if " og " not in name)[:3]
        return said(text.format(all=listed(names)), focus_areas=_rows(names, False))

    return write


def _without_and(world: World) -> World:
    """Names that hold no "og" of their own, so that a sentence of them reads one way."""
    return replace(
        world, focus_areas=("Tidlig hjælp til familier", "Unge i fællesskaber", "Lys på stierne", "Fritidsjob")
    )


for _name, _text in SENTENCES.items():
    add(Form(f"focus_areas/{_name}", places={"focus_areas": _sentence(_text)}, facts=_without_and))


@form("focus_areas/numre i en sætning", facts=_without_and)
def numbered_in_a_sentence(world: World) -> Said:
    names = tuple(name.lower() for name in world.focus_areas[:3])
    text = f"Parterne er enige om tre indsatsområder: 1) {names[0]}, 2) {names[1]} og 3) {names[2]}."
    return said(text, focus_areas=_rows(names, True))


@form("focus_areas/tabel", media=("text", "markdown", "tabs", "pdf", "pdf-half", "pdf-open"))
def in_a_table(world: World) -> Said:
    names = world.focus_areas[:3]
    goals = ("Flere deltager", "Færre mørke steder", "Flere ved besked")
    body = tuple((Cell(f"{at}"), Cell(name), Cell(goals[at - 1])) for at, name in enumerate(names, 1))
    head = ((Cell("Nr."), Cell("Indsatsområde"), Cell("Det vil vi se")),)
    return said("Parterne har valgt tre indsatsområder.", Table(head, body), focus_areas=_rows(names, True))


@form("focus_areas/overskrifter med tekst")
def headings_with_text(world: World) -> Said:
    names = world.focus_areas[:3]
    texts = (
        "Her samarbejder skole, klub og politi om de børn, der har brug for det.",
        "Her går beboere og driftsfolk en tur sammen hvert forår og ser på lys og beplantning.",
        "Her skriver parterne et nyhedsbrev og holder åbent hus to gange i løbet af året.",
    )
    blocks: list[Block | str] = ["Parterne har valgt tre indsatsområder."]
    for at, (name, text) in enumerate(zip(names, texts, strict=True), 1):
        blocks += [f"Indsatsområde {at}: {name}", text]
    return said(*blocks, focus_areas=_rows(names, True))


@form("focus_areas/suppleres med et fjerde", kind="addendum")
def a_fourth(world: World) -> Said:
    name = world.focus_areas[3]
    return said(
        "De tre indsatsområder suppleres med et fjerde:", Items((name,), "4."), focus_areas=_rows((name,), True, 4)
    )
