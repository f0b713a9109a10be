"""The register of organisations, read from `organisations.toml` once, and the names of the municipalities."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.codes import OrganisationKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """One entry; the fields are explained at the head of the file."""

    id: str
    name: str
    kind: OrganisationKind
    short: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    administrator: bool = False


@cache
def load_organisations() -> tuple[Organisation, ...]:
    """All entries in the order of the file."""
    raw = tomllib.loads((Path(__file__).parent / "organisations.toml").read_text(encoding="utf-8"))
    return tuple(
        Organisation(
            entry["id"],
            entry["name"],
            entry["kind"],
            tuple(entry.get("short", ())),
            tuple(entry.get("aliases", ())),
            entry.get("part_of"),
            entry.get("administrator", False),
        )
        for entry in raw["organisation"]
    )


@cache
def _names() -> dict[str, str]:
    return {organisation.id: organisation.name for organisation in load_organisations()}


def organisation_name(known: str) -> str:
    """The usual name of an organisation of the register by its id; the id of another, which is made of its name."""
    return _names().get(known, known)


@cache
def find_short_names() -> dict[str, Organisation]:
    """Short names as printed, each with its organisation."""
    return {short: organisation for organisation in load_organisations() for short in organisation.short}


@cache
def find_long_names() -> dict[str, Organisation]:
    """Full names and aliases of ten letters or more in small letters, each with its organisation."""
    return {
        name.casefold(): organisation
        for organisation in load_organisations()
        for name in (organisation.name, *organisation.aliases)
        if len(name) >= 10
    }


@cache
def find_administrators() -> frozenset[str]:
    """Ids of organisations that run others."""
    return frozenset(organisation.id for organisation in load_organisations() if organisation.administrator)


@cache
def find_districts() -> tuple[Organisation, ...]:
    """The police districts."""
    return tuple(organisation for organisation in load_organisations() if organisation.kind == "police")


@cache
def load_municipalities() -> tuple[str, ...]:
    """The names of the 98 municipalities as they stand before "Kommune"; see `municipalities.txt` for the source."""
    lines = (Path(__file__).parent / "municipalities.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
