"""What a form is, and how a module of forms puts them on the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.variations.paper import Paper, Said
from tests.variations.plain import Writer
from tests.variations.world import World

# How a paper can be given. A paper with tables has more of them than one without.
PROSE = ("text", "pdf")
TABLES = ("text", "markdown", "tabs", "running", "pdf", "pdf-open", "pdf-half")
POSITIONED = ("text", "markdown", "tabs", "pdf", "pdf-open", "pdf-half")

Change = Callable[[Paper, World], Paper]
Finish = Callable[[str], str | bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """`places` are writers for places of the plain paper of `kind`; `change` sets the whole paper otherwise.

    `facts` changes the world that all places are written from; `finish` spoils the plain text as it is written to a
    file (encodings); `media` is where the form can be shown.
    """

    name: str
    kind: str = "agreement"
    places: Mapping[str, Writer] = field(default_factory=dict)
    change: Change | None = None
    facts: Callable[[World], World] | None = None
    finish: Finish | None = None
    media: tuple[str, ...] = PROSE


FORMS: dict[str, Form] = {}


def add(entry: Form) -> None:
    if entry.name in FORMS:
        raise ValueError(f"two forms are called {entry.name}")
    FORMS[entry.name] = entry


def form(
    name: str,
    kind: str = "agreement",
    media: tuple[str, ...] = PROSE,
    facts: Callable[[World], World] | None = None,
    **others: Writer,
) -> Callable[[Writer], Writer]:
    """Puts a writer on the list: it writes the place before the stroke of `name`; `others` write other places."""

    def register(write: Writer) -> Writer:
        add(Form(name, kind, {name.partition("/")[0]: write, **others}, facts=facts, media=media))
        return write

    return register


def change(name: str, kind: str = "agreement", media: tuple[str, ...] = PROSE) -> Callable[[Change], Change]:
    """Puts a change of the whole paper on the list."""

    def register(alter: Change) -> Change:
        add(Form(name, kind, change=alter, media=media))
        return alter

    return register


def silent(world: World) -> Said:
    """Nothing is said in this place."""
    return Said(())
