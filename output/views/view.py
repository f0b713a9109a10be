"""A view over the archive, and how a comparison holds it while it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A name and its `SELECT`. A view that others ask again and again is held as a table with `keys` by a comparison:
    each is the columns of one index."""

    name: str
    select: str
    keys: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """The statement that makes the view."""
        return f"CREATE VIEW {self.name} AS\n{self.select.strip()}"


FAMILIES = {
    "safety": ("feels_safe", "feels_unsafe", "need_for_safety_measures"),
    "activities": ("activities_with_partners",),
    "all offences": ("total_citizen_facing", "total_penal_code"),
    "burglary": ("burglary", "burglary_residential"),
    "theft": ("theft", "theft_robbery", "theft_from_citizens", "robbery"),
    "violence": ("violence", "violence_threats", "violence_weapons", "threats"),
    "vandalism": ("vandalism",),
    "narcotics": ("narcotics",),
    "harassment": ("harassment",),
}
FAMILY_ROWS = ", ".join(
    f"('{family}', '{definition}')" for family, definitions in FAMILIES.items() for definition in definitions
)
# A definition is what a figure or a goal counts: its kind of crime or its feeling, and per how many.
DEFINITION = (
    "coalesce({0}.offence, {0}.indicator) || iif({0}.indicator = 'reported_offences_per_1000', ' per 1000', '')"
)
