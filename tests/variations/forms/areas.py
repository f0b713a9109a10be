"""What the partnership's area consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.variations.dates import listed
from tests.variations.forms.registry import Form, add, form
from tests.variations.paper import Items, Lines, Said, said
from tests.variations.plain import named
from tests.variations.world import World

# {all} is "A, B og C"; {samt} the same with "samt"; {other} a place that is not in the area.
SENTENCES: Mapping[str, str] = {
    "omfatter": "Aftalen omfatter {all}.",
    "dækker": "Aftalen dækker {samt}.",
    "partnerskabet omfatter": "Partnerskabet omfatter boligområderne {all}.",
    "udgøres af": "Partnerskabsområdet udgøres af {all}.",
    "det boligområde aftalen gælder for": "Det boligområde, aftalen gælder for, er afdelingerne {all}.",
    "afgrænsning": "Området afgrænses til {all}, i det følgende kaldet partnerskabsområdet.",
    "tre afdelinger": "Partnerskabsområdet består af tre afdelinger: {all}.",
    "aftalen gælder for": "Aftalen gælder for beboerne i {all}.",
    "ikke omfattet": "Aftalen omfatter {all}. {other} er ikke omfattet af aftalen.",
    "note ved navn": "Partnerskabsområdet består af {all}². Villaerne mod nord er ikke med.",
    "mærkat": "Geografisk område: {all}",
}


def _sentence(text: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        names, other = world.estates[:3], world.estates[3]
        full = text.format(all=listed(names), samt=listed(names, "samt"), other=other)
        return said(full, areas=named(names))

    return write


for _name, _text in SENTENCES.items():
    add(Form(f"areas/{_name}", places={"areas": _sentence(_text)}))


def _items(marker: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        names = world.estates[:3]
        return said("Partnerskabsområdet består af:", Items(names, marker), areas=named(names))

    return write


for _name, _marker in (("punkter", "•"), ("streger", "-"), ("numre", "{}.")):
    add(Form(f"areas/{_name}", places={"areas": _items(_marker)}))


@form("areas/intet sagt")
def unsaid(world: World) -> Said:
    """Where no sentence says it, the area is the place of the partnership's name."""
    return said(areas=named((world.place,)))


@form("areas/noteciffer klistret til navnet", media=("text",))
def glued_note(world: World) -> Said:
    """A dump glues the raised figure of a note to the word."""
    names = world.estates[:3]
    note = Lines(("1 Også kaldet Sydkvarteret.",))
    return said(f"Partnerskabsområdet består af {listed(names)}1.", note, areas=named(names))


@form("areas/den del der omfatter")
def part_of(world: World) -> Said:
    a, b, c, d = world.estates
    text = f"Aftalen dækker {a}/{b} samt den del af {world.town}, der omfatter {c} og {d}."
    return said(text, areas=named((a, b, c, d)))


@form("areas/som noget nyt")
def something_new(world: World) -> Said:
    names, new = world.estates[:2], world.estates[2]
    text = f"Partnerskabsområdet består af {', '.join(names)} og – som noget nyt – {new}."
    return said(text, areas=[*named(names), {"name": new, "change": "added"}])


@form("areas/udvides med", kind="addendum")
def widened(world: World) -> Said:
    new = world.estates[:2]
    text = f"Partnerskabsområdet udvides med {listed(new)}."
    return said(text, areas=[{"name": name, "change": "added"} for name in new])
